# cx-import: workbooks and JSON, read as they are.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
    # shellcheck disable=SC2016
    skip_without soffice
    flat_sheets >all.fods
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to xlsx all.fods >/dev/null 2>&1
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to ods all.fods >/dev/null 2>&1
    # every sheet as a CSV file, all-NAME.csv
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" \
        --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' all.fods >/dev/null 2>&1
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
    cp "$BATS_FILE_TMPDIR"/all* .
}

# cell TYPE VALUE TEXT [STYLE [FORMULA]]
cell() {
    local value
    case $1 in
        string) value='' ;;
        date | time | boolean) value="office:$1-value=\"$2\"" ;;
        *) value="office:value=\"$2\"" ;;
    esac
    echo "<table:table-cell ${4:+table:style-name=\"$4\"} ${5:+table:formula=\"$5\"} office:value-type=\"$1\" $value><text:p>$3</text:p></table:table-cell>"
}

# row CELL...: texts, or cells where they begin with <.
row() {
    local text
    echo "<table:table-row ${HIDDEN:+table:visibility=\"collapse\"}>"
    for text; do
        if [[ $text == '<'* ]]; then echo "$text"; else cell string '' "$text"; fi
    done
    echo '</table:table-row>'
}

flat_sheets() {
    cat <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:date-style style:name="N2"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style>
<number:percentage-style style:name="N3"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:time-style style:name="N4"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<number:time-style style:name="N5"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>
<style:style style:name="minute" style:family="table-cell" style:data-style-name="N5"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="share" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="clock" style:family="table-cell" style:data-style-name="N4"/>
</office:automatic-styles><office:body><office:spreadsheet>
END
    echo '<table:table table:name="payments">'
    row payment_id account_id paid_at amount
    row 0007 A1 "$(cell date 2026-10-01T09:05:33 x moment)" "$(cell float 1234.5 x)"
    HIDDEN=1 row P2 A1 "$(cell date 2026-10-02 x day)" "$(cell float 0.1 x)"
    row '' '' '' ''
    row P3 A1 "$(cell date 2026-10-31T23:59:59 x moment)" "$(cell float 5 x '' of:=2+3)"
    echo '</table:table><table:table table:name="Notes">'
    row 'made by' nobody
    echo '</table:table><table:table table:name="customers">'
    row customer_id name
    row C101 "$(cell float 12 12)"
    row C102 "$(cell float -0.25 -0.25)"
    row C103 "$(cell date 2026-10-01 2026-10-01 day)"
    row C104 "$(cell date 2026-10-05T09:12:33 '2026-10-05 09:12:33' moment)"
    row C106 "$(cell percentage 0.85 85% share)"
    row C107 "$(cell boolean true TRUE)"
    row C108 0012.50
    row C109 '还款, "两" 行'
    row C110 "$(cell float 123456789012345 123456789012345)"
    row C111 "$(cell float 7 7 '' of:=3+4)"
    row C112 "$(cell string '' ab '' 'of:=&quot;a&quot;&amp;&quot;b&quot;')"
    echo '</table:table><table:table table:name="Empty"/>'
    echo '</office:spreadsheet></office:body></office:document>'
}

# one_sheet NAME ROW...: as .xlsx and .ods
one_sheet() {
    {
        sed '/<table:table /,$d' all.fods
        echo "<table:table table:name=\"$1\">"
        printf '%s\n' "${@:2}"
        echo '</table:table></office:spreadsheet></office:body></office:document>'
    } >one.fods
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to xlsx one.fods >/dev/null 2>&1
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to ods one.fods >/dev/null 2>&1
}

@test "a workbook's sheets are the kinds that they are named after" {
    prepare
    local type
    for type in xlsx ods; do
        cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
        cx import -v all.$type
        expect 0 '' "*all.$type: the sheet \"Notes\" is not named after a kind, and left out: to import it, name it as all.$type#Notes*all.$type#payments: 1 row that the sheet hides was read, too*14 rows read, 14 new*"
        equal "$(sql "SELECT $(id payment_id), datetime(paid_at, 'unixepoch'), amount FROM payments ORDER BY paid_at")" \
            $'0007|2026-10-01 09:05:33|123450\nP2|2026-10-02 23:59:59|10\nP3|2026-10-31 23:59:59|500'
    done
    cx import -k payments all.xlsx
    expect 1 '' 'cx-import: all.xlsx: the workbook has several sheets (payments, Notes, customers, Empty): name one *'
    cx import 'all.xlsx#Nowhere' -k payments
    expect 1 '' '*all.xlsx#Nowhere: the workbook has no such sheet, but payments, Notes, customers, Empty*'
    cx import 'all.xlsx#payments'
    expect 0 '' '*3 rows read, 0 new, 0 changed, 3 same*'
}

