# cx-import: files, kinds, what a second import changes, dry runs.

load helper

nothing_new='*: nothing changed'

# The golden company's rows, a table a line.
count_rows() {
    local file name
    for file in "$COMPANY"/*.csv; do
        name=$(basename "$file" .csv)
        echo "$name $(sql "SELECT count(*) FROM $name" "$1")"
    done
}

@test "a whole company in one go, in any order of files" {
    local files=("$COMPANY"/*.csv) reversed=() file
    for file in "${files[@]}"; do
        reversed=("$file" "${reversed[@]}")
    done
    cx import "${files[@]}"
    expect 0 '' 'cx-import: 2331 rows read, 2331 new, 0 changed, 0 same, 0 rejected in *.* s'
    import -d reversed.db "${reversed[@]}"
    equal "$(count_rows reversed.db)" "$(count_rows "$CX_DB")"
    for table in payments accounts employees measures rules; do
        equal "$(sql "SELECT * FROM $table" reversed.db)" "$(sql "SELECT * FROM $table")"
    done
    "$CX_BIN/cx-score" -p 2026-10 -o a.csv
    "$CX_BIN/cx-score" -d reversed.db -p 2026-10 -o b.csv
    assert_same a.csv b.csv
    # and nothing was lost: no kind has fewer rows than its file
    while read -r name count; do
        sqlite3 -batch -init /dev/null rows.db ".import --csv '$COMPANY/$name.csv' $name"
        equal "$name $count" "$name $(sql "SELECT count(*) FROM $name" rows.db)"
    done < <(count_rows "$CX_DB")
}

@test "the kind of a file is its stem" {
    small_db
    csv payments-2026-10.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10
    csv payments.2026.csv payment_id,account_id,paid_at,amount P2,A1,2026-10-02,20
    mkdir a.b-c
    csv a.b-c/PAYMENTS.CSV payment_id,account_id,paid_at,amount P3,A1,2026-10-03,30
    cx import payments-2026-10.csv payments.2026.csv a.b-c/PAYMENTS.CSV
    expect 0 '' '*3 rows read, 3 new,*'
    equal "$(sql "SELECT sum(amount) FROM payments")" 6000
    csv money.csv payment_id,account_id,paid_at,amount P4,A1,2026-10-02,20
    cx import money.csv
    expect 2 '' 'cx-import: money.csv: its name gives no kind, but its columns look like those of payments: if they are, add -k payments*'
    for file in "$DEMO"/plan/*.csv; do # a table of the plan is no guess: its columns are its own
        cp "$file" money-2.csv
        kind=$(basename "$file" .csv)
        cx import -n money-2.csv
        expect 2 '' "cx-import: money-2.csv: its name gives no kind, but its columns look like those of $kind: if they are, add -k $kind*"
    done
    cx import -k payments money.csv
    expect 0 '' '*1 row read, 1 new,*'
    cx import -k wages money.csv
    expect 2 '' 'cx-import: unknown kind "wages"*--list*'
}

@test "stdin" {
    small_db
    run --separate-stderr bash -c 'printf "payment_id,account_id,paid_at,amount\nP1,A1,2026-10-01,10\n" |
        "$0/cx-import" -k payments -' "$CX_BIN"
    expect 0 '' '*1 row read, 1 new,*'
    # employees are read twice, so a pipe of them is kept meanwhile
    run --separate-stderr bash -c 'cat employees.csv | "$0/cx-import" -k employees -' "$CX_BIN"
    expect 0 '' "*3 rows read, 0 new, 0 changed, 3 same,$nothing_new"
    run --separate-stderr bash -c 'cat employees.csv | "$0/cx-import" -' "$CX_BIN"
    expect 2 '' '*its name gives no kind*'
    run --separate-stderr bash -c ': | "$0/cx-import" -k payments -' "$CX_BIN"
    expect 3 '' 'cx-import: -: empty: did the program before it in the pipe fail?'
    run --separate-stderr bash -c 'echo payment_id,account_id,paid_at,amount | "$0/cx-import" -k payments -' "$CX_BIN"
    expect 0 '' "*0 rows read,$nothing_new"
}

@test "--list names each kind, --template its columns; a template alone is a file" {
    cx import --list
    expect 0 'kind,holds,columns
settings,*
payments,*,payment_id[*] account_id paid_at amount channel reverses*' ''
    equal "${#lines[@]}" 38
    "$CX_BIN/cx-import" --list >list.csv
    for kind in $(sqlite3 -batch -init /dev/null :memory: '.import --csv list.csv l' 'SELECT kind FROM l'); do
        "$CX_BIN/cx-import" --template="$kind" >"$kind.csv"
        equal "$(tr , ' ' <"$kind.csv")" "$(sqlite3 -batch -init /dev/null :memory: '.import --csv list.csv l' \
            "SELECT replace(columns, '*', '') FROM l WHERE kind = '$kind'")"
        cx import "$kind.csv"
        expect 0 '' "cx-import: 0 rows read, 0 new, 0 changed, 0 same, 0 rejected in *$nothing_new"
    done
    [[ ! -e wages.csv ]]
    cx import --template wages
    expect 2 '' '*unknown kind "wages"*'
    cx import --list -f json
    expect 0 '\[*"kind"*settings*' ''
}

@test "the same file twice changes nothing and says so" {
    import "$COMPANY"/*.csv
    before=$(sql 'SELECT * FROM payments; SELECT * FROM rules; SELECT * FROM employees; SELECT * FROM violations')
    for option in "" --as-of=2027-03-01; do
        # shellcheck disable=SC2086
        cx import $option "$COMPANY"/*.csv
        expect 0 '' "*2331 rows read, 0 new, 0 changed, 2331 same, 0 rejected$nothing_new"
    done
    equal "$(sql 'SELECT * FROM payments; SELECT * FROM rules; SELECT * FROM employees; SELECT * FROM violations')" \
        "$before"
}

@test "a row with a known key updates; columns that the file lacks stay" {
    small_db
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,1000.00 A2,2026-08-01,2500.51
    cx import accounts.csv
    expect 0 '' '*2 rows read, 0 new, 1 changed, 1 same, 0 rejected*s'
    equal "$(sql "SELECT $(money amount), $(id customer_id), region FROM accounts WHERE account_id = (
        SELECT account_id FROM accounts WHERE amount = 250051)")" '2500.51|C1|华北'
    # a default is for new rows: a known account stays paused
    csv accounts.csv account_id,due_on,amount A3,2026-09-01,300.00
    cx import accounts.csv
    expect 0 '' "*1 same*$nothing_new"
    equal "$(sql 'SELECT status FROM accounts WHERE amount = 30000')" 1
    # a column that is there, and empty, empties the cell
    csv accounts.csv account_id,due_on,amount,region A3,2026-09-01,300.00,
    cx import accounts.csv
    expect 0 '' '*1 row read, 0 new, 1 changed,*'
    equal "$(sql 'SELECT region IS NULL FROM accounts WHERE amount = 30000')" 1
}

@test "-v counts by file; -q is silent, but for errors" {
    small_company
    cx import -v teams.csv employees.csv
    expect 0 '' '*teams.csv: teams: 2 read, 2 new, 0 changed, 0 same, 0 rejected
*employees.csv: employees: 3 read, 3 new, 0 changed, 0 same, 0 rejected
*5 rows read, 5 new,*'
    cx import -q customers.csv
    expect 0 '' ''
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,x
    cx import -q accounts.csv
    expect 1 '' 'cx-import: accounts.csv:2: amount: "x" is not an amount of money*'
}

@test "a dry run says what would change, and changes nothing" {
    small_company
    cx import -n teams.csv employees.csv
    expect 0 '' 'cx-import: dry run: 5 rows read, 5 new, 0 changed, 0 same, 0 rejected in*'
    [[ ! -e $CX_DB ]]
    import teams.csv employees.csv
    before=$(sha "$CX_DB")
    sed -i s/6500/6600/ employees.csv
    cx import -n --as-of=2026-11-02 employees.csv customers.csv
    expect 0 '' 'cx-import: dry run: 5 rows read, 4 new, 0 changed, 1 same,*'
    equal "$(sha "$CX_DB")" "$before"
    sed -i s/T2/T9/ employees.csv
    cx import -n employees.csv
    expect 1 '' '*employees.csv:4: team_id: "T9" is not among the teams*nothing was imported'
    equal "$(sha "$CX_DB")" "$before"
    cx import -n -d other.db employees.csv
    expect 1 '' '*team_id: "T1" is not among the teams*'
    [[ ! -e other.db ]]
}

@test "each change is in the audit log, with the files' hashes" {
    small_db
    equal "$(sql 'SELECT count(*) FROM audit')" 1
    sql "SELECT files FROM audit" >files
    equal "$(sed -n 's/^teams.csv \([0-9a-f]*\) 2$/\1/p' files)" "$(sha teams.csv | cut -d' ' -f1)"
    equal "$(sql "SELECT program, arguments, datetime(at, 'unixepoch') FROM audit")" \
        "cx-import|$CX_BIN/cx-import teams.csv employees.csv customers.csv accounts.csv|2026-11-02 00:00:00"
    run sql "UPDATE audit SET user = 'x'"
    [[ $output == *'never changed'* ]]
    run sql "DELETE FROM audit"
    [[ $output == *'never changed'* ]]
}

@test "files that aren't there, or can't be read" {
    small_company
    cx import teams.csv nowhere/employees.csv
    expect 3 '' 'cx-import: nowhere/employees.csv: No such file or directory'
    [[ ! -e $CX_DB ]]
    chmod 0 employees.csv
    run --separate-stderr as_user "$CX_BIN/cx-import" teams.csv employees.csv
    expect 3 '' 'cx-import: employees.csv: Permission denied'
    [[ ! -e $CX_DB ]]
    cx import -k teams .
    expect 3 '' 'cx-import: .: *'
    [[ ! -e $CX_DB ]]
}

@test "a refused first import takes away the database that it made, but not what another put into it" {
    small_company
    { echo team_id; sleep 1; echo T1,too,much; } | "$CX_BIN/cx-import" -q -k teams - 2>refusal &
    until [[ -e $CX_DB ]]; do
        sleep 0.05
    done
    import teams.csv employees.csv
    wait
    grep -q 'nothing was imported' refusal
    equal "$(sql 'SELECT count(*) FROM employees')" 3
}
