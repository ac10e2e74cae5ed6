# cx-import: bad rows, which refuse all, or with --rejects themselves only.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
}

# A database that a refused import must leave as it is, byte for byte.
prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
    before=$(sha "$CX_DB")
}

unchanged() {
    equal "$(sha "$CX_DB")" "$before"
    equal "$(echo cx.db*)" cx.db
}

# refused FILE MESSAGE [OPTION...]: the file is refused for this one row, and nothing happens.
refused() {
    prepare
    cx import "${@:3}" "$1"
    expect 1 '' "cx-import: $2
cx-import: 1 row is bad: nothing was imported"
    unchanged
}

@test "arrangements: the field that is needed, above 0, not more than is owed" {
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,100
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-09-10,70
    import accounts.csv payments.csv
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on W1,A1,waiver,2026-09-11,, \
        W2,A1,waiver,2026-09-11,-5, E1,A1,extension,2026-09-11,,
    cx import arrangements.csv
    expect 1 '' '*:2: amount: *a waiver needs its amount*:3: amount: *must be above 0*:4: due_on: *an extension needs the new due date*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on W1,A1,waiver,2026-09-11,20, W2,A1,waiver,2026-09-12,10.01,
    cx import arrangements.csv
    expect 1 '' '*the waiver of 10.01 is more than the 10.00 that were owed*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on W1,A1,waiver,2026-09-11,20, W2,A1,waiver,2026-09-12,10,
    import arrangements.csv
    # an older payment that comes later leaves what was agreed on; only the account's next one is refused
    csv accounts.csv account_id,due_on,amount A2,2026-09-01,100
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-09-10,5
    import accounts.csv payments.csv
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W3,A2,waiver,2026-09-12,10
    import arrangements.csv
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W4,A1,waiver,2026-09-01,1
    cx import arrangements.csv
    expect 1 '' '*arrangements W2: amount: the waiver of 10.00 is more than the 4.00 that were owed*'
    # and neither an export of all that has it again, nor who agreed on it, nor what is agreed on later but a waiver
    csv teams.csv team_id,name T9,one
    csv employees.csv employee_id,name,team_id,hired_on E9,Ann,T9,2020-01-01
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on,employee_id W1,A1,waiver,2026-09-11,20,, \
        W2,A1,waiver,2026-09-12,10,,E9 W5,A2,waiver,2026-09-20,5,, E1,A1,extension,2026-09-20,,2026-12-01, I1,A1,instalment,2026-09-20,,,
    import teams.csv employees.csv
    cx import arrangements.csv
    expect 0 '' '*5 rows read, 3 new, 1 changed, 1 same*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W2,A1,waiver,2026-09-12,9
    cx import arrangements.csv
    expect 1 '' '*arrangements.csv:2: amount: the waiver of 9.00 is more than the 5.00 that were owed*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W2,A1,waiver,2026-09-12,5
    import arrangements.csv
}

