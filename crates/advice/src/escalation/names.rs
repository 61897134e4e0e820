//! What states, changes and parties are called.

use analysis::escalation::paths::Step;
use analysis::escalation::{Conflict, Form, State, Statement, Told};
use i18n::{Arg, Localizer};

/// Names the things of one conflict in one language.
pub(super) struct Names<'a> {
    pub conflict: &'a Conflict,
    pub l: Localizer,
}

impl Names<'_> {
    pub fn party(&self, party: usize) -> &str {
        &self.conflict.model().parties[party].name
    }

    pub fn parties(&self, parties: &[usize]) -> String {
        let names: Vec<String> = parties
            .iter()
            .map(|party| self.party(*party).to_owned())
            .collect();
        self.l.list(&names)
    }

    pub fn option(&self, option: u32) -> &str {
        match &self.conflict.model().form {
            Form::Options(form) => &form.options[option as usize].name,
            Form::Graph(_) => "",
        }
    }

    /// What is done in a state.
    pub fn state(&self, state: State) -> String {
        match self.conflict.told(state) {
            Told::Label(label) => label.to_owned(),
            Told::Options { taken, .. } if taken.is_empty() => {
                self.l.t("advisor-escalation-nothing-done")
            }
            Told::Options { taken, .. } => {
                let names: Vec<String> = taken
                    .iter()
                    .map(|option| self.option(*option).to_owned())
                    .collect();
                self.l.list(&names)
            }
        }
    }

    /// What is done to come from one state to another. Options that differ among patterns declared one state are left
    /// out: nobody has to change them.
    pub fn change(&self, from: State, to: State) -> String {
        let (
            Told::Options {
                taken: before,
                not_taken: free,
            },
            Told::Options {
                taken: after,
                not_taken: off,
            },
        ) = (self.conflict.told(from), self.conflict.told(to))
        else {
            return self.l.ta(
                "advisor-escalation-go",
                &[("state", Arg::Str(&self.state(to)))],
            );
        };
        let one = |key: &str, option: &u32| {
            self.l
                .ta(key, &[("option", Arg::Str(self.option(*option)))])
        };
        let given_up = before.iter().filter(|option| off.contains(option));
        let taken_up = after.iter().filter(|option| free.contains(option));
        let mut all: Vec<String> = given_up
            .map(|option| one("advisor-escalation-give-up", option))
            .collect();
        all.extend(taken_up.map(|option| one("advisor-escalation-take", option)));
        if all.is_empty() {
            return self.l.ta(
                "advisor-escalation-go",
                &[("state", Arg::Str(&self.state(to)))],
            );
        }
        self.l.list(&all)
    }

    /// A statement about options, with their names in place of their numbers.
    pub fn statement(&self, text: &str) -> String {
        let Form::Options(form) = &self.conflict.model().form else {
            return text.to_owned();
        };
        match Statement::parse(text, form.options.len() as u32) {
            Ok(statement) => self.said(&statement),
            Err(_) => text.to_owned(),
        }
    }

    fn said(&self, statement: &Statement) -> String {
        let part = |part: &Statement| match part {
            Statement::Taken(_) | Statement::Not(_) => self.said(part),
            _ => self.l.ta(
                "advisor-escalation-said-apart",
                &[("a", Arg::Str(&self.said(part)))],
            ),
        };
        let (key, a, b) = match statement {
            Statement::Taken(option) => {
                let option = ("option", Arg::Str(self.option(*option)));
                return self.l.ta("advisor-escalation-said-taken", &[option]);
            }
            Statement::Not(a) => {
                let a = part(a);
                return self
                    .l
                    .ta("advisor-escalation-said-not", &[("a", Arg::Str(&a))]);
            }
            Statement::And(a, b) => ("advisor-escalation-said-and", a, b),
            Statement::Or(a, b) => ("advisor-escalation-said-or", a, b),
            Statement::If { then, when } => ("advisor-escalation-said-if", then, when),
            Statement::Iff(a, b) => ("advisor-escalation-said-iff", a, b),
        };
        let (a, b) = (part(a), part(b));
        self.l.ta(key, &[("a", Arg::Str(&a)), ("b", Arg::Str(&b))])
    }

    /// Steps one after the other.
    pub fn chain(&self, steps: &[Step]) -> String {
        let one = |step: &Step| {
            let change = self.change(step.from, step.to);
            let parties = self.parties(&step.parties);
            match step.parties.len() {
                1 => self.l.ta(
                    "advisor-escalation-step",
                    &[("party", Arg::Str(&parties)), ("change", Arg::Str(&change))],
                ),
                _ => {
                    let args = [
                        ("parties", Arg::Str(&parties)),
                        ("change", Arg::Str(&change)),
                    ];
                    self.l.ta("advisor-escalation-step-together", &args)
                }
            }
        };
        self.joined("advisor-escalation-chain", steps.iter().map(one))
    }

    /// Statements, the most important first.
    pub fn statements(&self, texts: &[String]) -> String {
        let said = texts.iter().map(|text| self.statement(text));
        self.joined("advisor-escalation-said-next", said)
    }

    fn joined(&self, key: &str, all: impl Iterator<Item = String>) -> String {
        let joined = |first: String, next: String| {
            let args = [("first", Arg::Str(&first)), ("next", Arg::Str(&next))];
            self.l.ta(key, &args)
        };
        all.reduce(joined).unwrap_or_default()
    }
}
