-- The first schema. Every tenant's row begins with its organisation, and foreign keys carry it along, so that a row of one
-- organisation cannot hang on a row of another. Times are milliseconds in UTC. Ids are UUIDs; keys that are numbers
-- (organisation, wave) never leave the store. Truth values are 0 and 1.

CREATE TABLE schema_steps (version INTEGER PRIMARY KEY, done_at INTEGER NOT NULL) STRICT;

-- Settings of the installation: the digest of the setup link, and what is made once.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE organisations (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE teams (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, name)
) STRICT;

-- People who sign in. One person may belong to several organisations.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    password TEXT NOT NULL,
    totp BLOB,
    totp_confirmed INTEGER NOT NULL DEFAULT 0,
    totp_last_step INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    hash BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (user_id, hash)
) STRICT;

CREATE TABLE memberships (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    team TEXT,
    suspended INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, user_id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;

CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    form_token TEXT NOT NULL,
    second_factor INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    proved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);

-- Links by which people are invited to work here.
CREATE TABLE staff_invitations (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;

CREATE TABLE tokens (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    maker TEXT NOT NULL,
    role TEXT NOT NULL,
    team TEXT,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (organisation, id)
) STRICT;

-- Questionnaires of an organisation, one row per version. The text is the TOML file; its digest tells versions apart.
CREATE TABLE instruments (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    digest BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    toml TEXT NOT NULL,
    PRIMARY KEY (organisation, id, version)
) STRICT;

CREATE TABLE surveys (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    instrument TEXT NOT NULL,
    instrument_version INTEGER NOT NULL,
    language TEXT NOT NULL,
    team TEXT,
    anonymous INTEGER NOT NULL,
    pulse TEXT NOT NULL,
    ask_comment INTEGER NOT NULL,
    thanks TEXT NOT NULL,
    embed_origins TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    made_at INTEGER NOT NULL,
    archived_at INTEGER,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, instrument, instrument_version) REFERENCES instruments (organisation, id, version),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;

-- A wave keeps the version of the questionnaire that its respondents saw. The revision counts what was taken back, so that
-- sums made before it are not kept after it.
CREATE TABLE waves (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    survey TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    instrument TEXT NOT NULL,
    instrument_version INTEGER NOT NULL,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER,
    closed_at INTEGER,
    answers INTEGER NOT NULL DEFAULT 0,
    set_aside INTEGER NOT NULL DEFAULT 0,
    last_sequence INTEGER NOT NULL DEFAULT 0,
    last_answer_at INTEGER,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, number),
    UNIQUE (organisation, survey, position),
    FOREIGN KEY (organisation, survey) REFERENCES surveys (organisation, id),
    FOREIGN KEY (organisation, instrument, instrument_version) REFERENCES instruments (organisation, id, version)
) STRICT;

-- Public ways in, printed on posters: they are no secrets. A link leads to whichever wave is open.
CREATE TABLE links (
    token TEXT PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    survey TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    hidden TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    closed_at INTEGER,
    UNIQUE (organisation, id),
    FOREIGN KEY (organisation, survey) REFERENCES surveys (organisation, id)
) STRICT;

-- Who was invited to a wave. That an invitation was used is known, but in an anonymous survey not when, and never by which answer.
CREATE TABLE invitees (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    wave TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    segments TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    invited_at INTEGER,
    reminded_at INTEGER,
    reminders INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, wave, email),
    FOREIGN KEY (organisation, wave) REFERENCES waves (organisation, id)
) STRICT;

CREATE INDEX invitees_by_email ON invitees (organisation, email);

-- Every mail has its own token, so that only digests need to be kept; all of a person's tokens are used up together.
CREATE TABLE invitee_tokens (
    hash BLOB PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    invitee TEXT NOT NULL,
    FOREIGN KEY (organisation, invitee) REFERENCES invitees (organisation, id)
) STRICT;
CREATE INDEX invitee_tokens_by_invitee ON invitee_tokens (organisation, invitee);

-- The words of the groups, once per survey: an answer holds their numbers. They hang on the name of the column, not on its
-- place, so that a new version of the questionnaire gives no old answer another group. uses: answers that hold it; a word
-- that no answer holds any more is erased.
CREATE TABLE segment_values (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    survey TEXT NOT NULL,
    segment TEXT NOT NULL,
    code INTEGER NOT NULL,
    value TEXT NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, survey, segment, code),
    UNIQUE (organisation, survey, segment, value),
    FOREIGN KEY (organisation, survey) REFERENCES surveys (organisation, id)
) STRICT;

