# cx-import: a plan's faults are found when it is imported, each with its row.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    export CX_DB=$BATS_FILE_TMPDIR/small.db
    small_db
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount, contacts,contact,count,1,
    csv metrics.csv metric_id,title,unit,better,formula recovered_amount,回款,money,high,recovered
    import measures.csv metrics.csv
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
    before=$(sha "$CX_DB")
}

# refused MESSAGE FILE...: exit 1 with the message first, and nothing changed.
refused() {
    prepare
    cx import "${@:2}"
    expect 1 '' "cx-import: $1
cx-import: 1 row is bad: nothing was imported"
    equal "$(sha "$CX_DB")" "$before"
}

accepted() {
    prepare
    cx import "$@"
    expect 0 '' '*0 rejected*'
}

measure() {
    csv measures.csv measure_id,fact,unit,value,where ok,payment,money,amount, "$1"
}

# It is refused where it comes in, and where it is there already it is read as it was.
@test "what an older cx took is no reason to refuse other rows of the plan" {
    prepare
    csv holidays.csv day,name 2026-10-01,国庆
    sql "INSERT INTO rules (rule_id, seq, kind, \"when\", amount, valid_from) VALUES
             ('slip', 1, 0, 'score > 90%', 100, -2147483647),
             ('SLIP', 2, 0, 'recovered > ''5''', 100, -2147483647), ('total', 3, 0, NULL, 100, -2147483647);
         INSERT INTO scripts (script_id, seq, text) VALUES ('s', 1, '{nam}')"
    cx import holidays.csv
    expect 0 '' '*1 row read, 1 new, *'
    cx import --undo
    expect 0 '' '*'
    csv rules.csv rule_id,seq,kind,amount Slip,9,amount,5 other,10,amount,5
    cx import rules.csv
    expect 1 '' 'cx-import: rules.csv:2: rule_id: Slip is also the id of *'
    csv rules.csv rule_id,seq,kind,amount other,10,amount,5
    cx import rules.csv
    expect 0 '' '*1 row read, 1 new, *'
    cx import --delete -k rules rules.csv
    expect 0 '' '*1 row read, 1 deleted*'
}

@test "tiers have neither gaps nor overlaps, and an end only at the end" {
    csv tiers.csv tier_id,from,to,rate t,0,100,0.1 t,200,,0.2
    refused 'tiers.csv:*: *' tiers.csv
    [[ $stderr == *gap* ]]
    csv tiers.csv tier_id,from,to,rate t,0,100,0.1 t,50,,0.2
    refused 'tiers.csv:*: *' tiers.csv
    [[ $stderr == *overlap* ]]
    csv tiers.csv tier_id,from,to,rate t,0,,0.1 t,50,,0.2
    refused 'tiers.csv:*: *' tiers.csv
    csv tiers.csv tier_id,from,to,rate t,100,100,0.1
    refused 'tiers.csv:2: to: must be after from' tiers.csv
    csv tiers.csv tier_id,from,to,rate t,100,,20% t,0,100,0.1
    accepted tiers.csv
}

@test "weights add up to 100" {
    csv scorecards.csv scorecard_id,metric_id,weight,target A,recovered_amount,60,1 A,contacts,30,1
    refused 'scorecards.csv:2: weight: *90*100*' scorecards.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target A,recovered_amount,60,1 A,contacts,40%,1
    accepted scorecards.csv
    # on every day: a gap in November
    csv scorecards.csv scorecard_id,metric_id,weight,target,valid_from,valid_to \
        A,recovered_amount,60,1,2026-01-01, A,contacts,40,1,2026-01-01,2026-11-01 A,contacts,40,2,2026-12-01,
    refused 'scorecards.csv:*: weight: *60*' scorecards.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target,valid_from,valid_to \
        A,recovered_amount,60,1,2026-01-01, A,contacts,40,1,2026-01-01,2026-11-01 A,contacts,40,2,2026-11-01,
    accepted scorecards.csv
}

