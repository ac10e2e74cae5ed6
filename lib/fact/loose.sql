-- name: contacts
-- Of the days from ?1 to before ?2 (days.h); ?3: only those that name no account.
SELECT contact_id, employee_id, started_at, channel, outcome, duration_s, promised_amount, promised_on,
       reason
FROM range CROSS JOIN contacts c ON c.contact_id BETWEEN range.first AND range.last
WHERE started_at >= ?1 * 86400 AND started_at < ?2 * 86400 AND (NOT ?3 OR account_id IS NULL);

-- name: fresh_contacts
-- Of those that came since sums were made; ?1: only those that name no account.
SELECT contact_id, employee_id, started_at, channel, outcome, duration_s, promised_amount, promised_on,
       reason
FROM fresh_contacts CROSS JOIN contacts USING (contact_id) WHERE NOT ?1 OR account_id IS NULL;

-- name: feedback
SELECT employee_id, at, kind, score, feedback_id, account_id FROM feedback;

-- name: complaints
SELECT employee_id, at, upheld, complaint_id, account_id FROM complaints;

-- name: arrangements
SELECT employee_id, agreed_on, kind, amount, arrangement_id, account_id FROM arrangements;

-- name: trainings
SELECT employee_id, completed_on, course, passed FROM trainings;

-- name: costs
SELECT period, team_id, channel, amount FROM costs;

-- name: orders
-- Each with its customer as on its day: as they are now, or were before (customer_history).
SELECT order_id, ordered_at, amount, iif(h.since IS NULL, c.owner_id, h.owner_id),
       iif(h.since IS NULL, c.region, h.region), iif(h.since IS NULL, c.rating, h.rating), born_on
FROM orders o JOIN customers c ON c.customer_id = o.customer_id
LEFT JOIN customer_history h ON h.customer_id = o.customer_id AND c.since > o.ordered_at / 86400
    AND h.since = coalesce(
        (SELECT max(since) FROM customer_history
         WHERE customer_id = o.customer_id AND since <= o.ordered_at / 86400),
        (SELECT min(since) FROM customer_history WHERE customer_id = o.customer_id));
