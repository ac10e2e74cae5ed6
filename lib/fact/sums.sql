-- name: extent
SELECT min(day), max(day) FROM event_days;
