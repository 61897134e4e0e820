//! Reading JSON by key, so that what is wrong is said with its place.

use serde_json::{Map, Value};

use super::file::FileError;

pub(crate) fn root(text: &str) -> Result<Map<String, Value>, FileError> {
    let not_json = |error: serde_json::Error| FileError::NotJson {
        line: error.line(),
        column: error.column(),
    };
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(not_json)? {
        Value::Object(root) => Ok(root),
        _ => Err(FileError::NotAModel),
    }
}

pub(crate) fn object<'a>(
    value: &'a Value,
    place: &str,
) -> Result<&'a Map<String, Value>, FileError> {
    value
        .as_object()
        .ok_or_else(|| FileError::wrong(place, "an object", value))
}

fn member<'a>(
    of: &'a Map<String, Value>,
    key: &'static str,
    place: &str,
) -> Result<&'a Value, FileError> {
    of.get(key).ok_or_else(|| FileError::Missing {
        place: place.to_owned(),
        key,
    })
}

pub(crate) fn array<'a>(
    of: &'a Map<String, Value>,
    key: &'static str,
    place: &str,
) -> Result<&'a [Value], FileError> {
    let value = member(of, key, place)?;
    let values = value.as_array().map(Vec::as_slice);
    values.ok_or_else(|| FileError::wrong(&format!("{place}.{key}"), "a list", value))
}

pub(crate) fn text<'a>(
    of: &'a Map<String, Value>,
    key: &'static str,
    place: &str,
) -> Result<&'a str, FileError> {
    let value = member(of, key, place)?;
    value
        .as_str()
        .ok_or_else(|| FileError::wrong(&format!("{place}.{key}"), "a text", value))
}

pub(crate) fn text_or<'a>(
    of: &'a Map<String, Value>,
    key: &'static str,
    otherwise: &'static str,
    place: &str,
) -> Result<&'a str, FileError> {
    if of.contains_key(key) {
        text(of, key, place)
    } else {
        Ok(otherwise)
    }
}

pub(crate) fn number(value: &Value, place: &str) -> Result<u32, FileError> {
    let whole = value.as_u64().and_then(|number| u32::try_from(number).ok());
    whole.ok_or_else(|| FileError::wrong(place, "a whole number", value))
}
