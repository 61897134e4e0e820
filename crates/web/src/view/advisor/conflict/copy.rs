//! Out of the advisor and into a proposal: the names of what is done, and nothing else.

use analysis::escalation::{Form, State};
use i18n::{Arg, Lang};

use super::Told;
use crate::fields::Fields;
use crate::pages::advisor::conflict::CopyPart;

impl Told<'_> {
    /// What can be copied: the way from one situation to another, or all that is done in one.
    pub fn copied(&self, from: Option<State>, to: State, label: String) -> CopyPart {
        CopyPart {
            label,
            from: from.map(|from| self.ready.key(from)).unwrap_or_default(),
            to: self.ready.key(to),
            lines: self.clauses(from, to),
        }
    }

    /// Party by party what it does and what it ends.
    fn clauses(&self, from: Option<State>, to: State) -> Vec<String> {
        let conflict = &self.ready.conflict;
        let Form::Options(form) = &conflict.model().form else {
            return Vec::new();
        };
        let (before, after) = (from.map(|from| self.ready.key(from)), self.ready.key(to));
        let at = |key: &str, option: usize| key.as_bytes()[option];
        let mut lines = Vec::new();
        for party in 0..conflict.parties() {
            let named = |wanted: &dyn Fn(usize) -> bool| {
                let own = form
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(_, option)| option.owner as usize == party);
                let names: Vec<String> = own
                    .filter(|(at, _)| wanted(*at))
                    .map(|(_, option)| option.name.clone())
                    .collect();
                names.join(&self.l.t("frame-list-separator"))
            };
            let was = |option: usize| before.as_deref().map(|before| at(before, option));
            let done = named(&|option| at(&after, option) == b'y');
            let ended = named(&|option| at(&after, option) == b'n' && was(option) == Some(b'y'));
            for (key, options) in [
                ("advisor-conflict-clause-does", done),
                ("advisor-conflict-clause-ends", ended),
            ] {
                if !options.is_empty() {
                    let args = [
                        ("party", Arg::Str(self.party(party))),
                        ("options", Arg::Str(&options)),
                    ];
                    lines.push(self.l.ta(key, &args));
                }
            }
        }
        lines
    }
}

/// A draft of a proposal with these words in the reader's language: after what is typed there already.
pub fn draft(typed: Option<Fields>, lines: &[String], lang: Lang) -> Fields {
    let mut fields = typed.unwrap_or_default();
    let (text, words) = (format!("text-{}", lang.tag()), lines.join("\n\n"));
    let before = fields.get(&text).trim_end().to_owned();
    fields.0.retain(|(name, _)| *name != text);
    if before.is_empty() {
        fields.0.push((text, words));
        fields
            .0
            .push((format!("authentic-{}", lang.tag()), "1".to_owned()));
    } else {
        fields.0.push((text, format!("{before}\n\n{words}")));
    }
    fields
}
