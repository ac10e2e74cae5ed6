-- Version 1 of the database. A table has the name and the columns of its kind (cx-tables(5)).
-- Inside: ids are integers (store/id.h), money cents, dates days, times seconds since 1970-01-01,
-- decimals millionths, choices the index of their word in the kind's list. An empty part of a key is 0 or ''
-- (a date: -1000000, since ever), so that a primary key needs no NULL.

CREATE TABLE id_shape (
    shape INTEGER PRIMARY KEY CHECK (shape BETWEEN 1 AND 511),
    prefix TEXT NOT NULL,
    width INTEGER NOT NULL,
    UNIQUE (prefix, width)
) STRICT;
CREATE TABLE id_text (
    n INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user TEXT NOT NULL,
    program TEXT NOT NULL,
    version TEXT NOT NULL,
    arguments TEXT NOT NULL,
    files TEXT NOT NULL,
    before TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_insert BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT raise(ABORT, 'the audit log only grows at its end'); END;

-- What was sealed (close), paid out (pay) and opened again (reopen): an entry each, of which none is ever
-- changed, with the hash of the one before it. All of it is text, so that a later cx needs to know nothing of ids
-- inside. An entry's texts go in before it: once it is there, nothing can be added to it.
CREATE TABLE seals (
    seq INTEGER PRIMARY KEY,
    action TEXT NOT NULL CHECK (action IN ('close', 'pay', 'reopen')),
    period TEXT NOT NULL,
    at INTEGER NOT NULL,
    version TEXT NOT NULL,
    reason TEXT NOT NULL,
    total INTEGER NOT NULL,
    before TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TABLE seal_texts (
    seq INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (seq, name)
) STRICT;
CREATE TRIGGER seals_update BEFORE UPDATE ON seals
BEGIN SELECT raise(ABORT, 'what is sealed is never changed'); END;
CREATE TRIGGER seals_delete BEFORE DELETE ON seals
BEGIN SELECT raise(ABORT, 'what is sealed is never changed'); END;
CREATE TRIGGER seals_insert BEFORE INSERT ON seals
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM seals)
    OR NEW.before <> coalesce((SELECT hash FROM seals ORDER BY seq DESC LIMIT 1), '')
BEGIN SELECT raise(ABORT, 'seals only follow one another'); END;
CREATE TRIGGER seal_texts_update BEFORE UPDATE ON seal_texts
BEGIN SELECT raise(ABORT, 'what is sealed is never changed'); END;
CREATE TRIGGER seal_texts_delete BEFORE DELETE ON seal_texts
BEGIN SELECT raise(ABORT, 'what is sealed is never changed'); END;
CREATE TRIGGER seal_texts_insert BEFORE INSERT ON seal_texts
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM seals)
BEGIN SELECT raise(ABORT, 'what is sealed is never added to'); END;
-- The seals that hold: those that were not opened again.
CREATE VIEW sealed_periods AS
SELECT period, seq FROM seals
WHERE action = 'close'
  AND seq > coalesce((SELECT max(r.seq) FROM seals r WHERE r.action = 'reopen' AND r.period = seals.period), 0);

-- Facts

CREATE TABLE teams (
    team_id INTEGER PRIMARY KEY,
    name TEXT,
    parent_id INTEGER REFERENCES teams DEFERRABLE INITIALLY DEFERRED,
    kind INTEGER,
    manager_id INTEGER REFERENCES people DEFERRABLE INITIALLY DEFERRED,
    opened_on INTEGER,
    closed_on INTEGER
) STRICT;

