-- name: is_beside
SELECT 1 FROM sqlite_temp_schema WHERE name = 'kept_facts';

-- name: put_beside
-- Kept sums (lib/fact/README.md) of the plan's measures stay as they are: those of a report go into
-- temporary tables of the same names, and away with them.
PRAGMA query_only=OFF;
CREATE TEMP TABLE kept_facts AS SELECT * FROM main.kept_facts WHERE 0;
CREATE UNIQUE INDEX temp.kept_facts_key ON kept_facts (fact);
CREATE TEMP TABLE day_sums (fact TEXT, day INTEGER, sums BLOB, PRIMARY KEY (fact, day));
CREATE TEMP TABLE period_sums (
    fact TEXT, "from" INTEGER, "to" INTEGER, sums BLOB, PRIMARY KEY (fact, "from", "to"));
CREATE TEMP TABLE fresh_payments AS SELECT * FROM main.fresh_payments WHERE 0;
CREATE TEMP TABLE fresh_accounts AS SELECT * FROM main.fresh_accounts WHERE 0;

-- name: take_away
DROP TABLE temp.kept_facts;
DROP TABLE temp.day_sums;
DROP TABLE temp.period_sums;
DROP TABLE temp.fresh_payments;
DROP TABLE temp.fresh_accounts;
