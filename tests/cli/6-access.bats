#!/usr/bin/env bats
# Roles on a shared host: what people see who run the programs under a real sudo.

load helper
load host

setup_file() {
    ((EUID == 0)) && command -v sudo >/dev/null && unshare --mount true 2>/dev/null || return 0
    host_open "$BATS_FILE_TMPDIR/etc"
    export HOST_PID
    host_root cp -r "$CX_SOURCE/scripts/demo" /srv/demo
    host_root chmod -R a+rX /srv/demo
    host_root sh -c 'echo "SELECT 1" >/srv/cx/query.sql && chmod 600 /srv/cx/query.sql && chown cx /srv/cx/query.sql'
    host_user cx sh -c 'cd /srv/demo && /srv/bin/cx-import -q -d ~/cx.db plan/*.csv data/*.csv'
    owner bonus -q -p 2026-09 --close --as-of=2026-10-05 >/dev/null
    owner import -q -k access - <"$CX_SOURCE/tests/cli/access/rights.csv"
}

teardown_file() {
    [[ -z ${HOST_PID:-} ]] || host_close
}

setup() {
    host_skip
    start
}

# The rights of a person, and the scope of each, as the table in cx(7) has them.
scope_of() {
    case $1 in
    cora) [[ $2 == statement || $2 == reports ]] && echo E003 ;;
    lena) [[ $2 == reports || $2 == pay || $2 == debtors ]] && echo T01 ;;
    anna) [[ $2 == reports || $2 == plan ]] && echo company ;;
    otto) [[ $2 == statement || $2 == reports || $2 == pay || $2 == plan ]] && echo company ;;
    petra) [[ $2 == statement || $2 == pay || $2 == seal ]] && echo company ;;
    adam) echo company ;;
    esac
    return 0
}

# scope_for PERSON RIGHT...: that of all of them together; nothing where one is missing.
scope_for() {
    local scope= one right
    for right in "${@:2}"; do
        one=$(scope_of "$1" "$right")
        [[ -n $one ]] || return 0
        [[ $one == company && -n $scope ]] || scope=$one
    done
    echo "$scope"
}

# Whether somebody with a scope sees a subject of the matrix.
sees() {
    case $1,$2 in
    company,*) return 0 ;;
    E003,E003 | T01,E003 | T01,E005) return 0 ;;
    E003,A04582 | T01,A04582 | E003,A01768 | T01,A01768) return 0 ;; # held by E003 to this day; A01254 was until August
    esac
    return 1
}

# expected PERSON RIGHTS HOW: what of the owner's output the person is to see: all, none, or a scope.
expected() {
    local scope
    # shellcheck disable=SC2086
    scope=$(scope_for "$1" $2)
    case $3 in
    open) echo all ;;
    nobody) echo none ;;
    company) [[ $scope == company ]] && echo all || echo none ;;
    rows | json) echo "${scope:-none}" ;;
    *) [[ -n $scope ]] && sees "$scope" "$3" && echo all || echo none ;;
    esac
}

# first_day ARGUMENTS, last_day ARGUMENTS: of the period, of a trend's six, else of the day that it is.
first_day() {
    [[ $1 == 'report trend'* ]] && echo 2026-05-01 && return
    [[ $1 =~ -p\ ([0-9-]+) ]] && echo "${BASH_REMATCH[1]}-01" && return
    [[ $1 =~ as-of=([0-9-]{10}) ]] && echo "${BASH_REMATCH[1]}"
}
last_day() {
    [[ $1 =~ -p\ ([0-9-]+) ]] && date -d "${BASH_REMATCH[1]}-01 + 1 month - 1 day" +%F || first_day "$1"
}

