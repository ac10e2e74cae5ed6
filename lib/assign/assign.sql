-- name: end
UPDATE assignments SET "to" = ?3 WHERE account_id = ?1 AND "from" = ?2;

-- name: remove
DELETE FROM assignments WHERE account_id = ?1 AND "from" = ?2;

-- name: begin
-- Until the next begins, where one is known already.
INSERT INTO assignments (account_id, "from", "to", employee_id) VALUES (?1, ?2, (
    SELECT min("from") FROM assignments WHERE account_id = ?1 AND "from" > ?2), ?3);

-- name: last_start
SELECT max("from") FROM assignments WHERE account_id = ?1 AND "from" <= ?2;