@test "two scorecards for the same people" {
    csv scorecards.csv scorecard_id,metric_id,weight,target,for_role A,recovered_amount,100,1,collector B,contacts,100,1,collector
    refused 'scorecards.csv:*: *A and B are for the same posts*' scorecards.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target,for_role A,recovered_amount,100,1,collector B,contacts,100,1,manager
    accepted scorecards.csv
}

@test "a scorecard of a metric that isn't there" {
    csv scorecards.csv scorecard_id,metric_id,weight,target A,nonsense,100,1
    refused 'scorecards.csv:2: metric_id: *' scorecards.csv
}

@test "expressions of measures: what is no expression over the fact's columns" {
    local bad
    for bad in '(select 1)' 'amount + (select count(*) from payments)' '1; drop table payments' \
        'amount)' '1) from f --' '"typo"' 'salary' 'transcript' '?1' ':from' '@x' 'random()' 'load_extension(amount)' \
        'sum(amount)' 'count(*)' 'row_number() over ()' 'pragma_table_info' 'f.*' '*' 'amount amount' \
        "readfile('x')" 'rowid' 'zeroblob(1)' 'printf(1)'; do
        measure "x,payment,money,\"${bad//\"/\"\"}\","
        prepare
        cx import measures.csv
        expect 1 '' 'cx-import: measures.csv:3: value: *nothing was imported' || { echo "value: $bad"; return 1; }
        equal "$(sha "$CX_DB")" "$before"
        measure "x,payment,money,amount,\"${bad//\"/\"\"}\""
        cx import measures.csv
        expect 1 '' 'cx-import: measures.csv:3: where: *nothing was imported' || { echo "where: $bad"; return 1; }
        equal "$(sha "$CX_DB")" "$before"
    done
    measure "x,payment,money,amount,pragma user_version"
    refused 'measures.csv:3: where: *' measures.csv
    measure 'x,payment,money,count(*),'
    refused 'measures.csv:3: value: character 1: write 1: cx adds it up' measures.csv
    measure 'x,payment,money,channel,'
    refused 'measures.csv:3: value: it gives a text, where a number is needed' measures.csv
    measure 'x,payment,money,amuont,'
    refused 'measures.csv:3: value: character 1: no column "amuont" (did you mean "amount"?): there are dpd, cohort_dpd, *amount, *' measures.csv
    measure 'x,payment,money,amount,channel = wechat'
    refused "measures.csv:3: where: character 11: texts stand in single quotes: channel = 'wechat'" measures.csv
    measure 'x,payment,count,duration_s,'
    refused 'measures.csv:3: value: *duration_s*' measures.csv
    measure "x,contact,seconds,duration_s,\"channel in ('wechat', 'phone') and hour between 9 and 17\""
    accepted measures.csv
    measure 'x,payment,money,"case when dpd >= 90 then min(amount, 100) else round(coalesce(nullif(amount, 0), 1.0)/2) end",'
    accepted measures.csv
}

@test "comparisons that always come to the same are refused, with what to write" {
    measure "x,payment,money,amount,cohort_dpd < '90'"
    refused 'measures.csv:3: where: character 14: cohort_dpd is a number: write 90, without quotes' measures.csv
    measure 'x,payment,money,amount,day >= 2026-10-15'
    refused "measures.csv:3: where: character 8: day is a text: write '2026-10-15', in quotes" measures.csv
    measure 'x,payment,money,"round(amount, -2)",'
    refused 'measures.csv:3: value: character 15: round takes 0 to 30 decimals: for whole hundreds, write round(x / 100) \* 100' measures.csv
    measure "x,complaint,count,1,upheld = 'Yes'"
    refused "measures.csv:3: where: upheld is never 'Yes' (did you mean 'yes'\?): it is one of yes, no, pending" measures.csv
    csv rules.csv rule_id,seq,kind,amount,when "r,1,amount,5,score < '60'"
    refused 'rules.csv:2: when: character 9: score is a number: write 60, without quotes' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when 'r,1,amount,5,80 < score < 90'
    refused 'rules.csv:2: when: character 1: 80 < score is 1 or 0, and that is compared with 90: write 80 < score and score < 90' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when 'r,1,amount,5,(score) > 90%'
    refused 'rules.csv:2: when: character 11: score goes to 100, not to 1: write 90, without %' rules.csv
    csv alerts.csv alert_id,level,when,severity,message 'a,employee,role > 5,warn,m'
    refused "alerts.csv:2: when: character 8: role is a text: write '5', in quotes" alerts.csv
    csv strategies.csv strategy_id,seq,when,action "s,1,channel = 'fone',sms"
    refused "strategies.csv:2: when: channel is never 'fone' (did you mean 'phone'\?): it is one of *" strategies.csv
    csv strategies.csv strategy_id,seq,when,action "s,1,dpd > '5',sms"
    refused 'strategies.csv:2: when: character 7: dpd is a number: write 5, without quotes' strategies.csv
}

