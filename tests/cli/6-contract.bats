# What all five programs promise alike: options, statuses, where output goes (cx(7)).

load helper

programs=(import assign score bonus report)

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

# The arguments with which each program reads the database and writes to stdout.
reading() {
    case $1 in
    assign) echo --infer -n ;;
    score | bonus) echo -p 2026-10 ;;
    report) echo aging -p 2026-10 ;;
    esac
}

readers=(assign score bonus report)

@test "whoever is not there: one status in all programs, and who may be meant" {
    local command
    while read -r command; do
        # shellcheck disable=SC2086
        cx $command
        expect 2 '' "*there is no *"
        # shellcheck disable=SC2086
        cx ${command//E999/e0101}
        [[ $command != *E999* ]] || expect 2 '' '*there is no employee "e0101" (did you mean E101?)*'
    done <<'END'
score -p 2026-10 --explain=E999
bonus -p 2026-10 --explain=E999
assign --worklist --employee=E999
report progress -p 2026-10 --employee=E999
report progress -p 2026-10 --team=T999
report account A999999
report training -p 2026-10 nonsense
END
    cx report ranking -p 2026-10 --by=recovery_rat
    expect 2 '' '*the plan has no metric or measure "recovery_rat" (did you mean recovery_rate?)*'
    for command in score bonus 'report team'; do
        # shellcheck disable=SC2086
        cx $command -p 2026-13
        expect 2 '' '*"2026-13" is not a period*'
    done
}

@test "a file that would be no document of its kind is refused, with the endings that there are" {
    small_db
    local ending
    for ending in pdf xls docx PDF; do
        cx report --list -o "list.$ending"
        expect 2 '' "cx-report: list.$ending: no .$ending file can be written: use an ending for csv, *"
        [[ ! -e list.$ending ]]
    done
    cx report --list -f csv -o list.pdf
    expect 0 '' ''
    cx report --list -f xslx
    expect 2 '' '*unknown format "xslx": did you mean xlsx? *'
}

@test "--columns: those that are named, in any format; -NAME leaves out" {
    small_db
    cx report --list --columns=report
    expect 0 $'report\nranking\n*' ''
    equal "$(head -1 <<<"$output")" report
    cx report --list --columns=-shows -f json
    expect 0 *'{"report":"ranking"}'* ''
    cx report --list --columns=reprot
    expect 2 '' 'cx-report: --columns: there is no column "reprot": did you mean report?*'
    cx report --list --columns=shows,report -f long
    expect 0 $'-\[ 1 \]*Shows *' ''
}

@test "no database: exit 3, and cx-import is named" {
    for program in "${readers[@]}"; do
        # shellcheck disable=SC2046
        cx "$program" -d nowhere.db $(reading "$program")
        expect 3 '' "cx-$program: nowhere.db: no such database: make one with cx-import, *"
        # shellcheck disable=SC2046
        CX_DB=elsewhere.db cx "$program" $(reading "$program")
        expect 3 '' "cx-$program: elsewhere.db: no such database: *"
        # shellcheck disable=SC2046
        CX_DB='' cx "$program" $(reading "$program")
        expect 0 '*' '*'
    done
    [[ ! -e nowhere.db && ! -e elsewhere.db ]]
    rm cx.db
    # shellcheck disable=SC2046
    CX_DB='' cx score -p 2026-10
    expect 3 '' 'cx-score: cx.db: no such database: *'
}

@test "not a database, or not one of cx: exit 3, and left as it is" {
    echo 'this is a text, and long enough for a header of SQLite, which is a hundred bytes, as everybody knows' >text.db
    sqlite3 -batch -init /dev/null other.db 'CREATE TABLE t (a); INSERT INTO t VALUES (1)'
    : >empty.db
    mkdir folder.db
    for db in text.db other.db; do
        before=$(sha $db)
        for program in "${readers[@]}"; do
            # shellcheck disable=SC2046
            cx "$program" -d $db $(reading "$program")
            expect 3 '' "cx-$program: $db: is not a cx database: name one with --db or \$CX_DB"
        done
        cx import -d $db "$COMPANY/teams.csv"
        expect 3 '' "cx-import: $db: is not a cx database: name one with --db or \$CX_DB"
        equal "$db $(sha $db)" "$db $before"
    done
    cx score -d empty.db -p 2026-10
    expect 3 '' 'cx-score: empty.db: is not a cx database: name one with --db or $CX_DB'
    cx score -d folder.db -p 2026-10
    expect 3 '' 'cx-score: folder.db: *'
    cx import -d folder.db "$COMPANY/teams.csv"
    expect 3 '' "cx-import: folder.db: no file, so it can't be a database"
    # what is no file is never taken away, as an empty file is that could not be filled
    mkfifo pipe.db
    ln -s /dev/null null.db
    for db in pipe.db null.db; do
        cx import -d $db "$COMPANY/teams.csv"
        expect 3 '' "cx-import: $db: no file, so it can't be a database"
        cx score -d $db -p 2026-10
        expect 3 '' "cx-score: $db: no file, so it can't be a database"
    done
    [[ -p pipe.db && -L null.db && -c /dev/null ]]
    # a name is a file's, whatever it means to SQLite
    import -d :memory: "$COMPANY"/*.csv
    must "$CX_BIN/cx-score" -d :memory: -p 2026-10
    [[ -s ./:memory: ]]
    must "$CX_BIN/cx-report" -d :memory: --backup=:copy
    equal "$(sql .dump ./:copy | sha256sum)" "$(sql .dump ./:memory: | sha256sum)"
    cx import -d nowhere/cx.db "$COMPANY/teams.csv"
    expect 3 '' 'cx-import: nowhere/cx.db: No such file or directory'
}

@test "a database of a newer cx: exit 3" {
    sql 'PRAGMA user_version = 999'
    before=$(sha "$CX_DB")
    for program in "${readers[@]}"; do
        # shellcheck disable=SC2046
        cx "$program" $(reading "$program")
        expect 3 '' "cx-$program: *cx.db: was written by a newer cx (schema 999, *"
    done
    cx import "$COMPANY/teams.csv"
    expect 3 '' 'cx-import: *was written by a newer cx*'
    equal "$(sha "$CX_DB")" "$before"
}

@test "stdout closed or full: exit 3, with a word" {
    for program in "${programs[@]}"; do
        arguments=$(reading "$program")
        # shellcheck disable=SC2086
        for arguments in "${arguments:---list}" --help --version; do
            run --separate-stderr bash -c "\"\$0\" $arguments >&-" "$CX_BIN/cx-$program"
            expect 3 '' "cx-$program: standard output: *"
            run --separate-stderr bash -c "\"\$0\" $arguments >/dev/full" "$CX_BIN/cx-$program"
            expect 3 '' "cx-$program: standard output: No space left on device"
        done
    done
    for format in csv json table md html xlsx; do
        run --separate-stderr bash -c "\"\$0\" -p 2026-10 -f $format >/dev/full" "$CX_BIN/cx-score"
        expect 3 '' 'cx-score: standard output: *'
        cx score -p 2026-10 -f $format -o /dev/full
        expect 3 '' "cx-score: /dev/full: No space left on device"
    done
    # what writes nothing needs no stdout, nor stdin and stderr
    run --separate-stderr bash -c '"$0" "$1" <&- >&- 2>&-' "$CX_BIN/cx-import" "$COMPANY/teams.csv"
    expect 0 '' ''
    equal "$(sql 'PRAGMA integrity_check')" ok
}

@test "a reader that had enough is no error message" {
    for program in "${readers[@]}"; do
        # the reader is gone before the first byte
        run --separate-stderr bash -c "{ sleep 0.2; \"\$0\" $(reading "$program"); echo \$? >status; } | :" \
            "$CX_BIN/cx-$program"
        expect 0 '' ''
        equal "$program $(cat status)" "$program 3"
    done
    run --separate-stderr bash -c '"$0" -p 2026-10 --long | head -1' "$CX_BIN/cx-score"
    expect 0 'period,*' ''
}

@test "-o FILE: whole or not at all" {
    echo old >out.csv
    chmod 640 out.csv
    cx score -p 2026-10 -o out.csv
    expect 0 '' ''
    "$CX_BIN/cx-score" -p 2026-10 >stdout.csv
    assert_same out.csv stdout.csv
    equal "$(stat -c %a out.csv)" 640
    cx score -p 2026-10 -o new.csv
    equal "$(stat -c %a new.csv)" 600 # whatever the umask lets
    cx score -p 2026-10 -o nowhere/out.csv
    expect 3 '' 'cx-score: nowhere/out.csv: No such file or directory'
    cx score -p 2026-10 -o ''
    expect 2 '' '*the name of the output file is empty*'
    # the database is not the place for it, by whichever name and option
    local before
    before=$(sha "$CX_DB")
    ln -s "$CX_DB" link.csv
    for command in "score -p 2026-10 -f csv -o $CX_DB" 'score -p 2026-10 -o link.csv' "import --template=payments -o $CX_DB" \
        "import --export=stages -o $CX_DB" "report audit --anchor -o $CX_DB" "import --rejects=link.csv $COMPANY/teams.csv"; do
        # shellcheck disable=SC2086
        cx $command
        expect 3 '' 'cx-*: is a database, which would be lost: name another file*'
        equal "$(sha "$CX_DB")" "$before"
    done
    rm link.csv
    # a failure leaves the old one, and nothing else
    echo old >out.csv
    files=$(ls -A)
    printf 'measure_id,fact,unit,value\nbad,payment,money,"coalesce(channel, 1)"\n' >"../measures.csv"
    import "../measures.csv"
    cx score -p 2026-10 -o out.csv
    expect 1 '' '*its value is text*'
    equal "$(cat out.csv)" old
    equal "$(ls -A)" "$files"
}

@test "-o FILE: a folder that can't be written, a disk that is full" {
    mkdir closed
    echo old >closed/out.csv
    chmod 555 closed
    run --separate-stderr as_user "$CX_BIN/cx-score" -p 2026-10 -o closed/out.csv
    expect 3 '' 'cx-score: closed/out.csv: Permission denied'
    equal "$(cat closed/out.csv)" old
    must "$CX_BIN/cx-score" -p 2026-10 -o kept.csv # the sums are kept: nothing is written to the database below
    rm kept.csv
    # of 36 KiB a file: more than what SQLite needs beside a database, less than this page
    echo old >out.html
    run --separate-stderr bash -c 'ulimit -f 36; "$0" -p 2026-10 -f html -o out.html' "$CX_BIN/cx-score"
    expect 3 '' 'cx-score: out.html: *'
    equal "$(cat out.html)" old
    equal "$(ls -A)" 'closed
cx.db
out.html'
}

@test "-f: each format, by name or by the ending of -o" {
    local format starts
    declare -A starts=([csv]='period,team_id,*' [tsv]=$'period\tteam_id\t*' [json]='[[]*{"period":"2026-10",*]'
        [jsonl]='{"period"*}' [table]='*Team *T1*' [md]='| *Team *|*' [html]='<!DOCTYPE html>*</html>')
    for format in "${!starts[@]}"; do
        cx score -p 2026-10 --by=team -f $format
        # shellcheck disable=SC2053
        [[ $status == 0 && $output == ${starts[$format]} && -z $stderr ]] || { echo "$format: $output"; return 1; }
        cx score -p 2026-10 --by=team -o out.$format
        expect 0 '' ''
        equal "$format $(sha <(cat out.$format))" "$format $(sha <(echo "$("$CX_BIN/cx-score" -p 2026-10 --by=team -f $format)"))"
    done
    "$CX_BIN/cx-score" -p 2026-10 --by=team -f xlsx >stdout.xlsx
    cx score -p 2026-10 --by=team -o out.xlsx
    expect 0 '' ''
    for file in stdout.xlsx out.xlsx; do
        must unzip -tq $file
        unzip -p $file xl/sharedStrings.xml | grep -q 电催一组
    done
    cx score -p 2026-10 -f pdf
    expect 2 '' 'cx-score: unknown format "pdf": *csv, tsv, json, jsonl, table, long, md, html or xlsx*'
    cx score -p 2026-10 -f csv -o out.json
    expect 0 '' ''
    equal "$(head -c 7 out.json)" period,
}

@test "-p: forms that there are, and what is none" {
    for period in 2026-10 2026-Q4 2026 2026-W41 2026-10-05 2026-10-01..2026-10-15 2026-01..2026-10; do
        cx score --by=company -p "$period"
        expect 0 "period,*
$period,,,*" '?(cx-score: 2026* has not ended: the figures are provisional, to 2026-11-02)'
    done
    for name in this-month=2026-11 last-month=2026-10 yesterday=2026-11-01 today=2026-11-02; do
        cx score --by=company -p "${name%=*}"
        expect 0 "period,*
${name#*=},,,*" '?(cx-score: 2026-11 has not ended: the figures are provisional, to 2026-11-02)'
        cx score --by=company --as-of=2026-11-02T08:00 -p "${name%=*}"
        expect 0 "period,*
${name#*=},,,*" '?(cx-score: 2026-11* has not ended: the figures are provisional, to 2026-11-02 08:00)'
    done
    for program in score bonus; do
        for period in nonsense 2026-13 2026-Q5 2026-W54 2026-02-30 2026-10-15..2026-10-01 26-10 '' ..; do
            cx $program -p "$period"
            expect 2 '' "cx-$program: \"$period\" is not a period: *2026-10*2026-Q4*2026-W41*2026-10-01..2026-10-15*last-month*"
        done
        cx $program
        expect 2 '' "cx-$program: no period given: name one with -p*"
    done
    cx report ranking -p nonsense
    expect 2 '' 'cx-report: "nonsense" is not a period*'
}

@test "--as-of and CX_TODAY: a bad one is refused" {
    for program in "${programs[@]}"; do
        cx "$program" --as-of=tomorrow
        expect 2 '' "cx-$program: --as-of: \"tomorrow\" is not a date: write 2026-10-31 or 2026-10-31T18:05*"
        CX_TODAY=2026-10-31 cx "$program" --as-of= # as from a variable that is not set
        expect 2 '' "cx-$program: --as-of: \"\" is not a date: write 2026-10-31 or 2026-10-31T18:05*"
        CX_TODAY=2026-02-30 cx "$program"
        expect 2 '' "cx-$program: \$CX_TODAY: \"2026-02-30\" is not a date*"
    done
    CX_TODAY=nonsense cx score --as-of=2026-11-02 -p today
    expect 0 '*' ''
}

@test "another program that writes: exit 3 after the busy timeout" {
    # the one test that waits, some 10 s
    mkfifo go
    sqlite3 -batch -init /dev/null "$CX_DB" <go >told &
    exec 7>go
    echo 'BEGIN IMMEDIATE; DELETE FROM feedback; SELECT 1;' >&7
    until [[ -s told ]]; do
        sleep 0.1
    done
    cx score -p 2026-10 --by=company
    expect 0 'period,*' ''
    csv holidays.csv day,name 2026-10-01,a
    cx import holidays.csv
    expect 3 '' 'cx-import: *cx.db: locked by another program*try again*'
    exec 7>&-
    wait
    cx import holidays.csv
    expect 0 '' '*1 new*'
    equal "$(sql 'PRAGMA integrity_check')" ok
}

@test "a database is made with mode 0600, and one that others may write earns a warning" {
    (umask 0 && import -d new.db "$COMPANY/teams.csv" "$COMPANY/employees.csv")
    equal "$(stat -c %a new.db)" 600
    for mode in 660 606; do
        chmod $mode cx.db
        for program in "${readers[@]}"; do
            # shellcheck disable=SC2046
            cx "$program" $(reading "$program")
            expect 0 '?*' "cx-$program: *cx.db: warning: others can change this database: chmod 600 it*"
        done
    done
    cx score -q -p 2026-10
    expect 0 '?*' ''
    chmod 644 cx.db
    cx score -p 2026-10
    expect 0 '?*' ''
}

@test "who may only read can read: file and folder without write permission" {
    mkdir shelf
    cp cx.db shelf/
    "$CX_BIN/cx-score" -p 2026-10 >expected.csv
    chmod 444 shelf/cx.db
    chmod 555 shelf
    run --separate-stderr as_user "$CX_BIN/cx-score" -d shelf/cx.db -p 2026-10
    expect 0 "$(cat expected.csv)" ''
    run --separate-stderr as_user "$CX_BIN/cx-bonus" -d shelf/cx.db -p 2026-10
    expect 0 'period,*' ''
    run --separate-stderr as_user "$CX_BIN/cx-import" -d shelf/cx.db "$COMPANY/teams.csv"
    expect 3 '' 'cx-import: shelf/cx.db: *'
    run --separate-stderr as_user "$CX_BIN/cx-assign" -d shelf/cx.db --infer
    expect 3 '' 'cx-assign: shelf/cx.db: *'
    equal "$(ls shelf)" cx.db
}

@test "on a terminal: a table, in colour where that is wanted" {
    terminal() {
        TERM=$1 script -qec "stty cols 120; '$CX_BIN/cx-report' ranking -p 2026-10" /dev/null </dev/null | tr -d '\r'
    }
    "$CX_BIN/cx-report" ranking -p 2026-10 -f table >table
    terminal xterm >coloured
    grep -q $'\033' coloured
    assert_same <(sed $'s/\033\\[[0-9;]*m//g' coloured) table
    terminal dumb | assert_same - table
    NO_COLOR=1 terminal xterm | assert_same - table
}

@test "a trigger that cx did not make is named, and nothing is opened; --verify looks at all of the file" {
    small_company
    import teams.csv employees.csv customers.csv
    cx bonus --verify -q
    expect 0 '*' ''
    cp cx.db sound.db
    sql "CREATE TRIGGER more AFTER INSERT ON payments BEGIN UPDATE payments SET amount = 2 * amount; END"
    cx import customers.csv
    expect 3 '' "cx-import: *cx.db: the trigger more was not made by cx: restore a backup, or ask whoever changed it"
    cx score -p 2026-10
    expect 3 '' 'cx-score: *the trigger more was not made by cx*'
    cp sound.db cx.db
    sql "PRAGMA foreign_keys = OFF; UPDATE teams SET parent_id = 99 WHERE parent_id IS NOT NULL"
    cx bonus --verify
    expect 1 '' 'cx-bonus: table teams: rows were changed by something other than cx'
    cp sound.db cx.db
    sql "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'payments')
         WHERE name = 'orders'"
    cx bonus --verify
    expect 3 '' 'cx-bonus: *cx.db: is damaged*restore a backup'
}

@test "a change that was made is said to be, where its output then failed" {
    run --separate-stderr bash -c '"$0" -p 2026-10 --close >/dev/full' "$CX_BIN/cx-bonus"
    expect 3 '' 'cx-bonus: standard output: No space left on device: 2026-10 is sealed all the same'
    run --separate-stderr bash -c '"$0" -p 2026-10 --pay >/dev/full' "$CX_BIN/cx-bonus"
    expect 3 '' 'cx-bonus: standard output: No space left on device: 2026-10 is marked as paid out all the same'
    run --separate-stderr bash -c '"$0" --release >/dev/full' "$CX_BIN/cx-assign"
    expect 3 '' 'cx-assign: standard output: No space left on device: the changes of hands are made all the same'
    run --separate-stderr bash -c '"$0" --release -n >/dev/full' "$CX_BIN/cx-assign"
    expect 3 '' 'cx-assign: standard output: No space left on device'
}

@test "an output that can't be made is noticed before anything is changed" {
    cx import --forget=C00001 -o nowhere/x.csv
    expect 3 '' 'cx-import: nowhere/x.csv: No such file or directory'
    cx import --forget-before=2026-10-01 -f yaml
    expect 2 '' '*yaml*'
    cx assign --release -o nowhere/x.csv
    expect 3 '' 'cx-assign: nowhere/x.csv: *'
    cx bonus -p 2026-10 --close -o nowhere/x.csv
    expect 3 '' 'cx-bonus: nowhere/x.csv: *'
    cx bonus -p 2026-10 --pay -o nowhere/x.csv
    expect 3 '' 'cx-bonus: nowhere/x.csv: *'
    cx import -d part.db --part=1/2 "$COMPANY"/teams.csv -o nowhere/x.csv
    expect 3 '' 'cx-import: nowhere/x.csv: *'
    [[ ! -e part.db ]]
    equal "$(sql 'SELECT count(*) FROM audit')" 1
}

@test "the clock is read where the work is done, not where the computer stands" {
    unset CX_TODAY
    printf 'name,value\ntime_zone,Pacific/Kiritimati\n' >settings.csv # 14 hours before UTC
    import settings.csv
    import settings.csv
    local at
    at=$(sql "SELECT (SELECT max(at) FROM audit) - 14 * 3600 - unixepoch()")
    ((-60 < at && at <= 0)) || equal "$at" "a few seconds ago"
    # whoever says what day it is means that day
    CX_TODAY=2026-11-02 import settings.csv
    equal "$(sql "SELECT $(day 'at / 86400') FROM audit ORDER BY rowid DESC LIMIT 1")" 2026-11-02
}

@test "--mode: who may read the file of -o" {
    "$CX_BIN/cx-report" --list -o list.csv
    equal "$(stat -c %a list.csv)" 600
    "$CX_BIN/cx-report" --list -o list.csv --mode=640
    equal "$(stat -c %a list.csv)" 640
    "$CX_BIN/cx-report" --list -o list.csv
    equal "$(stat -c %a list.csv)" 640
    "$CX_BIN/cx-report" --list -o list.csv --mode=0600
    equal "$(stat -c %a list.csv)" 600
    # texts that are no tables, too
    "$CX_BIN/cx-import" --template=teams -o template.csv --mode=644
    equal "$(stat -c %a template.csv) $(<template.csv)" "644 $("$CX_BIN/cx-import" --template=teams)"
    "$CX_BIN/cx-import" --export=teams -o teams.csv --mode=640
    equal "$(stat -c %a teams.csv)" 640
    for mode in 777 602 40 6 rw 06400 755 ''; do
        cx report --list -o list.csv --mode="$mode"
        expect 2 '' "cx-report: --mode: \"$mode\" is not the mode of a file *"
    done
}
