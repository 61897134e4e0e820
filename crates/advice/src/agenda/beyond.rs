//! What an agenda rests on beyond its figures: what was said of single items, how things stand, and the ties.

use analysis::agenda::waits::Tie;
use analysis::agenda::{Case, Effect, Item};
use i18n::Arg;

use super::Words;

impl Words {
    /// By name and value; nothing for what was not said.
    pub(super) fn beyond(&self, case: &Case) -> Vec<(String, String)> {
        let progress = &case.progress;
        let stands = [
            ("input-agreed", &progress.agreed),
            ("input-resting", &progress.resting),
            ("input-lost", &progress.lost),
        ];
        let stands = stands.into_iter().filter(|(_, items)| !items.is_empty());
        let mut lines: Vec<(String, String)> = stands
            .map(|(key, items)| (self.say(key, &[]), self.l.list(items)))
            .collect();
        for item in &case.items {
            let said = self.said(item);
            if !said.is_empty() {
                let name = self.say("input-beyond", &[("item", Arg::from(&item.id))]);
                lines.push((name, self.l.sentences(&said)));
            }
        }
        for tie in &case.linkages {
            let kind = self.say(kind(tie.kind), &[]);
            let args = [
                ("step", Arg::from(&tie.step)),
                ("after", Arg::from(&tie.after)),
                ("kind", Arg::from(&kind)),
            ];
            let name = self.say("input-tie", &[("party", Arg::from(&tie.by))]);
            lines.push((name, self.say("input-tie-value", &args)));
        }
        lines
    }

    fn said(&self, item: &Item) -> Vec<String> {
        let mut said = Vec::new();
        if !item.needs.is_empty() {
            let items = self.l.list(&item.needs);
            said.push(self.say("input-needs", &[("items", Arg::from(&items))]));
        }
        let rounds = [
            ("input-deadline", item.deadline),
            ("input-pinned", item.pinned),
        ];
        for (key, round) in rounds {
            said.extend(round.map(|round| self.say(key, &[("round", u64::from(round).into())])));
        }
        if let Some(basket) = &item.basket {
            said.push(self.say("input-basket", &[("basket", Arg::from(basket))]));
        }
        if item.effect == Effect::WithTheWhole {
            said.push(self.say("input-with-the-whole", &[]));
        }
        if item.price_of_first > 0 {
            let price = u64::from(item.price_of_first);
            said.push(self.say("input-price", &[("price", price.into())]));
        }
        said
    }
}

fn kind(tie: Tie) -> &'static str {
    match tie {
        Tie::Demand => "tie-demand",
        Tie::Precondition => "tie-precondition",
        Tie::Causes => "tie-causes",
        Tie::Signal => "tie-signal",
        Tie::Window => "tie-window",
        Tie::ActionReaction => "tie-action-reaction",
    }
}
