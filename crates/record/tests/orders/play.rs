//! Scripted histories: parties at a table, what they sealed, and nodes that take it as it comes.

use std::collections::BTreeMap;

use record::fold::{FIELD_MEMBERSHIP, Signatures};
use record::founding::Membership;
use record::testing::{Player, Seat, founding, nonce, slot};
use record::{
    Entry, Folded, Founding, Kind, LogKey, Record, Slot, StatementId, TextStatus, Verdict,
};

const NAMES: [&str; 3] = ["asteria", "borealis", "cerulia"];

/// A space whose parties have entered and know each other's opening entries. Roles are numbers, so that the
/// same script can be played with the parties swapped.
pub struct Play {
    founding: Founding,
    /// By role.
    pub seats: Vec<Seat>,
    /// In the order of the script.
    pub texts: Vec<StatementId>,
    /// Entries that stand at the start, by log.
    opening: BTreeMap<LogKey, usize>,
}

/// What a play came to, in terms of roles: the same for every casting of them.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Verdicts of each role's log.
    pub verdicts: Vec<Vec<Verdict>>,
    /// Where each text stands, for somebody who holds everything.
    pub statuses: Vec<Option<TextStatus>>,
}

impl Play {
    /// Plays `script` with the party `casting[role]` in each role; the founding names them in one order always.
    pub fn cast(casting: &[usize], threshold: u64, script: impl Fn(&mut Play)) -> Play {
        let mut parties: Vec<usize> = casting.to_vec();
        parties.sort_unstable();
        let players: Vec<Player> = parties.iter().map(|n| Player::new(NAMES[*n])).collect();
        let founding = founding(&players, threshold);
        let seat = |party: &usize| Seat::opened(&players[*party], &founding);
        let seats: Vec<Seat> = casting.iter().map(seat).collect();
        let (texts, opening) = Default::default();
        let mut play = Play {
            founding,
            seats,
            texts,
            opening,
        };
        for _ in 0..2 {
            play.tell_all();
        }
        let known: Vec<LogKey> = play.seats[0].record.logs().copied().collect();
        let size = |log: &LogKey| (*log, play.seats[0].record.size(log) as usize);
        play.opening = known.iter().map(size).collect();
        script(&mut play);
        play
    }

    /// `to` takes what `from` sealed.
    pub fn tell(&mut self, from: usize, to: usize) {
        let mut taker = self.seats.remove(to);
        let from = if from > to { from - 1 } else { from };
        taker.take_from(&self.seats[from]);
        self.seats.insert(to, taker);
    }

    /// Everybody takes what everybody sealed.
    pub fn tell_all(&mut self) {
        for from in 0..self.seats.len() {
            (0..self.seats.len())
                .filter(|to| *to != from)
                .for_each(|to| self.tell(from, to));
        }
    }

    /// Proposes a text in these slots without assenting to it; gives its number.
    pub fn propose(&mut self, role: usize, slots: &[Slot]) -> usize {
        let text = self.seats[role].propose(slots).statement;
        self.texts.push(text);
        self.texts.len() - 1
    }

    /// Proposes a change after which all roles are members and `threshold` decide; gives its number.
    pub fn propose_change(&mut self, role: usize, threshold: u64) -> usize {
        let seat = &mut self.seats[role];
        let mut body = seat.body(Kind::Propose, &[]);
        let membership = seat.record.membership();
        let base = Some(membership.0);
        let changed = Membership {
            threshold,
            ..membership.1.clone()
        };
        body.slots = vec![Slot {
            base,
            ..slot("members")
        }];
        body.fields = changed.write(body.fields).with(FIELD_MEMBERSHIP, |w| {
            w.bytes(membership.0.as_bytes());
        });
        let delegate = seat.player.delegate.clone();
        self.texts.push(seat.seal(&body, &delegate).statement);
        self.texts.len() - 1
    }

    /// The delegate of `role` acts on a text.
    pub fn act(&mut self, role: usize, kind: Kind, text: usize) -> Folded {
        self.seats[role].act(kind, self.texts[text])
    }

