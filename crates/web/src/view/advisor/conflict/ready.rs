//! What was typed about a conflict, made ready for the engine; or what is wrong with it, field by field.

use advice::escalation::{model_refusal, name};
use analysis::escalation::open::Open;
use analysis::escalation::{
    Change, Choice, Conflict, Form, Model, ModelError, OptionForm, Party, Place, Preference, State,
    Told,
};
use i18n::{Arg, Localizer};

use super::rules::Conditions;
use super::sheet::{Reversal, Sheet, Wish};
use super::wish::{alternatives, preference};
use crate::frame::FieldError;

/// The most options that these pages take. The engine takes more, and the command line with it.
pub const OPTIONS_MAX: usize = 16;
/// The most situations that these pages take.
pub const SITUATIONS_MAX: u32 = 4096;

/// A conflict whose situations are known, and whose preferences may still be missing.
pub struct Ground {
    /// The conflict, in which everybody holds all situations to be equally good.
    pub conflict: Conflict,
    /// The rows of the form that its parties stand in.
    pub parties: Vec<usize>,
    /// For each row of options the option that stands in it.
    pub options: Vec<Option<u32>>,
}

/// A conflict to be analysed.
pub struct Ready {
    /// The conflict.
    pub conflict: Conflict,
    /// The rows of the form that its parties stand in.
    pub parties: Vec<usize>,
    /// What is not sure about each party's preference.
    pub open: Vec<Open>,
    /// The same, as it was typed.
    pub unsure: Vec<String>,
    /// What parties told of themselves, by index.
    pub told: Vec<(usize, Preference)>,
    /// What draws are made from.
    pub seed: u64,
}

/// What is wrong, in the order of the form.
pub type Wrong = Vec<FieldError>;

pub(super) fn wrong(field: impl Into<String>, what: String) -> FieldError {
    FieldError {
        field: field.into(),
        what,
    }
}

impl Ground {
    /// The parties, options and situations, without anybody's preferences.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn of(sheet: &Sheet, l: Localizer) -> Result<Ground, Wrong> {
        let mut found = Vec::new();
        let parties = parties(sheet, l, &mut found);
        let (choices, options) = choices(sheet, &parties, l, &mut found);
        let mut form = OptionForm {
            options: choices,
            ..OptionForm::default()
        };
        let conditions = Conditions {
            options: &options,
            l,
        };
        for (row, rule) in sheet
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| !rule.of.trim().is_empty())
        {
            match conditions.rule(row, rule.kind, &rule.of) {
                Ok(patterns) => form.infeasible.extend(patterns),
                Err(what) => found.push(wrong(format!("rule-{row}"), what)),
            }
        }
        for (row, same) in sheet
            .same
            .iter()
            .enumerate()
            .filter(|(_, same)| !same.trim().is_empty())
        {
            match conditions.pattern(same, Place::Same(row + 1)) {
                Ok(pattern) => form.same.push(pattern),
                Err(what) => found.push(wrong(format!("same-{row}"), what)),
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let all_equal = |row: &usize| Party {
            name: sheet.parties[*row].name.trim().to_owned(),
            preference: Preference::Statements(Vec::new()),
        };
        let model = Model {
            title: String::new(),
            parties: parties.iter().map(all_equal).collect(),
            form: Form::Options(form),
            status_quo: None,
        };
        let conflict = Conflict::new(model)
            .map_err(|error| vec![wrong(place(&error), model_refusal(&error, l))])?;
        let given = conflict.count();
        if given > SITUATIONS_MAX {
            let args = [("given", given.into()), ("most", SITUATIONS_MAX.into())];
            return Err(vec![wrong(
                "option-0",
                l.ta("advisor-conflict-too-many-situations", &args),
            )]);
        }
        let mut ground = Ground {
            conflict,
            parties,
            options,
        };
        if !sheet.now_unsaid {
            ground.set_now(sheet, l)?;
        }
        Ok(ground)
    }

    fn set_now(&mut self, sheet: &Sheet, l: Localizer) -> Result<(), Wrong> {
        let done: Vec<bool> = sheet
            .options
            .iter()
            .zip(&self.options)
            .filter(|(_, option)| option.is_some())
            .map(|(row, _)| row.now)
            .collect();
        let is_now = |state: &State| match self.conflict.told(*state) {
            Told::Options { taken, not_taken } => {
                taken.iter().all(|option| done[*option as usize])
                    && not_taken.iter().all(|option| !done[*option as usize])
            }
            Told::Label(_) => false,
        };
        let Some(now) = self.conflict.states().find(is_now) else {
            return Err(vec![wrong("now", l.t("advisor-conflict-now-impossible"))]);
        };
        let model = Model {
            status_quo: Some(self.conflict.number(now)),
            ..self.conflict.model().clone()
        };
        self.conflict =
            Conflict::new(model).map_err(|error| vec![wrong("now", model_refusal(&error, l))])?;
        Ok(())
    }

    /// What a situation goes by in fields and addresses, see [`key`].
    pub fn key(&self, state: State) -> String {
        key(&self.conflict, state)
    }

    /// Each situation with its key and its name.
    pub fn situations(&self, l: Localizer) -> Vec<(String, String)> {
        let states = self.conflict.states();
        states
            .map(|state| (self.key(state), name(&self.conflict, state, l)))
            .collect()
    }
}

