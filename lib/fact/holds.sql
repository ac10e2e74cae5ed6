-- name: is_asked
-- Behind a wall, and what is kept is believed.
SELECT 1 FROM sqlite_temp_schema WHERE type = 'view' AND name = 'payments'
AND NOT EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = 'from_events');

-- name: is_found
SELECT 1 FROM sqlite_temp_schema WHERE name = 'holding';

-- name: prepare
-- Facts, each with the day before which its sums hold; and days of contacts of which something was said later.
CREATE TEMP TABLE holding (fact TEXT PRIMARY KEY, until INTEGER);
CREATE TEMP TABLE unsettled (day INTEGER PRIMARY KEY);

-- name: since
-- The first second of which what came since the sums were made may change something (fresh_since, but of all rows).
WITH came AS MATERIALIZED (
    SELECT account_id, paid_at AS at FROM main.fresh_payments CROSS JOIN main.payments USING (payment_id)
    UNION ALL
    SELECT account_id, started_at FROM main.fresh_contacts CROSS JOIN main.contacts USING (contact_id))
SELECT min(at) FROM (
    SELECT min(at) AS at FROM came
    UNION ALL
    SELECT min((SELECT min(paid_at) FROM main.payments p WHERE p.account_id = r.account_id))
    FROM main.payments r WHERE r.account_id IN (SELECT account_id FROM came) AND r.reverses IS NOT NULL);

-- name: find
-- Now is ?1, its day ?2; ?3 the day before which sums hold. None do where somebody's first row or the first value of a
-- history is later: what is known first holds for the days before it, too. Nor those of payments where a reversal is
-- before its payment (which is refused today, but older databases may have some), or who has a credit is not known yet.
INSERT INTO temp.holding
SELECT fact, ?3 FROM main.kept_facts
WHERE NOT EXISTS (SELECT 1 FROM main.employees WHERE since > ?2 AND left_on <= ?2)
  AND NOT EXISTS (SELECT 1 FROM main.account_history h WHERE since > ?2 AND NOT EXISTS (
          SELECT 1 FROM main.account_history WHERE account_id = h.account_id AND since <= ?2))
  AND NOT EXISTS (SELECT 1 FROM main.customer_history h WHERE since > ?2 AND NOT EXISTS (
          SELECT 1 FROM main.customer_history WHERE customer_id = h.customer_id AND since <= ?2))
  AND NOT (fact IN ('exposure', 'owned_exposure', 'customer') AND EXISTS (SELECT 1 FROM main.fresh_accounts))
  AND NOT (fact IN ('payment', 'owned_payment') AND (
          EXISTS (SELECT 1 FROM main.payments r CROSS JOIN main.payments o ON o.payment_id = r.reverses
                  WHERE r.reverses IS NOT NULL AND r.paid_at <= ?1 AND o.paid_at > ?1)
          OR EXISTS (SELECT 1 FROM main.credits WHERE employee_id IN (
                  SELECT employee_id FROM main.employees GROUP BY employee_id HAVING min(since) > ?2))));

-- name: find_unsettled
-- (Days before 1970 are rounded down, too.)
INSERT INTO temp.unsettled
SELECT DISTINCT (started_at + 86400000000) / 86400 - 1000000 FROM main.contacts WHERE contact_id IN (
    SELECT contact_id FROM main.complaints WHERE at > ?1 AND upheld = :yes
    UNION SELECT contact_id FROM main.reviews WHERE at > ?1);

-- name: leave_payments
-- A reversal that counts on the day of its payment changes what is over.
DELETE FROM temp.holding WHERE fact IN ('payment', 'owned_payment');

-- name: copy_days
-- Of facts whose measures are those of what is beside.
INSERT OR IGNORE INTO temp.day_sums
SELECT k.* FROM main.day_sums k JOIN temp.holding USING (fact)
WHERE day >= ?1 AND day < min(?2, until)
AND NOT (fact = 'contact' AND day IN (SELECT day FROM temp.unsettled))
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));

-- name: copy_periods
INSERT OR IGNORE INTO temp.period_sums
SELECT k.* FROM main.period_sums k JOIN temp.holding USING (fact)
WHERE "from" >= ?1 AND "to" <= min(?2, until)
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));

-- name: hand_over
-- What was made behind the wall holds elsewhere, too, as far as what is kept holds there.
INSERT OR IGNORE INTO main.day_sums
SELECT t.* FROM temp.day_sums t JOIN temp.holding USING (fact)
WHERE day < until AND NOT (fact = 'contact' AND day IN (SELECT day FROM temp.unsettled))
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));
INSERT OR IGNORE INTO main.period_sums
SELECT t.* FROM temp.period_sums t JOIN temp.holding USING (fact)
WHERE "to" <= until
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));
