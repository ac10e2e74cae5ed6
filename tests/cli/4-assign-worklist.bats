# cx-assign --worklist: each row is lawful, by a check of the limits that shares nothing with cx.

load helper

# The golden company under the limits of one jurisdiction, with calls that use them up: on 2026-10-20 A0000's
# customer was called three times (connected, CN), A0002's account seven times within a week (US), A0003's was talked to
# on the 14th (US: seven days have to pass).
company() {
    import "$COMPANY"/{settings,stages,teams,employees,customers,accounts,assignments,payments,contacts,arrangements,orders}.csv
    csv settings.csv name,value "jurisdiction,$1"
    import settings.csv "$DEMO"/plan/{limits,strategies,scripts}.csv
    {
        echo contact_id,account_id,employee_id,started_at,channel,outcome
        for h in 09:00 09:30 10:00; do echo "X$1$h,A0000,E501,2026-10-20 $h,phone,talked"; done | tr -d :
    } | sed 's/ \([0-9][0-9]\)\([0-9][0-9]\),/ \1:\2,/' >contacts.csv
    {
        for d in 14 15 16 17 18 19 20; do echo "W$1$d,A0002,E501,2026-10-$d 11:00,phone,no_answer"; done
        echo "T$1,A0003,E501,2026-10-14 11:00,phone,talked"
    } >>contacts.csv
    import contacts.csv
}

# lawful FILE NOW: rows of a worklist that break a limit, by SQL of its own: each at its next_at, else now, with
# all contacts before now and the rows above it that are for now.
unlawful() {
    sqlite3 -batch -init /dev/null "$CX_DB" ".import --csv --schema temp $1 list" "
        CREATE TEMP TABLE job AS SELECT rowid AS n, account_id, customer_id,
            CASE action WHEN 'sms' THEN 2 WHEN 'notice' THEN 4 WHEN 'phone' THEN 0 WHEN 'visit' THEN 5 WHEN 'letter' THEN 4 ELSE 6 END AS channel,
            next_at = '' AS is_now, CAST(strftime('%s', CASE next_at WHEN '' THEN '$2' ELSE next_at END) AS INTEGER) AS at FROM list;
        CREATE TEMP TABLE call AS SELECT $(id account_id) AS account_id, (SELECT $(id customer_id) FROM accounts a WHERE a.account_id = c.account_id) AS customer_id,
            c.channel, c.started_at AS at, c.outcome >= 4 AS connected, 0 AS n FROM contacts c WHERE c.started_at <= strftime('%s', '$2')
            UNION ALL SELECT account_id, customer_id, channel, at, 1, n FROM job WHERE is_now;
        SELECT j.account_id || ' ' || l.limit_id FROM job j JOIN limits l ON l.jurisdiction = (SELECT value FROM settings WHERE name = 'jurisdiction')
            AND (l.channel IS NULL OR l.channel = j.channel)
        WHERE CASE l.rule
            WHEN 2 THEN time(j.at, 'unixepoch') >= substr(l.value, 1, 5) OR time(j.at, 'unixepoch') < substr(l.value, 7, 5)
            WHEN 3 THEN EXISTS (SELECT 1 FROM call k WHERE k.connected AND k.channel = j.channel AND k.n < j.n + 1e9 * NOT j.is_now
                AND CASE l.per WHEN 1 THEN k.customer_id = j.customer_id ELSE k.account_id = j.account_id END AND (k.n <> j.n)
                AND j.at / 86400 - k.at / 86400 < CAST(l.value AS INTEGER))
            ELSE (SELECT count(*) FROM call k WHERE k.channel = j.channel AND (k.connected OR l.counts = 0) AND k.n < j.n + 1e9 * NOT j.is_now AND k.n <> j.n
                AND CASE l.per WHEN 1 THEN k.customer_id = j.customer_id ELSE k.account_id = j.account_id END
                AND j.at / 86400 - k.at / 86400 BETWEEN 0 AND CASE l.rule WHEN 1 THEN 6 ELSE 0 END) >= CAST(l.value AS INTEGER) END"
}

worklist() {
    "$CX_BIN/cx-assign" -q --worklist --as-of="$1" -o list.csv
}

# minutes FROM TO: times of 2026-10-20.
minutes() {
    local m
    for ((m = $1; m <= $2; m++)); do printf '2026-10-20T%02d:%02d\n' $((m / 60)) $((m % 60)); done
}

check_day() {
    local at
    while read -r at; do
        worklist "$at"
        if [[ $at < $1 || $at > $2 ]]; then
            equal "$at $(rows list.csv)" "$at 0"
        else
            [[ $(rows list.csv) -gt 0 ]]
            equal "$at $(unlawful list.csv "$at")" "$at "
        fi
    done < <(minutes 478 482; minutes 538 541; minutes 599 602; minutes 660 661; minutes 720 720; minutes 1258 1262; minutes 1318 1322)
}

