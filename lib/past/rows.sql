-- name: payments
SELECT account_id, payment_id, paid_at, amount, reverses, channel FROM payments
WHERE true

-- name: contacts
-- Of the days from ?1 to before ?2; ?3: the second before which only those that reached someone or were promised.
-- ?4: with their reasons. ?5: not NULL: also those that name no account. Of the ids from ?7 to ?8.
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN max(range.first, ?7) AND min(range.last, ?8)
WHERE coalesce(account_id, ?5) IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400
  AND (started_at >= ?3 OR outcome >= :talked OR promised_on IS NOT NULL)

-- name: earlier_promises
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM contacts
WHERE account_id IS NOT NULL AND promised_on IS NOT NULL AND started_at < ?1 * 86400

-- name: early_contacts
-- Without those of earlier_promises, where these are read, too (?6).
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM contacts
WHERE account_id IS NOT NULL AND started_at < ?1 * 86400
  AND (started_at >= ?3 OR outcome >= :talked OR promised_on IS NOT NULL) AND NOT (?6 AND promised_on IS NOT NULL)

-- name: these_contacts
-- ?4: with their reasons.
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM contacts
WHERE account_id IS NOT NULL
