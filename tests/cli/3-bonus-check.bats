# cx-bonus --check: what is to be seen to before a period is closed, against SQL over the files.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
    cd "$BATS_FILE_TMPDIR"
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-10 --check -o check.csv || (($? == 1))
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-10 --per=person -o now.csv
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-09 --per=person -o before.csv
    for kind in payments credits accounts assignments arrangements complaints reviews employees contacts; do
        sqlite3 -batch -init /dev/null files.db ".import --csv '$COMPANY/$kind.csv' $kind"
    done
    for table in check now before; do
        sqlite3 -batch -init /dev/null files.db ".import --csv $table.csv '$table'"
    done
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR"/{golden.db,check.csv} .
    mv golden.db cx.db
}

# SQL over the company's files, and over the check as table "check".
files() {
    sql "$1" "$BATS_FILE_TMPDIR/files.db"
}

# found CHECK COLUMN
found() {
    files "SELECT $2 FROM \"check\" WHERE \"check\" = '$1'"
}

@test "payments in are those attributed and those not" {
    equal "$(head -1 check.csv)" check,state,count,amount,employee_id,name,before,difference,note
    equal "$(found payments_in "state || ' ' || count || ' ' || amount")" \
        "ok $(files "SELECT count(*) || ' ' || printf('%.2f', sum(amount)) FROM payments WHERE paid_at LIKE '2026-10-%'")"
    # Whose a payment is: credits, else the holder on its day (of a reversal: on that of what it
    # reverses), where they have a post then. The company's plan attributes nothing else.
    equal "$(found payments_attributed amount)" "$(files "
        WITH posts AS (SELECT employee_id, coalesce(nullif(since, ''), hired_on) AS since, left_on FROM employees),
            been (employee_id, day) AS (SELECT DISTINCT p.employee_id, d.day FROM
                (SELECT DISTINCT substr(paid_at, 1, 10) AS day FROM payments) d JOIN posts p
                ON p.since <= d.day AND (p.left_on = '' OR p.left_on >= d.day)),
            paid AS (SELECT p.payment_id, p.account_id, p.amount, substr(p.paid_at, 1, 10) AS day,
                coalesce(o.payment_id, p.payment_id) AS first, substr(coalesce(o.paid_at, p.paid_at), 1, 10) AS since
                FROM payments p LEFT JOIN payments o ON o.payment_id = p.reverses AND p.reverses <> '')
        SELECT printf('%.2f', sum(amount)) FROM (
            SELECT p.amount * c.share AS amount FROM paid p JOIN credits c ON c.payment_id = p.first
                WHERE p.day LIKE '2026-10-%' AND EXISTS (SELECT 1 FROM been b WHERE (b.employee_id, b.day) = (c.employee_id, p.day))
            UNION ALL SELECT p.amount FROM paid p JOIN assignments a ON a.account_id = p.account_id
                AND a.\"from\" <= p.since AND (a.\"to\" = '' OR a.\"to\" > p.since)
                WHERE p.day LIKE '2026-10-%' AND p.first NOT IN (SELECT payment_id FROM credits)
                  AND EXISTS (SELECT 1 FROM been b WHERE (b.employee_id, b.day) = (a.employee_id, p.since))
                  AND EXISTS (SELECT 1 FROM been b WHERE (b.employee_id, b.day) = (a.employee_id, p.day)))")"
    equal "$(found payments_unattributed "state || ' ' || amount")" \
        "look $(files "SELECT printf('%.2f', a.amount - b.amount) FROM \"check\" a, \"check\" b
            WHERE a.\"check\" = 'payments_in' AND b.\"check\" = 'payments_attributed'")"
}

@test "the sheet's rows and total" {
    equal "$(found sheet "count || ' ' || amount")" \
        "$("$CX_BIN/cx-bonus" -p 2026-10 | wc -l | awk '{ print $1 - 1 }') $(files "SELECT printf('%.2f', sum(total)) FROM now")"
}

