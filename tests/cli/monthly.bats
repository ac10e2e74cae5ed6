# scripts/monthly: a month unattended. Run twice, killed after programs that it starts, two at a time, and
# failing.

load helper

# home/ has a database with all but October's payments and contacts, which lie in home/drop.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    mkdir -p home/drop
    export CX_TODAY=2026-11-02
    import -d home/cx.db "$COMPANY"/{teams,employees,customers,accounts,assignments,arrangements,feedback,absences,orders,targets}.csv \
        "$COMPANY"/{settings,stages,keywords,measures,metrics,tiers,grades,scorecards,rules}.csv
    cp "$COMPANY"/{payments,credits,contacts,complaints,reviews}.csv home/drop
    cp -r home whole
    PATH=$CX_BIN:$PATH must "$CX_SOURCE/scripts/monthly" -c whole
}

setup() {
    start
    unset CX_DB
    export PATH=$CX_BIN:$PATH
    cp -r "$BATS_FILE_TMPDIR/home" .
    whole=$BATS_FILE_TMPDIR/whole
}

monthly() {
    run --separate-stderr "$CX_SOURCE/scripts/monthly" "$@"
}

# What the run that nobody disturbed left: the same outputs, one seal, nothing in drop, no temporary files.
assert_done() {
    # seals and mails name the folder, and the seal's hash has the audit log's in it, no sheet has
    local name
    for name in scores.csv sheet.csv sheet.xlsx lines.csv check.csv; do
        cmp "$whole/out/2026-10/$name" "$1/out/2026-10/$name"
    done
    equal "$(grep -c . "$1/out/2026-10/mail.txt")" "$(grep -c . "$whole/out/2026-10/mail.txt")"
    grep -q '^Subject: Bonus 2026-10: 72737.28$' "$1/out/2026-10/mail.txt"
    equal "$(ls "$1/drop")" ''
    equal "$(ls "$1/done")" "$(ls "$whole/done")"
    diff -r "$whole/done" "$1/done"
    equal "$(ls -A "$1/out/2026-10")" "$(ls -A "$whole/out/2026-10")"
    [[ ! -e $1/.monthly.new ]]
    equal "$(sql "SELECT count(*) FROM seals WHERE action = 'close'" "$1/cx.db" | tail -1)" 1
    "$CX_BIN/cx-bonus" -q -d "$1/cx.db" --verify >/dev/null
}

@test "a month: the golden sheet, sealed, and a mail that says where it is" {
    monthly -c home
    expect 0 $'Subject: Bonus 2026-10: 72737.28\n\nThe bonus of 2026-10 was sealed*a total of 72737.28.*' ''
    equal "$output" "$(<home/out/2026-10/mail.txt)"
    assert_done home
    compare_csv "$COMPANY/expected/scores.csv" home/out/2026-10/scores.csv employee_id team_id since
    compare_csv "$COMPANY/expected/lines.csv" <(grep -v ,carry, home/out/2026-10/lines.csv) employee_id team_id since rule_id
    equal "$(stat -c %a home/out/2026-10/sheet.csv)" 600
    # a page for each person on the sheet
    equal "$(ls home/out/2026-10/statements)" "$(cut -d, -f2 home/out/2026-10/sheet.csv | tail -n +2 | sort -u | sed "s/\$/.html/" | sort - <(echo index.html))"
    grep -q "Hash of the seal" home/out/2026-10/statements/E101.html
}

@test "the mail is in the company's language, with the same figures and commands" {
    printf 'name,value\nlanguage,zh_CN\n' >home/drop/settings-language.csv
    unset CX_LANG
    monthly -c home
    expect 0 $'Subject: 2026-10 奖金：72737.28\n\n2026-10 的奖金已于*合计 72737.28。*' ''
    [[ $output == *'cx-bonus -p 2026-10 --pay '* && $output == *sheet.xlsx* && $output != *Files* ]]
}

@test "run again, it changes nothing and says the same" {
    monthly -c home
    local first=$output before
    before=$(find home/out -type f -exec sha256sum {} + | sort)
    monthly home
    expect 0 "$first" ''
    equal "$(find home/out -type f -exec sha256sum {} + | sort)" "$before"
    assert_done home
}

