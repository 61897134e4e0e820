//! One seat of a script: it decides, signs, seals and settles as a node does.

use std::collections::BTreeMap;

use record::fold::{Folded, Signatures};
use record::powers::Powers;
use record::seal::{Statement, seal_all};
use record::testing::{self, Player, seed};
use record::view::Position;
use record::{
    Body, Entry, Founding, Kind, LogKey, ObjectId, PartyId, Record, StatementId, TextStatus,
    Verdict, Void,
};

use super::Part;
use crate::decide::{Desk, Draft, Pending, Seeds, pending};
use crate::{Command, Refusal, Relationship, Words, decide};

/// One party's node, reduced to what it holds and what follows from it.
pub struct Seat {
    /// The name in the script.
    pub name: String,
    /// The seat of the record: keys, entries, folded state.
    pub seat: testing::Seat,
    /// What follows from it.
    pub relationship: Relationship,
    /// Assents that are signed and wait for rivals to die: text and statement.
    pub pending: Vec<(StatementId, Statement)>,
    /// Assents that were dropped because they can never count.
    pub dropped: Vec<(StatementId, Void)>,
    names: Vec<(PartyId, String)>,
    said: u64,
    salt: u64,
}

impl Seat {
    pub(super) fn open(
        part: &Part,
        player: &Player,
        founding: &Founding,
        names: &[(PartyId, String)],
        salt: u64,
    ) -> Seat {
        let opened = match part.role {
            Some(_) => testing::Seat::opened_for(player, founding, &Powers::ALL_KINDS),
            None => testing::Seat::new(player, founding),
        };
        let mut seat = Seat::empty(&part.name, player, founding, names, salt);
        seat.take_all(&opened.entries);
        seat
    }

    fn empty(
        name: &str,
        player: &Player,
        founding: &Founding,
        names: &[(PartyId, String)],
        salt: u64,
    ) -> Seat {
        Seat {
            name: name.to_owned(),
            seat: testing::Seat::new(player, founding),
            relationship: Relationship::default(),
            pending: Vec::new(),
            dropped: Vec::new(),
            names: names.to_vec(),
            said: 0,
            salt,
        }
    }

    /// An onlooker who holds nothing yet and knows everybody by the names that this seat uses.
    pub fn onlooker(&self) -> Seat {
        let player = Player::new("onlooker");
        let founding = self.record().founding();
        Seat::empty("onlooker", &player, founding, &self.names, self.salt)
    }

    /// The record it holds.
    pub fn record(&self) -> &Record {
        &self.seat.record
    }

    /// Its party.
    pub fn party(&self) -> PartyId {
        self.seat.player.party
    }

    /// What the script calls a party.
    pub fn name_of(&self, party: &PartyId) -> &str {
        let known = self.names.iter().find(|(known, _)| known == party);
        known.map_or("a stranger", |(_, name)| name)
    }

    /// Fresh random bytes, the same ones in every run of a script.
    pub fn seeds(&mut self) -> Seeds {
        self.said += 1;
        Seeds::new(seed(&[
            &self.seat.player.name,
            &self.salt.to_string(),
            &self.said.to_string(),
        ]))
    }

    pub(super) fn does(
        &mut self,
        command: &Command,
        today: u64,
    ) -> Result<Vec<StatementId>, Refusal> {
        let seeds = self.seeds();
        let mut desk = Desk {
            record: &self.seat.record,
            relationship: &self.relationship,
            party: self.party(),
            today,
            seeds,
            words: &|at| self.words(at),
        };
        let decision = decide(&mut desk, command)?;
        let delegate = self.seat.player.delegate.clone();
        let sign = |draft: Draft| Statement::sign(&draft.body, draft.payloads, &delegate);
        for draft in decision.pending {
            let text = draft.body.refs[0];
            self.pending.push((text, sign(draft)));
        }
        let signed = self.seal(decision.now.into_iter().map(sign).collect());
        self.settle();
        Ok(signed)
    }

    /// Seals own statements; all of them must count.
    pub fn seal(&mut self, statements: Vec<Statement>) -> Vec<StatementId> {
        let log = LogKey::main(self.party());
        let entries = seal_all(statements, self.record(), &log).expect("small entries");
        let mut signed = Vec::new();
        for entry in entries {
            for (statement, verdict) in self.take(log, &entry) {
                assert_eq!(verdict, Verdict::Valid, "nothing void is ever signed");
                signed.push(statement);
            }
        }
        signed
    }

    /// Takes an entry of `log` and applies whatever it made ready.
    pub fn take(&mut self, log: LogKey, entry: &Entry) -> Vec<(StatementId, Verdict)> {
        let folded = self.seat.take(log, entry);
        self.apply(&folded);
        folded
            .iter()
            .map(|one| (one.statement, one.verdict))
            .collect()
    }

