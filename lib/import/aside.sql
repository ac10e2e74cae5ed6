-- name: limits_that_hold
SELECT channel, rule, counts FROM limits WHERE
    jurisdiction = (SELECT value FROM settings WHERE name = 'jurisdiction' COLLATE NOCASE ORDER BY name DESC LIMIT 1) COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM settings WHERE name = 'region_jurisdictions' COLLATE NOCASE AND value <> '');

-- name: measures_promises
SELECT 1 FROM measures WHERE fact = :facts.promise LIMIT 1;
