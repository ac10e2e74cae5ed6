-- name: conduct_contacts
-- Contacts of a person (?4) that a keyword, a limit or a reviewer calls a violation, or that an
-- upheld complaint names.
SELECT contact_id, started_at, why FROM (
    SELECT c.contact_id, c.started_at,
           CASE WHEN r.verdict = :violation THEN 'review'
                ELSE (SELECT group_concat(rule_id, ' ') FROM violations v
                      WHERE v.contact_id = c.contact_id AND v.severity = :block) END AS why
    FROM contacts c LEFT JOIN reviews r USING (contact_id)
    WHERE c.contact_id IN (SELECT contact_id FROM violations WHERE severity = :block
                           UNION SELECT contact_id FROM reviews WHERE verdict = :violation)
      AND c.employee_id = ?4 AND r.verdict IS NOT :clean
    UNION ALL
    SELECT c.contact_id, c.started_at, 'complaint ' || id(k.complaint_id)
    FROM complaints k JOIN contacts c ON c.contact_id = k.contact_id
    WHERE k.upheld = :yes AND c.employee_id = ?4)
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400
ORDER BY started_at, contact_id;

-- name: broken_promises
-- Promises of which the day, with its days of grace (?3), is in the period and which were not kept,
-- unless a later promise of the account took their place before that day. All people's.
WITH dated AS (
    SELECT contact_id, account_id, employee_id, started_at, promised_amount,
           promised_on + ?3 AS due,
           lead(started_at) OVER (PARTITION BY account_id ORDER BY started_at, contact_id) AS later
    FROM contacts
    WHERE outcome = :promised AND promised_on IS NOT NULL AND account_id IS NOT NULL),
due AS (
    SELECT d.*, (SELECT coalesce(sum(p.amount), 0) FROM payments p
                 WHERE p.account_id = d.account_id AND p.paid_at >= d.started_at / 86400 * 86400
                   AND p.paid_at < (d.due + 1) * 86400) AS paid
    FROM dated d
    WHERE due >= ?1 AND due < ?2 AND (later IS NULL OR later >= due * 86400))
SELECT contact_id, started_at,
       'promised ' || coalesce(money(promised_amount), 'a payment') || ', due ' || day(due)
           || ', paid ' || money(paid), employee_id
FROM due
WHERE CASE WHEN promised_amount IS NULL THEN paid <= 0 ELSE paid < promised_amount END
ORDER BY started_at, contact_id;
