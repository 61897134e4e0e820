//! The signature: exactly what stood on the check page, or nothing.

use node::device::Unsigned;
use node::{ActError, Prepared, Ticket};
use record::ObjectId;
use record::ids::array_from_hex;
use record::key::SecretKey;

use crate::errors::{Answer, Problem, refused};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::{act, aside, delegates, offices};
use crate::pages::act::Act;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::check;

/// POST `{base}/sign`.
pub async fn sign(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let act = Act::from_slug(fields.get("act")).ok_or_else(|| visitor.problem(Trouble::Refused))?;
    match act {
        Act::Accredit => return delegates::accredit_now(&member, &fields).await,
        Act::Revoke => return delegates::revoke_now(&member, &fields).await,
        Act::HandOver => return offices::hand_over_now(&member, &fields).await,
        _ => {}
    }
    let Some(prepared) = opened(&member, &fields) else {
        // Signed before, or forgotten since: whatever was typed travelled with the check page.
        return match object_of(&fields) {
            Some(object) => act::moved(&member, &object, act, &fields),
            None => Err(visitor.moved(&member.base())),
        };
    };
    let object = member.scene(|scene| check::item_of(scene, &prepared))?;
    let back = match (object, act) {
        (Some(object), _) => member.item_href(&object),
        (None, Act::AskErasure | Act::EraseHere | Act::KeepWords) => {
            format!("{}/record/erasures", member.base())
        }
        (None, _) => format!("{}/framework", member.base()),
    };
    let Some(key) = open_key(&member, &fields).await? else {
        return again(
            &member,
            act,
            &prepared,
            &fields,
            "passphrase",
            &visitor.l().t("check-password-wrong"),
        );
    };
    let (node, ticket, now) = (visitor.app.node.clone(), prepared.ticket, visitor.now);
    match aside(visitor, move || node.sign(&ticket, &key, now)).await? {
        Ok(receipt) => {
            // What is kept of a form is named by its address in the space.
            let here = format!("{}/", member.base());
            if let Some(form) = fields.get("action").strip_prefix(&here) {
                member.forget_typed(form)?;
            }
            Ok(match receipt.shared {
                None => visitor.done(&back, "check-done"),
                Some(_) => {
                    let waiting = format!("{}/waiting", member.base());
                    visitor.done(&waiting, "check-done-shared")
                }
            })
        }
        Err(error) if check::moved(&error) => match object {
            Some(object) => act::moved(&member, &object, act, &fields),
            None => Err(visitor.moved(&back)),
        },
        Err(ActError::Refused(refusal)) => {
            let what = crate::errors::said(&visitor.l(), &refusal);
            again(&member, act, &prepared, &fields, "", &what)
        }
        Err(error) => Err(visitor.not_done(error, &back)),
    }
}

/// The item that the form was about, by the address it was sent to.
fn object_of(fields: &Fields) -> Option<ObjectId> {
    let (_, rest) = fields.get("action").split_once("/item/")?;
    ObjectId::from_hex(rest.split('/').next()?)
}

/// What the ticket names, if this seat prepared it in this space.
fn opened(member: &Member, fields: &Fields) -> Option<Prepared> {
    let visitor = &member.person.visitor;
    let ticket: Option<Ticket> = array_from_hex(fields.get("ticket"));
    let prepared = ticket.and_then(|ticket| visitor.app.node.prepared(&ticket));
    let ours = |prepared: &Prepared| {
        prepared.space == member.space && prepared.party == member.person.party
    };
    prepared.filter(ours)
}

/// Opens the person's key for this one signature. Guessing a password here is slowed down as at the login.
async fn open_key(member: &Member, fields: &Fields) -> Result<Option<SecretKey>, Problem> {
    let visitor = &member.person.visitor;
    if member.person.session.person.key_elsewhere {
        let elsewhere = ActError::Unsigned(Unsigned::KeyElsewhere);
        return Err(visitor.not_done(elsewhere, &member.base()));
    }
    let login = member.person.session.person.login.clone();
    let asks = !member.person.session.signs_without_password;
    if asks && visitor.app.attempts.wait_seconds(&login, visitor.now) > 0 {
        return Err(visitor.problem(Trouble::TooMany));
    }
    let (node, token, now) = (visitor.app.node.clone(), member.person.token, visitor.now);
    let passphrase = fields.get("passphrase").to_owned();
    let opened = aside(visitor, move || {
        node.open_key(&token, Some(&passphrase), now)
    })
    .await?;
    let key = opened.map_err(|fault| visitor.fault(fault))?;
    let right = key.is_some();
    visitor.app.attempts.tried(&login, right, visitor.now);
    Ok(key)
}

/// Asks for the password once more before the party's seal signs: whether it was right.
pub async fn confirm(member: &Member, fields: &Fields) -> Result<bool, Problem> {
    Ok(open_key(member, fields).await?.is_some())
}

/// The check page again, with what stands in the way.
fn again(
    member: &Member,
    act: Act,
    prepared: &Prepared,
    fields: &Fields,
    field: &str,
    what: &str,
) -> Answer {
    let mut check = act::check_page(member, act, prepared, fields.get("action"), fields)?;
    check.frame.errors.push(FieldError {
        field: field.to_owned(),
        what: what.to_owned(),
    });
    refused(&check)
}
