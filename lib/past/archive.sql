-- name: customers
SELECT customer_id, rating, channel, born_on, region, owner_id,
       coalesce(contact_person, '') <> '' AND coalesce(phone, '') <> '', since
FROM customers ORDER BY customer_id;

-- name: accounts
SELECT account_id, customer_id, amount, due_on, placed_on, status, paused_until, region, product, client,
       batch, since, closed_on, close_reason
FROM accounts ORDER BY account_id;

-- name: bare_accounts
-- Without customers and words, and before the wall (fact/wall.c).
SELECT account_id, amount, due_on, placed_on, closed_on FROM main.accounts ORDER BY account_id;

-- name: are_ends_hidden
SELECT 1 FROM sqlite_temp_schema WHERE type = 'view' AND name = 'accounts';

-- name: payments
SELECT account_id, paid_at, amount FROM payments WHERE paid_at < (?1 + 1) * 86400;

-- name: payments_of_days
-- Of the days ?1 to before ?2 (days.h).
SELECT account_id, paid_at, amount
FROM range CROSS JOIN payments p ON p.payment_id BETWEEN range.first AND range.last
WHERE paid_at >= ?1 * 86400 AND paid_at < ?2 * 86400;

-- name: earlier_payments_of_plans
-- Of accounts with instalments, before day ?1.
SELECT account_id, paid_at, amount
FROM (SELECT DISTINCT account_id FROM arrangements WHERE kind = :arrangement_kinds.instalment)
     CROSS JOIN payments USING (account_id)
WHERE paid_at < ?1 * 86400;

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on, arrangement_id FROM arrangements
WHERE kind IN (:waiver, :extension) ORDER BY agreed_on, arrangement_id;

-- name: instalments
SELECT account_id, agreed_on, arrangement_id, employee_id, i.amount, i.due_on
FROM instalments i JOIN arrangements USING (arrangement_id)
WHERE kind = :arrangement_kinds.instalment ORDER BY agreed_on, arrangement_id, i.due_on;

-- name: episodes
SELECT account_id, "from", "to", employee_id FROM assignments ORDER BY account_id, "from";

-- name: is_covered
-- A table or view that stands before that of contacts: a second connection doesn't know it.
SELECT 1 FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name = 'contacts' COLLATE NOCASE;

-- name: contacts
SELECT account_id, started_at, channel, outcome, promised_amount, promised_on FROM contacts
WHERE account_id IS NOT NULL AND started_at < (?1 + 1) * 86400;

-- name: contacts_of_days
-- Of the days ?1 to before ?2 (days.h).
SELECT account_id, started_at, channel, outcome, promised_amount, promised_on
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE account_id IS NOT NULL AND started_at >= ?1 * 86400 AND started_at < ?2 * 86400;

-- name: promises
-- Contacts before day ?1 that name a day, from their index alone.
SELECT account_id, contact_id, started_at FROM contacts
WHERE promised_on IS NOT NULL AND account_id IS NOT NULL AND started_at < ?1 * 86400
ORDER BY account_id, started_at, contact_id;

-- name: contact
SELECT account_id, started_at, channel, outcome, promised_amount, promised_on FROM contacts
WHERE contact_id = ?1 AND account_id IS NOT NULL;
