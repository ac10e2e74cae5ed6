# cx-score --explain: the events behind a scorecard make its figures.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

golden() {
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

# Everybody's events of a month, beside what cx-score prints: tables events, posts, lines, teams, before (posts
# of the month before) and, by the plan's formulas, uses: what a metric needs of which period.
explain_all() {
    local month=$1 before=$2 employee measure
    rm -f e.db events.csv
    "$CX_BIN/cx-score" -p "$month" -o posts.csv
    "$CX_BIN/cx-score" -p "$month" --long -o lines.csv
    "$CX_BIN/cx-score" -p "$month" --by=team -o teams.csv
    "$CX_BIN/cx-score" -p "$before" -o before.csv
    while read -r employee; do
        "$CX_BIN/cx-score" -p "$month" --explain="$employee" -f csv >one.csv
        [[ -e events.csv ]] || head -1 one.csv >events.csv
        tail -n +2 one.csv >>events.csv
    done < <(tail -n +2 posts.csv | cut -d, -f2 | sort -u)
    for table in posts lines teams before events; do
        sqlite3 -batch -init /dev/null e.db ".import --csv $table.csv $table"
    done
    sql "ATTACH '$CX_DB' AS cx; CREATE TABLE measures AS SELECT measure_id name FROM cx.measures;
         CREATE TABLE metrics AS SELECT metric_id name, formula FROM cx.metrics;
         CREATE TABLE team_cards AS SELECT DISTINCT scorecard_id FROM cx.scorecards WHERE subject = 1;
         CREATE TABLE words (metric, word)" e.db
    sqlite3 -batch -init /dev/null -separator ' ' e.db 'SELECT * FROM metrics' |
        awk '{ for (i = 2; i <= NF; i++) { gsub(/[^a-z0-9_]+/, " ", $i); n = split($i, w, " ")
               for (k = 1; k <= n; k++) printf "INSERT INTO words VALUES (\047%s\047, \047%s\047);\n", $1, w[k] } }' |
        sqlite3 -batch -init /dev/null e.db
    sql "CREATE TABLE uses AS
         WITH RECURSIVE r (metric, name, prev) AS (
             SELECT name, name, 0 FROM metrics UNION SELECT name, name, 0 FROM measures UNION
             SELECT metric, replace(word, 'prev_', ''), prev OR word LIKE 'prev\_%' ESCAPE '\'
             FROM r JOIN words USING (metric) WHERE r.name = metric UNION
             SELECT r.metric, replace(word, 'prev_', ''), prev OR word LIKE 'prev\_%' ESCAPE '\'
             FROM r JOIN words w ON w.metric = r.name WHERE r.metric <> r.name)
         SELECT metric, name measure, prev FROM r WHERE name IN (SELECT name FROM measures);
         CREATE TABLE vals (scope, id, since, measure, value)" e.db
    while read -r measure; do
        sql "INSERT INTO vals SELECT 'post', employee_id, since, '$measure', round($measure * 1000000) FROM posts;
             INSERT INTO vals SELECT 'team', team_id, '', '$measure', round($measure * 1000000) FROM teams;
             INSERT INTO vals SELECT 'before', employee_id, '', '$measure', round($measure * 1000000) FROM before
             WHERE employee_id NOT IN (SELECT employee_id FROM before GROUP BY 1 HAVING count(*) > 1)" e.db
    done < <(sql 'SELECT name FROM measures' e.db)
    sql "CREATE TABLE sums AS SELECT period, employee_id, since, metric, measure,
             sum(CAST(round(value * 1000000) AS INT)) value FROM events GROUP BY 1, 2, 3, 4, 5;
         CREATE TABLE compared AS
         SELECT l.employee_id, l.since, l.metric, u.measure, v.value wanted, coalesce(s.value, 0) found
         FROM lines l JOIN uses u ON u.metric = l.metric AND NOT u.prev
         LEFT JOIN team_cards t ON t.scorecard_id = l.scorecard
         JOIN vals v ON v.measure = u.measure AND CASE WHEN t.scorecard_id IS NULL
             THEN scope = 'post' AND id = l.employee_id AND v.since = l.since ELSE scope = 'team' AND id = l.team_id END
         LEFT JOIN sums s ON s.period = '$month' AND s.employee_id = l.employee_id AND s.since = l.since
             AND s.metric = l.metric AND s.measure = u.measure;
         CREATE TABLE compared_before AS
         SELECT l.employee_id, l.metric, u.measure, v.value wanted, coalesce(s.value, 0) found
         FROM lines l JOIN uses u ON u.metric = l.metric AND u.prev
         LEFT JOIN team_cards t ON t.scorecard_id = l.scorecard
         JOIN vals v ON v.measure = u.measure AND scope = 'before' AND id = l.employee_id AND t.scorecard_id IS NULL
         LEFT JOIN sums s ON s.period = '$before' AND s.employee_id = l.employee_id AND s.since = l.since
             AND s.metric = l.metric AND s.measure = u.measure" e.db
}

