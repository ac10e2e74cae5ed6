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

-- name: promisers
-- The accounts that something was promised on for a day from the first number to before the second.
SELECT account_id FROM contacts
WHERE account_id IS NOT NULL AND outcome = :promised AND promised_on >= %d AND promised_on < %d
