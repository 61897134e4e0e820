//! What a thief of a folder's keys can make of them on another machine.

use std::path::Path;

use net::wire::Batch;
use node::clock::now_ms;
use node::{Node, Plan};
use record::history::History;
use record::key::SecretKey;
use record::{Checkpoint, Entry, LogId, LogKey, PartyId, SpaceId};

use crate::attack_log::copy_folder;

/// A node on a copy of this folder's keys, without its record.
pub fn thief(folder: &Path, copy: &Path) -> Node {
    std::fs::copy(folder.join("identity"), copy.join("identity")).unwrap();
    std::fs::create_dir(copy.join("keys")).unwrap();
    copy_folder(&folder.join("keys"), &copy.join("keys"));
    Node::open(copy).unwrap()
}

/// These entries of an identity log in the space, with a head over them by this node key.
pub fn sealed(party: PartyId, space: SpaceId, entries: &[Entry], node_key: &SecretKey) -> Batch {
    sealed_as(LogKey::identity(party).in_space(space), entries, node_key)
}

/// These entries as the whole of a log, with a head over them by this node key.
pub fn sealed_as(log: LogId, entries: &[Entry], node_key: &SecretKey) -> Batch {
    let mut history = History::default();
    entries.iter().for_each(|one| history.push(one.leaf_hash()));
    let head = Checkpoint {
        log,
        size: history.size(),
        root: history.root_at(history.size()).unwrap(),
        previous: None,
        time_ms: now_ms(),
    };
    Batch {
        from: 0,
        entries: entries.iter().map(Entry::encode).collect(),
        checkpoint: head.sign(node_key),
    }
}

/// A renewal of the keys made with a copy of this folder's keys, with a head over the identity log in the space.
pub fn stolen(folder: &Path, copy: &Path, party: PartyId, space: SpaceId) -> Batch {
    let node = thief(folder, copy);
    let keys = copy.join("keys");
    let (root, next) = (keys.join("next-root"), keys.join("after-next"));
    let entry = node.prepare_rotation(party, &root, &next, &Plan::default());
    let entry = entry.expect("the root is in the folder");
    let node_key = read_key(&keys.join("node.2"));
    let identity = &node.seat(&party).unwrap().identity;
    let entries: Vec<Entry> = identity.iter().cloned().chain([entry]).collect();
    sealed(party, space, &entries, &node_key)
}

/// The key in this file.
pub fn read_key(file: &Path) -> SecretKey {
    let seed = std::fs::read(file).expect("it was just made");
    SecretKey::from_seed(&seed.try_into().expect("32 bytes"))
}
