# scripts/hourly: an hour unattended. A drop folder with good files and bad ones, mails, kills, a dry run; and
# a month of hours and its end, which give what one import gives.

load helper

STARTER=$CX_SOURCE/scripts/starter

setup() {
    start
    unset CX_DB
    export PATH=$CX_BIN:$PATH CX_TODAY=2026-10-20T18:00
    mkdir -p home/drop
    cp "$STARTER"/en/*.csv "$STARTER"/data/*.csv home/drop
}

hourly() {
    run --separate-stderr "$CX_SOURCE/scripts/hourly" "$@"
}

# A map for a bank's export of payments.
bank_map() {
    mkdir home/maps
    printf 'column,header\npayment_id,Receipt\naccount_id,Loan\npaid_at,Day\namount,Sum\n' >home/maps/payments-bank.csv
}

# sendmail that keeps what it is given.
sendmail_here() {
    mkdir bin
    printf '#!/bin/bash\ncat >>"%s/mails"\n' "$PWD" >bin/sendmail
    chmod +x bin/sendmail
    export PATH=$PWD/bin:$PATH MAILTO=hr@example.com
}

@test "files are imported and moved; scores, dashboard and alerts come out; nothing new is not told" {
    hourly home
    expect 0 "" ""
    equal "$(ls home/drop home/refused | grep -c csv)" 0
    equal "$(ls home/done | wc -l)" 16
    grep -q '^2026-10,E1,' home/out/scores.csv
    grep -q '<html' home/out/dashboard.html
    equal "$(stat -c %a home/out/scores.csv)" 600
    equal "$(ls -A home)" $'.cx.lock\ncx.db\ndone\ndrop\nout\nrefused'
}

@test "a configured output folder is not the folder's" {
    export CX_OUTPUT=$PWD/elsewhere
    mkdir elsewhere
    hourly home
    expect 0 "" ""
    [[ -s home/out/scores.csv && -s home/out/dashboard.html && -e home/out/alerts.csv ]]
    equal "$(ls -A elsewhere)" ''
}

@test "a bad file is set aside with the reason, and stops no other; mended it is taken" {
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' >home/drop/payments-new.csv
    printf 'complaint_id,employee_id,at\nM1,E1,2026-10-09\n' >home/drop/complaints.csv
    sendmail_here
    hourly home
    expect 0 "" "*"
    grep -qx 'To: hr@example.com' mails
    grep -qx 'Subject: cx: files refused: 1, new critical alerts: 0' mails
    grep -q 'payments-new.csv:2: paid_at: "2026-10-32"' mails
    equal "$(ls home/refused)" $'payments-new.csv\npayments-new.csv.txt'
    grep -q 'paid_at: "2026-10-32"' home/refused/payments-new.csv.txt
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db) $(sql "SELECT count(*) FROM complaints" home/cx.db)" '7 1'
    sed 's/10-32/10-12/' home/refused/payments-new.csv >home/drop/payments-new.csv
    rm home/refused/payments-new.csv mails
    hourly home
    expect 0 "" "*"
    [[ ! -e mails ]]
    equal "$(ls -A home/refused)" '' # nor the reason, which would keep monthly from sealing
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 8
}

@test "whatever a file is called, it alone is set aside; so is one whose fault has no place in it" {
    local name=$'payments-\t1.csv'
    hourly home
    printf 'team_id,name,kind,manager_id\nT9,New,phone,E9\n' >home/drop/teams.csv # neither can be imported alone
    printf 'employee_id,name,team_id,hired_on\nE9,Fay,T9,2026-10-01\n' >home/drop/employees.csv
    printf 'measure_id,fact,unit,value\nrecovery_rate,payment,money,amount\n' >home/drop/measures-x.csv # a metric is called so
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' | tee home/drop/payments-new.csv.csv >"home/drop/$name"
    printf 'payment_id,account_id,paid_at,amount\nP91,A01,2026-10-12,1\n' >home/drop/payments-new.csv
    mkdir home/drop/contacts-x.csv home/drop/folder
    ln -s nowhere home/drop/contacts-y.csv
    hourly home
    expect 0 "Subject: cx: files refused: 3, *" ""
    equal "$(ls home/refused)" "$(printf '%s\n' measures-x.csv{,.txt} "$name"{,.txt} payments-new.csv.csv{,.txt})"
    grep -q recovery_rate home/refused/measures-x.csv.txt
    grep -q 2026-10-32 "home/refused/$name.txt"
    equal "$(ls -A home/drop)" $'contacts-x.csv\ncontacts-y.csv\nfolder'
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db) $(sql "SELECT count(*) FROM teams" home/cx.db)" '8 3'
    # what is wrong without any file is no file's fault
    mv "home/refused/$name" home/drop
    CX_TODAY=someday hourly home
    expect 2 "" "*no file is named as the one at fault*"
    [[ -e home/drop/$name ]]
}

@test "all forms that cx-import reads are taken; what is none is told once, and keeps the month open" {
    printf '{"payment_id":"P91","account_id":"A01","paid_at":"2026-10-12","amount":1}\n' >home/drop/payments-1.ndjson
    printf 'payment_id\taccount_id\tpaid_at\tamount\nP92\tA01\t2026-10-12\t1\n' >home/drop/payments-2.TXT
    printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old' >home/drop/contacts.xls
    echo Agenda >home/drop/notes.docx
    echo half >home/drop/payments.csv.part # perhaps of an export that is at work
    hourly home
    expect 0 "Subject: cx: files refused: 1, new critical alerts: 0"$'\n*contacts.xls was refused:\n*save it as .xlsx*' ""
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 9
    rm home/drop/payments.csv.part home/refused/*
    hourly home
    expect 0 $'Subject: cx: files refused: 0, new critical alerts: 0, files left in drop: 1\n\nLeft in drop, since cx-import does not read it:\n  notes.docx\n*' ""
    hourly home
    expect 0 "" ""
    export CX_TODAY=2026-11-02
    run --separate-stderr "$CX_SOURCE/scripts/monthly" home
    expect 1 "" "monthly: */drop has what cx-import does not read: notes.docx; take it away, *"
    rm home/drop/notes.docx
    run --separate-stderr "$CX_SOURCE/scripts/monthly" -c home
    expect 0 "*" ""
}

