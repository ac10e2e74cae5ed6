-- name: kept
SELECT sums FROM main.day_sums WHERE fact = 'balance' AND day = ?1;

-- name: has_later
-- Of three days, the last that were asked for.
SELECT 1 FROM main.day_sums WHERE fact = 'balance' AND day >= ?1 ORDER BY day LIMIT 1 OFFSET 2;

-- name: keep
INSERT OR REPLACE INTO main.day_sums VALUES ('balance', ?1, ?2);

-- name: leave_three
DELETE FROM main.day_sums WHERE fact = 'balance' AND day < (
    SELECT day FROM main.day_sums WHERE fact = 'balance' ORDER BY day DESC LIMIT 1 OFFSET 2);
