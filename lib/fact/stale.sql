-- name: stale_months
-- The months that end after a day.
INSERT OR IGNORE INTO stale_months SELECT period FROM sealed_periods
WHERE unixepoch(period || '-01', '+1 month') / 86400 > ?1;

-- What came from before all sealed months is told until the next seal: it is marked by the last sealed month and
-- the import, "since 2026-10 by 7", so that a month that is opened again, or an import that is taken back, leaves what
-- it has to.

-- name: stale_before
-- Of the import that is at work.
INSERT OR IGNORE INTO stale_months
SELECT 'since ' || max(period) || ' by ' || (SELECT coalesce(max(seq), 0) + 1 FROM audit)
FROM sealed_periods HAVING count(*) > 0;

-- name: has_before
SELECT 1 FROM stale_months
WHERE period LIKE 'since ' || (SELECT max(period) FROM sealed_periods) || ' by %';

-- name: before_taken_back
-- Import ?1.
DELETE FROM stale_months WHERE period LIKE 'since % by ' || ?1;

-- name: before_reopened
-- What came since month ?1 was sealed came since the one before it was, if any was.
UPDATE OR REPLACE stale_months
SET period = replace(period, ?1, (SELECT max(period) FROM sealed_periods WHERE period < ?1))
WHERE period LIKE 'since ' || ?1 || ' by %' AND EXISTS (SELECT 1 FROM sealed_periods WHERE period < ?1);

-- name: month_reopened
DELETE FROM stale_months WHERE period = ?1 OR period LIKE 'since ' || ?1 || ' by %';

-- What a changed row touches. Triggers, so that no writer can forget it; temporary, so that a load into
-- a database without kept sums pays nothing.

-- name: has_kept
SELECT 1 FROM kept_facts UNION ALL SELECT 1 FROM day_sums LIMIT 1;

-- name: forget
DELETE FROM kept_facts;
DELETE FROM day_sums;
DELETE FROM period_sums;
DELETE FROM fresh_payments;
DELETE FROM fresh_accounts;
DELETE FROM fresh_contacts;

-- name: watch_payments
-- A payment that comes is brought into the sums later (fresh.c). What an account with a plan of instalments
-- tells from then on.
-- A payment that changes: its own day, later ones of its account (who clears it? had a promise been kept?), all
-- where the account has reversals, promises that it may keep; the balance in periods that end after it.
CREATE TEMP TRIGGER stale_payment_new AFTER INSERT ON payments BEGIN
    INSERT INTO stale_planned VALUES (NEW.account_id, day_of(NEW.paid_at));
    INSERT OR IGNORE INTO fresh_payments VALUES (NEW.payment_id);
END;
CREATE TEMP TRIGGER stale_payment_changed AFTER UPDATE ON payments BEGIN
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND (
        day = day_of(OLD.paid_at) OR day IN (
            SELECT day_of(paid_at) FROM payments WHERE account_id IN (OLD.account_id, NEW.account_id)
            AND (paid_at >= min(OLD.paid_at, NEW.paid_at) OR OLD.reverses IS NOT NULL OR EXISTS (
                SELECT 1 FROM payments WHERE account_id IN (OLD.account_id, NEW.account_id)
                AND reverses IS NOT NULL))));
    DELETE FROM day_sums WHERE fact = 'promise'
        AND day BETWEEN day_of(min(OLD.paid_at, NEW.paid_at)) AND (
        SELECT max(until) FROM event_days
        WHERE event = 'contact' AND day <= day_of(max(OLD.paid_at, NEW.paid_at)))
        + (SELECT reach FROM kept_facts WHERE fact = 'promise');
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure')
        AND "to" > day_of(min(OLD.paid_at, NEW.paid_at));
    INSERT INTO stale_planned VALUES (OLD.account_id, day_of(min(OLD.paid_at, NEW.paid_at)));
    INSERT INTO stale_planned VALUES (NEW.account_id, day_of(min(OLD.paid_at, NEW.paid_at)));
