# cx-report's page and workbook, as browsers and spreadsheets see them, and names that are not to be run.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
}

# The text of a page's tile.
tile() {
    sed -n "s|.*<p>$1</p><p class=\"v\">\([^<]*\)</p>.*|\1|p" page.html | tr -d ', '
}

@test "dashboard: the tiles' figures are cx-score's" {
    "$CX_BIN/cx-report" dashboard -p 2026-10 -o page.html
    "$CX_BIN/cx-score" -p 2026-10 --by=company -o company.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv company.csv c' ".import --csv '$DEMO/data/targets.csv' k"
    equal "$(tile 回款金额)" "$(sql "SELECT printf('%.0f', recovered_amount) FROM c" t.db)"
    equal "$(tile 合规催收率 | tr -d '\302\240')" "$(sql "SELECT printf('%.1f%%', 100 * compliance_rate) FROM c" t.db)"
    equal "$(tile 客户满意度)" "$(sql "SELECT printf('%.1f', satisfaction) FROM c" t.db)"
    equal "$(tile Alerts)" "$("$CX_BIN/cx-report" alerts -p 2026-10 | grep -c ,alert,)"
    # 100 % is the sum of the teams' targets
    grep -q "$(sql "SELECT CAST(100.0 * (SELECT recovered_amount FROM c) / sum(value) AS INT) FROM k
        WHERE scope = 'team' AND metric_id = 'recovered_amount' AND period = '2026-10'" t.db)\.[0-9].% of the target of 748,000" page.html
    # what nobody is credited with, and what waits for a decision, are cx-bonus --check's
    "$CX_BIN/cx-bonus" -p 2026-10 --check -o check.csv || true
    sqlite3 -batch -init /dev/null t.db '.import --csv check.csv r'
    tr -d , <page.html | grep -qF "<br>$(sql "SELECT printf('%.0f', amount) FROM r WHERE \"check\" = 'payments_unattributed'" t.db) of it is credited to nobody"
    grep -qF ">$(sql "SELECT count FROM r WHERE \"check\" = 'complaints_pending'" t.db) complaints are undecided<" page.html
    # the best and the last of each scorecard, as cx-score ranks them
    "$CX_BIN/cx-score" -p 2026-10 -o scores.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv scores.csv s'
    equal "$(grep -c '<h2>Scorecard ' page.html)" "$(sql "SELECT count(DISTINCT scorecard) FROM s WHERE score <> ''" t.db)"
    grep -qF "<h2>Scorecard phone: the best and the last of $(sql "SELECT count(*) FROM s WHERE scorecard = 'phone' AND score <> ''" t.db)</h2>" page.html
    local name
    while read -r name; do
        sed -n '/<h2>Scorecard phone/,/<\/section>/p' page.html | grep -qF "<td class=\"d\">$name</td>"
    done < <(sql "SELECT name FROM (SELECT name FROM s WHERE scorecard = 'phone' AND score <> '' ORDER BY CAST(score AS REAL) DESC LIMIT 5)
        UNION ALL SELECT name FROM (SELECT name FROM s WHERE scorecard = 'phone' AND score <> '' ORDER BY CAST(score AS REAL) LIMIT 5)" t.db)
    # nothing is fetched, nothing runs
    run grep -cE '<script|<link|<img|src=|url\(|https?://|@import| on[a-z]+=' page.html
    equal "$output" 0
    cx report dashboard -p 2026-10
    expect 0 '<!DOCTYPE html>*</html>' ''
}

@test "dashboard in a browser: drawn by day and night, on a phone and on paper; teams and people open, alerts lead to them" {
    skip_without node nodejs
    skip_without "${CHROMIUM:-chromium}" chromium
    "$CX_BIN/cx-report" dashboard -p 2026-10 --as-of=2026-10-20 -o page.html
    run --separate-stderr timeout 120 node "$CX_SOURCE/tests/cli/dashboard.js" page.html shots
    expect 0 '*' ''
    local shot
    for shot in day night phone; do
        (($(stat -c %s shots/$shot.png) > 20000))
    done
    # no chart is cut by the end of a page: each title and its key are on the same one
    skip_without pdftotext poppler-utils
    pdftotext -layout shots/paper.pdf paper.txt
    equal "$(tr '\f' '\036' <paper.txt | awk -v RS='\036' '/brings most/ { print /Sms|sms/ }' | sort -u)" 1
}

