//! Fields that choose a value of an issue, or an issue; and what was chosen in them.

use analysis::packages::model::Pick;

use super::paper::Kept;
use crate::fields::Fields;
use crate::pages::advisor::package::Select;
use crate::pages::parts::Choice;
use crate::view::Scene;

/// So many fields named `name` that choose a value, with what was chosen in each. Ring-fenced issues are left out:
/// nothing may depend on them.
pub fn values(
    scene: &Scene<'_>,
    kept: &Kept,
    name: &str,
    label: &str,
    fields: &Fields,
    count: usize,
) -> Vec<Select> {
    let groups = |chosen: &str| {
        let open = kept.issues.iter().enumerate();
        open.filter(|(_, kept)| !kept.issue.ring_fenced)
            .map(|(issue, kept)| {
                let choice = |(value, words): (usize, &String)| {
                    choice(format!("{issue}-{value}"), words, chosen)
                };
                (
                    kept.issue.name.clone(),
                    kept.issue.values.iter().enumerate().map(choice).collect(),
                )
            })
            .collect()
    };
    selects(scene, name, label, fields, count, groups)
}

/// The same for issues.
pub fn issues(
    scene: &Scene<'_>,
    kept: &Kept,
    name: &str,
    label: &str,
    fields: &Fields,
    count: usize,
) -> Vec<Select> {
    let groups = |chosen: &str| {
        let open = kept.issues.iter().enumerate();
        let open = open.filter(|(_, kept)| !kept.issue.ring_fenced);
        let choices = open.map(|(issue, kept)| choice(issue.to_string(), &kept.issue.name, chosen));
        vec![(String::new(), choices.collect())]
    };
    selects(scene, name, label, fields, count, groups)
}

fn choice(value: String, words: &str, chosen: &str) -> Choice {
    Choice {
        chosen: value == chosen,
        words: words.to_owned(),
        value,
    }
}

fn selects(
    scene: &Scene<'_>,
    name: &str,
    label: &str,
    fields: &Fields,
    count: usize,
    groups: impl Fn(&str) -> Vec<(String, Vec<Choice>)>,
) -> Vec<Select> {
    let chosen: Vec<&str> = fields.all(name).collect();
    let label = scene.l.t(label);
    let one = |place: usize| Select {
        id: format!("{name}-{place}"),
        name: name.to_owned(),
        label: match count {
            1 => label.clone(),
            _ => format!("{label} {}", place + 1),
        },
        groups: groups(chosen.get(place).copied().unwrap_or_default()),
    };
    (0..count).map(one).collect()
}

/// The values chosen in the fields of this name, empty ones left out.
pub fn picked(fields: &Fields, name: &str) -> Vec<Pick> {
    let pick = |text: &str| {
        let (issue, value) = text.split_once('-')?;
        Some(Pick {
            issue: issue.parse().ok()?,
            value: value.parse().ok()?,
        })
    };
    fields.all(name).filter_map(pick).collect()
}

/// The issues chosen in the fields of this name, empty ones left out.
pub fn picked_issues(fields: &Fields, name: &str) -> Vec<usize> {
    fields
        .all(name)
        .filter_map(|text| text.parse().ok())
        .collect()
}