END;

-- name: watch_balances
-- What is owed at the end of a day (past/balances.h): an account's debt, and its payments until then.
CREATE TEMP TRIGGER stale_balance_paid AFTER INSERT ON payments BEGIN
    DELETE FROM day_sums WHERE fact = 'balance' AND day >= day_of(NEW.paid_at);
END;
CREATE TEMP TRIGGER stale_balance_changed AFTER UPDATE ON payments BEGIN
    DELETE FROM day_sums WHERE fact = 'balance' AND day >= day_of(min(OLD.paid_at, NEW.paid_at));
END;
CREATE TEMP TRIGGER stale_balance_taken_back AFTER DELETE ON payments BEGIN
    DELETE FROM day_sums WHERE fact = 'balance' AND day >= day_of(OLD.paid_at);
END;
CREATE TEMP TRIGGER stale_balance_new AFTER INSERT ON accounts BEGIN
    DELETE FROM day_sums WHERE fact = 'balance';
END;
CREATE TEMP TRIGGER stale_balance_owed AFTER UPDATE ON accounts
WHEN (OLD.account_id, OLD.amount, OLD.due_on, OLD.placed_on, OLD.closed_on)
    IS NOT (NEW.account_id, NEW.amount, NEW.due_on, NEW.placed_on, NEW.closed_on) BEGIN
    DELETE FROM day_sums WHERE fact = 'balance';
END;
CREATE TEMP TRIGGER stale_balance_gone AFTER DELETE ON accounts BEGIN
    DELETE FROM day_sums WHERE fact = 'balance';
END;

-- name: watch_contacts
-- A contact that comes is brought into the sums later, too.
-- A contact that changes: its day; payments after it (contact_channel, attribution, second); promises, its own
-- and those it replaces; exposure, where it asks for broken promises (second).
CREATE TEMP TRIGGER stale_contact_new AFTER INSERT ON contacts BEGIN
    INSERT OR IGNORE INTO fresh_contacts VALUES (NEW.contact_id);
END;
CREATE TEMP TRIGGER stale_contact_changed AFTER UPDATE ON contacts BEGIN
    DELETE FROM day_sums WHERE fact = 'contact'
        AND day IN (day_of(OLD.started_at), day_of(NEW.started_at));
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment')
        AND fact IN (SELECT fact FROM kept_facts WHERE uses_contacts) AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id IN (OLD.account_id, NEW.account_id)
        AND (paid_at >= min(OLD.started_at, NEW.started_at) OR reverses IS NOT NULL));
    DELETE FROM period_sums WHERE coalesce(OLD.promised_on, NEW.promised_on) IS NOT NULL
        AND fact IN (SELECT fact FROM kept_facts WHERE uses_contacts)
        AND "to" > day_of(min(OLD.started_at, NEW.started_at));
    DELETE FROM day_sums WHERE coalesce(OLD.promised_on, NEW.promised_on) IS NOT NULL
        AND fact = 'promise' AND day BETWEEN day_of(min(OLD.started_at, NEW.started_at)) AND max(
        coalesce(OLD.promised_on, 0), coalesce(NEW.promised_on, 0), (
        SELECT coalesce(max(until), 0) FROM event_days
        WHERE event = 'contact' AND day <= day_of(max(OLD.started_at, NEW.started_at))))
        + (SELECT reach FROM kept_facts WHERE fact = 'promise');
END;

-- name: watch_verdicts
-- What is said of a contact later: its day, unless the contact itself is not in the sums yet.
CREATE TEMP TRIGGER stale_complaint_new AFTER INSERT ON complaints BEGIN
    DELETE FROM day_sums WHERE fact = 'complaint' AND day = day_of(NEW.at);
    DELETE FROM day_sums WHERE fact = 'contact' AND day = (
        SELECT day_of(started_at) FROM contacts WHERE contact_id = NEW.contact_id
        AND contact_id NOT IN (SELECT contact_id FROM fresh_contacts));
