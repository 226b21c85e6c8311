-- Mailboxes that are read for comments, and which of their messages could not be taken. As before, every row begins with its organisation.

-- A mailbox at a mail server. security: tls, starttls or plain. password: what opens it, gone with the row. channel, site, touchpoint: what
-- its comments get. since: only messages from this day on, days since 1970; none for all. uid_validity and last_uid: up to where it was
-- read, as the server numbers its messages; they move in the transaction that keeps what was read. lease: whoever reads it now, until then.
-- failure: why the last try failed, as a word. added, again, refused: what came of its messages so far.
CREATE TABLE mailboxes (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    security TEXT NOT NULL,
    login TEXT NOT NULL,
    password BLOB NOT NULL,
    folder TEXT NOT NULL,
    channel TEXT NOT NULL,
    site TEXT NOT NULL,
    touchpoint TEXT,
    since INTEGER,
    made_at INTEGER NOT NULL,
    paused_at INTEGER,
    uid_validity INTEGER NOT NULL DEFAULT 0,
    last_uid INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    lease TEXT,
    leased_until INTEGER,
    read_at INTEGER,
    failure TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    added INTEGER NOT NULL DEFAULT 0,
    again INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, host, login, folder),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id)
) STRICT;
CREATE INDEX mailboxes_by_due ON mailboxes (next_at) WHERE paused_at IS NULL;

-- Messages of a mailbox that were not taken, the newest of them: by the number of the refusal. Nothing of a message is kept but when it
-- came and how large it is.
CREATE TABLE mailbox_refusals (
    organisation INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    number INTEGER NOT NULL,
    reason TEXT NOT NULL,
    came_at INTEGER,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (organisation, mailbox, number),
    FOREIGN KEY (organisation, mailbox) REFERENCES mailboxes (organisation, id)
) STRICT;