@test "the events of each measure add up to it: the golden company, both months" {
    golden
    explain_all 2026-10 2026-09
    equal "$(sql 'SELECT * FROM compared WHERE wanted <> found' e.db)" ''
    # every measure that a card uses, and some with events
    equal "$(sql 'SELECT DISTINCT measure FROM compared ORDER BY 1' e.db)" \
        "$(sql 'SELECT DISTINCT measure FROM uses WHERE metric IN (SELECT metric FROM lines) ORDER BY 1' e.db)"
    (($(sql 'SELECT count(*) FROM compared' e.db) > 150))
    (($(sql 'SELECT count(*) FROM compared WHERE found <> 0' e.db) > 100))
    explain_all 2026-09 2026-08
    equal "$(sql 'SELECT * FROM compared WHERE wanted <> found' e.db)" ''
    (($(sql 'SELECT count(*) FROM compared WHERE found <> 0' e.db) > 100))
}

@test "a card with every metric and measure of the plan, prev_ too" {
    golden
    sql 'DELETE FROM scorecards'
    {
        echo scorecard_id,metric_id,weight,method
        sql "SELECT 'all,' || metric_id || ',1,direct' FROM metrics UNION ALL
             SELECT 'all,' || measure_id || ',' || iif(seq = 1, 101 - (SELECT count(*) FROM metrics) - count(*) OVER (), 1) || ',direct'
             FROM measures"
    } >scorecards.csv
    import scorecards.csv
    explain_all 2026-10 2026-09
    equal "$(sql 'SELECT * FROM compared WHERE wanted <> found' e.db)" ''
    equal "$(sql 'SELECT * FROM compared_before WHERE wanted <> found' e.db)" ''
    equal "$(sql 'SELECT count(DISTINCT measure) FROM compared' e.db)" "$(sql 'SELECT count(*) FROM measures')"
    (($(sql 'SELECT count(*) FROM compared_before WHERE found <> 0' e.db) > 20))
    # the facts that the golden company has no measure over are in the unit tests
    equal "$(sql 'SELECT DISTINCT fact FROM events ORDER BY 1' e.db | paste -sd' ')" \
        'arrangement complaint contact customer exposure feedback owned_exposure owned_payment payment promise'
}

