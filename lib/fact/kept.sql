-- name: definition
SELECT definition, uses_account, uses_contacts, reach FROM kept_facts WHERE fact = ?1;

-- name: put_definition
INSERT OR REPLACE INTO kept_facts VALUES (?1, ?2, ?3, ?4, ?5);

-- name: drop_days
DELETE FROM day_sums WHERE fact = ?1;

-- name: drop_periods
DELETE FROM period_sums WHERE fact = ?1;

-- name: is_laid
SELECT 1 FROM sqlite_temp_schema WHERE type = 'table' AND name IN (
    'measures', 'metrics', 'stages', 'settings', 'rules', 'scorecards', 'tiers', 'grades', 'targets',
    'violations')
    OR type = 'view' AND name = 'payments' -- the wall (wall.c)
    OR name = 'from_events';

-- What is kept may not be used: behind the wall, and where it is to be checked (proof.c).
-- name: is_hidden
SELECT 1 FROM sqlite_temp_schema
WHERE type = 'view' AND name = 'payments' OR name = 'from_events';

-- name: are_violations_laid
SELECT 1 FROM sqlite_temp_schema WHERE type = 'table' AND name = 'violations';

-- name: drop_beside
DROP TABLE temp.kept_facts;
DROP TABLE temp.day_sums;
DROP TABLE temp.period_sums;
DROP TABLE temp.fresh_payments;
DROP TABLE temp.fresh_accounts;
DROP TABLE temp.fresh_contacts;

-- name: is_beside
SELECT 1 FROM sqlite_temp_schema WHERE name = 'kept_facts';

-- name: make_beside
CREATE TEMP TABLE kept_facts (
    fact TEXT PRIMARY KEY, definition TEXT, uses_account INTEGER, uses_contacts INTEGER, reach INTEGER);
INSERT INTO temp.kept_facts SELECT * FROM main.kept_facts;
CREATE TEMP TABLE day_sums (fact TEXT, day INTEGER, sums BLOB, PRIMARY KEY (fact, day));
CREATE TEMP TABLE period_sums (
    fact TEXT, "from" INTEGER, "to" INTEGER, sums BLOB, PRIMARY KEY (fact, "from", "to"));
CREATE TEMP TABLE fresh_payments AS SELECT * FROM main.fresh_payments;
CREATE TEMP TABLE fresh_accounts AS SELECT * FROM main.fresh_accounts;
CREATE TEMP TABLE fresh_contacts (contact_id INTEGER PRIMARY KEY);
INSERT INTO temp.fresh_contacts SELECT * FROM main.fresh_contacts;

-- name: empty_beside
DELETE FROM temp.kept_facts;
DELETE FROM temp.fresh_payments;
DELETE FROM temp.fresh_accounts;
DELETE FROM temp.fresh_contacts;

-- Of facts whose measures are still what they were.
-- name: copy_days
INSERT OR IGNORE INTO temp.day_sums SELECT * FROM main.day_sums WHERE day >= ?1 AND day < ?2
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));

-- The same where some were copied already: those of the days that were changed since are not what they were.
-- name: copy_more_days
INSERT OR IGNORE INTO temp.day_sums SELECT * FROM main.day_sums WHERE day >= ?1 AND day < ?2
AND day < coalesce((SELECT min(day) FROM temp.made_beside), 9e9)
AND fact IN (SELECT fact FROM main.kept_facts JOIN temp.kept_facts
             USING (fact, definition, uses_account, uses_contacts, reach));

-- name: copy_periods
INSERT OR IGNORE INTO temp.period_sums SELECT * FROM main.period_sums
WHERE "from" >= ?1 AND "to" <= ?2;

-- name: days
SELECT day FROM day_sums WHERE fact = ?1 AND day >= ?2 AND day < ?3;

-- name: has_period
SELECT 1 FROM period_sums WHERE fact = ?1 AND "from" = ?2 AND "to" = ?3;

-- name: put_day
INSERT OR REPLACE INTO day_sums VALUES (?1, ?2, ?3);

-- name: put_period
INSERT OR REPLACE INTO period_sums VALUES (?1, ?2, ?3, ?4);

-- name: day_sums
SELECT sums, day, 0 FROM day_sums WHERE fact = ?1 AND day >= ?2 AND day < ?3 ORDER BY day;

-- name: period_sums
SELECT sums, "from", "to" FROM period_sums WHERE fact = ?1 AND "from" = ?2 AND "to" = ?3;

-- What is made beside is to be handed over at the end; from these days on also what is no longer there.
-- name: mark_beside
CREATE TEMP TABLE IF NOT EXISTS made_beside (day INTEGER);

-- name: mark_change
INSERT INTO temp.made_beside VALUES (?1);

-- name: is_made_beside
SELECT 1 FROM sqlite_temp_schema WHERE name = 'made_beside'
AND EXISTS (SELECT 1 FROM sqlite_temp_schema WHERE name = 'kept_facts');

-- name: unmark_beside
DROP TABLE IF EXISTS temp.made_beside;

-- What was made since this transaction began to read; nobody else has written, or this one could not.
-- name: hand_over
CREATE TEMP TABLE redefined AS SELECT t.fact FROM temp.kept_facts t LEFT JOIN main.kept_facts m USING (fact)
WHERE (t.definition, t.uses_account, t.uses_contacts, t.reach)
   IS NOT (m.definition, m.uses_account, m.uses_contacts, m.reach);
DELETE FROM main.day_sums WHERE fact IN (SELECT fact FROM temp.redefined);
INSERT OR REPLACE INTO main.kept_facts SELECT * FROM temp.kept_facts
WHERE fact IN (SELECT fact FROM temp.redefined);
DROP TABLE temp.redefined;
DELETE FROM main.day_sums WHERE day >= (SELECT min(day) FROM temp.made_beside)
AND (fact, day) NOT IN (SELECT fact, day FROM temp.day_sums);
INSERT OR REPLACE INTO main.day_sums SELECT t.* FROM temp.day_sums t
LEFT JOIN main.day_sums m USING (fact, day) WHERE m.sums IS NOT t.sums;
DELETE FROM main.period_sums WHERE (fact, "from", "to") NOT IN (SELECT fact, "from", "to" FROM temp.period_sums);
INSERT OR REPLACE INTO main.period_sums SELECT t.* FROM temp.period_sums t
LEFT JOIN main.period_sums m USING (fact, "from", "to") WHERE m.sums IS NOT t.sums;
DELETE FROM main.fresh_payments WHERE payment_id NOT IN (SELECT payment_id FROM temp.fresh_payments);
DELETE FROM main.fresh_accounts WHERE account_id NOT IN (SELECT account_id FROM temp.fresh_accounts);
DELETE FROM main.fresh_contacts WHERE contact_id NOT IN (SELECT contact_id FROM temp.fresh_contacts);
