# Completion: what the programs offer (--complete), and what real shells make of it.

load helper

COMPLETION=$CX_SOURCE/packaging/completion

setup_file() {
    cd "$BATS_FILE_TMPDIR"
    import -d start.db "$CX_SOURCE"/scripts/starter/en/*.csv "$CX_SOURCE"/scripts/starter/data/*.csv
}

setup() {
    start
    export CX_DB=$BATS_FILE_TMPDIR/start.db PATH=$CX_BIN:$PATH
}

offered() { # PROGRAM WORD...
    "cx-$1" --complete "${@:2}" | cut -f1
}

@test "options, each with what it means; those with an argument end in =" {
    equal "$(cx-report --complete --fail)" $'--fail-on=\tstatus 1 if such an alert fires: info, warn, critical'
    equal "$(offered score --lo)" --long
    for program in import assign score bonus report; do # all that --help has, and nothing else
        diff <(offered $program -- | sed 's/=$//' | sort) \
            <("cx-$program" --help | grep -oE '^  (-.,|   ) --[a-z-]+|^  --.*' | grep -oE -- '--[a-z-]+' | sort)
    done
}

@test "arguments by what they are: metrics, people, teams, periods, kinds, formats" {
    equal "$(offered report ranking --by=recov)" $'--by=recovered\n--by=recovered_amount\n--by=recovery_rate'
    equal "$(offered score --metrics contacts,sat)" contacts,satisfaction
    equal "$(cx-bonus --complete --explain=E1)" $'--explain=E1\t李娜'
    equal "$(offered report progress --team=T)" $'--team=T1\n--team=T2'
    equal "$(offered score -p 2026-10)" 2026-10
    equal "$(offered score -p this)" this-month
    equal "$(offered import -k pay)" payments
    equal "$(offered bonus --with=tie)" --with=tiers=
    equal "$(offered bonus -f js)" $'json\njsonl'
    equal "$(offered bonus -f '' | sort)" "$(cx-bonus --help | grep -e --format | grep -oE 'csv.*' | tr -s ', ' '\n' | grep -vx or | sort)"
    equal "$(offered report --per=)" $'--per=team\n--per=employee\n--per=company\n--per=scorecard'
    equal "$(offered score --by=t)" --by=team
}

@test "the first operand of cx-report is a report; files are left to the shell" {
    equal "$(offered report ran)" ranking
    equal "$(offered report ranking ran)" ''
    equal "$(offered report -p 2026-10 -d none.db agi)" aging
    equal "$(offered import pay)" ''
}

@test "without a database nothing is said, and what needs none is offered" {
    equal "$(CX_DB=none.db offered score --metrics=rec)" ''
    equal "$(CX_DB=none.db offered score -d "$CX_DB" --metrics=recovered_)" --metrics=recovered_amount
    CX_DB=none.db run --separate-stderr cx-score --complete -p this
    expect 0 this-month ''
}

# What bash would put in the place of the last word of a line.
in_bash() {
    bash --norc -c '. "$1"; COMP_LINE=$2 COMP_POINT=${#2} COMPREPLY=()
        compopt() { :; }
        _cx; printf "%s\n" "${COMPREPLY[@]}"' - "$COMPLETION/cx.bash" "$1"
}

@test "in bash: what follows the last =, as bash replaces it" {
    equal "$(in_bash 'cx-report ra')" ranking
    equal "$(in_bash 'cx-report ranking --by=recovery')" recovery_rate
    equal "$(in_bash 'cx-report ranking --bu')" --bundle=
    equal "$(in_bash 'cx-bonus --with=ru')" rules=
    equal "$(in_bash 'cx-score -p this')" this-month
}

# Typed in a real bash on a terminal: TAB completes the report and the metric.
@test "in a bash that somebody types in" {
    command -v script >/dev/null || skip "there is no script(1)"
    cat >rc <<END
PS1='> '
bind 'set enable-bracketed-paste off'
. $COMPLETION/cx.bash
END
    { sleep 1; printf 'cx-report rank\t-p 2026-10 --by=recovery\t -f csv >out.csv\n'; sleep 2; printf 'exit\n'; } |
        script -qc 'bash --noprofile --rcfile rc -i' typed >/dev/null
    grep -q '^1,E1,' out.csv || { cat typed; return 1; }
}

@test "in fish" {
    command -v fish >/dev/null || skip "there is no fish"
    HOME=$PWD fish -N -c "source $COMPLETION/cx.fish; complete -C 'cx-report ranking --by=recovery'" >out
    grep -q '^--by=recovery_rate' out
    HOME=$PWD fish -N -c "source $COMPLETION/cx.fish; complete -C 'cx-report rank'" >out
    grep -q '^ranking' out
}

@test "in zsh" {
    command -v zsh >/dev/null || skip "there is no zsh"
    cat >z <<END
zmodload zsh/zpty
zpty z 'PS1="> " zsh -f -i'
zpty -w z 'fpath=($COMPLETION \$fpath); autoload -Uz compinit; compinit -u -d $PWD/dump; cd $PWD'
sleep 2
zpty -w z \$'cx-report rank\t-p 2026-10 --by=recovery_\t -f csv >out.csv'
sleep 2
zpty -d z
END
    HOME=$PWD zsh -f z >/dev/null
    grep -q '^1,E1,' out.csv
}
