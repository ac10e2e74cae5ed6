# cx-bonus: what if, what teams cost, and the budget.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" cx.db
}

# raised FILE: the tiers with 3 instead of 2 % in the lowest of commissions.
raised() {
    sed 's/^comm,0,20000,0.02$/comm,0,20000,0.03/' "$COMPANY/tiers.csv" >"$1"
}

# sums FILE COLUMN: an amount's sum, in cents.
sums() {
    sqlite3 -batch -init /dev/null :memory: ".import --csv '$1' t" \
        "SELECT sum(CAST(round($2 * 100) AS INT)) FROM t"
}

@test "before is the sheet, after is the sheet once the table is imported; nothing is stored" {
    raised t.csv
    must "$CX_BIN/cx-bonus" -p 2026-10 -o kept.csv # sums are kept
    before=$(sha cx.db)
    "$CX_BIN/cx-bonus" -p 2026-10 --with=tiers=t.csv >whatif.csv 2>said
    equal "$(sha cx.db)" "$before"
    equal "$(head -1 whatif.csv)" employee_id,name,before,after,difference
    "$CX_BIN/cx-bonus" -p 2026-10 --per=person -o before.csv
    import -k tiers t.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --per=person -o after.csv
    sqlite3 -batch -init /dev/null :memory: '.import --csv whatif.csv w' '.import --csv before.csv b' \
        '.import --csv after.csv a' "SELECT w.employee_id, w.before, w.after, w.difference FROM w
            LEFT JOIN b USING (employee_id) LEFT JOIN a USING (employee_id)
            WHERE w.before IS NOT b.total OR w.after IS NOT a.total
               OR w.difference <> printf('%.2f', a.total - b.total)
        UNION ALL SELECT employee_id, '', '', '' FROM b WHERE employee_id NOT IN (SELECT employee_id FROM w)" >wrong
    equal "$(cat wrong)" ''
    equal "$(cat said)" "cx-bonus: $(sqlite3 -batch -init /dev/null :memory: '.import --csv whatif.csv w' \
        "SELECT printf('%d of %d people get something else: %.2f before, %.2f after, %+.2f',
            sum(difference <> '0.00'), count(*), sum(before), sum(after), sum(difference)) FROM w")"
    (($(sums whatif.csv difference) > 0))
}

@test "several tables at once; the file is the whole table" {
    sed 's/,comm,marginal/,flat,marginal/' "$COMPANY/rules.csv" | grep -v '^cap,' >rules.csv
    { cat "$COMPANY/tiers.csv"; echo flat,0,,0.01; } >new.csv
    cx bonus -p 2026-10 --with=rules.csv
    expect 1 '' 'cx-bonus: rules.csv:*: tier_id: there are no tiers called "flat"
cx-bonus: rules.csv:*: tier_id: there are no tiers called "flat"
cx-bonus: 2 rows are bad'
    cx bonus -q -p 2026-10 --with=rules.csv --with=tiers=new.csv
    expect 0 'employee_id,*' ''
    csv none.csv rule_id,seq,kind
    cx bonus -q -p 2026-10 --with=rules=none.csv
    expect 0 '*' ''
    equal "$(cut -d, -f4 <<<"$output" | sort -u)" "$(printf '%s\n' 0.00 after)"
}

# tried_like_imported FILE: of adjustments, 111 for E101.
tried_like_imported() {
    cx bonus -p 2026-10 --with=adjustments="$1"
    expect 0 'employee_id,*' 'cx-bonus: 1 of * people get something else: * after, +111.00'
    must "$CX_BIN/cx-bonus" -p 2026-10 -o kept.csv # sums are kept
    before=$(sha cx.db)
    must "$CX_BIN/cx-bonus" -q -p 2026-10 --with=adjustments="$1" -o whatif.csv
    equal "$(cat whatif.csv)" "$output"
    equal "$(sha cx.db)" "$before"
    import -k adjustments "$1"
    "$CX_BIN/cx-bonus" -p 2026-10 --per=person -o after.csv
    equal "$(grep ^E101 whatif.csv | cut -d, -f4)" "$(grep ,E101, after.csv | sed 's/.*,//')"
}

