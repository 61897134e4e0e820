//! The form for what is negotiated: issues with their values, one in a line.

use analysis::packages::error::Problem;
use analysis::packages::model::{Domain, Issue, Kind};
use i18n::Arg;
use node::Paper;
use record::ObjectId;

use super::change::with_issues;
use super::paper::{Kept, KeptIssue};
use super::{Tab, around, frame, say, wrong};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::package::{Block, IssuesPage};
use crate::pages::parts::Choice;
use crate::view::Scene;

/// How many issues a paper may have. The command line takes more; a form of that length nobody reads.
pub const ISSUES_MAX: usize = 40;
/// How many values an issue may have on the pages.
pub const VALUES_MAX: usize = 24;

const KINDS: [(Kind, &str); 4] = [
    (Kind::Choice, "choice"),
    (Kind::Ladder, "ladder"),
    (Kind::Number, "number"),
    (Kind::Text, "text"),
];

/// The form with these fields.
pub fn page(scene: &Scene<'_>, paper: &Paper, kept: &Kept, fields: &Fields) -> IssuesPage {
    let mut around = around(scene, paper, kept, Tab::Issues);
    around.name = fields.get("name").to_owned();
    let places = (0..).take_while(|at| {
        fields
            .0
            .iter()
            .any(|(name, _)| *name == format!("issue-{at}"))
    });
    IssuesPage {
        frame: frame(scene, paper),
        around,
        note: fields.get("note").to_owned(),
        blocks: places.map(|at| block(scene, kept, fields, at)).collect(),
    }
}

fn block(scene: &Scene<'_>, kept: &Kept, fields: &Fields, at: usize) -> Block {
    let field = |what: &str| fields.get(&format!("{what}-{at}")).to_owned();
    let chosen = field("kind");
    let kind = |(_, word): &(Kind, &str)| Choice {
        value: (*word).to_owned(),
        // i18n: advisor-package-pages-kind-
        words: scene.l.t(&format!("advisor-package-pages-kind-{word}")),
        chosen: chosen == *word,
    };
    let was = field("was");
    let known = was.parse().ok().and_then(|was: usize| kept.issues.get(was));
    let item = known.and_then(|known| {
        let object = ObjectId::from_hex(known.item.as_ref()?)?;
        let item = scene.item_ref(scene.relationship().item(&object)?);
        let words = format!("{} {}", item.number, item.title.main.text);
        Some((format!("{}/item/{}", scene.base, item.id), words))
    });
    Block {
        at,
        was,
        name: field("issue"),
        values: field("values"),
        kinds: KINDS.iter().map(kind).collect(),
        as_is: fields.has(&format!("as-is-{at}")),
        fenced: fields.has(&format!("fenced-{at}")),
        dropped: fields.has(&format!("drop-{at}")),
        item,
    }
}

/// The fields of a paper as it is kept, with one empty block.
pub fn as_kept(paper: &Paper, kept: &Kept) -> Fields {
    let mut fields = vec![
        ("version".to_owned(), paper.version.to_string()),
        ("name".to_owned(), paper.title.clone()),
        ("note".to_owned(), kept.note.clone()),
    ];
    let mut put =
        |at: usize, what: &str, value: String| fields.push((format!("{what}-{at}"), value));
    for (at, KeptIssue { issue, .. }) in kept.issues.iter().enumerate() {
        let kind = KINDS.iter().find(|(kind, _)| *kind == issue.kind);
        put(at, "was", at.to_string());
        put(at, "issue", issue.name.clone());
        put(at, "values", issue.values.join("\n"));
        put(
            at,
            "kind",
            kind.map_or("choice", |(_, word)| word).to_owned(),
        );
        // Marked only as the first value: on the form the first line is the one that leaves things as they are.
        put(
            at,
            "as-is",
            String::from(if issue.as_is == Some(0) { "1" } else { "" }),
        );
        put(
            at,
            "fenced",
            String::from(if issue.ring_fenced { "1" } else { "" }),
        );
    }
    let empty = kept.issues.len();
    put(empty, "issue", String::new());
    put(empty, "as-is", "1".to_owned());
    Fields(fields)
}