# Programs that count their calls, and kill the whole run after the one that $KILL_AFTER says.
wrappers() {
    local name
    mkdir bin
    for name in cx-import cx-assign cx-score cx-bonus mv mkdir cat; do
        cat >"bin/$name" <<WRAPPER
#!/bin/bash
$(command -v $name) "\$@" || exit
calls=\$((\$(<"$PWD/calls") + 1))
echo \$calls >"$PWD/calls"
read -r _ _ _ _ group _ <"/proc/\$\$/stat"
((calls != KILL_AFTER)) || kill -KILL -- "-\$group"
WRAPPER
        chmod +x "bin/$name"
    done
}

# After every second in a thorough run (CX_THOROUGH), else after every third, from one of the first.
@test "killed after programs that it runs, and run again: the same month" {
    local kills=0 code step=${CX_THOROUGH:+2}
    wrappers
    step=${step:-3}
    for ((n = 1 + RANDOM % step; n < 100; n += step)); do
        rm -rf home
        cp -r "$BATS_FILE_TMPDIR/home" .
        echo 0 >calls
        code=0
        KILL_AFTER=$n PATH=$PWD/bin:$PATH setsid --wait "$CX_SOURCE/scripts/monthly" -c home >killed.out 2>killed.err || code=$?
        ((code != 0)) || break
        equal $code 137
        kills=$((kills + 1))
        flock -w 20 home/.cx.lock true # what dies with it may take a moment longer
        "$CX_SOURCE/scripts/monthly" -c home >again.out 2>again.err || { echo "after kill $n:"; cat again.err; return 1; }
        assert_done home || { echo "after kill $n"; return 1; }
    done
    echo "# killed $kills times" >&3
    ((kills > 15 / step))
    assert_done home
}

@test "two at a time: the second waits ten minutes, then does nothing and says so" {
    mkdir bin
    printf '#!/bin/bash\n[[ $* == "-w 600 9" ]] && exit 1\n' >bin/flock
    chmod +x bin/flock
    PATH=$PWD/bin:$PATH monthly home
    expect 3 '' "monthly: another run is working in $PWD/home: nothing was done"
    equal "$(ls home/drop | wc -l)" 5
}

@test "what is open stops it before the seal, and nothing is lost; settled or with -c it goes on" {
    touch home/.cx.lock
    flock home/.cx.lock sleep 1 &
    monthly home
    expect 1 '' $'Check *\n*monthly: */home/out/2026-10/check.csv lists what is open, as above*failed at: cx-bonus --check (status 1)*'
    [[ $stderr =~ ^Check' '[^$'\n']*$'\n'---[^$'\n']*$'\n'complaints_pending' '+11' '[^$'\n']*$'\n'violations_unreviewed' '+21' '[^$'\n']*$'\n'monthly: ]] # the manager is told too, who can't read files
    grep -q '^complaints_pending,open,11,' home/out/2026-10/check.csv
    equal "$(sql "SELECT count(*) FROM seals" home/cx.db)" 0
    [[ ! -e home/out/2026-10/sheet.csv ]]
    monthly -c home
    expect 0 '*' ''
    assert_done home
}

