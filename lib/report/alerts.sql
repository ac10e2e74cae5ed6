-- name: conduct_contacts
-- Contacts of a person (?4) that break a rule, or that an upheld complaint names.
SELECT contact_id, started_at, why FROM (
    SELECT c.contact_id, c.started_at, coalesce(b.rules, named('review')) AS why
    FROM breaking b JOIN contacts c USING (contact_id)
    WHERE c.employee_id = ?4
    UNION ALL
    SELECT c.contact_id, c.started_at, told('complaint %s', id(k.complaint_id))
    FROM complaints k JOIN contacts c ON c.contact_id = k.contact_id
    WHERE k.upheld = :yes AND c.employee_id = ?4)
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400
ORDER BY started_at, contact_id;

-- name: promisers
-- The accounts that something was promised on for a day from the first number to before the second.
SELECT account_id FROM contacts
WHERE account_id IS NOT NULL AND outcome = :promised AND promised_on >= %d AND promised_on < %d
