# A worklist says nothing false: worklist.js derives it again from the CSV files.

load helper

SECOND="$BATS_TEST_DIRNAME/worklist.js"

# second DIR TIME [N]: the worklist of that time, of N a person, and who is not on it, agree with the files.
second() {
    must "$CX_BIN/cx-assign" -q --worklist --unmask --as-of="$2" ${3:+--per-person="$3"} -o list.csv
    must "$CX_BIN/cx-assign" -q --worklist --rest --unmask --as-of="$2" ${3:+--per-person="$3"} -o rest.csv
    must node "$SECOND" "$1" "$2" list.csv rest.csv "${3:-}"
}

# random SEED: a company as CSV files and as a database.
random() {
    rm -rf company cx.db
    mkdir company
    must node "$BATS_TEST_DIRNAME/worklist-company.js" "$1" company
    import company/*.csv
}

@test "the sample company, through a day" {
    skip_without node nodejs
    mkdir company
    cp "$DEMO"/plan/{settings,stages,limits,strategies,scripts}.csv "$DEMO"/data/{teams,employees,customers,accounts,payments,contacts,arrangements,assignments,orders}.csv company/
    import company/*.csv
    for at in 08:30 09:30 17:45; do second company 2026-10-20T$at; done
    second company 2026-10-20T09:30 3
}

@test "random companies" {
    skip_without node nodejs
    local listed=0 last=20
    [[ -z ${CX_THOROUGH:-} ]] || last=50
    for seed in $(seq "$last"); do
        random "$seed"
        for at in 08:30 09:30 14:00; do
            # nobody is listed while all of a company are asleep
            must "$CX_BIN/cx-assign" -q --worklist --as-of="2026-10-20T$at" -o list.csv
            [[ $(rows list.csv) -gt 0 ]] || continue
            listed=$((listed + $(rows list.csv)))
            second company "2026-10-20T$at"
        done
        [[ $(rows list.csv) == 0 ]] || second company 2026-10-20T14:00 2
    done
    [[ $listed -gt 500 ]]
}

@test "the second opinion finds what is false" {
    skip_without node nodejs
    random 6
    second company 2026-10-20T09:30
    for change in 's/at [0-9]* days/at 1 days/' 's/^\([^,]*,[^,]*,[^,]*,phone\),[^,]*,/\1,2026-10-20 23:30:00,/' '2s/^[^,]*/V9/' '2{p}' \
'2{h;d};${G}'; do
        sed "$change" list.csv >false.csv
        run -1 node "$SECOND" company 2026-10-20T09:30 false.csv rest.csv
        [[ -n $output ]]
    done
    tail -n +3 list.csv | cat <(head -n 1 list.csv) - >short.csv
    run -1 node "$SECOND" company 2026-10-20T09:30 short.csv rest.csv
    [[ $output == *'neither listed nor resting'* ]]
    second company 2026-10-20T09:30 2
    run -1 node "$SECOND" company 2026-10-20T09:30 list.csv rest.csv 1
    [[ $output == *', but '* ]]
}
