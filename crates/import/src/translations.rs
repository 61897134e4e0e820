//! Courtesy translations: strings keyed by the English, and how a string of the file becomes a phrase.
//!
//! A title that the framework itself gives in Chinese goes before one from the file of translations.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::{ImportError, Obstacle};
use crate::node::{Content, Node};
use crate::phrase::{Lang, Phrase};
use crate::{TRANSLATIONS_FORMAT, VERSION};

/// 简体 and 繁體 of each English string.
#[derive(Debug, Default)]
pub struct Translations {
    strings: BTreeMap<String, [Option<String>; 2]>,
}

/// Reads the file of translations.
pub fn read(root: &Node) -> Result<Translations, ImportError> {
    root.check_format(TRANSLATIONS_FORMAT, VERSION)?;
    root.only("translations", &["format", "version", "strings"])?;
    let mut translations = Translations::default();
    let missing = Obstacle::MissingField { field: "strings" };
    for node in root
        .get("strings")
        .ok_or_else(|| root.fault(missing))?
        .list("strings")?
    {
        let phrase = localised(node, "strings")?;
        let strings = [phrase.hans, phrase.hant];
        if translations
            .strings
            .insert(phrase.en.clone(), strings)
            .is_some()
        {
            return Err(node.fault(Obstacle::DuplicateTranslation { en: phrase.en }));
        }
    }
    Ok(translations)
}

impl Translations {
    /// The translations of a string that this crate put together, if there are any.
    pub fn known(&self, en: &str) -> Option<Phrase> {
        let [hans, hant] = self.strings.get(en)?.clone();
        Some(Phrase {
            en: en.to_owned(),
            hans,
            hant,
        })
    }

    /// The words of a node, translated as far as possible; what lacks a translation goes to `missing`.
    pub fn phrase(
        &self,
        field: &'static str,
        node: &Node,
        missing: &mut BTreeSet<String>,
    ) -> Result<Phrase, ImportError> {
        let mut phrase = match &node.content {
            Content::Map(_) => localised(node, field)?,
            _ => Phrase {
                en: words(node, field)?,
                hans: None,
                hant: None,
            },
        };
        let [hans, hant] = self.strings.get(&phrase.en).cloned().unwrap_or_default();
        phrase.hans = phrase.hans.or(hans);
        phrase.hant = phrase.hant.or(hant);
        if !phrase
            .en
            .contains(|letter: char| letter.is_ascii_lowercase())
        {
            // Nothing to translate: a number, a date, an abbreviation.
            let same = Phrase::same(&phrase.en);
            phrase.hans = phrase.hans.or(same.hans);
            phrase.hant = phrase.hant.or(same.hant);
        }
        if phrase.hans.is_none() || phrase.hant.is_none() {
            missing.insert(phrase.en.clone());
        }
        Ok(phrase)
    }
}

/// `{ en: ..., zh-Hans: ..., zh-Hant: ... }`
fn localised(node: &Node, field: &str) -> Result<Phrase, ImportError> {
    node.only(field, &Lang::ALL.map(Lang::tag))?;
    let lang = |lang: Lang| {
        node.get(lang.tag())
            .map(|value| words(value, lang.tag()))
            .transpose()
    };
    let en = lang(Lang::En)?.ok_or_else(|| node.fault(Obstacle::MissingField { field: "en" }))?;
    Ok(Phrase {
        en,
        hans: lang(Lang::Hans)?,
        hant: lang(Lang::Hant)?,
    })
}

/// The words of a scalar: not empty, and without characters that hide or reorder others.
pub fn words(node: &Node, field: &'static str) -> Result<String, ImportError> {
    let text = node.text(field)?.trim();
    if text.is_empty() {
        return Err(node.fault(Obstacle::MissingField { field }));
    }
    match text.chars().find(|c| hides(*c)) {
        Some(c) => Err(node.fault(Obstacle::HiddenCharacter {
            code_point: c as u32,
        })),
        None => Ok(text.to_owned()),
    }
}

/// What `domain` would refuse to sign. It is found here first, or half of a plan would be carried out; a test
/// holds the two together.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
        || (c.is_control() && c != '\n')
}