# check PERSON ARGUMENTS RIGHTS HOW: compares with the owner's output in full.out and full.status.
check() {
    local want status=0 format=csv
    want=$(expected "$1" "$3" "$4")
    [[ $4 != json ]] || format=json
    # shellcheck disable=SC2086
    as "$1" $2 >got.out 2>got.err </dev/null || status=$?
    if [[ $want == none ]]; then
        [[ $status == 3 && ! -s got.out && $(wc -l <got.err) == 1 ]] && return 0
        echo "$1: cx-$2: status $status, expected a refusal: $(head -c 300 got.err) $(head -3 got.out)"
        return 1
    fi
    if [[ $want == all ]]; then
        cp full.out want.out
        # pay is another right: without it there is no tile of bonuses
        [[ $2 != 'report dashboard'* || $(scope_for "$1" pay) == company ]] ||
            sed -i '/^<div class="tile"><p>Bonuses</d' want.out
    else
        [[ -e shown.$want ]] || node "$CX_SOURCE/tests/cli/access/shown.js" full.out $format "$want" \
            "$(first_day "$2")" "$(last_day "$2")" >"shown.$want"
        cp "shown.$want" want.out
        [[ $format == csv ]] || node -e 'process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync("got.out"))))' >got.tmp
        [[ $format == csv ]] || mv got.tmp got.out
    fi
    # A seal's hash is of the log before it, in which a look at others' pay is a row.
    sed -Ei 's/,[0-9a-f]{64}$//' want.out got.out
    [[ $status == "$(cat full.status)" ]] && cmp -s got.out want.out && return 0
    echo "$1: cx-$2: status $status, expected $(cat full.status) and $want: $(cat got.err)"
    diff want.out got.out | head -5
    return 1
}

# matrix PERSON...: every line of the matrix for them.
matrix() {
    local command rights how wrong=0 lines=0 status person
    while IFS='|' read -r command rights how; do
        [[ -n $command && $command != '#'* ]] || continue
        read -r command <<<"$command"
        read -r how <<<"$how"
        status=0
        rm -f shown.* # to others with the same scope, too
        [[ $rights != *all* ]] || rights='statement reports pay debtors plan import seal'
        # shellcheck disable=SC2086
        [[ $how == nobody ]] || owner $command >full.out 2>full.err </dev/null || status=$?
        echo $status >full.status
        for person; do
            check "$person" "$command" "$rights" "$how" || wrong=$((wrong + 1))
            lines=$((lines + 1))
        done
    done <"$CX_SOURCE/tests/cli/access/matrix"
    echo "$lines lines, $wrong wrong"
    ((lines > 60 && wrong == 0))
}

@test "the sudoers file is one" {
    skip_without visudo sudo
    sed 's,@CMAKE_INSTALL_FULL_BINDIR@,/usr/bin,g' "$CX_SOURCE/packaging/sudoers.in" >sudoers
    must visudo -c -f sudoers
}

@test "each role sees what it may, which is what filtering the full table gives" {
    matrix cora lena anna otto petra adam nobody_here
}

# ids FILE: how many of its lines name a person or a team.
ids() {
    grep -cE '\b(E[0-9]{3}|T[0-9]{2})\b' "$1"
}

@test "whatever the format and the language, the rows are the same" {
    local person command format lang wanted
    for person in cora lena; do
        for command in 'report progress -p 2026-10' 'report trend -p 2026-10 --per=employee' 'score -p 2026-10' 'bonus -p 2026-08 --lines'; do
            [[ $person,$command != cora,bonus* ]] || continue
            # shellcheck disable=SC2086
            as $person $command -f csv >got.csv
            wanted=$(ids got.csv)
            ((wanted > 0))
            for format in table md html; do
                for lang in en zh_CN; do
                    # shellcheck disable=SC2086
                    as $person $command -f $format --lang=$lang >got.txt
                    equal "$command -f $format --lang=$lang: $(ids got.txt)" "$command -f $format --lang=$lang: $wanted"
                done
            done
        done
    done
}

@test "of others nothing is learnt by asking for them: who is not to be seen is not there" {
    local name
    for name in E005 E99 静 王静 '没有这个人'; do
        for command in 'report progress -p 2026-10' 'assign --worklist'; do
            # shellcheck disable=SC2086
            run --separate-stderr as cora $command --as-of=2026-10-30T10:00 --employee="$name"
            expect 3 '' "cx-???*: there is no employee \"$name\" whom you may see"
        done
    done
    for name in T02 T9 催; do
        run --separate-stderr as lena report progress -p 2026-10 --as-of=2026-11-02 --team="$name"
        expect 3 '' "cx-report: there is no team \"$name\" that you may see"
    done
    # C00001 is there, but E036's; C99999 isn't; C0001 is near one that is
    for name in C00001 C99999 C0001; do
        run --separate-stderr as cora report customer $name
        expect 3 '' "cx-report: there is no customer \"$name\" whom you may see"
    done
    run --separate-stderr as adam report customer C0001
    expect 2 '' '*did you mean C00001*'
    run --separate-stderr as lena report progress -p 2026-10 --as-of=2026-11-02 --team=T01
    expect 0 'scope,*' ''
    run --separate-stderr as adam report progress -p 2026-10 --as-of=2026-11-02 --employee=E03
    expect 2 '' '*did you mean E003*'
}

