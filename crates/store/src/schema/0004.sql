-- What people write and how they learn: rules of the house for replies and what became of findings, practice, thanks, and what people taught
-- the reader of comments. As before, every row begins with its organisation.

-- Rules of the house: a rule file each, as text. One that is retired stays, so that its findings can be read.
CREATE TABLE reply_rules (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    name TEXT NOT NULL,
    toml TEXT NOT NULL,
    made_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (organisation, name)
) STRICT;

-- What became of the findings of a rule: 1 where somebody dismissed it, 0 where they acted upon it, 2 where the rule was switched on
-- again and counting begins anew. Nobody is named: it judges the rule and no person. Only the newest of each rule are kept.
CREATE TABLE reply_findings (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    rule TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (organisation, rule, sequence)
) STRICT;

-- A weekly challenge that somebody took up. week: its Monday, days since 1970. answers: to the questions after it, each with its question,
-- as text in JSON; nobody but the member reads them unless shared is 1.
CREATE TABLE challenges (
    organisation INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    week INTEGER NOT NULL,
    factor TEXT NOT NULL,
    challenge TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    done_at INTEGER,
    answers TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, user_id, week),
    FOREIGN KEY (organisation, user_id) REFERENCES memberships (organisation, user_id)
) STRICT;
CREATE INDEX challenges_by_week ON challenges (organisation, week);

-- Lessons that somebody has read.
CREATE TABLE lessons_read (
    organisation INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    lesson TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, user_id, lesson),
    FOREIGN KEY (organisation, user_id) REFERENCES memberships (organisation, user_id)
) STRICT;

-- What a team calls great service; without a team, what the organisation does. Every version stays.
CREATE TABLE great_service (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    id TEXT NOT NULL,
    team TEXT,
    words TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, team) REFERENCES teams (organisation, id)
) STRICT;
CREATE INDEX great_service_by_team ON great_service (organisation, team, made_at);

-- Thanks from one colleague to another, for what a customer praised or for what they saw. comment: the compliment, if any. from_user: none
-- once they work here no more; what was received stays with whom it was for.
CREATE TABLE thanks (
    organisation INTEGER NOT NULL,
    id TEXT NOT NULL,
    from_user TEXT,
    to_user TEXT NOT NULL,
    comment TEXT,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (organisation, id),
    FOREIGN KEY (organisation, from_user) REFERENCES memberships (organisation, user_id),
    FOREIGN KEY (organisation, to_user) REFERENCES memberships (organisation, user_id),
    FOREIGN KEY (organisation, comment) REFERENCES comments (organisation, id)
) STRICT;
CREATE INDEX thanks_by_receiver ON thanks (organisation, to_user, at);
CREATE INDEX thanks_by_comment ON thanks (organisation, comment) WHERE comment IS NOT NULL;

-- Words that a person of the organisation accepted as a sign of a factor, or refused; folded as the reader folds them. state: accepted or
-- refused.
CREATE TABLE own_cues (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    phrase TEXT NOT NULL,
    factor TEXT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (organisation, phrase, factor)
) STRICT;