@test "a comparison that a plan has from before is computed as it was, until it is imported again" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100 P2,A1,2026-10-20,50
    import payments.csv
    sql "UPDATE measures SET \"where\" = 'cohort_dpd < ''90''' WHERE measure_id = 'recovered'"
    cx score -p 2026-10 --by=company
    expect 0 '*,150.00*' ''
    csv measures.csv measure_id,fact,unit,value,where y,payment,money,amount,
    import measures.csv
    csv measures.csv measure_id,fact,unit,value,where "recovered,payment,money,amount,cohort_dpd < '90'"
    cx import measures.csv
    expect 1 '' 'cx-import: measures.csv:2: where: character 14: cohort_dpd is a number: write 90, without quotes*'
    csv measures.csv measure_id,fact,unit,value,where 'recovered,payment,money,amount,cohort_dpd < 90'
    import measures.csv
}

@test "formulas of metrics" {
    csv metrics.csv metric_id,formula a,recovered b,nonsense
    refused 'metrics.csv:3: formula: *nonsense*' metrics.csv
    csv metrics.csv metric_id,formula a,recovered 'b,(select recovered)'
    refused 'metrics.csv:3: formula: *' metrics.csv
    csv metrics.csv metric_id,formula a,recovered b,amount
    refused 'metrics.csv:3: formula: *amount*' metrics.csv
    csv metrics.csv metric_id,formula a,recovered contacts,recovered
    refused 'metrics.csv:3: metric_id: "contacts" is already the name of a measure*' metrics.csv
    csv measures.csv measure_id,fact,unit,value recovered_amount,payment,count,amount
    refused 'measures.csv: metrics recovered_amount: metric_id: "recovered_amount" is already the name of a measure*' measures.csv
    csv metrics.csv metric_id,formula between,recovered
    refused 'metrics.csv:2: metric_id: "between" is a reserved word*' metrics.csv
    csv metrics.csv metric_id,formula a,"recoverd / contacts"
    refused 'metrics.csv:2: formula: character 1: no measure or metric "recoverd" (did you mean "recovered"?)' metrics.csv
    csv metrics.csv metric_id,formula a,prev_recovered 'b,recovered / prev_a'
    accepted metrics.csv
}

@test "a ring of metrics is named" {
    csv metrics.csv metric_id,formula 'a,b + 1' 'b,c * 2' 'c,a / 3'
    refused 'metrics.csv:2: formula: the formulas form a ring, where each needs the next: a → b → c → a' metrics.csv
    csv metrics.csv metric_id,formula 'a,a + 1'
    refused 'metrics.csv:2: formula: *a → a' metrics.csv
}

# card ROW...: rows of scorecards: card, metric, weight, target, valid_from, valid_to, and a column more.
card() {
    csv scorecards.csv scorecard_id,metric_id,weight,target,valid_from,valid_to,"$1" "${@:2}"
}

