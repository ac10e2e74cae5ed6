-- name: extent
SELECT min(day), max(day) FROM event_days;

-- name: first_day
-- No row of a fact is of an earlier day. (Days before 1970 are rounded down, too. A cost is spread over its period; a
-- week may begin in the year before.)
SELECT min(day) FROM (SELECT min(day) AS day FROM event_days WHERE event IN ('contact', 'payment', 'order')
                      UNION ALL SELECT (min(at) + 86400000000) / 86400 - 1000000 FROM feedback
                      UNION ALL SELECT (min(at) + 86400000000) / 86400 - 1000000 FROM complaints
                      UNION ALL SELECT min(agreed_on) FROM arrangements
                      UNION ALL SELECT min(due_on) FROM instalments
                      UNION ALL SELECT min(completed_on) FROM trainings
                      UNION ALL SELECT unixepoch(substr(min(period), 1, 4) || '-01-01') / 86400 - 7 FROM costs);