@test "accounts that owe something and are in nobody's hands on the last day" {
    equal "$(found accounts_without_holder "state || ' ' || count || ' ' || amount")" "look $(files "
        SELECT count(*) || ' ' || printf('%.2f', sum(balance)) FROM (
            SELECT a.amount - (SELECT total(amount) FROM payments p WHERE p.account_id = a.account_id AND paid_at < '2026-11')
                - (SELECT total(amount) FROM arrangements w WHERE w.account_id = a.account_id AND kind = 'waiver'
                   AND agreed_on < '2026-11') AS balance
            FROM accounts a WHERE status NOT IN ('closed', 'written_off') AND due_on < '2026-11'
                AND account_id NOT IN (SELECT account_id FROM assignments
                    WHERE \"from\" <= '2026-10-31' AND (\"to\" = '' OR \"to\" > '2026-10-31')
                        AND employee_id IN (SELECT employee_id FROM employees WHERE left_on = '' OR left_on >= '2026-10-31')))
        WHERE balance > 0.001")"
}

@test "pending complaints and violations that nobody reviewed" {
    equal "$(found complaints_pending "state || ' ' || count")" \
        "open $(files "SELECT count(*) FROM complaints WHERE upheld IN ('pending', '') AND at LIKE '2026-10-%'")"
    equal "$(found complaints_pending note)" "$(files "SELECT group_concat(complaint_id, ', ') FROM (
            SELECT complaint_id FROM complaints WHERE upheld IN ('pending', '') AND at LIKE '2026-10-%' ORDER BY at LIMIT 5)
        ") and $(($(found complaints_pending count) - 5)) more: decide whether they are upheld, and import them again"
    # What contacts broke is in the database alone: severity 0 is block.
    equal "$(found violations_unreviewed "state || ' ' || count")" "open $(sql "
        SELECT count(DISTINCT v.contact_id) FROM violations v JOIN contacts c USING (contact_id)
        LEFT JOIN reviews r USING (contact_id) WHERE v.severity = 0 AND r.contact_id IS NULL
          AND date(started_at, 'unixepoch') BETWEEN '2026-10-01' AND '2026-10-31'")"
}

@test "what may be meant: more than was owed, the same payment twice, contacts without a limit" {
    csv accounts.csv account_id,due_on,amount X1,2026-09-01,100 X2,2026-09-01,100
    csv payments.csv payment_id,account_id,paid_at,amount XP1,X1,2026-10-05,60 'XP2,X1,2026-10-05 09:00,60' XP3,X2,2026-10-05,10
    csv settings.csv name,value jurisdiction,
    import accounts.csv payments.csv settings.csv
    cx bonus -p 2026-10 --check
    expect 1 '*' ''
    grep -q '^overpaid,look,.*X1.*more came in than was owed' <<<"$output"
    grep -q '^payments_twice,look,.*XP[12].*take back what came once' <<<"$output"
    grep -q '^limits,look,,,.*no limits hold' <<<"$output"
    csv settings.csv name,value jurisdiction,none
    import settings.csv
    cx bonus -p 2026-10 --check
    [[ $output != *limits,look* ]]
}

# Until they come no sheet has it, and a sealed one never would.
@test "an adjustment of somebody yet to come is named, and the month is not sealed without it" {
    small_db
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv employees.csv employee_id,since,team_id,hired_on N1,2026-11-10,T1,2026-11-10
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-10,N1,500,sign-on,Li
    import measures.csv employees.csv adjustments.csv
    export CX_TODAY=2026-11-02
    cx bonus -p 2026-10 --check
    expect 1 '*' ''
    grep -qx 'adjustments_ahead,open,1,500.00,,,,,"J1 (N1): are of people who come later, and on no sheet: import.*"' \
        <<<"$output"
    cx bonus -p 2026-10 --close
    expect 1 '' "*2026-10 can't be sealed yet: adjustment J1 is of N1, who comes later: *"
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-11,N1,500,sign-on,Li
    import adjustments.csv
    cx bonus -p 2026-10 --check
    [[ $output != *adjustments_ahead* ]]
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close -o seal.csv
    CX_TODAY=2026-11-30
    equal "$("$CX_BIN/cx-bonus" -p 2026-11 --per=person | grep ^N1)" ''
    cx bonus -p 2026-11 --check
    [[ $output != *adjustments_ahead* ]]
}

