//! The three languages, and which of them a browser asks for.

use icu_locale::{LanguageIdentifier, LocaleExpander, subtags::script};

use crate::Localizer;

/// A language of the product. The three are equal; their order here is only the order on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Chinese in simplified script.
    ZhHans,
    /// Chinese in traditional script, in Hong Kong and United Nations usage.
    ZhHant,
}

impl Lang {
    /// All languages, in the order in which the pages offer them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::ZhHans, Lang::ZhHant];

    /// The BCP 47 tag, as in the record, in addresses and in `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhHans => "zh-Hans",
            Lang::ZhHant => "zh-Hant",
        }
    }

    /// The language with exactly this tag. For what a browser sends, use [`Lang::negotiate`].
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language's name in itself, for the links that switch language.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::ZhHans => "简体",
            Lang::ZhHant => "繁體",
        }
    }

    /// The language for an `Accept-Language` header: the one with the highest q-value that the product has,
    /// the earlier of equals, English if there is none. What cannot be read in the header is skipped.
    ///
    /// ```
    /// use i18n::Lang;
    ///
    /// assert_eq!(Lang::negotiate("fr, zh-TW;q=0.8, en;q=0.7"), Lang::ZhHant);
    /// ```
    pub fn negotiate(accept_language: &str) -> Lang {
        let mut wanted: Vec<(f32, Lang)> = accept_language.split(',').filter_map(wanted).collect();
        wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        wanted.first().map_or(Lang::En, |(_, lang)| *lang)
    }

    /// What says everything in this language.
    pub fn l(self) -> Localizer {
        Localizer { lang: self }
    }
}

/// One range of the header, `zh-TW;q=0.8`, if the product has its language and it is not refused by `q=0`.
fn wanted(range: &str) -> Option<(f32, Lang)> {
    let mut parts = range.split(';').map(str::trim);
    let lang = serving(parts.next()?)?;
    let q = match parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q="))) {
        None => 1.0,
        Some(q) => q.parse().ok().filter(|q| (0.0..=1.0).contains(q))?,
    };
    (q > 0.0).then_some((q, lang))
}

/// The script decides before the language does: a reader of any Chinese language reads `zh-Hans` or `zh-Hant`.
/// Without the expansion `zh-TW` has no script, and Taiwan and Hong Kong would be served simplified characters.
fn serving(tag: &str) -> Option<Lang> {
    let mut locale: LanguageIdentifier = tag.parse().ok()?;
    LocaleExpander::new_common().maximize(&mut locale);
    match locale.script {
        Some(s) if s == script!("Hans") => Some(Lang::ZhHans),
        Some(s) if s == script!("Hant") => Some(Lang::ZhHant),
        _ => (locale.language.as_str() == "en").then_some(Lang::En),
    }
}
