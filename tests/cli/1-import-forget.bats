#!/usr/bin/env bats
# cx-import --forget and --forget-before: no byte of a debtor stays, and nothing that was added up changes.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    "$CX_BIN/cx-import" -q -d demo.db "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    "$CX_BIN/cx-bonus" -q -d demo.db -p 2026-09 --close --as-of=2026-10-05 >seal.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/demo.db" cx.db
}

figures() {
    "$CX_BIN/cx-score" -q -p 2026-10 --rebuild -f csv
    "$CX_BIN/cx-score" -q -p 2026-08 -f csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --lines
    "$CX_BIN/cx-bonus" -q -p 2026-09 --recompute
    "$CX_BIN/cx-bonus" -q -p 2026-09 --lines
}

# The names, numbers and transcripts of customers that a query finds, one a line.
data_of() {
    sql "SELECT name FROM customers c WHERE $1 UNION SELECT phone FROM customers c WHERE $1
         UNION SELECT contact_person FROM customers c WHERE $1
         UNION SELECT transcript FROM contacts JOIN accounts USING (account_id) JOIN customers c USING (customer_id) WHERE $1
         UNION SELECT words FROM violations JOIN contacts USING (contact_id) JOIN accounts USING (account_id)
               JOIN customers c USING (customer_id) WHERE $1" | grep -v '^$'
}

@test "a customer who is forgotten leaves no byte, and figures, seals and pay are as before" {
    local customer=C00001 unique
    figures >before.csv
    unique=$(sql "SELECT name || '|' || phone FROM customers WHERE customer_id = (SELECT min(customer_id) FROM customers)")
    grep -qaF "${unique#*|}" cx.db
    # what it was before is in the journal, by which an import is taken back
    csv customers.csv customer_id,contact_person C00001,Somebodyunheardof
    import -q customers.csv
    csv customers.csv customer_id,contact_person C00001,Another
    import -q customers.csv
    cx import --forget=$customer
    expect 0 $'customer_id\nC00001' 'cx-import: 1 customer is forgotten'
    run -1 grep -qaF "${unique#*|}" cx.db
    run -1 grep -qaF Somebodyunheardof cx.db
    cx import --undo
    expect 1 '' 'cx-import: there is no import to take back*'
    equal "$(sql "SELECT name || phone FROM customers WHERE customer_id = (SELECT min(customer_id) FROM customers)")" '--'
    figures >after.csv
    assert_same before.csv after.csv
    cx bonus --verify
    [[ $status == 0 ]]
    equal "$(sql "SELECT substr(arguments, -15) FROM audit WHERE arguments LIKE '%forget%'")" '--forget=C00001'
    [[ $(ls) != *journal* ]]
}

@test "all to whom nothing has happened since a day" {
    local count
    figures >before.csv
    cx import --forget-before=2026-09-01 -n
    count=$((${#lines[@]} - 1))
    ((count > 10))
    expect 0 $'customer_id\n*' "cx-import: dry run: $count customers would be forgotten"
    sql "SELECT count(*) FROM customers WHERE name = '-'" | grep -qx 0
    cp cx.db full.db
    "$CX_BIN/cx-import" -q --forget-before=2026-09-01 -o who.csv
    equal "$(rows who.csv)" "$count"
    # What nobody else has too.
    CX_DB=full.db sql "SELECT phone FROM customers WHERE length(phone) = 11" full.db | sort >all
    sql "SELECT phone FROM customers WHERE length(phone) = 11" | sort >kept
    comm -23 all kept | sort -u >gone
    (($(wc -l <gone) > 10))
    run -1 grep -qaFf gone cx.db
    grep -qaFf gone full.db
    figures >after.csv
    assert_same before.csv after.csv
    cx bonus --verify
    [[ $status == 0 ]]
    cx import --forget-before=2026-09-01
    expect 0 $'customer_id\n*' "cx-import: $count customers are forgotten"
}

@test "who is not there, and what is no date" {
    cx import --forget=C99999
    expect 2 '' 'cx-import: "C99999" is not among the customers'*
    cx import --forget-before=soon
    expect 2 '' 'cx-import: --forget-before: "soon" is not a date: write 2026-10-31*'
    cx import --forget=C00001 x.csv
    expect 2 '' 'cx-import: --forget and --forget-before take no files*'
    cx import --forget=C00001 --forget=C99999
    expect 2 '' '*"C99999" is not among the customers'*
    sql "SELECT count(*) FROM customers WHERE name = '-'" | grep -qx 0
}