@test "posts without a scorecard, or a target" {
    equal "$(found posts_without_scorecard "state || ' ' || count")" 'ok 0'
    equal "$(found posts_without_target "state || ' ' || count")" 'ok 0'
    csv employees.csv employee_id,team_id,role,hired_on N1,T1,clerk,2026-10-05 N2,T2,clerk,2026-10-05
    import employees.csv
    sed 's/^A,recovery_rate_90,40,0.15,/A,recovery_rate_90,40,,/' "$COMPANY/scorecards.csv" >scorecards.csv
    import scorecards.csv
    cx bonus -p 2026-10 --check
    expect 1 '*' ''
    grep -qx 'posts_without_scorecard,look,2,,,,,,"N1, N2: no scorecard is for their role, team or person"' <<<"$output"
    "$CX_BIN/cx-score" -p 2026-10 --long -o long.csv
    without=$(sqlite3 -batch -init /dev/null :memory: '.import --csv long.csv l' "
        SELECT employee_id FROM l WHERE metric = 'recovery_rate_90' AND target = ''")
    equal "$(grep ^posts_without_target <<<"$output")" "posts_without_target,open,$(wc -l <<<"$without"),,,,,,\"$(
        head -5 <<<"$without" | sed 's/$/ recovery_rate_90/' | paste -sd, | sed 's/,/, /g') and $(
        sed 1,5d <<<"$without" | wc -l) more: import targets, or give the scorecard one\""
}

@test "the largest changes against the month before" {
    equal "$(files "SELECT employee_id, amount, before, difference FROM \"check\" WHERE \"check\" = 'change'")" \
        "$(files "SELECT employee_id, n.total, coalesce(b.total, '0.00'), printf('%.2f', n.total - coalesce(b.total, 0))
            FROM now n LEFT JOIN before b USING (employee_id)
            ORDER BY abs(round((n.total - coalesce(b.total, 0)) * 100)) DESC, employee_id LIMIT 10")"
    equal "$(files "SELECT count(*) FROM before WHERE employee_id NOT IN (SELECT employee_id FROM now)")" 0
}

@test "a period with nothing open is exit 0" {
    small_db
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv scorecards.csv scorecard_id,metric_id,weight,method all,recovered,100,direct
    csv assignments.csv account_id,employee_id,from A1,E2,2026-01-01 A2,E2,2026-01-01 A3,E3,2026-01-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,10.50
    csv rules.csv rule_id,seq,kind,basis,rate r,1,rate,recovered,0.1
    rm cx.db
    import teams.csv employees.csv customers.csv accounts.csv measures.csv scorecards.csv assignments.csv payments.csv rules.csv
    cx bonus -p 2026-10 --check
    expect 0 'check,state,*' ''
    equal "$(sed 1d <<<"$output")" 'payments_in,ok,1,10.50,,,,,
payments_attributed,ok,,10.50,,,,,
payments_unattributed,ok,0,0.00,,,,,
sheet,ok,3,1.05,,,,,
posts_without_scorecard,ok,0,,,,,,
posts_without_target,ok,0,,,,,,
ranks_all_tied,ok,0,,,,,,
targets_not_set,ok,0,,,,,,
events,ok,1,,,,,,
accounts_without_holder,ok,0,0.00,,,,,
complaints_pending,ok,0,,,,,,
violations_unreviewed,ok,0,,,,,,
change,look,,1.05,E2,郑芳,0.00,1.05,'
    csv complaints.csv complaint_id,employee_id,at M1,E2,2026-10-31T23:59 M2,E2,2026-11-01
    import complaints.csv
    cx bonus -p 2026-10 --check -o checked.csv
    expect 1 '' ''
    grep -q '^complaints_pending,open,1,,,,,,"\?M1: decide' checked.csv
}

@test "half a month without payments is to be looked at, and not yet while it may still come" {
    local days=({01..15})
    csv payments.csv payment_id,account_id,paid_at,amount "${days[@]/#/P}"
    sed -Ei 's/^P(..)$/P\1,A1,2026-10-\1,1/' payments.csv
    csv accounts.csv account_id,due_on,amount A1,2026-01-01,1000
    rm cx.db
    import accounts.csv payments.csv
    CX_TODAY=2026-11-02 cx bonus -p 2026-10 --check
    grep -q '^events,look,15,,,,,,no payments from 2026-10-16 to 2026-10-31: is an export missing?$' <<<"$output"
    CX_TODAY=2026-10-16 cx bonus -p 2026-10 --check
    grep -q '^events,ok,15,' <<<"$output"
}