@test "rows of a scorecard or rule that are valid at the same time" {
    # each weighs 100 on every day, but what is weighed twice is in doubt
    card method A,recovered_amount,50,1,2026-01-01,, A,contacts,50,1,2026-01-01,, A,contacts,0,2,2026-06-01,,
    refused 'scorecards.csv:4: valid_from: another row of A, contacts is valid then: let it end with valid_to 2026-06-01' scorecards.csv
    card method A,recovered_amount,100,1,2026-01-01,2026-03-02, A,recovered_amount,100,2,2026-03-01,,
    refused 'scorecards.csv:3: valid_from: another row of A, recovered_amount is valid then: let it end with valid_to 2026-03-01' scorecards.csv
    card method A,recovered_amount,100,1,,, A,recovered_amount,100,2,2026-03-01,,
    refused 'scorecards.csv:3: valid_from: *' scorecards.csv
    card method A,recovered_amount,100,1,,, A,Recovered_Amount,0,2,,,
    refused 'scorecards.csv:3: scorecard_id: "A recovered_amount" is in the file twice with different values (upper and lower case *' scorecards.csv
    # against what is there already
    card method A,recovered_amount,100,1,2026-01-01,,
    accepted scorecards.csv
    card method A,recovered_amount,100,1,2026-02-01,,
    before=$(sha "$CX_DB")
    cx import scorecards.csv
    expect 1 '' 'cx-import: scorecards.csv:2: valid_from: another row of A, recovered_amount is valid then: *'
    equal "$(sha "$CX_DB")" "$before"
    card method A,recovered_amount,100,1,2026-01-01,2026-02-01, A,recovered_amount,100,1,2026-02-01,,
    cx import scorecards.csv
    expect 0 '' '*1 new, 1 changed, 0 same, 0 rejected*'
    csv rules.csv rule_id,seq,kind,amount,valid_from,valid_to base,1,amount,100,2026-01-01, r,2,amount,5,2026-01-01, r,2,amount,6,2026-02-01,
    refused 'rules.csv:4: valid_from: another row of r is valid then: let it end with valid_to 2026-02-01' rules.csv
    csv rules.csv rule_id,seq,kind,amount,valid_from,valid_to r,2,amount,6,2026-02-01, r,2,amount,5,2026-01-01,2026-02-02
    refused 'rules.csv:2: valid_from: *' rules.csv
    csv rules.csv rule_id,seq,kind,amount,valid_from,valid_to r,2,amount,6,2026-02-01, r,2,amount,5,2026-01-01,2026-02-01
    accepted rules.csv
}

@test "days of scorecards and rules" {
    local bad
    for bad in 2026-13-01 2026-02-30 soon 31.12.2026.; do
        card method A,recovered_amount,100,1,2026-01-01,2026-02-01, "B,contacts,100,1,$bad,,"
        refused "scorecards.csv:3: valid_from: \"$bad\" *" scorecards.csv
        csv rules.csv rule_id,seq,kind,amount,valid_to base,1,amount,100, "r,2,amount,5,$bad"
        refused "rules.csv:3: valid_to: \"$bad\" *" rules.csv
    done
    card method A,recovered_amount,100,1,02/03/2026,,
    refused 'scorecards.csv:2: valid_from: "02/03/2026" is ambiguous: use --date-order=mdy or --date-order=dmy' scorecards.csv
    for bad in 2026-03-01 2026-02-28; do
        card method A,recovered_amount,100,1,2026-03-01,$bad,
        refused 'scorecards.csv:2: valid_to: must be after valid_from' scorecards.csv
        csv rules.csv rule_id,seq,kind,amount,valid_from,valid_to r,1,amount,5,2026-03-01,$bad
        refused 'rules.csv:2: valid_to: must be after valid_from' rules.csv
    done
}

