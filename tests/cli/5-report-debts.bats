# cx-report on debts: channel, customers, account, against SQL over the facts.

load helper

setup_file() {
    CX_DB=$BATS_FILE_TMPDIR/demo.db import "$DEMO"/plan/*.csv "$DEMO"/data/*.csv
}

setup() {
    start
    cp "$BATS_FILE_TMPDIR/demo.db" "$CX_DB"
}

from="unixepoch('2026-10-01')" to="unixepoch('2026-11-01')"

@test "channel: contacts and successes of the company, what followed them, what they cost" {
    load_report channel -p 2026-10
    equal "$(sql "SELECT channel, contacts, success FROM r WHERE team_id = '' AND channel <> 'none'" t.db)" "$(sql "
        SELECT CASE channel WHEN 0 THEN 'phone' WHEN 1 THEN 'wechat' WHEN 2 THEN 'sms' WHEN 4 THEN 'letter' WHEN 5 THEN 'visit' END,
               count(*), printf('%.6f', avg(outcome IN (7, 8)))
        FROM contacts WHERE started_at >= $from AND started_at < $to GROUP BY channel ORDER BY channel")"
    # a team's mean is that of the channel over all teams
    equal "$(sql "SELECT count(*), count(DISTINCT t.channel) > 3 FROM r t JOIN r c USING (channel)
                  WHERE t.team_id <> '' AND c.team_id = '' AND t.channel <> 'none'
                  AND (t.mean_success, t.mean_return, t.mean_rate) IS NOT (c.success, c.return, c.rate)" t.db)" '0|0'
    # what they owed who were contacted by a channel, before the first of these contacts
    equal "$(sql "SELECT channel, contacted FROM r WHERE team_id = '' AND channel <> 'none' ORDER BY 1" t.db)" "$(sql "
        WITH first AS (SELECT account_id, channel, min(started_at) / 86400 AS day FROM contacts
                       WHERE started_at >= $from AND started_at < $to AND channel IS NOT NULL GROUP BY 1, 2),
        owed AS (SELECT channel, amount - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id AND paid_at < day * 86400), 0)
                        - coalesce((SELECT sum(amount) FROM arrangements w WHERE w.account_id = a.account_id AND kind = 0 AND agreed_on < day), 0) AS owed
                 FROM first JOIN accounts a USING (account_id))
        SELECT CASE channel WHEN 0 THEN 'phone' WHEN 1 THEN 'wechat' WHEN 2 THEN 'sms' WHEN 4 THEN 'letter' WHEN 5 THEN 'visit' END,
               $(money 'sum(owed) FILTER (WHERE owed > 0)') FROM owed GROUP BY channel ORDER BY 1")"
    equal "$(sql "SELECT count(*) FROM r WHERE rate <> '' AND abs(rate - recovered / contacted) > 5.1e-7" t.db)" 0
    # the channel of the last connected contact on one of the 30 days that end with the payment's; what takes
    # it back has the same
    equal "$(sql "SELECT channel, recovered FROM r WHERE team_id = '' ORDER BY 1" t.db)" "$(sql "
        WITH led AS (SELECT p.amount, (SELECT c.channel FROM contacts c
                     WHERE c.account_id = p.account_id AND c.outcome >= 4 AND c.started_at <= o.paid_at
                       AND c.started_at / 86400 > o.paid_at / 86400 - 30
                     ORDER BY c.started_at DESC, c.contact_id DESC LIMIT 1) AS channel
                     FROM payments p JOIN payments o ON o.payment_id = coalesce(p.reverses, p.payment_id)
                     WHERE p.paid_at >= $from AND p.paid_at < $to)
        SELECT CASE channel WHEN 0 THEN 'phone' WHEN 1 THEN 'wechat' WHEN 2 THEN 'sms' WHEN 4 THEN 'letter' WHEN 5 THEN 'visit' ELSE 'none' END AS channel,
               $(money 'sum(amount)') FROM led GROUP BY led.channel ORDER BY 1")"
    equal "$(sql "SELECT team_id, channel, cost FROM r WHERE team_id NOT IN ('', 'T00') AND channel <> 'none' ORDER BY 1, 2" t.db)" "$(
        sqlite3 -batch -init /dev/null c.db ".import --csv '$DEMO/data/costs.csv' c" \
            "SELECT team_id, channel, printf('%.2f', amount) FROM c WHERE period = '2026-10' ORDER BY 1, 2")"
    # the return, and the cost of what was recovered against the mean
    equal "$(sql "
        WITH c AS (SELECT channel, recovered, cost FROM r WHERE team_id = '')
        SELECT count(*) FILTER (WHERE abs(return - r.recovered / r.cost) > 5.1e-7),
               count(*) FILTER (WHERE abs(mean_return - c.recovered / c.cost) > 5.1e-7),
               count(*) FILTER (WHERE cost_to_mean <> '' AND abs(cost_to_mean - (r.cost / r.recovered) / (c.cost / c.recovered)) > 2e-4 * (1 + cost_to_mean))
        FROM r JOIN c USING (channel) WHERE return <> '' AND mean_return <> ''" t.db)" '0|0|0'
}

@test "customers: by each dimension" {
    load_report customers -p 2026-10
    local owed="WITH paid AS (SELECT account_id, sum(amount) FILTER (WHERE paid_at < $from) AS before,
                    sum(amount) FILTER (WHERE paid_at >= $from AND paid_at < $to) AS during FROM payments GROUP BY 1),
        waived AS (SELECT account_id, sum(amount) FILTER (WHERE agreed_on < $from / 86400) AS before,
                   sum(amount) FILTER (WHERE agreed_on >= $from / 86400 AND agreed_on < $to / 86400) AS during
                   FROM arrangements WHERE kind = 0 GROUP BY 1),
        owed AS (SELECT account_id, a.customer_id, a.product, coalesce(a.region, c.region) AS region, c.rating, c.born_on,
                 a.amount - coalesce(paid.before, 0) - coalesce(waived.before, 0) AS opening,
                 coalesce(paid.during, 0) AS recovered, coalesce(waived.during, 0) AS off
                 FROM accounts a LEFT JOIN paid USING (account_id) LEFT JOIN waived USING (account_id)
                 LEFT JOIN customers c USING (customer_id) WHERE coalesce(placed_on, a.due_on) < $to / 86400)"
    local part="count(DISTINCT customer_id), count(*), $(money 'sum(max(opening, 0))'), $(money 'sum(recovered)'),
        printf('%.6f', round(sum(recovered) * 1.0 / sum(max(opening, 0)), 6)), $(money 'sum(max(opening - recovered - off, 0))')
        FROM owed WHERE opening > 0 OR recovered <> 0 GROUP BY 1 ORDER BY 1"
    local columns='value, customers, accounts, owed, recovered, rate, left'
    equal "$(sql "SELECT $columns FROM r WHERE dimension = 'product' AND value <> ''" t.db)" "$(sql "$owed SELECT product, $part" | grep -v '^|')"
    equal "$(sql "SELECT $columns FROM r WHERE dimension = 'region' AND value <> '' ORDER BY 1" t.db)" "$(sql "$owed SELECT region, $part" | grep -v '^|')"
    equal "$(sql "SELECT $columns FROM r WHERE dimension = 'rating' ORDER BY value" t.db)" "$(sql "$owed
        SELECT CASE rating WHEN 0 THEN 'AAA' WHEN 1 THEN 'AA' WHEN 2 THEN 'A' WHEN 3 THEN 'BBB' WHEN 4 THEN 'BB'
               WHEN 5 THEN 'B' WHEN 6 THEN 'C' ELSE '' END, $part")"
    equal "$(sql "SELECT $columns FROM r WHERE dimension = 'age' ORDER BY value" t.db)" "$(sql "$owed,
        aged AS (SELECT *, CASE WHEN born_on IS NOT NULL THEN 2026 - strftime('%Y', born_on * 86400, 'unixepoch')
                 - (strftime('%m-%d', born_on * 86400, 'unixepoch') > '10-31') END AS age FROM owed)
        SELECT coalesce((age / 10 * 10) || '-' || (age / 10 * 10 + 9), ''), ${part/FROM owed/FROM aged}")"
    # each dimension has all of what was recovered
    equal "$(sql "SELECT count(DISTINCT sum) FROM (SELECT round(sum(recovered), 2) AS sum FROM r GROUP BY dimension)" t.db)" 1
}

@test "customer: one story of all debts, and how each stands" {
    load_report customer C00001
    local accounts
    accounts=$(sql "SELECT count(*) FROM accounts WHERE $(id customer_id) = 'C00001'")
    equal "$(sql "SELECT count(*) FROM r WHERE what = 'stands'" t.db)" "$accounts"
    equal "$(sql "SELECT count(DISTINCT account_id) FROM r WHERE what = 'placed'" t.db)" "$accounts"
    # what a debt comes to by its story is what it stands at
    equal "$(sql "SELECT count(*) FROM (SELECT account_id, balance, row_number() OVER (PARTITION BY account_id ORDER BY rowid DESC) AS back
                  FROM r WHERE what <> 'stands' AND balance <> '') t JOIN r USING (account_id)
                  WHERE back = 1 AND r.what = 'stands' AND r.balance <> t.balance" t.db)" 0
    cx report customer C99999
    expect 2 '' '*there is no customer "C99999"*'
}

@test "account: its story ends with the balance that it has" {
    local account
    for account in A01565 A00001 A02919 A04529; do
        load_report account $account
        equal "$account $(sql "SELECT balance FROM r ORDER BY rowid DESC LIMIT 1" t.db)" "$account $(sql "
            SELECT $(money "(amount - coalesce((SELECT sum(amount) FROM payments p WHERE p.account_id = a.account_id), 0)
                             - coalesce((SELECT sum(amount) FROM arrangements r WHERE r.account_id = a.account_id AND kind = 0), 0))")
            FROM accounts a WHERE $(id account_id) = '$account'")"
        equal "$account $(sql "SELECT what, count(*) FROM r WHERE what IN ('payment', 'reversal', 'order', 'held') GROUP BY 1" t.db)" \
            "$account $(sql "WITH a AS (SELECT * FROM accounts WHERE $(id account_id) = '$account')
                SELECT * FROM (SELECT 'held' AS what, count(*) AS n FROM assignments JOIN a USING (account_id)
                UNION ALL SELECT 'order', count(*) FROM orders JOIN a USING (customer_id)
                UNION ALL SELECT iif(reverses IS NULL, 'payment', 'reversal'), count(*) FROM payments JOIN a USING (account_id) GROUP BY reverses IS NULL)
                WHERE n > 0 ORDER BY 1")"
        equal "$account $(sql "SELECT count(*) FROM r WHERE what IN ('phone', 'wechat', 'sms', 'email', 'letter', 'visit', 'legal')" t.db)" \
            "$account $(sql "SELECT count(*) FROM contacts JOIN accounts a USING (account_id) WHERE $(id a.account_id) = '$account'")"
        equal "$(sort -t, -k1,1 -s report.csv | sha256sum)" "$({ tail -n +2 report.csv; head -1 report.csv; } | sort -t, -k1,1 -s | sha256sum)"
    done
    # a debtor's name and number are masked
    run grep -c '\*\*.*\*\*\*\*' report.csv
    equal "$output" 1
}