@test "an amount in another currency than that of the settings is refused" {
    prepare
    sed '/<table:table /,$d; s/<.office:automatic-styles>/\
        <number:currency-style style:name="N9"><number:currency-symbol number:language="en" number:country="US">$<\/number:currency-symbol><number:number number:decimal-places="2"\/><\/number:currency-style>\
        <style:style style:name="usd" style:family="table-cell" style:data-style-name="N9"\/>&/' all.fods >usd.fods
    {
        echo '<table:table table:name="payments">'
        row payment_id account_id paid_at amount
        row 7 A1 2026-10-01 "$(cell currency '7" office:currency="USD' '$7.00' usd)"
        echo '</table:table></office:spreadsheet></office:body></office:document>'
    } >>usd.fods
    local type
    for type in xlsx ods; do
        soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to $type usd.fods >/dev/null 2>&1
        cx import usd.$type
        expect 1 '' 'cx-import: usd.*: amount: is in *, not in CNY, the currency of the settings: convert it, or correct its format or the setting*'
        csv settings.csv name,value currency,usd
        cx import settings.csv usd.$type
        expect 0 '' '*2 rows read, 2 new*'
        prepare
    done
}

@test "a sign that a format has is of its currency, known or not" {
    local sign
    for sign in '₩' 'zł' '?'; do
        prepare
        sed "/<table:table /,\$d; s/<.office:automatic-styles>/\
            <number:currency-style style:name=\"N9\"><number:number number:decimal-places=\"2\"\/><number:currency-symbol number:language=\"pl\" number:country=\"PL\">$sign<\/number:currency-symbol><\/number:currency-style>\
            <style:style style:name=\"own\" style:family=\"table-cell\" style:data-style-name=\"N9\"\/>&/" all.fods >own.fods
        {
            echo '<table:table table:name="payments">'
            row payment_id account_id paid_at amount
            row 7 A1 2026-10-01 "$(cell float 7 7 own)"
            echo '</table:table></office:spreadsheet></office:body></office:document>'
        } >>own.fods
        soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to xlsx own.fods >/dev/null 2>&1
        cx import own.xlsx
        expect 1 '' "cx-import: own.xlsx*: amount: is in ${sign/\?/another currency}, not in CNY, *"
        csv settings.csv name,value currency,PLN
        cx import settings.csv own.xlsx
        expect 0 '' '*2 rows read, 2 new*'
    done
}

@test "a sheet that an .ods hides is left out" {
    prepare
    sed 's/<.office:automatic-styles>/<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"\/><\/style:style>&/; s/table:name="customers"/& table:style-name="ta2"/' all.fods >one.fods
    soffice --headless "-env:UserInstallation=file://$BATS_FILE_TMPDIR/office" --convert-to ods one.fods >/dev/null 2>&1
    cx import one.ods
    expect 0 '' '*one.ods: the sheet "customers" is hidden, and left out: to import it, name it as one.ods#customers*3 rows read, 3 new*'
    cx import 'one.ods#customers'
    expect 0 '' '*11 rows read, 11 new*'
}

@test "a long id that a spreadsheet keeps 15 digits of is refused" {
    prepare
    one_sheet payments "$(row payment_id account_id paid_at amount)" \
        "$(row "$(cell float 6222021234567891 x)" A1 2026-10-01 7)" "$(row "$(cell float 6222021234567893 x)" A1 2026-10-01 8)"
    cx import one.xlsx
    expect 1 '' "cx-import: one.xlsx#payments A2: payment_id: \"6.22202123456789E+15\" is how Excel shows a long number, and its last digits are lost: format the column as text in the workbook and save again*"
    cx import one.ods # which keeps them
    expect 0 '' '*2 rows read, 2 new*'
}

@test "cells that are merged over several rows are refused where their column is used" {
    prepare
    local type merged
    merged='<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>T1</text:p></table:table-cell>'
    one_sheet teams "$(row team_id name kind parent_id remark)" "$(row T8 Acht phone "$merged" "$merged")" \
        "$(row T9 Neun phone '<table:covered-table-cell/>' '<table:covered-table-cell/>')"
    csv used.csv column,header,values team_id,team_id, name,name, kind,kind, parent_id,parent_id,
    csv unused.csv column,header,values team_id,team_id, name,name, kind,kind,
    csv within.csv column,header,values team_id,team_id, name,'={name} {parent_id}', kind,kind,
    for type in xlsx ods; do
        cx import --ignore-extra one.$type#teams
        expect 1 '' "cx-import: one.$type#teams: D2:D3 are merged: unmerge them and fill every cell, for only the first one has the value*"
        cx import --map=used.csv one.$type#teams
        expect 1 '' '*: D2:D3 are merged: *'
        cx import --map=within.csv one.$type#teams
        expect 1 '' '*: D2:D3 are merged: *'
        cx import --map=unused.csv one.$type#teams
        expect 0 '' '*2 rows read, *'
        csv posts.csv number,home 7,T8
        csv looked.csv column,header,values employee_id,number, team_id,home,@one.$type:team_id=parent_id hired_on,=2026-01-01,
        cx import --map=looked.csv -k employees posts.csv
        expect 1 '' "*one.$type: D2:D3 are merged: *"
    done
}

