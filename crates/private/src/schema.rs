//! The tables, as a list of forward migrations.

/// Marks the file as private papers of Détente ("dtPR").
pub(crate) const APPLICATION: i32 = 0x6474_5052;

/// `MIGRATIONS[n]` leads from version n to n+1. Append; never change what was released.
pub(crate) const MIGRATIONS: &[&str] = &[FIRST, SECOND, THIRD, PAPERS, SHARED];

const FIRST: &str = "
    CREATE TABLE people (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: sessions and powers outlive a mistake
        party BLOB NOT NULL,
        login TEXT NOT NULL UNIQUE,
        lang TEXT NOT NULL,
        public_key BLOB NOT NULL,
        method INTEGER NOT NULL,              -- how the password is hashed and the key derived from it
        password_salt BLOB NOT NULL,
        password_hash BLOB NOT NULL,
        key_salt BLOB NOT NULL,
        wrapped_key BLOB NOT NULL
    ) STRICT;

    CREATE TABLE names (
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        lang TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (person, lang)
    ) STRICT;

    CREATE TABLE links (
        token_hash BLOB NOT NULL UNIQUE,
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        wrapped_key BLOB NOT NULL,
        expires_ms INTEGER NOT NULL,
        reusable INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE sessions (
        token_hash BLOB NOT NULL UNIQUE,
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        created_ms INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE pending (
        id INTEGER PRIMARY KEY,
        space BLOB NOT NULL,
        party BLOB NOT NULL,
        statement BLOB NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (space, statement)
    ) STRICT;

    CREATE TABLE pending_signatures (
        pending INTEGER NOT NULL REFERENCES pending (id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        signature BLOB NOT NULL,
        UNIQUE (pending, n)
    ) STRICT;

    CREATE TABLE pending_payloads (
        pending INTEGER NOT NULL REFERENCES pending (id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        salt BLOB NOT NULL,
        content BLOB NOT NULL,
        UNIQUE (pending, n)
    ) STRICT;

    CREATE TABLE drafts (
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        form TEXT NOT NULL,
        key TEXT NOT NULL,
        content BLOB NOT NULL,
        saved_ms INTEGER NOT NULL,
        UNIQUE (person, form, key)
    ) STRICT;
";

const SECOND: &str = "
    ALTER TABLE sessions ADD COLUMN reads_only INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE acknowledged (              -- answers given to programs, to be given again
        name BLOB NOT NULL UNIQUE,           -- hash over the person, the address and the program's key
        person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        request BLOB NOT NULL,               -- hash of what was asked, without any password
        status INTEGER NOT NULL,
        answer BLOB NOT NULL,
        expires_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX acknowledged_by_person ON acknowledged (person, expires_ms);
";

const THIRD: &str = "
    CREATE TABLE given_up (
        space BLOB NOT NULL,
        party BLOB NOT NULL,
        statement BLOB NOT NULL,
        text BLOB NOT NULL,
        signer BLOB NOT NULL,
        reason INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        UNIQUE (space, statement)
    ) STRICT;
";

const PAPERS: &str = "
    CREATE TABLE papers (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: a page may still hold an old number
        party BLOB NOT NULL,
        kind INTEGER NOT NULL,
        title TEXT NOT NULL,
        content TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        changed_ms INTEGER NOT NULL,
        version INTEGER NOT NULL
    ) STRICT;

    CREATE INDEX papers_of_party ON papers (party, kind, changed_ms);

    CREATE TABLE approval_steps (
        paper INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        name TEXT NOT NULL,
        day INTEGER,
        status INTEGER NOT NULL,
        shown INTEGER NOT NULL,
        UNIQUE (paper, n)
    ) STRICT;

    CREATE TABLE grades (
        paper INTEGER NOT NULL UNIQUE REFERENCES papers (id) ON DELETE CASCADE,
        graded INTEGER NOT NULL,
        waiting INTEGER NOT NULL,
        brier INTEGER,
        graded_ms INTEGER NOT NULL
    ) STRICT;
";

const SHARED: &str = "
    ALTER TABLE pending ADD COLUMN act BLOB;                         -- of an act that lacks signatures
    ALTER TABLE pending ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE pending ADD COLUMN since_ms INTEGER NOT NULL DEFAULT 0;
";