@test "adjustments, before any sums are kept and after" {
    csv a.csv adjustment_id,period,employee_id,amount,reason,approved_by E007,2026-10,E101,111,x,Boss
    tried_like_imported a.csv
}

@test "adjustments whose ids have a form that the database doesn't know" {
    csv a.csv adjustment_id,period,employee_id,amount,reason,approved_by \
        NEW-2026/7,2026-10,E101,100,x,Boss first,2026-10,E101,11,x,Boss
    tried_like_imported a.csv
}

@test "without rights to write, beside a writer, and from stdin" {
    raised t.csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --with=tiers=t.csv >wanted
    "$CX_BIN/cx-bonus" -q -p 2026-10 --with=tiers=- <t.csv >piped
    assert_same piped wanted
    chmod 400 cx.db
    chmod 500 .
    run --separate-stderr as_user "$CX_BIN/cx-bonus" -q -p 2026-10 --with=tiers=t.csv
    chmod 700 .
    expect 0 "$(cat wanted)" ''
    chmod 600 cx.db
    coproc { sqlite3 -batch -init /dev/null cx.db; }
    echo "BEGIN IMMEDIATE; SELECT 'locked';" >&"${COPROC[1]}"
    read -r answer <&"${COPROC[0]}"
    equal "$answer" locked
    cx bonus -q -p 2026-10 --with=tiers=t.csv
    expect 0 "$(cat wanted)" ''
    echo 'ROLLBACK;' >&"${COPROC[1]}"
    # shellcheck disable=SC2154
    kill "$COPROC_PID"
}

@test "with scores on stdin, before and after are of those scores" {
    raised t.csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --with=tiers=t.csv >wanted
    "$CX_BIN/cx-score" -p 2026-10 | "$CX_BIN/cx-bonus" -q - --with=tiers=t.csv >piped
    assert_same piped wanted
}

@test "a table shows totals" {
    raised t.csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --with=tiers=t.csv >whatif.csv
    cx bonus -q -p 2026-10 --with=tiers=t.csv -f table
    expect 0 '*' ''
    equal "$(tail -1 <<<"$output" | tr -s ' ')" "Total $(sqlite3 -batch -init /dev/null :memory: \
        '.import --csv whatif.csv w' "SELECT printf('%.2f %.2f %.2f', sum(before), sum(after), sum(difference)) FROM w")"
}

@test "what is wrong with a table" {
    csv rules.csv rule_id,seq,kind,amount,for_team a,1,amount,5x, b,2,amount,5,T99
    cx bonus -p 2026-10 --with=rules.csv
    expect 1 '' 'cx-bonus: rules.csv:2: amount: "5x" is not an amount of money
cx-bonus: rules.csv:3: for_team: "T99" is not among the teams: import it first, or correct it
cx-bonus: 2 rows are bad'
    cx bonus -p 2026-10 --with=rules=nowhere.csv
    expect 3 '' 'cx-bonus: nowhere.csv: No such file or directory'
    cx bonus -p 2026-10 --with=new.csv
    expect 2 '' '*--with: "new.csv": write KIND=FILE*'
    cx bonus -p 2026-10 --with=contacts=c.csv
    expect 2 '' "*--with: contacts can't be tried out*"
    cx bonus -p 2026-10 --with=rules.csv --lines
    expect 2 '' '*--with compares people*'
    cx bonus - --with=rules=- <rules.csv
    expect 2 '' "*stdin can't be scores and a table at once*"
}

