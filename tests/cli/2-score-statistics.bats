# cx-score --correlate and --suggest-weights, against published values and by hand.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

# The company of Anscombe's quartet (1973): eleven people, and in each of four months x and y of one of
# the four, as scores of customers and of sales.
anscombe() {
    local i month at=0 x4
    local x123=(10 8 13 9 11 14 6 4 12 7 5)
    local y=(8.04 6.95 7.58 8.81 8.33 9.96 7.24 4.26 10.84 4.82 5.68
        9.14 8.14 8.74 8.77 9.26 8.10 6.13 3.10 9.13 7.26 4.74
        7.46 6.77 12.74 7.11 7.81 8.84 6.08 5.39 8.15 6.42 5.73
        6.58 5.76 7.71 8.84 8.47 7.04 5.25 12.50 5.56 7.91 6.89)
    csv teams.csv team_id,name,kind T,Team,phone
    echo employee_id,name,team_id,hired_on >employees.csv
    echo feedback_id,kind,employee_id,at,score >feedback.csv
    for i in {0..10}; do
        echo "E$i,N$i,T,2026-01-01" >>employees.csv
        for month in 1 2 3 4; do
            x4=$((i == 7 ? 19 : 8))
            at=$((at + 2))
            echo "F$at,customer,E$i,2026-0$month-10,$((month < 4 ? x123[i] : x4))"
            echo "F$((at + 1)),sales,E$i,2026-0$month-10,${y[(month - 1) * 11 + i]}"
        done >>feedback.csv
    done
    csv measures.csv measure_id,fact,unit,value,where "x,feedback,number,score,kind = 'customer'" \
        "y,feedback,number,score,kind = 'sales'"
    csv metrics.csv metric_id,formula mx,x my,y turned,0-x same,x*0
    import teams.csv employees.csv feedback.csv measures.csv metrics.csv
}

@test "Anscombe's quartet: r is 0.816 in all four" {
    local month
    anscombe
    for month in 1 2 3 4; do
        cx score --correlate=my -p 2026-0$month
        # n 11; z = artanh(0.8164) = 1.146 -/+ 1.96/sqrt(8) = 0.693: 0.425 to 0.951
        expect 0 "period,metric,against,n,r,r_low,r_high,rho,scorecards,flag
2026-0$month,mx,my,11,0.816[2-5]??,0.42????,0.950???,*
2026-0$month,turned,my,11,-0.816[2-5]??,-0.950???,-0.42????,-*
2026-0$month,same,my,11,,,,,," ''
    done
    # published: 0.81642 0.81624 0.81629 0.81652; rho of the four by their ranks: of the fourth, where ten x are tied
    # at mean rank 5.5 and the eleventh has y's highest, 5 sqrt(11 / (11^2 - 1) * 12 / 10 / 11) = 0.5
    equal "$(for month in 1 2 3 4; do "$CX_BIN/cx-score" --correlate=mx -p 2026-0$month | sed -n 2p | cut -d, -f5; done)" \
        '0.816421
0.816237
0.816287
0.816521'
    equal "$("$CX_BIN/cx-score" --correlate=mx -p 2026-04 | sed -n 2p | cut -d, -f8)" 0.500000
}

@test "posts x months: all months of the period; what is null on one side is left out" {
    anscombe
    cx score --correlate=my -p 2026-Q1
    expect 0 '*
2026-Q1,mx,my,33,*' ''
    # nobody has anything in May and June: sums are 0 then, and ratios null
    csv metrics.csv metric_id,formula mx,x my,y 'ratio,"y / nullif(x, 0)"'
    import metrics.csv
    cx score --correlate=ratio -p 2026-04..2026-06
    expect 0 '*
2026-04..2026-06,mx,ratio,11,*' ''
    cx score --correlate=x -p 2026
    expect 0 '*
2026,mx,x,132,1.000000,1.000000,1.000000,1.000000,,*' 'cx-score: 2026 has not ended: *'
    cx score --correlate=mx -p 2019
    expect 0 'period,metric,against,n,r,r_low,r_high,rho,scorecards,flag
2019,my,mx,0,,,,,,
*' ''
}

