# cx-import: files as somebody makes them who meets it for the first time. Each is refused in words that
# say what is wrong, where, and what to do.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
}

# says STATUS WORDS [OPTION...]: importing payments.csv ends so, and leaves nothing behind. After WORDS,
# a row that is bad is counted.
says() {
    local nothing=''
    cx import "${@:3}" payments.csv
    [[ $2 == payments.csv:[2-9]* ]] && nothing=$'\n''cx-import: * bad: nothing was imported'
    expect "$1" '' "cx-import: $2$nothing"
    equal "$(sql 'SELECT count(*) FROM payments')" 0
}

# One payment of this date and amount.
payment() {
    csv payments.csv payment_id,account_id,paid_at,amount "P1,A1,$1,$2"
}

@test "a workbook that is none, and one of the old format" {
    prepare
    printf 'PK\003\004rest' >payments.csv
    says 1 'payments.csv: is damaged: it begins as a workbook but is no ZIP file'
    printf '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest' >payments.xls
    cx import payments.xls
    expect 1 '' 'cx-import: payments.xls: is an Excel workbook of the old format (.xls), or has a password: save it as .xlsx without one'
    "$CX_BIN/cx-report" aging -o payments.xlsx
    run --separate-stderr bash -c '"$0/cx-import" -k payments - <payments.xlsx' "$CX_BIN"
    expect 1 '' '*has no *'
    run --separate-stderr bash -c 'cat payments.xlsx | "$0/cx-import" -k payments -' "$CX_BIN"
    expect 1 '' "cx-import: -: is a workbook, which can't be read from a pipe: name the file, or save it as CSV"
}

@test "a web page that calls itself a table" {
    prepare
    printf '\xef\xbb\xbf\n<html><table><tr><td>payment_id</td></tr></table></html>' >payments.csv
    says 1 'payments.csv: is HTML or XML, not CSV: open it in a spreadsheet and save it as CSV UTF-8'
    cp payments.csv payments.xls
    cx import payments.xls
    expect 1 '' 'cx-import: payments.xls: is HTML or XML, not CSV: *'
    echo '[{"payment_id": "P1"}]' >payments.csv
    run --separate-stderr bash -c 'cat payments.csv | "$0/cx-import" -k payments -' "$CX_BIN"
    expect 1 '' "cx-import: -: is JSON, which is read from a file in UTF-8, not from a pipe: name the file, or save it as UTF-8"
}

@test "a compressed file" {
    prepare
    payment 2026-10-01 10
    gzip payments.csv
    mv payments.csv.gz payments.csv
    says 1 'payments.csv: is compressed, not CSV: unpack it, or import from a pipe, as in gzip -dc FILE | cx-import -k KIND -'
    # which works
    run --separate-stderr bash -c 'gzip -dc <payments.csv | "$0/cx-import" -k payments -' "$CX_BIN"
    expect 0 '' '*1 new*'
}

@test "an empty file, a folder, one that isn't there" {
    prepare
    : >payments.csv
    says 1 'payments.csv: is empty: export it again; a table without rows has its header'
    printf '\xef\xbb\xbf' >payments.csv
    says 1 'payments.csv: is empty: export it again; a table without rows has its header'
    printf '\n\n' >payments.csv
    says 1 'payments.csv: has no header row, only empty lines'
    rm payments.csv
    says 3 'payments.csv: No such file or directory'
    mkdir payments.csv
    says 3 'payments.csv: is a folder: name the files in it, as in payments.csv/[*].csv'
}

@test "no header: data in the first line" {
    prepare
    csv payments.csv P1,A1,2026-10-01,10.00 P2,A1,2026-10-02,20.00
    says 1 'payments.csv:1: is data, not a header ("[*][*]"): add a first line with the names of the columns; payments needs at least payment_id,account_id,paid_at,amount'
    says 1 'payments.csv:1: is data, not a header*' --ignore-extra
    csv payments.csv P1,A1,2026-10-01,10,,
    says 1 'payments.csv:1: is data, not a header*'
    csv payments.csv 10,A1,2026-10-01,10
    says 1 'payments.csv:1: is data, not a header ("**")*'
}

