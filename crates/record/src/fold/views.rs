//! What an author knew: the view that an entry is judged with, and what one sealed now would name.

use std::sync::Arc;

use super::{Held, Log, Record};
use crate::MEMBERS_MAX;
use crate::ids::{LogKey, PartyId};
use crate::leaf::{SEEN_MAX, Seen};
use crate::view::View;

/// The most rows of `seen` about one party, so that no party's many branches and epochs crowd out the others. What
/// does not fit is named by the entries after it.
const ROWS_MAX: usize = SEEN_MAX as usize / MEMBERS_MAX;

impl Record {
    /// Notes that a head of `log` at `size`, signed by its party, is held here and can be handed over.
    pub fn note_head(&mut self, log: LogKey, size: u64) {
        self.logs.entry(log).or_default().heads.insert(size);
    }

    /// The view that an entry of `log` sealed now would carry.
    pub fn view_of(&self, log: &LogKey) -> View {
        let mut view = self
            .last_seen(log)
            .map(|seen| View::clone(seen))
            .unwrap_or_default();
        for row in self.seen_by(log) {
            if let Some(branch) = self.seen_branch(&row) {
                self.see(&mut view, branch, row.size);
            }
        }
        let identity = LogKey::identity(log.party);
        view.raise(identity, self.identity_folded(&log.party));
        self.raise(&mut view, *log, self.size(log));
        view
    }

    /// The largest identity size that an entry of this log names: its heads are signed by a node key from then on.
    pub fn sealed_under(&self, log: &LogKey) -> u64 {
        let identity = LogKey::identity(log.party);
        let folded = self.last_seen(log).map(|seen| seen.size(&identity));
        let stored = self.logs.get(log).map(|log| log.sealed_under);
        folded.max(stored).unwrap_or(0)
    }

    /// The rows of `seen` for an entry of `log` sealed now: what its author did not name before.
    pub fn seen_by(&self, log: &LogKey) -> Vec<Seen> {
        let named = self.last_seen(log).cloned().unwrap_or_default();
        let own = [log.whole(), LogKey::identity(log.party)];
        let others = self
            .logs
            .iter()
            .filter(|(other, _)| !own.contains(&other.whole()));
        let row = |(other, log): (&LogKey, &Log)| {
            let size = log.provable(self.known.size(other))?;
            let root = log.history.root_at(size)?;
            (size > named.size(other)).then_some(Seen {
                log: other.whole(),
                size,
                root,
            })
        };
        let (mut rows, mut of_party): (Vec<Seen>, (Option<PartyId>, usize)) = Default::default();
        for row in others.filter_map(row) {
            let before = if of_party.0 == Some(row.log.party) {
                of_party.1
            } else {
                0
            };
            of_party = (Some(row.log.party), before + 1);
            if before < ROWS_MAX {
                rows.push(row);
            }
        }
        rows.sort();
        rows
    }

    fn last_seen(&self, log: &LogKey) -> Option<&Arc<View>> {
        self.seen_at(log, self.folded_size(log).checked_sub(1)?)
    }

    /// Knows a branch up to `size`, and what the author of the last entry under that had seen.
    fn see(&self, view: &mut View, branch: LogKey, size: u64) {
        self.raise(view, branch, size);
        let last = size
            .checked_sub(1)
            .and_then(|last| self.seen_at(&branch, last));
        if let Some(seen) = last {
            view.join(seen);
        }
    }

    /// The size of the party's keys that an entry sealed now names: that of the longest branch. The keys of every branch of
    /// that size count, so the own ones are among them, whichever branch came first.
    pub(crate) fn identity_folded(&self, party: &PartyId) -> u64 {
        let branches = self.branches(LogKey::identity(*party));
        branches
            .map(|branch| self.folded_size(&branch))
            .max()
            .unwrap_or(0)
    }

    /// The view of the entry: the own log before it, what it says it has seen, and what those authors had seen.
    ///
    /// Honest authors name causally complete prefixes, so the join adds nothing to them; it makes the views
    /// of dishonest ones complete too, and so the same on every node.
    pub(super) fn extend_view(
        &mut self,
        key: &LogKey,
        held: &Held,
        mut news: Vec<(LogKey, u64)>,
        index: u64,
    ) -> Arc<View> {
        let before = index.checked_sub(1);
        let last = before.and_then(|before| self.seen_at(key, before)).cloned();
        let last = last.unwrap_or_default();
        // What an identity leaf names is nothing: if it says something else, it is no entry of an identity log.
        let named = held.leaf.named_keys(key.lane);
        let identity = LogKey::identity(key.party);
        news.retain(|(log, size)| log.whole() != key.whole() && *size > last.size(log));
        let seen = if news.is_empty() && last.size(&identity) >= named {
            last
        } else {
            let mut seen = View::clone(&last);
            seen.raise(identity, named);
            news.iter()
                .for_each(|(log, size)| self.see(&mut seen, *log, *size));
            Arc::new(seen)
        };
        let mut view = View::clone(&seen);
        self.raise(&mut view, *key, index);
        let log = self.logs.get_mut(key).expect("a held entry has a log");
        log.seen.push(seen);
        Arc::new(view)
    }
}
