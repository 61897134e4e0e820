//! XML as a tree of elements with their lines: all that Genius files need.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::packages::error::{Fault, Part, Problem, Spot, Unread};

/// How deep elements may be nested.
const DEPTH_MAX: usize = 64;

/// An element. Text between elements carries nothing in these files.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub line: usize,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn required(&self, file: &str, name: &'static str) -> Result<&str, Problem> {
        self.attribute(name)
            .ok_or_else(|| self.fault(file, Fault::Missing(Part::Named(name))))
    }

    pub fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Every element of this name below, in the order of the file.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    pub fn fault(&self, file: &str, fault: Fault) -> Problem {
        let (line, name) = (self.line, self.name.clone());
        super::file_problem(file, Spot::Element { line, name }, fault)
    }

    /// The refusal of an element that this version does not read.
    pub fn unread(&self, file: &str) -> Problem {
        self.fault(file, Fault::Unsupported(Unread::Element(self.name.clone())))
    }
}

/// The root element of a file.
pub(super) fn parse(file: &str, content: &str) -> Result<Element, Problem> {
    let mut reader = Reader::from_str(content.trim_start_matches('\u{feff}'));
    let line = |at: u64| {
        1 + content
            .bytes()
            .take(usize::try_from(at).unwrap_or(usize::MAX))
            .filter(|b| *b == b'\n')
            .count()
    };
    let fault = |at: u64, fault: Fault| super::file_problem(file, Spot::Line(line(at)), fault);
    let malformed = |at: u64, why: String| fault(at, Fault::Malformed(why));
    let mut open = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| malformed(reader.error_position(), error.to_string()))?;
        let at = reader.buffer_position();
        match event {
            Event::Start(start) => {
                if open.len() > DEPTH_MAX {
                    return Err(fault(at, Fault::Unsupported(Unread::Nesting)));
                }
                open.push(element(&start, line(at)).map_err(|why| malformed(at, why))?);
            }
            Event::Empty(start) => {
                let child = element(&start, line(at)).map_err(|why| malformed(at, why))?;
                open.last_mut()
                    .expect("the bottom stays")
                    .children
                    .push(child);
            }
            Event::End(_) => {
                // The reader has checked that ends match starts.
                let child = open.pop().expect("an end has a start");
                open.last_mut()
                    .expect("the bottom stays")
                    .children
                    .push(child);
            }
            // A document type could define entities; nobody needs them here.
            Event::DocType(_) => {
                return Err(fault(at, Fault::Unsupported(Unread::DocumentType)));
            }
            Event::Eof if open.len() > 1 => {
                let name = open[open.len() - 1].name.clone();
                return Err(fault(at, Fault::NotClosed(name)));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().and_then(|mut bottom| bottom.children.pop());
    root.ok_or_else(|| fault(0, Fault::NoElement))
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Element, String> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        // Genius files repeat an attribute's meaning (type, etype, vtype), never its name.
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?
            .into_owned();
        attributes.push((key, value));
    }
    Ok(Element {
        name,
        attributes,
        children: Vec::new(),
        line,
    })
}
