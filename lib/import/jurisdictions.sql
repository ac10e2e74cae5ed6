-- name: limited_jurisdictions
SELECT coalesce(group_concat(jurisdiction, ', '), '') FROM (SELECT DISTINCT jurisdiction FROM limits ORDER BY jurisdiction);

-- name: laws
SELECT coalesce(group_concat(name || '=' || value, ' '), '') FROM
    (SELECT lower(max(name)) AS name, lower(value) AS value FROM settings
     WHERE name COLLATE NOCASE IN ('jurisdiction', 'region_jurisdictions') GROUP BY name COLLATE NOCASE);

-- name: is_own_jurisdiction
-- Whether the setting jurisdiction names ?1.
SELECT 1 FROM settings WHERE name = 'jurisdiction' COLLATE NOCASE AND value = ?1 COLLATE NOCASE;
