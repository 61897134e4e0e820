//! Nodes around one table: whole nodes with their databases, and between them nothing but the bytes they would send.
//!
//! No socket, no thread, no clock but a counter: what happens in which order is the test's choice, so a seed repeats it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Command, List};
use net::Peer;
use node::clock::now_ms;
use node::founding::Delegation;
use node::host::Seated;
use node::{ActError, Node, Receipt};
use record::founding::{Membership, Terms};
use record::key::SecretKey;
use record::powers::Powers;
use record::{Founding, Hash, LogKey, Member, PartyId, Role, SpaceId};
use tempfile::TempDir;

use crate::attack_log::copy_folder;
use crate::pair::{name, propose};

/// One party with its node.
pub struct Chair {
    pub node: Arc<Node>,
    pub party: PartyId,
    pub folder: TempDir,
    pub delegate: SecretKey,
    called: &'static str,
}

impl Chair {
    fn new(called: &'static str) -> Chair {
        let folder = crate::memory::folder();
        let node = Arc::new(Node::init(folder.path(), &name(called)).expect("a party"));
        let party = node.seats().next().expect("one seat").party;
        let delegate = SecretKey::from_seed(&record::testing::seed(&[called, "delegate"]));
        Chair {
            node,
            party,
            folder,
            delegate,
            called,
        }
    }

    /// The database as it stands now, as a copy in a file of its own.
    pub fn backup(&self, to: &Path) -> PathBuf {
        let mut store =
            store::Store::open(&self.folder.path().join("record.db")).expect("it opens");
        while !store.empty_write_ahead().expect("it writes") {}
        let path = to.join("record.db");
        std::fs::copy(self.folder.path().join("record.db"), &path).expect("it can be copied");
        path
    }

    /// Puts this copy in place of the database and starts again; what was signed on this machine may be lost too.
    pub fn restore(&mut self, backup: &Path, loses_high_water: bool) {
        self.stopped(|folder| {
            for rest in ["record.db-wal", "record.db-shm"] {
                let _ = std::fs::remove_file(folder.join(rest));
            }
            std::fs::copy(backup, folder.join("record.db")).expect("it can be copied");
            if loses_high_water {
                for file in ["high-water.db", "high-water.db-wal", "high-water.db-shm"] {
                    let _ = std::fs::remove_file(folder.join(file));
                }
            }
        });
    }

    /// Stops the node, lets something happen to its folder, and starts it again.
    pub fn stopped(&mut self, meanwhile: impl FnOnce(&Path)) {
        let folder = self.folder.path();
        // The node must be gone before its files are.
        let nobody = tempfile::tempdir().expect("a folder");
        self.node = Arc::new(Node::init(nobody.path(), &name("Nobody")).expect("a party"));
        meanwhile(folder);
        self.node = Arc::new(Node::open(folder).expect("it opens"));
    }

    /// A copy of the folder on another machine, as a node of the same party: whatever the two sign from here on are two
    /// versions of one log. It is in doubt, like every copy, until the others have told it what they hold.
    pub fn twin(&mut self) -> Chair {
        let folder = crate::memory::folder();
        self.stopped(|from| copy_folder(from, folder.path()));
        Chair {
            node: Arc::new(Node::open(folder.path()).expect("it opens")),
            party: self.party,
            folder,
            delegate: self.delegate.clone(),
            called: self.called,
        }
    }

    /// Begins its log, and gives its delegate powers.
    pub fn enters(&self, space: SpaceId) {
        let entered = self.node.enter(space, self.party, now_ms());
        entered.expect("it is a member");
        self.accredits(space);
    }

    fn accredits(&self, space: SpaceId) {
        let delegation = Delegation {
            powers: Powers::alone(self.delegate.public(), Powers::ALL_KINDS.to_vec(), 3),
            names: name("A. Delegate"),
            offices: name("Director"),
        };
        let accredited = self.node.accredit(space, self.party, &delegation, now_ms());
        accredited.expect("the seal key accredits");
    }

    /// Puts a text forward, if the node signs at all.
    pub fn says_something(&self, space: SpaceId) -> Result<(), ActError> {
        self.says(space, &format!("{} {}", self.called, self.size(space)))
    }

    /// Puts forward a text of these words.
    pub fn says(&self, space: SpaceId, words: &str) -> Result<(), ActError> {
        self.submit(space, propose(List::Dialogues, words))
            .map(|_| ())
    }

    /// Its delegate does this; it is in order.
    pub fn acts(&self, space: SpaceId, command: Command) -> Receipt {
        self.submit(space, command).expect("it is in order")
    }

    /// Puts many texts forward, over so many days from now.
    pub fn says_much(&self, space: SpaceId, texts: usize, days: u64) {
        let titles = (0..texts).map(|number| format!("{} {number}", self.called));
        let commands: Vec<Command> = titles
            .map(|title| propose(List::Dialogues, &title))
            .collect();
        let parts = commands.chunks(50);
        let count = parts.len() as u64;
        for (part, number) in parts.zip(1..) {
            let later_ms = now_ms() + days * 86_400_000 * number / count;
            let done = self
                .node
                .submit_all(space, self.party, part, &self.delegate, later_ms);
            done.expect("texts are in order");
        }
    }

    pub fn submit(&self, space: SpaceId, command: Command) -> Result<Receipt, ActError> {
        self.node
            .submit(space, self.party, command, &self.delegate, now_ms())
    }

    /// How many entries of its own main log are here.
    pub fn size(&self, space: SpaceId) -> u64 {
        let log = LogKey::main(self.party);
        let size = self.node.read(&space, |state| state.record.size(&log));
        size.expect("the space is known")
    }

