# kill -9 at any instant, a full disk: the database then holds all of a command's work, or none.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    export CX_TODAY=2026-11-02
    import -d part.db "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
    cp part.db all.db
    local started=${EPOCHREALTIME/./}
    import -d all.db "${files[@]}"
    echo $((${EPOCHREALTIME/./} - started)) >microseconds
}

files=("$DEMO"/plan/*.csv "$DEMO"/data/*.csv)

# What a database holds: rows and sums, the same for the same rows however they lie in the file.
state() {
    sql "SELECT count(*) FROM audit; SELECT count(*), sum(amount), sum(paid_at) FROM payments;
         SELECT count(*), sum(started_at) FROM contacts; SELECT count(*), sum(\"from\" + employee_id) FROM assignments;
         SELECT count(*), sum(amount) FROM accounts; SELECT count(*), sum(value) FROM targets;
         SELECT count(*) FROM rules; SELECT count(*) FROM violations" "$1" | tr '\n' ' '
}

# sound DATABASE STATE...: whole, and in one of the states.
sound() {
    local now state
    equal "$(sql 'PRAGMA integrity_check; PRAGMA foreign_key_check' "$1")" ok
    now=$(state "$1")
    for state in "${@:2}"; do
        [[ $now == "$state" ]] && return 0
    done
    printf 'found: %s\n' "$now"
    printf 'expected: %s\n' "${@:2}"
    return 1
}

# killed ARGUMENT...: starts cx-import and kills it at a random instant. $alive counts those that were.
killed() {
    local most instant pid code=0
    most=$(<"$BATS_FILE_TMPDIR/microseconds")
    instant=$(((RANDOM * 32768 + RANDOM) % most))
    "$CX_BIN/cx-import" -q "$@" &
    pid=$!
    sleep "$(printf '%d.%06d' $((instant / 1000000)) $((instant % 1000000)))"
    kill -KILL $pid 2>/dev/null || true
    wait $pid || code=$?
    [[ $code == 0 || $code == 137 ]] || { echo "exit $code after $instant µs"; return 1; }
    alive=$((alive + (code == 137)))
    echo "killed after $instant of $most µs"
}

@test "kill -9 while rows are added to a database" {
    local before after alive=0 round
    before=$(state "$BATS_FILE_TMPDIR/part.db") after=$(state "$BATS_FILE_TMPDIR/all.db")
    SECONDS=0
    for ((round = 0; round < 20 && SECONDS < 16; round++)); do
        rm -f cx.db*
        cp "$BATS_FILE_TMPDIR/part.db" "$CX_DB"
        killed "${files[@]}"
        # a reader is not kept from it
        cx report aging -p 2026-10
        expect 0 'bucket,*' ''
        sound "$CX_DB" "$before" "$after"
    done
    ((round >= 5 && alive >= 2))
    # and the work can be done again
    import "${files[@]}"
    equal "$(state "$CX_DB" | cut -d' ' -f2-)" "$(cut -d' ' -f2- <<<"$after")"
}

@test "kill -9 while a database is made" {
    local all alive=0 round
    import -d all.db "${files[@]}"
    all=$(state all.db)
    SECONDS=0
    for ((round = 0; round < 10 && SECONDS < 10; round++)); do
        rm -f cx.db*
        killed "${files[@]}"
        if [[ -s $CX_DB || -s $CX_DB-wal ]] && [[ $(sql 'PRAGMA user_version') != 0 ]]; then
            # the tables are there; none of them, or all, have rows
            sound "$CX_DB" '0 0|| 0| 0| 0| 0| 0 0 ' "$all"
        elif [[ -e $CX_DB ]]; then
            equal "$(sql 'PRAGMA integrity_check; SELECT count(*) FROM sqlite_schema' | tr '\n' ' ')" 'ok 0 '
        fi
        import "${files[@]}"
        equal "$(state "$CX_DB" | cut -d' ' -f2-)" "$(cut -d' ' -f2- <<<"$all")"
    done
    ((round >= 3 && alive >= 1))
}

# finished DATABASE BEFORE AFTER WORD: status 0 and all of it is there, or 3, the word, and none.
finished() {
    case $status in
    0) sound "$1" "$3" ;;
    3)
        expect 3 '' "cx-import: *$(basename "$1"): $4"
        sound "$1" "$2"
        failures=$((failures + 1))
        ;;
    *) expect '0 or 3' '' '' ;;
    esac
}

@test "files may not grow further: all, or exit 3 and nothing" {
    local before after failures=0 quarter small large
    before=$(state "$BATS_FILE_TMPDIR/part.db") after=$(state "$BATS_FILE_TMPDIR/all.db")
    small=$(($(stat -c %s "$BATS_FILE_TMPDIR/part.db") / 1024)) large=$(($(stat -c %s "$BATS_FILE_TMPDIR/all.db") / 1024))
    for quarter in 0 1 2 3 4 8; do
        rm -f cx.db*
        cp "$BATS_FILE_TMPDIR/part.db" "$CX_DB"
        run --separate-stderr bash -c 'ulimit -f "$1"; shift; "$0" "$@"' "$CX_BIN/cx-import" \
            $((small + quarter * (large - small) / 4)) "${files[@]}"
        finished "$CX_DB" "$before" "$after" '*'
    done
    ((failures > 0 && failures < 6))
    # one that it made itself is taken away again
    run --separate-stderr bash -c 'ulimit -f 200; "$0" -d new.db "$@"' "$CX_BIN/cx-import" "${files[@]}"
    expect 3 '' 'cx-import: new.db: *'
    equal "$(echo new.db*)" 'new.db*'
}

@test "a full disk: all, or exit 3 and nothing" {
    mkdir small
    unshare -m mount -t tmpfs -o size=1m none small 2>/dev/null || skip "a small disk can't be mounted here"
    local before after failures=0 quarter small large
    before=$(state "$BATS_FILE_TMPDIR/part.db") after=$(state "$BATS_FILE_TMPDIR/all.db")
    small=$(($(stat -c %s "$BATS_FILE_TMPDIR/part.db") / 1024)) large=$(($(stat -c %s "$BATS_FILE_TMPDIR/all.db") / 1024))
    for quarter in 1 2 3 4 6 20; do
        # the mount is seen in there only, and gone with it
        run --separate-stderr unshare -m bash -c '
            mount -t tmpfs -o size="$1"k none small && cp "$2" small/cx.db || exit 99
            "$0" -d small/cx.db "${@:3}"
            code=$?
            cp small/cx.db* .
            exit $code' "$CX_BIN/cx-import" $((small + quarter * (large - small) / 4)) \
            "$BATS_FILE_TMPDIR/part.db" "${files[@]}"
        finished "$CX_DB" "$before" "$after" 'the disk is full; nothing was changed'
        rm -f cx.db*
    done
    ((failures > 0 && failures < 6))
    run --separate-stderr unshare -m bash -c '
        mount -t tmpfs -o size=200k none small && cp "$1" . || exit 99
        "$0" -d part.db -p 2026-10 -f html -o small/out.html
        code=$?
        ls -A small
        exit $code' "$CX_BIN/cx-score" "$BATS_FILE_TMPDIR/part.db"
    expect 0 out.html ''
    run --separate-stderr unshare -m bash -c '
        mount -t tmpfs -o size=8k none small && echo old >small/out.html || exit 99
        "$0" -d part.db -p 2026-10 -f html -o small/out.html
        code=$?
        ls -A small
        cat small/out.html
        exit $code' "$CX_BIN/cx-score"
    expect 3 'out.html
old' 'cx-score: small/out.html: *'
}
