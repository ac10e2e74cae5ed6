# What all five programs say of themselves, and of what is mistyped.

load helper

programs=(import assign score bonus report)

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/golden.db import "$COMPANY"/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/golden.db" "$CX_DB"
}

@test "--help begins with three commands, and what each does" {
    local program
    for program in "${programs[@]}"; do
        cx "$program" --help
        equal "$(head -6 <<<"$output" | grep -c "^  cx-$program ")" 3
        equal "$(head -9 <<<"$output" | grep -c '^Usage: ')" 1
    done
}

@test "--help: on stdout, with every option, exit 0" {
    local program option
    for program in "${programs[@]}"; do
        for option in -h --help; do
            cx "$program" $option
            expect 0 "  cx-$program *Usage: cx-$program [[]OPTION]...*Exit status:*" ''
            for option in '-d, --db=FILE' '-p, --period=' '--as-of=' '-o, --output=FILE' '-f, --format=' \
                '-n, --dry-run' '-q, --quiet' '-v, --verbose' '-h, --help' '-V, --version'; do
                [[ $output == *"$option"* ]] || { echo "$program: no $option"; return 1; }
            done
        done
        # nothing else is needed, and what comes before doesn't matter
        CX_DB=nowhere.db cx "$program" -q --help nonsense
        expect 0 '*Usage: *' ''
        # it is one page: no more lines than a screen of 50 has, none too wide for a terminal, or with a blank at its end
        local lang
        for lang in en zh_CN; do
            cx "$program" --help --lang=$lang
            (($(wc -l <<<"$output") <= 50)) || { echo "$program: $(wc -l <<<"$output") lines"; return 1; }
            equal "$program $(LC_ALL=C.UTF-8 grep -E '^.{81}| $' <<<"$output" | head -1)" "$program "
        done
    done
}

# tests/data/mistyped.tsv: a status, a command line, what its answer has in English and in Chinese.
@test "what is mistyped gets an answer that helps, in both languages" {
    local status_wanted command english chinese lang wanted count=0
    cp "$COMPANY/payments.csv" .
    while IFS=$'\t' read -r status_wanted command english chinese; do
        [[ $status_wanted != \#* ]] || continue
        for lang in en zh_CN; do
            wanted=$english
            [[ $lang == en ]] || wanted=$chinese
            # shellcheck disable=SC2086
            CX_LANG=$lang cx $command
            [[ $status == "$status_wanted" && -z $output && $stderr == *"$wanted"* ]] ||
                { echo "$command ($lang): status $status, $stderr"; return 1; }
        done
        count=$((count + 1))
    done <"$CX_SOURCE/tests/data/mistyped.tsv"
    ((count >= 50))
}

@test "--version" {
    for program in "${programs[@]}"; do
        for option in -V --version; do
            cx "$program" $option
            expect 0 "cx-$program [0-9]*.[0-9]*.[0-9]*" ''
        done
    done
}

@test "an option that isn't there: exit 2, a word on stderr, nothing on stdout" {
    for program in "${programs[@]}"; do
        for option in --nonsense -Z --db --version=3; do
            cx "$program" $option
            expect 2 '' "cx-$program: *
Try 'cx-$program --help'."
        done
    done
    # -- ends the options
    cx import -- --nonsense.csv
    expect 3 "" "cx-import: --nonsense.csv: No such file or directory"
}
