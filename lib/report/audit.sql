-- name: audit_log
-- Rows whose time is in the period.
SELECT seq, at, user, program, version, arguments, files, hash, clock FROM audit
WHERE at >= ?1 * 86400 AND at < ?2 * 86400
ORDER BY seq;
