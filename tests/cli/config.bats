# Defaults from files: ~/.config/cx.conf, which /etc/cx.conf comes after (not here: nobody's machine is
# changed by a test), below the environment and the command line.

load helper

company() {
    import -d one.db "$CX_SOURCE"/scripts/starter/en/*.csv "$CX_SOURCE"/scripts/starter/data/*.csv
    unset CX_DB
    mkdir -p .config
}

@test "the file names the database; the environment and -d come before it" {
    company
    printf '# ours\n\n  database =  %s/one.db  \n' "$PWD" >.config/cx.conf
    cx bonus -p 2026-10
    expect 0 "*2026-10,E1,*" ""
    export CX_DB=$PWD/none.db
    cx bonus -p 2026-10
    expect 3 "" "cx-bonus: $PWD/none.db: *"
    cx bonus -d one.db -p 2026-10
    expect 0 "*2026-10,E1,*" ""
    CX_DB='' cx bonus -p 2026-10 # as if it were not set
    expect 0 "*2026-10,E1,*" ""
}

@test "output is the folder of relative files, but not of ./ and ../" {
    company
    mkdir out below
    printf 'database=%s/one.db\noutput=%s/out\n' "$PWD" "$PWD" >.config/cx.conf
    cx bonus -p 2026-10 -o sheet.csv
    expect 0 "" ""
    [[ -s out/sheet.csv && ! -e sheet.csv ]]
    cx bonus -p 2026-10 -o ./sheet.csv
    expect 0 "" ""
    cmp sheet.csv out/sheet.csv
    cd below
    cx bonus -p 2026-10 -o ../above.csv
    expect 0 "" ""
    cx bonus -p 2026-10 -o "$PWD/here.csv"
    expect 0 "" ""
    [[ -s ../above.csv && -s here.csv ]]
    cx bonus -p 2026-10 -o -
    expect 0 "*2026-10,E1,*" ""
    [[ ! -e ../out/- ]]
}

@test "without XDG_CONFIG_HOME the file is in .config at home; without a file nothing is said" {
    company
    unset XDG_CONFIG_HOME
    export HOME=$PWD
    cx bonus -p 2026-10
    expect 3 "" "cx-bonus: cx.db: *"
    echo "database = $PWD/one.db" >.config/cx.conf
    cx bonus -p 2026-10
    expect 0 "*2026-10,E1,*" ""
}

@test "a line that cannot be read is named" {
    company
    printf 'database = one.db\ncolour = blue\n' >.config/cx.conf
    cx bonus -p 2026-10
    expect 3 "" "cx-bonus: $PWD/.config/cx.conf:2: unknown name \"colour\": the names are database, language, output"
    echo 'database one.db' >.config/cx.conf
    cx bonus -p 2026-10
    expect 3 "" "cx-bonus: $PWD/.config/cx.conf:1: \"database one.db\" is not NAME = VALUE"
    mkdir .config/cx.conf.d
    rm .config/cx.conf
    mkdir .config/cx.conf
    cx bonus -p 2026-10
    expect 3 "" "cx-bonus: $PWD/.config/cx.conf: Is a directory"
}