@test "instalments: of a plan of them, above 0, after it was agreed, not more than is owed" {
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,100
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-09-10,30
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W1,A1,waiver,2026-09-11,10 I1,A1,instalment,2026-09-11,
    import accounts.csv payments.csv arrangements.csv
    local row
    for row in 'I1,2026-10-01,0|2: amount: must be above 0' 'W1,2026-10-01,10|2: arrangement_id: the arrangement is not of kind instalment' \
        'I9,2026-10-01,10|2: arrangement_id: "I9" is not among the arrangements*' \
        'I1,2026-09-10,10|2: due_on: 2026-09-10 is before the plan was agreed on 2026-09-11' \
        'I1,2026-10-01,60.01|2: amount: the instalments come to 60.01, which is more than the 60.00 that were owed'; do
        csv instalments.csv arrangement_id,due_on,amount "${row%|*}"
        cx import instalments.csv
        expect 1 '' "*instalments.csv:${row#*|}*"
    done
    csv instalments.csv 分期编号,应还日期,应还金额 I1,2026-10-01,30 I1,2026-11-01,30
    import instalments.csv
    equal "$(sql "SELECT $(day due_on), amount FROM instalments")" "2026-10-01|3000
2026-11-01|3000"
    # the plan can't become another kind, or go away, while there are some
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount I1,A1,waiver,2026-09-11,5
    cx import arrangements.csv
    expect 1 '' '*arrangement_id: the arrangement is not of kind instalment*'
    cx import --delete arrangements.csv
    expect 1 '' '*instalments*'
    cx import --delete instalments.csv
    expect 0 '' 'cx-import: 2 rows read, 2 deleted'
    equal "$(sql 'SELECT count(*) FROM instalments')" 0
    must "$CX_BIN/cx-import" -q --undo
    equal "$(sql 'SELECT count(*) FROM instalments')" 2
    cx import --export=instalments
    expect 0 "arrangement_id,due_on,amount
I1,2026-10-01,30.00
I1,2026-11-01,30.00"
    # what was paid before, but comes later, refuses no other account's plan
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-09-10,10
    csv accounts.csv account_id,due_on,amount A2,2026-09-01,100
    import payments.csv accounts.csv
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount I2,A2,instalment,2026-09-11,
    csv instalments.csv arrangement_id,due_on,amount I2,2026-10-01,30
    import arrangements.csv instalments.csv
    # nor an export of all that has the plan again, nor a waiver that is agreed on after it
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W1,A1,waiver,2026-09-11,10 I1,A1,instalment,2026-09-11, \
        W2,A1,waiver,2026-09-12,5
    csv instalments.csv arrangement_id,due_on,amount I1,2026-10-01,30 I1,2026-11-01,30 I2,2026-10-01,30
    cx import arrangements.csv instalments.csv
    expect 0 '' '*6 rows read, 1 new, 0 changed, 5 same*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount W3,A1,waiver,2026-09-11,1
    cx import arrangements.csv
    expect 1 '' '*instalments I1: amount: the instalments come to 60.00, which is more than the 49.00 that were owed*'
    csv instalments.csv arrangement_id,due_on,amount I1,2026-10-01,31
    cx import instalments.csv
    expect 1 '' '*instalments.csv:2: amount: the instalments come to 61.00, which is more than the 50.00 that were owed*'
}

@test "no debt is closed before it is placed; without placed_on nobody knows" {
    csv accounts.csv account_id,due_on,amount,placed_on,closed_on Z1,2026-10-01,10,2026-10-05,2026-10-04
    refused accounts.csv 'accounts.csv:2: closed_on: is before placed_on'
    csv accounts.csv account_id,due_on,amount,placed_on,closed_on Z1,2026-10-01,10,2026-10-05,2026-10-05 \
        Z2,2026-10-01,10,,2026-09-30
    import accounts.csv
}

@test "a bad row names file, line, column and value" {
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P2,A1,2026-10-02,'"12,5x"'
    refused payments.csv 'payments.csv:3: amount: "12,5x" is not an amount of money'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-02-29,10
    refused payments.csv 'payments.csv:2: paid_at: "2026-02-29" is not in the calendar: 2026-02 has 28 days'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,,10
    refused payments.csv 'payments.csv:2: paid_at: must not be empty'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,99999999999999999999
    refused payments.csv 'payments.csv:2: amount: "99999999999999999999" is too large an amount of money'
    csv customers.csv customer_id,rating C1,AAAA
    refused customers.csv 'customers.csv:2: rating: "AAAA" is not one of: AAA AA A BBB BB B C (did you mean AAA?)'
    csv contacts.csv contact_id,employee_id,started_at,duration_s K1,E1,2026-10-01,-5
    refused contacts.csv 'contacts.csv:2: duration_s: must not be negative'
    csv feedback.csv feedback_id,employee_id,at,score F1,E1,2026-10-01,100.5
    refused feedback.csv 'feedback.csv:2: score: must be from 0 to 100'
    csv absences.csv employee_id,from,to E1,2026-10-05,2026-10-04
    refused absences.csv 'absences.csv:2: to: is before from'
    csv trainings.csv employee_id,course,completed_on,passed E1,x,2026-10-05,maybe
    refused trainings.csv 'trainings.csv:2: passed: "maybe" is neither yes nor no'
    csv targets.csv scope,scope_id,metric_id,period,value team,T1,x,2026-13,1
    refused targets.csv 'targets.csv:2: period: "2026-13" is not a period: write 2026-10, 2026-Q4 or 2026'
    csv customers.csv customer_id "$(printf 'C%.0s' {1..65})"
    refused customers.csv 'customers.csv:2: customer_id: "C*" is longer than the 64 characters of an id'
}

