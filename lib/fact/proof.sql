-- name: doubt
CREATE TEMP TABLE from_events (n INTEGER);

-- name: trust
DROP TABLE temp.from_events;

-- name: is_walled
SELECT 1 FROM sqlite_temp_schema WHERE type = 'view' AND name = 'payments';

-- name: proven
CREATE TEMP TABLE proven AS SELECT fact FROM main.kept_facts JOIN temp.kept_facts USING (fact, definition)
WHERE fact NOT IN ('exposure', 'owned_exposure', 'contact', 'payment', 'owned_payment', 'promise')
   -- of what came since, those that are kept know nothing yet
   OR NOT EXISTS (SELECT 1 FROM main.fresh_payments) AND NOT EXISTS (SELECT 1 FROM main.fresh_accounts)
  AND NOT EXISTS (SELECT 1 FROM main.fresh_contacts);

-- name: differing
SELECT fact, k.day FROM main.day_sums k JOIN temp.day_sums e USING (fact, day)
WHERE fact IN (SELECT fact FROM temp.proven) AND k.sums <> e.sums
UNION ALL
SELECT fact, "from" FROM main.period_sums k JOIN temp.period_sums e USING (fact, "from", "to")
WHERE fact IN (SELECT fact FROM temp.proven) AND k.sums <> e.sums
LIMIT 1;

-- name: keep
INSERT OR IGNORE INTO main.day_sums SELECT * FROM temp.day_sums WHERE fact IN (SELECT fact FROM temp.proven);
INSERT OR IGNORE INTO main.period_sums SELECT * FROM temp.period_sums WHERE fact IN (SELECT fact FROM temp.proven);

-- name: forget_proven
DROP TABLE temp.proven;
