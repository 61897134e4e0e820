//! All items of a file with their ids and titles, before any of them is read: what references are looked up in.

use std::collections::{BTreeMap, BTreeSet};

use domain::Source;

use crate::fault::{ImportError, Obstacle};
use crate::field::{DATE, Field, Shape};
use crate::node::{Content, Node};
use crate::notes::{TIED_FROM, TIED_TO};
use crate::phrase::{Lang, Phrase};
use crate::section::Section;
use crate::translations::{Translations, words};
use crate::vocabulary::WHO;
use crate::write::heading;
use crate::{FORMAT, VERSION};

/// An item as it stands in the file.
pub struct Item<'a> {
    pub section: Section,
    /// Its id; in the sections whose items have none, the section and a number.
    pub name: String,
    pub title: Phrase,
    pub node: &'a Node,
    /// The item it stands under.
    pub parent: Option<(&'a str, &'a Node)>,
    /// Strings of its title without a translation.
    pub missing: BTreeSet<String>,
}

/// What a reference leads to.
pub struct Known {
    pub section: Section,
    pub title: Phrase,
    pub line: u64,
}

/// What a citation leads to.
pub struct Cited {
    pub source: Source,
    pub label: Phrase,
}

/// The items of a file.
#[derive(Default)]
pub struct Gathered<'a> {
    pub items: Vec<Item<'a>>,
    pub known: BTreeMap<String, Known>,
    pub sources: BTreeMap<String, Cited>,
    /// Whether the file says who its parties are, so that any other code of a party is a mistake.
    pub names_parties: bool,
}

/// Collects the items of all sections.
pub fn gather<'a>(
    root: &'a Node,
    translations: &Translations,
) -> Result<Gathered<'a>, ImportError> {
    root.check_format(FORMAT, VERSION)?;
    let sections = Section::ALL
        .into_iter()
        .filter(|section| *section != Section::Units);
    let known: Vec<_> = ["format", "version", "title"]
        .into_iter()
        .chain(sections.map(Section::key))
        .collect();
    root.only("the file", &known)?;
    let mut gathered = Gathered::default();
    for section in Section::ALL {
        let found = match section {
            Section::Units => units(root),
            _ => top_level(root, section),
        };
        let found = found.map_err(|error| error.within(section, None))?;
        gathered.names_parties |= section == Section::Parties && !found.is_empty();
        for (number, (parent, node)) in (1..).zip(found) {
            gathered.add(section, number, parent, node, translations)?;
        }
    }
    gathered.name_the_nameless();
    Ok(gathered)
}

type Found<'a> = Vec<(Option<(&'a str, &'a Node)>, &'a Node)>;

fn top_level(root: &Node, section: Section) -> Result<Found<'_>, ImportError> {
    let Some(list) = root.get(section.key()) else {
        return Ok(Vec::new());
    };
    Ok(list
        .list(section.key())?
        .iter()
        .map(|node| (None, node))
        .collect())
}

/// The units stand under their parties.
fn units(root: &Node) -> Result<Found<'_>, ImportError> {
    let mut found = Found::new();
    for (_, party) in top_level(root, Section::Parties)? {
        let (Some(id), Some(units)) = (party.get("id"), party.get("units")) else {
            continue;
        };
        let parent = (id.text("id")?, party);
        found.extend(units.list("units")?.iter().map(|unit| (Some(parent), unit)));
    }
    Ok(found)
}

fn field_of(section: Section, wanted: fn(&Shape) -> bool) -> Option<&'static Field> {
    section.fields().iter().find(|field| wanted(&field.shape))
}

impl<'a> Gathered<'a> {
    fn add(
        &mut self,
        section: Section,
        number: usize,
        parent: Option<(&'a str, &'a Node)>,
        node: &'a Node,
        translations: &Translations,
    ) -> Result<(), ImportError> {
        let id = match field_of(section, |shape| matches!(shape, Shape::Id)) {
            None => None,
            Some(field) => Some(id_of(node, field).map_err(|error| error.within(section, None))?),
        };
        let name = id.map_or_else(|| format!("{} {number}", section.key()), str::to_owned);
        let within = |error: ImportError| error.within(section, Some(&name));
        let mut missing = BTreeSet::new();
        let title = title_of(section, node, translations, &mut missing).map_err(within)?;
        if let (Some(id), Some(first)) = (id, self.known.get(&name)) {
            let what = Obstacle::DuplicateId {
                id: id.to_owned(),
                first_line: first.line,
            };
            return Err(within(node.fault(what)));
        }
        if section == Section::Sources {
            let cited = cited(node, &title, translations, &mut missing).map_err(within)?;
            self.sources.insert(name.clone(), cited);
        }
        if id.is_some() {
            self.known.insert(
                name.clone(),
                Known {
                    section,
                    title: title.clone(),
                    line: node.line,
                },
            );
        }
        self.items.push(Item {
            section,
            name,
            title,
            node,
            parent,
            missing,
        });
        Ok(())
    }

