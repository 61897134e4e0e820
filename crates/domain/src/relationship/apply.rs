//! Takes folded entries in, and forgets what is erased.

use record::fold::Folded;
use record::founding::Membership;
use record::rule::Claims;
use record::view::Position;
use record::{Body, Kind, ObjectId, PartyId, Payload, Record, StatementId, Verdict};

use super::{DelegateNames, Relationship, distinct};
use crate::chronicle::{Deed, Named};
use crate::erasure::{Answer, Erasure, Outcome};
use crate::fact::{self, About, List, Subject};
use crate::item::{Item, Proposal};
use crate::place::Place;
use crate::standing::StandingAct;
use crate::wording::{NAME, OFFICE, REASON, Source, Words, names_of};

/// Of the slots that a text claims so many are read here: an entry of a thousand would otherwise make a thousand items.
const SLOTS_READ_MAX: usize = 16;
/// Of the statements that an entry names so many are kept here, if it does not act on them, and of the objects that a
/// void one names: nobody reads more of them in a list.
const NAMED_KEPT_MAX: usize = 8;

impl Relationship {
    /// Takes a folded entry and its payloads (erased or missing ones as none).
    pub fn apply(&mut self, record: &Record, folded: &Folded, payloads: &[Option<Payload>]) {
        let place = Place::of(record, folded);
        let deed = self.deed(folded, place);
        if folded.verdict == Verdict::Valid {
            self.read_names(folded, payloads);
            match folded.body.kind {
                Kind::Propose => self.take_proposal(folded, place, payloads),
                Kind::BringIn => self.take_item(record, folded, place, payloads),
                Kind::Position => self.take_position(record, folded, place),
                Kind::Suspend | Kind::Withdraw | Kind::Resume => {
                    self.take_standing_act(record, folded, place);
                }
                Kind::Erase => {
                    // The same statement on another lane asks the same, and its first place counts.
                    if let Some(asked) = Erasure::read(folded, place) {
                        let known = self.erasures.entry(asked.statement);
                        let known = known.or_insert_with(|| asked.clone());
                        if asked.place < known.place {
                            (known.at, known.place) = (asked.at, asked.place);
                        }
                    }
                }
                Kind::EraseAnswer => self.take_answer(record, folded, place),
                _ => {}
            }
        }
        self.chronicle.tell(folded.at, deed);
    }

    fn deed(&self, folded: &Folded, place: Place) -> Deed {
        let body = &folded.body;
        let refs = match folded.verdict == Verdict::Valid && stands_back(body.kind) {
            true => body.refs.as_slice(),
            false => &body.refs[..body.refs.len().min(NAMED_KEPT_MAX)],
        };
        let mut media_types = body.payloads.iter().map(|one| one.media_type.as_str());
        let until_day = body.fields.u64(fact::field::UNTIL_DAY);
        Deed {
            statement: folded.statement,
            depth: place.depth,
            order: place.order,
            kind: body.kind.number(),
            verdict: folded.verdict,
            gives_reason: media_types.any(|media_type| media_type == REASON),
            contents: body.payloads.len() as u16,
            named: Named::new(
                &self.objects_of(folded),
                refs,
                until_day.filter(|_| body.kind == Kind::Defer),
            ),
        }
    }

    fn take_standing_act(&mut self, record: &Record, folded: &Folded, place: Place) {
        let built_on = |text: &StatementId| self.built_on(text);
        let act = StandingAct::read(record, folded, place, built_on);
        for text in act.texts.iter().chain(&act.carried_to) {
            self.concerning.entry(*text).or_default().insert(place);
        }
        let again = said_again(record, folded);
        keep(&mut self.standing, act, again, |act| {
            (act.statement, act.place)
        });
    }

    /// The objects that an entry is about, in the order in which it names them: those that it brings up if it counts,
    /// and those that its author knew.
    fn objects_of(&self, folded: &Folded) -> Vec<ObjectId> {
        let body = &folded.body;
        let slots = body.slots.iter().take(SLOTS_READ_MAX);
        let slots = slots.map(|slot| slot.object);
        let named = fact::object(body).filter(|_| body.slots.is_empty());
        let through_texts = body
            .refs
            .iter()
            .filter_map(|id| self.texts.get(id))
            .filter(|text| folded.view.holds(&text.at()))
            .flat_map(|text| text.objects());
        let objects = slots.chain(named).chain(through_texts);
        if folded.verdict == Verdict::Valid {
            return distinct(objects);
        }
        let is_known = |object: &ObjectId| {
            let item = self.items.get(object);
            item.is_some_and(|item| item.is_known_in(&folded.view))
        };
        distinct(objects.filter(is_known).take(NAMED_KEPT_MAX))
    }

