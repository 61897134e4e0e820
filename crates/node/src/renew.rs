//! New keys in place of the earlier ones: rotation by the committed root, recovery by the holders of recovery keys.
//!
//! The new keys stand on the disk, under names of their own, before anything names them. The change happens at one
//! moment: when the longer identity log replaces the file of the shorter one. A crash before it leaves the old keys in
//! use and files that the next attempt overwrites; after it, what is left to do, the entry in every space, is a duty
//! like others and done at the next start.
//!
//! A new TLS key is named with the others and shown later: when every peer has signed to hold the entry that names it.
//! Until then its peers take either; as soon as one was shown the new key, it refuses the earlier one.

use std::fs;
use std::path::Path;

use net::tls::TlsIdentity;
use record::history::History;
use record::identity::{KeySet, next_root_commitment, recoverers, seal_identity, sign_identity};
use record::key::{Algorithm, PublicKey, SecretKey};
use record::seal::identity_entry;
use record::{Body, Entry, Hash, Kind, LogKey, PartyId, SpaceId};

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::keys::{
    ENCRYPTION, NODE, ROOT, SEAL, SeatKeys, TLS, file_of, read_key, read_seed, write_new,
};
use crate::node::Node;
use crate::seat::{Seat, stored_leaves, write_identity};
use crate::space::Space;

/// What is to change besides the root, the seal and the node key.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The algorithm of the new keys, if another; the root that is due now keeps its own.
    pub algorithm: Option<Algorithm>,
    /// Whether the key for sealed pouches changes too. Pouches under way can then not be opened any more.
    pub encryption: bool,
    /// Whether the key of the connection changes too.
    pub connection: bool,
    /// Other recovery keys, by their commitments, and how many of them are needed.
    pub recovery: Option<(u64, Vec<Hash>)>,
}

impl Node {
    /// Replaces the keys of `party` by the root in the file `root`, and writes the root after it to the file `next`.
    /// Gives the new keys.
    ///
    /// # Errors
    /// `root` does not hold the root that is due, `next` is there already, or a file or the database fails.
    pub fn rotate(
        &self,
        party: PartyId,
        root: &Path,
        next: &Path,
        plan: &Plan,
        now_ms: u64,
    ) -> Result<KeySet, ActError> {
        let entry = self.prepare_rotation(party, root, next, plan)?;
        self.renew(party, entry, now_ms)
    }

