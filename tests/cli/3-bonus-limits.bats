# cx-bonus at the limits of money: exact to the cent, or refused with the rule's name.

load helper

rules() {
    csv rules.csv "rule_id,seq,kind,for_employee,for_team,basis,rate,amount,split" "$@"
    import rules.csv
}

# So many people in team T, each with a salary; a plan with nothing but what rules need.
people() {
    {
        echo employee_id,team_id,role,hired_on,base_salary
        awk -v n="$1" -v salary="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "E%05d,T,collector,2026-01-01,%s\n", i, salary }'
    } >employees.csv
    csv teams.csv team_id,kind T,phone
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    import teams.csv employees.csv measures.csv
}

@test "10,000 people in a pool of 0.01: one cent, and it is the first one's" {
    people 10000 5000
    rules p,1,pool,,T,,,0.01,1
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    equal "$(cut -d, -f2,11 lines.csv | tail -n +2)" E00001,0.01
    # 100.01 over 10,000: a cent each, and one more for the first
    rules p,1,pool,,T,,,100.01,1
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    equal "$(rows lines.csv)" 10000
    equal "$(cut -d, -f2,11 lines.csv | grep -v ',0.01$' | tail -n +2)" E00001,0.02
}

@test "10,000 people share 10^13 cents by weights whose sum is beyond 64 bits" {
    people 10000 90000000000
    rules p,1,pool,,T,,,100000000000.01,base_salary
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    # 10^11 / 10^4 = 10^7, and the odd cent
    equal "$(cut -d, -f11 lines.csv | tail -n +2 | sort | uniq -c | tr -s ' ')" ' 9999 10000000.00
 1 10000000.01'
}

@test "a millionth of 10^13 cents, and of what was taken back" {
    people 2 5000
    csv accounts.csv account_id,due_on,amount A1,2026-01-01,100000000000 A2,2026-01-01,100000000000
    csv assignments.csv account_id,employee_id,from A1,E00001,2026-01-01 A2,E00002,2026-01-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100000000000 P2,A2,2026-10-05,-100000000000 \
        P3,A1,2026-10-05,4999.99 P4,A2,2026-10-05,-5000
    import accounts.csv assignments.csv payments.csv
    # 100,000,004,999.99 and −100,000,005,000 in millionths: 100,000.00499999 and −100,000.005
    rules r,1,rate,,,recovered,0.000001,,
    equal "$("$CX_BIN/cx-bonus" -p 2026-10 --lines | cut -d, -f2,8,9,11 | tail -n +2)" \
        'E00001,100000004999.99,0.000001,100000.00
E00002,-100000005000.00,0.000001,-100000.01'
}

@test "what doesn't fit is refused, and the rule is named; nothing is written" {
    people 3 5000
    rules much,1,rate,,,1e12,1e6,,
    cx bonus -p 2026-10 -o sheet.csv
    expect 1 '' 'cx-bonus: rule much: its amount is too large'
    [[ ! -e sheet.csv ]]
    rules much,1,amount,,,,,40000000000000000,
    cx bonus -p 2026-10 -o sheet.csv
    expect 1 '' 'cx-bonus: rule much: the amounts of the sheet are too large'
    [[ ! -e sheet.csv ]]
}

@test "the sum of a large sheet is exact: 3 × 30,000,000,000,000,000.01" {
    people 3 5000
    rules much,1,amount,,,,,30000000000000000.01,
    "$CX_BIN/cx-bonus" -p 2026-10 -f table | tail -1 | grep -q '90000000000000000.03 .* 90000000000000000.03$'
}

@test "an attainment is a fraction, not a number with rounding: half a cent is half a cent" {
    csv teams.csv team_id T
    csv employees.csv employee_id,team_id,hired_on E1,T,2020-01-01 E2,T,2020-01-01 E3,T,2020-01-01
    csv accounts.csv account_id,due_on,amount A1,2026-08-01,1000000 A2,2026-08-01,1000000 A3,2026-08-01,300
    csv assignments.csv account_id,employee_id,from A1,E1,2026-09-01 A2,E2,2026-09-01 A3,E3,2026-09-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-09-12,105915 P2,A2,2026-09-12,94085 P3,A3,2026-09-12,100
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount exposed,exposure,money,'opening + placed'
    csv metrics.csv metric_id,unit,formula recovery_rate,ratio,'recovered / exposed'
    csv scorecards.csv scorecard_id,metric_id,weight,target,method,cap S,recovery_rate,100,0.1,target,9
    csv rules.csv rule_id,seq,kind,basis,rate over,1,rate,'900 * (attainment_recovery_rate - 1)',1
    import ./*.csv
    # 0.105915 / 0.1 - 1 = 0.05915: 53.235; below the target the same; 0.333333 / 0.1 - 1 = 2.33333: 2099.997
    equal "$("$CX_BIN/cx-bonus" -q -p 2026-09 --lines | cut -d, -f2,11)" 'employee_id,amount
E1,53.24
E2,-53.24
E3,2100.00'
}

@test "a streak is counted however long it is" {
    local year month n=0
    csv teams.csv team_id T
    csv employees.csv employee_id,team_id,hired_on E1,T,2010-01-01
    csv accounts.csv account_id,due_on,amount A1,2013-01-01,1000000
    csv assignments.csv account_id,employee_id,from A1,E1,2013-01-01
    csv measures.csv measure_id,fact,unit,value n,payment,count,1
    csv rules.csv rule_id,seq,kind,basis,amount,top_n,months seven,1,streak,n,500,1,7 three,2,streak,n,500,1,3
    echo payment_id,account_id,paid_at,amount >payments.csv
    for year in {2014..2024}; do
        for month in {01..12}; do
            echo "P$((++n)),A1,$year-$month-05,1" >>payments.csv
        done
    done
    import ./*.csv
    paid() { "$CX_BIN/cx-bonus" -q -p "$1" --lines | tail -n +2 | cut -d, -f6 | paste -sd' '; }
    equal "$(paid 2014-03)" three        # the third month
    equal "$(paid 2014-07)" seven        # the seventh
    equal "$(paid 2024-05)" ''           # the 125th
    equal "$(paid 2024-06)" 'seven three' # the 126th
    equal "$(paid 2024-09)" three        # the 129th
}
