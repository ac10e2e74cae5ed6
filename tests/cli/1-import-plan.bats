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
    measure 'x,payment,money,1/2,'
    refused 'measures.csv:3: value: 1/2 divides whole numbers and drops the rest: write 1.0/2' measures.csv
    measure 'x,payment,count,duration_s,'
    refused 'measures.csv:3: value: *duration_s*' measures.csv
    measure "x,contact,seconds,duration_s,\"channel in ('wechat', 'phone') and hour between 9 and 17\""
    accepted measures.csv
    measure 'x,payment,money,"case when dpd >= 90 then min(amount, 100) else round(coalesce(nullif(amount, 0), 1.0)/2) end",'
    accepted measures.csv
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
    csv metrics.csv metric_id,formula select,recovered
    refused 'metrics.csv:2: metric_id: "select" is a reserved word*' metrics.csv
    csv metrics.csv metric_id,formula a,prev_recovered 'b,recovered / prev_a'
    accepted metrics.csv
}

@test "a ring of metrics is named" {
    csv metrics.csv metric_id,formula 'a,b + 1' 'b,c * 2' 'c,a / 3'
    refused 'metrics.csv:2: formula: the formulas form a ring: a needs b needs c needs a' metrics.csv
    csv metrics.csv metric_id,formula 'a,a + 1'
    refused 'metrics.csv:2: formula: *a needs a' metrics.csv
}

@test "rules" {
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, bad,2,rate,,,nonsense,0.1
    refused 'rules.csv:3: basis: *nonsense*' rules.csv
    csv rules.csv rule_id,seq,kind,amount,when,basis,rate base,1,amount,100,,, bad,2,rate,,recovered,1/2,0.1
    refused 'rules.csv:3: basis: 1/2 divides*' rules.csv
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

@test "keywords that are regular expressions" {
    csv keywords.csv keyword_id,phrase,match K1,坐牢,text K2,'(unclosed',regex
    refused 'keywords.csv:3: phrase: "(unclosed" is no regular expression: *' keywords.csv
    csv keywords.csv keyword_id,phrase,match K1,坐牢,text K2,'上门.+家',regex K3,'a.b',word
    accepted keywords.csv
    csv contacts.csv contact_id,employee_id,started_at,transcript K1,E2,2026-10-01,我上门找你家人 \
        K2,E2,2026-10-02,您好 'K3,E2,2026-10-03,x A.B y' 'K4,E2,2026-10-04,x aXb y' 'K5,E2,2026-10-05,你等着坐 牢'
    import contacts.csv
    equal "$(sql "SELECT $(id contact_id), rule_id FROM violations ORDER BY 1, 2" | tr '\n' ' ')" 'K1|K2 K3|K3 K5|K1 '
}
