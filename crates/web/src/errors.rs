//! The one place that turns a refusal or a fault into a page.
//!
//! A refusal is said to the person, in their language. A fault is logged once, here, and the person is given
//! a reference to it.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::Refusal;
use i18n::{Arg, Localizer};
use node::clock::random;
use node::device::Unsigned;
use node::{ActError, Stop};
use record::ids::hex_of;

use crate::frame::{Frame, Section};
use crate::pages::error::{ErrorPage, Trouble};
use crate::session::{Member, Visitor};
use crate::view::{Scene, frame};

/// An answer that is not the page that was asked for.
/// Boxed, since it travels in every `Result` and is seldom there.
pub struct Problem(Box<Response>);

/// What a handler gives.
pub type Answer = Result<Response, Problem>;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl Problem {
    /// Any other answer, for example the way to the login.
    pub fn answer(response: Response) -> Problem {
        Problem(Box::new(response))
    }
}

/// A page.
pub fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The page that was asked for. Once it says what was done, it does not say so again.
pub fn shown(visitor: &Visitor, template: &impl Template) -> Answer {
    let mut answer = page(StatusCode::OK, template);
    if visitor.done.is_some() {
        answer
            .headers_mut()
            .append(header::SET_COOKIE, visitor.cookie("-done", "", Some(0)));
    }
    Ok(answer)
}

/// The form again, with what is wrong with it.
pub fn refused(template: &impl Template) -> Answer {
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, template))
}

impl Visitor {
    /// An error page.
    pub fn problem(&self, trouble: Trouble) -> Problem {
        self.problem_with(trouble, String::new(), String::new())
    }

    /// What was on screen has changed; `back` leads to what stands there now.
    pub fn moved(&self, back: &str) -> Problem {
        let frame = self.around(Trouble::Moved);
        let next = ErrorPage {
            frame,
            trouble: Trouble::Moved,
            reference: String::new(),
            detail: self.l().t("check-changed"),
            back: back.to_owned(),
            again: None,
        };
        Problem::answer(page(StatusCode::CONFLICT, &next))
    }

    /// A fault of this node: logged here, and nowhere else.
    pub fn fault(&self, fault: impl std::fmt::Display) -> Problem {
        let reference = hex_of(&random::<4>());
        tracing::error!(reference, %fault, "a request met a fault");
        self.problem_with(Trouble::Fault, reference, String::new())
    }

    /// An act that did not happen, where there is no form to show again.
    pub fn not_done(&self, error: ActError, back: &str) -> Problem {
        match error {
            ActError::Refused(Refusal::TextMoved) | ActError::Forgotten => self.moved(back),
            ActError::Refused(refusal) => {
                self.problem_with(Trouble::Refused, String::new(), said(&self.l(), &refusal))
            }
            ActError::Unsigned(why) => {
                self.problem_with(Trouble::Refused, String::new(), unsigned(&self.l(), why))
            }
            ActError::NotSeated => self.problem(Trouble::NotFound),
            ActError::Stopped(why) => {
                let words = stopped(&self.l(), why);
                self.problem_with(Trouble::NotReady, String::new(), words)
            }
            ActError::Replaced => {
                let words = self.l().t("refusals-replaced");
                self.problem_with(Trouble::NotReady, String::new(), words)
            }
            ActError::InDoubt => {
                let words = self.l().t("refusals-in-doubt");
                self.problem_with(Trouble::NotReady, String::new(), words)
            }
            ActError::Fault(fault) => self.fault(fault),
        }
    }

    /// What stands around an error: the navigation of the space for its members, who would lose their way without it.
    /// Whoever is no member gets the frame of a space that does not exist. After a fault nothing more is read.
    fn around(&self, trouble: Trouble) -> Frame {
        let title = self.l().t(trouble.key());
        let inside =
            |member: Member| Scene::read(&member, |scene| scene.frame(Section::Elsewhere, &title));
        self.member()
            .filter(|_| trouble != Trouble::Fault)
            .and_then(inside)
            .unwrap_or_else(|| frame::outside(self, &title))
    }

    fn problem_with(&self, trouble: Trouble, reference: String, detail: String) -> Problem {
        let frame = self.around(trouble);
        let back = frame.home().to_owned();
        let status =
            StatusCode::from_u16(trouble.code()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = page(
            status,
            &ErrorPage {
                frame,
                trouble,
                reference,
                detail,
                back,
                again: None,
            },
        );
        if trouble == Trouble::TooMany {
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        Problem::answer(answer)
    }
}

/// Why nothing is added to the party's own log, in the reader's language.
pub fn stopped(l: &Localizer, why: Stop) -> String {
    match why {
        Stop::Forked => l.t("refusals-forked"),
        Stop::Waits => l.t("refusals-waits"),
    }
}

/// Why a signature does not sign what was prepared, in the reader's language.
pub fn unsigned(l: &Localizer, why: Unsigned) -> String {
    // i18n: refusals-unsigned-
    l.t(&format!("refusals-unsigned-{}", why.code()))
}

/// A refusal in the reader's language: what stands in the way, and what to do about it.
pub fn said(l: &Localizer, refusal: &Refusal) -> String {
    // i18n: refusals-
    let key = format!("refusals-{}", refusal.code());
    match refusal {
        Refusal::TitleMissing { lang } => l.ta(
            &key,
            &[(
                "language",
                Arg::from(&crate::pages::parts::language_name(lang)),
            )],
        ),
        Refusal::TooLong { lang, chars_max } => {
            let language = crate::pages::parts::language_name(lang);
            l.ta(
                &key,
                &[
                    ("language", Arg::from(&language)),
                    ("count", (*chars_max).into()),
                ],
            )
        }
        Refusal::HiddenCharacter { lang, code_point } => {
            let (language, character) = (
                crate::pages::parts::language_name(lang),
                format!("U+{code_point:04X}"),
            );
            l.ta(
                &key,
                &[
                    ("language", Arg::from(&language)),
                    ("character", Arg::from(&character)),
                ],
            )
        }
        Refusal::PowersExpired { expires_ms } => {
            l.ta(&key, &[("date", Arg::from(&l.date(*expires_ms as i64)))])
        }
        Refusal::WouldBeVoid(void) => l.ta(
            &key,
            &[("reason", Arg::from(&crate::view::words::void(l, *void)))],
        ),
        _ => l.t(&key),
    }
}
