-- The measures of the golden company by plain SQL: written from cx-metrics(5), not from the program. :from and :to are
-- the period's days, half-open. Money in cents, counts and seconds whole, scores in millionths; leaves the tables
-- of_post (a row per post with a day in the period, and measure by measure) and of_company.

CREATE TEMP TABLE post AS
SELECT employee_id AS e, since,
       min(coalesce(left_on + 1, 999999), coalesce(lead(since) OVER (PARTITION BY employee_id ORDER BY since), 999999)) AS until
FROM employees;

-- what was added up: whose (0: nobody), on which day, which measure
CREATE TEMP TABLE event (e INTEGER, day INTEGER, measure TEXT, n INTEGER);

-- days past due are counted to the day that the account was last extended to
CREATE TEMP VIEW due AS
SELECT a.account_id, d.day, coalesce((SELECT x.due_on FROM arrangements x WHERE x.account_id = a.account_id AND x.kind = 1
    AND x.agreed_on <= d.day ORDER BY x.agreed_on DESC, x.arrangement_id DESC LIMIT 1), a.due_on) AS due_on
FROM accounts a JOIN (SELECT DISTINCT day FROM month) d;
CREATE TEMP TABLE month AS
SELECT unixepoch(value || '-01') / 86400 AS day, value AS name
FROM json_each('["2026-01","2026-02","2026-03","2026-04","2026-05","2026-06","2026-07","2026-08","2026-09","2026-10","2026-11","2026-12"]');
CREATE TEMP TABLE cohort AS
SELECT account_id, name AS month, day - due_on AS dpd FROM due JOIN month USING (day);

-- Payments: by the credits of the payment that this one is or takes back, else who held the account when that was paid.
-- Parts to the cent by largest remainder. What takes back says what the payment says, but on its own day; of somebody
-- without a post on the day of the payment there is nothing to take back.
CREATE TEMP TABLE part AS
WITH p AS (SELECT p.payment_id, p.account_id, p.amount, p.paid_at / 86400 AS day, coalesce(p.reverses, p.payment_id) AS root
           FROM payments p),
shared AS (
    SELECT p.*, c.employee_id AS e, abs(p.amount) * c.share / 1000000 AS whole,
           row_number() OVER (PARTITION BY p.payment_id ORDER BY abs(p.amount) * c.share % 1000000 DESC,
                              (SELECT prefix || printf('%0*d', width, c.employee_id >> 9) FROM id_shape
                               WHERE shape = c.employee_id & 511)) AS place,
           abs(p.amount) - sum(abs(p.amount) * c.share / 1000000) OVER (PARTITION BY p.payment_id) AS over
    FROM p JOIN credits c ON c.payment_id = p.root),
whose AS (
    SELECT payment_id, account_id, day, root, e, sign(amount) * (whole + (place <= over)) AS cents, 0 AS held FROM shared
    UNION ALL
    SELECT p.payment_id, p.account_id, p.day, p.root, a.employee_id, p.amount, 1
    FROM p JOIN payments r ON r.payment_id = p.root
    LEFT JOIN assignments a ON a.account_id = p.account_id AND a."from" <= r.paid_at / 86400
                               AND (a."to" IS NULL OR a."to" > r.paid_at / 86400)
    WHERE p.root NOT IN (SELECT payment_id FROM credits))
SELECT w.account_id, w.day, w.cents, r.paid_at / 86400 AS paid_on, coalesce(p.e, 0) AS e, w.held AND p.e IS NOT NULL AS held
FROM whose w JOIN payments r ON r.payment_id = w.root
LEFT JOIN post p ON p.e = w.e AND p.since <= r.paid_at / 86400 AND r.paid_at / 86400 < p.until;

INSERT INTO event SELECT e, day, 'recovered', cents FROM part;
INSERT INTO event SELECT e, day, 'recovered_90', cents FROM part
JOIN cohort c ON c.account_id = part.account_id AND c.month = strftime('%Y-%m', paid_on * 86400, 'unixepoch') AND c.dpd >= 90;
INSERT INTO event SELECT e, day, 'unheld', cents FROM part WHERE NOT held;

