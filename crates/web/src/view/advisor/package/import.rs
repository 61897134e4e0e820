//! Profiles of Genius (XML) and GeniusWeb (JSON), pasted as text: read with their own meaning, or refused with what and where.

use analysis::packages::error::Problem;
use analysis::packages::genius::{self, Note};
use analysis::packages::geniusweb;
use analysis::packages::sheet::Case;
use i18n::Arg;

use super::issues::{ISSUES_MAX, VALUES_MAX};
use super::paper::{Kept, KeptIssue, KeptSheet, Who, who};
use super::{say, wrong};
use crate::fields::Fields;
use crate::frame::{FieldError, Section};
use crate::pages::advisor::package::ImportPage;
use crate::view::Scene;

/// The form with these fields.
pub fn page(scene: &Scene<'_>, empty: &Kept, fields: &Fields) -> ImportPage {
    let files = files(scene, empty).into_iter();
    ImportPage {
        frame: scene.frame(Section::Advisor, &scene.l.t("advisor-package-pages-import")),
        name: fields.get("name").to_owned(),
        files: files
            .map(|(id, label)| {
                let text = fields.get(&id).to_owned();
                (id, label, text)
            })
            .collect(),
    }
}

/// The fields for pasted files: the one with the issues, and one for each party.
fn files(scene: &Scene<'_>, empty: &Kept) -> Vec<(String, String)> {
    let mut files = vec![(
        "domain".to_owned(),
        scene.l.t("advisor-package-pages-import-domain"),
    )];
    for (at, who) in who(scene, empty).iter().enumerate() {
        let key = match who.guessed {
            true => "advisor-package-pages-import-guess",
            false => "advisor-package-pages-import-sheet",
        };
        let label = scene.l.ta(key, &[("party", Arg::from(&who.name))]);
        files.push((format!("sheet-{at}"), label));
    }
    files
}

/// The paper that was pasted, or what is wrong with it.
pub fn typed(scene: &Scene<'_>, empty: &Kept, fields: &Fields) -> Result<Kept, Vec<FieldError>> {
    let mut errors = Vec::new();
    if fields.trimmed("name").is_empty() {
        errors.push(say(scene, "name", "advisor-pages-name-missing"));
    }
    let labels = files(scene, empty);
    let sheets = labels.iter().filter(|(id, _)| id != "domain");
    for (id, _) in sheets.filter(|(id, _)| fields.trimmed(id).is_empty()) {
        errors.push(say(scene, id, "advisor-package-pages-import-missing"));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let files = labels
        .iter()
        .enumerate()
        .map(|(at, (id, label))| (file_name(at, label), fields.get(id).to_owned()));
    let files: Vec<(String, String)> = files.filter(|(_, text)| !text.trim().is_empty()).collect();
    let (case, notes) =
        read(&files).map_err(|problem| vec![at_its_field(scene, &labels, &problem)])?;
    let many = |key: &str, most: usize| FieldError {
        field: String::new(),
        what: scene.l.ta(key, &[("most", most.into())]),
    };
    let issues = case.domain().issues();
    if issues.len() > ISSUES_MAX {
        return Err(vec![many("advisor-package-pages-issues-many", ISSUES_MAX)]);
    }
    if issues.iter().any(|issue| issue.values.len() > VALUES_MAX) {
        return Err(vec![many("advisor-package-pages-values-many", VALUES_MAX)]);
    }
    if case.sheets().len() != empty.sheets.len() {
        return Err(vec![say(
            scene,
            "domain",
            "advisor-package-pages-import-domain-sheet",
        )]);
    }
    Ok(kept(scene, empty, &case, &notes))
}

/// Genius XML where a text begins like XML, GeniusWeb JSON otherwise.
fn read(files: &[(String, String)]) -> Result<(Case, Vec<Note>), Problem> {
    let xml = |text: &String| {
        text.trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('<')
    };
    match files.iter().any(|(_, text)| xml(text)) {
        true => genius::read(files).map(|read| (read.case, read.notes)),
        false => geniusweb::read(files).map(|case| (case, Vec::new())),
    }
}

/// The refusal at the field whose file it names, with the number in front of its name taken off again.
fn at_its_field(scene: &Scene<'_>, labels: &[(String, String)], problem: &Problem) -> FieldError {
    let mut error = wrong(scene, "", problem);
    for (at, (id, label)) in labels.iter().enumerate() {
        let name = file_name(at, label);
        if error.what.contains(&name) {
            error.field.clone_from(id);
            error.what = error.what.replace(&name, label);
        }
    }
    error
}

/// The engine takes files in the order of their names: a number in front keeps the order of the parties.
fn file_name(at: usize, label: &str) -> String {
    format!("{at:02} {label}")
}

fn kept(scene: &Scene<'_>, empty: &Kept, case: &Case, notes: &[Note]) -> Kept {
    let issues = case.domain().issues().iter().cloned();
    let issues: Vec<KeptIssue> = issues
        .map(|issue| KeptIssue { issue, item: None })
        .collect();
    let sheets = empty
        .sheets
        .iter()
        .zip(case.sheets())
        .map(|(old, sheet)| KeptSheet {
            points: Some(
                sheet
                    .points
                    .iter()
                    .map(|row| row.iter().copied().map(Some).collect())
                    .collect(),
            ),
            // A file that says nothing about it is taken at its word.
            confidence: vec![Default::default(); issues.len()],
            scale: sheet.scale,
            total: sheet.total,
            walk_away: sheet.walk_away,
            cap: sheet.cap,
            red_lines: sheet.red_lines.clone(),
            bonuses: sheet.bonuses.clone(),
            ..KeptSheet::empty(old.party.clone(), &issues)
        });
    Kept {
        sheets: sheets.collect(),
        note: notes_in_words(scene, &who(scene, empty), case, notes),
        linkages: case.domain().linkages().to_vec(),
        issues,
        ..empty.clone()
    }
}

/// What a reader of the files should know, one line each.
fn notes_in_words(scene: &Scene<'_>, who: &[Who], case: &Case, notes: &[Note]) -> String {
    let party = |name: &String| {
        let at = case.sheets().iter().position(|sheet| sheet.party == *name);
        at.map_or(name, |at| &who[at].name).clone()
    };
    let line = |note: &Note| match note {
        Note::WeightsSum { party: of, sum } => {
            let party = party(of);
            let arguments = [("party", Arg::from(&party)), ("sum", Arg::from(sum))];
            scene.l.ta("advisor-package-pages-note-weights", &arguments)
        }
        Note::Discounted { party: of, factor } => {
            let party = party(of);
            let arguments = [("party", Arg::from(&party)), ("factor", Arg::from(factor))];
            scene
                .l
                .ta("advisor-package-pages-note-discounted", &arguments)
        }
        Note::LeftOut { file } => scene.l.ta(
            "advisor-package-pages-note-left-out",
            &[("file", Arg::from(file))],
        ),
    };
    let first = scene.l.t("advisor-package-pages-import-note");
    let lines: Vec<String> = std::iter::once(first)
        .chain(notes.iter().map(line))
        .collect();
    lines.join("\n")
}
