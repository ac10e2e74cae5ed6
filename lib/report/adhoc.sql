-- name: lay
-- As if the plan were laid over by another, which has sums of its own beside those that are kept
-- (lib/fact/README.md).
PRAGMA query_only=OFF;
CREATE TEMP TABLE measures AS SELECT * FROM main.measures WHERE 0;

-- name: take_away
DROP TABLE temp.measures;
