-- name: account_story
-- All that happened to the account ?4; or, with ?5, to all accounts of the customer ?4, each with its own balance. What
-- takes something off a balance has it in `less`.
, a AS (SELECT * FROM accounts WHERE CASE WHEN ?5 THEN customer_id ELSE account_id END = ?4),
debtor AS (SELECT * FROM customers WHERE customer_id IN (SELECT customer_id FROM a)),
people AS (SELECT employee_id, name, since FROM employees),
story (at, seq, what, who, employee_id, amount, less, detail, account_id) AS (
    SELECT ordered_at, 0, 'order', id(order_id), NULL, amount, 0, NULL, NULL
    FROM orders WHERE customer_id IN (SELECT customer_id FROM a)
    UNION ALL
    SELECT coalesce(placed_on, due_on) * 86400, 1, 'placed', id(customer_id), NULL, amount, 0,
           listed(listed((SELECT coalesce(mask_name(name) || ' ' || mask_phone(phone), mask_name(name), mask_phone(phone))
                          FROM debtor), client), product), account_id
    FROM a
    UNION ALL
    SELECT due_on * 86400, 2, 'due', NULL, NULL, NULL, 0, NULL, account_id FROM a
    UNION ALL
    SELECT closed_on * 86400 + 86399, 9, 'closed', NULL, NULL, NULL, 0, named(word('accounts.close_reason', close_reason)), account_id
    FROM a WHERE closed_on IS NOT NULL
    UNION ALL
    SELECT e."from" * 86400, 3, 'held', id(e.employee_id), e.employee_id, NULL, 0,
           coalesce(told('until %s', day(e."to" - 1)), ''), account_id
    FROM assignments e WHERE account_id IN (SELECT account_id FROM a)
    UNION ALL
    SELECT agreed_on * 86400, 4, word('arrangements.kind', kind), id(employee_id), employee_id,
           amount, CASE kind WHEN :waiver THEN coalesce(amount, 0) ELSE 0 END,
           coalesce(told('due %s', day(due_on)), ''), account_id
    FROM arrangements WHERE account_id IN (SELECT account_id FROM a)
    UNION ALL
    SELECT i.due_on * 86400, 4, 'instalment_due', NULL, NULL, i.amount, 0, NULL, account_id
    FROM instalments i JOIN arrangements r USING (arrangement_id)
    WHERE account_id IN (SELECT account_id FROM a) AND r.kind = :arrangement_kinds.instalment
    UNION ALL
    SELECT started_at, 5, word('contacts.channel', channel), id(employee_id), employee_id, NULL, 0,
           listed(listed(listed(listed(listed(named(word('contacts.outcome', outcome)),
                                              told('%s s', CAST(duration_s AS TEXT))),
                                       mask_text(reason, (SELECT name FROM debtor), (SELECT phone FROM debtor),
                                                 (SELECT contact_person FROM debtor))),
                                money(CASE WHEN promised_amount > 0 THEN promised_amount END)),
                         told('by %s', day(promised_on))),
                  (SELECT coalesce(told('breaks %s', rules), named('violation')) FROM breaking b
                   WHERE b.contact_id = c.contact_id)), account_id
    FROM contacts c WHERE account_id IN (SELECT account_id FROM a)
    UNION ALL
    SELECT paid_at, 6, CASE WHEN reverses IS NULL THEN 'payment' ELSE 'reversal' END,
           id(payment_id), NULL, amount, amount, coalesce(channel, ''), account_id
    FROM payments WHERE account_id IN (SELECT account_id FROM a)
    UNION ALL
    SELECT at, 7, 'complaint', id(employee_id), employee_id, NULL, 0,
           told('upheld: %s', named(word('complaints.upheld', upheld))), account_id
    FROM complaints WHERE account_id IN (SELECT account_id FROM a)
    UNION ALL
    SELECT at, 8, 'feedback', id(employee_id), employee_id, NULL, 0,
           named(word('feedback.kind', kind)) || coalesce(' ' || decimal(score), ''), account_id
    FROM feedback WHERE account_id IN (SELECT account_id FROM a))
SELECT at, what, who,
       (SELECT name FROM people p WHERE p.employee_id = story.employee_id AND p.since <= story.at / 86400
        ORDER BY since DESC LIMIT 1),
       amount, (SELECT sum(amount) FROM a WHERE NOT ?5 OR a.account_id = story.account_id)
           - sum(less) OVER (PARTITION BY CASE WHEN ?5 THEN account_id END ORDER BY at, seq, who
                             ROWS UNBOUNDED PRECEDING),
       nullif(detail, ''), id(account_id)
FROM story
ORDER BY at, seq, who, account_id;

-- name: customer_now
-- What is known of the customer ?4.
SELECT mask_name(name), id(customer_id), word('customers.rating', rating), region, mask_name(contact_person),
       mask_phone(phone), named(word('customers.channel', channel)), id(owner_id)
FROM customers WHERE customer_id = ?4;
