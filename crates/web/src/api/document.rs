//! The OpenAPI document. A test asks each address in it, and that no address of the API is missing.

use axum::Json;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

use super::problem::Answer;

/// Method, path, what it does, whether it needs a session.
const ADDRESSES: [(&str, &str, &str, bool); 19] = [
    ("get", "/api/v1/openapi.json", "This document.", false),
    (
        "post",
        "/api/v1/sessions",
        "Opens a session by login and password; answers a bearer token.",
        false,
    ),
    (
        "get",
        "/api/v1/sessions",
        "Who the token speaks for, with which key, and what it may be used for.",
        true,
    ),
    ("delete", "/api/v1/sessions", "Ends the session.", true),
    (
        "get",
        "/api/v1/spaces",
        "The spaces that this seat entered.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}",
        "Members, digest of the state, and the texts that wait for this seat.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/items",
        "Items, filtered by `list` and `status`, in the order that all nodes agree on.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/items/{item}",
        "One item with its texts and positions.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/texts/{text}",
        "One text: its words, who is required, who assented or declined.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/entries",
        "Entries in the order in which they came to this node.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/advisor/agendas",
        "The agendas of this seat about this space; private, on no other node.",
        true,
    ),
    (
        "post",
        "/api/v1/spaces/{space}/advisor/agendas",
        "Keeps a new agenda, if a plan can be made of it.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/advisor/agendas/{agenda}",
        "One agenda: what it computes with, how its items are called, and the rounds that are over.",
        true,
    ),
    (
        "put",
        "/api/v1/spaces/{space}/advisor/agendas/{agenda}",
        "Puts an agenda in place of the one that `If-Match` names.",
        true,
    ),
    (
        "delete",
        "/api/v1/spaces/{space}/advisor/agendas/{agenda}",
        "Deletes an agenda with its forecasts.",
        true,
    ),
    (
        "get",
        "/api/v1/spaces/{space}/advisor/agendas/{agenda}/plan",
        "The order of talks, with its reasons and all it rests on.",
        true,
    ),
    (
        "get",
        "/api/v1/stream",
        "One event (SSE) for each entry that comes, with its number in the local sequence as id; goes on after `Last-Event-ID`.",
        true,
    ),
    (
        "post",
        "/api/v1/spaces/{space}/prepare",
        "Decides an act and gives exactly what would be signed, with a ticket, a digest, and the bytes for a key elsewhere.",
        true,
    ),
    (
        "post",
        "/api/v1/spaces/{space}/sign",
        "Signs what was prepared under the ticket, if the digest is the one that was given: with the password, or with signatures of a key elsewhere.",
        true,
    ),
];

/// GET `/api/v1/openapi.json`.
pub async fn openapi() -> Answer {
    Ok(Json(document()).into_response())
}

fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (method, path, summary, session) in ADDRESSES {
        let operation = operation(method, path, summary, session);
        let entry = paths.entry(path).or_insert_with(|| json!({}));
        entry[method] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Détente", "version": "1", "description": "The acts of the pages, as JSON. Errors are problem details (RFC 9457) with a code; the language follows Accept-Language." },
        "paths": paths,
        "components": {
            "securitySchemes": { "session": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas(),
        },
    })
}

