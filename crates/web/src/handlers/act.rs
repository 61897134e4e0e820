//! Acts on items: from a button or a small form to the check page.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::command::Reason;
use domain::{About, Command, Refusal, Target};
use node::{ActError, Prepared};
use record::{ObjectId, StatementId};

use crate::errors::{Answer, Problem, page, refused, said, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::propose;
use crate::pages::act::{Act, ActInput};
use crate::pages::check::CheckPage;
use crate::pages::error::Trouble;
use crate::pages::item::ItemPage;
use crate::pages::parts::Words;
use crate::session::Member;
use crate::view::{check, item as item_view, suspend as suspend_view};

/// Fields that are the check page's own, or secret: neither sent back to a form nor kept.
pub const NOT_TYPED: &[&str] = &["ticket", "act", "action", "change", "passphrase"];

/// POST `{base}/item/{id}/{act}`.
pub async fn send(
    member: Member,
    Path((_, id, slug)): Path<(String, String, String)>,
    fields: Fields,
) -> Answer {
    let visitor = &member.person.visitor;
    let object = member.object(&id)?;
    let act = Act::from_slug(&slug).ok_or_else(|| visitor.problem(Trouble::NotFound))?;
    if act.input() == ActInput::Form {
        return propose::send_words(&member, act, Some(object), &fields);
    }
    if fields.has("change") {
        return Ok(page(
            StatusCode::OK,
            &item_page(&member, &object, act, &fields, None)?,
        ));
    }
    let decided = command(&member, act, &object, &fields)?.map_err(ActError::Refused);
    let action = format!("{}/{}", member.item_href(&object), act.slug());
    match decided.and_then(|command| prepare(&member, command)) {
        Ok(prepared) => Ok(page(
            StatusCode::OK,
            &check_page(&member, act, &prepared, &action, &fields)?,
        )),
        Err(error) if check::moved(&error) => moved(&member, &object, act, &fields),
        Err(ActError::Refused(refusal)) => {
            refused(&item_page(&member, &object, act, &fields, Some(&refusal))?)
        }
        Err(error) => Err(visitor.not_done(error, &member.item_href(&object))),
    }
}

/// What was on screen has changed. Where words were typed, the item as it stands now is shown with the words in their
/// form, or beside it if the act is not offered any more.
pub fn moved(member: &Member, object: &ObjectId, act: Act, fields: &Fields) -> Answer {
    if !matches!(act.input(), ActInput::Reason | ActInput::Date) {
        return Err(member.person.visitor.moved(&member.item_href(object)));
    }
    let page_now = item_page(member, object, act, fields, Some(&Refusal::TextMoved))?;
    Ok(page(StatusCode::CONFLICT, &page_now))
}

/// Decides a command and keeps what would be signed.
pub fn prepare(member: &Member, command: Command) -> Result<Prepared, ActError> {
    let visitor = &member.person.visitor;
    visitor
        .app
        .node
        .prepare(member.space, member.person.party, command, visitor.now)
}

/// The check page for what was prepared, carrying what was typed.
pub fn check_page(
    member: &Member,
    act: Act,
    prepared: &Prepared,
    action: &str,
    fields: &Fields,
) -> Result<CheckPage, Problem> {
    let typed = if act.input() == ActInput::Nothing {
        Vec::new()
    } else {
        fields.without(NOT_TYPED)
    };
    let visitor = &member.person.visitor;
    let kid = member.person.session.person.key.kid();
    let form = check::Form {
        action: action.to_owned(),
        typed,
        lacks: visitor.app.node.lacks_after(prepared, &kid, visitor.now),
    };
    let mut page = member.scene(|scene| check::page(scene, act, prepared, &form))?;
    // In another language it is another page: the form again, or the item.
    page.frame.languages.clear();
    Ok(page)
}

fn command(
    member: &Member,
    act: Act,
    object: &ObjectId,
    fields: &Fields,
) -> Result<Result<Command, Refusal>, Problem> {
    let text = StatementId::from_hex(fields.get("text"));
    if text.is_some() && fields.get("shown") != fields.get("text") {
        return Ok(Err(Refusal::TextMoved));
    }
    let reason = reason(member, fields);
    let given = (!reason.text.is_empty()).then(|| reason.clone());
    let object = *object;
    let on_text =
        |command: fn(StatementId) -> Command| text.map(command).ok_or(Refusal::UnknownItem(object));
    Ok(match act {
        Act::Agree => on_text(|text| Command::Assent { text }),
        Act::Release => on_text(|text| Command::Release { text }),
        Act::AcceptTheirs => on_text(|text| Command::AcceptTheirs { text }),
        Act::Resume => on_text(|text| Command::Resume { texts: vec![text] }),
        Act::Decline => text
            .map(|text| Command::Decline {
                text,
                reason: given,
            })
            .ok_or(Refusal::UnknownItem(object)),
        Act::Suspend => {
            let answers = StatementId::from_hex(fields.get("answers"));
            text.map(|text| Command::Suspend {
                texts: vec![text],
                reason,
                answers,
            })
            .ok_or(Refusal::NothingChosen)
        }
        Act::Withdraw => text
            .map(|text| Command::Withdraw {
                texts: vec![text],
                reason,
            })
            .ok_or(Refusal::NothingChosen),
        Act::Defer => i18n::day_of_date(fields.get("until"))
            .map(|until_day| Command::Defer {
                object,
                until_day,
                reason: given,
            })
            .ok_or(Refusal::DatePast),
        Act::Conclude => Ok(Command::Conclude { object }),
        Act::ProposeAgain => again(member, object, text)?,
        _ => Err(Refusal::UnknownItem(object)),
    })
}

/// The same words once more.
fn again(
    member: &Member,
    object: ObjectId,
    text: Option<StatementId>,
) -> Result<Result<Command, Refusal>, Problem> {
    member.scene(|scene| {
        let before = text
            .and_then(|text| scene.relationship().text(&text))
            .ok_or(Refusal::UnknownItem(object))?;
        let said = scene.words(&before.at());
        let about = About {
            sources: said.sources,
            ..before.about().clone()
        };
        Ok(Command::Propose {
            target: Target::Existing(object),
            wordings: said.wordings,
            about,
        })
    })
}

/// The reason that was typed; its text may be empty.
fn reason(member: &Member, fields: &Fields) -> Reason {
    Reason {
        lang: fields.lang("reason_lang", member.person.visitor.lang),
        text: fields.trimmed("reason").to_owned(),
    }
}

/// The item's page with the form of `act` open and filled with what was typed.
fn item_page(
    member: &Member,
    object: &ObjectId,
    act: Act,
    fields: &Fields,
    refusal: Option<&Refusal>,
) -> Result<ItemPage, Problem> {
    let visitor = &member.person.visitor;
    let pending = member.waiting_texts()?;
    let page = member.scene(|scene| {
        let mut page = item_view::page(scene, scene.relationship().item(object)?, &pending);
        page.answerable = item_view::answerable(scene, fields.get("answers"));
        let mut field = String::new();
        if let Some(offer) = page
            .acts
            .iter_mut()
            .find(|offer| offer.act == act && offer.text == fields.get("text"))
        {
            offer.open = true;
            offer.reason = fields.get("reason").to_owned();
            offer.reason_lang = fields.get("reason_lang").to_owned();
            offer.until = fields.get("until").to_owned();
            field = match refusal {
                Some(Refusal::TextMoved) => "standing".to_owned(),
                Some(Refusal::ReasonMissing) => offer.reason_id(),
                Some(Refusal::DatePast) => offer.until_id(),
                _ => format!("act-{}", offer.id()),
            };
        } else if fields.has("reason") {
            let lang = fields.lang("reason_lang", visitor.lang);
            page.kept = Some(Words::new(&lang, fields.get("reason")));
        }
        if let Some(refusal) = refusal {
            page.frame.errors.push(FieldError {
                field,
                what: said(&scene.l, refusal),
            });
        }
        Some(page)
    })?;
    page.ok_or_else(|| visitor.problem(Trouble::NotFound))
}

/// `{base}/suspend`: many items, one reason.
pub async fn suspend_form(member: Member) -> Answer {
    let fields = member.typed("suspend")?.unwrap_or_default();
    shown(
        &member.person.visitor,
        &member.scene(|scene| suspend_view::page(scene, &fields))?,
    )
}

/// Sends the form that suspends many items.
pub async fn suspend(member: Member, fields: Fields) -> Answer {
    member.keep_typed("suspend", &fields)?;
    let mut form = member.scene(|scene| suspend_view::page(scene, &fields))?;
    if fields.has("change") {
        return shown(&member.person.visitor, &form);
    }
    let texts = fields
        .all("text")
        .filter_map(StatementId::from_hex)
        .collect();
    let command = Command::Suspend {
        texts,
        reason: reason(&member, &fields),
        answers: StatementId::from_hex(fields.get("answers")),
    };
    match prepare(&member, command) {
        Ok(prepared) => {
            let action = format!("{}/suspend", member.base());
            Ok(page(
                StatusCode::OK,
                &check_page(&member, Act::Suspend, &prepared, &action, &fields)?,
            ))
        }
        Err(ActError::Refused(refusal)) => {
            let field = if refusal == Refusal::ReasonMissing {
                "reason"
            } else {
                "items"
            };
            form.frame.errors.push(FieldError {
                field: field.to_owned(),
                what: said(&member.person.visitor.l(), &refusal),
            });
            refused(&form)
        }
        Err(error) => Err(member.person.visitor.not_done(error, &form.back)),
    }
}
