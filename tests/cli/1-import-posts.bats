# cx-import: employees, whose posts are a history, and assignments, of which none overlap.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
    cp "$BATS_FILE_TMPDIR"/*.csv .
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    import measures.csv
    before=$(sha "$CX_DB")
}

# posts PERIOD: the posts that cx-score sees in it, with their days.
posts() {
    "$CX_BIN/cx-score" -p "$1" | tail -n +2 | cut -d, -f2,4,6,8
}

episodes() {
    sql "SELECT $(id account_id), $(id employee_id), $(day '"from"'), coalesce($(day '"to"'), '')
         FROM assignments ORDER BY account_id, \"from\""
}

@test "somebody new is there since hired_on" {
    prepare
    csv employees.csv employee_id,team_id,hired_on E4,T1,2026-10-22
    cx import --as-of=2026-11-02 employees.csv
    expect 0 '' '*1 new*'
    equal "$(posts 2026-10)" 'E1,T1,2022-05-26,31
E2,T1,2024-04-16,31
E3,T2,2024-03-24,31
E4,T1,2026-10-22,10'
}

@test "a changed team at --as-of is a new post; changed pay is not; nothing changed is nothing" {
    prepare
    cx import --as-of=2026-10-11 employees.csv
    expect 0 '' '*3 rows read, 0 new, 0 changed, 3 same*nothing changed'
    equal "$(posts 2026-10 | wc -l)" 3
    sed -i 's/E2,郑芳,T1/E2,郑芳,T2/; s/T2,collector,2024-03-24,6500/T2,collector,2024-03-24,7000/' employees.csv
    cx import --as-of=2026-10-11 employees.csv
    expect 0 '' '*3 rows read, 2 new, 0 changed, 1 same*'
    equal "$(posts 2026-10)" 'E1,T1,2022-05-26,31
E2,T1,2024-04-16,10
E2,T2,2026-10-11,21
E3,T2,2024-03-24,31'
    # last month is as it was
    equal "$(posts 2026-09)" 'E1,T1,2022-05-26,30
E2,T1,2024-04-16,30
E3,T2,2024-03-24,30'
    equal "$(sql "SELECT $(day since), base_salary FROM employees WHERE $(id employee_id) = 'E3'")" \
        '2024-03-24|650000
2026-10-11|700000'
    cx import --as-of=2026-11-20 employees.csv
    expect 0 '' '*3 rows read, 0 new, 0 changed, 3 same*nothing changed'
}

@test "a changed name or last day changes the post there is" {
    prepare
    csv employees.csv employee_id,name,team_id,role,hired_on,left_on E3,李静静,T2,collector,2024-03-24,2026-10-20
    cx import --as-of=2026-10-25 employees.csv
    expect 0 '' '*1 row read, 0 new, 1 changed*'
    equal "$(posts 2026-10 | tail -1)" 'E3,T2,2024-03-24,20'
    equal "$(posts 2026-11 | grep -c E3 || true)" 0
}

@test "nobody leaves before their post begins" {
    prepare
    csv employees.csv employee_id,since,team_id,hired_on,left_on E3,2026-10-11,T2,2024-03-24,2026-10-10
    cx import employees.csv
    expect 1 '' '*employees.csv:2: left_on: "*" is before the first day of the post, *: correct one of the two*'
    csv employees.csv employee_id,team_id,hired_on,left_on E5,T2,2026-10-11,2026-10-10
    cx import employees.csv
    expect 1 '' '*employees.csv:2: left_on: "*" is before the first day of the post, *: correct one of the two*'
    csv employees.csv employee_id,team_id,hired_on,left_on E5,T2,2026-10-11,2026-10-11
    import employees.csv
    equal "$(posts 2026-10 | tail -1)" 'E5,T2,2026-10-11,1'
}

@test "nobody leaves before they are hired; who comes back has a new post" {
    prepare
    csv employees.csv employee_id,since,team_id,hired_on,left_on E5,2026-01-01,T2,2026-10-20,2026-10-10 E6,2026-10-20,T2,2026-10-20,2026-10-20
    cx import employees.csv
    expect 1 '' 'cx-import: employees.csv:2: left_on: is before hired_on: correct one of the two, or if they have come back, leave it empty, and give the first day of the new post in since
cx-import: 1 row is bad*'
    csv employees.csv employee_id,team_id,hired_on,left_on E3,T2,2026-06-01,2026-04-30
    cx import employees.csv
    expect 1 '' 'cx-import: employees.csv:2: left_on: is before hired_on: *'
    csv employees.csv employee_id,team_id,hired_on,left_on E3,T2,2024-03-24,2026-04-30
    import employees.csv
    # their last day stays where a file has no left_on
    csv employees.csv employee_id,team_id,hired_on E3,T2,2026-06-01
    cx import employees.csv
    expect 1 '' 'cx-import: employees.csv:2: hired_on: is after left_on, which is 2026-04-30 already: correct it, or if they have come back, give the first day of the new post in since
cx-import: 1 row is bad*'
    csv employees.csv employee_id,team_id,hired_on E3,T2,2026-04-30
    import employees.csv
    csv employees.csv employee_id,since,team_id,hired_on E3,2026-06-01,T2,2026-06-01
    cx import employees.csv
    expect 0 '' '*1 new*'
    equal "$(posts 2026-04 | tail -1)" 'E3,T2,2024-03-24,30'
    equal "$(posts 2026-05 | grep -c E3 || true)" 0
    equal "$(posts 2026-06 | tail -1)" 'E3,T2,2026-06-01,30'
    # what an older cx took is no reason to keep what else a file says of them
    sql "UPDATE employees SET left_on = hired_on - 1 WHERE $(id employee_id) = 'E2'"
    csv employees.csv employee_id,name,team_id,hired_on E2,Fang,T1,2024-04-16
    cx import employees.csv
    expect 0 '' '*1 changed*'
}

@test "no team is closed before it is opened" {
    prepare
    csv teams.csv team_id,opened_on,closed_on N1,2026-06-01,2026-05-31 N2,2026-06-01,2026-06-01
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:2: closed_on: is before opened_on
cx-import: 1 row is bad*'
    sed -i 2d teams.csv
    import teams.csv
    csv teams.csv team_id,opened_on N2,2026-06-02
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:2: opened_on: is after closed_on, which is 2026-06-01 already: correct one of the two*'
    csv teams.csv team_id,closed_on N2,2026-05-31
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:2: closed_on: is before opened_on, which is 2026-06-01 already: correct one of the two*'
    csv teams.csv team_id,closed_on N2,
    import teams.csv
    csv teams.csv team_id,opened_on N2,2026-06-02
    import teams.csv
}

@test "a list that is dated after somebody left, and changes their post, must say since when" {
    prepare
    csv employees.csv employee_id,team_id,role,hired_on,left_on,base_salary E3,T2,collector,2024-03-24,2026-10-20,7000
    cx import --as-of=2026-11-02 employees.csv
    expect 1 '' '*employees.csv:2: since: is empty, though the post differs from the one before and left_on has passed: *'
    equal "$(posts 2026-10 | tail -1)" 'E3,T2,2024-03-24,31'
    cx import --as-of=2026-11-02 --correct employees.csv
    expect 0 '' '*1 changed*'
    equal "$(posts 2026-10 | tail -1)" 'E3,T2,2024-03-24,20'
}

@test "nobody is paid less than nothing a month" {
    prepare
    csv employees.csv employee_id,team_id,hired_on,base_salary E5,T2,2026-10-11,-0.01
    cx import employees.csv
    expect 1 '' '*employees.csv:2: base_salary: must not be negative*'
    csv employees.csv employee_id,team_id,hired_on,base_salary E5,T2,2026-10-11,0
    import employees.csv
}

@test "dated rows: the undated one of the same person is the first" {
    prepare
    csv employees.csv employee_id,since,team_id,hired_on E5,2026-10-16,T2,2026-01-05 E5,,T1,2026-01-05
    cx import --as-of=2026-12-01 employees.csv
    expect 0 '' '*2 rows read, 2 new*'
    equal "$(posts 2026-10 | tail -2)" 'E5,T1,2026-01-05,15
E5,T2,2026-10-16,16'
    cx import --as-of=2026-12-05 employees.csv
    expect 0 '' '*0 new, 0 changed, 2 same*nothing changed'
}

@test "who has a dated row is found however their id is written" {
    prepare
    csv employees.csv employee_id,since,team_id,hired_on E5,,T1,2026-01-05 ' Ｅ５',2026-10-16,T2,2026-01-05 \
        E6,　,T1,2026-01-05
    cx import --as-of=2026-12-01 employees.csv
    expect 0 '' '*3 rows read, 3 new*'
    cx import --as-of=2026-12-05 employees.csv
    expect 0 '' '*0 new, 0 changed, 3 same*nothing changed'
}

@test "two undated rows of one person must be of one post" {
    prepare
    before=$(sha "$CX_DB")
    csv employees.csv employee_id,since,team_id,hired_on E5,,T1,2026-01-05 E5,,T2,2026-01-05
    cx import --as-of=2026-12-01 employees.csv
    expect 1 '' 'cx-import: employees.csv:3: since: is empty in two rows of this person with different posts: *
cx-import: 1 row is bad: nothing was imported'
    csv employees.csv employee_id,team_id,role,hired_on E3,T2,collector,2024-03-24 E3,T1,collector,2024-03-24
    cx import --as-of=2026-12-01 employees.csv
    expect 1 '' 'cx-import: employees.csv:3: since: *1 row is bad: nothing was imported'
    equal "$(sha "$CX_DB")" "$before"
    csv employees.csv employee_id,since,team_id,hired_on E5,,T1,2026-01-05 E5,,T1,2026-01-05
    cx import --as-of=2026-12-01 employees.csv
    expect 0 '' '*2 rows read, 1 new, 0 changed, 1 same*'
    cx import --as-of=2026-12-05 employees.csv
    expect 0 '' '*0 new, 0 changed, 2 same*nothing changed'
}

@test "the same by a pipe, from which the file can't be read twice" {
    prepare
    csv rows.csv employee_id,since,team_id,hired_on E5,2026-10-16,T2,2026-01-05 E5,,T1,2026-01-05
    run --separate-stderr bash -c 'cat rows.csv | "$0/cx-import" -k employees -' "$CX_BIN"
    expect 0 '' '*2 rows read, 2 new*'
    equal "$(posts 2026-10 | tail -2)" 'E5,T1,2026-01-05,15
E5,T2,2026-10-16,16'
}

@test "overlapping episodes are refused, with their line" {
    prepare
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,2026-09-02 A1,E3,2026-09-01,
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:3: from: overlaps the episode from 2026-08-01 in line 2: an account has one holder at a time: end the other episode first (column to)
cx-import: 1 row is bad: nothing was imported'
    equal "$(sha "$CX_DB")" "$before"
    csv assignments.csv account_id,employee_id,from,to A1,E3,2026-09-01, A1,E2,2026-08-01,
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:3: from: overlaps the episode from 2026-08-01*in line 2*'
    csv assignments.csv account_id,employee_id,from,to A1,E3,2026-09-01,2026-09-01
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:2: to: must be after from*'
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,
    import assignments.csv
    before=$(sha "$CX_DB")
    csv assignments.csv account_id,employee_id,from,to A1,E3,2026-09-01,
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:2: from: overlaps the episode from 2026-08-01: *'
    csv assignments.csv account_id,employee_id,from,to A1,E3,2026-07-01,2026-08-02
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:2: from: overlaps the episode from 2026-08-01: *'
    equal "$(sha "$CX_DB")" "$before"
}

@test "an episode ended and a new one begun in one file, in either order of rows" {
    local order
    for order in '' -r; do
        prepare
        csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01, A2,E2,2026-08-01,
        import assignments.csv
        {
            echo account_id,employee_id,from,to
            # shellcheck disable=SC2086
            printf '%s\n' A1,E2,2026-08-01,2026-09-01 A1,E3,2026-09-01, | sort $order
        } >assignments.csv
        cx import assignments.csv
        expect 0 '' '*2 rows read, 1 new, 1 changed, 0 same*'
        equal "$(episodes)" 'A1|E2|2026-08-01|2026-09-01
A1|E3|2026-09-01|
A2|E2|2026-08-01|'
        cx import assignments.csv
        expect 0 '' '*2 rows read, 0 new, 0 changed, 2 same*nothing changed'
    done
}

@test "episodes that touch are none that overlap; bounds may move together" {
    prepare
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,2026-09-01 A1,E3,2026-09-01,2026-10-01 \
        A1,E2,2026-10-01,
    cx import assignments.csv
    expect 0 '' '*3 new*'
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,2026-08-15 A1,E3,2026-08-15,2026-09-01
    cx import assignments.csv
    expect 0 '' '*2 rows read, 1 new, 1 changed*'
    equal "$(episodes | wc -l)" 4
}

@test "the constraint is the database's own" {
    prepare
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,2026-09-01 A1,E3,2026-09-01,
    import assignments.csv
    run sql "INSERT INTO assignments SELECT account_id, \"from\" + 1, NULL, employee_id FROM assignments"
    [[ $status -ne 0 && $output == *'two assignments of one account overlap'* ]]
    run sql "UPDATE assignments SET \"to\" = \"to\" + 1"
    [[ $status -ne 0 && $output == *'two assignments of one account overlap'* ]]
    run sql "INSERT OR REPLACE INTO assignments SELECT account_id, \"from\" - 1, \"from\" + 1, employee_id FROM assignments"
    [[ $status -ne 0 && $output == *'two assignments of one account overlap'* ]]
    run sql "UPDATE assignments SET account_id = (SELECT account_id FROM assignments LIMIT 1), \"from\" = \"from\" + 1
             WHERE \"to\" IS NULL; INSERT INTO assignments SELECT account_id, 0, NULL, employee_id FROM assignments LIMIT 1"
    [[ $status -ne 0 && $output == *overlap* ]]
    equal "$(episodes | wc -l)" 2
}