@test "what was somebody's is not theirs by an earlier day, and their rank is shown whatever it is" {
    run --separate-stderr as cora report account A01254 --as-of=2026-07-20
    expect 3 '' 'cx-report: A01254 is no account that you may see'
    equal "$(as cora report ranking -p 2026-10)" "$(as cora report ranking -p 2026-10 --top=0)"
    equal "$(as lena report ranking -p 2026-10 | wc -l)" "$(as lena report ranking -p 2026-10 --top=0 | wc -l)"
    (($(as lena report ranking -p 2026-10 | wc -l) > 5))
    equal "$(as lena report ranking -p 2026-10 --top=3 | sed 1d)" "$(owner report ranking -p 2026-10 --top=3 | grep ,T01,)"
    equal "$(as adam report ranking -p 2026-10 | wc -l)" 11
}

# What cora may not see: names and pay of others, names and numbers of customers.
write_secrets() {
    local company=$CX_SOURCE/scripts/demo/data
    awk -F, 'NR > 1 && $1 != "E003" { print $3 }' "$company/employees.csv" | sort -u | grep -v '^张静$' >secrets
    awk -F, 'NR > 1 { if ($4 ~ /^[0-9]{11}$/) print $4 }' "$company/customers.csv" >>secrets
    owner bonus -p 2026-10 -f json | node -e '
        const rows = JSON.parse(require("fs").readFileSync(0));
        rows.filter((row) => row.employee_id !== "E003" && row.total > 1000)
            .forEach((row) => console.log(row.total.toFixed(2)))' >>secrets
    (($(wc -l <secrets) > 100))
    as otto bonus -p 2026-10 >all
    grep -qFf secrets all
}

# All of the database but its audit log, and the files beside it.
fingerprint() {
    # What was killed by cora may go on as cx for a moment, to record that it refused.
    for _ in {1..100}; do
        pgrep -u "$(host_root id -u cx)" >/dev/null || break
        sleep 0.1
    done
    host_root sqlite3 -batch /srv/cx/cx.db .dump | grep -Ev '^INSERT INTO (audit|kept_facts|[a-z]+_sums|fresh_|stale_|event_days)' | sha256sum
    host_root ls -A /srv/cx
}

@test "attempts to get around it show nothing and change nothing" {
    skip_without sqlite3 sqlite3
    local name command tried=0 wrong=0 before recent=''
    write_secrets
    host_root sh -c 'cd /srv/home/cora && cat >query.sql && cp query.sql teams.csv' \
        <<<'SELECT name, phone FROM customers UNION SELECT name, base_salary FROM employees'
    host_root sh -c 'cat >/srv/home/cora/teams.csv' <<<$'team_id,name\nT99,new'
    host_root sh -c 'cat >/srv/home/cora/rights.csv' <<<$'user,role,scope\ncora,admin,company'
    host_root sh -c 'chmod a+r /srv/home/cora/*'
    host_user cora /srv/bin/cx-import -q -d /srv/shared/own.db -k teams teams.csv
    host_root chmod a+rw /srv/shared/own.db
    before=$(fingerprint)
    while IFS='|' read -r -d $'\1' name command; do
        tried=$((tried + 1)) recent+="$name "
        timeout 60 bash -c 'cd "$0" && . helper.bash && . host.bash && host_user cora sh -c "S=\"sudo -n -u cx /srv/bin\"; $1"' \
            "$BATS_TEST_DIRNAME" "$command" >shown 2>&1 </dev/null || true
        if grep -aFqf secrets shown; then
            echo "$name: $command: $(grep -aFf secrets shown | head -3)"
            wrong=$((wrong + 1))
        fi
        ((tried % 10 == 0)) || continue # all of the database is compared
        [[ $(fingerprint) == "$before" ]] || { echo "one of $recent: $(diff <(echo "$before") <(fingerprint))"; wrong=$((wrong + 1)); }
        recent=''
    done < <(awk '/^[a-z0-9-]+ \|/ { if (n++) printf "\1" } /^#|^$/ { next } { print } END { printf "\1" }' \
        "$CX_SOURCE/tests/cli/access/attempts")
    equal "$(fingerprint)" "$before" # after: $recent
    echo "$tried attempts, $wrong wrong"
    ((tried >= 100 && wrong == 0))
    # None of it left a file of the account's in the folder that all share, but what it was given.
    [[ -z $(host_root find /srv/shared -user cx) ]]
}

