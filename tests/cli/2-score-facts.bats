# What facts mean at their edges: reversals, promises, second attempts, dates without a time, debts to come. All
# figures here are worked out by hand.

load helper

# Three people and three debts, held since June; A1 and A2 are of C1, whom E3 owns.
setup() {
    start
    csv teams.csv team_id,kind T1,phone T2,sales
    csv employees.csv employee_id,since,team_id,hired_on E1,2026-01-01,T1,2026-01-01 E2,2026-01-01,T1,2026-01-01 \
        E3,2026-01-01,T2,2026-01-01
    csv customers.csv customer_id,owner_id,region,rating,phone,contact_person C1,E3,North,A,138,Li
    csv accounts.csv account_id,customer_id,due_on,amount A1,C1,2026-06-01,1000 A2,C1,2026-06-01,1000 A3,,2026-06-01,1000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-06-02 A2,E2,2026-06-02
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount, \
        "after_wechat,payment,money,amount,contact_channel = 'wechat'" "owned_wechat,owned_payment,money,amount,contact_channel = 'wechat'" \
        'second,payment,money,amount,second = 1' 'exposed_second,exposure,money,opening + placed,second = 1' \
        'exposed,exposure,money,opening + placed,' 'complete,exposure,count,complete,' decided,promise,count,1, kept,promise,count,kept, \
        "week,payment,money,amount,day between '2026-10-05' and '2026-10-11'" ordered,order,money,amount, \
        "north,order,money,amount,region = 'North'"
    import ./*.csv
}

# scored PERIOD WHO MEASURES: of a person, a team, or (company) all.
scored() {
    local by=()
    [[ $2 == T? ]] && by=(--by=team)
    [[ $2 == company ]] && by=(--by=company)
    "$CX_BIN/cx-score" -p "$1" "${by[@]}" --metrics="$3" -o scored.csv
    case $2 in
    company) tail -n 1 scored.csv | cut -d, -f4- ;;
    T?) grep ",$2," scored.csv | cut -d, -f4- ;;
    *) grep ",$2," scored.csv | cut -d, -f12- ;;
    esac
}

contacts() {
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on "$@"
    import contacts.csv
}

payments() {
    csv payments.csv payment_id,account_id,paid_at,amount,channel,reverses "$@"
    import payments.csv
}

@test "what was paid after a message is taken back as such, whatever was said in between" {
    contacts 'K1,A1,E1,2026-10-02 10:00,wechat,talked,,' 'K2,A1,E1,2026-10-08 10:00,phone,talked,,'
    payments 'P1,A1,2026-10-05 12:00,300,bank,' 'R1,A1,2026-10-09 12:00,-100,cash,P1' 'R2,A1,2026-11-01 12:00,-200,cash,P1'
    equal "$(scored 2026-10 E1 recovered,after_wechat)" 200.00,200.00
    equal "$(scored 2026-11 E1 recovered,after_wechat)" -200.00,-200.00
    equal "$(scored 2026-10 E3 owned_wechat)" 200.00
    equal "$(scored 2026-10 E1 week)" 200.00 # each on its own day
}

@test "instalments: each by itself, by the oldest first, on the day that decides it" {
    csv measures.csv measure_id,fact,unit,value,where planned,instalment,count,1, met,instalment,count,kept, met_sum,instalment,money,amount,kept
    csv settings.csv name,value promise_grace_days,2
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,employee_id I1,A1,instalment,2026-08-20,E1
    csv instalments.csv arrangement_id,due_on,amount I1,2026-09-01,100 I1,2026-09-30,200 I1,2026-10-31,300
    import measures.csv settings.csv arrangements.csv instalments.csv
    payments P1,A1,2026-08-30,150,, P2,A1,2026-10-02,150,, P3,A1,2026-10-20,50,,
    equal "$(scored 2026-08 E1 planned,met,met_sum)" 1.000000,1.000000,100.00 # on 2026-08-30
    equal "$(scored 2026-09 E1 planned,met,met_sum)" 0.000000,0.000000,0.00
    equal "$(scored 2026-10 E1 planned,met,met_sum)" 1.000000,1.000000,200.00 # the last day of grace
    equal "$(scored 2026-11 E1 planned,met,met_sum)" 1.000000,0.000000,0.00 # 250 are wanting on 2026-11-02
    # as of a day that is not over, what is for it is not broken
    equal "$(CX_TODAY=2026-11-02T12:00 scored 2026-11 E1 planned)" 0.000000
    equal "$(CX_TODAY=2026-11-03T12:00 scored 2026-11 E1 planned)" 1.000000
    csv metrics.csv metric_id,unit,better,formula kept_share,ratio,high,met\ /\ planned
    csv scorecards.csv scorecard_id,metric_id,weight,method,target S,kept_share,100,target,1
    import metrics.csv scorecards.csv
    must "$CX_BIN/cx-score" -q -p 2026-10 --explain=E1 -o events.csv
    grep -q I1 events.csv
    # it is the second that is taken back
    payments R1,A1,2026-10-01,-50,,P1
    equal "$(scored 2026-10 E1 planned,met)" 1.000000,0.000000
}

@test "instalments that are kept stop ageing, if the settings say so" {
    csv measures.csv measure_id,fact,unit,value,where old,exposure,money,opening,dpd\ \>\ 100 old_paid,payment,money,amount,dpd\ \>\ 100
    csv settings.csv name,value promise_grace_days,0
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,employee_id I1,A1,instalment,2026-08-20,E1
    csv instalments.csv arrangement_id,due_on,amount I1,2026-09-20,100 I1,2026-10-20,100
    import measures.csv settings.csv arrangements.csv instalments.csv
    payments P1,A1,2026-09-20,100,, P2,A1,2026-10-15,10,,
    equal "$(scored 2026-10 E1 old,old_paid)" 900.00,10.00
    csv settings.csv name,value instalment_ageing,stops
    import settings.csv
    equal "$(scored 2026-10 E1 old,old_paid)" 0.00,0.00 # 80 days, as on 2026-08-20
    equal "$(scored 2026-12 E1 old)" 890.00               # broken on 2026-10-20, and 41 days ago
    csv settings.csv name,value instalment_ageing,no
    cx import settings.csv
    expect 1 '' '*"no" is neither goes_on nor stops*'
}

@test "what is taken back: no reversal, no other account's payment, not before it, not more than is left" {
    payments P1,A1,2026-10-05,100,, 'R1,A1,2026-10-06,-40,,P1' # a part
    local row
    for row in 'R2,A1,2026-10-07,-40,,R1|reverses: R1 is itself a reversal: *' \
        'R2,A2,2026-10-07,-40,,P1|reverses: P1 is a payment on another account: *' \
        'R2,A1,2026-10-04,-40,,P1|paid_at: is before 2026-10-05, the day of payment P1, *' \
        'R2,A1,2026-10-07,-60.01,,P1|amount: takes back 60.01 of payment P1, of which 60.00 is left: *'; do
        csv payments.csv payment_id,account_id,paid_at,amount,channel,reverses "${row%%|*}"
        cx import payments.csv
        expect 1 '' "cx-import: payments.csv:2: ${row##*|}"
    done
    payments R2,A1,2026-10-07,-60,,P1 # the rest of it
    equal "$(scored 2026-10 E1 recovered)" 0.00
}

@test "a payment is not made smaller than what was taken back of it" {
    payments P1,A1,2026-10-05,100,, R1,A1,2026-10-06,-40,,P1
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,39.99
    cx import payments.csv
    expect 1 '' 'cx-import: *:2: amount: payment R1 takes back 40.00 of this one, of which 39.99 is left: *'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,40
    import payments.csv
}

@test "a payment and what takes it back stay a pair, whichever of them is changed, and within one file" {
    payments P1,A1,2026-10-05,100,, R1,A1,2026-10-06,-40,,P1 P2,A1,2026-10-01,50,,
    local rows
    for rows in 'P1,A1,2026-10-07,100,,|payments.csv:2: paid_at: is after 2026-10-06, the day of payment R1, *' \
        'P1,A2,2026-10-05,100,,|payments.csv:2: account_id: payment R1, which takes this one back, is on another account: *' \
        'P1,A1,2026-10-05,-100,,|payments.csv:2: amount: payment R1 takes back 40.00 of this one, of which 0.00 is left: *' \
        'P1,A1,2026-10-05,-10,,P2|payments.csv:2: reverses: must be empty, as payment R1 takes this one back already: *' \
        'R1,A1,2026-10-06,-100.01,,P1|payments.csv:2: amount: takes back 100.01 of payment P1, of which 100.00 is left: *' \
        'R2,A1,2026-10-07,40,,P1|payments.csv:2: amount: must be negative *' \
        'R2,A1,2026-10-07,-40,,R2|payments.csv:2: reverses: R2 is itself a reversal: *' \
        'R2,A1,2026-10-07,-40,,P1;R3,A1,2026-10-08,-20.01,,P1|payments.csv:3: amount: takes back 20.01 of payment P1, of which 20.00 is left: *' \
        'R2,A1,2026-10-07,-4,,R3;R3,A1,2026-10-07,-4,,R2|*R3 is itself a reversal: *'; do
        csv payments.csv payment_id,account_id,paid_at,amount,channel,reverses
        tr ';' '\n' <<<"${rows%%|*}" >>payments.csv
        cx import payments.csv
        expect 1 '' "cx-import: ${rows##*|}"
    done
    equal "$(scored 2026-10 E1 recovered)" 110.00
}

@test "of somebody who was not there yet nothing is taken back, however they are credited" {
    csv employees.csv employee_id,team_id,hired_on E5,T1,2026-10-10
    csv accounts.csv account_id,due_on,amount A5,2026-06-01,1000 A6,2026-06-01,1000
    csv assignments.csv account_id,employee_id,from A5,E5,2026-06-02
    csv settings.csv name,value attribution_days,5
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A5,2026-10-02,100, R1,A5,2026-10-20,-100,P1 \
        P2,A2,2026-10-02,100, R2,A2,2026-10-20,-100,P2 P3,A6,2026-10-02,100, R3,A6,2026-10-20,-100,P3
    csv credits.csv payment_id,employee_id,share P2,E5,0.5 P2,E1,0.5
    import {employees,accounts,assignments,settings,payments,credits}.csv
    contacts 'K1,A6,E5,2026-10-01 10:00,phone,talked,,'
    equal "$(scored 2026-10 E5 recovered)" 0.00
    equal "$(scored 2026-10 E1 recovered)" 0.00
    equal "$(scored 2026-10-20 E1 recovered)" -50.00 # who was there
    equal "$(scored 2026-10-20 company recovered)" -300.00
}

@test "an account that only a bounced payment had paid was never paid: what comes later is no second recovery" {
    payments P1,A1,2026-09-05,1000,, R1,A1,2026-09-12,-1000,,P1 P2,A1,2026-10-06,500,,
    equal "$(scored 2026-09 E1 recovered,second)" 0.00,0.00
    equal "$(scored 2026-10 E1 recovered,second)" 500.00,0.00
}

@test "a part that bounced, the last or the first, leaves an account that was never paid" {
    payments P1,A1,2026-09-05,600,, P2,A1,2026-09-06,400,, R2,A1,2026-09-12,-400,,P2 P3,A1,2026-10-05,30,, \
        Q1,A2,2026-09-05,600,, Q2,A2,2026-09-06,400,, T1,A2,2026-10-01,-600,,Q1 Q3,A2,2026-10-05,7,,
    equal "$(scored 2026-09 E1 recovered,second)" 600.00,0.00
    equal "$(scored 2026-10 E1 recovered,second,exposed)" 30.00,0.00,400.00
    equal "$(scored 2026-09 E2 recovered,second)" 1000.00,0.00
    equal "$(scored 2026-10 E2 recovered,second,exposed)" -593.00,0.00,0.00 # it had been paid when October began
    equal "$(scored 2026-11 E2 exposed)" 593.00
    csv settings.csv name,value reversal_day,original
    import settings.csv
    equal "$(scored 2026-09 E2 recovered,second)" 400.00,0.00
    equal "$(scored 2026-10 E2 recovered,second,exposed)" 7.00,0.00,0.00 # balances keep the real day
}

@test "second is what comes after a promise was broken, and what is exposed then" {
    contacts 'K1,A1,E1,2026-09-20 10:00,phone,promised,100,2026-09-25' # broken at the end of the 28th
    payments P1,A1,2026-09-28,50,, P2,A1,2026-09-29,60,, P3,A1,2026-10-02,10,, R3,A1,2026-10-03,-10,,P1
    equal "$(scored 2026-09 E1 second)" 60.00
    equal "$(scored 2026-10 E1 second,exposed_second)" 10.00,890.00 # R3 takes back of P1, which was none
    equal "$(scored 2026-09 E1 exposed_second)" 0.00
    payments P4,A1,2026-09-27,50,, # found later: the promise was kept after all
    equal "$(scored 2026-09 E1 second)" 0.00
    equal "$(scored 2026-10 E1 second,exposed_second)" 0.00,0.00
}

@test "second is what comes after another holder gave up" {
    csv assignments.csv account_id,employee_id,from,to A1,E1,2026-06-02,2026-10-05 A1,E2,2026-10-05,
    import assignments.csv
    payments P1,A1,2026-10-04,10,, P2,A1,2026-10-05,20,, P3,A2,2026-10-20,40,,
    equal "$(scored 2026-10 E1 second)" 0.00
    equal "$(scored 2026-10 E2 second,exposed_second)" 20.00,990.00
    equal "$(scored 2026-10 T1 second)" 20.00
}

@test "a plan that has the older name of second is understood" {
    csv measures.csv measure_id,fact,unit,value,where 'again,payment,money,amount,repeat = 1'
    import measures.csv
    contacts 'K1,A1,E1,2026-09-20 10:00,phone,promised,100,2026-09-25'
    payments P1,A1,2026-10-02,10,,
    equal "$(scored 2026-10 E1 again)" 10.00
}

@test "two instalments kept and one broken are two of three, each on its day" {
    contacts 'K1,A1,E1,2026-10-01 10:00,phone,promised,50,2026-10-05' 'K2,A1,E1,2026-10-06 10:00,phone,promised,50,2026-10-12' \
        'K3,A1,E1,2026-10-13 10:00,phone,promised,50,2026-10-19'
    payments 'P1,A1,2026-10-05 09:00,50,,' 'P2,A1,2026-10-12 09:00,50,,'
    equal "$(scored 2026-10 E1 decided,kept)" 3.000000,2.000000
    equal "$(scored 2026-10-05 E1 decided,kept)" 1.000000,1.000000
    equal "$(scored 2026-10-13..2026-10-21 E1 decided,kept)" 0.000000,0.000000
    equal "$(scored 2026-10-22 E1 decided,kept)" 1.000000,0.000000 # three days of grace
}

@test "a later promise takes the place of one that is open, and of no other" {
    contacts 'K1,A1,E1,2026-10-01 10:00,phone,promised,50,2026-10-05' 'K2,A1,E2,2026-10-05 10:00,phone,promised,50,2026-10-08' \
        'K3,A2,E1,2026-10-01 10:00,phone,promised,50,2026-10-05' 'K4,A2,E2,2026-10-06 10:00,phone,promised,50,2026-10-08' \
        'K5,A3,E1,2026-10-01 10:00,phone,promised,50,2026-10-05' 'K6,A3,E2,2026-10-04 10:00,phone,promised,50,2026-10-08'
    payments P1,A3,2026-10-04,50,, # kept on the day that K6 is made, which it keeps as well
    equal "$(scored 2026-10 E1 decided,kept)" 2.000000,1.000000
    equal "$(scored 2026-10 E2 decided,kept)" 3.000000,1.000000
}

@test "a month doesn't change because days of grace run out after it" {
    contacts 'K1,A1,E1,2026-10-25 10:00,phone,promised,50,2026-10-30' 'K2,A2,E1,2026-10-25 10:00,phone,promised,50,2026-10-30'
    payments P1,A2,2026-10-28,50,,
    equal "$(scored 2026-10 E1 decided,kept)" 1.000000,1.000000
    equal "$(scored 2026-11 E1 decided,kept)" 1.000000,0.000000
    payments P2,A1,2026-11-02,50,,
    equal "$(scored 2026-10 E1 decided,kept)" 1.000000,1.000000
    equal "$(scored 2026-11 E1 decided,kept)" 1.000000,1.000000
}

@test "a payment without a time comes at the end of its day, after that day's contacts" {
    csv settings.csv name,value attribution_days,1
    import settings.csv
    contacts 'K1,A1,E1,2026-10-05 18:00,wechat,talked,,' 'K2,A3,E2,2026-10-05 23:59,phone,no_answer,,' \
        'K3,A2,E2,2026-10-05 09:00,wechat,talked,,'
    payments P1,A1,2026-10-05,300,, P2,A3,2026/10/5,7,, 'P3,A2,2026-10-05 08:59,4,,'
    equal "$(scored 2026-10 E1 after_wechat)" 300.00
    equal "$(scored 2026-10 E2 recovered,after_wechat)" 11.00,0.00
    # midnight is a time, and other tables begin their days
    payments 'P4,A1,2026-10-05 00:00,20,,'
    equal "$(scored 2026-10 E1 after_wechat)" 300.00
    contacts K4,A1,E1,2026-10-06,phone,talked,,
    payments 'P5,A1,2026-10-06 00:00,20,,' R1,A1,2026-10-05,-1,,P1
    equal "$(scored 2026-10 E1 after_wechat)" 299.00
}

@test "debts placed in November are not the company's in September, nor those of the same month before their day" {
    equal "$(scored 2026-09 company exposed)" 3000.00
    csv accounts.csv account_id,due_on,placed_on,amount A7,2026-06-01,2026-11-05,500 A8,2026-11-10,,700
    import accounts.csv
    equal "$(scored 2026-09 company exposed)" 3000.00
    equal "$(scored 2026-10 company exposed)" 3000.00
    equal "$(scored 2026-11-01..2026-11-07 company exposed)" 3500.00
    equal "$(scored 2026-11 company exposed)" 4200.00
    csv accounts.csv account_id,due_on,placed_on,amount A7,2026-06-01,2026-09-30,500
    import accounts.csv
    equal "$(scored 2026-09 company exposed)" 3500.00
}

@test "a contact that comes late changes the owner's sums, too" {
    payments 'P1,A1,2026-10-05 12:00,300,,'
    equal "$(scored 2026-10 E3 owned_wechat)" 0.00
    equal "$(scored 2026-10 E1 after_wechat)" 0.00
    contacts 'K1,A1,E1,2026-10-04 10:00,wechat,talked,,'
    equal "$(scored 2026-10 E3 owned_wechat)" 300.00
    equal "$(scored 2026-10 E1 after_wechat)" 300.00
    "$CX_BIN/cx-score" -p 2026-10 -o kept.csv
    "$CX_BIN/cx-score" -p 2026-10 --rebuild -o anew.csv
    assert_same kept.csv anew.csv
    contacts 'K1,A1,E1,2026-10-05 13:00,wechat,talked,,' # it was later than that
    equal "$(scored 2026-10 E3 owned_wechat)" 0.00
}

@test "orders are for whoever owns the customer; the region is the customer's where the account has none" {
    csv orders.csv order_id,customer_id,ordered_at,amount O1,C1,2026-10-05,70 O2,C1,2026-11-01,5
    import orders.csv
    equal "$(scored 2026-10 E3 ordered,north)" 70.00,70.00
    equal "$(scored 2026-10 E1 ordered,complete)" 0.00,1.000000
    csv customers.csv customer_id,region C1,
    import --as-of=2026-11-01 customers.csv
    equal "$(scored 2026-10 E3 ordered,north)" 70.00,70.00
    equal "$(scored 2026-11 E3 ordered,north)" 5.00,0.00
    import --correct customers.csv
    equal "$(scored 2026-10 E3 ordered,north)" 70.00,0.00
    equal "$(scored 2026-10 E1 complete)" 0.000000
    csv accounts.csv account_id,due_on,amount,region A1,2026-06-01,1000,South
    import --correct accounts.csv
    equal "$(scored 2026-10 E1 complete)" 1.000000
}

@test "reversal_day: what a reversal costs by its own day, and by the original day" {
    csv tiers.csv tier_id,from,to,rate t,0,50000,0.02 t,50000,,0.04
    csv rules.csv rule_id,seq,kind,when,basis,tier_id,mode,rate,applies_to comm,1,tier,,recovered,t,marginal,, \
        'more,2,coefficient,recovered > 40000,,,,1.2,comm'
    csv accounts.csv account_id,due_on,amount A4,2026-06-01,900000
    csv assignments.csv account_id,employee_id,from A4,E1,2026-06-02
    import {tiers,rules,accounts,assignments}.csv
    payments P1,A4,2026-10-05,50000,, P2,A4,2026-10-06,3000,,
    local day
    for day in own original; do
        cp "$CX_DB" $day.db
        csv settings.csv name,value reversal_day,$day
        csv payments.csv payment_id,account_id,paid_at,amount,reverses P3,A4,2026-11-03,20000, R2,A4,2026-11-05,-3000,P2
        import -d $day.db settings.csv
        # 50,000 at 2 %, 3,000 at 4 %, and a fifth of both
        must "$CX_BIN/cx-bonus" -d $day.db -q -p 2026-10 --close
        import -d $day.db payments.csv
        "$CX_BIN/cx-bonus" -d $day.db -p 2026-11 --lines --as-of=2026-11-30 -o $day.csv
    done
    equal "$(grep ,E1, own.csv | cut -d, -f6,11)" comm,340.00
    equal "$(grep ,E1, original.csv | cut -d, -f6,11)" 'comm,400.00
2026-10,-144.00'
    csv settings.csv name,value reversal_day,mine
    cx import settings.csv
    expect 1 '' 'cx-import: settings.csv:2: value: *neither own nor original*'
}

# 100.01 in a hundred shares: each has a cent and the first one more, by largest remainder.
@test "any number of people share a payment, to the cent" {
    payments P1,A1,2026-10-05,100.01,,
    {
        echo employee_id,team_id,hired_on
        printf 'S%02d,T1,2026-01-01\n' {0..99}
    } >employees.csv
    {
        echo payment_id,employee_id,share
        printf 'P1,S%02d,0.01\n' {0..99}
    } >credits.csv
    import {employees,credits}.csv
    equal "$(scored 2026-10 S00 recovered)" 1.01
    equal "$(scored 2026-10 S63 recovered)" 1.00
    equal "$(scored 2026-10 S99 recovered)" 1.00
    equal "$(scored 2026-10 company recovered)" 100.01
}
