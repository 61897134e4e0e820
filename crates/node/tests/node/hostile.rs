//! A party whose node is under nobody's rules: it signs what it likes and hands it to our node directly.

use std::path::Path;
use std::sync::Arc;

use net::Host;
use net::wire::Batch;
use node::Node;
use node::clock::now_ms;
use node::host::Seated;
use record::founding::Membership;
use record::testing::{Player, Seat};
use record::{Checkpoint, Entry, Founding, LogKey, PartyId, SpaceId};

use crate::pair::name;

/// Our node, as the net sees it, and a hostile member of one space with it.
pub struct Hostile {
    pub node: Arc<Node>,
    pub host: Seated,
    pub party: PartyId,
    pub seat: Seat,
    pub space: SpaceId,
}

impl Hostile {
    /// A fresh node in `folder`, which holds the draft of a space with the hostile party and has not entered it.
    pub fn new(folder: &Path) -> Hostile {
        let node = Arc::new(Node::init(folder, &name("Asteria")).expect("a folder of its own"));
        let party = node.seats().next().expect("one seat").party;
        let player = Player::new("borealis");
        let members = node::founding::parties(&[player.party, party]);
        let body = Founding::draft(
            player.party,
            &Membership::unanimous(members),
            &["en"],
            [1; 16],
        );
        let founding = Founding::read(&body.encode()).expect("a sound founding");
        let space = node
            .keep_founding(&founding.bytes, &[])
            .expect("it names us");
        Hostile {
            host: Seated {
                node: node.clone(),
                party,
                addresses: Vec::new(),
            },
            node,
            party,
            seat: Seat::opened(&player, &founding),
            space,
        }
    }

    /// All logs of the hostile party, identity first.
    fn logs(&self) -> [LogKey; 2] {
        [
            LogKey::identity(self.seat.player.party),
            self.seat.player.log(),
        ]
    }

    /// The part of `log` that our node does not hold, as one batch with a signed head; none if it holds all.
    pub fn batch(&self, log: LogKey) -> Option<Batch> {
        let from = self
            .node
            .read(&self.space, |state| state.record.size(&log))
            .expect("our node knows the space");
        let all = self.seat.entries.iter().filter(|(key, _)| *key == log);
        let entries: Vec<Vec<u8>> = all
            .skip(from as usize)
            .map(|(_, entry)| Entry::encode(entry))
            .collect();
        let size = from + entries.len() as u64;
        let checkpoint = Checkpoint {
            log: log.in_space(self.space),
            size,
            root: self.seat.record.root_at(&log, size)?,
            previous: None,
            time_ms: now_ms(),
        };
        (!entries.is_empty()).then(|| Batch {
            from,
            entries,
            checkpoint: checkpoint.sign(&self.seat.player.node),
        })
    }

    /// Hands over everything that is new.
    pub fn deliver(&self) {
        for log in self.logs() {
            if let Some(batch) = self.batch(log) {
                assert!(batch.is_sound());
                self.host
                    .store(self.seat.player.party, batch, None)
                    .expect("it hashes to a signed head");
            }
        }
    }
}
