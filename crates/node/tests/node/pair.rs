//! Two running nodes that met by an invitation, with one delegate each.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::{About, Command, List, Subject, Target, Wording, Wordings};
use node::clock::now_ms;
use node::founding::Delegation;
use node::peers::{INVITATION_MS, Offer};
use node::{Name, Node, Running, Space};
use record::key::SecretKey;
use record::powers::Powers;
use record::{ObjectId, PartyId, SpaceId, StatementId, TextStatus};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// One side of the pair.
pub struct Side {
    /// The running node.
    pub running: Running,
    /// Its party.
    pub party: PartyId,
    /// Its delegate's key.
    pub delegate: SecretKey,
}

pub fn name(text: &str) -> Vec<Name> {
    vec![Name {
        lang: "en".into(),
        text: text.into(),
    }]
}

/// Opens the node in `folder`, making it first if need be, and starts it on a free port.
pub async fn start(folder: &Path, called: &str) -> Side {
    let node = match folder.join("identity").exists() {
        true => Node::open(folder),
        false => Node::init(folder, &name(called)),
    };
    let node = Arc::new(node.expect("a folder of its own"));
    let party = node.seats().next().expect("one seat").party;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let running = Running::start(node, party, listener, Vec::new()).expect("a node starts");
    let delegate = SecretKey::from_seed(&record::testing::seed(&[called, "delegate"]));
    Side {
        running,
        party,
        delegate,
    }
}

impl Side {
    pub fn node(&self) -> &Node {
        &self.running.node
    }

    /// Says where the other side listens since it was started again.
    pub fn find(&self, other: &Side) {
        let there = vec![other.running.peer_address.to_string()];
        self.node()
            .note_addresses(&other.party, there)
            .expect("a peer");
    }

    pub fn accredit(&self, space: SpaceId) {
        let delegation = Delegation {
            powers: Powers::alone(self.delegate.public(), Powers::ALL_KINDS.to_vec(), 3),
            names: name("A. Delegate"),
            offices: name("Director"),
        };
        self.node()
            .accredit(space, self.party, &delegation, now_ms())
            .expect("the seal key accredits");
    }

    /// Submits and gives the statements that were sealed.
    pub fn submit(
        &self,
        space: SpaceId,
        command: Command,
    ) -> Result<node::Receipt, node::ActError> {
        self.node()
            .submit(space, self.party, command, &self.delegate, now_ms())
    }

    /// Seals one statement, the text of a proposal, and gives its id.
    pub fn put_forward(&self, space: SpaceId, proposal: Command) -> StatementId {
        self.submit(space, proposal)
            .expect("the proposal is in order")
            .sealed[0]
            .0
    }

    /// The object that a text claims.
    pub fn object_of(&self, space: SpaceId, text: StatementId) -> ObjectId {
        let object = |state: &Space| state.relationship.object_of(&text);
        let known = self.node().read(&space, object).flatten();
        known.expect("a text that is known")
    }

    pub fn status(&self, space: SpaceId, text: StatementId) -> Option<TextStatus> {
        self.node()
            .read(&space, |state| state.record.status(&text))
            .flatten()
    }

    pub fn digest(&self, space: SpaceId) -> record::Hash {
        self.node()
            .read(&space, |state| state.record.digest())
            .expect("the space is known")
    }

    /// Waits until `ready` holds, or panics after a minute.
    pub async fn until(&self, what: &str, ready: impl Fn(&Node) -> bool) {
        let mut changes = self.node().changes();
        let wait = async {
            while !ready(self.node()) {
                let _ = tokio::time::timeout(Duration::from_millis(50), changes.changed()).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), wait)
            .await
            .unwrap_or_else(|_| panic!("waited for: {what}"));
    }

    pub async fn until_status(&self, space: SpaceId, text: StatementId, status: TextStatus) {
        let what = format!("{status:?}");
        self.until(&what, |node| {
            node.read(&space, |state| state.record.status(&text))
                .flatten()
                == Some(status)
        })
        .await;
    }
}

/// Both sides meet by an invitation, enter the space and accredit their delegates.
pub async fn meet(inviter: &Side, invitee: &Side) -> SpaceId {
    let offer = Offer {
        titles: name("A relationship"),
        languages: vec!["en".into(), "zh-Hans".into()],
        expires_ms: now_ms() + INVITATION_MS,
    };
    let address = inviter.running.peer_address.to_string();
    let invitation = inviter
        .node()
        .invite(inviter.party, &offer, vec![address])
        .expect("an invitation");
    let there = vec![invitee.running.peer_address.to_string()];
    let met = invitee
        .node()
        .accept(invitee.party, &invitation, there)
        .await
        .expect("first contact");
    assert_eq!(met, inviter.party);
    let space = invitee.node().space_ids()[0];
    invitee
        .node()
        .enter(space, invitee.party, now_ms())
        .expect("named in the founding");
    inviter.accredit(space);
    invitee.accredit(space);
    space
}

/// A text of one side and a rival text of the other on the same object, both open at both.
pub async fn rivals(one: &Side, other: &Side, space: SpaceId) -> (StatementId, StatementId) {
    let first = one.put_forward(space, propose(List::Dialogues, "A hotline"));
    other.until_status(space, first, TextStatus::Open).await;
    let object = other.object_of(space, first);
    let second = other.put_forward(space, counter(object, "A direct line"));
    one.until_status(space, second, TextStatus::Open).await;
    (first, second)
}

/// Two sides that have met, with their folders, which last as long as these values.
pub async fn met() -> (TempDir, TempDir, Side, Side, SpaceId) {
    let (left, right) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let asteria = start(left.path(), "Asteria").await;
    let borealis = start(right.path(), "Borealis").await;
    let space = meet(&asteria, &borealis).await;
    (left, right, asteria, borealis, space)
}

/// A proposal of one item in English.
pub fn propose(list: List, title: &str) -> Command {
    let wording = Wording {
        lang: "en".into(),
        title: title.into(),
        ..Wording::default()
    };
    let target = Target::New {
        subject: Subject::Item,
        list: Some(list),
    };
    Command::Propose {
        target,
        wordings: Wordings(vec![wording]),
        about: About::default(),
    }
}

/// A rival proposal on the same object.
pub fn counter(object: ObjectId, title: &str) -> Command {
    let wording = Wording {
        lang: "en".into(),
        title: title.into(),
        ..Wording::default()
    };
    Command::Propose {
        target: Target::Existing(object),
        wordings: Wordings(vec![wording]),
        about: About::default(),
    }
}
