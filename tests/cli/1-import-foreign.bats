# cx-import: what other systems and spreadsheets write is read right or refused with the cure, never read wrong.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
}

# amounts DELIMITER AMOUNT...: payments of these amounts on 2026-10-01.
amounts() {
    local n=0 amount
    echo "payment_id${1}account_id${1}paid_at${1}amount" >payments.csv
    for amount in "${@:2}"; do
        echo "P$((++n))${1}A1${1}2026-10-01${1}$amount" >>payments.csv
    done
}

# map_amount FORMAT
map_amount() {
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, \
        paid_at,paid_at,, "amount,amount,,$1"
}

# refused WORDS [OPTION...]: nothing of payments.csv comes in, and stderr has the words.
refused() {
    cx import "${@:2}" payments.csv
    expect 1 '' "*$1*"
    equal "$(sql 'SELECT count(*) FROM payments')" 0
}

# taken CENTS [OPTION...]: the amounts that came in.
taken() {
    import "${@:2}" payments.csv
    equal "$(sql 'SELECT amount FROM payments ORDER BY payment_id' | paste -sd' ')" "$1"
    sql 'DELETE FROM payments'
}

THOUSANDS='may have a point between thousands or a decimal point: in a map, use format comma for the first, format point for the second'

@test "2.500 may be two thousand five hundred" {
    prepare
    amounts ';' 2.500 1.000 12.750
    refused "payments.csv:2: amount: \"2.500\" $THOUSANDS"
    refused 'lines 3 "1.000", 4 "12.750"'
    amounts ';' 1.234
    refused "\"1.234\" $THOUSANDS" --round
    amounts ',' 2.500
    refused "\"2.500\" $THOUSANDS"
    amounts ';' 1,234
    refused '"1,234" may have a decimal comma or a comma between thousands: in a map, use format comma*'
    amounts ';' 2.500 1.000 12.750
    map_amount comma
    taken '250000 100000 1275000' -m map.csv
    map_amount point
    taken '250 100 1275' -m map.csv
    # these can only be decimals
    amounts ';' 0.500 1234.500 10.5 10
    taken '50 123450 1050 1000'
}

@test "1,234 beside 0,5 is not taken as it stands, whatever is rejected" {
    prepare
    local amount='payments.csv:2: amount: may have a decimal comma, as it has in line 3: use format comma in a map, *'
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-01,"1,234"' 'P2,A1,2026-10-01,"0,5"' P3,A1,2026-10-01,7
    refused "$amount" --rejects=rejected.csv
    [ ! -e rejected.csv ]
    refused "$amount"
    # here the comma stands between thousands, and the other cell is at fault
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-01,"1,234"' 'P2,A1,2026-10-01,"0,5"' \
        'P3,A1,2026-10-01,"2,345.50"'
    cx import --rejects=rejected.csv payments.csv
    expect 1 '' '*2 new*1 rejected*'
    equal "$(sql 'SELECT amount FROM payments ORDER BY payment_id' | paste -sd' ')" '123400 234550'
}

@test "a column of decimal commas takes points before three digits only" {
    prepare
    map_amount comma
    local amount
    for amount in 1234.50 12.5 1.23 12.34,5 .5 1.234.5 0.500 1,5,5; do
        amounts ';' "$amount"
        refused "payments.csv:2: amount: \"$amount\" is not written as format comma requires" -m map.csv
    done
    amounts ';' 1.234,50 '1 234,5' 1.234 12,5 "1'234'567,89"
    taken '123450 123450 123400 1250 123456789' -m map.csv
}

@test "the German way: a decimal comma, the currency and the minus at the end" {
    prepare
    csv settings.csv name,value currency,EUR
    import settings.csv
    map_amount comma
    amounts ';' '1.234,56 €' $'1.234,56\u00a0€' '12,50 EUR' '1.234,56-' '(12,50)' '125,00- EUR'
    taken '123456 123456 1250 -123456 -1250 -12500' -m map.csv
    # what is quoted is what stands in the file
    amounts ';' '1.234,56 $'
    refused 'amount: "1.234,56 $" is not in EUR, the currency of the settings: *' -m map.csv
    amounts ';' '1.234,5x'
    refused 'amount: "1.234,5x" is not an amount of money' -m map.csv
    amounts ';' '125,-'
    refused 'amount: "125,-" is not an amount of money' -m map.csv
    amounts ';' '1.234,56 €'
    refused 'amount: "1.234,56 €" has a decimal comma beside a currency or a sign: *use format comma*'
}

