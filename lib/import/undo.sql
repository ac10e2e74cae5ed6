-- name: import
-- The import with this number in the audit log; 0: the last that can be taken back.
SELECT j.seq, a.at, a.files, a.arguments, j.seals FROM journal j LEFT JOIN audit a USING (seq)
WHERE j.seq = CASE WHEN ?1 = 0 THEN (SELECT max(seq) FROM journal) ELSE ?1 END;

-- name: later_changes
-- Whether something changed rows since import ?1: a later import, or accounts were dealt.
SELECT 1 WHERE EXISTS (SELECT 1 FROM journal WHERE seq > ?1)
    OR EXISTS (SELECT 1 FROM audit WHERE seq > ?1 AND program = 'cx-assign');

-- name: dealt_later
SELECT min(seq) FROM audit WHERE seq > ?1 AND program = 'cx-assign';

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
