//! Rounds and what is put off, with the reasons.

use analysis::agenda::{LeftOut, ONE, Open, PlannedItem, PlannedRound, Why, WhyNot};
use i18n::Arg;

use super::{ToldRound, Words, last, tenths};

impl Words {
    pub(super) fn round(&self, round: &PlannedRound) -> ToldRound {
        let end = last(round);
        let args = [
            ("round", Arg::from(u64::from(round.round))),
            ("last", Arg::from(u64::from(end))),
            ("trust", Arg::from(u64::from(round.trust))),
        ];
        let key = if end > round.round { "rounds" } else { "round" };
        let mut notes = Vec::new();
        if round.items.is_empty() {
            notes.push(self.say("round-rest", &[]));
        } else {
            if !round.sure {
                notes.push(self.say("round-unsure", &[]));
            }
            let after = [
                ("agreed", Arg::from(u64::from(round.trust_if_agreed))),
                ("failed", Arg::from(u64::from(round.trust_if_failed))),
            ];
            notes.push(self.say("round-after", &after));
        }
        ToldRound {
            heading: self.say(key, &args),
            items: round
                .items
                .iter()
                .map(|item| self.item(round, item))
                .collect(),
            notes,
        }
    }

    fn item(&self, round: &PlannedRound, item: &PlannedItem) -> String {
        let mut why = vec![self.why(&item.why)];
        if item.core {
            why.push(self.say("why-core", &[]));
        }
        if let Some(cost) = item.put_off_costs.filter(|cost| *cost >= ONE / 20) {
            let points = tenths(cost as i64);
            why.push(self.say("put-off", &[("points", Arg::from(&points))]));
        }
        why.extend(item.open.as_ref().map(|open| self.open(open)));
        let why = self.l.sentences(&why);
        let moves = tenths(item.trust_expected);
        let args = [
            ("item", Arg::from(&item.item)),
            // Rounded down: 99.9 percent is not certain.
            ("chance", Arg::from(item.chance * 100 / ONE)),
            ("trust", Arg::from(u64::from(round.trust))),
            ("sensitivity", Arg::from(u64::from(item.sensitivity))),
            ("moves", Arg::from(&moves)),
            ("why", Arg::from(&why)),
        ];
        self.say("item", &args)
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::Pinned => self.say("why-pinned", &[]),
            Why::LastRound { deadline } => self.say(
                "why-last-round",
                &[("deadline", Arg::from(u64::from(*deadline)))],
            ),
            Why::MostOfCovered => self.say("why-most-of-covered", &[]),
            Why::Opens { items } => {
                self.say("why-opens", &[("items", Arg::from(&self.l.list(items)))])
            }
            Why::Covered => self.say("why-covered", &[]),
            Why::LeastSensitive => self.say("why-least-sensitive", &[]),
            Why::WorthTheRisk => self.say("why-worth-the-risk", &[]),
        }
    }

    fn open(&self, open: &Open) -> String {
        match open {
            Open::PriceOfFirst { price } => {
                let percent = tenths(i64::from(*price) * ONE as i64 / 10);
                self.say("open-price", &[("percent", Arg::from(&percent))])
            }
            Open::Basket { basket } => self.say("open-basket", &[("basket", Arg::from(basket))]),
        }
    }

    pub(super) fn left(&self, left: &LeftOut) -> String {
        let points = |points: &u8| Arg::from(u64::from(*points));
        let why = match &left.why {
            WhyNot::NeedsLost { item } => self.say("left-needs-lost", &[("item", Arg::from(item))]),
            WhyNot::NeedsLeft { item } => self.say("left-needs-left", &[("item", Arg::from(item))]),
            WhyNot::NoText => self.say("left-no-text", &[]),
            WhyNot::NoTrust { needs, reached } => self.say(
                "left-no-trust",
                &[("needs", points(needs)), ("reached", points(reached))],
            ),
            WhyNot::Deadline { deadline } => self.say(
                "left-deadline",
                &[("deadline", Arg::from(u64::from(*deadline)))],
            ),
            WhyNot::NoRoom => self.say("left-no-room", &[]),
        };
        let args = [
            ("item", Arg::from(&left.item)),
            ("why", Arg::from(&why)),
            ("round", Arg::from(u64::from(left.look_again))),
        ];
        self.say("left-item", &args)
    }
}
