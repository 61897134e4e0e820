//! The form for words in three languages: a new item, an amendment, a move, a position.

use askama::Template;

use super::act::Act;
use super::parts::{Choice, ItemRef, ListRef, language_name};
use super::text::Text;
use crate::frame::Frame;

/// The form. Everything typed is kept when something is wrong.
///
/// Addresses: POST `{base}/propose` for a new item, POST `{base}/item/{id}/propose`, `/amend`, `/move` or `/position`
/// otherwise (the field `action` holds it). Fields per language tag: `title-en`, `text-en`, `authentic-en` (`1` when
/// ticked), and the same with `zh-Hans` and `zh-Hant`; a position has no title, a move neither title nor text. Others:
/// `base` (statement id of the text it builds on, may be empty), `list` (slug; the handler may offer `principles`, too),
/// `area` (an id, repeated), `how` (`discuss` or `propose`), `source`, `citation`. Answers with the check page.
#[derive(Template)]
#[template(path = "propose/form.html")]
pub struct ProposePage {
    /// The frame.
    pub frame: Frame,
    /// Propose, Amend, Move or Position.
    pub act: Act,
    /// Where the form is sent.
    pub action: String,
    /// Where "Back" leads.
    pub back: String,
    /// The item that is amended or moved; none for a new one.
    pub item: Option<ItemRef>,
    /// The text that stands, to be read beside the form.
    pub standing: Option<Text>,
    /// Statement id of the text it builds on.
    pub base: String,
    /// The lists to choose from; empty when the list is settled.
    pub lists: Vec<ListRef>,
    /// The list that is chosen.
    pub list: String,
    /// The areas to choose from; several may be ticked.
    pub areas: Vec<Choice>,
    /// The principles to cite.
    pub cites: Vec<Choice>,
    /// Whether the form offers to bring words in for discussion; then nobody is committed.
    pub offers_discussion: bool,
    /// Whether that was chosen.
    pub for_discussion: bool,
    /// The source that was typed, in short: "Zheng Tao, 2020".
    pub source: String,
    /// The full reference that was typed.
    pub citation: String,
    /// One field set per language, the reader's first.
    pub drafts: Vec<Draft>,
}

/// What was typed in one language.
#[derive(Clone, Default)]
pub struct Draft {
    /// The tag of the language.
    pub lang: String,
    /// The title.
    pub title: String,
    /// The text; paragraphs are set apart by an empty line.
    pub text: String,
    /// Whether this version is to be authentic.
    pub authentic: bool,
}

impl Draft {
    /// Id of its title field; errors name it.
    pub fn title_id(&self) -> String {
        format!("title-{}", self.lang)
    }

    /// Id of its text field; errors name it.
    pub fn text_id(&self) -> String {
        format!("text-{}", self.lang)
    }

    /// The language's own name.
    pub fn language(&self) -> String {
        language_name(&self.lang)
    }
}

impl ProposePage {
    /// Whether any principle is cited already.
    pub fn cites_some(&self) -> bool {
        self.cites.iter().any(|principle| principle.chosen)
    }

    /// Whether titles are asked for.
    pub fn has_title(&self) -> bool {
        self.act != Act::Position
    }

    /// Whether a list is asked for.
    pub fn has_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Whether a text is asked for. A move keeps the text that stands.
    pub fn has_text(&self) -> bool {
        self.act != Act::Move
    }

    /// What it commits to: a facilitator's own assent is neither needed nor given.
    pub fn commits(&self) -> String {
        super::check::commits(&self.frame, self.act)
    }

    /// The key of the heading.
    pub fn heading_key(&self) -> String {
        // i18n: framework-form-
        format!("framework-form-{}", self.act.slug())
    }

    /// The key of the line below the heading.
    pub fn lead_key(&self) -> String {
        format!("framework-form-{}-lead", self.act.slug())
    }
}