    /// Makes the keys of a rotation and the entry that will name them, and changes nothing yet.
    ///
    /// # Errors
    /// As [`Node::rotate`].
    pub fn prepare_rotation(
        &self,
        party: PartyId,
        root: &Path,
        next: &Path,
        plan: &Plan,
    ) -> Result<Entry, ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let due = seat.history.latest().next_root;
        let root = read_key(root, |key| next_root_commitment(key) == due)?;
        let keys = self.make_keys(&seat, root.public(), next, plan)?;
        let body = keys.rotation(&seat.history, random());
        let entry = identity_entry(&body, Vec::new(), &[&root]).map_err(NodeFault::from)?;
        Ok(entry)
    }

    /// What the holders of these recovery keys have to sign so that new keys replace those of `party`. The new root
    /// stays in the key folder, and the root after it is written to the file `next`.
    ///
    /// # Errors
    /// The keys are not enough of those that the party committed to, or a file fails.
    pub fn prepare_recovery(
        &self,
        party: PartyId,
        by: &[PublicKey],
        next: &Path,
        plan: &Plan,
    ) -> Result<Vec<u8>, ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let (needed, committed) = seat.history.latest().recovery.clone().unwrap_or_default();
        let is_committed = |key: &PublicKey| committed.contains(&next_root_commitment(key));
        if needed == 0 || (by.len() as u64) < needed || !by.iter().all(is_committed) {
            return Err(NodeFault::NotDue.into());
        }
        let algorithm = plan.algorithm.unwrap_or(seat.algorithm());
        let root = SecretKey::new(algorithm, &random());
        let file = file_of(&self.keys_folder(), ROOT, seat.history.size() + 1);
        write_again(&file, &*root.seed())?;
        let keys = self.make_keys(&seat, root.public(), next, plan)?;
        Ok(keys.recovery(&seat.history, by, random()).encode())
    }

    /// Replaces the keys of `party` with what [`Node::prepare_recovery`] made and its holders signed, each with
    /// [`sign_recovery`], in any order.
    ///
    /// # Errors
    /// It was prepared for another state of the identity log, a signature is missing or does not fit, or a file or the
    /// database fails.
    pub fn recover(
        &self,
        party: PartyId,
        request: &[u8],
        signatures: &[Vec<u8>],
        now_ms: u64,
    ) -> Result<KeySet, ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let body = Body::decode(request).map_err(|_| NodeFault::NotDue)?;
        let by = recoverers(&body).ok_or(NodeFault::NotDue)?;
        let file = file_of(&self.keys_folder(), ROOT, seat.history.size() + 1);
        let named = PublicKey::read(&mut body.fields.get(1).ok_or(NodeFault::NotDue)?);
        let root = read_key(&file, |key| named.as_ref() == Ok(key))?;
        let mut ordered = vec![sign_identity(request, party, &root)];
        for key in by {
            let is_by = |signature: &&Vec<u8>| {
                record::cose::parse_signature(signature).is_ok_and(|read| read.kid == key.kid())
            };
            ordered.extend(signatures.iter().find(is_by).cloned());
        }
        let leaf = seal_identity(request, ordered);
        let entry = Entry::new(leaf.encode(), request.to_vec(), Vec::new());
        self.renew(party, entry.map_err(NodeFault::from)?, now_ms)
    }

    /// Takes the next entry of the identity log: from here on the new keys are those of `party`.
    ///
    /// # Errors
    /// The entry does not replace the keys, the new keys are not in their files, or a file or the database fails.
    pub fn renew(&self, party: PartyId, entry: Entry, now_ms: u64) -> Result<KeySet, ActError> {
        let writer = self.writer();
        self.reload_seats()?;
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let mut history = seat.history.clone();
        if !history.extend(&entry.leaf, &entry.body, &entry.body_bytes) {
            return Err(NodeFault::NotDue.into());
        }
        // Read back before they are named: whoever names keys that are not there locks itself out.
        SeatKeys::load(&self.keys_folder(), &history)?;
        let mut entries = seat.identity.clone();
        entries.push(entry);
        write_identity(self.folder(), &entries)?;
        self.reload_seats()?;
        drop(writer);
        for space in self.space_ids() {
            self.do_duties(space, now_ms)?;
        }
        self.announce();
        Ok(history.latest().clone())
    }

    /// Whether somebody else renewed the keys of `party` in a space: an entry of its identity log there is none of this
    /// folder's. Whoever did that had the committed root or the recovery keys.
    pub fn is_replaced_in(&self, state: &Space, party: &PartyId) -> bool {
        let Some(seat) = self.seat(party) else {
            return false;
        };
        let is_other = |own: &[Hash]| {
            branches(state, party).any(|log| (log.common(0, own) as u64) < log.size())
        };
        if !is_other(&seat.leaf_hashes()) {
            return false;
        }
        // Another process may have renewed them in this folder, and this one has not read it yet.
        let stored = seat
            .is_outdated(self.folder())
            .then(|| stored_leaves(self.folder()));
        stored.flatten().is_none_or(|stored| is_other(&stored))
    }

    /// As [`Node::is_replaced_in`].
    pub fn is_replaced(&self, space: &SpaceId, party: &PartyId) -> bool {
        self.read(space, |state| self.is_replaced_in(state, party)) == Some(true)
    }

    /// Whether the node key of this seat is known in a space: told there, as the newest or on a branch or before others.
    pub(crate) fn knows_node_key(&self, space: &SpaceId, seat: &Seat) -> bool {
        let own = seat.keys.node.public();
        let known = self.read(space, |state| {
            let identity = state.record.identity(&seat.party)?;
            Some(identity.node_keys_from(1).any(|key| key == own))
        });
        known.flatten() == Some(true)
    }

    /// Whether the newest keys of `party` cannot be told in a space: somebody else's stand there, and not these.
    pub fn is_untold(&self, space: &SpaceId, party: &PartyId) -> bool {
        let Some(seat) = self.seat(party) else {
            return false;
        };
        let told = self.read(space, |state| told_on(state, &seat).is_some());
        told == Some(false) && self.is_replaced(space, party)
    }

    /// # Errors
    /// [`NodeFault::Replaced`] if somebody else's keys are the newest ones of `party` in a space, and [`NodeFault::Busy`] if
    /// this folder's own are newer than those that were read.
    pub(crate) fn check_keys(&self, space: SpaceId, party: PartyId) -> Result<(), NodeFault> {
        let newest = self.read(&space, |state| {
            Some(state.record.identity(&party)?.latest().clone())
        });
        let (Some(newest), Some(seat)) = (newest.flatten(), self.seat(&party)) else {
            return Ok(());
        };
        if newest == *seat.history.latest() {
            return Ok(());
        }
        match self.is_replaced(&space, &party) {
            true => Err(NodeFault::Replaced { space }),
            false if seat.is_outdated(self.folder()) => Err(NodeFault::Busy),
            false => Ok(()), // they are still to be told
        }
    }

    /// Shows the connection key that the identity log of `party` names, if every peer knows it by now: all that share a
    /// space with it and are not paused have signed to hold the entry. True if it was another one until now.
    ///
    /// # Errors
    /// A file fails.
    pub fn show_connection_key(&self, party: &PartyId) -> Result<bool, NodeFault> {
        let _writer = self.writer();
        let seat = self
            .seat(party)
            .filter(|seat| seat.keys.shows_earlier_tls());
        let Some(seat) = seat.filter(|seat| self.everybody_knows_keys(seat)) else {
            return Ok(false);
        };
        SeatKeys::forget_earlier_tls(&self.keys_folder(), seat.history.size())?;
        self.read_seats_again()?;
        Ok(true)
    }

    fn everybody_knows_keys(&self, seat: &Seat) -> bool {
        let size = seat.history.size();
        let spaces = self.space_ids();
        let knows = |peer: &PartyId| {
            let held = |space| {
                self.read(space, |state| {
                    let shared =
                        state.record.was_member(peer) && state.record.was_member(&seat.party);
                    let held = |log| state.held(&log, peer);
                    shared.then(|| told_on(state, seat).map_or(0, held))
                })
            };
            // Whoever shares nothing with us cannot be told, and has to meet us anew.
            let shared: Vec<u64> = spaces.iter().filter_map(|space| held(space)?).collect();
            shared.is_empty() || shared.iter().any(|held| *held >= size)
        };
        let peers = self.peers().all();
        let mut heard = peers.iter().filter(|(_, known)| !known.paused);
        heard.all(|(peer, _)| knows(peer))
    }

    fn keys_folder(&self) -> std::path::PathBuf {
        self.folder().join("keys")
    }

    /// Makes the keys that follow this root and writes them where the next entry's keys belong.
    fn make_keys(
        &self,
        seat: &Seat,
        root: &PublicKey,
        next: &Path,
        plan: &Plan,
    ) -> Result<KeySet, NodeFault> {
        let algorithm = plan.algorithm.unwrap_or(seat.algorithm());
        let (folder, entry) = (self.keys_folder(), seat.history.size() + 1);
        let key = || SecretKey::new(algorithm, &random());
        let (following, seal, node) = (key(), key(), key());
        write_new(next, &*following.seed())?;
        write_again(&file_of(&folder, SEAL, entry), &*seal.seed())?;
        write_again(&file_of(&folder, NODE, entry), &*node.seed())?;
        let pouch_file = file_of(&folder, ENCRYPTION, entry);
        let current = seat.history.latest();
        let encryption = match plan.encryption {
            true => {
                let secret = random();
                write_again(&pouch_file, &secret)?;
                net::pouch::EncryptionKey::from_seed(&secret).public()
            }
            false => {
                let _ = fs::remove_file(&pouch_file); // of an attempt that was given up
                current.encryption
            }
        };
        let tls_file = file_of(&folder, TLS, entry);
        let tls = match plan.connection {
            true => {
                let key = TlsIdentity::from_seed(&random());
                let _ = fs::remove_file(&tls_file); // of an attempt that was given up
                write_new(&tls_file, &key)?;
                TlsIdentity::from_pkcs8(&key)?.spki_hash()
            }
            false => {
                let _ = fs::remove_file(&tls_file);
                current.tls
            }
        };
        Ok(KeySet {
            root: root.clone(),
            next_root: next_root_commitment(following.public()),
            seal: seal.public().clone(),
            node: node.public().clone(),
            tls,
            encryption,
            recovery: plan.recovery.clone().or(current.recovery.clone()),
        })
    }
}

