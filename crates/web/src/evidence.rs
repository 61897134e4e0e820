//! What stands beside the state in the database and never changes: when an entry came here, and who signed it.
//!
//! The state keeps neither. Entries are immutable, so what was read once is kept in memory.

use std::collections::HashMap;
use std::sync::Mutex;

use node::Node;
use record::powers::Powers;
use record::view::Position;
use record::{Kid, Kind, SpaceId, cose};

/// What is known of one entry beside the state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// When it was sealed or came here, by this node's clock, ms UTC.
    pub at_ms: i64,
    /// The keys that signed it.
    pub kids: Vec<Kid>,
    /// The key whose powers it ends, for a revocation and for a handover.
    pub revokes: Option<Kid>,
}

/// How many entries are kept; beyond that it begins anew.
const KEPT_MAX: usize = 100_000;
/// How much is read at once: an entry's neighbours are wanted next.
const READ_BYTES: usize = 64 << 10;

/// A cache of [`Sealed`].
#[derive(Default)]
pub struct Evidence(Mutex<HashMap<(SpaceId, Position), Sealed>>);

impl Evidence {
    /// What is known of the entry at `at`. May be called while the state is being read: the database's lock
    /// comes after the state's everywhere.
    pub fn of(&self, node: &Node, space: SpaceId, at: &Position) -> Sealed {
        if let Some(known) = self.lock().get(&(space, *at)) {
            return known.clone();
        }
        let stored =
            node.stored(|reader| reader.entries(&at.log.in_space(space), at.index, READ_BYTES));
        let stored = stored.unwrap_or_else(|fault| {
            tracing::error!(%fault, "an entry cannot be read");
            Vec::new()
        });
        let mut known = self.lock();
        if known.len() > KEPT_MAX {
            known.clear();
        }
        for entry in stored {
            let (leaf, body) = (&entry.entry.leaf, &entry.entry.body);
            let kids = leaf
                .signatures
                .iter()
                .filter_map(|bytes| Some(cose::parse_signature(bytes).ok()?.kid))
                .collect();
            let revokes = match body.kind {
                Kind::Revoke => body.fields.array(1).map(Kid),
                Kind::Accredit => Powers::read(&body.fields)
                    .and_then(|powers| powers.tenure)
                    .and_then(|tenure| tenure.takes_over),
                _ => None,
            };
            let sealed = Sealed {
                at_ms: entry.received_ms as i64,
                kids,
                revokes,
            };
            known.insert(
                (
                    space,
                    Position {
                        log: at.log,
                        index: entry.index,
                    },
                ),
                sealed,
            );
        }
        known.get(&(space, *at)).cloned().unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(SpaceId, Position), Sealed>> {
        self.0.lock().expect("a cache is always whole")
    }
}