impl Ready {
    /// All that was typed, for the engine.
    ///
    /// # Errors
    /// All that is wrong with it, as far as it can be known.
    pub fn of(sheet: &Sheet, l: Localizer) -> Result<Ready, Wrong> {
        let ground = Ground::of(sheet, l)?;
        let mut found = Vec::new();
        let mut conflict = ground.conflict.clone();
        let (mut open, mut told) = (Vec::new(), Vec::new());
        for (at, row) in ground.parties.iter().enumerate() {
            let mut checked = |prefix: &str, wish: &Wish| {
                let read = preference(&ground, wish, prefix, *row, l).and_then(|preference| {
                    ground
                        .conflict
                        .with_preference(at, preference.clone())
                        .map_err(|error| {
                            wrong(format!("{prefix}-{row}"), model_refusal(&error, l))
                        })?;
                    Ok(preference)
                });
                read.map_err(|what| found.push(what)).ok()
            };
            let own = &sheet.parties[*row];
            let wished = checked("wish", &own.wish);
            if !own.told.is_blank() && sheet.own() != Some(*row) {
                told.extend(checked("told", &own.told).map(|preference| (at, preference)));
            }
            let Some(preference) = wished else { continue };
            match alternatives(&ground, &own.wish, &preference, *row, l) {
                Ok(one) => open.push(one),
                Err(what) => found.push(what),
            }
            conflict = conflict
                .with_preference(at, preference)
                .map_err(|error| vec![wrong(format!("wish-{row}"), model_refusal(&error, l))])?;
        }
        let seed = match sheet.seed.trim() {
            "" => Some(0),
            typed => typed.parse().ok().filter(|seed| *seed <= 1_000_000),
        };
        if seed.is_none() {
            found.push(wrong("seed", l.t("advisor-conflict-seed-wrong")));
        }
        let of_row = |row: &usize| sheet.parties[*row].wish.unsure.trim().to_owned();
        let unsure = ground.parties.iter().map(of_row).collect();
        match (found.is_empty(), seed) {
            (true, Some(seed)) => Ok(Ready {
                conflict,
                parties: ground.parties,
                open,
                unsure,
                told,
                seed,
            }),
            _ => Err(found),
        }
    }

    /// What a situation goes by in addresses, see [`key`].
    pub fn key(&self, state: State) -> String {
        key(&self.conflict, state)
    }

    /// The situation that an address names.
    pub fn with_key(&self, wanted: &str) -> Option<State> {
        self.conflict
            .states()
            .find(|state| self.key(*state) == wanted)
    }
}

/// What a situation goes by in fields and addresses: for each option y, n, or x where it makes no difference.
pub fn key(conflict: &Conflict, state: State) -> String {
    let (Told::Options { taken, not_taken }, Form::Options(form)) =
        (conflict.told(state), &conflict.model().form)
    else {
        return String::new();
    };
    (0..form.options.len() as u32)
        .map(|option| match () {
            () if taken.contains(&option) => 'y',
            () if not_taken.contains(&option) => 'n',
            () => 'x',
        })
        .collect()
}

fn parties(sheet: &Sheet, l: Localizer, found: &mut Wrong) -> Vec<usize> {
    let named = |row: &usize| !sheet.parties[*row].name.trim().is_empty();
    let rows: Vec<usize> = (0..sheet.parties.len()).filter(named).collect();
    if rows.is_empty() {
        found.push(wrong("party-0", model_refusal(&ModelError::NoParty, l)));
    }
    for (at, row) in rows.iter().enumerate() {
        let name = sheet.parties[*row].name.trim();
        if rows[..at]
            .iter()
            .any(|other| sheet.parties[*other].name.trim() == name)
        {
            let twice = ModelError::PartyTwice {
                name: name.to_owned(),
            };
            found.push(wrong(format!("party-{row}"), model_refusal(&twice, l)));
        }
    }
    rows
}

fn choices(
    sheet: &Sheet,
    parties: &[usize],
    l: Localizer,
    found: &mut Wrong,
) -> (Vec<Choice>, Vec<Option<u32>>) {
    let (mut choices, mut options) = (Vec::new(), Vec::new());
    for (row, typed) in sheet.options.iter().enumerate() {
        let name = typed.name.trim();
        if name.is_empty() {
            options.push(None);
            continue;
        }
        let owner: Option<usize> = typed.owner.parse().ok();
        let owner = owner.and_then(|owner| parties.iter().position(|party| *party == owner));
        if owner.is_none() {
            let what = l.ta(
                "advisor-conflict-owner-missing",
                &[("option", Arg::Str(name))],
            );
            found.push(wrong(format!("owner-{row}"), what));
        }
        options.push(Some(choices.len() as u32));
        choices.push(Choice {
            name: name.to_owned(),
            owner: owner.unwrap_or_default() as u32,
            change: match typed.change {
                Reversal::EitherWay => Change::EitherWay,
                Reversal::OnlyTaken => Change::OnlyTaken,
                Reversal::OnlyGivenUp => Change::OnlyGivenUp,
            },
        });
    }
    if choices.is_empty() {
        found.push(wrong("option-0", l.t("advisor-conflict-no-option")));
    }
    if choices.len() > OPTIONS_MAX {
        let args = [
            ("given", choices.len().into()),
            ("most", OPTIONS_MAX.into()),
        ];
        found.push(wrong(
            "option-0",
            l.ta("advisor-conflict-too-many-options", &args),
        ));
    }
    (choices, options)
}

/// Where in the form a model that the engine refuses is wrong.
fn place(error: &ModelError) -> &'static str {
    match error {
        ModelError::NoState => "rule-0",
        _ => "option-0",
    }
}
