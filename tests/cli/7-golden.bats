# The golden company: what cx computes is what an independent reference computed, in every cell and
# every cent (golden/README.md). The copy in the repository, and the shared one where it is.

load helper

check_company() {
    local company=$1 month expected golden
    import "$company"/*.csv
    for month in 2026-09 2026-10; do
        expected=$company/expected
        [[ $month == 2026-09 ]] && expected=$company/expected-09
        "$CX_BIN/cx-score" -p $month -o scores.csv
        compare_csv "$expected/scores.csv" scores.csv employee_id team_id since
        "$CX_BIN/cx-score" -p $month --by=team -o teams.csv
        compare_csv "$expected/teams.csv" teams.csv team_id
        "$CX_BIN/cx-bonus" -p $month --lines -o lines.csv
        compare_csv "$expected/lines.csv" lines.csv employee_id team_id since rule_id
        "$CX_BIN/cx-bonus" -p $month --per=person -o people.csv
        compare_csv "$expected/totals.csv" people.csv employee_id
        # the sheet by post adds up to the same
        "$CX_BIN/cx-bonus" -p $month -o sheet.csv
        golden=$(sqlite3 -batch -init /dev/null :memory: ".import --csv sheet.csv s" \
            "SELECT employee_id, printf('%.2f', sum(CAST(round(total * 100) AS INT)) / 100.0) FROM s GROUP BY 1 ORDER BY 1")
        equal "$golden" "$(tail -n +2 "$expected/totals.csv" | cut -d, -f2,3 | tr , '|' | sort)"
        # and so do scores by a pipe
        "$CX_BIN/cx-score" -p $month | "$CX_BIN/cx-bonus" - --lines >piped.csv
        assert_same piped.csv lines.csv
    done
}

@test "the company in the repository" {
    check_company "$COMPANY"
}

@test "the company at its edges" {
    check_company "$CX_SOURCE/tests/golden/edges"
}

# What they expect otherwise is what golden/README.md tells of.
@test "the company at its edges is the shared one" {
    local shared=$CX_SHARED/golden/company-2
    skip_unless_there "$shared"
    diff -r -x 'expected*' "$shared" "$CX_SOURCE/tests/golden/edges"
    equal "$(diff -r "$shared" "$CX_SOURCE/tests/golden/edges" | grep '^[<>]' | cut -d, -f2 | sort -u | paste -sd' ')" 'E200 E201 S T2'
}

@test "imported in two commands, and again, the figures are the same" {
    import "$COMPANY"/{settings,stages,keywords,measures,metrics,tiers,grades,teams,employees,customers,accounts}.csv
    import "$COMPANY"/{contacts,reviews,complaints,payments,credits,assignments,arrangements}.csv
    import "$COMPANY"/{feedback,absences,orders,targets,scorecards,rules}.csv
    import --as-of=2027-01-01 "$COMPANY"/*.csv
    "$CX_BIN/cx-score" -p 2026-10 -o scores.csv
    compare_csv "$COMPANY/expected/scores.csv" scores.csv employee_id team_id since
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    compare_csv "$COMPANY/expected/lines.csv" lines.csv employee_id team_id since rule_id
}

@test "a wrong figure would be found" {
    import "$COMPANY"/*.csv
    sed 's/^\(P00003,.*\),804.80,/\1,804.81,/' "$COMPANY/payments.csv" >payments.csv
    run cmp -s payments.csv "$COMPANY/payments.csv"
    equal "$status" 1
    "$CX_BIN/cx-score" -p 2026-09 --by=team -o before.csv
    sed 's/2026-08-01 17:39:00/2026-09-01 17:39:00/' payments.csv >moved.csv
    import -k payments moved.csv
    "$CX_BIN/cx-score" -p 2026-09 --by=team -o teams.csv
    run compare_csv "$COMPANY/expected-09/teams.csv" teams.csv team_id
    equal "$status" 1
    [[ $output == *'recovered: expected'* ]]
}
