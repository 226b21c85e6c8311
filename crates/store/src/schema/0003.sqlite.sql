CREATE TRIGGER corrections_are_not_changed BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'the history of corrections is append-only'); END;
CREATE TRIGGER corrections_are_not_deleted BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'the history of corrections is append-only'); END;