    pub fn digest(&self, space: SpaceId) -> Hash {
        self.node
            .read(&space, |state| state.record.digest())
            .expect("the space is known")
    }

    /// Whether this node holds a proof that anybody contradicted itself.
    pub fn holds_a_fork(&self, space: SpaceId) -> bool {
        self.node
            .read(&space, |state| !state.forks.is_empty())
            .expect("the space is known")
    }
}

/// Parties with one space, all of them entered and with a delegate.
pub struct Table {
    pub chairs: Vec<Chair>,
    pub space: SpaceId,
    /// Everything that was sent: from whom, to whom, the bundle.
    pub sent: Vec<(usize, usize, Vec<u8>)>,
    now_ms: u64,
}

impl Table {
    pub fn of(names: &[&'static str]) -> Table {
        Table::on(names, Terms::default())
    }

    /// As [`Table::of`], for a space that is closed or to stay unknown.
    pub fn on(names: &[&'static str], terms: Terms) -> Table {
        let roles: Vec<(&'static str, Role)> =
            names.iter().map(|name| (*name, Role::Party)).collect();
        Table::seated(&roles, terms)
    }

    pub fn with_roles(roles: &[(&'static str, Role)]) -> Table {
        Table::seated(roles, Terms::default())
    }

    fn seated(roles: &[(&'static str, Role)], terms: Terms) -> Table {
        let chairs: Vec<Chair> = roles.iter().map(|(name, _)| Chair::new(name)).collect();
        let mut table = Table {
            chairs,
            space: SpaceId::default(),
            sent: Vec::new(),
            now_ms: 1,
        };
        let everybody = roles.iter().enumerate();
        let everybody: Vec<(usize, Role)> = everybody.map(|(at, (_, role))| (at, *role)).collect();
        table.space = table.found_with(&everybody, 1, terms);
        table.everybody_talks();
        table
    }

    /// A space of these, each of them entered and with a delegate; `number` tells it from others.
    pub fn found(&mut self, members: &[usize], number: u8) -> SpaceId {
        self.found_on(members, number, Terms::default())
    }

    /// As [`Table::found`], on these terms.
    pub fn found_on(&mut self, members: &[usize], number: u8, terms: Terms) -> SpaceId {
        let parties: Vec<(usize, Role)> = members.iter().map(|at| (*at, Role::Party)).collect();
        self.found_with(&parties, number, terms)
    }

    fn found_with(&mut self, members: &[(usize, Role)], number: u8, terms: Terms) -> SpaceId {
        let chair = |at: &usize| &self.chairs[*at];
        let member = |(at, role): &(usize, Role)| Member {
            party: chair(at).party,
            role: *role,
        };
        let membership = Membership::unanimous(members.iter().map(member).collect());
        let drafter = membership.members[0].party;
        let mut body = Founding::draft(drafter, &membership, &["en"], [number; 16]);
        body.fields = terms.write(body.fields);
        let bytes = body.encode();
        let mut space = None;
        for (chair, role) in members.iter().map(|(at, role)| (chair(at), role)) {
            let kept = chair.node.keep_founding(&bytes, &[]).expect("it names us");
            chair
                .node
                .enter(kept, chair.party, now_ms())
                .expect("it names us");
            space = Some(kept);
            if *role == Role::Witness {
                continue;
            }
            chair.accredits(kept);
        }
        space.expect("somebody sits here")
    }

    /// The node of one of them, as the net sees it.
    pub fn host(&self, at: usize) -> Seated {
        Seated {
            node: self.chairs[at].node.clone(),
            party: self.chairs[at].party,
            addresses: Vec::new(),
        }
    }

    /// Somebody comes to the table who is no member.
    pub fn sits_down(&mut self, called: &'static str) {
        self.chairs.push(Chair::new(called));
    }

    /// These two reach one another and tell each other all they have to.
    pub fn talk(&mut self, one: usize, other: usize) {
        self.talk_until_cut(one, other, usize::MAX);
    }

    /// As [`Table::talk`], but the connection breaks after so many bundles. True if it did not come to that.
    pub fn talk_until_cut(&mut self, one: usize, other: usize, bundles: usize) -> bool {
        let mut left = bundles;
        self.now_ms += 1_000;
        let ends = [(one, other), (other, one)]
            .map(|(here, there)| Peer::new(self.chairs[there].party, Arc::new(self.host(here))));
        ends[0].connected(self.now_ms);
        loop {
            let mut quiet = true;
            for (from, to) in [(0, 1), (1, 0)] {
                // What came may have changed anything; a running node would be told.
                let here = &self.chairs[[one, other][from]].node;
                here.space_ids()
                    .into_iter()
                    .for_each(|space| ends[from].changed(space));
                ends[from].pump(self.now_ms);
                while let Some(bundle) = ends[from].drain() {
                    if left == 0 {
                        return false;
                    }
                    left -= 1;
                    let pair = [one, other];
                    self.sent.push((pair[from], pair[to], bundle.clone()));
                    ends[to]
                        .handle(&bundle, self.now_ms)
                        .expect("what we send is understood");
                    quiet = false;
                }
            }
            if quiet {
                return true;
            }
        }
    }

    /// Everybody with everybody, until nobody can have news.
    pub fn everybody_talks(&mut self) {
        let count = self.chairs.len();
        for _ in 0..count {
            for one in 0..count {
                for other in one + 1..count {
                    self.talk(one, other);
                }
            }
        }
    }
}
