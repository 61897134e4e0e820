//! Pages, forms and the HTTP API.
//!
//! A request is answered in three steps: who asks (`session`), what the state says (`view`, pure functions
//! from a space to page structs), the page. A page is a plain struct with owned data and a template; it reads
//! no state, holds no lock and decides nothing. Deciding is the domain's, signing the node's.

mod api;
pub mod app;
pub mod assets;
mod attempts;
mod errors;
mod events;
mod evidence;
mod fields;
pub mod frame;
mod handlers;
mod health;
mod json;
mod origin;
pub mod pages;
mod session;
mod view;

pub use app::{App, Options, router, serve};
pub use errors::{said as say_refusal, stopped as say_stop, unsigned as say_unsigned};
pub use evidence::{Evidence, Sealed};
pub use health::serve_metrics;
pub use json::{positions as positions_json, text as text_json, words as words_json};
pub use view::history::{one_of_several, said as say_event};
pub use view::settings::{kinds_named, said as say_powers};
pub use view::words::{kind as say_kind, nearest, verdict as say_verdict};
