//! What waits: an entry is folded when everything that its author had seen is, and the rest of its log after it.
//!
//! Whoever signs what nobody has seen can let any number of entries wait for good, in one log after another. So what
//! waits is noted in its log's tree, and of each log one thing that its first entry still lacks. The entries themselves
//! are held as long as there is room; whoever feeds the record has stored them and gives the others once more when
//! their time has come. How much room there is changes no verdict, and nothing of what is folded.

use std::collections::BTreeSet;

use super::{Folded, Held, Record, Signatures};
use crate::entry::Entry;
use crate::identity::Identity;
use crate::ids::{Hash, Lane, LogKey, PartyId};
use crate::leaf::Seen;
use crate::view::Position;

/// What the first entry of a log that waits still lacks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Need {
    /// That so much is folded of what its branch shares with others.
    Shared(u64),
    /// That so much of its party's identity log is folded.
    Identity(u64),
    /// That what this row names is folded. Of several the one that chance chooses.
    Row(Seen),
    /// That it renews its party's keys: it does not, and so it waits for good.
    Keys,
}

impl Need {
    /// The log that must be folded up to some size, on whichever branch. A branch gets to a size once; so a need is looked
    /// at again once for each branch, however long the log grows.
    fn place(&self, log: &LogKey) -> Option<(LogKey, u64)> {
        match self {
            Need::Shared(size) => Some((log.whole(), *size)),
            Need::Identity(size) => Some((LogKey::identity(log.party), *size)),
            Need::Row(row) => Some((row.log.whole(), row.size)),
            Need::Keys => None,
        }
    }
}

/// Which logs wait for what, and how much of them is held.
pub(super) struct Waits {
    /// The most bytes of entries that are held, and how many are.
    room: usize,
    held: usize,
    /// What nobody outside knows.
    chance: [u8; 32],
    /// A log, a size of it, and who waits for so much of it.
    needs: BTreeSet<(LogKey, u64, LogKey)>,
    /// Logs whose next entry is not held and has to be looked at again, the next one last.
    wanted: Vec<LogKey>,
}

impl Default for Waits {
    fn default() -> Waits {
        Waits {
            room: usize::MAX,
            held: 0,
            chance: [0; 32],
            needs: BTreeSet::new(),
            wanted: Vec::new(),
        }
    }
}

impl Record {
    /// Holds at most `room` bytes of entries that wait; without this, all of them. Whoever gives less must answer
    /// [`Record::wanted`] after every entry.
    ///
    /// What is looked at again is chosen with `chance`. Somebody who knew it could have a large entry read for each of
    /// the five hundred rows that it may name.
    #[must_use]
    pub fn with_room(mut self, room: usize, chance: [u8; 32]) -> Record {
        self.waits.room = room;
        self.waits.chance = chance;
        self
    }

    /// Entries that are stored and wait for something that is not: log and number waiting.
    pub fn waiting(&self) -> Vec<(LogKey, u64)> {
        let logs = self.logs.iter().map(|(key, log)| (*key, log.waiting()));
        logs.filter(|(_, waiting)| *waiting > 0).collect()
    }

    /// How many of the entries of a log that wait are held: its first ones.
    pub fn held(&self, log: &LogKey) -> usize {
        self.logs.get(log).map_or(0, |log| log.held.len())
    }

    /// The place of a stored entry that may be ready and is not held: to be given to [`Record::resume`]. None if everything
    /// that can be folded is.
    pub fn wanted(&self) -> Option<Position> {
        let log = *self.waits.wanted.last()?;
        let index = self.logs.get(&log)?.next();
        Some(Position { log, index })
    }

    /// Takes the entry at the place that is [`Record::wanted`] once more, as it is stored. Folds it and whatever that makes
    /// ready; or it waits again.
    pub fn resume(&mut self, entry: &Entry, signatures: Signatures) -> Vec<Folded> {
        match self.waits.wanted.pop() {
            Some(log) => self.settle(log, Held::new(entry, signatures)),
            None => Vec::new(),
        }
    }

    /// Holds an entry behind others of its log that are all held, if there is room.
    pub(super) fn hold_behind(&mut self, key: &LogKey, held: Held) {
        let log = self.logs.get_mut(key).expect("it was just stored");
        let follows = log.held.len() as u64 + 1 == log.waiting();
        if follows && held.bytes <= self.waits.room.saturating_sub(self.waits.held) {
            self.waits.held += held.bytes;
            log.held.push_back(held);
        }
    }

