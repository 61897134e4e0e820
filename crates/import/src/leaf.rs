//! Values that are checked and not translated: codes, dates, truth values.

use crate::fault::{Expected, ImportError, Obstacle};
use crate::node::Node;
use crate::phrase::{Label, Phrase, label};
use crate::vocabulary::Code;

const YES: Label = label("yes", "是", "是");
const NO: Label = label("no", "否", "否");

/// One of a closed vocabulary.
pub fn code(
    name: &'static str,
    codes: &'static [Code],
    node: &Node,
) -> Result<Phrase, ImportError> {
    let value = node.text(name)?;
    let found = codes
        .iter()
        .find(|code| code.code == value)
        .map(|code| code.label.phrase());
    found.ok_or_else(|| {
        let known = codes.iter().map(|code| code.code).collect();
        node.fault(Obstacle::UnknownValue {
            field: name,
            value: value.to_owned(),
            known,
        })
    })
}

/// Yes or no.
pub fn flag(name: &'static str, node: &Node) -> Result<Phrase, ImportError> {
    match node.text(name)? {
        "true" => Ok(YES.phrase()),
        "false" => Ok(NO.phrase()),
        _ => Err(node.fault(Obstacle::WrongShape {
            field: name.to_owned(),
            expected: Expected::Flag,
        })),
    }
}

/// 2023, 2023-06 or 2023-06-19, or two of them with a slash between.
pub fn date(name: &'static str, node: &Node) -> Result<Phrase, ImportError> {
    let value = node.text(name)?;
    let sound = value.split('/').count() <= 2 && value.split('/').all(is_date);
    let fault = || {
        node.fault(Obstacle::NotADate {
            field: name,
            value: value.to_owned(),
        })
    };
    sound.then(|| Phrase::same(value)).ok_or_else(fault)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count: usize, numbers: core::ops::RangeInclusive<u32>| {
        part.len() == count
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number| numbers.contains(&number))
    };
    match parts.as_slice() {
        [year] => digits(year, 4, 0..=9999),
        [year, month] => digits(year, 4, 0..=9999) && digits(month, 2, 1..=12),
        [year, month, day] => {
            digits(year, 4, 0..=9999) && digits(month, 2, 1..=12) && digits(day, 2, 1..=31)
        }
        _ => false,
    }
}
