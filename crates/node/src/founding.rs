//! Founding a space, entering it, and giving full powers in it.

use std::sync::Arc;

use domain::wording::{Content, NAME, OFFICE, WORDING};
use record::founding::{Membership, Terms};
use record::powers::{self, Powers};
use record::seal::{self, Statement};
use record::{Entry, Founding, Hash, Kid, LogKey, Member, PartyId, Payload, Role, SpaceId};

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::node::Node;
use crate::renew::place_of_keys;
use crate::seat::{Name, Seat};
use crate::space::Space;
use crate::writer::{Outcome, Writer, read, write};

/// What a delegate is to be called and may do.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// What the delegate may do, and in which office.
    pub powers: Powers,
    /// Names, by language.
    pub names: Vec<Name>,
    /// How the office is called, by language.
    pub offices: Vec<Name>,
}

/// The level at which a delegate acts where nothing else is said: a working group.
pub const LEVEL_WORKING: u64 = 3;

/// A founding body's bytes and its payloads.
pub type FoundingDraft = (Vec<u8>, Vec<Payload>);

impl Node {
    /// Drafts a founding. The order of the members is as given: draw it by lot or agree on it before.
    pub fn draft_founding(
        &self,
        drafter: PartyId,
        members: Vec<Member>,
        languages: &[&str],
        titles: &[Name],
    ) -> FoundingDraft {
        self.draft_founding_on(drafter, members, languages, titles, Terms::default())
    }

    /// As [`Node::draft_founding`], for a space that is closed or is to stay unknown for a time.
    pub fn draft_founding_on(
        &self,
        drafter: PartyId,
        members: Vec<Member>,
        languages: &[&str],
        titles: &[Name],
        terms: Terms,
    ) -> FoundingDraft {
        let mut body = Founding::draft(
            drafter,
            &Membership::unanimous(members),
            languages,
            random(),
        );
        body.fields = terms.write(body.fields);
        let mut payloads = Vec::new();
        for title in titles {
            let content = Content::text(WORDING, Some(&title.lang), &title.text);
            let payload = Payload {
                salt: random(),
                content: content.bytes,
            };
            body.payloads
                .push(payload.commitment(WORDING, Some(&title.lang)));
            payloads.push(payload);
        }
        (body.encode(), payloads)
    }

    /// Founds a further space with these peers in their roles, and enters it as a party. The order of the members is drawn
    /// by lot, whatever their roles.
    ///
    /// # Errors
    /// Not seated, somebody is no peer or named twice, or the database fails.
    pub fn found(
        &self,
        party: PartyId,
        with: &[Member],
        titles: &[Name],
        terms: Terms,
        now_ms: u64,
    ) -> Result<SpaceId, ActError> {
        let peers = self.peers().all();
        if with.is_empty() || with.iter().any(|one| !peers.contains_key(&one.party)) {
            return Err(ActError::NotSeated);
        }
        let secret: [u8; 32] = random();
        let lot = |party: &PartyId| Hash::labelled("detente/1/lot", &[party.as_bytes(), &secret]);
        let mut members = parties(&[party]);
        members.extend_from_slice(with);
        members.sort_by_key(|one| lot(&one.party));
        let languages: Vec<&str> = titles.iter().map(|title| title.lang.as_str()).collect();
        let (founding, payloads) =
            self.draft_founding_on(party, members, &languages, titles, terms);
        let space = self.keep_founding(&founding, &payloads)?;
        self.enter(space, party, now_ms)?;
        Ok(space)
    }

    /// Keeps a founding that came from elsewhere and names one of our seats. Entering it is an act of its own.
    ///
    /// # Errors
    /// Not a founding, none of our seats is named in it, or the database fails.
    pub fn keep_founding(&self, bytes: &[u8], payloads: &[Payload]) -> Result<SpaceId, ActError> {
        self.keep_offered(self.naming_us(bytes)?, payloads)
    }

    /// As [`Node::keep_founding`], for one that was drafted here just now: nobody can have signed in it.
    pub(crate) fn keep_own_founding(
        &self,
        bytes: &[u8],
        payloads: &[Payload],
    ) -> Result<SpaceId, ActError> {
        self.put_founding(self.naming_us(bytes)?, payloads)
    }

    fn naming_us(&self, bytes: &[u8]) -> Result<Founding, ActError> {
        let founding = Founding::read(bytes).ok_or(ActError::NotSeated)?;
        let named = |seat: Arc<Seat>| founding.membership.role(&seat.party).is_some();
        match self.seats().any(named) {
            true => Ok(founding),
            false => Err(ActError::NotSeated),
        }
    }