@test "more columns than a spreadsheet has" {
    prepare
    {
        printf 'a,%.0s' {1..20000}
        printf '\n'
        printf '1,%.0s' {1..20000}
        printf '\n'
    } >payments.csv
    says 1 'payments.csv:1: kind payments has no column "a": *'
    cx import --suggest-map payments.csv
    expect 1 '' '*payments.csv:1: has 20000 columns, more than a spreadsheet has: is this line the header?'
}

@test "a title above the header" {
    prepare
    csv payments.csv 2026年10月回款明细,,, payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    cx import payments.csv
    expect 0 '' 'cx-import: payments.csv: the lines above the header, which is in line 2, were left out
*1 new*'
    sql 'DELETE FROM payments'
    csv payments.csv 2026年10月回款明细 制表：财务部 '' payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    cx import payments.csv
    expect 0 '' 'cx-import: payments.csv: the lines above the header, which is in line 4, were left out
*1 new*'
    sql 'DELETE FROM payments'
    # a table above the table is no title
    csv payments.csv team_id,name,kind,manager T1,a,b,c payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    says 1 'payments.csv:1: "team_id" is a title, not a header: remove the lines above line 3, or leave them out with --skip=2'
    cx import --skip=2 payments.csv
    expect 0 '' '*1 new*'
    sql 'DELETE FROM payments'
    cx import --skip=9 payments.csv
    expect 1 '' 'cx-import: payments.csv: has no lines below the first 9, which --skip leaves out'
    cx import --skip=no payments.csv
    expect 2 '' 'cx-import: --skip: "no" is not a number of lines'$'\n'"Try 'cx-import --help'."
}

@test "a line of totals at the end" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 合计,,,10
    says 1 'payments.csv:3: is a line of totals: remove it, or have a map leave it out'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 ,,Total:,10
    says 1 'payments.csv:3: is a line of totals: remove it, or have a map leave it out'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 '总计（1笔）,10'
    says 1 'payments.csv:3: is a line of totals: remove it, or have a map leave it out'
    cx import --rejects=bad.csv payments.csv
    expect 1 '' '*1 new*1 rejected*'
}

@test "two files put together" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 \
        $'\xef\xbb\xbfpayment_id,account_id,paid_at,amount' P2,A1,2026-10-02,10
    says 1 'payments.csv:3: repeats the header: were two files joined? Remove this line'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 流水号,借据号,还款日期,还款金额,渠道
    says 1 'payments.csv:3: repeats the header: were two files joined? Remove this line'
    # where every cell is a text, too
    csv teams.csv team_id,name T7,a team_id,name
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:3: repeats the header: *'
}

@test "columns swapped" {
    prepare
    payment 10.50 2026-10-01
    says 1 'payments.csv:2: paid_at: "10.50" is an amount, not a time: are two columns swapped?'
    payment 2026-10-01 2026-10-01
    says 1 'payments.csv:2: amount: "2026-10-01" is a date, not an amount of money: are two columns swapped?'
    payment soon 10
    says 1 'payments.csv:2: paid_at: "soon" is not a time: write it as in 2026-01-31 18:05'
}

@test "Excel's numbers of days" {
    prepare
    payment 45931 10
    says 1 'payments.csv:2: paid_at: "45931" is how Excel stores the day 2025-10-01: format the column as a date in Excel and save again, or use format excel in a map'
    # which works
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, \
        paid_at,paid_at,,excel amount,amount,,
    payment 45931.75 10
    import -m map.csv payments.csv
    equal "$(sql "SELECT datetime(paid_at, 'unixepoch') FROM payments")" '2025-10-01 18:00:00'
}

@test "dates in other orders, with two digits of the year, of other clocks" {
    prepare
    payment 31/12/2026 10
    says 1 'payments.csv:2: paid_at: "31/12/2026" has the day first: use --date-order=dmy'
    payment 12/31/2026 10
    says 1 'payments.csv:2: paid_at: "12/31/2026" has the month first: use --date-order=mdy'
    says 1 'payments.csv:2: paid_at: "12/31/2026" does not fit the order dmy' --date-order=dmy
    payment 10/1/2026 10
    says 1 'payments.csv:2: paid_at: "10/1/2026" is ambiguous: use --date-order=mdy or --date-order=dmy'
    payment 12/31/26 10
    says 1 'payments.csv:2: paid_at: "12/31/26" has a two-digit year: format the column as yyyy-mm-dd in Excel and save again'
    payment '2026-10-01 25:00' 10
    says 1 'payments.csv:2: paid_at: "2026-10-01 25:00" is not a time: write it as in 2026-01-31 18:05'
}

