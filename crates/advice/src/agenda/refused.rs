//! Why a case was refused, and what to change.

use analysis::agenda::{ITEMS_MAX, Refused};
use i18n::{Arg, Lang};

use super::Words;

/// Says a refusal in a language.
pub fn refused(refused: &Refused, lang: Lang) -> String {
    let words = Words { l: lang.l() };
    let round = |round: &u32| Arg::from(u64::from(*round));
    match refused {
        Refused::Twice { item } => words.say("refused-twice", &[("item", Arg::from(item))]),
        Refused::Unknown { item } => words.say("refused-unknown", &[("item", Arg::from(item))]),
        Refused::Settled { item } => words.say("refused-settled", &[("item", Arg::from(item))]),
        Refused::TooMany { items } => {
            let args = [("items", Arg::from(*items)), ("most", Arg::from(ITEMS_MAX))];
            words.say("refused-too-many", &args)
        }
        Refused::OutOfRange {
            what,
            found,
            min,
            max,
        } => {
            let args = [
                ("what", Arg::from(what)),
                ("found", Arg::from(*found)),
                ("min", Arg::from(*min)),
                ("max", Arg::from(*max)),
            ];
            words.say("refused-out-of-range", &args)
        }
        Refused::Circle { path } => {
            let path = path.join(" → ");
            words.say("refused-circle", &[("path", Arg::from(&path))])
        }
        Refused::Pinned { round: pinned } => {
            words.say("refused-pinned", &[("round", round(pinned))])
        }
        Refused::PinnedTooEarly {
            item,
            round: pinned,
            before,
        } => {
            let item = ("item", Arg::from(item));
            let args = [
                item,
                ("round", round(pinned)),
                ("before", Arg::from(before)),
            ];
            words.say("refused-pinned-early", &args)
        }
        Refused::PinnedTooLate {
            item,
            round: pinned,
            last,
        } => {
            let item = ("item", Arg::from(item));
            words.say(
                "refused-pinned-late",
                &[item, ("round", round(pinned)), ("last", round(last))],
            )
        }
        Refused::TooLarge {
            items,
            slots,
            rounds,
            works,
        } => {
            let args = [
                ("items", Arg::from(*items)),
                ("slots", round(slots)),
                ("rounds", round(rounds)),
                ("works", Arg::from(*works)),
            ];
            words.say("refused-too-large", &args)
        }
    }
}