@test "a statement in a browser: by day and night, on a phone and on paper" {
    skip_without node nodejs
    skip_without "${CHROMIUM:-chromium}" chromium
    "$CX_BIN/cx-bonus" -p 2026-10 --explain=E018 -o page.html
    run --separate-stderr timeout 120 node "$CX_SOURCE/tests/cli/dashboard.js" page.html shots statement
    expect 0 '*' ''
}

# What sheet, workbook, dashboard and statements say the month pays.
ck_agree() {
    local total
    total=$("$CX_BIN/cx-bonus" -p 2026-10 --lines | sed 1d | cut -d, -f11 | awk '{ sum += $1 } END { printf "%.2f", sum }')
    "$CX_BIN/cx-report" dashboard -p 2026-10 -o page.html
    equal "$(tile Bonuses)" "$total"
    rm -rf all
    "$CX_BIN/cx-bonus" -q -p 2026-10 --statements=all
    equal "$(sed -n 's|.*colspan="3">Total</td><td class="n">\([0-9,.]*\)</td>.*|\1|p' all/index.html | tr -d ,)" "$total"
    equal "$(sed -n 's|.*<p>You are paid <strong>\([0-9,.-]*\)</strong>.*|\1|p' all/[!i]*.html | tr -d , | awk '{ sum += $1 } END { printf "%.2f", sum }')" \
        "$total"
    "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx
    # the sums below the sheets by post and by person, and of the lines
    local sheet sum
    for sheet in 3 4 5; do
        sum=$(unzip -p book.xlsx xl/worksheets/sheet$sheet.xml | grep -oE '<f>SUBTOTAL[^<]*</f><v>[^<]*</v>' |
            sed 's|.*<v>\(.*\)</v>|\1|' | awk -v total="$total" '{ if (sprintf("%.2f", $1) == total) found = 1 } END { print found ? total : "none" }')
        equal "$sheet $sum" "$sheet $total"
    done
}

@test "sheet, workbook, dashboard and statements agree to the cent, before and after sealing" {
    ck_agree
    "$CX_BIN/cx-bonus" -q -p 2026-08 --close
    "$CX_BIN/cx-bonus" -q -p 2026-09 --close
    "$CX_BIN/cx-bonus" -q -p 2026-10 --close
    ck_agree
}

@test "workbook in LibreOffice: sums are the sheet's, charts are there" {
    "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx
    "$CX_BIN/cx-bonus" -p 2026-10 -o sheet.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    equal "$(unzip -l book.xlsx | grep -c 'xl/charts/chart')" 5
    equal "$(unzip -p book.xlsx xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2 | tr '\n' ' ')" \
        'Summary Ranking Sheet Per person Lines Metrics Teams Trend Channels Aging Charts '
    unzip -p book.xlsx xl/worksheets/sheet3.xml >sheet.xml
    grep -q '<pane xSplit="2" ySplit="1"' sheet.xml
    grep -q '<autoFilter ref=' sheet.xml
    grep -q '<cols><col min="1"' sheet.xml
    skip_without soffice libreoffice-calc-nogui
    # every sheet as CSV, by LibreOffice: formulas computed by it
    timeout 200 soffice --headless "-env:UserInstallation=file://$PWD/profile" \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' book.xlsx >/dev/null 2>&1
    # the workbook has titles where the CSV has names
    sqlite3 -batch -init /dev/null t.db '.import --csv sheet.csv s' '.import --csv lines.csv l' \
        '.import --csv book-Sheet.csv b' \
        'CREATE TABLE m AS SELECT * FROM l WHERE 0' '.import --csv --skip 1 book-Lines.csv m'
    equal "$(sql "SELECT printf('%.2f', sum(Total)) FROM b WHERE Employee <> 'Total'" t.db)" "$(sql "SELECT printf('%.2f', sum(total)) FROM s" t.db)"
    equal "$(sql "SELECT printf('%.2f', Total) FROM b WHERE Employee = 'Total'" t.db)" "$(sql "SELECT printf('%.2f', sum(total)) FROM s" t.db)"
    equal "$(sql "SELECT printf('%.2f', amount) FROM m WHERE period = 'Total'" t.db)" "$(sql "SELECT printf('%.2f', sum(amount)) FROM l" t.db)"
    equal "$(sql "SELECT Employee, printf('%.2f', Total) FROM b WHERE Employee <> 'Total'" t.db)" "$(sql "SELECT employee_id, printf('%.2f', total) FROM s" t.db)"
    timeout 200 soffice --headless "-env:UserInstallation=file://$PWD/profile" --convert-to pdf book.xlsx >/dev/null 2>&1
    [[ $(head -c 5 book.pdf) == %PDF- ]]
}

