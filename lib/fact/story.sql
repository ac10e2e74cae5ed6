-- name: accounts
SELECT a.account_id, a.customer_id, a.amount, a.due_on, a.client, a.batch, a.product, a.region,
       c.rating, c.born_on, c.owner_id,
       coalesce(c.contact_person, '') <> '' AND coalesce(c.phone, '') <> ''
       AND coalesce(a.region, '') <> '' AND c.rating IS NOT NULL
FROM accounts a LEFT JOIN customers c USING (customer_id)
WHERE true

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (:waiver, :extension)

-- name: payments
SELECT account_id, payment_id, paid_at, amount, reverses, channel FROM payments
WHERE true

-- Of the days from ?1 to before ?2; ?3: all, not only those that reached someone or were promised.
-- name: contacts
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400
  AND (?3 OR outcome >= ?4 OR promised_on IS NOT NULL)

-- name: episodes
SELECT account_id, employee_id, "from", "to" FROM assignments
WHERE true

-- name: only_wanted
AND account_id IN (SELECT account_id FROM temp.wanted)

-- name: no_fresh_account
AND account_id NOT IN (SELECT account_id FROM fresh_accounts)

-- name: no_fresh_payment
AND payment_id NOT IN (SELECT payment_id FROM fresh_payments)
