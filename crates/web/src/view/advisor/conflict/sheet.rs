//! A conflict as it is typed, row by row: what its paper keeps, and what its form shows again.
//!
//! Everything is kept as typed, so that nothing is lost when something is wrong with it; what it means is worked out
//! in [`super::ready`] each time. An option goes by the number of its row. A row that is left blank counts for nothing,
//! and its number stays free, so that what was said about the other rows goes on meaning the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fields::Fields;

/// The most rows of one kind that a form is read for.
pub const ROWS_MAX: usize = 512;

/// What is typed about a conflict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The space that it is about, in hex.
    pub space: String,
    /// Where it comes from, in the owner's words.
    pub note: String,
    /// Who takes part.
    pub parties: Vec<PartyRow>,
    /// The row of the party that is the writer's own, from 0; empty for none.
    pub own: String,
    /// What they can do.
    pub options: Vec<OptionRow>,
    /// What cannot be together.
    pub rules: Vec<RuleRow>,
    /// The situations that are one: the options in which they agree.
    pub same: Vec<String>,
    /// Whether the present situation is left open.
    pub now_unsaid: bool,
    /// What draws are made from, where there are more cases than are looked at.
    pub seed: String,
}

/// A party, and what it is taken to want.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyRow {
    /// Its name.
    pub name: String,
    /// What it prefers; of another party, the writer's guess.
    pub wish: Wish,
    /// What it says it prefers, if it said so.
    pub told: Wish,
}

/// Something that one party can do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRow {
    /// What is done.
    pub name: String,
    /// The row of the party that decides on it, from 0.
    pub owner: String,
    /// How it may change.
    pub change: Reversal,
    /// Whether it is done in the present situation.
    pub now: bool,
}

/// Whether what is done can be undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reversal {
    /// It can be done and undone.
    #[default]
    EitherWay,
    /// Once done it stays done.
    OnlyTaken,
    /// Once given up it is gone.
    OnlyGivenUp,
}

/// What cannot be together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleRow {
    /// In which way.
    pub kind: RuleKind,
    /// Of which options: their numbers, with a minus for what is not done.
    pub of: String,
}

/// A way in which options exclude each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleKind {
    /// Not all of this at once.
    #[default]
    NotTogether,
    /// At most one of them.
    AtMostOne,
    /// Exactly one of them.
    ExactlyOne,
}

/// A preference, in one of three ways. What was typed for the other two is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Which of the three counts.
    pub way: Way,
    /// Statements, the most important first, one a line.
    pub statements: String,
    /// A whole number for each row of options.
    pub weights: Vec<String>,
    /// The place of each situation, by its [key](super::ready::Ready::key); 1 is the best.
    pub places: BTreeMap<String, String>,
    /// Pairs of numbers whose order is not sure.
    pub unsure: String,
}

/// How a preference is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Statements in order of importance.
    #[default]
    Statements,
    /// A weight for each option.
    Weights,
    /// A place for each situation.
    Ranking,
}

/// One of three words in a form.
pub trait Word: Copy + PartialEq + Default + 'static {
    /// All of them in the order of the form, as they stand in fields and in the names of messages.
    const ALL: [(Self, &'static str); 3];

    /// The word in a field; the first of them for what is none.
    fn from_slug(slug: &str) -> Self {
        let found = Self::ALL.into_iter().find(|(_, known)| *known == slug);
        found.map(|(word, _)| word).unwrap_or_default()
    }
}

impl Word for Reversal {
    const ALL: [(Reversal, &'static str); 3] = [
        (Reversal::EitherWay, "either-way"),
        (Reversal::OnlyTaken, "only-taken"),
        (Reversal::OnlyGivenUp, "only-given-up"),
    ];
}

impl Word for RuleKind {
    const ALL: [(RuleKind, &'static str); 3] = [
        (RuleKind::NotTogether, "not-together"),
        (RuleKind::AtMostOne, "at-most-one"),
        (RuleKind::ExactlyOne, "exactly-one"),
    ];
}

impl Word for Way {
    const ALL: [(Way, &'static str); 3] = [
        (Way::Statements, "statements"),
        (Way::Weights, "weights"),
        (Way::Ranking, "ranking"),
    ];
}

impl Wish {
    /// Whether nothing is typed in the way that counts.
    pub fn is_blank(&self) -> bool {
        let blank = |text: &String| text.trim().is_empty();
        match self.way {
            Way::Statements => blank(&self.statements),
            Way::Weights => self.weights.iter().all(blank),
            Way::Ranking => self.places.values().all(blank),
        }
    }

    fn from_fields(fields: &Fields, prefix: &str, party: usize) -> Wish {
        let weights = (0..ROWS_MAX).map_while(|option| {
            let name = format!("{prefix}-weight-{party}-{option}");
            fields.all(&name).next().map(str::to_owned)
        });
        let place = format!("{prefix}-place-{party}-");
        let places = fields.0.iter().filter_map(|(name, value)| {
            let key = name.strip_prefix(&place)?;
            Some((key.to_owned(), value.clone()))
        });
        Wish {
            way: Way::from_slug(fields.get(&format!("{prefix}-way-{party}"))),
            statements: fields.get(&format!("{prefix}-{party}")).to_owned(),
            weights: weights.collect(),
            places: places.collect(),
            unsure: fields.get(&format!("{prefix}-unsure-{party}")).to_owned(),
        }
    }
}

impl Sheet {
    /// What the fields of the form say. Blank rows at the end are no rows.
    pub fn from_fields(fields: &Fields, space: String) -> Sheet {
        let rows = |what: &'static str| {
            (0..ROWS_MAX)
                .take_while(move |row| fields.all(&format!("{what}-{row}")).next().is_some())
        };
        let of = |what: &str, row: usize| fields.get(&format!("{what}-{row}")).to_owned();
        let mut sheet = Sheet {
            space,
            note: fields.get("note").to_owned(),
            parties: rows("party")
                .map(|row| PartyRow {
                    name: of("party", row),
                    wish: Wish::from_fields(fields, "wish", row),
                    told: Wish::from_fields(fields, "told", row),
                })
                .collect(),
            own: fields.get("own").to_owned(),
            options: rows("option")
                .map(|row| OptionRow {
                    name: of("option", row),
                    owner: of("owner", row),
                    change: Reversal::from_slug(&of("change", row)),
                    now: fields.has(&format!("now-{row}")),
                })
                .collect(),
            rules: rows("rule")
                .map(|row| RuleRow {
                    kind: RuleKind::from_slug(&of("rule-kind", row)),
                    of: of("rule", row),
                })
                .collect(),
            same: rows("same").map(|row| of("same", row)).collect(),
            now_unsaid: fields.has("now-unsaid"),
            seed: fields.get("seed").to_owned(),
        };
        let blank = |text: &str| text.trim().is_empty();
        let nobody =
            |row: &mut PartyRow| blank(&row.name) && row.wish.is_blank() && row.told.is_blank();
        while sheet.parties.pop_if(nobody).is_some() {}
        while sheet.options.pop_if(|row| blank(&row.name)).is_some() {}
        while sheet.rules.pop_if(|row| blank(&row.of)).is_some() {}
        while sheet.same.pop_if(|row| blank(row)).is_some() {}
        sheet
    }

    /// The row of the writer's own party.
    pub fn own(&self) -> Option<usize> {
        let row: usize = self.own.parse().ok()?;
        (row < self.parties.len()).then_some(row)
    }
}
