CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER promise_events_are_append_only BEFORE UPDATE OR DELETE ON promise_events FOR EACH ROW EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER promise_events_are_not_emptied BEFORE TRUNCATE ON promise_events FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER case_events_are_append_only BEFORE UPDATE OR DELETE ON case_events FOR EACH ROW EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER case_events_are_not_emptied BEFORE TRUNCATE ON case_events FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