@test "blanks of all kinds between thousands, minuses of all kinds" {
    prepare
    amounts , '1 234.50' $'1\u00a0234.50' $'1\u202f234.50' $'1\u2009234' "1'234.50" $'\u22125.00' $'\u20135'
    taken '123450 123450 123450 123400 123450 -500 -500'
    amounts , '12 34'
    refused '"12 34" is not an amount of money'
    amounts , '1 2345'
    refused '"1 2345" is not an amount of money'
}

@test "groups of two digits, as in India" {
    prepare
    amounts , '"12,34,567.89"' '"1,234.50"' '"-1,23,456"' '"¥12,34,567"'
    taken '123456789 123450 -12345600 123456700'
    amounts ';' 12,34,567.89
    taken 123456789
    amounts , '"12,34,5678"'
    refused '"12,34,5678" is not an amount of money'
    amounts , '"₹12,34,567"'
    refused '"₹12,34,567" is not in CNY, the currency of the settings*'
}

@test "Windows-1252 is not taken for Chinese" {
    prepare
    local name
    for name in $'Bj\xf6rn H\xe5kan' $'Fran\xe7ois' $'Ren\xe9e' $'M\xfcller'; do
        csv employees.csv employee_id,name,team_id,hired_on E7,x,T1,2024-01-01 "E8,$name,T1,2024-01-01"
        cx import employees.csv
        expect 1 '' 'cx-import: employees.csv:3: is not UTF-8, and may be Chinese or not: name the file'"'"'s encoding, as in --encoding=gb18030 for Chinese (big5 *), windows-1252 for Western Europe'
        import --encoding=windows-1252 employees.csv
        equal "$(sql "SELECT name FROM employees WHERE $(id employee_id) = 'E8'")" "$(iconv -f cp1252 <<<"$name")"
    done
    csv customers.csv customer_id,name $'C8,Zo\xeb' $'C9,Jos\xe9'
    cx import customers.csv
    expect 1 '' '*as in --encoding=windows-1252*'
    cx import --encoding=latin1 customers.csv
    expect 0 '' $'cx-import: customers.csv: read as WINDOWS-1252\n*2 rows read*'
    equal "$(sql "SELECT group_concat(name, ' ') FROM customers WHERE name LIKE 'Zo%' OR name LIKE 'Jos%'")" 'Zoë José'
    # what is Chinese is said as well
    csv employees.csv employee_id,name,team_id,hired_on $'E9,\xc0\xee\xc3\xf7\xc3\xf7,T1,2024-01-01'
    cx import employees.csv
    expect 0 '' $'cx-import: employees.csv: read as GB18030\n*1 row read*'
    equal "$(sql "SELECT name FROM employees WHERE name LIKE '李明%'")" 李明明
    cx import --encoding=klingon employees.csv
    expect 2 '' '*"klingon" is not an encoding: use auto, utf-8, utf-16, gb18030, gbk, windows-1252, big5 *'
}

@test "rows of commas are empty rows" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 ,,, ,,,
    cx import payments.csv
    expect 0 '' '*cx-import: 1 row read, 1 new*'
    csv payments.csv ,,, payment_id,account_id,paid_at,amount ,, P2,A1,2026-10-01,10 ' , ,,'
    cx import payments.csv
    expect 0 '' '*cx-import: 1 row read, 1 new*'
    csv payments.csv 'payment_id;account_id;paid_at;amount' ';;;' 'P3;A1;2026-10-01;10' ';;;' ';'
    cx import payments.csv
    expect 0 '' '*cx-import: 1 row read, 1 new*'
}

@test "columns without a name that are empty throughout" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,, P1,A1,2026-10-01,10,,
    import payments.csv
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-01,10,, P3,A1,2026-10-01,10
    import payments.csv
    csv payments.csv payment_id,,account_id,paid_at,amount, P4,,A1,2026-10-01,10
    map_amount ''
    import -m map.csv payments.csv
    equal "$(sql 'SELECT count(*) FROM payments')" 4
    sql 'DELETE FROM payments'
    csv payments.csv payment_id,account_id,paid_at,amount,, P1,A1,2026-10-01,10,,x
    refused 'payments.csv:2: column 6 has no name in the header, but holds "[*]": give it a name, or empty it'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10,,x
    refused 'payments.csv:2: has 6 fields, the header has 4'
    csv payments.csv payment_id,account_id,paid_at,amount,channel P1,A1,2026-10-01,1,200.00,
    refused 'payments.csv:2: has more cells than the header, and "1,200.00" in two of them: put an amount with a comma in quotes; if it is none, take the comma from the row'\''s end'
    csv payments.csv Payment,of,Money,paid payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    refused 'payments.csv:1: "Payment" is a title, not a header: remove the lines above line 2, or leave them out with --skip=1'
    taken 1000 --skip=1
}