@test "--by=team: the sums of the sheet, and of child teams" {
    "$CX_BIN/cx-bonus" -p 2026-10 -o sheet.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --by=team -o teams.csv
    sqlite3 -batch -init /dev/null both.db '.import --csv sheet.csv s' '.import --csv teams.csv t' \
        ".import --csv '$COMPANY/teams.csv' tree"
    equal "$(sql "SELECT team_id, posts, people, kpi, total FROM t WHERE posts > 0" both.db)" \
        "$(sql "SELECT team_id, count(*), count(DISTINCT employee_id), printf('%.2f', sum(kpi)),
                printf('%.2f', sum(total)) FROM s GROUP BY 1 ORDER BY 1" both.db)"
    equal "$(sql "SELECT team_id, with_child_teams FROM t ORDER BY 1" both.db)" \
        "$(sql "WITH RECURSIVE up (team, above) AS (SELECT team_id, team_id FROM tree
                UNION SELECT team, parent_id FROM up JOIN tree ON team_id = above WHERE parent_id <> '')
            SELECT above, printf('%.2f', total(s.total)) FROM up LEFT JOIN s ON s.team_id = team GROUP BY 1 ORDER BY 1" both.db)"
    equal "$(sums teams.csv total)" "$(sums sheet.csv total)"
    cx bonus -p 2026-10 --by=role
    expect 2 '' '*--by is team*'
    cx bonus -p 2026-10 --by=team --per=person
    expect 2 '' "*--by=team doesn't go with --per and --lines*"
}

@test "--budget: by how much the sheet is over or under" {
    "$CX_BIN/cx-bonus" -p 2026-10 -o sheet.csv
    total=$(sqlite3 -batch -init /dev/null :memory: '.import --csv sheet.csv s' \
        "SELECT printf('%.2f', sum(total)) FROM s")
    cx bonus -p 2026-10 --budget="$total"
    expect 0 "$(cat sheet.csv)" "cx-bonus: the sheet of $total is 0.00 under the budget of $total"
    cx bonus -p 2026-10 --budget="¥1,000,000.50" -q
    expect 0 "$(cat sheet.csv)" ''
    less=$(sqlite3 :memory: "SELECT printf('%.2f', $total - 0.01)")
    cx bonus -p 2026-10 --budget="$less" --per=person
    expect 1 'period,*' "cx-bonus: the sheet of $total is 0.01 over the budget of $less"
    raised t.csv
    cx bonus -p 2026-10 --budget="$total" --with=tiers=t.csv
    expect 1 'employee_id,*' "*cx-bonus: the sheet of * over the budget of $total"
    cx bonus -p 2026-10 --budget=lots
    expect 2 '' '*--budget: "lots" is not an amount of money*'
}

# on_terminal COLUMNS COMMAND...
on_terminal() {
    script -qec "stty cols $1; ${*:2}" /dev/null </dev/null | tr -d '\r'
}

@test "on a terminal no line of a sheet is wider than it; no amount is lost, or its column is named" {
    for columns in 60 80 120 1000; do
        on_terminal $columns "'$CX_BIN/cx-bonus' -p 2026-10" >shown
        (($(wc -L <shown) <= columns))
        # what is shown are totals of the whole sheet, the sum of all among them
        equal "$(comm -23 <(grep ^Total shown | tr -s ' ' '\n' | grep '[0-9]' | sort) \
            <("$CX_BIN/cx-bonus" -p 2026-10 -f table | tail -1 | tr -s ' ' '\n' | grep '[0-9]' | sort))" ''
        grep ^Total shown | grep -qw 72737.28
        ((columns == 1000)) || grep -q '^Not shown for lack of room (see --wide): ' shown
    done
    equal "$("$CX_BIN/cx-bonus" -p 2026-10 -f table | wc -l)" 29 # a pipe has no width
}

@test "on a terminal rules that paid nobody are named, not shown" {
    on_terminal 80 "'$CX_BIN/cx-bonus' -p 2026-10" >shown
    equal "$(head -2 shown)" 'Period: 2026-10'
    grep -qx 'Empty or 0 in all rows: 客户维护标兵, 扩张保率, Retro, Adjustment' shown
    "$CX_BIN/cx-bonus" -p 2026-10 --lines >lines.csv
    equal "$(awk -F, '$6 == "star" || $6 == "grow_hold"' lines.csv | cut -d, -f11 | sort -u)" 0.00
}
