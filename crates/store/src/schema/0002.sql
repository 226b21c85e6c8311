-- What was done: customers and what is known of them, promises, moments of truth, recovery. As before, every row begins with its
-- organisation. What happened is appended and never changed (promise_events, case_events); words stand apart in `notes`, so that
-- a person can be erased while the counts stay.

-- How an organisation keeps its promises. public: whether its standards and its keep rate may be read by everybody.
-- agent_cents: what an agent may give in one case without asking, in hundredths of the currency. answer_days: how long a
-- customer has to say whether a case may be closed. level_max: how often a case is escalated.
CREATE TABLE service_settings (
    organisation INTEGER PRIMARY KEY REFERENCES organisations (key),
    public INTEGER NOT NULL DEFAULT 0,
    calendar TEXT,
    agent_cents INTEGER NOT NULL DEFAULT 0,
    answer_days INTEGER NOT NULL DEFAULT 14,
    level_max INTEGER NOT NULL DEFAULT 2
) STRICT;

-- Hours of business, as text in JSON, in a time zone of their own: branches lie in several.
CREATE TABLE calendars (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    hours TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, name)
) STRICT;

-- number: a short key for the index of words. merged_into: another file that holds everything now.
CREATE TABLE customers (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT NOT NULL,
    consent TEXT NOT NULL,
    consent_at INTEGER,
    consent_source TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    merged_into TEXT,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, number),
    FOREIGN KEY (organisation, parent) REFERENCES customers (organisation, id),
    FOREIGN KEY (organisation, merged_into) REFERENCES customers (organisation, id)
) STRICT;
-- With the number, in whose order they are asked for: otherwise a database walks all customers in that order to find one.
CREATE INDEX customers_by_email ON customers (organisation, email, number) WHERE email <> '';
CREATE INDEX customers_by_organisation ON customers (organisation, name, number) WHERE kind = 'organisation';
CREATE INDEX customers_by_parent ON customers (organisation, parent) WHERE parent IS NOT NULL;
CREATE INDEX customers_by_merged ON customers (organisation, merged_into) WHERE merged_into IS NOT NULL;

-- What other systems call a customer.
CREATE TABLE customer_identifiers (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    customer TEXT NOT NULL,
    PRIMARY KEY (organisation, system, value),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id)
) STRICT;
CREATE INDEX customer_identifiers_by_customer ON customer_identifiers (organisation, customer);

-- What a customer is found by: folded names, ends of phone numbers, addresses, identifiers. Bytes, so that both databases put
-- them in the same order.
CREATE TABLE customer_terms (
    organisation INTEGER NOT NULL,
    term BLOB NOT NULL,
    customer INTEGER NOT NULL,
    PRIMARY KEY (organisation, term, customer),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_terms_by_customer ON customer_terms (organisation, customer, term);

-- The RATER card. first: to be read before saying hello.
CREATE TABLE facts (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    customer TEXT NOT NULL,
    factor TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT NOT NULL,
    first INTEGER NOT NULL DEFAULT 0,
    noted_by TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,
    confirm_days INTEGER NOT NULL,
    expires_at INTEGER,
    ended_at INTEGER,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id)
) STRICT;
CREATE INDEX facts_by_customer ON facts (organisation, customer);

-- Where customers meet the organisation, in the order of their journey.
CREATE TABLE touchpoints (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    owner TEXT,
    review_at INTEGER,
    retired_at INTEGER,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, name)
) STRICT;

