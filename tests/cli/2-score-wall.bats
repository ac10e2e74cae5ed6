# Now is a wall: at any moment of a running month all programs say the same, whatever was imported for the time after it.

load helper

# until_then TIME: the golden company as it was known then, in folder early.
until_then() {
    local day=${1%T*} time=${1/T/ } table at
    mkdir -p early
    cp "$COMPANY"/*.csv early/
    for table in payments:paid_at contacts:started_at orders:ordered_at feedback:at complaints:at reviews:at \
        arrangements:agreed_on employees:since assignments:from; do
        at=${table#*:} table=${table%:*}
        sqlite3 -batch -init /dev/null :memory: ".import --csv $COMPANY/$table.csv t" \
            "$([[ $table != assignments ]] || echo "UPDATE t SET \"to\" = '' WHERE \"to\" > '$day'")" \
            '.mode csv' '.headers on' "SELECT * FROM t WHERE \"$at\" <= CASE length(\"$at\") WHEN 10 THEN '$day' ELSE '$time' END" >early/$table.csv
        [[ -s early/$table.csv ]] || head -1 "$COMPANY/$table.csv" >early/$table.csv
    done
    sqlite3 -batch -init /dev/null :memory: ".import --csv $COMPANY/credits.csv t" '.import --csv early/payments.csv p' \
        '.mode csv' '.headers on' 'SELECT t.* FROM t JOIN p USING (payment_id)' >early/credits.csv
}

# all TIME: what the programs say at that time.
all() {
    local period
    for period in 2026-09 2026-10 2026-W42; do
        "$CX_BIN/cx-score" -q -p $period --as-of="$1"
        "$CX_BIN/cx-score" -q -p $period --as-of="$1" --by=team
        "$CX_BIN/cx-bonus" -q -p $period --as-of="$1" --lines
    done
    "$CX_BIN/cx-score" -q -p 2026-10 --as-of="$1" --explain=E201
    "$CX_BIN/cx-bonus" -q -p 2026-10 --as-of="$1" --explain=E201
    "$CX_BIN/cx-report" ranking -q -p 2026-10 --as-of="$1"
    "$CX_BIN/cx-report" progress -q -p 2026-10 --as-of="$1"
    "$CX_BIN/cx-report" dashboard -q -p 2026-10 --as-of="$1"
    "$CX_BIN/cx-report" aging -q -p 2026-10 --as-of="$1"
    "$CX_BIN/cx-assign" --worklist -q --as-of="$1"
}

@test "what is said of a moment stays the same when later rows come, to the minute" {
    for now in 2026-10-16T10:30 2026-10-05T23:59; do
        rm -rf early cx.db
        until_then $now
        import --as-of=$now early/*.csv
        must "$CX_BIN/cx-bonus" -q -p 2026-09 --close --as-of=$now
        all $now >before 2>&1
        [[ $(grep -c . before) -gt 100 ]]
        import --as-of=2026-11-02 "$COMPANY"/{payments,contacts,orders,feedback,complaints,reviews,arrangements,employees,assignments,credits}.csv
        must "$CX_BIN/cx-score" -q -p 2026-10 -o kept.csv # whole days are kept
        all $now >after 2>&1
        must diff before after
    done
}

@test "what is sealed is what was shown, also where later rows are there" {
    import "$COMPANY"/*.csv
    csv complaints.csv complaint_id,employee_id,contact_id,at,upheld X1,E103,K00002,2026-11-20,yes
    import complaints.csv
    export CX_TODAY=2026-10-01T09:00
    must "$CX_BIN/cx-bonus" -q -p 2026-09 --lines -o shown.csv
    "$CX_BIN/cx-score" -q -p 2026-09 -o scores.csv
    "$CX_BIN/cx-score" -q -p 2026-09 --rebuild -o rebuilt.csv
    assert_same rebuilt.csv scores.csv
    must "$CX_BIN/cx-bonus" -q -p 2026-09 --close
    must "$CX_BIN/cx-bonus" -q -p 2026-09 --lines -o sealed.csv
    assert_same sealed.csv shown.csv
}

@test "the programs agree with one another at that moment" {
    import "$COMPANY"/*.csv
    export CX_TODAY=2026-10-16T10:30
    "$CX_BIN/cx-score" -q -p 2026-10 --by=team -o teams.csv
    "$CX_BIN/cx-report" progress -q -p 2026-10 -o progress.csv
    equal "$(sqlite3 -batch -init /dev/null :memory: '.import --csv progress.csv p' "SELECT scope_id, done FROM p
        WHERE scope = 'team' AND metric = 'recovered_amount' ORDER BY 1")" \
        "$(sqlite3 -batch -init /dev/null :memory: '.import --csv teams.csv t' '.import --csv progress.csv p' "SELECT team_id, recovered_amount FROM t
        WHERE team_id IN (SELECT scope_id FROM p WHERE scope = 'team' AND metric = 'recovered_amount') ORDER BY 1")"
    equal "$("$CX_BIN/cx-score" -q -p 2026-10 --by=company --metrics=recovered | tail -1 | cut -d, -f4)" \
        "$(sql "SELECT printf('%.2f', sum(amount) / 100.0) FROM payments WHERE paid_at BETWEEN unixepoch('2026-10-01') AND unixepoch('2026-10-16 10:30')")"
}

@test "scores, ranks and grades are those of cx-score, in ranking, dashboard and workbook" {
    import "$COMPANY"/*.csv
    export CX_TODAY=2026-10-16T10:30
    # a target of the month, which its first days have not
    csv targets.csv scope,scope_id,metric_id,period,value employee,E101,recovery_rate_90,2026-10,0.9
    import targets.csv
    "$CX_BIN/cx-score" -q -p 2026-10 -o scores.csv
    "$CX_BIN/cx-report" ranking -q -p 2026-10 --per=scorecard --top=0 -o ranking.csv
    "$CX_BIN/cx-report" dashboard -q -p 2026-10 -o page.html
    sqlite3 -batch -init /dev/null t.db '.import --csv scores.csv s' '.import --csv ranking.csv r'
    sql "SELECT employee_id, days, score, rank, grade FROM s WHERE score + 0 >= 1 ORDER BY 1, 2" t.db >wanted
    [[ $(wc -l <wanted) -gt 5 ]]
    equal "$(sql 'SELECT employee_id, score, rank, grade FROM r ORDER BY 1, 2' t.db)" \
        "$(sql "SELECT employee_id, score, rank, grade FROM s WHERE score <> '' ORDER BY 1, 2" t.db)"
    sed -n 's|^<tr><td class="d">\([EX][0-9]*\)</td><td class="d"><a [^>]*>[^<]*</a></td><td class="d">[a-z_]*</td><td class="n">\([0-9]*\)</td><td class="n">\([1-9][0-9.]*\)</td><td class="n">\([0-9]*\)</td><td class="d">\([^<]*\)</td>.*|\1\|\2\|\3\|\4\|\5|p' page.html |
        sort >shown
    must diff wanted shown
    sed -n '/<h2>Scorecard /,/<.section>/s|^<tr><td class="n">\([0-9]*\)</td><td class="d">[^<]*</td><td class="d">[^<]*</td><td class="n">\([1-9][0-9.]*\)</td>.*|\1\|\2|p' page.html | sort >ends
    [[ -s ends ]]
    equal "$(sort -u ends | comm -23 - <(cut -d'|' -f3,4 wanted | sed 's/\(.*\)|\(.*\)/\2|\1/' | sort -u))" ''
}

@test "--sql asks of that moment too, and shows nobody's name" {
    import "$COMPANY"/*.csv
    local c
    c=$(sed -n "2s:,.*::p" "$COMPANY"/customers.csv)
    csv customers.csv customer_id,since,region "$c,2026-10-20,Beyond"
    import customers.csv
    echo "SELECT (SELECT count(*) FROM payments) AS paid, (SELECT count(*) FROM contacts) AS spoken,
        (SELECT count(*) FROM customers WHERE region = 'Beyond') AS moved, (SELECT count(*) FROM customers) AS all_of_them" >q.sql
    cx report --sql=q.sql --as-of=2026-10-16T10:30 -f csv
    expect 0 "paid,spoken,moved,all_of_them
$(sql "SELECT count(*) FROM payments WHERE paid_at <= unixepoch('2026-10-16 10:30')"),$(
        sql "SELECT count(*) FROM contacts WHERE started_at <= unixepoch('2026-10-16 10:30')"),0,$(sql 'SELECT count(*) FROM customers')" ''
    cx report --sql=q.sql -f csv
    expect 0 "*
*,1,*" ''
    for query in 'SELECT name FROM customers' 'SELECT * FROM contacts' 'WITH contacts AS (SELECT * FROM contacts) SELECT * FROM contacts'; do
        echo "$query" >q.sql
        cx report --sql=q.sql --as-of=2026-10-16T10:30
        expect 1 '' 'cx-report: q.sql: *'
    done
}

@test "a period that has not ended or not begun is said once, and in the title" {
    import "$COMPANY"/*.csv
    cx report ranking -p 2026-10 --top=1 --as-of=2026-10-16T09:00 -f html
    expect 0 '*Ranking, provisional, to 2026-10-16 09:00*' 'cx-report: 2026-10 has not ended: the figures are provisional, to 2026-10-16 09:00'
    cx score -p 2026-10 --by=company --as-of=2026-10-31
    expect 0 '*' ''
    cx score -p 2026-10 --by=company --as-of=2026-10-31T23:58
    expect 0 '*' 'cx-score: 2026-10 has not ended: the figures are provisional, to 2026-10-31 23:58'
    cx score -p 2026-12 --by=company
    expect 0 '*' 'cx-score: 2026-12 has not begun by 2026-11-02'
    cx report ranking -p 2026-12 -f html
    expect 0 '*Ranking, not begun by 2026-11-02*' 'cx-report: 2026-12 has not begun by 2026-11-02'
    cx score -q -p 2026-12 --by=company
    expect 0 '*' ''
}

@test "the title of each kind of document says so" {
    import "$COMPANY"/*.csv
    export CX_TODAY=2026-10-16T09:00
    local said='cx-???*: 2026-10 has not ended: the figures are provisional, to 2026-10-16 09:00'
    cx bonus -p 2026-10 -f html
    expect 0 '*Bonus, provisional, to 2026-10-16 09:00*' "$said"
    cx bonus -p 2026-10 --explain=E201
    expect 0 '# Bonus of * for 2026-10, provisional, to 2026-10-16 09:00*' "$said"
    cx report dashboard -p 2026-10
    expect 0 '*<h1>2026-10: how it stands, provisional, to 2026-10-16 09:00</h1>*' "$said"
    cx report workbook -p 2026-10 -o book.xlsx
    expect 0 '' "$said"
    unzip -p book.xlsx docProps/core.xml >core.xml
    unzip -p book.xlsx xl/workbook.xml >sheets.xml
    must grep -q '<dc:title>2026-10, provisional, to 2026-10-16 09:00</dc:title>' core.xml
    must grep -q '<sheet name="Summary, provisional"' sheets.xml
    cx bonus -p 2026-09 -f html
    [[ $output != *provisional* ]]
}

@test "by the clock a period wholly ahead is shown as at its end; --as-of hides it" {
    import "$COMPANY"/*.csv
    csv payments.csv payment_id,account_id,paid_at,amount AHEAD1,A0001,2026-12-05,120.00 AHEAD2,A0001,2027-01-05,7.00
    import payments.csv
    local paid='--by=company --metrics=recovered -f csv'
    cx score -p 2026-12 $paid
    expect 0 '*,120.00' 'cx-score: 2026-12 has not begun by 2026-11-02'
    cx score -p 2026-12 $paid --as-of=2026-11-02
    expect 0 '*,0.00' 'cx-score: 2026-12 has not begun by 2026-11-02'
    cx score -p 2027-01 --trend=2 $paid
    expect 0 '*,120.00
*,7.00' 'cx-score: 2027-01 has not begun by 2026-11-02'
    cx score -p 2026-12 --trend=2 $paid # November has begun
    expect 0 '*,0.00' 'cx-score: 2026-12 has not begun by 2026-11-02'
    cx score -p 2026-11..2026-12 $paid
    expect 0 '*,0.00' 'cx-score: 2026-11..2026-12 has not ended: the figures are provisional, to 2026-11-02'
}

@test "a promise is broken when its last day is over, kept as soon as the money is there" {
    small_db
    csv measures.csv measure_id,fact,unit,value kept,promise,count,kept decided,promise,count,1
    csv contacts.csv contact_id,account_id,employee_id,started_at,outcome,promised_on,promised_amount \
        'K1,A1,E2,2026-10-01 10:00,promised,2026-10-05,10' 'K2,A2,E2,2026-10-01 10:00,promised,2026-10-05,10'
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-05 09:00,10'
    csv settings.csv name,value promise_grace_days,0
    import settings.csv measures.csv contacts.csv payments.csv
    promises() {
        "$CX_BIN/cx-score" -q -p 2026-10 --by=company --metrics=kept,decided --as-of="$1" | tail -1 | cut -d, -f4,5 | sed 's/\.0*//g'
    }
    equal "$(promises 2026-10-05T08:59)" 0,0
    equal "$(promises 2026-10-05T09:00)" 1,1
    equal "$(promises 2026-10-05T23:59)" 1,1
    equal "$(promises 2026-10-05)" 1,2 # the whole day
    equal "$(promises 2026-10-05T23:59)" 1,1
    equal "$(promises 2026-10-06T00:00)" 1,2
    equal "$(promises 2026-10-31)" 1,2
}
