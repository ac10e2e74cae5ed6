-- name: accounts
-- ?1 to ?4: with the text.
SELECT a.account_id, a.customer_id, a.amount, a.due_on, a.placed_on, a.paused_until, a.status, a.since,
       a.closed_on, a.close_reason, CASE WHEN ?1 THEN a.client END, CASE WHEN ?2 THEN a.batch END,
       CASE WHEN ?3 THEN a.product END, CASE WHEN ?4 THEN a.region END, c.owner_id, c.born_on, c.region, c.rating,
       c.channel, coalesce(c.contact_person, '') <> '' AND coalesce(c.phone, '') <> '', c.since
FROM accounts a LEFT JOIN customers c USING (customer_id)
WHERE true

-- name: accounts_alone
SELECT account_id, NULL, amount, due_on, placed_on, paused_until, status, since, closed_on, close_reason,
       CASE WHEN ?1 THEN client END, CASE WHEN ?2 THEN batch END, CASE WHEN ?3 THEN product END,
       CASE WHEN ?4 THEN region END
FROM accounts
WHERE true

-- name: arrangements
SELECT account_id, kind, agreed_on, amount, due_on, arrangement_id FROM arrangements
WHERE kind IN (:waiver, :extension)

-- name: episodes
SELECT account_id, employee_id, "from", "to" FROM assignments
WHERE true

-- name: instalments
SELECT account_id, agreed_on, arrangement_id, employee_id, i.amount, i.due_on
FROM instalments i JOIN arrangements USING (arrangement_id)
WHERE kind = :arrangement_kinds.instalment
