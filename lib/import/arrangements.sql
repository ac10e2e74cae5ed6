-- name: excessive_waivers
-- Waivers of more than was owed when they were agreed on, what was owed then, the account, and the day.
SELECT arrangement_id, amount, owed, account_id, agreed_on FROM (
    SELECT w.arrangement_id, w.account_id, w.agreed_on, w.amount, a.amount
        - coalesce((SELECT sum(p.amount) FROM payments p
                    WHERE p.account_id = w.account_id AND p.paid_at < w.agreed_on * 86400), 0)
        - coalesce((SELECT sum(o.amount) FROM arrangements o
                    WHERE o.account_id = w.account_id AND o.kind = :waiver
                      AND (o.agreed_on < w.agreed_on
                           OR (o.agreed_on = w.agreed_on AND o.arrangement_id < w.arrangement_id))), 0) AS owed
    FROM arrangements w JOIN accounts a USING (account_id) WHERE w.kind = :waiver)
WHERE amount > owed ORDER BY arrangement_id;

-- name: wrong_instalments
-- Plans of instalments of another kind of arrangement, due before they were agreed, or of more than was owed then: the
-- arrangement, its kind, the first day due, the day agreed, their sum, what was owed, and the account.
SELECT arrangement_id, kind, due_on, agreed_on, amount, owed, account_id FROM (
    SELECT r.arrangement_id, r.account_id, r.kind, min(i.due_on) AS due_on, r.agreed_on, sum(i.amount) AS amount, a.amount
        - coalesce((SELECT sum(p.amount) FROM payments p
                    WHERE p.account_id = r.account_id AND p.paid_at < r.agreed_on * 86400), 0)
        - coalesce((SELECT sum(o.amount) FROM arrangements o
                    WHERE o.account_id = r.account_id AND o.kind = :waiver AND o.agreed_on <= r.agreed_on), 0) AS owed
    FROM instalments i JOIN arrangements r USING (arrangement_id) JOIN accounts a USING (account_id)
    GROUP BY r.arrangement_id)
WHERE kind <> :arrangement_kinds.instalment OR due_on < agreed_on OR amount > owed ORDER BY arrangement_id;
