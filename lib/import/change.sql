-- name: kept_imports
SELECT coalesce((SELECT CAST(nullif(value, '') AS INTEGER) FROM settings
                 WHERE name = 'undo_imports' COLLATE NOCASE), 20);
