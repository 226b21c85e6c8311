-- What was said: comments from every channel, as clauses with their labels, and what people corrected. As before, every row begins
-- with its organisation. Corrections are appended and never changed; the words of the clause stand in `notes`, under the comment.

-- number: a short key for the index of words. external: what another system calls it. digest and day: by these a comment without such
-- a name is known when it comes again; erased with the words. again: how often it came again. at: when it was written. rating: as the
-- source has it, in hundredths. reader: which version of the machine read it. erased_at: nothing is left of it but that it was there.
CREATE TABLE comments (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    channel TEXT NOT NULL,
    external TEXT,
    site TEXT NOT NULL,
    touchpoint TEXT,
    customer TEXT,
    team TEXT,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    author TEXT NOT NULL,
    email TEXT NOT NULL,
    rating INTEGER,
    digest BLOB,
    day INTEGER NOT NULL,
    again INTEGER NOT NULL DEFAULT 0,
    reader TEXT NOT NULL,
    corrections INTEGER NOT NULL DEFAULT 0,
    erased_at INTEGER,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, number),
    FOREIGN KEY (organisation, touchpoint) REFERENCES touchpoints (organisation, id),
    FOREIGN KEY (organisation, customer) REFERENCES customers (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;
CREATE UNIQUE INDEX comments_by_external ON comments (organisation, channel, external) WHERE external IS NOT NULL;
CREATE INDEX comments_by_digest ON comments (organisation, channel, digest, day) WHERE digest IS NOT NULL;
CREATE INDEX comments_by_time ON comments (organisation, at, id);
CREATE INDEX comments_by_customer ON comments (organisation, customer, at) WHERE customer IS NOT NULL;
CREATE INDEX comments_by_email ON comments (organisation, email) WHERE email <> '';

-- The clauses of a comment. start_at, end_at: bytes of its words. factors: a bit for each, the first of the word RATER lowest.
-- confidence: in thousandths. by_whom: machine, or person where somebody corrected it or the same clause before. machine_*: what the
-- machine alone said. evidence: the words that show it, as text in JSON.
CREATE TABLE mentions (
    organisation INTEGER NOT NULL,
    comment TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    factors INTEGER NOT NULL,
    polarity TEXT NOT NULL,
    expectation TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    by_whom TEXT NOT NULL,
    machine_factors INTEGER NOT NULL,
    machine_polarity TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (organisation, comment, ordinal),
    FOREIGN KEY (organisation, comment) REFERENCES comments (organisation, id)
) STRICT;

-- Which comments say what of which factor, once each, with all that is counted by: a number is read here and opens the rows it counts.
-- factor: empty for clauses without one.
CREATE TABLE said (
    organisation INTEGER NOT NULL,
    comment TEXT NOT NULL,
    factor TEXT NOT NULL,
    polarity TEXT NOT NULL,
    at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    touchpoint TEXT,
    customer TEXT,
    team TEXT,
    PRIMARY KEY (organisation, comment, factor, polarity),
    FOREIGN KEY (organisation, comment) REFERENCES comments (organisation, id)
) STRICT;
CREATE INDEX said_by_time ON said (organisation, at, factor, polarity, channel, touchpoint, team);
CREATE INDEX said_by_customer ON said (organisation, customer, at) WHERE customer IS NOT NULL;

-- What a comment is found by: its folded words. Bytes, so that both databases put them in the same order.
CREATE TABLE comment_terms (
    organisation INTEGER NOT NULL,
    term BLOB NOT NULL,
    comment INTEGER NOT NULL,
    PRIMARY KEY (organisation, term, comment),
    FOREIGN KEY (organisation, comment) REFERENCES comments (organisation, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_terms_by_comment ON comment_terms (organisation, comment, term);

-- What people said of a clause that was read. before, after: labels, as text in JSON; alike where somebody looked and agreed.
CREATE TABLE corrections (
    organisation INTEGER NOT NULL,
    comment TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reader TEXT NOT NULL,
    PRIMARY KEY (organisation, comment, sequence),
    FOREIGN KEY (organisation, comment) REFERENCES comments (organisation, id)
) STRICT;
CREATE INDEX corrections_by_time ON corrections (organisation, at);

-- The comment that a case was opened for.
ALTER TABLE cases ADD COLUMN comment TEXT;
CREATE INDEX cases_by_comment ON cases (organisation, comment, number) WHERE comment IS NOT NULL;

-- Whether the public feedback page takes comments no more.
ALTER TABLE service_settings ADD COLUMN feedback_closed INTEGER NOT NULL DEFAULT 0;
