-- name: stage
CREATE TEMP TABLE stage (line INTEGER, account_id INTEGER, employee_id INTEGER, "from" INTEGER,
                         "to" INTEGER, raw TEXT, UNIQUE (account_id, "from"));

-- name: fill
INSERT INTO temp.stage SELECT "line.", account_id, employee_id, "from", "to", "raw." FROM temp.feed
WHERE true ON CONFLICT (account_id, "from") DO UPDATE SET line = line
WHERE row_conflict(excluded.employee_id <> stage.employee_id OR excluded."to" IS NOT stage."to");

-- name: counts
SELECT count(*), count(a.account_id),
       count(CASE WHEN a.employee_id = s.employee_id AND a."to" IS s."to" THEN 1 END)
FROM temp.stage s LEFT JOIN assignments a ON a.account_id = s.account_id AND a."from" = s."from";

-- name: clear
DELETE FROM assignments
WHERE EXISTS (SELECT 1 FROM temp.stage s
              WHERE s.account_id = assignments.account_id AND s."from" = assignments."from");

-- name: overlaps
-- Rows that overlap another row of the file, or an episode that the file leaves as it is.
SELECT s.line, a."from", NULL, s.raw
FROM temp.stage s JOIN assignments a
ON a.account_id = s.account_id AND a."from" < coalesce(s."to", 9e9)
   AND s."from" < coalesce(a."to", 9e9)
WHERE NOT EXISTS (SELECT 1 FROM temp.stage t
                  WHERE t.account_id = a.account_id AND t."from" = a."from")
UNION ALL
SELECT max(s.line, a.line), min(s."from", a."from"), min(s.line, a.line),
       CASE WHEN s.line > a.line THEN s.raw ELSE a.raw END
FROM temp.stage s JOIN temp.stage a
ON a.account_id = s.account_id AND a."from" > s."from" AND a."from" < coalesce(s."to", 9e9)
ORDER BY 1;

-- name: reject
DELETE FROM temp.stage WHERE line = ?1;

-- name: insert
INSERT INTO assignments (account_id, "from", "to", employee_id)
SELECT account_id, "from", "to", employee_id FROM temp.stage ORDER BY account_id, "from";