@test "a name is a text: no formula in CSV and XLSX, no script in HTML" {
    small_company
    # shellcheck disable=SC2016
    csv customers.csv customer_id,name,phone,rating 'C1,"=HYPERLINK(""http://evil"",""x"")",13800000001,AA' 'C2,<script>alert(1)</script>,13800000002,B'
    sed -i 's/郑芳/=cmd|calc!A0/; s/李静/<script>alert(2)<\/script>/' employees.csv
    sed -i 's/上门组/<img src=x onerror=alert(3)>/' teams.csv
    rm cx.db
    import teams.csv employees.csv customers.csv accounts.csv "$COMPANY"/{measures,metrics,stages}.csv
    csv assignments.csv account_id,employee_id,from A1,E2,2026-06-01 A3,E3,2026-09-01
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,100 P2,A3,2026-10-06,50
    import assignments.csv payments.csv
    local report
    echo "SELECT id(customer_id) AS customer_id, name FROM customers ORDER BY 1" >q.sql
    "$CX_BIN/cx-report" --sql=q.sql --unmask -o q.csv
    equal "$(cat q.csv)" "customer_id,name
C1,\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"
C2,<script>alert(1)</script>"
    "$CX_BIN/cx-report" --sql=q.sql --unmask -o q.xlsx
    unzip -p q.xlsx xl/sharedStrings.xml | grep -qF '<t>=HYPERLINK("http://evil","x")</t>'
    run grep -c '<f>' < <(unzip -p q.xlsx xl/worksheets/sheet1.xml)
    equal "$output" 0
    "$CX_BIN/cx-report" --sql=q.sql --unmask -o q.html
    for report in 'account A1' 'ranking --by=recovered_amount -p 2026-10' 'team --by=recovered_amount -p 2026-10' \
        'trend --by=recovered_amount --per=employee -p 2026-10' 'skills -p 2026-10' 'dashboard -p 2026-10'; do
        # shellcheck disable=SC2086
        "$CX_BIN/cx-report" $report -f html >page.html
        run grep -ciE '<script|<img' page.html q.html
        equal "$report $output" "$report page.html:0
q.html:0"
    done
    grep -qF '&lt;script&gt;alert(2)&lt;/script&gt;' page.html
    "$CX_BIN/cx-report" ranking --by=recovered_amount -p 2026-10 -o r.csv
    grep -qF ",'=cmd|calc!A0," r.csv
    "$CX_BIN/cx-report" workbook -p 2026-10 -o book.xlsx
    local sheet
    for sheet in $(unzip -Z1 book.xlsx 'xl/worksheets/*.xml'); do
        run grep -oE '<f>[^<]*' < <(unzip -p book.xlsx "$sheet")
        [[ -z $(grep -v '^<f>SUBTOTAL(109,[A-Z]*2:[A-Z]*[0-9]*)$' <<<"$output") ]]
    done
}

