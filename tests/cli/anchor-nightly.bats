# scripts/anchor: a night unattended. What is verified, what is told, and what must be loud.

load helper

setup() {
    start
    unset CX_DB
    export PATH=$CX_BIN:$PATH
    ssh-keygen -q -t ed25519 -N '' -f key
    mkdir home
    small_company
    "$CX_BIN/cx-import" -q -d home/cx.db teams.csv employees.csv customers.csv
}

nightly() {
    run --separate-stderr "$CX_SOURCE/scripts/anchor" "$@" home
}

@test "an anchor is added and told; a night in which nothing happened adds and tells nothing" {
    nightly
    expect 0 $'Subject: cx anchor: audit row 1, seal 0\n\ncx anchor 1\nclock *\naudit 1 *\nseals 0 -' ''
    equal "$(stat -c %a home/anchors/*.anchor)" 600
    nightly
    expect 0 '' ''
    "$CX_BIN/cx-import" -q -d home/cx.db customers.csv
    nightly
    expect 0 $'Subject: cx anchor: audit row 2, seal 0\n*' ''
    equal "$(ls -A home/anchors | wc -l)" 2
    tail -n +3 <<<"$output" | cmp - "$(ls home/anchors/*.anchor | tail -1)"
}

@test "a configured output folder is not the folder's" {
    mkdir elsewhere
    CX_OUTPUT=$PWD/elsewhere nightly
    expect 0 $'Subject: cx anchor: audit row 1, seal 0\n*' ''
    equal "$(ls home/anchors | wc -l) $(ls -A elsewhere)" '1 '
}

@test "the mail goes to MAILTO, and in Chinese where the database is" {
    mkdir bin
    printf '#!/bin/bash\ncat >"%s/mail"\n' "$PWD" >bin/sendmail
    chmod +x bin/sendmail
    export PATH=$PWD/bin:$PATH MAILTO=council@example.com
    nightly
    expect 0 '' ''
    grep -qx 'To: council@example.com' mail
    grep -q '^audit 1 ' mail
    "$CX_BIN/cx-import" -q -d home/cx.db customers.csv
    # one that could not be told is told the next night
    mv bin/sendmail sendmail
    printf '#!/bin/bash\nexit 75\n' >bin/sendmail
    chmod +x bin/sendmail
    nightly
    expect 75 '' 'anchor: failed at: telling it (status 75)'
    equal "$(ls home/anchors | wc -l)" 1
    mv sendmail bin
    CX_LANG=zh_CN nightly
    equal "$(ls home/anchors | wc -l)" 2
    grep -qx "Subject: =?UTF-8?B?$(printf %s 'cx 锚点：审计日志 2 行，封账记录 0 条' | base64 -w 0)?=" mail
}

@test "an older copy, and a history whose hashes were made to fit, are found the next night" {
    cp home/cx.db older.db
    "$CX_BIN/cx-import" -q -d home/cx.db customers.csv
    nightly -k key
    expect 0 $'*\n-----BEGIN SSH SIGNATURE-----\n*' ''
    cp home/cx.db newer.db
    cp older.db home/cx.db
    nightly -k key
    expect 1 '' $'cx-bonus: anchors/*.anchor: row 2 of the audit log was there *an older copy\nanchor: failed at: cx-bonus --verify (status 1)'
    nightly
    expect 2 '' 'anchor: anchors in */home/anchors are signed: name the key by -k*'
    # the same copy, with another second row
    sed 's/C0/C9/' customers.csv >others.csv
    "$CX_BIN/cx-import" -q -d home/cx.db -k customers others.csv
    nightly -k key
    expect 1 '' '*row 2 of the audit log is not the one that was there on *'
    equal "$(ls home/anchors | wc -l)" 1
    cp newer.db home/cx.db
    nightly -k key
    expect 0 '' ''
}

@test "a row that was changed is found without any anchor; no anchor is added then" {
    sql "UPDATE customers SET name = 'x' WHERE rowid = (SELECT min(rowid) FROM customers)" home/cx.db
    nightly
    expect 1 '' $'cx-bonus: table customers: *\nanchor: failed at: cx-bonus --verify (status 1)'
    equal "$(ls -A home/anchors)" ''
    nightly -x
    expect 2 '' $'*Usage: anchor *'
    rm home/cx.db
    nightly
    expect 3 '' '*failed at: cx-bonus --verify (status 3)'
}