    /// Keeps a founding that may not name us: a change of members may have let us in, which only the entries can show.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) fn keep_offered(
        &self,
        founding: Founding,
        payloads: &[Payload],
    ) -> Result<SpaceId, ActError> {
        if !read(&self.spaces).contains_key(&founding.space) {
            self.writer().doubts.heard_of(&founding.space)?;
        }
        let space = self.put_founding(founding, payloads)?;
        self.show_doubt(&space);
        Ok(space)
    }

    fn put_founding(&self, founding: Founding, payloads: &[Payload]) -> Result<SpaceId, ActError> {
        let space = founding.space;
        if read(&self.spaces).contains_key(&space) {
            return Ok(space);
        }
        let roles = self
            .seats()
            .filter_map(|seat| founding.membership.role(&seat.party));
        let roles: Vec<Role> = roles.collect();
        let is_only_witness = !roles.is_empty() && roles.iter().all(|role| *role == Role::Witness);
        // Who is nothing but a witness is not told what the relationship is called.
        let kept: Vec<Option<Payload>> = match is_only_witness {
            true => vec![None; founding.body.payloads.len()],
            false => payloads.iter().cloned().map(Some).collect(),
        };
        self.writer()
            .store
            .put_space(&founding.bytes, &kept)
            .map_err(NodeFault::from)?;
        // Another thread may have been quicker, and entries may have come since.
        write(&self.spaces)
            .entry(space)
            .or_insert_with(|| Space::new(founding));
        self.announce();
        Ok(space)
    }

    /// Whether `party` opened its log in `space`.
    pub fn entered(&self, space: &SpaceId, party: &PartyId) -> bool {
        self.read(space, |state| state.record.size(&LogKey::main(*party)) > 0)
            .unwrap_or(false)
    }

    /// Enters every space that `party` shares with `peer`, and gives its people their powers there. The last of
    /// these spaces; none if there is none.
    ///
    /// # Errors
    /// The database fails.
    pub fn enter_shared(
        &self,
        party: PartyId,
        peer: &PartyId,
        now_ms: u64,
    ) -> Result<Option<SpaceId>, ActError> {
        let is_shared = |space: &SpaceId| {
            let named = |state: &Space| {
                let membership = state.record.membership().1;
                membership.role(peer).is_some() && membership.role(&party).is_some()
            };
            self.read(space, named) == Some(true)
        };
        let shared = self.space_ids().into_iter().filter(is_shared);
        let mut entered = None;
        for space in shared {
            let in_doubt = self.writer().doubts.check(&space).is_err();
            if in_doubt || self.check_keys(space, party).is_err() {
                continue; // it has been entered before, on a machine that is lost, or with keys that are not here
            }
            self.enter(space, party, now_ms)?;
            self.accredit_everybody(space, party, now_ms)?;
            entered = Some(space);
        }
        Ok(entered)
    }

    /// Enters `space` for `party`: its identity log, and as entry 0 its assent to the founding, or, for a newcomer, to
    /// the change of members that let it in.
    ///
    /// # Errors
    /// Not a member, or the database fails. Entering twice is not an error.
    pub fn enter(&self, space: SpaceId, party: PartyId, now_ms: u64) -> Result<(), ActError> {
        let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
        let log = LogKey::main(party);
        let read_it = |state: &Space| {
            // What the new entry will have seen: a change that it names must be in effect there.
            let record = &state.record;
            let (change, membership) = record.ledger().membership(&record.view_of(&log));
            let role = membership.role(&party)?;
            Some((record.founding().clone(), change, role))
        };
        let (founding, change, role) = self
            .read(&space, read_it)
            .flatten()
            .ok_or(ActError::NotSeated)?;
        let is_witness = role == Role::Witness;
        let payloads = self.founding_payloads(&space)?;
        let mut writer = self.writer();
        self.append_identity(&mut writer, space, &seat, now_ms)?;
        if read(&self.spaces)
            .get(&space)
            .is_some_and(|state| state.record.size(&log) == 0)
        {
            self.check_keys(space, party)?;
            let body = match founding.membership.role(&party) {
                Some(_) => seal::enter(&founding, party, random()),
                None => seal::join(&founding, party, &change, random()),
            };
            let statement = Statement::sign(&body, payloads, &seat.keys.seal);
            let sealed = self.read(&space, |state| match is_witness {
                true => statement.seal_without_contents(&state.record, &log),
                false => statement.seal(&state.record, &log),
            });
            let sealed = sealed.transpose().map_err(NodeFault::from)?;
            let entries: Vec<Entry> = sealed.into_iter().collect();
            let _ = writer.append_entries(
                &self.spaces,
                space,
                log,
                entries,
                &seat.keys.node,
                now_ms,
            )?;
        }
        drop(writer);
        // Nobody at a witness says anything in the space.
        if !is_witness {
            self.accredit_everybody(space, party, now_ms)?;
        }
        self.cosign_what_is_held(space, now_ms)?;
        self.do_duties(space, now_ms)?;
        self.announce();
        Ok(())
    }

    /// Brings the seat's identity log in this space up to date: its first entries at the entering, new keys later.
    pub(crate) fn append_identity(
        &self,
        writer: &mut Writer,
        space: SpaceId,
        seat: &Seat,
        now_ms: u64,
    ) -> Result<(), NodeFault> {
        loop {
            let place = self.read(&space, |state| place_of_keys(state, seat));
            let Some((log, known)) = place.flatten() else {
                return Ok(()); // told, or behind keys that somebody else put in their place: there they renew nothing
            };
            let missing: Vec<Entry> = seat.identity.iter().skip(known as usize).cloned().collect();
            let outcome = writer.append_entries(
                &self.spaces,
                space,
                log,
                missing,
                &seat.keys.node,
                now_ms,
            )?;
            if let Outcome::Done(_) = outcome {
                return Ok(());
            }
        }
    }

    fn founding_payloads(&self, space: &SpaceId) -> Result<Vec<Payload>, NodeFault> {
        let row = self.stored(|reader| reader.space(space))?;
        let contents = row.map(|row| row.payloads).unwrap_or_default();
        let present = contents.into_iter().filter_map(|content| match content {
            store::Content::Here(payload) => Some(payload),
            _ => None,
        });
        Ok(present.collect())
    }

    /// The founding and its payloads, to be handed to a party that it names.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn founding_of(&self, space: &SpaceId) -> Result<Option<FoundingDraft>, NodeFault> {
        let founding = self.read(space, |state| state.record.founding().bytes.clone());
        founding
            .map(|bytes| Ok((bytes, self.founding_payloads(space)?)))
            .transpose()
    }

    /// Accredits a delegate of `party` in `space`, under the party's seal.
    ///
    /// # Errors
    /// The node does not act for the party there, or the database fails.
    pub fn accredit(
        &self,
        space: SpaceId,
        party: PartyId,
        delegation: &Delegation,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let mut body = delegation.powers.accreditation(space, party, random());
        let mut payloads = Vec::new();
        let names = delegation.names.iter().map(|name| (NAME, name));
        for (media_type, name) in
            names.chain(delegation.offices.iter().map(|office| (OFFICE, office)))
        {
            let payload = Payload {
                salt: random(),
                content: name.text.clone().into_bytes(),
            };
            body.payloads
                .push(payload.commitment(media_type, Some(&name.lang)));
            payloads.push(payload);
        }
        self.seal_for(
            space,
            party,
            |seat| Statement::sign(&body, payloads.clone(), &seat.keys.seal),
            now_ms,
        )
    }

    /// Ends the powers of the key `kid`, under the party's seal.
    ///
    /// # Errors
    /// As [`Node::accredit`].
    pub fn revoke(
        &self,
        space: SpaceId,
        party: PartyId,
        kid: Kid,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let body = powers::revocation(space, party, kid, random());
        self.seal_for(
            space,
            party,
            |seat| Statement::sign(&body, Vec::new(), &seat.keys.seal),
            now_ms,
        )
    }

    fn seal_for(
        &self,
        space: SpaceId,
        party: PartyId,
        statement: impl Fn(&Seat) -> Statement,
        now_ms: u64,
    ) -> Result<(), ActError> {
        for _ in 0..8 {
            let mut writer = self.writer();
            let seat = self.seat(&party).ok_or(ActError::NotSeated)?;
            self.check_keys(space, party)?;
            let statements = vec![statement(&seat)];
            let log = self.current(&space, &party);
            let outcome = writer.append_own(
                &self.spaces,
                space,
                log,
                statements,
                &seat.keys.node,
                now_ms,
            )?;
            drop(writer);
            if outcome.counted(&log.in_space(space), 1)?.is_some() {
                self.announce();
                return Ok(());
            }
        }
        Err(NodeFault::Busy.into())
    }
}

/// Members with the role of a party, in the order given.
pub fn parties(ids: &[PartyId]) -> Vec<Member> {
    ids.iter()
        .map(|party| Member {
            party: *party,
            role: Role::Party,
        })
        .collect()
}
