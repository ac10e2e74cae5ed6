# cx-report: its figures, against cx-score's and against SQL over the facts.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
    cd "$BATS_FILE_TMPDIR"
    for month in 2026-09 2026-10; do
        "$CX_BIN/cx-score" -d golden.db -p $month -o posts-$month.csv
        "$CX_BIN/cx-score" -d golden.db -p $month --by=team -o teams-$month.csv
    done
    sqlite3 -batch -init /dev/null tables.db '.import --csv posts-2026-10.csv posts' \
        '.import --csv posts-2026-09.csv posts_before' '.import --csv teams-2026-10.csv teams' \
        '.import --csv teams-2026-09.csv teams_before'
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

tables() {
    sql "$1" "$BATS_FILE_TMPDIR/tables.db"
}

@test "--list, and reports that aren't" {
    cx report --list
    expect 0 'report,shows
ranking,*
team,*
trend,*
progress,*
alerts,*
channel,*
skills,*
aging,*
customers,*
compliance,*
promotion,*
training,*
account,*
customer,*
audit,*
dashboard,*
workbook,*' ''
    equal "${#lines[@]}" 18 # a line each
    cx report nonsense
    expect 2 '' '*unknown report "nonsense": --list shows all reports*'
    cx report
    expect 2 '' '*no report given*'
    cx report ranking
    expect 2 '' '*no period given*'
    cx report ranking team -p 2026-10
    expect 2 '' '*unexpected operand "team"*'
    cx report account
    expect 2 '' '*which one? Write account ACCOUNT*'
    cx report account nonsense
    expect 2 '' 'cx-report: there is no account "nonsense"*'
    cx report ranking -p 2026-10 --bundle=x
    expect 2 '' '*--bundle is only for the report compliance*'
    cx report ranking -p 2026-10 --team=T01
    expect 2 '' '*--team is only for the report progress*'
    cx report progress -p 2026-10 --team=T01 --employee=E001
    expect 2 '' '*--team or --employee, not both*'
    cx report alerts -p 2026-10 --fail-on=bad
    expect 2 '' '*--fail-on must be info, warn or critical*'
    cx report trend -p 2026-10 --periods=0
    expect 2 '' '*--periods=0 is not a number of periods from 1 to 120*'
    cx report dashboard -p 2026-10 -f csv
    expect 2 '' '*dashboard is html, and nothing else: leave -f out*'
    cx report workbook -p 2026-10 -f csv
    expect 2 '' '*workbook is xlsx, and nothing else: leave -f out*'
}

@test "what means nothing to a report is refused with the reports that it is for" {
    local command answer
    while IFS='|' read -r command answer; do
        # shellcheck disable=SC2086
        cx report $command
        expect 2 '' "cx-report: $answer*"
    done <<'LINES'
ranking -p 2026-10 --fail-on=info|--fail-on is only for the report alerts
dashboard -p 2026-10 --fail-on=info|--fail-on is only for the report alerts
aging --by=nope|--by is only for the reports ranking, team, trend, training
team -p 2026-10 --top=3|--top is only for the report ranking
team -p 2026-10 --per=employee|--per is only for the reports ranking, trend
ranking -p 2026-10 --periods=3|--periods is only for the reports trend, dashboard
alerts -p 2026-10 --employee=E001|--employee is only for the report progress
ranking -p 2026-10 --unmask|--unmask is only for the reports compliance, account, customer
--sql=x.sql --top=3|--top is only for the report ranking
- --by=x|--by is only for the reports ranking, team, trend, training
account A0001 -p 2026-09|account shows all that is known, of no period: leave -p out
customer C0001 -p 2026-09|customer shows all that is known, of no period: leave -p out
workbook -p 2026-10 --columns=nope|workbook is more than one table: leave --columns out
compliance -p 2026-10 --bundle=x -o y|--bundle writes files of its own: leave -f, -o and --columns out
compliance -p 2026-10 --bundle=x -f csv|--bundle writes files of its own: leave -f, -o and --columns out
workbook -p 2026-10 -o w.csv|w.csv: workbook is xlsx, and nothing else: name a file that ends in .xlsx
dashboard -p 2026-10 -o d.XLSX|d.XLSX: dashboard is html, and nothing else: name a file that ends in .html
dashboard -p 2026-10 -f xlsx -o d.html|dashboard is html, and nothing else: leave -f out
LINES
    equal "$(ls)" cx.db
    must "$CX_BIN/cx-report" -q workbook -p 2026-10 -o book
    [[ $(head -c 2 book) == PK ]]
    must "$CX_BIN/cx-report" -q dashboard -p 2026-10 -f html -o page
}

