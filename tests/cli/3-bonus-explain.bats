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
            # headings of lines: ### title [(team …)]: amount
            sed -n '/^## How each amount/,/^## [WT]/p' statement.md | grep -E '^### .*: -?[0-9,]+\.[0-9]{2}$' |
                sed -E 's/^### ([^ (:]*).*: (-?[0-9,.]+)$/\1 \2/; s/,//g' | sort >said
            awk -F, -v id="$id" 'NR == FNR { if (FNR > 1) title[$1] = $3; next }
                FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
                $at["employee_id"] == id { print title[$at["rule_id"]], $at["amount"] }' \
                "$COMPANY/rules.csv" "$expected/lines.csv" | sort >wanted
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
    equal "$(sed -n '/^### recovered: /,/^Figures/p' statement.md | tr -d , | awk -F'|' '/ [AP][0-9]/ { sum += $5 } END { printf "%.2f\n", sum }')" 73799.49
    # … and they are those of the accounts that E301 held, by SQL of our own
    equal "$(sql "SELECT printf('%.2f', sum(p.amount) / 100.0) FROM payments p JOIN assignments a ON a.account_id = p.account_id
        AND a.\"from\" <= p.paid_at / 86400 AND (a.\"to\" IS NULL OR p.paid_at / 86400 < a.\"to\")
        WHERE $(id a.employee_id) = 'E301' AND date(p.paid_at, 'unixepoch') LIKE '2026-10-%'
          AND p.payment_id NOT IN (SELECT payment_id FROM credits) AND p.reverses IS NULL")" \
        "$(sed -n '/^### recovered: /,/^Figures/p' statement.md | tr -d , | awk -F'|' '/ A[0-9]/ && $3 !~ /R/ { sum += $5 } END { printf "%.2f\n", sum }')"
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
    equal "$output" 0 # no marks
    cx bonus -p 2026-10 --explain=E101 -f csv
    expect 2 '' '*--explain writes md, html, or table, which is plain text*'
    cx bonus -p 2026-10 --explain=E101 -o a.xlsx
    expect 2 '' '*--explain writes md, html, or table*'
    [[ ! -e a.xlsx ]]
}