@test "the line by which Excel knows the delimiter" {
    prepare
    csv payments.csv 'sep=;' 'payment_id;account_id;paid_at;amount' 'P1;A1;2026-10-01;10'
    taken 1000
    csv payments.csv 'sep=;' 'payment_id;account_id;paid_at;amount' 'P1;A1;2026-10-01;x'
    refused 'payments.csv:3: amount: "x"'
}

@test "percentages of a score of 100" {
    prepare
    csv feedback.csv feedback_id,employee_id,at,score F1,E1,2026-10-01,85% F2,E1,2026-10-01,85 F3,E1,2026-10-01,0.85
    import feedback.csv
    equal "$(sql 'SELECT score FROM feedback ORDER BY feedback_id' | paste -sd' ')" '85000000 85000000 850000'
    csv feedback.csv feedback_id,employee_id,at,score F4,E1,2026-10-01,105%
    cx import feedback.csv
    expect 1 '' '*feedback.csv:2: score: *'
    csv feedback.csv feedback_id,employee_id,at,score F4,E1,2026-10-01,4/5
    cx import feedback.csv
    expect 1 '' '*feedback.csv:2: score: "4/5" is not a number*'
}

@test "scores with a unit behind them, and with a decimal comma before it" {
    prepare
    csv feedback.csv feedback_id,employee_id,at,score F1,E1,2026-10-01,95分 F2,E1,2026-10-01,'95.5 分'
    import feedback.csv
    csv feedback.csv 'feedback_id;employee_id;at;score' 'F3;E1;2026-10-01;15,0%' 'F4;E1;2026-10-01;95,5分'
    cx import feedback.csv
    expect 1 '' '*feedback.csv:2: score: "15,0%" has a decimal comma: write 15.0%, or use format comma in a map for the whole column*'
    cx import --suggest-map -q -o map.csv feedback.csv
    sed -i "s/^kind,=?/kind,=peer/" map.csv
    import -m map.csv feedback.csv
    equal "$(sql 'SELECT score FROM feedback ORDER BY feedback_id' | paste -sd' ')" '95000000 95500000 15000000 95500000'
}

@test "a rule or a grade for 90 % of a score" {
    prepare
    csv rules.csv rule_id,seq,kind,basis,rate,when 'r1,10,rate,base_salary,0.1,score > 90%'
    cx import rules.csv
    expect 1 '' 'cx-import: rules.csv:2: when: character 9: score goes to 100, not to 1: write 90, without %
cx-import: 1 row is bad: nothing was imported'
    csv measures.csv measure_id,fact,unit,value,where 'happy,feedback,count,1,80% <= score'
    cx import measures.csv
    expect 1 '' 'cx-import: measures.csv:2: where: character 1: score goes to 100, not to 1: write 80, without %*'
    csv rules.csv rule_id,seq,kind,basis,rate,when 'r1,10,rate,base_salary,10%,score > 90'
    csv grades.csv grade,min_score A,90% B,75.5
    cx import rules.csv grades.csv
    expect 0 '' '*'
    equal "$(sql 'SELECT group_concat(min_score) FROM grades')" 90000000,75500000
}

@test "maps that can't be meant so are refused at their line" {
    prepare
    amounts , 10
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, paid_at,paid_at,, \
        amount,amount,, Amount,payment_id,,
    refused 'map.csv:6: Amount is filled already, by line 5: remove one of the two' -m map.csv
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, paid_at,paid_at,, \
        amount,amount,, channel,account_id,A1:bank,
    refused 'map.csv:6: channel: "A1:bank" has no "=": write *' -m map.csv
    sed -i 's/A1:bank/A1=bank;B=x;a1=other/' map.csv
    refused 'map.csv:6: channel: "a1=other" replaces a value that is replaced already*' -m map.csv
    map_amount 'comma cent'
    refused 'map.csv:5: amount: "cent" is not a format: use ymd, *' -m map.csv
    map_amount 'comma minutes'
    refused 'map.csv:5: amount: format "minutes" makes no sense for this column: remove it, or use one of cents, *' -m map.csv
}

