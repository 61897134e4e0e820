//! Wordings: one text in parallel languages, each marked authentic or courtesy translation.
//!
//! A wording travels as a payload of plain text (title, empty line, text), so that it can be read with
//! nothing but this repository's format description, and erased without breaking a proof.

use record::{Commitment, Payload};

/// Media type of a wording.
pub const WORDING: &str = "text/plain";
/// Media type of a courtesy translation, which nobody signed as their words.
pub const COURTESY: &str = "text/vnd.detente.courtesy";
/// Media type of a source: a label line and a citation line.
pub const SOURCE: &str = "text/vnd.detente.source";
/// Media type of a reason.
pub const REASON: &str = "text/vnd.detente.reason";
/// Media type of a name of a party, a unit or a person.
pub const NAME: &str = "text/vnd.detente.name";
/// Media type of a person's title or office.
pub const OFFICE: &str = "text/vnd.detente.office";

/// The longest title in characters.
pub const TITLE_CHARS_MAX: usize = 300;
/// The most titles, names or sources of one statement that the state holds.
const KEPT_MAX: usize = 16;
/// The longest text of one language in characters.
pub const TEXT_CHARS_MAX: usize = 60_000;

/// A title and a text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Wording {
    /// Language tag: `en`, `zh-Hans` or `zh-Hant`.
    pub lang: String,
    /// One line.
    pub title: String,
    /// Any number of lines, or none.
    pub text: String,
    /// Whether this is only a courtesy translation.
    pub courtesy: bool,
}

/// The same in several languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Wordings(pub Vec<Wording>);

impl Wordings {
    /// The wording in `lang`, else the first authentic one, else the first.
    pub fn best(&self, lang: &str) -> Option<&Wording> {
        let exact = self.0.iter().find(|wording| wording.lang == lang);
        exact
            .or_else(|| self.0.iter().find(|wording| !wording.courtesy))
            .or_else(|| self.0.first())
    }

    /// The title in `lang` as far as there is one.
    pub fn title(&self, lang: &str) -> &str {
        self.best(lang).map_or("", |wording| wording.title.as_str())
    }

    /// What the state holds of them.
    pub fn titles(&self) -> Titles {
        let title = |wording: &Wording| Title {
            lang: short(&wording.lang).into(),
            title: short(&wording.title).into(),
            courtesy: wording.courtesy,
        };
        Titles {
            all: self.0.iter().take(KEPT_MAX).map(title).collect(),
            written: !self.is_empty(),
        }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0
            .iter()
            .all(|wording| wording.title.trim().is_empty() && wording.text.trim().is_empty())
    }

    /// Reads the wordings among payloads; erased ones are left out.
    pub fn read(commitments: &[Commitment], payloads: &[Option<Payload>]) -> Wordings {
        let texts = commitments
            .iter()
            .zip(payloads)
            .filter(|(c, _)| c.media_type == WORDING || c.media_type == COURTESY);
        Wordings(
            texts
                .filter_map(|(commitment, payload)| read_one(commitment, payload.as_ref()?))
                .collect(),
        )
    }

    /// Payload contents with media type and language, in order.
    pub fn contents(&self) -> impl Iterator<Item = Content> + '_ {
        self.0.iter().map(|wording| Content {
            media_type: if wording.courtesy { COURTESY } else { WORDING },
            lang: Some(wording.lang.clone()),
            bytes: match wording.text.is_empty() {
                true => wording.title.clone().into_bytes(),
                false => format!("{}\n\n{}", wording.title, wording.text).into_bytes(),
            },
        })
    }
}

fn read_one(commitment: &Commitment, payload: &Payload) -> Option<Wording> {
    let content = core::str::from_utf8(&payload.content).ok()?;
    let (title, text) = content.split_once("\n\n").unwrap_or((content, ""));
    Some(Wording {
        lang: commitment.lang.clone().unwrap_or_default(),
        title: title.to_owned(),
        text: text.to_owned(),
        courtesy: commitment.media_type == COURTESY,
    })
}

/// The title of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Language tag.
    pub lang: Box<str>,
    /// One line.
    pub title: Box<str>,
    /// Whether this is only a courtesy translation.
    pub courtesy: bool,
}

/// What the state holds of a statement's words, for lists: the titles, each as far as one may go on. The words
/// themselves stay in the store.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Titles {
    all: Box<[Title]>,
    written: bool,
}

