-- name: noted_tables
-- Tables whose changes are noted, and whether their keys are other than one integer. What is never changed or
-- can be made again is left out.
SELECT name, wr FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_'
  AND name NOT IN ('audit', 'seals', 'seal_texts', 'journal', 'journal_added', 'journal_rows',
                   'row_sums', 'kept_facts', 'day_sums', 'period_sums', 'fresh_payments', 'fresh_accounts', 'fresh_contacts', 'contact_accounts', 'stale_months')
ORDER BY name;

-- name: columns
SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid;

-- name: next_seq
SELECT coalesce(max(seq), 0) + 1 FROM audit;

-- name: put_row
INSERT INTO journal_rows (seq, tbl, key, before) VALUES (?1, ?2, ?3, ?4);

-- name: put_added
INSERT INTO journal_added (seq, tbl, ids) VALUES (?1, ?2, ?3);

-- name: put_import
-- One that changed something; the last seal then tells what was sealed later.
INSERT INTO journal (seq, seals) SELECT ?1, coalesce((SELECT max(seq) FROM seals), 0)
WHERE EXISTS (SELECT 1 FROM journal_rows WHERE seq = ?1) OR EXISTS (SELECT 1 FROM journal_added WHERE seq = ?1);

-- name: old_imports
SELECT seq FROM journal ORDER BY seq DESC LIMIT -1 OFFSET ?1;

-- name: forget_rows
DELETE FROM journal_rows WHERE seq = ?1;
-- name: forget_added
DELETE FROM journal_added WHERE seq = ?1;
-- name: forget_import
DELETE FROM journal WHERE seq = ?1;