fn operation(method: &str, path: &str, summary: &str, session: bool) -> Value {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect();
    let asked: &[&str] = match path {
        "/api/v1/spaces/{space}/items" => &["list", "status", "after", "limit"],
        "/api/v1/spaces"
        | "/api/v1/spaces/{space}/entries"
        | "/api/v1/spaces/{space}/advisor/agendas"
            if method == "get" =>
        {
            &["after", "limit"]
        }
        _ => &[],
    };
    parameters.extend(
        asked
            .iter()
            .map(|name| json!({ "name": name, "in": "query", "schema": { "type": "string" } })),
    );
    let header = match (method, path) {
        ("get", "/api/v1/stream") => "Last-Event-ID",
        ("get", _) => "If-None-Match",
        ("post", _) => "Idempotency-Key",
        ("put", _) => "If-Match",
        _ => "Accept-Language",
    };
    parameters.push(json!({ "name": header, "in": "header", "schema": { "type": "string" } }));
    let good = match (method, path) {
        ("post", "/api/v1/sessions" | "/api/v1/spaces/{space}/advisor/agendas") => "201",
        ("delete", _) => "204",
        _ => "200",
    };
    let problem = json!({ "description": "A problem", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    let mut operation = json!({
        "summary": summary,
        "parameters": parameters,
        "responses": { good: { "description": "Done" }, "default": problem },
    });
    if session {
        operation["security"] = json!([{ "session": [] }]);
    }
    let body = match path {
        "/api/v1/sessions" if method == "post" => Some("Login"),
        "/api/v1/spaces/{space}/prepare" => Some("Act"),
        "/api/v1/spaces/{space}/sign" => Some("Signature"),
        _ if path.contains("/advisor/") && matches!(method, "post" | "put") => Some("Agenda"),
        _ => None,
    };
    if let Some(body) = body {
        let schema = json!({ "$ref": format!("#/components/schemas/{body}") });
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    operation
}

fn schemas() -> Value {
    let text = json!({ "type": "string" });
    let words = json!({ "type": "array", "items": { "type": "object", "required": ["lang", "title"], "properties": { "lang": text, "title": text, "text": text, "courtesy": { "type": "boolean" } } } });
    let why = json!({ "type": "object", "required": ["lang", "text"], "properties": { "lang": text, "text": text } });
    let texts = json!({ "type": "array", "items": text });
    let signatures = json!({ "type": "array", "description": "Of a key elsewhere: Ed25519 over each `to_sign`, in order. All in hexadecimal digits.", "items": { "type": "object", "required": ["bytes", "signature"], "properties": { "bytes": text, "signature": text }, "additionalProperties": false } });
    let act = |name: &str, required: &[&str], properties: Value| {
        let mut all = vec!["act"];
        all.extend(required);
        let mut properties = properties;
        properties["act"] = json!({ "const": name });
        json!({ "type": "object", "required": all, "properties": properties, "additionalProperties": false })
    };
    json!({
        "Problem": { "type": "object", "required": ["title", "status", "code", "detail"], "properties": { "type": text, "title": text, "status": { "type": "integer" }, "code": text, "detail": text } },
        "Login": { "type": "object", "required": ["login", "password"], "properties": { "login": text, "password": text, "scope": { "enum": ["sign", "read"], "default": "sign" } }, "additionalProperties": false },
        "Signature": { "type": "object", "required": ["ticket", "digest"], "properties": { "ticket": text, "digest": text, "password": text, "signatures": signatures }, "additionalProperties": false },
        "Agenda": { "type": "object", "required": ["title", "case"], "properties": { "title": text, "case": { "type": "object", "description": "As `detente advisor agenda` reads it: items (each `id` an item of the lists), progress, parameters, linkages." } }, "additionalProperties": false },
        "Act": { "oneOf": [
            act("propose", &["words"], json!({ "list": text, "item": text, "words": words, "areas": texts, "cites": texts })),
            act("assent", &["text"], json!({ "text": text })),
            act("decline", &["text"], json!({ "text": text, "reason": why })),
            act("release", &["text"], json!({ "text": text })),
            act("accept-theirs", &["text"], json!({ "text": text })),
            act("defer", &["item", "until"], json!({ "item": text, "until": text, "reason": why })),
            act("move", &["item", "to"], json!({ "item": text, "to": text })),
            act("conclude", &["item"], json!({ "item": text })),
            act("suspend", &["texts", "reason"], json!({ "texts": texts, "reason": why })),
            act("resume", &["texts"], json!({ "texts": texts })),
            act("withdraw", &["texts", "reason"], json!({ "texts": texts, "reason": why })),
            act("position", &["item", "words"], json!({ "item": text, "words": words })),
            act("ask-erasure", &["statement", "contents", "basis"], json!({ "statement": text, "contents": { "type": "array", "items": { "type": "integer", "minimum": 0 } }, "basis": why })),
            act("answer-erasure", &["request", "outcome"], json!({ "request": text, "outcome": { "enum": ["erased", "kept"] }, "reason": why })),
        ] },
    })
}
