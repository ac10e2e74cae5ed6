#!/bin/bash
# Command lines under valgrind, with the golden company: valgrind.sh FOLDER, the folder that the programs are in
# (a build without sanitizers). Neither a run that does its work nor one that fails may leak or read what was
# never written.
set -euo pipefail

if (($# != 1)); then
    echo "Usage: valgrind.sh FOLDER" >&2
    exit 2
fi
bin=$(cd "$1" && pwd)
tests=$(cd "$(dirname "$0")/.." && pwd)
company=$tests/golden/company

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export CX_DB=$scratch/cx.db CX_TODAY=2026-11-02

suppressions=()
[[ ! -e $tests/valgrind.supp ]] || suppressions=(--suppressions="$tests/valgrind.supp")
faults=0 runs=0

# run STATUS PROGRAM ARGUMENT...: the program is to end with that status and valgrind to have nothing to say.
run() {
    local wanted=$1 status=0
    runs=$((runs + 1))
    valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,indirect --error-exitcode=99 \
        "${suppressions[@]}" --log-file=log "$bin/$2" "${@:3}" >out 2>err || status=$?
    if [[ $status != "$wanted" || -s log ]]; then
        printf '%s\nstatus %s, expected %s\n' "${*:2}" "$status" "$wanted"
        cat err log
        faults=$((faults + 1))
    fi
}

run 0 cx-import "$company"/*.csv
run 0 cx-import -v --as-of=2027-01-01 "$company"/{employees,assignments,rules,contacts}.csv
run 0 cx-import -n -d none.db "$company"/{teams,employees}.csv
run 0 cx-import --list -f table
run 0 cx-import --template=rules
run 0 cx-import --help
run 0 cx-import --version
run 0 cx-score -p 2026-10 -o scores.csv
run 0 cx-score -p 2026-10 --by=team -f xlsx -o teams.xlsx
run 0 cx-score -p 2026-10 --long -f html
run 0 cx-score -p 2026-10 --trend=3 --metrics=contacts,satisfaction
run 0 cx-score -p 2026-Q4 --correlate=recovery_rate
run 0 cx-score -p 2026-08..2026-10 --suggest-weights=recovery_rate
run 0 cx-score -p 2026-10 --partial -o part.csv
run 0 cx-score -p 2026-10 --merge part.csv
run 0 cx-score -p 2026-10 --merge --partial - <part.csv
run 0 cx-score -p 2026-10 --explain=E104
run 0 cx-score -p 2026-10 --explain=E100 -f csv
run 0 cx-bonus -p 2026-10 -f json
run 0 cx-bonus -p 2026-10 --lines -f table
run 0 cx-bonus --per=person - <scores.csv
run 0 cx-bonus -p 2026-10 --explain=E104
run 0 cx-bonus -p 2026-10 --explain=E402 -f table
run 2 cx-bonus -p 2026-10 --explain=nobody
run 0 cx-report ranking -p 2026-10 --by=complaint_rate -f md
run 0 cx-report team -p 2026-10
run 0 cx-report aging -f jsonl
run 0 cx-report --list
run 0 cx-assign --release -n
run 0 cx-assign --infer

# What goes wrong takes other ways out.
printf 'payment_id,account_id,paid_at,amount\nX1,A0000,2026-10-01,1\nX2,A0000,soon,1\nX3,none,2026-10-01,1\nX4\nX1,A0000,2026-10-01,2\n' >payments.csv
run 1 cx-import payments.csv
run 1 cx-import --rejects=rejects.csv payments.csv
printf 'payment_id,account_id,paid_at,amount\n"X1,A0000,2026-10-01,1\n' >payments.csv
run 1 cx-import payments.csv
printf 'account_id,employee_id,from,to\nA0000,E101,2020-08-01,\nA0000,E102,2020-09-01,\n' >assignments.csv
run 1 cx-import assignments.csv
run 1 cx-import --rejects=rejects.csv assignments.csv
printf 'team_id,manager_id\nT1,E000\n' >teams.csv
run 1 cx-import teams.csv
printf 'measure_id,fact,unit,value,where\nx,payment,money,amount,(select 1)\n' >measures.csv
run 1 cx-import measures.csv
printf 'metric_id,formula\na,b\nb,a\n' >metrics.csv
run 1 cx-import metrics.csv
printf 'scorecard_id,metric_id,weight\nZ,recovery_rate,90\n' >scorecards.csv
run 1 cx-import scorecards.csv
printf 'rule_id,seq,kind,basis,rate\nz,1,rate,nonsense,0.1\n' >rules.csv
run 1 cx-import rules.csv
printf 'tier_id,from,to,rate\nz,0,10,0.1\nz,20,,0.1\n' >tiers.csv
run 1 cx-import tiers.csv
printf 'keyword_id,phrase,match\nz,(,regex\n' >keywords.csv
run 1 cx-import keywords.csv
printf 'PK\003\004' >holidays.csv
run 1 cx-import holidays.csv
run 2 cx-import -k nonsense teams.csv
run 3 cx-import nowhere/teams.csv
run 3 cx-import -d . "$company/teams.csv"
run 2 cx-score -p nonsense
run 2 cx-score -p 2026-10 -f nonsense
run 2 cx-score -p 2026-10 --trend=2 --metrics=nonsense
run 2 cx-score -p 2026-W41 --correlate=recovery_rate
run 1 cx-score -p 2020-01 --suggest-weights=recovery_rate
run 3 cx-score -p 2026-10 -d none.db
run 3 cx-score -p 2026-10 -o nowhere/out.csv
run 3 cx-score -p 2026-10 -o /dev/full
run 2 cx-score -p 2026-10 --explain=E999
run 1 cx-score -p 2026-10 --merge part.csv part.csv
run 1 cx-score -p 2026-09 --merge part.csv
run 3 cx-score -p 2026-10 --merge part.csv none.csv
run 2 cx-bonus -p 2026-10 --per=nobody
run 3 cx-bonus -p 2026-10 - </dev/null
sed 's/,81.1988,/,high,/' scores.csv >bad.csv
run 1 cx-bonus - <bad.csv
run 2 cx-report nonsense -p 2026-10
run 2 cx-report ranking -p 2026-10 --by=nonsense
run 2 cx-assign --infer -f nonsense
printf 'measure_id,fact,unit,value\nx,payment,money,channel\n' >measures.csv
run 1 cx-import measures.csv

echo "$runs command lines, $faults at fault"
((faults == 0))