    /// Takes an entry that no signed head proves yet.
    pub fn take_without_head(&mut self, log: LogKey, entry: &Entry) {
        self.seat.entries.push((log, entry.clone()));
        let folded = self.seat.record.apply(log, entry, Signatures::Verify);
        self.apply(&folded);
    }

    fn apply(&mut self, folded: &[Folded]) {
        for one in folded {
            let payloads = self.entry(one.at.log, one.at.index).payloads.clone();
            self.relationship.apply(&self.seat.record, one, &payloads);
        }
    }

    fn entry(&self, log: LogKey, index: u64) -> &Entry {
        let mut of_log = self.seat.entries.iter().filter(|(key, _)| *key == log);
        let entry = of_log.nth(index as usize).map(|(_, entry)| entry);
        entry.expect("a folded entry was taken")
    }

    /// The words of the entry at `at`, as they came.
    pub fn words(&self, at: &Position) -> Words {
        let entry = self.entry(at.log, at.index);
        Words::read(&entry.body.payloads, &entry.payloads)
    }

    /// What `other` lacks, in the order in which this seat took it.
    pub fn news_for(&self, other: &Seat) -> Vec<(LogKey, Entry)> {
        let mut sizes: BTreeMap<LogKey, u64> = Default::default();
        let lacks = |(log, _): &&(LogKey, Entry)| {
            let index = sizes.entry(*log).or_default();
            *index += 1;
            *index > other.record().size(log)
        };
        self.seat.entries.iter().filter(lacks).cloned().collect()
    }

    /// Takes entries, and answers as a node does.
    pub fn take_all(&mut self, entries: &[(LogKey, Entry)]) {
        for (log, entry) in entries {
            self.take(*log, entry);
        }
        self.settle();
    }

    /// What a node does by itself: owed renounces first, then pending assents.
    fn settle(&mut self) {
        loop {
            let log = LogKey::main(self.party());
            let view = self.record().view_of(&log);
            let owed = self.record().ledger().owed_renounces(&self.party(), &view);
            let mut ready: Vec<Statement> =
                owed.into_iter().map(|text| self.renounce(text)).collect();
            if ready.is_empty() {
                ready.extend(self.next_ready());
            }
            if ready.is_empty() {
                return;
            }
            self.seal(ready);
        }
    }

    fn renounce(&mut self, text: StatementId) -> Statement {
        let nonce = self.seeds().nonce();
        let mut body = Body::new(self.record().space(), self.party(), Kind::Renounce, nonce);
        body.refs = vec![text];
        Statement::sign(&body, Vec::new(), &self.seat.player.node)
    }

    fn next_ready(&mut self) -> Option<Statement> {
        let mut place = 0;
        while let Some((text, _)) = self.pending.get(place) {
            match pending(&self.seat.record, self.party(), text) {
                Pending::Ready => return Some(self.pending.remove(place).1),
                Pending::Wait => place += 1,
                Pending::Drop(reason) => {
                    let (text, _) = self.pending.remove(place);
                    self.dropped.push((text, reason));
                }
            }
        }
        None
    }

    /// The item that has a text, or words brought in, with this title.
    ///
    /// # Panics
    /// There is none.
    pub fn item(&self, title: &str) -> ObjectId {
        let items = self.relationship.items();
        let named = items.iter().find(|item| {
            let texts = item
                .texts
                .iter()
                .filter_map(|id| self.relationship.text(id));
            let mut titles = texts
                .map(|text| text.titles.title("en"))
                .chain(item.brought_in.iter().map(|one| one.titles.title("en")));
            titles.any(|known| known == title)
        });
        let object = named.map(|item| item.object);
        object.unwrap_or_else(|| panic!("{} knows no item called {title}", self.name))
    }

    /// The last text with this title, an open one before others.
    ///
    /// # Panics
    /// There is none.
    pub fn text(&self, title: &str) -> StatementId {
        let items = self.relationship.items();
        let titled = |id: &&StatementId| {
            let text = self.relationship.text(id);
            text.is_some_and(|text| text.titles.title("en") == title)
        };
        let texts: Vec<StatementId> = items
            .iter()
            .flat_map(|item| &item.texts)
            .filter(titled)
            .copied()
            .collect();
        let open = |id: &&StatementId| self.record().status(id) == Some(TextStatus::Open);
        let chosen = texts.iter().rfind(open).or(texts.last());
        *chosen.unwrap_or_else(|| panic!("{} knows no text called {title}", self.name))
    }

    /// The text in effect on the item with this title.
    ///
    /// # Panics
    /// There is none.
    pub fn current(&self, title: &str) -> StatementId {
        let object = self.item(title);
        let item = self.relationship.item(&object);
        let current = item.and_then(|item| item.current(&self.relationship, self.record()));
        current.unwrap_or_else(|| panic!("nothing is in effect on {title}"))
    }
}
