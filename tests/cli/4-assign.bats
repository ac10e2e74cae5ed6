# cx-assign: episodes from contacts, and their end.

load helper

setup() {
    start
    small_db
}

episodes() {
    sql "SELECT $(id account_id), $(id employee_id), $(day '"from"'), coalesce($(day '"to"'), '')
         FROM assignments ORDER BY account_id, \"from\""
}

contacts() {
    csv contacts.csv contact_id,account_id,employee_id,started_at "$@"
    import contacts.csv
}

audits() {
    sql 'SELECT count(*) FROM audit'
}

header=account_id,day,stage,from_employee,to_employee,reason

@test "--infer: an account is whose who contacted it last, from that day" {
    csv stages.csv stage,from_dpd,to_dpd,team_kind early,1,90,phone late,90,,visit
    import stages.csv
    contacts 'K1,A1,E2,2026-10-01 10:00' 'K2,A1,E2,2026-10-05 10:00' 'K3,A1,E3,2026-10-09 10:00' \
        'K4,A2,E3,2026-10-09 09:00' 'K5,A2,E2,2026-10-09 18:00' 'K6,,E2,2026-10-09 18:00' 'K7,A3,E3,2026-12-01 09:00'
    cx assign --infer
    expect 0 "$header
A1,2026-10-01,late,,E2,contacted on 2026-10-01
A1,2026-10-09,late,E2,E3,contacted on 2026-10-09
A2,2026-10-09,early,,E2,contacted on 2026-10-09" 'cx-assign: 3 changes of hands'
    equal "$(episodes)" 'A1|E2|2026-10-01|2026-10-09
A1|E3|2026-10-09|
A2|E2|2026-10-09|'
    before=$(sha "$CX_DB")
    cx assign --infer
    expect 0 "$header" 'cx-assign: 0 changes of hands'
    equal "$(sha "$CX_DB")" "$before"
    # a contact by the holder moves nothing, one by somebody else does
    contacts 'K8,A1,E3,2026-10-20 10:00' 'K9,A2,E1,2026-10-21 10:00'
    cx assign --infer
    expect 0 "$header
A2,2026-10-21,early,E2,E1,contacted on 2026-10-21" 'cx-assign: 1 change of hands'
    # what lies after --as-of comes in its time
    cx assign --infer --as-of=2026-12-01
    expect 0 "$header
A3,2026-12-01,late,,E3,contacted on 2026-12-01" 'cx-assign: 1 change of hands'
}

@test "--infer leaves what is known, and what was, alone" {
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-09-01,2026-10-01 A2,E2,2026-10-01,
    import assignments.csv
    contacts 'K1,A1,E3,2026-09-15 10:00' 'K2,A2,E3,2026-09-20 10:00' 'K3,A2,E3,2026-10-01 10:00' \
        'K4,A1,E3,2026-10-01 10:00'
    cx assign --infer
    expect 0 "$header
A1,2026-10-01,,,E3,contacted on 2026-10-01" 'cx-assign: 1 change of hands'
    equal "$(episodes)" 'A1|E2|2026-09-01|2026-10-01
A1|E3|2026-10-01|
A2|E2|2026-10-01|'
}

@test "--infer in two steps and in one come to the same" {
    import "$COMPANY"/{teams,employees,customers,accounts,contacts}.csv
    cp "$CX_DB" stepwise.db
    must "$CX_BIN/cx-assign" --infer
    for day in 2026-08-15 2026-09-10 2026-10-02 2026-11-02; do
        must "$CX_BIN/cx-assign" --infer -d stepwise.db --as-of=$day
    done
    equal "$(CX_DB=stepwise.db episodes)" "$(CX_DB=$PWD/stepwise.db episodes)"
    equal "$(CX_DB=$PWD/stepwise.db episodes)" "$(episodes)"
    # by other means: the last contact of each account and day, where the person is another
    equal "$(episodes | cut -d'|' -f1-3)" "$(sql "
        WITH days AS (SELECT account_id, started_at / 86400 AS day, employee_id,
                  row_number() OVER (PARTITION BY account_id, started_at / 86400
                                     ORDER BY started_at DESC, contact_id DESC) AS back
                  FROM contacts WHERE account_id IS NOT NULL),
             last AS (SELECT *, lag(employee_id) OVER (PARTITION BY account_id ORDER BY day) AS before
                  FROM days WHERE back = 1)
        SELECT $(id account_id), $(id employee_id), $(day day) FROM last
        WHERE before IS NOT employee_id ORDER BY account_id, day")"
}

