//! Why a model was not analysed: what, where, and what to do about it.

use analysis::escalation::file::FileError;
use analysis::escalation::{ModelError, Place, StatementError};
use i18n::{Arg, Localizer};

/// Why a model cannot be analysed, and what to do.
pub fn model_refusal(error: &ModelError, l: Localizer) -> String {
    // i18n: advisor-escalation-refused-
    let say =
        |key: &str, args: &[(&str, Arg)]| l.ta(&format!("advisor-escalation-refused-{key}"), args);
    let number = |n: u64| -> Arg<'static> { n.into() };
    match error {
        ModelError::NoParty => say("no-party", &[]),
        ModelError::PartyTwice { name } => say("party-twice", &[("party", name.into())]),
        ModelError::TooManyOptions { given, at_most } => say(
            "options",
            &[
                ("given", (*given).into()),
                ("most", number((*at_most).into())),
            ],
        ),
        ModelError::TooManyIrreversible {
            party,
            given,
            at_most,
        } => {
            let (given, most) = (number((*given).into()), number((*at_most).into()));
            say(
                "irreversible",
                &[("party", party.into()), ("given", given), ("most", most)],
            )
        }
        ModelError::TooManyStates { given, at_most } => say(
            "states",
            &[
                ("given", (*given).into()),
                ("most", number((*at_most).into())),
            ],
        ),
        ModelError::NoState => say("no-state", &[]),
        ModelError::NoSuchOption {
            place,
            given,
            options,
        } => at("no-option", place, *given, (*options).into(), l),
        ModelError::NoSuchState {
            place,
            given,
            states,
        } => at("no-state-number", place, *given, (*states).into(), l),
        ModelError::NoSuchParty {
            place,
            given,
            parties,
        } => at("no-such-party", place, *given, (*parties).into(), l),
        ModelError::PatternContradicts { place, option } => {
            let place = place_says(place, l);
            say(
                "pattern",
                &[
                    ("place", Arg::Str(&place)),
                    ("given", number((*option).into())),
                ],
            )
        }
        ModelError::MoveToItself { number: n, state } => say(
            "itself",
            &[("number", (*n).into()), ("given", number((*state).into()))],
        ),
        ModelError::RankedTwice { party, state } => say(
            "ranked-twice",
            &[("party", party.into()), ("given", number((*state).into()))],
        ),
        ModelError::NotRanked {
            party,
            state,
            missing,
        } => {
            let (given, count) = (number((*state).into()), number((*missing).into()));
            say(
                "not-ranked",
                &[("party", party.into()), ("given", given), ("count", count)],
            )
        }
        ModelError::WrongWeights {
            party,
            given,
            options,
        } => {
            let count = number((*options).into());
            say(
                "weights",
                &[
                    ("party", party.into()),
                    ("given", (*given).into()),
                    ("count", count),
                ],
            )
        }
        ModelError::NoOptionsToSpeakOf { party } => say("no-options", &[("party", party.into())]),
        ModelError::Statement {
            party,
            number,
            error,
        } => {
            let problem = statement_says(error, l);
            let args = [
                ("party", Arg::Str(party)),
                ("number", (*number).into()),
                ("problem", Arg::Str(&problem)),
            ];
            say("statement", &args)
        }
        ModelError::NeverTrue { party, number } => say(
            "never",
            &[("party", party.into()), ("number", (*number).into())],
        ),
        ModelError::Opposite {
            party,
            first,
            second,
        } => say(
            "opposite",
            &[
                ("party", party.into()),
                ("first", (*first).into()),
                ("number", (*second).into()),
            ],
        ),
        ModelError::SameButNotTied { party, state } => say(
            "same",
            &[("party", party.into()), ("given", number((*state).into()))],
        ),
    }
}

fn at(key: &str, place: &Place, given: u64, count: u64, l: Localizer) -> String {
    let place = place_says(place, l);
    let args = [
        ("place", Arg::Str(&place)),
        ("given", given.into()),
        ("count", count.into()),
    ];
    l.ta(&format!("advisor-escalation-refused-{key}"), &args)
}

fn place_says(place: &Place, l: Localizer) -> String {
    // i18n: advisor-escalation-place-
    let say =
        |key: &str, args: &[(&str, Arg)]| l.ta(&format!("advisor-escalation-place-{key}"), args);
    match place {
        Place::Infeasible(number) => say("impossible", &[("number", (*number).into())]),
        Place::Same(number) => say("same", &[("number", (*number).into())]),
        Place::Ranking(party) => say("ranking", &[("party", party.into())]),
        Place::Move(number) => say("move", &[("number", (*number).into())]),
        Place::StatusQuo => say("now", &[]),
        Place::Owner(option) => say("owner", &[("option", option.into())]),
    }
}

fn statement_says(error: &StatementError, l: Localizer) -> String {
    let say = |key: &str, args: &[(&str, Arg)]| {
        l.ta(&format!("advisor-escalation-refused-statement-{key}"), args)
    };
    match error {
        StatementError::Unexpected { at, found } => {
            say("found", &[("at", (*at).into()), ("found", found.into())])
        }
        StatementError::Ends => say("ends", &[]),
        StatementError::NoSuchOption { at, given, options } => {
            let count = u64::from(*options).into();
            say(
                "option",
                &[
                    ("at", (*at).into()),
                    ("given", given.into()),
                    ("count", count),
                ],
            )
        }
        StatementError::TooDeep => say("deep", &[]),
    }
}

/// Why a file is no model, and what to do.
pub fn file_refusal(error: &FileError, l: Localizer) -> String {
    let say =
        |key: &str, args: &[(&str, Arg)]| l.ta(&format!("advisor-escalation-refused-{key}"), args);
    match error {
        FileError::NotJson { line, column } => say(
            "json",
            &[("line", (*line).into()), ("column", (*column).into())],
        ),
        FileError::NotAModel => say("not-a-model", &[]),
        FileError::Missing { place, key } => say(
            "missing",
            &[("place", place.into()), ("key", Arg::Str(key))],
        ),
        FileError::Wrong { place, given, .. }
        | FileError::NotOneOf { place, given, .. }
        | FileError::NoSuchOption { place, given }
        | FileError::NoSuchParty { place, given } => {
            say("wrong", &[("place", place.into()), ("given", given.into())])
        }
        FileError::NoSuchIndex {
            place,
            given,
            count,
        } => {
            let (given, count) = (u64::from(*given).into(), u64::from(*count).into());
            say(
                "no-option",
                &[("place", place.into()), ("given", given), ("count", count)],
            )
        }
        FileError::TwoOwners { place, option } | FileError::NoOwner { place, option } => say(
            "owners",
            &[("place", place.into()), ("option", option.into())],
        ),
        FileError::Empty { place } => say(
            "wrong",
            &[("place", place.into()), ("given", Arg::Str("[]"))],
        ),
    }
}
