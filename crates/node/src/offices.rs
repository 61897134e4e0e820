//! Offices: who takes one over from whom, and what the predecessor signed last.

use record::powers::{OfficeId, Powers, Tenure};
use record::register::Accreditation;
use record::view::Position;
use record::{Kid, PartyId, SpaceId, cose};

use domain::Refusal;

use crate::act::ActError;
use crate::clock::random;
use crate::fault::NodeFault;
use crate::founding::Delegation;
use crate::node::Node;
use crate::people::PersonView;
use crate::seat::Name;
use crate::space::Space;

/// How many of a log's last entries are searched for a person's last words.
const SEARCHED_MAX: u64 = 4_096;
/// How much is read at once.
const READ_BYTES: usize = 256 << 10;

impl Node {
    /// What puts `successor` into the office of the key `from`: the predecessor's powers under the same name, to be
    /// accredited. The predecessor's end by the same entry; what was signed before stays signed.
    ///
    /// # Errors
    /// [`Refusal::OfficeNotHeld`]; or the space is not known here.
    pub fn succession(
        &self,
        space: SpaceId,
        from: &Kid,
        successor: &PersonView,
        expires_ms: Option<u64>,
    ) -> Result<Delegation, ActError> {
        let party = successor.party;
        let found = self.read(&space, |state| {
            let given = held(state, &party, from)?;
            let names = state.relationship.delegate(&given.at);
            let offices = names.map(|names| names.offices.clone());
            Some((given.powers.clone(), offices.unwrap_or_default()))
        });
        let (powers, offices) = found
            .ok_or(ActError::NotSeated)?
            .filter(|_| successor.key.kid() != *from)
            .ok_or(Refusal::OfficeNotHeld)?;
        let tenure = Tenure {
            office: powers
                .tenure
                .map_or_else(|| OfficeId(random()), |tenure| tenure.office),
            takes_over: Some(*from),
        };
        let name = |(lang, text): (String, String)| Name { lang, text };
        let offices: Vec<Name> = offices.into_iter().map(name).collect();
        Ok(Delegation {
            powers: Powers {
                key: successor.key.clone(),
                expires_ms,
                tenure: Some(tenure),
                ..powers
            },
            names: successor.names.clone(),
            offices: match offices.is_empty() {
                true => successor.offices.clone(),
                false => offices,
            },
        })
    }

    /// The last entries of `party` in `space` that the key `kid` signed in this epoch, the latest first, at most `most`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn signed_last(
        &self,
        space: &SpaceId,
        party: &PartyId,
        kid: &Kid,
        most: usize,
    ) -> Result<Vec<Position>, NodeFault> {
        let log = self.current(space, party);
        let size = self.read(space, |state| state.record.size(&log));
        let size = size.unwrap_or(0);
        let mut found = Vec::new();
        let mut from = size.saturating_sub(SEARCHED_MAX);
        while from < size {
            let entries =
                self.stored(|reader| reader.entries(&log.in_space(*space), from, READ_BYTES))?;
            let Some(last) = entries.last() else {
                break;
            };
            from = last.index + 1;
            let by =
                |bytes: &Vec<u8>| cose::parse_signature(bytes).is_ok_and(|one| one.kid == *kid);
            let signed = entries
                .iter()
                .filter(|one| one.entry.leaf.signatures.iter().any(by));
            found.extend(signed.map(|one| Position {
                log,
                index: one.index,
            }));
        }
        found.reverse();
        found.truncate(most);
        Ok(found)
    }
}

/// The accreditation by which a key holds its office, or held it last: nobody else has taken it over since. Powers in
/// no named office must still hold, for nothing else says that they were not passed on before.
fn held<'a>(state: &'a Space, party: &PartyId, kid: &Kid) -> Option<Accreditation<'a>> {
    let register = state.record.register(party)?;
    let (_, last) = register.all().find(|(known, _)| *known == kid)?;
    let is_holder = match last.powers.tenure {
        Some(tenure) => {
            let holders = register.holders(&tenure.office);
            holders
                .first()
                .is_some_and(|holder| holder.powers.key.kid() == *kid)
        }
        None => register.powers(kid, state.record.known()).is_some(),
    };
    is_holder.then_some(last)
}