@test "a file that is replaced during its import, or taken by a run that is killed, is imported" {
    sendmail_here
    mv bin/sendmail sendmail
    printf '#!/bin/bash\nkill -KILL $PPID\n' >bin/cx-import
    chmod +x bin/cx-import
    hourly home
    [[ $status == 137 ]]
    equal "$(ls home/drop)" ''
    rm bin/cx-import
    printf 'payment_id,account_id,paid_at,amount\nP91,A01,2026-10-12,1\n' >home/drop/payments.csv
    hourly home
    expect 0 "" ""
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 8
    sed s/P91/P92/ home/done/payments.csv >home/drop/payments.csv
    sed s/P91/P93/ home/done/payments.csv >home/later.csv
    cat >bin/cx-import <<SCRIPT
#!/bin/bash
$CX_BIN/cx-import "\$@" || exit
[[ ! -e later.csv ]] || mv later.csv drop/payments.csv
SCRIPT
    chmod +x bin/cx-import
    hourly home
    expect 0 "" ""
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 10
    equal "$(ls home/done | grep -c payments) $(ls -A home/drop)" '4 '
    grep -q P93 home/done/payments.csv
}

@test "a file that is still being written is imported once it is complete, whether its first half can be or not" {
    mkdir bin
    printf 'payment_id,account_id,paid_at,amount\nP91,A01,2026-10-12,1\n' >home/drop/payments-1.csv
    printf 'payment_id,account_id,paid_at,amount\nP93,A01,20' >home/drop/payments-2.csv
    cat >bin/cx-import <<SCRIPT
#!/bin/bash
code=0
$CX_BIN/cx-import "\$@" || code=\$?
for file in drop/.taken/payments-?.csv; do
    [[ \$file != *-1.csv ]] || echo P92,A01,2026-10-12,1 >>"\$file"
    [[ \$file != *-2.csv ]] || echo 26-10-12,1 >>"\$file"
done
exit \$code
SCRIPT
    chmod +x bin/cx-import
    PATH=$PWD/bin:$PATH hourly home
    expect 0 "" "*hourly: payments-2.csv was written to while it was imported: it is in drop again, for the next run*"
    equal "$(ls home/drop)" $'payments-1.csv\npayments-2.csv'
    equal "$(ls home/refused)" ''
    sed -i 3,4d home/drop/payments-1.csv # what later runs of the program above wrote again
    sed -i 3,4d home/drop/payments-2.csv
    echo P92,A01,2026-10-12,1 >>home/drop/payments-1.csv
    hourly home
    expect 0 "" ""
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db) $(ls -A home/drop)" '10 '
}