@test "the shared cases" {
    skip_unless_there "$CX_SHARED"/cases/reports
    local name
    for name in 08-comma-with-points 19-rows-of-commas 20-times-of-other-systems 22-excel-seconds; do
        PATH=$CX_BIN:$PATH must bash "$CX_SHARED/cases/reports/$name/run.sh"
    done
}

# times FORMAT TIME...: payments at these times, with a map where a format is given.
times() {
    local n=0 time
    echo payment_id,account_id,paid_at,amount >payments.csv
    for time in "${@:2}"; do
        echo "P$((++n)),A1,\"$time\",10" >>payments.csv
    done
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, \
        "paid_at,paid_at,,$1" amount,amount,,
}

# at TIME... [-- OPTION...]: when payments came in.
at() {
    local wanted=()
    while (($#)) && [[ $1 != -- ]]; do
        wanted+=("$1")
        shift
    done
    cx import "${@:2}" payments.csv
    expect 0 '' '*'
    equal "$(sql "SELECT datetime(paid_at, 'unixepoch') FROM payments ORDER BY payment_id")" \
        "$(printf '%s\n' "${wanted[@]}")"
    sql 'DELETE FROM payments'
}

@test "12-hour clocks, fractions of seconds, 24:00" {
    prepare
    times '' '2026-10-01 9:05 PM' '2026-10-01 12:00 AM' '2026年10月1日 下午9:05' '2026-10-05T21:12:33.123' \
        '2026-10-01 24:00:00' '2026-10-31 24:00' 20261001210533
    at '2026-10-01 21:05:00' '2026-10-01 00:00:00' '2026-10-01 21:05:00' '2026-10-05 21:12:33' \
        '2026-10-02 00:00:00' '2026-11-01 00:00:00' '2026-10-01 21:05:33'
    times mdy '10/1/2026 9:05 PM' '10/05/2026 09:12:33 AM' 'Oct 5, 2026 9:05 PM'
    at '2026-10-01 21:05:00' '2026-10-05 09:12:33' '2026-10-05 21:05:00' -- -m map.csv
    at '2026-10-01 21:05:00' '2026-10-05 09:12:33' '2026-10-05 21:05:00' -- -m map.csv --date-order=dmy
    times '' '10/1/2026 9:05 PM'
    at '2026-10-01 21:05:00' -- --date-order=mdy
    at '2026-01-10 21:05:00' -- --date-order=dmy
    refused '"10/1/2026 9:05 PM" is ambiguous: use --date-order=mdy or --date-order=dmy'
    times '' '2026-10-01 21:05 PM'
    refused '"2026-10-01 21:05 PM" is neither 24-hour nor 12-hour time: write it as in 2026-01-31 18:05'
    times '' '2026-10-01 24:01'
    refused '"2026-10-01 24:01" is not a time: write it as in 2026-01-31 18:05'
}

@test "times with a zone, where the centre's is not named" {
    prepare
    times '' '2026-10-01 09:05:33+08:00' 2026-10-01T21:00:00.5+0800
    at '2026-10-01 09:05:33' '2026-10-01 21:00:00'
    cx import payments.csv
    expect 0 '' "*cx-import: payments.csv: 2 times with the zone +08:00 were taken as they stand: set time_zone to the centre's zone if that is another, as in Asia/Shanghai*"
    sql 'DELETE FROM payments'
    times '' '2026-10-01 09:05:33+08:00' '2026-10-01 09:05:33+09:00'
    refused 'payments.csv:3: paid_at: "2026-10-01 09:05:33+09:00" has another time zone than rows before it: name the centre'
    # nor in another file of the command
    times '' '2026-10-01 09:05:33+08:00'
    sed 's/^P/Q/; s/+08:00/-05:00/' payments.csv >payments-2.csv
    cx import payments.csv payments-2.csv
    expect 1 '' 'cx-import: payments*.csv:2: paid_at: "2026-10-01 09:05:33*" has another time zone than rows before it: *'
    for time in 2026-10-01T09:05:33Z 1790870733 1790870733123 '2026-10-01 09:05 UTC'; do
        times wall "$time"
        refused 'is in UTC: name the centre'"'"'s time zone in the setting time_zone, as in Asia/Shanghai'
    done
    times wall 2026-10-01T09:05:33Z 2026-10-01T09:05:33-05:00
    at '2026-10-01 09:05:33' '2026-10-01 09:05:33' -- -m map.csv
}

@test "times are converted to the zone of the centre" {
    prepare
    csv settings.csv name,value time_zone,Asia/Shanghai
    import settings.csv
    times '' 2026-10-01T21:00:00Z 2026-10-01T21:00:00+08:00 2026-10-01T21:00:00-05:00 1790870733 1790870733123 '2026-10-01 21:00'
    at '2026-10-02 05:00:00' '2026-10-01 21:00:00' '2026-10-02 10:00:00' '2026-10-02 00:05:33' '2026-10-02 00:05:33' \
        '2026-10-01 21:00:00'
    cx import payments.csv
    expect 0 '' '*cx-import: payments.csv: 5 times with a zone were converted to Asia/Shanghai*'
    sql 'DELETE FROM payments'
    times utc '2026-10-01 21:00' 2026-10-01T21:00:00+08:00
    at '2026-10-02 05:00:00' '2026-10-01 21:00:00' -- -m map.csv
    times epoch 1790870733 1790870733123 1790870733.5
    at '2026-10-02 00:05:33' '2026-10-02 00:05:33' '2026-10-02 00:05:33' -- -m map.csv
    csv settings.csv name,value time_zone,Europe/Berlin
    import settings.csv
    times '' 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-07-01T12:00:00Z
    cx import payments.csv
    expect 0 '' *'2 of them are in an hour that clocks there show twice'*
    csv settings.csv name,value time_zone,Beijing
    cx import settings.csv
    expect 1 '' 'cx-import: settings.csv:2: value: "Beijing" is not a time zone: use a name such as Asia/Shanghai, or UTC*'
}

@test "a zone in a header, by its distance from UTC or its name" {
    prepare
    local header
    csv settings.csv name,value time_zone,Asia/Shanghai
    import settings.csv
    for header in 'paid_at (GMT+7)' paid_at（UTC+07:00） paid_at（东七区）; do
        csv payments.csv "payment_id,account_id,$header,amount" 'P1,A1,2026-10-01 21:00,1'
        at '2026-10-01 22:00:00'
        cx import --suggest-map -q -o map.csv payments.csv
        equal "$(sed -n 's/^paid_at.*,//p' map.csv)" utc+7
        at '2026-10-01 22:00:00' -- -m map.csv
        # the map's own holds, and a cell's before it
        sed -i 's/utc+7/UTC-5:30/' map.csv
        csv payments.csv "payment_id,account_id,$header,amount" 'P1,A1,2026-10-01 21:00,1' 'P2,A1,2026-10-01 21:00Z,1'
        at '2026-10-02 10:30:00' '2026-10-02 05:00:00' -- -m map.csv
    done
    csv payments.csv 'payment_id,account_id,paid_at (EST),amount' 'P1,A1,2026-10-01 21:00,1'
    cx import payments.csv
    expect 1 '' '*: column "paid_at (EST)": "est" is not a known zone or order of paid_at: convert the column, or give its format in a map: as utc-5 of a zone, wall if it needs no converting'
    sed -i '/^paid_at/s/.*/paid_at,paid_at (EST),,/' map.csv
    cx import -m map.csv payments.csv
    expect 1 '' '*"est" in the header "paid_at (EST)" is not a known zone or order: convert the column, or give its format: as utc-5 of a zone, wall if it needs no converting'
    sed -i '/^paid_at/s/$/utc-5/' map.csv
    at '2026-10-02 10:00:00' -- -m map.csv
}

# paid_at_in HEADER: the header of paid_at, in the file and a map.
paid_at_in() {
    csv payments.csv "payment_id,account_id,$1,amount" 'P1,A1,2026-10-01 21:00,1'
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, "paid_at,$1,," amount,amount,,
}

@test "a zone in a header in words: known, or refused as what else stands in brackets is" {
    prepare
    local header
    csv settings.csv name,value time_zone,America/Chicago
    import settings.csv
    for header in 'Payment Time -0500' 'Payment Zulu' 'JST Payment Time' 付款时间北京时间; do
        paid_at_in "$header"
        import -m map.csv payments.csv
    done
    equal "$(sql "SELECT datetime(paid_at, 'unixepoch') FROM payments")" '2026-10-01 08:00:00'
    for header in 'Payment Time - Eastern' 'Eastern Payment Time' 'EST Payment Time' 美东付款时间 'Payment Time (Eastern Time)' \
        'Payment Time (PST/PDT)' 'Payment Time (customer time)' '付款时间（客户当地）'; do
        paid_at_in "$header"
        cx import -m map.csv payments.csv
        expect 1 '' '*map.csv:4: paid_at: "*" in the header "'"$header"'" is not a known zone or order: *wall if it needs no converting'
        [[ $header != *[\(（]* ]] && continue
        cx import payments.csv
        expect 1 '' '*column "'"$header"'": "*" is not a known zone or order of paid_at: *'
        sed -i '/^paid_at/s/$/wall/' map.csv
        import -m map.csv payments.csv
        equal "$(sql "SELECT datetime(paid_at, 'unixepoch') FROM payments")" '2026-10-01 21:00:00'
    done
    for header in 'Payment Time (24h)' 'Payment Time (local)' '付款时间（精确到秒）'; do
        paid_at_in "$header"
        import payments.csv
    done
}

@test "an order and a zone in one header" {
    prepare
    local header
    csv settings.csv name,value time_zone,Asia/Shanghai
    import settings.csv
    for header in 'paid_at (UTC)(dd/mm/yyyy)' 'paid_at (dd/mm/yyyy)(UTC)'; do
        csv payments.csv "payment_id,account_id,$header,amount" 'P1,A1,05/10/2026 20:00,1'
        at '2026-10-06 04:00:00'
        cx import --suggest-map -q -o map.csv payments.csv
        equal "$(sed -n 's/^paid_at.*,//p' map.csv)" 'dmy utc'
        at '2026-10-06 04:00:00' -- -m map.csv
        sed -i 's/dmy utc$//' map.csv
        at '2026-10-06 04:00:00' -- -m map.csv
    done
    # also where two columns make one time
    csv payments.csv 'payment_id,account_id,Time (UTC),Day (dd/mm/yyyy),amount' 'P1,A1,20:00,05/10/2026,1'
    sed -i '/^paid_at/s/.*/paid_at,={Day (dd\/mm\/yyyy)} {Time (UTC)},,/' map.csv
    at '2026-10-06 04:00:00' -- -m map.csv
    csv payments.csv payment_id,account_id,paid_at_est,amount 'P1,A1,2026-10-01 21:00,1'
    sed -i '/^paid_at/s/.*/paid_at,paid_at_est,,/' map.csv
    cx import -m map.csv payments.csv
    expect 1 '' '*"est" in the header "paid_at_est" is not a known zone or order: *'
}

# ends COLUMN DAY [ARGUMENT]...: an assignment whose COLUMN says 2026-10-31 ends on DAY.
ends() {
    sql 'DELETE FROM assignments'
    csv assignments.csv "account_id,employee_id,from,$1" A1,E1,2026-10-01,2026-10-31
    import "${@:3}" assignments.csv
    equal "$(sql 'SELECT date("to" * 86400, "unixepoch") FROM assignments')" "$2"
}

@test "an end that says it is the last day becomes the day after" {
    prepare
    local header
    csv map.csv column,header,format account_id,account_id, employee_id,employee_id, from,from,
    for header in 'to（包含）' 'to (incl. last day)' to_inclusive 失效日期含当日; do
        ends "$header" 2026-11-01
    done
    for header in '结束日期（包含当日）' 'Last day' 最后一天 end_inclusive; do
        ends "$header" 2026-11-01 -m <(cat map.csv && echo "to,$header,")
        ends "$header" 2026-11-01 -m <(cat map.csv && echo "to,$header,date")
    done
    for header in 'to (exclusive)' 'to (yyyy-mm-dd)'; do
        ends "$header" 2026-10-31
    done
    ends '结束日期(不含)' 2026-10-31 -m <(cat map.csv && echo 'to,结束日期(不含),')
    # what isn't understood is asked for
    csv assignments.csv 'account_id,employee_id,from,to (if any)' A1,E1,2026-10-01,2026-10-31
    cx import assignments.csv
    expect 1 '' 'cx-import: assignments.csv:1: "to (if any)" may be the last day, but to is the day after it: have a map say which it is *'
    echo 'to,to (if any),' >>map.csv
    cx import -m map.csv assignments.csv
    expect 1 '' 'cx-import: map.csv:5: to: what stands in parentheses in the header "to (if any)" is not known: give its format: last if it is the last day, date if it is the day after it'
    sed -i '$s/$/date/' map.csv
    ends 'to (if any)' 2026-10-31 -m map.csv
    # a day that isn't an end, or is the last one itself
    csv absences.csv 'employee_id,from,to (exclusive)' E1,2026-10-01,2026-10-31
    cx import absences.csv
    expect 1 '' '*column "to (exclusive)": "exclusive" is not a known zone or order of to: *'
    csv map.csv column,header,format employee_id,employee_id, from,from, 'to,to (exclusive),last'
    cx import -m map.csv absences.csv
    expect 1 '' '*map.csv:4: to: format "last" makes no sense for this column: *'
}

@test "months as periods" {
    prepare
    csv measures.csv measure_id,fact,unit,value,where recovered,payment,money,amount,
    csv metrics.csv metric_id,title,unit,better,formula r,Recovered,money,high,recovered
    csv targets.csv period,scope,scope_id,metric_id,value Oct-26,employee,E1,r,5 2026年11月,employee,E1,r,5 \
        2026/12,employee,E1,r,5 '"Jan 2027",employee,E1,r,5'
    import measures.csv metrics.csv targets.csv
    equal "$(sql 'SELECT group_concat(period) FROM (SELECT period FROM targets ORDER BY period)')" 2026-10,2026-11,2026-12,2027-01
    csv targets.csv period,scope,scope_id,metric_id,value 2026/10/1,employee,E1,r,5
    cx import targets.csv
    expect 1 '' '*targets.csv:2: period: "2026/10/1" *Excel*format month in a map*'
    csv targets.csv period,scope,scope_id,metric_id,value 2027-10-01,employee,E1,r,5
    cx import targets.csv
    expect 1 '' 'cx-import: targets.csv: period: 2027-10-01 is a day, as all its targets are for the first of a month: where Excel has made them of months, write 2027-10, or use format month in a map*'
    csv map.csv column,header,values,format period,period,,month scope,scope,, scope_id,scope_id,, metric_id,metric_id,, value,value,,
    cx import -m map.csv targets.csv
    expect 0 '' '*'
    # the order of the words does not matter, and one is needed where a date has none
    csv targets.csv period,scope,scope_id,metric_id,value 10/1/2026,employee,E1,r,6 Nov-26,employee,E1,r,6
    cx import -m map.csv targets.csv
    expect 1 '' '*targets.csv:2: period: "10/1/2026" is a date whose order is not given: use format mdy month, or dmy month*'
    for format in 'mdy month' 'month mdy'; do
        sql 'DELETE FROM targets'
        sed -i "s/^period,.*/period,period,,$format/" map.csv
        import -m map.csv targets.csv
        equal "$(sql 'SELECT group_concat(period) FROM (SELECT period FROM targets ORDER BY period)')" 2026-10,2026-11
    done
    csv targets.csv period,scope,scope_id,metric_id,value 31.10.2026,employee,E1,r,6
    cx import -m map.csv targets.csv
    expect 1 '' '*targets.csv:2: period: "31.10.2026" does not fit the order of its format*'
}

@test "days to come, and of long ago, are taken and said" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2036-10-01,10 P2,A1,1999-10-01,10 P3,A1,2026-11-02,1
    cx import payments.csv
    expect 0 '' "*cx-import: payments.csv: 1 row is after today, 2026-11-02: in line 2, of 2036-10-01
cx-import: payments.csv: 1 row is of more than 5 years ago: in line 3, of 1999-10-01
*3 new*"
    csv payments.csv payment_id,account_id,paid_at,amount P4,A1,2026-11-03,10 P5,A1,2027-01-01,10
    cx import payments.csv
    expect 0 '' '*payments.csv: 2 rows are after today, 2026-11-02: the first in line 2, of 2026-11-03*'
    csv payments.csv payment_id,account_id,paid_at,amount P6,A1,2026-11-02,10
    cx import payments.csv
    expect 0 '' '*cx-import: 1 row read, 1 new*'
    # a day to come is usual elsewhere
    csv holidays.csv day,name 2027-01-01,New
    cx import holidays.csv
    expect 0 '' 'cx-import: 1 row read*'
}