-- Contacts. Outcomes from 4 on are those in which the right person talked; 7 is promised, 8 paid.
CREATE TEMP TABLE talk AS
SELECT c.*, started_at / 86400 AS day,
       coalesce(r.verdict = 0, EXISTS (SELECT 1 FROM violations v WHERE v.contact_id = c.contact_id AND v.severity = 0)) AS broke,
       EXISTS (SELECT 1 FROM complaints k WHERE k.contact_id = c.contact_id AND k.upheld = 0) AS complained
FROM contacts c LEFT JOIN reviews r USING (contact_id);
INSERT INTO event SELECT employee_id, day, 'contacts', 1 FROM talk;
INSERT INTO event SELECT employee_id, day, 'clean_contacts', 1 FROM talk WHERE NOT broke AND NOT complained;
INSERT INTO event SELECT employee_id, day, 'connected', 1 FROM talk WHERE outcome >= 4;
INSERT INTO event SELECT employee_id, day, 'promised', 1 FROM talk WHERE outcome = 7;
INSERT INTO event SELECT employee_id, day, 'talk_s', duration_s FROM talk;
INSERT INTO event SELECT employee_id, day, 'effective_s', duration_s FROM talk WHERE outcome IN (7, 8);

-- Promises: kept on the first day that the payments since the promise reach it, until three days after the day promised
-- for; else broken on the last of these. A later one made before the day that decides, by the day promised for, takes
-- the place.
CREATE TEMP TABLE promise AS
WITH made AS (SELECT contact_id, started_at, employee_id AS e, account_id, day, promised_on, coalesce(promised_amount, 1) AS amount
              FROM talk WHERE outcome = 7 AND promised_on >= day AND account_id IS NOT NULL),
kept AS (SELECT m.contact_id, min(d.day) AS day FROM made m
         JOIN (SELECT DISTINCT account_id, paid_at / 86400 AS day FROM payments) d
         ON d.account_id = m.account_id AND d.day BETWEEN m.day AND m.promised_on + 3
         WHERE (SELECT sum(p.amount) FROM payments p WHERE p.account_id = m.account_id
                AND p.paid_at / 86400 BETWEEN m.day AND d.day) >= m.amount GROUP BY 1),
decided AS (SELECT m.*, k.day IS NOT NULL AS is_kept, coalesce(k.day, m.promised_on + 3) AS decided_on
            FROM made m LEFT JOIN kept k USING (contact_id))
SELECT e, decided_on, is_kept FROM decided d
WHERE NOT EXISTS (SELECT 1 FROM made l WHERE l.account_id = d.account_id AND l.day < d.decided_on AND l.day <= d.promised_on
                  AND (l.started_at, l.contact_id) > (d.started_at, d.contact_id));
INSERT INTO event SELECT e, decided_on, 'promises_due', 1 FROM promise;
INSERT INTO event SELECT e, decided_on, 'kept', 1 FROM promise WHERE is_kept;

INSERT INTO event SELECT employee_id, at / 86400, 'customer_scores', 1 FROM feedback WHERE kind = 0;
INSERT INTO event SELECT employee_id, at / 86400, 'customer_score_sum', score FROM feedback WHERE kind = 0;
INSERT INTO event SELECT employee_id, at / 86400, 'sales_score_sum', score FROM feedback WHERE kind = 1;
INSERT INTO event SELECT employee_id, at / 86400, 'complaints', 1 FROM complaints WHERE upheld <> 1;
INSERT INTO event SELECT employee_id, agreed_on, 'arranged', 1 FROM arrangements WHERE kind <> 0;

-- Exposure: who had an account in their hands, from which day to which; the company has all since they were placed.
CREATE TEMP TABLE hand AS
SELECT p.e, p.since, a.account_id, max(a."from", p.since, :from) AS first, min(coalesce(a."to", 999999), p.until, :to) AS until
FROM post p JOIN assignments a ON a.employee_id = p.e
WHERE max(a."from", p.since, :from) < min(coalesce(a."to", 999999), p.until, :to)
UNION ALL SELECT 0, 0, account_id, max(coalesce(placed_on, due_on), :from), :to FROM accounts
          WHERE coalesce(placed_on, due_on) < :to;
