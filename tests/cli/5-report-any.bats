# cx-report -, which presents any CSV of cx, and --sql, which runs an analyst's query.

load helper

@test "-: the same bytes come out as CSV, whatever program wrote them" {
    import "$COMPANY"/*.csv
    "$CX_BIN/cx-score" -p 2026-10 -o scores.csv
    "$CX_BIN/cx-score" -p 2026-10 --long -o long.csv
    "$CX_BIN/cx-bonus" -p 2026-10 -o bonus.csv
    "$CX_BIN/cx-bonus" -p 2026-10 --lines -o lines.csv
    local file
    for file in scores long bonus lines; do
        "$CX_BIN/cx-report" - -f csv <$file.csv >again.csv
        assert_same $file.csv again.csv
    done
    # typed: numbers are numbers, and what is money by its name has a sum
    "$CX_BIN/cx-report" - -f json <bonus.csv >bonus.json
    equal "$(sqlite3 -batch -init /dev/null :memory: "SELECT typeof(value ->> 'total'), typeof(value ->> 'employee_id'), typeof(value ->> 'period')
        FROM json_each(readfile('bonus.json')) LIMIT 1")" 'real|text|text'
    cx report - -f table <bonus.csv
    expect 0 "*Total*$(awk -F, 'NR == 1 { n = NF } NR > 1 { split($n, a, "."); s += $n } END { printf "%.2f", s }' bonus.csv)" ''
    run "$CX_BIN/cx-report" - -o bonus.xlsx <bonus.csv
    equal "$status" 0
    unzip -p bonus.xlsx xl/worksheets/sheet1.xml | grep -q 'SUBTOTAL(109'
}

@test "-: nothing, a header alone, a bad row, what isn't UTF-8" {
    cx report - </dev/null
    expect 3 '' '*-: *empty*'
    cx report - < <(echo a,b)
    expect 0 a,b ''
    cx report - < <(printf 'a,b\n1\n')
    expect 1 '' 'cx-report: -:2: *'
    cx report - -f csv < <(printf "a\n'=1+1\n")
    expect 0 "a
'=1+1" ''
    cx report - -p 2026-10 < <(printf 'id,a\n1,2026-10-01\n')
    expect 0 'id,a
1,2026-10-01' ''
}

@test "--sql: rows of the database, with ids, days and money as text" {
    small_db
    cat >q.sql <<'SQL'
-- what each customer owes
SELECT id(customer_id) AS customer_id, rating_word, n, owed FROM (
    SELECT c.customer_id, word('customers.rating', c.rating) AS rating_word, count(*) AS n, money(sum(amount)) AS owed
    FROM customers c JOIN accounts USING (customer_id) GROUP BY 1)
ORDER BY 1;
SQL
    cx report --sql=q.sql -p 2026-10
    expect 0 'customer_id,rating_word,n,owed
C1,AA,2,3500.50
C2,B,1,300.00' ''
    echo "SELECT day(:from) AS a, day(:to) AS b, moment(:as_of) AS c" >q.sql
    cx report --sql=q.sql -p 2026-10 --as-of=2026-10-05T09:30 -f json
    expect 0 '*"a":"2026-10-01","b":"2026-11-01","c":"2026-10-05 09:30:00"*' '*2026-10 has not ended*'
    cx report --sql=q.sql
    expect 0 'a,b,c
2026-11-02,2026-11-03,2026-11-02 00:00:00' ''
}

@test "--sql: reads, and nothing else" {
    small_db
    local before query words
    before=$(sha cx.db)
    while IFS='|' read -r query words; do
        echo "$query" >q.sql
        cx report --sql=q.sql -p 2026-10
        expect 1 '' "cx-report: q.sql: $words*"
        equal "$(sha cx.db)" "$before"
    done <<'ROWS'
DELETE FROM accounts|a query of a report can only read
SELECT 1; DELETE FROM accounts|a query of a report can only read
SELECT 1; SELECT 2|there is more than one statement
ATTACH 'other.db' AS o|a query of a report can only read
PRAGMA query_only=OFF|a query of a report can only read
CREATE TEMP TABLE t (a)|a query of a report can only read
SELECT load_extension('x')|a query can't call load_extension
SELECT :nonsense|parameter :nonsense is unknown
SELECT 1 FROM nonsense|no such table: nonsense
SELECT phone FROM customers|customers.phone is personal data
SELECT name FROM (SELECT * FROM customers)|customers.name is personal data
SELECT transcript FROM contacts|contacts.transcript is personal data
SELECT before FROM journal_rows|journal_rows.before is personal data
SELECT * FROM main.journal_rows|journal_rows.before is personal data
ROWS
    [[ ! -e other.db ]]
    # what is joined by is not read by its name
    echo "SELECT phone FROM (SELECT 'x' AS phone) FULL JOIN customers USING (phone) WHERE phone <> 'x'" >q.sql
    cx report --sql=q.sql
    expect 0 'phone' ''
    echo 'SELECT customer_id FROM main.customers' >q.sql
    cx report --sql=q.sql
    expect 1 '' 'cx-report: q.sql: write the names of tables without main'
    : >q.sql
    cx report --sql=q.sql
    expect 1 '' 'cx-report: q.sql: is empty: write a SELECT'
    cx report --sql=nowhere.sql
    expect 3 '' 'cx-report: nowhere.sql: No such file*'
    cx report ranking --sql=q.sql
    expect 2 '' '*a report or --sql, not both*'
    echo 'SELECT name, phone FROM customers ORDER BY 2' >q.sql
    cx report --sql=q.sql --unmask
    expect 0 'name,phone
秦丽,13800000001
杨军,13800000002' ''
    equal "$(sql "SELECT count(*) FROM audit WHERE program = 'cx-report'")" 1
}

@test "figures are figures whatever a plan's column of that name holds" {
    import "$COMPANY"/*.csv
    run --separate-stderr bash -c '"$CX_BIN/cx-bonus" -p 2026-10 --lines | "$CX_BIN/cx-report" - -f json'
    equal "$status" 0
    [[ $output == *'"basis":'[0-9]* ]]
    [[ $output != *'"basis":"'* ]]
    run --separate-stderr bash -c '"$CX_BIN/cx-score" -p 2026-10 --long | "$CX_BIN/cx-report" - -f json'
    equal "$status" 0
    [[ $output != *'"value":"'* ]]
}

# typed_texts FILE SHEET HEADER...: the cells below the headers that are text, of a workbook.
typed_texts() {
    local file=$1 sheet=$2 header
    shift 2
    rm -rf book
    unzip -qo "$file" -d book
    for header; do
        # headers are shared strings, in the order of their numbers
        sed 's/<si>/\n&/g' book/xl/sharedStrings.xml | sed -n 's/.*<si><t[^>]*>\([^<]*\)<.*/\1/p' >strings
        sed 's/<c /\n&/g' "book/xl/worksheets/sheet$sheet.xml" | awk -v header="$header" '
            NR == FNR { strings[FNR - 1] = $0; next }
            match($0, /r="[A-Z]+[0-9]+"/) {
                place = substr($0, RSTART + 3, RLENGTH - 4); column = place; sub(/[0-9]+/, "", column); row = place; sub(/[A-Z]+/, "", row)
                is_text = /t="s"/; value = $0; sub(/.*<v>/, "", value); sub(/<.*/, "", value)
                if (row == 1 && is_text && strings[value] == header) wanted = column
                else if (row > 1 && column == wanted) { cells++; if (is_text) print header, place }
            }
            END { if (!cells) print header ": no cells" }' strings -
    done
}

@test "figures are figures in workbooks, whatever comes by a pipe" {
    import "$COMPANY"/*.csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --lines -o lines.csv
    "$CX_BIN/cx-report" -q - <lines.csv -o piped.xlsx
    "$CX_BIN/cx-bonus" -q -p 2026-10 --lines -o own.xlsx
    "$CX_BIN/cx-score" -q -p 2026-10 --long | "$CX_BIN/cx-report" -q - -o long.xlsx
    equal "$(typed_texts own.xlsx 1 Basis Rate Factor Amount)" ''
    equal "$(typed_texts piped.xlsx 1 amount basis rate)" ''
    equal "$(typed_texts long.xlsx 1 value target)" ''
    # the check itself finds a text
    [[ $(typed_texts own.xlsx 1 Employee) == Employee* ]]
}
