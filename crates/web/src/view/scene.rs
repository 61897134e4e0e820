//! What a page is made from: the space, who reads it, and how its parts are named for that reader.

use domain::area::Standing;
use domain::place::{entry_number, in_order, letter_of};
use domain::relationship::best_of;
use domain::{Item, Relationship, Titles};
use i18n::{Arg, Localizer};
use node::Space;
use record::powers::Powers;
use record::register::Accreditation;
use record::view::Position;
use record::{Kid, Kind, ObjectId, PartyId, Record, Role, StatementId};

use crate::evidence::Sealed;
use crate::frame::Frame;
use crate::pages::parts::{ItemRef, Party, Person, Titled, Words};
use crate::pages::text::Signed;
use crate::session::Member;
use crate::view::words;

/// A space as one reader sees it.
pub struct Scene<'a> {
    /// The space.
    pub state: &'a Space,
    /// Who reads.
    pub member: &'a Member,
    /// The reader's party.
    pub own: PartyId,
    /// The reader's language.
    pub l: Localizer,
    /// Where the space's pages begin.
    pub base: String,
    /// The time of the answer, ms UTC.
    pub now: i64,
}

impl<'a> Scene<'a> {
    /// Reads the space of `member`; none if this node does not know it any more.
    pub fn read<T>(member: &Member, look: impl FnOnce(&Scene<'_>) -> T) -> Option<T> {
        let visitor = &member.person.visitor;
        visitor.app.node.read(&member.space, |state| {
            look(&Scene {
                state,
                member,
                own: member.person.party,
                l: visitor.l(),
                base: member.base(),
                now: visitor.now as i64,
            })
        })
    }

    /// The record.
    pub fn record(&self) -> &'a Record {
        &self.state.record
    }

