-- name: todate_targets
SELECT scope, scope_id, metric_id, value FROM targets WHERE period = ?1
ORDER BY scope, id(scope_id), metric_id;