# What cron may give a script: no home, no language, and here an operator's CDPATH.
@test "without a home and a locale, names in any encoding are kept and told" {
    local long gbk=$'\xd6\xd0\xce\xc4.dat'
    long=还款$(printf '很%.0s' {1..77}).csv # 241 bytes
    mkdir -p elsewhere/scripts
    cp -r "$CX_SOURCE/scripts" .
    printf 'payment_id,account_id,paid_at,amount\nP91,A01,2026-10-12,1\n' >"home/drop/$long"
    touch "home/drop/$gbk"
    for _ in 1 2; do
        run --separate-stderr env -u HOME -u LANG -u LC_CTYPE LC_ALL=C CDPATH="$PWD/elsewhere" scripts/hourly home
    done
    expect 0 $'*files left in drop: 1\n*\n  '"$gbk"$'\n*' ""
    equal "$(ls home/done | wc -l) $(find home/done -name '.*' -type f)" '17 '
    run --separate-stderr env LC_ALL=C.UTF-8 scripts/hourly home
    expect 0 "" ""
}

@test "a mail that is still being delivered holds nothing up" {
    mkdir bin
    printf '#!/bin/bash\ncat >/dev/null\nsleep 20 >/dev/null 2>&1 & echo $! >"%s/pid"\n' "$PWD" >bin/sendmail
    chmod +x bin/sendmail
    echo bad >home/drop/payments-bad.csv
    PATH=$PWD/bin:$PATH MAILTO=hr@example.com hourly home
    expect 0 "" ""
    flock -n home/.cx.lock true
    kill "$(<pid)"
}

@test "exports of other systems are read by the maps of the folder; one that none fits is refused" {
    bank_map
    printf 'Bank of Nowhere\n\nReceipt,Loan,Day,Sum\nR1,A01,2026-10-02,5\n' >home/drop/x1.csv
    printf 'Receipt,Loan,Day\nR2,A01,2026-10-02\n' >home/drop/x2.csv
    hourly home
    expect 0 "*" "*"
    equal "$(ls home/refused)" $'x2.csv\nx2.csv.txt'
    grep -q 'no map in maps fits its columns: what it lacks of those that they name is maps/payments-bank.csv: Sum' home/refused/x2.csv.txt
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 8
    printf 'Receipt,Loan,Day,Sum\nR2,A01,2026-10-02,5\n' >home/drop/x2.csv
    hourly -n home
    expect 0 "" "*1 new*"
}

@test "with maps, too, the file alone is set aside whose fault has no place in it" {
    hourly home
    bank_map
    printf 'measure_id,fact,unit,value\nrecovery_rate,payment,money,amount\n' >home/drop/measures-x.csv # a metric is called so
    printf 'Receipt,Loan,Day,Sum\nR1,A01,2026-10-02,5\n' >home/drop/x1.csv
    hourly home
    expect 0 "Subject: cx: files refused: 1, *" ""
    equal "$(ls home/refused)" $'measures-x.csv\nmeasures-x.csv.txt'
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 8
}

