# Anchors: what the database can't tell of itself (cx-bonus(1), ANCHORS).

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    ssh-keygen -q -t ed25519 -N '' -C works-council -f key
    ssh-keygen -q -t ed25519 -N '' -C somebody -f other
}

setup() {
    start
    key=$BATS_FILE_TMPDIR/key other=$BATS_FILE_TMPDIR/other
    small_company
    import teams.csv employees.csv customers.csv
}

@test "an anchor is four lines; what comes later is no matter" {
    cx report audit --anchor
    expect 0 "cx anchor 1
clock 20*
audit 1 $(sql 'SELECT hash FROM audit')
seals 0 -" ''
    "$CX_BIN/cx-report" audit --anchor -o one.anchor
    equal "$(stat -c %a one.anchor)" 600
    import customers.csv
    "$CX_BIN/cx-bonus" -q -p 2026-09 --close -o seal.csv
    "$CX_BIN/cx-report" audit --anchor -o two.anchor
    cx bonus -q --verify=one.anchor --verify=two.anchor
    expect 0 '*,close,2026-09,*' ''
    cx bonus --verify=one.anchor
    expect 0 '*' 'cx-bonus: all is as cx wrote it, and as the anchors say'
}

@test "--close writes a signed one; only the public key is needed, and it must be the right one" {
    cx bonus -q -p 2026-09 --close --anchor=a.anchor --key="$key"
    expect 0 '*,close,2026-09,*' ''
    grep -qx "seals 1 $(sql 'SELECT hash FROM seals')" a.anchor
    cx bonus -q --verify=a.anchor --signer="$key.pub"
    expect 0 '*,close,2026-09,*' ''
    # anybody else's tool says the same
    sed '/^-----BEGIN/,$d' a.anchor >text
    sed -n '/^-----BEGIN/,$p' a.anchor >text.sig
    (printf 'me '; cat "$key.pub") >signers
    ssh-keygen -q -Y verify -n cx -I me -f signers -s text.sig <text
    cat "$other.pub" "$key.pub" >both.pub
    cx bonus -q --verify=a.anchor --signer=both.pub
    expect 0 '*' ''
    cx bonus --verify=a.anchor --signer="$other.pub"
    expect 1 '' 'cx-bonus: a.anchor: was not signed by the key in *other.pub, or changed since'
    cx bonus --verify=a.anchor
    expect 2 '' 'cx-bonus: a.anchor: is signed: name the public key by --signer=FILE*'
    sed 's/^audit 2/audit 1/' a.anchor >b.anchor
    cx bonus --verify=b.anchor --signer="$key.pub"
    expect 1 '' 'cx-bonus: b.anchor: was not signed *'
    cp text b.anchor
    cx bonus --verify=b.anchor --signer="$key.pub"
    expect 1 '' 'cx-bonus: b.anchor: is not signed'
}

@test "an older copy in the database's place, and a log that was written anew" {
    cp cx.db older.db
    import customers.csv
    "$CX_BIN/cx-report" audit --anchor -o a.anchor
    cp cx.db whole.db
    cp older.db cx.db
    cx bonus -q --verify
    expect 0 '*' ''
    cx bonus --verify=a.anchor
    expect 1 '' 'cx-bonus: a.anchor: row 2 of the audit log was there on 20*, and the log ends with row 1: its end was cut off, or the database is an older copy'
    # the same work done again is another history
    import customers.csv
    cx bonus -q --verify
    expect 0 '*' ''
    sql 'SELECT clock FROM audit WHERE seq = 2' >two
    sql 'SELECT clock FROM audit WHERE seq = 2' whole.db | assert_same - two || {
        cx bonus --verify=a.anchor
        expect 1 '' 'cx-bonus: a.anchor: row 2 of the audit log is not the one that was there on *: the log was written anew, in this row or one before it'
    }
}

@test "a bad key is found before the month is sealed" {
    cx bonus -p 2026-09 --close --anchor=a.anchor --key=none
    expect 3 '' 'cx-bonus: none: can*t sign: ssh-keygen says: *'
    equal "$(sql 'SELECT count(*) FROM seals')" 0
    [[ ! -e a.anchor ]]
    cx bonus -p 2026-09 --close --anchor=no/folder/a.anchor
    expect 3 '' 'cx-bonus: *no/folder*'
    equal "$(sql 'SELECT count(*) FROM seals')" 0
    cx bonus -q -n -p 2026-09 --close --anchor=a.anchor --key="$key"
    expect 0 '*' ''
    [[ ! -e a.anchor ]]
}

@test "what doesn't go together" {
    cx bonus -p 2026-09 --pay --anchor=a
    expect 2 '' 'cx-bonus: --anchor and --key go with --close*'
    cx bonus -p 2026-09 --close --key="$key"
    expect 2 '' 'cx-bonus: --key signs what --anchor=FILE writes*'
    cx bonus --verify --signer="$key.pub"
    expect 2 '' 'cx-bonus: --signer goes with --verify=ANCHOR*'
    cx report dashboard --anchor
    expect 2 '' 'cx-report: --anchor is only for the report audit*'
    cx report audit --key="$key"
    expect 2 '' 'cx-report: --key goes with --anchor*'
    echo x >a.anchor
    cx bonus --verify=a.anchor
    expect 1 '' 'cx-bonus: a.anchor: is not an anchor of cx'
    cx bonus --verify=none.anchor
    expect 3 '' 'cx-bonus: none.anchor: *'
}
