# scripts/backup and scripts/restore: copies while programs write, and drills that must fail.

load helper

setup() {
    start
    for program in age zstd; do
        skip_without $program
    done
    export PATH=$CX_BIN:$PATH
    age-keygen -o key 2>/dev/null
    age-keygen -y key >recipients
    mkdir kept
    import "$DEMO"/plan/*.csv "$DEMO"/data/{teams,employees,customers,accounts}.csv
}

backup() {
    "$CX_SOURCE/scripts/backup" -R recipients "$@" kept
}

@test "a backup restores to the same database; the newest are kept; nobody else can read them" {
    must backup -k 2
    must backup -k 2
    must backup -k 2
    equal "$(find kept -name '*.age' | wc -l) $(find kept -name '*.score' | wc -l)" '2 2'
    equal "$(stat -c %a kept/*.age kept/*.score | sort -u)" 600
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
    expect 0 '' ''
    equal "$(sql .dump back.db | sha256sum)" "$(sql .dump | sha256sum)"
    equal "$(stat -c %a back.db)" 600
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
    expect 3 '' 'restore: back.db: already exists*'
    equal "$(find . -maxdepth 1 -name '.backup*' -o -maxdepth 1 -name '.restore*')" ''
}

@test "a database whose last month can't be scored is kept, and both say that there are no scores" {
    csv measures.csv measure_id,fact,unit,value big,payment,money,'amount * 1000000000000000'
    csv payments.csv payment_id,account_id,paid_at,amount P1,A03117,2026-10-10,1176.20
    import measures.csv payments.csv
    run --separate-stderr backup
    expect 0 '' "*big*backup: the scores of 2026-10 can't be computed, *"
    equal "$(<"$(echo kept/*.score)")" '2026-10 - 2026-11-02'
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 0 'kept/*: restores; the scores of 2026-10 could not be computed when it was made' ''
}

@test "where cx-score fails for another reason the copy is kept, and neither it nor a drill says that all is well" {
    mkdir bin
    printf '#!/bin/bash\nkill -KILL $$\n' >bin/cx-score
    chmod +x bin/cx-score
    PATH=$PWD/bin:$PATH run --separate-stderr backup
    expect 3 '' '*backup: cx-score of 2026-10 ended with 137, see above: the copy is kept, but no drill of it can compare scores'
    equal "$(ls -A kept)" "$(echo .backup.lock; cd kept && ls cx-*.age)"
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 3 '' '*restore: kept/cx-*.score: is missing or empty'
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
    expect 0 '' ''
}

@test "a drill scores as of the day of the backup, for what is known ahead of it" {
    csv contacts.csv contact_id,account_id,employee_id,started_at K1,A03117,E013,'2026-10-15 10:00'
    csv complaints.csv complaint_id,employee_id,account_id,contact_id,at,upheld MZ,E013,A03117,K1,'2026-11-05 10:00',yes
    import contacts.csv complaints.csv
    must backup
    CX_TODAY=2026-11-20 run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 0 '*the scores of 2026-10 are the same' ''
}

@test "the month before one whose first day has no midnight is scored" {
    TZ=America/Asuncion CX_TODAY=2017-10-02 must backup
    [[ $(<"$(echo kept/*.score)") == '2017-09 '*' 2017-10-02' ]]
}

@test "nothing is restored beside what another database left unfinished" {
    must backup
    local file
    for file in back.db-journal back.db-wal; do
        echo x >$file
        run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
        expect 3 '' "restore: $file: belongs to the database that was there: move it away too"
        [[ ! -e back.db ]]
        rm $file
    done
    mkdir bin # a program that was still at work
    printf '#!/bin/bash\ncommand -p ln "$@" && touch "$2-journal"\n' >bin/ln
    chmod +x bin/ln
    PATH=$PWD/bin:$PATH run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
    expect 3 '' "restore: back.db-journal: belongs to the database that was there: move it away too"
    [[ ! -e back.db ]]
}

@test "backups under load are sound, each of them" {
    head -1200 "$DEMO/data/contacts.csv" >contacts.csv
    head -1200 "$DEMO/data/payments.csv" >payments.csv
    (for ((i = 0; i < 3; i++)); do
        cx-import -q contacts.csv payments.csv && cx-score -q -p 2026-10 >scores.csv
    done) &
    local load=$! round
    for round in 1 2 3 4; do
        must backup
    done
    wait $load
    for round in kept/*.age; do
        run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill "$round"
        expect 0 "$round: restores, and the scores of 2026-10 are the same" ''
    done
}

@test "a drill fails where it must: a flipped byte, another key, other scores, no backup" {
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 3 '' 'restore: kept: holds no backup'
    must backup
    local file size
    file=$(echo kept/*.age)
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 0 '*are the same' ''
    age-keygen -o other 2>/dev/null
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i other --drill kept
    expect 3 '' "*restore: $file: can't be read: it is damaged, or the key is another one"
    sed -i 's/ ./ x/' kept/*.score
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 3 '' 'restore: *the scores of 2026-10 are not those that it was made with'
    size=$(stat -c %s "$file")
    printf '\x%02x' $((0x$(od -An -tx1 -j $((size / 2)) -N 1 "$file" | tr -d " ") ^ 1)) >byte
    printf '%b' "$(<byte)" | dd of="$file" bs=1 seek=$((size / 2)) conv=notrunc status=none
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 3 '' "*restore: $file: can't be read: it is damaged, or the key is another one"
}

@test "a database is copied over nothing" {
    cx report --backup=cx.db
    expect 3 '' 'cx-report: cx.db: File exists: a copy is not written over anything'
    cx report --backup=copy.db aging
    expect 2 '' 'cx-report: --backup cannot be combined with a report*'
}

@test "a copy without debtors scores and pays the same, and no name or number of theirs is in it" {
    import "$DEMO"/data/*.csv
    cx report --backup=copy.db --without-debtors
    expect 0 '' ''
    equal "$(stat -c %a copy.db)" 600
    sqlite3 cx.db "SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM employees e WHERE instr(e.name, c.name))
        UNION SELECT phone FROM customers UNION SELECT transcript FROM contacts" | grep -E .. >gone
    [[ $(wc -l <gone) -gt 50 ]]
    must test "$(grep -aFcf gone cx.db)" -gt 50
    must test "$(grep -aFcf gone copy.db)" = 0
    for what in 'score -p 2026-10' 'bonus -p 2026-10 --lines' 'report ranking -p 2026-10' 'report aging'; do
        must cmp <("$CX_BIN"/cx-$what -q) <("$CX_BIN"/cx-$what -q -d copy.db)
    done
    cx bonus --verify -d copy.db
    expect 0 '*' '*as they were written'
    cx report aging --without-debtors
    expect 2 '' 'cx-report: --without-debtors goes with --backup*'
}

@test "a database that an older cx wrote is backed up, restored and drilled as it is" {
    xz -dc "$CX_SOURCE/tests/data/version-1.db.xz" >cx.db
    must backup
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key kept back.db
    expect 0 '' ''
    equal "$(sql 'PRAGMA user_version' back.db) $(sql .dump back.db | sha256sum)" "1 $(sql .dump | sha256sum)"
    run --separate-stderr "$CX_SOURCE/scripts/restore" -i key --drill kept
    expect 0 '*are the same' ''
    equal "$(sql 'PRAGMA user_version')" 1
}
