//! A node: its seats, its spaces, and the ways in.
//!
//! A node is a value without globals, so that several can live in one process. Readers take the read lock
//! on the spaces, build what they show and drop it; every write goes through the writer's lock first.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard};

use private::Private;
use record::key::SecretKey;
use record::{Hash, PartyId, SpaceId};
use store::{Reader, Store};
use tokio::sync::watch;

use crate::act::PreparedActs;
use crate::clock::now_ms;
use crate::doubt::Doubts;
use crate::fault::NodeFault;
use crate::keys::{Setup, make_private_folder};
use crate::notes::Books;
use crate::peers::Peers;
use crate::refolds::Refolds;
use crate::seat::{Name, Seat};
use crate::space::Space;
use crate::writer::{Spaces, Writer, read};

/// A running node.
pub struct Node {
    folder: PathBuf,
    seats: RwLock<BTreeMap<PartyId, Arc<Seat>>>,
    pub(crate) spaces: Spaces,
    writer: Mutex<Writer>,
    reader: Mutex<Reader>,
    private: Mutex<Private>,
    /// A second connection, for what is slow on purpose.
    logins: Mutex<Private>,
    /// Keys that a link opened, until their sessions end; nowhere else.
    open_keys: Mutex<BTreeMap<Hash, SecretKey>>,
    pub(crate) prepared: Mutex<PreparedActs>,
    pub(crate) peers: Peers,
    pub(crate) notes: Mutex<Books>,
    owed_receipts: Mutex<BTreeSet<SpaceId>>,
    refolds: Refolds,
    changed: watch::Sender<u64>,
}

impl Node {
    /// Makes a party and its folder (0700).
    ///
    /// # Errors
    /// The folder holds a party already or cannot be written.
    pub fn init(folder: &Path, names: &[Name]) -> Result<Node, NodeFault> {
        Node::init_with(folder, names, &Setup::default())
    }

    /// As [`Node::init`], with keys of the party's own choice.
    ///
    /// # Errors
    /// As [`Node::init`].
    pub fn init_with(folder: &Path, names: &[Name], setup: &Setup) -> Result<Node, NodeFault> {
        make_private_folder(folder)?;
        Seat::create(folder, names, setup)?;
        Node::start(folder, true)
    }

    /// Opens the folder and replays the record; own duties that were left undone are done.
    ///
    /// # Errors
    /// No party there, or a database cannot be read.
    pub fn open(folder: &Path) -> Result<Node, NodeFault> {
        Node::start(folder, false)
    }

    fn start(folder: &Path, is_new: bool) -> Result<Node, NodeFault> {
        let seat = Seat::open(folder)?;
        let mut writer = Writer {
            store: Store::open(&folder.join("record.db"))?,
            doubts: Doubts::open(folder)?,
            looked: 0,
        };
        let private = Private::open(&folder.join("private.db"))?;
        let spaces: Spaces = RwLock::default();
        writer.load(&spaces)?;
        let is_restored = writer.doubts.compare(&spaces, is_new)?;
        let reader = writer.store.reader()?;
        let peers = Peers::load(&writer.store)?;
        let node = Node {
            folder: folder.to_owned(),
            seats: RwLock::new(BTreeMap::from([(seat.party, Arc::new(seat))])),
            spaces,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            private: Mutex::new(private),
            logins: Mutex::new(Private::open(&folder.join("private.db"))?),
            open_keys: Mutex::default(),
            prepared: Mutex::default(),
            peers,
            notes: Mutex::default(),
            owed_receipts: Mutex::default(),
            refolds: Refolds::default(),
            changed: watch::Sender::new(0),
        };
        node.follow_connection_keys();
        node.space_ids()
            .iter()
            .for_each(|space| node.show_doubt(space));
        if is_restored {
            node.give_up_all(now_ms())?;
            node.private().end_all_sessions()?;
        }
        node.recall_ended_notes()?;
        node.end_notes(now_ms())?;
        for space in node.space_ids() {
            node.keep_partings(&space)?;
            node.cosign_what_is_held(space, now_ms())?;
            node.do_duties(space, now_ms())?;
        }
        Ok(node)
    }

    /// Where its data is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The seats, in no meaningful order.
    pub fn seats(&self) -> impl Iterator<Item = Arc<Seat>> {
        let seats: Vec<Arc<Seat>> = self.held_seats().values().cloned().collect();
        seats.into_iter()
    }

