-- name: keep
INSERT OR REPLACE INTO merged_sums (period, before, merged_at, stream) VALUES (?1, ?2, ?3, ?4);

-- name: kept
-- What says most lately what a period's sums are. ?1: its name.
SELECT period, merged_at, stream FROM merged_sums WHERE period = ?1 OR before = ?1
ORDER BY merged_at DESC, period = ?1 DESC LIMIT 1;

-- name: kept_last
SELECT stream FROM merged_sums ORDER BY merged_at DESC, period DESC LIMIT 1;