    fn read_names(&mut self, folded: &Folded, payloads: &[Option<Payload>]) {
        let pairs = |media_type| names_of(media_type, &folded.body.payloads, payloads);
        match folded.body.kind {
            Kind::Inception | Kind::Rotate | Kind::Recover => {
                let mut commitments = folded.body.payloads.iter();
                if commitments.any(|one| one.media_type == NAME) {
                    let named = (folded.at, pairs(NAME));
                    self.names.insert(folded.at.log.party, named);
                }
            }
            Kind::Accredit => {
                let named = DelegateNames {
                    names: pairs(NAME),
                    offices: pairs(OFFICE),
                };
                if named != DelegateNames::default() {
                    self.delegates.insert(folded.at, named);
                }
            }
            _ => {}
        }
    }

    fn take_item(
        &mut self,
        record: &Record,
        folded: &Folded,
        place: Place,
        payloads: &[Option<Payload>],
    ) {
        let Some(object) = fact::object(&folded.body) else {
            return;
        };
        let words = Words::read(&folded.body.payloads, payloads);
        let again = said_again(record, folded);
        let item = self.appear(object, folded, place);
        item.bring_in(folded, place, &words, again);
    }

    fn take_proposal(&mut self, folded: &Folded, place: Place, payloads: &[Option<Payload>]) {
        let body = &folded.body;
        // The record's rule counts every slot; more of them than people could read make no items here.
        let slots = &body.slots[..body.slots.len().min(SLOTS_READ_MAX)];
        let words = Words::read(&body.payloads, payloads);
        let about = About::read(body, Source::kept(&words.sources));
        let proposal = Proposal {
            place,
            branch: folded.at.log.branch,
            slots: Claims::new(slots),
            subject: Subject::read(body),
            list: List::read(body),
            understood: self.understands(body),
            titles: words.wordings.titles(),
            about: (about != fact::NOTHING).then(|| Box::new(about)),
        };
        let objects = proposal.objects();
        // The same statement on another lane is the same text; the first place counts.
        let known = self.texts.get(&folded.statement);
        let again = known.is_some();
        if known.is_none_or(|known| place < known.place) {
            self.texts.insert(folded.statement, Box::new(proposal));
        }
        let first = self.texts[&folded.statement].place;
        for base in body.slots.iter().filter_map(|slot| slot.base) {
            let known = self.built_on.entry(base).or_default();
            if !known.contains(&folded.statement) {
                known.push(folded.statement);
            }
        }
        for object in objects {
            self.appear(object, folded, place);
            let texts = &self.texts;
            let item = self.items.get_mut(&object).expect("it has just appeared");
            if again {
                item.texts.retain(|known| *known != folded.statement);
            }
            let before = |known: &StatementId| texts[known].place < first;
            let at = item.texts.partition_point(before);
            item.texts.reserve_exact(usize::from(item.texts.is_empty()));
            item.texts.insert(at, folded.statement);
        }
    }

    /// Whether this version shows everything that a text would bring: one object, amended by a text on the
    /// same object, of a kind and on a list that it knows, and no change of members along with it; or that change alone.
    fn understands(&self, body: &Body) -> bool {
        let subject_known = match Subject::read(body) {
            None => false,
            Some(Subject::Item) => List::read(body).is_some(),
            Some(_) => true,
        };
        let changes_members = body.fields.get(1).is_some() || body.fields.get(2).is_some();
        let [slot] = body.slots.as_slice() else {
            return false;
        };
        let of_members = slot.object == fact::object_of_members(&body.space);
        if of_members || Subject::read(body) == Some(Subject::Members) {
            let is_change = Subject::read(body) == Some(Subject::Members) && of_members;
            return is_change && Membership::read(&body.fields).is_some();
        }
        let base = slot.base.map(|base| self.texts.get(&base));
        let base_fits =
            base.is_none_or(|base| base.is_some_and(|base| base.objects().contains(&slot.object)));
        subject_known && !changes_members && base_fits
    }

    /// Without effect where its author knew of no such object; the history shows it.
    fn take_position(&mut self, record: &Record, folded: &Folded, place: Place) {
        let item = fact::object(&folded.body).and_then(|object| self.items.get_mut(&object));
        if let Some(item) = item.filter(|item| item.is_known_in(&folded.view)) {
            item.take_position(folded, place, said_again(record, folded));
        }
    }