@test "a bad row: nothing is imported, the files stay, the status is the program's" {
    echo 'P9999,A0001,2026-10-32,1' >>home/drop/payments.csv
    monthly home
    expect 1 '' $'cx-import: drop/payments.csv:*monthly: 2026-10: failed at: import of the files in drop (status 1)*'
    equal "$(ls home/drop | wc -l)" 5
    equal "$(sql 'SELECT count(*) FROM payments' home/cx.db)" 0
    for month in 2026-1 2026-13 2026-00; do
        monthly -p $month home
        expect 2 '' "monthly: \"$month\" is not a month: 2026-10 is one*"
    done
    monthly
    expect 2 '' 'Usage: monthly *'
    rm home/cx.db home/drop/*
    monthly home
    expect 3 '' '*cx-import*monthly: 2026-10: failed at: cx-assign --release (status 3)*'
}

@test "a month is not sealed without what lies in drop or refused and can't be taken or seen" {
    mkdir bin
    printf '#!/bin/bash\n[[ $* != *payments.csv* ]] || { echo "mv: no" >&2; exit 4; }\ncommand -p mv "$@"\n' >bin/mv
    chmod +x bin/mv
    PATH=$PWD/bin:$PATH monthly -c home
    expect 4 '' $'mv: no\nmonthly: 2026-10: failed at: import of the files in drop (status 4)*'
    equal "$(ls home/drop | wc -l)" 5
    mkdir home/drop/.taken
    mv home/drop/payments.csv home/drop/.taken # of another user's run, which was killed
    chmod 0 home/drop/.taken
    run --separate-stderr as_user "$CX_SOURCE/scripts/monthly" -c home
    expect 1 '' $'monthly: */home/drop/.taken is no folder that * can read: see whose it is\nmonthly: 2026-10: failed at: import of the files in drop (status 1)*'
    chmod 700 home/drop/.taken
    mv home/drop/.taken/payments.csv home/drop
    printf '#!/bin/bash\n[[ $* == *reviews.csv*.taken ]] || command -p mv "$@"\n' >bin/mv
    PATH=$PWD/bin:$PATH monthly -c home
    expect 1 '' 'monthly: */home/drop still has files to import: reviews.csv'$'\n'*
    mkdir -m 0 home/refused
    run --separate-stderr as_user "$CX_SOURCE/scripts/monthly" home
    expect 1 '' $'monthly: */home/refused is no folder that * can read: see whose it is\nmonthly: 2026-10: failed at: looking for refused files (status 1)*'
    equal "$(sql 'SELECT count(*) FROM seals' home/cx.db)" 0
}

@test "where seals can't be verified, the month is neither scored nor said to be open" {
    mkdir bin
    printf '#!/bin/bash\n[[ $* != *--verify* ]] || { echo "cx-bonus: no" >&2; exit 5; }\nexec %s "$@"\n' "$CX_BIN/cx-bonus" >bin/cx-bonus
    chmod +x bin/cx-bonus
    PATH=$PWD/bin:$PATH monthly -c home
    expect 5 '' $'cx-bonus: no\nmonthly: 2026-10: failed at: looking for seals (status 5)*'
    PATH=$PWD/bin:$PATH monthly -n home
    expect 5 '' 'cx-bonus: no'
    equal "$(sql 'SELECT count(*) FROM seals' home/cx.db)" 0
    rm home/cx.db
    PATH=$PWD/bin:$PATH monthly -n home
    expect 0 '' 'monthly: 2026-10 would be scored, checked and sealed'
}

@test "a month that is not over isn't sealed" {
    monthly -c -p 2026-11 home
    expect 1 '' $'*cx-bonus: 2026-11 is not over*failed at: cx-bonus --close (status 1)*'
    equal "$(sql 'SELECT count(*) FROM seals' home/cx.db)" 0
}

@test "what comes in after the seal is imported; the sheet stays as it was sealed" {
    monthly -c home
    csv home/drop/payments.csv payment_id,account_id,paid_at,amount L1,A0036,2026-10-31,12345.67
    monthly home
    expect 0 "$(<home/out/2026-10/mail.txt)" ''
    cmp "$whole/out/2026-10/sheet.csv" home/out/2026-10/sheet.csv
    cmp "$whole/out/2026-10/scores.csv" home/out/2026-10/scores.csv
    equal "$(ls home/done | grep payments)" $'payments.csv\npayments.csv.~1~'
    equal "$(sql "SELECT count(*) FROM payments WHERE amount = 1234567" home/cx.db)" 1
}

@test "a month whose payments didn't come is not sealed" {
    grep -v ',2026-10-' home/drop/payments.csv >payments.csv
    mv payments.csv home/drop
    rm home/drop/credits.csv
    monthly home
    expect 1 '*' '*check.csv lists what is open*'
    grep -q '^events,open,.*0 payments,.* in 2026-09.*: is an export missing?' home/out/2026-10/check.csv
    equal "$(sql "SELECT count(*) FROM seals" home/cx.db | tail -1)" 0
}