CREATE TABLE people (
    employee_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE employees (
    employee_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    name TEXT,
    team_id INTEGER NOT NULL REFERENCES teams,
    role TEXT NOT NULL,
    hired_on INTEGER NOT NULL,
    left_on INTEGER,
    base_salary INTEGER,
    capacity INTEGER,
    PRIMARY KEY (employee_id, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE customers (
    customer_id INTEGER PRIMARY KEY,
    name TEXT,
    born_on INTEGER,
    phone TEXT,
    region TEXT,
    rating INTEGER,
    channel INTEGER,
    contact_person TEXT,
    owner_id INTEGER REFERENCES people
) STRICT;

CREATE TABLE accounts (
    account_id INTEGER PRIMARY KEY,
    customer_id INTEGER REFERENCES customers,
    client TEXT,
    batch TEXT,
    product TEXT,
    due_on INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    placed_on INTEGER,
    region TEXT,
    status INTEGER NOT NULL,
    paused_until INTEGER
) STRICT;

CREATE TABLE payments (
    payment_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts,
    paid_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    channel TEXT,
    reverses INTEGER REFERENCES payments DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX payments_account ON payments (account_id, paid_at);

CREATE TABLE contacts (
    contact_id INTEGER PRIMARY KEY,
    account_id INTEGER REFERENCES accounts,
    employee_id INTEGER NOT NULL REFERENCES people,
    started_at INTEGER NOT NULL,
    duration_s INTEGER,
    channel INTEGER,
    outcome INTEGER,
    promised_amount INTEGER,
    promised_on INTEGER,
    reason TEXT,
    transcript TEXT
) STRICT;

CREATE TABLE feedback (
    feedback_id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES people,
    account_id INTEGER REFERENCES accounts,
    at INTEGER NOT NULL,
    score INTEGER NOT NULL
) STRICT;

CREATE TABLE complaints (
    complaint_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES people,
    account_id INTEGER REFERENCES accounts,
    contact_id INTEGER REFERENCES contacts,
    at INTEGER NOT NULL,
    upheld INTEGER NOT NULL,
    text TEXT
) STRICT;

CREATE TABLE reviews (
    contact_id INTEGER PRIMARY KEY REFERENCES contacts,
    verdict INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT
) STRICT;

CREATE TABLE arrangements (
    arrangement_id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts,
    kind INTEGER NOT NULL,
    agreed_on INTEGER NOT NULL,
    employee_id INTEGER REFERENCES people,
    amount INTEGER,
    due_on INTEGER
) STRICT;

CREATE TABLE absences (
    employee_id INTEGER NOT NULL REFERENCES people,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    kind TEXT,
    PRIMARY KEY (employee_id, "from")
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers,
    ordered_at INTEGER NOT NULL,
    amount INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_customer ON orders (customer_id, ordered_at);

CREATE TABLE trainings (
    employee_id INTEGER NOT NULL REFERENCES people,
    course TEXT NOT NULL,
    completed_on INTEGER NOT NULL,
    passed INTEGER,
    PRIMARY KEY (employee_id, course)
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    scope INTEGER NOT NULL,
    scope_id INTEGER NOT NULL,
    metric_id TEXT NOT NULL,
    period TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (scope, scope_id, metric_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE credits (
    payment_id INTEGER NOT NULL REFERENCES payments,
    employee_id INTEGER NOT NULL REFERENCES people,
    share INTEGER NOT NULL,
    PRIMARY KEY (payment_id, employee_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE costs (
    period TEXT NOT NULL,
    team_id INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (period, team_id, channel)
) STRICT, WITHOUT ROWID;

-- One owner per account and day: an episode is [from, to), and no two of one account overlap.
CREATE TABLE assignments (
    account_id INTEGER NOT NULL REFERENCES accounts,
    "from" INTEGER NOT NULL,
    "to" INTEGER CHECK ("to" IS NULL OR "to" > "from"),
    employee_id INTEGER NOT NULL REFERENCES people,
    PRIMARY KEY (account_id, "from")
) STRICT, WITHOUT ROWID;
CREATE TRIGGER assignments_insert AFTER INSERT ON assignments
WHEN EXISTS (SELECT 1 FROM assignments a WHERE a.account_id = NEW.account_id AND a."from" <> NEW."from"
             AND a."from" < coalesce(NEW."to", 9e9) AND NEW."from" < coalesce(a."to", 9e9))
BEGIN SELECT raise(ABORT, 'two assignments of one account overlap'); END;
CREATE TRIGGER assignments_update AFTER UPDATE ON assignments
WHEN EXISTS (SELECT 1 FROM assignments a WHERE a.account_id = NEW.account_id AND a."from" <> NEW."from"
             AND a."from" < coalesce(NEW."to", 9e9) AND NEW."from" < coalesce(a."to", 9e9))
BEGIN SELECT raise(ABORT, 'two assignments of one account overlap'); END;

CREATE TABLE adjustments (
    adjustment_id INTEGER PRIMARY KEY,
    period TEXT NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES people,
    amount INTEGER NOT NULL,
    reason TEXT NOT NULL,
    approved_by TEXT NOT NULL
) STRICT;

-- The plan

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
    stage TEXT PRIMARY KEY,
    from_dpd INTEGER NOT NULL,
    to_dpd INTEGER,
    team_kind INTEGER NOT NULL,
    title TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE holidays (day INTEGER PRIMARY KEY, name TEXT) STRICT;

CREATE TABLE measures (
    measure_id TEXT PRIMARY KEY COLLATE NOCASE,
    fact INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    value TEXT NOT NULL,
    "where" TEXT,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE metrics (
    metric_id TEXT PRIMARY KEY COLLATE NOCASE,
    title TEXT,
    unit INTEGER,
    better INTEGER,
    formula TEXT NOT NULL,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scorecards (
    scorecard_id TEXT NOT NULL,
    metric_id TEXT NOT NULL,
    weight INTEGER NOT NULL,
    target TEXT,
    prorate INTEGER,
    method INTEGER,
    floor INTEGER,
    cap INTEGER,
    missing INTEGER,
    subject INTEGER,
    min_days INTEGER,
    require TEXT,
    for_role TEXT,
    for_team INTEGER REFERENCES teams,
    for_employee INTEGER REFERENCES people,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    PRIMARY KEY (scorecard_id, metric_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE tiers (
    tier_id TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER,
    rate INTEGER NOT NULL,
    PRIMARY KEY (tier_id, "from")
) STRICT, WITHOUT ROWID;

CREATE TABLE grades (
    grade TEXT PRIMARY KEY,
    min_score INTEGER NOT NULL,
    coefficient INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (
    rule_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    title TEXT,
    kind INTEGER NOT NULL,
    for_role TEXT,
    for_team INTEGER REFERENCES teams,
    for_employee INTEGER REFERENCES people,
    "when" TEXT,
    grp TEXT,
    basis TEXT,
    rate TEXT,
    amount INTEGER,
    tier_id TEXT,
    mode INTEGER,
    per INTEGER,
    applies_to TEXT,
    top_n INTEGER,
    among INTEGER,
    months INTEGER,
    split TEXT,
    prorate INTEGER,
    retro INTEGER,
    award TEXT,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    PRIMARY KEY (rule_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE keywords (
    keyword_id TEXT PRIMARY KEY,
    phrase TEXT NOT NULL,
    category INTEGER,
    severity INTEGER,
    "match" INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE limits (
    limit_id TEXT PRIMARY KEY,
    jurisdiction TEXT NOT NULL,
    channel INTEGER,
    rule INTEGER NOT NULL,
    value TEXT NOT NULL,
    counts INTEGER,
    per INTEGER,
    severity INTEGER,
    source TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE strategies (
    strategy_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    "when" TEXT,
    action INTEGER NOT NULL,
    note TEXT,
    PRIMARY KEY (strategy_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE segments (
    segment_id TEXT PRIMARY KEY,
    title TEXT,
    "when" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE scripts (
    script_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    "when" TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (script_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
    alert_id TEXT PRIMARY KEY,
    level INTEGER NOT NULL,
    "when" TEXT NOT NULL,
    severity INTEGER NOT NULL,
    message TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was found in contacts by keywords and limits; source 0: keyword, 1: limit.
CREATE TABLE violations (
    contact_id INTEGER NOT NULL REFERENCES contacts DEFERRABLE INITIALLY DEFERRED,
    source INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    severity INTEGER NOT NULL,
    words TEXT,
    PRIMARY KEY (contact_id, source, rule_id)
) STRICT, WITHOUT ROWID;

-- Where the contacts and payments of a day stand in their tables: from which id to which, for each
-- shape of ids; until is the last day that a contact of the day was promised (lib/past/days.h).
CREATE TABLE event_days (
    event TEXT NOT NULL,
    day INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (event, day, shape)
) STRICT, WITHOUT ROWID;

-- Kept sums (lib/fact/README.md): what may be made again at any time. A day or period that has no
-- row is to be added up; definition is what its measures were, which must still be the same.
CREATE TABLE kept_facts (
    fact TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    uses_account INTEGER NOT NULL,
    uses_contacts INTEGER NOT NULL,
    reach INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE day_sums (
    fact TEXT NOT NULL,
    day INTEGER NOT NULL,
    sums BLOB NOT NULL,
    PRIMARY KEY (fact, day)
) STRICT;
CREATE TABLE period_sums (
    fact TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    sums BLOB NOT NULL,
    PRIMARY KEY (fact, "from", "to")
) STRICT;
-- Payments and accounts that came after the sums of periods were made, which lack them.
CREATE TABLE fresh_payments (payment_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE fresh_accounts (account_id INTEGER PRIMARY KEY) STRICT;

-- The model of p(pay) that cx-assign --fit made: a term's coefficient is for (x - mean) / sd; figures as
-- decimals in text, so that they are the same bytes everywhere.
CREATE TABLE model_terms (
    term TEXT PRIMARY KEY,
    mean TEXT NOT NULL,
    sd TEXT NOT NULL,
    coefficient TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How good it was on the month that it was not fitted on.
CREATE TABLE model_marks (
    mark TEXT NOT NULL,
    bin INTEGER NOT NULL,
    n INTEGER,
    predicted TEXT,
    observed TEXT,
    PRIMARY KEY (mark, bin)
) STRICT, WITHOUT ROWID;
