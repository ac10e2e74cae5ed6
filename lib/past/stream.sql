-- name: accounts
SELECT a.account_id, a.customer_id, a.amount, a.due_on, a.placed_on, a.paused_until, a.status, a.client,
       a.batch, a.product, a.region, c.owner_id, c.born_on, c.region, c.rating, c.channel,
       coalesce(c.contact_person, '') <> '' AND coalesce(c.phone, '') <> '', a.since, c.since,
       a.closed_on, a.close_reason
FROM accounts a LEFT JOIN customers c USING (customer_id)
WHERE true

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (:waiver, :extension)

-- name: payments
SELECT account_id, payment_id, paid_at, amount, reverses, channel FROM payments
WHERE true

-- name: contacts
-- Of the days from ?1 to before ?2; ?3: the second before which only those that reached someone or were promised.
-- ?4: with their reasons. ?5: not NULL: also those that name no account.
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE coalesce(account_id, ?5) IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400
  AND (started_at >= ?3 OR outcome >= :talked OR promised_on IS NOT NULL)

-- name: earlier_promises
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on, CASE WHEN ?4 THEN reason END
FROM contacts
WHERE account_id IS NOT NULL AND promised_on IS NOT NULL AND started_at < ?1 * 86400

-- Without those of earlier_promises, where these are read, too (?6).
-- name: early_contacts
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

-- name: episodes
SELECT account_id, employee_id, "from", "to" FROM assignments
WHERE true

-- name: instalments
SELECT account_id, agreed_on, arrangement_id, employee_id, i.amount, i.due_on
FROM instalments i JOIN arrangements USING (arrangement_id)
WHERE kind = :arrangement_kinds.instalment
