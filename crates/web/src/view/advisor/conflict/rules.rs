//! Options by their numbers: what cannot be together, and which situations are one.

use advice::escalation::model_refusal;
use analysis::escalation::{ModelError, OptionForm, Pattern, Place};
use i18n::{Arg, Localizer};

use super::sheet::RuleKind;

/// Lists of option numbers, as rules have them.
pub struct Conditions<'a> {
    /// For each row of options the option that stands in it.
    pub options: &'a [Option<u32>],
    /// The reader's language.
    pub l: Localizer,
}

impl Conditions<'_> {
    /// What a rule rules out; or what is wrong with it.
    pub fn rule(&self, row: usize, kind: RuleKind, text: &str) -> Result<Vec<Pattern>, String> {
        let pattern = self.pattern(text, Place::Infeasible(row + 1))?;
        let taken: Vec<u32> = pattern.iter().map(|(option, _)| *option).collect();
        match kind {
            RuleKind::NotTogether => Ok(vec![pattern]),
            _ if pattern.iter().any(|(_, taken)| !taken) => {
                Err(self.l.t("advisor-conflict-rule-minus"))
            }
            _ if taken.len() < 2 => Err(self.l.t("advisor-conflict-rule-alone")),
            RuleKind::AtMostOne => Ok(OptionForm::at_most_one(&taken)),
            RuleKind::ExactlyOne => Ok(OptionForm::exactly_one(&taken)),
        }
    }

    /// The options that a list of numbers names, done or not done; or what is wrong with it.
    pub fn pattern(&self, text: &str, place: Place) -> Result<Pattern, String> {
        let text = half_width(text);
        let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '、');
        let mut pattern = Pattern::new();
        for word in text.split(separates).filter(|word| !word.is_empty()) {
            let (number, taken) = match word.strip_prefix('-') {
                Some(number) => (number, false),
                None => (word, true),
            };
            let row: Option<usize> = number.parse().ok();
            let option = row.and_then(|row| *self.options.get(row.checked_sub(1)?)?);
            let Some(option) = option else {
                let args = [
                    ("given", Arg::Str(word)),
                    ("count", self.options.len().into()),
                ];
                return Err(self.l.ta("advisor-conflict-rule-option", &args));
            };
            if pattern.contains(&(option, !taken)) {
                let option = row.unwrap_or_default() as u32;
                return Err(model_refusal(
                    &ModelError::PatternContradicts { place, option },
                    self.l,
                ));
            }
            if !pattern.contains(&(option, taken)) {
                pattern.push((option, taken));
            }
        }
        Ok(pattern)
    }
}

/// Digits and signs as they are on a Chinese keyboard, in the form that the engine reads.
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '，' => ',',
        '－' | '−' | '–' => '-',
        '【' => '[',
        '】' => ']',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars().map(half).collect()
}
