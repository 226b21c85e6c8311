CREATE TRIGGER corrections_are_append_only BEFORE UPDATE OR DELETE ON corrections FOR EACH ROW EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER corrections_are_not_emptied BEFORE TRUNCATE ON corrections FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
