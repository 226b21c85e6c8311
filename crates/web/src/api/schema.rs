//! What a body must look like, and every way in which one does not.
//!
//! Separate from the types it is made of. The schema that the API document shows is the one that bodies are held against, so
//! the two cannot differ; and all faults are told at once, which a parser that stops at the first cannot do. It knows the
//! part of JSON Schema that our types make, and nothing more.

use std::collections::BTreeSet;

use language::Words;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

/// Writes the schema of a type into a document.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a type.
pub fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// A generator for a document that keeps its types in one place.
pub fn generator(place: &'static str) -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = place.into();
    settings.meta_schema = None;
    settings.into_generator()
}

/// A schema that values are held against.
#[derive(Debug, Clone)]
pub struct Shape {
    schema: Value,
    definitions: Value,
    /// Fields that replies have and bodies may not.
    read_only: BTreeSet<String>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where: names and positions with dots between; empty for the whole.
    pub field: String,
    /// The message.
    message: &'static str,
    /// What the message is told.
    argument: String,
}

impl Fault {
    /// The field and a sentence.
    pub fn said(self, words: Words) -> (String, String) {
        let sentence = words.say(self.message, &[("value", self.argument.into())]);
        (self.field, sentence)
    }
}

impl Shape {
    /// The shape of a body, given the replies in which its fields come back.
    pub fn new(body: SchemaOf, reply: Option<SchemaOf>) -> Self {
        let mut generator = generator("/$defs");
        let schema = body(&mut generator).to_value();
        let definitions = Value::Object(generator.take_definitions(true));
        let mut shape = Self { schema, definitions, read_only: BTreeSet::new() };
        if let Some(reply) = reply {
            let reply = Self::new(reply, None);
            let known = shape.fields();
            shape.read_only = reply.fields().difference(&known).cloned().collect();
        }
        shape
    }

    /// The names of the fields.
    pub fn fields(&self) -> BTreeSet<String> {
        let properties = self.resolved(&self.schema)["properties"].as_object();
        properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
    }

    /// Each field with what it must be.
    pub fn each_field(&self) -> Vec<(String, Value)> {
        let properties = self.resolved(&self.schema)["properties"].as_object();
        properties
            .map(|all| all.iter().map(|(name, schema)| (name.clone(), schema.clone())).collect())
            .unwrap_or_default()
    }

    /// A schema that stands elsewhere in the document, in full.
    pub fn whole(&self, schema: Value) -> Value {
        self.resolved(&schema).clone()
    }

    /// Whether a field must be given.
    pub fn required(&self, field: &str) -> bool {
        let required = self.resolved(&self.schema)["required"].as_array();
        required.is_some_and(|required| required.iter().any(|name| name == field))
    }

    /// Whether a field holds a number, or a truth value: in an address, everything is text.
    pub fn kind_of(&self, field: &str) -> Option<&str> {
        let schema = self.resolved(&self.resolved(&self.schema)["properties"][field]);
        kinds(schema).into_iter().find(|kind| *kind != "null")
    }

    /// Every fault of a value.
    pub fn faults(&self, value: &Value) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.check(&self.schema, value, "", &mut faults);
        faults
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        name.map_or(schema, |name| self.resolved(&self.definitions[name]))
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<Fault>) {
        let schema = self.resolved(schema);
        if let Some(options) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
            return self.check_options(options, value, at, faults);
        }
        let kinds = kinds(schema);
        if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
            return put(faults, at, "api-field-kind", kinds.join(", "));
        }
        if let Some(choices) = schema["enum"].as_array().filter(|choices| !choices.contains(value)) {
            return put(faults, at, "api-field-choice", listed(choices));
        }
        if schema.get("const").is_some_and(|only| only != value) {
            return put(faults, at, "api-field-choice", listed(std::slice::from_ref(&schema["const"])));
        }
        match value {
            Value::String(text) => {
                if let Some((message, argument)) = text_fault(schema, text) {
                    put(faults, at, message, argument);
                }
            }
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                if schema["minimum"].as_f64().is_some_and(|least| number < least) {
                    put(faults, at, "api-field-small", schema["minimum"].to_string());
                } else if schema["maximum"].as_f64().is_some_and(|most| most < number) {
                    put(faults, at, "api-field-large", schema["maximum"].to_string());
                }
            }
            Value::Array(values) => self.check_array(schema, values, at, faults),
            Value::Object(_) => self.check_object(schema, value, at, faults),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// One of several must fit; when none does, the one of the right kind says why.
    fn check_options(&self, options: &[Value], value: &Value, at: &str, faults: &mut Vec<Fault>) {
        let tried: Vec<Vec<Fault>> = options
            .iter()
            .map(|option| {
                let mut found = Vec::new();
                self.check(option, value, at, &mut found);
                found
            })
            .collect();
        if tried.iter().any(Vec::is_empty) {
            return;
        }
        let constants: Vec<Value> = options.iter().filter_map(|option| option.get("const").cloned()).collect();
        if constants.len() == options.len() {
            return put(faults, at, "api-field-choice", listed(&constants));
        }
        let of_kind = |option: &Value| {
            let kinds = kinds(self.resolved(option));
            kinds.is_empty() || kinds.iter().any(|kind| is(kind, value))
        };
        let best = options.iter().position(of_kind).unwrap_or_default();
        faults.extend(tried.into_iter().nth(best).unwrap_or_default());
    }

    fn check_array(&self, schema: &Value, values: &[Value], at: &str, faults: &mut Vec<Fault>) {
        if schema["minItems"].as_u64().is_some_and(|least| (values.len() as u64) < least) {
            put(faults, at, "api-field-few", schema["minItems"].to_string());
        }
        if schema["maxItems"].as_u64().is_some_and(|most| most < values.len() as u64) {
            return put(faults, at, "api-field-many", schema["maxItems"].to_string());
        }
        for (position, value) in values.iter().enumerate() {
            self.check(&schema["items"], value, &inside(at, &position.to_string()), faults);
        }
    }

    fn check_object(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<Fault>) {
        let Some(fields) = value.as_object() else { return };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                put(faults, &inside(at, name), "api-field-missing", String::new());
            }
        }
        if schema["maxProperties"].as_u64().is_some_and(|most| most < fields.len() as u64) {
            put(faults, at, "api-field-many", schema["maxProperties"].to_string());
        }
        for (name, value) in fields {
            let field = inside(at, name);
            if let Some(known) = schema["properties"].get(name) {
                self.check(known, value, &field, faults);
                continue;
            }
            match &schema["additionalProperties"] {
                Value::Bool(false) => {
                    let message = if at.is_empty() && self.read_only.contains(name) {
                        "api-field-read-only"
                    } else {
                        "api-field-unknown"
                    };
                    put(faults, &field, message, String::new());
                }
                other @ Value::Object(_) => self.check(other, value, &field, faults),
                _ => {}
            }
        }
    }
}

