-- name: chain
SELECT seq, action, period, at, version, reason, total, before, hash FROM seals ORDER BY seq;

-- name: texts
SELECT name, text FROM seal_texts WHERE seq = ?1 ORDER BY name;

-- name: text
SELECT text FROM seal_texts WHERE seq = ?1 AND name = ?2;

-- name: put_text
INSERT INTO seal_texts SELECT coalesce(max(seq), 0) + 1, ?1, ?2 FROM seals;

-- name: stray_texts
SELECT seq, name FROM seal_texts WHERE seq NOT IN (SELECT seq FROM seals) ORDER BY seq LIMIT 1;

-- name: audit_head
SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1;

-- name: audit_seals
SELECT files FROM audit WHERE program = 'cx-bonus' AND files LIKE 'seal %' ORDER BY seq;

-- name: audit_hash
SELECT hash FROM audit WHERE seq = ?1;

-- name: audit_names
SELECT 1 FROM audit WHERE program = 'cx-bonus' AND files = ?1;

-- name: seal_head
SELECT seq, hash FROM seals ORDER BY seq DESC LIMIT 1;

-- name: seal_hash
SELECT hash FROM seals WHERE seq = ?1;
