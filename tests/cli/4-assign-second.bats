# A worklist says nothing false: worklist.js derives it again from the CSV files.

load helper

SECOND="$BATS_TEST_DIRNAME/worklist.js"

# second DIR TIME: the worklist of that time, and who is not on it, agree with the files.
second() {
    must "$CX_BIN/cx-assign" -q --worklist --unmask --as-of="$2" -o list.csv
    must "$CX_BIN/cx-assign" -q --worklist --rest --unmask --as-of="$2" -o rest.csv
    must node "$SECOND" check "$1" "$2" list.csv rest.csv
}

@test "the sample company, through a day" {
    skip_without node nodejs
    mkdir company
    cp "$DEMO"/plan/{settings,stages,limits,strategies,scripts}.csv "$DEMO"/data/{teams,employees,customers,accounts,payments,contacts,arrangements,assignments,orders}.csv company/
    import company/*.csv
    for at in 08:30 09:30 17:45; do second company 2026-10-20T$at; done
}

@test "twenty random companies" {
    skip_without node nodejs
    for seed in $(seq 1 20); do
        rm -rf company cx.db
        mkdir company
        node "$SECOND" make "$seed" company
        grep -E "^limit_id|,$(sed -n 's/jurisdiction,//p' company/settings.csv)," "$DEMO/plan/limits.csv" >company/limits.csv
        import company/*.csv
        for at in 08:30 09:30 14:00; do second company 2026-10-20T$at; done
    done
}

@test "the second opinion finds what is false" {
    skip_without node nodejs
    mkdir company
    node "$SECOND" make 1 company
    grep -E "^limit_id|,$(sed -n 's/jurisdiction,//p' company/settings.csv)," "$DEMO/plan/limits.csv" >company/limits.csv
    import company/*.csv
    second company 2026-10-20T14:00
    for change in 's/at [0-9]* days/at 1 days/' 's/^\([^,]*,[^,]*,[^,]*,phone\),[^,]*,/\1,2026-10-20 23:30:00,/' '2s/^[^,]*/V9/' '2{p}'; do
        sed "$change" list.csv >false.csv
        run -1 node "$SECOND" check company 2026-10-20T14:00 false.csv rest.csv
        [[ -n $output ]]
    done
    tail -n +3 list.csv | cat <(head -n 1 list.csv) - >short.csv
    run -1 node "$SECOND" check company 2026-10-20T14:00 short.csv rest.csv
    [[ $output == *'neither listed nor resting'* ]]
}