@test "rows that aren't rows: ragged, quotes, bytes, sizes" {
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01 P2,A1,2026-10-02,1
    refused payments.csv 'payments.csv:2: has 3 fields, the header has 4'
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-02,1 P1,A1,2026-10-01,1,2
    refused payments.csv 'payments.csv:3: has 5 fields, the header has 4'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 'P"2,A1,2026-10-02,1'
    refused payments.csv 'payments.csv:3: column 1 contains a quote but is not quoted:*'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 P2,A1,2026-10-02,'"1'
    refused payments.csv 'payments.csv:3: column 4 begins with a quote that is never closed*'
    printf 'customer_id,name\nC1,a\nC2,\xff\xfe\n' >customers.csv
    refused customers.csv 'customers.csv:3: invalid bytes for *--encoding*' --encoding=utf-8
    printf 'customer_id,name\nC1,a\nC2,b\0c\n' >customers.csv
    refused customers.csv 'customers.csv:3: invalid bytes*NUL*' --encoding=utf-8
    { printf 'customer_id,name\nC1,a\nC2,'; head -c 70000 /dev/zero | tr '\0' x; echo; } >customers.csv
    refused customers.csv 'customers.csv:3: column 2 is longer than 65536 bytes*'
}

@test "over 20 errors are counted" {
    prepare
    {
        echo payment_id,account_id,paid_at,amount,reverses
        for i in {1..25}; do
            echo "P$i,A1,2026-10-$i,-1,P$((i + 1))"
        done
    } >payments.csv
    cx import payments.csv
    expect 1 '' '*payments.csv:20: *5 more rows have other errors: correct these first
cx-import: 25 rows are bad: nothing was imported'
    equal "${#stderr_lines[@]}" 22
    unchanged
}

@test "one bad row among several files: all of them or nothing" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    csv contacts.csv contact_id,employee_id,started_at K1,E9,2026-10-01
    csv customers.csv customer_id,rating C3,Z
    cx import payments.csv contacts.csv customers.csv
    expect 1 '' 'cx-import: customers.csv:2: rating: *
cx-import: contacts.csv:2: employee_id: "E9" is not among the employees*
cx-import: 2 rows are bad: nothing was imported'
    unchanged
}

@test "a refused first import leaves no database" {
    small_company
    sed -i s/10500/lots/ employees.csv
    cx import teams.csv employees.csv
    expect 1 '' 'cx-import: employees.csv:2: base_salary: "[*][*][*][*]" is not an amount of money*nothing was imported'
    equal "$(echo cx.db*)" 'cx.db[*]' || equal "$(echo cx.db*)" 'cx.db*'
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01, A1,E3,2026-09-01,
    sed -i s/lots/10500/ employees.csv
    cx import teams.csv employees.csv customers.csv accounts.csv assignments.csv
    expect 1 '' 'cx-import: assignments.csv:3: from: overlaps*nothing was imported'
    equal "$(echo cx.db*)" 'cx.db*'
    csv grades.csv grade,min_score A,x
    cx import grades.csv
    expect 1 '' '*nothing was imported'
    equal "$(echo cx.db*)" 'cx.db*'
}

@test "columns: unknown, missing, twice" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,teller P1,A1,2026-10-01,10,Wang
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: kind payments has no column "teller": ignore such columns with --ignore-extra*'
    unchanged
    csv payments.csv payment_id,paid_at,amount P1,2026-10-01,10
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: column "account_id" of kind payments is missing: add it, or map it with --map'
    csv payments.csv payment_id,account_id,account_id,paid_at,amount P1,A1,A1,2026-10-01,10
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:1: columns 2 and 3 are both named "account_id": is this line the header? give each column its own name'
    unchanged
    csv payments.csv payment_id,account_id,paid_at,amount,teller P1,A1,2026-10-01,10,Wang
    cx import --ignore-extra payments.csv
    expect 0 '' '*1 row read, 1 new,*'
    csv payments.csv ' Payment_ID ,ACCOUNT_ID,paid_at,amount' P2,A1,2026-10-01,10
    cx import payments.csv
    expect 0 '' '*1 row read, 1 new,*'
}

