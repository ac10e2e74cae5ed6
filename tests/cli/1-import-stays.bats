# cx-import: rows whose key is known, in files that lack columns.

load helper

@test "what a file has no column for counts as it is known" {
    small_db
    csv keywords.csv keyword_id,phrase,match K1,abc,regex K2,abc,text
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A1,2026-10-01,100, P2,A1,2026-10-02,-100,P1
    csv accounts.csv account_id,due_on,amount,placed_on,closed_on Z1,2026-10-01,10,2026-10-05, Z2,2026-10-01,10,,2026-09-30
    csv contacts.csv contact_id,account_id,employee_id,started_at,promised_on C1,A1,E1,2026-10-01,2026-10-05
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on W1,A1,waiver,2026-10-10,5, X1,A1,extension,2026-10-10,,2026-12-01
    import keywords.csv payments.csv accounts.csv contacts.csv arrangements.csv
    local before
    before=$(sha "$CX_DB")
    csv keywords.csv keyword_id,phrase K1,'(abc' K2,'(abc'
    cx import keywords.csv
    expect 1 '' 'cx-import: keywords.csv:2: phrase: "(abc" is not a valid regular expression: missing closing parenthesis*'
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-02,100
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: must be negative, as the payment reverses P1 already: correct it, or write the column reverses*'
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-02,-100.01
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: takes back 100.01 of payment P1, of which 100.00 is left: correct the amount*'
    csv accounts.csv account_id,due_on,amount,closed_on Z1,2026-10-01,10,2026-10-04
    cx import accounts.csv
    expect 1 '' 'cx-import: accounts.csv:2: closed_on: is before placed_on, which is 2026-10-05 already: correct one of the two*'
    csv accounts.csv account_id,due_on,amount,placed_on Z2,2026-10-01,10,2026-10-02
    cx import accounts.csv
    expect 1 '' 'cx-import: accounts.csv:2: placed_on: is after closed_on, which is 2026-09-30 already: correct one of the two*'
    csv contacts.csv contact_id,account_id,employee_id,started_at C1,A1,E1,2026-10-06
    cx import contacts.csv
    expect 1 '' 'cx-import: contacts.csv:2: started_at: is after promised_on, which is 2026-10-05 already: correct one of the two*'
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,due_on X1,A1,waiver,2026-10-10,2026-12-01
    cx import arrangements.csv
    expect 1 '' 'cx-import: arrangements.csv:2: amount: a waiver needs its amount*'
    equal "$(sha "$CX_DB")" "$before"
}

@test "what a file has no column for lacks nothing where it is known" {
    small_db
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A1,2026-10-01,100, P2,A1,2026-10-02,-100,P1
    csv accounts.csv account_id,due_on,amount,closed_on Z1,2026-10-01,10,2026-09-30
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,amount,due_on W1,A1,waiver,2026-10-10,5, X1,A1,extension,2026-10-10,,2026-12-01
    import payments.csv accounts.csv arrangements.csv
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on W1,A1,waiver,2026-10-11 X1,A1,extension,2026-10-11 W2,A1,waiver,2026-10-11
    cx import --rejects=bad.csv arrangements.csv
    expect 1 '' 'cx-import: arrangements.csv:4: amount: a waiver needs its amount
cx-import: 3 rows read, 0 new, 2 changed, 0 same, 1 rejected *'
    equal "$(sql "SELECT $(day agreed_on), amount, $(day due_on) FROM arrangements ORDER BY kind")" "2026-10-11|500|
2026-10-11||2026-12-01"
    # a reversal is still linked, without a note; who closed an account before it was due never said when it was placed
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-02,-99 P1,A1,2026-10-01,99
    cx import payments.csv
    expect 0 '' 'cx-import: 2 rows read, 0 new, 2 changed, 0 same, 0 rejected in *'
    csv accounts.csv account_id,due_on,amount,closed_on Z1,2026-10-01,10,2026-09-29
    import accounts.csv
    csv accounts.csv account_id,due_on,amount,placed_on Z1,2026-10-01,11,
    import accounts.csv
    # a pattern that an older cx took is named
    csv keywords.csv keyword_id,phrase,match K1,abc,regex
    csv contacts.csv contact_id,account_id,employee_id,started_at,transcript C1,A1,E1,2026-10-01,hello
    import keywords.csv
    sql "UPDATE keywords SET phrase = '(abc'"
    cx import contacts.csv
    expect 1 '' 'cx-import: keywords K1: phrase: "(abc" is not a valid regular expression: missing closing parenthesis'
}