impl Titles {
    /// Each title.
    pub fn iter(&self) -> impl Iterator<Item = &Title> {
        self.all.iter()
    }

    /// The title in `lang`, else the first authentic one, else the first.
    pub fn best(&self, lang: &str) -> Option<&Title> {
        let exact = self.iter().find(|title| *title.lang == *lang);
        exact
            .or_else(|| self.iter().find(|title| !title.courtesy))
            .or_else(|| self.iter().next())
    }

    /// The title in `lang` as far as there is one.
    pub fn title(&self, lang: &str) -> &str {
        self.best(lang).map_or("", |title| &title.title)
    }

    /// Whether nothing was written, no text either.
    pub fn is_empty(&self) -> bool {
        !self.written
    }
}

/// Everything that one statement says in words; what was erased is left out.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Words {
    /// Titles and texts.
    pub wordings: Wordings,
    /// Where they come from.
    pub sources: Vec<Source>,
    /// The first reason given, with its language.
    pub reason: Option<(String, String)>,
}

impl Words {
    /// Reads them among payloads.
    pub fn read(commitments: &[Commitment], payloads: &[Option<Payload>]) -> Words {
        let mut reasons = texts_of(REASON, commitments, payloads);
        let reason = reasons.next();
        Words {
            wordings: Wordings::read(commitments, payloads),
            sources: Source::read_all(commitments, payloads),
            reason: reason.map(|(lang, text)| (lang.unwrap_or_default().into(), text.into())),
        }
    }
}

/// The beginning of a line, as far as a title may go on: what is longer was signed by nobody's node of ours.
fn short(line: &str) -> &str {
    let end = line.char_indices().nth(TITLE_CHARS_MAX);
    end.map_or(line, |(end, _)| &line[..end])
}

/// The texts of one media type as the state holds them, each with its language or nothing.
pub(crate) fn names_of(
    media_type: &str,
    commitments: &[Commitment],
    payloads: &[Option<Payload>],
) -> Vec<(String, String)> {
    let texts = texts_of(media_type, commitments, payloads).take(KEPT_MAX);
    let name = |(lang, text): (Option<&str>, &str)| {
        (short(lang.unwrap_or_default()).into(), short(text).into())
    };
    texts.map(name).collect()
}

/// The content of a payload before it is salted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is.
    pub media_type: &'static str,
    /// In which language, if it has one.
    pub lang: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Content {
    /// A plain text content.
    pub fn text(media_type: &'static str, lang: Option<&str>, text: &str) -> Content {
        Content {
            media_type,
            lang: lang.map(str::to_owned),
            bytes: text.as_bytes().to_vec(),
        }
    }
}

/// Where a claim comes from: a published work and its author.
#[derive(Clone, Debug, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Source {
    /// Author and year, as shown after "per".
    pub label: String,
    /// Title, publisher and date.
    pub citation: String,
}

impl Source {
    /// The payload content.
    pub fn content(&self) -> Content {
        Content::text(SOURCE, None, &format!("{}\n{}", self.label, self.citation))
    }

    /// The sources as the state holds them, for lists: label and citation as far as a line may go on.
    pub(crate) fn kept(sources: &[Source]) -> Vec<Source> {
        let kept = |source: &Source| Source {
            label: short(&source.label).into(),
            citation: short(&source.citation).into(),
        };
        sources.iter().take(KEPT_MAX).map(kept).collect()
    }

    /// The sources among payloads.
    pub fn read_all(commitments: &[Commitment], payloads: &[Option<Payload>]) -> Vec<Source> {
        let texts = texts_of(SOURCE, commitments, payloads);
        texts
            .map(|(_, text)| text.split_once('\n').unwrap_or((text, "")))
            .map(|(label, citation)| Source {
                label: label.to_owned(),
                citation: citation.to_owned(),
            })
            .collect()
    }
}

/// The texts of one media type among payloads, each with its language; erased ones are left out.
pub fn texts_of<'a>(
    media_type: &'a str,
    commitments: &'a [Commitment],
    payloads: &'a [Option<Payload>],
) -> impl Iterator<Item = (Option<&'a str>, &'a str)> {
    let present = commitments
        .iter()
        .zip(payloads)
        .filter(move |(c, _)| c.media_type == media_type);
    present.filter_map(|(commitment, payload)| {
        let text = core::str::from_utf8(&payload.as_ref()?.content).ok()?;
        Some((commitment.lang.as_deref(), text))
    })
}
