//! The checker: every history of a world, breadth first, so that the first breach found is a shortest one.

use std::collections::HashMap;

use record::rule::{Ledger, Verdict};
use record::view::{Position, View};

use crate::check::{Breach, Facts};
use crate::history::{History, Sealed};
use crate::rules::Rules;
use crate::symmetry::{Symmetry, symmetries};
use crate::world::{Conduct, Deed, FOUNDING, Verb, World, text_id};

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

/// All histories of one length, each in its smallest encoding.
#[derive(Default)]
pub struct Level {
    keys: Vec<Box<[u8]>>,
    facts: Vec<Facts>,
    index: HashMap<Box<[u8]>, usize>,
}

impl Level {
    /// What is in effect and dead in the history with this encoding, if it was reached.
    pub fn facts(&self, key: &[u8]) -> Option<Facts> {
        self.index.get(key).map(|at| self.facts[*at])
    }

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
            let found = |breach| Found {
                breach,
                history: history.clone(),
            };
            let facts = state.check(&symmetries, &before, &mut explored);
            level.facts.push(facts.map_err(found)?);
            visit(&state);
            explored.histories += 1;
            explored.longest = history.total();
            for longer in state.successors(&mut explored).map_err(found)? {
                next.insert(canonical(&longer, &symmetries).0);
            }
        }
        (before, level) = (level, next);
    }
    Ok(explored)
}

/// The smallest encoding of the history under all renamings, and the renaming.
pub fn canonical<'a>(history: &History, symmetries: &'a [Symmetry]) -> (Box<[u8]>, &'a Symmetry) {
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
        let mut ledger = Ledger::new(FOUNDING, world.membership.clone());
        let mut keep = |deed: Deed, at: Position| {
            if let Some(act) = world.act(deed) {
                rules.keep(&mut ledger, text_id(deed.text), at.log.party, at, &act);
            }
        };
        for (log, key) in world.logs.iter().enumerate() {
            for (text, index) in world.placed(log).zip(0..) {
                let verb = Verb::Propose;
                keep(Deed { verb, text }, Position { log: *key, index });
            }
        }
        for (log, index) in history.in_order() {
            let act = &history.logs[log][index];
            if act.verdict == Verdict::Valid.code() {
                keep(act.deed, world.position(log, index));
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
        match self.world.act(deed) {
            Some(act) => self.rules.judge(&self.ledger, party, view, running, &act),
            None => Verdict::Valid,
        }
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

    /// Every history with one more act.
    fn successors(&self, explored: &mut Explored) -> Result<Vec<History>, Breach> {
        let (world, history) = (self.world, self.history);
        let idle_left = history.idle() < world.idle_max;
        let has_room = |log: &usize| {
            history.logs[*log].len() < world.acts_max[*log] && history.total() < world.total_max
        };
        let mut longer = Vec::new();
        for log in (0..world.logs.len()).filter(has_room) {
            let deeds = world.deeds(log, !history.logs[log].is_empty());
            let heals = deeds[0].verb == Verb::Heal;
            // There is nothing to heal for whoever does not know both branches.
            for cut in history
                .cuts(log)
                .into_iter()
                .filter(|cut| !heals || cut[0] > 0 && cut[1] > 0)
            {
                let view = world.view(&cut);
                let owed = self.owed(log, &view);
                let is_void = |deed: &Deed| self.judge(log, *deed, &view, &view) != Verdict::Valid;
                if owed.iter().any(is_void) {
                    return Err(Breach::OwedIsVoid);
                }
                let owed_first = world.conduct == Conduct::Honest && !owed.is_empty();
                for deed in if owed_first { &owed[..1] } else { &deeds } {
                    let verdict = self.judge(log, *deed, &view, &view);
                    explored.void += usize::from(verdict != Verdict::Valid);
                    let idle = verdict != Verdict::Valid || history.says(log, *deed);
                    if !idle || idle_left {
                        longer.push(history.with(log, Sealed::new(*deed, verdict, cut)));
                    }
                }
            }
        }
        explored.steps += longer.len();
        Ok(longer)
    }
}
