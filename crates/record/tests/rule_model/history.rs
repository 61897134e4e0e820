//! A history: what stands in the logs, and what each author knew when sealing.
//!
//! Learning is not a step of its own here. Whoever seals chooses how much of the others it knows, and every
//! causally complete part of a history is a history too. So the check of every history is also the check of
//! every view that any party can have, with far fewer states than if each message were one.

use record::rule::Verdict;

use crate::symmetry::Symmetry;
use crate::world::{Cut, Deed, LOGS, Verb, World, text_id};

/// An act in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub deed: Deed,
    /// Code of its verdict when it was sealed; 0 is valid.
    pub verdict: u8,
    /// What its author knew; its own log up to before this act.
    pub view: Cut,
}

/// The logs of a world.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct History {
    pub logs: Vec<Vec<Sealed>>,
}

impl Sealed {
    /// A deed with its verdict and what its author knew.
    pub fn new(deed: Deed, verdict: Verdict, view: Cut) -> Sealed {
        Sealed {
            deed,
            verdict: verdict.code(),
            view,
        }
    }
}

const VERBS: [Verb; 6] = [
    Verb::Propose,
    Verb::Assent,
    Verb::Release,
    Verb::Renounce,
    Verb::RenounceByNode,
    Verb::Heal,
];

impl History {
    /// Nothing but what stands from the start.
    pub fn empty(world: &World) -> History {
        History {
            logs: vec![Vec::new(); world.logs.len()],
        }
    }

    /// Everything that was sealed.
    pub fn all(&self) -> Cut {
        let mut cut = [0; LOGS];
        for (size, log) in cut.iter_mut().zip(&self.logs) {
            *size = log.len() as u8;
        }
        cut
    }

    /// The number of acts.
    pub fn total(&self) -> usize {
        self.logs.iter().map(Vec::len).sum()
    }

    /// The number of acts that are void or say what the log said before.
    pub fn idle(&self) -> usize {
        let idle = |log: &Vec<Sealed>, index: usize| {
            log[index].verdict != 0 || says(&log[..index], log[index].deed)
        };
        let of_log = |log: &Vec<Sealed>| (0..log.len()).filter(|i| idle(log, *i)).count();
        self.logs.iter().map(of_log).sum()
    }

    /// Whether `log` holds a valid act like this.
    pub fn says(&self, log: usize, deed: Deed) -> bool {
        says(&self.logs[log], deed)
    }

    /// What the author of `log` knew last, with its own log in full.
    pub fn own(&self, log: usize) -> Cut {
        let mut cut = self.logs[log].last().map_or([0; LOGS], |last| last.view);
        cut[log] = self.logs[log].len() as u8;
        cut
    }

    /// Whether whoever knows this much also knows what its authors knew.
    pub fn is_complete(&self, cut: &Cut) -> bool {
        self.logs.iter().enumerate().all(|(log, acts)| {
            let last = usize::from(cut[log]).checked_sub(1);
            last.is_none_or(|last| within(&acts[last].view, cut))
        })
    }

    /// Everything that the author of `log` can know when it seals next.
    pub fn cuts(&self, log: usize) -> Vec<Cut> {
        let (own, all) = (self.own(log), self.all());
        let mut cuts = vec![own];
        for other in (0..self.logs.len()).filter(|other| *other != log) {
            let grown = cuts.into_iter().flat_map(|cut| {
                (own[other]..=all[other]).map(move |size| {
                    let mut cut = cut;
                    cut[other] = size;
                    cut
                })
            });
            cuts = grown.collect();
        }
        cuts.retain(|cut| self.is_complete(cut));
        cuts
    }

    /// The most that a node can hold when act `index` of `log` arrives: all that does not build on it.
    pub fn without(&self, log: usize, index: usize) -> Cut {
        let mut cut = self.all();
        for (other, acts) in self.logs.iter().enumerate() {
            let builds_on = |act: &&Sealed| usize::from(act.view[log]) > index;
            cut[other] -= acts.iter().filter(builds_on).count() as u8;
        }
        cut[log] = index as u8;
        cut
    }

    /// This history and one more act.
    pub fn with(&self, log: usize, sealed: Sealed) -> History {
        let mut longer = self.clone();
        longer.logs[log].push(sealed);
        longer
    }