@test "days with their day of the week" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount 'P1,A1,2026-10-03 Sat,1' 'P2,A1,2026年10月3日星期六 14:05,2' \
        '"P3",A1,"Saturday, 2026-10-03",3' 'P4,A1,2026-10-03,4'
    cx import payments.csv
    expect 0 '' '*4 new*'
    equal "$(sql "SELECT group_concat(DISTINCT time(paid_at, 'unixepoch')) FROM (SELECT * FROM payments ORDER BY paid_at)")" 14:05:00,23:59:59
    sql 'DELETE FROM payments'
    payment '2026-10-03 星期一' 10
    says 1 'payments.csv:2: paid_at: "2026-10-03 星期一" is not a time: *'
    payment '2026-10-04 Sat' 10
    says 1 'payments.csv:2: paid_at: "2026-10-04 Sat" is not a time: *'
}

@test "errors of formulas" {
    prepare
    payment 2026-10-03 '#REF!'
    says 1 'payments.csv:2: amount: "#REF!" is an error of a formula: correct it in the workbook, and save again'
    payment '#VALUE!' 10
    says 1 'payments.csv:2: paid_at: "#VALUE!" is an error of a formula: *'
    csv payments.csv payment_id,account_id,paid_at,amount '#NAME?,A1,2026-10-03,10' 'P2,#N/A,2026-10-03,10'
    says 1 'payments.csv:2: payment_id: "#NAME?" is an error of a formula: *
cx-import: payments.csv:3: account_id: "#N/A" is what a lookup in a workbook gives where it finds nothing: correct the formula, or write the value*'
}

@test "ids that a program took for figures" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount 100123.0,A1,2026-10-01,10
    says 1 'payments.csv:2: payment_id: "100123.0" ends in .0, as where a program took ids for figures: export the column as text'
    csv payments.csv payment_id,account_id,paid_at,amount P1,6222021234567890123.0,2026-10-01,10
    says 1 'payments.csv:2: account_id: "6222021234567890123.0" ends in .0, *'
    csv payments.csv payment_id,account_id,paid_at,amount 12.0,A1,2026-10-01,10 # as versions are
    cx import payments.csv
    expect 0 '' '*1 new*'
}

@test "columns parted by something else" {
    prepare
    for mark in ， '~' '  ' ^ ·; do
        payment 2026-10-03 10
        sed -i "s/,/$mark/g" payments.csv
        says 1 'payments.csv:1: "payment_id*" is one column: columns are parted by a comma, a semicolon, a tab or |, *'
    done
    payment 2026-10-03 10
    sed -i 's/.*/"&"/' payments.csv
    says 1 'payments.csv:1: "payment_id,*" is one column: *no line is in quotes as a whole'
    payment 2026-10-03 10
    sed -i "s/[^,]*/'&'/g" payments.csv
    says 1 'payments.csv:1: cells stand in single quotes: write double ones, or none'
    csv customers.csv "'customer_id'" "'C1'"
    cx import customers.csv
    expect 1 '' 'cx-import: customers.csv:1: cells stand in single quotes: *'
}

@test "headers that say what must be filled in" {
    prepare
    csv payments.csv '*还款编号,账户编号（必填）,还款日期*,还款金额（元，必填）' P1,A1,2026-10-03,10
    cx import payments.csv
    expect 0 '' '*1 new*'
    csv payments.csv '还款编号,账户编号,还款日期(选填),还款金额（万元，必填）' P2,A1,2026-10-03,1
    cx import payments.csv
    expect 0 '' '*1 new*'
    equal "$(sql 'SELECT group_concat(amount) FROM payments')" 1000,1000000
}

@test "texts that were spoilt before are taken and said" {
    prepare
    csv customers.csv customer_id,name C11,张三 C12,élodie C13,Ã©lodie C14,dâ€™Arc
    cx import customers.csv
    expect 0 '' 'cx-import: customers.csv: 2 texts were UTF-8 that something took for another encoding, the first in line 4: export them again
*4 new*'
    csv customers.csv customer_id,name C15,张� C16,???
    cx import customers.csv
    expect 0 '' 'cx-import: customers.csv: 1 text has lost characters (U+FFFD), in line 2: export it again, as UTF-8
*2 new*'
}