@test "references: missing, and late ones within a command" {
    csv payments.csv payment_id,account_id,paid_at,amount P1,A9,2026-10-01,10
    refused payments.csv 'payments.csv:2: account_id: "A9" is not among the accounts: import it first, or correct it'
    # an id of a known shape, and one of a shape never seen
    csv payments.csv payment_id,account_id,paid_at,amount P1,ZZ-0009,2026-10-01,10
    refused payments.csv 'payments.csv:2: account_id: "ZZ-0009" is not among the accounts*'
    csv targets.csv scope,scope_id,metric_id,period,value employee,T1,x,2026-10,1
    refused targets.csv 'targets.csv:2: scope_id: "T1" is not among the employees*'
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A1,2026-10-01,-10,P9
    refused payments.csv 'payments.csv:2: reverses: "P9" is not among the payments: import it too, or correct it'
    csv teams.csv team_id,manager_id T1,E77
    refused teams.csv 'teams.csv:2: manager_id: "E77" is not among the employees: import it too, or correct it'
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,reverses \
        P1,A1,2026-10-02,-10,P2 P2,A1,2026-10-01,10,
    csv teams.csv team_id,manager_id,parent_id T3,E4,T4 T4,,
    csv employees.csv employee_id,team_id,hired_on E4,T3,2026-01-01
    cx import payments.csv employees.csv teams.csv
    expect 0 '' '*5 rows read, 5 new,*'
    equal "$(sql 'PRAGMA foreign_key_check')" ''
}

@test "a key twice in a file: the same is taken once, other values are refused" {
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P2,A1,2026-10-01,20 P1,A1,2026-10-01,11
    refused payments.csv 'payments.csv:4: payment_id: "P1" is in the file twice with different values: keep one of the two rows'
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P1,A1,2026/10/1,¥10.00
    cx import payments.csv
    expect 0 '' '*2 rows read, 1 new, 0 changed, 1 same, 0 rejected*'
    equal "$(sql 'SELECT count(*) FROM payments')" 1
    csv holidays.csv day,name 2026-10-01,国庆节 2026-10-01,National
    refused holidays.csv 'holidays.csv:3: day: *with different values: keep one of *'
}

@test "measures and metrics that differ only in case are one: other values are refused" {
    csv measures.csv measure_id,fact,unit,value,where calls,contact,count,1, Calls,contact,count,1, \
        CALLS,contact,count,1,"outcome = 'talked'"
    refused measures.csv 'measures.csv:4: measure_id: "CALLS" is in the file twice with different values (upper and lower case are the same here): keep one of the two rows'
    csv metrics.csv metric_id,formula rate,calls Rate,calls/2.0
    csv measures.csv measure_id,fact,unit,value,where calls,contact,count,1, Calls,contact,count,1,
    prepare
    cx import measures.csv metrics.csv
    expect 1 '' '*metrics.csv:3: metric_id: "Rate" is in the file twice with different values (upper and lower*nothing was imported'
    unchanged
    # the same again, however written, changes nothing; the tables of tiers T and t are two
    import measures.csv
    csv measures.csv measure_id,fact,unit,value,where CALLS,contact,count,1,
    csv tiers.csv tier_id,from,to,rate T,0,,0.1 t,0,,0.2
    cx import measures.csv tiers.csv
    expect 0 '' '*3 rows read, 2 new, 0 changed, 1 same, 0 rejected*'
    equal "$(sql 'SELECT measure_id FROM measures')" calls
}

@test "a negative payment that reverses none is taken, and told" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A1,2026-10-01,10, P2,A1,2026-10-02,-10,P1 \
        P3,A1,2026-10-03,-5, P4,A1,2026-10-04,-6,
    cx import payments.csv
    expect 0 '' 'cx-import: payments.csv: 2 negative payments do not say which payment they reverse: they count against whoever is credited on that day
