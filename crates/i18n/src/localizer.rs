//! What a page holds to speak to its reader: messages, dates, numbers and durations in one language.

use jiff::civil::DateTime;
use jiff::{Timestamp, tz::Offset};

use crate::{Lang, messages};

/// Says things in one language. It is only the language, so it can be copied anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Localizer {
    /// The language it speaks.
    pub lang: Lang,
}

/// What is filled into a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A name or a text, kept as it is. Years and identifiers are texts too: they are not grouped in thousands.
    Str(&'a str),
    /// A count: it is grouped in thousands and chooses the plural.
    Num(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Str(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Str(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Arg::Num(n)
    }
}

impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Arg::Num(n.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(n: u64) -> Self {
        Arg::Num(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Arg::Num(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

impl Localizer {
    /// The message with this key. A key this language lacks is given as `⟦key⟧`, so that it is noticed.
    pub fn t(&self, key: &str) -> String {
        self.ta(key, &[])
    }

    /// The message with this key and these arguments.
    ///
    /// ```
    /// use i18n::{Arg, Lang};
    ///
    /// let l = Lang::En.l();
    /// assert_eq!(l.ta("record-count", &[("count", Arg::Num(1))]), "1 entry");
    /// assert_eq!(l.ta("record-count", &[("count", Arg::Num(1204))]), "1\u{202f}204 entries");
    /// ```
    pub fn ta(&self, key: &str, args: &[(&str, Arg)]) -> String {
        messages::message(self.lang, key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// Parts of a list, joined as the language joins them: "Asteria, Borealis", "星社、北极光".
    pub fn list(&self, parts: &[String]) -> String {
        parts.join(&self.t("frame-list-separator"))
    }

    /// Sentences one after the other: with a space between them where the language has one.
    pub fn sentences(&self, sentences: &[String]) -> String {
        sentences.join(match self.lang {
            Lang::En => " ",
            Lang::ZhHans | Lang::ZhHant => "",
        })
    }

    /// The day in UTC: 19 June 2023, 2023年6月19日.
    pub fn date(&self, ms: i64) -> String {
        self.moment("time-date", ms)
    }

    /// The minute in UTC, and that it is UTC: 19 June 2023, 09:14 UTC.
    pub fn time_utc(&self, ms: i64) -> String {
        self.moment("time-utc", ms)
    }

    /// A count in groups of three digits: 1 204, with a narrow space at which no line breaks.
    pub fn number(&self, n: u64) -> String {
        groups_of_three(&n.to_string())
    }

    /// How long before `ms_now` it was, in the largest whole unit up to days.
    ///
    /// Other nodes' clocks run ahead at times: less than a minute ahead is "just now", anything more is given
    /// as its own time, since it cannot be "ago".
    pub fn ago(&self, ms_then: i64, ms_now: i64) -> String {
        let elapsed = ms_now.saturating_sub(ms_then);
        let (key, unit) = match elapsed {
            DAY_MS.. => ("time-ago-days", DAY_MS),
            HOUR_MS.. => ("time-ago-hours", HOUR_MS),
            MINUTE_MS.. => ("time-ago-minutes", MINUTE_MS),
            SECOND_MS.. => ("time-ago-seconds", SECOND_MS),
            _ if elapsed > -MINUTE_MS => return self.t("time-ago-now"),
            _ => return self.time_utc(ms_then),
        };
        self.ta(key, &[("count", Arg::Num(elapsed / unit))])
    }

    /// A time that no calendar has (an entry may claim anything) is given as its milliseconds, in the brackets
    /// of what could not be said.
    fn moment(&self, key: &str, ms: i64) -> String {
        let Some(at) = civil(ms) else {
            return format!("⟦{ms}⟧");
        };
        let year = at.year().to_string();
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.ta(
            key,
            &[
                ("year", Arg::Str(&year)),
                ("month", Arg::Num(at.month().into())),
                ("day", Arg::Num(at.day().into())),
                ("time", Arg::Str(&time)),
            ],
        )
    }
}

fn civil(ms: i64) -> Option<DateTime> {
    Timestamp::from_millisecond(ms)
        .ok()
        .map(|at| Offset::UTC.to_datetime(at))
}

/// A number inside a message, written as [`Localizer::number`] writes it.
pub(crate) fn grouped(n: i64) -> String {
    let sign = if n < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", groups_of_three(&n.unsigned_abs().to_string()))
}

fn groups_of_three(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * '\u{202f}'.len_utf8());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
