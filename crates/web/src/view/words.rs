//! Words from the record, for one reader; and the words for kinds and verdicts.

use domain::{Source, Title, Titles, Wording, Wordings};
use i18n::{Lang, Localizer};
use record::{Kind, Verdict, Void};

use crate::pages::item::Source as SourceLine;
use crate::pages::parts::{Titled, Words};
use crate::pages::text::Version;

/// The title nearest to a reader: the language itself, the other script, the first authentic one.
pub fn nearest(titles: &Titles, lang: Lang) -> Option<&Title> {
    let tagged = |tag: &str| {
        let mut titles = titles.iter();
        titles.find(|title| *title.lang == *tag && !title.title.is_empty())
    };
    let other_script = match lang {
        Lang::En => None,
        Lang::ZhHans => tagged(Lang::ZhHant.tag()),
        Lang::ZhHant => tagged(Lang::ZhHans.tag()),
    };
    tagged(lang.tag())
        .or(other_script)
        .or_else(|| titles.best(lang.tag()))
}

/// A title in the reader's language, with the other languages below it.
pub fn titled(titles: &Titles, lang: Lang) -> Titled {
    let Some(main) = nearest(titles, lang) else {
        return Titled::default();
    };
    let others = titles
        .iter()
        .filter(|other| other.lang != main.lang && !other.title.is_empty());
    Titled {
        main: title(main),
        others: others.map(title).collect(),
    }
}

/// A title that is only a name without a language.
pub fn only(text: &str) -> Titled {
    Titled {
        main: Words::new("", text),
        others: Vec::new(),
    }
}

fn title(title: &Title) -> Words {
    Words::new(&title.lang, &title.title)
}

/// The language versions, the reader's first.
pub fn versions(wordings: &Wordings, lang: Lang) -> Vec<Version> {
    let mut versions: Vec<Version> = wordings.0.iter().map(version).collect();
    versions.sort_by_key(|version| version.lang != lang.tag());
    versions
}

fn version(wording: &Wording) -> Version {
    let paragraphs = wording
        .text
        .split("\n\n")
        .map(|paragraph| paragraph.trim_matches('\n').to_owned());
    Version {
        lang: wording.lang.clone(),
        title: wording.title.clone(),
        paragraphs: paragraphs
            .filter(|paragraph| !paragraph.is_empty())
            .collect(),
        authentic: !wording.courtesy,
    }
}

/// A source in short and in full.
pub fn source(source: &Source) -> SourceLine {
    SourceLine {
        label: source.label.clone(),
        full: Words::new("", &source.citation),
    }
}

/// A reason, in the language it was written in.
pub fn reason(reason: &(String, String)) -> Words {
    Words::new(&reason.0, &reason.1)
}

/// What kind of entry it is.
pub fn kind(l: &Localizer, kind: Kind) -> String {
    match kind {
        Kind::Unknown(_) => l.t("record-entry-unknown"),
        // i18n: record-kind-
        known => l.t(&format!("record-kind-{}", known.name())),
    }
}

/// Whether an entry counts, in words.
pub fn verdict(l: &Localizer, verdict: Verdict) -> String {
    match verdict {
        Verdict::Valid => l.t("record-verdict-valid"),
        Verdict::NotUnderstood => l.t("record-entry-unknown"),
        Verdict::Void(reason) => l.ta(
            "record-entry-without-effect",
            &[("reason", (&void(l, reason)).into())],
        ),
    }
}

/// Why an act counts for nothing.
pub fn void(l: &Localizer, reason: Void) -> String {
    l.t(match reason {
        Void::BadSignature => "record-void-bad-signature",
        Void::NotEntitled => "record-void-not-entitled",
        Void::NotAllowed => "record-void-not-allowed",
        Void::Malformed => "record-void-malformed",
        Void::NotAtStart => "record-void-not-at-start",
        Void::UnknownText => "record-void-unknown-text",
        Void::NotRequired => "record-void-not-required",
        Void::BaseNotInEffect => "record-void-base-not-in-effect",
        Void::RenouncedBefore => "record-void-renounced-before",
        Void::RivalAlive => "record-void-rival-alive",
        Void::RivalInEffect => "record-void-rival-in-effect",
        Void::MembershipPending => "record-void-membership-pending",
        Void::NothingToRelease => "record-void-nothing-to-release",
        Void::AssentedBefore => "record-void-assented-before",
        Void::NoReleaseInView => "record-void-no-release-in-view",
        Void::Repeated => "record-void-repeated",
    })
}
