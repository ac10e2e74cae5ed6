-- name: changed_tables
SELECT tbl FROM journal_added WHERE seq = ?1 UNION SELECT tbl FROM journal_rows WHERE seq = ?1 ORDER BY 1;

-- name: count_shapes
SELECT count(*) FROM id_shape WHERE shape >= ?1;

-- name: added
SELECT ids FROM journal_added WHERE seq = ?1 AND tbl = ?2;

-- name: added_later
SELECT ids FROM journal_added WHERE seq > ?1 AND tbl = ?2 AND ids IS NOT NULL;

-- name: changed_ids
SELECT json_extract(key, '$[0]') FROM journal_rows WHERE seq = ?1 AND tbl = ?2;

-- name: changed_later
-- Rows of a table with ids that later imports changed or removed.
SELECT seq, json_extract(key, '$[0]') FROM journal_rows
WHERE seq > ?1 AND tbl = ?2 AND before IS NOT NULL ORDER BY seq;

-- name: same_rows_later
SELECT min(l.seq) FROM journal_rows b JOIN journal_rows l ON l.tbl = b.tbl AND l.key = b.key
WHERE b.seq = ?1 AND b.tbl = ?2 AND l.seq > ?1 HAVING min(l.seq) IS NOT NULL;

-- The following write statements about a table, ?1; in those ?1 is the import.

-- name: write_remove_id
SELECT 'DELETE FROM main."' || ?1 || '" WHERE "' || name || '" = ?1' FROM pragma_table_info(?1) WHERE pk = 1;

-- name: write_ids
SELECT 'SELECT "' || name || '" FROM main."' || ?1 || '"' FROM pragma_table_info(?1) WHERE pk = 1;

-- name: write_empty
-- The import was the first to fill the table: all goes but what came later.
SELECT CASE WHEN (SELECT wr FROM pragma_table_list(?1) WHERE schema = 'main')
    THEN 'DELETE FROM main."' || ?1 || '" WHERE (' || group_concat('"' || name || '"', ',')
        || ') NOT IN (SELECT ' || group_concat('json_extract(key, ''$[' || (pk - 1) || ']'')', ',')
        || ' FROM journal_rows WHERE seq > ?1 AND tbl = ''' || ?1 || ''' AND before IS NULL)'
    ELSE 'DELETE FROM main."' || ?1 || '" WHERE NOT came_later("' || name || '") AND ?1 IS NOT NULL' END
FROM (SELECT name, pk FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk);

-- name: write_remove_added
SELECT 'DELETE FROM main."' || ?1 || '" WHERE (' || group_concat('"' || name || '"', ',')
    || ') IN (SELECT ' || group_concat('json_extract(key, ''$[' || (pk - 1) || ']'')', ',')
    || ' FROM journal_rows WHERE seq = ?1 AND tbl = ''' || ?1 || ''' AND before IS NULL)'
FROM (SELECT name, pk FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk);

-- name: write_remove_changed
SELECT 'DELETE FROM main."' || ?1 || '" WHERE (' || group_concat('"' || name || '"', ',')
    || ') IN (SELECT ' || group_concat('json_extract(key, ''$[' || (pk - 1) || ']'')', ',')
    || ' FROM journal_rows WHERE seq = ?1 AND tbl = ''' || ?1 || ''' AND before IS NOT NULL)'
FROM (SELECT name, pk FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk);

-- name: write_restore
SELECT 'INSERT INTO main."' || ?1 || '" (' || group_concat('"' || name || '"', ',')
    || ') SELECT ' || group_concat('json_extract(before, ''$[' || cid || ']'')', ',')
    || ' FROM journal_rows WHERE seq = ?1 AND tbl = ''' || ?1 || ''' AND before IS NOT NULL'
FROM (SELECT name, cid FROM pragma_table_info(?1) ORDER BY cid);
