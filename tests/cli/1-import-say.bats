# cx-import: what is said of bad files, and what they may have meant.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    small_company
    CX_DB=$BATS_FILE_TMPDIR/small.db import teams.csv employees.csv customers.csv accounts.csv
    csv zeros.csv account_id,due_on,amount 000123,2026-06-01,500 ac7,2026-06-01,5
    csv agents.csv employee_id,name,team_id,hired_on 007,Bond,T1,2024-01-01
    CX_DB=$BATS_FILE_TMPDIR/small.db import -k accounts zeros.csv
    CX_DB=$BATS_FILE_TMPDIR/small.db import -k employees agents.csv
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/small.db "$CX_DB"
}

# many COUNT ROW: payments with this in place of their account, day and amount.
many() {
    echo payment_id,account_id,paid_at,amount
    for ((i = 1; i <= $1; i++)); do
        echo "P$i,$2"
    done
}

@test "an error is told once, with its number and the first places" {
    prepare
    many 5000 ZZZ,2026-10-01,10 >payments.csv
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: account_id: "ZZZ" is not among the accounts: import it first, or correct it (4999 more rows have the same error: lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …)
cx-import: 5000 rows are bad: nothing was imported'
    many 300 A1,soon,10 >payments.csv
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: paid_at: "soon" is not a time: * (299 more rows have the same error: lines 3, *, 12, …)
cx-import: 300 rows are bad: nothing was imported'
    # values that differ stand with their lines
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,ten P2,A1,2026-10-01,six P3,A1,2026-10-01,ten
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: "ten" is not an amount of money (2 more rows have the same error: lines 3 "six", 4)
cx-import: 3 rows are bad: nothing was imported'
    cx import --lang=zh_CN payments.csv
    expect 1 '' 'cx-import: payments.csv:2: amount: “ten”*（另有 2 行有同样的错误，行号：3 “six”, 4）
cx-import: *'
}

@test "an option that several files need is said once" {
    prepare
    local month
    for month in 09 10 11; do
        csv payments-$month.csv payment_id,account_id,paid_at,amount P$month,A1,1/2/2026,10 Q$month,A1,2/3/2026,10
    done
    cx import payments-*.csv
    expect 1 '' 'cx-import: payments-09.csv:2: paid_at: "1/2/2026" is ambiguous: use --date-order=mdy or --date-order=dmy (5 more rows have the same error: lines 3 "2/3/2026", payments-10.csv:2, payments-10.csv:3 "2/3/2026", payments-11.csv:2, payments-11.csv:3 "2/3/2026")
cx-import: 6 rows are bad: nothing was imported'
    cx import --date-order=dmy payments-*.csv
    expect 0 '' '*6 new*'
    # so is an encoding
    for month in 09 10; do
        printf 'payment_id,account_id,paid_at,amount,channel\nR%s,A1,2026-10-01,10,支付宝\n' $month | iconv -t gb18030 >payments-$month.csv
    done
    cx import payments-09.csv payments-10.csv
    expect 0 '' '*cx-import: payments-09.csv, payments-10.csv: read as GB18030
cx-import: 2 rows read*'
}

@test "errors of several kinds are each told, in the order of their first rows" {
    prepare
    csv payments.csv payment_id,account_id,paid_at,amount P1,A9,2026-10-01,1 P2,A1,2026-10-01,x P3,A8,2026-10-01,1
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: account_id: "A9" is not among *it (line 4 "A8" has the same error)
cx-import: payments.csv:3: amount: "x" is not an amount of money
cx-import: 3 rows are bad: nothing was imported'
    # also of what comes late, and in the rejects each row has its own
    csv payments.csv payment_id,account_id,paid_at,amount,reverses P1,A1,2026-10-01,-1,Q1 P2,A1,2026-10-01,-1,Q2
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: reverses: "Q1" is not among the payments: * (line 3 "Q2" has the same error)
cx-import: 2 rows are bad: nothing was imported'
    many 3 ZZZ,2026-10-01,10 >payments.csv
    cx import --rejects=bad.csv payments.csv
    expect 1 '' '*2 more rows have the same error: lines 3, 4)*'
    equal "$(grep -c 'is not among the accounts' bad.csv)" 3
}

@test "ids that lost their zeros or their capitals" {
    prepare
    csv contacts.csv contact_id,employee_id,started_at K9,7,2026-10-01
    cx import contacts.csv
    expect 1 '' 'cx-import: contacts.csv:2: employee_id: "7" is not among the employees, but 007 is: did a spreadsheet take the zeros?*'
    csv payments.csv payment_id,account_id,paid_at,amount P1,123,2026-10-01,10
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: account_id: "123" is not among the accounts, but 000123 is: did a spreadsheet take the zeros?*'
    csv payments.csv payment_id,account_id,paid_at,amount P1,AC7,2026-10-01,10
    cx import payments.csv
    expect 1 '' 'cx-import: payments.csv:2: account_id: "AC7" is not among the accounts, but ac7 is: correct it*'
    csv payments.csv payment_id,account_id,paid_at,amount P1,0000123,2026-10-01,10
    cx import payments.csv
    expect 1 '' '*"0000123" is not among the accounts, but 000123 is: correct it*'
    # one that looks alike and isn't there is no hint
    csv payments.csv payment_id,account_id,paid_at,amount P1,124,2026-10-01,10
    cx import payments.csv
    expect 1 '' '*"124" is not among the accounts: import it first, or correct it*'
}

