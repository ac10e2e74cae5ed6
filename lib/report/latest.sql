-- name: blocked
-- Those of the contacts of the days from ?1 to before ?2, and of contacts whose ids lie among theirs.
SELECT contact_id FROM breaking
WHERE contact_id BETWEEN (SELECT min(first) FROM event_days WHERE event = 'contact' AND day >= ?1 AND day < ?2)
                     AND (SELECT max(last) FROM event_days WHERE event = 'contact' AND day >= ?1 AND day < ?2);

-- name: promise_of
SELECT promised_amount FROM contacts WHERE contact_id = ?1;

-- name: rules_of
SELECT rules FROM breaking WHERE contact_id = ?1;
