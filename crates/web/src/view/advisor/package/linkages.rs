//! The form for what hangs together: linkages that every party acknowledges, and no party's preference.

use advice::packages::linkage as in_words;
use analysis::packages::model::{Domain, Linkage};
use node::Paper;

use super::paper::Kept;
use super::picks::{picked, values};
use super::{Tab, around, frame, say, wrong};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::pages::advisor::package::{LinkagesPage, NewRule, Said};
use crate::view::Scene;

/// The form with these fields.
pub fn page(scene: &Scene<'_>, paper: &Paper, kept: &Kept, fields: &Fields) -> LinkagesPage {
    let said = match kept.domain() {
        Ok(domain) => said(scene, &domain, fields),
        Err(_) => Vec::new(),
    };
    let choose =
        |name: &str, label: &str, count: usize| values(scene, kept, name, label, fields, count);
    let rule = |id: &str, title: &str, fields| NewRule {
        id: id.to_owned(),
        title: scene.l.t(title),
        fields,
        number: None,
    };
    let pair = |one, other| [one, other].into_iter().flatten().collect();
    let (this, with) = (
        "advisor-package-pages-link-this",
        "advisor-package-pages-link-with",
    );
    let then = "advisor-package-pages-link-then";
    let mut most = rule(
        "most",
        "advisor-package-pages-link-most",
        choose("of", "advisor-package-pages-link-of", 4),
    );
    let label = scene.l.t("advisor-package-pages-link-number");
    most.number = Some(("most".to_owned(), label, fields.get("most").to_owned()));
    LinkagesPage {
        frame: frame(scene, paper),
        around: around(scene, paper, kept, Tab::Linkages),
        said,
        kinds: vec![
            rule(
                "only-0",
                "advisor-package-pages-link-only",
                pair(choose("only", this, 1), choose("only-with", with, 1)),
            ),
            rule(
                "never-0",
                "advisor-package-pages-link-never",
                pair(choose("never", this, 1), choose("never-with", with, 1)),
            ),
            rule(
                "if-0",
                "advisor-package-pages-link-if",
                pair(choose("if", this, 1), choose("then", then, 3)),
            ),
            most,
        ],
    }
}

fn said(scene: &Scene<'_>, domain: &Domain, fields: &Fields) -> Vec<Said> {
    let one = |(at, linkage): (usize, &Linkage)| Said {
        value: at.to_string(),
        words: in_words(scene.l, domain, linkage),
        dropped: fields.all("drop").any(|value| value == at.to_string()),
    };
    domain.linkages().iter().enumerate().map(one).collect()
}

/// The paper with the linkages that were typed, or what is wrong with them.
pub fn typed(scene: &Scene<'_>, kept: &Kept, fields: &Fields) -> Result<Kept, Vec<FieldError>> {
    let mut next = kept.clone();
    let mut errors = Vec::new();
    let stays = |at: &usize| !fields.all("drop").any(|value| value == at.to_string());
    let linkages = next.linkages.iter().enumerate();
    next.linkages = linkages
        .filter(|(at, _)| stays(at))
        .map(|(_, linkage)| linkage.clone())
        .collect();
    let mut add = |field: &str, made: Result<Linkage, ()>| {
        let Ok(linkage) = made else {
            errors.push(say(scene, field, "advisor-package-pages-link-half"));
            return;
        };
        let mut with = next.clone();
        with.linkages.push(linkage);
        match with.domain() {
            Ok(_) => next = with,
            Err(problem) => errors.push(wrong(scene, field, &problem)),
        }
    };
    for (field, name, with) in [
        ("only-0", "only", "only-with"),
        ("never-0", "never", "never-with"),
    ] {
        match (picked(fields, name).first(), picked(fields, with).first()) {
            (None, None) => {}
            (Some(&this), Some(&other)) if name == "only" => {
                add(field, Ok(Linkage::OnlyWith { this, with: other }))
            }
            (Some(&this), Some(&other)) => add(field, Ok(Linkage::Excludes { this, other })),
            _ => add(field, Err(())),
        }
    }
    let then = picked(fields, "then");
    match (picked(fields, "if").first(), then.first()) {
        (None, None) => {}
        (Some(&this), Some(first)) if then.iter().all(|pick| pick.issue == first.issue) => add(
            "if-0",
            Ok(Linkage::Implies {
                this,
                issue: first.issue,
                values: then.iter().map(|pick| pick.value).collect(),
            }),
        ),
        _ => add("if-0", Err(())),
    }
    let of = picked(fields, "of");
    match (fields.trimmed("most").parse(), of.is_empty()) {
        (Err(_), true) if fields.trimmed("most").is_empty() => {}
        (Ok(most), false) => add("most", Ok(Linkage::AtMost { most, of })),
        _ => add("most", Err(())),
    }
    match errors.is_empty() {
        true => Ok(next),
        false => Err(errors),
    }
}