@test "scores that are shares are taken and said" {
    prepare
    csv feedback.csv feedback_id,employee_id,at,score F1,E1,2026-10-01,0.85 F2,E1,2026-10-01,1
    cx import feedback.csv
    expect 0 '' 'cx-import: feedback.csv: all 2 scores are at most 1, of 100: if they are shares, write 85% for 0.85
*2 new*'
    csv feedback.csv feedback_id,employee_id,at,score F3,E1,2026-10-01,0.85 F4,E1,2026-10-01,85
    cx import feedback.csv
    expect 0 '' 'cx-import: 2 rows read*'
}

@test "amounts with units" {
    prepare
    payment 2026-10-01 12%
    says 1 'payments.csv:2: amount: "12%" is a percentage, not an amount of money'
    payment 2026-10-01 '12-'
    says 1 'payments.csv:2: amount: "12-" has a trailing minus: write -12.00'
    payment 2026-10-01 '12.50 CR'
    says 1 'payments.csv:2: amount: "12.50 CR" says by CR or DR whether it is added or taken: write it with its sign, as in -1234.50'
    payment 2026-10-01 '12 USD'
    says 1 'payments.csv:2: amount: "12 USD" is not in CNY, the currency of the settings: convert it, or correct the setting'
    payment 2026-10-01 12k
    says 1 'payments.csv:2: amount: "12k" is written in k: write 12000'
    # these can be nothing else, and come in
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,12.5万 'P2,A1,2026-10-01,"1,234元"' \
        'P3,A1,2026-10-01,CNY 12' P4,A1,2026-10-01,￥１２．５０ 'P5,A1,2026-10-01,12.50 CNY' \
        'P6,A1,2026-10-01,(12.50)' 'P7,A1,2026-10-01,"1,234.50-"' 'P8,A1,2026-10-01,(¥12.50)'
    import payments.csv
    equal "$(sql "SELECT amount FROM payments ORDER BY payment_id" | tr '\n' ' ')" '12500000 123400 1200 1250 1250 -1250 -123450 -1250 '
}

@test "semicolons and decimal commas" {
    prepare
    csv payments.csv 'payment_id;account_id;paid_at;amount' 'P1;A1;2026-10-01;1.234,50'
    says 1 'payments.csv:2: amount: "1.234,50" has a decimal comma: write 1234.50, or use format comma in a map for the whole column'
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, \
        paid_at,paid_at,, amount,amount,,comma
    import -m map.csv payments.csv
    equal "$(sql 'SELECT amount FROM payments')" 123450
}

@test "\\N and #N/A are no texts, and NULL is told; what is private shows such a word" {
    prepare
    local word
    for word in '\N' '#N/A' '#REF!'; do
        csv customers.csv customer_id,region "D1,$word"
        cx import customers.csv
        expect 1 '' "cx-import: customers.csv:2: region: \"?${word:1}\" *"
    done
    csv customers.csv customer_id,phone,born_on 'D1,\N,' 'D2,,\N' 'D3,,19800101x'
    cx import customers.csv
    expect 1 '' 'cx-import: customers.csv:2: phone: "\\N" stands for an empty cell: *
cx-import: customers.csv:3: born_on: "\\N" stands for an empty cell: *
cx-import: customers.csv:4: born_on: "\*\*\*\*\*\*\*\*\*" *'
    csv customers.csv customer_id,region 'D1,NULL' 'D2,east'
    cx import customers.csv
    expect 0 '' 'cx-import: customers.csv: 1 cell of region says "NULL", in line 2, which is not empty: *'
}