@test "every figure of a hundred statements, in both languages, follows from those printed on it" {
    skip_without node nodejs
    local month company id figures
    CX_DB=$PWD/edges.db import "$CX_SOURCE"/tests/golden/edges/*.csv
    for month in 2026-09 2026-10; do
        for company in cx edges; do
            for id in $(CX_DB=$company.db "$CX_BIN/cx-bonus" -p $month --per=person | sed 1d | cut -d, -f2); do
                CX_DB=$company.db "$CX_BIN/cx-bonus" -p $month --explain="$id" -o "$company-$month-$id.md"
                CX_DB=$company.db "$CX_BIN/cx-bonus" --lang=zh_CN -p $month --explain="$id" -o "$company-$month-$id.zh"
            done
        done
    done
    run node "$CX_SOURCE/tests/cli/recompute.js" ./*.md
    [[ $status == 0 && $output =~ ^([0-9]+)\ statements,\ ([0-9]+)\ figures$ ]] || { echo "$output"; return 1; }
    ((BASH_REMATCH[1] >= 100 && BASH_REMATCH[2] >= 6000))
    figures=$output
    run node "$CX_SOURCE/tests/cli/recompute.js" ./*.zh
    equal "$output" "$figures" # the same figures, and as many
    # … and it would be seen: a cent, a weight, a rate, a payment, what violations take
    local edit
    for edit in 's/to the cent: 41.77/x/; s/^- To the cent: 41.77/- To the cent: 41.78/' 's/× 40 = 33.2327/× 41 = 33.2327/' \
        's/^- Rate: \(.*\) = 0.545741/- Rate: \1 = 0.545742/' 's/\(P00259 .*\)1,392.23/\11,392.24/'; do
        sed "$edit" cx-2026-10-E104.md >edited
        ! cmp -s edited cx-2026-10-E104.md || return 1
        run node "$CX_SOURCE/tests/cli/recompute.js" edited
        equal "$status" 1
    done
    grep -q 'Without these contacts it would be 64' cx-2026-09-E402.md
    sed 's/Without these contacts it would be 64/Without these contacts it would be 65/' cx-2026-09-E402.md >edited
    run node "$CX_SOURCE/tests/cli/recompute.js" edited
    equal "$status" 1
}

@test "a person is named by their name as well, where nobody else has it" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E104 -o id.md
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=赵强 -o name.md
    assert_same id.md name.md
    csv employees.csv employee_id,name,team_id,role,hired_on,base_salary E999,赵强,T1,collector,2026-11-01,1
    import employees.csv
    cx bonus -p 2026-10 --explain=赵强
    expect 2 '' 'cx-bonus: 2 people are called "赵强": write one of the ids E104, E999'*
}

@test "a statement as a page: all of it, escaped, and nothing fetched" {
    csv adjustments.csv adjustment_id,period,employee_id,amount,reason,approved_by 'J1,2026-10,E104,1,<b>late</b> & more,Li'
    csv settings.csv name,value 'ask,薪酬组 <8001>'
    import adjustments.csv settings.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E104 -o page.html
    head -2 page.html | grep -q '<html lang="en">'
    grep -qF '<strong>1,801.09</strong>' page.html
    grep -qF '&lt;b&gt;late&lt;/b&gt; &amp; more' page.html
    grep -qF 'Questions about this statement: 薪酬组 &lt;8001&gt;' page.html
    run grep -ciE '<script|https?:|src=|<b>' page.html
    equal "$output" 0
    local tag
    for tag in ul li table strong p h2 h3; do
        equal "$tag $(grep -oE "<$tag[ >]" page.html | wc -l)" "$tag $(grep -o "</$tag>" page.html | wc -l)"
    done
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E104 -f html >again.html
    assert_same page.html again.html
}

@test "everybody's statement in a folder: a page each for its owner alone, and an index that adds up" {
    cx bonus -p 2026-10 --statements=all
    expect 0 '' 'cx-bonus: all: 23 statements'
    equal "$(find all -type f ! -perm 600)" ''
    equal "$(stat -c %a all)" 700
    equal "$(find all -name '*.html' ! -name index.html | wc -l)" 23
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E104 -f html | diff - all/E104.html
    grep -qF '<a href="E104.html">E104</a></td><td>赵强</td>' all/index.html
    equal "$(sed -n 's|.*colspan="3">Total</td><td class="n">\([0-9,.]*\)</td>.*|\1|p' all/index.html | tr -d ,)" \
        "$("$CX_BIN/cx-bonus" -p 2026-10 --lines | sed 1d |
            cut -d, -f11 | awk '{ sum += $1 } END { printf "%.2f", sum }')"
    cx bonus -p 2026-10 --statements=all -o x.html
    expect 2 '' '*--statements writes pages to its folder*'
    cx bonus -p 2026-10 --statements=no/such
    expect 3 '' "cx-bonus: no/such: the folder can't be made: No such file or directory"
}

@test "a score edited in the pipe is told as it came" {
    "$CX_BIN/cx-score" -p 2026-10 | sed 's/^\(2026-10,E101,.*,\)81.1988,/\191.1988,/' |
        "$CX_BIN/cx-bonus" - --explain=E101 >statement.md
    grep -q 'Your score is \*\*91.1988\*\*' statement.md
    grep -qF -- '- Your score was given to cx by another program: 91.1988.' statement.md
    # 6,500 × 0.2 × 0.911988 × 1
    grep -qF -- '- 1,300.00 × 0.911988 × 31 / 31 days = 1,185.58' statement.md
}

@test "nobody, or nothing to tell" {
    cx bonus -p 2026-10 --explain=E999
    expect 2 '' 'cx-bonus: there is no employee "E999": *'
    cx bonus -p 2020-01 --explain=E101
    expect 1 '' 'cx-bonus: employee E101 has no post in 2020-01, and is paid nothing else then: their first post begins on 20??-??-??'
    cx bonus -p 2026-10 --explain=E101 --lines
    expect 2 '' '*--explain goes with no other view*'
    cx bonus --explain=E101
    expect 2 '' '*no period given*'
}

@test "a sealed month: the same while nothing comes late; then what was sealed is said, and put right a month later" {
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >open.md
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >sealed.md
    local hash
    hash=$(sql "SELECT hash FROM seals WHERE action = 'close'")
    sed "s/^2026-10 is not sealed yet: .*/2026-10 was sealed on 2026-11-02, and no longer changes. Hash of the seal: \`$hash\`/" open.md |
        diff -u - sealed.md
    local account
    account=$(sql "SELECT $(id account_id) FROM assignments WHERE $(id employee_id) = 'E101' AND \"from\" <= 20757
        AND (\"to\" IS NULL OR \"to\" > 20757) LIMIT 1")
    csv payments.csv payment_id,account_id,paid_at,amount "L1,$account,2026-10-31,10"
    import payments.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E101 >late.md
    grep -q '^You are paid \*\*2,086.04\*\*' late.md
    grep -q '^That is what counts. ' late.md
    "$CX_BIN/cx-bonus" --as-of=2026-12-02 -p 2026-11 --explain=E101 >next.md
    # as much as the lines differ by that the statement of October names
    equal "$(sed -n 's/^### Correction for 2026-10: //p' next.md)" \
        "$(sed -n 's/^- .*: \([-0-9,.]*\) instead of \([-0-9,.]*\)$/\1 \2/p' late.md | tr -d , | awk '{ sum += $1 - $2 } END { printf "%.2f", sum }')"
}