@test "CN: lawful around 8:00, the third call, 21:00 and 22:00" {
    company CN
    check_day 2026-10-20T08:00 2026-10-20T21:59
    # before the third connected call the customer may be called, after it tomorrow
    worklist 2026-10-20T09:59
    equal "$(awk -F, '$2 == "A0000" { print $4 $5 }' list.csv | sed 's/ .*//')" "$(awk -F, '$2 == "A0000" { print $4 }' list.csv)"
    cx assign --worklist --as-of=2026-10-20T22:00
    expect 0 'employee_id,*' 'cx-assign: nobody may be contacted now: quiet hours end at 2026-10-21 08:00'
}

@test "US: lawful around 8:00, 21:00, the seventh attempt and the seventh day after a talk" {
    company US
    check_day 2026-10-20T08:00 2026-10-20T20:59
    for day in 20 21; do
        for at in 08:00 12:00; do
            worklist "2026-10-${day}T$at"
            equal "$(unlawful list.csv "2026-10-${day}T$at")" ''
        done
    done
}

@test "the check itself finds what is unlawful" {
    company CN
    worklist 2026-10-20T21:59
    sed '2,$s/,phone,,/,phone,2026-10-20 22:00:00,/' list.csv >bad.csv
    [[ $(unlawful bad.csv 2026-10-20T21:59) == *CN-quiet-phone* ]]
}

@test "a payment imported a second ago takes the debtor off" {
    company CN
    worklist 2026-10-20T12:00
    account=$(awk -F, 'NR == 2 { print $2 }' list.csv) balance=$(awk -F, 'NR == 2 { print $0 }' list.csv | grep -oE '[0-9]+\.[0-9]{2}' | head -n 1)
    balance=$(sqlite3 -batch -init /dev/null :memory: ".import --csv list.csv l" "SELECT balance FROM l WHERE account_id = '$account'")
    csv payments.csv payment_id,account_id,paid_at,amount "NOW1,$account,2026-10-20 11:59:59,$balance"
    import payments.csv
    worklist 2026-10-20T12:00
    equal "$(grep -c ",$account," list.csv || true)" 0
}

# What was promised for later rests; a customer is called once in a morning, whatever they owe.
@test "promises that are not due, and customers called today, rest; --rest says so" {
    company CN
    worklist 2026-10-20T12:00
    read -r first second < <(awk -F, 'NR > 1 && !/promised/ { print $2 }' list.csv | head -n 2 | paste -sd ' ')
    {
        echo contact_id,account_id,employee_id,started_at,channel,outcome,promised_on
        echo "R1,$first,E501,2026-10-20 11:30,phone,talked,"
        echo "R2,$second,E501,2026-10-19 11:30,phone,promised,2026-10-28"
    } >contacts.csv
    import contacts.csv
    worklist 2026-10-20T12:00
    equal "$(grep -cE ",($first|$second)," list.csv || true)" 0
    must "$CX_BIN/cx-assign" -q --worklist --rest --as-of=2026-10-20T12:00 -o rest.csv
    equal "$(awk -F, -v a="$first" '$2 == a { print $4 "," $5 }' rest.csv)" 'contacted today,2026-10-21'
    equal "$(awk -F, -v a="$second" '$2 == a { print $4 "," $5 }' rest.csv)" 'promised to pay for 2026-10-28,2026-10-28'
    cx assign --worklist --as-of=2026-10-20T12:00
    expect 0 'employee_id,*' '*to contact now*not listed: *; --rest lists them, with the reason'
}

@test "--per-person keeps the first of a person's list, and names the others" {
    company CN
    worklist 2026-10-20T12:00
    must "$CX_BIN/cx-assign" -q --worklist --per-person=2 --as-of=2026-10-20T12:00 -o two.csv
    must "$CX_BIN/cx-assign" -q --worklist --per-person=2 --rest --as-of=2026-10-20T12:00 -o rest.csv
    [[ $(awk -F, 'NR > 1 && $5 !~ /-2[1-9] / { n[$1]++ } END { for (e in n) if (n[e] > m) m = n[e]; print m }' two.csv) == 2 ]]
    grep -q 'beyond what the holder can do today,2026-10-21' rest.csv
    equal "$(rows two.csv) + $(grep -c beyond rest.csv)" "$(rows two.csv) + $(($(rows list.csv) - $(rows two.csv)))"
    cx assign --worklist --per-person=0
    expect 2 '' '*--per-person must be 1 or more*'
    cx assign --rest
    expect 2 '' '*--per-person and --rest are only for --worklist*'
}

