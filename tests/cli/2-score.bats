# cx-score: what its tables hold, checked by other means where there are any.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
    cd "$BATS_FILE_TMPDIR"
    "$CX_BIN/cx-score" -d golden.db -p 2026-10 -o posts.csv
    "$CX_BIN/cx-score" -d golden.db -p 2026-10 --by=team -o teams.csv
    "$CX_BIN/cx-score" -d golden.db -p 2026-10 --by=company -o company.csv
    "$CX_BIN/cx-score" -d golden.db -p 2026-10 --long -o lines.csv
    for table in posts teams company lines; do
        sqlite3 -batch -init /dev/null tables.db ".import --csv $table.csv $table"
    done
}

golden() {
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

# tables QUERY: over the tables posts, teams, company, lines as cx-score wrote them for October.
tables() {
    sql "$1" "$BATS_FILE_TMPDIR/tables.db"
}

# facts QUERY: over the database.
facts() {
    sql "$1" "$BATS_FILE_TMPDIR/golden.db"
}

# The rows of October, in the time of the event.
october() {
    echo "$1 >= unixepoch('2026-10-01') AND $1 < unixepoch('2026-11-01')"
}

@test "a row per post, columns in the plan's order" {
    equal "$(head -1 "$BATS_FILE_TMPDIR/posts.csv" | cut -d, -f1-14)" \
        period,employee_id,name,team_id,role,since,scorecard,days,score,rank,grade,recovered_amount,recovery_rate,recovery_rate_90
    equal "$(head -1 "$BATS_FILE_TMPDIR/posts.csv" | cut -d, -f12- | tr , '\n')" \
        "$(facts 'SELECT metric_id FROM metrics ORDER BY seq; SELECT measure_id FROM measures ORDER BY seq')"
    # E104 changed team on the 11th, E302 on the 25th
    equal "$(tables "SELECT team_id, since, days FROM posts WHERE employee_id IN ('E104', 'E302')")" \
        'T1|2023-01-01|10
T5|2026-10-11|21
T3|2025-01-16|24
T1|2026-10-25|7'
    equal "$(tables "SELECT count(*) FROM posts WHERE period <> '2026-10'")" 0
}

@test "contacts and seconds of each post are those of its days" {
    equal "$(facts "
        SELECT $(id c.employee_id), count(*), sum(duration_s) FROM contacts c
        WHERE $(october started_at)
          AND EXISTS (SELECT 1 FROM employees e WHERE e.employee_id = c.employee_id
                      AND since <= started_at / 86400 AND coalesce(left_on, 9e9) >= started_at / 86400)
        GROUP BY 1 ORDER BY 1")" \
        "$(tables "SELECT employee_id, CAST(sum(contacts) AS INT), CAST(sum(talk_s) AS INT) FROM posts
                   GROUP BY 1 HAVING sum(contacts) > 0 ORDER BY 1")"
}

@test "measures of events add up from posts to teams; the company has what nobody has, too" {
    for measure in recovered recovered_90 contacts connected promises_due kept talk_s complaints arranged; do
        equal "$measure $(tables "SELECT printf('%.2f', sum($measure)) FROM posts WHERE team_id <> 'X1'")" \
            "$measure $(tables "SELECT printf('%.2f', $measure) FROM teams WHERE team_id = 'S'")"
    done
    equal "$(tables 'SELECT recovered FROM company')" \
        "$(facts "SELECT $(money 'sum(amount)') FROM payments WHERE $(october paid_at)")"
    equal "$(tables 'SELECT CAST(contacts AS INT) FROM company')" \
        "$(facts "SELECT count(*) FROM contacts WHERE $(october started_at)")"
}

@test "metrics are formulas over measures as published" {
    equal "$(tables "SELECT name FROM (
            SELECT employee_id name, recovery_rate r, recovered a, exposed b FROM posts UNION ALL
            SELECT employee_id, compliance_rate, clean_contacts, contacts FROM posts UNION ALL
            SELECT employee_id, satisfaction, customer_score_sum, customer_scores FROM posts UNION ALL
            SELECT team_id, churn_rate, customers - customers_kept, customers FROM teams UNION ALL
            SELECT 'company', recovery_rate_90, recovered_90, exposed_90 FROM company)
        WHERE r <> CASE WHEN b + 0 = 0 THEN '' ELSE printf('%.6f', 1.0 * a / b) END")" ''
}

@test "prev_ is the period before" {
    golden
    "$CX_BIN/cx-score" -p 2026-09 --by=team -o before.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv before.csv b' \
        ".import --csv $BATS_FILE_TMPDIR/teams.csv a"
    equal "$(sql "SELECT team_id, recovery_growth FROM a" t.db)" \
        "$(sql "SELECT team_id, CASE WHEN a.recovery_rate = '' OR coalesce(b.recovery_rate, '') IN ('', '0.000000')
                THEN '' ELSE printf('%.6f', a.recovery_rate / b.recovery_rate - 1) END
                FROM a LEFT JOIN b USING (team_id)" t.db)"
}

@test "a scorecard's lines make its score" {
    # attainment is used unrounded, so the printed ones leave a margin
    equal "$(tables "SELECT employee_id, score, sum(weight * attainment) / sum(weight) * 100 made
        FROM lines JOIN posts USING (employee_id, team_id, since) WHERE attainment <> '' AND score <> ''
        GROUP BY employee_id, team_id, since HAVING abs(score - made) > 0.0002")" ''
    equal "$(tables "SELECT employee_id FROM lines JOIN posts USING (employee_id, team_id, since)
        WHERE score <> '' GROUP BY employee_id, team_id, since HAVING abs(sum(points) - score) > 0.0005")" ''
    equal "$(tables "SELECT DISTINCT round(sum(weight), 6) FROM lines GROUP BY employee_id, team_id, since")" 100.0
    equal "$(tables "SELECT count(*) FROM lines WHERE value IS NULL")" 0
}

@test "rank within the scorecard, ties alike; the grade that the score reaches" {
    equal "$(tables "SELECT employee_id, rank, grade FROM posts WHERE score <> '' ORDER BY rowid")" \
        "$(tables "SELECT employee_id, rank() OVER (PARTITION BY scorecard ORDER BY CAST(score AS REAL) DESC),
                          CASE WHEN score >= 90.0 THEN 'A' WHEN score >= 75.0 THEN 'B' WHEN score >= 60.0 THEN 'C' ELSE 'D' END
                   FROM (SELECT rowid AS n, employee_id, scorecard, CAST(score AS REAL) score FROM posts
                         WHERE score <> '') ORDER BY n")"
    equal "$(tables "SELECT employee_id FROM posts WHERE score = '' AND rank || grade <> ''")" ''
    # min_days: E302's second post of the month has 7 days
    equal "$(tables "SELECT count(*) FROM posts WHERE employee_id = 'E302' AND days = 7 AND score = ''")" 1
}

@test "a month by its days, its weeks' days, its quarter" {
    golden
    cx score -p 2026-10-01..2026-10-31 --by=company
    expect 0 'period,*' ''
    equal "$(cut -d, -f22-30 <<<"${lines[1]}")" "$(sed -n 2p "$BATS_FILE_TMPDIR/company.csv" | cut -d, -f22-30)"
    local sum=0 days
    for days in 2026-10-01 2026-10-02..2026-10-20 2026-10-21..2026-10-31; do
        "$CX_BIN/cx-score" -p $days --by=team -o part.csv
        sqlite3 -batch -init /dev/null parts.db ".import --csv --skip $((sum > 0)) part.csv parts"
        sum=1
    done
    for measure in recovered contacts talk_s connected complaints; do
        equal "$(sql "SELECT team_id, printf('%.2f', sum($measure)) FROM parts GROUP BY 1 ORDER BY 1" parts.db)" \
            "$(tables "SELECT team_id, printf('%.2f', $measure) FROM teams ORDER BY 1")"
    done
    cx score -p 2026-Q4 --by=company
    expect 0 '*
2026-Q4,*' 'cx-score: 2026-Q4 has not ended: the figures are provisional, to 2026-11-02'
    cx score -p last-month --as-of=2026-11-15 --by=company
    expect 0 "$(cat "$BATS_FILE_TMPDIR/company.csv")" ''
    CX_TODAY=2026-10-31 cx score -p this-month --by=company
    expect 0 "$(cat "$BATS_FILE_TMPDIR/company.csv")" ''
}

@test "the same data gives the same bytes; nothing is written to the database" {
    golden
    before=$(sha "$CX_DB")
    "$CX_BIN/cx-score" -p 2026-10 >again.csv
    assert_same again.csv "$BATS_FILE_TMPDIR/posts.csv"
    equal "$(sha "$CX_DB")" "$before"
}

@test "a plan of last month stays last month's" {
    golden
    "$CX_BIN/cx-score" -p 2026-09 >before.csv
    sed 's/^\(A,recovery_rate_90,40,\)0.15\(.*\)2026-01-01,$/\10.30\22026-10-01,/' "$COMPANY/scorecards.csv" >scorecards.csv
    head -1 scorecards.csv >new.csv
    grep '^A,.*2026-10-01,$' scorecards.csv >>new.csv
    equal "$(rows new.csv)" 1
    grep '^A,recovery_rate_90' "$COMPANY/scorecards.csv" | sed 's/,$/,2026-10-01/' >>new.csv
    mv new.csv scorecards.csv
    import scorecards.csv
    "$CX_BIN/cx-score" -p 2026-09 >after.csv
    assert_same after.csv before.csv
    "$CX_BIN/cx-score" -p 2026-10 >now.csv
    run cmp -s now.csv "$BATS_FILE_TMPDIR/posts.csv"
    equal "$status" 1
}

@test "nobody, nothing: an empty company, a period before all data" {
    small_db
    cx score -p 2026-10
    expect 0 'period,employee_id,name,team_id,role,since,scorecard,days,score,rank,grade
2026-10,E1,*' ''
    cx score -p 2001-01
    expect 0 'period,employee_id,name,team_id,role,since,scorecard,days,score,rank,grade' ''
    cx score -p 2001-01 -f json
    expect 0 '\[*\]' ''
    cx score -p 2001-01 -f jsonl
    expect 0 '' ''
}

@test "a measure that is text names itself" {
    golden
    csv measures.csv measure_id,fact,unit,value bad,payment,money,"\"coalesce(channel, 1)\""
    import measures.csv
    cx score -p 2026-10
    expect 1 '' 'cx-score: payment P*: measure bad: its value is text*'
    csv measures.csv measure_id,fact,unit,value bad,payment,money,0
    csv metrics.csv metric_id,formula worse,"\"coalesce(nullif(1, 1), 'a')\""
    import measures.csv metrics.csv
    cx score -p 2026-10 -o out.csv
    expect 1 '' 'cx-score: metric worse: its value is text*'
    [[ ! -e out.csv ]]
}

@test "wrong usage" {
    golden
    cx score -p 2026-10 --by=role
    expect 2 '' '*--by must be post, team or company*'
    cx score -p 2026-10 --by=team --long
    expect 2 '' '*--long is only for --by=post*'
    cx score -p 2026-10 E101
    expect 2 '' '*unexpected operand "E101"*'
}

@test "a target of 0 for what should not happen: none is full marks, some is none" {
    rm -f cx.db
    csv teams.csv team_id T1
    csv employees.csv employee_id,team_id,hired_on E1,T1,2026-01-01 E2,T1,2026-01-01 E3,T1,2026-01-01
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,1000 A2,2026-06-01,1000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-06-02 A2,E2,2026-06-02
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100 P2,A2,2026-10-05,100
    csv complaints.csv complaint_id,employee_id,at,upheld C1,E1,2026-10-05,yes
    csv contacts.csv contact_id,employee_id,started_at C1,E1,2026-10-05T10:00 C2,E2,2026-10-05T10:00
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount, \
        complaints,complaint,count,1,"upheld = 'yes'" contacts,contact,count,1,
    csv metrics.csv metric_id,unit,better,formula complaints_n,count,low,complaints \
        complaint_rate,ratio,low,complaints/contacts
    csv scorecards.csv scorecard_id,metric_id,weight,target s,complaints_n,50,0 s,recovered,50,100
    import {teams,employees,accounts,assignments,payments,complaints,contacts,measures,metrics,scorecards}.csv
    scores() { "$CX_BIN/cx-score" -p 2026-10 | tail -n +2 | cut -d, -f9 | paste -sd' '; }
    equal "$(scores)" '50.0000 100.0000 50.0000'
    # the same of a share; E3, without a contact, has none, and the other half counts for all
    csv scorecards.csv scorecard_id,metric_id,weight,target s,complaint_rate,50,0 s,recovered,50,100
    rm cx.db
    import {teams,employees,accounts,assignments,payments,complaints,contacts,measures,metrics,scorecards}.csv
    equal "$(scores)" '50.0000 100.0000 0.0000'
    # set as a person's target, beside the scorecard's
    csv targets.csv scope,scope_id,metric_id,period,value employee,E2,complaint_rate,2026-10,0 employee,E1,complaint_rate,2026-10,1
    import targets.csv
    equal "$(scores)" '100.0000 100.0000 0.0000'
}
