-- Version 2.

-- What tells of changes by something other than cx (lib/store/trail.h). The audit log has the real
-- clock beside the time that counts, and the sums of the rows of each table that the change touched.
ALTER TABLE audit ADD COLUMN clock INTEGER;
ALTER TABLE audit ADD COLUMN sums TEXT;
CREATE TABLE row_sums (
    name TEXT PRIMARY KEY,
    rows INTEGER NOT NULL,
    sums TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a team, a customer or an account was before: the columns that have a history stand in
-- the kind's own table as they are now, and here as they were, from `since` until the row that follows.
-- An empty `since` in the kind's own table means that nothing stands here: so it was ever.

ALTER TABLE teams ADD COLUMN since INTEGER;
CREATE TABLE team_history (
    team_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    parent_id INTEGER,
    kind INTEGER,
    manager_id INTEGER,
    PRIMARY KEY (team_id, since)
) STRICT, WITHOUT ROWID;

ALTER TABLE customers ADD COLUMN since INTEGER;
CREATE TABLE customer_history (
    customer_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    region TEXT,
    rating INTEGER,
    owner_id INTEGER,
    PRIMARY KEY (customer_id, since)
) STRICT, WITHOUT ROWID;

ALTER TABLE accounts ADD COLUMN since INTEGER;
CREATE TABLE account_history (
    account_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    client TEXT,
    batch TEXT,
    product TEXT,
    region TEXT,
    PRIMARY KEY (account_id, since)
) STRICT, WITHOUT ROWID;

-- From closed_on an account is no longer with the company: recalled, sold, written off, paid.
ALTER TABLE accounts ADD COLUMN closed_on INTEGER;
ALTER TABLE accounts ADD COLUMN close_reason INTEGER;
CREATE INDEX accounts_closed ON accounts (closed_on) WHERE closed_on IS NOT NULL;

ALTER TABLE segments ADD COLUMN seq INTEGER;

-- A working Saturday stands among the holidays; an empty `accrues` is as the metric's unit has it.
ALTER TABLE holidays ADD COLUMN works INTEGER;
ALTER TABLE metrics ADD COLUMN accrues INTEGER;

-- What people call a measure; empty: its name.
ALTER TABLE measures ADD COLUMN title TEXT;

-- What takes a payment back; and promises by account, which matter long after their day.
CREATE INDEX payments_reverses ON payments (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX contacts_promised ON contacts (account_id, started_at) WHERE promised_on IS NOT NULL;

-- On which days there are orders, with the first and the last id of a shape; on which episodes begin or
-- end, without ids.
INSERT INTO event_days SELECT 'order', ordered_at / 86400, order_id & 511, min(order_id), max(order_id), -2147483647
FROM orders GROUP BY ordered_at / 86400, order_id & 511;
INSERT INTO event_days SELECT 'episode', day, 0, 0, 0, -2147483647
FROM (SELECT "from" AS day FROM assignments UNION SELECT "to" FROM assignments WHERE "to" IS NOT NULL);

-- Whose accounts the contacts of a day are about (lib/past/whose.h), in lists of which the day may have several;
-- null: it is not listed for the contacts that were there before.
CREATE TABLE contact_accounts (
    day INTEGER NOT NULL,
    n INTEGER NOT NULL,
    list BLOB,
    PRIMARY KEY (day, n)
) STRICT;
INSERT INTO contact_accounts SELECT DISTINCT day, 0, NULL FROM event_days WHERE event = 'contact';

-- Contacts that came after sums were made, which lack them, as they do of fresh_payments and fresh_accounts.
CREATE TABLE fresh_contacts (contact_id INTEGER PRIMARY KEY) STRICT;

-- Sealed months that may be others on today's data: since they were sealed, or put right, a row of theirs or of
-- a day before came or changed. Where nothing did, nobody need look.
CREATE TABLE stale_months (
    period TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO stale_months SELECT period FROM sealed_periods;

-- What the last imports changed, so that they can be taken back (store/journal.h): `seq` is an import's row in the
-- audit log, `seals` the last seal before it. Rows that were added to a table whose key is one id are a set of
-- ids (null: all, as the table was empty); other changed rows have their key, and what they were before (null:
-- they were not there), as JSON arrays of the columns in their order.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    seals INTEGER NOT NULL
) STRICT;
CREATE TABLE journal_added (
    seq INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    ids BLOB,
    PRIMARY KEY (seq, tbl)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_rows (
    n INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT
) STRICT;
CREATE INDEX journal_rows_seq ON journal_rows (seq);

-- Who may see and do what, where people run the programs under sudo; no rows: everybody may.
CREATE TABLE access (
    user TEXT NOT NULL,
    role INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    scope_id INTEGER NOT NULL,
    what INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    PRIMARY KEY (user, role, scope, scope_id, what, valid_from)
) STRICT, WITHOUT ROWID;

-- Which part of a company's customers the database holds, of how many; number 0: the head's, which holds what belongs to none. No
-- row: all of them.
CREATE TABLE part (
    number INTEGER PRIMARY KEY,
    parts INTEGER NOT NULL
) STRICT;

-- In the head's database: the streams (lib/parts/parts.h) that the parts added up to. One has the sums of its period
-- and of the one before.
CREATE TABLE merged_sums (
    period TEXT PRIMARY KEY,
    before TEXT NOT NULL,
    merged_at INTEGER NOT NULL,
    stream TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_sums_before ON merged_sums (before);

-- What is due when by an arrangement of kind instalment.
CREATE TABLE instalments (
    arrangement_id INTEGER NOT NULL REFERENCES arrangements,
    due_on INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (arrangement_id, due_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrangements_account ON arrangements (account_id);

-- What a list of keywords or limits found that held until then, and today's doesn't.
ALTER TABLE violations ADD COLUMN former INTEGER;

-- Figures of customers, and when they are a warning.
CREATE TABLE signals (
    customer_id INTEGER NOT NULL REFERENCES customers,
    name TEXT NOT NULL,
    day INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (customer_id, name, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE warnings (
    warning_id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    signal TEXT,
    "when" TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT, WITHOUT ROWID;