# The last rows of the audit log, without the command's folder: who | command.
logged() {
    host_root sqlite3 -batch -separator ' | ' /srv/cx/cx.db \
        "SELECT user, replace(arguments, '/srv/bin/', '') FROM audit ORDER BY seq DESC LIMIT $1"
}

@test "refusals and looks at others' pay are on record, one's own pay is not" {
    run -3 --separate-stderr as anna bonus -p 2026-10
    [[ $stderr == 'cx-bonus: this needs the right "pay", which anna has not' && -z $output ]]
    equal "$(logged 1)" 'anna (as cx) | cx-bonus -p 2026-10: refused: this needs the right "pay", which anna has not'
    as lena bonus -p 2026-10 --as-of=2026-11-01 >/dev/null
    equal "$(logged 1)" "lena (as cx) | cx-bonus -p 2026-10 --as-of=2026-11-01: shows others' pay"
    equal "$(host_root sqlite3 /srv/cx/cx.db "SELECT count(*) FROM audit WHERE user LIKE 'lena%' AND arguments LIKE '%others%' AND at < unixepoch() - 172800")" 0
    as otto bonus -p 2026-10 --explain=E011 >/dev/null
    equal "$(logged 1)" "otto (as cx) | cx-bonus -p 2026-10 --explain=E011: shows others' pay"
    before=$(logged 1000 | wc -l)
    as cora bonus -p 2026-10 --explain=me >statement
    grep -q 'E003' statement
    as cora report ranking -p 2026-10 >/dev/null
    as anna score -p 2026-10 >/dev/null
    equal "$(logged 1000 | wc -l)" "$before"
    must owner bonus -q --verify
}

@test "a file is standard input by the whole of its name, and never the account's" {
    local option program
    host_root sh -c 'cd /srv/cx && echo "SECRETTOKEN of cx" >private && chmod 600 private && chown cx private'
    host_user otto sh -c 'ln -sf /srv/cx/private q=- && ln -sf /srv/cx/private -- -'
    for option in sql=q=- verify=q=- sql==- verify=x=- with=rules=q=- with=rules==-; do
        program=bonus
        [[ $option != sql* ]] || program=report
        run -3 --separate-stderr as otto $program -p 2026-10 "--$option"
        expect 3 '' "cx-???*: --${option%%=*} could read or write files as another: *"
    done
    run -1 --separate-stderr as otto bonus --verify=- <<<'no anchor'
    expect 1 '*' 'cx-bonus: -: is not an anchor of cx'
    owner report audit --anchor >anchor
    must as otto bonus --verify=- <anchor
    equal "$(as otto report --sql=- -p 2026-10 <<<'SELECT 1 AS one')" $'one\n1'
}

@test "each of several names of a person counts" {
    as petra bonus -p 2026-10 --explain=E003 --explain=E012 >shown
    grep -q E012 shown
    equal "$(logged 1)" "petra (as cx) | cx-bonus -p 2026-10 --explain=E003 --explain=E012: shows others' pay"
    as petra bonus -p 2026-10 --explain=E012 --explain=E003 >shown
    equal "$(logged 1)" "petra (as cx) | cx-bonus -p 2026-10 --explain=E012 --explain=E003: shows others' pay"
}

@test "the plan's faults show no pay to whoever may not read it" {
    local rules=$'rule_id,seq,title,kind,for_role,when,amount,valid_from\nhousing,200,Housing,amount,manager,base_salary >= 50000,100,2026-01-01'
    host_user cx sh -c 'cp ~/cx.db ~/kept.db'
    owner import -q -k rules - <<<"$rules"
    run -1 --separate-stderr as adam bonus --lint -p 2026-10
    expect 1 '*housing,*base_salary >= 50000 compared *' ''
    run -1 --separate-stderr as anna bonus --lint -p 2026-10
    expect 1 '*housing,its when held for nobody in 2026-10,*' ''
    [[ $output != *compared*50000* ]]
    host_user cx sh -c 'mv ~/kept.db ~/cx.db'
}

