//! One honest party: its node on a folder in memory, its delegates, and a clock of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;

use disk::Seeded;
use domain::Command;
use node::clock::simulated;
use node::founding::Delegation;
use node::pouch::{Packing, PouchFault};
use node::{ActError, Node, Receipt, Space};
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::Player;
use record::{Founding, Hash, LogKey, PartyId, SpaceId};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::attack_log::copy_folder;
use crate::memory;
use crate::pair::name;

/// When every simulation begins (ms UTC).
const BEGIN_MS: u64 = 1_800_000_000_000;

/// The delegate that is given powers when everything has gone wrong, and not before.
pub const LAST: usize = 2;

pub struct Station {
    pub party: PartyId,
    /// Milliseconds that its clock is ahead of the world's.
    pub drift_ms: i64,
    folder: TempDir,
    /// None only while it is opened again.
    node: Option<Arc<Node>>,
    changes: watch::Receiver<u64>,
    delegates: [SecretKey; 3],
    time_ms: u64,
}

impl Station {
    pub fn new(called: &str) -> Station {
        let folder = memory::folder();
        let node = Arc::new(Node::init(folder.path(), &name(called)).expect("a party"));
        let party = node.seats().next().expect("one seat").party;
        let delegate =
            |which| SecretKey::from_seed(&record::testing::seed(&[called, "delegate", which]));
        Station {
            party,
            drift_ms: 0,
            folder,
            changes: node.changes(),
            node: Some(node),
            delegates: ["one", "other", "last"].map(delegate),
            time_ms: 0,
        }
    }

    /// The same party on another machine, beginning with a copy of all that is here: whatever the two sign from here on
    /// are two versions of one log.
    pub fn copy(&mut self) -> Station {
        let folder = memory::folder();
        self.node = None;
        self.now_ms();
        copy_folder(self.folder.path(), folder.path());
        self.open();
        let mut copy = Station {
            party: self.party,
            drift_ms: self.drift_ms,
            folder,
            node: None,
            changes: self.changes.clone(),
            delegates: self.delegates.clone(),
            time_ms: self.time_ms,
        };
        copy.open();
        copy
    }

    fn open(&mut self) {
        let node = Node::open(self.folder.path()).expect("whatever happened, it opens");
        self.changes = node.changes();
        self.node = Some(Arc::new(node));
    }

    pub fn node(&self) -> &Arc<Node> {
        self.node.as_ref().expect("it is open")
    }

    /// What its clock shows, and all that it reads from now on.
    pub fn look_at_clock(&mut self, time_ms: u64) -> u64 {
        self.time_ms = time_ms;
        self.now_ms()
    }

    fn now_ms(&self) -> u64 {
        let now_ms = (BEGIN_MS + self.time_ms).saturating_add_signed(self.drift_ms);
        simulated::set_now_ms(now_ms);
        now_ms
    }

    /// Knows another one as a peer, as after first contact.
    pub fn meet(&self, other: &Station) {
        let seat = other.node().seats().next().expect("one seat");
        let met = self
            .node()
            .introduce(other.party, &seat.identity, Vec::new());
        met.expect("the identity proves itself");
    }

    pub fn enter(&self, founding: &Founding) {
        let kept = self.node().keep_founding(&founding.bytes, &[]);
        let space = kept.expect("it names us");
        self.node()
            .enter(space, self.party, self.now_ms())
            .expect("it names us");
        self.accredit(space, 0).expect("the seal key accredits");
    }

    pub fn accredit(&self, space: SpaceId, which: usize) -> Result<(), ActError> {
        let delegation = Delegation {
            powers: Powers::alone(
                self.delegates[which].public(),
                Powers::ALL_KINDS.to_vec(),
                3,
            ),
            names: name("A. Delegate"),
            offices: name("Director"),
        };
        self.node()
            .accredit(space, self.party, &delegation, self.now_ms())
    }

    pub fn revoke(&self, space: SpaceId, which: usize) -> Result<(), ActError> {
        let kid = self.delegates[which].public().kid();
        self.node().revoke(space, self.party, kid, self.now_ms())
    }

    pub fn submit(
        &self,
        space: SpaceId,
        command: Command,
        which: usize,
    ) -> Result<Receipt, ActError> {
        let key = &self.delegates[which];
        self.node()
            .submit(space, self.party, command, key, self.now_ms())
    }

    /// Seals a heal, if anything is to be healed here. Whether it was.
    pub fn heal(&self, space: SpaceId) -> Result<bool, String> {
        let healed = self.node().heal(space, self.party, self.now_ms());
        healed
            .map(|healed| healed.is_some())
            .map_err(|fault| fault.to_string())
    }

    pub fn read<T>(&self, space: SpaceId, look: impl FnOnce(&Space) -> T) -> T {
        self.node().read(&space, look).expect("the space is known")
    }

    pub fn digest(&self, space: SpaceId) -> Hash {
        self.read(space, |state| state.record.digest())
    }

    /// Where each log ends, a forked one several times: its size and root.
    pub fn ends(&self, space: SpaceId) -> BTreeMap<LogKey, BTreeSet<(u64, Hash)>> {
        self.read(space, |state| {
            let mut ends: BTreeMap<LogKey, BTreeSet<(u64, Hash)>> = BTreeMap::new();
            for log in state.record.logs() {
                let size = state.record.size(log);
                let root = state.record.root_at(log, size).expect("of this size");
                ends.entry(log.whole()).or_default().insert((size, root));
            }
            ends
        })
    }

    /// How many entries of each log are stored.
    pub fn sizes(&self, space: SpaceId) -> BTreeMap<LogKey, u64> {
        self.read(space, |state| {
            let logs = state.record.logs();
            logs.map(|log| (*log, state.record.size(log))).collect()
        })
    }

    /// The process ends and another one begins; now and then it dies while it begins, too.
    pub fn start_again(&mut self, dice: &mut Seeded) {
        self.node = None;
        self.now_ms();
        if dice.one_in(3) {
            let writes = dice.below(4) as u32;
            let _ = canary::dying(writes, || Node::open(self.folder.path()).map(drop));
        }
        self.open();
    }

    /// Whether anything was announced since this was asked last.
    pub fn has_news(&mut self) -> bool {
        let news = self.changes.has_changed().expect("the node is open");
        self.changes.mark_unchanged();
        news
    }

    /// All keys of the party, as somebody has them who took the machine.
    pub fn keys(&self) -> Player {
        let seat = self.node().seats().next().expect("one seat");
        Player {
            name: String::new(),
            party: self.party,
            root: seat.keys.seal.clone(),
            seal: seat.keys.seal.clone(),
            node: seat.keys.node.clone(),
            delegate: self.delegates[0].clone(),
            inception: seat.identity[0].clone(),
        }
    }

    pub fn write_pouch(&self, to: PartyId) -> Vec<u8> {
        let mut pouch = Vec::new();
        let written = self
            .node()
            .write_pouch(self.party, to, Packing::default(), &mut pouch);
        written.expect("a pouch for a peer");
        pouch
    }

    pub fn read_pouch(&self, pouch: &[u8]) -> Result<(), PouchFault> {
        let read = self.node().read_pouch(self.party, Cursor::new(pouch));
        read.map(|_| ())
    }
}
