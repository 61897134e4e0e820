//! Asking for erasure on an entry's page, and answering on the page of all requests.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::command::Reason;
use domain::{Command, Outcome, Refusal};
use node::ActError;
use record::StatementId;

use crate::errors::{Answer, page as as_page, refused, said, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::{act, record as record_pages};
use crate::pages::act::Act;
use crate::pages::error::Trouble;
use crate::session::Member;
use crate::view::erasure as view;

/// `{base}/record/erasures`.
pub async fn page(member: Member) -> Answer {
    let typed = view::Typed::default();
    shown(
        &member.person.visitor,
        &member.scene(|scene| view::page(scene, &typed))?,
    )
}

/// POST `{base}/record/erasures`: the answer of this party to one request.
pub async fn answer(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let typed = view::Typed {
        request: fields.get("request").to_owned(),
        reason: fields.get("reason").to_owned(),
        reason_lang: fields.get("reason_lang").to_owned(),
    };
    let mut form = member.scene(|scene| view::page(scene, &typed))?;
    if fields.has("change") {
        return shown(visitor, &form);
    }
    let (act, outcome) = match Act::from_slug(fields.get("answer")) {
        Some(act @ Act::EraseHere) => (act, Outcome::Erased),
        Some(act @ Act::KeepWords) => (act, Outcome::Kept),
        _ => return Err(visitor.problem(Trouble::Refused)),
    };
    let request = StatementId::from_hex(fields.get("request")).unwrap_or_default();
    let reason = reason(&member, &fields);
    let command = Command::AnswerErasure {
        request,
        outcome,
        reason: (!reason.text.is_empty()).then_some(reason),
    };
    let action = format!("{}/record/erasures", member.base());
    match act::prepare(&member, command) {
        Ok(prepared) => Ok(as_page(
            StatusCode::OK,
            &act::check_page(&member, act, &prepared, &action, &fields)?,
        )),
        Err(ActError::Refused(refusal)) => {
            form.frame.errors.push(FieldError {
                field: format!("request-{}", typed.request),
                what: said(&visitor.l(), &refusal),
            });
            refused(&form)
        }
        Err(error) => Err(visitor.not_done(error, &action)),
    }
}

/// POST `{base}/record/{entry}/erase`: asks that the words that were ticked are erased.
pub async fn ask(
    member: Member,
    Path((_, number)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let mut form = record_pages::entry_page(&member, &number, &fields)?;
    if fields.has("change") {
        return shown(visitor, &form);
    }
    let Some(of) = StatementId::from_hex(&form.statement) else {
        return Err(visitor.problem(Trouble::NotFound));
    };
    let command = Command::AskErasure {
        of,
        contents: fields.all("words").filter_map(|n| n.parse().ok()).collect(),
        basis: reason(&member, &fields),
    };
    let action = format!("{}/record/{number}/erase", member.base());
    match act::prepare(&member, command) {
        Ok(prepared) => Ok(as_page(
            StatusCode::OK,
            &act::check_page(&member, Act::AskErasure, &prepared, &action, &fields)?,
        )),
        Err(ActError::Refused(refusal)) => {
            let field = match refusal {
                Refusal::ReasonMissing => "basis",
                _ => "words",
            };
            form.frame.errors.push(FieldError {
                field: field.to_owned(),
                what: said(&visitor.l(), &refusal),
            });
            refused(&form)
        }
        Err(error) => Err(visitor.not_done(error, &action)),
    }
}

fn reason(member: &Member, fields: &Fields) -> Reason {
    Reason {
        lang: fields.lang("reason_lang", member.person.visitor.lang),
        text: fields.trimmed("reason").to_owned(),
    }
}
