//! Founding and membership: who is in a space, in which order, and how many must assent.
//!
//! The order of the members is agreed with the founding (the form offers a lot) and breaks every tie; it
//! gives nobody a right. A membership is named by the founding's id or by the text that changed it.

use crate::body::{Body, BodyError, Fields, expect_array};
use crate::cbor::{Reader, Writer};
use crate::ids::{Hash, PartyId, SpaceId};
use crate::kind::Kind;
use crate::{ENTRY_BYTES_MAX, MEMBERS_MAX};

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Assents, proposes and says.
    Party,
    /// Proposes, offers and says; never required.
    Facilitator,
    /// Sees and cosigns checkpoints only.
    Witness,
}

impl Role {
    fn number(self) -> u64 {
        self as u64
    }

    fn from_number(number: u64) -> Option<Role> {
        [Role::Party, Role::Facilitator, Role::Witness]
            .into_iter()
            .find(|role| role.number() == number)
    }
}

/// One member of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub party: PartyId,
    /// As what.
    pub role: Role,
}

/// Who is in and how many parties must assent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The members in their agreed order.
    pub members: Vec<Member>,
    /// How many of the parties must assent; always more than half.
    pub threshold: u64,
}

impl Membership {
    /// A membership in which every party must assent.
    pub fn unanimous(members: Vec<Member>) -> Membership {
        let threshold = members
            .iter()
            .filter(|member| member.role == Role::Party)
            .count() as u64;
        Membership { members, threshold }
    }

    /// The parties whose assent counts, in order.
    pub fn required(&self) -> impl Iterator<Item = PartyId> + '_ {
        self.members
            .iter()
            .filter(|member| member.role == Role::Party)
            .map(|member| member.party)
    }

    /// The member's role, if it is one.
    pub fn role(&self, party: &PartyId) -> Option<Role> {
        self.members
            .iter()
            .find(|member| member.party == *party)
            .map(|member| member.role)
    }

    /// Whether the membership can decide at all: at least one party, no member twice, k > n/2, k <= n.
    pub fn is_sound(&self) -> bool {
        let n = self.required().count() as u64;
        let twice = |i: usize| {
            self.members[i + 1..]
                .iter()
                .any(|other| other.party == self.members[i].party)
        };
        let count_ok = (1..=MEMBERS_MAX).contains(&self.members.len()) && n >= 1;
        count_ok
            && self.threshold <= n
            && self.threshold * 2 > n
            && !(0..self.members.len()).any(twice)
    }

    /// Who stands in `after` where the party `lost` stands here, if everything else is as it is here.
    pub fn successor(&self, after: &Membership, lost: &PartyId) -> Option<PartyId> {
        let at = self
            .members
            .iter()
            .position(|member| member.party == *lost)?;
        let successor = after.members.get(at)?.party;
        let mut replaced = self.clone();
        replaced.members[at].party = successor;
        let is_other = self.members[at].role == Role::Party && successor != *lost;
        (is_other && replaced == *after).then_some(successor)
    }

    /// Adds members (field 1) and threshold (field 2).
    pub fn write(&self, fields: Fields) -> Fields {
        let members = |w: &mut Writer| {
            w.array(self.members.len() as u64);
            for member in &self.members {
                w.array(2)
                    .bytes(member.party.as_bytes())
                    .u64(member.role.number());
            }
        };
        fields.with(1, members).with(2, |w| {
            w.u64(self.threshold);
        })
    }

    /// Reads fields 1 and 2; none if they are missing, malformed or unsound.
    pub fn read(fields: &Fields) -> Option<Membership> {
        let members = read_members(&mut fields.get(1)?).ok()?;
        let membership = Membership {
            members,
            threshold: fields.u64(2)?,
        };
        membership.is_sound().then_some(membership)
    }
}

fn read_members(r: &mut Reader<'_>) -> Result<Vec<Member>, BodyError> {
    match r.array()? {
        n if n > MEMBERS_MAX as u64 => Err(BodyError::TooMany(n)),
        n => (0..n).map(|_| read_member(r)).collect(),
    }
}

fn read_member(r: &mut Reader<'_>) -> Result<Member, BodyError> {
    expect_array(r, 2)?;
    let party = PartyId(Hash(r.bytes_n()?));
    let role = Role::from_number(r.u64()?).ok_or(BodyError::Range)?;
    Ok(Member { party, role })
}

/// What a founding says beside its members. No rule reads it: the members' nodes keep to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The space is closed: only what is agreed on is signed, and notes are kept to the end of this day (days since
    /// 1970-01-01, UTC) and no longer.
    pub notes_until_day: Option<u64>,
    /// Nobody but the members is to learn of the space before this day begins (days since 1970-01-01, UTC).
    pub release_day: Option<u64>,
}

impl Terms {
    /// Adds fields 5 and 6, as far as something is said.
    pub fn write(&self, mut fields: Fields) -> Fields {
        for (number, day) in [(5, self.notes_until_day), (6, self.release_day)] {
            if let Some(day) = day {
                fields = fields.with(number, |w| {
                    w.u64(day);
                });
            }
        }
        fields
    }

    /// Reads fields 5 and 6; what is not of this form reads as not given.
    pub fn read(fields: &Fields) -> Terms {
        Terms {
            notes_until_day: fields.u64(5),
            release_day: fields.u64(6),
        }
    }
}

/// The founding of a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// The space: the hash of the founding body.
    pub space: SpaceId,
    /// The members at the start.
    pub membership: Membership,
    /// The languages of the space (BCP 47), authentic and equal unless a text says otherwise.
    pub languages: Vec<String>,
    /// What it says beside.
    pub terms: Terms,
    /// The founding body's bytes.
    pub bytes: Vec<u8>,
    /// What it says.
    pub body: Body,
}

/// The version of the rules that a founding names.
pub const RULES: u64 = 1;

impl Founding {
    /// Drafts a founding body: fields 1 members, 2 threshold, 3 rules, 4 languages. `drafter` gains nothing by it.
    pub fn draft(
        drafter: PartyId,
        membership: &Membership,
        languages: &[&str],
        nonce: [u8; 16],
    ) -> Body {
        let mut body = Body::new(SpaceId::default(), drafter, Kind::Found, nonce);
        body.fields = membership.write(Fields::default()).with(3, |w| {
            w.u64(RULES);
        });
        body.fields = body.fields.with(4, |w| {
            w.array(languages.len() as u64);
            languages.iter().for_each(|tag| {
                w.str(tag);
            });
        });
        body
    }

    /// Reads a founding body; none if it is not one, or names rules this version does not know.
    pub fn read(bytes: &[u8]) -> Option<Founding> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return None;
        }
        let body = Body::decode(bytes).ok()?;
        let sound = body.kind == Kind::Found
            && body.space == SpaceId::default()
            && body.fields.u64(3) == Some(RULES);
        if !sound {
            return None;
        }
        let membership = Membership::read(&body.fields)?;
        let languages = read_languages(&mut body.fields.get(4)?).ok()?;
        let space = SpaceId(Body::id_of(bytes).0);
        Some(Founding {
            space,
            membership,
            languages,
            terms: Terms::read(&body.fields),
            bytes: bytes.to_vec(),
            body,
        })
    }
}

fn read_languages(r: &mut Reader<'_>) -> Result<Vec<String>, BodyError> {
    match r.array()? {
        n if n > 16 => Err(BodyError::TooMany(n)),
        n => (0..n).map(|_| Ok(r.str()?.to_owned())).collect(),
    }
}
