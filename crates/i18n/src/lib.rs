//! The product's languages: messages, dates, numbers, and which language a reader gets.
//!
//! This crate holds every word the product itself says, in English, simplified and traditional Chinese.
//! The messages are Fluent files under `locales/{language}/{area}.ftl`, one file for each area of the
//! product; `docs/glossary.md` decides which words they use. The crate does no I/O and has no clock: the
//! messages are compiled in and times are arguments.
//!
//! What may surprise: no language falls back to another. The three are equal, so a message that is missing in
//! one of them is a fault that must show (as its key in `⟦ ⟧`), not an English sentence on a Chinese page.
//!
//! ```
//! use i18n::{Arg, Lang};
//!
//! let l = Lang::negotiate("zh-HK, en;q=0.5").l();
//! assert_eq!(l.t("framework-list-dialogues"), "對話");
//! assert_eq!(l.ta("framework-status-waiting", &[("party", Arg::from("甲方"))]), "等待甲方");
//! ```

mod dates;
mod lang;
mod localizer;
mod messages;
mod words;

pub use dates::day_of_date;
pub use lang::Lang;
pub use localizer::{Arg, Localizer};
pub use messages::all_keys;