@test "the very row of a scorecard that is wrong is named" {
    local bad
    for bad in '(select 1)' 'contacts > (select 1)' 'pragma foreign_keys' 'amount > 1' 'random() > 0' '1/' 'contacts > ?1' \
        '"contactz" > 0' '1; drop table payments' '1) --'; do
        card require A,recovered_amount,60,1,,, "A,contacts,40,1,,,\"${bad//\"/\"\"}\""
        refused 'scorecards.csv:3: require: *' scorecards.csv
    done
    card require A,recovered_amount,60,1,,, A,nonsense,40,1,,,
    refused "scorecards.csv:3: metric_id: scorecard A scores nonsense, a metric that the plan doesn't have" scorecards.csv
    card require A,recovered_amount,110,1,,, A,contacts,-10,1,,,
    refused "scorecards.csv:3: weight: contacts: a weight can't be negative" scorecards.csv
    card require A,recovered_amount,60,1,,, A,contacts,40,much,,,
    refused 'scorecards.csv:3: target: contacts: the target "much" is not a number' scorecards.csv
    card method A,recovered_amount,60,1,,, A,contacts,40,stairs,,,steps
    refused 'scorecards.csv:3: target: contacts: method steps needs the tier_id of its steps as target' scorecards.csv
    card method A,contacts,100,1,,,guess
    refused 'scorecards.csv:2: method: "guess" is not one of: target direct rank steps' scorecards.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target,floor,cap A,recovered_amount,60,1,, A,contacts,40,1,1.3,1.2
    refused 'scorecards.csv:3: floor: contacts: the floor is above the cap' scorecards.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target,for_employee A,recovered_amount,100,1,E1 B,contacts,100,1,E1
    refused 'scorecards.csv:3: scorecard_id: scorecards A and B are for the same posts: *' scorecards.csv
    card colour A,recovered_amount,100,1,,,red
    prepare
    cx import scorecards.csv
    expect 1 '' 'cx-import: scorecards.csv:1: kind scorecards has no column "colour": *'
    # of several bad weights the card is named, for no row is wrong by itself
    card method A,recovered_amount,60,1,,, A,contacts,30,1,,,
    refused 'scorecards.csv:2: weight: the weights of scorecard A add up to 90, not to 100' scorecards.csv
}

@test "rules" {
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, bad,2,rate,,,nonsense,0.1
    refused 'rules.csv:3: basis: *nonsense*' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, 'bad,2,rate,,recovered,IF(score > 60; 1; 0),0.1'
    refused 'rules.csv:3: basis: character 1: write iif, with commas between its three values: iif(condition, a, b)' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate 'base,1,amount,100,role = manager,,' 'bad,2,rate,,(score > 60,1 +,0.1'
    prepare
    cx import rules.csv
    expect 1 '' "cx-import: rules.csv:2: when: character 8: texts stand in single quotes: role = 'manager'
cx-import: rules.csv:3: when: character 1: this bracket is never closed
cx-import: rules.csv:3: basis: character 4: it ends where a value should stand
cx-import: *nothing was imported"
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, bad,2,rate,,,recovered,'"""typo"""'
    refused 'rules.csv:3: rate: *' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, 'bad,2,amount,1,score > (select 1),,'
    refused 'rules.csv:3: when: *' rules.csv
    csv rules.csv rule_id,seq,kind,basis,tier_id bad,2,tier,recovered,none
    refused 'rules.csv:2: tier_id: *none*' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate 'base,1,amount,100,score > 60 and tenure_months >= 3,,' \
        r,2,rate,,,team_recovered,0.05
    accepted rules.csv
}

@test "settings, stages, grades" {
    csv settings.csv name,value attribution_days,7 nonsense,1
    refused 'settings.csv:3: *' settings.csv
    csv settings.csv name,value attribution_days,soon
    refused 'settings.csv:2: value: "soon" *' settings.csv
    csv stages.csv stage,from_dpd,to_dpd,team_kind a,1,30,phone b,20,90,phone
    refused 'stages.csv:*' stages.csv
    csv stages.csv stage,from_dpd,to_dpd,team_kind a,1,30,phone b,30,,phone
    accepted stages.csv
}

@test "a grade is held against each other grade of its min_score, also where several are there" {
    csv grades.csv grade,min_score E,10
    import grades.csv
    sql "INSERT INTO grades (grade, min_score) VALUES ('A', 80000000), ('C', 80000000)" # of before the check
    for grade in B D; do
        csv grades.csv grade,min_score $grade,80
        cx import grades.csv
        expect 1 '' "cx-import: grades.csv:2: min_score: $grade has the min_score of another grade, *"
    done
    csv grades.csv grade,min_score B,70
    import grades.csv
}