cx-import: 4 rows read, 4 new*'
    cx import -q payments.csv
    expect 0 '' ''
}

@test "credits of a payment add up to 1" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P2,A1,2026-10-01,10
    import payments.csv
    before=$(sha "$CX_DB")
    csv credits.csv payment_id,employee_id,share P1,E2,0.5 P2,E2,0.5 P1,E3,0.5 P2,E3,0.49
    cx import credits.csv
    expect 1 '' 'cx-import: credits.csv:3: share: the shares of payment P2 add up to 0.99, not to 1
cx-import: 1 row is bad: nothing was imported'
    unchanged
    cx import --rejects=bad.csv credits.csv
    expect 1 '' '*add up to 0.99, not to 1*nothing was imported'
    unchanged
    sed -i s/0.49/50%/ credits.csv
    cx import credits.csv
    expect 0 '' '*4 rows read, 4 new,*'
}

@test "--rejects: good rows in, bad ones out; mended, they come in too" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount,channel \
        P1,A1,2026-10-01,10,bank 'P2,A1,2026-10-02,"12,5x","a ""b"", c"' P3,A9,2026-10-03,30, \
        P4,A2,2026-10-04,40, P5,A2,2026-10-05 "P6,A2,2026-10-06,x,'=1+1"
    cx import --rejects=bad.csv payments.csv
    expect 1 '' 'cx-import: payments.csv:3: amount: * (line 7 "x" has the same error)
cx-import: payments.csv:4: account_id: *
cx-import: payments.csv:6: has 3 fields, the header has 5
cx-import: 6 rows read, 2 new, 0 changed, 0 same, 4 rejected in * s'
    equal "$(sql "SELECT $(id payment_id) FROM payments ORDER BY 1" | tr '\n' ' ')" 'P1 P4 '
    equal "$(cat bad.csv)" 'line,reason,payment_id,account_id,paid_at,amount,channel
3,"amount: ""12,5x"" is not an amount of money",P2,A1,2026-10-02,"12,5x","a ""b"", c"
4,"account_id: ""A9"" is not among the accounts: import it first, or correct it",P3,A9,2026-10-03,30,
6,"has 3 fields, the header has 5",P5,A2,2026-10-05
7,"amount: ""x"" is not an amount of money",P6,A2,2026-10-06,x,'"'=1+1"
    sed -i -e '/^6,/s/$/,50,/' -e 's/"12,5x","a/12.5,"a/' -e s/A9/A3/g -e s/06,x/06,60/ bad.csv
    cx import -k payments bad.csv
    expect 0 '' '*4 rows read, 4 new,*'
    equal "$(sql "SELECT sum(amount), max(channel) FROM payments WHERE $(id payment_id) <> 'P1'")" \
        '19250|a "b", c'
    equal "$(sql "SELECT channel FROM payments WHERE $(id payment_id) = 'P6'")" '=1+1'
}

@test "--rejects keeps a cell of a column without a name" {
    printf 'customer_id,name,\nC00001,甲,13900001111\nC00002,乙,\n' >customers.csv
    cx import --rejects=bad.csv customers.csv
    expect 1 '' "cx-import: customers.csv:2: column 3 has no name in the header, but holds \"[*]*[*]\": give it a name, or empty it*"
    [[ $stderr != *1390* ]]
    equal "$(grep -o ',C00.*' bad.csv)" ',C00001,甲,13900001111'
}

@test "--rejects: a reason of the row's own stays its own, and line and number are those of the first file" {
    prepare
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,reason \
        K1,A1,E1,2026-10-07,phone,sick K2,A1,E1,2026-10-x,phone,moved
    cx import --rejects=bad.csv contacts.csv
    expect 1 '' '*1 new*1 rejected*'
    cx import -k contacts --rejects=again.csv bad.csv
    expect 1 '' 'cx-import: bad.csv:2: started_at: *'
    equal "$(cat again.csv)" "$(cat bad.csv)"
    sed -i 's/,2026-10-x,/,2026-10-08,/' again.csv
    import -k contacts again.csv
    equal "$(sql 'SELECT group_concat(reason) FROM contacts')" sick,moved
}