@test "NULL, NA, - and 无 are no empty cells" {
    prepare
    local word
    csv map.csv column,header,values,format contact_id,contact_id,, employee_id,employee_id,, \
        started_at,started_at,, account_id,account_id,NULL=, promised_amount,promised_amount,'NULL=;NA=;-=;无=,'
    for word in NULL NA - 无; do
        csv contacts.csv contact_id,employee_id,started_at,promised_amount "K1,E1,2026-10-01,$word"
        cx import contacts.csv
        expect 1 '' "cx-import: contacts.csv:2: promised_amount: \"$word\" stands for an empty cell: leave the cell empty, or say $word= under values in a map*"
    done
    csv contacts.csv contact_id,employee_id,started_at,account_id,promised_amount K1,E1,2026-10-01,NULL,无
    cx import contacts.csv
    expect 1 '' 'cx-import: contacts.csv:2: account_id: "NULL" stands for an empty cell: leave the cell empty, or rename it to nothing in a map*'
    import -m map.csv contacts.csv
    equal "$(sql 'SELECT account_id IS NULL AND promised_amount IS NULL FROM contacts')" 1
    # nor as an outcome, by a suggested map or without one; but a word of the column's own is that word
    for word in NA N/A 无; do
        csv contacts.csv contact_id,employee_id,started_at,channel,outcome "K1,E1,2026-10-01,phone,$word"
        cx import contacts.csv
        expect 1 '' "*outcome: \"$word\" stands for an empty cell: leave the cell empty, or say $word= under values in a map*"
        cx import --suggest-map -q contacts.csv
        [[ $word == NA ]] && word='NA=?' || word+== # that of a dialer may be no answer
        equal "$(tail -1 <<<"$output")" "outcome,outcome,$word,"
    done
    csv strategies.csv strategy_id,seq,when,action S1,1,1,无 S2,2,1,none
    import strategies.csv
    cx import --suggest-map -q strategies.csv
    equal "$(tail -1 <<<"$output")" 'action,action,无=none,'
}

@test "long numbers as Excel shows them" {
    prepare
    csv accounts.csv account_id,due_on,amount 6.22202E+18,2026-10-01,10
    cx import accounts.csv
    expect 1 '' 'cx-import: accounts.csv:2: account_id: "6.22202E+18" is how Excel shows a long number, and its last digits are lost: format the column as text in the workbook and save again*'
    csv accounts.csv account_id,due_on,amount A9,########,10
    cx import accounts.csv
    expect 1 '' 'cx-import: accounts.csv:2: due_on: "########" is what Excel shows where a column is too narrow: widen it and save again*'
}

@test "UTF-16 without its mark; with lines that end as on old Macs" {
    prepare
    local order
    for order in le be; do
        csv text payment_id,account_id,paid_at,amount,channel P1,A1,2026-10-01,10,一支付宝
        iconv -t "utf-16$order" <text >payments.csv
        says 1 "payments.csv: is UTF-16 without a byte-order mark: use --encoding=utf-16$order"
        cx import -n --encoding=utf-16$order payments.csv
        expect 0 '' '*1 new*'
    done
    printf 'payment_id,account_id,paid_at,amount\rP1,A1,2026-10-01,10\rP2,A1,soon,10\r' >payments.csv
    says 1 'payments.csv:3: paid_at: "soon" is not a time*'
    sed -i s/soon/2026-10-02/ payments.csv
    cx import payments.csv
    expect 0 '' '*2 new*'
}

# export_of KIND: its rows as they are in the database now.
stored() {
    "$CX_BIN/cx-import" --export=payments | tail -n +2 | cut -d, -f1,4 | paste -sd' '
}

@test "ids as Excel keeps them texts, and with what nobody sees around them" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount '="00123",="A1",="2026-10-01","="10.5""' 
    sed -i 's/,"="10.5""/,="10.5"/' payments.csv
    printf '"=""00124""",A1,2026-10-01,"=""7"""\n' >>payments.csv
    printf '%s\n' "'00125,'A1,'2026-10-01,'8" $'\ufeffP1,A1,2026-10-01,1' $'\u200eP2\u200b,A1\u200c,\u202a2026-10-01\u202c,\u200b2' \
        $'P3\t,A1\t,2026-10-01\t,3\t' $'P4\u2060,\u00adA1,2026-10-01,4' >>payments.csv
    cx import payments.csv
    expect 0 '' '*7 new*'
    equal "$(stored)" '00123,10.50 00124,7.00 00125,8.00 P1,1.00 P2,2.00 P3,3.00 P4,4.00'
    csv payments.csv payment_id,account_id,paid_at,amount $'P\u200b5,A1,2026-10-01,4'
    cx import payments.csv
    expect 1 '' '*payments.csv:2: payment_id: holds a character that nobody sees, such as a blank of no width: remove it*'
    # wherever a line stands in a block
    sql 'DELETE FROM payments'
    awk 'BEGIN {
        print "customer_id,name"
        for (i = 1; i <= 6000; i++) printf "=\"%06d\",=\"138%08d\"\n", i, i
    }' >customers.csv
    cx import customers.csv
    expect 0 '' '*6000 new*'
    equal "$(sql "SELECT $(id customer_id), name FROM customers WHERE name = '13800005999'")" '005999|13800005999'
    # a text keeps its apostrophe; a formula is a formula
    csv customers.csv customer_id,name "C7,'t Hooft" 'C8,"=""138"""'
    import customers.csv
    equal "$(sql "SELECT name FROM customers WHERE $(id customer_id) IN ('C7', 'C8') ORDER BY 1" | paste -sd' ')" "'t Hooft 138"
}

