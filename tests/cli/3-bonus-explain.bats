# cx-bonus --explain: one person's statement, for the person whose money it is.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" cx.db
}

# An amount as statements write it: thousands apart.
grouped() {
    sed -E ':a; s/^(-?[0-9]+)([0-9]{3})/\1,\2/; ta' <<<"$1"
}

@test "statements of two people of the golden company, as tests/cli/redo last wrote them" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E104 -o E104.md
    assert_same "$CX_SOURCE/tests/golden/explain/E104.md" E104.md
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E402 -o E402.txt
    assert_same "$CX_SOURCE/tests/golden/explain/E402.txt" E402.txt
}

@test "of each person: the total is that of totals.csv, each line's amount that of lines.csv" {
    local month expected id total count
    for month in 2026-09 2026-10; do
        expected=$COMPANY/expected
        [[ $month == 2026-09 ]] && expected=$COMPANY/expected-09
        while IFS=, read -r _ id total; do
            "$CX_BIN/cx-bonus" -p $month --explain="$id" >statement.md
            grep -qF "You are paid **$(grouped "$total")**." statement.md || { echo "$month $id: not $total"; return 1; }
            # headings of lines: ### title (rule) [(team …)]: amount
            grep -E '^### .*: -?[0-9,]+\.[0-9]{2}$' statement.md | sed '/^### recovered/d; /^### unheld/d; /^### owned_/d' |
                sed -E 's/^### [^(]*\(([a-z0-9_]+)\).*: (-?[0-9,.]+)$/\1 \2/; s/,//g' | sort >said
            awk -F, -v id="$id" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
                $at["employee_id"] == id { print $at["rule_id"], $at["amount"] }' "$expected/lines.csv" | sort >wanted
            assert_same wanted said
        done < <(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
            { print "x," $at["employee_id"] "," $at["total"] }' "$expected/totals.csv")
    done
    count=$(wc -l <"$COMPANY/expected/totals.csv")
    ((count > 20))
}

@test "the payments behind a commission add up to what it is paid on" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E301 >statement.md
    # 20,000 × 2 % + 30,000 × 3 % + 23,799.49 × 5 % = 400 + 900 + 1,189.9745
    grep -qF -- '- To the cent: 2,489.97' statement.md
    equal "$(sed -n '/^### recovered: /,/^Figures/p' statement.md | awk -F'|' '/ [AP][0-9]/ { sum += $5 } END { printf "%.2f\n", sum }')" 73799.49
    # … and they are those of the accounts that E301 held, by SQL of our own
    equal "$(sql "SELECT printf('%.2f', sum(p.amount) / 100.0) FROM payments p JOIN assignments a ON a.account_id = p.account_id
        AND a.\"from\" <= p.paid_at / 86400 AND (a.\"to\" IS NULL OR p.paid_at / 86400 < a.\"to\")
        WHERE $(id a.employee_id) = 'E301' AND date(p.paid_at, 'unixepoch') LIKE '2026-10-%'
          AND p.payment_id NOT IN (SELECT payment_id FROM credits) AND p.reverses IS NULL")" \
        "$(sed -n '/^### recovered: /,/^Figures/p' statement.md | awk -F'|' '/ A[0-9]/ && $3 !~ /R/ { sum += $5 } END { printf "%.2f\n", sum }')"
}

@test "adjustments are told with reason and approver, and are in the sum" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by J1,2026-10,E101,-100.01,Overpaid,Li
    import adjustments.csv
    cx bonus -p 2026-10 --explain=E101
    expect 0 $'*You are paid \*\*1,986.03\*\**### Adjustment J1: -100.01\n\nOverpaid (approved by Li)*' ''
}

@test "Markdown, on a terminal too; plain text by -f table or .txt; nothing else" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >a.md
    head -1 a.md | grep -q '^# Bonus of .* (E101) for 2026-10$'
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 -f md -o b.txt
    assert_same a.md b.txt
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 -f table >a.txt
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 -o c.txt
    assert_same a.txt c.txt
    sed -n 2p a.txt | grep -q '^===*$'
    run grep -c '[`*|]' a.txt
    equal "$output" "$(grep -c ' \* ' a.txt)" # no marks, only what formulas multiply
    cx bonus -p 2026-10 --explain=E101 -f csv
    expect 2 '' '*--explain writes md, or table, which is plain text*'
    cx bonus -p 2026-10 --explain=E101 -o a.xlsx
    expect 2 '' '*--explain writes md, or table*'
    [[ ! -e a.xlsx ]]
}

@test "a score edited in the pipe is told as it came" {
    "$CX_BIN/cx-score" -p 2026-10 | sed 's/^\(2026-10,E101,.*,\)81.1988,/\191.1988,/' |
        "$CX_BIN/cx-bonus" - --explain=E101 >statement.md
    grep -q 'Your score is \*\*91.1988\*\*' statement.md
    # 6,500 × 0.2 × 0.911988 × 1
    grep -qF -- '- 1,300.00 × 0.911988 × 31 / 31 days = 1,185.58' statement.md
}

@test "nobody, or nothing to tell" {
    cx bonus -p 2026-10 --explain=E999
    expect 1 '' 'cx-bonus: there is no employee "E999": *'
    cx bonus -p 2020-01 --explain=E101
    expect 1 '' 'cx-bonus: employee E101 has no post in 2020-01, and is paid nothing else then'
    cx bonus -p 2026-10 --explain=E101 --lines
    expect 2 '' '*--explain goes with no other view*'
    cx bonus --explain=E101
    expect 2 '' '*no period given*'
}

@test "a sealed month: the same while nothing comes late; then what was sealed is said, and put right a month later" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >open.md
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >sealed.md
    assert_same open.md sealed.md
    local account
    account=$(sql "SELECT $(id account_id) FROM assignments WHERE $(id employee_id) = 'E101' AND \"from\" <= 20757
        AND (\"to\" IS NULL OR \"to\" > 20757) LIMIT 1")
    csv payments.csv payment_id,account_id,paid_at,amount "L1,$account,2026-10-31,10"
    import payments.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >late.md
    grep -q '^But 2026-10 was sealed with \*\*2,086.04\*\* for you' late.md
    "$CX_BIN/cx-bonus" --as-of=2026-12-02 -p 2026-11 --explain=E101 >next.md
    # as much as the two statements of October differ by
    equal "$(sed -n 's/^### Put right of 2026-10: //p' next.md)" \
        "$(awk '/^You are paid/ { gsub(/[^0-9.]/, "", $4); sub(/\.$/, "", $4); print $4 }' late.md sealed.md | paste -sd' ' | awk '{ printf "%.2f", $1 - $2 }')"
}