    /// The logs whose last act nobody else knew, each with the history before that act.
    pub fn shorter(&self) -> Vec<(Cut, History)> {
        let all = self.all();
        let mut found = Vec::new();
        for log in (0..self.logs.len()).filter(|log| all[*log] > 0) {
            let known = |other: &Vec<Sealed>| other.last().is_some_and(|a| a.view[log] == all[log]);
            if !self.logs.iter().any(known) {
                let (mut cut, mut shorter) = (all, self.clone());
                cut[log] -= 1;
                shorter.logs[log].pop();
                found.push((cut, shorter));
            }
        }
        found
    }

    /// The positions in an order in which everything comes after what its author knew.
    pub fn in_order(&self) -> Vec<(usize, usize)> {
        let mut done = [0u8; LOGS];
        let mut order = Vec::with_capacity(self.total());
        while order.len() < self.total() {
            for (log, acts) in self.logs.iter().enumerate() {
                while let Some(act) = acts.get(usize::from(done[log])) {
                    if !within(&act.view, &done) {
                        break;
                    }
                    order.push((log, usize::from(done[log])));
                    done[log] += 1;
                }
            }
        }
        order
    }

    /// Writes the history in a few bytes, after renaming logs and texts.
    pub fn encode(&self, symmetry: &Symmetry, bytes: &mut Vec<u8>) {
        bytes.clear();
        for old in &symmetry.old_logs {
            bytes.push(self.logs[*old].len() as u8);
            for act in &self.logs[*old] {
                let verb = act.deed.verb as u8;
                bytes.push(verb << 4 | symmetry.texts[act.deed.text] as u8);
                bytes.push(act.verdict);
                for old in &symmetry.old_logs {
                    bytes.push(act.view[*old]);
                }
            }
        }
    }

    /// Reads what [`History::encode`] wrote.
    pub fn decode(bytes: &[u8], logs: usize) -> History {
        let mut rest = bytes.iter().copied();
        let mut byte = || rest.next().expect("own bytes are complete");
        let mut history = History::default();
        for _ in 0..logs {
            let mut acts = Vec::new();
            for _ in 0..byte() {
                let (code, verdict) = (byte(), byte());
                let mut view = [0; LOGS];
                view[..logs].iter_mut().for_each(|size| *size = byte());
                let (verb, text) = (VERBS[usize::from(code >> 4)], usize::from(code & 15));
                acts.push(Sealed {
                    deed: Deed { verb, text },
                    verdict,
                    view,
                });
            }
            history.logs.push(acts);
        }
        history
    }

    /// One line for each act, in an order in which it could have happened.
    pub fn story(&self, world: &World) -> String {
        let mut story = String::new();
        for (log, index) in self.in_order() {
            let act = &self.logs[log][index];
            let known = (0..self.logs.len()).filter(|other| *other != log && act.view[*other] > 0);
            let known: Vec<String> = known
                .map(|other| format!("{} up to {}", name(world, other), act.view[other]))
                .collect();
            let known = match known.is_empty() {
                true => "nothing".to_owned(),
                false => known.join(", "),
            };
            let void = if act.verdict == 0 { "" } else { ", void" };
            story += &format!(
                "  {} {}: {:?} t{}{void}, knowing {known} of the others\n",
                name(world, log),
                index + 1,
                act.deed.verb,
                text_id(act.deed.text).0.0[0],
            );
        }
        story
    }
}

fn says(acts: &[Sealed], deed: Deed) -> bool {
    acts.iter()
        .any(|act| act.verdict == Verdict::Valid.code() && act.deed == deed)
}

fn within(small: &Cut, large: &Cut) -> bool {
    small.iter().zip(large).all(|(small, large)| small <= large)
}

fn name(world: &World, log: usize) -> String {
    let parties: Vec<_> = world
        .logs
        .iter()
        .filter(|key| (key.branch, key.epoch) == (0, 0))
        .collect();
    let number = parties
        .iter()
        .position(|key| key.party == world.logs[log].party);
    let letter = char::from(b'A' + number.expect("every branch belongs to a party") as u8);
    match (world.logs[log].branch, world.logs[log].epoch) {
        (0, 0) => letter.to_string(),
        (0, _) => format!("{letter} healed"),
        _ => format!("{letter}'"),
    }
}
