-- name: names_channels
-- Whether one of the limits that hold is for a channel.
SELECT 1 FROM limits WHERE channel IS NOT NULL AND (
    jurisdiction = (SELECT value FROM settings WHERE name = 'jurisdiction' COLLATE NOCASE ORDER BY name DESC LIMIT 1) COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM settings WHERE name = 'region_jurisdictions' COLLATE NOCASE AND value <> ''))
LIMIT 1;