@test "r and rho of the sample company, by another way: sums over the rows that cx-score writes" {
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
    "$CX_BIN/cx-score" -p 2026-10 --trend=3 -o scores.csv
    "$CX_BIN/cx-score" --correlate=recovery_rate -p 2026-08..2026-10 -o r.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv scores.csv s' '.import --csv r.csv r'
    local metric
    for metric in satisfaction promise_kept_rate talk_h churn_rate recovered_amount; do
        equal "$metric $(sql "
            WITH v AS (SELECT CAST($metric AS REAL) x, CAST(recovery_rate AS REAL) y FROM s
                       WHERE $metric <> '' AND recovery_rate <> ''),
            k AS (SELECT rank() OVER (ORDER BY x) + (count(*) OVER (PARTITION BY x) - 1) / 2.0 i,
                         rank() OVER (ORDER BY y) + (count(*) OVER (PARTITION BY y) - 1) / 2.0 j FROM v),
            m AS (SELECT avg(x) mx, avg(y) my FROM v), n AS (SELECT avg(i) mi, avg(j) mj FROM k)
            SELECT (SELECT count(*) FROM v) || ' ' ||
                   (SELECT printf('%.6f', sum((x-mx)*(y-my)) / sqrt(sum((x-mx)*(x-mx)) * sum((y-my)*(y-my)))) FROM v, m) || ' ' ||
                   (SELECT printf('%.6f', sum((i-mi)*(j-mj)) / sqrt(sum((i-mi)*(i-mi)) * sum((j-mj)*(j-mj)))) FROM k, n)" t.db)" \
            "$metric $(sql "SELECT n || ' ' || r || ' ' || rho FROM r WHERE metric = '$metric'" t.db)"
    done
    # the interval is artanh(r) -/+ 1.959964 / sqrt(n - 3)
    equal "$(sql "SELECT metric FROM r WHERE r <> '' AND n > 3 AND
                  (abs(tanh(atanh(r) - 1.959963984540 / sqrt(n - 3)) - r_low) > 0.000002 OR
                   abs(tanh(atanh(r) + 1.959963984540 / sqrt(n - 3)) - r_high) > 0.000002)" t.db)" ''
    # flagged: weighed, and 0 is in the interval
    equal "$(sql "SELECT metric FROM r WHERE flag <> ''" t.db)" \
        "$(sql "SELECT metric FROM r WHERE scorecards <> '' AND r_low <= 0.0 AND r_high >= 0.0" t.db)"
    equal "$(sql "SELECT scorecards FROM r WHERE metric = 'satisfaction'" t.db)" 'legal phone visit'
    equal "$(sql "SELECT count(*) FROM r WHERE flag = 'holds_zero'" t.db)" 3
    run grep -il nan r.csv
    equal "$status" 1
}

@test "correlations in every format" {
    local format
    anscombe
    for format in csv tsv jsonl json table md; do
        cx score --correlate=my -p 2026-01 -f $format
        expect 0 '*0.816421*' ''
    done
    cx score --correlate=my -p 2026-01 -f html # four digits are enough for who looks at a page
    expect 0 '*0.8164*' ''
    cx score --correlate=my -p 2026-01 -f json
    expect 0 '*"rho":null*' ''
    cx score --correlate=my -p 2026-01 -o t.xlsx
    expect 0 '' ''
    unzip -p t.xlsx xl/worksheets/sheet1.xml | grep -q '0.816421'
}

