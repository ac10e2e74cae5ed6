# The database in an encrypted folder, as cx(7), SECURITY CONSIDERATIONS has it.

load helper

setup() {
    start
    skip_without gocryptfs gocryptfs
    skip_without fusermount fuse
    mkdir cipher plain
    echo "a passphrase" >passphrase
    gocryptfs -q -init -passfile passphrase cipher
    gocryptfs -q -nosyslog -passfile passphrase cipher plain || skip 'FUSE is not allowed here'
    export CX_DB=$PWD/plain/cx.db
}

teardown() {
    fusermount -u plain 2>/dev/null || true
}

@test "a database in an encrypted folder: the same bytes come out, and none of a name is on the disk" {
    local name
    import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    "$CX_BIN/cx-bonus" -q -p 2026-10 --close -o seal.csv
    "$CX_BIN/cx-import" -q -d clear.db "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
    equal "$("$CX_BIN/cx-bonus" -q -p 2026-10 | sha256sum)" "$("$CX_BIN/cx-bonus" -q -d clear.db -p 2026-10 | sha256sum)"
    cx bonus -q --verify
    expect 0 '*,close,2026-10,*' ''
    name=$(sql 'SELECT name FROM customers WHERE length(name) > 2 LIMIT 1')
    grep -q -- "$name" clear.db
    grep -q -- "$name" plain/cx.db
    run grep -rq -- "$name" cipher
    equal "$status" 1
    # another name of the same file system is not the database's
    fusermount -u plain
    cx score -p 2026-10
    expect 3 '' 'cx-score: *no such database*'
}

@test "a program that is killed there leaves nothing half" {
    local wait
    import "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
    for wait in 0.01 0.03 0.06 0.1; do
        timeout -s KILL $wait "$CX_BIN/cx-import" -q "$DEMO"/data/{payments,contacts}.csv || true
        cx bonus -q --verify
        expect 0 '*' ''
        [[ $(sql 'SELECT count(*) FROM payments') == 0 ]] || break
    done
}