-- Moments of truth. The five factors hold numbers: 0 nothing to say, 1 met, 2 exceeded, 3 disappointed. source: staff or pulse.
CREATE TABLE moments (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    touchpoint TEXT NOT NULL,
    customer TEXT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    team TEXT,
    reliability INTEGER NOT NULL,
    assurance INTEGER NOT NULL,
    tangibles INTEGER NOT NULL,
    empathy INTEGER NOT NULL,
    responsiveness INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;
CREATE INDEX moments_by_customer ON moments (organisation, customer, at) WHERE customer IS NOT NULL;
CREATE INDEX moments_by_time ON moments (organisation, at);

-- What the organisation is held to: its own commitments, what it implies, what the trade does, what customers take for granted.
-- minutes: open time within which it is kept, where that can be said. published: may stand on the public page.
CREATE TABLE commitments (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    factor TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT NOT NULL,
    competitor TEXT NOT NULL,
    can_do TEXT NOT NULL,
    we_say TEXT NOT NULL,
    said_by TEXT NOT NULL,
    minutes INTEGER,
    published INTEGER NOT NULL DEFAULT 0,
    made_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (organisation, id)
) STRICT;

-- A problem that many cases may hang on.
CREATE TABLE problems (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    factor TEXT NOT NULL,
    root_cause TEXT NOT NULL,
    action TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    solved_at INTEGER,
    PRIMARY KEY (organisation, id)
) STRICT;

-- Promises to customers. words: ours. told: what the customer was told, and may read. The state and what goes with it are the
-- fold of promise_events, kept here so that lists need not fold. due: local time, zone, and the instant they were resolved to.
CREATE TABLE promises (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    customer TEXT,
    commitment TEXT,
    touchpoint TEXT,
    factor TEXT NOT NULL,
    told TEXT NOT NULL,
    words TEXT NOT NULL,
    maker TEXT NOT NULL,
    owner TEXT NOT NULL,
    team TEXT,
    state TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    first_due_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    due_local TEXT NOT NULL,
    due_zone TEXT NOT NULL,
    renegotiated INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER,
    customer_says INTEGER,
    last_at INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id),
    FOREIGN KEY (organisation, commitment) REFERENCES commitments (organisation, id),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;
CREATE INDEX promises_by_customer ON promises (organisation, customer) WHERE customer IS NOT NULL;
CREATE INDEX promises_by_due ON promises (organisation, state, due_at);

CREATE TABLE promise_events (
    organisation INTEGER NOT NULL,
    promise TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at INTEGER,
    due_local TEXT,
    due_zone TEXT,
    PRIMARY KEY (organisation, promise, sequence),
    FOREIGN KEY (organisation, promise) REFERENCES promises (organisation, id)
) STRICT;

-- Recovery cases; state and level are the fold of case_events.
CREATE TABLE cases (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    customer TEXT,
    origin TEXT NOT NULL,
    promise TEXT,
    moment TEXT,
    touchpoint TEXT,
    factor TEXT,
    channel TEXT NOT NULL,
    playbook TEXT NOT NULL,
    problem TEXT,
    owner TEXT NOT NULL,
    team TEXT,
    words TEXT NOT NULL,
    root_cause TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    level INTEGER NOT NULL,
    step TEXT,
    step_due_at INTEGER,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    satisfied TEXT,
    came_back INTEGER,
    last_at INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, number),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id),
    FOREIGN KEY (organisation, promise) REFERENCES promises (organisation, id),
    FOREIGN KEY (organisation, moment) REFERENCES moments (organisation, id),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id),
    FOREIGN KEY (organisation, problem) REFERENCES problems (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;
CREATE INDEX cases_by_customer ON cases (organisation, customer) WHERE customer IS NOT NULL;
CREATE INDEX cases_by_promise ON cases (organisation, promise, number) WHERE promise IS NOT NULL;
CREATE INDEX cases_by_moment ON cases (organisation, moment, number) WHERE moment IS NOT NULL;
CREATE INDEX cases_by_problem ON cases (organisation, problem) WHERE problem IS NOT NULL;
CREATE INDEX cases_by_state ON cases (organisation, state, step_due_at);

-- detail: what happened, as text in JSON.
CREATE TABLE case_events (
    organisation INTEGER NOT NULL,
    kase TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (organisation, kase, sequence),
    FOREIGN KEY (organisation, kase) REFERENCES cases (organisation, id)
) STRICT;

-- Words that go with an event of a promise or a case. told: whether the customer may read them.
CREATE TABLE notes (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    object TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    words TEXT NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (organisation, object, sequence)
) STRICT;

-- Playbooks that an organisation wrote or changed, as TOML; those that come with the program stand in no table.
CREATE TABLE playbooks (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    toml TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, id)
) STRICT;

-- Secrets by which a customer reads and answers about one promise or one case; each mail has its own.
CREATE TABLE tracking_tokens (
    hash BLOB PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    promise TEXT,
    kase TEXT,
    made_at INTEGER NOT NULL,
    FOREIGN KEY (organisation, promise) REFERENCES promises (organisation, id),
    FOREIGN KEY (organisation, kase) REFERENCES cases (organisation, id)
) STRICT;
CREATE INDEX tracking_tokens_by_promise ON tracking_tokens (organisation, promise) WHERE promise IS NOT NULL;
CREATE INDEX tracking_tokens_by_case ON tracking_tokens (organisation, kase) WHERE kase IS NOT NULL;

-- What is to happen at a moment: a reminder, the end of a promise, an escalation. It happens in the transaction that writes
-- fired_at, and so once. An alarm that has become pointless is deleted before.
CREATE TABLE alarms (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    object TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    fired_at INTEGER,
    PRIMARY KEY (organisation, object, kind, at)
) STRICT;
CREATE INDEX alarms_due ON alarms (at) WHERE fired_at IS NULL;

-- What pulses of an anonymous survey say of a touchpoint, counted: nothing that leads back to an answer. waiting_*: those that
-- are added to what is shown once there are ten of them, so that no number ever moves by one person.
CREATE TABLE pulse_cells (
    organisation INTEGER NOT NULL,
    touchpoint TEXT NOT NULL,
    factor TEXT NOT NULL,
    month TEXT NOT NULL,
    met INTEGER NOT NULL DEFAULT 0,
    exceeded INTEGER NOT NULL DEFAULT 0,
    disappointed INTEGER NOT NULL DEFAULT 0,
    waiting_met INTEGER NOT NULL DEFAULT 0,
    waiting_exceeded INTEGER NOT NULL DEFAULT 0,
    waiting_disappointed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, touchpoint, factor, month),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id)
) STRICT;

-- The addresses under which somebody's own calendar program asks for what they promised.
CREATE TABLE feeds (
    hash BLOB PRIMARY KEY,
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    user_id TEXT NOT NULL REFERENCES users (id),
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feeds_by_user ON feeds (organisation, user_id);
