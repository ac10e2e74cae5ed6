# cx-import: the headers, words and encodings of other systems, and the maps that it suggests.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
}

@test "files and sheets with Chinese names" {
    rm -f "$CX_DB"
    csv 班组.csv 班组编号,班组名称,类型 M1组,前端一组,电催
    csv 2026年10月花名册.csv 工号,姓名,班组,岗位,入职日期 001,张静,M1组,催收专员,2026-03-01
    csv 客户资料.csv 客户编号,客户姓名 K01,赵六
    csv 案件台账.csv 借据号,客户编号,到期日,欠款金额 J001,K01,2026/9/15,'￥12500'
    csv '还款流水(更新).csv' 流水号,借据号,还款时间,还款金额 1,J001,2026-10-03,2000
    csv 催记.csv 催记编号,借据号,催收员,拨打时间,结果 C1,J001,张静,2026-10-02T09:30,承诺还款
    cx import ./*.csv
    expect 1 '' 'cx-import: ./催记.csv:2: employee_id: "张静" is a name, not an id: use ids, or have a map look them up by their names in another file*'
    sed -i s/张静/001/ 催记.csv
    cx import ./*.csv
    expect 0 '' 'cx-import: 6 rows read, 6 new,*'
    cp 催记.csv 十月.csv
    cx import 十月.csv
    expect 2 '' 'cx-import: 十月.csv: its name gives no kind, but its columns look like those of contacts: if they are, add -k contacts*'
}

@test "files of one kind in the order of their numbers: what the later one says holds" {
    prepare
    csv accounts-9.csv account_id,due_on,amount N1,2026-09-01,900
    csv accounts-10.csv account_id,due_on,amount N1,2026-09-01,1000
    import accounts-10.csv accounts-9.csv
    equal "$(sql "SELECT amount FROM accounts WHERE $(id account_id) = 'N1'")" 100000
}

@test "a bad figure below a header with a unit is told as any other, with its value" {
    small_db
    csv payments.csv payment_id,account_id,paid_at,'金额(分)' P1,A1,2026-10-01,x P2,A1,2026-10-01,'"1,5"' P3,A1,2026-10-01,'CNY 5'
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: "x" is not an amount of money
cx-import: payments.csv:3: amount: "1,5" has a decimal comma: write 1.5, or use format comma in a map for the whole column
cx-import: payments.csv:4: amount: "CNY 5" is not a plain number, as the unit of its column requires: write only digits, and a point before decimals
cx-import: 3 rows are bad: nothing was imported'
    csv contacts.csv contact_id,account_id,employee_id,started_at,'通话时长(分钟)' K1,A1,E1,2026-10-01,3:20 \
        K2,A1,E1,2026-10-01,99999999999999 K3,A1,E1,2026-10-01,99999999999999999999
    cx import contacts.csv
    expect 1 '' 'cx-import: contacts.csv:2: duration_s: "3:20" may be hours and minutes, or minutes and seconds: use format m:ss in a map for the second, or write 00:03:25 and use format clock
cx-import: contacts.csv:3: duration_s: "99999999999999" is too large a number (line 4 "99999999999999999999" has the same error)
cx-import: 3 rows are bad: nothing was imported'
    # a salary is nobody's business
    csv employees.csv employee_id,team_id,hired_on,'基本工资(万元)' E1,T1,2022-05-26,'CNY 1'
    cx import employees.csv
    expect 1 '' 'cx-import: employees.csv:2: base_salary: "[*][*][*] [*]" is not a plain number, as the unit of its column requires: *'
}

@test "a company in Chinese" {
    csv teams.csv 团队编号,团队名称,上级团队,团队类型,负责人,成立日期 T1,电催一组,,电催,,2026-01-01 T2,上门组,T1,外访,,2026-01-01
    csv employees.csv 员工编号,姓名,部门,岗位,入职日期,离职日期,'基本工资（元）' E1,钱娜,T1,主管,2022-05-26,,10500 \
        Ｅ２,郑芳,T1,collector,２０２４年４月１６日,,0.65万
    csv customers.csv 客户编号,客户姓名,手机号,信用等级,首选渠道 C1,秦丽,13800000001,AA级,微信
    csv accounts.csv 借据号,客户编号,应还日,逾期金额,委案日期,地区,状态 A1,C1,2026-06-01,1000.00,2026-07-01,华北,诉讼
    csv payments.csv 还款流水号,借据号,还款时间,'回款金额(分)',还款渠道 P1,A1,2026-10-01T09:30,12345,支付宝
    csv contacts.csv 通话编号,借据号,工号,开始时间,'通话时长(分钟)',渠道,结果,承诺金额,承诺日期,原因,话术/录音文本 \
        K1,A1,E1,2026-10-01T09:30,1.5,电话,承诺还款,100,2026-10-05,失业,您好 K2,A1,E2,2026-10-02,0,上门,未接,,,,
    csv complaints.csv 投诉编号,员工编号,投诉时间,是否成立,投诉内容 Z1,E1,2026-10-03,待定,态度
    csv reviews.csv 通话编号,质检结论,质检员,质检时间 K1,违规,王,2026-10-04
    csv feedback.csv 评价编号,评价来源,员工编号,评价时间,评分 F1,客户,E1,2026-10-03,95
    csv arrangements.csv 方案编号,借据号,类型,达成日期,减免金额 R1,A1,减免,2026-10-03,50
    csv trainings.csv 员工编号,课程,完成日期,是否通过 E1,合规,2026-10-01,是
    cx import ./*.csv
    expect 0 '' '*14 rows read, 14 new,*'
    equal "$(sql "SELECT base_salary, $(day hired_on) FROM employees ORDER BY employee_id;
        SELECT amount, status FROM accounts; SELECT amount FROM payments; SELECT rating, channel FROM customers;
        SELECT duration_s, channel, outcome, promised_amount FROM contacts ORDER BY contact_id;
        SELECT upheld FROM complaints; SELECT verdict FROM reviews; SELECT kind FROM arrangements;
        SELECT passed FROM trainings; SELECT kind FROM teams ORDER BY team_id")" '1050000|2022-05-26
650000|2024-04-16
100000|2
12345
1|1
90|0|7|10000
0|5|0|
2
0
0
1
0
1'
}

@test "English headers in any form" {
    prepare
    csv employees.csv 'Employee ID,Full Name,TEAM-ID,Job Title,Hire Date' E9,Ann,T1,collector,2026-01-01
    csv payments.csv 'PaymentID,Account ID,Paid at,Amount (CNY)' P1,A1,2026-10-01,12
    cx import employees.csv payments.csv
    expect 0 '' '*2 new*'
}

@test "two columns that are the same, and units that aren't known" {
    prepare
    csv payments.csv 流水号,借据号,还款日期,还款金额,回款金额 P1,A1,2026-10-01,12,12
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: columns "还款金额" and "回款金额" both mean amount, so it is there twice: remove one, or choose one with --map'
    csv payments.csv '流水号,借据号,还款日期,还款金额(百元)' P1,A1,2026-10-01,12
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: column "还款金额(百元)": "百元" is not a known unit of amount: convert the column, or give its format in a map'
    csv payments.csv 流水号,借据号,还款日期,还款金额,经办行 P1,A1,2026-10-01,12,x
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: kind payments has no column "经办行": ignore such columns with --ignore-extra, or rename them with a map, which --suggest-map begins'
    cx import --ignore-extra payments.csv
    expect 0 '' '*1 new*'
}

@test "the unit and the currency in a header hold with a map, too" {
    prepare
    csv bank.csv '流水号,借据号,还款时间,金额(USD)' T1,A1,2026-10-05,100
    "$CX_BIN"/cx-import --suggest-map -k payments -o bank-map.csv bank.csv
    cx import -k payments -m bank-map.csv bank.csv
    expect 1 '' 'cx-import: bank.csv:1: column "金额(USD)": is not in CNY, the currency of the settings: convert the column, or correct the setting'
    sed -i 's/USD/分/' bank.csv bank-map.csv
    import -k payments -m bank-map.csv bank.csv
    equal "$(sql 'SELECT amount FROM payments')" 100
    sed -i 's/分/千元/' bank.csv bank-map.csv
    cx import -k payments -m bank-map.csv bank.csv
    expect 1 '' 'cx-import: bank-map.csv:5: amount: "千元" in the header "金额(千元)" is not a known unit: convert the column, or give its format: point if it needs no converting'
    sed -i '/^amount/s/,$/,point/' bank-map.csv
    import -k payments -m bank-map.csv bank.csv
    equal "$(sql 'SELECT amount FROM payments')" 10000
}

# amount_in HEADER: the header of an amount, in the file and a map.
amount_in() {
    csv payments.csv "payment_id,account_id,paid_at,$1" P1,A1,2026-10-01,12345
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, paid_at,paid_at,, "amount,$1,,"
}

@test "hundredths and currencies in words, wherever they stand in a header" {
    prepare
    local header
    csv settings.csv name,value currency,USD
    import settings.csv
    for header in amount_minor AmountMinor 'Amount minor units' AmountInPennies '金额（最小货币单位）' 'Dollar cents'; do
        amount_in "$header"
        import -m map.csv payments.csv
        equal "$(sql 'SELECT amount FROM payments')" 12345
    done
    amount_in 'Amount (Dollars)'
    import payments.csv
    equal "$(sql 'SELECT amount FROM payments')" 1234500
    for header in 'CAD Amount' 'Amount MXN' 'Euro Amount' Amount_Euro 'Pounds Paid' amount_pence 加元金额 '金额（韩元）'; do
        amount_in "$header"
        cx import -m map.csv payments.csv
        expect 1 '' "*payments.csv:1: column \"$header\": is not in USD, the currency of the settings: *"
    done
    csv settings.csv name,value currency,EUR
    import settings.csv
    amount_in 'amount (Euro)'
    import payments.csv
    # some currencies have none
    csv settings.csv name,value currency,JPY
    import settings.csv
    amount_in amount_minor
    cx import -m map.csv payments.csv
    expect 1 '' '*payments.csv:1: column "amount_minor": is in hundredths by its name, which JPY has not: convert the column, or name it otherwise'
}

@test "a salary of another time than a month is refused" {
    prepare
    local header
    for header in 'Annual Salary' 'Salary p.a.' 'Salary per hour' 年薪 税前年薪 时薪 '基本工资（元/年）'; do
        csv employees.csv "employee_id,name,team_id,hired_on,$header" E9,Ann,T1,2026-01-01,46800
        csv map.csv column,header,values,format employee_id,employee_id,, name,name,, team_id,team_id,, hired_on,hired_on,, "base_salary,$header,,"
        cx import -m map.csv employees.csv
        expect 1 '' "*map.csv:6: base_salary: \"*\" in the header \"$header\" is not a known unit: *"
    done
    csv employees.csv 'employee_id,name,team_id,hired_on,基本工资（元/月）' E9,Ann,T1,2026-01-01,3900
    import employees.csv
}

@test "a suggested map, its ? filled in, imports" {
    prepare
    cat >export.csv <<'CSV'
Case No;Agent No;Call start;Talk minutes;Medium;Call result;PTP amount;PTP date;Disposition note
A1;E1;31/12/2025 09:30;1,5;Telephone;PTP;1.234,50;5/1/2026;x
A1;E2;3/2/2026 09:30;0,5;Pigeon;Connected;NULL;;y
CSV
    cx import --suggest-map export.csv
    expect 0 'column,header,values,format
contact_id,=[?],,
account_id,Case No,,
employee_id,Agent No,,
started_at,Call start,,dmy
duration_s,Talk minutes,,comma minutes
channel,Medium,Telephone=phone;Pigeon=[?],
outcome,Call result,PTP=promised;Connected=talked,
promised_amount,PTP amount,NULL=,comma
promised_on,PTP date,,dmy' 'cx-import: export.csv: its columns look like contacts: if that is wrong, use -k KIND
cx-import: export.csv: Medium: give in values the word of channel these are: Pigeon (one of phone, *)
cx-import: export.csv: no column looks like contact_id: *
cx-import: export.csv: left out: Disposition note'
    cx import --suggest-map -q -k contacts -o map.csv export.csv
    expect 0 '' ''
    cx import -k contacts -m map.csv export.csv
    expect 1 '' 'cx-import: map.csv:2: contact_id: a ? is left: replace it, or remove the row if the export has no such column'
    sed -i 's/=?,,/=K-{#},,/; s/Pigeon=?/Pigeon=letter/' map.csv
    cx import -k contacts -m map.csv export.csv
    expect 0 '' '*2 new*'
    equal "$(sql "SELECT $(id contact_id), $(id account_id), datetime(started_at, 'unixepoch'), duration_s, channel, outcome,
                  promised_amount, $(day promised_on) FROM contacts")" \
        'K-1|A1|2025-12-31 09:30:00|90|0|7|123450|2026-01-05
K-2|A1|2026-02-03 09:30:00|30|4|4||'
    cx import --suggest-map export.csv export.csv
    expect 2 '' '*--suggest-map takes one file*'
    cx import --suggest-map nowhere.csv
    expect 3 '' 'cx-import: nowhere.csv: No such file or directory'
    run --separate-stderr bash -c '"$0/cx-import" --suggest-map -k contacts - <export.csv' "$CX_BIN"
    expect 0 'column,header,values,format*' '*'
}

@test "a dry run of a suggestion makes no database" {
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,12
    cx import --suggest-map payments.csv
    expect 0 'column,header,values,format
payment_id,payment_id,,*' ''
    [[ ! -e $CX_DB ]]
}

@test "maps suggested for a bank's invoices import as ours do" {
    export=$CX_SHARED/data/ibm-receivables/WA_Fn-UseC_-Accounts-Receivable.csv
    skip_unless_there "$export"
    local kind
    for kind in customers accounts payments; do
        cx import --suggest-map -k $kind -o $kind.map "$export"
        expect 0 '' '*left out: *'
    done
    ln -s "$export" export.csv
    cx import --suggest-map export.csv
    expect 0 '*' '*its columns look like accounts:*'
    sed -i 's/=?/=P-{invoiceNumber}/' payments.map
    for kind in customers accounts payments; do
        import -k $kind -m $kind.map "$export"
        import -d ours.db -k $kind -m "$CX_SOURCE/tests/data/maps/ibm-$kind.csv" "$export"
    done
    for kind in 'customer_id, region FROM customers' 'account_id, customer_id, due_on, amount, placed_on, region FROM accounts' \
        'payment_id, account_id, paid_at, amount FROM payments'; do
        equal "$(sql "SELECT $kind")" "$(sql "SELECT $kind" ours.db)"
    done
}

@test "a map suggested for a bank's calls, filled in, imports" {
    export=$CX_SHARED/data/bank-calls/bank-full.csv
    skip_unless_there "$export"
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on DESK,T,2008-01-01
    import teams.csv employees.csv
    cx import --suggest-map -o map.csv "$export"
    expect 0 '' '*look like contacts*no column looks like contact_id, employee_id, started_at*'
    sed -i 's/^contact_id,=?,/contact_id,=C-{#},/; s/^employee_id,=?,/employee_id,=DESK,/; /^outcome/d
        s/^started_at,=?,,/started_at,={Day} {Month} 2008,,dmy/; s/unknown=?/unknown=/' map.csv
    cx import -k contacts -m map.csv "$export"
    expect 0 '' '*45211 new*'
    equal "$(sql 'SELECT sum(duration_s), sum(channel = 0) FROM contacts')" '11671811|32191'
}

# ascii <TEXT: full-width letters, digits and signs made plain, character by character.
ascii() {
    sed 'y/！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠/!"#$%\&'"'"'()*+,-.\/0123456789:;<=>?@/
         y/ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ＿/ABCDEFGHIJKLMNOPQRSTUVWXYZ_/
         y/ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ/abcdefghijklmnopqrstuvwxyz/'
}

@test "Chinese transcripts in seven encodings are the same rows" {
    data=$CX_SHARED/data/zh-transcripts
    skip_unless_there "$data/utterances.utf8.csv"
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on E1,T,2008-01-01
    import teams.csv employees.csv
    cp "$CX_DB" clean.db
    csv map.csv column,header,values,format 'contact_id,={意图}-{#},,' employee_id,=E1,, started_at,=２０２６－１０－０１,, \
        reason,说话人,, transcript,话术,,
    local file
    for file in "$data"/utterances.*.csv; do
        cp clean.db "$CX_DB"
        cx import -k contacts -m map.csv "$file"
        expect 0 '' '*141 rows read, 141 new,*'
        sql "SELECT $(id contact_id), started_at, reason, transcript FROM contacts ORDER BY 1" \
            >"$(basename "$file" .csv).rows"
    done
    equal "$(ls ./*.rows | wc -l)" 7
    for file in ./*.rows; do
        # ids are folded as they come in; texts stay as they are
        equal "$(cut -d'|' -f1-3 "$file")" "$(cut -d'|' -f1-3 utterances.utf8.rows)"
        if [[ $file == *fullwidth* ]]; then
            assert_same <(ascii <utterances.utf8.rows) <(ascii <"$file")
        else
            assert_same utterances.utf8.rows "$file"
        fi
    done
}

@test "a column of currencies that nothing is read from tells those of the amounts" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,Currency P1,A1,2026-10-05,100,usd P2,A1,2026-10-05,200,CHF \
        P3,A1,2026-10-05,300,RMB P4,A1,2026-10-05,400,人民币 P5,A1,2026-10-05,500,
    cx import --ignore-extra payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: is in usd, as the column Currency says, not in CNY, the currency of the settings: convert it, or have a map leave the row out
cx-import: payments.csv:3: amount: is in CHF, as the column Currency says, not in CNY, the currency of the settings: convert it, or have a map leave the row out
cx-import: 2 rows are bad: nothing was imported'
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, paid_at,paid_at,, amount,amount,, \
        'leave-out,Currency,usd;CHF,'
    cx import -n -m map.csv payments.csv
    expect 0 '' '*: 2 rows were left out of the payments by map.csv*3 rows read, 3 new*'
    csv payments.csv payment_id,account_id,paid_at,amount,'账户币种（必填）' P1,A1,2026-10-05,100,金元
    cx import --ignore-extra payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: is in "金元", as the column 账户币种（必填） says, which is not known to be CNY, the currency of the settings: convert it, or, if it is the same, have a map take only such rows*'
    sed -i 's/^leave-out.*/take-only,账户币种（必填）,金元,/' map.csv
    import -n -m map.csv payments.csv
    echo '[{"payment_id":"P1","account_id":"A1","paid_at":"2026-10-05","amount":{"value":1,"currency":"USD"}}]' >payments.json
    csv map.csv column,header,values,format payment_id,payment_id,, account_id,account_id,, paid_at,paid_at,, amount,amount.value,,
    cx import -m map.csv payments.json
    expect 1 '' '*: amount: is in USD, as the column amount.currency says, not in CNY*'
}

