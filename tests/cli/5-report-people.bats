# cx-report on people and teams: trend, progress, promotion, training, skills, against what cx-score says of
# each month and SQL over the facts.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    cd "$BATS_FILE_TMPDIR"
    for month in 2026-08 2026-09 2026-10; do
        "$CX_BIN/cx-score" -d demo.db -p $month -o posts-$month.csv
        "$CX_BIN/cx-score" -d demo.db -p $month --by=team -o teams-$month.csv
        "$CX_BIN/cx-score" -d demo.db -p $month --by=company -o company-$month.csv
        sqlite3 -batch -init /dev/null tables.db ".import --csv posts-$month.csv p" \
            ".import --csv teams-$month.csv t" ".import --csv company-$month.csv c" \
            "CREATE TABLE IF NOT EXISTS posts AS SELECT * FROM p WHERE 0; INSERT INTO posts SELECT * FROM p; DROP TABLE p;
             CREATE TABLE IF NOT EXISTS teams AS SELECT * FROM t WHERE 0; INSERT INTO teams SELECT * FROM t; DROP TABLE t;
             CREATE TABLE IF NOT EXISTS company AS SELECT * FROM c WHERE 0; INSERT INTO company SELECT * FROM c; DROP TABLE c;"
    done
    for kind in targets trainings employees holidays teams; do
        sqlite3 -batch -init /dev/null tables.db ".import --csv '$(ls "$DEMO"/{plan,data}/$kind.csv 2>/dev/null)' k_$kind"
    done
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
}

tables() {
    sql "$1" "$BATS_FILE_TMPDIR/tables.db"
}

