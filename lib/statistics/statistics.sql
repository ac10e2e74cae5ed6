-- name: scorecard_rows
-- the columns in the order of their kind, and then the first day on which a row of the card ends
SELECT scorecard_id, metric_id, weight, target, prorate, method, floor, cap, missing, subject,
       min_days, require, for_role, for_team, for_employee, valid_from, valid_to,
       min(valid_to) OVER (PARTITION BY scorecard_id)
FROM scorecards
WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)
ORDER BY scorecard_id, metric_id;
