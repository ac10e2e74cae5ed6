# cx-import: taking imports back, and carrying rows to another database.

load helper

# a.db has the company without its events, plan and data.
setup_file() {
    cd "$BATS_FILE_TMPDIR"
    export CX_TODAY=2026-11-02
    import -d a.db "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
    import -d all.db "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

prepare() {
    cp "$BATS_FILE_TMPDIR"/a.db "$CX_DB"
    RANDOM=${CX_UNDO_SEED:-$((BATS_TEST_NUMBER * 7919))}
}

# What a database holds, in every table but the audit log, and but for what can be made again.
dump() {
    sql "$(sql "SELECT 'SELECT ''' || name || ''', * FROM \"' || name || '\";' FROM sqlite_schema
                WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND name NOT IN ('audit', 'row_sums', 'kept_facts',
                    'day_sums', 'period_sums', 'fresh_payments', 'fresh_accounts', 'fresh_contacts', 'contact_accounts', 'stale_months', 'journal_rows')" "$1")
         SELECT seq, tbl, key, before FROM journal_rows;" "$1" | sort
}

# some FILE PERCENT [SED]: the file with some of its rows, changed; without those over several lines, and
# without reversals, whose payments may be missing.
some() {
    awk -F, -v percent="$2" -v seed=$RANDOM '
        BEGIN { srand(seed) }
        { quotes = gsub(/"/, "&"); was_open = open; open = quotes % 2 ? !open : open }
        was_open || open || ($1 ~ /^P[0-9]+$/ && $6 != "") { next }
        NR == 1 || (rows < 1500 && rand() * 100 < percent) { rows++; print }' "$DEMO/$1.csv" | sed -E "2,\$ { ${3:-} }"
}

# What import B may say otherwise of rows of each kind.
declare -gA other=(
    [data/teams]='s/,20([0-9]{2})-/,19\1-/' [data/employees]='s/,T0([1-3]),/,T04,/; s/,20[0-9]{2}-/,2019-/2'
    [data/customers]='s/,AA,/,B,/; s/,华北/,华南/' [data/accounts]='s/,open,/,closed,/; s/华东/华南/'
    [data/payments]='s/\.[0-9]0,/.33,/' [data/contacts]='s/,phone,/,sms,/; s/,refused,/,talked,/'
    [data/assignments]='s/,(E00[1-9]),/,E010,/' [data/feedback]='s/,customer,/,peer,/' [data/targets]='s/5$/7/'
    [data/costs]='s/0\.00$/1.00/' [data/absences]='s/,[^,]*$/,other/' [data/orders]='s/0\.00$/7.00/'
    [plan/settings]='s/,([0-9]+)$/,1\1/' [plan/keywords]='s/,block/,warn/' [plan/limits]='s/,attempt,/,connected,/'
    [plan/scripts]='s/您/你/' [plan/holidays]='s/$/x/' [plan/alerts]='s/,(warn|critical),/,info,/'
    [plan/strategies]='s/$/x/' [plan/rules]='s/,(0\.[0-9]+),/,0.5,/'
    [plan/stages]='s/$/x/' [plan/measures]='s/$/x/' [plan/metrics]='s/^([a-z_0-9]+),/\1,x/' [plan/tiers]='s/5$/6/'
    [plan/grades]='s/$/1/' [plan/scorecards]='s/,0\.5,/,0.6,/' [data/arrangements]='s/,2026-08-/,2026-07-/'
    [data/trainings]='s/,yes$/,no/' [data/credits]='s/,0\.7$/,0.6/; s/,0\.3$/,0.4/' [data/complaints]='s/,no,/,pending,/'
    [data/reviews]='s/,QA1,/,QA7,/'
)
# Kinds that refer to payments or contacts need those.
declare -gA needs_events=([data/credits]=yes [data/complaints]=yes [data/reviews]=yes)

@test "import A, then B, and take B back: as if there had been only A" {
    local kind round more=$((${#CX_THOROUGH} ? 3 : 1))
    for ((round = 0; round < more; round++)); do
        for kind in "${!other[@]}"; do
            [[ -e $DEMO/$kind.csv ]] || { echo "no $kind"; return 1; }
            prepare
            [[ -z ${needs_events[$kind]:-} ]] || cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
            RANDOM=$((round * 100 + ${#kind}))
            some "$kind" 60 >a.csv
            "$CX_BIN/cx-import" -q --rejects=bad.csv -k "${kind#*/}" a.csv || [[ $? == 1 ]]
            cp "$CX_DB" before.db
            some "$kind" $([[ $kind == plan/* || $kind == data/credits ]] && echo 100 || echo 70) "${other[$kind]}" >b.csv
            "$CX_BIN/cx-import" -q --rejects=bad.csv -k "${kind#*/}" b.csv 2>said || [[ $? == 1 ]]
            if [[ $(sql 'SELECT max(seq) FROM journal') == "$(sql 'SELECT max(seq) FROM journal' before.db)" ]]; then
                echo "$kind: B changed nothing: $(head -3 said)"
                return 1
            fi
            cx import --undo
            expect 0 '' 'cx-import: import * is taken back: *'
            diff <(dump before.db) <(dump "$CX_DB") || { echo "$kind differs"; return 1; }
        done
    done
}

declare -g made='segments adjustments access instalments signals warnings'

# made KIND N SALT: N random rows of a kind that the company has none of.
made() {
    local i r
    for ((i = 1; i <= $2; i++)); do
        r=$((RANDOM % 90 + 10))
        case $1 in
            segments) echo "s$i,$3$r,dpd > $r" ;;
            adjustments) echo "X$i,2026-11,E0$((RANDOM % 40 + 10)),$r.00,$3,HR" ;;
            access) echo "user$i,team_lead,team,T0$((RANDOM % 6 + 1)),default,2026-0$((r % 9 + 1))-01," ;;
            signals) echo "$(awk -F, -v i=$i 'NR == i + 1 { print $1; exit }' "$DEMO"/data/customers.csv),stock,2026-10-15,$r" ;;
            warnings) echo "w$i,$i,stock,signal < $r,$3" ;;
            instalments) echo "$(awk -F, -v i=$i '$3 == "instalment" && n++ == int((i - 1) / 2) { print $1; exit }' "$DEMO"/data/arrangements.csv),2027-0$((1 + i % 2))-15,$r.50" ;;
        esac
    done
}

@test "kinds of which the company has no rows" {
    local kind header
    # shellcheck disable=SC2034
    declare -A headers=([segments]=segment_id,title,when [adjustments]=adjustment_id,period,employee_id,amount,reason,approved_by)
    for kind in $made; do
        prepare
        [[ $kind != instalments ]] || import "$DEMO"/data/arrangements.csv
        header=${headers[$kind]:-$("$CX_BIN/cx-import" --template=$kind)}
        { echo "$header" && made $kind 12 a; } >a.csv
        { echo "$header" && made $kind 16 b; } >b.csv
        import -k $kind a.csv
        cp "$CX_DB" before.db
        import -k $kind b.csv
        ! diff -q <(dump before.db) <(dump "$CX_DB") >/dev/null || return 1
        cx import --undo
        expect 0 '' 'cx-import: import * is taken back: *'
        diff <(dump before.db) <(dump "$CX_DB") || { echo "$kind differs"; return 1; }
    done
}

@test "every kind is among them" {
    local kind
    for kind in $("$CX_BIN/cx-import" --list -f csv | tail -n +2 | cut -d, -f1); do
        [[ -n ${other[plan/$kind]:-}${other[data/$kind]:-} || " $made " == *" $kind "* ]] ||
            { echo "$kind is not tried"; return 1; }
    done
}

@test "several kinds at a time, and one import after the other" {
    local kind
    prepare
    cp "$CX_DB" first.db
    for kind in payments contacts assignments feedback; do
        some data/$kind 50 >$kind.csv
    done
    import payments.csv contacts.csv assignments.csv feedback.csv
    cp "$CX_DB" second.db
    for kind in payments contacts assignments feedback; do
        some data/$kind 50 "${other[data/$kind]}" >$kind.csv
    done
    some data/accounts 50 "${other[data/accounts]}" >accounts.csv
    some data/employees 50 "${other[data/employees]}" >employees.csv
    "$CX_BIN/cx-import" -q --rejects=bad.csv payments.csv
    "$CX_BIN/cx-import" -q contacts.csv feedback.csv accounts.csv employees.csv
    "$CX_BIN/cx-score" -p 2026-10 >/dev/null
    import --undo
    import --undo
    # kept sums are made again at any time
    "$CX_BIN/cx-score" -p 2026-10 >one
    "$CX_BIN/cx-score" -p 2026-10 -d second.db >two
    assert_same two one
    diff <(dump second.db) <(dump "$CX_DB")
    cx import --undo=2
    expect 0 '' 'cx-import: import 2 (2026-11-02 00:00: *payments.csv*) is taken back: * rows removed, * as before'
    diff <(dump first.db) <(dump "$CX_DB")
    cx report audit -f csv
    expect 0 '*cx-import --undo=2*takes back import 2 *' ''
    cx bonus --verify
    expect 0 '*' '*'
}

# small: two teams, three people, three accounts, by four imports.
small() {
    local kind
    small_company
    sed -i s/phone,E1/phone,/ teams.csv
    for kind in teams employees customers accounts; do
        import $kind.csv
    done
}

@test "an import that isn't the last: unless something needs it" {
    small
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,10 P2,A2,2026-10-01,10
    import payments.csv
    csv contacts.csv contact_id,employee_id,account_id,started_at K1,E1,A1,2026-10-01
    import contacts.csv
    cx import --undo=4
    expect 1 '' 'cx-import: 1 row of contacts, K1, needs a row of accounts that would go: take that away first
cx-import: 2 rows of payments, P1 among them, need rows of accounts that would go: take those away first
cx-import: nothing was taken back'
    # payments don't need the contacts, nor these them
    cx import --undo=5
    expect 0 '' 'cx-import: import 5 (2026-11-02 00:00: payments.csv) is taken back: 2 rows removed, 0 as before'
    equal "$(sql 'SELECT count(*) FROM payments')|$(sql 'SELECT count(*) FROM contacts')" '0|1'
    equal "$(sql 'SELECT event FROM event_days')" contact
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,7
    import accounts.csv
    cx import --undo=4
    expect 1 '' "cx-import: import 4 (2026-11-02 00:00: accounts.csv) can't be taken back: import 8 (2026-11-02 00:00: accounts.csv) changed the same rows of accounts: take that back first, with --undo=8"
    import --undo=8
    import --undo=6
    import --undo=4
    equal "$(sql 'SELECT count(*) FROM accounts')" 0
    cx import --undo=99
    expect 1 '' "cx-import: import 99 can't be taken back: it changed nothing, was taken back, or is none of the last ones*"
    cx import --undo=last
    expect 2 '' 'cx-import: --undo: "last" is not the number of an import*'
    cx import --undo payments.csv
    expect 2 '' 'cx-import: --undo takes no file: *'
}

@test "an import that changed nothing is none to take back" {
    local file last
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    csv payments.csv payment_id,account_id,paid_at,amount LATE1,A00001,2026-10-15,10
    import payments.csv
    last=$(sql 'SELECT max(seq) FROM journal')
    for file in payments.csv "$DEMO"/plan/*.csv "$DEMO"/data/*.csv; do
        cx import "$file"
        expect 0 '' '*: nothing changed*'
        equal "$(sql 'SELECT max(seq) FROM journal')" "$last"
    done
    cx import --undo
    expect 0 '' "cx-import: import $last (2026-11-02 00:00: payments.csv) is taken back: 1 row removed, 0 as before"
}

@test "what was sealed since, or dealt since" {
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    csv payments.csv payment_id,account_id,paid_at,amount LATE1,A00001,2026-10-15,10
    import payments.csv
    must "$CX_BIN/cx-bonus" -p 2026-10 --close
    cx import --undo
    expect 1 '' "cx-import: import 2 (2026-11-02 00:00: payments.csv) can't be taken back: 2026-10 was sealed after it: open that month again with cx-bonus --reopen, or import what corrects the rows"
    # what came after it goes
    csv payments.csv payment_id,account_id,paid_at,amount LATE2,A00001,2026-11-01,10
    import payments.csv
    import --undo
    must "$CX_BIN/cx-bonus" -p 2026-10 --reopen=mistake
    import --undo
    equal "$(sql "SELECT count(*) FROM payments WHERE $(id payment_id) LIKE 'LATE%'")" 0
}

@test "tried, and how many imports are kept" {
    small
    cx import --undo -n
    expect 0 '' 'cx-import: dry run: import 4 (*accounts.csv): 3 rows would be removed, 0 be as before'
    equal "$(sql 'SELECT count(*) FROM accounts')|$(sql 'SELECT count(*) FROM audit')" '3|4'
    csv settings.csv name,value undo_imports,2
    import settings.csv
    equal "$(sql 'SELECT group_concat(seq) FROM journal')" 4,5
    csv settings.csv name,value undo_imports,0
    import settings.csv
    cx import --undo
    expect 1 '' 'cx-import: there is no import to take back: none is kept (setting undo_imports)'
    csv settings.csv name,value undo_imports,many
    cx import settings.csv
    expect 1 '' '*settings.csv:2: value: "many" is not a whole number from 0 to 99999*'
}

@test "each kind comes out as it goes in again, with the same scores and sheet" {
    local kind from
    # dated rows, too
    cp "$BATS_FILE_TMPDIR"/all.db changed.db
    some data/accounts 40 "${other[data/accounts]}" >accounts.csv
    some data/customers 40 "${other[data/customers]}" >customers.csv
    some data/employees 40 "${other[data/employees]}" >employees.csv
    import -d changed.db accounts.csv customers.csv employees.csv
    for from in "$BATS_FILE_TMPDIR"/all.db changed.db; do
        rm -rf out again new.db
        mkdir out again
        for kind in $("$CX_BIN/cx-import" --list -f csv | sed '1d; s/,.*//'); do
            must "$CX_BIN/cx-import" -d "$from" --export=$kind -o out/$kind.csv
        done
        import -d new.db out/*.csv
        for kind in out/*.csv; do
            kind=$(basename "$kind" .csv)
            must "$CX_BIN/cx-import" -d new.db --export=$kind -o again/$kind.csv
        done
        must diff -r out again
        for period in 2026-09 2026-10; do
            assert_same <("$CX_BIN/cx-score" -d "$from" -p $period) <("$CX_BIN/cx-score" -d new.db -p $period)
            assert_same <("$CX_BIN/cx-bonus" -d "$from" -p $period) <("$CX_BIN/cx-bonus" -d new.db -p $period)
        done
    done
    equal "$(rows out/accounts.csv)" "$(sql 'SELECT (SELECT count(*) FROM accounts) + (SELECT count(*) FROM account_history)' changed.db)"
    cx import --export=payment
    expect 2 '' 'cx-import: unknown kind "payment" (did you mean payments?): *'
    cx import --export=payments
    expect 3 '' "cx-import: $CX_DB: no such database*"
}

@test "an export of what is private is on record, as --unmask is" {
    local before
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    before=$(sql 'SELECT max(seq) FROM audit')
    "$CX_BIN/cx-import" --export=teams >teams.csv
    equal "$(sql 'SELECT max(seq) FROM audit')" "$before"
    cx import -n --export=customers
    expect 2 '' 'cx-import: --export=customers shows personal data, which is written to the audit log, and --dry-run forbids that*'
    for kind in customers contacts complaints employees adjustments; do
        "$CX_BIN/cx-import" --export=$kind -o $kind.csv
        equal "$(sql "SELECT max(seq) - $before, arguments FROM audit")" \
            "$((++recorded))|$CX_BIN/cx-import --export=$kind -o $kind.csv"
    done
    cx bonus --verify
    [[ $status == 0 ]]
}

@test "kill -9 while an import is taken back: all of it or nothing" {
    local most started round none=0 all=0 pid
    cp "$BATS_FILE_TMPDIR"/a.db "$CX_DB"
    import "$DEMO"/data/{payments,contacts,assignments}.csv
    cp "$CX_DB" whole.db
    dump whole.db >whole
    started=${EPOCHREALTIME/./}
    import --undo
    most=$((${EPOCHREALTIME/./} - started))
    dump "$CX_DB" >back
    [[ -p never ]] || mkfifo never
    for ((round = 0; round < 8 * (${#CX_THOROUGH} ? 5 : 1); round++)); do
        rm -f cx.db*
        cp whole.db "$CX_DB"
        "$CX_BIN/cx-import" -q --undo &
        pid=$!
        read -r -t "$(printf '0.%06d' $(((RANDOM * 32768 + RANDOM) % most % 1000000)))" <>never || true
        kill -KILL $pid 2>/dev/null || true
        wait $pid || true
        dump "$CX_DB" >now
        if cmp -s now whole; then
            none=$((none + 1))
        else
            assert_same back now
            all=$((all + 1))
        fi
        equal "$(sql 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
    done
    echo "# $none left as they were, $all taken back" >&3
    ((none > 0))
}

@test "contacts that say neither channel nor outcome are deleted like others" {
    small_db
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome \
        K1,,E1,2026-10-05T10:00,, K2,,E1,2026-10-05T11:00,, K3,,E1,2026-10-05T12:00,phone,talked
    import contacts.csv
    csv contacts.csv contact_id K1 K2 K3
    cx import --delete contacts.csv
    expect 0 '' 'cx-import: 3 rows read, 3 deleted'
}

@test "only the keys of what is deleted are looked at" {
    small_db
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-01,1
    import payments.csv
    csv payments.csv 'payment_id,amount,amount,金额(千元)' P1,x,y,z
    cx import --delete payments.csv
    expect 0 '' 'cx-import: 1 row read, 1 deleted'
}

@test "rows are deleted by their keys, and come back" {
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    dump "$CX_DB" >whole
    local kind
    for kind in contacts payments assignments targets; do
        rm -f ./*.csv
        "$CX_BIN/cx-import" --export=$kind | awk 'NR == 1 || NR % 50 == 2' | grep -v '^K[0-9]*,.*"[^"]*$' >$kind.csv
        # no contact that somebody complained of, and no payment that is shared or taken back
        if [[ $kind == contacts ]]; then
            sql "SELECT $(id contact_id) FROM complaints UNION SELECT $(id contact_id) FROM reviews" >used
        else
            sql "SELECT $(id payment_id) FROM credits UNION SELECT $(id reverses) FROM payments" >used
        fi
        grep . used | sed 's/$/,/; s/^/^/' >patterns
        grep -v -f patterns $kind.csv >less.csv
        [[ $kind == contacts || $kind == payments ]] && mv less.csv $kind.csv
        cut -d, -f1-4 $kind.csv | grep '^[a-zA-Z0-9]' >keys-of.csv
        [[ $(wc -l <keys-of.csv) -gt 2 ]]
        cx import --delete -n -k $kind keys-of.csv
        expect 0 '' "cx-import: dry run: * read, * deleted"
        cx import --delete -k $kind keys-of.csv
        expect 0 '' "cx-import: $(rows keys-of.csv) row* read, $(rows keys-of.csv) deleted"
        import --undo
        dump "$CX_DB" >again
        assert_same whole again
    done
}

@test "rows that must stay" {
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    csv accounts.csv account_id A00001
    cx import --delete accounts.csv
    expect 1 '' 'cx-import: * of assignments need* of accounts that would go: take those away first*cx-import: nothing was deleted'
    csv payments.csv payment_id P000001 P999999
    cx import --delete payments.csv
    expect 1 '' 'cx-import: payments.csv:3: payment_id: is not among the payments: there is nothing to delete
cx-import: nothing was deleted'
    csv metrics.csv metric_id recovery_rate
    cx import --delete measures.csv
    expect 3 '' 'cx-import: measures.csv: No such file or directory'
    csv measures.csv measure_id recovered
    cx import --delete measures.csv
    expect 1 '' '*recovered*cx-import: nothing was deleted'
    csv payments.csv payment_id,account_id,paid_at,amount LATE1,A00001,2026-10-15,10 LATE2,A00001,2026-11-01,10
    import payments.csv
    must "$CX_BIN/cx-bonus" -p 2026-10 --close
    cx import --delete payments.csv
    expect 1 '' 'cx-import: payments.csv:2: payment_id: counts in 2026-10, which is sealed: *cx-import: nothing was deleted'
    sed -i /LATE1/d payments.csv
    import --delete payments.csv
    cx import --delete --rescan payments.csv
    expect 2 '' 'cx-import: --delete goes with none of *'
    cx bonus --verify
    expect 0 '*' '*'
}

@test "episodes that cx-assign has ended since are said" {
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    csv payments.csv payment_id,account_id,paid_at,amount W1,A00001,2026-11-01,9999999
    import payments.csv
    "$CX_BIN/cx-assign" -q --release | grep -q '^A00001,.*,paid in full$'
    cx import --undo
    expect 0 '' 'cx-import: import * is taken back: 1 row removed, 0 as before
cx-import: cx-assign has since ended the episode of 1 account for what goes, A00001: it stays ended; while nobody holds the account, cx-assign deals it again, and an import of assignments gives it back'
    "$CX_BIN/cx-import" -q --export=employees | awk -F, -v OFS=, 'NR > 1 { $7 = "2026-10-31" } NR == 1 || $1 == "E013"' >employees.csv
    import employees.csv
    [[ $("$CX_BIN/cx-assign" -q --release | grep -c ',left$') == 40 ]]
    cx import --undo
    expect 0 '' 'cx-import: import * is taken back: 0 rows removed, 1 as before
cx-import: cx-assign has since ended the episodes of 40 accounts for what goes, the first A*: *'
}

@test "a rescan that finds the same is no import, and one that doesn't is named" {
    cp "$BATS_FILE_TMPDIR"/all.db "$CX_DB"
    import --rescan
    csv payments.csv payment_id,account_id,paid_at,amount LATE1,A04978,2026-10-30,100
    import payments.csv
    cx import --rescan
    expect 0 '' 'cx-import: 21000 contacts checked again: *'
    cx import --undo -n
    expect 0 '' 'cx-import: dry run: import * (2026-11-02 00:00: payments.csv): 1 row would be removed, 0 be as before'
    csv keywords.csv keyword_id,phrase,severity KNEW,的,warn
    import keywords.csv
    before=$(dump "$CX_DB")
    import --rescan
    cx import --undo
    expect 0 '' 'cx-import: import * (2026-11-02 00:00: --rescan) is taken back: 0 rows removed, 0 as before'
    equal "$(dump "$CX_DB")" "$before"
}