@test "ranking by score" {
    load_report ranking -p 2026-10 --top=0
    equal "$(head -1 report.csv)" rank,employee_id,name,team_id,role,score,grade,rank_before,moved
    equal "$(sql 'SELECT rank, employee_id, team_id, score, grade FROM r' t.db)" \
        "$(tables "SELECT rank() OVER (ORDER BY CAST(score AS REAL) DESC), employee_id, team_id, score, grade
                   FROM posts WHERE score <> '' ORDER BY 1, rowid")"
    equal "$(sql "SELECT employee_id, rank_before, moved FROM r ORDER BY employee_id, rank" t.db)" \
        "$(tables "
            WITH before AS (SELECT employee_id, min(place) AS place FROM (
                     SELECT employee_id, rank() OVER (ORDER BY CAST(score AS REAL) DESC) AS place
                     FROM posts_before WHERE score <> '') GROUP BY employee_id),
                 now AS (SELECT employee_id, rank() OVER (ORDER BY CAST(score AS REAL) DESC) AS place
                     FROM posts WHERE score <> '')
            SELECT employee_id, coalesce(before.place, ''), coalesce(before.place - now.place, '')
            FROM now LEFT JOIN before USING (employee_id) ORDER BY employee_id, now.place")"
}

@test "ranking: the top 10, or as many as asked; all who tie; by a metric, low ones first where low is better" {
    load_report ranking -p 2026-10
    equal "$(rows report.csv)" 10
    load_report ranking -p 2026-10 --top=3
    equal "$(cut -d, -f1 report.csv | tail -n +2 | tr '\n' ' ')" '1 2 3 '
    load_report ranking -p 2026-10 --top=0 --by=complaint_rate
    equal "$(sql "SELECT rank, employee_id, complaint_rate FROM r" t.db)" \
        "$(tables "SELECT rank() OVER (ORDER BY CAST(complaint_rate AS REAL)), employee_id, complaint_rate
                   FROM posts WHERE complaint_rate <> '' ORDER BY 1, rowid")"
    load_report ranking -p 2026-10 --top=1 --by=complaint_rate
    equal "$(rows report.csv)" "$(tables "SELECT count(*) FROM posts WHERE complaint_rate = '0.000000'")"
    load_report ranking -p 2026-10 --by=recovered --top=5
    equal "$(sql 'SELECT recovered FROM r' t.db)" \
        "$(tables 'SELECT recovered FROM posts ORDER BY CAST(recovered AS REAL) DESC LIMIT 5')"
    cx report ranking -p 2026-10 --by=nonsense
    expect 2 '' '*the plan has no metric or measure "nonsense"*'
    cx report ranking -p 2026-10 --top=-1
    expect 2 '' '*--top=-1 is not a number of rows*'
}

@test "team: each team's metrics, against target, company and the period before" {
    load_report team -p 2026-10
    equal "$(head -1 report.csv)" team_id,name,metric,value,target,of_target,company,before
    equal "$(sql 'SELECT count(*) FROM r' t.db)" $(($(tables 'SELECT count(*) FROM teams') * $(rows "$COMPANY/metrics.csv")))
    for metric in recovered_amount recovery_rate satisfaction churn_rate; do
        load_report team -p 2026-10 --by=$metric
        equal "$metric $(sql 'SELECT team_id, value FROM r ORDER BY 1' t.db)" \
            "$metric $(tables "SELECT team_id, $metric FROM teams ORDER BY 1")"
        # a team that was not there has no figure before
        equal "$metric $(sql "SELECT team_id, before FROM r WHERE before <> '' ORDER BY 1" t.db)" \
            "$metric $(tables "SELECT team_id, $metric FROM teams_before WHERE $metric <> '' ORDER BY 1")"
    done
    load_report team -p 2026-10 --by=recovered_amount
    equal "$(sql "SELECT team_id, CAST(round(target) AS INT), of_target FROM r WHERE target <> '' ORDER BY 1" t.db)" \
        "$(sqlite3 -batch -init /dev/null "$BATS_FILE_TMPDIR/tables.db" ".import --csv '$COMPANY/targets.csv' targets" \
            "SELECT scope_id, t.value, printf('%.4f', recovered_amount / t.value)
             FROM targets t JOIN teams ON team_id = scope_id
             WHERE scope = 'team' AND metric_id = 'recovered_amount' AND t.period = '2026-10' ORDER BY 1")"
}

