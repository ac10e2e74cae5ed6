-- name: account_story
-- All that happened to the account ?4. What takes something off its balance has it in `less`.
WITH a AS (SELECT * FROM accounts WHERE account_id = ?4),
debtor AS (SELECT c.* FROM customers c JOIN a USING (customer_id)),
people AS (SELECT employee_id, name, since FROM employees),
story (at, seq, what, who, employee_id, amount, less, detail) AS (
    SELECT ordered_at, 0, 'order', id(order_id), NULL, amount, 0, NULL
    FROM orders WHERE customer_id = (SELECT customer_id FROM a)
    UNION ALL
    SELECT coalesce(placed_on, due_on) * 86400, 1, 'placed', id(customer_id), NULL, amount, 0,
           coalesce((SELECT mask_name(name) || coalesce(' ' || mask_phone(phone), '') FROM debtor), '')
               || coalesce(', ' || client, '') || coalesce(', ' || product, '')
    FROM a
    UNION ALL
    SELECT due_on * 86400, 2, 'due', NULL, NULL, NULL, 0, NULL FROM a
    UNION ALL
    SELECT e."from" * 86400, 3, 'held', id(e.employee_id), e.employee_id, NULL, 0,
           coalesce(told('until %s', day(e."to" - 1)), '')
    FROM assignments e WHERE account_id = ?4
    UNION ALL
    SELECT agreed_on * 86400, 4, word('arrangements.kind', kind), id(employee_id), employee_id,
           amount, CASE kind WHEN :waiver THEN coalesce(amount, 0) ELSE 0 END,
           coalesce(told('due %s', day(due_on)), '')
    FROM arrangements WHERE account_id = ?4
    UNION ALL
    SELECT i.due_on * 86400, 4, 'instalment_due', NULL, NULL, i.amount, 0, NULL
    FROM instalments i JOIN arrangements r USING (arrangement_id)
    WHERE r.account_id = ?4 AND r.kind = :arrangement_kinds.instalment
    UNION ALL
    SELECT started_at, 5, word('contacts.channel', channel), id(employee_id), employee_id, NULL, 0,
           coalesce(named(word('contacts.outcome', outcome)), '')
               || coalesce(told(', %s s', CAST(duration_s AS TEXT)), '')
               || coalesce(', ' || mask_text(reason, (SELECT name FROM debtor), (SELECT phone FROM debtor),
                                             (SELECT contact_person FROM debtor)), '')
               || coalesce(', ' || money(promised_amount), '')
               || coalesce(told(', by %s', day(promised_on)), '')
               || coalesce((SELECT told(', breaks %s', group_concat(rule_id, ' ')) FROM violations v
                            WHERE v.contact_id = c.contact_id), '')
    FROM contacts c WHERE account_id = ?4
    UNION ALL
    SELECT paid_at, 6, CASE WHEN reverses IS NULL THEN 'payment' ELSE 'reversal' END,
           id(payment_id), NULL, amount, amount, coalesce(channel, '')
    FROM payments WHERE account_id = ?4
    UNION ALL
    SELECT at, 7, 'complaint', id(employee_id), employee_id, NULL, 0,
           told('upheld: %s', named(word('complaints.upheld', upheld)))
    FROM complaints WHERE account_id = ?4
    UNION ALL
    SELECT at, 8, 'feedback', id(employee_id), employee_id, NULL, 0,
           named(word('feedback.kind', kind)) || ' ' || decimal(score)
    FROM feedback WHERE account_id = ?4)
SELECT at, what, who,
       (SELECT name FROM people p WHERE p.employee_id = story.employee_id AND p.since <= story.at / 86400
        ORDER BY since DESC LIMIT 1),
       amount, (SELECT amount FROM a) - sum(less) OVER (ORDER BY at, seq, who ROWS UNBOUNDED PRECEDING),
       nullif(detail, '')
FROM story
ORDER BY at, seq, who;