@test "--release: paid, closed and left" {
    csv employees.csv employee_id,team_id,hired_on,left_on E3,T2,2024-03-24,2026-10-15
    csv accounts.csv account_id,due_on,amount,status A1,2026-06-01,1000.00,open A2,2026-08-01,2500.50,open \
        A3,2026-09-01,300.00,paused A4,2026-09-01,50,closed A5,2026-09-01,50,written_off A6,2026-09-01,50,open \
        A7,2026-09-01,100,open
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,400 'P2,A1,2026-10-20 23:59:59,600' \
        P3,A2,2026-10-02,2500.49 'P4,A6,2026-11-02 08:00,50' P5,A7,2026-10-01,60
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount G1,A7,waiver,2026-10-05,40
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-09-01, A2,E2,2026-09-01, A3,E3,2026-09-01, \
        A4,E2,2026-09-01, A5,E2,2026-09-01, A6,E2,2026-09-01, A7,E2,2026-09-01,
    import --as-of=2026-10-15 employees.csv accounts.csv payments.csv arrangements.csv assignments.csv
    cx assign --release -n
    expect 0 "$header
A1,2026-11-02,,E2,,paid in full
A3,2026-10-16,,E3,,left
A4,2026-11-02,,E2,,closed
A5,2026-11-02,,E2,,written off
A6,2026-11-03,,E2,,paid in full
A7,2026-11-02,,E2,,paid in full" 'cx-assign: dry run: 6 changes of hands'
    planned=$output
    cx assign --release
    expect 0 "$planned" 'cx-assign: 6 changes of hands'
    equal "$(episodes)" 'A1|E2|2026-09-01|2026-11-02
A2|E2|2026-09-01|
A3|E3|2026-09-01|2026-10-16
A4|E2|2026-09-01|2026-11-02
A5|E2|2026-09-01|2026-11-02
A6|E2|2026-09-01|2026-11-03
A7|E2|2026-09-01|2026-11-02'
    cx assign --release
    expect 0 "$header" 'cx-assign: 0 changes of hands'
    # whoever held it on the day of the last payment is credited with it
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    import measures.csv
    equal "$("$CX_BIN/cx-score" -p 2026-11 --by=company | tail -1)" '2026-11,,,50.00'
    equal "$("$CX_BIN/cx-score" -p 2026-11 | grep ,E2, | cut -d, -f12)" 50.00
}

@test "an episode that would end before it begins never was" {
    csv accounts.csv account_id,due_on,amount,status A1,2026-06-01,1000.00,closed
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-11-02,
    import accounts.csv assignments.csv
    cx assign --release
    expect 0 "$header
A1,2026-11-02,,E2,,closed" 'cx-assign: 1 change of hands'
    equal "$(episodes)" ''
}

@test "-n changes nothing; a change is one row in the audit log, none is none" {
    contacts 'K1,A1,E2,2026-10-01 10:00'
    before=$(sha "$CX_DB") logged=$(audits)
    cx assign --infer -n
    expect 0 "$header
A1,*" 'cx-assign: dry run: 1 change of hands'
    equal "$(sha "$CX_DB")" "$before"
    cx assign --infer -q
    expect 0 "$header
A1,*" ''
    equal "$(audits)" $((logged + 1))
    cx assign --infer
    expect 0 "$header" '*0 changes*'
    equal "$(audits)" $((logged + 1))
}

@test "what is wrong with the command line or the output is found before anything changes" {
    contacts 'K1,A1,E2,2026-10-01 10:00'
    before=$(sha "$CX_DB")
    cx assign --infer --release
    expect 2 '' '*one at a time: --infer, --release*'
    cx assign --infer A1
    expect 2 '' '*unexpected operand "A1"*'
    cx assign --infer -f nonsense
    expect 2 '' '*unknown format "nonsense"*'
    cx assign --infer -o nowhere/out.csv
    expect 3 '' 'cx-assign: nowhere/out.csv: No such file or directory'
    equal "$(sha "$CX_DB")" "$before"
    cx assign --infer -o out.json
    expect 0 '' 'cx-assign: 1 change of hands'
    equal "$(sqlite3 -batch -init /dev/null :memory: "SELECT json_extract(readfile('out.json'), '\$[0].to_employee')")" E2
}

@test "what is later is not looked at, and what is to come later stays" {
    contacts 'K1,A1,E2,2026-10-01 10:00' 'K2,A1,E3,2026-10-09 10:00' 'K3,A1,E1,2026-10-09 18:00'
    csv assignments.csv account_id,employee_id,from,to A1,E1,2026-10-20,2026-12-01
    import assignments.csv
    cx assign --infer --as-of=2026-10-09T12:00
    expect 0 "$header
A1,2026-10-01,,,E2,contacted on 2026-10-01
A1,2026-10-09,,E2,E3,contacted on 2026-10-09" 'cx-assign: 2 changes of hands'
    equal "$(episodes)" 'A1|E2|2026-10-01|2026-10-09
A1|E3|2026-10-09|2026-10-20
A1|E1|2026-10-20|2026-12-01'
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-12 10:00,1000000'
    import payments.csv
    cx assign --release --as-of=2026-10-11
    expect 0 "$header" 'cx-assign: 0 changes of hands'
    cx assign --release --as-of=2026-10-12
    expect 0 "$header
A1,2026-10-13,,E3,,paid in full" 'cx-assign: 1 change of hands'
    equal "$(episodes | sed -n 2p)" 'A1|E3|2026-10-09|2026-10-13'
}