END;
CREATE TEMP TRIGGER stale_complaint_changed AFTER UPDATE ON complaints BEGIN
    DELETE FROM day_sums WHERE fact = 'complaint' AND day IN (day_of(OLD.at), day_of(NEW.at));
    DELETE FROM day_sums WHERE fact = 'contact' AND day IN (
        SELECT day_of(started_at) FROM contacts WHERE contact_id IN (OLD.contact_id, NEW.contact_id));
END;
CREATE TEMP TRIGGER stale_review_new AFTER INSERT ON reviews BEGIN
    DELETE FROM day_sums WHERE fact = 'contact' AND day = (
        SELECT day_of(started_at) FROM contacts WHERE contact_id = NEW.contact_id
        AND contact_id NOT IN (SELECT contact_id FROM fresh_contacts));
END;
CREATE TEMP TRIGGER stale_review_changed AFTER UPDATE ON reviews BEGIN
    DELETE FROM day_sums WHERE fact = 'contact' AND day = (
        SELECT day_of(started_at) FROM contacts WHERE contact_id = NEW.contact_id
        AND contact_id NOT IN (SELECT contact_id FROM fresh_contacts));
END;
CREATE TEMP TRIGGER stale_violation_new AFTER INSERT ON violations BEGIN
    DELETE FROM day_sums WHERE fact = 'contact' AND day = (
        SELECT day_of(started_at) FROM contacts WHERE contact_id = NEW.contact_id
        AND contact_id NOT IN (SELECT contact_id FROM fresh_contacts));
END;
CREATE TEMP TRIGGER stale_violation_gone AFTER DELETE ON violations BEGIN
    DELETE FROM day_sums WHERE fact = 'contact' AND day = (
        SELECT day_of(started_at) FROM contacts WHERE contact_id = OLD.contact_id
        AND contact_id NOT IN (SELECT contact_id FROM fresh_contacts));
END;

-- name: watch_accounts
-- An account: all that is told of it. A new one has no story yet but its balance.
CREATE TEMP TRIGGER stale_account_new AFTER INSERT ON accounts BEGIN
    INSERT OR IGNORE INTO fresh_accounts VALUES (NEW.account_id);
END;
CREATE TEMP TRIGGER stale_account_changed AFTER UPDATE ON accounts
WHEN (OLD.customer_id, OLD.due_on, OLD.placed_on, OLD.amount)
    IS NOT (NEW.customer_id, NEW.due_on, NEW.placed_on, NEW.amount) BEGIN
    INSERT INTO stale_accounts VALUES (NEW.account_id, -1000000);
END;
CREATE TEMP TRIGGER stale_account_closed AFTER UPDATE ON accounts
WHEN OLD.closed_on IS NOT NEW.closed_on BEGIN
    INSERT INTO stale_accounts VALUES (NEW.account_id,
        min(coalesce(OLD.closed_on, NEW.closed_on), coalesce(NEW.closed_on, OLD.closed_on)));
END;
CREATE TEMP TRIGGER stale_customer_changed AFTER UPDATE ON customers
WHEN (OLD.born_on, OLD.phone, OLD.contact_person) IS NOT (NEW.born_on, NEW.phone, NEW.contact_person)
BEGIN
    INSERT INTO stale_customers VALUES (NEW.customer_id, -1000000);
END;