    /// Proposes a text in the slot of this name and assents to it.
    pub fn put_forward(&mut self, role: usize, word: &str) -> usize {
        let text = self.propose(role, &[slot(word)]);
        self.act(role, Kind::Assent, text);
        text
    }

    /// The node of `role` renounces.
    pub fn renounce_by_node(&mut self, role: usize, text: usize) {
        self.seats[role].renounce_by_node(self.texts[text]);
    }

    /// The seal key of `role` ends its delegate's powers.
    pub fn revoke(&mut self, role: usize) {
        let seat = &mut self.seats[role];
        let (party, kid) = (seat.player.party, seat.player.delegate.public().kid());
        let unique = nonce(&["revoke", &seat.record.size(&seat.player.log()).to_string()]);
        let body = record::powers::revocation(seat.record.space(), party, kid, unique);
        let key = seat.player.seal.clone();
        seat.seal(&body, &key);
    }

    /// What was sealed in each log, own entries only: from the very start, or after the opening.
    pub fn logs(&self, from_start: bool) -> Vec<Sealed> {
        let mut logs: BTreeMap<LogKey, Vec<Entry>> = BTreeMap::new();
        for seat in &self.seats {
            let own = seat
                .entries
                .iter()
                .filter(|(log, _)| log.party == seat.player.party);
            own.for_each(|(log, entry)| logs.entry(*log).or_default().push(entry.clone()));
        }
        let sealed = |(log, mut entries): (LogKey, Vec<Entry>)| {
            let first = if from_start { 0 } else { self.opening[&log] };
            entries.drain(..first);
            Sealed {
                log,
                first,
                entries,
            }
        };
        let sealed = logs.into_iter().map(sealed);
        sealed.filter(|sealed| !sealed.entries.is_empty()).collect()
    }

    /// A node that holds nothing but the founding, or the opening entries as well.
    pub fn node(&self, opened: bool) -> Node {
        let mut node = Node {
            record: Record::new(self.founding.clone()),
            folded: Vec::new(),
        };
        for sealed in self.logs(true).iter().filter(|_| opened) {
            for (index, entry) in sealed.entries[..self.opening[&sealed.log]]
                .iter()
                .enumerate()
            {
                node.take(sealed.log, index, entry);
            }
        }
        node
    }

    /// What it came to, by roles.
    pub fn outcome(&self) -> Outcome {
        let mut node = self.node(false);
        for sealed in self.logs(true) {
            for (index, entry) in sealed.entries.iter().enumerate() {
                node.take(sealed.log, index, entry);
            }
        }
        let verdicts = |seat: &Seat| {
            let own = node
                .folded
                .iter()
                .filter(|folded| folded.at.log == seat.player.log());
            own.map(|folded| folded.verdict).collect()
        };
        Outcome {
            verdicts: self.seats.iter().map(verdicts).collect(),
            statuses: self
                .texts
                .iter()
                .map(|text| node.record.status(text))
                .collect(),
        }
    }
}

/// What stands in a log from entry `first` on.
pub struct Sealed {
    pub log: LogKey,
    pub first: usize,
    pub entries: Vec<Entry>,
}

/// A node that takes entries as they come.
pub struct Node {
    pub record: Record,
    folded: Vec<Folded>,
}

impl Node {
    /// Takes entry `index` of a log; what is stored already is skipped, as a node does.
    pub fn take(&mut self, log: LogKey, index: usize, entry: &Entry) {
        if index as u64 == self.record.size(&log) {
            self.folded
                .extend(self.record.apply(log, entry, Signatures::Verify));
        }
    }

    /// Takes everything in this order of logs. Each time the log so far comes once more, as after a lost connection.
    pub fn take_all(&mut self, logs: &[Sealed], order: &[usize]) {
        let mut sent = vec![0; logs.len()];
        for number in order {
            let Sealed {
                log,
                first,
                entries,
            } = &logs[*number];
            sent[*number] += 1;
            for (index, entry) in entries[..sent[*number]].iter().enumerate() {
                self.take(*log, first + index, entry);
            }
        }
    }
}
