//! Reading YAML, within limits: no anchors, no tags, one document; what a scalar says stays as it was written.
//!
//! The surprising part are the repairs. In `{ name: ships, aircraft, level: working }` YAML ends the name at
//! the comma and reads `aircraft` as a key without a value. A key that no colon follows can be nothing but
//! the rest of the words before it, so it is put back behind them and the node says that it was repaired.
//! Where there are no such words before it, the file is refused.

use core::fmt;
use core::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{Error, Location, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};

use crate::fault::{Document, ImportError, Obstacle, Place};
use crate::node::{Content, Node};
use crate::{BYTES_MAX, DEPTH_MAX, VALUES_MAX};

/// Reads one document.
pub fn parse(bytes: &[u8], document: Document) -> Result<Node, ImportError> {
    let whole = Place::whole(document);
    if bytes.len() > BYTES_MAX {
        return Err(Obstacle::TooLarge {
            bytes: bytes.len(),
            bytes_max: BYTES_MAX,
        }
        .at(whole));
    }
    let source = core::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let column = 1 + String::from_utf8_lossy(&before[start..]).chars().count() as u64;
        Obstacle::NotUtf8.at(Place {
            line,
            column,
            ..whole.clone()
        })
    })?;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_depth: DEPTH_MAX,
            max_nodes: VALUES_MAX,
            max_documents: 1,
        },
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        reject_unsupported_tags: true,
        strict_booleans: true,
        with_snippet: false,
    };
    let raw: Spanned<Raw> = serde_saphyr::from_str_with_options(source, options)
        .map_err(|error| fault_of(&error, whole))?;
    Reading { source, document }.node(raw)
}

fn fault_of(error: &Error, whole: Place) -> ImportError {
    let place = error.location().map_or(whole.clone(), |at| Place {
        line: at.line(),
        column: at.column(),
        ..whole
    });
    let what = match error.without_snippet() {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } => Obstacle::Anchors,
            BudgetBreach::Documents { .. } => Obstacle::NotYaml {
                detail: "a second document begins".to_owned(),
            },
            _ => Obstacle::TooMuch {
                depth_max: DEPTH_MAX,
                values_max: VALUES_MAX,
            },
        },
        Error::UnknownAnchor { .. } => Obstacle::Anchors,
        Error::DuplicateMappingKey { key, .. } => Obstacle::DuplicateField {
            field: key.clone().unwrap_or_default(),
        },
        other => {
            let said = other.to_string();
            let detail = said
                .split_once(" at line ")
                .map_or(said.as_str(), |(detail, _)| detail);
            Obstacle::NotYaml {
                detail: detail.to_owned(),
            }
        }
    };
    what.at(place)
}

/// A value before its numbers are spelled as in the file and its cut strings are joined.
enum Raw {
    Null,
    /// A number or truth value: what it says is read from the source.
    Typed,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = sequence.next_element()? {
            list.push(value);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = mapping.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

struct Reading<'a> {
    source: &'a str,
    document: Document,
}

impl Reading<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Result<Node, ImportError> {
        let content = match raw.value {
            Raw::Null => Content::Null,
            Raw::Typed => Content::Text(self.spelling(&raw.referenced).to_owned()),
            Raw::Text(text) => Content::Text(text),
            Raw::List(list) => Content::List(
                list.into_iter()
                    .map(|value| self.node(value))
                    .collect::<Result<_, _>>()?,
            ),
            Raw::Map(entries) => Content::Map(self.entries(entries)?),
        };
        Ok(self.at(&raw.referenced, content))
    }

    /// A number or truth value as the file has it.
    fn spelling(&self, location: &Location) -> &str {
        self.slice(bytes_of(location)).trim_matches(['"', '\''])
    }

    /// Empty where there is no such text: whatever a parser says of a hostile file, nothing panics here.
    fn slice(&self, bytes: Range<usize>) -> &str {
        self.source.get(bytes).unwrap_or_default()
    }

    fn at(&self, location: &Location, content: Content) -> Node {
        Node {
            document: self.document,
            line: location.line(),
            column: location.column(),
            content,
            repaired: false,
        }
    }

    fn entries(
        &self,
        entries: Vec<(Spanned<String>, Spanned<Raw>)>,
    ) -> Result<Vec<(Node, Node)>, ImportError> {
        let mut map: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
        // Where the words before end in the source; none if they were in quotes or no words.
        let mut words_end = None;
        for (key, value) in entries {
            let (span, value_span) = (bytes_of(&key.referenced), bytes_of(&value.referenced));
            let after = self.slice(span.end..self.source.len());
            if matches!(value.value, Raw::Null) && !after.trim_start().starts_with(':') {
                let comma = words_end.and_then(|end| self.comma(end..span.start));
                self.rejoin(map.last_mut(), comma, key)?;
                words_end = Some(span.end);
                continue;
            }
            let quoted = self.slice(value_span.clone()).starts_with(['"', '\'']);
            let plain = matches!(value.value, Raw::Text(_) | Raw::Typed) && !quoted;
            words_end = plain.then_some(value_span.end);
            let name = self.at(&key.referenced, Content::Text(key.value));
            map.push((name, self.node(value)?));
        }
        Ok(map)
    }

    /// Puts a key without a colon back behind the words it was cut from.
    fn rejoin(
        &self,
        before: Option<&mut (Node, Node)>,
        comma: Option<&str>,
        key: Spanned<String>,
    ) -> Result<(), ImportError> {
        let before = before.map(|(_, value)| value);
        match (comma, before) {
            (
                Some(comma),
                Some(Node {
                    content: Content::Text(words),
                    repaired,
                    ..
                }),
            ) => {
                words.push_str(comma);
                words.push_str(&key.value);
                *repaired = true;
                Ok(())
            }
            _ => {
                let node = self.at(&key.referenced, Content::Null);
                Err(node.fault(Obstacle::NoColon { key: key.value }))
            }
        }
    }

    /// The comma that stands between two halves of a string, with its space, if nothing else does.
    fn comma(&self, gap: Range<usize>) -> Option<&'static str> {
        let after = self.slice(gap).trim_start().strip_prefix(',')?;
        after
            .trim()
            .is_empty()
            .then_some(if after.is_empty() { "," } else { ", " })
    }
}

fn bytes_of(location: &Location) -> Range<usize> {
    let span = location.span();
    let start = span.byte_offset().unwrap_or_default() as usize;
    start..start + span.byte_len().unwrap_or_default() as usize
}