/// The branches of the identity log of `party` in a space: one, unless its keys were renewed in more than one place.
fn branches<'a>(state: &'a Space, party: &PartyId) -> impl Iterator<Item = &'a History> {
    let branches = state.record.branches(LogKey::identity(*party));
    branches.filter_map(|branch| state.record.history(&branch))
}

/// A branch of the identity log of a seat.
struct Strand {
    log: LogKey,
    size: u64,
    /// How many of its first entries are this folder's.
    own: u64,
}

fn strands(state: &Space, seat: &Seat) -> Vec<Strand> {
    let own = seat.leaf_hashes();
    let branches = state.record.branches(LogKey::identity(seat.party));
    let strand = |log: LogKey| {
        let history = state.record.history(&log)?;
        let (size, own) = (history.size(), history.common(0, &own) as u64);
        Some(Strand { log, size, own })
    };
    branches.filter_map(strand).collect()
}

/// The branch on which all of this seat's keys stand, if they do.
fn told_on(state: &Space, seat: &Seat) -> Option<LogKey> {
    let (strands, all) = (strands(state, seat), seat.history.size());
    let told = strands.into_iter().find(|strand| strand.own == all);
    told.map(|strand| strand.log)
}

/// The branch on which the next of this seat's keys belong, and how many of them stand there: the longest that holds
/// nothing but this folder's. None if they are told, or none of them leads on from what is held.
pub(crate) fn place_of_keys(state: &Space, seat: &Seat) -> Option<(LogKey, u64)> {
    let log = LogKey::identity(seat.party);
    if state.record.size(&log) == 0 {
        return Some((log, 0));
    }
    if told_on(state, seat).is_some() {
        return None;
    }
    let strands = strands(state, seat).into_iter();
    let ours = strands.filter(|strand| strand.size == strand.own);
    let longest = ours.max_by_key(|strand| strand.size)?;
    Some((longest.log, longest.size))
}

