# The sample company (scripts/demo): its October is as it was when somebody last read it, and agrees
# with SQL over the facts that shares nothing with cx but the design.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$PWD/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    export CX_TODAY=2026-11-02
    "$CX_BIN/cx-score" -d demo.db -p 2026-10 -o posts.csv
    "$CX_BIN/cx-score" -d demo.db -p 2026-10 --by=team -o teams.csv
    "$CX_BIN/cx-score" -d demo.db -p 2026-10 --by=company -o company.csv
    "$CX_BIN/cx-bonus" -d demo.db -p 2026-10 -o sheet.csv
    "$CX_BIN/cx-bonus" -d demo.db -p 2026-10 --lines -o lines.csv
    for table in posts teams company sheet lines; do
        sqlite3 -batch -init /dev/null tables.db ".import --csv $table.csv $table"
    done
    # the files as they are, not as cx imported them
    for file in "$DEMO"/data/*.csv; do
        sqlite3 -batch -init /dev/null facts.db ".import --csv '$file' $(basename "$file" .csv)"
    done
}

tables() {
    sql "$1" "$BATS_FILE_TMPDIR/tables.db"
}

facts() {
    sql "$1" "$BATS_FILE_TMPDIR/facts.db"
}

# Posts with their last day; rows that differ from the one before in pay only are no new post.
posts="posts AS (
    SELECT employee_id, team_id, since, coalesce(
               date(lead(since) OVER (PARTITION BY employee_id ORDER BY since), '-1 day'),
               nullif(gone, ''), '9999-12-31') AS last
    FROM (SELECT employee_id, team_id, since, max(left_on) OVER (PARTITION BY employee_id) AS gone,
                 lag(team_id || role) OVER (PARTITION BY employee_id ORDER BY since) IS team_id || role AS same
          FROM employees)
    WHERE NOT same)"

# The cents of each payment, to whom they are credited: by credits, to the cent by largest remainder,
# or to whoever held the account; a reversal as the payment that it reverses.
credited="$posts,
paid AS (SELECT p.payment_id, date(p.paid_at) AS day, CAST(round(p.amount * 100) AS INT) AS cents,
                coalesce(o.payment_id, p.payment_id) AS source, p.account_id,
                date(coalesce(o.paid_at, p.paid_at)) AS source_day
         FROM payments p LEFT JOIN payments o ON o.payment_id = nullif(p.reverses, '')),
shares AS (SELECT paid.payment_id, day, cents, employee_id, CAST(round(share * 1000000) AS INT) AS share
           FROM paid JOIN credits c ON c.payment_id = source
           UNION ALL
           SELECT payment_id, day, cents, employee_id, 1000000 FROM paid JOIN assignments a USING (account_id)
           WHERE a.\"from\" <= source_day AND (a.\"to\" = '' OR a.\"to\" > source_day)
             AND source NOT IN (SELECT payment_id FROM credits)),
parts AS (SELECT *, abs(cents) * share / 1000000 AS whole,
                 row_number() OVER (PARTITION BY payment_id
                                    ORDER BY abs(cents) * share % 1000000 DESC, employee_id) AS place,
                 abs(cents) - sum(abs(cents) * share / 1000000) OVER (PARTITION BY payment_id) AS rest
          FROM shares),
credited AS (SELECT payment_id, day, employee_id, sign(cents) * (whole + (place <= rest)) AS cents FROM parts),
placed AS (SELECT credited.*, team_id, since FROM credited JOIN posts USING (employee_id)
           WHERE day BETWEEN since AND last)"

@test "all of it is imported" {
    local name
    for name in "$DEMO"/{plan,data}/*.csv; do
        name=$(basename "$name" .csv)
        [[ $name == assignments || ! -e $DEMO/data/$name.csv ]] && continue
        equal "$name $(sql "SELECT count(*) FROM $name" "$BATS_FILE_TMPDIR/demo.db")" \
            "$name $(facts "SELECT count(*) FROM $name")"
    done
    equal "$(sql 'PRAGMA foreign_key_check; PRAGMA integrity_check' "$BATS_FILE_TMPDIR/demo.db")" ok
}

@test "October's scores, bonuses and ranking, as tests/cli/redo last wrote them" {
    must "$CX_SOURCE/tests/cli/redo" "$CX_BIN"
}

@test "the company recovered what was paid" {
    equal "$(tables 'SELECT recovered FROM company')" \
        "$(facts "SELECT printf('%.2f', sum(CAST(round(amount * 100) AS INT)) / 100.0) FROM payments
                  WHERE paid_at >= '2026-10-01' AND paid_at < '2026-11-01'")"
}

@test "each post recovered what is credited to it, each team what its posts did" {
    equal "$(tables "SELECT employee_id, team_id, since, recovered FROM posts WHERE recovered + 0 <> 0
                     ORDER BY employee_id, since")" \
        "$(facts "WITH $credited
            SELECT employee_id, team_id, since, printf('%.2f', sum(cents) / 100.0) FROM placed
            WHERE day BETWEEN '2026-10-01' AND '2026-10-31' GROUP BY 1, 2, 3 HAVING sum(cents) <> 0
            ORDER BY employee_id, since")"
    equal "$(tables "SELECT team_id, recovered FROM teams WHERE recovered + 0 <> 0 ORDER BY 1")" \
        "$(facts "WITH RECURSIVE $credited,
            up (team_id, above) AS (SELECT team_id, team_id FROM teams
                UNION SELECT up.team_id, parent_id FROM up JOIN teams ON teams.team_id = above WHERE parent_id <> '')
            SELECT above, printf('%.2f', sum(cents) / 100.0) FROM placed JOIN up USING (team_id)
            WHERE day BETWEEN '2026-10-01' AND '2026-10-31' GROUP BY 1 HAVING sum(cents) <> 0 ORDER BY 1")"
    # there are credits, reversals and changes of hands in it
    facts "SELECT count(*) FROM payments JOIN credits USING (payment_id) WHERE paid_at LIKE '2026-10%'" | grep -qv '^0$'
    facts "SELECT count(*) FROM payments WHERE reverses <> '' AND paid_at LIKE '2026-10%'" | grep -qv '^0$'
}

@test "contacts, seconds, feedback and complaints by post" {
    equal "$(tables "SELECT employee_id, since, contacts + 0, talk_s + 0, connected + 0 FROM posts WHERE contacts + 0 > 0
                     ORDER BY 1, 2")" \
        "$(facts "WITH $posts SELECT employee_id, since, printf('%.1f', count(*)), printf('%.1f', sum(duration_s)),
                printf('%.1f', sum(outcome IN ('talked', 'refused', 'disputed', 'promised', 'paid')))
            FROM contacts JOIN posts USING (employee_id) WHERE date(started_at) BETWEEN since AND last
            AND started_at LIKE '2026-10-%' GROUP BY 1, 2 ORDER BY 1, 2")"
    equal "$(tables "SELECT employee_id, since, customer_scores + 0, customer_score_sum + 0 FROM posts
                     WHERE customer_scores + 0 > 0 ORDER BY 1, 2")" \
        "$(facts "WITH $posts SELECT employee_id, since, printf('%.1f', count(*)), printf('%.1f', sum(score))
            FROM feedback JOIN posts USING (employee_id) WHERE date(at) BETWEEN since AND last
            AND at LIKE '2026-10-%' AND kind = 'customer' GROUP BY 1, 2 ORDER BY 1, 2")"
    equal "$(tables "SELECT employee_id, since, complaints + 0 FROM posts WHERE complaints + 0 > 0 ORDER BY 1, 2")" \
        "$(facts "WITH $posts SELECT employee_id, since, printf('%.1f', count(*))
            FROM complaints JOIN posts USING (employee_id) WHERE date(at) BETWEEN since AND last
            AND at LIKE '2026-10-%' AND upheld <> 'no' GROUP BY 1, 2 ORDER BY 1, 2")"
}

@test "the company's opening is what was owed when October began" {
    equal "$(tables 'SELECT opening FROM company')" "$(facts "
        WITH paid AS (SELECT account_id, sum(CAST(round(amount * 100) AS INT)) AS paid FROM payments
                      WHERE paid_at < '2026-10-01' GROUP BY 1),
             waived AS (SELECT account_id, sum(CAST(round(amount * 100) AS INT)) AS waived FROM arrangements
                        WHERE kind = 'waiver' AND agreed_on < '2026-10-01' GROUP BY 1),
             owed AS (SELECT CAST(round(amount * 100) AS INT) - coalesce(paid, 0) - coalesce(waived, 0) AS owed
                      FROM accounts LEFT JOIN paid USING (account_id) LEFT JOIN waived USING (account_id)
                      WHERE coalesce(nullif(placed_on, ''), due_on) <= '2026-10-01')
        SELECT printf('%.2f', sum(owed) / 100.0) FROM owed WHERE owed > 0")"
}

@test "what is paid is the sum of its lines; nobody is paid twice" {
    equal "$(tables "SELECT employee_id FROM sheet s WHERE CAST(round(total * 100) AS INT) <>
        (SELECT coalesce(sum(CAST(round(amount * 100) AS INT)), 0) FROM lines l
         WHERE (l.employee_id, l.team_id, l.since) = (s.employee_id, s.team_id, s.since))")" ''
    equal "$(tables 'SELECT employee_id, team_id, since, rule_id FROM lines GROUP BY 1, 2, 3, 4 HAVING count(*) > 1')" ''
    equal "$(tables 'SELECT employee_id, team_id, since FROM sheet')" "$(tables 'SELECT employee_id, team_id, since FROM posts')"
}

# Nothing is built here: cmake and the installer are there in name only.
@test "quickstart speaks the language that cx does" {
    local top=$BATS_TEST_TMPDIR/top said
    mkdir -p "$top/build/release" "$top/scripts" "$top/bin"
    ln -s "$CX_BIN" "$top/build/release/cmd"
    ln -s "$DEMO" "$top/scripts/demo"
    cp "$CX_SOURCE/scripts/quickstart" "$top/scripts/"
    ln -s "$(type -P true)" "$top/bin/cmake"
    ln -s "$(type -P true)" "$top/scripts/install-packages"
    said=$(PATH=$top/bin:$PATH CX_LANG=zh_CN "$top/scripts/quickstart" 2>&1) || { echo "$said"; return 1; }
    [[ $said == *'1. 编译'*'得分'*'完成。文件如下：'*'man/zh_CN/cx-start.7'* && $said != *Done* ]]
    said=$(PATH=$top/bin:$PATH CX_LANG=en "$top/scripts/quickstart" 2>&1)
    [[ $said == *'1. Building'*'Done. These are the files:'*'man/cx-start.7'* && $said != *完成* ]]
}
