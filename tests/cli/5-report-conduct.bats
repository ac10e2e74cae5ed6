# cx-report on what needs attention and what must not be seen: alerts, compliance, evidence, masks.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
}

from="unixepoch('2026-10-01')" to="unixepoch('2026-11-01')"

@test "alerts: those of the sample plan fire for whom cx-score's figures say so" {
    load_report alerts -p 2026-10
    "$CX_BIN/cx-score" -p 2026-10 -o posts.csv
    "$CX_BIN/cx-score" -p 2026-10 --by=team -o teams.csv
    sqlite3 -batch -init /dev/null t.db '.import --csv posts.csv p' '.import --csv teams.csv t' \
        ".import --csv '$DEMO/data/targets.csv' k"
    equal "$(sql "SELECT count(*) FROM r WHERE alert_id = 'team_compliance'" t.db)" \
        "$(sql "SELECT count(*) FROM t WHERE contacts >= 20 AND compliance_rate < 0.9" t.db)"
    equal "$(sql "SELECT employee_id FROM r WHERE alert_id = 'broken_promises' AND what = 'alert' ORDER BY 1" t.db)" "$(sql "
        SELECT employee_id FROM p GROUP BY 1 HAVING sum(promises_due) >= 5
        AND sum(kept) / sum(promises_due) < 0.35 ORDER BY 1" t.db)"
    # the target of the talk is the scorecard's 0.8 hours, by days of the post
    equal "$(sql "SELECT employee_id FROM r WHERE alert_id = 'behind_target' AND what = 'alert' ORDER BY 1" t.db)" "$(sql "
        SELECT p.employee_id FROM p JOIN k ON scope = 'employee' AND scope_id = p.employee_id AND k.period = '2026-10' AND metric_id = 'recovered_amount'
        WHERE scorecard = 'phone' GROUP BY 1 HAVING sum(recovered_amount) < 0.8 * max(value) AND sum(effective_talk_h) < 0.8 * max(days) / 31
        ORDER BY 1" t.db)"
}

@test "alerts: the contacts behind a broken promise are those of SQL" {
    load_report alerts -p 2026-10
    local who
    who=$(sql "SELECT group_concat(quote(employee_id)) FROM (SELECT DISTINCT employee_id FROM r WHERE alert_id = 'broken_promises')" t.db)
    [[ -n $who ]]
    equal "$(sql "SELECT contact_id FROM r WHERE alert_id = 'broken_promises' AND what = 'contact' ORDER BY 1" t.db)" "$(sql "
        SELECT $(id contact_id) FROM contacts c
        WHERE outcome = 7 AND promised_on IS NOT NULL AND promised_on + 3 >= $from / 86400 AND promised_on + 3 < $to / 86400
          AND $(id employee_id) IN ($who)
          AND NOT EXISTS (SELECT 1 FROM contacts l WHERE l.account_id = c.account_id AND l.outcome = 7 AND l.promised_on IS NOT NULL
                          AND (l.started_at > c.started_at OR (l.started_at = c.started_at AND l.contact_id > c.contact_id))
                          AND l.started_at / 86400 < c.promised_on + 3)
          AND coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = c.account_id
                        AND paid_at / 86400 BETWEEN c.started_at / 86400 AND c.promised_on + 3), 0) < coalesce(promised_amount, 1)
        ORDER BY 1")"
}

@test "alerts: a team's, drilled down to people and contacts; --fail-on" {
    csv alerts.csv alert_id,level,when,severity,message 'x,team,"compliance_rate < 0.999 and team_id = '"'T03'"'",critical,bad'
    import alerts.csv
    load_report alerts -p 2026-10
    equal "$(sql "SELECT what, team_id, metric FROM r WHERE alert_id = 'x' LIMIT 1" t.db)" 'alert|T03|compliance_rate'
    # each contact is a violation of block, or named by an upheld complaint, of somebody of the team
    equal "$(sql "SELECT DISTINCT contact_id FROM r WHERE alert_id = 'x' AND what = 'contact' ORDER BY 1" t.db)" "$(sql "
        SELECT DISTINCT $(id c.contact_id) FROM contacts c
        WHERE started_at >= $from AND started_at < $to
          AND ((EXISTS (SELECT 1 FROM violations v WHERE v.contact_id = c.contact_id AND severity = 0)
                OR EXISTS (SELECT 1 FROM reviews r WHERE r.contact_id = c.contact_id AND verdict = 0))
               AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.contact_id = c.contact_id AND verdict = 1)
               OR EXISTS (SELECT 1 FROM complaints k WHERE k.contact_id = c.contact_id AND upheld = 0))
          AND (SELECT $(id e.team_id) FROM employees e WHERE e.employee_id = c.employee_id AND since <= c.started_at / 86400
               ORDER BY since DESC LIMIT 1) = 'T03' ORDER BY 1")"
    cx report alerts -p 2026-10 --fail-on=critical
    expect 1 'alert_id,*' 'cx-report: an alert at or above critical has fired'
    cx report alerts -p 2026-10 --fail-on=info -o kept.csv
    expect 1 '' '*has fired'
    assert_same kept.csv report.csv # it is written all the same
    csv alerts.csv alert_id,level,when,severity,message 'x,team,compliance_rate < 0.1,critical,bad'
    import alerts.csv
    cx report alerts -p 2026-10 --fail-on=critical
    expect 0 'alert_id,*' ''
}

