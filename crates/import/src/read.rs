//! From a node to what it says: each field by its shape, every reference resolved, every fault with its place.

use std::collections::BTreeSet;

use crate::fault::{ImportError, Obstacle};
use crate::field::{Field, PER, Shape};
use crate::gather::{Gathered, Item};
use crate::leaf::{code, date, flag};
use crate::node::{Content, Node};
use crate::phrase::{Label, Phrase};
use crate::section::Section;
use crate::translations::Translations;
use crate::vocabulary::{BESIDE_THE_PARTIES, Code, WHO};

/// What a field says, ready to be written in any language.
#[derive(Debug)]
pub enum Value {
    /// The field is there and says nothing.
    NotGiven,
    /// One or several short things.
    Phrases(Vec<Phrase>),
    /// Words that want a line each.
    Listing(Vec<Phrase>),
    /// Words for each of some names.
    Named(Vec<(Phrase, Phrase)>),
    /// Lines with fields of their own.
    Lines(Vec<Vec<Line>>),
}

/// A field and what it says.
#[derive(Debug)]
pub struct Line {
    pub field: &'static str,
    /// Empty for the head of a line.
    pub label: Label,
    pub value: Value,
}

/// Reads the fields of one item.
pub struct Reader<'a> {
    pub gathered: &'a Gathered<'a>,
    pub translations: &'a Translations,
    /// Strings without a translation.
    pub missing: BTreeSet<String>,
    /// Ids of the sources it names, each once.
    pub sources: Vec<String>,
    /// Ids of the areas it names.
    pub areas: Vec<String>,
}

