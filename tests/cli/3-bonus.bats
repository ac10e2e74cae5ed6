# cx-bonus: the sheet, its lines, and scores by a pipe.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
    cd "$BATS_FILE_TMPDIR"
    "$CX_BIN/cx-score" -d golden.db -p 2026-10 -o scores.csv
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-10 -o sheet.csv
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-10 --lines -o lines.csv
    "$CX_BIN/cx-bonus" -d golden.db -p 2026-10 --per=person -o people.csv
    for table in sheet lines people; do
        sqlite3 -batch -init /dev/null tables.db ".import --csv $table.csv $table"
    done
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR"/{golden.db,scores.csv,sheet.csv,lines.csv,people.csv} .
    mv golden.db cx.db
}

tables() {
    sql "$1" "$BATS_FILE_TMPDIR/tables.db"
}

# An amount of text, in cents.
cents() {
    echo "CAST(round($1 * 100) AS INT)"
}

@test "the columns: who, a column a rule, retro, adjustment, awards, total" {
    equal "$(head -1 sheet.csv)" "period,employee_id,name,team_id,role,since,score,$(
        sqlite3 -batch -init /dev/null :memory: ".import --csv '$COMPANY/rules.csv' r" \
            "SELECT group_concat(rule_id) FROM (SELECT rule_id FROM r WHERE valid_to = ''
             ORDER BY CAST(seq AS INT), rule_id)"),retro,adjustment,awards,total"
    equal "$(head -1 lines.csv)" period,employee_id,team_id,since,seq,rule_id,kind,basis,rate,factor,amount,note
    equal "$(cut -d, -f2,4,6 sheet.csv)" "$(cut -d, -f2,4,6 scores.csv)"
}

@test "each total is the sum of its lines, each cell of the sheet that of its rule's lines" {
    equal "$(tables "SELECT s.employee_id, s.team_id, s.total FROM sheet s
        WHERE $(cents s.total) <> (SELECT coalesce(sum($(cents amount)), 0) FROM lines l
            WHERE (l.employee_id, l.team_id, l.since) = (s.employee_id, s.team_id, s.since))")" ''
    local rule
    for rule in $(tables 'SELECT DISTINCT rule_id FROM lines'); do
        equal "$rule $(tables "SELECT s.employee_id, s.\"$rule\" FROM sheet s
            WHERE nullif(s.\"$rule\", '') IS NOT (SELECT printf('%.2f', sum($(cents amount)) / 100.0) FROM lines l
                WHERE rule_id = '$rule' AND (l.employee_id, l.team_id, l.since) = (s.employee_id, s.team_id, s.since)
                HAVING count(*) > 0)")" "$rule "
    done
    equal "$(tables 'SELECT count(DISTINCT kind) FROM lines')" 10
}

@test "a line is its basis times rate times factor, as printed" {
    equal "$(tables "SELECT employee_id, rule_id, basis, rate, factor, amount FROM lines
        WHERE kind IN ('rate', 'per_unit') AND factor = 1
          AND abs($(cents amount) - basis * rate * 100) > 0.5000001")" ''
    equal "$(tables "SELECT employee_id, rule_id, basis, rate, factor, amount FROM lines
        WHERE kind IN ('rate', 'per_unit') AND abs(amount - basis * rate * factor) > 0.02")" ''
    equal "$(tables "SELECT employee_id, rule_id, basis, rate, amount FROM lines
        WHERE kind = 'coefficient' AND abs($(cents amount) - basis * (rate - 1) * 100) > 0.5000001")" ''
}

@test "a pool's parts add up to the pool" {
    equal "$(tables "SELECT rule_id, team_id, sum($(cents amount)), min(note) FROM lines WHERE kind = 'pool'
        GROUP BY rule_id, team_id
        HAVING min(note) <> max(note) OR instr(note, printf('%.2f', sum($(cents amount)) / 100.0)) = 0")" ''
    (($(tables "SELECT count(*) FROM lines WHERE kind = 'pool'") > 0))
}

@test "--per=person: a row a person, their posts added up" {
    equal "$(tables 'SELECT employee_id, total FROM people')" \
        "$(tables "SELECT employee_id, printf('%.2f', sum($(cents total)) / 100.0) FROM sheet GROUP BY 1 ORDER BY min(rowid)")"
    equal "$(tables "SELECT team_id, since, kpi FROM people WHERE employee_id = 'E104'")" \
        "$(tables "SELECT 'T5', '2026-10-11', printf('%.2f', sum(kpi)) FROM sheet WHERE employee_id = 'E104'")"
    equal "$(head -1 people.csv)" "$(head -1 sheet.csv)"
}

