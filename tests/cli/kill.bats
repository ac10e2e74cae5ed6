# kill -9 at any instant, a full disk, a folder that can't be written, two writers at once: the database
# then holds all of a command's work, or none.
#
# Where CX_THOROUGH is set (scripts/test --thorough), there are three times as many instants.
# The instants are drawn from a seed that is printed; CX_KILL_SEED=SEED gives it. What a machine does
# within the same microseconds differs all the same.

load helper

# part.db has the plan, people and accounts, more/ what is imported then, all.db both. held.db has accounts that
# --release takes from those who hold them, as in released.db. closed.db is all.db with October sealed.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    export CX_TODAY=2026-11-02
    local file
    mkdir more
    cp "$DEMO"/plan/*.csv "$DEMO"/data/{feedback,targets,costs,absences}.csv more
    for file in contacts payments assignments orders; do
        head -1200 "$DEMO/data/$file.csv" >more/$file.csv
    done
    import -d part.db "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
    timed part.db all.db import more/*.csv
    cp part.db held.db
    sed s/,open,/,closed,/ "$DEMO/data/accounts.csv" >accounts.csv
    import -d held.db accounts.csv "$DEMO/data/assignments.csv"
    timed held.db released.db assign --release
    timed all.db closed.db bonus -p 2026-10 --close
    export CX_KILL_SEED=${CX_KILL_SEED:-$((RANDOM * 32768 + RANDOM))}
    echo "# CX_KILL_SEED=$CX_KILL_SEED" >&3
}

setup() {
    start
    more=("$BATS_FILE_TMPDIR"/more/*.csv)
    part=$BATS_FILE_TMPDIR/part.db all=$BATS_FILE_TMPDIR/all.db
    held=$BATS_FILE_TMPDIR/held.db released=$BATS_FILE_TMPDIR/released.db
    RANDOM=$CX_KILL_SEED
    more_often=$((${#CX_THOROUGH} ? 3 : 1))
}

# timed BEFORE AFTER PROGRAM ARGUMENT...: makes AFTER, and writes how long that takes to PROGRAM.us. Once warm.
timed() {
    local round started
    for round in 1 2; do
        cp "$1" "$2"
        started=${EPOCHREALTIME/./}
        must "$CX_BIN/cx-$3" -q -d "$2" "${@:4}"
        echo $((${EPOCHREALTIME/./} - started)) >"$3.us"
    done
}

# What a database holds: rows and sums, the same for the same rows however they lie in the file.
queries='SELECT count(*) FROM audit; SELECT count(*), sum(amount), sum(paid_at) FROM payments;
         SELECT count(*), sum(started_at) FROM contacts;
         SELECT count(*), sum("from" + employee_id), count("to"), sum("to") FROM assignments;
         SELECT count(*), sum(amount) FROM accounts; SELECT count(*), sum(value) FROM targets;
         SELECT count(*), sum(amount) FROM orders; SELECT count(*) FROM rules; SELECT count(*) FROM violations;
         SELECT count(*), max(hash) FROM seals; SELECT count(*), sum(length(text)) FROM seal_texts;'

state() {
    sql "$queries" "$1" | tr '\n' ' '
}

# sound DATABASE STATE...: whole, and in one of the states. $found is which, from 1.
sound() {
    local now state
    now=$(sql "PRAGMA integrity_check; PRAGMA foreign_key_check; $queries" "$1" | tr '\n' ' ')
    found=0
    for state in "${@:2}"; do
        found=$((found + 1))
        [[ $now == "ok $state" ]] && return 0
    done
    printf 'found: %s\n' "$now"
    printf 'expected: ok %s\n' "${@:2}"
    return 1
}

# nap MICROSECONDS: without a process of its own, to be exact.
nap() {
    [[ -p never ]] || mkfifo never
    read -r -t "$(printf '%d.%06d' $(($1 / 1000000)) $(($1 % 1000000)))" <>never || true
}

# killed PROGRAM ARGUMENT...: starts it and kills it at a random instant of its time, $most. $alive counts
# those that were, $hot those that left a journal behind, in the midst of writing.
killed() {
    local instant=$(((RANDOM * 32768 + RANDOM) % most)) started pid code=0
    started=${EPOCHREALTIME/./}
    "$CX_BIN/cx-$1" -q "${@:2}" >out &
    pid=$!
    nap $instant
    kill -KILL $pid 2>/dev/null || true
    wait $pid || code=$?
    [[ $code == 0 || $code == 137 ]] || { echo "exit $code after $instant µs"; return 1; }
    echo "killed after $instant of $most µs: $code"
    # the time it takes changes with what else the machine does, and may have been measured in a bad moment
    if ((code == 137)); then
        alive=$((alive + 1))
        ((instant < most * 9 / 10)) || most=$((most * 21 / 20))
    else
        most=$(((most + instant) / 2))
    fi
    [[ ! -s $CX_DB-journal ]] || hot=$((hot + 1))
}

# kills ROUNDS SECONDS BEFORE AFTER PROGRAM ARGUMENT...: so many rounds, or what the seconds allow.
kills() {
    local before after most alive=0 hot=0 none=0 round
    before=$(state "$3") after=$(state "$4")
    most=$(($(<"$BATS_FILE_TMPDIR/$5.us") * 21 / 20))
    SECONDS=0
    for ((round = 0; round < $1 && SECONDS < $2; round++)); do
        rm -f cx.db*
        cp "$3" "$CX_DB"
        killed "${@:5}"
        if ((round % 10 == 0)); then # a reader is not kept from it
            cx report aging -p 2026-10
            expect 0 'stage,*' ''
        fi
        sound "$CX_DB" "$before" "$after"
        none=$((none + (found == 1)))
    done
    echo "# cx-$5: $round rounds: $alive killed, $hot of them while writing; all in $((round - none)), nothing in $none" >&3
    ((round >= $1 / 10 && alive >= round / 3 && none > 0))
    # and the work can be done again; a month is sealed once
    [[ $5 == bonus && $found == 2 ]] || must "$CX_BIN/cx-$5" -q "${@:6}"
    equal "$(state "$CX_DB" | cut -d' ' -f2-)" "$(cut -d' ' -f2- <<<"$after")"
}

@test "kill -9 at many instants of an import" {
    kills $((40 * more_often)) 60 "$part" "$all" import "${more[@]}"
}

@test "kill -9 at many instants of cx-assign --release" {
    kills $((20 * more_often)) 15 "$held" "$released" assign --release
}

@test "kill -9 at many instants of cx-bonus --close" {
    kills $((20 * more_often)) 20 "$all" "$BATS_FILE_TMPDIR/closed.db" bonus -p 2026-10 --close
    cx bonus --verify
    expect 0 '*1,close,2026-10,*' '*as they were written'
}

@test "kill -9 while a database is made" {
    local after most alive=0 hot=0 round files
    files=("$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv)
    after=$(state "$part")
    most=$(<"$BATS_FILE_TMPDIR/import.us")
    SECONDS=0
    for ((round = 0; round < 6 * more_often && SECONDS < 15; round++)); do
        rm -f cx.db*
        killed import "${files[@]}"
        if [[ -s $CX_DB && $(sql 'PRAGMA user_version') != 0 ]]; then
            # the tables are there; none of them, or all, have rows
            sound "$CX_DB" '0 0|| 0| 0||0| 0| 0| 0| 0 0 0| 0| ' "$after"
        elif [[ -e $CX_DB ]]; then
            equal "$(sql 'PRAGMA integrity_check; SELECT count(*) FROM sqlite_schema' | tr '\n' ' ')" 'ok 0 '
        fi
        import "${files[@]}"
        equal "$(state "$CX_DB" | cut -d' ' -f2-)" "$(cut -d' ' -f2- <<<"$after")"
    done
    ((round >= 3 && alive >= 1))
}

# slow_import: an import of customers that has the write lock and waits for more of its input, from descriptor 8.
slow_import() {
    mkfifo slow
    "$CX_BIN/cx-import" -q -k customers - <slow 2>slow.err &
    slow=$!
    exec 8>slow
    { # the first MiB is read before anything else is done
        echo customer_id,name
        for i in {1..30}; do
            printf 'SLOW%d,%060000d\n' "$i" 0
        done
    } >&8
    for _ in {1..100}; do
        [[ $(sql 'BEGIN IMMEDIATE') != *locked* ]] || return 0
        sleep 0.05
    done
    echo "it takes no lock: $(cat slow.err)"
    return 1
}

@test "two writers at the same time: one waits for the other, and both land" {
    local slow second
    cp "$held" "$CX_DB"
    for second in 'import more/payments.csv' 'assign --release'; do
        [[ -e more ]] || cp -r "$BATS_FILE_TMPDIR/more" .
        slow_import
        # shellcheck disable=SC2086
        "$CX_BIN"/cx-$second -q >out 2>second.err 8>&- &
        sleep 1
        kill -0 $! # it waits
        equal "$(sql "SELECT count(*) FROM customers WHERE $(id customer_id) LIKE 'SLOW%'")" 0
        echo SLOW,end >&8
        exec 8>&-
        wait $slow
        wait $!
        equal "$(cat slow.err second.err)" ''
        equal "$(sql "SELECT count(*) FROM customers WHERE name LIKE '0000%' OR name = 'end'")" 31
        sql "DELETE FROM customers WHERE name LIKE '0000%' OR name = 'end'"
        rm slow
    done
    equal "$(sql 'SELECT count(*) FROM payments')" 1199
    equal "$(sql 'SELECT count(*), count("to") FROM assignments')" \
        "$(sql 'SELECT count(*), count("to") FROM assignments' "$released")"
    equal "$(sql 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
}

@test "a writer that is killed leaves the lock to the one that waits" {
    local slow
    cp "$part" "$CX_DB"
    slow_import
    "$CX_BIN/cx-import" -q "${more[@]}" 2>second.err 8>&- &
    sleep 0.5
    kill -KILL $slow
    wait $!
    exec 8>&-
    equal "$(cat second.err)" ''
    sound "$CX_DB" "$(state "$all")"
    equal "$(sql "SELECT count(*) FROM customers WHERE name LIKE '0000%'")" 0
}

# finished PROGRAM DATABASE BEFORE AFTER WORD: status 0 and all of it is there, or 3, the word, and none.
finished() {
    case $status in
    0) sound "$2" "$4" ;;
    3)
        expect 3 '*' "cx-$1: *$(basename "$2"): $5"
        sound "$2" "$3"
        failures=$((failures + 1))
        ;;
    *) expect '0 or 3' '' '' ;;
    esac
}

kilobytes() {
    echo $(($(stat -c %s "$1") / 1024))
}

# limited BEFORE AFTER PROGRAM ARGUMENT...: with files that may grow more and more.
limited() {
    local before after failures=0 eighths
    before=$(state "$1") after=$(state "$2")
    for eighths in 2 4 6 7 16; do
        rm -f cx.db*
        cp "$1" "$CX_DB"
        # shellcheck disable=SC2016
        run --separate-stderr bash -c 'ulimit -f "$1"; shift; exec "$0" -q "$@"' "$CX_BIN/cx-$3" \
            $((eighths * $(kilobytes "$2") / 8)) "${@:4}"
        finished "$3" "$CX_DB" "$before" "$after" '*'
    done
    ((failures > 0 && failures < 6))
}

@test "files may not grow further: all, or exit 3 and nothing" {
    limited "$part" "$all" import "${more[@]}"
    limited "$held" "$released" assign --release
    # one that it made itself is taken away again, whether its tables were made or not
    local limit
    for limit in 100 400; do
        # shellcheck disable=SC2016
        run --separate-stderr bash -c 'ulimit -f "$1"; shift; "$0" -d new.db "$@"' "$CX_BIN/cx-import" $limit \
            "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
        expect 3 '' 'cx-import: new.db: *'
        equal "$(echo new.db*)" 'new.db*'
    done
}

# filled BEFORE AFTER PROGRAM ARGUMENT...: on disks that have more and more room beside the database. They are
# seen in there only, and gone with it.
filled() {
    local before after failures=0 room
    before=$(state "$1") after=$(state "$2")
    for room in 4 64 200 500 1000 8000; do
        # shellcheck disable=SC2016
        run --separate-stderr unshare -m bash -c '
            mount -t tmpfs -o size="$1"k none small && cp "$2" small/cx.db || exit 99
            "$0" -q -d small/cx.db "${@:3}"
            code=$?
            cp small/cx.db* .
            exit $code' "$CX_BIN/cx-$3" $(($(kilobytes "$1") + room)) "$1" "${@:4}"
        finished "$3" "$CX_DB" "$before" "$after" 'the disk is full; nothing was changed*'
        rm -f cx.db*
    done
    ((failures > 0 && failures < 6))
}

skip_unless_mounting() {
    mkdir small
    unshare -m mount -t tmpfs -o size=1m none small 2>/dev/null || skip "a small disk can't be mounted here"
}

@test "a full disk: all, or exit 3 and nothing" {
    skip_unless_mounting
    filled "$part" "$all" import "${more[@]}"
    filled "$held" "$released" assign --release
    filled "$all" "$BATS_FILE_TMPDIR/closed.db" bonus -p 2026-10 --close
}

@test "a full disk for what is written with -o: the file that was there stays" {
    skip_unless_mounting
    run --separate-stderr unshare -m bash -c '
        mount -t tmpfs -o size=200k none small && cp "$1" . || exit 99
        "$0" -d part.db -p 2026-10 -f html -o small/out.html
        code=$?
        ls -A small
        exit $code' "$CX_BIN/cx-score" "$part"
    expect 0 out.html ''
    run --separate-stderr unshare -m bash -c '
        mount -t tmpfs -o size=8k none small && echo old >small/out.html || exit 99
        "$0" -d part.db -p 2026-10 -f html -o small/out.html
        code=$?
        ls -A small
        cat small/out.html
        exit $code' "$CX_BIN/cx-score"
    expect 3 'out.html
old' 'cx-score: small/out.html: No space left on device'
}

# unwritable COMMAND...: what the programs do in the folder closed/, which COMMAND lets them run in.
unwritable() {
    local before
    before=$(sha closed/cx.db)
    run --separate-stderr "$@" "$CX_BIN/cx-import" -d closed/cx.db "${more[@]}"
    expect 3 '' "cx-import: closed/cx.db: $word*"
    run --separate-stderr "$@" "$CX_BIN/cx-assign" -d closed/cx.db --release
    expect 3 '*' "cx-assign: closed/cx.db: $word*"
    run --separate-stderr "$@" "$CX_BIN/cx-import" -d closed/new.db "${more[@]}"
    expect 3 '' 'cx-import: closed/new.db: *'
    run --separate-stderr "$@" "$CX_BIN/cx-report" -d closed/cx.db aging -p 2026-10
    expect 0 'stage,*' ''
    equal "$(sha closed/cx.db)" "$before"
    equal "$(ls -A closed)" cx.db
}

@test "a folder that can't be written: exit 3, readers read" {
    local word="can't be written: its folder is read-only"
    mkdir closed
    cp "$held" closed/cx.db
    chmod 555 closed
    unwritable as_user
    chmod 444 closed/cx.db
    chmod 755 closed
    word="@(can't be written|Permission denied)"
    chmod 555 closed
    unwritable as_user
    chmod 755 closed
}

@test "a disk that is mounted to be read: exit 3, readers read" {
    skip_unless_mounting
    local word="@(can't be written|Read-only file system)"
    mkdir closed
    cp "$held" closed/cx.db
    # shellcheck disable=SC2016
    unwritable unshare -m bash -c 'mount --bind closed closed && mount -o remount,ro,bind closed && "$0" "$@"'
}
