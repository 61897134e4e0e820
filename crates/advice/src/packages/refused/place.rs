//! Where something stands that was refused.

use analysis::packages::error::{Entries, Spot, Where};
use i18n::{Arg, Localizer};

/// Where in a case.
pub(super) fn place_says(place: &Where, l: Localizer) -> String {
    let numbered = |key: &str, party: &String, number: usize| {
        l.ta(key, &[("party", party.into()), ("number", number.into())])
    };
    match place {
        Where::Linkage(number) => l.ta(
            "advisor-packages-place-linkage",
            &[("number", (*number).into())],
        ),
        Where::Sheet(party) => party.clone(),
        Where::Bonus { party, number } => numbered("advisor-packages-place-bonus", party, *number),
        Where::RedLine { party, number } => {
            numbered("advisor-packages-place-red-line", party, *number)
        }
        Where::AsIs(issue) => l.ta("advisor-packages-place-as-is", &[("issue", issue.into())]),
        Where::Package(number) => l.ta(
            "advisor-packages-place-package",
            &[("number", (*number).into())],
        ),
        Where::File { file, spot } => spot_says(file, spot, l),
    }
}

/// Where in a file, with the file.
pub(super) fn spot_says(file: &str, spot: &Spot, l: Localizer) -> String {
    let file = ("file", Arg::Str(file));
    // A line is a place, not a count: its digits are not grouped.
    match spot {
        Spot::Whole => l.ta("advisor-packages-place-file", &[file]),
        Spot::Line(line) => {
            let line = line.to_string();
            let line = ("line", Arg::Str(&line));
            l.ta("advisor-packages-place-line", &[file, line])
        }
        Spot::Column { line, column } => {
            let (line, column) = (line.to_string(), column.to_string());
            let arguments = [
                file,
                ("line", Arg::Str(&line)),
                ("column", Arg::Str(&column)),
            ];
            l.ta("advisor-packages-place-column", &arguments)
        }
        Spot::Element { line, name } => {
            let line = line.to_string();
            let arguments = [file, ("line", Arg::Str(&line)), ("element", name.into())];
            l.ta("advisor-packages-place-element", &arguments)
        }
        Spot::Issue(issue) => {
            let issue = ("issue", Arg::from(issue));
            l.ta("advisor-packages-place-issue", &[file, issue])
        }
        Spot::ReservationBid => l.ta("advisor-packages-place-reservation", &[file]),
    }
}

/// What a sheet or a package has an entry for.
pub(super) fn entries_says(of: &Entries, l: Localizer) -> String {
    match of {
        Entries::Issues => l.t("advisor-packages-entries-issues"),
        Entries::Values(issue) => l.ta(
            "advisor-packages-entries-values",
            &[("issue", issue.into())],
        ),
        Entries::Confidence => l.t("advisor-packages-entries-confidence"),
    }
}
