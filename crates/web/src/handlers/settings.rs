//! Settings: the person and the party.

use crate::errors::{Answer, refused, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::aside;
use crate::pages::error::Trouble;
use crate::session::{Member, Person};
use crate::view::settings as view;

/// The shortest password.
const PASSWORD_CHARS_MIN: usize = 12;

/// `{base}/settings`.
pub async fn you(member: Member) -> Answer {
    shown(&member.person.visitor, &member.scene(view::you)?)
}

/// POST `{base}/settings`: whether the keyboard has shortcuts, in this browser.
pub async fn save(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let mut answer = visitor.done(&format!("{}/settings", member.base()), "settings-saved");
    let value = if fields.has("shortcuts") { "1" } else { "0" };
    answer.headers_mut().append(
        axum::http::header::SET_COOKIE,
        visitor.cookie("-keys", value, Some(365 * 86_400)),
    );
    Ok(answer)
}

/// POST `{base}/settings/password`. All sessions end, this one too.
pub async fn password(member: Member, fields: Fields) -> Answer {
    let visitor = &member.person.visitor;
    let l = visitor.l();
    let wrong = |field: &str, what: String| {
        let mut form = member.scene(view::you)?;
        form.frame.errors.push(FieldError {
            field: field.to_owned(),
            what,
        });
        refused(&form)
    };
    let (current, new) = (
        fields.get("current").to_owned(),
        fields.get("new").to_owned(),
    );
    if new.chars().count() < PASSWORD_CHARS_MIN {
        return wrong("new", view::too_short(&l, PASSWORD_CHARS_MIN));
    }
    if new != fields.get("again") {
        return wrong("again", l.t("login-new-password-differs"));
    }
    let login = member.person.session.person.login.clone();
    if visitor.app.attempts.wait_seconds(&login, visitor.now) > 0 {
        return Err(visitor.problem(Trouble::TooMany));
    }
    let (node, token, now) = (visitor.app.node.clone(), member.person.token, visitor.now);
    let changed = aside(visitor, move || {
        node.change_password(&token, &current, &new, now)
    })
    .await?;
    let right = changed.map_err(|fault| visitor.fault(fault))?;
    visitor.app.attempts.tried(&login, right, visitor.now);
    match right {
        true => Ok(visitor.done("/login", "settings-password-changed")),
        false => wrong("current", l.t("check-password-wrong")),
    }
}

/// `/settings/party`, with or without a space.
pub async fn party(person: Person) -> Answer {
    let page = match person
        .space
        .filter(|space| person.visitor.app.node.entered(space, &person.party))
    {
        Some(space) => {
            Member::of(person.clone(), space).scene(|scene| view::party(&person, Some(scene)))?
        }
        None => view::party(&person, None),
    };
    shown(&person.visitor, &page)
}
