//! Everything an agenda rests on, by name and value, and its weakest point.

use analysis::agenda::{Agenda, Assumption, Case};
use i18n::Arg;

use super::{Words, tenths};

impl Words {
    pub(super) fn inputs(&self, case: &Case) -> Vec<(String, String)> {
        let p = &case.parameters;
        let numbers = [
            ("input-trust", u64::from(case.progress.trust)),
            ("input-round-now", u64::from(case.progress.round)),
            ("input-rounds", u64::from(p.rounds)),
            ("input-slots", u64::from(p.slots)),
            ("input-band", u64::from(p.band)),
            ("input-gain", u64::from(p.gain)),
            ("input-gain-base", u64::from(p.gain_base)),
            ("input-asymmetry", u64::from(p.asymmetry)),
            ("input-kept", u64::from(p.kept)),
            ("input-discount", u64::from(p.discount)),
            ("input-floor", u64::from(p.floor)),
            ("input-sure", u64::from(p.sure)),
            ("input-core", u64::from(p.core)),
            ("input-open-from", u64::from(p.open_from)),
            ("input-seed", p.seed),
        ];
        let named = numbers.map(|(key, value)| (self.say(key, &[]), value.to_string()));
        let items = case.items.iter().map(|item| {
            let sides: Vec<String> = item.sensitivity.iter().map(u8::to_string).collect();
            let sides = sides.join(" / ");
            let args = [
                ("sensitivity", Arg::from(&sides)),
                ("value", Arg::from(u64::from(item.value))),
                ("convergence", Arg::from(u64::from(item.convergence))),
                ("effort", Arg::from(u64::from(item.effort))),
            ];
            let name = self.say("input-item", &[("item", Arg::from(&item.id))]);
            (name, self.say("input-item-value", &args))
        });
        named
            .into_iter()
            .chain(items)
            .chain(self.beyond(case))
            .collect()
    }

    pub(super) fn weakest(&self, agenda: &Agenda) -> String {
        let weakest = agenda
            .shifts
            .iter()
            .find(|shift| Some(shift.assumption) == agenda.weakest);
        let Some(shift) = weakest else {
            return self.say("weakest-none", &[]);
        };
        let assumption = match shift.assumption {
            Assumption::Trust => self.say("shift-trust", &[]),
            Assumption::Sensitivity => self.say("shift-sensitivity", &[]),
            Assumption::Convergence => self.say("shift-convergence", &[]),
            Assumption::Band => self.say("shift-band", &[]),
            Assumption::Asymmetry => self.say("shift-asymmetry", &[]),
            Assumption::Kept => self.say("shift-kept", &[]),
        };
        let points = tenths(shift.costs);
        let args = [
            ("assumption", Arg::from(&assumption)),
            ("points", Arg::from(&points)),
        ];
        match shift.changes_first_round {
            true => self.say("weakest-changes", &args),
            false => self.say("weakest-same", &args),
        }
    }
}
