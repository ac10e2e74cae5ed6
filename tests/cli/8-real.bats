# Exports as the world writes them, by maps: invoices of a bank's customers with control totals, and a
# bank's telephone campaign. Both are found under CX_SHARED/data; what they are is in READMEs there.

load helper

maps=$CX_SOURCE/tests/data/maps

invoices() {
    data=$CX_SHARED/data/ibm-receivables
    export=$data/WA_Fn-UseC_-Accounts-Receivable.csv
    skip_unless_there "$export" "$data/CONTROL_TOTALS.csv"
    import -k customers -m "$maps/ibm-customers.csv" "$export"
    import -k accounts -m "$maps/ibm-accounts.csv" "$export"
    import -k payments -m "$maps/ibm-payments.csv" "$export"
    sqlite3 -batch -init /dev/null f.db ".import --csv '$export' f" ".import --csv '$data/CONTROL_TOTALS.csv' control"
}

@test "invoices: as many as there are, to the cent" {
    invoices
    equal "$(sql 'SELECT count(*) FROM customers; SELECT count(*), sum(amount) FROM accounts;
        SELECT count(*), sum(amount) FROM payments' | tr '\n' ' ')" '100 2466|14770318 2466|14770318 '
    equal "$(sql "SELECT region, count(*), printf('%.2f', sum(amount) / 100.0) FROM accounts GROUP BY 1 ORDER BY 1")" \
        "$(sql "SELECT key, count, amount FROM control WHERE kind = 'by_country' ORDER BY 1" f.db)"
    equal "$(sql "SELECT count(*), sum(paid_at / 86400 - due_on) FROM payments JOIN accounts USING (account_id)
                  WHERE paid_at / 86400 > due_on")" \
        "$(sql "SELECT (SELECT count FROM control WHERE key = 'late_count'),
                       (SELECT count FROM control WHERE key = 'sum_days_late')" f.db)"
    # again: nothing; one of the rows of a customer in another country: refused
    cx import -k accounts -m "$maps/ibm-accounts.csv" "$export"
    expect 0 '' '*2466 rows read, 0 new, 0 changed, 2466 same*nothing changed'
    sed '2s/^391,/392,/' "$export" >other.csv
    cx import -k customers -m "$maps/ibm-customers.csv" other.csv
    expect 1 '' 'cx-import: other.csv:*: customer_id: *with another region: keep one of *26 rows are bad: nothing was imported'
}

@test "invoices: aging at four dates, as in the control totals" {
    invoices
    csv stages.csv stage,from_dpd,to_dpd,team_kind,title s1,1,31,other,1-30 s31,31,61,other,31-60 s61,61,91,other,61-90 s91,91,,other,90+
    import stages.csv
    local day days
    days=$(sql "SELECT DISTINCT as_of FROM control WHERE kind = 'ageing'" f.db)
    equal "$(wc -l <<<"$days")" 4
    for day in $days; do
        equal "$day
$("$CX_BIN/cx-report" aging -p "$day" | tail -n +2 | grep -vE '^(paid|closed),' | cut -d, -f2-4 | sed 's/^not due/not_due/')" "$day
$(sqlite3 -batch -init /dev/null -csv f.db "SELECT key, count, printf('%.2f', amount) FROM control
                WHERE kind = 'ageing' AND as_of = '$day' ORDER BY rowid" | tr -d '"\r')"
    done
}

@test "invoices: cash by month, as in the control totals" {
    invoices
    csv measures.csv measure_id,fact,unit,value cash,payment,money,amount paid,payment,count,1
    import measures.csv
    local month
    equal "$(sql "SELECT strftime('%Y-%m', paid_at, 'unixepoch'), count(*), printf('%.2f', sum(amount) / 100.0)
                  FROM payments GROUP BY 1 ORDER BY 1")" \
        "$(sql "SELECT key, count, printf('%.2f', amount) FROM control WHERE kind LIKE 'cash%' ORDER BY 1" f.db)"
    for month in $(sql "SELECT key FROM control WHERE kind LIKE 'cash%'" f.db); do
        "$CX_BIN/cx-score" -p "$month" --by=company | tail -1 | cut -d, -f1,4,5
    done >cash.csv
    equal "$(cat cash.csv)" "$(sql "SELECT key || ',' || printf('%.2f', amount) || ',' || printf('%.6f', count)
        FROM control WHERE kind LIKE 'cash%' ORDER BY rowid" f.db)"
}

@test "a bank's calls: 45,211 of them, their seconds, their year" {
    data=$CX_SHARED/data/bank-calls/bank-full.csv
    skip_unless_there "$data"
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on DESK,T,2008-01-01
    csv measures.csv measure_id,fact,unit,value,where calls,contact,count,1, seconds,contact,seconds,duration_s, \
        yes,contact,count,promised, 'phone,contact,count,1,channel = '"'phone'"
    import teams.csv employees.csv measures.csv
    cx import -k contacts -m "$maps/bank-contacts.csv" "$data"
    expect 0 '' '*45211 rows read, 45211 new,*'
    equal "$(sql "SELECT count(*), sum(duration_s), max(duration_s), sum(duration_s = 0),
        min(strftime('%Y', started_at, 'unixepoch')), max(strftime('%Y', started_at, 'unixepoch')) FROM contacts")" \
        '45211|11671811|4918|3|2008|2008'
    sqlite3 -batch -init /dev/null f.db ".import --csv '$data' f"
    equal "$(sql "SELECT strftime('%d', started_at, 'unixepoch') + 0, strftime('%m', started_at, 'unixepoch') + 0,
                  count(*), sum(duration_s) FROM contacts GROUP BY 1, 2 ORDER BY 2, 1")" \
        "$(sql "SELECT Day + 0, (instr('janfebmaraprmayjunjulaugsepoctnovdec', Month) + 2) / 3 AS m, count(*), sum(Duration)
                FROM f GROUP BY 1, 2 ORDER BY 2, 1" f.db)"
    equal "$("$CX_BIN/cx-score" -p 2008 --by=company)" 'period,team_id,name,calls,seconds,yes,phone
2008,,,45211.000000,11671811.000000,5289.000000,32191.000000'
    cx import -k contacts -m "$maps/bank-contacts.csv" "$data"
    expect 0 '' '*45211 same*nothing changed'
}
