-- Version 2. What a team, a customer or an account was before: the columns that have a history stand in
-- the kind's own table as they are now, and here as they were, from `since` until the row that follows.

CREATE TABLE team_history (
    team_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    parent_id INTEGER,
    kind INTEGER,
    manager_id INTEGER,
    PRIMARY KEY (team_id, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_history (
    customer_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    region TEXT,
    rating INTEGER,
    owner_id INTEGER,
    PRIMARY KEY (customer_id, since)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_history (
    account_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    client TEXT,
    batch TEXT,
    product TEXT,
    region TEXT,
    PRIMARY KEY (account_id, since)
) STRICT, WITHOUT ROWID;