@test "a file that others put among those that a run took is not followed; a long name can be refused" {
    mkdir -p home/drop/.taken
    echo secret >secret.csv
    ln -s "$PWD/secret.csv" home/drop/.taken/payments-q.csv
    mkfifo home/drop/.taken/payments-r.csv
    local name
    name=payments-$(printf '很%.0s' {1..79}).csv # 250 bytes
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' >"home/drop/$name"
    hourly home
    expect 0 "*2026-10-32*" ""
    [[ $output != *secret* ]]
    equal "$(ls home/refused | wc -l)" 2
    grep -q 2026-10-32 home/refused/payments-*.csv.txt
    rm -r home/drop/.taken
    ln -s ../maps home/drop/.taken
    hourly home
    expect 1 "" "*drop/.taken is a link, which cx doesn't make: remove it*"
}

@test "a map that cannot be read ends it, and refuses no file" {
    mkdir home/maps
    printf 'column,header\npayment_id,"Rec\n' >home/maps/payments-bank.csv
    hourly home
    expect 1 "" "*maps/payments-bank.csv:2: *hourly: no file is named as the one at fault*(status 1)*"
    equal "$(ls home/drop | wc -l) $(ls -A home/refused)" '16 '
    rm -r home/maps
    hourly home
    expect 0 "" ""
}

@test "what can't be taken from drop ends it, and so does what can't be listed there" {
    mkdir bin
    printf '#!/bin/bash\n[[ $* != *payments.csv* ]] || { echo "mv: no" >&2; exit 4; }\ncommand -p mv "$@"\n' >bin/mv
    chmod +x bin/mv
    PATH=$PWD/bin:$PATH hourly home
    expect 4 "" $'mv: no\nhourly: failed at: import of the files in drop (status 4)*'
    equal "$(ls home/drop | wc -l) $(ls home/done | wc -l)" '16 0'
    mkdir -m 0 home/drop/.taken
    run --separate-stderr as_user "$CX_SOURCE/scripts/hourly" home
    expect 1 "" $'hourly: */home/drop/.taken is no folder that * can read: see whose it is\nhourly: failed at: import of the files in drop (status 1)*'
    mkdir -m 0 home/drop/.taken
    run --separate-stderr as_user "$CX_SOURCE/scripts/hourly" -n home
    expect 1 "" "hourly: */home/drop/.taken is no folder that * can read: *"
}

@test "in Chinese, with a subject that mail programs take" {
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' >home/drop/payments-new.csv
    sendmail_here
    CX_LANG=zh_CN hourly home
    expect 0 "" "*"
    grep -qx 'payments-new.csv 被拒绝：' mails
    grep -q '“2026-10-32”.*日历上没有这一天：2026-10 共 31 天' mails
    equal "$(sed -n 's/^Subject: =?UTF-8?B?\(.*\)?=$/\1/p' mails | base64 -d)" 'cx：被拒绝的文件 1 个，新的严重预警 0 条'
}

@test "the language is that of the programs: a default of the user is kept, in messages as well" {
    mkdir -p .config
    echo 'language = zh_CN' >.config/cx.conf
    unset CX_LANG
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' >home/drop/payments-new.csv
    hourly home
    expect 0 "Subject: cx：被拒绝的文件 1 个*payments-new.csv 被拒绝：*" ""
    mkdir other other/cx.db
    cp "$STARTER"/en/measures.csv other
    mkdir other/drop && mv other/measures.csv other/drop
    hourly other
    expect 3 "" "*hourly: 失败于：导入 drop 中的文件（状态 3）。*"
}

@test "a file whose name and columns tell no kind is set aside like any other that can't be imported" {
    printf 'colour,taste\nred,sweet\n' >home/drop/zzz.csv
    hourly home
    expect 0 "Subject: cx: files refused: 1, *zzz.csv was refused:*" ""
    equal "$(ls home/drop home/refused)" $'home/drop:\n\nhome/refused:\nzzz.csv\nzzz.csv.txt'
    equal "$(sql "SELECT count(*) FROM payments" home/cx.db)" 7
}

@test "what refers to a bad file's rows waits with it, the rest goes in" {
    echo 'A99,soon,1.00,2026-10-01' >>home/drop/accounts.csv
    hourly home
    expect 0 $'Subject: cx: files refused: *' "*"
    equal "$(ls home/refused/*.csv)" $'home/refused/accounts.csv\nhome/refused/assignments.csv\nhome/refused/contacts.csv\nhome/refused/feedback.csv\nhome/refused/payments.csv'
    equal "$(sql "SELECT count(*) FROM employees" home/cx.db)" 6
}