CREATE TEMP TABLE exposure AS
SELECT h.e, h.since, h.account_id, h.first,
       (SELECT count(*) FROM customers c WHERE c.customer_id = a.customer_id AND c.contact_person <> '' AND c.phone <> ''
        AND coalesce(nullif(a.region, ''), c.region) <> '' AND c.rating IS NOT NULL) AS complete,
       a.amount - (SELECT coalesce(sum(p.amount), 0) FROM payments p WHERE p.account_id = a.account_id AND p.paid_at / 86400 < first)
         - (SELECT coalesce(sum(w.amount), 0) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = 0 AND w.agreed_on < first)
         AS balance,
       max(0, a.amount - (SELECT coalesce(sum(p.amount), 0) FROM payments p WHERE p.account_id = a.account_id AND p.paid_at / 86400 < until)
         - (SELECT coalesce(sum(w.amount), 0) FROM arrangements w WHERE w.account_id = a.account_id AND w.kind = 0 AND w.agreed_on < until))
         AS closing
FROM (SELECT e, since, account_id, min(first) AS first, max(until) AS until FROM hand GROUP BY 1, 2, 3) h
JOIN accounts a USING (account_id);
DELETE FROM exposure WHERE balance <= 0;

CREATE TEMP TABLE held AS
SELECT e, since, 'exposed' AS measure, balance AS n FROM exposure
UNION ALL SELECT e, since, 'exposed_90', balance FROM exposure x
          JOIN cohort c ON c.account_id = x.account_id AND c.month = strftime('%Y-%m', first * 86400, 'unixepoch') AND c.dpd >= 90
UNION ALL SELECT e, since, 'opening', balance FROM exposure WHERE first = :from
UNION ALL SELECT e, since, 'closing', closing FROM exposure WHERE first = :from
UNION ALL SELECT e, since, 'held', 1 FROM exposure
UNION ALL SELECT e, since, 'complete', complete FROM exposure;

-- Customers who ordered in the 90 days before: of whoever held one of their accounts or owns them.
CREATE TEMP TABLE customer AS
SELECT customer_id, owner_id, EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id
    AND o.ordered_at / 86400 >= :from AND o.ordered_at / 86400 < :to) AS kept
FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.customer_id
    AND o.ordered_at / 86400 >= :from - 90 AND o.ordered_at / 86400 < :from);
CREATE TEMP TABLE theirs AS
SELECT h.e, h.since, c.customer_id, c.kept FROM hand h JOIN accounts a USING (account_id) JOIN customer c USING (customer_id) WHERE h.e <> 0
UNION SELECT p.e, p.since, c.customer_id, c.kept FROM post p JOIN customer c ON c.owner_id = p.e WHERE p.since < :to AND p.until > :from
UNION SELECT 0, 0, customer_id, kept FROM customer;
INSERT INTO held SELECT e, since, 'customers', count(*) FROM theirs GROUP BY 1, 2
UNION ALL SELECT e, since, 'customers_kept', sum(kept) FROM theirs GROUP BY 1, 2;

CREATE TEMP TABLE measure AS
SELECT value AS measure FROM json_each('["recovered","recovered_90","unheld","contacts","clean_contacts","connected","promised",
    "talk_s","effective_s","promises_due","kept","customer_scores","customer_score_sum","sales_score_sum","complaints","arranged",
    "exposed","exposed_90","opening","closing","held","complete","customers","customers_kept"]');

CREATE TABLE of_post AS
SELECT (SELECT prefix || printf('%0*d', width, p.e >> 9) FROM id_shape WHERE shape = p.e & 511) AS employee_id,
       date(p.since * 86400, 'unixepoch') AS since, measure,
       coalesce((SELECT sum(n) FROM event v WHERE v.e = p.e AND v.measure = m.measure AND v.day >= p.since AND v.day < p.until
                 AND v.day >= :from AND v.day < :to), 0)
       + coalesce((SELECT sum(n) FROM held h WHERE h.e = p.e AND h.since = p.since AND h.measure = m.measure), 0) AS n
FROM post p JOIN measure m WHERE p.since < :to AND p.until > :from;
CREATE TABLE of_company AS
SELECT measure, coalesce((SELECT sum(n) FROM event v WHERE v.measure = m.measure AND v.day >= :from AND v.day < :to), 0)
       + coalesce((SELECT sum(n) FROM held h WHERE h.e = 0 AND h.measure = m.measure), 0) AS n
FROM measure m;