    /// Without effect where its author knew of no such request, or where this version does not know the outcome.
    fn take_answer(&mut self, record: &Record, folded: &Folded, place: Place) {
        let request = folded.body.refs.first();
        let asked = request.and_then(|request| self.erasures.get_mut(request));
        let asked = asked.filter(|asked| folded.view.holds(&asked.at));
        if let (Some(asked), Some(outcome)) = (asked, Outcome::read(&folded.body)) {
            if outcome == Outcome::Erased {
                let done = self.erased_by.entry(folded.at.log.party).or_default();
                done.insert(asked.statement);
            }
            let answer = Answer {
                at: folded.at,
                place,
                statement: folded.statement,
                outcome,
            };
            let again = said_again(record, folded);
            keep(&mut asked.answers, answer, again, |one| {
                (one.statement, one.place)
            });
        }
    }

    /// The object, of which this entry brings words or a text; counted if its author brings it up.
    fn appear(&mut self, object: ObjectId, folded: &Folded, place: Place) -> &mut Item {
        let item = self.items.entry(object);
        let item = item.or_insert_with(|| Box::new(Item::new(object)));
        if let Some(before) = item.appear(folded, place) {
            self.count(folded.at.log.party, object, before, place);
        }
        self.items.get_mut(&object).expect("it has just appeared")
    }

    /// A party's own count of the objects it brought up. It follows the causal order of the party's own
    /// entries, so nothing that anybody else says can change a number.
    fn count(&mut self, party: PartyId, object: ObjectId, before: Option<Place>, place: Place) {
        let place_of = |object: &ObjectId| {
            let origin = self.items.get(object)?.origin_of(&party);
            origin.map(|origin| origin.place)
        };
        let counted = self.brought_up.entry(party).or_default();
        if before.is_some() {
            counted.retain(|one| *one != object && place_of(one) != before);
        }
        // Nearly always the last. One entry counts once, whatever it brings up.
        let at = match counted.last().and_then(place_of) {
            Some(last) if last >= place => {
                counted.partition_point(|one| place_of(one) < Some(place))
            }
            _ => counted.len(),
        };
        match counted
            .get_mut(at)
            .filter(|one| place_of(one) == Some(place))
        {
            Some(same) => *same = object,
            None => counted.insert(at, object),
        }
        for (number, object) in (at as u64 + 1..).zip(&counted[at..]) {
            if let Some(item) = self.items.get_mut(object) {
                item.set_number(&party, number);
            }
        }
    }

    /// Forgets the content of erased payloads of `statement`: whatever was read from them, everywhere.
    pub fn forget(
        &mut self,
        statement: &StatementId,
        commitments: &[record::Commitment],
        payloads: &[Option<Payload>],
    ) {
        let words = Words::read(commitments, payloads);
        if let Some(text) = self.texts.get_mut(statement) {
            text.titles = words.wordings.titles();
            if let Some(about) = &mut text.about {
                about.sources = Source::kept(&words.sources);
            }
        }
        for item in self.items.values_mut() {
            item.forget(statement, &words);
        }
        let places: Vec<Position> = self.said(statement).map(|event| event.at).collect();
        for at in places {
            let names = names_of(NAME, commitments, payloads);
            if let Some(delegate) = self.delegates.get_mut(&at) {
                delegate.names = names.clone();
                delegate.offices = names_of(OFFICE, commitments, payloads);
            }
            let known = self.names.get_mut(&at.log.party);
            if let Some(known) = known.filter(|(found, _)| *found == at) {
                known.1 = names;
            }
        }
    }
}

/// Whether an entry of this kind acts on all texts that it names.
fn stands_back(kind: Kind) -> bool {
    matches!(kind, Kind::Suspend | Kind::Withdraw | Kind::Resume)
}

/// Keeps what was said in causal order. The same statement on another lane is said once: the first place counts.
/// Only one said `again` is looked for, so that much that was said of one thing stays cheap to take in.
pub(crate) fn keep<T>(
    all: &mut Vec<T>,
    one: T,
    again: bool,
    key: impl Fn(&T) -> (StatementId, Place),
) {
    let (statement, place) = key(&one);
    let known = all
        .iter()
        .position(|known| again && key(known).0 == statement);
    if let Some(at) = known {
        if key(&all[at]).1 <= place {
            return;
        }
        all.remove(at);
    }
    let at = all.partition_point(|known| key(known).1 < place);
    all.insert(at, one);
}

/// Whether the author said this on another lane before.
fn said_again(record: &Record, folded: &Folded) -> bool {
    record.times_said(&folded.statement) > 1
}