@test "suggested weights: the same metrics, 100 in all, 5 at least, and they come in again" {
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
    must "$CX_BIN/cx-score" -q -p 2026-08..2026-10 --suggest-weights=recovery_rate -o kept.csv # its sums are kept
    before=$(sha "$CX_DB")
    cx score --suggest-weights=recovery_rate -p 2026-08..2026-10
    expect 0 'scorecard_id,metric_id,weight,*' 'cx-score: legal: weighed by 26 posts x months of 2026-08..2026-10, for 2026-11-01 and after
*
cx-score: legal: recovery_rate_90 40 -> *: adds 0.* of R2 = 1.000; r = 1.00 (1.00 to 1.00)
*
cx-score: manager: recovery_rate 40 -> 40: kept: the others are weighed by it
*
cx-score: sales: its weights stay: none of its metrics correlates with recovery_rate
*'
    equal "$(sha "$CX_DB")" "$before"
    echo "$output" >scorecards-new.csv
    "$CX_BIN/cx-score" --suggest-weights=recovery_rate -p 2026-08..2026-10 -q -o again.csv 2>err
    assert_same again.csv scorecards-new.csv
    equal "$(cat err)" ''
    "$CX_BIN/cx-score" -p 2026-10 >october.csv
    import scorecards-new.csv
    "$CX_BIN/cx-score" -p 2026-10 >october-again.csv
    assert_same october-again.csv october.csv
    local day=unixepoch\(\'2026-11-01\'\)/86400
    equal "$(sql "SELECT scorecard_id, sum(weight) / 1e6, min(weight) >= 5000000, sum(weight % 1000000) FROM scorecards
                  WHERE valid_from = $day GROUP BY 1")" 'legal|100.0|1|0
manager|100.0|1|0
phone|100.0|1|0
visit|100.0|1|0'
    # but for weight and days the rows are what they were
    equal "$(sql "SELECT scorecard_id, metric_id, target, prorate, method, floor, cap, missing, subject, min_days, require,
                         for_role, for_team, for_employee FROM scorecards WHERE valid_from = $day AND valid_to IS NULL
                  EXCEPT SELECT scorecard_id, metric_id, target, prorate, method, floor, cap, missing, subject, min_days,
                         require, for_role, for_team, for_employee FROM scorecards WHERE valid_to = $day")" ''
    equal "$(sql "SELECT count(*), count(*) FILTER (WHERE valid_to IS NULL) FROM scorecards")" '40|21'
    # what was suggested once more, in November, is the same: weights don't change values
    "$CX_BIN/cx-score" --suggest-weights=recovery_rate -p 2026-08..2026-10 -q | cut -d, -f1-3,16 | grep ,2026-11-01 >new.txt
    cut -d, -f1-3,16 scorecards-new.csv | grep ,2026-11-01 >old.txt
    equal "$(grep -v '^manager\|^phone' new.txt)" "$(grep -v '^manager\|^phone' old.txt)"
    cx import scorecards-new.csv
    expect 0 '' '*0 new, 0 changed*'
}

@test "satisfaction counts for more where churn rose, and only there" {
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
    local now then
    # churn_rate of the company in September against August
    now=$("$CX_BIN/cx-score" -p 2026-09 --by=company --metrics=churn_rate | tail -1 | cut -d, -f4)
    then=$("$CX_BIN/cx-score" -p 2026-08 --by=company --metrics=churn_rate | tail -1 | cut -d, -f4)
    cx score --suggest-weights=recovery_rate -p 2026-09
    [[ $stderr == *"phone: satisfaction is raised by 1 to 47: churn_rate rose from $then to $now"* ]]
    equal "$(grep '^phone,satisfaction,.*,2026-10-01,' <<<"$output" | cut -d, -f3)" 47
    # of May to July nothing is known, which is not 0
    cx score --suggest-weights=recovery_rate -p 2026-08..2026-10
    [[ $status == 0 && $stderr != *raised* ]]
    # without a metric of that name nobody knows
    sql "UPDATE metrics SET metric_id = 'churned' WHERE metric_id = 'churn_rate'; DELETE FROM scorecards WHERE scorecard_id = 'sales'"
    cx score --suggest-weights=recovery_rate -p 2026-09
    [[ $status == 0 && $stderr != *raised* ]]
    equal "$(grep '^phone,satisfaction,.*,2026-10-01,' <<<"$output" | cut -d, -f3)" 46
}

@test "suggested weights by hand: independent metrics share by their r squared" {
    # y = 2a + b over all four signs: 0.8 and 0.2 of the r squared; of 100: 80 and 20
    csv teams.csv team_id,name,kind T,Team,phone
    csv employees.csv employee_id,name,team_id,hired_on E1,N1,T,2026-01-01 E2,N2,T,2026-01-01 E3,N3,T,2026-01-01 E4,N4,T,2026-01-01
    csv feedback.csv feedback_id,kind,employee_id,at,score F1,customer,E1,2026-01-10,20 F2,customer,E2,2026-01-10,20 \
        F3,customer,E3,2026-01-10,10 F4,customer,E4,2026-01-10,10 F5,sales,E1,2026-01-10,20 F6,sales,E2,2026-01-10,10 \
        F7,sales,E3,2026-01-10,20 F8,sales,E4,2026-01-10,10
    csv measures.csv measure_id,fact,unit,value,where "a,feedback,number,score,kind = 'customer'" "b,feedback,number,score,kind = 'sales'"
    csv metrics.csv metric_id,better,formula ma,high,a mb,high,b mc,low,'0 - b' y,high,'2 * a + b' none,high,a*0
    csv scorecards.csv scorecard_id,metric_id,weight,target c,ma,50,20 c,mb,50,20
    import teams.csv employees.csv feedback.csv measures.csv metrics.csv scorecards.csv
    cx score --suggest-weights=y -p 2026-01
    expect 0 'scorecard_id,metric_id,weight,target,prorate,method,floor,cap,missing,subject,min_days,require,for_role,for_team,for_employee,valid_from,valid_to
c,ma,50,20,,target,,,skip,post,,,,,,,2026-02-01
c,ma,80,20,,target,,,skip,post,,,,,,2026-02-01,
c,mb,50,20,,target,,,skip,post,,,,,,,2026-02-01
c,mb,20,20,,target,,,skip,post,,,,,,2026-02-01,' 'cx-score: c: weighed by 4 posts x months of 2026-01, for 2026-02-01 and after
cx-score: c: ma 50 -> 80: adds 0.800 of R2 = 1.000; r = 0.89 (-0.47 to 1.00), which may be chance
cx-score: c: mb 50 -> 20: adds 0.200 of R2 = 1.000; r = 0.45 (-0.90 to 0.98), which may be chance
cx-score: c: all of this may be chance: every metric'"'"'s interval includes 0'
    # low is better in mc, and it falls where b rises: the two share what b adds; none says nothing, and has 5. Three
    # metrics need five rows: four don't do, and February's are the same again
    csv scorecards.csv scorecard_id,metric_id,weight,target c,ma,40,20 c,mb,0,20 c,mc,50,20 c,none,10,1
    import scorecards.csv
    cx score --suggest-weights=y -p 2026-01
    expect 1 '' 'cx-score: c: its weights stay: 4 posts x months have all values, 3 metrics need 5
*'
    sed -i 's/2026-01-10/2026-02-10/; s/^F/G/' feedback.csv
    import feedback.csv
    cx score --suggest-weights=y -p 2026-01..2026-02 -f table
    [[ $status == 0 && $stderr == *'ma 40 -> 76: adds 0.800'*'mb 0 -> 10: adds 0.100'*'mc 50 -> 9: adds 0.100'*'none 10 -> 5: the minimum: no correlation can be told from 8 values'* ]]
}

@test "nothing to suggest: exit 1, the reasons on stderr, nothing on stdout" {
    anscombe
    cx score --suggest-weights=my -p 2026-01
    expect 1 '' 'cx-score: my gives no scorecard other weights'
    csv scorecards.csv scorecard_id,metric_id,weight,target c,mx,100,20
    import scorecards.csv
    cx score --suggest-weights=my -p 2026-01 -o out.csv
    expect 1 '' 'cx-score: c: its weights stay: it has only one metric
cx-score: my gives no scorecard other weights'
    [[ ! -e out.csv ]]
}

@test "wrong usage" {
    local option bad
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
    for option in --correlate --suggest-weights; do
        for bad in nonsense '' recovery_rate,talk_h; do
            cx score $option="$bad" -p 2026-10
            expect 2 '' "cx-score: the plan has no metric or measure \"$bad\"
Try*"
        done
        for bad in 2026-W41 2026-10-05 2026-10-01..2026-10-15 today; do
            cx score $option=talk_h -p $bad
            expect 2 '' 'cx-score: * is not made of whole months: name a month, a quarter, a year, or a range of months
Try*'
        done
        for bad in --by=team --long --metrics=talk_h --trend=2; do
            cx score $option=talk_h -p 2026-10 $bad
            expect 2 '' "cx-score: $option cannot be combined with --by, --long, --metrics, --trend
Try*"
        done
        cx score $option=talk_h
        expect 2 '' 'cx-score: no period given*'
    done
    cx score --correlate=talk_h --suggest-weights=talk_h -p 2026-10
    expect 2 '' 'cx-score: --explain, --correlate, --suggest-weights, and --partial or --merge: one at a time
Try*'
}
