//! Who may sign in a bundle: a node key of the party, and for a tree none that was replaced before something in it was
//! sealed. Whoever stole such a key could otherwise vouch for what came after it.

use std::collections::{BTreeMap, BTreeSet};

use super::Identities;
use super::logs::Logs;
use crate::bundle::{Bundle, Part, Place};
use crate::entry::Entry;
use crate::fold::BRANCHES_MAX;
use crate::ids::{Hash, Lane, LogKey, PartyId};
use crate::key::PublicKey;
use crate::receipt::{Proof, Receipt};
use crate::tree::root_by_inclusion;

/// The keys of the parties in a bundle, and which of them sign for which tree.
pub struct Keys<'a> {
    /// The identity logs.
    pub identities: &'a Identities,
    logs: &'a Logs<'a>,
    /// Of each complete branch: the largest identity size that its entries name, up to each of those that are its own.
    named: BTreeMap<LogKey, Vec<u64>>,
    /// Of other trees: the largest one named by what is shown to be in them.
    shown: BTreeMap<(LogKey, u64, Hash), u64>,
    /// Of all heads, whether they fit or not.
    roots: Roots,
}

/// The roots that heads name, by log and size: so many of each as a log has branches at most. Whoever writes a file can
/// name any number of them, and of every two a receipt of consistency could lead from one to the other.
#[derive(Default)]
pub struct Roots(BTreeMap<(LogKey, u64), BTreeSet<Hash>>);

impl Roots {
    /// Notes one more; false if there are as many already.
    pub fn note(&mut self, log: LogKey, size: u64, root: Hash) -> bool {
        let known = self.0.entry((log, size)).or_default();
        known.contains(&root) || (known.len() < usize::from(BRANCHES_MAX) && known.insert(root))
    }

    /// Those of this size.
    pub fn of(&self, log: LogKey, size: u64) -> impl Iterator<Item = &Hash> {
        self.0.get(&(log, size)).into_iter().flatten()
    }
}

impl<'a> Keys<'a> {
    /// Reads what the entries of a bundle name.
    pub fn of(bundle: &Bundle, identities: &'a Identities, logs: &'a Logs<'a>) -> Keys<'a> {
        let mut keys = Keys {
            identities,
            logs,
            named: BTreeMap::new(),
            shown: BTreeMap::new(),
            roots: Roots::default(),
        };
        for (log, branch) in logs.keys_first() {
            let shared = branch.stem.map(|stem| keys.named_in(&stem.of, stem.at));
            let own = logs.entries(log);
            let own = own.scan(shared.unwrap_or(0), |largest, (_, entry)| {
                *largest = entry.leaf.named_keys(log.lane).max(*largest);
                Some(*largest)
            });
            keys.named.insert(*log, own.collect());
        }
        for part in &bundle.parts {
            if let Part::Alone { log, entry, place } = part
                && let Some((size, root)) = tree_of(entry, place)
            {
                keys.show(*log, size, root, entry.leaf.named_keys(log.lane));
            }
        }
        keys.hand_up(bundle);
        keys
    }

    /// The largest identity size that the first `size` entries of a branch name, the last of which is its own.
    fn named_in(&self, log: &LogKey, size: u64) -> u64 {
        let branch = self.logs.branch(log);
        let own = branch.and_then(|branch| size.checked_sub(branch.start() + 1));
        let named = self.named.get(log).zip(own);
        let named = named.and_then(|(named, own)| named.get(own as usize));
        named.copied().unwrap_or(0)
    }

    fn show(&mut self, log: LogKey, size: u64, root: Hash, named: u64) {
        let shown = self.shown.entry((log, size, root)).or_insert(0);
        *shown = named.max(*shown);
    }

    /// What is in the tree of a head is in that of every head which is shown to extend it.
    fn hand_up(&mut self, bundle: &Bundle) {
        let mut roots = Roots::default();
        for part in &bundle.parts {
            if let Part::Head { head, .. } = part {
                roots.note(head.head.log.key, head.head.size, head.head.root);
            }
        }
        let mut receipts: Vec<_> = bundle.parts.iter().filter_map(consistency).collect();
        receipts.sort_by_key(|(_, new, _)| *new);
        for (old, new, receipt) in receipts {
            let log = receipt.log.key;
            for newer in roots.of(log, new) {
                let older = roots.of(log, old);
                let older = older.filter(|older| receipt.leads(older, newer));
                let named = older.map(|older| self.under(&log, old, older)).max();
                self.show(log, new, *newer, named.unwrap_or(0));
            }
        }
        self.roots = roots;
    }

    /// The largest identity size that the entries name which are shown to be in this tree; 0 if none are. The tree of an
    /// identity log names its own.
    fn under(&self, log: &LogKey, size: u64, root: &Hash) -> u64 {
        if log.lane == Lane::Identity {
            return size;
        }
        let branch = self.logs.branch_with(log, size, root);
        let whole = branch.map_or(0, |(branch, _)| self.named_in(branch, size));
        let shown = self.shown.get(&(log.whole(), size, *root)).copied();
        whole.max(shown.unwrap_or(0))
    }

    /// Whether this root is one of those that are looked at.
    pub fn knows(&self, log: LogKey, size: u64, root: &Hash) -> bool {
        self.roots.of(log, size).any(|known| known == root)
    }

    /// Whether the party of this log signed for the tree: with a node key that it had when the entries shown to be in
    /// it were sealed, or a later one. Beyond what is known here of the party's keys, with its last one.
    pub fn signed_tree(
        &self,
        log: &LogKey,
        size: u64,
        root: &Hash,
        fits: impl Fn(&PublicKey) -> bool,
    ) -> bool {
        let identity = self.identities.get(&log.party);
        identity.is_some_and(|identity| {
            let from = self.under(log, size, root).min(identity.size());
            identity.node_keys_from(from).any(fits)
        })
    }

    /// Whether the party signed with any node key that it ever had: of what it says of others, nothing shows when.
    pub fn signed(&self, party: &PartyId, fits: impl Fn(&PublicKey) -> bool) -> bool {
        let identity = self.identities.get(party);
        identity.is_some_and(|identity| identity.node_keys_from(1).any(fits))
    }
}

/// The tree to which the place of an entry leads; none if it leads nowhere.
fn tree_of(entry: &Entry, place: &Place) -> Option<(u64, Hash)> {
    let leaf = entry.leaf_hash();
    match place {
        Place::Under { index, size, path } => {
            Some((*size, root_by_inclusion(&leaf, *index, *size, path)?))
        }
        Place::Receipt(receipt) => match receipt.proof {
            Proof::Inclusion { size, .. } => Some((size, receipt.root_from(&leaf)?)),
            Proof::Consistency { .. } => None,
        },
    }
}

/// A receipt of consistency, with the sizes between which it leads.
fn consistency(part: &Part) -> Option<(u64, u64, &Receipt)> {
    let Part::Consistency(receipt) = part else {
        return None;
    };
    match receipt.proof {
        Proof::Consistency { old, new, .. } => Some((old, new, receipt)),
        Proof::Inclusion { .. } => None,
    }
}
