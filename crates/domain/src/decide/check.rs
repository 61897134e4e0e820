//! Whether words can be signed: something is written, nothing is too long and nothing is hidden.

use crate::command::Reason;
use crate::refusal::Refusal;

/// The longest note in characters: its bytes always fit into what a peer takes.
const NOTE_CHARS_MAX: usize = 4_000;
use crate::wording::{Content, REASON, Source, TEXT_CHARS_MAX, TITLE_CHARS_MAX, Wording, Wordings};

/// Words that a party signs as its own and that are listed by their title.
pub(super) fn check_wordings(wordings: &Wordings) -> Result<(), Refusal> {
    check_own_words(wordings)?;
    let untitled = |wording: &&Wording| wording.title.trim().is_empty();
    match wordings.0.iter().find(untitled) {
        Some(wording) => Err(Refusal::TitleMissing {
            lang: wording.lang.clone(),
        }),
        None => Ok(()),
    }
}

/// Words that a party signs as its own: a courtesy translation alone is nobody's.
pub(super) fn check_own_words(wordings: &Wordings) -> Result<(), Refusal> {
    check_characters(wordings)?;
    match wordings.0.iter().all(|wording| wording.courtesy) {
        true => Err(Refusal::NoAuthenticText),
        false => Ok(()),
    }
}

/// Any words: written, not too long, nothing hidden.
pub(super) fn check_characters(wordings: &Wordings) -> Result<(), Refusal> {
    if wordings.is_empty() {
        return Err(Refusal::NothingWritten);
    }
    for wording in &wordings.0 {
        check_line(&wording.lang, &wording.title)?;
        check_text(&wording.lang, &wording.text)?;
    }
    Ok(())
}

/// Sources: one line for the label and one for the citation.
pub(super) fn check_sources(sources: &[Source]) -> Result<(), Refusal> {
    for source in sources {
        check_line("", &source.label)?;
        check_text("", &source.citation)?;
    }
    Ok(())
}

/// A reason: it may be any length of text.
pub(super) fn check_reason(reason: &Reason) -> Result<(), Refusal> {
    check_text(&reason.lang, &reason.text)
}

/// A reason that has to be there.
pub(super) fn check_required_reason(reason: &Reason) -> Result<(), Refusal> {
    match reason.text.trim().is_empty() {
        true => Err(Refusal::ReasonMissing),
        false => check_reason(reason),
    }
}

/// A note and the name under it, if its writer wants one: as any words, with a limit of its own.
///
/// # Errors
/// The refusal that the writer sees.
pub fn check_note(lang: &str, words: &str, name: Option<&str>) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        return Err(Refusal::NothingWritten);
    }
    check(lang, words, NOTE_CHARS_MAX, hides)?;
    name.map_or(Ok(()), |name| check_line(lang, name))
}

fn check_line(lang: &str, line: &str) -> Result<(), Refusal> {
    check(lang, line, TITLE_CHARS_MAX, |c| hides(c) || c == '\n')
}

fn check_text(lang: &str, text: &str) -> Result<(), Refusal> {
    check(lang, text, TEXT_CHARS_MAX, hides)
}

fn check(
    lang: &str,
    text: &str,
    chars_max: usize,
    hides: impl Fn(char) -> bool,
) -> Result<(), Refusal> {
    let lang = lang.to_owned();
    if text.chars().count() > chars_max {
        return Err(Refusal::TooLong { lang, chars_max });
    }
    match text.chars().find(|c| hides(*c)) {
        Some(character) => Err(Refusal::HiddenCharacter {
            lang,
            code_point: character as u32,
        }),
        None => Ok(()),
    }
}

pub(super) fn reasons(reason: Option<&Reason>) -> Vec<Content> {
    let given = reason.filter(|reason| !reason.text.trim().is_empty());
    given
        .map(|reason| Content::text(REASON, Some(&reason.lang), reason.text.trim()))
        .into_iter()
        .collect()
}

/// Characters that can hide or reorder text (CVE-2021-42574 and its kin): marks of direction, fillers and
/// other blanks of no width, selectors and tags, private ones, and breaks and controls other than a line feed.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
        || (c.is_control() && c != '\n')
}