    /// What follows from it.
    pub fn relationship(&self) -> &'a Relationship {
        &self.state.relationship
    }

    /// Today (days since 1970-01-01, UTC).
    pub fn today(&self) -> u64 {
        node::clock::day_of(self.now as u64)
    }

    /// The members, the reader's own party first, then in the agreed order.
    pub fn members(&self) -> Vec<(PartyId, Role)> {
        let all = self.record().membership().1.members.iter();
        let mut members: Vec<(PartyId, Role)> =
            all.map(|member| (member.party, member.role)).collect();
        members.sort_by_key(|(party, _)| *party != self.own);
        members
    }

    /// The members that are sent what is said, the reader's own party first: all but witnesses.
    pub fn readers(&self) -> Vec<(PartyId, Role)> {
        let mut members = self.members();
        members.retain(|(_, role)| *role != Role::Witness);
        members
    }

    /// The members that are parties, the reader's own first.
    pub fn parties(&self) -> Vec<PartyId> {
        self.members()
            .into_iter()
            .filter(|(_, role)| *role == Role::Party)
            .map(|(party, _)| party)
            .collect()
    }

    /// The reader's own party first, then in the agreed order.
    pub fn own_first(&self, parties: Vec<PartyId>) -> Vec<PartyId> {
        let mut parties = in_order(self.record(), parties);
        parties.sort_by_key(|party| *party != self.own);
        parties
    }

    /// As what the reader's party is a member.
    pub fn role(&self) -> Option<Role> {
        self.record().membership().1.role(&self.own)
    }

    /// A party's name for this reader; its number while its name is not known here.
    pub fn name(&self, party: &PartyId) -> String {
        let tag = self.l.lang.tag();
        self.relationship()
            .party_name(party, tag)
            .map_or_else(|| party.short(), str::to_owned)
    }

    /// The names of several parties.
    pub fn names(&self, parties: &[PartyId]) -> Vec<String> {
        parties.iter().map(|party| self.name(party)).collect()
    }

    /// A party as it is shown.
    pub fn party(&self, party: &PartyId) -> Party {
        Party {
            name: self.name(party),
            letter: letter_of(self.record(), party).to_string(),
            own: *party == self.own,
        }
    }

    /// What is known of an entry beside the state.
    pub fn sealed(&self, at: &Position) -> Sealed {
        let app = &self.member.person.visitor.app;
        app.evidence.of(&app.node, self.record().space(), at)
    }

    /// When an entry was sealed or came here.
    pub fn at(&self, at: &Position) -> i64 {
        self.sealed(at).at_ms
    }

    /// Who signed an entry: the first of its signers.
    pub fn person(&self, at: &Position) -> Person {
        let sealed = self.sealed(at);
        sealed
            .kids
            .first()
            .map(|kid| self.signer_of(at, kid))
            .unwrap_or_default()
    }

    /// Who signed the entry at `at` with this key: for a delegate, in a main log, the name and office of that time, whatever
    /// office the same person holds now.
    pub fn signer_of(&self, at: &Position, kid: &Kid) -> Person {
        let register = self.record().register(&at.log.party);
        let then = register.and_then(|register| register.before(kid, at));
        then.and_then(|accredited| self.delegate(accredited))
            .unwrap_or_else(|| self.signer(&at.log.party, kid))
    }

    /// What a delegate was called when accredited.
    fn delegate(&self, accredited: Accreditation<'_>) -> Option<Person> {
        let names = self.relationship().delegate(&accredited.at)?;
        let tag = self.l.lang.tag();
        let said = |list| best_of(list, tag).unwrap_or_default().to_owned();
        Some(Person {
            name: said(&names.names),
            office: said(&names.offices),
        })
    }

    /// Whose key it is now: a delegate's, or one of the party's own.
    pub fn signer(&self, party: &PartyId, kid: &Kid) -> Person {
        let accredited = self
            .record()
            .register(party)
            .and_then(|register| register.all().find(|(found, _)| *found == kid));
        if let Some(person) = accredited.and_then(|(_, accredited)| self.delegate(accredited)) {
            return person;
        }
        let own = self
            .record()
            .identity(party)
            .map(|identity| identity.latest());
        let key = match own {
            Some(keys) if keys.node.kid() == *kid => "record-signer-node",
            Some(keys) if keys.seal.kid() == *kid => "record-signer-seal",
            Some(keys) if keys.root.kid() == *kid => "record-signer-root",
            _ => {
                return Person {
                    name: kid.short(),
                    office: String::new(),
                };
            }
        };
        Person {
            name: self.l.ta(key, &[("party", Arg::from(&self.name(party)))]),
            office: String::new(),
        }
    }

    /// Whether an entry was signed by the party's node, not by a person.
    pub fn by_node(&self, at: &Position) -> bool {
        let node = self
            .record()
            .identity(&at.log.party)
            .map(|identity| identity.latest().node.kid());
        node.is_some_and(|kid| self.sealed(at).kids.contains(&kid))
    }

    /// An entry's number; on a page the word "entry" stands before it.
    pub fn entry(&self, at: &Position) -> String {
        entry_number(self.record(), at)
    }

    /// Where an entry is shown.
    pub fn entry_href(&self, at: &Position) -> String {
        format!("{}/record/{}", self.base, self.entry(at))
    }

    /// Who signed an entry, when, and where it stands.
    pub fn signed(&self, at: &Position) -> Signed {
        Signed {
            person: self.person(at),
            at: self.at(at),
            entry: self.entry(at),
            href: self.entry_href(at),
        }
    }

    /// How a text is called where an item has more than one: by its author, its day and its entry. No count of texts:
    /// two nodes may hear of rivals in a different order.
    pub fn text_name(&self, id: &StatementId) -> String {
        let Some(text) = self.relationship().text(id) else {
            return String::new();
        };
        let (party, date) = (
            self.name(&text.place.party()),
            self.l.date(self.at(&text.at())),
        );
        let entry = self.entry(&text.at());
        let args = [
            ("party", Arg::from(&party)),
            ("date", Arg::from(&date)),
            ("entry", Arg::from(&entry)),
        ];
        self.l.ta("framework-target", &args)
    }

    /// An area's name; while not all agreed to it, with whose it is.
    pub fn area_words(&self, area: &Item) -> String {
        let name = self.item_ref(area).title.main.text;
        match domain::area::standing(self.relationship(), self.record(), area) {
            Some(Standing::Of(party)) => {
                let party = self.name(&party);
                let args = [("area", Arg::from(&name)), ("party", Arg::from(&party))];
                self.l.ta("framework-area-of", &args)
            }
            _ => name,
        }
    }

    /// Areas in words, of those that are known here.
    pub fn areas_words(&self, areas: &[ObjectId]) -> Vec<String> {
        let known = areas
            .iter()
            .filter_map(|area| self.relationship().item(area));
        known.map(|area| self.area_words(area)).collect()
    }

    /// Items, as other pages point to them, of those that are known here.
    pub fn item_refs(&self, objects: &[ObjectId]) -> Vec<ItemRef> {
        let known = objects
            .iter()
            .filter_map(|object| self.relationship().item(object));
        known.map(|item| self.item_ref(item)).collect()
    }

    /// An item, as other pages point to it.
    pub fn item_ref(&self, item: &Item) -> ItemRef {
        let number = item.number(self.record());
        let title = match item.titles(self.relationship(), self.record()) {
            Some(titles) => self.titled(titles),
            None => Titled::default(),
        };
        let title = if title.main.text.is_empty() {
            words::only(&number)
        } else {
            title
        };
        ItemRef {
            id: item.object.hex(),
            number,
            title,
        }
    }

    /// A title for this reader, with the other languages below it.
    pub fn titled(&self, titles: &Titles) -> Titled {
        words::titled(titles, self.l.lang)
    }

    /// The words of an entry: the state holds titles only.
    pub fn words(&self, at: &Position) -> domain::Words {
        let node = &self.member.person.visitor.app.node;
        node.words(&self.record().space(), at)
    }

    /// The reason that an entry gives, if it does.
    pub fn reason(&self, at: &Position) -> Option<Words> {
        self.words(at).reason.as_ref().map(words::reason)
    }

    /// The powers that the person who reads has here now; none if they have expired.
    pub fn powers(&self) -> Option<&'a Powers> {
        let kid = self.member.person.session.person.key.kid();
        let view = self.record().known();
        let powers = &self
            .record()
            .register(&self.own)?
            .powers(&kid, view)?
            .powers;
        powers
            .expires_ms
            .is_none_or(|expires_ms| expires_ms as i64 > self.now)
            .then_some(powers)
    }

    /// The person who reads, as the record names them here; as the node knows them, while they have no powers.
    pub fn reader(&self) -> Person {
        let kid = self.member.person.session.person.key.kid();
        let register = self.record().register(&self.own);
        let accredited = register.and_then(|register| register.all().find(|(of, _)| **of == kid));
        accredited
            .and_then(|(_, accredited)| self.delegate(accredited))
            .unwrap_or_else(|| crate::view::frame::shown(&self.member.person))
    }

    /// Whether the person who reads may sign this kind here.
    pub fn may(&self, kind: Kind) -> bool {
        self.powers()
            .is_some_and(|powers| powers.kinds.contains(&kind))
    }

    /// The frame of a page of this space.
    pub fn frame(&self, section: crate::frame::Section, title: &str) -> Frame {
        crate::view::frame::inside(self, section, title)
    }
}
