-- name: doubt
CREATE TEMP TABLE from_events (n INTEGER);

-- name: trust
DROP TABLE IF EXISTS temp.from_events;

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

-- name: ask
-- Of which periods sums were asked for; what of it was found to be the sums of the events (foresee.c).
DROP TABLE IF EXISTS temp.asked;
CREATE TEMP TABLE asked ("from" INTEGER, "to" INTEGER, PRIMARY KEY ("from", "to"));

-- name: are_noted
SELECT 1 FROM sqlite_temp_schema WHERE name = 'asked';

-- name: note_asked
INSERT OR IGNORE INTO temp.asked VALUES (?1, ?2);

-- name: asked
SELECT "from", "to" FROM temp.asked ORDER BY "from", "to";

-- name: foresee
CREATE TEMP TABLE foreseen_facts AS SELECT fact, definition
FROM main.kept_facts JOIN temp.kept_facts USING (fact, definition, uses_account, uses_contacts, reach);
CREATE TEMP TABLE foreseen_days (fact TEXT, day INTEGER, sums BLOB, PRIMARY KEY (fact, day));
INSERT INTO temp.foreseen_days SELECT fact, k.day, k.sums FROM main.day_sums k JOIN temp.day_sums e USING (fact, day)
WHERE k.sums = e.sums AND fact IN (SELECT fact FROM temp.foreseen_facts);
CREATE TEMP TABLE foreseen_periods (fact TEXT, "from" INTEGER, "to" INTEGER, sums BLOB, PRIMARY KEY (fact, "from", "to"));
INSERT INTO temp.foreseen_periods SELECT fact, "from", "to", k.sums
FROM main.period_sums k JOIN temp.period_sums e USING (fact, "from", "to")
WHERE k.sums = e.sums AND fact IN (SELECT fact FROM temp.foreseen_facts);

-- name: foresee_behind_wall
CREATE TEMP TABLE foreseen_facts AS SELECT * FROM temp.kept_facts;
CREATE TEMP TABLE foreseen_days AS SELECT * FROM temp.day_sums;
CREATE TEMP TABLE foreseen_periods AS SELECT * FROM temp.period_sums;
CREATE TEMP TABLE foreseen_state (state INTEGER);

-- name: note_state
INSERT INTO temp.foreseen_state VALUES (?1);

-- name: has_state
SELECT 1 FROM sqlite_temp_schema WHERE name = 'foreseen_state';

-- name: state
SELECT state FROM temp.foreseen_state;

-- name: drop_unsure_days
-- What came since the sums were added up, from day ?1 on, was among the events.
DELETE FROM temp.foreseen_days WHERE fact IN ('contact', 'payment', 'owned_payment', 'promise') AND day >= ?1;

-- name: drop_unsure_periods
DELETE FROM temp.foreseen_periods WHERE fact IN ('exposure', 'owned_exposure')
AND ("to" > ?1 OR EXISTS (SELECT 1 FROM main.fresh_accounts));

-- name: is_foreseen
SELECT 1 FROM sqlite_temp_schema WHERE name = 'foreseen_periods';

-- name: has_changed
-- Something of it is not kept any more, or not as it was.
SELECT 1 FROM temp.foreseen_days f LEFT JOIN main.day_sums k USING (fact, day) WHERE k.sums IS NOT f.sums
UNION ALL
SELECT 1 FROM temp.foreseen_periods f LEFT JOIN main.period_sums k USING (fact, "from", "to")
WHERE k.sums IS NOT f.sums
LIMIT 1;

-- name: use_foreseen
DELETE FROM temp.kept_facts WHERE (fact, definition) NOT IN (SELECT fact, definition FROM temp.foreseen_facts);
INSERT INTO temp.day_sums SELECT k.* FROM main.day_sums k JOIN temp.foreseen_days f USING (fact, day)
WHERE k.sums = f.sums AND fact IN (SELECT fact FROM temp.kept_facts);
INSERT INTO temp.period_sums SELECT k.* FROM main.period_sums k JOIN temp.foreseen_periods f USING (fact, "from", "to")
WHERE k.sums = f.sums AND fact IN (SELECT fact FROM temp.kept_facts);

-- name: use_behind_wall
INSERT INTO temp.kept_facts SELECT * FROM temp.foreseen_facts;
INSERT INTO temp.day_sums SELECT * FROM temp.foreseen_days;
INSERT INTO temp.period_sums SELECT * FROM temp.foreseen_periods;

-- name: forget_asked
DROP TABLE IF EXISTS temp.asked;

-- name: forget_foreseen
DROP TABLE IF EXISTS temp.foreseen_facts;
DROP TABLE IF EXISTS temp.foreseen_days;
DROP TABLE IF EXISTS temp.foreseen_periods;
DROP TABLE IF EXISTS temp.foreseen_state;
