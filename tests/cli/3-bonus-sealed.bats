# cx-bonus: a sealed month stays readable, and is told as it was sealed. The company of cx-start(7).

load helper

setup() {
    start
    import -q "$CX_SOURCE"/scripts/starter/{en,data}/*.csv
}

close_october() {
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
}

# long N: as many letters.
long() {
    printf "%$1s" '' | tr ' ' x
}

@test "a rule can't be called like a column of the sheet, nor like another; a measure not like one of scores" {
    local id
    for id in score total Name with_child_teams; do
        csv rules.csv rule_id,seq,kind,amount,valid_from "$id,5,amount,7,2026-01-01"
        cx import rules.csv
        expect 1 '' "cx-import: rules.csv:2: rule_id: $id is a column of the sheet: choose another rule_id; one that is there already goes with cx-import --delete
cx-import: *"
    done
    csv rules.csv rule_id,seq,kind,amount,valid_from KPI,5,amount,7,2026-01-01
    cx import rules.csv
    expect 1 '' 'cx-import: rules.csv: rules kpi: rule_id: kpi is also the id of another rule but for capital letters, and applies_to takes both: *'
    csv measures.csv measure_id,fact,unit,value since,payment,money,amount
    cx import measures.csv
    expect 1 '' 'cx-import: measures.csv:2: measure_id: "since" is a reserved word: choose another name*'
}

@test "a month that was sealed with such a rule is read, paid and put right" {
    csv rules.csv rule_id,seq,kind,for_role,amount,valid_from money,5,amount,collector,7,2026-01-01
    import -q rules.csv
    sql "UPDATE rules SET rule_id = 'total' WHERE rule_id = 'money'"
    close_october
    cx bonus -p 2026-10
    expect 0 'period,employee_id,name,team_id,role,since,score,total,commission,kpi,compliance,retro,adjustment,awards,total
2026-10,E1,李娜,T1,collector,2024-03-01,123.0000,7.00,1700.00,1230.00,,,,,2937.00*' ''
    cx bonus -p 2026-10 --pay
    expect 0 '*E1,李娜,2937.00*' '*'
    cx bonus -p 2026-10 -o sheet.xlsx
    expect 0 '' ''
    # today's plan has it no more
    sql "DELETE FROM rules WHERE rule_id = 'total'"
    csv payments.csv payment_id,account_id,paid_at,amount L1,A01,2026-10-31,10
    import -q payments.csv
    cx bonus -p 2026-11 --lines
    expect 0 '*2026-10,retro*commission 1700.40 instead of 1700.00*' '*'
    cx bonus -p 2026-11 --check
    expect 1 '*change,look,,*,E1,李娜,2937.00,*' '*'
}

@test "what is sealed may be longer than what is imported" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by "J1,2026-10,E1,5,$(long 65530),M1"
    csv rules.csv rule_id,seq,title,kind,for_role,amount,award,valid_from \
        "long,200,-$(long 65535),amount,collector,3,,2026-01-01" \
        "$(for ((i = 0; i < 40; i++)); do echo "a$i,$((100 + i)),,amount,collector,0,$(long 2000),2026-01-01"; done)"
    import -q adjustments.csv rules.csv
    close_october
    cx bonus -p 2026-10 --lines
    expect 0 "*J1,adjustment,,,1.000000,5.00,$(long 65530) (approved by M1)*" ''
    cx bonus -p 2026-10 --per=person
    expect 0 '*E1,*' ''
    csv rules.csv rule_id,seq,title,kind,for_role,amount,valid_from long,200,short,amount,collector,4,2026-01-01
    import -q rules.csv
    cx bonus -p 2026-11
    expect 0 '*E1,*' '*'
}

@test "a statement lists what was sealed, and names each line that is another today, also where the sum is the same" {
    csv rules.csv rule_id,seq,kind,applies_to,amount,valid_from 'cap,40,cap,*,2000,2026-01-01'
    import -q rules.csv
    close_october
    cx bonus -p 2026-10 --explain=E1 -f table
    expect 0 '*
Commission   1,700.00
Score bonus  1,230.00
cap           -930.00
-----------  --------
Total        2,000.00

2026-10 was sealed on 2026-11-02, and no longer changes. Hash of the seal: ????????????????????????????????????????????????????????????????

Score in*' ''
    csv payments.csv payment_id,account_id,paid_at,amount L1,A01,2026-10-31,10000
    import -q payments.csv
    cx bonus -p 2026-10 --explain=E1 -f table
    expect 0 "*
You are paid 2,000.00. *
Commission   1,700.00
Score bonus  1,230.00
cap           -930.00
-----------  --------
Total        2,000.00

2026-10 was sealed on 2026-11-02, and no longer changes. *

That is what counts. Today's data and plan would give something else:

- Commission: 2,100.00 instead of 1,700.00
- cap: -1,330.00 instead of -930.00

What is explained below is what they would give. *
Commission: 2,100.00
*" ''
}

@test "who was paid has a statement, whatever became of their post; the index has what was sealed" {
    close_october
    csv employees.csv employee_id,name,team_id,role,hired_on,left_on,base_salary E3,陈静,T1,collector,2025-09-01,2026-09-30,6000
    csv payments.csv payment_id,account_id,paid_at,amount L1,A03,2026-10-31,30000
    import -q employees.csv payments.csv
    cx bonus -p 2026-10 --explain=E3
    expect 0 '*
You are paid \*\*1,220.40\*\*. *
- Commission: 0.00 instead of 180.00
- Score bonus: 0.00 instead of 1,040.40
*' ''
    cx bonus -p 2026-10 --statements=all
    expect 0 '' 'cx-bonus: all: 6 statements'
    equal "$(sed -nE 's|.*html">(..)<.*<td>(.*)</td><td class="n">(.*)</td></tr>|\1 \2 \3|p; s|.*>Total</td><td class="n">(.*)</td>.*|\1|p' all/index.html)" \
        $'E1 Phone 2,930.00\nE2 Phone 1,244.00\nE4 Field 984.67\nE5 Field 193.55\nM1 Phone 0.00\nE3 Phone 1,220.40\n6,572.62'
    grep -q 'You are paid <strong>1,244.00</strong>' all/E2.html
    # nobody else
    csv employees.csv employee_id,name,team_id,role,hired_on X1,New,T1,collector,2026-11-01
    import -q employees.csv
    cx bonus -p 2026-10 --explain=X1
    expect 1 '' 'cx-bonus: employee X1 has no post in 2026-10, and is paid nothing else then: their first post begins on 2026-11-01'
}

@test "as of a day before somebody in the seal came" {
    close_october
    cx bonus --as-of=2026-10-05 -p 2026-10 --explain=E1
    expect 0 '*You are paid \*\*2,930.00\*\**' '*'
    cx bonus --as-of=2026-10-05 -p 2026-11
    expect 0 '*2026-11,E4,*' '*'
    cx bonus --as-of=2026-10-05 -p 2026-11 --check
    expect 1 '*E4*' '*'
}

@test "a quarter is paid to nobody: its statement says so" {
    cx bonus -p 2026-Q4 --explain=E1
    expect 0 '*
The rules give you \*\*2,930.00\*\*. *
2026-Q4 is not a month, and only months are sealed: this is what*' '*'
}

@test "an adjustment for a month that will never be sealed is refused" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-09,E1,500,x,M1
    import -q adjustments.csv
    close_october
    import -q adjustments.csv # as it is there already
    mkdir other
    sed 's/J1/J2/' adjustments.csv >other/adjustments.csv
    cx import other/adjustments.csv
    expect 1 '' 'cx-import: other/adjustments.csv:2: period: comes before 2026-10, which is sealed, and would never be paid: use an open month
*'
    # where it can be paid
    sed -i 's/2026-09/2026-11/' adjustments.csv
    import -q adjustments.csv
    cx bonus -p 2026-11 --lines
    expect 0 '*J1,adjustment,,,1.000000,500.00,*' '*'
}

@test "what lies above the last tier is said" {
    csv tiers.csv tier_id,from,to,rate q,5000,20000,0.02 q,20000,50000,0.03
    csv rules.csv rule_id,seq,kind,for_role,basis,tier_id,mode,valid_from \
        w,5,tier,collector,recovered,q,whole,2026-01-01 m,6,tier,collector,recovered,q,marginal,2026-01-01
    import -q tiers.csv rules.csv
    cx bonus -p 2026-10 --explain=E1
    expect 0 '*
### w: 0.00

- Paid on: `Recovered` = 60,000.00
- No tier holds it, so nothing is paid on it.

### m: 1,200.00
*
  - from 20,000.00 to 50,000.00: 30,000.00 × 3 % = 900.00
  - above 50,000.00 no tier holds, so nothing is paid on it.
  - together 1,200.00
- To the cent: 1,200.00

###*' ''
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E1 >statement.md
    must node "$CX_SOURCE/tests/cli/recompute.js" statement.md
}

@test "--close tells what is open, and seals all the same; of a sealed month, views of today say that they are" {
    cx bonus -p 2026-10 --close -n
    expect 0 '*' 'cx-bonus: 2026-10 has violations_unreviewed open: K08: hear or read these contacts, and import reviews
cx-bonus: dry run: 2026-10 is sealed, *'
    close_october
    cx bonus -p 2026-10 --check
    expect 1 '*' "cx-bonus: 2026-10 is sealed: this is what today's data and plan would give"
    csv rules.csv rule_id,seq,kind,for_role,amount,valid_from x,5,amount,collector,7,2026-01-01
    cx bonus -p 2026-10 --with=rules.csv
    expect 0 '*' "cx-bonus: 2026-10 is sealed: this is what today's data and plan would give
cx-bonus: 5 of 6 people get something else: *"
}

@test "a month that pays nobody is open to --check, and sealed with a word" {
    sql 'DELETE FROM rules'
    cx bonus -p 2026-10 --check
    expect 1 '*
sheet,open,6,0.00,,,,,no rule gives anybody a line
*' ''
    cx bonus -p 2026-10 --close
    expect 0 '*' '*
cx-bonus: 2026-10 has sheet open: no rule gives anybody a line
*'
}

@test "a month in which none of the rules is valid is to be looked at, and sealed" {
    sql "UPDATE rules SET valid_from = $(date -d 2026-11-01 +%s) / 86400"
    csv reviews.csv contact_id,at,reviewer,verdict K08,2026-11-01,Boss,clean
    import -q reviews.csv
    cx bonus -p 2026-10 --check
    expect 0 "*
sheet,look,6,0.00,,,,,no rule is valid on the period's last day
*" ''
    cx bonus -p 2026-10 --close
    expect 0 '*' 'cx-bonus: 2026-10 is sealed, with 0.00 in all'
}

@test "a month in which all amounts of rules are 0 is open, whatever is adjusted, and sealed with a word" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by A1,2026-10,E1,100,Thanks,Boss
    import -q adjustments.csv
    sql "DELETE FROM rules; INSERT INTO rules (rule_id, seq, kind, amount, valid_from) VALUES ('x', 1, 0, 0, -2147483647)"
    cx bonus -p 2026-10 --check
    expect 1 '*
sheet,open,6,100.00,,,,,"all amounts of rules are 0: *"
*' ''
    cx bonus -p 2026-10 --close
    expect 0 '*' '*
cx-bonus: 2026-10 has sheet open: all amounts of rules are 0: *'
}

@test "only a month is paid or reopened, and for a reason" {
    cx bonus -p 2026-Q4 --pay
    expect 2 '' 'cx-bonus: 2026-Q4 is not a month: months are sealed, one by one*'
    cx bonus -p 2026-Q4 --reopen=x
    expect 2 '' 'cx-bonus: 2026-Q4 is not a month: months are sealed, one by one*'
    close_october
    cx bonus -p 2026-10 --reopen=$' \u3000 '
    expect 2 '' 'cx-bonus: --reopen needs a reason, which the audit log keeps*'
}

@test "what came in and bounced on nobody's accounts is no nothing" {
    sql "DELETE FROM assignments WHERE $(id account_id) = 'A07'"
    csv payments.csv payment_id,account_id,paid_at,amount P08,A07,2026-10-23,-5000
    import -q payments.csv
    cx bonus -p 2026-10 --check
    expect 1 '*
payments_unattributed,look,2,0.00,,,,,"5000.00 and -5000.00: came in or was taken back on accounts *' ''
}

@test "what is taken back from somebody who has left did not come in" {
    csv employees.csv employee_id,team_id,role,hired_on,left_on E1,T1,collector,2024-03-01,2026-10-20
    csv payments.csv payment_id,account_id,paid_at,amount,reverses R1,A01,2026-10-22,-1000,P01
    import -q employees.csv payments.csv
    sql "DELETE FROM payments WHERE $(id account_id) = 'A07'"
    cx bonus -p 2026-10 --check
    expect 1 '*
payments_unattributed,look,1,-1000.00,,,,,"was taken back, and is nobody'"'"'s: *' ''
}

@test "a page of the longest id has a name that a file may have" {
    local id
    id=a$(printf '张%.0s' {1..30})
    csv employees.csv employee_id,name,team_id,role,hired_on "$id,L,T1,collector,2026-01-01" "A${id#a},M,T1,collector,2026-01-01"
    import -q employees.csv
    cx bonus -p 2026-10 --statements=all
    expect 0 '' 'cx-bonus: all: 8 statements'
    equal "$(find all -name '*_-*.html' | wc -l)" 2
}

@test "Chinese statements say between as a range" {
    csv rules.csv rule_id,seq,kind,for_role,when,amount,valid_from \
        'x,50,amount,collector,recovered between 1 and 50000 and score not between 1 and 20,5,2026-01-01'
    import -q rules.csv
    cx bonus -p 2026-10 --explain=E3 --lang=zh_CN
    expect 0 '*`Recovered 介于 1 和 50000 且 得分 不介于 1 和 20`*' ''
}

@test "a pool in which nobody weighs anything is seen before closing" {
    csv rules.csv rule_id,seq,kind,amount,split pot,50,pool,500,0 pit,51,pool,0,0
    import -q rules.csv
    cx bonus -p 2026-10 --check
    expect 1 '*
pools_unshared,look,2,1000.00,,,,,"pot (T1), pot (T2): all weights are 0, so nobody gets a part of the pool"
*' ''
}

@test "a reversal that a change of reversal_day counts twice, or nowhere, is named" {
    csv payments.csv payment_id,account_id,paid_at,amount,reverses R1,A01,2026-11-02,-1000,P01
    import -q payments.csv
    close_october
    cx bonus --as-of=2026-12-01 -p 2026-11 --check
    [[ $output != *reversals_switched* ]]
    csv settings.csv name,value reversal_day,original
    import -q settings.csv
    cx bonus --as-of=2026-12-01 -p 2026-11 --check
    expect 1 '*
reversals_switched,look,1,-1000.00,,,,,"R1: take back payments of 2026-10, which was sealed with another reversal_day: they count in neither month; import adjustments"
*' ''
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --reopen=again
    close_october
    csv settings.csv name,value reversal_day,own
    import -q settings.csv
    cx bonus --as-of=2026-12-01 -p 2026-11 --check
    expect 1 '*
reversals_switched,look,1,-1000.00,,,,,"R1: * they count in both months; import adjustments"
*' ''
}

@test "a base pay that changed within the month is told by salary and days" {
    csv employees.csv employee_id,name,team_id,role,since,hired_on,base_salary E3,陈静,T1,collector,2026-10-31,2025-09-01,6200
    csv rules.csv rule_id,seq,kind,for_role,basis,rate b,50,rate,collector,base_pay,0.1
    import -q employees.csv rules.csv
    cx bonus -p 2026-10 --explain=E3
    expect 0 '*
- Paid on: `base pay of the period` = 6,006.45
  - The value is `6,000.00 × 30 ÷ 31 + 6,200.00 × 1 ÷ 31`.
- Rate: 0.1
*' ''
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E3 >statement.md
    must node "$CX_SOURCE/tests/cli/recompute.js" statement.md
    cx bonus -p 2026-10 --explain=E1
    expect 0 '*
- Paid on: `base pay of the period` = 5,000.00
- Rate: 0.1
*' ''
}
