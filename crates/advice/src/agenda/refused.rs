//! Why a case was refused, and what to change.

use analysis::agenda::{Figure, ITEMS_MAX, Refused};
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
            let what = words.figure(what);
            let args = [
                ("what", Arg::from(&what)),
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

impl Words {
    fn figure(&self, figure: &Figure) -> String {
        let of = |key: &str, item: &String| self.say(key, &[("item", Arg::from(item))]);
        match figure {
            Figure::Trust => self.say("input-trust", &[]),
            Figure::Round => self.say("input-round-now", &[]),
            Figure::Rounds => self.say("input-rounds", &[]),
            Figure::Slots => self.say("input-slots", &[]),
            Figure::Band => self.say("input-band", &[]),
            Figure::Gain => self.say("input-gain", &[]),
            Figure::GainBase => self.say("input-gain-base", &[]),
            Figure::Asymmetry => self.say("input-asymmetry", &[]),
            Figure::Kept => self.say("input-kept", &[]),
            Figure::Discount => self.say("input-discount", &[]),
            Figure::Floor => self.say("input-floor", &[]),
            Figure::Sure => self.say("input-sure", &[]),
            Figure::Value(item) => of("figure-value", item),
            Figure::Convergence(item) => of("figure-convergence", item),
            Figure::Effort(item) => of("figure-effort", item),
            Figure::Sensitivity(item) => of("figure-sensitivity", item),
            Figure::Pinned(item) => of("figure-pinned", item),
        }
    }
}
