//! The checker: every history of a world, breadth first, so that the first breach found is a shortest one.

use std::collections::HashMap;

use record::rule::{Ledger, Verdict};
use record::view::View;
use record::{TextStatus, Void};

use crate::history::{History, Sealed, Symmetry, symmetries};
use crate::rules::Rules;
use crate::world::{Conduct, Cut, Deed, Verb, World, text_id};

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

/// A breach and the shortest history that leads to it.
#[derive(Debug)]
pub struct Found {
    pub breach: Breach,
    pub history: History,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Explored {
    pub histories: usize,
    pub steps: usize,
    /// The number of acts in the longest history.
    pub longest: usize,
    /// Histories in which a slot is contested, after a fork.
    pub contested: usize,
    /// Void acts that were tried.
    pub void: usize,
}

/// A history with its ledger.
pub struct State<'a, R> {
    pub world: &'a World,
    pub rules: &'a R,
    pub history: &'a History,
    pub ledger: Ledger,
}

/// For each text two bits: in effect, and (16 bits higher) dead.
type Facts = u32;

#[derive(Default)]
struct Level {
    keys: Vec<Box<[u8]>>,
    facts: Vec<Facts>,
    index: HashMap<Box<[u8]>, usize>,
}

impl Level {
    fn insert(&mut self, key: Box<[u8]>) {
        if !self.index.contains_key(&key) {
            self.index.insert(key.clone(), self.keys.len());
            self.keys.push(key);
        }
    }
}

/// Explores `world` under `rules` and calls `visit` with every history.
pub fn explore<R: Rules>(
    world: &World,
    rules: &R,
    mut visit: impl FnMut(&State<R>),
) -> Result<Explored, Found> {
    let symmetries = symmetries(world);
    let (mut explored, mut before, mut level) =
        (Explored::default(), Level::default(), Level::default());
    level.insert(canonical(&History::empty(world), &symmetries).0);
    while !level.keys.is_empty() {
        let mut next = Level::default();
        for at in 0..level.keys.len() {
            let history = History::decode(&level.keys[at], world.logs.len());
            let state = State::new(world, rules, &history);
            let facts = state.check(&symmetries, &before, &mut explored);
            level.facts.push(facts.map_err(|breach| Found {
                breach,
                history: history.clone(),
            })?);
            visit(&state);
            explored.histories += 1;
            explored.longest = history.total();
            if history.total() < world.total_max {
                let idle_left = history.idle() < world.idle_max;
                let steps = state.successors(idle_left, &mut explored);
                let steps = steps.map_err(|breach| Found {
                    breach,
                    history: history.clone(),
                })?;
                explored.steps += steps.len();
                for longer in steps {
                    next.insert(canonical(&longer, &symmetries).0);
                }
            }
        }
        (before, level) = (level, next);
    }
    Ok(explored)
}

/// The smallest encoding of the history under all renamings, and the renaming.
fn canonical<'a>(history: &History, symmetries: &'a [Symmetry]) -> (Box<[u8]>, &'a Symmetry) {
    let mut smallest = (Vec::new(), &symmetries[0]);
    history.encode(smallest.1, &mut smallest.0);
    let mut bytes = Vec::with_capacity(smallest.0.len());
    for symmetry in &symmetries[1..] {
        history.encode(symmetry, &mut bytes);
        if bytes < smallest.0 {
            std::mem::swap(&mut bytes, &mut smallest.0);
            smallest.1 = symmetry;
        }
    }
    (smallest.0.into(), smallest.1)
}

