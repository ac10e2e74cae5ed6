-- name: eventful
-- Of whatever is read by accounts, or as contacts lie.
SELECT DISTINCT day FROM event_days WHERE event IN ('contact', 'payment') ORDER BY day;
