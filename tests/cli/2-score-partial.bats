# cx-score --partial and --merge: databases that each hold some of the customers score as one.

load helper

# parts NAME PLAN DATA: NAME.db holds all, NAME1.db to NAME4.db a part of the customers each, NAME0.db none.
parts() {
    local name=$1 plan=$2 data=$3 n
    "$CX_BIN/cx-import" -q -d "$name.db" "$plan"/*.csv "$data"/*.csv
    for n in 0 1 2 3 4; do
        "$CX_BIN/cx-import" -q -d "$name$n.db" --part=$n/4 "$plan"/*.csv "$data"/*.csv >"$name$n.csv"
    done
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
    ln -s "$BATS_FILE_TMPDIR"/{demo,golden}*.db "$BATS_FILE_TMPDIR"/{demo,golden}[0-4].csv .
}

score() {
    "$CX_BIN/cx-score" "$@"
}

# all NAME OPTION...: the four parts and the head of NAME at a time, each by a process of its own.
all() {
    parallel --will-cite --halt now,fail=1 "$CX_BIN/cx-score" -d "{}" --partial "${@:2}" ::: "$1"[0-4].db
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
    for n in 0 1 2 3 4; do
        score -d demo$n.db -p 2026-10 --partial -o $n.csv
    done
    score -d demo0.db -p 2026-10 --merge --partial 3.csv 1.csv -o 13.csv
    score -d demo0.db -p 2026-10 --merge --partial 2.csv 0.csv 13.csv - <4.csv >merged.csv
    equal "$(grep ,part, merged.csv | cut -d, -f3 | paste -sd' ')" '2/4 0/4 3/4 1/4 4/4'
    equal "$(grep -c ,once,costs, merged.csv)" 1
    assert_same <(grep -v ,end, whole.csv) <(grep -v -e ,once, -e ,part, -e ,end, merged.csv)
    equal "$(tail -1 merged.csv)" "2026-10,end,,,$(($(rows merged.csv) - 1))"
}

@test "sums add up as anybody would add them" {
    for n in 0 1 2 3 4; do
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
        <(score -d golden3.db -p 2026-10 --partial; score -d golden0.db -p 2026-10 --partial; score -d golden4.db -p 2026-10 --partial) >merged.csv
    assert_same merged.csv whole.csv
    score -d golden.db -p 2026-10 --partial | score -d golden.db -p 2026-10 --merge - -o merged.csv
    assert_same merged.csv whole.csv
}

@test "a part that is missing, cut or there twice" {
    for n in 1 2; do
        score -d golden$n.db -p 2026-10 --partial -o $n.csv
    done
    cx score -d golden0.db -p 2026-10 --merge 1.csv 2.csv 1.csv
    expect 1 '' 'cx-score: 1.csv:*: part 1 of 4 is there already, in 1.csv:*'
    cx score -d golden0.db -p 2026-10 --merge 1.csv 2.csv
    expect 1 '' "cx-score: of the parts 0 to 4 these are missing: 0, 3, 4; 0 is the head's own"
    score -d golden.db -p 2026-10 --partial -o whole.csv
    cx score -d golden0.db -p 2026-10 --merge whole.csv whole.csv
    expect 1 '' 'cx-score: whole.csv:2: the stream that begins here repeats that of whole.csv:2'
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

@test "what hangs on no customer is in one database only" {
    local head=("$DEMO"/plan/*.csv "$DEMO/data"/{teams,employees,costs}.csv)
    import -d with1.db "${head[@]}"
    import -d with2.db "${head[@]}" "$DEMO"/data/trainings.csv
    score -d with1.db -p 2026-10 --partial -o 1.csv
    score -d with2.db -p 2026-10 --partial -o 2.csv
    cx score -d demo0.db -p 2026-10 --merge 1.csv 2.csv
    expect 1 '' 'cx-score: 2.csv:*: the same 54 costs are in the part of 1.csv:*: rows that belong to no customer go into one database only'
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

@test "each row of the files is in one part, or in all" {
    cat golden[0-4].csv | awk -F, '$1 != "file" { rows[$1] = $4; own[$1] += $5; goes[$1] = $3; n[$1]++ }
        END {
            for (file in n) {
                if (n[file] != 5 || own[file] != (goes[file] == "one" ? rows[file] : 5 * rows[file]))
                    print file, rows[file], own[file]
                count[goes[file]]++
            }
            print (count["one"] > 8) (count["all"] > 12)
        }' >faults
    equal "$(cat faults)" 11
}

# A head's own database, with the sums of months kept: keep NAME MONTH...
keep() {
    local month
    for month in "${@:2}"; do
        all "$1" -p "$month" | score -q -d "${1}0.db" -p "$month" --merge --keep
    done
}

@test "the head scores, pays and seals from what it keeps, as the whole does" {
    skip_without parallel parallel
    set -o pipefail
    rm demo.db demo0.db
    cp "$BATS_FILE_TMPDIR"/demo{,0}.db .
    keep demo 2026-10 2026-09 2026-08 2026-07 2026-06 2026-05
    local as view period
    for period in 2026-10 2026-09; do
        for view in --by=post --by=team --by=company --long --trend=2; do
            assert_same <(score -d demo0.db -p $period $view) <(score -d demo.db -p $period $view)
        done
        for view in --quiet --per=person --lines; do
            assert_same <("$CX_BIN/cx-bonus" -d demo0.db -p $period $view) <("$CX_BIN/cx-bonus" -d demo.db -p $period $view)
        done
    done
    for view in ranking team trend progress promotion; do
        assert_same <("$CX_BIN/cx-report" -d demo0.db $view -p 2026-10) <("$CX_BIN/cx-report" -d demo.db $view -p 2026-10)
    done
    for as in demo demo0; do
        "$CX_BIN/cx-report" -d $as.db workbook -p 2026-10 -o $as.xlsx
        for period in 2026-08 2026-09 2026-10; do
            must "$CX_BIN/cx-bonus" -q -d $as.db -p $period --close
        done
        "$CX_BIN/cx-bonus" -q -d $as.db -p 2026-10 --pay -o $as-pay.csv
        must "$CX_BIN/cx-bonus" -q -d $as.db --verify
    done
    assert_same demo0-pay.csv demo-pay.csv
    # of the workbook, all sheets but those that are counted from events
    for view in 1 2 3 4 5 6 7; do
        cmp <(unzip -p demo0.xlsx xl/worksheets/sheet$view.xml) <(unzip -p demo.xlsx xl/worksheets/sheet$view.xml)
    done
}

@test "late payments reach the head's next sheet as retro lines" {
    skip_without parallel parallel
    set -o pipefail
    rm demo*.db
    cp "$BATS_FILE_TMPDIR"/demo*.db .
    keep demo 2026-10 2026-09 2026-08
    local db n
    for db in demo demo0; do
        must "$CX_BIN/cx-bonus" -q -d $db.db -p 2026-10 --close
    done
    csv payments.csv payment_id,account_id,paid_at,amount PL1,A04192,2026-10-15,20000.00 PL2,A00007,2026-10-16,1000.00
    export CX_TODAY=2026-12-02
    import -q -d demo.db payments.csv
    for n in 0 1 2 3 4; do
        import -q -d demo$n.db payments.csv
    done
    keep demo 2026-11 2026-10 2026-09 2026-08
    assert_same <("$CX_BIN/cx-bonus" -d demo0.db -p 2026-11 --lines) <("$CX_BIN/cx-bonus" -d demo.db -p 2026-11 --lines)
    "$CX_BIN/cx-bonus" -d demo0.db -p 2026-11 --lines | grep -q retro
}

@test "a streak in the head reaches back to the company's first event, as in the whole" {
    mkdir streak && cd streak
    csv teams.csv team_id,opened_on T1,2026-01-01
    csv employees.csv employee_id,team_id,hired_on E1,T1,2026-01-01 E2,T1,2026-01-01
    csv customers.csv customer_id K1 K2 K7
    csv accounts.csv account_id,customer_id,due_on,amount A1,K1,2026-01-01,9000 A2,K2,2026-01-01,9000 A7,K7,2026-01-01,9000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-01-01 A2,E2,2026-01-01 A7,E1,2026-01-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100 P2,A2,2026-10-03,50 P3,A7,2026-11-05,100 P4,A2,2026-11-05,50
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv rules.csv rule_id,seq,kind,basis,amount,top_n,among,months one,1,streak,recovered,100,1,company,2
    local db n month
    import -q -d whole.db ./*.csv
    for n in 0 1 2; do
        import -q -d part$n.db --part=$n/2 ./*.csv
    done
    for month in 2026-10 2026-11; do
        export CX_TODAY=2026-12-02
        for n in 0 1 2; do
            score -d part$n.db -p $month --partial -o $n.csv
        done
        score -q -d part0.db -p $month --merge --keep [012].csv
        for db in whole part0; do
            "$CX_BIN/cx-bonus" -d $db.db -p $month --lines -o $db-$month.csv
            must "$CX_BIN/cx-bonus" -q -d $db.db -p $month --close
        done
        assert_same part0-$month.csv whole-$month.csv
    done
    equal "$(rows whole-2026-10.csv)" 0
    equal "$(grep -c ',E1,.*,among the top 1 for 2 periods running$' whole-2026-11.csv)" 1
}

@test "what a part pays is no matter of its own to --check: the head knows all of it" {
    skip_without parallel parallel
    local month
    "$CX_BIN/cx-bonus" -d golden1.db -p 2026-10 --check -o part.csv || (($? == 1))
    grep -q ^payments_in, part.csv
    equal "$(grep -E '^(sheet|ranks_all_tied|pools_unshared|change),' part.csv)" ''
    cp "$(readlink golden0.db)" own.db
    sql 'DELETE FROM rules' own.db
    for month in 2026-10 2026-09; do
        all golden -p $month | score -q -d own.db -p $month --merge --keep
    done
    cx bonus -d own.db -p 2026-10 --check
    expect 1 '*
sheet,open,*,0.00,,,,,no rule gives anybody a line
*' ''
    cx bonus -d own.db -p 2026-10 --close
    expect 0 '*' '*has sheet open: no rule gives anybody a line*'
}

@test "what a head cannot do is said" {
    cx report -d demo0.db aging
    expect 1 '' "cx-report: aging: this is the head's database, which has sums, but no accounts, payments and contacts: ask the parts' databases"
    cx score -d demo0.db -p 2026-10
    expect 1 '' 'cx-score: the head has no sums of 2026-09: merge those of the parts, with cx-score -p 2026-09 --merge --keep'
    cx score -d demo0.db -p 2026-10 --explain=E003
    expect 1 '' "cx-score: --explain: this is the head's database*"
    score -d demo.db -p 2026-10 --partial -o whole.csv
    cx score -d demo1.db -p 2026-10 --merge --keep whole.csv
    expect 1 '' "cx-score: only a head's database keeps what parts add up to: cx-import --part=0/N makes one of N parts"
    cx score -d demo0.db -p 2026-10 --keep
    expect 2 '' 'cx-score: --keep goes with --merge, and prints nothing*'
    cx import -d new.db --part=9/8 "$DEMO"/data/teams.csv
    expect 2 '' 'cx-import: --part=9/8: write 3/8 for the third of eight parts*'
    cx import -d demo1.db --part=2/4 "$DEMO"/data/teams.csv
    expect 1 '' 'cx-import: this database is part 1 of 4, not part 2 of 4: *'
}