@test "aging: what is owed at the end of a day, by stage, and where it was when the period began" {
    local period from to
    for period in 2026-08-01 2026-10-26 2026-10-27 2026-10-31 2027-01-01 2026-09 2026-10 2026-Q3; do
        case $period in
        *-Q3) from=2026-07-01 to=2026-09-30 ;;
        *-*-*) from=$period to=$period ;;
        *) from=$period-01 to=$(date -d "$period-01 + 1 month - 1 day" +%F) ;;
        esac
        load_report aging -p $period
        equal "$period $(sql 'SELECT * FROM r' t.db)" "$period $(sql "
            WITH days (which, d) AS (VALUES ('before', unixepoch('$from') / 86400 - 1), ('after', unixepoch('$to') / 86400)),
            paid AS (SELECT which, account_id, sum(amount) AS paid FROM payments, days WHERE paid_at / 86400 <= d GROUP BY 1, 2),
            waived AS (SELECT which, account_id, sum(amount) AS waived FROM arrangements, days
                       WHERE kind = 0 AND agreed_on <= d GROUP BY 1, 2),
            extended AS (SELECT which, account_id, max(agreed_on), due_on FROM arrangements, days
                         WHERE kind = 1 AND agreed_on <= d GROUP BY 1, 2),
            owed AS (SELECT which, account_id, d - coalesce(e.due_on, a.due_on) AS dpd, placed_on <= d AS is_there,
                            a.amount - coalesce(paid, 0) - coalesce(waived, 0) AS owed
                     FROM days JOIN accounts a LEFT JOIN paid USING (which, account_id)
                     LEFT JOIN waived USING (which, account_id) LEFT JOIN extended e USING (which, account_id)),
            placed AS (SELECT which, account_id, is_there, owed,
                           CASE WHEN NOT is_there THEN 'new' WHEN owed <= 0 THEN 'paid' WHEN dpd <= 0 THEN 'not_due'
                           ELSE (SELECT stage FROM stages WHERE from_dpd <= dpd AND (to_dpd IS NULL OR dpd < to_dpd)) END AS stage
                       FROM owed),
            moves AS (SELECT b.stage AS was, a.stage AS stage, a.owed FROM placed a JOIN placed b USING (account_id)
                      WHERE a.which = 'after' AND b.which = 'before' AND a.is_there
                        AND NOT (a.stage = 'paid' AND b.stage = 'paid')),
            list (seq, stage, title) AS (SELECT 0, 'not_due', 'not due' UNION ALL SELECT from_dpd, stage, coalesce(title, stage) FROM stages
                                         UNION ALL SELECT 9998, 'paid', 'paid' UNION ALL SELECT 9999, 'closed', 'closed')
            SELECT list.stage, title, count(moves.stage), printf('%.2f', coalesce(sum(owed) FILTER (WHERE list.stage <> 'paid'), 0) / 100.0),
                   count(*) FILTER (WHERE was = 'not_due'), count(*) FILTER (WHERE was = 'remind'),
                   count(*) FILTER (WHERE was = 'phone'), count(*) FILTER (WHERE was = 'visit'),
                   count(*) FILTER (WHERE was = 'legal'), count(*) FILTER (WHERE was = 'paid'),
                   count(*) FILTER (WHERE was = 'new')
            FROM list LEFT JOIN moves USING (stage) GROUP BY seq ORDER BY seq")"
    done
    equal "$(head -1 report.csv)" \
        stage,title,accounts,balance,from_not_due,from_remind,from_phone,from_visit,from_legal,from_paid,from_new
    load_report aging -p 2026-10-31
    cp report.csv day.csv
    load_report aging --as-of=2026-10-31
    assert_same report.csv day.csv
}

@test "the same figures in every format" {
    "$CX_BIN/cx-report" aging -p 2026-10-31 -o a.csv
    equal "$("$CX_BIN/cx-report" aging -p 2026-10-31 -f tsv | tr '\t' ,)" "$(cat a.csv)"
    "$CX_BIN/cx-report" aging -p 2026-10-31 -f json >a.json
    equal "$(sqlite3 -batch -init /dev/null -csv :memory: "SELECT value ->> 'stage', value ->> 'accounts',
        printf('%.2f', value ->> 'balance') FROM json_each(readfile('a.json'))" | tr -d '"\r')" \
        "$(tail -n +2 a.csv | cut -d, -f1,3,4)"
    "$CX_BIN/cx-report" aging -p 2026-10-31 -f jsonl >a.jsonl
    equal "$(wc -l <a.jsonl)" 7
    equal "$(sed -n 's/.*"balance": *\([0-9.]*\).*/\1/p' a.jsonl)" "$(tail -n +2 a.csv | cut -d, -f4)"
    cx report aging -p 2026-10-31 -f table
    expect 0 'Stage *Accounts  *Balance*
*not_due*legal*' ''
    equal "$(grep -c '[0-9]' <<<"$output")" 8 # seven stages and the total
    cx report aging -p 2026-10-31 -f md
    expect 0 '|*Stage*|*
|*---*' ''
    cx report aging -p 2026-10-31 -f html
    expect 0 '<!DOCTYPE html>*<td*visit*</html>' ''
    run grep -cE 'https?://|src=' <<<"$output"
    equal "$output" 0
    "$CX_BIN/cx-report" aging -p 2026-10-31 -o a.xlsx
    unzip -p a.xlsx xl/worksheets/sheet1.xml >sheet.xml
    for balance in $(tail -n +2 a.csv | cut -d, -f4 | sed 's/\.00$//; s/\(\..\)0$/\1/'); do
        grep -qF "<v>$balance</v>" sheet.xml
    done
}

