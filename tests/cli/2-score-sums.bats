# cx-score: the measures of periods of every form against plain SQL over the database (sums.sql), per post and company.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

# A measure of the table t as the database would keep it: whole cents, whole counts, scores in millionths.
whole() {
    case $1 in
    recovered | recovered_90 | unheld | exposed | exposed_90 | opening | closing) echo "CAST(round($1 * 100) AS INT)" ;;
    *_score_sum) echo "CAST(round($1 * 1000000) AS INT)" ;;
    *) echo "CAST(round($1) AS INT)" ;;
    esac
}

# agree PERIOD FROM TO: TO is the day after the last.
agree() {
    local measure wrong
    rm -f sums.db posts.csv company.csv
    cp "$BATS_FILE_TMPDIR/golden.db" sums.db
    "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p "$1" -o posts.csv
    "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p "$1" --by=company -o company.csv
    sqlite3 -batch -init /dev/null -cmd ".param set :from $(($(date -ud "$2" +%s) / 86400))" \
        -cmd ".param set :to $(($(date -ud "$3" +%s) / 86400))" sums.db <"$BATS_TEST_DIRNAME/sums.sql"
    sqlite3 -batch -init /dev/null sums.db '.import --csv posts.csv t' '.import --csv company.csv c'
    equal "$1 $(sql 'SELECT DISTINCT period FROM c' sums.db)" "$1 ${4:-$1}"
    equal "$1: $(sql 'SELECT employee_id, since FROM t ORDER BY 1, 2' sums.db)" \
        "$1: $(sql 'SELECT DISTINCT employee_id, since FROM of_post ORDER BY 1, 2' sums.db)"
    for measure in $(sql 'SELECT measure FROM of_company' sums.db); do
        wrong=$(sql "SELECT employee_id, since, $(whole "$measure"), n FROM t JOIN of_post USING (employee_id, since)
                     WHERE measure = '$measure' AND ($(whole "$measure") <> n OR $measure = '')
                     UNION ALL SELECT 'company', '', $(whole "$measure"), n FROM c JOIN of_company
                     WHERE measure = '$measure' AND $(whole "$measure") <> n" sums.db)
        equal "$1 $measure $wrong" "$1 $measure "
    done
}

# something MEASURE...: the last period has some of it, of people and the company.
something() {
    local measure
    for measure; do
        equal "$measure $(sql "SELECT (SELECT count(*) > 1 FROM of_post WHERE measure = '$measure' AND n <> 0),
                               (SELECT n <> 0 FROM of_company WHERE measure = '$measure')" sums.db)" "$measure 1|1"
    done
}

@test "quarters" {
    CX_TODAY=2027-01-31 agree 2026-Q3 2026-07-01 2026-10-01
    something recovered recovered_90 unheld contacts clean_contacts promises_due kept customer_score_sum exposed
    CX_TODAY=2027-01-31 agree 2026-Q4 2026-10-01 2027-01-01
    something recovered recovered_90 unheld contacts clean_contacts connected promised talk_s effective_s promises_due kept \
        customer_scores customer_score_sum sales_score_sum complaints exposed exposed_90 opening closing held \
        complete customers customers_kept
}

@test "weeks and days" {
    agree 2026-W40 2026-09-28 2026-10-05
    something recovered contacts promises_due exposed opening
    agree 2026-W41 2026-10-05 2026-10-12
    something recovered contacts promises_due exposed
    agree 2026-10-11 2026-10-11 2026-10-12
    CX_TODAY=2026-10-26 agree yesterday 2026-10-25 2026-10-26 2026-10-25
    equal "$(CX_TODAY=2026-10-26 "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p today --by=company | cut -d, -f1 | tail -1)" \
        2026-10-26
}

@test "ranges of days and of months" {
    agree 2026-09-15..2026-10-14 2026-09-15 2026-10-15
    something recovered recovered_90 unheld contacts promises_due kept customer_score_sum exposed exposed_90 closing
    agree 2026-08..2026-10 2026-08-01 2026-11-01
    something recovered recovered_90 contacts promises_due kept customer_score_sum exposed
    agree 2026-10-10..2026-10-10 2026-10-10 2026-10-11
}

@test "months and years" {
    agree 2026-10 2026-10-01 2026-11-01
    agree last-month 2026-10-01 2026-11-01 2026-10
    equal "$(CX_TODAY=2026-09-30 "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p this-month --by=company |
        cut -d, -f1 | tail -1)" 2026-09
    CX_TODAY=2027-01-31 agree 2026 2026-01-01 2027-01-01
    something recovered exposed held
}

@test "metrics of any period are formulas over its measures" {
    local period
    for period in 2026-Q4 2026-W41 2026-09-15..2026-10-14 2026-10-05 2026-08..2026-09; do
        rm -f t.db
        "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p $period -o posts.csv
        "$CX_BIN/cx-score" -d "$BATS_FILE_TMPDIR/golden.db" -p $period --by=team -o teams.csv
        sqlite3 -batch -init /dev/null t.db '.import --csv posts.csv p' '.import --csv teams.csv t'
        for table in p t; do
            # the same half-up rounding of doubles to 6 decimals is not at stake: 0.0000011 is let off
            equal "$period $(sql "SELECT * FROM (
                SELECT recovery_rate r, recovered a, exposed b FROM $table UNION ALL
                SELECT recovery_rate_90, recovered_90, exposed_90 FROM $table UNION ALL
                SELECT compliance_rate, clean_contacts, contacts FROM $table UNION ALL
                SELECT complaint_rate, complaints, contacts FROM $table UNION ALL
                SELECT satisfaction, customer_score_sum, customer_scores FROM $table UNION ALL
                SELECT connect_rate, connected, contacts FROM $table UNION ALL
                SELECT promise_kept_rate, kept, promises_due FROM $table UNION ALL
                SELECT overdue_reduction, opening - closing, opening FROM $table UNION ALL
                SELECT info_completeness, complete, held FROM $table UNION ALL
                SELECT churn_rate, customers - customers_kept, customers FROM $table UNION ALL
                SELECT talk_h, talk_s, 3600 FROM $table)
                WHERE (r = '') <> (b + 0 = 0) OR abs(r - 1.0 * a / b) > 0.0000011" t.db)" "$period "
        done
    done
}
