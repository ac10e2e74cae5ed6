-- name: violations
-- What broke a keyword or a limit in the period, and what a reviewer calls a violation. `evidence` is
-- what the hash is of: masked as what is shown, for of a short text that is known but for a number all
-- numbers can be tried. What a former list said besides the words is not known: today's keyword or
-- limit of that id may be another.
WITH found (contact_id, source, rule_id, severity, words, former) AS (
    SELECT contact_id, source, rule_id, severity, words, former FROM violations
    UNION ALL
    SELECT contact_id, :review, 'review', :block, reason, NULL FROM reviews r
    WHERE verdict = :violation AND NOT EXISTS (SELECT 1 FROM violations v WHERE v.contact_id = r.contact_id)),
posts AS (
    SELECT employee_id, name, team_id, since,
           lead(since, 1, 1000000) OVER (PARTITION BY employee_id ORDER BY since) AS until
    FROM employees),
teams_then AS ( -- and before: what is known first
    SELECT team_id, manager_id,
           CASE WHEN lag(since) OVER one IS NULL THEN -1000000 ELSE since END AS since,
           lead(since, 1, 1000000) OVER one AS until
    FROM (SELECT team_id, since, manager_id FROM team_history
          UNION ALL SELECT team_id, coalesce(since, -1000000), manager_id FROM teams)
    WINDOW one AS (PARTITION BY team_id ORDER BY since))
SELECT id(f.contact_id), c.started_at, id(c.employee_id), p.name, id(p.team_id), id(t.manager_id),
       id(c.account_id), id(d.customer_id), mask_name(d.name), mask_phone(d.phone),
       word('contacts.channel', c.channel), word('contacts.outcome', c.outcome),
       CASE f.source WHEN :keyword THEN 'keyword' WHEN :limit THEN 'limit' ELSE 'review' END, f.rule_id,
       coalesce(word('keywords.category', k.category), word('limits.rule', l.rule)),
       coalesce(k.phrase, l.value), l.source, word('keywords.severity', f.severity),
       CASE f.source WHEN :limit THEN broken(f.words)
            ELSE mask_text(f.words, d.name, d.phone, d.contact_person) END,
       CASE WHEN r.verdict = :violation THEN 'violation' WHEN r.verdict = :clean THEN 'clean'
            WHEN f.severity = :block THEN 'open' ELSE 'warning' END,
       r.reviewer, r.at, f.former,
       id(f.contact_id) || char(10) || moment(c.started_at) || char(10) || id(c.employee_id)
           || char(10) || coalesce(id(c.account_id), '') || char(10)
           || coalesce(word('contacts.channel', c.channel), '') || char(10)
           || coalesce(word('contacts.outcome', c.outcome), '') || char(10) || f.rule_id || char(10)
           || CASE f.source WHEN :limit THEN coalesce(f.words, '')
                   ELSE coalesce(mask_text(f.words, d.name, d.phone, d.contact_person), '') END || char(10)
           || coalesce(mask_text(c.transcript, d.name, d.phone, d.contact_person), '') || char(10)
FROM found f
JOIN contacts c USING (contact_id)
LEFT JOIN posts p ON p.employee_id = c.employee_id AND p.since <= c.started_at / 86400
                 AND c.started_at / 86400 < p.until
LEFT JOIN teams_then t ON t.team_id = p.team_id AND t.since <= c.started_at / 86400
                      AND c.started_at / 86400 < t.until
LEFT JOIN accounts a ON a.account_id = c.account_id
LEFT JOIN customers d ON d.customer_id = a.customer_id
LEFT JOIN keywords k ON f.source = :keyword AND f.former IS NULL AND k.keyword_id = f.rule_id
LEFT JOIN limits l ON f.source = :limit AND f.former IS NULL AND l.limit_id = f.rule_id
LEFT JOIN reviews r ON r.contact_id = f.contact_id
WHERE c.started_at >= ?1 * 86400 AND c.started_at < ?2 * 86400
ORDER BY c.started_at, id(f.contact_id), f.source, f.rule_id;

-- name: evidence_contacts
SELECT DISTINCT id(c.contact_id), c.started_at, id(c.employee_id), id(c.account_id),
       word('contacts.channel', c.channel), word('contacts.outcome', c.outcome), c.duration_s,
       mask_text(c.reason, d.name, d.phone, d.contact_person),
       mask_text(c.transcript, d.name, d.phone, d.contact_person)
FROM contacts c
LEFT JOIN accounts a ON a.account_id = c.account_id
LEFT JOIN customers d ON d.customer_id = a.customer_id
WHERE c.contact_id IN (SELECT contact_id FROM violations
                       UNION SELECT contact_id FROM reviews WHERE verdict = :violation)
  AND c.started_at >= ?1 * 86400 AND c.started_at < ?2 * 86400
ORDER BY c.started_at, id(c.contact_id);

-- name: evidence_rules
SELECT 'keyword', keyword_id, word('keywords.category', category), phrase,
       word('keywords.severity', severity), word('keywords.match', "match"), NULL, NULL, NULL, NULL
FROM keywords
UNION ALL
SELECT 'limit', limit_id, word('limits.rule', rule), value, word('limits.severity', severity), NULL,
       jurisdiction, word('limits.channel', channel), word('limits.counts', counts), source
FROM limits
ORDER BY 1, 2;

-- name: evidence_log
SELECT seq, moment(at), user, program, version, arguments, files, before, hash, moment(clock), sums FROM audit
ORDER BY seq;