-- What an account tells, from a day on; the same of all accounts of a customer.
CREATE TEMP VIEW stale_accounts (account_id, day) AS SELECT NULL, NULL;
CREATE TEMP TRIGGER stale_account INSTEAD OF INSERT ON stale_accounts BEGIN
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments
        WHERE account_id = NEW.account_id AND paid_at >= NEW.day * 86400);
    DELETE FROM day_sums WHERE fact = 'contact' AND day >= NEW.day
        AND (SELECT uses_account FROM kept_facts WHERE fact = 'contact');
    INSERT INTO stale_planned VALUES (NEW.account_id, NEW.day);
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure', 'customer') AND "to" > NEW.day;
END;
CREATE TEMP VIEW stale_customers (customer_id, day) AS SELECT NULL, NULL;
CREATE TEMP TRIGGER stale_customer INSTEAD OF INSERT ON stale_customers BEGIN
    DELETE FROM day_sums WHERE fact = 'order' AND day IN (
        SELECT day_of(ordered_at) FROM orders
        WHERE customer_id = NEW.customer_id AND ordered_at >= NEW.day * 86400);
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id IN (
            SELECT account_id FROM accounts WHERE customer_id = NEW.customer_id)
        AND paid_at >= NEW.day * 86400);
    DELETE FROM day_sums WHERE fact = 'contact' AND day >= NEW.day
        AND (SELECT uses_account FROM kept_facts WHERE fact = 'contact');
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure', 'customer') AND "to" > NEW.day;
END;

-- name: watch_histories
-- Columns with a history: from the day on that a value holds, which for the first one is ever. A row that
-- comes to a history just as it stands in the own table changes nothing; what then replaces it there does.
CREATE TEMP TRIGGER stale_account_dated AFTER UPDATE ON accounts
WHEN (OLD.client, OLD.batch, OLD.product, OLD.region)
    IS NOT (NEW.client, NEW.batch, NEW.product, NEW.region) BEGIN
    INSERT INTO stale_accounts SELECT NEW.account_id, CASE WHEN EXISTS (
        SELECT 1 FROM account_history WHERE account_id = NEW.account_id)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_account_kept AFTER INSERT ON account_history
WHEN (SELECT (coalesce(since, -1000000), client, batch, product, region)
    IS NOT (NEW.since, NEW.client, NEW.batch, NEW.product, NEW.region)
    FROM accounts WHERE account_id = NEW.account_id) BEGIN
    INSERT INTO stale_accounts SELECT NEW.account_id, CASE WHEN EXISTS (
        SELECT 1 FROM account_history WHERE account_id = NEW.account_id AND since < NEW.since)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_account_corrected AFTER UPDATE ON account_history
WHEN (OLD.client, OLD.batch, OLD.product, OLD.region)
    IS NOT (NEW.client, NEW.batch, NEW.product, NEW.region) BEGIN
    INSERT INTO stale_accounts SELECT NEW.account_id, CASE WHEN EXISTS (
        SELECT 1 FROM account_history WHERE account_id = NEW.account_id AND since < NEW.since)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_customer_dated AFTER UPDATE ON customers
WHEN (OLD.region, OLD.rating, OLD.owner_id) IS NOT (NEW.region, NEW.rating, NEW.owner_id) BEGIN
    INSERT INTO stale_customers SELECT NEW.customer_id, CASE WHEN EXISTS (
        SELECT 1 FROM customer_history WHERE customer_id = NEW.customer_id)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_customer_kept AFTER INSERT ON customer_history
WHEN (SELECT (coalesce(since, -1000000), region, rating, owner_id)
    IS NOT (NEW.since, NEW.region, NEW.rating, NEW.owner_id)
    FROM customers WHERE customer_id = NEW.customer_id) BEGIN
    INSERT INTO stale_customers SELECT NEW.customer_id, CASE WHEN EXISTS (
        SELECT 1 FROM customer_history WHERE customer_id = NEW.customer_id AND since < NEW.since)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_customer_corrected AFTER UPDATE ON customer_history
WHEN (OLD.region, OLD.rating, OLD.owner_id) IS NOT (NEW.region, NEW.rating, NEW.owner_id) BEGIN
    INSERT INTO stale_customers SELECT NEW.customer_id, CASE WHEN EXISTS (
        SELECT 1 FROM customer_history WHERE customer_id = NEW.customer_id AND since < NEW.since)
        THEN NEW.since ELSE -1000000 END;
END;
CREATE TEMP TRIGGER stale_team_kept AFTER INSERT ON team_history
WHEN (SELECT (coalesce(since, -1000000), parent_id) IS NOT (NEW.since, NEW.parent_id)
    FROM teams WHERE team_id = NEW.team_id) BEGIN
    DELETE FROM period_sums WHERE "to" > NEW.since OR NOT EXISTS (
        SELECT 1 FROM team_history WHERE team_id = NEW.team_id AND since < NEW.since);
