# What a team, a customer or an account was before: it stays for the days before, whatever is imported later.

load helper

# The customer of A1 is S1's, the debt a card, T1 and T2 belong to B1. In October P1 brings 10000.00:
#   S1 (1 % of what their customers pay)   100.00
#   E1 (2 % of what cards pay)             200.00
#   E1 (3 % of what A customers pay)       300.00
#   M1, who leads B1 (0.5 % of its people) 50.00
setup() {
    start
    csv teams.csv team_id,parent_id,kind B1,,other B2,,other T1,B1,phone T2,B1,sales
    csv employees.csv employee_id,since,name,team_id,role,hired_on E1,2026-01-01,Ann,T1,collector,2026-01-01 \
        S1,2026-01-01,Sa,T2,sales,2026-01-01 S2,2026-01-01,Sb,T2,sales,2026-01-01 M1,2026-01-01,Mo,B1,manager,2026-01-01
    csv customers.csv customer_id,name,rating,owner_id C1,Cust,A,S1
    csv accounts.csv account_id,customer_id,due_on,amount,product A1,C1,2026-06-01,100000,card
    csv assignments.csv account_id,employee_id,from A1,E1,2026-06-02
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,10000
    csv measures.csv measure_id,fact,unit,value,where 'recovered,payment,money,amount,' 'owned,owned_payment,money,amount,' \
        "cards,payment,money,amount,product = 'card'" "good,payment,money,amount,rating = 'A'" \
        'opening,owned_exposure,money,opening,'
    csv metrics.csv metric_id,unit,formula recovered_amount,money,recovered
    csv rules.csv rule_id,seq,kind,for_role,for_team,basis,rate sales,1,rate,sales,,owned,0.01 cards,2,rate,collector,,cards,0.02 \
        good,3,rate,collector,,good,0.03 lead,4,rate,manager,,team_recovered,0.005
    import ./*.csv
}

# totals PERIOD: employee and total, a row a person.
totals() {
    "$CX_BIN/cx-bonus" -q -p "$1" --per=person >people.csv || return 1
    tail -n +2 people.csv | awk -F, '{ print $2 " " $NF }' | paste -sd' '
}

late() {
    "$CX_BIN/cx-bonus" -q -p 2026-11 --lines >lines.csv || return 1
    grep -E ',(retro|carry),' lines.csv | cut -d, -f2,6,11 || true
}

# change KIND ROW...: the rows of November.
change() {
    csv "$1.csv" "${@:2}"
    import --as-of=2026-11-02 "$1.csv"
}

right='E1 500.00 M1 50.00 S1 100.00 S2 0.00'

@test "a sealed month stays as it was when the customer gets another owner" {
    equal "$(totals 2026-10)" "$right"
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    change customers customer_id,name,rating,owner_id C1,Cust,A,S2
    equal "$(late)" ''
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --verify
}

@test "... another rating, the account another product, the team another branch" {
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    change customers customer_id,rating C1,C
    change accounts account_id,customer_id,due_on,amount,product A1,C1,2026-06-01,100000,loan
    change teams team_id,parent_id,kind T1,B2,phone
    equal "$(late)" ''
}

@test "a month that is open is computed as its days were, and the next one as it is now" {
    change customers customer_id,owner_id,rating C1,S2,C
    change accounts account_id,due_on,amount,product A1,2026-06-01,100000,loan
    change teams team_id,parent_id T1,B2
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-11-02,1000
    import payments.csv
    equal "$(totals 2026-10)" "$right"
    equal "$(totals 2026-11)" 'E1 0.00 M1 0.00 S1 0.00 S2 10.00'
    for team in B1:2026-10:10000.00 B2:2026-10:0.00 B1:2026-11:0.00 B2:2026-11:1000.00; do
        IFS=: read -r id period sum <<<"$team"
        equal "$team $("$CX_BIN/cx-score" -q -p "$period" --by=team --metrics=recovered_amount | grep ",$id," | cut -d, -f4)" \
            "$team $sum"
    done
}

@test "within a month each day counts for the owner and the branch of that day" {
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-20,2000
    csv customers.csv customer_id,since,owner_id C1,2026-10-15,S2
    csv teams.csv team_id,since,parent_id T1,2026-10-15,B2
    import payments.csv customers.csv teams.csv
    # S1: 1 % of 10000, S2: 1 % of 2000, M1: 0.5 % of 10000.
    equal "$(totals 2026-10)" 'E1 600.00 M1 50.00 S1 100.00 S2 20.00'
}

@test "a correction changes the past, and a sealed month is put right in the next" {
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    csv customers.csv customer_id,owner_id C1,S2
    import --correct customers.csv
    equal "$(late)" 'S1,2026-10,-100.00
S2,2026-10,100.00'
    csv accounts.csv account_id,due_on,amount,product A1,2026-06-01,100000,loan
    import --correct accounts.csv
    equal "$(late | grep E1)" 'E1,2026-10,-200.00'
}

@test "what a person did wrong is told to whoever led the team then" {
    csv keywords.csv keyword_id,phrase,severity W,jail,block
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome,transcript K1,A1,E1,2026-10-06,phone,talked,jail \
        K2,A1,E1,2026-11-02,phone,talked,jail
    csv teams.csv team_id,manager_id T1,M1
    import --correct teams.csv keywords.csv
    import contacts.csv
    change teams team_id,manager_id T1,S1
    equal "$("$CX_BIN/cx-report" compliance -q -p 2026-10..2026-11 -f csv | tail -n +2 | cut -d, -f1,6)" $'K1,M1\nK2,S1'
}
