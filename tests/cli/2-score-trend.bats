# cx-score --trend and --metrics.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

# one_by_one FILE PERIODS ARGUMENT...: the periods' tables under one header.
one_by_one() {
    local period first=1
    for period in $2; do
        "$CX_BIN/cx-score" -p "$period" "${@:3}" | tail -n +"$first"
        first=2
    done >"$1"
}

@test "a trend is its periods, one after the other" {
    local view
    for view in --by=post --by=team --by=company --long --metrics=satisfaction,recovered; do
        one_by_one single.csv '2026-07 2026-08 2026-09 2026-10' $view
        cx score -p 2026-10 --trend=4 $view
        expect 0 "$(cat single.csv)" ''
    done
    # the plan of each period's last day: B became B2 in October
    cx score -p 2026-10 --trend=2 --metrics=contacts
    equal "$(cut -d, -f1,7 <<<"$output" | grep ',B' | sort -u)" $'2026-09,B\n2026-10,B2'
}

@test "periods of each kind go back by their kind" {
    local kind
    for kind in '2025-Q4 2026-Q1 2026-Q2' '2024 2025 2026' '2026-W52 2026-W53 2027-W01' \
        '2026-02-28 2026-03-01 2026-03-02' '2026-09-21..2026-09-25 2026-09-26..2026-09-30 2026-10-01..2026-10-05' \
        '2026-04-01..2026-06-30 2026-07-01..2026-09-29 2026-09-30..2026-12-29'; do
        one_by_one single.csv "$kind" --by=team
        cx score -p "${kind##* }" --trend=3 --by=team
        expect 0 "$(cat single.csv)" '?(cx-score: 202* has not *)'
        equal "$(cut -d, -f1 <<<"$output" | tail -n +2 | uniq | xargs)" "$kind"
    done
    # a range of months keeps its name; before it come as many days
    cx score -p 2026-07..2026-08 --trend=2 --by=company --metrics=contacts
    expect 0 'period,team_id,name,contacts
2026-04-30..2026-06-30,*
2026-07..2026-08,*' ''
    cx score -p last-month --as-of=2026-11-15 --trend=2 --by=company --metrics=recovered
    one_by_one single.csv '2026-09 2026-10' --by=company --metrics=recovered
    expect 0 "$(cat single.csv)" ''
    cx score -p 2026-10 --trend=1
    expect 0 "$("$CX_BIN/cx-score" -p 2026-10)" ''
}

@test "chosen metrics and measures stand in the order asked for, posts without a scorecard too" {
    cx score -p 2026-10 --metrics=talk_s,Satisfaction
    expect 0 'period,employee_id,name,team_id,role,since,scorecard,days,score,rank,grade,talk_s,satisfaction
*' ''
    "$CX_BIN/cx-score" -p 2026-10 -o all.csv
    equal "$(wc -l <<<"$output")" "$(wc -l <all.csv)"
    echo "$output" >some.csv
    compare_csv some.csv all.csv employee_id team_id since
    cx score -p 2026-10 --long --metrics=satisfaction
    expect 0 "$("$CX_BIN/cx-score" -p 2026-10 --long | awk -F, 'NR == 1 || $8 == "satisfaction"')" ''
}

@test "a sheet can be made of chosen columns, but not of a trend" {
    "$CX_BIN/cx-bonus" -p 2026-10 >sheet.csv
    "$CX_BIN/cx-score" -p 2026-10 --metrics=contacts | "$CX_BIN/cx-bonus" - >piped.csv
    assert_same piped.csv sheet.csv
    "$CX_BIN/cx-score" -p 2026-10 --trend=2 >trend.csv
    cx bonus -p 2026-10 - <trend.csv
    expect 1 '' 'cx-bonus: *period: "2026-09" is not the period asked for'
}

@test "every format has all periods" {
    local format
    for format in csv tsv jsonl json table md html; do
        cx score -p 2026-10 --trend=3 --by=company --metrics=contacts -f $format
        expect 0 '*2026-08*2026-09*2026-10*' ''
    done
    cx score -p 2026-10 --trend=3 --by=company --metrics=contacts -o t.xlsx
    expect 0 '' ''
    unzip -p t.xlsx xl/sharedStrings.xml xl/worksheets/sheet1.xml | grep -q '2026-08.*2026-09.*2026-10'
}

@test "a formula that fails in one period leaves nothing on stdout" {
    # nobody is contacted in 2020
    csv metrics.csv metric_id,formula "word,\"iif(contacts > 0, 'x', 1)\""
    import metrics.csv
    cx score -p 2020-06 --trend=2
    expect 0 'period,*' ''
    cx score -p 2026-10 --trend=100 --by=company
    expect 1 '' 'cx-score: metric word: its value is text, not a number'
}

@test "wrong usage" {
    local n
    for n in 0 -1 367 1.5 x ''; do
        cx score -p 2026-10 --trend="$n"
        expect 2 '' "cx-score: --trend=$n is not a number of periods from 1 to 366
Try*"
    done
    cx score -p 2026-10 --metrics=nonsense
    expect 2 '' 'cx-score: the plan has no metric or measure "nonsense"
Try*'
    cx score -p 2026-10 --metrics=contacts,contacts
    expect 2 '' 'cx-score: contacts is named twice
Try*'
    cx score -p 2026-10 --metrics=contacts,,talk_s
    expect 2 '' 'cx-score: the plan has no metric or measure ""
Try*'
}
