# cx-import: files as colleagues send them, by kind (data/colleagues): each comes in as its rows, or is refused with
# the words that cure it. REDO=1 prints what the programs give now, to be read and put into the files.

load helper

DATA=$CX_SOURCE/tests/data/colleagues
NEWCOMER=$CX_SHARED/cases/newcomer

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    export CX_DB=$BATS_FILE_TMPDIR/small.db CX_TODAY=2026-11-02
    csv teams.csv team_id,name,kind 'T1,Team one,phone'
    csv employees.csv employee_id,name,team_id,hired_on,base_salary 007,Bond,T1,2024-01-01,3000 E1,Ann,T1,2024-01-01,3000
    csv accounts.csv account_id,due_on,amount A1,2026-01-01,1000000 A2,2026-01-01,2000 000123,2026-01-01,500 \
        6222021234567890123,2026-01-01,500
    csv measures.csv measure_id,fact,unit,value,where calls,contact,count,1, talked,contact,count,connected,
    csv metrics.csv metric_id,title,unit,better,formula 'x,X,ratio,high,talked / calls' 'y,Y,ratio,high,talked / calls'
    import teams.csv employees.csv accounts.csv measures.csv metrics.csv
    mkdir shared
    [[ ! -d $NEWCOMER ]] || cp "$NEWCOMER"/* shared
    # the rows that are there before, which no case tells
    local kind
    for kind in teams employees accounts measures metrics; do
        "$CX_BIN/cx-import" --export "$kind" >"before.$kind"
    done
}

# What a case gave, as it is written in the files.
given() {
    local kind=$1
    sed -n 's/^cx-import: //; /^[0-9]* rows\? read, /d; / bad: nothing was imported$/d; s/^/! /p' <stderr
    [[ $status != 0 || $kind == - ]] && return
    touch "$BATS_FILE_TMPDIR/before.$kind"
    "$CX_BIN/cx-import" --export "$kind" | tail -n +2 | grep -vxFf "$BATS_FILE_TMPDIR/before.$kind" |
        sed "s/,*\$//; s/^/= /"
}

# The lines of $wanted are patterns of those that were given.
fits() {
    local i
    [[ ${#given[@]} == "${#wanted[@]}" ]] || return 1
    for i in "${!wanted[@]}"; do
        # shellcheck disable=SC2053
        [[ ${given[i]} == ${wanted[i]} ]] || return 1
    done
}

# Runs the case that was read, if any.
try_case() {
    local status=0 kind=${command%% *} given=() arguments=()
    [[ -n $command ]] || return 0
    if [[ $folder == "$BATS_FILE_TMPDIR/shared" && ! -d $NEWCOMER ]]; then
        missing=$((missing + 1))
        return 0
    fi
    cp "$BATS_FILE_TMPDIR/small.db" "$CX_DB"
    eval "arguments=(${command#* })"
    (cd "$folder" && "$CX_BIN/cx-import" "${arguments[@]}") 2>stderr >/dev/null || status=$?
    mapfile -t given < <(given "$kind")
    tried=$((tried + 1))
    if [[ -n ${REDO:-} ]]; then
        printf '%s\n' "${given[@]}" | sed "s/^/$at: /" >&3
    elif ! fits; then
        printf 'line %s: import %s\nexpected:\n' "$at" "$command"
        printf '    %s\n' "${wanted[@]}"
        printf 'given:\n'
        printf '    %s\n' "${given[@]}"
        failed=$((failed + 1))
    fi
}

# play FILE: its cases, one after another.
play() {
    local line at=0 n=0 command='' folder='' file='' encoding='' wanted=() tried=0 failed=0 missing=0
    while IFS= read -r line; do
        n=$((n + 1))
        case $line in
        'import '*)
            try_case
            command=${line#import } at=$n folder=$BATS_FILE_TMPDIR/shared wanted=()
            ;;
        '& '*) # a file of the case's own
            folder=$PWD/$at file=$PWD/$at/${line#& } encoding=''
            mkdir -p "$folder"
            : >"$file"
            ;;
        '% '*) encoding=${line#% } ;; # of the file
        '|'*)
            line=${line#|}
            if [[ -n $encoding ]]; then
                printf '%b\n' "${line# }" | iconv -f UTF-8 -t "$encoding" >>"$file"
            else
                printf '%b\n' "${line# }" >>"$file"
            fi
            ;;
        '! '* | '= '*) wanted+=("$line") ;;
        '#'* | '') ;;
        *)
            echo "line $n is none of a case: $line"
            return 1
            ;;
        esac
    done <"$DATA/$1.txt"
    try_case
    [[ $missing == 0 ]] || echo "# $1: $missing cases of $NEWCOMER are left out: it is not there" >&3
    [[ $failed == 0 && $((tried + missing)) -gt 0 ]]
}

@test "names of files, and what is beside the table" {
    play layout
}

@test "dates and times" {
    play times
}

@test "amounts and shares" {
    play amounts
}

@test "ids, and words of choices" {
    play ids
}

@test "encodings" {
    play encodings
}

@test "tables of the plan" {
    play plan
}

@test "maps, given and suggested" {
    play maps
}

@test "exports of all kinds" {
    play exports
}

@test "quotes that programs bend" {
    skip_unless_there "$NEWCOMER"
    cp "$BATS_FILE_TMPDIR/small.db" "$CX_DB"
    import "$NEWCOMER"/keywords.csv "$NEWCOMER"/contacts-curly.csv
    equal "$(sql "SELECT group_concat($(id contact_id)) FROM (SELECT * FROM violations ORDER BY contact_id)")" K1,K2,K3
}

@test "each file of a newcomer is a case" {
    skip_unless_there "$NEWCOMER"
    local file name left=''
    for file in "$NEWCOMER"/*; do
        name=${file##*/}
        case $name in
        README.md | base-* | *.sql | keywords.csv | contacts-curly.csv) continue ;;
        esac
        grep -qE "^import .*[ ']${name//./\\.}('| |$)" "$DATA"/*.txt || left+=" $name"
    done
    equal "$left" ''
}