@test "who came to a lead's team is not seen in the months before" {
    host_user cx sh -c 'cp ~/cx.db ~/kept.db'
    owner import -q -k access - <<'ROWS'
user,role,scope,scope_id,what,valid_from,valid_to
gone,team_lead,team,T02,,,
gone,team_lead,team,T02,statement,,
ROWS
    owner import -q -k employees - <<<$'employee_id,since,team_id,role,hired_on\nE005,2026-10-01,T02,collector,2026-01-01'
    { head -1 "$CX_SOURCE/scripts/demo/plan/scorecards.csv" && echo 'phone,satisfaction,10,,,direct,,,skip,,10,contacts > 0,collector,,,2026-01-01,' && echo 'phone,recovery_growth,5,,,rank,,,skip,,10,contacts > 0,collector,,,2026-01-01,'; } |
        owner import -q -k scorecards -
    owner score -q -p 2026-10 --explain=E005 -f csv >full
    grep -q ^2026-09 full
    run --separate-stderr as gone score -p 2026-10 --explain=E005 -f csv
    equal "$output" "$(grep -v ^2026-09 full)"
    host_user cx sh -c 'mv ~/kept.db ~/cx.db'
}

@test "rights begin and end with their days, and with the rows of others there are none for nobody" {
    run -3 --separate-stderr as gone score -p 2026-10
    [[ $stderr == 'cx-score: this needs the right "reports", which gone has not' ]]
    run -3 --separate-stderr as gone score -p 2026-10 --as-of=2025-12-31
    [[ $stderr == *'cx-score: this needs the right "reports", which gone has not' ]]
    run -3 --separate-stderr as nobody_here report ranking -p 2026-10
    [[ $stderr == 'cx-report: this needs the right "reports", which nobody_here has not' ]]
}

@test "what is wrong under sudo is said in one sentence" {
    run -3 --separate-stderr as adam report ranking -p 2026-10 -o x.csv
    [[ $stderr == 'cx-report: --output would write the file as another: programs under sudo write to standard output alone' ]]
    run -3 --separate-stderr as adam import -k teams x.csv
    [[ $stderr == 'cx-import: x.csv: would be read as another: programs under sudo read standard input alone, which is -' ]]
    run -3 --separate-stderr as adam report --sql=x.sql
    [[ $stderr == 'cx-report: --sql could read or write files as another: programs under sudo use standard input and output alone' ]]
    run -3 --separate-stderr as adam report ranking -p 2026-10 -d /srv/shared/x.db
    [[ $stderr == 'cx-report: --db: the database is /srv/cx/cx.db, and no other' ]]
    run -3 --separate-stderr as cora report aging -p 2026-10
    [[ $stderr == 'cx-report: this table is of the whole company: you may see it only with rights for the company' ]]
    run -3 --separate-stderr as lena bonus -p 2026-10 --explain=me
    [[ $stderr == "cx-bonus: the rows of access don't say which employee lena is: name one" ]]
}

@test "an administrator imports, asks and looks, through pipes" {
    echo 'SELECT count(*) AS n FROM teams' | as adam report --sql=- -p 2026-10 >out
    equal "$(cat out)" $'n\n7'
    head -2 "$CX_SOURCE/scripts/demo/data/absences.csv" | as adam import -k absences - 2>said
    grep -q '1 row read, 0 new' said
    as adam report workbook -p 2026-10 >book.xlsx
    [[ $(head -c 2 book.xlsx) == PK ]]
    [[ $(as adam report --complete cx-score --explain= | wc -l) == 0 ]]
}

@test "a database with rows of access is opened for others where they can't choose it, and nowhere else" {
    host_user cx sh -c 'mkdir -p ~/elsewhere && cp ~/cx.db ~/elsewhere/cx.db && mv ~/cx.db ~/away.db'
    run -3 --separate-stderr as adam import --export=customers -d /srv/cx/elsewhere/cx.db
    [[ $stderr == 'cx-import: /srv/cx/elsewhere/cx.db: has rows of access: '* && -z $output ]]
    equal "$(as adam bonus --complete -d /srv/cx/elsewhere/cx.db --explain= | wc -l)" 0
    run -3 --separate-stderr as adam report ranking -p 2026-10 -d /srv/cx/elsewhere/cx.db
    host_user cx sh -c 'mv ~/away.db ~/cx.db && rm -r ~/elsewhere'
    [[ $stderr == 'cx-report: /srv/cx/elsewhere/cx.db: has rows of access: '* ]]
}

@test "without rows of access everybody may everything, as without sudo" {
    host_user cx sh -c 'mv ~/cx.db ~/away.db && cd /srv/demo && /srv/bin/cx-import -q -d ~/cx.db plan/*.csv data/*.csv'
    as nobody_here bonus -d /srv/cx/cx.db -p 2026-10 >all.csv
    host_user cx sh -c 'mv ~/away.db ~/cx.db'
    equal "$(rows all.csv)" 64
}