@test "a date that a spreadsheet made of an id is refused" {
    prepare
    local type
    one_sheet payments "$(row payment_id account_id paid_at amount)" \
        "$(row "$(cell date 2026-05-08 x day)" A1 2026-10-01 7)" \
        "$(row P2 "$(cell date 2026-05-08 x day)" 2026-10-01 7)"
    csv map.csv column,header,values payment_id,payment_id,2026-05-08=5-8 account_id,=A1, paid_at,paid_at, amount,amount,
    for type in xlsx ods; do
        cx import one.$type
        expect 1 '' "cx-import: one.$type#payments A2: payment_id: is a date, which the spreadsheet made of the id: format the column as text, and write the id again*one.$type#payments B3: account_id: is a date, *"
        cx import -n -m map.csv -k payments one.$type
        expect 0 '' '*2 rows read, 2 new*'
    done
}

@test "hours and minutes of a workbook are what the map's format says" {
    prepare
    local type format
    one_sheet contacts "$(row contact_id account_id employee_id started_at channel outcome duration_s)" \
        "$(row K1 A1 E1 2026-10-05T12:00 visit refused "$(cell time PT03H25M00S 03:25 minute)")"
    for type in xlsx ods; do
        cx import one.$type
        expect 1 '' '*: duration_s: "3:25" may be hours and minutes, or minutes and seconds: *'
        for format in clock=12300 m:ss=205; do
            sql 'DELETE FROM contacts'
            csv map.csv column,header,format contact_id,contact_id, account_id,account_id, employee_id,employee_id, \
                started_at,started_at, channel,channel, outcome,outcome, "duration_s,duration_s,${format%=*}"
            import -k contacts -m map.csv one.$type
            equal "$(sql 'SELECT duration_s FROM contacts')" "${format#*=}"
        done
    done
}

@test "dates beside texts that a spreadsheet didn't take for dates are told" {
    prepare
    local type
    one_sheet payments "$(row payment_id account_id paid_at amount)" \
        "$(row P1 A1 "$(cell date 2026-09-10 x day)" 7)" "$(row P2 A1 13/09/2026 7)" "$(row P3 A1 14/09/2026 7)"
    for type in xlsx ods; do
        cx import -n --date-order=dmy one.$type
        expect 0 '' "cx-import: one.$type#payments: column paid_at has dates, the first in line 2, and dates that are texts, the first in line 3: if a spreadsheet took some in another order, their day and month are swapped*"
    done
    one_sheet payments "$(row payment_id account_id paid_at amount)" \
        "$(row P1 A1 "$(cell date 2026-09-10 x day)" 7)" "$(row P2 A1 2026-09-13 7)"
    for type in xlsx ods; do
        cx import -n --date-order=dmy one.$type
        expect 0 '' '*2 rows read, 2 new*'
        [[ $stderr != *'dates that are texts'* ]]
    done
}

@test "rows of totals that are formulas are left out, whatever names them" {
    prepare
    local type
    one_sheet payments "$(row payment_id account_id paid_at amount)" "$(row P1 A1 2026-09-10 7)" \
        "$(row 'Subtotal A1' '' '' "$(cell float 7 7 '' 'of:=SUBTOTAL(9;[.D2:.D2])')")" "$(row P2 A2 2026-09-13 8)" \
        "$(row '' 'A2 Total' '' "$(cell float 8 8 '' 'of:=SUBTOTAL(9;[.D4:.D4])')")" \
        "$(row '' '' '' "$(cell float 15 15 '' 'of:=SUM([.D2];[.D4])')")" \
        "$(row P3 A1 2026-09-14 "$(cell float 9 9 '' 'of:=SUM([.F7:.G7];9)')")"
    for type in xlsx ods; do
        cx import -n one.$type
        expect 0 '' '*: 3 rows of totals were left out*3 rows read, 3 new*'
    done
}

@test "cells are what LibreOffice exports as CSV" {
    prepare
    local type
    sql 'DELETE FROM customers' # those of the small company
    import -k customers all-customers.csv
    sql "SELECT $(id customer_id), name FROM customers ORDER BY 1" >by-csv
    for type in xlsx ods; do
        sql 'DELETE FROM customers'
        import "all.$type#customers"
        sql "SELECT $(id customer_id), name FROM customers ORDER BY 1" >"by-$type"
        assert_same by-csv "by-$type"
    done
    (($(wc -l <by-csv) == 11))
}