@test "keywords that are regular expressions" {
    csv keywords.csv keyword_id,phrase,match K1,坐牢,text K2,'(unclosed',regex
    refused 'keywords.csv:3: phrase: "(unclosed" is not a valid regular expression: *' keywords.csv
    csv keywords.csv keyword_id,phrase,match K1,坐牢,text K2,'杀你|弄死你|',regex
    refused 'keywords.csv:3: phrase: "杀你|弄死你|" is found in every transcript, even an empty one: is there a | too many, or a \* that should be a +?' keywords.csv
    csv keywords.csv keyword_id,phrase,match K1,坐牢,text K2,'上门.+家',regex K3,'a.b',word
    accepted keywords.csv
    csv contacts.csv contact_id,employee_id,started_at,transcript K1,E2,2026-10-01,我上门找你家人 \
        K2,E2,2026-10-02,您好 'K3,E2,2026-10-03,x A.B y' 'K4,E2,2026-10-04,x aXb y' 'K5,E2,2026-10-05,你等着坐 牢'
    import contacts.csv
    equal "$(sql "SELECT $(id contact_id), rule_id FROM violations ORDER BY 1, 2" | tr '\n' ' ')" 'K1|K2 K3|K3 K5|K1 '
}

@test "stages follow one another: no day between two of them, and none in both" {
    local to
    for to in 29 31 ''; do
        csv stages.csv stage,from_dpd,to_dpd,team_kind remind,1,$to,message phone,30,,phone
        cx import stages.csv
        expect 1 '' '*stages.csv:2: to_dpd: remind has a gap or an overlap: its to_dpd, the day after its last, is the *'
    done
    csv stages.csv stage,from_dpd,to_dpd,team_kind remind,1,30,message phone,30,,phone
    import stages.csv
}

@test "money of another currency than that of the settings is refused, in a cell or a header" {
    local amount
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,100
    import -q accounts.csv
    # nothing is set: CNY
    for amount in '$1' '€1' '£1' 'USD 1' 'EUR 1' '-$1'; do
        csv payments.csv payment_id,account_id,paid_at,amount "P1,A1,2026-10-05,$amount"
        cx import payments.csv
        expect 1 '' "*payments.csv:2: amount: \"*\" is not in CNY, the currency of the settings: convert it, or correct *"
    done
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-05,CNY 1' P2,A1,2026-10-05,¥1 P3,A1,2026-10-05,1元
    import -q payments.csv
    # settings of the same command hold already
    csv settings.csv name,value currency,USD
    csv payments.csv payment_id,account_id,paid_at,amount 'P4,A1,2026-10-05,$1' 'P5,A1,2026-10-05,USD 1'
    import -q settings.csv payments.csv
    csv payments.csv payment_id,account_id,paid_at,'amount(CNY)' P6,A1,2026-10-05,1
    cx import payments.csv
    expect 1 '' '*payments.csv:1: column "amount(CNY)": is not in USD, the currency of the settings: convert the column*'
    csv payments.csv payment_id,account_id,paid_at,金额/元 P6,A1,2026-10-05,1
    cx import payments.csv
    expect 1 '' '*payments.csv:1: column "金额/元": is not in USD*'
    csv payments.csv payment_id,account_id,paid_at,'amount [$]' P6,A1,2026-10-05,1
    import -q payments.csv
    equal "$(sql 'SELECT count(*), sum(amount) FROM payments')" '6|600'
}

