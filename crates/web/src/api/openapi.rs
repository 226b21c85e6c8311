//! The document that describes the API, made from the list of operations itself.
//!
//! Separate from the operations. Nothing in it is written by hand but the words about what all have in common: what an
//! operation takes and gives is what its types say, and who may use it is what its guard asks.

use std::sync::OnceLock;

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::answers::UPLOAD_KIND;
use super::call::{Described, Key, Reply};
use super::schema;
use crate::App;
use crate::operation::{Access, Operation};

pub fn operations() -> Vec<Operation> {
    vec![Operation::new("api.document", Method::GET, "/api/v1/openapi.json", Access::Public, get(show))]
}

async fn show(State(_): State<App>) -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(|| document(&crate::operation::all()).to_string());
    ([(header::CONTENT_TYPE, "application/json")], text.as_str()).into_response()
}

/// The document of these operations.
#[must_use]
pub fn document(operations: &[Operation]) -> Value {
    let mut generator = schema::generator("/components/schemas");
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let Some(described) = &operation.described else { continue };
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.as_str().to_ascii_lowercase()] = described_as(operation, described, &mut generator);
    }
    let mut schemas = generator.take_definitions(true);
    let taken = schemas.insert("Problem".to_owned(), problem());
    debug_assert!(taken.is_none(), "a type of ours has the name of the problem document");
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rater",
            "version": "1",
            "description": "Surveys, waves, answers and results. Times are UTC. Lists are given in pages: give `next` as \
                `after` for the next one. What belongs to others and what does not exist get the same reply.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": refusals(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that an owner made in the settings or at the command line"
                }
            }
        }
    })
}

fn described_as(operation: &Operation, described: &Described, generator: &mut SchemaGenerator) -> Value {
    let mut parameters = in_path(operation.path);
    parameters.extend(in_query(described));
    if described.key != Key::None {
        parameters.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": described.key == Key::Needed,
            "description": "The same key with the same request gives the first reply again, for a day",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" }
        }));
    }
    let scope = operation.access.token_scope().map(|scope| scope.to_string()).unwrap_or_default();
    let role = match operation.access {
        Access::Api(_, _, role) => role.name(),
        _ => "",
    };
    let mut entry = json!({
        "operationId": operation.id,
        "summary": described.summary,
        "tags": [operation.id.split('.').nth(1).unwrap_or_default()],
        "description": format!("The token needs `{scope}`, and its maker must be at least {role}."),
        "x-token-scope": scope,
        "x-role": role,
        "parameters": parameters,
        "responses": replies(operation, described, generator),
    });
    if let Some(body) = described.body {
        let schema = body(generator);
        entry["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if described.file {
        entry["requestBody"] = json!({ "required": true, "content": { UPLOAD_KIND: {} } });
    }
    entry
}

/// What varies in an address. Only questionnaires and playbooks are named by people, and only their versions are numbered.
fn in_path(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|part| part.split('}').next());
    let schema = |name: &str| match name {
        "instrument" | "template" | "playbook" => json!({ "type": "string", "minLength": 1, "maxLength": 100 }),
        "version" => json!({ "type": "integer", "minimum": 1 }),
        _ => json!({ "type": "string", "format": "uuid" }),
    };
    names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": schema(name) })).collect()
}

fn in_query(described: &Described) -> Vec<Value> {
    let shape = schema::Shape::new(described.query, None);
    // A word of a list that may be left out refers to that list, which is nowhere else in the document.
    let given = |schema: Value| {
        let options = schema["anyOf"].as_array().into_iter().flatten();
        options.clone().find(|option| option["type"] != "null").cloned().unwrap_or(schema)
    };
    let parameter = |(name, schema): (String, Value)| {
        let about = schema["description"].as_str().unwrap_or_default().to_owned();
        let schema = in_address(shape.whole(given(schema)));
        json!({ "name": name, "in": "query", "required": shape.required(&name), "description": about, "schema": schema })
    };
    shape.each_field().into_iter().map(parameter).collect()
}

/// In an address nothing is null: what is not given is left out.
fn in_address(mut schema: Value) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.remove("description");
        fields.remove("default");
    }
    if let Some(kinds) = schema["type"].as_array() {
        schema["type"] = kinds.iter().find(|kind| *kind != "null").cloned().unwrap_or_default();
    }
    schema
}

fn replies(operation: &Operation, described: &Described, generator: &mut SchemaGenerator) -> Value {
    let mut replies = Map::new();
    match described.reply {
        Reply::Json(status, schema) => {
            let schema = schema(generator);
            let content = json!({ "application/json": { "schema": schema } });
            replies.insert(status.to_string(), json!({ "description": "Done", "content": content }));
        }
        Reply::Nothing => {
            replies.insert("204".to_owned(), json!({ "description": "Done" }));
        }
        Reply::File(kinds) => {
            let content: Map<String, Value> = kinds.iter().map(|kind| ((*kind).to_owned(), json!({}))).collect();
            replies.insert("200".to_owned(), json!({ "description": "The file", "content": content }));
        }
    }
    let changes = !operation.method.is_safe();
    for (status, _) in REFUSALS {
        // A request without a body has none that is too large or of another kind.
        let fits = match *status {
            "409" | "507" => changes,
            "413" | "415" | "408" => changes,
            _ => true,
        };
        if fits {
            replies.insert((*status).to_owned(), json!({ "$ref": format!("#/components/responses/{status}") }));
        }
    }
    replies.into()
}

/// Every way in which a request is refused.
const REFUSALS: &[(&str, &str)] = &[
    ("400", "The request cannot be read, or a key is missing"),
    ("401", "No token, or none that is good"),
    ("403", "The token, or its maker, may not do this"),
    ("404", "There is nothing of that name in the organisation"),
    ("408", "The body took too long to arrive"),
    ("409", "The same request is under way"),
    ("413", "The body is too large"),
    ("415", "The body is not JSON, or is encoded"),
    ("422", "Fields are not what they should be, all of them told at once; or a rule forbids it"),
    ("429", "Too often; come back after the seconds in Retry-After"),
    ("503", "Busy; the same again a little later will do"),
    ("507", "The disk is full; reading still works"),
];

fn refusals() -> Value {
    let content = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    let retry = json!({ "Retry-After": { "description": "Seconds", "schema": { "type": "integer", "minimum": 0 } } });
    let refusal = |(status, description): &(&str, &str)| {
        let mut refusal = json!({ "description": description, "content": content });
        if matches!(*status, "429" | "503") {
            refusal["headers"] = retry.clone();
        }
        ((*status).to_owned(), refusal)
    };
    Value::Object(REFUSALS.iter().map(refusal).collect())
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Why a request was refused, by RFC 9457, in the language of Accept-Language",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "errors": {
                "type": "array",
                "description": "Every field that is at fault",
                "items": {
                    "type": "object",
                    "required": ["field", "detail"],
                    "properties": { "field": { "type": "string" }, "detail": { "type": "string" } }
                }
            }
        }
    })
}
