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

# A report as a table of t.db.
load_report() {
    rm -f t.db report.csv
    "$CX_BIN/cx-report" "$@" -o report.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv report.csv r'
}

@test "--list, and reports that aren't" {
    cx report --list
    expect 0 'report,shows
ranking,*
team,*
aging,*' ''
    cx report nonsense
    expect 2 '' '*there is no report "nonsense": --list shows them*'
    cx report
    expect 2 '' '*which report?*'
    cx report ranking
    expect 2 '' '*which period?*'
    cx report ranking team -p 2026-10
    expect 2 '' '*which report?*'
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
    expect 2 '' '*--by: the plan has no metric "nonsense"*'
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

@test "aging: what is owed at the end of a day" {
    for day in 2026-08-01 2026-10-26 2026-10-27 2026-10-31 2027-01-01; do
        load_report aging -p $day
        equal "$day $(sql 'SELECT * FROM r' t.db)" "$day $(sql "
            WITH d (d) AS (SELECT unixepoch('$day') / 86400),
            paid AS (SELECT account_id, sum(amount) AS paid FROM payments, d WHERE paid_at / 86400 <= d GROUP BY 1),
            waived AS (SELECT account_id, sum(amount) AS waived FROM arrangements, d
                       WHERE kind = 0 AND agreed_on <= d GROUP BY 1),
            extended AS (SELECT account_id, max(agreed_on), due_on FROM arrangements, d
                         WHERE kind = 1 AND agreed_on <= d GROUP BY 1),
            owed AS (SELECT d - coalesce(e.due_on, a.due_on) AS dpd,
                            a.amount - coalesce(paid, 0) - coalesce(waived, 0) AS owed
                     FROM d, accounts a LEFT JOIN paid USING (account_id) LEFT JOIN waived USING (account_id)
                     LEFT JOIN extended e USING (account_id) WHERE placed_on <= d),
            buckets (bucket, low, high) AS (VALUES ('not_due', -99999, 0), ('1-30', 1, 30), ('31-60', 31, 60),
                                            ('61-90', 61, 90), ('90+', 91, 99999))
            SELECT bucket, count(owed), printf('%.2f', coalesce(sum(owed), 0) / 100.0)
            FROM buckets LEFT JOIN owed ON owed > 0 AND dpd BETWEEN low AND high
            GROUP BY bucket ORDER BY low")"
    done
    load_report aging -p 2026-10
    cp report.csv month.csv
    load_report aging -p 2026-10-31
    assert_same report.csv month.csv
    load_report aging --as-of=2026-10-31
    assert_same report.csv month.csv
}

@test "aging: each bound belongs to one bucket" {
    rm cx.db
    local due i=0
    {
        echo account_id,due_on,amount,placed_on
        for due in 2026-11-01 2026-10-31 2026-10-30 2026-10-01 2026-09-30 2026-09-01 2026-08-31 2026-08-02 2026-08-01; do
            i=$((i + 1))
            echo "B$i,$due,$i.01,2026-01-01"
        done
        echo B90,2026-08-01,5,2026-11-01 # placed later
    } >accounts.csv
    import accounts.csv
    cx report aging -p 2026-10-31
    expect 0 'bucket,accounts,balance
not_due,2,3.02
1-30,2,7.02
31-60,2,11.02
61-90,2,15.02
90+,1,9.01' ''
}

@test "the same figures in every format" {
    "$CX_BIN/cx-report" aging -p 2026-10-31 -o a.csv
    equal "$("$CX_BIN/cx-report" aging -p 2026-10-31 -f tsv | tr '\t' ,)" "$(cat a.csv)"
    "$CX_BIN/cx-report" aging -p 2026-10-31 -f json >a.json
    equal "$(sqlite3 -batch -init /dev/null -csv :memory: "SELECT value ->> 'bucket', value ->> 'accounts',
        printf('%.2f', value ->> 'balance') FROM json_each(readfile('a.json'))" | tr -d '"\r')" "$(tail -n +2 a.csv)"
    "$CX_BIN/cx-report" aging -p 2026-10-31 -f jsonl >a.jsonl
    equal "$(wc -l <a.jsonl)" 5
    equal "$(sed -n 's/.*"balance": *\([0-9.]*\).*/\1/p' a.jsonl)" "$(tail -n +2 a.csv | cut -d, -f3)"
    cx report aging -p 2026-10-31 -f table
    expect 0 'Days past due  Accounts  *Balance*
*not_due*90+*' ''
    equal "$(grep -c '[0-9]' <<<"$output")" 6 # five buckets and the total
    cx report aging -p 2026-10-31 -f md
    expect 0 '|*Days past due*|*
|*---*' ''
    cx report aging -p 2026-10-31 -f html
    expect 0 '<!DOCTYPE html>*<td*61-90*</html>' ''
    run grep -cE 'https?://|src=' <<<"$output"
    equal "$output" 0
    "$CX_BIN/cx-report" aging -p 2026-10-31 -o a.xlsx
    unzip -p a.xlsx xl/worksheets/sheet1.xml >sheet.xml
    for balance in $(tail -n +2 a.csv | cut -d, -f3 | sed 's/\.00$//; s/\(\..\)0$/\1/'); do
        grep -qF "<v>$balance</v>" sheet.xml
    done
}

@test "a report is a reader: nothing changes, and the same bytes come again" {
    before=$(sha "$CX_DB")
    for report in 'ranking -p 2026-10' 'team -p 2026-10' aging; do
        # shellcheck disable=SC2086
        "$CX_BIN/cx-report" $report >one
        # shellcheck disable=SC2086
        "$CX_BIN/cx-report" $report >two
        assert_same one two
    done
    equal "$(sha "$CX_DB")" "$before"
}
