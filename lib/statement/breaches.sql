-- name: reasons
-- Why a contact counts as a violation: what was found, unless a reviewer said otherwise; the review itself. Nobody's words:
-- who has the right finds them in cx-report compliance.
SELECT v.source, v.rule_id, CASE WHEN v.source = :limit THEN v.words END,
       CASE WHEN v.source = :keyword AND v.former IS NULL THEN k.category END
FROM violations v
LEFT JOIN reviews r USING (contact_id)
LEFT JOIN keywords k ON k.keyword_id = v.rule_id
WHERE v.contact_id = ?1 AND (r.verdict = :violation OR (r.verdict IS NULL AND v.severity = :block))
UNION ALL
SELECT :review, NULL, NULL, NULL FROM reviews WHERE contact_id = ?1 AND verdict = :violation
ORDER BY 1, 2;

-- name: complaints_of
SELECT complaint_id FROM complaints WHERE contact_id = ?1 AND upheld = :yes ORDER BY 1;

-- name: complained
SELECT contact_id FROM complaints WHERE contact_id IS NOT NULL AND upheld = :yes;

-- name: started_at
SELECT started_at FROM contacts WHERE contact_id = ?1;
