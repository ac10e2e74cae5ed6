# What the command-line tests share. Each test runs in an empty folder of its own, with its own
# database $CX_DB, on the day $CX_TODAY. From the environment: CX_BIN, the folder of the programs;
# CX_SOURCE, the project's top; CX_SHARED, where data is that is not in the repository.
# shellcheck shell=bash

bats_require_minimum_version 1.5.0

CX_SOURCE=$(realpath "${CX_SOURCE:-$BATS_TEST_DIRNAME/../..}")
export CX_SOURCE # for the programs in other languages
CX_BIN=$(realpath "${CX_BIN:?is to be the folder of the programs}")
CX_SHARED=${CX_SHARED:-$CX_SOURCE/../shared}
COMPANY=$CX_SOURCE/tests/golden/company
DEMO=$CX_SOURCE/scripts/demo
export LC_ALL=C.UTF-8 # here, for bash reads $'\u00a0' in a test's text as the locale says

setup() {
    start
}

start() {
    mkdir "$BATS_TEST_TMPDIR/here" # bats itself leaves files above
    cd "$BATS_TEST_TMPDIR/here" || return 1
    export CX_DB=$PWD/cx.db CX_TODAY=2026-11-02 CX_LANG=en TZ=UTC TERM=dumb
    export XDG_CONFIG_HOME=$PWD/.config # not the tester's own
    unset NO_COLOR CX_OUTPUT
    umask 022
}

# cx NAME ARGUMENT...: runs cx-NAME, for expect to look at.
cx() {
    run --separate-stderr "$CX_BIN/cx-$1" "${@:2}"
}

# expect STATUS STDOUT STDERR: what the last run gave; the texts are patterns of the shell.
expect() {
    # shellcheck disable=SC2053,SC2154
    if [[ $status == "$1" && $output == $2 && $stderr == $3 ]]; then
        return 0
    fi
    printf 'status %s, expected %s\nstdout:\n%s\nexpected:\n%s\nstderr:\n%s\nexpected:\n%s\n' \
        "$status" "$1" "$output" "$2" "$stderr" "$3"
    return 1
}

# must COMMAND...: a step on the way that has to succeed; what it says is shown where it doesn't.
must() {
    local said
    said=$("$@" 2>&1) && return 0
    printf '%s\nfailed: %s\n' "$said" "$*"
    return 1
}

import() {
    must "$CX_BIN/cx-import" "$@"
}

# as_user COMMAND...: as anybody whom the modes of files bind, which root isn't.
as_user() {
    if ((EUID == 0)); then
        setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$@"
    else
        "$@"
    fi
}

# equal ACTUAL EXPECTED
equal() {
    [[ $1 == "$2" ]] && return 0
    diff -u <(echo "$2") <(echo "$1")
    return 1
}

assert_same() {
    diff -u "$1" "$2"
}

# sql QUERY [DATABASE]: a second opinion, by SQLite's own program.
sql() {
    sqlite3 -batch -init /dev/null "${2:-$CX_DB}" "$1" 2>&1
}

# tamper QUERY [DATABASE]: changes what triggers guard, and makes the triggers again.
tamper() {
    local db=${2:-$CX_DB} guards
    guards=$(sqlite3 -batch -init /dev/null "$db" "SELECT sql || '; END;' FROM sqlite_schema WHERE type = 'trigger'")
    guards=${guards//END; END;/END;}
    sqlite3 -batch -init /dev/null "$db" "$(sqlite3 -batch -init /dev/null "$db" \
        "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'") $1; $guards"
}

# load_report ARGUMENT...: what cx-report gives, as the table r of t.db.
load_report() {
    rm -f t.db report.csv
    "$CX_BIN/cx-report" "$@" -o report.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv report.csv r'
}

# How the database keeps ids, days and money (lib/store/id.h): SQL that gives them as text.
id() {
    echo "(SELECT CASE $1 & 511 WHEN 0 THEN (SELECT text FROM id_text WHERE n = $1 >> 9) ELSE
           (SELECT prefix || printf('%0*d', width, $1 >> 9) FROM id_shape WHERE shape = $1 & 511) END)"
}
day() {
    echo "date($1 * 86400, 'unixepoch')"
}
money() {
    echo "printf('%s%d.%02d', CASE WHEN $1 < 0 THEN '-' ELSE '' END, abs($1) / 100, abs($1) % 100)"
}

