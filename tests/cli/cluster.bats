# scripts/cluster without Slurm: tests/cli/sbatch does what is submitted. tests/cluster/run does it with Slurm.

load helper

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    export CX_TODAY=2026-11-02 CX_LANG=en LC_ALL=C.UTF-8 SBATCH_SHIM=$PWD/jobs
    mkdir bin whole
    ln -s "$CX_SOURCE/tests/cli/sbatch" bin
    PATH=$PWD/bin:$CX_BIN:$PATH must "$CX_SOURCE/scripts/cluster/submit" import -w -n 3 company "$DEMO"/{plan,data}/*.csv
    "$CX_BIN/cx-import" -q -d whole/cx.db "$DEMO"/{plan,data}/*.csv
}

setup() {
    start
    unset CX_DB
    export SBATCH_SHIM=$PWD/jobs PATH=$BATS_FILE_TMPDIR/bin:$CX_BIN:$PATH
    cp -r "$BATS_FILE_TMPDIR/company" .
    rm company/last # a job of another folder of jobs
}

submit() {
    run --separate-stderr "$CX_SOURCE/scripts/cluster/submit" "$@"
}

# Rows of a kind in all parts.
count() {
    local i n=0
    for i in 0 1 2 3; do
        n=$((n + $(sql "SELECT count(*) FROM $1" "company/part$i.db")))
    done
    echo "$n"
}

@test "a month is the sheet, the pages and the register of one database" {
    equal "$(count contacts)" "$(sql 'SELECT count(*) FROM contacts' "$BATS_FILE_TMPDIR/whole/cx.db")"
    submit month -cw company 2026-10
    expect 0 "$PWD/company/runs/*-month-*" ''
    cp -r "$BATS_FILE_TMPDIR/whole" .
    "$CX_SOURCE/scripts/monthly" -c whole >/dev/null
    local file
    for file in scores.csv sheet.csv sheet.xlsx lines.csv; do
        cmp company/out/2026-10/$file whole/out/2026-10/$file
    done
    for file in company/out/2026-10/statements/*; do # what is behind a sum is in the parts
        cmp <(sed '/The \(payments\|violations and complaints\) behind it/,$d; /Hash of the seal/d' "$file") <(sed '/The \(payments\|violations and complaints\) behind it/,$d; /Hash of the seal/d' "whole/${file#*/}")
    done
    equal "$(ls company/out/2026-10/statements)" "$(ls whole/out/2026-10/statements)"
    grep -q "against their targets" company/out/2026-10/dashboard.html
    cmp <("$CX_BIN/cx-bonus" -q -d company/part0.db -p 2026-10 --pay) <("$CX_BIN/cx-bonus" -q -d whole/cx.db -p 2026-10 --pay)
    # once more: nothing changes
    submit month -cw company 2026-10
    expect 0 '*' ''
    cmp company/out/2026-10/sheet.csv whole/out/2026-10/sheet.csv
}

@test "an import that is killed within a task is done by the next try" {
    mkdir bin
    cat >bin/cx-import <<'SCRIPT'
#!/bin/bash
cx-import "$@" || exit
[[ $SLURM_ARRAY_TASK_ID$SLURM_RESTART_COUNT != 20 ]] || kill -9 $PPID
SCRIPT
    sed -i "s|^cx-import|$CX_BIN/cx-import|" bin/cx-import
    chmod +x bin/cx-import
    csv payments.csv payment_id,account_id,paid_at,amount PN1,A04192,2026-11-01,10 PN2,A04168,2026-11-01,10 PN3,A00007,2026-11-01,10
    PATH=$PWD/bin:$PATH submit import -w company payments.csv
    expect 0 '*' '*Killed*'
    equal "$(count "payments WHERE paid_at >= 20758 * 86400")" 3
}

@test "what no part takes, or one refuses, is taken back everywhere" {
    csv payments.csv payment_id,account_id,paid_at,amount PN1,A04192,2026-11-01,10 PN2,A04168,2026-11-01,10 PN3,A99999,2026-11-01,10
    submit import -w company payments.csv
    expect 1 '*' '*payments.csv: 2 of 3 rows were taken by a part; the others name an account, payment or contact that no part has*the import is taken back in all parts: mend the files, and submit it again*'
    # a second time, as after a lost node, there is nothing to take back
    local run
    run=$(echo company/runs/*-import-* | tr ' ' '\n' | tail -1)
    CX_CLUSTER=$CX_SOURCE/scripts/cluster run "$CX_SOURCE/scripts/cluster/settle.job" "$PWD/company" "$PWD/$run"
    [[ $status == 1 && $output == *'taken back in all parts'* ]]
    equal "$(count "payments WHERE paid_at >= 20758 * 86400")" 0
    # one whose employee is unknown: its own part refuses it
    csv contacts.csv contact_id,account_id,employee_id,started_at KN1,A04192,E003,2026-11-01 KN2,A04168,E999,2026-11-01
    submit import -w company contacts.csv
    expect 1 '*' '*"E999" is not among the employees*part * has not imported the files: see *'
    equal "$(count "contacts WHERE started_at >= 20758 * 86400")" 0
    csv contacts.csv contact_id,account_id,employee_id,started_at KN1,A04192,E003,2026-11-01 KN2,A04168,E003,2026-11-01
    submit import -w company contacts.csv
    expect 0 '*' ''
    equal "$(count "contacts WHERE started_at >= 20758 * 86400")" 2
}

@test "where a part can't take an import back, it is named" {
    csv settings.csv name,value undo_imports,0
    submit import -w company settings.csv
    expect 0 '*' ''
    csv payments.csv payment_id,account_id,paid_at,amount PN1,A04192,2026-11-01,10 PN2,A99999,2026-11-01,10
    submit import -w company payments.csv
    expect 1 '*' '*the import could NOT be taken back in part [123]: *undo_imports*'
    equal "$(count "payments WHERE paid_at >= 20758 * 86400")" 1
}

@test "two at a time: the second waits until the first has submitted its jobs" {
    exec 7>company/.submit.lock
    flock 7
    (sleep 1; flock -u 7) &
    submit month -cw company 2026-10
    expect 0 '*-month-*' 'submit: waits for another one that is at work in */company'
    exec 7>&-
}

@test "files may be called anything" {
    local name=$'payments of\nNovember.csv'
    printf '%s\n' payment_id,account_id,paid_at,amount PN1,A04192,2026-11-01,10 >"$name"
    submit import -w company "$name"
    expect 0 '*' ''
    equal "$(count "payments WHERE paid_at >= 20758 * 86400")" 1
}

@test "wrong usage" {
    submit
    expect 2 '' '*submit import*submit month*'
    submit month company October
    expect 2 '' '*'
    submit month company 2026-13
    expect 2 '' '*'
    submit import -n 4 company "$DEMO/data/teams.csv"
    expect 1 '' 'submit: *company has 3 parts, for good'
    submit month -w new 2026-10
    expect 1 '' 'submit: *new has no parts yet: import into it first, with -n'
    submit import -n 64 new typo.csv
    expect 1 '' '*typo.csv*'
    [[ ! -e new/parts ]]
    printf '#!/bin/bash\nexit 1\n' >sbatch
    chmod +x sbatch
    PATH=$PWD:$PATH submit import -n 64 new "$DEMO/data/teams.csv"
    expect 1 '' ''
    [[ ! -e new/parts ]]
}
