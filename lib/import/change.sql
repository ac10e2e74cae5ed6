-- name: kept_imports
SELECT coalesce((SELECT CAST(nullif(value, '') AS INTEGER) FROM settings
                 WHERE name = 'undo_imports' COLLATE NOCASE ORDER BY name DESC LIMIT 1), 20);
