//! Why an input was refused: what, where, and what to do about it.

mod file;
mod place;

use analysis::packages::error::{Bounded, Problem};
use i18n::{Arg, Localizer};

use file::fault_says;
use place::{entries_says, place_says, spot_says};

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
        Problem::UnknownIssue { issue, wherein } => {
            let wherein = place_says(wherein, l);
            let arguments = [("issue", issue.into()), ("wherein", Arg::from(&wherein))];
            say("unknown-issue", &arguments)
        }
        Problem::UnknownValue {
            issue,
            value,
            wherein,
        } => {
            let wherein = place_says(wherein, l);
            let arguments = [
                ("issue", issue.into()),
                ("value", value.into()),
                ("wherein", Arg::from(&wherein)),
            ];
            say("unknown-value", &arguments)
        }
        Problem::RingFencedWithoutAsIs { issue } => {
            say("fenced-no-as-is", &[("issue", issue.into())])
        }
        Problem::RingFenced { issue, wherein } => {
            let wherein = place_says(wherein, l);
            let arguments = [("issue", issue.into()), ("wherein", Arg::from(&wherein))];
            say("fenced", &arguments)
        }
        Problem::EmptyRule { wherein } => {
            let wherein = place_says(wherein, l);
            say("empty-rule", &[("wherein", Arg::from(&wherein))])
        }
        Problem::Shape {
            wherein,
            of,
            expected,
            found,
        } => {
            let (wherein, of) = (place_says(wherein, l), entries_says(of, l));
            let arguments = [
                ("wherein", Arg::from(&wherein)),
                ("of", Arg::from(&of)),
                ("expected", (*expected).into()),
                ("found", (*found).into()),
            ];
            say("shape", &arguments)
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
        Problem::NoDomain => say("no-domain", &[]),
        Problem::File { file, spot, fault } => {
            let (wherein, fault) = (spot_says(file, spot, l), fault_says(fault, l));
            let arguments = [
                ("wherein", Arg::from(&wherein)),
                ("fault", Arg::from(&fault)),
            ];
            say("file", &arguments)
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
