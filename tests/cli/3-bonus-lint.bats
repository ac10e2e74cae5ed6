# cx-bonus --lint: each fault of a plan, with its rule and what to do.

load helper

HEADER=severity,check,kind,rule_id,finding,advice

# A small company with a plan that nothing is wrong with, and payments in October.
plan() {
    small_company
    csv assignments.csv account_id,employee_id,from A1,E2,2026-01-01 A2,E2,2026-01-01 A3,E3,2026-01-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,10.50
    csv settings.csv name,value jurisdiction,CN
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount, \
        contacts,contact,count,1, clean,contact,count,1,violation\ =\ 0
    csv metrics.csv metric_id,unit,formula recovered_amount,money,recovered compliance,ratio,clean/contacts
    csv scorecards.csv scorecard_id,metric_id,weight,method,for_role a,recovered_amount,60,rank, a,compliance,40,direct,
    csv tiers.csv tier_id,from,to,rate t,0,1000,0.01 t,1000,,0.02
    csv rules.csv "$RULES" commission,1,tier,collector,,,recovered,,,t,marginal,,, \
        quality,2,coefficient,,,coalesce\(compliance\,1\)\>=0,,1.2,,,,commission,,
    sed -i 's/coalesce(compliance,1)>=0/"coalesce(compliance,1)>=0"/' rules.csv
    import ./*.csv
}
RULES=rule_id,seq,kind,for_role,for_team,when,basis,rate,amount,tier_id,mode,applies_to,grp,award

# finds ROW...: what --lint prints of the rules as they are with rules.csv.
finds() {
    cx bonus --lint --with=rules.csv
    expect 1 "$(printf '%s\n' "$HEADER" "$@")" ''
}

# rule ROW...: a rules.csv of the plan's rules and these.
rule() {
    local rules
    rules=$(grep -v ^extra rules.csv)
    printf '%s\n' "$rules" "$@" >rules.csv
}

@test "nothing wrong: no rows, exit 0" {
    plan
    must "$CX_BIN/cx-bonus" --lint -o kept.csv # sums are kept
    before=$(sha cx.db)
    cx bonus --lint
    expect 0 "$HEADER" ''
    equal "$(sha cx.db)" "$before"
    cx bonus --lint --with=rules.csv -p 2026-10
    expect 0 "$HEADER" ''
    cx bonus --lint -f json
    expect 0 '*[[]*[]]*' ''
}

@test "weights that don't add up to 100" {
    plan
    sql "UPDATE scorecards SET weight = 30000000 WHERE metric_id = 'compliance'"
    cx bonus --lint
    expect 1 "$HEADER
error,weights,scorecards,a,the weights add up to 90,make the weights of its rows add up to 100" ''
}

@test "tiers with gaps, and with overlaps" {
    plan
    sql 'UPDATE tiers SET "to" = 900000000 WHERE "from" = 0'
    cx bonus --lint
    expect 1 "$HEADER
error,tiers,tiers,t,\"a gap: no tier holds from 900 to 1000, and nothing is paid there\",let each tier's to be the from of the next" ''
    sql 'UPDATE tiers SET "to" = 1100000000 WHERE "from" = 0'
    cx bonus --lint
    expect 1 "$HEADER
error,tiers,tiers,t,an overlap: from 1000 to 1100 two tiers hold,let each tier's to be the from of the next" ''
}

# 999 × 1 % = 9.99; 1000 × 2 % = 20.00
@test "a cliff: what one more unit of money changes" {
    plan
    sed -i 's/,marginal,/,whole,/' rules.csv
    finds 'warning,cliff,rules,commission,at 1000.00 of t one more unit of money changes pay by 10.01,"mode marginal pays each slice at its own rate, without a jump"'
}

@test "a rule that can't fire" {
    plan
    rule 'extra,9,amount,,,recovered > 10.50,,,5,,,,,'
    finds 'warning,never,rules,extra,"its when held for nobody in 2026-10; nearest was E2, where recovered > 10.50 compared 10.5 with 10.5",look at what its names are worth with cx-score; null counts as no'
}

@test "rules that shadow each other in a group" {
    plan
    rule 'extra1,8,amount,,,,,,5,,,,g,' 'extra2,9,amount,collector,,,,,6,,,,g,'
    finds 'error,shadowed,rules,extra2,"never applies: extra1, of the same grp and before it, has no when and always does","give it a lower seq than that rule, or another grp"'
    rule 'extra1,8,amount,,,recovered >= 0,,,5,,,,g,' 'extra2,9,amount,,,recovered > 10,,,6,,,,g,'
    finds 'warning,shadowed,rules,extra2,"wherever its when held in 2026-10 a rule of its grp before it applied, such as extra1","give it a lower seq than that rule, or another grp"'
}

@test "roles, teams and people that nobody is" {
    plan
    csv teams.csv team_id,name,kind T9,x,phone
    import teams.csv
    rule extra1,8,amount,collecter,,,,,5,,,,, extra2,9,amount,,T9,,,,5,,,,, \
        "extra3,9,amount,,,employee_id <> 'E9' and team_id <> 'T8' and role <> 'boss',,,5,,,,,"
    finds 'error,nobody,rules,extra1,"for_role: nobody ever had the role ""collecter""","correct it, or import the people it is meant for"' \
        'error,nobody,rules,extra2,for_team: nobody was ever in team T9,"correct it, or import the people it is meant for"' \
        "error,unknown,rules,extra3,when: nobody is 'E9',\"correct the word, or import what it names\"" \
        "error,unknown,rules,extra3,when: nobody is in a team 'T8',\"correct the word, or import what it names\"" \
        "error,unknown,rules,extra3,when: nobody has the role 'boss',\"correct the word, or import what it names\""
}

@test "applies_to that names a later rule, or itself" {
    plan
    rule extra1,0,coefficient,,,,,1.1,,,,commission,, extra2,9,coefficient,,,,,1.1,,,,extra2,,
    finds 'error,order,rules,extra1,"applies_to names commission, which runs later (seq 1 after 0): it has no lines yet",give it a higher seq than the rules that it applies to' \
        'error,order,rules,extra2,"applies_to names the rule itself, which has no lines yet when it runs",take it out of applies_to'
}

@test "a cap below a floor" {
    plan
    rule 'extra1,8,cap,,,,,,500,,,commission,,' 'extra2,9,floor,collector,,,,,800,,,*,,'
    finds 'error,bounds,rules,extra1,the cap of 500.00 is below the floor of 800.00 that extra2 gives,"make the cap at least the floor, or keep them to different people"'
}

@test "a coefficient on an award" {
    plan
    rule 'extra1,8,amount,,,,,,1,,,,,A title' 'extra2,9,coefficient,,,,,1.1,,,,extra1,,'
    finds 'error,award,rules,extra2,"a coefficient on extra1, which gives words and no money: it changes nothing",take it out of applies_to' \
        'error,twice,rules,extra1,"has an award and an amount: it gives the words, and the 1.00 is never paid","empty one of the two, or make two rules of it"'
}

@test "columns that a kind doesn't read, awards with money, a coefficient on nobody" {
    plan
    rule 'extra1,8,rate,,,,recovered,0.1,70,,,,,' 'extra2,9,rate,manager,,,recovered,0.1,,,,,,' \
        'extra3,10,coefficient,collector,,,,1.1,,,,extra2,,' 'extra4,11,tier,,,,recovered,,,t,,,,A title'
    cx bonus --lint --with=rules.csv
    equal "$(cut -d, -f1-2,4- <<<"$output" | grep -E ',(unread|twice|nothing),' | cut -d\" -f1-2)" \
        'warning,unread,extra1,its amount counts for nothing: a rule of kind rate doesn'"'"'t look at it,"empty the column, or give the rule the kind that reads it
error,nothing,extra3,a coefficient on nothing: no rule in its applies_to pays money to whom it is for,"name rules that run before it, for the same people
error,twice,extra4,"has an award and a tier_id: it gives the words, and what the table comes to is never paid'
}

@test "a rule that begins or ends inside a month is named on import and by --lint" {
    plan
    csv rules.csv rule_id,seq,kind,amount,valid_from,valid_to sprint,1,amount,5,2026-10-05,2026-10-12 \
        late,2,amount,5,2026-10-16, early,3,amount,5,,2026-12-15 whole,4,amount,5,2026-10-01,2026-11-01
    cx import rules.csv
    equal "$(grep -c 'rules.csv:' <<<"$stderr")" 3
    expect 0 '' "*rules.csv:2: valid from 2026-10-05 to before 2026-10-12,*pays nothing for a month*
*rules.csv:3: begins on 2026-10-16, inside a month: it pays for all of 2026-10,*
*rules.csv:4: ends before 2026-12-15, inside a month: it pays nothing for 2026-12,*"
    # again, nothing is new, and nothing is said of it
    cx import rules.csv
    [[ $stderr != *rules.csv:* ]]
    cx bonus --lint -p 2026-10
    equal "$(grep ,span, <<<"$output" | cut -d, -f4)" $'sprint\nlate'
    cx bonus --lint --as-of=2026-11-20
    equal "$(grep ,span, <<<"$output" | cut -d, -f4)" early
}

@test "a scorecard that begins or ends inside a month is named on import, once, and by --lint" {
    plan
    csv scorecards.csv scorecard_id,metric_id,weight,method,valid_to a,recovered_amount,60,rank,2026-10-16 \
        a,compliance,40,direct,2026-10-16
    cx import scorecards.csv
    equal "$(grep -c 'scorecards.csv:[0-9]' <<<"$stderr")" 1
    expect 0 '' "*scorecards.csv:2: ends before 2026-10-16, inside a month: it doesn't score 2026-10, the days before either*"
    cx bonus --lint -p 2026-10
    expect 1 "*warning,span,scorecards,a,\"ends before 2026-10-16, *" ''
}

@test "what a scorecard's method, steps and days make of its lines" {
    plan
    csv tiers.csv tier_id,from,to,rate t,0,1000,0.01 t,1000,,0.02 st,0,10,0.5 st,10,20,1.2
    csv scorecards.csv scorecard_id,metric_id,weight,target,method,prorate a,recovered_amount,60,st,steps, \
        a,compliance,40,0.9,target,yes
    cx bonus --lint --with=tiers.csv --with=scorecards.csv
    expect 1 "$HEADER
warning,prorate,scorecards,a,\"compliance: prorate scales the target by the post's days, and the metric doesn't grow with them\",empty its prorate
warning,cliff,scorecards,a,\"recovered_amount: the step from 10 of st is 1.2, and its cap lets no more than 1 count\",\"raise the cap of the line (empty: 1), or lower the step\"
error,cliff,scorecards,a,\"recovered_amount: from 20 on no step of st holds, which counts as 0\",who does better gets the least: leave the to of the last step empty" ''
}

@test "rates that are percentages without their sign, shares paid like money, a cap per post" {
    plan
    rule 'extra1,8,rate,,,,recovered,5,,,,,,' 'extra2,9,rate,,,,compliance,10,,,,,,'
    finds 'warning,rate,rules,extra1,its rate pays 5 times the amount of its basis,"write a ratio as a part of 1, or with its sign: 0.2 or 20%"' \
        'warning,basis,rules,extra2,"its basis is no amount of money, and is rounded to 2 decimals like one","give it the kind per_unit, whose basis keeps 6 decimals"'
    csv rules.csv rule_id,seq,kind,basis,rate,amount,applies_to,per one,1,rate,base_salary*compliance,0.1,,,person two,2,cap,,,50,one,
    finds "warning,per,rules,two,\"a cap per post on one, which pays a person's posts together, on the last of them\",\"give it per person, too\""
}

@test "pay that hangs on the recovered amount alone" {
    plan
    sed -i /^quality/d rules.csv
    finds 'warning,recovered_alone,rules,commission,"for 2 of 2 posts of role collector, all pay depends on the recovered amount alone",let compliance or satisfaction count too: for credit cards this is banned by article 66 of the CBRC measures (商业银行信用卡业务监督管理办法)'
    csv settings.csv name,value jurisdiction,none
    import settings.csv
    cx bonus --lint --with=rules.csv
    expect 0 "$HEADER" ''
}

@test "nothing to try rules on is said" {
    plan
    sql 'DELETE FROM payments'
    rule 'extra,9,amount,,,recovered > 10.50,,,5,,,,,'
    cx bonus --lint --with=rules.csv
    expect 0 "$HEADER" 'cx-bonus: there are no payments and contacts to try the rules on'
}

@test "what an import would refuse is refused with --with, and nothing is linted" {
    plan
    csv tiers.csv tier_id,from,to,rate t,0,1000,0.01 t,1001,,0.02
    cx bonus --lint --with=tiers.csv
    expect 1 '' "cx-bonus: tiers.csv:2: from: t has a gap or an overlap: each tier's to is the next one's from
cx-bonus: 1 row is bad"
    cx bonus --lint --lines
    expect 2 '' '*--lint goes with --with and -p alone*'
    cx bonus --lint -
    expect 2 '' '*--lint goes with --with and -p alone*'
}

# 15000 × 1.75 % − 14999 × 1 %, 40000 × 2.5 % − 39999 × 1.75 %: 262.50 − 149.99, 1000.00 − 699.98;
# no manager had a grown team that held 50 %.
@test "the golden company's plan" {
    import "$COMPANY"/*.csv
    cx bonus --lint
    expect 1 '*' ''
    equal "$(cut -d, -f1-5 <<<"$output" | sed "1d; s/;.*//; s/\"//g")" 'warning,cliff,rules,legal_commission,at 15000.00 of retro one more unit of money changes pay by 112.51
