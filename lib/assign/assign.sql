-- name: contacts
-- The contacts of each account after the start of its last episode, in the order of time.
SELECT c.account_id, c.started_at / 86400 AS day, c.employee_id, l."from", l."to", l.employee_id,
       c.started_at / 86400 - coalesce((SELECT r.due_on FROM arrangements r
                                        WHERE r.account_id = c.account_id AND r.kind = :extension
                                        AND r.agreed_on <= c.started_at / 86400
                                        ORDER BY r.agreed_on DESC, r.arrangement_id DESC LIMIT 1),
                                       a.due_on)
FROM contacts c
JOIN accounts a USING (account_id)
LEFT JOIN assignments l ON l.account_id = c.account_id
    AND l."from" = (SELECT max("from") FROM assignments m WHERE m.account_id = c.account_id)
WHERE c.started_at < ?1 AND c.account_id IS NOT NULL
  AND (l."from" IS NULL OR c.started_at / 86400 > l."from")
  AND (l."to" IS NULL OR c.started_at / 86400 >= l."to")
ORDER BY c.account_id, c.started_at, c.contact_id;

-- name: open_episodes
-- Open episodes, with the account's balance before the day ?1 and at its end.
SELECT e.account_id, e.employee_id, e."from", a.status,
       a.amount - coalesce((SELECT sum(p.amount) FROM payments p
                            WHERE p.account_id = e.account_id AND p.paid_at < ?1 * 86400), 0)
                - coalesce((SELECT sum(r.amount) FROM arrangements r
                            WHERE r.account_id = e.account_id AND r.kind = :waiver AND r.agreed_on < ?1), 0),
       a.amount - coalesce((SELECT sum(p.amount) FROM payments p
                            WHERE p.account_id = e.account_id AND p.paid_at < (?1 + 1) * 86400), 0)
                - coalesce((SELECT sum(r.amount) FROM arrangements r
                            WHERE r.account_id = e.account_id AND r.kind = :waiver AND r.agreed_on <= ?1), 0),
       ?1 - coalesce((SELECT r.due_on FROM arrangements r
                      WHERE r.account_id = e.account_id AND r.kind = :extension AND r.agreed_on <= ?1
                      ORDER BY r.agreed_on DESC, r.arrangement_id DESC LIMIT 1), a.due_on)
FROM assignments e JOIN accounts a USING (account_id)
WHERE e."from" <= ?1 AND (e."to" IS NULL OR e."to" > ?1 + 1)
ORDER BY e.account_id;

-- name: end
UPDATE assignments SET "to" = ?3 WHERE account_id = ?1 AND "from" = ?2;

-- name: remove
DELETE FROM assignments WHERE account_id = ?1 AND "from" = ?2;

-- name: begin
INSERT INTO assignments (account_id, "from", "to", employee_id) VALUES (?1, ?2, NULL, ?3);
