-- name: noted_columns
-- The columns of tables whose changes are noted: whether the table's key is other than one integer, and the
-- column's place in it, from 1. What is never changed or can be made again is left out.
SELECT t.name, t.wr, c.pk FROM pragma_table_list t, pragma_table_info(t.name, 'main') c
WHERE t.schema = 'main' AND t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'
  AND t.name NOT IN ('audit', 'seals', 'seal_texts', 'journal', 'journal_added', 'journal_rows',
                   'row_sums', 'kept_facts', 'day_sums', 'period_sums', 'fresh_payments', 'fresh_accounts', 'fresh_contacts', 'contact_accounts')
ORDER BY t.name, c.cid;

-- name: next_seq
SELECT coalesce(max(seq), 0) + 1 FROM audit;

-- name: put_row
INSERT INTO journal_rows (seq, tbl, key, before) VALUES (?1, ?2, ?3, ?4);

-- name: write_forget_same
-- A statement that forgets the rows of table ?1 that import ?1 (of that statement) left as they were.
SELECT 'DELETE FROM journal_rows WHERE seq = ?1 AND tbl = ''' || ?1 || ''' AND EXISTS (SELECT 1 FROM main."' || ?1
    || '" t WHERE ' || group_concat('t."' || name || '" IS json_extract(before, ''$[' || cid || ']'')', ' AND ') || ')'
FROM (SELECT name, cid FROM pragma_table_info(?1) ORDER BY pk = 0, pk);

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
