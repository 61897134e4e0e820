//! Nothing is dropped silently: every scalar of a file is looked for in the step of its own item.
//!
//! The file is read a second time, by YAML's own types and without the importer's tables.

use std::collections::BTreeMap;

use import::{Plan, Section};
use serde_json::Value;

use crate::{brought, plans, step, written};

/// Fields that only name things inside the file.
const SILENT: [&str; 2] = ["id", "file"];
/// Fields whose words may happen to be the id of something else.
const WORDS: [&str; 1] = ["kind"];
/// Codes that are written as words of which they are not a part.
const REWORDED: [(&str, &str); 2] = [("true", "yes"), ("false", "no")];

/// One file, read twice.
struct Sweep<'a> {
    plan: &'a Plan,
    /// What references are written as.
    titles: BTreeMap<String, String>,
    /// Titles of the sources.
    sources: BTreeMap<String, String>,
    seen: usize,
}

fn title_of(item: &Value) -> String {
    let title = ["title", "name", "text", "rule"]
        .iter()
        .find_map(|field| item.get(field));
    let title = title.map(|title| title.get("en").unwrap_or(title));
    title.and_then(Value::as_str).unwrap_or("→").to_owned()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

impl<'a> Sweep<'a> {
    fn new(plan: &'a Plan, file: &Value) -> Sweep<'a> {
        let mut sweep = Sweep {
            plan,
            titles: BTreeMap::new(),
            sources: BTreeMap::new(),
            seen: 0,
        };
        let sections = file
            .as_object()
            .expect("a mapping")
            .values()
            .filter_map(Value::as_array);
        let items: Vec<&Value> = sections.flatten().collect();
        for item in items
            .iter()
            .copied()
            .chain(items.iter().flat_map(|item| list(item, "units")))
        {
            if let Some(id) = item.get("id").and_then(Value::as_str) {
                sweep.titles.insert(id.to_owned(), title_of(item));
            }
        }
        let sources = list(file, "sources").iter();
        let known = sources.map(|source| {
            (
                source["id"].as_str().expect("an id").to_owned(),
                title_of(source),
            )
        });
        sweep.sources = known.collect();
        sweep
    }

    fn item(&mut self, id: &str, item: &Value) {
        for (name, value) in item.as_object().expect("an item is a mapping") {
            if name != "units" {
                self.value(id, name, value);
            }
        }
    }

    fn value(&mut self, id: &str, name: &str, value: &Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.value(id, name, value)),
            Value::Object(map) => {
                for (key, value) in map {
                    if let Some(party) = self.titles.get(key).cloned() {
                        self.expect(id, &party);
                    }
                    self.value(id, key, value);
                }
            }
            Value::Null if ["side", "cited_source", "period", "until"].contains(&name) => {
                self.expect(id, "not given")
            }
            // The second half of a string that a comma had cut.
            Value::Null => self.expect(id, name),
            Value::Bool(flag) => self.scalar(id, name, &flag.to_string()),
            Value::Number(number) => self.scalar(id, name, &number.to_string()),
            Value::String(text) => self.scalar(id, name, text),
        }
    }

    fn scalar(&mut self, id: &str, name: &str, text: &str) {
        if SILENT.contains(&name) {
            return;
        }
        if let Some(lang) = ["zh-Hans", "zh-Hant"]
            .into_iter()
            .find(|lang| *lang == name)
        {
            self.seen += 1;
            assert!(
                written(step(self.plan, id), lang).contains(text),
                "{id}: {text:?} is not in {lang}"
            );
        } else if let (true, Some(title)) =
            (["per", "from"].contains(&name), self.sources.get(text))
        {
            let (_, _, sources) = brought(step(self.plan, id));
            assert!(
                sources.iter().any(|source| source.citation.contains(title)),
                "{id} does not name {text}"
            );
            self.seen += 1;
        } else if let (false, Some(title)) = (WORDS.contains(&name), self.titles.get(text).cloned())
        {
            self.expect(id, &title);
        } else if let Some((_, words)) = REWORDED.iter().find(|(code, _)| *code == text) {
            self.expect(id, words);
        } else {
            self.expect(id, text);
        }
    }

    /// The step of the item says it in English; a code may be written with a space for its hyphen.
    fn expect(&mut self, id: &str, text: &str) {
        let said = written(step(self.plan, id), "en");
        let found = said.contains(text) || said.contains(&text.replace('-', " "));
        assert!(found, "{id}: {text:?} is nowhere in\n{said}");
        self.seen += 1;
    }
}

/// Looks for everything that the file says; gives how many scalars were looked for.
fn sweep(plan: &Plan, yaml: &str) -> usize {
    let file: Value = serde_saphyr::from_str(yaml).expect("the fixture is YAML");
    let mut sweep = Sweep::new(plan, &file);
    for (section, items) in file.as_object().expect("a mapping") {
        for (number, item) in (1..).zip(items.as_array().into_iter().flatten()) {
            let id = item.get("id").and_then(Value::as_str);
            let id = id.map_or_else(|| format!("{section} {number}"), str::to_owned);
            sweep.item(&id, item);
            for unit in list(item, "units") {
                sweep.item(unit["id"].as_str().expect("a unit has an id"), unit);
            }
        }
    }
    let title = file.get("title").and_then(|title| title.get("en"));
    let title = title.and_then(Value::as_str).unwrap_or_default();
    assert_eq!(plan.title.title("en"), title);
    sweep.seen
}

#[test]
fn every_scalar_of_a_file_is_in_the_step_of_its_item() {
    let seen = plans().map(|(yaml, plan)| sweep(&plan, yaml));
    assert!(
        seen[0] > 1500 && seen[1] > 40,
        "the files were looked through: {seen:?}"
    );
}

#[test]
#[should_panic(expected = "c-covid: \"join COVAX\" is nowhere in")]
fn a_dropped_scalar_is_noticed() {
    let [(yaml, mut plan), _] = plans();
    let dropped = plan
        .steps
        .iter_mut()
        .find(|step| step.id == "c-covid")
        .expect("it is there");
    if let domain::Command::BringIn { wordings, .. } = &mut dropped.command {
        wordings.0[0].text = wordings.0[0].text.replace("join COVAX", "");
    }
    sweep(&plan, yaml);
}

#[test]
fn each_section_has_as_many_steps_as_the_file_has_items() {
    for (yaml, plan) in plans() {
        let file: Value = serde_saphyr::from_str(yaml).expect("the fixture is YAML");
        let count = |section: Section| match section {
            Section::Units => list(&file, "parties")
                .iter()
                .map(|party| list(party, "units").len())
                .sum(),
            _ => list(&file, section.key()).len(),
        };
        let reported: BTreeMap<_, _> = plan
            .report
            .sections
            .iter()
            .map(|row| (row.section, row.items))
            .collect();
        let steps = |section| {
            plan.steps
                .iter()
                .filter(|step| step.section == section)
                .count()
        };
        for section in Section::ALL {
            assert_eq!(steps(section), count(section), "{section:?}");
            assert_eq!(
                reported.get(&section).copied().unwrap_or(0),
                count(section),
                "{section:?}"
            );
        }
        let known = Section::ALL.map(Section::key);
        let lists = file
            .as_object()
            .expect("a mapping")
            .iter()
            .filter(|(_, value)| value.is_array());
        assert!(
            lists
                .map(|(name, _)| name)
                .all(|name| known.contains(&name.as_str()))
        );
        assert_eq!(plan.report.items(), plan.steps.len());
    }
}
