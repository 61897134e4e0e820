-- private.db as version 1 left it, with a person and a draft; written down once and never changed.
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
INSERT INTO people (party, login, lang, public_key, method, password_salt, password_hash, key_salt, wrapped_key)
VALUES (zeroblob(32), 'lin', 'en', x'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 1, zeroblob(16), zeroblob(32), zeroblob(16), zeroblob(48));
INSERT INTO drafts (person, form, key, content, saved_ms) VALUES (1, 'propose', '', x'74657874', 7);
PRAGMA application_id = 1685344338;
PRAGMA user_version = 1;
