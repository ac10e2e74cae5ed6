-- name: last_day
SELECT max(day) FROM event_days WHERE event = ?1;

-- name: has_day
SELECT 1 FROM event_days WHERE event = ?1 AND day >= ?2 AND day < ?3 LIMIT 1;

-- name: first_event
-- The first payment is on the first listed day that still has one.
SELECT min(day) FROM (SELECT * FROM (SELECT day FROM event_days d WHERE event = 'payment' AND EXISTS (
                          SELECT 1 FROM payments WHERE payment_id BETWEEN d.first AND d.last
                          AND paid_at >= d.day * 86400 AND paid_at < (d.day + 1) * 86400)
                      ORDER BY day LIMIT 1)
                      UNION ALL SELECT min(day) FROM event_days WHERE event = 'contact'
                      UNION ALL SELECT min(at) / 86400 FROM feedback
                      UNION ALL SELECT min(at) / 86400 FROM complaints);

-- name: put_day
INSERT INTO event_days VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
                          until = max(until, excluded.until)
WHERE excluded.first < first OR excluded.last > last OR excluded.until > until;

-- name: ranges
-- The ids of some days' events (?9), ?1 to before ?2, as ranges that don't overlap, so that no part of the
-- table is read twice; the query that reads them follows.
WITH span AS (SELECT min(first) AS first, max(last) AS last FROM event_days
              WHERE event = ?9 AND day >= ?1 AND day < ?2 GROUP BY shape),
     step AS (SELECT first, last, max(last) OVER (ORDER BY first, last
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM span),
     part AS (SELECT first, last, sum(before IS NULL OR before < first) OVER (ORDER BY first, last) AS n
              FROM step),
     range AS MATERIALIZED (SELECT min(first) AS first, max(last) AS last FROM part GROUP BY n)