@test "--rejects: {#} of a mended row is its number in the first file; another file does not make its key" {
    prepare
    csv map.csv column,header,values 'contact_id,=D-{Day}-{#},' account_id,Loan, employee_id,Who, \
        'started_at,=2026-10-{Day},' channel,=phone, outcome,Result,
    csv calls.csv Loan,Who,Day,Result A1,E1,05,talked A1,E1,05,odd A2,E2,05,busy
    keys() { sql "SELECT $(id contact_id), outcome FROM contacts ORDER BY 1" | paste -sd' '; }
    cx import -k contacts -m map.csv --rejects=bad.csv calls.csv
    expect 1 '' '*2 new*1 rejected*'
    equal "$(sed 's/"[^"]*""odd""[^"]*"/why/' bad.csv)" 'line,reason,{#},Loan,Who,Day,Result
3,why,2,A1,E1,05,odd'
    sed -i 's/05,odd/05,promised/' bad.csv
    import -k contacts -m map.csv bad.csv
    equal "$(keys)" 'D-05-1|4 D-05-2|7 D-05-3|1'
    cut -d, -f1,2,4- bad.csv >lost.csv
    cx import -k contacts -m map.csv lost.csv
    expect 1 '' 'cx-import: lost.csv:1: is a file of rejects without the column {#}, from which *'
    sed -i 's/,2,A1/,,A1/' bad.csv
    cx import -k contacts -m map.csv bad.csv
    expect 1 '' 'cx-import: bad.csv:2: contact_id: takes its {#} from the column {#}, which has no number here*'
    # each file counts from 1
    csv more.csv Loan,Who,Day,Result A2,E2,05,disputed
    cx import -k contacts -m map.csv calls.csv more.csv
    expect 1 '' '*cx-import: more.csv:2: contact_id: is what {#} makes of a row of another file, too: *nothing was imported'
    equal "$(keys)" 'D-05-1|4 D-05-2|7 D-05-3|1'
}

@test "--rejects keeps the delimiter, by which 1,234 is doubtful" {
    prepare
    csv payments.csv 'payment_id;account_id;paid_at;amount' 'P1;A1;2026-10-01;1,234' 'P2;A1;2026-10-01;7'
    cx import --rejects=bad.csv payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: "1,234" may have a decimal comma or *1 new*1 rejected*'
    equal "$(sed 's/"[^;]*"/why/' bad.csv)" 'line;reason;payment_id;account_id;paid_at;amount
2;why;P1;A1;2026-10-01;1,234'
    cx import -k payments bad.csv
    expect 1 '' 'cx-import: bad.csv:2: amount: "1,234" may have a decimal comma or *'
    # several files: as in the one that has semicolons
    csv more.csv payment_id,account_id,paid_at,amount P3,A1,2026-10-01,x
    cx import -k payments --rejects=bad.csv more.csv payments.csv
    expect 1 '' '*2 rejected*'
    equal "$(sed 's/^\([0-9]*\);.*;\([^;]*\);A1/\1;\2/' bad.csv)" 'line;reason;payment_id;account_id;paid_at;amount
2;P3;2026-10-01;x
2;P1;2026-10-01;1,234'
}

@test "errors show only the shape of a debtor's data, and rejects hold it whole" {
    csv customers.csv customer_id,name,born_on,phone C1,Ann,1990-13-07,13800000001 C2,Bob,1991-02-03,13800000002
    cx import --rejects=bad.csv customers.csv
    expect 1 '' 'cx-import: customers.csv:2: born_on: "[*][*][*][*]-[*][*]-[*][*]" is not a date: write it as in 2026-01-31
cx-import: 2 rows read, 1 new, *'
    equal "$(cat bad.csv)" 'line,reason,customer_id,name,born_on,phone
2,"born_on: ""****-**-**"" is not a date: write it as in 2026-01-31",C1,Ann,1990-13-07,13800000001'
}