@test "alerts: a condition is checked when it is imported" {
    local when words
    while IFS='|' read -r when words; do
        csv alerts.csv alert_id,level,when,severity,message "x,team,$when,info,m"
        cx import alerts.csv
        expect 1 '' "*alerts.csv:2: when: *$words*"
    done <<'ROWS'
nonsense > 1|no measure, metric or name "nonsense"
score > 1|no measure, metric or name "score"
(select 1)|a query can
1/ > contacts|a value is missing
random() > 0|random
ROWS
}

@test "compliance: what the table of violations has, with rule, source and verdict" {
    load_report compliance -p 2026-10
    equal "$(sql "SELECT contact_id, rule_id, severity FROM r WHERE found_by <> 'review' ORDER BY 1, 2" t.db)" "$(sql "
        SELECT $(id v.contact_id), rule_id, iif(severity = 0, 'block', 'warn') FROM violations v JOIN contacts USING (contact_id)
        WHERE started_at >= $from AND started_at < $to ORDER BY 1, 2")"
    equal "$(sql "SELECT count(*) FROM r WHERE found_by = 'limit' AND source NOT LIKE '%GB/T 45251-2025%'" t.db)" 0
    equal "$(sql "SELECT count(*), sum(state = 'clean') FROM r WHERE reviewer <> ''" t.db)" "$(sql "
        SELECT count(*), sum(verdict = 1) FROM reviews r LEFT JOIN violations v USING (contact_id) JOIN contacts c USING (contact_id)
        WHERE started_at >= $from AND started_at < $to AND (v.contact_id IS NOT NULL OR verdict = 0)")"
    # no whole name, no whole number
    equal "$(sql "SELECT count(*) > 0, sum(customer NOT LIKE '_**'), sum(phone <> '' AND phone NOT LIKE '___****____') FROM r WHERE customer_id <> ''" t.db)" '1|0|0'
}

@test "the evidence as a folder and as a ZIP: hashes hold, and nothing of a debtor is bare" {
    cx report compliance -p 2026-10 --bundle=evidence
    expect 0 '' "cx-report: evidence: evidence of $(($(sql "SELECT count(*) FROM violations v JOIN contacts USING (contact_id) WHERE started_at >= $from AND started_at < $to") + $(sql "
        SELECT count(*) FROM reviews r JOIN contacts USING (contact_id) WHERE verdict = 0 AND started_at >= $from AND started_at < $to
        AND NOT EXISTS (SELECT 1 FROM violations v WHERE v.contact_id = r.contact_id)"))) violations"
    (cd evidence && sha256sum --quiet -c SHA256SUMS)
    "$CX_BIN/cx-report" compliance -p 2026-10 -o list.csv
    assert_same evidence/violations.csv list.csv
    # anybody can compute the hash of a contact's evidence, from what is in the bundle
    local row
    row=$(sqlite3 -batch -init /dev/null e.db '.import --csv evidence/violations.csv v' '.import --csv evidence/contacts.csv c' "
        SELECT evidence || v.contact_id || char(10) || started_at || char(10) || v.employee_id || char(10) || v.account_id || char(10)
            || v.channel || char(10) || v.outcome || char(10) || rule_id || char(10) || words || char(10) || transcript
        FROM v JOIN c USING (contact_id) WHERE found_by = 'keyword' LIMIT 1")
    equal "${row:0:64}" "$(echo "${row:64}" | sha256sum | cut -d' ' -f1)"
    # and walk the audit chain
    equal "$(sqlite3 -batch -init /dev/null a.db '.import --csv evidence/audit.csv a' "SELECT count(*), sum(a.before = coalesce(b.hash, ''))
        FROM a LEFT JOIN a b ON b.seq = a.seq - 1")" '1|1'
    local phones
    phones=$(sql 'SELECT phone FROM customers WHERE phone IS NOT NULL')
    run grep -cFf <(echo "$phones") evidence/contacts.csv evidence/violations.csv
    equal "$output" 'evidence/contacts.csv:0
evidence/violations.csv:0'
    cx report compliance -p 2026-10 --bundle=evidence.zip -q
    expect 0 '' ''
    equal "$(unzip -p evidence.zip violations.csv | sha256sum)" "$(sha evidence/violations.csv)"
    cx report compliance -p 2026-10 --bundle=evidence
    expect 3 '' '*evidence: already exists: name a new folder'
    equal "$(ls)" "$(printf '%s\n' a.db cx.db e.db evidence evidence.zip list.csv)" # nothing half done
}

@test "--unmask: whoever sees more is on record before they see it" {
    local before
    before=$(sql 'SELECT count(*) FROM audit')
    cx report account A01565 --unmask
    expect 0 "*$(sql "SELECT c.name || ' ' || c.phone FROM customers c JOIN accounts a USING (customer_id) WHERE $(id a.account_id) = 'A01565'")*" ''
    equal "$(sql 'SELECT count(*) FROM audit')" $((before + 1))
    equal "$(sql "SELECT program, arguments LIKE '%account A01565 --unmask' FROM audit ORDER BY seq DESC LIMIT 1")" 'cx-report|1'
    cx report account A01565 --unmask -n
    expect 2 '' '*--unmask is written to the audit log, which --dry-run forbids*'
    chmod 400 cx.db
    run --separate-stderr as_user "$CX_BIN/cx-report" account A01565 --unmask
    expect 3 '' '*cx.db: can'"'"'t be written*'
    run --separate-stderr as_user "$CX_BIN/cx-report" account A01565
    expect 0 '*\*\** 100\*\*\*\**' ''
}