@test "what is longer than a terminal is shown by a pager there, and nowhere else" {
    local run="TERM=xterm '$CX_BIN/cx-report' ranking -p 2026-10 --top=0"
    PAGER='cat >paged' script -qec "stty cols 100 rows 10; $run" /dev/null >/dev/null
    (($(wc -l <paged) > 60))
    grep -q 方芳 paged
    # a reader who leaves early has failed at nothing; nor does a pager that isn't there lose the table
    PAGER='head -1 >/dev/null' script -qec "stty cols 100 rows 10; $run" /dev/null >/dev/null
    grep -q 方芳 < <(PAGER=no-such-pager script -qec "stty cols 100 rows 10; $run" /dev/null)
    # it fits, isn't wanted, is for machines, or goes elsewhere
    rm paged
    export PAGER='cat >paged'
    grep -q 方芳 < <(script -qec "stty cols 100 rows 100; $run" /dev/null)
    grep -q 方芳 < <(script -qec "stty cols 100 rows 10; $run --no-pager" /dev/null)
    grep -q 方芳 < <(script -qec "stty cols 100 rows 10; $run -f csv" /dev/null)
    grep -q 方芳 < <(script -qec "stty cols 100 rows 10; TERM=dumb '$CX_BIN/cx-report' ranking -p 2026-10 --top=0" /dev/null)
    "$CX_BIN/cx-report" ranking -p 2026-10 --top=0 -f table >table
    [[ ! -e paged ]]
}

@test "a table on a terminal is as wide as that, coloured there alone, with bars and lines" {
    local table
    table=$(script -qec "stty cols 100; TERM=xterm '$CX_BIN/cx-report' trend -p 2026-10 --by=recovered_amount --periods=3" /dev/null | tr -d '\r')
    grep -q $'\033\[1m' <<<"$table"
    grep -q '▁▂█' <<<"$table"
    table=$(NO_COLOR=1 script -qec "stty cols 90; '$CX_BIN/cx-report' ranking -p 2026-10 --top=3" /dev/null | tr -d '\r')
    run grep -c $'\033' <<<"$table"
    equal "$output" 0
    grep -q '████████$' <<<"$table"
    # where there is no room the bars go first
    table=$(NO_COLOR=1 script -qec "stty cols 72; '$CX_BIN/cx-report' ranking -p 2026-10 --top=3" /dev/null | tr -d '\r')
    run grep -c '█' <<<"$table"
    equal "$output" 0
}

@test "on a narrow terminal teams stand beside one another, and alerts are one table" {
    skip_without script bsdutils
    local table
    on_terminal() { # COLUMNS COMMAND
        script -qec "stty cols $1; NO_COLOR=1 $2 --no-pager" /dev/null </dev/null | tr -d '\r'
    }
    table=$(on_terminal 80 "'$CX_BIN/cx-report' team -p 2026-10 --by=recovered_amount")
    [[ $table == 'Metric: 回款金额'*Team\ *Target* ]] # a metric's own table is as it is
    table=$(on_terminal 80 "'$CX_BIN/cx-report' team -p 2026-10")
    [[ $table == Metric* && $table == *"(see --wide): Target, Of target, Period before"* ]]
    equal "$(grep -c ^回款金额 <<<"$table")" "$(grep -c ^Metric <<<"$table")" # once in each part
    equal "$(grep ^回款金额 <<<"$table" | tr -s ' ' '\n' | grep -v 回款金额)" \
        "$("$CX_BIN/cx-report" team -p 2026-10 --by=recovered_amount -f csv | awk -F, 'NR > 1 { print $4; all = $7 } END { print all }')"
    table=$(on_terminal 80 "'$CX_BIN/cx-report' alerts -p 2026-10")
    equal "$(grep -c ^Severity <<<"$table")" 1
    ! grep -qE '^.{81}' <<<"$table"
}

@test "each part of a table too wide for the terminal says whose rows it shows" {
    skip_without script bsdutils
    local report key rows
    while read -r report key; do
        script -qec "stty cols 80; NO_COLOR=1 '$CX_BIN/cx-report' $report -p 2026-10 --no-pager" /dev/null </dev/null |
            tr -d '\r' >table
        # as often as there are parts
        rows=$(grep -c "^$(grep -m1 '^[A-Z]' table | cut -c1-4)" table)
        ((rows > 1))
        equal "$report $(grep -cE "$key" table)" "$report $rows"
    done <<'REPORTS'
progress ^employee.*E003.*回款金额
channel ^T01.*phone
skills ^E003.*remind
customers ^region.*华东
REPORTS
}