@test "money of another currency is refused in every kind, however it is written" {
    local amount kind
    csv teams.csv team_id T1
    import -q teams.csv
    for kind in 'employees.csv,employee_id,team_id,hired_on,base_salary|E1,T1,2026-01-01,%s' \
        'accounts.csv,account_id,due_on,amount|A1,2026-09-01,%s' 'rules.csv,rule_id,seq,kind,amount|r,1,amount,%s' \
        'adjustments.csv,adjustment_id,employee_id,period,amount,reason,approved_by|X1,E1,2026-10,%s,x,y' \
        'costs.csv,month,channel,amount|2026-10,sms,%s'; do
        for amount in '$5' ＄5 'US$5' 'HK$ 5' 5€ '5 USD' 5美元 '5 港元' 'JPY 5' ₩5; do
            # shellcheck disable=SC2059
            csv "${kind%%,*}" "$(cut -d'|' -f1 <<<"${kind#*,}")" "$(printf "${kind#*|}" "$amount")"
            cx import "${kind%%,*}"
            [[ $status == 1 && $stderr == "cx-import: ${kind%%,*}:2: "*amount:* || $stderr == *:2:\ base_salary:* ]]
        done
    done
    equal "$(sql 'SELECT count(*) FROM audit')" 1
    csv employees.csv employee_id,team_id,hired_on,base_salary E1,T1,2026-01-01,￥5 E2,T1,2026-01-01,'RMB 5' E3,T1,2026-01-01,'5 元'
    import -q employees.csv
    equal "$(sql 'SELECT group_concat(base_salary) FROM employees')" 500,500,500
}

@test "targets that make no sense for their unit are named" {
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv metrics.csv metric_id,unit,formula rate,ratio,recovered/2 marks,score,recovered plain,number,recovered
    csv targets.csv scope,scope_id,metric_id,period,value company,,rate,2026-10,20 company,,marks,2026-10,101 company,,recovered,2026-10,-1
    cx import measures.csv metrics.csv targets.csv
    expect 0 '' '*targets.csv: 3 targets are unlikely for their unit, the first rate 2026-10: 20 as a ratio; *'
    csv targets.csv scope,scope_id,metric_id,period,value company,,rate,2026-10,20% company,,marks,2026-10,100 company,,recovered,2026-10,1
    csv targets-2.csv scope,scope_id,metric_id,period,value company,,plain,2026-10,-9 company,,rate,2026-11,1.2
    cx import targets.csv targets-2.csv
    [[ $stderr != *unlikely* ]]
    csv targets.csv scope,scope_id,metric_id,period,value company,,rate,2026-10,20
    cx import targets.csv
    expect 0 '' '*targets.csv: 1 target is unlikely for its unit, the first rate 2026-10: 20 as a ratio; a fifth is 20% or 0.2*'
    # only those of the file, once
    cx import targets.csv
    expect 0 '' 'cx-import: 1 row read, 0 new, 0 changed, 1 same, *'
    csv targets.csv scope,scope_id,metric_id,period,value company,,rate,2026-12,20%
    cx import targets.csv
    expect 0 '' 'cx-import: 1 row read, 1 new*'
}

@test "a rate that looks like a percentage without its sign is told, in both languages" {
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv tiers.csv tier_id,from,to,rate t,0,5000,2% t,5000,,3.5
    csv rules.csv rule_id,seq,kind,basis,tier_id,mode comm,1,tier,recovered,t,marginal
    local said='the rate of the tier from 5000 pays 3.5 times the amount of the basis: write a ratio as a part of 1, or with its sign: 0.2 or 20%'
    cx import -n measures.csv tiers.csv rules.csv
    expect 0 '' "*tiers.csv:3: rate: $said*"
    cx import measures.csv tiers.csv rules.csv
    expect 0 '' "*tiers.csv:3: rate: $said*"
    cx import tiers.csv
    [[ $stderr != *"$said"* ]]
    csv rules.csv rule_id,seq,kind,basis,tier_id,mode comm,2,tier,recovered,t,marginal
    CX_LANG=zh_CN cx import rules.csv
    expect 0 '' '*从 5000 起的一档，比率按基数金额的 3.5 倍支付：比率请写成 1 的几分之几，或带百分号：0.2 或 20%*'
}

@test "days that Excel has made of months are judged by file, whatever targets there are" {
    prepare
    local header=scope,scope_id,metric_id,period,value
    csv targets-months.csv $header company,,contacts,2026-11-01,1 company,,contacts,2026-12-01,1
    csv targets-first.csv $header company,,contacts,2026-10-01,1
    csv targets-day.csv $header company,,contacts,2026-10-02,1
    csv targets.csv $header company,,contacts,2026-12,1
    refused 'targets-first.csv: period: 2026-10-01 is a day, as all its targets are for the first of a month: *' targets-first.csv
    import targets-day.csv
    cx import targets-months.csv
    expect 1 '' 'cx-import: targets-months.csv: period: 2026-11-01 is a day, as all its targets are for the first of a month: *'
    # a center with targets for each day has one for the first
    import targets-first.csv
    import --undo=3
    import targets.csv
    equal "$(sql 'SELECT group_concat(period) FROM targets')" 2026-10-01,2026-12
}

@test "a setting is one row in any case; of two that an older cx has left, the one in small letters holds" {
    prepare
    csv settings.csv name,value CURRENCY,USD
    import settings.csv
    equal "$(sql 'SELECT * FROM settings')" 'currency|USD'
    sql "INSERT INTO settings VALUES ('CURRENCY', 'EUR'), ('RETRO_MONTHS', '5')"
    # import, plan and export go by the same row
    csv payments.csv payment_id,account_id,paid_at,amount R1,A1,2026-10-01,'USD 5' R2,A1,2026-10-01,'EUR 5'
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:3: amount: "EUR 5" is not in USD, the currency of the settings*'
    cx import --export=settings
    expect 0 $'name,value\nRETRO_MONTHS,5\ncurrency,USD' ''
    csv settings.csv name,value Currency,CNY
    cx import settings.csv
    expect 0 '' '*1 row read, 0 new, 1 changed, 0 same, 0 rejected*'
    equal "$(sql 'SELECT * FROM settings')" $'currency|CNY\nretro_months|5'
    cx import --delete settings.csv
    expect 0 '' '*1 row read, 1 deleted*'
    equal "$(sql 'SELECT * FROM settings')" 'retro_months|5'
}

@test "a fault with rows that only the database has names them, and the cure" {
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv metrics.csv metric_id,unit,formula a,money,recovered b,money,recovered c,money,recovered
    csv scorecards.csv scorecard_id,metric_id,weight,target S,a,60,1 S,b,40,1
    csv tiers.csv tier_id,from,to,rate t,0,100,1% t,100,,2%
    import measures.csv metrics.csv scorecards.csv tiers.csv
    csv scorecards.csv scorecard_id,metric_id,weight,target S,a,60,1 S,c,40,1
    cx import scorecards.csv
    expect 1 '' 'cx-import: scorecards.csv:2: weight: the weights of scorecard S add up to 140, not to 100 (the database also has S b, which is in none of the files: end it in one of them with a valid_to at which the new rows begin, or take all rows of S away with --delete)*'
    csv tiers.csv tier_id,from,to,rate t,0,200,1% t,200,,2%
    cx import tiers.csv
    expect 1 '' 'cx-import: tiers.csv:2: * (the database also has t 100, which is in none of the files: correct it in one of them, or take it away with --delete)*'
    csv measures.csv measure_id,fact,unit,value b,payment,money,amount
    cx import measures.csv
    expect 1 '' 'cx-import: measures.csv: metrics b: metric_id: * (the row is in the database and in none of the files: correct it in one of them, or take it away with --delete)*'
    # both cures do
    csv old.csv scorecard_id,metric_id S,a S,b
    cx import -k scorecards --delete old.csv
    import scorecards.csv
    csv old.csv tier_id,from t,100
    cx import -k tiers --delete old.csv
    import tiers.csv
    # a fault of the file alone says no more
    csv scorecards.csv scorecard_id,metric_id,weight,target S,a,60,1 S,c,50,1
    cx import scorecards.csv
    expect 1 '' '*add up to 110, not to 100'$'\n''cx-import: 1 row is bad*'
}