-- The answers. codes: one byte per column of the layout. segments: two bytes per segment of the wave's questionnaire, the
-- lower one first, 65535 for none. state: 0 counted, 1 set aside (aside says why). way: 0 open, 1 invited, 2 kiosk,
-- 3 embedded, 4 API, 5 imported.
CREATE TABLE responses (
    organisation INTEGER NOT NULL,
    wave INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    attempt BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    way INTEGER NOT NULL,
    seconds INTEGER,
    language TEXT NOT NULL,
    codes BLOB NOT NULL,
    segments BLOB NOT NULL,
    comment TEXT,
    fields TEXT,
    invitee TEXT,
    aside TEXT,
    PRIMARY KEY (organisation, wave, sequence),
    FOREIGN KEY (organisation, wave) REFERENCES waves (organisation, number)
) STRICT, WITHOUT ROWID;
-- Over all waves: an answer that is sent again when the next wave is open already is still the same answer.
CREATE UNIQUE INDEX responses_by_attempt ON responses (organisation, attempt);
CREATE INDEX responses_by_invitee ON responses (organisation, invitee) WHERE invitee IS NOT NULL;

-- Answers under way, saved item by item. The receipt's digest finds them again on another device. invitee: only where the
-- survey is not anonymous.
CREATE TABLE drafts (
    organisation INTEGER NOT NULL,
    wave INTEGER NOT NULL,
    attempt BLOB NOT NULL,
    receipt BLOB NOT NULL,
    codes BLOB NOT NULL,
    segments TEXT NOT NULL,
    comment TEXT,
    invitee TEXT,
    language TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, wave, attempt),
    FOREIGN KEY (organisation, wave) REFERENCES waves (organisation, number)
) STRICT;
CREATE INDEX drafts_by_receipt ON drafts (organisation, wave, receipt);
CREATE INDEX drafts_by_attempt ON drafts (organisation, attempt);
CREATE INDEX drafts_by_invitee ON drafts (organisation, invitee) WHERE invitee IS NOT NULL;

-- The sums of a wave up to a sequence number, with the plan they were made by; the few answers after it are added when
-- somebody looks.
CREATE TABLE wave_sums (
    organisation INTEGER NOT NULL,
    wave INTEGER NOT NULL,
    through INTEGER NOT NULL,
    plan BLOB NOT NULL,
    cube BLOB NOT NULL,
    PRIMARY KEY (organisation, wave),
    FOREIGN KEY (organisation, wave) REFERENCES waves (organisation, number)
) STRICT;

-- What was asked of us with an Idempotency-Key, and what we replied.
CREATE TABLE idempotency (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request BLOB NOT NULL,
    status INTEGER NOT NULL,
    reply TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, actor, key)
) STRICT;

CREATE TABLE webhooks (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    url TEXT NOT NULL,
    events TEXT NOT NULL,
    secret BLOB NOT NULL,
    old_secret BLOB,
    old_secret_until INTEGER,
    made_at INTEGER NOT NULL,
    disabled_at INTEGER,
    disabled_why TEXT,
    failing_since INTEGER,
    PRIMARY KEY (organisation, id)
) STRICT;

-- What is to be delivered, written in the transaction of its cause. kind: webhook or mail. A mail's words are erased once sent.
CREATE TABLE outbox (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    event TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    leased_until INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER,
    given_up_at INTEGER,
    last_error TEXT,
    PRIMARY KEY (organisation, id)
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_leased ON outbox (leased_until) WHERE leased_until > 0;
CREATE INDEX outbox_by_target ON outbox (organisation, target) WHERE delivered_at IS NULL AND given_up_at IS NULL;

-- Who did what. Append-only; each row's digest covers the one before it.
CREATE TABLE audit (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    fields TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (organisation, sequence)
) STRICT;

-- How often somebody did something lately: a bucket of tokens that fills up again.
CREATE TABLE limits (name TEXT PRIMARY KEY, tokens INTEGER NOT NULL, filled_at INTEGER NOT NULL) STRICT;

-- What was erased, so that restoring an older copy does not bring it back: digests of what was found by.
CREATE TABLE erasures (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    digest BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (organisation, id)
) STRICT;