END;
CREATE TEMP TRIGGER stale_team_corrected AFTER UPDATE ON team_history
WHEN OLD.parent_id IS NOT NEW.parent_id BEGIN
    DELETE FROM period_sums WHERE "to" > NEW.since OR NOT EXISTS (
        SELECT 1 FROM team_history WHERE team_id = NEW.team_id AND since < NEW.since);
END;

-- name: watch_assignments
-- Who holds an account: payments of it since, also the owner's (second); periods that end later.
CREATE TEMP TRIGGER stale_assignment_new AFTER INSERT ON assignments BEGIN
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id = NEW.account_id
        AND (paid_at >= NEW."from" * 86400 OR reverses IS NOT NULL));
    DELETE FROM period_sums WHERE "to" > NEW."from" AND (fact = 'customer'
        OR fact IN ('exposure', 'owned_exposure') AND NOT EXISTS (
            SELECT 1 FROM fresh_accounts WHERE account_id = NEW.account_id));
END;
CREATE TEMP TRIGGER stale_assignment_changed AFTER UPDATE ON assignments BEGIN
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id IN (OLD.account_id, NEW.account_id)
        AND (paid_at >= min(OLD."from", NEW."from") * 86400 OR reverses IS NOT NULL));
    DELETE FROM period_sums WHERE "to" > min(OLD."from", NEW."from")
        AND fact IN ('exposure', 'owned_exposure', 'customer');
END;
CREATE TEMP TRIGGER stale_assignment_gone AFTER DELETE ON assignments BEGIN
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id = OLD.account_id
        AND (paid_at >= OLD."from" * 86400 OR reverses IS NOT NULL));
    DELETE FROM period_sums WHERE "to" > OLD."from" AND fact IN ('exposure', 'owned_exposure', 'customer');
END;

-- name: watch_arrangements
-- A waiver or an extension changes balance and dpd from its day on.
CREATE TEMP TRIGGER stale_arrangement_new AFTER INSERT ON arrangements BEGIN
    DELETE FROM day_sums WHERE fact = 'arrangement' AND day = NEW.agreed_on;
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments
        WHERE account_id = NEW.account_id AND paid_at >= NEW.agreed_on * 86400);
    DELETE FROM day_sums WHERE fact = 'contact' AND day >= NEW.agreed_on
        AND (SELECT uses_account FROM kept_facts WHERE fact = 'contact');
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure') AND "to" > NEW.agreed_on;
    INSERT INTO stale_planned VALUES (NEW.account_id, NEW.agreed_on);
END;
CREATE TEMP TRIGGER stale_arrangement_changed AFTER UPDATE ON arrangements BEGIN
    DELETE FROM day_sums WHERE fact = 'arrangement' AND day IN (OLD.agreed_on, NEW.agreed_on);
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments WHERE account_id IN (OLD.account_id, NEW.account_id)
        AND paid_at >= min(OLD.agreed_on, NEW.agreed_on) * 86400);
    DELETE FROM day_sums WHERE fact = 'contact' AND day >= min(OLD.agreed_on, NEW.agreed_on)
        AND (SELECT uses_account FROM kept_facts WHERE fact = 'contact');
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure')
        AND "to" > min(OLD.agreed_on, NEW.agreed_on);
    INSERT INTO stale_instalments SELECT OLD.account_id, min(OLD.agreed_on, NEW.agreed_on)
    WHERE EXISTS (SELECT 1 FROM instalments WHERE arrangement_id = NEW.arrangement_id);
    INSERT INTO stale_planned VALUES (NEW.account_id, min(OLD.agreed_on, NEW.agreed_on));
END;

