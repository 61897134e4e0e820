//! Dates as people type them: ISO, `2027-03-01`, in every language.

use jiff::civil::{Date, date};

/// Days since 1970-01-01 of a date written as `2027-03-01`; none if it is no such date or lies before 1970.
pub fn day_of_date(text: &str) -> Option<u64> {
    let day: Date = text.trim().parse().ok()?;
    u64::try_from(
        day.since((jiff::Unit::Day, date(1970, 1, 1)))
            .ok()?
            .get_days(),
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::day_of_date;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day_of_date("1970-01-01"), Some(0));
        assert_eq!(day_of_date("1972-03-01"), Some(790));
        assert_eq!(day_of_date(" 2026-11-21 "), Some(20_778));
        assert_eq!(day_of_date("1969-12-31"), None);
        assert_eq!(day_of_date("2027-02-29"), None);
        assert_eq!(day_of_date("tomorrow"), None);
    }
}
