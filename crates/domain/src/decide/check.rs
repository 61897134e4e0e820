//! Whether words can be signed: something is written, nothing is too long and nothing is hidden.

use crate::command::Reason;
use crate::refusal::Refusal;
use crate::wording::{Content, REASON, TEXT_CHARS_MAX, TITLE_CHARS_MAX, Wordings};

pub(super) fn check_wordings(wordings: &Wordings) -> Result<(), Refusal> {
    if wordings.is_empty() {
        return Err(Refusal::NothingWritten);
    }
    if wordings.0.iter().all(|wording| wording.courtesy) {
        return Err(Refusal::NoAuthenticText);
    }
    if let Some(wording) = wordings
        .0
        .iter()
        .find(|wording| wording.title.trim().is_empty())
    {
        return Err(Refusal::TitleMissing {
            lang: wording.lang.clone(),
        });
    }
    check_characters(wordings)
}

pub(super) fn check_characters(wordings: &Wordings) -> Result<(), Refusal> {
    for wording in &wordings.0 {
        let lang = || wording.lang.clone();
        if wording.title.chars().count() > TITLE_CHARS_MAX {
            return Err(Refusal::TooLong {
                lang: lang(),
                chars_max: TITLE_CHARS_MAX,
            });
        }
        if wording.text.chars().count() > TEXT_CHARS_MAX {
            return Err(Refusal::TooLong {
                lang: lang(),
                chars_max: TEXT_CHARS_MAX,
            });
        }
        let hidden = wording
            .title
            .chars()
            .find(|c| hides(*c) || *c == '\n')
            .or_else(|| wording.text.chars().find(|c| hides(*c)));
        if let Some(character) = hidden {
            return Err(Refusal::HiddenCharacter {
                lang: lang(),
                code_point: character as u32,
            });
        }
    }
    Ok(())
}

pub(super) fn reasons(reason: Option<&Reason>) -> Vec<Content> {
    let given = reason.filter(|reason| !reason.text.trim().is_empty());
    given
        .map(|reason| Content::text(REASON, Some(&reason.lang), reason.text.trim()))
        .into_iter()
        .collect()
}

/// Characters that can hide or reorder text (CVE-2021-42574 and its kin), and controls other than a line feed.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E000}'..='\u{F8FF}')
        || (c.is_control() && c != '\n')
}