@test "a report is a reader: nothing changes, and the same bytes come again" {
    # all but the sums that are kept to be faster the next time
    everything() {
        sqlite3 -batch -init /dev/null "$CX_DB" "$(sql "SELECT 'SELECT ''' || name || ''', * FROM ' || name || ';' FROM sqlite_schema
            WHERE type = 'table' AND name NOT IN ('kept_facts', 'day_sums', 'period_sums', 'fresh_payments', 'fresh_accounts', 'fresh_contacts', 'row_sums')")" | sha256sum
    }
    before=$(everything)
    for report in 'ranking -p 2026-10' 'team -p 2026-10' aging 'trend -p 2026-10' 'progress -p 2026-10' 'alerts -p 2026-10' \
        'channel -p 2026-10' 'skills -p 2026-10' 'customers -p 2026-10' 'compliance -p 2026-10' 'promotion -p 2026-10' \
        'training -p 2026-09' 'account A0001' audit 'dashboard -p 2026-10' 'workbook -p 2026-10'; do
        # shellcheck disable=SC2086
        "$CX_BIN/cx-report" $report >one
        # shellcheck disable=SC2086
        "$CX_BIN/cx-report" $report >two
        assert_same one two
    done
    equal "$(everything)" "$before"
}

# The sample company's first payment and contact are of August: May to July are not months in which nobody paid.
@test "months before any data are empty, not 0; so is what is compared with them" {
    rm "$CX_DB"
    import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    for file in trend.csv workbook.xlsx dashboard.html; do must "$CX_BIN/cx-report" -q "${file%.*}" -p 2026-10 -o $file; done
    equal "$(grep '^T01' trend.csv)" "$(awk -F, '$1 == "T01" && $3 $4 $5 == "" && $6 > 0 && $7 > 0' trend.csv)"
    [[ $(grep -c '^T0[0-9],[^,]*,,,,' trend.csv) == 7 ]]
    load_report trend -p 2026-10 --per=company --by=connect_rate
    equal "$(sql 'SELECT [2026-07], [2026-08] > 0.4 FROM r' t.db)" '|1'
    # what is known before is told: the debts that were there
    load_report trend -p 2026-10 --per=company --by=exposed
    equal "$(sql 'SELECT [2026-05] FROM r' t.db)" 815546.43
    load_report team -p 2026-08
    equal "$(sql "SELECT count(*) FROM r WHERE before + 0 = 0 AND before <> ''" t.db)" 0
    load_report ranking -p 2026-08 --top=5
    equal "$(sql "SELECT count(*), sum(rank_before <> '') FROM r" t.db)" '5|0'
    # the page and the workbook have the trend's cells
    unzip -p workbook.xlsx 'xl/worksheets/sheet*.xml' >sheets.xml
    for value in $(awk -F, '$1 == "T01" { print $6, $7, $8 }' trend.csv); do
        grep -q "<v>$value</v>" sheets.xml
    done
    equal "$(tr -d '\n' <dashboard.html | grep -oE '信息提醒一组</td>(<td class="n"></td>){3}<td' | wc -l)" 1
}

@test "a company with one month of data: no period before, no change" {
    rm "$CX_DB"
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on E1,T,2026-01-01
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,1000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-09-01
    csv measures.csv measure_id,fact,unit,value got,payment,money,amount
    csv metrics.csv metric_id,unit,formula income,money,got
    import ./*.csv
    load_report trend -p 2026-10 --per=company
    equal "$(sql 'SELECT [2026-08], [2026-09], [2026-10], change FROM r' t.db)" '||100.00|'
    load_report team -p 2026-10
    equal "$(sql 'SELECT value, before FROM r' t.db)" '100.00|'
    must "$CX_BIN/cx-report" -q dashboard -p 2026-10 -o page.html
    [[ $(grep -c 'NaN\|-nan\|inf%' page.html) == 0 ]]
}
