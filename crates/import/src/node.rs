//! A file as a tree of values, each with its place, so that whatever is wrong can be said where it stands.

use crate::fault::{Document, Expected, ImportError, Obstacle, Place};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    pub document: Document,
    pub line: u64,
    pub column: u64,
    pub content: Content,
    /// Whether a comma had cut it in two.
    pub repaired: bool,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Content {
    Null,
    /// A scalar: numbers and truth values as they were written.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    pub fn place(&self) -> Place {
        let Node {
            document,
            line,
            column,
            ..
        } = *self;
        Place {
            document,
            line,
            column,
            section: None,
            id: None,
        }
    }

    pub fn fault(&self, what: Obstacle) -> ImportError {
        what.at(self.place())
    }

    fn wrong(&self, field: &str, expected: Expected) -> ImportError {
        self.fault(Obstacle::WrongShape {
            field: field.to_owned(),
            expected,
        })
    }

    /// The scalar that `field` should be.
    pub fn text(&self, field: &str) -> Result<&str, ImportError> {
        match &self.content {
            Content::Text(text) => Ok(text),
            _ => Err(self.wrong(field, Expected::Words)),
        }
    }

    /// The list that `field` should be.
    pub fn list(&self, field: &str) -> Result<&[Node], ImportError> {
        match &self.content {
            Content::List(list) => Ok(list),
            _ => Err(self.wrong(field, Expected::List)),
        }
    }

    /// The mapping that `field` should be.
    pub fn map(&self, field: &str) -> Result<&[(Node, Node)], ImportError> {
        match &self.content {
            Content::Map(map) => Ok(map),
            _ => Err(self.wrong(field, Expected::Mapping)),
        }
    }

    /// The value under `name`, if this is a mapping that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let Content::Map(map) = &self.content else {
            return None;
        };
        let found = map
            .iter()
            .find(|(key, _)| matches!(&key.content, Content::Text(text) if text == name));
        found.map(|(_, value)| value)
    }

    /// Refuses a mapping that has other fields than `known`.
    pub fn only(&self, field: &str, known: &[&'static str]) -> Result<(), ImportError> {
        for (key, _) in self.map(field)? {
            let name = key.text(field)?;
            if !known.contains(&name) {
                return Err(key.fault(Obstacle::UnknownField {
                    field: name.to_owned(),
                    known: known.to_vec(),
                }));
            }
        }
        Ok(())
    }

    /// Refuses a document of another format or version.
    pub fn check_format(
        &self,
        format: &'static str,
        version: &'static str,
    ) -> Result<(), ImportError> {
        self.map("the file")?;
        let found = |name: &str| self.get(name).map(|node| (node, node.text(name).ok()));
        let said = |found: Option<(&Node, Option<&str>)>| {
            found.and_then(|(_, text)| text).map(str::to_owned)
        };
        let at = |found: Option<(&Node, _)>, what: Obstacle| {
            found.map_or(self, |(node, _)| node).fault(what)
        };
        let name = found("format");
        if said(name).as_deref() != Some(format) {
            return Err(at(
                name,
                Obstacle::WrongFormat {
                    found: said(name),
                    expected: format,
                },
            ));
        }
        let number = found("version");
        if said(number).as_deref() != Some(version) {
            return Err(at(
                number,
                Obstacle::WrongVersion {
                    found: said(number),
                    expected: version,
                },
            ));
        }
        Ok(())
    }

    /// Every repaired node in this one.
    pub fn repairs(&self) -> Vec<&Node> {
        let mut found: Vec<&Node> = Vec::from_iter(self.repaired.then_some(self));
        match &self.content {
            Content::Null | Content::Text(_) => {}
            Content::List(list) => found.extend(list.iter().flat_map(Node::repairs)),
            Content::Map(map) => found.extend(map.iter().flat_map(|(_, value)| value.repairs())),
        }
        found
    }
}
