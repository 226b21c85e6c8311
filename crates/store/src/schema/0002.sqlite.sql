CREATE TRIGGER promise_events_are_not_changed BEFORE UPDATE ON promise_events BEGIN SELECT RAISE(ABORT, 'the history of a promise is append-only'); END;
CREATE TRIGGER promise_events_are_not_deleted BEFORE DELETE ON promise_events BEGIN SELECT RAISE(ABORT, 'the history of a promise is append-only'); END;
CREATE TRIGGER case_events_are_not_changed BEFORE UPDATE ON case_events BEGIN SELECT RAISE(ABORT, 'the history of a case is append-only'); END;
CREATE TRIGGER case_events_are_not_deleted BEFORE DELETE ON case_events BEGIN SELECT RAISE(ABORT, 'the history of a case is append-only'); END;