@test "cx-score | cx-bonus - gives the bytes of cx-bonus" {
    local view
    for view in '' --lines --per=person '-f json' '-f table'; do
        # shellcheck disable=SC2086
        "$CX_BIN/cx-bonus" -p 2026-10 $view >alone
        # shellcheck disable=SC2086
        "$CX_BIN/cx-score" -p 2026-10 | "$CX_BIN/cx-bonus" $view - >piped
        assert_same piped alone
        # shellcheck disable=SC2086
        "$CX_BIN/cx-score" -p 2026-10 -f tsv | "$CX_BIN/cx-bonus" -p 2026-10 $view - >piped
        assert_same piped alone
    done
    for month in 2026-08 2026-09 2026-11 2026-Q4; do
        "$CX_BIN/cx-bonus" -p $month >alone
        "$CX_BIN/cx-score" -p $month | "$CX_BIN/cx-bonus" - >piped
        assert_same piped alone
    done
}

@test "a score edited in the pipe changes the pay it is in, and no other" {
    sed 's/^\(2026-10,E101,.*,\)81.1988,/\191.1988,/' scores.csv >edited.csv
    run --separate-stderr "$CX_BIN/cx-bonus" - <edited.csv
    expect 0 '*' ''
    echo "$output" >edited-sheet.csv
    equal "$(diff sheet.csv edited-sheet.csv | grep -c '^>')" 1
    # kpi = 6500 × 0.2 × 91.1988 / 100 × 1 (the grade stays as it is in the pipe)
    equal "$(grep ,E101, edited-sheet.csv | cut -d, -f7,12)" 91.1988,1185.58
    # a team's or another person's figures don't come from the pipe
    sed 's/^\(2026-10,E401,.*\),71605.22,\(.*\),71605.22,/\1,81605.22,\2,81605.22,/' scores.csv >edited.csv
    "$CX_BIN/cx-bonus" - <edited.csv >edited-sheet.csv
    equal "$(diff sheet.csv edited-sheet.csv | grep '^>' | cut -d, -f2)" E401
}

@test "scores of another system: some columns, some people; the rest comes from the database" {
    csv some.csv employee_id,team_id,since,score E101,T1,2024-04-16,50
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 0 '*' ''
    equal "$(rows <(echo "$output"))" "$(rows sheet.csv)"
    equal "$(diff sheet.csv <(echo "$output") | grep '^>' | cut -d, -f2,7)" E101,50.0000
    head -1 scores.csv >some.csv
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 0 "$(cat sheet.csv)" ''
}

@test "what is wrong with a pipe" {
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - </dev/null
    expect 3 '' 'cx-bonus: -: empty: did the program before it in the pipe fail?'
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-09 - <scores.csv
    expect 1 '' 'cx-bonus: -:2: *"2026-10" is not the period asked for'
    csv some.csv employee_id,team_id,since,score E101,T1,2024-04-16,50
    run --separate-stderr "$CX_BIN/cx-bonus" - <some.csv
    expect 2 '' '*no period given*'
    sed 's/81.1988/high/' scores.csv >some.csv
    run --separate-stderr "$CX_BIN/cx-bonus" - <some.csv
    expect 1 '' 'cx-bonus: -:3: *"high" is not a number'
    csv some.csv employee_id,team_id,since,score E999,T1,2024-04-16,50
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 1 '' 'cx-bonus: -:2: *E999*'
    csv some.csv team_id,since,score T1,2024-04-16,50
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 1 '' '*employee_id*'
    { cat scores.csv; echo 2026-10,E101; } >some.csv
    run --separate-stderr "$CX_BIN/cx-bonus" - <some.csv
    expect 1 '' 'cx-bonus: -:27: has 2 fields, the header has *'
}

@test "a post twice in a pipe, or a row that may be either of two posts, is refused" {
    csv some.csv employee_id,team_id,since,score E101,T1,2024-04-16,50 E101,T1,2024-04-16,60
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 1 '' 'cx-bonus: -:3: *'
    csv some.csv employee_id,score E104,50
    run --separate-stderr "$CX_BIN/cx-bonus" -p 2026-10 - <some.csv
    expect 1 '' 'cx-bonus: -:2: *E104*'
}

