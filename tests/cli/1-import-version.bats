# A database of the version before: tests/data/version-1.db.xz, whose August to October are sealed.

load helper

setup() {
    start
    xz -dc "$CX_SOURCE/tests/data/version-1.db.xz" >cx.db
    csv holidays.csv day,name 2027-01-01,New
}

# SHA-256 of what cx-bonus of version 1 printed for a sealed month, with an option.
printed_by_version_1='2026-08 147731be95e9eb81618137d264ebe06af5a6772a1480d65c6cc79c743b4c69be
2026-08 b0bf82b95fb2bbfa6650c7dbe25d5be1608deb35109bdc6515142d7be36bf643 --lines
2026-08 147731be95e9eb81618137d264ebe06af5a6772a1480d65c6cc79c743b4c69be --per=person
2026-08 622a7b5e30ab7529e922e0173b3ac63bc7558028ad2c5f9d7f68b00c868dcb25 --by=team
2026-09 6d54f5e70e9eca7125a1122fdefaad4907826af2e205a71836b1d840f113e73e
2026-09 c852c7f169aed0fcae4ed19d0bf5d533fc2de91bf83a6ccefb9743e3d228a33e --lines
2026-09 6d54f5e70e9eca7125a1122fdefaad4907826af2e205a71836b1d840f113e73e --per=person
2026-09 73d159374fc46c0b2a1ef293d9de7a83feab8abe9d015779144ccb6e8c9f1c3d --by=team
2026-10 1bf007f2aa0a3960facde36b5e5e7f24921b0b1b3c7c9a4117a04421f32817b3
2026-10 5b65c9b8ca80e7e7dda85a0bff4a9a40e69e0c5feef61e33fc3cdfd868220bd6 --lines
2026-10 5335513159e1faeed74340e686ccae38f623f751b5ec9c4020e8dda6aaf46b90 --per=person
2026-10 0b5318183fe9b57783f34aeaa64258d0b7f1076f342c22ca563ece0795e676f1 --by=team'

@test "what only reads names cx-import, and leaves the file as it is" {
    before=$(sha256sum cx.db)
    for command in 'score -p 2026-10' 'bonus -p 2026-10' 'report ranking -p 2026-10' 'assign --worklist'; do
        # shellcheck disable=SC2086
        cx $command
        expect 3 '' "cx-${command%% *}: *cx.db: was written by an older cx: the first import upgrades it"
    done
    equal "$(sha256sum cx.db)" "$before"
}

@test "what changes nothing, or is refused, upgrades nothing" {
    csv payments.csv payment_id,account_id,paid_at,amount LATE1,A04978,2026-10-30,100
    before=$(sha256sum cx.db)
    cx import -n payments.csv
    expect 1 '' '*nothing was imported'
    cx import -n holidays.csv
    expect 0 '' '*1 new*'
    cx import nosuch.csv
    expect 3 '' 'cx-import: nosuch.csv: *'
    cx import --undo
    expect 1 '' '*there is no import to take back*'
    cx assign -n --release
    expect 0 '*' '*dry run: * changes of hands'
    cx bonus -p 2026-10 --close
    expect 1 '' '*is sealed already*'
    cx bonus -p 2026-10 --reopen=late -n
    expect 0 '*' '*dry run: 2026-10 is open again'
    equal "$(sha256sum cx.db)" "$before"
}

@test "an upgrade has a row of the audit log, before that of whoever made it" {
    rows=$(sql 'SELECT max(seq) FROM audit')
    import holidays.csv
    equal "$(sql "SELECT seq - $rows, program, arguments, sums <> '', abs(at - clock) < 2 FROM audit WHERE seq > $rows" | cut -d'|' -f1-3 | sed 's|/.*/||' | paste -sd' ')" \
        '1|cx|upgrade of the database from schema 1 to 2 2|cx-import|cx-import holidays.csv'
    cx import --undo
    expect 0 '' "cx-import: import $((rows + 2)) *: 1 row removed, 0 as before"
    cx bonus --verify
    expect 0 '*' 'cx-bonus: seals and audit log are as they were written'
}

@test "what copies and what verifies take an older one, and leave it as it is" {
    before=$(sha256sum cx.db)
    cx report --backup=copy.db
    expect 0 '' ''
    equal "$(sql .dump copy.db | sha256sum) $(sql 'PRAGMA user_version' copy.db)" "$(sql .dump | sha256sum) 1"
    cx bonus --verify
    expect 0 'seq,action,*' 'cx-bonus: seals and audit log are as they were written'
    cx report --backup=figures.db --without-debtors
    expect 0 '' ''
    equal "$(sha256sum cx.db)" "$before"
    sql "DROP TRIGGER audit_update; UPDATE audit SET user = 'x' WHERE seq = 2"
    cx bonus --verify
    expect 3 '' '*the trigger audit_update is gone*'
}

@test "sealed months print the same bytes after the upgrade" {
    import holidays.csv
    while read -r period hash option; do
        # shellcheck disable=SC2086
        equal "$period $("$CX_BIN/cx-bonus" -q -p "$period" $option | sha256sum | cut -d' ' -f1) $option" "$period $hash $option"
    done <<<"$printed_by_version_1"
    cx bonus --verify
    expect 0 '*' 'cx-bonus: seals and audit log are as they were written'
    equal "$(sql 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok
}

@test "all that it held is there, and holds ever" {
    before=$(sql 'SELECT count(*), total(amount) FROM accounts; SELECT count(*), total(amount) FROM payments; SELECT count(*) FROM customers;
        SELECT count(*) FROM contacts; SELECT count(*) FROM employees; SELECT count(*) FROM assignments; SELECT count(*) FROM rules')
    import holidays.csv
    equal "$(sql 'SELECT count(*), total(amount) FROM accounts; SELECT count(*), total(amount) FROM payments; SELECT count(*) FROM customers;
        SELECT count(*) FROM contacts; SELECT count(*) FROM employees; SELECT count(*) FROM assignments; SELECT count(*) FROM rules')" "$before"
    equal "$(sql 'SELECT count(*) FROM accounts WHERE since IS NOT NULL; SELECT count(*) FROM account_history')" $'0\n0'
}

@test "an upgrade that fails changes nothing" {
    sql 'CREATE TABLE account_history (something TEXT)'
    before=$(sql .dump | sha256sum)
    cx import holidays.csv
    expect 3 '' '*account_history*'
    equal "$(sql .dump | sha256sum) $(sql 'PRAGMA user_version')" "$before 1"
}