@test "file names that say the kind" {
    local name
    for name in payments_2026-10.csv payment.csv 2026-10-payments.csv 'payments october.csv' PAYMENTS.CSV \
        2026.10.Payment.csv; do
        prepare
        csv "$name" payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
        cx import "$name"
        expect 0 '' 'cx-import: 1 row read, 1 new*'
        equal "$(sql 'SELECT count(*) FROM payments')" 1
        rm "$name"
    done
    csv paymnts.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    cx import paymnts.csv
    expect 2 '' 'cx-import: paymnts.csv: its name gives no kind (did you mean -k payments?): cx-import --list shows all kinds*'
    csv accounts-and-payments.csv payment_id
    mv accounts-and-payments.csv old-accounts-and-payments.csv
    cx import old-accounts-and-payments.csv
    expect 2 '' 'cx-import: old-accounts-and-payments.csv: its name gives no kind*'
}

@test "kinds, words, options, reports and people that were meant" {
    prepare
    cx import -k paymets x.csv
    expect 2 '' 'cx-import: unknown kind "paymets" (did you mean payments?): cx-import --list shows all kinds*'
    cx import --template=rule
    expect 2 '' 'cx-import: unknown kind "rule" (did you mean rules?): *'
    csv calls.csv Agent,Case E1,A1
    cx import --suggest-map -k contact calls.csv
    expect 2 '' 'cx-import: unknown kind "contact" (did you mean contacts?): *'
    csv contacts.csv contact_id,employee_id,started_at,channel K1,E1,2026-10-01,phoned
    cx import contacts.csv
    expect 1 '' '*channel: "phoned" is not one of: phone wechat * (did you mean phone?)*'
    cx import --rejcts=x contacts.csv
    expect 2 '' "*cx-import: did you mean --rejects?*"
    cx score --explian
    expect 2 '' "*cx-score: did you mean --explain?*"
    cx score --dryrun
    expect 2 '' "*cx-score: did you mean --dry-run?*"
    cx report rankin -p 2026-10
    expect 2 '' 'cx-report: unknown report "rankin" (did you mean ranking?): --list shows all reports*'
    cx report violations -p 2026-10
    expect 2 '' 'cx-report: unknown report "violations" (did you mean compliance?): --list shows all reports*'
    cx report 排名 -p 2026-10 --lang=zh_CN
    expect 2 '' 'cx-report: 未知的报表“排名”（是不是 ranking？）*'
    cx import -k 还款 payments.csv
    expect 2 '' 'cx-import: unknown kind "还款" (did you mean payments?): *'
    cx report progress -p 2026-10 --employee=7
    expect 2 '' 'cx-report: there is no employee "7" (did you mean 007?)*'
    cx assign --worklist --employee=e3
    expect 2 '' 'cx-assign: there is no employee "e3" (did you mean E3?)*'
    # nothing is proposed where nothing is near
    cx import -k audit x.csv
    expect 2 '' 'cx-import: unknown kind "audit": cx-import --list shows all kinds*'
    cx score --zzzzzz
    expect 2 '' "cx-score: unrecognized option '--zzzzzz'"$'\n'"Try 'cx-score --help'."
}

# A month's file that comes again every night tells only of what is new in it.
@test "what was told of a row is not told again with the same row" {
    small_db
    export CX_TODAY=2026-11-02
    csv accounts.csv account_id,due_on,placed_on,closed_on,close_reason,amount A1,2026-01-01,2026-01-01,2026-09-01,paid,10
    import accounts.csv
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,80 P2,A1,2026-10-01,80 P3,A1,2025-12-01,-5
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on,due_on R1,A1,extension,2026-02-01,2025-12-01
    cx import payments.csv arrangements.csv
    for said in 'is paid more than it owes' 'has the same account, day and amount as another' 'came after their accounts were closed' \
        'does not say which payment it reverses' 'is to a day before the account is due'; do
        [[ $stderr == *"$said"* ]]
    done
    cx import payments.csv arrangements.csv accounts.csv
    expect 0 '' 'cx-import: 5 rows read, 0 new, 0 changed, 5 same, 0 rejected in * s: nothing changed'
    # a change is told
    sed -i 's/-5/-6/' payments.csv
    sed -i 's/2025-12-01/2025-11-01/' arrangements.csv
    cx import payments.csv arrangements.csv
    expect 0 '' '*A1 by 144.00*1 negative payment does not say which payment it reverses*, 0 new, 2 changed, 2 same, *'
    [[ $stderr == *'extension is to a day before'* ]]
}