    /// The seat of `party`, if this node acts for it. A change of keys replaces it; whoever holds one goes on with
    /// the keys of before.
    pub fn seat(&self, party: &PartyId) -> Option<Arc<Seat>> {
        self.held_seats().get(party).cloned()
    }

    fn held_seats(&self) -> RwLockReadGuard<'_, BTreeMap<PartyId, Arc<Seat>>> {
        self.seats.read().expect("a table is always whole")
    }

    /// Reads the seats again, with keys that were changed. True if any were.
    pub(crate) fn reload_seats(&self) -> Result<bool, NodeFault> {
        match self.seats().any(|seat| seat.is_outdated(&self.folder)) {
            true => self.read_seats_again().map(|()| true),
            false => Ok(false),
        }
    }

    pub(crate) fn read_seats_again(&self) -> Result<(), NodeFault> {
        let seat = Arc::new(Seat::open(&self.folder)?);
        let mut seats = self.seats.write().expect("a table is always whole");
        seats.insert(seat.party, seat);
        Ok(())
    }

    /// The spaces known here, in the order of their ids.
    pub fn space_ids(&self) -> Vec<SpaceId> {
        read(&self.spaces).keys().copied().collect()
    }

    /// Reads one space; none if this node does not know it.
    pub fn read<T>(&self, space: &SpaceId, look: impl FnOnce(&Space) -> T) -> Option<T> {
        read(&self.spaces).get(space).map(look)
    }

    /// Reads long text and evidence from the database.
    pub fn stored<T>(&self, look: impl FnOnce(&Reader) -> T) -> T {
        look(&self.reader.lock().expect("a reader changes nothing"))
    }

    /// What never leaves this node.
    pub fn private(&self) -> MutexGuard<'_, Private> {
        self.private.lock().expect("the private database is whole")
    }

    pub(crate) fn logins(&self) -> MutexGuard<'_, Private> {
        self.logins.lock().expect("the private database is whole")
    }

    pub(crate) fn open_keys(&self) -> MutexGuard<'_, BTreeMap<Hash, SecretKey>> {
        self.open_keys.lock().expect("a table is always whole")
    }

    pub(crate) fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().expect("the writer is whole")
    }

    /// Spaces in which something was not cosigned for want of a key that is known there.
    pub(crate) fn refolds(&self) -> &Refolds {
        &self.refolds
    }

    pub(crate) fn owed_receipts(&self) -> MutexGuard<'_, BTreeSet<SpaceId>> {
        self.owed_receipts.lock().expect("a set is always whole")
    }

    /// Wakes whoever waits for something new.
    pub(crate) fn announce(&self) {
        self.changed.send_modify(|version| *version += 1);
    }

    /// Changes whenever something was applied, by us or by a peer.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Whether both databases can be used.
    ///
    /// # Errors
    /// One cannot be read, or refuses to write since a write failed.
    pub fn usable(&self) -> Result<(), NodeFault> {
        self.writer().store.check_usable()?;
        Ok(self.private().check_usable()?)
    }

    /// Folds what another process appended to the same folder. Cheap when there is nothing.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn notice_others(&self) -> Result<(), NodeFault> {
        let mut news = false;
        {
            let mut writer = self.writer();
            // Before the entries: what is sealed after a change of keys is signed by the new ones.
            news |= self.reload_seats()?;
            news |= self.peers.reload(&writer.store)?;
            let newest = writer.store.newest()?;
            for row in writer.store.spaces()? {
                let known = read(&self.spaces)
                    .get(&row.space)
                    .map(|state| state.last_arrival);
                let Some(after) = known else {
                    crate::writer::write(&self.spaces)
                        .entry(row.space)
                        .or_insert_with(|| Space::new(row.founding.clone()));
                    writer.catch_up(&self.spaces, row.space)?;
                    news = true;
                    continue;
                };
                if !writer.store.order(&row.space, after, 1)?.is_empty() {
                    news |= writer.catch_up(&self.spaces, row.space)?;
                }
            }
            writer.looked = newest;
        }
        for space in self.space_ids() {
            self.erase_answered(space)?; // what a reader kept in the write-ahead log the last time
        }
        self.end_notes(now_ms())?;
        self.forget_ended_keys(now_ms())?;
        news |= self.new_notes(now_ms())?;
        if news {
            self.follow_connection_keys();
            for space in self.space_ids() {
                self.do_duties(space, now_ms())?;
            }
            self.announce();
        }
        Ok(())
    }
}
