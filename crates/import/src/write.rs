//! Writing an item out: a title, and its fields as lines of "label: what it says", in each language.

use domain::wording::TITLE_CHARS_MAX;
use domain::{Wording, Wordings};

use crate::phrase::{Label, Lang, Phrase, label};
use crate::read::{Line, Value};

const NOT_GIVEN: Label = label("not given", "未给出", "未給出");

/// The wordings: the English is the source's, every Chinese one a courtesy translation. A language in which
/// not even the title is translated has none.
pub fn wordings(title: &Phrase, lines: &[Line]) -> Wordings {
    let wording = |lang: Lang| {
        let whole = title.known(lang)?;
        let heading = heading(whole);
        let mut text = text(lines, lang);
        if heading != whole {
            text = format!("{whole}\n\n{text}").trim_end().to_owned();
        }
        Some(Wording {
            lang: lang.tag().to_owned(),
            title: heading,
            text,
            courtesy: lang != Lang::En,
        })
    };
    Wordings(Lang::ALL.into_iter().filter_map(wording).collect())
}

/// A title is one line and not too long; what does not fit stands whole at the head of the text.
pub fn heading(whole: &str) -> String {
    let line = whole.lines().next().unwrap_or_default().trim_end();
    if line.len() == whole.len() && line.chars().count() <= TITLE_CHARS_MAX {
        return line.to_owned();
    }
    line.chars()
        .take(TITLE_CHARS_MAX - 1)
        .chain(['…'])
        .collect()
}

fn text(lines: &[Line], lang: Lang) -> String {
    lines
        .iter()
        .map(|line| block(line, lang))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A field that stands by itself.
fn block(line: &Line, lang: Lang) -> String {
    let label = line.label.in_lang(lang);
    let listed = |items: Vec<String>| {
        let bullets = items.into_iter().map(|item| format!("\n- {item}"));
        format!(
            "{label}{}{}",
            lang.colon().trim_end(),
            bullets.collect::<String>()
        )
    };
    match &line.value {
        Value::NotGiven => format!("{label}{}{}", lang.colon(), NOT_GIVEN.in_lang(lang)),
        Value::Phrases(phrases) => format!("{label}{}{}", lang.colon(), joined(phrases, lang)),
        Value::Listing(phrases) => listed(
            phrases
                .iter()
                .map(|phrase| phrase.in_lang(lang).to_owned())
                .collect(),
        ),
        Value::Named(named) => {
            let pair = |(name, words): &(Phrase, Phrase)| {
                format!(
                    "{}{}{}",
                    name.in_lang(lang),
                    lang.colon(),
                    words.in_lang(lang)
                )
            };
            listed(named.iter().map(pair).collect())
        }
        Value::Lines(lines) => listed(lines.iter().map(|line| in_one_line(line, lang)).collect()),
    }
}

/// The fields of a line, one after the other.
fn in_one_line(lines: &[Line], lang: Lang) -> String {
    let parts = lines.iter().map(|line| part(line, lang));
    parts.collect::<Vec<_>>().join(lang.semicolon())
}

fn part(line: &Line, lang: Lang) -> String {
    let said = match &line.value {
        Value::NotGiven => NOT_GIVEN.in_lang(lang).to_owned(),
        Value::Phrases(phrases) | Value::Listing(phrases) => joined(phrases, lang),
        Value::Named(named) => {
            let named = named
                .iter()
                .map(|(name, words)| lang.bracketed(name.in_lang(lang), words.in_lang(lang)));
            named.collect::<Vec<_>>().join(lang.comma())
        }
        Value::Lines(lines) => lines
            .iter()
            .map(|line| in_one_line(line, lang))
            .collect::<Vec<_>>()
            .join(lang.semicolon()),
    };
    match line.label.in_lang(lang) {
        "" => said,
        label => format!("{label}{}{said}", lang.colon()),
    }
}

fn joined(phrases: &[Phrase], lang: Lang) -> String {
    phrases
        .iter()
        .map(|phrase| phrase.in_lang(lang))
        .collect::<Vec<_>>()
        .join(lang.semicolon())
}