@test "an amount whose comma makes a text of its end" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,channel P1,A1,2026-10-05,1,234.50 P2,A1,2026-10-05,500,bank
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: may be "1,234.50", parted by its comma: put an amount with a comma in quotes, or write it without
cx-import: 1 row is bad: nothing was imported'
    # whatever is read of the next column
    sed -i 's/channel/entry/' payments.csv
    cx import --ignore-extra payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: may be "1,234.50", parted by its comma: *'
    csv payments.csv payment_id,account_id,paid_at,amount,channel P1,A1,2026-10-05,1,234 P2,A1,2026-10-05,500,bank
    cx import -n payments.csv
    expect 0 '' '*payments.csv: 1 amount may be parted by its comma, in line 2 "1,234": if it is, put it in quotes*'
}

@test "a line at the end is told from customers by their ids" {
    prepare
    csv customers.csv customer_id,name C1,Li C1-old, C2,Wu 'Prepared by Li,' 'Page 1 of 1,'
    cx import customers.csv
    expect 1 '' 'cx-import: customers.csv:5: has nothing but an id that is unlike those above: if it is a line below the table, remove it, or have a map leave it out; if it is a row, put it above others (line 6 has the same error)
cx-import: 2 rows are bad: nothing was imported'
    cx import --rejects=bad.csv customers.csv
    expect 1 '' '*5 rows read, 1 new, 2 changed, 0 same, 2 rejected*'
    equal "$(sed 's/".*"/why/' bad.csv)" $'line,reason,customer_id,name\n5,why,Prepared by Li,\n6,why,Page 1 of 1,'
    csv map.csv column,header,values customer_id,customer_id, name,name, 'leave-out,customer_id,Prepared by*;Page*'
    import -k customers -m map.csv customers.csv
}