@test "ids and grades that a spreadsheet would run go through the pipe" {
    csv employees.csv employee_id,team_id,hired_on,base_salary @x,T1,2026-01-01,5000 =y,T1,2026-01-01,5000
    import employees.csv
    "$CX_BIN/cx-bonus" -p 2026-10 >alone
    "$CX_BIN/cx-score" -p 2026-10 | "$CX_BIN/cx-bonus" - >piped
    assert_same piped alone
    grep -q "^2026-10,'@x," piped
}

@test "adjustments are lines of their own, of their period" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by \
        J1,2026-10,E101,-100.01,Overpaid,Li J2,2026-10,E104,50,Help,Li J3,2026-09,E101,7,x,Li
    import adjustments.csv
    "$CX_BIN/cx-bonus" -p 2026-10 >new.csv
    equal "$(diff sheet.csv new.csv | awk -F, -v OFS=, '/^>/ { print $2, $4, $(NF - 2), $NF }')" 'E101,T1,-100.01,1986.03
E104,T5,50.00,'"$(tables "SELECT printf('%.2f', total + 50) FROM sheet WHERE employee_id = 'E104' AND team_id = 'T5'")"
    "$CX_BIN/cx-bonus" -p 2026-10 --lines | grep -c 'Overpaid' | grep -qx 1
}

@test "a rule that ended pays no more; one of another plan pays from its day" {
    equal "$(cut -d, -f6 lines.csv | grep -c '^old$' || true)" 0
    "$CX_BIN/cx-bonus" -p 2026-09 --lines | grep -q ',old,amount,,,1.000000,9999.00,'
    csv rules.csv rule_id,seq,kind,amount,for_employee,valid_from gift,200,amount,88.88,E205,2026-10-01
    import rules.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --lines | diff lines.csv - | grep '^>' >new
    equal "$(cat new)" '> 2026-10,E205,T2,2026-10-01,200,gift,amount,,,1.000000,88.88,'
}

@test "wrong usage" {
    cx bonus -p 2026-10 --per=team
    expect 2 '' '*--per is post or person*'
    cx bonus -p 2026-10 --lines --per=person
    expect 2 '' '*--lines is by post*'
    cx bonus -p 2026-10 sheet.csv
    expect 2 '' '*"sheet.csv": the only operand is -, scores on stdin*'
    cx bonus
    expect 2 '' '*no period given*'
}

@test "base pay goes by the day's salary, and a team's payroll adds it up" {
    csv teams.csv team_id T1 T2
    # E1 gets a raise on the 16th, E2 changes team then, E3 leaves on the 10th
    csv employees.csv employee_id,since,team_id,hired_on,left_on,base_salary E1,2024-01-01,T1,2024-01-01,,6000 \
        E1,2026-10-16,T1,2024-01-01,,7000 E2,2026-01-01,T1,2026-01-01,,5000 E2,2026-10-16,T2,2026-01-01,,5000 \
        E3,2026-01-01,T2,2026-01-01,2026-10-10,3100
    csv rules.csv rule_id,seq,kind,basis,rate,amount base,1,rate,base_pay,1, salary,2,rate,base_salary,1, \
        months,3,per_unit,'100 * role_tenure_months + team_tenure_months',,1 payroll,4,pool,team_payroll,1,
    rm cx.db
    import {teams,employees,rules}.csv
    cx bonus -p 2026-10 --lines
    # (15 × 6000 + 16 × 7000) / 31; 5000 × 15/31 and × 16/31; 3100 × 10/31
    equal "$(grep ,base, <<<"$output" | cut -d, -f2,3,11)" $'E1,T1,6516.13\nE2,T1,2419.35\nE2,T2,2580.65\nE3,T2,1000.00'
    equal "$(grep ,salary, <<<"$output" | cut -d, -f2,3,11)" $'E1,T1,7000.00\nE2,T1,5000.00\nE2,T2,5000.00\nE3,T2,3100.00'
    equal "$(grep ,payroll, <<<"$output" | cut -d, -f3,8 | sort -u)" $'T1,8935.48\nT2,3580.65'
    # in the role since the first day, over a change of team; in the team since the change
    equal "$(grep ,months, <<<"$output" | cut -d, -f2,3,8)" \
        $'E1,T1,3333.000000\nE2,T1,909.000000\nE2,T2,900.000000\nE3,T2,909.000000'
}

