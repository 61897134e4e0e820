//! Coming in: the login, and the page a one-time link opens.

use askama::Template;

use super::parts::Person;
use crate::frame::Frame;

/// The login. POST `/login` with `name`, `password` and `to` (where to go afterwards).
#[derive(Template)]
#[template(path = "login/login.html")]
pub struct LoginPage {
    /// The frame; its errors say what was wrong.
    pub frame: Frame,
    /// Whose node this is.
    pub party: String,
    /// The name that was typed.
    pub name: String,
    /// Where to go afterwards.
    pub to: String,
}

/// What a one-time link opens: a button, because programs that look at links before people do would use it up.
/// POST to the same address, without fields.
#[derive(Template)]
#[template(path = "login/link.html")]
pub struct LinkPage {
    /// The frame.
    pub frame: Frame,
    /// Whose node this is.
    pub party: String,
    /// Who is expected; none when the link cannot be used any more.
    pub person: Option<Person>,
    /// The address of this page.
    pub action: String,
    /// Until when it can be used, ms UTC; none when it cannot be used any more.
    pub until: Option<i64>,
}