impl Reader<'_> {
    /// The fields of an item, in the order of the section's table.
    pub fn item(&mut self, item: &Item<'_>) -> Result<Vec<Line>, ImportError> {
        // The item's own sources go before those of its lines.
        item.node
            .get(PER.name)
            .map(|per| self.cite(PER.name, per))
            .transpose()?;
        let lines = self.fields(item.section.key(), item.section.fields(), item.node)?;
        if self.sources.is_empty() {
            self.inherit(item)?;
        }
        Ok(lines)
    }

    /// A source speaks for itself; a unit has its party's sources; in a file with one source all is from there.
    fn inherit(&mut self, item: &Item<'_>) -> Result<(), ImportError> {
        if item.section == Section::Sources {
            self.sources.push(item.name.clone());
        } else if let Some(per) = item.parent.and_then(|(_, parent)| parent.get(PER.name)) {
            self.cite(PER.name, per)?;
        } else if let (1, Some((only, _))) = (
            self.gathered.sources.len(),
            self.gathered.sources.first_key_value(),
        ) {
            self.sources.push(only.clone());
        } else {
            return Err(item.node.fault(Obstacle::NoSource));
        }
        Ok(())
    }

    fn fields(
        &mut self,
        what: &str,
        fields: &'static [Field],
        node: &Node,
    ) -> Result<Vec<Line>, ImportError> {
        let names: Vec<&'static str> = fields.iter().map(|field| field.name).collect();
        node.only(what, &names)?;
        let mut lines = Vec::new();
        for field in fields {
            let Some(said) = node.get(field.name) else {
                continue;
            };
            if let Some(value) = self.value(field, said)? {
                lines.push(Line {
                    field: field.name,
                    label: field.label,
                    value,
                });
            }
        }
        Ok(lines)
    }

    fn value(&mut self, field: &'static Field, node: &Node) -> Result<Option<Value>, ImportError> {
        let name = field.name;
        let value = match &field.shape {
            Shape::Id | Shape::Title | Shape::LeftOut => return Ok(None),
            Shape::Nested => return self.nested(name, node),
            Shape::Per => return self.cite(name, node).map(|_| None),
            _ if matches!(node.content, Content::Null) => Value::NotGiven,
            Shape::Cited => Value::Phrases(self.cite(name, node)?),
            Shape::Head | Shape::Words => self.words(name, node)?,
            Shape::Date => Value::Phrases(each(node, |one| date(name, one))?),
            Shape::Flag => Value::Phrases(each(node, |one| flag(name, one))?),
            Shape::Code(codes) => Value::Phrases(each(node, |one| code(name, codes, one))?),
            Shape::Reference => Value::Phrases(each(node, |one| self.reference(name, one))?),
            Shape::Who => Value::Phrases(each(node, |one| self.who(name, one, WHO))?),
            Shape::Mention => Value::Phrases(each(node, |one| self.mention(name, one))?),
            Shape::ByParty => self.by_party(name, node)?,
            Shape::Graded(codes, of) => graded(name, codes, of, node)?,
            Shape::Lines(fields) => Value::Lines(each(node, |one| self.line(name, fields, one))?),
        };
        Ok(Some(value))
    }

    /// Items of their own are read elsewhere; here they only say where this one's words come from.
    fn nested(&mut self, name: &str, node: &Node) -> Result<Option<Value>, ImportError> {
        for one in node.list(name)? {
            one.get(PER.name)
                .map(|per| self.cite(PER.name, per))
                .transpose()?;
        }
        Ok(None)
    }

    fn words(&mut self, name: &'static str, node: &Node) -> Result<Value, ImportError> {
        let phrases = each(node, |one| {
            self.translations.phrase(name, one, &mut self.missing)
        })?;
        Ok(match node.content {
            Content::List(_) => Value::Listing(phrases),
            _ => Value::Phrases(phrases),
        })
    }

    /// A line of its own: its head alone, or fields.
    fn line(
        &mut self,
        name: &'static str,
        fields: &'static [Field],
        node: &Node,
    ) -> Result<Vec<Line>, ImportError> {
        let head = fields
            .iter()
            .find(|field| matches!(field.shape, Shape::Head));
        match (&node.content, head) {
            (Content::Text(_), Some(head)) => {
                let value = self.words(name, node)?;
                Ok(vec![Line {
                    field: head.name,
                    label: head.label,
                    value,
                }])
            }
            _ => {
                let mut lines = self.fields(name, fields, node)?;
                if let Some(per) = node.get(PER.name) {
                    let value = Value::Phrases(self.cite(PER.name, per)?);
                    lines.push(Line {
                        field: PER.name,
                        label: PER.label,
                        value,
                    });
                }
                Ok(lines)
            }
        }
    }

    fn cite(&mut self, name: &'static str, node: &Node) -> Result<Vec<Phrase>, ImportError> {
        each(node, |one| {
            let id = one.text(name)?;
            let dangling = || {
                one.fault(Obstacle::DanglingReference {
                    field: name,
                    id: id.to_owned(),
                })
            };
            let cited = self.gathered.sources.get(id).ok_or_else(dangling)?;
            if !self.sources.iter().any(|known| known == id) {
                self.sources.push(id.to_owned());
            }
            Ok(cited.label.clone())
        })
    }

    fn title(&self, id: &str) -> Option<Phrase> {
        self.gathered.known.get(id).map(|known| known.title.clone())
    }

    fn reference(&self, name: &'static str, node: &Node) -> Result<Phrase, ImportError> {
        self.who(name, node, &[])
    }

    /// An item, one of `words`, or, where the file names no parties, the code of one.
    fn who(&self, name: &'static str, node: &Node, words: &[Code]) -> Result<Phrase, ImportError> {
        let id = node.text(name)?;
        let word = || {
            words
                .iter()
                .find(|code| code.code == id)
                .map(|code| code.label.phrase())
        };
        let is_code = !words.is_empty()
            && !id.is_empty()
            && id.chars().all(|letter| letter.is_ascii_uppercase());
        let unnamed = || (is_code && !self.gathered.names_parties).then(|| Phrase::same(id));
        let dangling = || {
            node.fault(Obstacle::DanglingReference {
                field: name,
                id: id.to_owned(),
            })
        };
        self.title(id)
            .or_else(word)
            .or_else(unnamed)
            .ok_or_else(dangling)
    }

    /// An item, or words; what is written like an id has to be one.
    fn mention(&mut self, name: &'static str, node: &Node) -> Result<Phrase, ImportError> {
        let id = node.text(name)?;
        if let Some(known) = self.gathered.known.get(id) {
            if known.section == Section::Areas {
                self.areas.push(id.to_owned());
            }
            return Ok(known.title.clone());
        }
        let like_an_id =
            id.contains('-') && !id.contains(|c: char| c.is_whitespace() || c.is_ascii_uppercase());
        if like_an_id {
            return Err(node.fault(Obstacle::DanglingReference {
                field: name,
                id: id.to_owned(),
            }));
        }
        self.translations.phrase(name, node, &mut self.missing)
    }

    fn by_party(&mut self, name: &'static str, node: &Node) -> Result<Value, ImportError> {
        let mut named = Vec::new();
        for (party, words) in node.map(name)? {
            let party = self.who(name, party, BESIDE_THE_PARTIES)?;
            named.push((
                party,
                self.translations.phrase(name, words, &mut self.missing)?,
            ));
        }
        Ok(Value::Named(named))
    }
}

/// Each of a list, or the one that stands there without a list.
fn each<T>(
    node: &Node,
    mut read: impl FnMut(&Node) -> Result<T, ImportError>,
) -> Result<Vec<T>, ImportError> {
    match &node.content {
        Content::List(list) => list.iter().map(read).collect(),
        _ => read(node).map(|one| vec![one]),
    }
}

fn graded(
    name: &'static str,
    codes: &'static [Code],
    of: &'static [Field],
    node: &Node,
) -> Result<Value, ImportError> {
    node.only(name, &of.iter().map(|field| field.name).collect::<Vec<_>>())?;
    let graded = of
        .iter()
        .filter_map(|field| Some((field, node.get(field.name)?)));
    let named =
        graded.map(|(field, value)| Ok((field.label.phrase(), code(field.name, codes, value)?)));
    named.collect::<Result<_, _>>().map(Value::Named)
}
