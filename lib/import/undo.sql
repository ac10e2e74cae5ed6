-- name: import
-- The import with this number in the audit log; 0: the last that can be taken back.
SELECT j.seq, a.at, a.files, a.arguments, j.seals FROM journal j LEFT JOIN audit a USING (seq)
WHERE j.seq = CASE WHEN ?1 = 0 THEN (SELECT max(seq) FROM journal) ELSE ?1 END;

-- name: later_changes
-- Whether something changed rows since import ?1: a later import, or accounts were dealt.
SELECT 1 WHERE EXISTS (SELECT 1 FROM journal WHERE seq > ?1)
    OR EXISTS (SELECT 1 FROM audit WHERE seq > ?1 AND program = 'cx-assign' AND coalesce(sums, '?') <> '');

-- name: dealt_later
-- A look at a worklist or a refusal is on record too, and changes no sum; an old cx told none.
SELECT min(seq) FROM audit WHERE seq > ?1 AND program = 'cx-assign'
    AND (sums IS NULL OR char(10) || sums LIKE '%' || char(10) || 'assignments %');

-- name: sealed_later
-- The last month that was sealed after seal ?1 and has not been opened again.
SELECT max(period) FROM sealed_periods WHERE seq > ?1;

-- name: children
-- The tables that refer to table ?1.
SELECT DISTINCT c.name FROM pragma_table_list c JOIN pragma_foreign_key_list(c.name) f
WHERE c.schema = 'main' AND c.type = 'table' AND f."table" = ?1 ORDER BY c.name;

-- name: orphans
-- Rows of table ?1 that refer to what is not there in table ?2: how many, and the id of one.
SELECT count(*), min(rowid) FROM pragma_foreign_key_check(?1) WHERE parent = ?2 HAVING count(*) > 0;

-- name: nameless
-- Kinds whose rows name what is not there in table ?1 though no reference of the schema says so, of now or of before
-- (team_history): how many rows, and the least id that they name.
SELECT kind, count(*), min(id) FROM (
    SELECT 'targets' AS kind, scope_id AS id, CASE scope WHEN :scopes.employee THEN 'people' WHEN :scopes.team THEN 'teams' END AS tbl
    FROM targets
    UNION ALL SELECT 'access', scope_id, CASE scope WHEN :scopes.employee THEN 'people' WHEN :scopes.team THEN 'teams' END FROM access
    UNION ALL SELECT 'costs', team_id, 'teams' FROM costs WHERE team_id <> 0
    UNION ALL SELECT 'teams', parent_id, 'teams' FROM team_history
    UNION ALL SELECT 'teams', manager_id, 'people' FROM team_history
    UNION ALL SELECT 'customers', owner_id, 'people' FROM customer_history)
WHERE tbl = ?1 AND id IS NOT NULL
  AND CASE tbl WHEN 'people' THEN id NOT IN (SELECT employee_id FROM people)
               ELSE id NOT IN (SELECT team_id FROM teams) END
GROUP BY kind ORDER BY kind;

-- name: posts
-- The first days of the posts of person ?1; no row: there is no such person.
SELECT group_concat(day, ', ') FROM (SELECT date(since * 86400, 'unixepoch') AS day FROM employees
                                     WHERE employee_id = ?1 ORDER BY since) HAVING count(*) > 0;

-- name: drop_findings
-- What was found in contacts that are gone.
DELETE FROM violations WHERE contact_id NOT IN (SELECT contact_id FROM contacts);

-- name: all_reversed
SELECT DISTINCT reverses FROM payments WHERE reverses IS NOT NULL;

-- name: event_days
-- Where the events of each day stand, made again (lib/past/days.h); of days alone those that are listed do.
DELETE FROM event_days WHERE event IN ('payment', 'contact', 'order');
INSERT INTO event_days (event, day, shape, first, last, until)
SELECT 'payment', (paid_at - (paid_at % 86400 + 86400) % 86400) / 86400, payment_id & 511, min(payment_id),
       max(payment_id), -2147483647
FROM payments GROUP BY 2, 3
UNION ALL
SELECT 'contact', (started_at - (started_at % 86400 + 86400) % 86400) / 86400, contact_id & 511,
       min(contact_id), max(contact_id), coalesce(max(promised_on), -2147483647)
FROM contacts GROUP BY 2, 3
UNION ALL
SELECT 'order', (ordered_at - (ordered_at % 86400 + 86400) % 86400) / 86400, order_id & 511,
       min(order_id), max(order_id), -2147483647
FROM orders GROUP BY 2, 3;