@test "--employee gives the rows of one, as they stand in the list of all" {
    company CN
    worklist 2026-10-20T12:00
    must "$CX_BIN/cx-assign" -q --worklist --employee=E402 --as-of=2026-10-20T12:00 -o one.csv
    assert_same <(grep '^E402,' list.csv) <(tail -n +2 one.csv)
    [[ $(rows one.csv) -gt 0 ]]
    cx assign --worklist --employee=nobody
    expect 2 '*' '*there is no employee "nobody"*'
}

@test "the worklist masks customers, and whoever sees them in full is on record" {
    local name
    small_company
    sed -i 's/C1,秦丽/C1,秦丽娜/' customers.csv
    import teams.csv employees.csv customers.csv accounts.csv
    csv stages.csv stage,from_dpd,to_dpd,team_kind M1,1,,phone
    csv scripts.csv script_id,seq,text s,1,'{name} {phone}: {balance}'
    csv assignments.csv account_id,employee_id,from A1,E2,2026-10-01 A2,E2,2026-10-01
    import stages.csv scripts.csv assignments.csv
    "$CX_BIN/cx-assign" -q --worklist --as-of=2026-11-02T10:00 -f csv >masked.csv
    grep -q '秦\*\* 138\*\*\*\*0001: ' masked.csv
    run -1 grep -q '秦丽' masked.csv
    equal "$(sql "SELECT count(*) FROM audit WHERE program = 'cx-assign'")" 0
    "$CX_BIN/cx-assign" -q --worklist --unmask --as-of=2026-11-02T10:00 >full.csv
    grep -q '秦丽娜 13800000001: ' full.csv
    equal "$(sql "SELECT arguments LIKE '%--worklist --unmask %' FROM audit WHERE program = 'cx-assign'")" 1
    cx assign --unmask --risk
    expect 2 '' 'cx-assign: --unmask is only for --worklist*'
    cx assign --worklist --unmask -n
    expect 2 '' '*--unmask is written to the audit log, which --dry-run forbids*'
}

