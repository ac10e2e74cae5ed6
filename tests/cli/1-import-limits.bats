# cx-import: input of any size and shape, in little memory, with a message that says what is wrong.
# shellcheck disable=SC2030,SC2031,SC2154

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    CX_DB=$BATS_FILE_TMPDIR/small.db small_db
    # A build with sanitizers takes terabytes of addresses, and can't be held to fewer.
    if (ulimit -v $((128 * 1024)) && "$CX_BIN/cx-import" --version >/dev/null 2>&1); then
        touch can_limit
    fi
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/small.db" "$CX_DB"
    before=$(sha "$CX_DB")
}

# bounded ARGUMENT...: cx-import in 128 MiB of addresses, most of which the libraries take.
bounded() {
    # shellcheck disable=SC2016
    run --separate-stderr timeout 300 bash -c \
        '[[ ! -e $1 ]] || ulimit -v $((128 * 1024)); shift; exec "$0" "$@"' \
        "$CX_BIN/cx-import" "$BATS_FILE_TMPDIR/can_limit" "$@"
}

# refused FILE MESSAGE [OPTION...]: for this one row, in bounded memory; nothing happens.
refused() {
    bounded "${@:3}" "$1"
    expect 1 '' "cx-import: $1:$2
cx-import: 1 row is bad: nothing was imported"
    equal "$(sha "$CX_DB")" "$before"
    rm "$1"
}

# fill BYTES CHARACTER
fill() {
    head -c "$1" /dev/zero | tr '\0' "$2"
}

@test "64 MiB after a quote that is never closed" {
    { printf 'customer_id,name\nC3,c\nC4,"'; fill 64M x; } >customers.csv
    refused customers.csv '3: column 2 begins with a quote that is never closed, in the row that begins in this line'
    { printf 'customer_id,name\nC3,c\nC4,"'; yes 'C5,a name' | head -c 64M; } >customers.csv
    refused customers.csv '3: column 2 begins with a quote that is never closed, in the row that begins in this line'
    { printf '"customer_id,name\n'; fill 64M x; } >customers.csv
    bounded customers.csv
    expect 1 '' 'cx-import: customers.csv:1: column 1 begins with a quote that is never closed*'
    equal "$(sha "$CX_DB")" "$before"
}

@test "lines and fields over the limits" {
    { printf 'customer_id,name\nC3,'; fill 2M x; printf '\nC4,d\n'; } >customers.csv
    refused customers.csv '2: column 2 is longer than 65536 bytes: is a quote missing?'
    { printf 'customer_id,name,phone\nC3,c,'; fill 70K x; printf '\n'; } >customers.csv
    refused customers.csv '2: column 3 is longer than 65536 bytes: is a quote missing?'
    { printf 'customer_id,name\nC3,"'; fill 70K x; printf '"\n'; } >customers.csv
    refused customers.csv '2: column 2 is longer than 65536 bytes: is a quote missing?'
    # no field of it is too long
    { printf 'customer_id,name\nC3,'; fill 60K x | sed 's/$/,/;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p' | tr -d '\n'; echo; } \
        >customers.csv
    refused customers.csv '2: is longer than 1048576 bytes: is a quote missing?'
    # what is just within them comes in
    { printf 'customer_id,name\nC3,'; fill 64K x; printf '\nC4,"'; fill 64K '\n'; printf '"\n'; } >customers.csv
    bounded customers.csv
    expect 0 '' '*2 rows read, 2 new*'
    equal "$(sql 'SELECT sum(length(name)) FROM customers WHERE length(name) > 1000')" 131072
}

@test "100,000 columns" {
    { seq -f 'a%.0f' -s, 100000; seq -s, 100000; } >customers.csv
    bounded customers.csv
    expect 1 '' 'cx-import: customers.csv:1: *"a1"*'
    ((${#stderr} < 3000))
    { echo customer_id,name; fill 100K ,; echo x; } >customers.csv
    refused customers.csv '2: has 102401 fields, the header has 2'
    { fill 100K ,; echo; } >customers.csv
    bounded customers.csv
    expect 1 '' 'cx-import: customers.csv: has no header row, only empty lines'
    { printf 'customer_id,name'; printf ',extra%d' {1..90000}; printf '\nC3,c'; fill 90000 ,; echo; } >customers.csv
    bounded --ignore-extra customers.csv
    expect 0 '' '*1 row read, 1 new*'
}

@test "1,000,000 empty lines: skipped, and counted" {
    { echo customer_id,name; fill 1000000 '\n'; echo C3,c; } >customers.csv
    bounded customers.csv
    expect 0 '' '*1 row read, 1 new*'
    { fill 1000000 '\n'; echo customer_id,name; fill 1000000 '\n'; echo C4,c,d; } >customers.csv
    before=$(sha "$CX_DB")
    refused customers.csv '2000002: has 3 fields, the header has 2'
    fill 1000000 '\n' >customers.csv
    bounded customers.csv
    expect 1 '' 'cx-import: customers.csv: has no header row, only empty lines'
}

@test "NUL bytes: refused, and kept out of the rejects" {
    fill 64M '\0' >customers.csv
    bounded customers.csv
    expect 1 '' 'cx-import: customers.csv: is no text: most of its bytes are 0'*
    printf 'customer_id,name\0\nC3,c\n' >customers.csv
    bounded --encoding=utf-8 customers.csv
    expect 1 '' 'cx-import: customers.csv:1: invalid bytes for UTF-8 at column 2: *NUL*'
    equal "$(sha "$CX_DB")" "$before"
    printf 'customer_id,name\nC3,"a\0, b"\nC4,d\nC5,"e,\0"\n' >customers.csv
    bounded --encoding=utf-8 --rejects=bad.csv customers.csv
    expect 1 '' 'cx-import: customers.csv:2: invalid bytes for UTF-8 at column 2* (line 4 has the same error)
cx-import: *1 new*2 rejected*'
    equal "$(grep -c . bad.csv)" 3
    equal "$(grep -o 'C[0-9].*' bad.csv)" 'C3,"a?, b"
C5,"e,?"'
}

@test "a pipe that stalls: nobody waits for it before its rows come" {
    mkfifo slow
    "$CX_BIN/cx-import" -q -k customers - <slow 2>told &
    local pid=$!
    exec 8>slow
    printf 'customer_id,name\nC3' >&8
    sleep 0.5
    kill -0 $pid
    # in the middle of a row: it has no lock yet
    csv holidays.csv day,name 2026-10-01,a
    bounded -q holidays.csv
    expect 0 '' ''
    printf ',c\nC4,"d' >&8
    sleep 0.2
    exec 8>&-
    # the program upstream died
    wait $pid || true # run would wait in a shell whose child it is not
    equal "$(cat told)" 'cx-import: -:3: column 2 begins with a quote that is never closed, in the row that begins in this line
cx-import: 1 row is bad: nothing was imported'
    equal "$(sql 'SELECT count(*) FROM customers')" 2
    bounded -k customers - <<<''
    expect 1 '' 'cx-import: -: has no header row, only empty lines'
    bounded -k customers - </dev/null
    expect 3 '' 'cx-import: -: empty: did the program before it in the pipe fail?'
}
