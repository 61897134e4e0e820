//! The tables, as a list of forward migrations.
//!
//! Plain rowid tables throughout: WITHOUT ROWID with blobs of a kilobyte was measured 3.6 times slower.
//! Nothing is ever deleted; a payload that is erased leaves a row that says so.

/// Marks the file as a record of Détente ("dtRC").
pub(crate) const APPLICATION: i32 = 0x6474_5243;

/// `MIGRATIONS[n]` leads from version n to n+1. Append; never change what was released.
pub(crate) const MIGRATIONS: &[&str] = &[FIRST, BRANCHES, SHORT_INDEX, INDEX_IN_PARTS];

/// Finds the statement that is the second parameter by the index below: in every part of it, from part to part, so that a gap
/// in the numbers costs nothing.
pub(crate) const SAME_STATEMENT: &str = "
    seq >> 16 IN (
        WITH RECURSIVE parts (part) AS (
            SELECT min(seq) >> 16 FROM entries
            UNION SELECT (SELECT min(seq) >> 16 FROM entries WHERE seq >= (part + 1) << 16)
                  FROM parts WHERE part IS NOT NULL)
        SELECT part FROM parts)
    AND substr(statement, 1, 4) = substr(?2, 1, 4) AND statement = ?2";

/// A statement's id is a hash, so each row of an index over it goes to a page of its own, and with a million entries most of what
/// was written for a batch were pages of the index. Now only pages of its newest part are, of 65,536 entries.
const INDEX_IN_PARTS: &str = "
    DROP INDEX entries_by_statement;
    CREATE INDEX entries_by_statement ON entries (seq >> 16, substr(statement, 1, 4));
";

/// Where a statement stands is looked up by its first bytes.
const SHORT_INDEX: &str = "
    DROP INDEX entries_by_statement;
    CREATE INDEX entries_by_statement ON entries (substr(statement, 1, 4));
";

/// A forked log has a row for each branch; one for what every log was before.
const BRANCHES: &str = "
    CREATE TABLE logs_with_branches (
        id INTEGER PRIMARY KEY,
        space INTEGER NOT NULL REFERENCES spaces (id),
        party BLOB NOT NULL,
        lane INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        branch INTEGER NOT NULL,             -- 0 for the one that came first
        of INTEGER NOT NULL,                 -- the branch that it left
        start INTEGER NOT NULL,              -- how many entries it shares with that one
        UNIQUE (space, party, lane, epoch, branch)
    ) STRICT;
    INSERT INTO logs_with_branches SELECT id, space, party, lane, epoch, 0, 0, 0 FROM logs;
    DROP TABLE logs;
    ALTER TABLE logs_with_branches RENAME TO logs;
";

const FIRST: &str = "
    CREATE TABLE spaces (
        id INTEGER PRIMARY KEY,
        space BLOB NOT NULL UNIQUE,
        founding BLOB                        -- null until the founding is known
    ) STRICT;

    CREATE TABLE logs (
        id INTEGER PRIMARY KEY,
        space INTEGER NOT NULL REFERENCES spaces (id),
        party BLOB NOT NULL,
        lane INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        UNIQUE (space, party, lane, epoch)
    ) STRICT;

    CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,             -- order of arrival on this node
        space INTEGER NOT NULL REFERENCES spaces (id),
        log INTEGER NOT NULL REFERENCES logs (id),
        idx INTEGER NOT NULL,
        statement BLOB NOT NULL,
        fitted INTEGER NOT NULL,             -- whether the signatures fitted
        received_ms INTEGER NOT NULL,
        bytes INTEGER NOT NULL,              -- size as it came, to fill a page when reading
        mark BLOB NOT NULL,                  -- hash over place, leaf hash, verdict and time
        leaf BLOB NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (log, idx)
    ) STRICT;
    CREATE INDEX entries_by_space ON entries (space);
    CREATE INDEX entries_by_statement ON entries (statement);

    CREATE TABLE payloads (                  -- one row for each commitment of the body
        entry INTEGER NOT NULL REFERENCES entries (seq),
        n INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('here', 'erased', 'never')),
        salt BLOB,
        content BLOB,
        UNIQUE (entry, n),
        CHECK ((state = 'here') = (salt IS NOT NULL) AND (state = 'here') = (content IS NOT NULL))
    ) STRICT;

    CREATE TABLE founding_payloads (
        space INTEGER NOT NULL REFERENCES spaces (id),
        n INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('here', 'erased', 'never')),
        salt BLOB,
        content BLOB,
        UNIQUE (space, n),
        CHECK ((state = 'here') = (salt IS NOT NULL) AND (state = 'here') = (content IS NOT NULL))
    ) STRICT;

    CREATE TABLE checkpoints (
        id INTEGER PRIMARY KEY,
        log INTEGER NOT NULL REFERENCES logs (id),
        size INTEGER NOT NULL,
        conflict INTEGER NOT NULL,           -- 1: contradicts what is stored; evidence only
        hash BLOB NOT NULL UNIQUE,
        bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX checkpoints_by_size ON checkpoints (log, conflict, size);

    CREATE TABLE cosignatures (
        id INTEGER PRIMARY KEY,              -- order of arrival on this node
        space INTEGER NOT NULL REFERENCES spaces (id),
        checkpoint INTEGER NOT NULL REFERENCES checkpoints (id),
        log INTEGER NOT NULL REFERENCES logs (id),
        size INTEGER NOT NULL,               -- log and size are the checkpoint's, for the index
        party BLOB NOT NULL,
        kind INTEGER NOT NULL,
        hash BLOB NOT NULL,
        bytes BLOB NOT NULL,
        UNIQUE (checkpoint, party, kind)
    ) STRICT;
    CREATE INDEX cosignatures_by_space ON cosignatures (space);
    CREATE INDEX cosignatures_by_size ON cosignatures (log, party, kind, size);

    CREATE TABLE facts (
        name TEXT NOT NULL UNIQUE,
        value BLOB NOT NULL
    ) STRICT;
";
