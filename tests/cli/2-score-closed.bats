# What is over is over: accounts that were recalled, in rates, aging and chances.

load helper

# A team held A1 and A2; A2 was recalled in September, and A3 before anybody held it.
setup() {
    start
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on E,T,2026-01-01
    csv stages.csv stage,from_dpd,to_dpd,team_kind all,1,,phone
    csv measures.csv measure_id,fact,unit,value 'due,exposure,money,opening + placed' got,payment,money,amount
    csv metrics.csv metric_id,unit,formula rate,ratio,'got / due'
    csv accounts.csv account_id,due_on,amount,closed_on,close_reason A1,2026-08-01,100,, \
        A2,2026-08-01,100,2026-09-15,recalled A3,2026-08-01,1000,2026-09-20,退案
    csv assignments.csv account_id,employee_id,from,to A1,E,2026-08-02, A2,E,2026-08-02,
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,50 P2,A1,2026-09-05,0.01
    import ./*.csv
}

# rates PERIOD: of the post, the team and the company.
rates() {
    local by
    for by in post team company; do
        "$CX_BIN/cx-score" -q -p "$1" --by=$by --metrics=rate -f csv | tail -n 1 | sed 's/.*,//'
    done | paste -sd ' '
}

@test "after the recall a rate is the same for the person, the team and the company" {
    equal "$(rates 2026-10)" '0.500050 0.500050 0.500050'
    # the month in which they were still there keeps them, also if what is kept is made anew
    equal "$(rates 2026-09)" '0.000050 0.000050 0.000008'
    must "$CX_BIN/cx-score" -q -p 2026-10 --rebuild -o /dev/null
    equal "$(rates 2026-10)" '0.500050 0.500050 0.500050'
    # a recall that is told later changes the months after it
    csv accounts.csv account_id,due_on,amount,closed_on,close_reason A2,2026-08-01,100,2026-10-15,recalled
    import accounts.csv
    equal "$(rates 2026-10)" '0.250013 0.250013 0.250013'
    equal "$(rates 2026-11)" '0.000000 0.000000 0.000000'
}

@test "dealing and the worklist have no closed accounts, aging has them in a row of their own; a moment before the recall had them" {
    "$CX_BIN/cx-report" aging -q -p 2026-10 -f csv >aging.csv
    equal "$(awk -F, '$1 == "all" { print $3, $4 }' aging.csv)" '1 49.99'
    "$CX_BIN/cx-report" aging -q -p 2026-08 -f csv >aging.csv
    equal "$(awk -F, '$1 == "all" { print $3, $4 }' aging.csv)" '3 1200.00'
    "$CX_BIN/cx-report" aging -q -p 2026-09 -f csv >aging.csv
    equal "$(awk -F, 'NR > 1 && $3 > 0 { print $1, $3, $4, $5 + $6 }' aging.csv)" 'all 1 99.99 1
closed 2 0.00 2'
    "$CX_BIN/cx-report" customers -q -p 2026-09 -f csv >customers.csv
    equal "$(grep ^product customers.csv)" product,,0,3,1200.00,0.01,0.000008,99.99
    cx assign --as-of=2026-10-20
    expect 0 '*A2,all,E,,recalled,' '*1 change of hands*'
    "$CX_BIN/cx-assign" -q --worklist --as-of=2026-10-21T10:00 | tail -n +2 | cut -d, -f2 >list
    equal "$(cat list)" A1
    "$CX_BIN/cx-assign" -q --worklist --as-of=2026-09-14T10:00 | tail -n +2 | cut -d, -f2 >list
    equal "$(sort list | paste -sd ' ')" 'A1 A2'
}
