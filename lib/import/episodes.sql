-- name: stage
-- Sorted on the way in, which takes bounded memory, so that the table only grows at its end.
CREATE TEMP TABLE stage (line INTEGER, account_id INTEGER, employee_id INTEGER, "from" INTEGER,
                         "to" INTEGER, raw TEXT, PRIMARY KEY (account_id, "from", line)) WITHOUT ROWID;
INSERT INTO temp.stage (line, account_id, employee_id, "from", "to", raw)
SELECT "line.", account_id, employee_id, "from", "to", "raw." FROM temp.feed
ORDER BY account_id, "from", "line.";

-- name: repeated
-- Rows whose key came in an earlier line, and whether they say something else.
SELECT s.account_id, s."from", s.line, s.raw,
       s.employee_id <> f.employee_id OR s."to" IS NOT f."to"
FROM temp.stage s JOIN temp.stage f
ON f.account_id = s.account_id AND f."from" = s."from" AND f.line < s.line
WHERE NOT EXISTS (SELECT 1 FROM temp.stage e
                  WHERE e.account_id = s.account_id AND e."from" = s."from" AND e.line < f.line)
ORDER BY s.line;

-- name: counts
SELECT count(*), count(a.account_id),
       count(CASE WHEN a.employee_id = s.employee_id AND a."to" IS s."to" THEN 1 END)
FROM temp.stage s LEFT JOIN assignments a ON a.account_id = s.account_id AND a."from" = s."from";

-- name: new_months
-- Rows that say something new of sealed days (?1 to before ?2): the first such day of each month, and how many.
-- What was there says what it says until the earlier of both ends.
SELECT min(day), count(*) FROM (
    SELECT max(?1, CASE WHEN a.employee_id IS s.employee_id
                        THEN min(coalesce(s."to", 9e9), coalesce(a."to", 9e9)) ELSE s."from" END) AS day
    FROM temp.stage s LEFT JOIN assignments a ON a.account_id = s.account_id AND a."from" = s."from"
    WHERE ?1 < ?2 AND s."from" < ?2 AND (a.account_id IS NULL
          OR a.employee_id <> s.employee_id OR a."to" IS NOT s."to")
      AND coalesce(s."to", 9e9) > ?1)
WHERE day < ?2 GROUP BY strftime('%Y-%m', day * 86400, 'unixepoch');

-- name: leave_same
-- What is there already stays: an import that says it again has not changed it.
DELETE FROM temp.stage
WHERE EXISTS (SELECT 1 FROM assignments a WHERE a.account_id = stage.account_id AND a."from" = stage."from"
              AND a.employee_id = stage.employee_id AND a."to" IS stage."to");

-- name: taken_over
-- Episodes that began before a day (?1) and get another holder from their start: how many, and the first.
SELECT count(*) OVER (), s.account_id, s."from", s.employee_id, a.employee_id
FROM temp.stage s JOIN assignments a ON a.account_id = s.account_id AND a."from" = s."from"
WHERE a.employee_id <> s.employee_id AND s."from" < ?1
ORDER BY s.line LIMIT 1;

-- name: clear
DELETE FROM assignments
WHERE EXISTS (SELECT 1 FROM temp.stage s
              WHERE s.account_id = assignments.account_id AND s."from" = assignments."from");

-- name: overlaps
-- Rows that overlap another row of the file, or an episode that the file leaves as it is: the row, the
-- other's first day and line.
SELECT s.account_id, s."from", s.line, s.raw, a."from", NULL
FROM temp.stage s JOIN assignments a
ON a.account_id = s.account_id AND a."from" < coalesce(s."to", 9e9)
   AND s."from" < coalesce(a."to", 9e9)
WHERE NOT EXISTS (SELECT 1 FROM temp.stage t
                  WHERE t.account_id = a.account_id AND t."from" = a."from")
UNION ALL
SELECT s.account_id, CASE WHEN s.line > a.line THEN s."from" ELSE a."from" END,
       max(s.line, a.line), CASE WHEN s.line > a.line THEN s.raw ELSE a.raw END,
       min(s."from", a."from"), min(s.line, a.line)
FROM temp.stage s JOIN temp.stage a
ON a.account_id = s.account_id AND a."from" > s."from" AND a."from" < coalesce(s."to", 9e9)
ORDER BY 3;

-- name: reject
DELETE FROM temp.stage WHERE account_id = ?1 AND "from" = ?2 AND line = ?3;

-- name: insert
INSERT INTO assignments (account_id, "from", "to", employee_id)
SELECT account_id, "from", "to", employee_id FROM temp.stage ORDER BY account_id, "from";
