//! A figure in one line, with its qualifier, unit, period and source: "over 500 billion USD (2019), source not given".
//!
//! A translation of qualifier, value and unit together goes before the parts: five hundred billion is 5000亿.

use crate::notes::INDICATOR;
use crate::phrase::{Label, Lang, Phrase, label};
use crate::read::{Line, Value};
use crate::translations::Translations;

const SOURCE_NOT_GIVEN: Label = label("source not given", "未注明来源", "未註明來源");
const SOURCE: Label = label("source", "来源", "來源");
const PERIOD_NOT_GIVEN: Label = label("period not given", "时期未注明", "時期未註明");

/// Puts the parts of the figure among `lines` into one line, first.
pub fn in_one_line(lines: Vec<Line>, translations: &Translations) -> Vec<Line> {
    const PARTS: [&str; 5] = ["qualifier", "value", "unit", "period", "cited_source"];
    let (parts, rest): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .partition(|line| PARTS.contains(&line.field));
    let part = |name: &str| parts.iter().find(|line| line.field == name);
    let phrase = |name: &str| match &part(name)?.value {
        Value::Phrases(phrases) => phrases.first(),
        _ => None,
    };
    let joined = |lang: Lang| {
        ["qualifier", "value", "unit"]
            .into_iter()
            .filter_map(phrase)
            .map(|words| words.in_lang(lang))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let whole = translations.known(&joined(Lang::En));
    let written = Phrase::each(|lang| {
        let known = whole.as_ref().and_then(|whole| whole.known(lang));
        let mut written = known.map_or_else(|| joined(lang), str::to_owned);
        if let Some(period) = phrase("period") {
            written = lang.bracketed(&written, period.in_lang(lang));
        } else if part("period").is_some() {
            written = lang.bracketed(&written, PERIOD_NOT_GIVEN.in_lang(lang));
        }
        let source = match phrase("cited_source") {
            None => SOURCE_NOT_GIVEN.in_lang(lang).to_owned(),
            Some(source) => format!(
                "{}{}{}",
                SOURCE.in_lang(lang),
                lang.colon(),
                source.in_lang(lang)
            ),
        };
        format!("{written}{}{source}", lang.comma())
    });
    let field = INDICATOR
        .iter()
        .find(|field| field.name == "value")
        .expect("an indicator has a value");
    let figure = Line {
        field: field.name,
        label: field.label,
        value: Value::Phrases(vec![written]),
    };
    std::iter::once(figure).chain(rest).collect()
}
