//! What must hold in every history and in every view of it.

use record::TextStatus;

use crate::explore::{Explored, Level, State, canonical};
use crate::history::History;
use crate::rules::Rules;
use crate::symmetry::Symmetry;
use crate::world::{Cut, text_id};

/// What must never happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Two texts that exclude each other are both in effect.
    TwoInEffect,
    /// A text is in effect and dead.
    InEffectAndDead,
    /// What was in effect or dead in a view is not in a larger one.
    TakenBack,
    /// What was in effect or dead in a view changed when more was folded that is not in the view.
    AnswerMoved,
    /// An act is judged otherwise once more was folded.
    VerdictMoved,
    /// A change of members is in effect, and what the earlier members decide was still open.
    Unsettled,
    /// The status is not what *in effect* and *dead* say, or contested without a fork.
    WrongStatus,
    /// What a node owes would be void.
    OwedIsVoid,
}

/// For each text two bits: in effect, and (16 bits higher) dead.
pub type Facts = u32;

impl<R: Rules> State<'_, R> {
    /// What is in effect and dead in a view, on a node that folded the whole history.
    fn facts(&self, cut: &Cut) -> Facts {
        let view = self.world.view(cut);
        (0..self.world.texts.len()).fold(0, |facts, text| {
            let id = text_id(text);
            let in_effect = u32::from(self.ledger.in_effect(&id, &view)) << text;
            facts | in_effect | u32::from(self.ledger.dead(&id, &view)) << (16 + text)
        })
    }

    /// What is wrong in this history; what is in effect and dead if nothing is.
    pub fn check(
        &self,
        symmetries: &[Symmetry],
        before: &Level,
        explored: &mut Explored,
    ) -> Result<Facts, Breach> {
        let all = self.history.all();
        let facts = self.facts(&all);
        let contested = self.exclusion(&all, facts)?;
        explored.contested += usize::from(contested);
        self.statuses(&all, facts)?;
        self.views_of_parties(facts)?;
        self.verdicts()?;
        for (cut, shorter) in self.history.shorter() {
            let earlier = self.facts(&cut);
            if earlier & !facts != 0 {
                return Err(Breach::TakenBack);
            }
            let (key, renamed) = canonical(&shorter, symmetries);
            if before.facts(&key) != Some(rename(earlier, &renamed.texts)) {
                return Err(Breach::AnswerMoved);
            }
            if !self.world.is_forked() && self.unsettled(&cut, earlier, facts) {
                return Err(Breach::Unsettled);
            }
        }
        Ok(facts)
    }

    /// Whether exclusion fails, which it may only where both branches of a fork are in view.
    fn exclusion(&self, cut: &Cut, facts: Facts) -> Result<bool, Breach> {
        let texts = 0..self.world.texts.len();
        let in_effect = |text: usize| facts >> text & 1 == 1;
        let excluded = |one: usize| {
            let both =
                |other: usize| other != one && in_effect(other) && self.world.exclude(one, other);
            in_effect(one) && texts.clone().any(both)
        };
        let breach = if facts & facts >> 16 & 0xffff != 0 {
            Breach::InEffectAndDead
        } else if texts.clone().any(excluded) {
            Breach::TwoInEffect
        } else {
            return Ok(false);
        };
        let proof = self.world.is_forked() && cut[0] > 0 && cut[1] > 0;
        if proof { Ok(true) } else { Err(breach) }
    }

    fn statuses(&self, cut: &Cut, facts: Facts) -> Result<(), Breach> {
        let view = self.world.view(cut);
        for text in 0..self.world.texts.len() {
            let rivals = self.ledger.rivals(&text_id(text));
            let rival = rivals
                .iter()
                .any(|rival| self.ledger.in_effect(rival, &view));
            let expected = match (facts >> text & 1 == 1, facts >> (16 + text) & 1 == 1) {
                (true, true) => TextStatus::Contested,
                (true, false) if rival => TextStatus::Contested,
                (true, false) => TextStatus::InEffect,
                (false, true) => TextStatus::Dead,
                (false, false) if rival => TextStatus::Overtaken,
                (false, false) => TextStatus::Open,
            };
            let status = self.ledger.status(&text_id(text), &view);
            if status.is_some_and(|status| status != expected) {
                return Err(Breach::WrongStatus);
            }
        }
        Ok(())
    }

    /// What each party surely knows, and what the honest ones know together.
    fn views_of_parties(&self, facts: Facts) -> Result<(), Breach> {
        let honest = match self.world.is_forked() {
            true => self.world.logs_of(0).count(),
            false => 0,
        };
        let mut together = self.history.own(honest);
        for log in 0..self.world.logs.len() {
            let own = self.history.own(log);
            if log >= honest {
                let join = |(known, size): (&mut u8, &u8)| *known = (*known).max(*size);
                together.iter_mut().zip(&own).for_each(join);
            }
            let known = self.facts(&own);
            self.exclusion(&own, known)?;
            if known & !facts != 0 {
                return Err(Breach::TakenBack);
            }
        }
        self.exclusion(&together, self.facts(&together)).map(|_| ())
    }

    /// Every verdict again, on a node that got the act after all that does not build on it.
    fn verdicts(&self) -> Result<(), Breach> {
        for (log, acts) in self.history.logs.iter().enumerate() {
            for (index, act) in acts.iter().enumerate() {
                let view = self.world.view(&act.view);
                let running = self.world.view(&self.history.without(log, index));
                if self.judge(log, act.deed, &view, &running).code() != act.verdict {
                    return Err(Breach::VerdictMoved);
                }
            }
        }
        Ok(())
    }

    /// Whether the history with parties and texts renamed comes to the same, renamed.
    pub fn is_mirrored(&self, symmetry: &Symmetry) -> bool {
        let mut bytes = Vec::new();
        self.history.encode(symmetry, &mut bytes);
        let mirror = History::decode(&bytes, self.world.logs.len());
        let mirror = State::new(self.world, self.rules, &mirror);
        let facts = rename(self.facts(&self.history.all()), &symmetry.texts);
        mirror.facts(&mirror.history.all()) == facts && mirror.verdicts().is_ok()
    }

    /// Whether a change of members was in effect and a text of the earlier members came into effect after it.
    /// In a succession it may, where only the word of the lost party was missing.
    fn unsettled(&self, cut: &Cut, earlier: Facts, facts: Facts) -> bool {
        let view = self.world.view(cut);
        let waits = |text: usize| !self.ledger.lapsed(&text_id(text), &view);
        let texts = 0..self.world.texts.len();
        let new = |text: &usize| (facts & !earlier) >> text & 1 == 1;
        texts.clone().filter(new).any(|text| {
            texts.clone().any(|change| {
                let changes =
                    self.world.texts[change].brings.is_some() && earlier >> change & 1 == 1;
                let waits = self.world.texts[change].lost.is_some() && waits(text);
                changes
                    && !waits
                    && change != text
                    && self.world.depth(change) >= self.world.depth(text)
            })
        })
    }
}

/// Facts after renaming texts.
fn rename(facts: Facts, texts: &[usize]) -> Facts {
    texts.iter().enumerate().fold(0, |renamed, (old, new)| {
        let both = facts >> old & 0x1_0001;
        renamed | both << new
    })
}
