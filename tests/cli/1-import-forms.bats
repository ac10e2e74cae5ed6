# cx-import: how dates, amounts and texts are written, in which bytes, and exports of other systems.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
    cp "$BATS_FILE_TMPDIR"/*.csv .
}

payments() {
    sql "SELECT $(id payment_id), datetime(paid_at, 'unixepoch'), $(money amount) FROM payments ORDER BY payment_id"
}

@test "dates, and orders that have to be said" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 P2,A1,2026/10/2,1 \
        P3,A1,2026年10月3日,1 P4,A1,20261004,1 'P5,A1,2026-10-05 18:05,1' P6,A1,2026-10-06T18:05:59,1
    cx import payments.csv
    expect 0 '' '*6 new*'
    equal "$(payments)" 'P1|2026-10-01 23:59:59|1.00
P2|2026-10-02 23:59:59|1.00
P3|2026-10-03 23:59:59|1.00
P4|2026-10-04 23:59:59|1.00
P5|2026-10-05 18:05:00|1.00
P6|2026-10-06 18:05:59|1.00'
    csv payments.csv payment_id,account_id,paid_at,amount P7,A1,10/1/2026,1
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: paid_at: "10/1/2026" is ambiguous: use --date-order=mdy or --date-order=dmy*'
    cx import --date-order=mdy payments.csv
    expect 0 '' '*1 new*'
    sed -i s/P7/P8/ payments.csv
    cx import --date-order=dmy payments.csv
    expect 0 '' '*1 new*'
    equal "$(payments | tail -2)" 'P7|2026-10-01 23:59:59|1.00
P8|2026-01-10 23:59:59|1.00'
    cx import --date-order=ymmd payments.csv
    expect 2 '' '*--date-order must be ymd, mdy or dmy*'
}

@test "amounts; more than two decimals only with --round, which counts them" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1234 \
        'P2,A1,2026-10-01,"1,234.50"' 'P3,A1,2026-10-01,"¥1,234.50"' P4,A1,2026-10-01,1.5E+05 P5,A1,2026-10-01,-0.01
    import payments.csv
    equal "$(payments | cut -d'|' -f3 | tr '\n' ' ')" '1234.00 1234.50 1234.50 150000.00 -0.01 '
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,0.005 P2,A1,2026-10-01,-0.005 \
        P3,A1,2026-10-01,1.0049 P4,A1,2026-10-01,1.50
    cx import payments.csv
    expect 1 '' '*payments.csv:2: amount: "0.005" has more than two decimals: use --round to round such amounts*3 rows are bad*'
    cx import --round payments.csv
    expect 0 '' 'cx-import: payments.csv: 3 amounts were rounded to two decimals
cx-import: payments.csv: 1 negative payment does not say which payment it reverses: it counts against whoever is credited on that day
cx-import: 4 rows read, 0 new, 4 changed*'
    equal "$(payments | cut -d'|' -f3 | tr '\n' ' ')" '0.01 -0.01 1.00 1.50 -0.01 '
}

@test "shares, yes and no, words in any case" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1
    csv credits.csv payment_id,employee_id,share P1,E1,33.5% P1,E2,0.665
    csv trainings.csv employee_id,course,completed_on,passed E1,a,2026-10-01,是 E1,b,2026-10-01,N E1,c,2026-10-01,TRUE
    csv contacts.csv contact_id,employee_id,started_at,channel,outcome K1,E1,2026-10-01,WeChat,PROMISED
    cx import payments.csv credits.csv trainings.csv contacts.csv
    expect 0 '' '*7 new*'
    equal "$(sql 'SELECT share FROM credits ORDER BY 1; SELECT passed FROM trainings ORDER BY course;
        SELECT channel, outcome FROM contacts' | tr '\n' ' ')" '335000 665000 1 0 1 1|7 '
}

@test "encodings, recognised or named" {
    local encoding
    prepare
    cp "$CX_DB" clean.db
    for encoding in GB18030 GBK UTF-16 UTF-16LE UTF-16BE; do
        cp clean.db "$CX_DB"
        {
            case $encoding in
            UTF-16LE) printf '\xff\xfe' ;;
            UTF-16BE) printf '\xfe\xff' ;;
            esac
            printf 'customer_id,name\r\nC1,龙王庙\r\nC9,诸葛,亮\r\n' | sed 's/诸葛,亮/"诸葛,亮"/' | iconv -t "$encoding"
        } >customers.csv
        cx import customers.csv
        expect 0 '' '*2 rows read, 1 new, 1 changed*'
        equal "$encoding $(sql "SELECT name FROM customers WHERE $(id customer_id) IN ('C1', 'C9')" | tr '\n' ' ')" \
            "$encoding 龙王庙 诸葛,亮 "
    done
    cp clean.db "$CX_DB"
    printf '\xef\xbb\xbfcustomer_id;name\nC1;"a;b"' >customers.csv
    cx import customers.csv
    expect 0 '' '*1 row read, 0 new, 1 changed*'
    equal "$(sql "SELECT name FROM customers WHERE $(id customer_id) = 'C1'")" 'a;b'
    printf 'customer_id,name\nC2,龙王庙\n' | iconv -t UTF-16LE >customers.csv
    cx import --encoding=utf-16le customers.csv
    expect 0 '' '*1 row read, 0 new, 1 changed*'
    printf 'customer_id,name\nC1,龙王庙\n' | iconv -t GB18030 >customers.csv
    cx import --encoding=utf-8 customers.csv
    expect 1 '' '*customers.csv:2: invalid bytes for UTF-8*--encoding*'
    cx import --encoding=klingon customers.csv
    expect 2 '' '*klingon*'
    printf 'customer_id\tname\nC1\ttab\n' >customers.csv
    cx import --delimiter=tab customers.csv
    expect 0 '' '*1 changed*'
    cx import --delimiter=x customers.csv
    expect 2 '' '*--delimiter must be , or ; or | or tab*'
}

@test "texts that a spreadsheet would run go out with an apostrophe and come back without" {
    prepare
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv employees.csv employee_id,name,team_id,role,hired_on \
        'E1,=1+1,T1,@x,2022-05-26' "E2,'''=1+1,T1,-5,2022-05-26" "E3,'x,T2,+a,2022-05-26"
    import --as-of=2026-10-01 employees.csv measures.csv
    equal "$(sql "SELECT name FROM employees WHERE $(day since) = '2026-10-01'" | tr '\n' ' ')" "=1+1 ''=1+1 'x "
    "$CX_BIN/cx-score" -p 2026-10 -o score.csv
    equal "$(cut -d, -f3,5 score.csv | tail -3)" "'=1+1,'@x
'''=1+1,-5
'x,'+a"
    # the sheet's names, imported again, are the names
    {
        echo employee_id,name,team_id,role,hired_on
        tail -3 score.csv | awk -F, -v OFS=, '{ print $2, $3, $4, $5, "2022-05-26" }'
    } >employees.csv
    cx import employees.csv
    expect 0 '' '*3 rows read, 0 new, 0 changed, 3 same*nothing changed'
    "$CX_BIN/cx-score" -p 2026-10 -f json >score.json
    grep -qF '"=1+1"' score.json
    grep -qF "\"''=1+1\"" score.json
}

@test "a map: headers, templates, renames, formats, units" {
    prepare
    csv map.csv column,header,values,format contact_id,=C-{#},, account_id,Acct,, employee_id,=E2,, \
        'started_at,={Day} {Month} 2026,,dmy' duration_s,Min,,minutes channel,How,tel=phone\;wx=wechat, \
        outcome,Success,1=promised\;0=refused, promised_amount,Fen,,cents
    csv export.csv Acct,Day,Month,Min,How,Success,Fen,Other A1,3,oct,1.5,tel,1,12345,x A2,4,October,0,wx,0,,y
    cx import -k contacts -m map.csv export.csv
    expect 0 '' '*2 rows read, 2 new*'
    equal "$(sql "SELECT $(id contact_id), $(id account_id), $(id employee_id), datetime(started_at, 'unixepoch'),
                  duration_s, channel, outcome, promised_amount FROM contacts")" \
        'C-1|A1|E2|2026-10-03 00:00:00|90|0|7|12345
C-2|A2|E2|2026-10-04 00:00:00|0|1|5|'
    csv bad-map.csv column,header x,y
    cx import -k contacts -m bad-map.csv export.csv
    expect 1 '' 'cx-import: bad-map.csv:2: kind contacts has no column "x"'
    csv bad-map.csv column,header contact_id,Nr
    cx import -k contacts -m bad-map.csv export.csv
    expect 1 '' 'cx-import: bad-map.csv:2: export.csv has no column "Nr"'
    csv bad-map.csv column,header contact_id,={Nr}
    cx import -k contacts -m bad-map.csv export.csv
    expect 1 '' 'cx-import: bad-map.csv:2: "{Nr}": export.csv has no column "Nr"'
    csv bad-map.csv column contact_id
    cx import -k contacts -m bad-map.csv export.csv
    expect 1 '' 'cx-import: bad-map.csv:1: column "header" is missing*'
    sed -i s/minutes/fortnights/ map.csv
    cx import -k contacts -m map.csv export.csv
    expect 1 '' 'cx-import: map.csv:*: duration_s: "fortnights" is not a format: use ymd, *'
    cx import -k contacts -m nowhere.csv export.csv
    expect 3 '' 'cx-import: nowhere.csv: No such file or directory'
}