@test "a footer is nobody's customer and no team" {
    prepare
    csv customers.csv customer_id,name,phone C3,赵六,1 Total,1, '合计（1户）,,' '制表人：王芳,,' '共 1 户,,' \
        'Exported by Ann,,' '----------,,'
    cx import customers.csv
    expect 1 '' 'cx-import: customers.csv:3: is a line of totals: remove it, or have a map leave it out (2 more rows have the same error: lines 4, 6)
cx-import: customers.csv:5: is no row of the table, but a line around it: remove it, or have a map leave it out (2 more rows have the same error: lines 7, 8)
cx-import: 6 rows are bad: nothing was imported'
    csv teams.csv team_id,name 'Total: 3 teams,' Tony,Three total_north,North
    cx import teams.csv
    expect 1 '' 'cx-import: teams.csv:2: is a line of totals: remove it, or have a map leave it out
cx-import: 1 row is bad: nothing was imported'
}

@test "a suggested map keeps a leaving day whose column has words, too" {
    prepare
    csv employees.csv employee_id,name,team_id,hired_on,离职日期 E1,甲,T1,2026-01-01,至今 E2,乙,T1,2026-01-01,2026-10-15
    cx import --suggest-map employees.csv
    expect 0 '*left_on,离职日期,,*' 'cx-import: employees.csv: no column looks like role: new rows get collector; for another word add it to the map, as role,=WORD
cx-import: employees.csv: 离职日期 looks like left_on by its name, but not by its cells: "至今" is not a date'
}
