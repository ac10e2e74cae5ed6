# cx-bonus: months are sealed, paid out, opened again, and verified.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
    CX_DB=$BATS_FILE_TMPDIR/sealed.db import "$COMPANY"/*.csv
    CX_TODAY=2026-11-02 must "$CX_BIN/cx-bonus" -d "$BATS_FILE_TMPDIR/sealed.db" -p 2026-10 --close
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" cx.db
    cp "$BATS_FILE_TMPDIR/sealed.db" .
}

use_sealed() {
    mv sealed.db cx.db
}

# print_all FOLDER: October in all views and formats.
print_all() {
    local view format
    mkdir "$1"
    for format in csv tsv json jsonl table md html; do
        for view in '' --lines --per=person --by=team; do
            # shellcheck disable=SC2086
            "$CX_BIN/cx-bonus" -p 2026-10 $view -f $format >"$1/sheet$view.$format"
        done
    done
    # the time of its making stands elsewhere in a workbook
    "$CX_BIN/cx-bonus" -p 2026-10 -f xlsx >book.xlsx
    unzip -p book.xlsx xl/worksheets/sheet1.xml xl/sharedStrings.xml xl/styles.xml >"$1/sheet.xml"
}

late_data() {
    csv payments.csv payment_id,account_id,paid_at,amount,reverses \
        P00241R,A0036,2026-10-30,-60114.74,P00241 L1,A0036,2026-10-31,12345.67,
    import payments.csv
}

# Nine times as much for all, another column, and nothing of what there was.
other_plan() {
    csv rules.csv rule_id,seq,kind,amount,basis,rate,valid_from new,1,amount,9,,,2026-01-01 commission,10,rate,,recovered,0.9,2026-01-01
    csv settings.csv name,value promise_grace_days,9 churn_days,5
    sed 's/,money,amount,$/,money,2 * amount,/' "$COMPANY/measures.csv" >measures.csv
    csv stages.csv stage,from_dpd,to_dpd,team_kind remind,1,60,message phone,60,90,phone
    import rules.csv settings.csv measures.csv stages.csv
}

@test "--close says what it sealed, and the sheet is printed as it was before, whatever comes later" {
    print_all before
    cx bonus -p 2026-10 --close
    expect 0 $'seq,action,period,at,total,reason,version,hash\n1,close,2026-10,2026-11-02 00:00:00,72737.28,,*' \
        'cx-bonus: 2026-10 has complaints_pending open: *
cx-bonus: 2026-10 has violations_unreviewed open: *
cx-bonus: 2026-10 is sealed, with 72737.28 in all'
    late_data
    other_plan
    print_all after
    diff -r before after
    CX_TODAY=2027-05-05 print_all later
    diff -r before later
    cx bonus -p 2026-10 --budget=70000 -o over.csv
    expect 1 '' 'cx-bonus: the sheet of 72737.28 is 2737.28 over the budget of 70000.00'
    assert_same over.csv before/sheet.csv
    # where nothing can be written
    chmod a-w cx.db .
    as_user "$CX_BIN/cx-bonus" -p 2026-10 >"$BATS_TEST_TMPDIR/read-only.csv"
    chmod u+w .
    assert_same before/sheet.csv "$BATS_TEST_TMPDIR/read-only.csv"
    # cx-score still computes
    run --separate-stderr "$CX_BIN/cx-score" -p 2026-10
    expect 0 '*' ''
    [[ $(echo "$output" | sha256sum) != $(sqlite3 -batch cx.db "SELECT text FROM seal_texts WHERE name = 'scores'" | sha256sum) ]]
}

# book_sheet NUMBER: a sheet of book.xlsx, as sheet.awk shows it.
book_sheet() {
    rm -rf book
    unzip -q book.xlsx "xl/worksheets/sheet$1.xml" xl/sharedStrings.xml -d book
    awk -f "$BATS_TEST_DIRNAME/sheet.awk" book/xl/sharedStrings.xml "book/xl/worksheets/sheet$1.xml"
}

@test "the workbook of a sealed month has what was sealed, cell by cell, whatever comes later" {
    local now
    use_sealed
    "$CX_BIN/cx-import" --export=rules >rules.csv
    for now in before after; do
        "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx
        book_sheet 3 >sheet.$now
        book_sheet 5 >lines.$now
        "$CX_BIN/cx-bonus" -p 2026-10 -f tsv >sheet.tsv
        "$CX_BIN/cx-bonus" -p 2026-10 --lines -f tsv >ids.tsv
        # the lines have the titles of rules
        awk -v OFS='\t' 'NR == FNR { title[$1] = $3; next } $5 != "" && title[$6] != "" { $6 = title[$6] } { print }' \
            FS=, rules.csv FS='\t' ids.tsv >lines.tsv
        # the sheet has the total after the name, and leaves out what is empty
        equal "$(tail -n +2 sheet.$now | head -n -1 | tr -d '"' | awk -F'\t' '{ printf "%s %.2f\n", $1, $3 }')" \
            "$(tail -n +2 sheet.tsv | awk -F'\t' '{ printf "%s %.2f\n", $2, $NF }')"
        awk -f "$BATS_TEST_DIRNAME/same-cells.awk" lines.$now lines.tsv
        equal "$(tail -n 1 lines.$now | awk '{ print $NF }')" 72737.28
        equal "$(head -n 1 lines.$now | tr -d '"' | cut -f 2,8,11)" $'Employee\tBasis\tAmount'
        [[ $now == after ]] || late_data
    done
    assert_same sheet.before sheet.after
    assert_same lines.before lines.after
    # it is not what today's data would give
    other_plan
    "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx
    book_sheet 5 >lines.plan
    assert_same lines.before lines.plan
    cx bonus -p 2026-10 --recompute
    expect 0 '*' ''
    grep -qv ',0.00$' <<<"${output#*$'\n'}"
}

@test "the golden months, one sealed after the other, are the golden sheets" {
    cx bonus -q -p 2026-08 --close
    expect 0 '*1,close,2026-08,*' ''
    cx bonus -q -p 2026-09 --close
    "$CX_BIN/cx-bonus" -p 2026-09 --lines >lines.csv
    grep -v ,carry, lines.csv >rules.csv
    compare_csv "$COMPANY/expected-09/lines.csv" rules.csv employee_id team_id since rule_id
    cx bonus -q -p 2026-10 --close
    "$CX_BIN/cx-bonus" -p 2026-10 --lines >lines.csv
    grep -v ,carry, lines.csv >rules.csv
    compare_csv "$COMPANY/expected/lines.csv" rules.csv employee_id team_id since rule_id
    equal "$(grep -c ,retro, lines.csv)" 0 # nothing came late
}

@test "a pipe of a sealed month is computed, and says so" {
    use_sealed
    "$CX_BIN/cx-bonus" -p 2026-10 >sealed.csv
    "$CX_BIN/cx-score" -p 2026-10 >scores.csv
    run --separate-stderr "$CX_BIN/cx-bonus" - <scores.csv
    expect 0 "$(cat sealed.csv)" 'cx-bonus: the period is sealed: this is what the scores of the pipe would give*'
    cx bonus --explain=E100 - <scores.csv
    [[ $output != *'That is what counts'* ]]
    sqlite3 -batch x.db '.import --csv scores.csv s' "UPDATE s SET score = 1 + score" '.mode csv' '.headers on' '.once edited.csv' 'SELECT * FROM s'
    "$CX_BIN/cx-bonus" - --explain=E100 <edited.csv >edited.md
    grep -q '^That is what counts. The scores of the pipe would give something else:$' edited.md
    grep -q '^What is explained below is what they would give.$' edited.md
}

@test "what can't be sealed" {
    cx bonus -p 2026-11 --close
    expect 1 '' 'cx-bonus: 2026-11 is not over: it can be sealed from 2026-12-01 on'
    cx bonus -p 2026-10 --close --as-of=2026-10-31
    expect 1 '' '*can be sealed from 2026-11-01 on'
    for period in 2026-Q3 2026 2026-W40 2026-10-05 2026-08..2026-09; do
        cx bonus -p $period --close
        expect 2 '' "cx-bonus: $period* is not a month: months are sealed, one by one*"
    done
    cx bonus -q -p 2026-09 --close
    expect 0 '*' ''
    cx bonus -p 2026-09 --close
    expect 1 '' 'cx-bonus: 2026-09 is sealed already, since 2026-11-02: cx-bonus -p 2026-09 prints it'
    cx bonus -p 2026-08 --close
    expect 1 '' '*2026-08 can'\''t be sealed any more*'
    cx bonus -p 2026-11 --close --as-of=2027-01-01
    expect 1 '' '*2026-11 can'\''t be sealed yet: months are sealed in order, and the next is 2026-10'
    equal "$(sql 'SELECT count(*) FROM seals')" 1
}

@test "--dry-run changes not a byte" {
    local before
    before=$(sha cx.db)
    cx bonus -n -p 2026-10 --close
    expect 0 '*1,close,2026-10,*,72737.28,*' '*
cx-bonus: dry run: 2026-10 is sealed, with 72737.28 in all'
    equal "$(sha cx.db)" "$before"
    use_sealed
    before=$(sha cx.db)
    cx bonus -n -p 2026-10 --reopen=test
    expect 0 '*2,reopen,2026-10,*' '*dry run: 2026-10 is open again'
    cx bonus -n -p 2026-10 --pay
    expect 0 'employee_id,name,amount*' '*dry run: 2026-10 is marked as paid out*'
    equal "$(sha cx.db)" "$before"
}

@test "--pay: who gets how much, once" {
    local first total
    cx bonus -p 2026-10 --pay
    expect 1 '' 'cx-bonus: 2026-10 is not sealed: *--close comes first*'
    cx bonus -n -p 2026-10 --pay
    expect 0 'employee_id,name,amount*' 'cx-bonus: dry run: 2026-10 is not sealed yet, and may change'
    cx bonus -q --verify # what it kept is told
    expect 0 'seq,*' ''
    use_sealed
    cx bonus -p 2026-10 --pay --as-of=2026-11-05
    expect 0 $'employee_id,name,amount\nE100,钱娜,3487.11\n*' \
        'cx-bonus: 2026-10 is marked as paid out, with 73515.62 in all; -778.34 of totals below zero is carried to 2026-11'
    first=$output
    # the totals of the golden sheet, where they are not below zero
    sqlite3 -batch t.db ".import --csv $COMPANY/expected/totals.csv t"
    equal "$(tail -n +2 <<<"$first" | cut -d, -f1,3)" "$(sqlite3 -batch t.db \
        "SELECT employee_id || ',' || printf('%.2f', max(CAST(total AS REAL), 0)) FROM t ORDER BY employee_id")"
    cx bonus -p 2026-10 --pay --as-of=2026-11-06
    expect 0 "$first" 'cx-bonus: 2026-10 was marked as paid out before, on 2026-11-05 00:00:00: the register is the same'
    equal "$(sql "SELECT group_concat(action) FROM seals")" close,pay
    late_data
    cx bonus -q -p 2026-10 --pay -f json
    expect 0 '*"employee_id":"E100","name":"钱娜","amount":3487.11}*' ''
    "$CX_BIN/cx-bonus" -p 2026-11 --lines >lines.csv
    equal "$(grep ,carry, lines.csv | cut -d, -f2,6,7,11)" E103,2026-10,carry,-778.34
}

@test "--reopen: the last, not paid out, with a reason; the old seal stays" {
    cx bonus -p 2026-10 --reopen=why
    expect 1 '' 'cx-bonus: 2026-10 is not sealed: there is nothing to open'
    use_sealed
    late_data
    "$CX_BIN/cx-bonus" -p 2026-10 >sealed.csv
    cx bonus -p 2026-10 --reopen=
    expect 2 '' '*--reopen needs a reason*'
    cx bonus -p 2026-10 --reopen='Payments of 30 October, late'
    expect 0 '*2,reopen,2026-10,2026-11-02 00:00:00,0.00,"Payments of 30 October, late",*' 'cx-bonus: 2026-10 is open again'
    "$CX_BIN/cx-bonus" -p 2026-10 >open.csv
    run ! cmp -s sealed.csv open.csv
    "$CX_BIN/cx-score" -p 2026-10 | "$CX_BIN/cx-bonus" - >piped.csv
    assert_same open.csv piped.csv
    cx bonus -q -p 2026-10 --close
    expect 0 '*3,close,2026-10,*' ''
    equal "$("$CX_BIN/cx-bonus" -p 2026-10)" "$(cat open.csv)"
    equal "$(sqlite3 -batch cx.db "SELECT text FROM seal_texts WHERE seq = 1 AND name = 'sheet'")" "$(cat sealed.csv)"
    # no retro lines for what October was computed with
    equal "$("$CX_BIN/cx-bonus" -p 2026-11 --lines | grep -c ,retro,)" 0
    equal "$(sql "SELECT count(*) FROM audit WHERE arguments LIKE '%--reopen=Payments%'")" 1
    cx bonus -q -p 2026-10 --pay
    expect 0 '*' ''
    cx bonus -p 2026-10 --reopen=more
    expect 1 '' 'cx-bonus: 2026-10 was paid out on 2026-11-02: it stays sealed, *'
    cx bonus --verify
    expect 0 '*4,pay,2026-10,*' '*'
}

@test "--verify names the first thing that is not as it was written" {
    use_sealed
    cx bonus --verify
    expect 0 $'seq,action,period,at,total,reason,version,hash\n1,close,2026-10,*' \
        'cx-bonus: seals and audit log are as they were written'
    # without the triggers, which SQL can drop
    [[ $(sql "UPDATE seal_texts SET text = 'x'") == *'what is sealed is never changed'* ]]
    [[ $(sql "INSERT OR REPLACE INTO seal_texts VALUES (1, 'lines', 'x')") == *'never added to'* ]]
    [[ $(sql 'DELETE FROM seals') == *'never changed'* ]]
    cp cx.db whole.db
    local change
    for change in "UPDATE seal_texts SET text = replace(text, '3487.11', '9487.11') WHERE name = 'sheet'" \
        "UPDATE seals SET total = total + 1" "DELETE FROM seal_texts WHERE name = 'plan/tiers'"; do
        cp whole.db cx.db
        tamper "$change"
        cx bonus --verify
        expect 1 '' 'cx-bonus: seal 1 (close 2026-10): was changed: its hash is not that of its texts'
    done
    cp whole.db cx.db
    tamper 'DELETE FROM seals; DELETE FROM seal_texts'
    cx bonus --verify
    expect 1 '' 'cx-bonus: the audit log knows "seal 1 close 2026-10 *", which is gone or another'
    cp whole.db cx.db
    tamper "UPDATE audit SET arguments = 'x' WHERE seq = 1"
    cx bonus --verify
    expect 1 '' 'cx-bonus: audit row 1 was changed or one before it is gone'
    mv whole.db cx.db
    cx bonus -q --verify -o seals.csv
    expect 0 '' ''
    equal "$(rows seals.csv)" 1
}

@test "a trigger or an index that is gone is named by every program" {
    local gone
    use_sealed
    cp cx.db whole.db
    for gone in 'trigger seals_insert' 'index payments_account' 'view sealed_periods'; do
        cp whole.db cx.db
        equal "$(sql "DROP $gone")" ''
        cx bonus -p 2026-10
        expect 3 '' "cx-bonus: *cx.db: the $gone is gone: restore a backup, or ask whoever changed it"
        cx import --list
        expect 0 '*' ''
    done
}

@test "an edited seal is neither printed nor paid, and no month is sealed after it" {
    local args
    use_sealed
    tamper "UPDATE seal_texts SET text = replace(text, '3487.11', '9487.11')"
    export CX_TODAY=2026-12-02
    for args in '-p 2026-10' '-p 2026-10 --lines' '-p 2026-10 --per=person' '-p 2026-10 -o book.xlsx' '-p 2026-10 --pay' \
        '-p 2026-10 --pay -n' '-p 2026-10 --recompute' '-p 2026-10 --explain=E1011' '-p 2026-11' '-p 2026-11 --close'; do
        # shellcheck disable=SC2086
        cx bonus $args
        expect 3 '' 'cx-bonus: 2026-10: what was sealed has been changed since, and is neither printed nor paid: *'
    done
    [[ ! -e book.xlsx ]]
    equal "$(sql 'SELECT count(*) FROM seals')" 1
}

@test "kept sums that were edited are neither shown nor sealed" {
    cp "$BATS_FILE_TMPDIR/golden.db" cx.db
    "$CX_BIN/cx-bonus" -q -p 2026-10 >before.csv
    cp cx.db whole.db
    equal "$(sql "UPDATE day_sums SET sums = (SELECT sums FROM day_sums WHERE fact = 'payment'
        ORDER BY length(sums) DESC LIMIT 1) WHERE fact = 'payment'")" ''
    for args in '' --close --check; do
        cx bonus -p 2026-10 $args
        expect 3 '' 'cx-bonus: the kept sums of payment from 20* on are not *: cx-score -p PERIOD --rebuild makes all of them again; *'
    done
    cx score -q -p 2026-10 --rebuild -o x.csv
    expect 0 '' ''
    cx bonus -q -p 2026-10 --close
    expect 0 '*' ''
    equal "$("$CX_BIN/cx-bonus" -p 2026-10)" "$(cat before.csv)"
}

@test "two who close at once: one does" {
    local round one two
    for round in {1..5}; do
        cp "$BATS_FILE_TMPDIR/golden.db" cx.db
        "$CX_BIN/cx-bonus" -q -p 2026-10 --close >one.csv 2>one.txt &
        one=$!
        "$CX_BIN/cx-bonus" -q -p 2026-10 --close >two.csv 2>two.txt &
        two=$!
        wait $one && one=0 || one=$?
        wait $two && two=0 || two=$?
        equal $((one + two)) 1
        equal "$(cat one.txt two.txt)" 'cx-bonus: 2026-10 is sealed already, since 2026-11-02: cx-bonus -p 2026-10 prints it'
        equal "$(sql 'SELECT count(*) FROM seals')" 1
    done
    cx bonus -q --verify
    expect 0 '*' ''
}

@test "what doesn't go together" {
    cx bonus -p 2026-10 --close --pay
    expect 2 '' "cx-bonus: --close, --pay, --reopen, --recompute and --verify don't go together*"
    cx bonus -p 2026-10 --close --lines
    expect 2 '' '*go with no other view*'
    cx bonus --close
    expect 2 '' '*period*'
    cx bonus -p 2026-10 --recompute
    expect 1 '' 'cx-bonus: 2026-10 is not sealed: cx-bonus -p 2026-10 computes it'
    chmod a-w cx.db
    run --separate-stderr as_user "$CX_BIN/cx-bonus" -p 2026-10 --close
    expect 3 '' "*can't be written*"
    equal "$(sql 'SELECT count(*) FROM seals')" 0
}