# compare_csv EXPECTED ACTUAL KEY...: the two have the same rows by their key columns, and each
# cell of EXPECTED is the cell of that row and column in ACTUAL, which may have more columns.
compare_csv() {
    local both=$BATS_TEST_TMPDIR/compare.db column key='' same='true' wrong
    rm -f "$both"
    sqlite3 -batch -init /dev/null "$both" ".import --csv '$1' e" ".import --csv '$2' a" || return 1
    for column in "${@:3}"; do
        key+="\"$column\" || ' ' || "
        same+=" AND e.\"$column\" = a.\"$column\""
    done
    wrong=$({
        echo "SELECT 'missing: ' || $key '' FROM e WHERE NOT EXISTS (SELECT 1 FROM a WHERE $same);
              SELECT 'too much: ' || $key '' FROM a WHERE NOT EXISTS (SELECT 1 FROM e WHERE $same);
              SELECT 'rows: ' || e || ' expected, ' || a FROM (SELECT (SELECT count(*) FROM e) e,
              (SELECT count(*) FROM a) a) WHERE e <> a OR e = 0;"
        while read -r column; do
            echo "SELECT e.${key//|| \"/|| e.\"} '$column: expected ' || quote(e.\"$column\") ||
                  ', found ' || quote(a.\"$column\")
                  FROM e JOIN a ON $same WHERE e.\"$column\" IS NOT a.\"$column\";"
        done < <(sql "SELECT name FROM pragma_table_info('e')" "$both")
    } | sqlite3 -batch -init /dev/null "$both" 2>&1)
    [[ -z $wrong ]] && return 0
    echo "$wrong" | head -20
    return 1
}

# rows FILE: its rows, without the header.
rows() {
    echo $(($(wc -l <"$1") - 1))
}

sha() {
    sha256sum <"$1"
}

# A small company: three people in two teams, two customers, three accounts.
small_company() {
    cat >teams.csv <<'CSV'
team_id,name,parent_id,kind,manager_id,opened_on
T1,电催一组,,phone,E1,2026-01-01
T2,上门组,T1,visit,,2026-01-01
CSV
    cat >employees.csv <<'CSV'
employee_id,name,team_id,role,hired_on,base_salary
E1,钱娜,T1,manager,2022-05-26,10500
E2,郑芳,T1,collector,2024-04-16,6500
E3,李静,T2,collector,2024-03-24,6500
CSV
    cat >customers.csv <<'CSV'
customer_id,name,phone,rating
C1,秦丽,13800000001,AA
C2,杨军,13800000002,B
CSV
    cat >accounts.csv <<'CSV'
account_id,customer_id,due_on,amount,region,status
A1,C1,2026-06-01,1000.00,华北,open
A2,C1,2026-08-01,2500.50,华北,open
A3,C2,2026-09-01,300.00,华南,paused
CSV
}

# The same, imported.
small_db() {
    small_company
    import teams.csv employees.csv customers.csv accounts.csv
}

# csv FILE HEADER ROW...
csv() {
    printf '%s\n' "${@:2}" >"$1"
}

# skip_unless_there PATH...
skip_unless_there() {
    local path
    for path; do
        [[ -e $path ]] || skip "there is no $path: set CX_SHARED to where the shared data is"
    done
}

# skip_without COMMAND PACKAGE
skip_without() {
    command -v "$1" >/dev/null || skip "there is no $1 (Debian package $2)"
}