@test "--rejects: episodes that overlap" {
    prepare
    csv assignments.csv account_id,employee_id,from,to A1,E2,2026-08-01,2026-09-10 A1,E3,2026-09-01, \
        A2,E3,2026-09-01,
    cx import --rejects=bad.csv assignments.csv
    expect 1 '' '*assignments.csv:3: from: overlaps the episode from 2026-08-01 in line 2*2 new*1 rejected*'
    equal "$(cut -d, -f1,3- bad.csv)" 'line,account_id,employee_id,from,to
3,A1,E3,2026-09-01,'
    equal "$(sql "SELECT $(id account_id) FROM assignments" | tr '\n' ' ')" 'A1 A2 '
}

@test "--rejects: what no row is to blame for refuses all" {
    prepare
    csv teams.csv team_id,manager_id T1,E1 T9,E77
    cx import --rejects=bad.csv teams.csv
    expect 1 '' '*teams.csv:3: manager_id: "E77" is not among the employees*nothing was imported'
    unchanged
    csv measures.csv measure_id,fact,unit,value,where half,payment,money,1/,
    cx import --rejects=bad.csv measures.csv
    expect 1 '' '*measures.csv:2: value: character 3: it ends where a value should stand*nothing was imported'
    unchanged
}

@test "--rejects: the file appears with the import, and may be the one that is imported" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 P2,A1,2026-10-02,x
    cx import --rejects=payments.csv payments.csv
    expect 1 '' '*payments.csv:3: amount: "x" is not*1 new, 0 changed, 0 same, 1 rejected in*'
    equal "$(cat payments.csv)" 'line,reason,payment_id,account_id,paid_at,amount
3,"amount: ""x"" is not an amount of money",P2,A1,2026-10-02,x'
    csv old.csv old
    csv measures.csv measure_id,fact,unit,value,where half,payment,money,1/,
    cx import --rejects=old.csv measures.csv
    expect 1 '' '*nothing was imported'
    equal "$(cat old.csv)" old
    # no file, nothing to reject
    cx import --rescan --rejects=old.csv
    expect 0 '' '*contacts checked again*'
    equal "$(ls -A | grep -c old)" 1
}

@test "--rejects: after a stray quote nothing can be read, so nothing is imported" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 'P"2,A1,2026-10-02,1' P3,A1,2026-10-03,1
    cx import --rejects=bad.csv payments.csv
    expect 1 '' '*payments.csv:3: column 1 contains a quote*nothing was imported'
    unchanged
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1 P2,A1,2026-10-02,'"1' P3,A1,2026-10-03,1
    cx import --rejects=bad.csv payments.csv
    expect 1 '' '*payments.csv:3: column 4 begins with a quote*nothing was imported'
    unchanged
}

@test "--rejects takes files of one header; one that can't be written changes nothing" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,x
    csv customers.csv customer_id,rating C3,Z
    cx import --rejects=bad.csv payments.csv customers.csv
    expect 2 '' '*--rejects*'
    unchanged
    cx import --rejects=nowhere/bad.csv payments.csv
    expect 3 '' 'cx-import: nowhere/bad.csv: No such file or directory'
    unchanged
    cx import --rejects=/dev/full payments.csv
    expect 3 '' '*/dev/full: No space left on device'
    unchanged
}

@test "a key twice in a file is seen where sums are kept as well" {
    small_db
    csv measures.csv measure_id,fact,unit,value recovered,payment,money,amount
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,5
    import measures.csv payments.csv
    must "$CX_BIN/cx-score" -p 2026-10 -o scores.csv
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-05,5 P2,A1,2026-10-05,6 P3,A1,2026-10-06,1
    cx import payments.csv
    expect 1 '' '*payments.csv:3: payment_id: "P2" is in the file twice with different values*nothing was imported*'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,7 P2,A1,2026-10-05,5 P2,A1,2026-10-05,5 P1,A1,2026-10-05,7
    cx import payments.csv
    expect 0 '' '*4 rows read, 1 new, 1 changed, 2 same*'
    csv feedback.csv feedback_id,employee_id,at,score F1,E2,2026-10-05,90 F1,E2,2026-10-05,80
    cx import feedback.csv
    expect 1 '' '*feedback.csv:3: feedback_id: "F1" is in the file twice with different values*'
}