@test "a salary that nobody said is not 0: it pays nothing, says so, and is below no bound" {
    csv teams.csv team_id T1
    csv employees.csv employee_id,team_id,hired_on,base_salary E1,T1,2026-01-01, E2,T1,2026-01-01,0 E3,T1,2026-01-01,3100
    csv rules.csv rule_id,seq,kind,basis,rate,amount,when base,1,rate,base_pay,1,, salary,2,rate,base_salary,1,, \
        low,3,amount,,,5,'base_salary < 5000' payroll,4,rate,team_payroll,1,,
    rm cx.db
    import {teams,employees,rules}.csv
    cx bonus -p 2026-10 --lines
    equal "$(grep -E ',E[12],' <<<"$output" | cut -d, -f2,6,8,11-)" 'E1,base,,0.00,the basis is null
E1,salary,,0.00,the basis is null
E1,payroll,3100.00,3100.00,
E2,base,0.00,0.00,
E2,salary,0.00,0.00,
E2,low,,5.00,
E2,payroll,3100.00,3100.00,'
    cx bonus -p 2026-10 --explain=E1
    expect 0 '*`base pay of the period` = no value*no figure to pay on*base salary: no value*' ''
}

@test "a single day is paid, at either end of a month, and months of service end with the shorter month" {
    rm cx.db
    csv teams.csv team_id T1
    csv rules.csv rule_id,seq,kind,basis,rate,amount,prorate pay,1,rate,base_salary,1,,yes months,2,per_unit,tenure_months,,1,
    csv employees.csv employee_id,team_id,hired_on,left_on,base_salary E1,T1,2026-10-31,,3100 E2,T1,2026-01-01,2026-10-01,3100 \
        E3,T1,2026-10-10,2026-10-10,3100 E4,T1,2025-08-31,,0 E5,T1,2025-11-30,,0 E6,T1,2024-02-29,,0 E7,T1,2026-02-28,,2800
    import {teams,rules,employees}.csv
    paid() { "$CX_BIN/cx-bonus" -q -p "$1" --as-of=2030-01-01 --lines | grep -E "$2" | cut -d, -f2,11 | paste -sd' '; }
    equal "$(paid 2026-10 'E[123],.*,pay,')" 'E1,100.00 E2,100.00 E3,100.00'
    equal "$(paid 2026-11 'E[123],.*,pay,')" E1,3100.00
    equal "$(paid 2026-02 'E[237],.*,pay,')" 'E2,3100.00 E7,100.00'
    # at the end of a month that has no such day
    equal "$(paid 2026-02 'E[4567],.*,months,')" 'E4,6.00 E5,3.00 E6,24.00 E7,0.00'
    equal "$(paid 2026-04 'E[4567],.*,months,')" 'E4,8.00 E5,5.00 E6,26.00 E7,2.00'
    equal "$(paid 2028-02 'E[4567],.*,months,')" 'E4,30.00 E5,27.00 E6,48.00 E7,24.00'
}

@test "who comes back is paid for the days they were there" {
    rm cx.db
    csv teams.csv team_id T1 T2
    csv rules.csv rule_id,seq,kind,basis,rate,amount,prorate pay,1,rate,base_salary,1,,yes \
        months,2,per_unit,'100 * tenure_months + role_tenure_months',,0,
    csv employees.csv employee_id,since,team_id,hired_on,left_on,base_salary \
        R1,2026-01-05,T1,2026-01-05,2026-08-31,6200 R1,2026-10-12,T1,2026-10-12,,6200 \
        R2,2026-01-05,T1,2026-01-05,2026-10-10,3100 R2,2026-10-22,T2,2026-10-22,,3100 \
        R3,2026-01-01,T1,2026-01-01,2026-10-15,6200 R3,2026-10-16,T1,2026-10-16,,6200
    import {teams,rules,employees}.csv
    pay() { "$CX_BIN/cx-bonus" -p "$1" --lines | grep ",$2,.*,$3," | cut -d, -f3,4,11; }
    equal "$(pay 2026-08 R1 pay)" T1,2026-01-05,6200.00
    equal "$(pay 2026-09 R1 pay)" ''
    equal "$(pay 2026-10 R1 pay)" T1,2026-10-12,4000.00 # 20 of 31 days
    # twice in one month, in two teams: 10 and 10 days
    equal "$(pay 2026-10 R2 pay)" $'T1,2026-01-05,1000.00\nT2,2026-10-22,1000.00'
    # hired again on the very next day: one post, all of the month
    equal "$(pay 2026-10 R3 pay)" T1,2026-01-01,6200.00
}
