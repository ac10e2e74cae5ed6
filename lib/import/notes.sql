-- name: retro_months
SELECT coalesce((SELECT CAST(nullif(value, '') AS INTEGER) FROM settings
                 WHERE name = 'retro_months' COLLATE NOCASE), 3);

-- name: sealed_months
SELECT period FROM sealed_periods ORDER BY period;
