-- name: targets
SELECT scope, scope_id, metric_id, value FROM targets WHERE period = ?1;