-- name: watch_instalments
-- What an account with a plan of instalments tells from a day on: whether they are kept, and, where that stops
-- ageing, the days past due.
CREATE TEMP VIEW stale_instalments (account_id, day) AS SELECT NULL, NULL;
CREATE TEMP TRIGGER stale_instalment INSTEAD OF INSERT ON stale_instalments BEGIN
    DELETE FROM day_sums WHERE fact = 'instalment' AND day >= NEW.day;
    DELETE FROM day_sums WHERE fact IN ('payment', 'owned_payment') AND day IN (
        SELECT day_of(paid_at) FROM payments
        WHERE account_id = NEW.account_id AND (paid_at >= NEW.day * 86400 OR reverses IS NOT NULL));
    DELETE FROM day_sums WHERE fact = 'contact' AND day >= NEW.day
        AND (SELECT uses_account FROM kept_facts WHERE fact = 'contact');
END;
CREATE TEMP VIEW stale_planned (account_id, day) AS SELECT NULL, NULL; -- if it has one
CREATE TEMP TRIGGER stale_plan INSTEAD OF INSERT ON stale_planned
WHEN EXISTS (SELECT 1 FROM instalments) AND EXISTS (
    SELECT 1 FROM arrangements JOIN instalments USING (arrangement_id) WHERE account_id = NEW.account_id) BEGIN
    INSERT INTO stale_instalments VALUES (NEW.account_id, NEW.day);
END;
CREATE TEMP VIEW stale_plan_rows (arrangement_id) AS SELECT NULL; -- one of its instalments is another
CREATE TEMP TRIGGER stale_plan_row INSTEAD OF INSERT ON stale_plan_rows BEGIN
    INSERT INTO stale_instalments SELECT account_id, agreed_on FROM arrangements
    WHERE arrangement_id = NEW.arrangement_id;
    DELETE FROM period_sums WHERE fact IN ('exposure', 'owned_exposure')
        AND "to" > (SELECT agreed_on FROM arrangements WHERE arrangement_id = NEW.arrangement_id);
END;
CREATE TEMP TRIGGER stale_instalment_new AFTER INSERT ON instalments BEGIN
    INSERT INTO stale_plan_rows VALUES (NEW.arrangement_id);
END;
CREATE TEMP TRIGGER stale_instalment_changed AFTER UPDATE ON instalments BEGIN
    INSERT INTO stale_plan_rows VALUES (NEW.arrangement_id);
END;

-- name: watch_credits
-- Whose a payment is by credits: it, and what is taken or paid back of its account.
CREATE TEMP TRIGGER stale_credit_new AFTER INSERT ON credits BEGIN
    DELETE FROM day_sums WHERE fact = 'payment' AND day IN (
        SELECT day_of(p.paid_at) FROM payments c JOIN payments p USING (account_id)
        WHERE c.payment_id = NEW.payment_id
        AND (p.payment_id = c.payment_id OR p.amount < 0));
END;
CREATE TEMP TRIGGER stale_credit_changed AFTER UPDATE ON credits BEGIN
    DELETE FROM day_sums WHERE fact = 'payment' AND day IN (
        SELECT day_of(p.paid_at) FROM payments c JOIN payments p USING (account_id)
        WHERE c.payment_id = NEW.payment_id
        AND (p.payment_id = c.payment_id OR p.amount < 0));
END;
CREATE TEMP TRIGGER stale_credit_gone AFTER DELETE ON credits BEGIN
    DELETE FROM day_sums WHERE fact = 'payment' AND day IN (
        SELECT day_of(p.paid_at) FROM payments c JOIN payments p USING (account_id)
        WHERE c.payment_id = OLD.payment_id
        AND (p.payment_id = c.payment_id OR p.amount < 0));
END;

-- name: watch_loose
-- Rows that stand for themselves.
CREATE TEMP TRIGGER stale_feedback_new AFTER INSERT ON feedback BEGIN
    DELETE FROM day_sums WHERE fact = 'feedback' AND day = day_of(NEW.at);
