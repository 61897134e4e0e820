//! Full powers: which keys may say what for a party in one space.
//!
//! Delegates are accredited and revoked by entries of the party's own log in the space. Revocation is
//! positional: it ends what comes after it and never rewrites what came before. Expiry is judged by the
//! own node before sealing; others show it as a flag, because no rule reads a clock.
//!
//! An office outlasts persons: who takes it over gets powers by the same entry that ends the predecessor's.

use std::sync::Arc;

use crate::body::{Body, Fields};
use crate::cbor::{Reader, Writer};
use crate::ids::{Kid, PartyId, SpaceId};
use crate::key::PublicKey;
use crate::kind::Kind;
use crate::leaf::SIGNATURES_MAX;

/// The powers of one delegate, as accredited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Powers {
    /// The delegate's key.
    pub key: PublicKey,
    /// The kinds of statement the delegate may sign.
    pub kinds: Arc<[Kind]>,
    /// The level at which the delegate acts (0 leaders, 1 ministers, 2 senior officials, 3 working group, 4 operational).
    pub level: u64,
    /// When the powers expire (milliseconds since 1970, UTC), if they do.
    pub expires_ms: Option<u64>,
    /// The office in which the delegate acts, if the accreditation names one.
    pub tenure: Option<Tenure>,
    /// How many delegates must sign one act together where it binds the party ([`Kind::binds`]); 1 for each alone.
    pub together: u64,
}

/// Names an office of a party: random, chosen at its first accreditation. How it is called stands in payloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(pub [u8; 16]);

/// That somebody holds an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The office.
    pub office: OfficeId,
    /// The key of the predecessor, whose powers end by this same entry.
    pub takes_over: Option<Kid>,
}

impl Powers {
    /// Every kind that a delegate can sign.
    pub const ALL_KINDS: [Kind; 13] = [
        Kind::Propose,
        Kind::Assent,
        Kind::Release,
        Kind::Renounce,
        Kind::Suspend,
        Kind::Withdraw,
        Kind::Resume,
        Kind::Position,
        Kind::BringIn,
        Kind::Defer,
        Kind::Remark,
        Kind::Erase,
        Kind::EraseAnswer,
    ];

    /// Powers of one who signs alone, for good and in no named office.
    pub fn alone(key: &PublicKey, kinds: Vec<Kind>, level: u64) -> Powers {
        Powers {
            key: key.clone(),
            kinds: kinds.into(),
            level,
            expires_ms: None,
            tenure: None,
            together: 1,
        }
    }

    /// The body that accredits these powers; to be signed by the seal key. Name and title go into payloads.
    pub fn accreditation(&self, space: SpaceId, party: PartyId, nonce: [u8; 16]) -> Body {
        let mut body = Body::new(space, party, Kind::Accredit, nonce);
        let kinds = |w: &mut Writer| {
            w.array(self.kinds.len() as u64);
            self.kinds.iter().for_each(|kind| {
                w.u64(kind.number());
            });
        };
        body.fields = Fields::default()
            .with(1, |w| self.key.write(w))
            .with(2, kinds)
            .with(3, |w| {
                w.u64(self.level);
            });
        if let Some(expires_ms) = self.expires_ms {
            body.fields = body.fields.with(4, |w| {
                w.u64(expires_ms);
            });
        }
        if let Some(tenure) = &self.tenure {
            body.fields = body.fields.with(5, |w| {
                w.bytes(&tenure.office.0);
            });
        }
        if let Some(predecessor) = self.tenure.and_then(|tenure| tenure.takes_over) {
            body.fields = body.fields.with(6, |w| {
                w.bytes(&predecessor.0);
            });
        }
        if self.together > 1 {
            body.fields = body.fields.with(7, |w| {
                w.u64(self.together);
            });
        }
        body
    }

    /// Reads an accreditation's fields; none if one that is needed is missing, or one that is there is unsound.
    pub fn read(fields: &Fields) -> Option<Powers> {
        let key = PublicKey::read(&mut fields.get(1)?).ok()?;
        let kinds = read_kinds(&mut fields.get(2)?)?;
        let expires_ms = match fields.get(4) {
            Some(mut r) => Some(r.u64().ok()?),
            None => None,
        };
        let tenure = read_tenure(fields, &key)?;
        let together = match fields.get(7) {
            // One signature is what an absent field says; more than a leaf holds could never be.
            Some(mut r) => Some(r.u64().ok()?).filter(|n| (2..=SIGNATURES_MAX).contains(n))?,
            None => 1,
        };
        Some(Powers {
            key,
            kinds,
            level: fields.u64(3)?,
            expires_ms,
            tenure,
            together,
        })
    }
}

/// The office, if one is named. A predecessor is one in an office, and somebody else.
fn read_tenure(fields: &Fields, key: &PublicKey) -> Option<Option<Tenure>> {
    let takes_over = match fields.get(6) {
        Some(_) => Some(Kid(fields.array(6)?)).filter(|kid| *kid != key.kid()),
        None => None,
    };
    match (fields.get(5), fields.get(6), takes_over) {
        (None, None, _) => Some(None),
        (None, Some(_), _) | (Some(_), Some(_), None) => None,
        (Some(_), _, takes_over) => Some(Some(Tenure {
            office: OfficeId(fields.array(5)?),
            takes_over,
        })),
    }
}

fn read_kinds(r: &mut Reader<'_>) -> Option<Arc<[Kind]>> {
    let count = r.array().ok()?;
    (1..=64).contains(&count).then_some(())?;
    let kinds = (0..count).map(|_| r.u64().ok().map(Kind::from_number));
    kinds.collect()
}

/// The body that ends a delegate's powers; to be signed by the seal key.
pub fn revocation(space: SpaceId, party: PartyId, kid: Kid, nonce: [u8; 16]) -> Body {
    let mut body = Body::new(space, party, Kind::Revoke, nonce);
    body.fields = Fields::default().with(1, |w| {
        w.bytes(&kid.0);
    });
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Player;

    #[test]
    fn m012_an_office_names_a_predecessor_only_if_it_is_somebody_else() {
        let [first, second] =
            ["asteria", "borealis"].map(|name| Player::new(name).delegate.public().clone());
        let read = |tenure: Option<Tenure>| {
            let powers = Powers {
                tenure,
                together: 2,
                ..Powers::alone(&first, vec![Kind::Assent], 1)
            };
            let body = powers.accreditation(SpaceId::default(), PartyId::default(), [0; 16]);
            (Powers::read(&body.fields) == Some(powers)).then_some(body.fields)
        };
        let office = OfficeId([7; 16]);
        let held = |takes_over| Some(Tenure { office, takes_over });
        assert!(read(None).is_some());
        assert!(read(held(None)).is_some());
        assert!(read(held(Some(second.kid()))).is_some());
        assert!(read(held(Some(first.kid()))).is_none());
        let fields = read(None).expect("it reads back");
        let without_office = fields.with(6, |w| {
            w.bytes(&second.kid().0);
        });
        assert!(Powers::read(&without_office).is_none());
    }

    #[test]
    fn one_signature_together_is_not_said_and_nine_cannot_be() {
        let player = Player::new("asteria");
        let key = player.delegate.public();
        for (said, is_read) in [(0, false), (1, false), (2, true), (8, true), (9, false)] {
            let powers = Powers::alone(key, vec![Kind::Assent], 1);
            let body = powers.accreditation(SpaceId::default(), PartyId::default(), [0; 16]);
            let fields = body.fields.with(7, |w| {
                w.u64(said);
            });
            assert_eq!(Powers::read(&fields).is_some(), is_read, "{said}");
        }
    }
}