@test "where MAILTO is set, the result is mailed and not printed" {
    mkdir bin
    printf '#!/bin/bash\ncat >>"%s/mails"\n' "$PWD" >bin/sendmail
    chmod +x bin/sendmail
    PATH=$PWD/bin:$PATH MAILTO=hr@example.com monthly -c home
    expect 0 '' ''
    grep -qx 'To: hr@example.com' mails
    grep -qx 'Subject: Bonus 2026-10: 72737.28' mails
    printf '#!/bin/bash\nexit 75\n' >bin/sendmail
    PATH=$PWD/bin:$PATH MAILTO=hr@example.com monthly -c home
    expect 75 '' 'monthly: 2026-10: failed at: telling it (status 75)*'
}

@test "a month that was sealed by hand, or whose outputs are gone, is printed; -k never removes it" {
    must "$CX_BIN/cx-bonus" -q -d home/cx.db -p 2026-09 --close
    mkdir -p home/out/2026-1{0,1}
    monthly -k 1 -p 2026-09 home
    expect 0 'Subject: Bonus 2026-09: *' '*monthly: scores.csv or check.csv was missing in out/2026-09: both are made from today*'
    equal "$(ls home/out)" $'2026-09\n2026-11'
    equal "$(ls home/out/2026-09)" "$(ls "$whole/out/2026-10")"
    monthly -k 1 -p 2026-09 home
    expect 0 'Subject: Bonus 2026-09: *' ''
}

@test "-n says what it would do, -k keeps the newest months" {
    monthly --dry-run home
    expect 0 '' 'cx-import: *'$'\nmonthly: 2026-10 would be scored, checked and sealed'
    equal "$(ls home/drop | wc -l) $(ls home)" $'5 cx.db\ndrop'
    mkdir -p home/out/2026-0{7,8,9} home/out/other home/out/bank-Q3
    monthly -c -k 2 home
    expect 0 '*' ''
    equal "$(ls home/out)" $'2026-09\n2026-10\nbank-Q3\nother'
    monthly -n home
    expect 0 '' 'monthly: 2026-10 is sealed: its sheet would be printed again'
    monthly -k none home
    expect 2 '' 'Usage: monthly *'
}

@test "the journal gets priorities" {
    rm home/cx.db home/drop/*
    JOURNAL_STREAM=1:2 monthly home
    expect 3 '' '*<3>monthly: 2026-10: failed at: cx-assign --release (status 3)*'
}

@test "last month is that of the setting time_zone, as for the programs" {
    mkdir bin
    cat >bin/date <<'SH'
#!/bin/bash
# The last minutes of November in New York, and December elsewhere.
[[ $* == +%F ]] || exec /usr/bin/date "$@"
[[ ${TZ:-} == America/New_York ]] && echo 2026-11-30 || echo 2026-12-01
SH
    chmod +x bin/date
    unset CX_TODAY
    PATH=$PWD/bin:$PATH monthly -n home
    expect 0 '' '*monthly: 2026-11 would be scored, checked and sealed'
    csv settings.csv name,value time_zone,America/New_York
    import -d home/cx.db settings.csv
    PATH=$PWD/bin:$PATH monthly -n home
    expect 0 '' '*monthly: 2026-10 would be scored, checked and sealed'
    # and where it can't be asked for, no month is taken for the last one
    printf '#!/bin/bash\necho "cx-import: locked" >&2\nexit 3\n' >bin/cx-import
    chmod +x bin/cx-import
    PATH=$PWD/bin:$PATH monthly -n home
    expect 3 '' 'cx-import: locked'
}

@test "the month before one whose first day has no midnight" {
    csv settings.csv name,value time_zone,America/Asuncion
    import -d home/cx.db settings.csv
    TZ=America/Asuncion CX_TODAY=2017-10-02 monthly -n home
    expect 0 '' '*monthly: 2017-09 would be scored, checked and sealed'
}
