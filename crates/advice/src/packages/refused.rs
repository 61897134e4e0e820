//! Why an input was refused: what, where, and what to do about it.

use analysis::packages::error::{Bounded, Fault, Problem};
use i18n::{Arg, Localizer};

/// A refusal in the reader's language.
pub fn refused(l: Localizer, problem: &Problem) -> String {
    let say = |what: &str, arguments: &[(&str, Arg)]| {
        // i18n: advisor-packages-refused-
        l.ta(&format!("advisor-packages-refused-{what}"), arguments)
    };
    let text = |number: &i128| super::grouped(l, &number.to_string());
    match problem {
        Problem::NoIssues => say("no-issues", &[]),
        Problem::NoValues { issue } => say("no-values", &[("issue", issue.into())]),
        Problem::TooMany { what, size, limit } => {
            let what = say(bounded(*what), &[]);
            say(
                "too-many",
                &[
                    ("what", Arg::from(&what)),
                    ("size", (*size).into()),
                    ("limit", (*limit).into()),
                ],
            )
        }
        Problem::TooFewParties { .. } => say("too-few-parties", &[]),
        Problem::Twice { name } => say("twice", &[("name", name.into())]),
        Problem::UnknownIssue { issue, wherein } => say(
            "unknown-issue",
            &[("issue", issue.into()), ("wherein", wherein.into())],
        ),
        Problem::UnknownValue {
            issue,
            value,
            wherein,
        } => say(
            "unknown-value",
            &[
                ("issue", issue.into()),
                ("value", value.into()),
                ("wherein", wherein.into()),
            ],
        ),
        Problem::RingFencedWithoutAsIs { issue } => {
            say("fenced-no-as-is", &[("issue", issue.into())])
        }
        Problem::RingFenced { issue, wherein } => say(
            "fenced",
            &[("issue", issue.into()), ("wherein", wherein.into())],
        ),
        Problem::EmptyRule { wherein } => say("empty-rule", &[("wherein", wherein.into())]),
        Problem::Shape {
            party,
            wherein,
            expected,
            found,
        } => {
            let numbers = [("expected", (*expected).into()), ("found", (*found).into())];
            say(
                "shape",
                &[
                    &[("party", Arg::from(party)), ("wherein", wherein.into())],
                    &numbers[..],
                ]
                .concat(),
            )
        }
        Problem::PointsDoNotAddUp { party, sum, total } => {
            let (sum, total) = (text(sum), text(total));
            say(
                "sum",
                &[
                    ("party", party.into()),
                    ("sum", Arg::from(&sum)),
                    ("total", Arg::from(&total)),
                ],
            )
        }
        Problem::WeightsDoNotSum { party, sum } => {
            say("weights", &[("party", party.into()), ("sum", sum.into())])
        }
        Problem::NothingLeft { party, issue } => say(
            "nothing-left",
            &[("party", party.into()), ("issue", issue.into())],
        ),
        Problem::GroupOutOfReach {
            party,
            at_least,
            best,
        } => {
            let (asked, best) = (text(at_least), text(best));
            say(
                "group",
                &[
                    ("party", party.into()),
                    ("asked", Arg::from(&asked)),
                    ("best", Arg::from(&best)),
                ],
            )
        }
        Problem::TooFine { party } => say("too-fine", &[("party", party.into())]),
        Problem::File { file, place, fault } => {
            let (key, detail) = fault_words(fault);
            let fault = say(key, &[("detail", detail.into())]);
            say(
                "file",
                &[
                    ("file", file.into()),
                    ("place", place.into()),
                    ("fault", Arg::from(&fault)),
                ],
            )
        }
    }
}

fn bounded(what: Bounded) -> &'static str {
    match what {
        Bounded::Issues => "too-many-issues",
        Bounded::Values => "too-many-values",
        Bounded::Parties => "too-many-parties",
        Bounded::Rules => "too-many-rules",
        Bounded::Compared => "too-many-compared",
        Bounded::Samples => "too-many-samples",
    }
}

fn fault_words(fault: &Fault) -> (&'static str, &str) {
    match fault {
        Fault::Malformed(detail) => ("malformed", detail),
        Fault::NoDomain => ("no-domain", ""),
        Fault::SecondDomain => ("second-domain", ""),
        Fault::Missing(detail) => ("missing", detail),
        Fault::NotANumber(detail) => ("not-a-number", detail),
        Fault::Unsupported(detail) => ("unsupported", detail),
        Fault::OutOfRange(detail) => ("out-of-range", detail),
    }
}
