-- name: has_fresh
SELECT 1 FROM fresh_payments UNION ALL SELECT 1 FROM fresh_accounts UNION ALL SELECT 1 FROM fresh_contacts LIMIT 1;

-- name: fresh_count
SELECT (SELECT count(*) FROM fresh_payments) + (SELECT count(*) FROM fresh_accounts) + (SELECT count(*) FROM fresh_contacts);

-- name: fresh_since
-- The first second of which a row may change. A reversal's row may be of an earlier day than what came: of the
-- payment's (?1: the setting says so), or because it is dated before its payment (which is refused today, but older
-- databases may have some). Rows of payments before all that came of their account stay as they are, and their index
-- alone tells where there are no others.
WITH came AS MATERIALIZED (
    SELECT account_id, paid_at AS at FROM fresh_payments CROSS JOIN payments USING (payment_id)
    UNION ALL
    SELECT account_id, started_at FROM fresh_contacts CROSS JOIN contacts USING (contact_id))
SELECT min(at) FROM (
    SELECT min(at) AS at FROM came
    UNION ALL
    SELECT min((SELECT min(paid_at) FROM payments p WHERE p.account_id = c.account_id))
    FROM (SELECT account_id, min(at) AS at FROM came GROUP BY account_id) c
    WHERE EXISTS (SELECT 1 FROM payments p WHERE p.account_id = c.account_id AND p.paid_at >= c.at)
    AND EXISTS (SELECT 1 FROM payments r WHERE r.account_id = c.account_id AND r.reverses IS NOT NULL
        AND (?1 AND r.paid_at >= c.at
             OR r.paid_at < (SELECT o.paid_at FROM payments o WHERE o.payment_id = r.reverses))));

-- name: forget_fresh
DELETE FROM fresh_payments;
DELETE FROM fresh_accounts;
DELETE FROM fresh_contacts;

-- name: drop_exposures
DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure');

-- name: drop_days
DELETE FROM day_sums WHERE fact IN ('contact', 'payment', 'owned_payment', 'promise') AND day >= ?1;

-- name: drop_running
-- What was stored of the running day when it was over.
DELETE FROM day_sums WHERE fact = 'promise' AND day = ?1;

-- name: last_day
SELECT day FROM day_sums WHERE fact IN ('contact', 'payment', 'owned_payment', 'promise') ORDER BY day DESC LIMIT 1;

-- name: kept_exposures
-- Those that what came since day ?1 may change. (DISTINCT would read the sums, too.)
SELECT "from", "to" FROM period_sums WHERE fact IN ('exposure', 'owned_exposure')
AND ("to" > ?1 OR EXISTS (SELECT 1 FROM fresh_accounts)) ORDER BY "from", "to";

-- name: want_paid
INSERT OR IGNORE INTO temp.wanted
SELECT account_id FROM fresh_accounts
UNION SELECT account_id FROM fresh_payments CROSS JOIN payments USING (payment_id);

-- name: want_contacted
INSERT OR IGNORE INTO temp.wanted
SELECT account_id FROM fresh_contacts CROSS JOIN contacts USING (contact_id) WHERE account_id IS NOT NULL;

-- name: want_contacted_payers
-- A payment tells of contacts of the ?1 days before it.
INSERT OR IGNORE INTO temp.wanted
SELECT account_id FROM fresh_contacts CROSS JOIN contacts c USING (contact_id)
WHERE EXISTS (SELECT 1 FROM payments p WHERE p.account_id = c.account_id
              AND p.paid_at >= c.started_at AND p.paid_at < c.started_at + (?1 + 1) * 86400);

-- name: find_heard
-- The other accounts of contacts that came, which say what they are alone.
DROP TABLE IF EXISTS temp.heard;
CREATE TEMP TABLE heard (account_id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO temp.heard
SELECT account_id FROM fresh_contacts CROSS JOIN contacts USING (contact_id)
WHERE account_id IS NOT NULL AND account_id NOT IN (SELECT account_id FROM temp.wanted);

-- name: heard
SELECT account_id FROM temp.heard

-- name: choose
-- The contacts that the pasts are to have.
DROP TABLE IF EXISTS temp.chosen;
CREATE TEMP TABLE chosen (contact_id INTEGER PRIMARY KEY);
INSERT INTO temp.chosen SELECT contact_id FROM fresh_contacts;

-- name: choose_promises
INSERT OR IGNORE INTO temp.chosen
SELECT contact_id FROM temp.wanted w CROSS JOIN contacts c ON c.account_id = w.account_id AND c.promised_on IS NOT NULL;

-- name: payers
-- The accounts with payments from day ?1 on: their rows ask for earlier contacts.
SELECT account_id FROM temp.wanted w
WHERE EXISTS (SELECT 1 FROM payments p WHERE p.account_id = w.account_id AND p.paid_at >= ?1 * 86400);

-- name: find_reversed
-- Rows of what is taken or paid back ask for what earlier payments ask for.
DROP TABLE IF EXISTS temp.reversed;
CREATE TEMP TABLE reversed AS SELECT account_id FROM temp.wanted w
WHERE EXISTS (SELECT 1 FROM payments r WHERE r.account_id = w.account_id AND r.amount < 0);

-- name: reversed
SELECT account_id FROM temp.reversed

-- name: choose_one
INSERT OR IGNORE INTO temp.chosen VALUES (?1);

-- name: fresh_ids
SELECT contact_id FROM fresh_contacts;

-- name: wanted
SELECT account_id FROM temp.wanted

-- name: chosen
SELECT contact_id FROM temp.chosen

-- name: fresh_accounts
SELECT account_id FROM fresh_accounts

-- name: fresh_payments
SELECT payment_id FROM fresh_payments

-- name: fresh_contacts
SELECT contact_id FROM fresh_contacts
