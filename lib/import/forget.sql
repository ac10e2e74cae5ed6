-- name: begin
-- Those who are to be forgotten.
CREATE TEMP TABLE forgotten (customer_id INTEGER PRIMARY KEY) STRICT;

-- name: end
DROP TABLE IF EXISTS temp.forgotten;

-- name: add
INSERT OR IGNORE INTO temp.forgotten SELECT customer_id FROM customers WHERE customer_id = ?1;

-- name: add_before
-- Customers to whom nothing has happened since day ?1, and of whose accounts none is held.
INSERT OR IGNORE INTO temp.forgotten
SELECT customer_id FROM customers c
WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id AND ordered_at >= ?1 * 86400)
  AND NOT EXISTS (SELECT 1 FROM signals s WHERE s.customer_id = c.customer_id AND day >= ?1)
  AND NOT EXISTS (
    SELECT 1 FROM accounts a WHERE a.customer_id = c.customer_id AND (
        coalesce(placed_on, due_on) >= ?1
        OR EXISTS (SELECT 1 FROM assignments e WHERE e.account_id = a.account_id AND ("to" IS NULL OR "to" >= ?1))
        OR EXISTS (SELECT 1 FROM payments p WHERE p.account_id = a.account_id AND paid_at >= ?1 * 86400)
        OR EXISTS (SELECT 1 FROM contacts k WHERE k.account_id = a.account_id AND started_at >= ?1 * 86400)
        OR EXISTS (SELECT 1 FROM complaints m WHERE m.account_id = a.account_id AND at >= ?1 * 86400)
        OR EXISTS (SELECT 1 FROM arrangements r WHERE r.account_id = a.account_id AND agreed_on >= ?1)
        OR EXISTS (SELECT 1 FROM arrangements r JOIN instalments i USING (arrangement_id)
                   WHERE r.account_id = a.account_id AND i.due_on >= ?1)));

-- name: add_all
INSERT OR IGNORE INTO temp.forgotten SELECT customer_id FROM customers;

-- name: find_texts
-- Where the texts about them are.
CREATE TEMP TABLE forgotten_contacts AS
SELECT contact_id FROM contacts
WHERE account_id IN (SELECT account_id FROM accounts WHERE customer_id IN (SELECT customer_id FROM temp.forgotten));
CREATE TEMP TABLE forgotten_complaints AS
SELECT complaint_id FROM complaints
WHERE contact_id IN (SELECT contact_id FROM temp.forgotten_contacts)
   OR account_id IN (SELECT account_id FROM accounts WHERE customer_id IN (SELECT customer_id FROM temp.forgotten));

-- name: find_all_texts
-- Those about people whom no customer stands for too.
CREATE TEMP TABLE forgotten_contacts AS SELECT contact_id FROM contacts;
CREATE TEMP TABLE forgotten_complaints AS SELECT complaint_id FROM complaints;

-- name: forget
-- A - stands where something stood: what only asks whether it is known gives the same as before. A reason that
-- contacts with others have too, or with three of those who are forgotten, is a word of the trade and says nothing of
-- anybody. An account without a customer is a debtor too.
CREATE TEMP TABLE common_reasons AS
SELECT reason FROM contacts LEFT JOIN accounts USING (account_id)
WHERE reason IS NOT NULL
GROUP BY reason
HAVING count(DISTINCT customer_id) + count(DISTINCT CASE WHEN customer_id IS NULL THEN account_id END) >= 3
    OR NOT min(contact_id IN (SELECT contact_id FROM temp.forgotten_contacts));
UPDATE customers SET
    name = CASE WHEN name IS NOT NULL THEN '-' END,
    phone = CASE WHEN phone IS NOT NULL THEN '-' END,
    contact_person = CASE WHEN contact_person IS NOT NULL THEN '-' END
WHERE customer_id IN (SELECT customer_id FROM temp.forgotten);
DELETE FROM signals WHERE customer_id IN (SELECT customer_id FROM temp.forgotten);
UPDATE contacts SET
    transcript = CASE WHEN transcript IS NOT NULL THEN '-' END,
    reason = CASE WHEN reason IN (SELECT reason FROM temp.common_reasons) THEN reason
                  WHEN reason IS NOT NULL THEN '-' END
WHERE contact_id IN (SELECT contact_id FROM temp.forgotten_contacts)
  AND (transcript IS NOT NULL OR reason IS NOT NULL);
UPDATE violations SET words = '-'
WHERE words IS NOT NULL AND contact_id IN (SELECT contact_id FROM temp.forgotten_contacts);
UPDATE reviews SET reason = '-'
WHERE reason IS NOT NULL AND contact_id IN (SELECT contact_id FROM temp.forgotten_contacts);
UPDATE complaints SET text = '-'
WHERE text IS NOT NULL AND complaint_id IN (SELECT complaint_id FROM temp.forgotten_complaints);
-- What rows were before an import, to take it back (store/journal.h).
DELETE FROM journal_rows;
DELETE FROM journal_added;
DELETE FROM journal;
DROP TABLE temp.forgotten_contacts;
DROP TABLE temp.forgotten_complaints;
DROP TABLE temp.common_reasons;

-- name: list
SELECT id(customer_id) FROM temp.forgotten ORDER BY 1;
