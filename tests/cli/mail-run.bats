# scripts/mail-run: what a unit printed goes to MAILTO; journalctl and sendmail are stood in for.

load helper

setup() {
    start
    mkdir bin
    printf '#!/bin/bash\necho "$*" >>"%s/asked"\ncat "%s/journal"\n' "$PWD" "$PWD" >bin/journalctl
    printf '#!/bin/bash\ncat >>"%s/mails"\n' "$PWD" >bin/sendmail
    chmod +x bin/*
    export PATH=$PWD/bin:$CX_BIN:$PATH MAILTO=hr@example.com MONITOR_INVOCATION_ID=abc MONITOR_SERVICE_RESULT=success
}

mail_run() {
    run --separate-stderr "$CX_SOURCE/scripts/mail-run" "$@"
}

@test "a mail's text is mailed as it is, what that run alone printed" {
    printf 'Subject: Bonus 2026-10: 1.00\n\nThe bonus.\n' >journal
    mail_run cx-monthly.service
    expect 0 "" ""
    grep -q '_SYSTEMD_INVOCATION_ID=abc' asked
    equal "$(<mails)" $'To: hr@example.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nSubject: Bonus 2026-10: 1.00\n\nThe bonus.'
}

@test "a mail is mailed from its subject on, behind warnings, and however long it is" {
    { echo 'cx-score: /var/lib/cx/cx.db: warning: others can change this database'; echo 'Subject: Bonus'; seq 300; } >journal
    mail_run cx-monthly.service
    expect 0 "" ""
    equal "$(tail -n +4 mails)" "Subject: Bonus"$'\n'"$(seq 300)"
    ! grep -qw -- -n asked
}

@test "a failure is mailed under its own subject" {
    echo 'monthly: 2026-10: failed at: cx-score (status 3).' >journal
    MONITOR_SERVICE_RESULT=exit-code mail_run cx-monthly.service
    expect 0 "" ""
    grep -qx 'Subject: cx: cx-monthly.service failed' mails
    grep -q 'failed at: cx-score' mails
    rm mails
    CX_LANG=zh_CN MONITOR_SERVICE_RESULT=exit-code mail_run cx-monthly.service
    expect 0 "" ""
    equal "$(sed -n 's/^Subject: =?UTF-8?B?\(.*\)?=$/\1/p' mails | base64 -d)" 'cx：cx-monthly.service 失败'
}

@test "nothing printed, or nobody named: no mail" {
    : >journal
    mail_run cx-hourly.service
    expect 0 "" ""
    echo 'Subject: x' >journal
    MAILTO='' mail_run cx-hourly.service
    expect 0 "" ""
    [[ ! -e mails ]]
    mail_run
    expect 2 "" "mail-run: Usage: mail-run UNIT"
}
