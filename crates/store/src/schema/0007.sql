-- Own layers: a few weights that an organisation's corrections add to the reader of comments, one row for each attempt. model: of which
-- built-in model it is. corrections, erasures: how many there were when it was fitted. judged: on how many clauses, how well they are read
-- without it and with it, and what followed, as text in JSON. weights: only of the newest that was adopted.
CREATE TABLE own_layers (
    organisation INTEGER NOT NULL REFERENCES organisations (key),
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    model TEXT NOT NULL,
    corrections INTEGER NOT NULL,
    erasures INTEGER NOT NULL,
    judged TEXT NOT NULL,
    adopted INTEGER NOT NULL,
    weights BLOB,
    PRIMARY KEY (organisation, sequence)
) STRICT;

-- Whether comments are read without it, and since when somebody waits for the next attempt.
ALTER TABLE service_settings ADD COLUMN layer_off INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_settings ADD COLUMN layer_asked_at INTEGER;