@test "critical alerts are told once: their count and rows, without those of people and contacts behind them" {
    local count
    printf 'alert_id,level,when,severity,message\nlow,team,contacts >= 1 and compliance_rate < 2,critical,"listen\nto them"\n' >home/drop/alerts.csv
    hourly home
    count=$(grep -c ',critical,alert,' home/out/alerts.csv)
    ((count >= 1 && count < $(grep -c ',critical,' home/out/alerts.csv)))
    expect 0 "*Subject: cx: files refused: 0, new critical alerts: $count"$'\n*New critical alerts:\n  Alert  Team *\n  low * listen to them\n*' ""
    equal "$(grep -c '^  low ' <<<"$output")" "$count"
    hourly home
    expect 0 "" ""
    rm home/out/alerts.csv
    CX_LANG=zh_CN hourly home
    expect 0 "*新的严重预警：*  预警 *团队 *" ""
}

@test "-n says what it would import, and does nothing" {
    hourly -n home
    expect 0 "" "cx-import: * rows read, *"
    hourly --dry-run home
    expect 0 "" "cx-import: * rows read, *"
    equal "$(ls home) $(ls home/drop | wc -l)" 'drop 16'
    hourly
    expect 2 "" "Usage: hourly *"
}

@test "what isn't the files' fault ends it, with the program's status" {
    mkdir home/cx.db
    hourly home
    expect 3 "" "*hourly: failed at: import of the files in drop (status 3)*"
    equal "$(ls home/drop | wc -l)" 16
    mkdir bin
    printf '#!/bin/bash\nexit 3\n' >bin/cx-import # its message found no room
    chmod +x bin/cx-import
    PATH=$PWD/bin:$PATH hourly home
    expect 3 "" $'hourly: cx-import ended with status 3 and left no message: is the disk full?\nhourly: failed at: *'
}

@test "a refused file is told also where the run that refused it was killed" {
    printf 'payment_id,account_id,paid_at,amount\nP90,A01,2026-10-32,1\n' >home/drop/payments-new.csv
    sendmail_here
    printf '#!/bin/bash\nkill -KILL $PPID\n' >bin/cx-score
    chmod +x bin/cx-score
    hourly home
    [[ $status == 137 && ! -e mails && -e home/refused/payments-new.csv ]]
    rm bin/cx-score
    hourly home
    expect 0 "" "*"
    grep -qx 'Subject: cx: files refused: 1, new critical alerts: 0' mails
    grep -q 'payments-new.csv:2: paid_at: "2026-10-32"' mails
    rm mails
    hourly home
    [[ ! -e mails ]]
}