    /// A linkage without words is called after what it ties. What its ends refer to is checked when it is read.
    fn name_the_nameless(&mut self) {
        let Gathered { items, known, .. } = self;
        for item in items.iter_mut().filter(|item| item.title.en.is_empty()) {
            let end = |field: &Field| {
                let end = item
                    .node
                    .get(field.name)
                    .and_then(|end| end.text(field.name).ok());
                let id = end.unwrap_or_default();
                let word = || {
                    WHO.iter()
                        .find(|code| code.code == id)
                        .map(|code| code.label.phrase())
                };
                let title = known.get(id).map(|known| known.title.clone());
                title.or_else(word).unwrap_or_else(|| Phrase::same(id))
            };
            let (from, to) = (end(&TIED_FROM), end(&TIED_TO));
            item.title =
                Phrase::each(|lang| format!("{} → {}", from.in_lang(lang), to.in_lang(lang)));
            let named = known.entry(item.name.clone());
            named.and_modify(|known| known.title = item.title.clone());
        }
    }
}

fn id_of<'a>(node: &'a Node, field: &Field) -> Result<&'a str, ImportError> {
    node.map("an item")?;
    let missing = || node.fault(Obstacle::MissingField { field: field.name });
    let id = node.get(field.name).ok_or_else(missing)?;
    words(id, field.name)?;
    id.text(field.name)
}

fn title_of(
    section: Section,
    node: &Node,
    translations: &Translations,
    missing: &mut BTreeSet<String>,
) -> Result<Phrase, ImportError> {
    node.map("an item")?;
    let field =
        field_of(section, |shape| matches!(shape, Shape::Title)).expect("every section has titles");
    match node.get(field.name) {
        Some(words) => translations.phrase(field.name, words, missing),
        None if node.get(TIED_FROM.name).is_some()
            && node.get(TIED_TO.name).is_some()
            && section == Section::Linkages =>
        {
            Ok(Phrase::same(""))
        }
        None => Err(node.fault(Obstacle::MissingField { field: field.name })),
    }
}

/// "Zheng Tao, 2020" and "Title, Publisher, 2020-12-28".
fn cited(
    node: &Node,
    title: &Phrase,
    translations: &Translations,
    missing: &mut BTreeSet<String>,
) -> Result<Cited, ImportError> {
    let mut names = Vec::new();
    if let Some(authors) = node.get("authors") {
        for author in authors.list("authors")? {
            let name = author.get("name").unwrap_or(author);
            names.push(translations.phrase("name", name, missing)?);
        }
    }
    let given = |name: &str| {
        node.get(name)
            .filter(|node| !matches!(node.content, Content::Null))
    };
    let publisher = given("publisher")
        .map(|words| translations.phrase("publisher", words, missing))
        .transpose()?;
    let date = given(DATE.name)
        .map(|date| date.text(DATE.name))
        .transpose()?;
    let year = date.and_then(|date| date.get(..4));
    let label = Phrase::each(|lang| {
        let names: Vec<&str> = names.iter().map(|name| name.in_lang(lang)).collect();
        let who = match (names.as_slice(), &publisher) {
            ([], Some(publisher)) => publisher.in_lang(lang).to_owned(),
            ([], None) => title.in_lang(lang).to_owned(),
            (names, _) => joined(names, lang),
        };
        year.map_or_else(
            || who.clone(),
            |year| format!("{who}{}{year}", lang.comma()),
        )
    });
    let parts = [
        Some(title.en.as_str()),
        publisher.as_ref().map(|words| words.en.as_str()),
        date,
    ];
    let citation = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let source = Source {
        label: heading(&label.en),
        citation: citation.replace('\n', " "),
    };
    Ok(Cited { source, label })
}

fn joined(names: &[&str], lang: Lang) -> String {
    match (names, lang) {
        ([before @ .., last], Lang::En) if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        (names, Lang::En) => names.join(", "),
        (names, Lang::Hans | Lang::Hant) => names.join("、"),
    }
}