@test "lines below the table, and dashes" {
    prepare
    local line
    for line in 共123条 '共 1 条记录' 记录数：1 导出人：张三 '(1 row affected)' '--- end ---' -----,-----,-----,----- '制表人：张三,,,'; do
        csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 "$line"
        says 1 'payments.csv:3: is no row of the table, but a line around it: remove it, or have a map leave it out'
    done
    for line in 本页小计,,,10 '合  计,,,10' 累计：,,,10 '本月合计（3笔）'; do
        csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 "$line"
        says 1 'payments.csv:3: is a line of totals: remove it, or have a map leave it out'
    done
    for line in ,,,10 ',,,"1,234.50"'; do
        csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 "$line"
        says 1 'payments.csv:3: has figures only: if it is a line of totals, remove it, or have a map leave it out'
    done
    # a row that lacks something is no footer
    csv payments.csv payment_id,account_id,paid_at,amount P1
    says 1 'payments.csv:2: has 1 field, the header has 4'
}

@test "a second table under the first" {
    prepare
    local second
    for second in employee_id,name,team_id,hired_on 'contact_id,employee_id,started_at,' 工号,姓名,部门,入职日期; do
        csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 '' "$second" E9,Zoe,T1,2026-01-01 E8,Ann,T1,x
        says 1 'payments.csv:4: begins another table: put each table into a file of its own (reading stops here)'
        # no row of it can be put aside
        says 1 'payments.csv:4: begins another table: *' --rejects=bad.csv
    done
    # without a gap, and where every cell could be a text
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 employee_id,name,team_id,hired_on
    says 1 'payments.csv:3: begins another table: *'
    csv teams.csv team_id,name T7,a '' employee_id,role E1,x
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:4: begins another table: *'
    csv teams.csv team_id,name T7,a '' T8,Role
    cx import teams.csv
    expect 0 '' '*2 new*'
}

@test "line ends of several kinds, an old end of file, padding" {
    prepare
    printf 'payment_id,account_id,paid_at,amount\r\nP1,A1,2026-10-01,10\nP2,A1,2026-10-02,11\rP3,A1,2026-10-02,12\r\n' >payments.csv
    cx import payments.csv
    expect 0 '' '*3 new*'
    sql 'DELETE FROM payments'
    printf 'payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,10\n\x1a' >payments.csv
    says 1 'payments.csv:3: has 1 field, the header has 4'
    { printf 'payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,10\n' && head -c 4096 /dev/zero; } >payments.csv
    says 1 'payments.csv: is no text: most of its bytes are 0'
}

@test "new ids without the zeros of those that are there" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount 000123,A1,2026-10-01,10 000124,A1,2026-10-02,11
    import payments.csv
    csv payments.csv payment_id,account_id,paid_at,amount 123,A1,2026-10-01,10 124,A1,2026-10-02,11 125,A1,2026-10-03,11
    cx import -n payments.csv
    expect 0 '' '*cx-import: payments.csv: 2 new rows have the ids of others without their leading zeros, the first in line 2 123, as 000123 is there: did a spreadsheet take the zeros?*'
    csv payments.csv payment_id,account_id,paid_at,amount 0125,A1,2026-10-03,11 0000124,A1,2026-10-02,11
    cx import payments.csv
    expect 0 '' '*cx-import: 2 rows read, 2 new*'
    [[ $stderr != *zeros* ]]
}