# The sample company's October comes in by days (every fifth, with CX_THOROUGH every second), with bad files, mails, and kills
# at random; then it is sealed.
@test "the sample company's month of cron: the sheet of one import, every bad file told, nothing lost" {
    local day before=0 step=5 file first last killed=0 bad=0
    [[ -z ${CX_THOROUGH:-} ]] || step=2
    rm home/drop/*
    import -d all.db "$DEMO"/{plan,data}/*.csv
    cx-bonus -q -d all.db -p 2026-10 --as-of=2026-11-02 -o all.csv
    sendmail_here
    cp "$DEMO"/{plan,data}/*.csv home/drop
    rm home/drop/{payments,contacts,feedback,credits,complaints,reviews}.csv
    for ((last = step; last <= 30 + step; last += step)); do
        day=2026-10-$(printf %02d $((last < 31 ? last : 31)))
        for file in payments contacts feedback; do
            # a transcript may have several lines
            awk -v from="$before" -v to="$day" '
                { row = row (row == "" ? "" : "\n") $0 }
                gsub(/"/, "\"", row) % 2 { next }
                NR == 1 || (match(row, /2026-[0-9][0-9]-[0-9][0-9]/) && (d = substr(row, RSTART, 10)) > from && d <= to) { print row }
                { row = "" }' "$DEMO/data/$file.csv" >"home/drop/$file-$day.csv"
        done
        before=$day
        if ((last % 10 == 0)); then
            bad=$((bad + 1))
            printf 'payment_id,account_id,paid_at,amount\nPX%s,A00001,never,1\n' "$last" >"home/drop/payments-bad-$last.csv"
        fi
        [[ $day != 2026-10-31 ]] || cp "$DEMO"/data/{credits,complaints,reviews}.csv home/drop
        export CX_TODAY=${day}T20:00
        if ((RANDOM % 2 == 0)); then
            setsid --wait "$CX_SOURCE/scripts/hourly" home >out.txt 2>err.txt &
            sleep "$((RANDOM % 2)).$((RANDOM % 10))"
            kill -KILL -- "-$!" 2>/dev/null || true
            pkill -KILL -s "$!" 2>/dev/null || true
            wait "$!" || killed=$((killed + 1))
        fi
        "$CX_SOURCE/scripts/hourly" home >out.txt 2>err.txt || { cat err.txt; return 1; }
        equal "$(ls home/drop)" ''
    done
    echo "# killed $killed times" >&3
    equal "$(ls home/refused | grep -c 'csv$')" $bad
    for ((last = 10; last <= 30; last += 10)); do
        grep -q "payments-bad-$last.csv was refused:" mails
    done
    rm home/refused/*
    export CX_TODAY=2026-11-02
    run --separate-stderr "$CX_SOURCE/scripts/monthly" -c home
    expect 0 "" "*"
    grep -q '^Subject: Bonus 2026-10: ' mails
    for file in payments contacts feedback credits complaints reviews assignments accounts; do
        equal "$file $(sql "SELECT count(*) FROM $file" home/cx.db)" "$file $(sql "SELECT count(*) FROM $file" all.db)"
    done
    assert_same home/out/2026-10/sheet.csv all.csv
    equal "$(sql 'SELECT count(*), sum(amount) FROM payments' home/cx.db)" "$(sql 'SELECT count(*), sum(amount) FROM payments' all.db)"
}

# The month comes in by days, with a bad file now and then; runs are killed at random; then the month is
# sealed. The sheet is that of one import of all files.
@test "a month of hours, killed now and then, gives the sheet of one import" {
    local day file killed=0
    import -d all.db "$STARTER"/en/*.csv "$STARTER"/data/*.csv
    cx-bonus -d all.db -p 2026-10 --as-of=2026-11-02 -o all.csv
    rm home/drop/{payments,contacts,feedback}.csv
    for day in {01..31}; do
        export CX_TODAY=2026-10-${day}T20:00
        for file in payments contacts feedback; do
            grep -E "^[^,]*_id|2026-10-$day" "$STARTER/data/$file.csv" >"$file.csv"
            (($(wc -l <"$file.csv") == 1)) || mv "$file.csv" "home/drop/$file-$day.csv"
        done
        ((10#$day % 7)) || echo nonsense >"home/drop/payments-bad-$day.csv"
        if ((RANDOM % 3 == 0)); then
            setsid --wait "$CX_SOURCE/scripts/hourly" home >out.txt 2>err.txt &
            sleep "0.0$((RANDOM % 10))"
            kill -KILL -- "-$!" 2>/dev/null || true # the group's leader is setsid's child where it forked
            pkill -KILL -s "$!" 2>/dev/null || true
            wait "$!" || killed=$((killed + 1))
        fi
        "$CX_SOURCE/scripts/hourly" home >out.txt 2>err.txt || { cat err.txt; return 1; }
        equal "$(ls home/drop)" ''
    done
    echo "# killed $killed times" >&3
    equal "$(ls home/refused | grep -c 'bad-..\.csv$')" 4
    export CX_TODAY=2026-11-02
    run --separate-stderr "$CX_SOURCE/scripts/monthly" home
    expect 1 "" "monthly: */refused has files that could not be imported*"
    run --separate-stderr "$CX_SOURCE/scripts/monthly" -c home
    expect 0 "*Subject: Bonus 2026-10: 6572.62*" ""
    assert_same home/out/2026-10/sheet.csv all.csv
}
