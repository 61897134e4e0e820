//! Invented parties and words, and a node that works alone in a space of two.

use std::path::Path;
use std::sync::Arc;

use domain::{About, Command, List, Subject, Wording, Wordings};
use node::clock::now_ms;
use node::founding::{Delegation, parties};
use node::{Name, Node};
use record::key::SecretKey;
use record::powers::Powers;
use record::testing::{Player, seed};
use record::{ObjectId, PartyId, SpaceId};

/// Length of an entry's words such that the entry is 1 KiB on the wire.
pub const WORDS: usize = 589;

/// A node with one delegate in one space, whose other party never answers.
pub struct Alone {
    /// The node.
    pub node: Arc<Node>,
    /// Its party.
    pub party: PartyId,
    /// The space.
    pub space: SpaceId,
    /// The delegate's key.
    pub delegate: SecretKey,
}

impl Alone {
    /// Founds the space in an empty folder.
    pub fn found(folder: &Path) -> Alone {
        let node = Node::init(folder, &name("Asteria")).expect("an empty folder");
        let party = node.seats().next().expect("one seat").party;
        let members = parties(&[party, Player::new("borealis").party]);
        let (founding, payloads) = node.draft_founding(party, members, &["en"], &name("Two"));
        let space = node
            .keep_founding(&founding, &payloads)
            .expect("it names us");
        let delegate = SecretKey::from_seed(&seed(&["asteria", "/delegate"]));
        node.enter(space, party, now_ms()).expect("it names us");
        accredit(&node, space, party, &delegate);
        let node = Arc::new(node);
        Alone {
            node,
            party,
            space,
            delegate,
        }
    }

    /// Submits one command; its object, if it brought one up, is the last one known.
    pub fn submit(&self, command: Command) {
        self.node
            .submit(self.space, self.party, command, &self.delegate, now_ms())
            .expect("it can be said");
    }

    /// Submits many in one transaction.
    pub fn submit_all(&self, commands: &[Command]) {
        self.node
            .submit_all(self.space, self.party, commands, &self.delegate, now_ms())
            .map_err(|(_, error)| error)
            .expect("they can be said");
    }

    /// The items that are there.
    pub fn objects(&self) -> Vec<ObjectId> {
        let objects = self.node.read(&self.space, |state| {
            let items = state.relationship.items();
            items.iter().map(|item| item.object).collect()
        });
        objects.expect("the space is known")
    }
}

/// Gives all powers to a delegate.
pub fn accredit(node: &Node, space: SpaceId, party: PartyId, delegate: &SecretKey) {
    let delegation = Delegation {
        powers: Powers::alone(delegate.public(), Powers::ALL_KINDS.to_vec(), 3),
        names: name("A. Delegate"),
        offices: name("Director"),
    };
    node.accredit(space, party, &delegation, now_ms())
        .expect("the seal key accredits");
}

/// A name in English.
pub fn name(text: &str) -> Vec<Name> {
    vec![Name {
        lang: "en".into(),
        text: text.into(),
    }]
}

/// `length` bytes of words, title and text together, that differ with `number`.
pub fn wordings(number: usize, length: usize) -> Wordings {
    let title = format!("Joint search and rescue, {number:08}");
    let sentence = "The parties keep each other informed of what they plan at sea. ";
    // Between title and text stands an empty line.
    let text = sentence.chars().cycle();
    Wordings(vec![Wording {
        lang: "en".into(),
        text: text.take(length.saturating_sub(title.len() + 2)).collect(),
        title,
        courtesy: false,
    }])
}

/// An item brought in on the list of cooperation.
pub fn item(number: usize) -> Command {
    Command::BringIn {
        subject: Subject::Item,
        list: Some(List::Cooperation),
        wordings: wordings(number, WORDS),
        about: About::default(),
    }
}

/// A position of 1 KiB on an item.
pub fn position(object: ObjectId, number: usize) -> Command {
    Command::Position {
        object,
        wordings: wordings(number, WORDS),
    }
}