    /// Folds the first entry of `first` that waits, if it is ready, and whatever that makes ready.
    pub(super) fn settle(&mut self, first: LogKey, held: Held) -> Vec<Folded> {
        self.waits.held += held.bytes;
        let log = self.logs.get_mut(&first).expect("it is stored");
        log.held.push_front(held);
        let mut folded = Vec::new();
        let mut ready = vec![first];
        while let Some(log) = ready.pop() {
            while let Some((held, seen)) = self.take_ready(&log) {
                let one = self.fold(log, held, seen);
                ready.extend(self.freed_by(&one.at));
                folded.push(one);
            }
        }
        self.let_go(&first);
        folded
    }

    /// The first entry of a log that waits, if everything that its author had seen is folded, with the branches and sizes
    /// of that. Otherwise what it lacks is noted, or that it has to be looked at.
    fn take_ready(&mut self, key: &LogKey) -> Option<(Held, Vec<(LogKey, u64)>)> {
        let log = self.logs.get(key)?;
        if log.need.is_some() || log.waiting() == 0 {
            return None;
        }
        let Some(held) = log.held.front() else {
            self.waits.wanted.push(*key);
            return None;
        };
        let seen = self.seen_of(key, held);
        let log = self.logs.get_mut(key)?;
        match seen {
            Ok(seen) => {
                let held = log.held.pop_front()?;
                self.waits.held -= held.bytes;
                Some((held, seen))
            }
            Err(need) => {
                log.need = Some(need);
                let place = need.place(key);
                let noted = place.map(|(of, size)| (of, size, *key));
                self.waits.needs.extend(noted);
                None
            }
        }
    }

    /// The branches and sizes that the author of the next entry of a log had seen; or something of that which is not folded.
    fn seen_of(&self, key: &LogKey, held: &Held) -> Result<Vec<(LogKey, u64)>, Need> {
        let start = self.logs.get(key).map_or(0, |log| log.start());
        let keys = held.leaf.named_keys(key.lane);
        let wants = [Need::Shared(start), Need::Identity(keys)];
        if let Some(need) = wants.into_iter().find(|need| !self.is_met(key, need)) {
            return Err(need);
        }
        if !self.may_be_keys(key, held) {
            return Err(Need::Keys);
        }
        let (mut seen, mut lacking) = (Vec::new(), Vec::new());
        for row in held.rows(key) {
            match self.seen_branch(&row) {
                Some(branch) => seen.push((branch, row.size)),
                None => lacking.push(row),
            }
        }
        let lot = |row: &Seen| {
            let size = row.size.to_be_bytes();
            let parts = [&self.waits.chance[..], row.root.as_bytes(), &size];
            Hash::labelled("detente/need", &parts)
        };
        let chosen = lacking.into_iter().min_by_key(lot);
        chosen.map_or(Ok(seen), |row| Err(Need::Row(row)))
    }

    /// Whether an entry is sound where it stands, if that is in an identity log.
    fn may_be_keys(&self, key: &LogKey, held: &Held) -> bool {
        if key.lane != Lane::Identity {
            return true;
        }
        let index = self.logs.get(key).map_or(0, |log| log.next());
        let at = Position { log: *key, index };
        let (leaf, body, bytes) = (&held.leaf, &held.body, &held.body_bytes);
        let unknown = Identity::unknown(key.party);
        let identity = self.identities.get(&key.party).unwrap_or(&unknown);
        let given = identity.given_by(&at, self.stem(key), leaf, body, bytes);
        key.epoch == 0 && given.is_some()
    }

    fn is_met(&self, key: &LogKey, need: &Need) -> bool {
        match need {
            Need::Shared(size) => self.folded_size(key) >= *size,
            Need::Identity(size) => self.identity_folded(&key.party) >= *size,
            Need::Row(row) => self.seen_branch(row).is_some(),
            Need::Keys => false,
        }
    }

    /// The logs that waited for this entry and lack nothing any more, as far as is known.
    fn freed_by(&mut self, at: &Position) -> Vec<LogKey> {
        let (of, size) = (at.log.whole(), at.index + 1);
        let from = (of, size, LogKey::main(PartyId::default()));
        let needs = self.waits.needs.range(from..);
        let named = needs.take_while(|need| (need.0, need.1) == (of, size));
        let met = |key: &LogKey| {
            let need = self.logs.get(key).and_then(|log| log.need);
            need.is_none_or(|need| self.is_met(key, &need))
        };
        let freed: Vec<LogKey> = named.map(|need| need.2).filter(met).collect();
        for key in &freed {
            self.waits.needs.remove(&(of, size, *key));
            if let Some(log) = self.logs.get_mut(key) {
                log.need = None;
            }
        }
        freed
    }

    /// Lets go of the entry of a log that was held while it was looked at, if it waits and there is no room for it.
    fn let_go(&mut self, key: &LogKey) {
        let log = self.logs.get_mut(key).expect("it is stored");
        if self.waits.held > self.waits.room
            && let Some(held) = log.held.pop_back()
        {
            self.waits.held -= held.bytes;
        }
    }
}