@test "a list that is empty says why" {
    csv teams.csv team_id,kind T1,phone
    csv employees.csv employee_id,team_id,hired_on E1,T1,2026-01-01
    csv accounts.csv account_id,due_on,amount A1,2026-06-01,100
    import ./*.csv
    cx assign --worklist
    expect 0 'employee_id,*' "*the plan has no stages, so no debt is any team's: import stages, and deal the accounts*"
    csv stages.csv stage,from_dpd,to_dpd,team_kind late,1,,phone
    import stages.csv
    cx assign --worklist
    expect 0 'employee_id,*' '*none of these people holds an account that is in a stage: run cx-assign to deal the accounts*'
    must "$CX_BIN/cx-assign" -q
    cx assign --worklist
    expect 0 'employee_id,*A1*' '*1 to contact now*'
    [[ $stderr != *"nobody of the list"* ]]
}

# A debt that is paid by instalments in time is nobody's call; one that isn't is worked, and the list says why.
@test "instalments: paid in time they rest; reminded of, due, broken, they are on the list, and --risk says so" {
    csv stages.csv stage,from_dpd,to_dpd,team_kind late,1,,phone
    csv settings.csv name,value promise_grace_days,2 promise_reminder_days,3
    csv scripts.csv script_id,seq,when,text 'S,1,days_to_instalment <= 0,"{instalment_amount} of {balance} for {instalment_on}"'
    csv teams.csv team_id,kind T1,phone
    csv employees.csv employee_id,team_id,hired_on E1,T1,2026-01-01
    csv customers.csv customer_id C1
    csv accounts.csv account_id,customer_id,due_on,amount A1,C1,2026-06-01,100
    csv assignments.csv account_id,employee_id,from A1,E1,2026-06-02
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on I1,A1,instalment,2026-09-10
    csv instalments.csv arrangement_id,due_on,amount I1,2026-10-01,40 I1,2026-11-01,60
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-09-30,45
    import ./*.csv
    listed() { "$CX_BIN/cx-assign" -q --worklist "${@:2}" --columns="$1" --as-of="$day" | tail -n +2; }
    day=2026-10-20T09:00
    equal "$(listed why)" ''
    equal "$(listed why,until --rest)" '"pays by instalments: the next, 55.00, is due on 2026-11-01",2026-10-29'
    day=2026-10-29T09:00
    equal "$(listed action,why)" 'sms,"pays by instalments: the next, 55.00, is due on 2026-11-01"'
    day=2026-11-01T09:00
    equal "$(listed action,why,script)" 'phone,55.00 of the instalment of 60.00 is due today,55.00 of 55.00 for 2026-11-01'
    day=2026-11-04T09:00
    equal "$(listed why)" 'the instalment of 60.00 for 2026-11-01: only 5.00 is paid'
    equal "$("$CX_BIN/cx-assign" -q --risk --columns=reasons --as-of="$day" | tail -n +2)" 'instalment for 2026-11-01 not paid'
    csv payments.csv payment_id,account_id,paid_at,amount P2,A1,2026-11-03,55
    import payments.csv
    equal "$(listed why)$(listed why --rest)" ''
}

# Until the end of the last day of grace it may still be paid.
@test "on its last day a promise is not broken yet, nor is an instalment" {
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on E1,T,2020-01-01
    csv stages.csv stage,from_dpd,to_dpd,team_kind phone,1,,phone
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,1000 A2,2026-09-01,1000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-09-10 A2,E1,2026-09-10
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on \
        K1,A1,E1,2026-10-01,phone,promised,100,2026-10-10
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on I1,A2,instalment,2026-10-01
    csv instalments.csv arrangement_id,due_on,amount I1,2026-10-10,300 I1,2026-11-10,300
    import ./*.csv
    why() {
        worklist "$1"
        sqlite3 -batch -init /dev/null :memory: '.import --csv list.csv l' 'SELECT account_id, why FROM l ORDER BY 1'
    }
    said='A1|promised 100.00 for 2026-10-10, and did not pay
A2|the instalment of 300.00 for 2026-10-10 is not paid'
    for at in 12T10:00 13T20:00 14T09:00; do equal "$(why 2026-10-$at)" "$said"; done
    equal "$(why 2026-10-15T09:00)" 'A1|stage phone at 44 days
A2|the instalment of 300.00 for 2026-10-10 is not paid'
    cx assign --risk --as-of=2026-10-13T20:00
    [[ $output != *broken* && $output != *'not paid'* ]]
    cx assign --risk --as-of=2026-10-14T09:00
    [[ $output == *'promise for 2026-10-10 broken'* && $output == *'instalment for 2026-10-10 not paid'* ]]
}

@test "what was paid of a promise or an instalment is told, before it is due, on the day, and after" {
    csv teams.csv team_id,kind T,phone
    csv employees.csv employee_id,team_id,hired_on E1,T,2020-01-01
    csv stages.csv stage,from_dpd,to_dpd,team_kind phone,1,,phone
    csv settings.csv name,value promise_reminder_days,2
    csv accounts.csv account_id,due_on,amount A1,2026-09-01,1000 A2,2026-09-01,1000
    csv assignments.csv account_id,employee_id,from A1,E1,2026-09-10 A2,E1,2026-09-10
    csv contacts.csv contact_id,account_id,employee_id,started_at,channel,outcome,promised_amount,promised_on \
        K1,A1,E1,2026-10-01,phone,promised,100,2026-10-10
    csv arrangements.csv arrangement_id,account_id,kind,agreed_on I1,A2,instalment,2026-10-01
    csv instalments.csv arrangement_id,due_on,amount I1,2026-10-10,300 I1,2026-11-10,300
    csv payments.csv payment_id,account_id,paid_at,amount P1,A1,2026-10-05,40 P2,A2,2026-10-05,120
    import ./*.csv
    why() { # a list's file
        sqlite3 -batch -init /dev/null :memory: ".import --csv $1 l" 'SELECT account_id, why FROM l ORDER BY 1'
    }
    must "$CX_BIN/cx-assign" -q --worklist --rest --as-of=2026-10-07T10:00 -o rest.csv
    equal "$(why rest.csv)" 'A1|promised 100.00 for 2026-10-10, and paid 40.00
A2|pays by instalments: the next, 180.00, is due on 2026-10-10'
    worklist 2026-10-09T10:00
    equal "$(why list.csv)" 'A1|promised 100.00 for 2026-10-10, and paid 40.00
A2|pays by instalments: the next, 180.00, is due on 2026-10-10'
    worklist 2026-10-10T10:00
    equal "$(why list.csv)" 'A1|promised 100.00 for today, and paid 40.00
A2|180.00 of the instalment of 300.00 is due today'
    worklist 2026-10-11T10:00
    equal "$(why list.csv)" 'A1|promised 100.00 for 2026-10-10, and paid 40.00
A2|the instalment of 300.00 for 2026-10-10: only 120.00 is paid'
}

@test "an empty list is one sentence that says why" {
    company CN
    cx assign --worklist -f table --as-of=2026-10-20T22:30
    expect 0 'nobody may be contacted now: quiet hours end at 2026-10-21 08:00' ''
    cx assign --worklist -q -f csv --as-of=2026-10-20T22:30
    expect 0 'employee_id,account_id,*' ''
    cx assign --worklist --rest --employee=E100 -f table
    expect 0 'none of these people holds an account that is in a stage: run cx-assign to deal the accounts' ''
    cx assign --worklist --columns=account_id -f table --as-of=2026-10-20T22:30
    expect 0 'nobody may be contacted now: quiet hours end at 2026-10-21 08:00' ''
}