@test "trend: each cell is what cx-score says of that period" {
    local metric
    for metric in recovered_amount compliance_rate contacts; do
        load_report trend -p 2026-10 --periods=3 --by=$metric
        # a team that was opened later has nothing yet
        equal "$metric $(sql "SELECT team_id, \"2026-08\", \"2026-09\", \"2026-10\" FROM r" t.db)" "$metric $(tables "
            SELECT team_id, coalesce(max($metric) FILTER (WHERE period = '2026-08' AND opened_on <= '2026-08-31'), ''),
                   max($metric) FILTER (WHERE period = '2026-09'), max($metric) FILTER (WHERE period = '2026-10')
            FROM teams JOIN k_teams USING (team_id) GROUP BY 1 HAVING max($metric) <> '' ORDER BY 1")"
        equal "$metric $(sql "SELECT count(*) FROM r WHERE change <> '' AND abs(change - (\"2026-10\" - \"2026-09\")) > 1e-9" t.db)" "$metric 0"
    done
    load_report trend -p 2026-10 --periods=2 --by=talk_h --per=company
    equal "$(tail -1 report.csv | cut -d, -f2-4)" "company,$(tables "SELECT group_concat(talk_h) FROM company WHERE period > '2026-08'")"
    load_report trend -p 2026-10 --periods=1 --by=score --per=employee
    equal "$(sql 'SELECT employee_id, "2026-10" FROM r ORDER BY 1' t.db)" "$(tables "
        SELECT employee_id, score FROM (SELECT employee_id, score, row_number() OVER (PARTITION BY employee_id ORDER BY CAST(days AS INT) DESC, since) AS n
                                        FROM posts WHERE period = '2026-10') WHERE n = 1 AND score <> '' ORDER BY 1")"
    cx report trend -p 2026-10 -f table --by=recovered_amount --periods=3
    expect 0 '*T04 *▁▂█*' ''
}

@test "progress: done is what cx-score says of the days so far, due is the target by working days" {
    "$CX_BIN/cx-score" -q -p 2026-10-01..2026-10-20 --as-of=2026-10-20T18:00 --metrics=recovered_amount -o posts.csv
    "$CX_BIN/cx-score" -q -p 2026-10-01..2026-10-20 --as-of=2026-10-20T18:00 --by=team -o teams.csv
    load_report progress -p 2026-10 --as-of=2026-10-20T18:00
    sqlite3 -batch -init /dev/null t.db '.import --csv posts.csv p' '.import --csv teams.csv t'
    equal "$(sql "SELECT scope_id, done FROM r WHERE scope = 'team' ORDER BY 1" t.db)" \
        "$(sql "SELECT team_id, recovered_amount FROM t WHERE team_id IN (SELECT scope_id FROM r WHERE scope = 'team') ORDER BY 1" t.db)"
    equal "$(sql "SELECT scope_id, done FROM r WHERE scope = 'employee' ORDER BY 1" t.db)" \
        "$(sql "SELECT employee_id, printf('%.2f', sum(recovered_amount)) FROM p
                WHERE employee_id IN (SELECT scope_id FROM r WHERE scope = 'employee') GROUP BY 1 ORDER BY 1" t.db)"
    local days="WITH RECURSIVE d (d) AS (VALUES ('2026-10-01') UNION ALL SELECT date(d, '+1 day') FROM d WHERE d < '2026-10-31'),
        w AS (SELECT d FROM d WHERE strftime('%w', d) BETWEEN '1' AND '5' AND d NOT IN (SELECT day FROM k_holidays)),
        n AS (SELECT count(*) AS whole, count(*) FILTER (WHERE d <= '2026-10-20') AS part FROM w)"
    equal "$(tables "$days SELECT whole, part FROM n")" '17|9'
    sqlite3 -batch -init /dev/null t.db ".import --csv '$DEMO/data/targets.csv' targets"
    equal "$(sql "SELECT scope_id, target, expected, gap, state, forecast FROM r WHERE metric = 'recovered_amount' ORDER BY scope, scope_id" t.db)" \
        "$(sql "SELECT r.scope_id, printf('%.2f', value), printf('%.2f', round(value * 9 / 17.0, 2)),
                printf('%.2f', done - round(value * 9 / 17.0, 2)), iif(CAST(done AS REAL) < round(value * 9 / 17.0, 2), 'behind', 'on_track'),
                printf('%.2f', round(done + done * 8 / 9.0, 2))
                FROM r JOIN targets t ON t.scope = r.scope AND t.scope_id = r.scope_id AND metric_id = metric AND t.period = '2026-10'
                WHERE metric = 'recovered_amount' ORDER BY r.scope, r.scope_id" t.db)"
    equal "$(sql "SELECT count(*) FROM r WHERE low <> '' AND NOT (low + 0 <= forecast + 0 AND forecast + 0 <= high + 0)" t.db)" 0
    # who is behind needs so much a working day more than they brought
    equal "$(sql "SELECT count(*), count(*) FILTER (WHERE abs(behind_per_day - max(0, (target - done) / 8 - done / 9)) > 0.011)
                  FROM r WHERE behind_per_day <> ''" t.db)" "$(sql "SELECT count(*) FROM r WHERE metric IN ('recovered_amount', 'recovery_rate_90')" t.db)|0"
}

# expected_at TIME AMOUNT: what is expected of E1, whose target is 1800.
expected_at() {
    cx report progress -p 2026-10 --employee=E1 --as-of="$1"
    equal "$(grep -c . <<<"$output") $(cut -d, -f7 <<<"${lines[1]}")" "2 $2"
}

@test "progress: a Saturday made up for, other weekdays, and the hours of a day" {
    rm "$CX_DB"
    csv teams.csv team_id T1
    csv employees.csv employee_id,team_id,hired_on E1,T1,2026-01-01 E2,T1,2026-01-01
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv metrics.csv metric_id,unit,formula income,money,recovered
    csv targets.csv scope,scope_id,metric_id,period,value employee,E1,income,2026-10,1800 employee,E2,income,2026-10,5
    csv holidays.csv day 2026-10-0{1,2,5,6,7}
    import -q {teams,employees,measures,metrics,targets,holidays}.csv
    # 22 weekdays, 5 of them holidays: 2 of 17 are over with Friday the 9th
    expected_at 2026-10-10 '211.76'
    csv made-up.csv day,name,works 2026-10-10,made-up,yes
    import -q -k holidays made-up.csv
    expected_at 2026-10-10 '300.00'
    expected_at 2026-10-10T00:00 '200.00' # a time, unlike the date alone
    expected_at 2026-10-10T13:30 '250.00'
    # a week from Sunday to Thursday, with shorter days; the worked Saturday stays
    csv settings.csv name,value 'work_days,sun mon tue wed thu' work_hours,10:00-14:00
    import -q settings.csv
    # Sundays 4, 11, 18, 25 come to 13 Mondays to Thursdays and the 10th: 18; the 4th, the 8th and the 10th are over
    expected_at 2026-10-10 '300.00'
    expected_at 2026-10-11T11:00 '325.00'
    # a setting without a value has its default again
    csv settings.csv name,value work_days, work_hours,
    import -q settings.csv
    expected_at 2026-10-11 '300.00'
    csv settings.csv name,value work_days,monday work_hours,18:00-09:00
    cx import settings.csv
    expect 1 '' '*settings.csv:2: value: "monday" does not name days of the week: write them as in mon tue wed thu fri
*settings.csv:3: value: "18:00-09:00" is not a span of the day: write it as in 09:00-18:00*'
}

@test "progress: the target of a 53rd week, which only some years have, and of the weeks beside it" {
    rm "$CX_DB"
    csv teams.csv team_id T1
    csv employees.csv employee_id,team_id,hired_on E1,T1,2019-01-01
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv metrics.csv metric_id,unit,formula income,money,recovered
    csv targets.csv scope,scope_id,metric_id,period,value employee,E1,income,2026-W52,52 employee,E1,income,2026-W53,53 \
        employee,E1,income,2027-W01,1 employee,E1,income,2020-W53,20
    import -q {teams,employees,measures,metrics,targets}.csv
    target() {
        cx report progress -p "$1" --employee=E1 --as-of="$2"
        equal "$(cut -d, -f5 <<<"${lines[1]}")" "$3"
    }
    target 2026-W52 2026-12-27 52.00
    target 2026-W53 2027-01-03 53.00
    target 2027-W01 2027-01-10 1.00
    target 2020-W53 2021-01-03 20.00
    local period
    for period in 2025-W53 2027-W53 2021-W53 2026-W00 2026-W54; do
        cx report progress -p $period
        expect 2 '' "*$period*"
        csv targets.csv scope,scope_id,metric_id,period,value employee,E1,income,$period,1
        cx import targets.csv
        expect 1 '' "cx-import: targets.csv:2: period: \"$period\" *"
    done
}

@test "promotion: months, the ranking of the mean monthly score, courses" {
    load_report promotion -p 2026-10
    equal "$(sql "SELECT employee_id, rank, score, months, courses, candidate FROM r WHERE rank <> ''" t.db)" "$(tables "
        WITH mean AS (SELECT employee_id, round(sum(score * days) / sum(days), 4) AS score FROM posts WHERE score <> '' GROUP BY 1),
        here AS (SELECT DISTINCT employee_id, hired_on FROM k_employees e
                 WHERE (left_on = '' OR left_on >= '2026-10-31') AND hired_on <= '2026-10-31'),
        card AS (SELECT employee_id, scorecard, max(since) FROM posts WHERE period = '2026-10' GROUP BY 1),
        ranked AS (SELECT *, rank() OVER (PARTITION BY scorecard ORDER BY score DESC) AS rank, count(*) OVER (PARTITION BY scorecard) AS n,
                   (2026 - strftime('%Y', hired_on)) * 12 + 10 - strftime('%m', hired_on) - (strftime('%d', hired_on) > '31') AS months,
                   (SELECT count(*) FROM k_trainings t WHERE t.employee_id = mean.employee_id AND passed = 'yes'
                    AND completed_on <= '2026-10-31') AS courses
                   FROM mean JOIN here USING (employee_id) JOIN card USING (employee_id))
        SELECT employee_id, rank, printf('%.4f', score), months, courses,
               iif(months >= 24 AND rank <= (n * 20 + 99) / 100 AND courses > 0, 'yes', 'no')
        FROM ranked ORDER BY rank, employee_id")"
    equal "$(sql "SELECT count(*) FROM r WHERE (candidate = 'yes') <> (lacks = '')" t.db)" 0
}

@test "training: the difference of differences of the months around it" {
    load_report training -p 2026-09 --by=satisfaction
    equal "$(sql 'SELECT course, trained, others, effect FROM r' t.db)" "$(tables "
        WITH person AS (SELECT period, employee_id, round(sum(customer_score_sum) / sum(customer_scores), 6) AS satisfaction
                        FROM posts GROUP BY 1, 2 HAVING sum(customer_scores) > 0),
        change AS (SELECT b.employee_id, a.satisfaction - b.satisfaction AS d FROM person b JOIN person a USING (employee_id)
                   WHERE b.period = '2026-08' AND a.period = '2026-10'),
        courses AS (SELECT DISTINCT course FROM k_trainings),
        parts AS (SELECT course, d, EXISTS (SELECT 1 FROM k_trainings t WHERE t.employee_id = change.employee_id AND t.course = courses.course
                         AND completed_on BETWEEN '2026-09-01' AND '2026-09-30') AS treated,
                  EXISTS (SELECT 1 FROM k_trainings t WHERE t.employee_id = change.employee_id AND t.course = courses.course
                         AND completed_on <= '2026-10-31') AS took FROM courses, change)
        SELECT course, sum(treated), sum(NOT took), printf('%.6f', round(avg(d) FILTER (WHERE treated) - avg(d) FILTER (WHERE NOT took), 6))
        FROM parts GROUP BY course HAVING sum(treated) > 0 ORDER BY course")"
}

@test "skills: recovered and rate of the month's stages, and an interval around the rate" {
    load_report skills -p 2026-10
    # the stages add up to what each recovered while they held the account, from due accounts
    equal "$(sql "SELECT count(*) > 50, sum(abs(rate - recovered / exposed) > 5.1e-7),
                  sum(NOT (low <= rate AND rate <= high)), sum((differs = 'above') <> (low > mean)), sum((differs = 'below') <> (high < mean))
                  FROM (SELECT CAST(rate AS REAL) rate, CAST(recovered AS REAL) recovered, CAST(exposed AS REAL) exposed,
                        CAST(low AS REAL) low, CAST(high AS REAL) high, CAST(mean AS REAL) mean, differs FROM r WHERE exposed <> '0.00')" t.db)" '1|0|0|0|0'
    # a segment of the plan: the same figures as a measure of the plan with the same condition
    csv segments.csv segment_id,title,when 'card,卡,product = '"'credit_card'"
    csv measures.csv measure_id,fact,unit,value,where "card_held,payment,money,amount,held = 1 and product = 'credit_card'" \
        "card_exposed,exposure,money,opening + placed,product = 'credit_card'"
    import segments.csv measures.csv
    load_report skills -p 2026-10
    "$CX_BIN/cx-score" -p 2026-10 -o posts.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv posts.csv p'
    # people of one post only: of the others exposure doesn't add up over posts
    equal "$(sql "SELECT employee_id, recovered, exposed FROM r WHERE employee_id IN (SELECT employee_id FROM p GROUP BY 1 HAVING count(*) = 1) ORDER BY 1" t.db)" \
        "$(sql "SELECT employee_id, card_held, card_exposed FROM p WHERE employee_id IN (SELECT employee_id FROM r) GROUP BY 1 HAVING count(*) = 1 ORDER BY 1" t.db)"
}
