-- name: customers
SELECT customer_id, rating, channel, born_on, region, owner_id,
       coalesce(contact_person, '') <> '' AND coalesce(phone, '') <> '', since
FROM customers ORDER BY customer_id;

-- name: accounts
SELECT account_id, customer_id, amount, due_on, placed_on, status, paused_until, region, product, client,
       batch, since, closed_on, close_reason
FROM accounts ORDER BY account_id;

-- Without customers and words.
-- name: bare_accounts
SELECT account_id, NULL, amount, due_on, placed_on, status, paused_until, NULL, NULL, NULL, NULL, NULL, closed_on,
       close_reason
FROM accounts ORDER BY account_id;

-- name: payments
SELECT account_id, paid_at, amount FROM payments WHERE paid_at < (?1 + 1) * 86400;

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on FROM arrangements
WHERE kind IN (:waiver, :extension) ORDER BY agreed_on, arrangement_id;

-- name: instalments
SELECT account_id, agreed_on, arrangement_id, employee_id, i.amount, i.due_on
FROM instalments i JOIN arrangements USING (arrangement_id)
WHERE kind = :arrangement_kinds.instalment ORDER BY agreed_on, arrangement_id, i.due_on;

-- name: episodes
SELECT account_id, "from", "to", employee_id FROM assignments ORDER BY account_id, "from";

-- A table or view that stands before that of contacts: a second connection doesn't know it.
-- name: is_covered
SELECT 1 FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name = 'contacts' COLLATE NOCASE;

-- name: contacts
SELECT account_id, started_at, channel, outcome, promised_amount, promised_on FROM contacts
WHERE account_id IS NOT NULL AND started_at < (?1 + 1) * 86400;