/// The paper that was typed, or all that is wrong with it.
pub fn typed(scene: &Scene<'_>, kept: &Kept, fields: &Fields) -> Result<Kept, Vec<FieldError>> {
    let mut errors = Vec::new();
    if fields.trimmed("name").is_empty() {
        errors.push(say(scene, "name", "advisor-pages-name-missing"));
    }
    let mut issues: Vec<(Option<usize>, KeptIssue)> = Vec::new();
    for at in (0..).take_while(|at| {
        fields
            .0
            .iter()
            .any(|(name, _)| *name == format!("issue-{at}"))
    }) {
        let Some((was, issue)) = one(kept, fields, at) else {
            continue;
        };
        let name = format!("issue-{at}");
        if issue.issue.name.is_empty() {
            errors.push(say(scene, &name, "advisor-package-pages-issue-nameless"));
        } else if issues
            .iter()
            .any(|(_, other)| other.issue.name == issue.issue.name)
        {
            let name_twice = issue.issue.name.clone();
            errors.push(wrong(scene, &name, &Problem::Twice { name: name_twice }));
        } else if issue.issue.values.len() > VALUES_MAX {
            errors.push(too_many(
                scene,
                &format!("values-{at}"),
                "advisor-package-pages-values-many",
                VALUES_MAX,
            ));
        } else if let Err(problem) = Domain::new(vec![issue.issue.clone()], Vec::new()) {
            errors.push(wrong(scene, &format!("values-{at}"), &problem));
        }
        issues.push((was, issue));
    }
    if issues.len() > ISSUES_MAX {
        errors.push(too_many(
            scene,
            "",
            "advisor-package-pages-issues-many",
            ISSUES_MAX,
        ));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let next = with_issues(kept, issues).map_err(|gone| vec![still_used(scene, &gone)])?;
    let next = Kept {
        note: fields.get("note").to_owned(),
        ..next
    };
    // What was ring-fenced just now may hang on a rule: the engine says which.
    match next
        .issues
        .is_empty()
        .then_some(())
        .map_or_else(|| next.domain().map(drop), Ok)
    {
        Ok(()) => Ok(next),
        Err(problem) => Err(vec![wrong(scene, "", &problem)]),
    }
}

/// That there are more than `most` of something.
pub(super) fn too_many(scene: &Scene<'_>, field: &str, key: &str, most: usize) -> FieldError {
    FieldError {
        field: field.to_owned(),
        what: scene.l.ta(key, &[("most", most.into())]),
    }
}

fn still_used(scene: &Scene<'_>, gone: &[String]) -> FieldError {
    let gone = gone.join(&scene.l.t("frame-list-separator"));
    FieldError {
        field: String::new(),
        what: scene.l.ta(
            "advisor-package-pages-still-used",
            &[("what", Arg::from(&gone))],
        ),
    }
}

/// What was typed at this place; none if it is empty or to be taken out.
fn one(kept: &Kept, fields: &Fields, at: usize) -> Option<(Option<usize>, KeptIssue)> {
    let field = |what: &str| fields.trimmed(&format!("{what}-{at}"));
    let values: Vec<String> = field("values")
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let empty = field("issue").is_empty() && values.is_empty();
    if empty || !field("drop").is_empty() {
        return None;
    }
    let was = field("was")
        .parse()
        .ok()
        .filter(|was| *was < kept.issues.len());
    let before = was.map(|was| &kept.issues[was]);
    let kind = KINDS.iter().find(|(_, word)| *word == field("kind"));
    // A file may mark another value than the first as the one that changes nothing; it stays marked with its words.
    let marked = before.and_then(|before: &KeptIssue| {
        let marked = before.issue.as_is.filter(|value| *value > 0)?;
        values
            .iter()
            .position(|value| *value == before.issue.values[marked])
    });
    let issue = Issue {
        name: field("issue").to_owned(),
        kind: kind.map_or(Kind::Choice, |(kind, _)| *kind),
        as_is: if field("as-is").is_empty() {
            marked
        } else {
            Some(0)
        },
        ring_fenced: !field("fenced").is_empty(),
        values,
    };
    let item = before.and_then(|before| before.item.clone());
    Some((was, KeptIssue { issue, item }))
}
