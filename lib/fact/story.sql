-- name: accounts
SELECT a.account_id, a.customer_id, a.amount, a.due_on, a.client, a.batch, a.product, a.region,
       c.rating, c.born_on, c.owner_id,
       coalesce(c.contact_person, '') <> '' AND coalesce(c.phone, '') <> ''
       AND coalesce(a.region, '') <> '' AND c.rating IS NOT NULL
FROM accounts a LEFT JOIN customers c USING (customer_id)
ORDER BY a.account_id;

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (0, 1)
ORDER BY account_id, agreed_on, arrangement_id;

-- name: payments
SELECT account_id, payment_id, paid_at, amount, reverses, channel FROM payments
ORDER BY account_id, paid_at, payment_id;

-- name: contacts
SELECT account_id, contact_id, employee_id, started_at, channel, outcome, duration_s,
       promised_amount, promised_on
FROM contacts
WHERE account_id IS NOT NULL
ORDER BY account_id, started_at, contact_id;

-- name: episodes
SELECT account_id, employee_id, "from", "to" FROM assignments ORDER BY account_id, "from";