fn put(faults: &mut Vec<Fault>, at: &str, message: &'static str, argument: String) {
    faults.push(Fault { field: at.to_owned(), message, argument });
}

fn inside(at: &str, name: &str) -> String {
    // What somebody called a field is repeated, but not at any length.
    let name: String = name.chars().take(100).collect();
    if at.is_empty() { name } else { format!("{at}.{name}") }
}

fn listed(choices: &[Value]) -> String {
    let texts = choices.iter().map(|choice| choice.as_str().map_or_else(|| choice.to_string(), str::to_owned));
    texts.collect::<Vec<_>>().join(", ")
}

fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        // Whoever read the body has made 1.0 a whole number, as JSON Schema sees it.
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn text_fault(schema: &Value, text: &str) -> Option<(&'static str, String)> {
    let length = text.chars().count() as u64;
    if schema["minLength"].as_u64().is_some_and(|least| length < least) {
        return Some(("api-field-short", schema["minLength"].to_string()));
    }
    if schema["maxLength"].as_u64().is_some_and(|most| most < length) {
        return Some(("api-field-long", schema["maxLength"].to_string()));
    }
    let fits = match schema["format"].as_str() {
        Some("uuid") => store::Id::parse(text).is_some_and(|id| id.as_str().eq_ignore_ascii_case(text)),
        Some("date-time") => text.parse::<jiff::Timestamp>().is_ok(),
        _ => true,
    };
    if !fits {
        return Some(("api-field-format", schema["format"].as_str().unwrap_or_default().to_owned()));
    }
    let blank = schema["pattern"] == NOT_BLANK && text.trim().is_empty();
    blank.then(|| ("api-field-blank", String::new()))
}

/// The only pattern there is: something else than space.
pub const NOT_BLANK: &str = r"\S";

#[cfg(test)]
mod tests {
    use super::{Shape, of};
    use language::Language;
    use schemars::JsonSchema;
    use serde_json::json;

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Wish {
        #[schemars(length(min = 1, max = 5), regex(pattern = r"\S"))]
        title: String,
        #[schemars(range(min = 1, max = 9))]
        count: Option<u32>,
        kind: Kind,
        #[schemars(length(max = 2))]
        more: Vec<Part>,
    }

    #[derive(JsonSchema)]
    #[serde(rename_all = "lowercase")]
    #[allow(dead_code)]
    enum Kind {
        /// One.
        Open,
        /// Another.
        Kiosk,
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Part {
        name: String,
    }

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct Granted {
        id: String,
        title: String,
    }

    fn check(value: &serde_json::Value, expected: &[(&str, &str)]) {
        let shape = Shape::new(of::<Wish>, Some(of::<Granted>));
        let faults = shape.faults(value);
        let mut found: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.message)).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{value}");
        for fault in faults {
            assert!(!fault.said(Language::English.words()).1.contains("api-field"), "every message is there");
        }
    }

    #[test]
    fn a_body_that_fits_has_no_fault() {
        check(&json!({"title": "a b", "count": 3, "kind": "kiosk", "more": [{"name": ""}]}), &[]);
        check(&json!({"title": "a", "count": null, "kind": "open", "more": []}), &[]);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        check(
            &json!({"title": "  ", "count": 10, "kind": "door", "more": [{"name": 1, "x": 2}], "id": "7", "colour": 1}),
            &[
                ("colour", "api-field-unknown"),
                ("count", "api-field-large"),
                ("id", "api-field-read-only"),
                ("kind", "api-field-choice"),
                ("more.0.name", "api-field-kind"),
                ("more.0.x", "api-field-unknown"),
                ("title", "api-field-blank"),
            ],
        );
        check(
            &json!({"count": 0, "kind": 1, "more": [1, 2, 3]}),
            &[
                ("count", "api-field-small"),
                ("kind", "api-field-choice"),
                ("more", "api-field-many"),
                ("title", "api-field-missing"),
            ],
        );
        check(&json!([]), &[("", "api-field-kind")]);
        check(
            &json!({"title": "123456", "count": 1.5, "kind": "open", "more": null}),
            &[("count", "api-field-kind"), ("more", "api-field-kind"), ("title", "api-field-long")],
        );
    }
}