warning,cliff,rules,legal_commission,at 40000.00 of retro one more unit of money changes pay by 300.02
warning,never,rules,grow_hold,its when held for nobody in 2026-08..2026-10'
    for month in 2026-08 2026-09 2026-10; do
        "$CX_BIN/cx-bonus" -p $month --lines
    done | cut -d, -f6 | sort -u >rules
    equal "$(grep -c grow_hold rules || true)" 0
}

# 10000 × 5 % − 9999 × 3 %, 30000 × 7 % − 29999 × 5 %: 500.00 − 299.97, 2100.00 − 1499.95
@test "the demo's plan" {
    import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    cx bonus --lint
    expect 1 '*' ''
    equal "$(cut -d, -f1-5 <<<"$output" | sed "1d; s/;.*//; s/\"//g")" 'warning,cliff,rules,legal_commission,at 10000.00 of legal one more unit of money changes pay by 200.03
warning,cliff,rules,legal_commission,at 30000.00 of legal one more unit of money changes pay by 600.05
warning,never,rules,compliance_low,its when held for nobody in 2026-08..2026-10
warning,never,rules,growth_held,its when held for nobody in 2026-08..2026-10'
}

@test "lint in Chinese: checks by their names where people read, by their words where machines do" {
    import -q "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    cx bonus --lint --lang=zh_CN -f long
    [[ $output == *'检查项  跳变'* && $output == *'检查项  从不成立'* ]]
    cx bonus --lint --lang=zh_CN -f csv
    [[ $output == *$'\nwarning,cliff,rules,legal_commission,'* ]]
}

@test "a rule that pays whoever changes posts for both in full" {
    plan
    rule "extra,3,amount,collector,,,,,100,,,,,"
    cx bonus --lint --with=rules.csv
    expect 0 "$HEADER" ''
    csv employees.csv employee_id,team_id,role,since,hired_on E2,T2,collector,2026-10-16,2024-04-16
    import employees.csv
    finds 'warning,moved,rules,extra,"pays whoever changes posts within a month for the same in each, as E2 did on 2026-10-16","let it prorate, or pay per person"'
    sed -i '1s/$/,prorate/; 2,$s/$/,/; /^extra/s/$/yes/' rules.csv
    cx bonus --lint --with=rules.csv
    expect 0 "$HEADER" ''
}