impl<'a, R: Rules> State<'a, R> {
    /// Folds a history.
    pub fn new(world: &'a World, rules: &'a R, history: &'a History) -> State<'a, R> {
        let mut ledger = world.ledger(rules);
        for (log, index) in history.in_order() {
            let act = &history.logs[log][index];
            if act.verdict == Verdict::Valid.code() {
                let (id, at) = (text_id(act.deed.text), world.position(log, index));
                rules.keep(
                    &mut ledger,
                    id,
                    world.logs[log].party,
                    at,
                    &world.act(act.deed),
                );
            }
        }
        State {
            world,
            rules,
            history,
            ledger,
        }
    }

    /// Judges a deed in `log` by a view, on a node that holds `running`.
    pub fn judge(&self, log: usize, deed: Deed, view: &View, running: &View) -> Verdict {
        let party = &self.world.logs[log].party;
        self.rules
            .judge(&self.ledger, party, view, running, &self.world.act(deed))
    }

    /// The texts that the node of `log` owes a renounce, as deeds.
    pub fn owed(&self, log: usize, view: &View) -> Vec<Deed> {
        let owed = self
            .ledger
            .owed_renounces(&self.world.logs[log].party, view);
        let text = |text: &usize| owed.contains(&text_id(*text));
        let deed = |text| Deed {
            verb: Verb::RenounceByNode,
            text,
        };
        (0..self.world.texts.len()).filter(text).map(deed).collect()
    }

    fn facts(&self, cut: &Cut) -> Facts {
        let view = self.world.view(cut);
        (0..self.world.texts.len()).fold(0, |facts, text| {
            let id = text_id(text);
            let in_effect = u32::from(self.ledger.in_effect(&id, &view)) << text;
            facts | in_effect | u32::from(self.ledger.dead(&id, &view)) << (16 + text)
        })
    }

    /// What is wrong in this history; what is in effect and dead if nothing is.
    fn check(
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
            let stored = before.index.get(&key).map(|at| before.facts[*at]);
            if stored.is_some_and(|stored| stored != rename(earlier, &renamed.texts)) {
                return Err(Breach::AnswerMoved);
            }
            if !self.world.is_forked() && self.unsettled(earlier, facts) {
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
        let honest = if self.world.is_forked() { 2 } else { 0 };
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

    /// Whether a change of members was in effect and a text of the earlier members came into effect after it.
    fn unsettled(&self, earlier: Facts, facts: Facts) -> bool {
        let texts = 0..self.world.texts.len();
        let new = |text: &usize| (facts & !earlier) >> text & 1 == 1;
        texts.clone().filter(new).any(|text| {
            texts.clone().any(|change| {
                let changes =
                    self.world.texts[change].brings.is_some() && earlier >> change & 1 == 1;
                changes && change != text && self.world.depth(change) >= self.world.depth(text)
            })
        })
    }

    /// Every history with one more act.
    fn successors(&self, idle_left: bool, explored: &mut Explored) -> Result<Vec<History>, Breach> {
        let mut longer = Vec::new();
        for log in 0..self.world.logs.len() {
            if self.history.logs[log].len() >= self.world.acts_max[log] {
                continue;
            }
            let deeds = self.world.deeds(log);
            for cut in self.history.cuts(log) {
                let view = self.world.view(&cut);
                let owed = self.owed(log, &view);
                let is_void = |deed: &Deed| self.judge(log, *deed, &view, &view) != Verdict::Valid;
                if owed.iter().any(is_void) {
                    return Err(Breach::OwedIsVoid);
                }
                let owed_first = self.world.conduct == Conduct::Honest && !owed.is_empty();
                let deeds = if owed_first { &owed[..1] } else { &deeds };
                for deed in deeds {
                    let verdict = self.judge(log, *deed, &view, &view);
                    let idle = verdict != Verdict::Valid || self.history.says(log, *deed);
                    explored.void += usize::from(verdict != Verdict::Valid);
                    if !idle || idle_left {
                        let (deed, verdict) = (*deed, verdict.code());
                        let sealed = Sealed {
                            deed,
                            verdict,
                            view: cut,
                        };
                        longer.push(self.history.with(log, sealed));
                    }
                }
            }
        }
        Ok(longer)
    }
}

/// Facts after renaming texts.
pub fn rename(facts: Facts, texts: &[usize]) -> Facts {
    texts.iter().enumerate().fold(0, |renamed, (old, new)| {
        let both = facts >> old & 0x1_0001;
        renamed | both << new
    })
}

/// The reason of a void verdict by its code, for messages.
pub fn reason(code: u8) -> Option<Void> {
    Void::ALL.into_iter().find(|reason| *reason as u8 == code)
}
