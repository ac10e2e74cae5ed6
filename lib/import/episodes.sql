-- name: stage
CREATE TEMP TABLE stage (line INTEGER, account_id INTEGER, employee_id INTEGER, "from" INTEGER,
                         "to" INTEGER, UNIQUE (account_id, "from"));
INSERT INTO temp.stage SELECT "line.", account_id, employee_id, "from", "to" FROM temp.feed;

-- name: counts
SELECT count(*), count(a.account_id),
       count(CASE WHEN a.employee_id = s.employee_id AND a."to" IS s."to" THEN 1 END)
FROM temp.stage s LEFT JOIN assignments a ON a.account_id = s.account_id AND a."from" = s."from";

-- name: clear
DELETE FROM assignments
WHERE EXISTS (SELECT 1 FROM temp.stage s
              WHERE s.account_id = assignments.account_id AND s."from" = assignments."from");

-- name: overlaps
SELECT line, other, other_line FROM (
    SELECT s.line AS line, a."from" AS other, NULL AS other_line
    FROM temp.stage s JOIN assignments a
    ON a.account_id = s.account_id AND a."from" < coalesce(s."to", 9e9)
       AND s."from" < coalesce(a."to", 9e9)
    UNION ALL
    SELECT max(s.line, a.line), min(s."from", a."from"), min(s.line, a.line)
    FROM temp.stage s JOIN temp.stage a
    ON a.account_id = s.account_id AND a."from" > s."from" AND a."from" < coalesce(s."to", 9e9))
ORDER BY line;

-- name: insert
INSERT INTO assignments (account_id, "from", "to", employee_id)
SELECT account_id, "from", "to", employee_id FROM temp.stage ORDER BY account_id, "from";
