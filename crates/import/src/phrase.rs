//! One string in the three languages: what everything that an import writes is put together from.

/// A language of the wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    En,
    Hans,
    Hant,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Hans, Lang::Hant];

    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Hans => "zh-Hans",
            Lang::Hant => "zh-Hant",
        }
    }

    /// Between two things of a list.
    pub fn semicolon(self) -> &'static str {
        match self {
            Lang::En => "; ",
            Lang::Hans | Lang::Hant => "；",
        }
    }

    /// Between a label and what it labels.
    pub fn colon(self) -> &'static str {
        match self {
            Lang::En => ": ",
            Lang::Hans | Lang::Hant => "：",
        }
    }

    /// Between two parts of one thing.
    pub fn comma(self) -> &'static str {
        match self {
            Lang::En => ", ",
            Lang::Hans | Lang::Hant => "，",
        }
    }

    /// `inner` in brackets behind `outer`.
    pub fn bracketed(self, outer: &str, inner: &str) -> String {
        match self {
            Lang::En => format!("{outer} ({inner})"),
            Lang::Hans | Lang::Hant => format!("{outer}（{inner}）"),
        }
    }
}

/// A string of this crate's own, in the three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub en: &'static str,
    /// 简体.
    pub hans: &'static str,
    /// 繁體.
    pub hant: &'static str,
}

impl Label {
    pub(crate) fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Hans => self.hans,
            Lang::Hant => self.hant,
        }
    }

    pub(crate) fn phrase(self) -> Phrase {
        Phrase::each(|lang| self.in_lang(lang).to_owned())
    }
}

/// A label; the two Chinese scripts are written out, because a conversion is not a translation.
pub const fn label(en: &'static str, hans: &'static str, hant: &'static str) -> Label {
    Label { en, hans, hant }
}

/// A string of the file with its courtesy translations, as far as there are any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub en: String,
    pub hans: Option<String>,
    pub hant: Option<String>,
}

impl Phrase {
    /// The same in every language: a date, a number, a code.
    pub fn same(text: &str) -> Phrase {
        Phrase::each(|_| text.to_owned())
    }

    /// Put together anew in each language.
    pub fn each(write: impl Fn(Lang) -> String) -> Phrase {
        Phrase {
            en: write(Lang::En),
            hans: Some(write(Lang::Hans)),
            hant: Some(write(Lang::Hant)),
        }
    }

    /// The string in `lang`, if it is there.
    pub fn known(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => Some(&self.en),
            Lang::Hans => self.hans.as_deref(),
            Lang::Hant => self.hant.as_deref(),
        }
    }

    /// The string in `lang`, else in English: a translation of the rest is still worth having.
    pub fn in_lang(&self, lang: Lang) -> &str {
        self.known(lang).unwrap_or(&self.en)
    }
}
