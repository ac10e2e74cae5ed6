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
    'adjustments', 'violations')
    OR type = 'view' AND name = 'payments' -- the wall (wall.c)
    OR name = 'from_events';

-- name: is_hidden
-- What is kept may not be used: behind the wall, and where it is to be checked (proof.c).
SELECT 1 FROM sqlite_temp_schema
WHERE type = 'view' AND name = 'payments' OR name = 'from_events';

-- name: are_violations_laid
SELECT 1 FROM sqlite_temp_schema WHERE type = 'table' AND name = 'violations';

-- name: drop_sums
DROP TABLE temp.day_sums;
DROP TABLE temp.period_sums;

-- name: drop_own_sums
DROP VIEW temp.day_sums;
DROP VIEW temp.period_sums;
DROP TABLE temp.own_days;
DROP TABLE temp.own_periods;

-- name: drop_beside
DROP TABLE temp.kept_facts;
DROP TABLE temp.fresh_payments;
DROP TABLE temp.fresh_accounts;
DROP TABLE temp.fresh_contacts;

-- name: is_beside
SELECT 1 FROM sqlite_temp_schema WHERE name = 'kept_facts';

-- name: make_sums
-- Sums of which the database's are copied (copy_days), as far as they may be used.
CREATE TEMP TABLE day_sums (fact TEXT, day INTEGER, sums BLOB, PRIMARY KEY (fact, day));
CREATE TEMP TABLE period_sums (
    fact TEXT, "from" INTEGER, "to" INTEGER, sums BLOB, PRIMARY KEY (fact, "from", "to"));

-- name: make_own_sums
-- Sums that are to be handed over, before the database's own; NULL: those are gone.
CREATE TEMP TABLE own_days (fact TEXT, day INTEGER, sums BLOB, PRIMARY KEY (fact, day));
CREATE TEMP VIEW day_sums AS SELECT * FROM temp.own_days WHERE sums IS NOT NULL
UNION ALL SELECT * FROM main.day_sums m
WHERE NOT EXISTS (SELECT 1 FROM temp.own_days o WHERE o.fact = m.fact AND o.day = m.day);
CREATE TEMP TRIGGER own_day_put INSTEAD OF INSERT ON day_sums BEGIN
    INSERT OR REPLACE INTO own_days VALUES (NEW.fact, NEW.day, NEW.sums);
END;
CREATE TEMP TRIGGER own_day_gone INSTEAD OF DELETE ON day_sums BEGIN
    INSERT OR REPLACE INTO own_days VALUES (OLD.fact, OLD.day, NULL);
END;
CREATE TEMP TABLE own_periods (
    fact TEXT, "from" INTEGER, "to" INTEGER, sums BLOB, PRIMARY KEY (fact, "from", "to"));
CREATE TEMP VIEW period_sums AS SELECT * FROM temp.own_periods WHERE sums IS NOT NULL
UNION ALL SELECT * FROM main.period_sums m WHERE NOT EXISTS (
    SELECT 1 FROM temp.own_periods o WHERE o.fact = m.fact AND o."from" = m."from" AND o."to" = m."to");
CREATE TEMP TRIGGER own_period_put INSTEAD OF INSERT ON period_sums BEGIN
    INSERT OR REPLACE INTO own_periods VALUES (NEW.fact, NEW."from", NEW."to", NEW.sums);
END;
CREATE TEMP TRIGGER own_period_gone INSTEAD OF DELETE ON period_sums BEGIN
    INSERT OR REPLACE INTO own_periods VALUES (OLD.fact, OLD."from", OLD."to", NULL);
END;

-- name: make_beside
CREATE TEMP TABLE kept_facts (
    fact TEXT PRIMARY KEY, definition TEXT, uses_account INTEGER, uses_contacts INTEGER, reach INTEGER);
INSERT INTO temp.kept_facts SELECT * FROM main.kept_facts;
CREATE TEMP TABLE fresh_payments AS SELECT * FROM main.fresh_payments;
CREATE TEMP TABLE fresh_accounts AS SELECT * FROM main.fresh_accounts;
CREATE TEMP TABLE fresh_contacts (contact_id INTEGER PRIMARY KEY);
INSERT INTO temp.fresh_contacts SELECT * FROM main.fresh_contacts;

-- name: empty_beside
DELETE FROM temp.kept_facts;
DELETE FROM temp.fresh_payments;
DELETE FROM temp.fresh_accounts;
DELETE FROM temp.fresh_contacts;

-- name: copy_days
-- Of facts whose measures are still what they were.
INSERT OR IGNORE INTO temp.day_sums SELECT * FROM main.day_sums WHERE day >= ?1 AND day < ?2
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

-- name: is_made_beside
-- What is made beside is to be handed over at the end.
SELECT 1 FROM sqlite_temp_schema WHERE name = 'own_days';

-- name: forget_holding
DROP TABLE IF EXISTS temp.holding;
DROP TABLE IF EXISTS temp.unsettled;

-- name: hand_over
-- What was made since this transaction began to read; nobody else has written, or this one could not.
CREATE TEMP TABLE redefined AS SELECT t.fact FROM temp.kept_facts t LEFT JOIN main.kept_facts m USING (fact)
WHERE (t.definition, t.uses_account, t.uses_contacts, t.reach)
   IS NOT (m.definition, m.uses_account, m.uses_contacts, m.reach);
DELETE FROM main.day_sums WHERE fact IN (SELECT fact FROM temp.redefined);
INSERT OR REPLACE INTO main.kept_facts SELECT * FROM temp.kept_facts
WHERE fact IN (SELECT fact FROM temp.redefined);
DROP TABLE temp.redefined;
DELETE FROM main.day_sums WHERE (fact, day) IN (SELECT fact, day FROM temp.own_days WHERE sums IS NULL);
INSERT OR REPLACE INTO main.day_sums SELECT * FROM temp.own_days WHERE sums IS NOT NULL;
DELETE FROM main.period_sums WHERE (fact, "from", "to") IN (
    SELECT fact, "from", "to" FROM temp.own_periods WHERE sums IS NULL);
INSERT OR REPLACE INTO main.period_sums SELECT t.* FROM temp.own_periods t
LEFT JOIN main.period_sums m USING (fact, "from", "to") WHERE t.sums IS NOT NULL AND m.sums IS NOT t.sums;
DELETE FROM main.fresh_payments WHERE payment_id NOT IN (SELECT payment_id FROM temp.fresh_payments);
DELETE FROM main.fresh_accounts WHERE account_id NOT IN (SELECT account_id FROM temp.fresh_accounts);
DELETE FROM main.fresh_contacts WHERE contact_id NOT IN (SELECT contact_id FROM temp.fresh_contacts);
