-- name: complaints
-- How many complaints of the period are not decided.
SELECT count(*) FROM complaints WHERE upheld = :pending AND at >= ?1 * 86400 AND at < ?2 * 86400;
