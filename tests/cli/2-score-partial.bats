# cx-score --partial and --merge: databases that each hold some of the customers score as one.

load helper

# parts NAME PLAN DATA: NAME.db holds all, NAME1.db to NAME4.db a quarter of the customers each, NAME0.db none.
parts() {
    local name=$1 plan=$2 data=$3 n
    "$CX_BIN/cx-import" -q -d "$name.db" "$plan"/*.csv "$data"/*.csv
    mkdir "$name"
    (cd "$name" && "$DEMO/split" 4 "$data")
    for n in 1 2 3 4; do
        "$CX_BIN/cx-import" -q -d "$name$n.db" "$plan"/*.csv "$name/part$n"/*.csv
    done
    "$CX_BIN/cx-import" -q -d "${name}0.db" "$plan"/*.csv "$data"/{teams,employees,targets}.csv
}

setup_file() {
    export CX_TODAY=2026-11-02 LC_ALL=C.UTF-8
    cd "$BATS_FILE_TMPDIR"
    mkdir golden-plan golden-data
    cp "$COMPANY"/*.csv golden-data
    mv golden-data/{grades,keywords,measures,metrics,rules,scorecards,settings,stages,tiers}.csv golden-plan
    parts demo "$DEMO/plan" "$DEMO/data"
    parts golden "$PWD/golden-plan" "$PWD/golden-data"
}

setup() {
    start
    ln -s "$BATS_FILE_TMPDIR"/*.db .
}

score() {
    "$CX_BIN/cx-score" "$@"
}

# all NAME OPTION...: the four parts of NAME at a time, each by a process of its own.
all() {
    parallel --will-cite --halt now,fail=1 "$CX_BIN/cx-score" -d "{}" --partial "${@:2}" ::: "$1"[1-4].db
}

@test "four parts through GNU parallel, merged, are the whole: byte for byte" {
    skip_without parallel parallel
    set -o pipefail
    local company period view
    for company in demo golden; do
        # no part is empty, and none is the whole
        equal "$(for n in 1 2 3 4; do sql 'SELECT count(*) > 20 FROM accounts' $company$n.db; done | sort | uniq -c)" '      4 1'
        equal "$(($(for n in 1 2 3 4; do sql 'SELECT count(*) FROM accounts' $company$n.db; done | paste -sd+)))" \
            "$(sql 'SELECT count(*) FROM accounts' $company.db)"
        for period in 2026-10 2026-W41 2026-09-20..2026-10-05; do
            for view in --by=post --by=team --by=company --long; do
                score -d $company.db -p $period $view -o whole.csv
                all $company -p $period | score -d ${company}0.db -p $period $view --merge >merged.csv
                assert_same merged.csv whole.csv
            done
            (($(rows whole.csv) > 50))
        done
    done
}

@test "a stream is the same from the whole and from its parts; parts of parts" {
    score -d demo.db -p 2026-10 --partial | grep -v ,once, >whole.csv
    for n in 1 2 3 4; do
        score -d demo$n.db -p 2026-10 --partial -o $n.csv
    done
    score -d demo0.db -p 2026-10 --merge --partial 3.csv 1.csv -o 13.csv
    score -d demo0.db -p 2026-10 --merge --partial 2.csv 13.csv - <4.csv >merged.csv
    # what hangs on no customer is still told apart by the part that it came from
    equal "$(grep -c ,once,costs, merged.csv)" 4
    assert_same <(grep -v ,end, whole.csv) <(grep -v -e ,once, -e ,end, merged.csv)
    equal "$(tail -1 merged.csv)" "2026-10,end,,,$(($(rows merged.csv) - 1))"
}

@test "sums add up as anybody would add them" {
    for n in 1 2 3 4; do
        score -d golden$n.db -p 2026-10 --partial -o $n.csv
    done
    score -d golden0.db -p 2026-10 --merge -o merged.csv ?.csv
    equal "$(awk -F, '$1 == "2026-10" && $2 == "post" && $4 == "recovered" { sum[substr($3, 1, 4)] += $5 * 100 }
              END { for (i in sum) printf "%s %.0f\n", i, sum[i] }' ?.csv | sort)" \
        "$(awk -F, 'NR == 1 { while ($(++c) != "recovered"); next } { sum[$2] += $c * 100 }
              END { for (i in sum) if (sum[i] != 0) printf "%s %.0f\n", i, sum[i] }' merged.csv | sort)"
}

@test "streams from pipes, as tsv, from the database that is merged in" {
    score -d golden.db -p 2026-10 -o whole.csv
    score -d golden1.db -p 2026-10 --merge <(score -d golden1.db -p 2026-10 --partial) \
        <(score -d golden2.db -p 2026-10 --partial -f tsv) \
        <(score -d golden3.db -p 2026-10 --partial; score -d golden4.db -p 2026-10 --partial) >merged.csv
    assert_same merged.csv whole.csv
    score -d golden.db -p 2026-10 --partial | score -d golden.db -p 2026-10 --merge - -o merged.csv
    assert_same merged.csv whole.csv
}

@test "a part that is missing, cut or there twice" {
    for n in 1 2; do
        score -d golden$n.db -p 2026-10 --partial -o $n.csv
    done
    cx score -d golden0.db -p 2026-10 --merge 1.csv 2.csv 1.csv
    expect 1 '' 'cx-score: 1.csv:2: the stream that begins here repeats that of 1.csv:2'
    head -n -1 1.csv >cut.csv
    cx score -d golden0.db -p 2026-10 --merge 2.csv cut.csv
    expect 1 '' 'cx-score: cut.csv:2: the stream that begins here was cut off: its last row is missing'
    sed 100d 1.csv >gap.csv
    cx score -d golden0.db -p 2026-10 --merge gap.csv 2.csv
    expect 1 '' 'cx-score: gap.csv:*: sum: "*" is not the number of rows before it: some are missing'
    cx score -d golden0.db -p 2026-10 --merge 1.csv none.csv
    expect 3 '' "cx-score: none.csv: can't be read: No such file or directory"
    cx score -d golden0.db -p 2026-10 --merge </dev/null
    expect 3 '' 'cx-score: -: empty: did the program before it in the pipe fail*'
    cx score -d golden0.db -p 2026-10 --merge cut.csv -o out.csv
    expect 1 '' '*'
    [[ ! -e out.csv ]]
}

@test "a part of another period, plan or company" {
    score -d golden1.db -p 2026-09 --partial -o 09.csv
    cx score -d golden0.db -p 2026-10 --merge 09.csv
    expect 1 '' 'cx-score: 09.csv:*: period: "2026-08" is neither the period asked for nor the one before'
    score -d golden1.db -p 2026-10 --partial -o 1.csv
    cx score -d demo0.db -p 2026-10 --merge 1.csv
    expect 1 '' 'cx-score: 1.csv:10: measure: "promises_due" is not a measure of this database'\''s plan'
    cp golden0.db other.db
    csv settings.csv name,value promise_grace_days,5
    import -d other.db settings.csv
    cx score -d other.db -p 2026-10 --merge 1.csv
    expect 1 '' 'cx-score: 1.csv:2: measure: "recovered" is defined differently there: import the same measures, settings and stages'
    cp golden0.db fewer.db
    sql "PRAGMA foreign_keys = 0; DELETE FROM employees WHERE $(id employee_id) = 'E104'" fewer.db
    cx score -d fewer.db -p 2026-10 --merge 1.csv
    expect 1 '' 'cx-score: 1.csv:*: subject: "E104 2023-01-01" is not a post in this database: *'
}

@test "what hangs on no customer is in one part only" {
    for n in 1 2; do
        cp demo$n.db with$n.db
        import -d with$n.db "$DEMO/data/costs.csv"
        score -d with$n.db -p 2026-10 --partial -o $n.csv
    done
    cx score -d demo0.db -p 2026-10 --merge 1.csv 2.csv
    expect 1 '' 'cx-score: 2.csv:*: the same 54 costs are in the part of 1.csv:*: rows that belong to no customer go into one database only'
    # each with its own teams' costs is fine
    score -d demo2.db -p 2026-10 --partial -o 2.csv
    cx score -d demo0.db -p 2026-10 --merge 1.csv 2.csv
    expect 0 'period,*' ''
}

@test "wrong usage" {
    cx score -d demo.db -p 2026-10 --partial --long
    expect 2 '' 'cx-score: --partial prints all levels: use --by, --long and --metrics with --merge
*'
    cx score -d demo.db -p 2026-10 --partial --by=team
    expect 2 '' '*use --by, --long and --metrics with --merge*'
    cx score -d demo.db -p 2026-10 1.csv
    expect 2 '' 'cx-score: unexpected operand "1.csv"
*'
    cx score -d demo.db --merge </dev/null
    expect 2 '' 'cx-score: no period given*'
}