/// Signs a recovery with the recovery key in this file.
///
/// # Errors
/// It is no recovery, or not one that names this key.
pub fn sign_recovery(request: &[u8], file: &Path) -> Result<Vec<u8>, NodeFault> {
    let body = Body::decode(request).map_err(|_| NodeFault::NotDue)?;
    let by = recoverers(&body).filter(|_| body.kind == Kind::Recover);
    let by = by.ok_or(NodeFault::NotDue)?;
    let key = read_key(file, |key| by.contains(key))?;
    Ok(sign_identity(request, body.party, &key))
}

/// The public half of the recovery key in this file, among these commitments.
///
/// # Errors
/// The file cannot be read or holds another key.
pub fn recovery_key(file: &Path, committed: &[Hash]) -> Result<PublicKey, NodeFault> {
    let key = read_key(file, |key| committed.contains(&next_root_commitment(key)))?;
    Ok(key.public().clone())
}

/// The key of an attempt that was not carried out is replaced: no entry names it.
fn write_again(path: &Path, bytes: &[u8]) -> Result<(), NodeFault> {
    if path.exists() {
        read_seed(path)?; // nothing but a key is overwritten
        fs::remove_file(path).map_err(|cause| NodeFault::File {
            path: path.to_owned(),
            cause,
        })?;
    }
    write_new(path, bytes)
}
