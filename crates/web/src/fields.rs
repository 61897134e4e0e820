//! The fields of a form, as they were typed.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::{Form, RequestPartsExt};
use i18n::Lang;

use crate::app::App;
use crate::errors::Problem;
use crate::pages::error::Trouble;
use crate::session::Visitor;

/// Names and values in the order of the form; a name may come more than once.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The value of `name`, empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// All values of `name`.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(found, _)| *found == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of `name`, without the white space around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    /// Whether `name` was ticked or pressed.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// The tag of the language that `name` chooses: one of ours, the reader's own if nothing fits.
    pub fn lang(&self, name: &str, reader: Lang) -> String {
        let chosen = Lang::from_tag(self.get(name)).unwrap_or(reader);
        chosen.tag().to_owned()
    }

    /// Whether a title or a text was typed, in any language.
    pub fn has_words(&self) -> bool {
        self.0.iter().any(|(name, value)| {
            (name.starts_with("title-") || name.starts_with("text-")) && !value.trim().is_empty()
        })
    }

    /// Without these names: what must not be sent on or kept.
    pub fn without(&self, names: &[&str]) -> Vec<(String, String)> {
        self.0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
            .cloned()
            .collect()
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Fields, Problem> {
        let (mut parts, body) = request.into_parts();
        let visitor: Visitor = parts.extract_with_state(app).await?;
        let form =
            Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), app)
                .await;
        match form {
            // Browsers end lines with CR LF, whatever was typed.
            Ok(Form(pairs)) => Ok(Fields(
                pairs
                    .into_iter()
                    .map(|(name, value)| (name, value.replace("\r\n", "\n")))
                    .collect(),
            )),
            Err(rejection) => {
                let too_large = axum::response::IntoResponse::into_response(rejection).status()
                    == StatusCode::PAYLOAD_TOO_LARGE;
                Err(visitor.problem(if too_large {
                    Trouble::TooLarge
                } else {
                    Trouble::Refused
                }))
            }
        }
    }
}