@test "the sample company: trainings and costs, too; managers have their teams'" {
    import "$DEMO"/{plan,data}/*.csv
    sql 'DELETE FROM scorecards'
    {
        echo scorecard_id,metric_id,weight,method,for_role,subject
        sql "SELECT 'own,' || metric_id || ',' || iif(seq = 1, 101 - count(*) OVER (), 1) || ',direct,,post' FROM metrics"
        sql "SELECT 'team,' || measure_id || ',' || iif(seq = 1, 101 - count(*) OVER (), 1) || ',direct,manager,team' FROM measures"
    } >scorecards.csv
    import scorecards.csv
    explain_all 2026-10 2026-09
    equal "$(sql 'SELECT * FROM compared WHERE wanted <> found' e.db)" ''
    equal "$(sql 'SELECT * FROM compared_before WHERE wanted <> found' e.db)" ''
    equal "$(sql 'SELECT DISTINCT fact FROM events ORDER BY 1' e.db | paste -sd' ')" \
        'arrangement complaint contact cost customer exposure feedback owned_exposure owned_payment payment promise training'
    (($(sql "SELECT count(*) FROM compared WHERE found <> 0 AND measure IN ('spent', 'courses_passed')" e.db) > 5))
}

@test "the events are those of the tables" {
    golden
    # E104 was in T1 until the 10th
    "$CX_BIN/cx-score" -p 2026-10 --explain=E104 -o events.csv
    sqlite3 -batch -init /dev/null e.db '.import --csv events.csv e'
    equal "$(sql "SELECT event_id, account_id, day, value FROM e WHERE metric = 'complaint_rate' AND measure = 'contacts'
                  ORDER BY 1" e.db)" \
        "$(sql "SELECT $(id contact_id), $(id account_id), date(started_at, 'unixepoch'), '1.000000' FROM contacts
                WHERE $(id employee_id) = 'E104' AND date(started_at, 'unixepoch') BETWEEN '2026-10-01' AND '2026-10-10'
                ORDER BY 1")"
    equal "$(sql "SELECT event_id, value FROM e WHERE measure = 'customer_score_sum' AND since = '2026-10-11' ORDER BY 1" e.db)" \
        "$(sql "SELECT $(id feedback_id), printf('%.6f', score / 1e6) FROM feedback
                WHERE $(id employee_id) = 'E104' AND kind = 0 AND date(at, 'unixepoch') BETWEEN '2026-10-11' AND '2026-10-31'
                ORDER BY 1")"
}

@test "text for people, rows for programs" {
    golden
    cx score -p 2026-10 --explain=E402
    expect 0 'E402 * since * in T4 (collector): 2026-10

31 of 31 days. Scorecard V. Score *

Metric  *
回款金额 (recovered_amount)

Term  *
回款金额 (recovered_amount)  2026-10  E402 since *= recovered
recovered *  2026-10  E402 since *  payment: sum of amount

Events

payment, 2026-10, E402 since *

Event * Account  Day         recovered
*
Total  *' ''
    local text=$output
    cx score -p 2026-10 --explain=E402 -o E402.txt
    expect 0 '' ''
    equal "$(cat E402.txt)" "$text"
    cx score -p 2026-10 --explain=E402 -f md
    expect 0 '# E402 *| Total *' ''
    cx score -p 2026-10 --explain=E402 -f csv
    expect 0 'period,employee_id,since,metric,measure,fact,event_id,account_id,day,value
2026-10,E402,*,recovered_amount,recovered,payment,P*' ''
    cx score -p 2026-10 --explain=E402 -f jsonl
    expect 0 '{"period":"2026-10","employee_id":"E402",*"measure":"recovered","fact":"payment",*' ''
    "$CX_BIN/cx-score" -p 2026-10 --explain=E402 -f xlsx >E402.xlsx
    unzip -tq E402.xlsx
}

@test "nobody, nowhere, no way" {
    golden
    cx score -p 2026-10 --explain=E999
    expect 2 '' 'cx-score: there is no employee "E999": write an id *'
    cx score -p 2019-10 --explain=E104
    expect 1 '' 'cx-score: E104 has no post in 2019-10: their first post begins on 20??-??-??'
    cx score -p 2019-10 --explain=E104 -o out.csv
    expect 1 '' '*'
    [[ ! -e out.csv ]]
    for option in --long --by=team --partial --merge; do
        cx score -p 2026-10 --explain=E104 $option
        expect 2 '' 'cx-score: --explain*'
    done
}
