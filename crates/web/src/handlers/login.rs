//! Coming in and going out. A wrong name and a wrong password are one answer, and each further try waits longer.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use i18n::Arg;
use node::people::Token;
use record::ids::array_from_hex;
use serde::Deserialize;

use crate::errors::{Answer, page, shown};
use crate::fields::Fields;
use crate::frame::FieldError;
use crate::handlers::aside;
use crate::pages::login::{LinkPage, LoginPage};
use crate::pages::parts::Person as PersonShown;
use crate::session::Visitor;
use crate::view::frame;

/// What stands after `?` in the address of the login.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    to: String,
}

/// `/login`.
pub async fn form(visitor: Visitor, Query(wanted): Query<Wanted>) -> Answer {
    if visitor.session.is_some() {
        return Ok(Redirect::to(&own_address(&wanted.to)).into_response());
    }
    shown(&visitor, &login_page(&visitor, "", &wanted.to))
}

fn login_page(visitor: &Visitor, name: &str, to: &str) -> LoginPage {
    LoginPage {
        frame: frame::outside(visitor, &visitor.l().t("login-title")),
        party: frame::seat_name(visitor),
        name: name.to_owned(),
        to: own_address(to),
    }
}

/// An address of this node and of no other.
fn own_address(to: &str) -> String {
    let plain = to.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if plain && to.starts_with('/') && !to.starts_with("//") {
        to.to_owned()
    } else {
        "/".to_owned()
    }
}

/// POST `/login`.
pub async fn log_in(visitor: Visitor, fields: Fields) -> Answer {
    let (name, to) = (
        fields.trimmed("name").to_owned(),
        own_address(fields.get("to")),
    );
    let again = |status, what: String| {
        let mut form = login_page(&visitor, &name, &to);
        form.frame.errors.push(FieldError {
            field: "name".to_owned(),
            what,
        });
        Ok(page(status, &form))
    };
    let wait = visitor.app.attempts.wait_seconds(&name, visitor.now);
    if wait > 0 {
        return again(
            StatusCode::TOO_MANY_REQUESTS,
            visitor
                .l()
                .ta("login-wait", &[("seconds", Arg::from(wait))]),
        );
    }
    let (node, login, password, now) = (
        visitor.app.node.clone(),
        name.clone(),
        fields.get("password").to_owned(),
        visitor.now,
    );
    let token = aside(&visitor, move || node.log_in(&login, &password, now))
        .await?
        .map_err(|fault| visitor.fault(fault))?;
    visitor
        .app
        .attempts
        .tried(&name, token.is_some(), visitor.now);
    match token {
        Some(token) => Ok(visitor.enter(&token, &to)),
        None => again(
            StatusCode::UNPROCESSABLE_ENTITY,
            visitor.l().t("login-failed"),
        ),
    }
}

/// `/link/{secret}`: the demo's links log in; a real one shows a button, since programs look at links before people do.
pub async fn look(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let link: Option<Token> = array_from_hex(&secret);
    let node = &visitor.app.node;
    if let Some(link) = link.filter(|_| visitor.app.options.demo) {
        let reusable = node
            .is_demo_link(&link, visitor.now)
            .map_err(|fault| visitor.fault(fault))?;
        let token = if reusable {
            node.open_link(&link, visitor.now)
                .map_err(|fault| visitor.fault(fault))?
        } else {
            None
        };
        if let Some(token) = token {
            return Ok(visitor.enter(&token, "/"));
        }
    }
    let expected = match &link {
        Some(link) => node
            .look_at_link(link, visitor.now)
            .map_err(|fault| visitor.fault(fault))?,
        None => None,
    };
    shown(&visitor, &link_page(&visitor, &secret, expected))
}

fn link_page(
    visitor: &Visitor,
    secret: &str,
    expected: Option<(node::people::PersonView, u64)>,
) -> LinkPage {
    let shown = |person: node::people::PersonView| {
        let tag = visitor.lang.tag();
        let name = person
            .names
            .iter()
            .find(|name| name.lang == tag)
            .or_else(|| person.names.first());
        PersonShown {
            name: name.map_or_else(|| person.login.clone(), |name| name.text.clone()),
            office: String::new(),
        }
    };
    LinkPage {
        frame: frame::outside(visitor, &visitor.l().t("login-link-title")),
        party: frame::seat_name(visitor),
        until: expected.as_ref().map(|(_, expires_ms)| *expires_ms as i64),
        person: expected.map(|(person, _)| shown(person)),
        action: format!("/link/{secret}"),
    }
}

/// POST `/link/{secret}`: uses the link.
pub async fn open(visitor: Visitor, Path(secret): Path<String>) -> Answer {
    let link: Option<Token> = array_from_hex(&secret);
    let opened = link
        .map(|link| visitor.app.node.open_link(&link, visitor.now))
        .transpose();
    match opened.map_err(|fault| visitor.fault(fault))?.flatten() {
        Some(token) => Ok(visitor.enter(&token, "/")),
        None => Ok(page(StatusCode::GONE, &link_page(&visitor, &secret, None))),
    }
}

/// POST `/logout`.
pub async fn log_out(visitor: Visitor) -> Answer {
    if let Some(token) = &visitor.token {
        visitor
            .app
            .node
            .log_out(token)
            .map_err(|fault| visitor.fault(fault))?;
    }
    let mut answer: Response = visitor.done("/login", "login-logged-out");
    answer
        .headers_mut()
        .append(header::SET_COOKIE, visitor.cookie("", "", Some(0)));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_login_one_stays_on_this_node() {
        for to in [
            "//elsewhere",
            "https://elsewhere",
            "/\\elsewhere",
            "",
            "x",
            "/a\nb",
        ] {
            assert_eq!(own_address(to), "/", "{to}");
        }
        assert_eq!(
            own_address("/s/3f9a21c0/waiting?x=1"),
            "/s/3f9a21c0/waiting?x=1"
        );
    }
}