END;
CREATE TEMP TRIGGER stale_feedback_changed AFTER UPDATE ON feedback BEGIN
    DELETE FROM day_sums WHERE fact = 'feedback' AND day IN (day_of(OLD.at), day_of(NEW.at));
END;
CREATE TEMP TRIGGER stale_training_new AFTER INSERT ON trainings BEGIN
    DELETE FROM day_sums WHERE fact = 'training' AND day = NEW.completed_on;
END;
CREATE TEMP TRIGGER stale_training_changed AFTER UPDATE ON trainings BEGIN
    DELETE FROM day_sums WHERE fact = 'training' AND day IN (OLD.completed_on, NEW.completed_on);
END;
CREATE TEMP TRIGGER stale_cost_new AFTER INSERT ON costs BEGIN
    DELETE FROM day_sums WHERE fact = 'cost';
END;
CREATE TEMP TRIGGER stale_cost_changed AFTER UPDATE ON costs BEGIN
    DELETE FROM day_sums WHERE fact = 'cost';
END;
CREATE TEMP TRIGGER stale_order_new AFTER INSERT ON orders BEGIN
    DELETE FROM day_sums WHERE fact = 'order' AND day = day_of(NEW.ordered_at);
    DELETE FROM period_sums WHERE fact = 'customer' AND "to" > day_of(NEW.ordered_at)
        AND "from" <= day_of(NEW.ordered_at) + (SELECT reach FROM kept_facts WHERE fact = 'customer');
END;
CREATE TEMP TRIGGER stale_order_changed AFTER UPDATE ON orders BEGIN
    DELETE FROM day_sums WHERE fact = 'order'
        AND day IN (day_of(OLD.ordered_at), day_of(NEW.ordered_at));
    DELETE FROM period_sums WHERE fact = 'customer'
        AND "to" > day_of(min(OLD.ordered_at, NEW.ordered_at))
        AND "from" <= day_of(max(OLD.ordered_at, NEW.ordered_at))
            + (SELECT reach FROM kept_facts WHERE fact = 'customer');
END;

-- name: watch_posts
-- Posts: everything since; who had left before then is gone from that day (a leaver in a list without
-- dates). Who leaves: everything from the day after. The team tree is looked up
-- when days are added up, but periods are kept for teams as well.
CREATE TEMP TRIGGER stale_employee_new AFTER INSERT ON employees BEGIN
    DELETE FROM day_sums WHERE day >= min(NEW.since, coalesce(NEW.left_on, NEW.since));
    DELETE FROM period_sums WHERE "to" > min(NEW.since, coalesce(NEW.left_on, NEW.since));
END;
CREATE TEMP TRIGGER stale_employee_moved AFTER UPDATE ON employees
WHEN (OLD.team_id, OLD.role) IS NOT (NEW.team_id, NEW.role) BEGIN
    DELETE FROM day_sums WHERE day >= min(NEW.since, coalesce(NEW.left_on, NEW.since));
    DELETE FROM period_sums WHERE "to" > min(NEW.since, coalesce(NEW.left_on, NEW.since));
END;
CREATE TEMP TRIGGER stale_employee_left AFTER UPDATE ON employees
WHEN OLD.left_on IS NOT NEW.left_on BEGIN
    DELETE FROM day_sums
    WHERE day > min(coalesce(OLD.left_on, NEW.left_on), coalesce(NEW.left_on, OLD.left_on));
    DELETE FROM period_sums
    WHERE "to" > min(coalesce(OLD.left_on, NEW.left_on), coalesce(NEW.left_on, OLD.left_on));
END;
CREATE TEMP TRIGGER stale_team_new AFTER INSERT ON teams BEGIN
    DELETE FROM period_sums;
END;
CREATE TEMP TRIGGER stale_team_moved AFTER UPDATE ON teams
WHEN OLD.parent_id IS NOT NEW.parent_id BEGIN
    DELETE FROM period_sums WHERE "to" > NEW.since OR NOT EXISTS (
        SELECT 1 FROM team_history WHERE team_id = NEW.team_id);
END;
