//! The seat's private conflicts: a sheet from the form, a model from the sheet, what would hold from the model.

pub mod copy;
pub mod files;
pub mod form;
mod graph;
pub mod ready;
pub mod result;
mod rules;
pub mod sheet;
pub mod situation;
mod wish;

use analysis::escalation::{Go, Progress, State};
use i18n::{Arg, Localizer};
use node::clock::now_ms;

use crate::pages::advisor::conflict::NamedLink;
use ready::Ready;

/// How long a page may look for what takes long.
const PATIENCE_MS: u64 = 4_000;

/// An ear that tells the engine to stop when the time of the page is over.
pub(super) fn until_late() -> impl Fn(Progress) -> Go + Sync {
    let end = now_ms() + PATIENCE_MS;
    move |_| match now_ms() > end {
        true => Go::Stop,
        false => Go::On,
    }
}

/// A conflict and where its pages are, in one language.
pub struct Told<'a> {
    /// The conflict.
    pub ready: &'a Ready,
    /// The address of its paper.
    pub href: &'a str,
    /// The language.
    pub l: Localizer,
}

impl Told<'_> {
    fn name(&self, state: State) -> String {
        advice::escalation::name(&self.ready.conflict, state, self.l)
    }

    fn link(&self, state: State) -> NamedLink {
        NamedLink {
            name: self.name(state),
            href: self.href_of(state),
        }
    }

    fn href_of(&self, state: State) -> String {
        format!("{}/situation/{}", self.href, self.ready.key(state))
    }

    /// All that went in, with its values: what is not sure and what was told beside what the model says.
    fn inputs(&self) -> Vec<(String, String)> {
        let (conflict, l) = (&self.ready.conflict, self.l);
        let model = advice::escalation::inputs(conflict, l).into_iter();
        let mut all: Vec<(String, String)> =
            model.map(|input| (input.label, input.value)).collect();
        for (party, unsure) in self.ready.unsure.iter().enumerate() {
            if !unsure.is_empty() {
                let label = self.with_party("advisor-conflict-input-unsure", party);
                all.push((label, unsure.clone()));
            }
        }
        if self.ready.unsure.iter().any(|unsure| !unsure.is_empty()) {
            all.push((l.t("advisor-conflict-seed"), self.ready.seed.to_string()));
        }
        for (party, told) in &self.ready.told {
            // It was read against this conflict before.
            if let Ok(as_told) = conflict.with_preference(*party, told.clone()) {
                let value = advice::escalation::preference(&as_told, *party, l).value;
                all.push((self.with_party("advisor-conflict-wish-told", *party), value));
            }
        }
        all
    }

    fn party(&self, party: usize) -> &str {
        &self.ready.conflict.model().parties[party].name
    }

    fn with_party(&self, key: &str, party: usize) -> String {
        self.l.ta(key, &[("party", Arg::Str(self.party(party)))])
    }
}