@test "what cx writes as a workbook comes in again" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,channel P1,A1,2026-10-01,1234.50,bank 'P2,A1,2026-10-02 09:05:33,-0.01,'
    cx report - -o payments.xlsx <payments.csv
    expect 0 '' ''
    import payments.csv
    cx import payments.xlsx
    expect 0 '' '*cx-import: payments.xlsx: 1 row of totals was left out*2 rows read, 0 new, 0 changed, 2 same*'
    # with titles, and with sheets of its own
    import "$COMPANY"/*.csv
    must "$CX_BIN/cx-bonus" -p 2026-10 --lines -o bonus.xlsx
    cx import --suggest-map -k adjustments bonus.xlsx
    expect 0 $'column,header,values,format\n*' '*'
    # what is computed is not imported
    local computed='is a sheet of cx-bonus, which is computed and not imported: what is decided beside the rules comes in as kind adjustments'
    cx import bonus.xlsx
    expect 1 '' "cx-import: bonus.xlsx: $computed"
    cx import -k adjustments bonus.xlsx
    expect 1 '' "cx-import: bonus.xlsx: $computed"
    CX_LANG=zh_CN must "$CX_BIN/cx-bonus" -p 2026-10 -o sheet.xlsx
    CX_LANG=zh_CN cx import sheet.xlsx
    expect 1 '' 'cx-import: sheet.xlsx：是 cx-bonus 的奖金表*'
}

@test "a bad cell is named as the spreadsheet names it" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P2,A1,soon,20 P3,A1,2026-10-01,x
    cx report - -o payments.xlsx <payments.csv
    cx import --rejects=bad.csv payments.xlsx
    expect 1 '' '*payments.xlsx C3: paid_at: "soon" is not a time*payments.xlsx D4: amount: "x" is not an amount of money*'
    equal "$(cut -d, -f1 bad.csv | paste -sd' ')" 'line 3 4'
    cx import -k payments 'all.xlsx#Notes'
    expect 1 '' 'cx-import: all.xlsx#Notes:1: *'
}

@test "a list of objects, by itself and under a key; an object on each line" {
    prepare
    cat >payments.json <<'END'
[{"payment_id": "0007", "account_id": "A1", "paid_at": "2026-10-01T09:05:33+08:00", "amount": 2.500},
 {"payment_id": "J2", "account_id": "A1", "paid_at": "2026-10-02", "amount": 1234.5, "channel": null}]
END
    import payments.json
    equal "$(sql "SELECT $(id payment_id), amount FROM payments ORDER BY paid_at")" $'0007|250\nJ2|123450'
    cat >answer.json <<'END'
{"page": 1, "data": [
{"id": "K1", "debt": {"id": "A1"}, "at": 1790870733123, "sum": "12.50", "tags": ["a", "b"]},
{"id": "K2", "debt": {"id": "A1"}, "at": "x", "sum": 1}]}
END
    csv map.csv column,header,values,format payment_id,id,, account_id,debt.id,, paid_at,at,,wall amount,sum,,
    cx import -k payments -m map.csv answer.json
    expect 1 '' 'cx-import: answer.json:3: paid_at: "x" is not a time*'
    sed -i 's/"x"/"2026-10-01"/' answer.json
    import -k payments -m map.csv answer.json
    import -k payments -m map.csv 'answer.json#data'
    cx import -k payments -m map.csv 'answer.json#rows'
    expect 1 '' 'cx-import: answer.json#rows: has no such list of objects, but data'
    sed -i s/debt.id/tags/ map.csv
    cx import -k payments -m map.csv answer.json
    expect 1 '' 'cx-import: answer.json:2: account_id: is a list, but a cell has one value*'
    printf '%s\n' '{"payment_id":"L1","account_id":"A1","paid_at":"2026-10-03","amount":1}' \
        '{"amount":2,"payment_id":"L2","account_id":"A1","paid_at":"2026-10-03"}' >payments.jsonl
    cx import payments.jsonl
    expect 0 '' '*2 rows read, 2 new*'
    # all on one line, as servers answer: the second object
    printf '{"page":1,"data":[%s,%s]}' '{"payment_id":"M1","account_id":"A1","paid_at":"2026-10-03","amount":1}' \
        '{"payment_id":"M2","account_id":"A1","paid_at":"2026-10-03","amount":"one"}' >payments.json
    cx import payments.json
    expect 1 '' 'cx-import: payments.json:2: amount: "one" *'
    local empty
    for empty in '{}' '[]' '[{}]'; do
        echo "$empty" >payments.json
        cx import payments.json
        expect 1 '' 'cx-import: payments.json: has no objects, which would be rows'
    done
    cx import --suggest-map -q -k payments answer.json
    expect 0 $'column,header,values,format\n*debt.id*' ''
}