@test "an account whose holder was gone is held by nobody" {
    csv teams.csv team_id T
    csv employees.csv employee_id,team_id,hired_on,left_on E1,T,2020-01-01,2026-09-10 E2,T,2020-01-01, \
        E3,T,2026-10-15, E4,T,2020-01-01,2026-09-30
    csv accounts.csv account_id,due_on,amount A1,2026-01-01,1000 A2,2026-01-01,1000 A3,2026-01-01,1000 \
        A4,2026-01-01,500 A5,2026-01-01,70
    csv assignments.csv account_id,employee_id,from A1,E1,2026-01-01 A2,E2,2026-01-01 A4,E3,2026-01-01 \
        A5,E4,2026-01-01
    rm cx.db
    import {teams,employees,accounts,assignments}.csv
    # A1's left on the 10th, nobody had A3, and A4's comes in October; A5's is there to the end
    cx bonus -p 2026-09 --check
    equal "$(grep ^accounts_without_holder <<<"$output" | cut -d, -f1-4)" accounts_without_holder,look,3,2500.00
    cx bonus -p 2026-10 --check
    equal "$(grep ^accounts_without_holder <<<"$output" | cut -d, -f1-4)" accounts_without_holder,look,3,2070.00
}

@test "a rank in which all tie is named" {
    csv teams.csv team_id T
    csv employees.csv employee_id,team_id,hired_on E1,T,2020-01-01 E2,T,2020-01-01 E3,T,2020-01-01
    csv measures.csv measure_id,fact,unit,value contacts,contact,count,1
    csv contacts.csv contact_id,employee_id,started_at C1,E1,2026-10-05T10:00
    csv rules.csv rule_id,seq,kind,basis,amount,top_n all,1,rank,contacts*0,50,2 first,2,rank,contacts,50,2
    rm cx.db
    import {teams,employees,measures,contacts,rules}.csv
    cx bonus -p 2026-10 --check
    equal "$(grep ^ranks_all_tied <<<"$output")" \
        'ranks_all_tied,look,1,,,,,,"all (3 tie, of whom it pays 2): there is no ranking, and nobody is paid"'
    cx bonus -p 2026-10 --lines
    equal "$(tail -n +2 <<<"$output" | cut -d, -f2,6,11,12)" 'E1,first,50.00,
E2,first,50.00,"2 share place 2: 3 are paid
E3,first,50.00,"2 share place 2: 3 are paid'
}

@test "wrong usage" {
    cx bonus -p 2026-10 --check --lines
    expect 2 '' '*--check goes with -p alone*'
    cx bonus --check
    expect 2 '' '*no period given*'
}

@test "a target of 0 is named: it would silently take the line out of the score" {
    [[ $(cat check.csv) != *targets_of_0* ]]
    "$CX_BIN/cx-score" -p 2026-10 --long -o long.csv
    whose=$(sqlite3 -batch -init /dev/null :memory: '.import --csv long.csv l' "
        SELECT min(employee_id) FROM l WHERE metric = 'recovery_rate_90' AND value > 0")
    csv targets.csv scope,scope_id,metric_id,period,value "employee,$whose,recovery_rate_90,2026-10,0"
    import targets.csv
    cx bonus -p 2026-10 --check
    grep -qx "targets_of_0,look,1,,,,,,\"$whose recovery_rate_90: nothing can be divided by a target of 0, .*\"" <<<"$output"
}

@test "people without a salary are counted where a rule asks for it" {
    [[ $(cat check.csv) != *salaries_not_set* ]]
    csv employees.csv employee_id,since,name,team_id,role,hired_on \
        "X1,,Eve,$(files 'SELECT min(team_id) FROM employees'),collector,2026-10-05" \
        "X2,,Fay,$(files 'SELECT max(team_id) FROM employees'),collector,2026-10-07"
    csv rules.csv rule_id,seq,kind,basis,rate,valid_from 'base,200,rate,base_pay,1,2026-01-01'
    import employees.csv
    import rules.csv
    cx bonus -p 2026-10 --check
    grep -qx 'salaries_not_set,look,2,,,,,,"X1 (.*), X2 (.*): have days without a salary, .*"' <<<"$output"
}
