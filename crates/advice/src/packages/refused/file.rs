//! What is wrong with a file, and what to do about it.

use analysis::packages::error::{Fault, Part, Unread};
use i18n::{Arg, Localizer};

/// What is wrong at a place of a file.
pub(super) fn fault_says(fault: &Fault, l: Localizer) -> String {
    let with = |key: &str, name: &str, value: &str| l.ta(key, &[(name, Arg::Str(value))]);
    match fault {
        Fault::Malformed(detail) => with("advisor-packages-fault-malformed", "detail", detail),
        Fault::NotClosed(name) => with("advisor-packages-fault-not-closed", "name", name),
        Fault::NoElement => l.t("advisor-packages-fault-no-element"),
        Fault::SecondDomain => l.t("advisor-packages-fault-second-domain"),
        Fault::TwoWeights(issue) => with("advisor-packages-fault-two-weights", "issue", issue),
        Fault::Missing(part) => with(
            "advisor-packages-fault-missing",
            "part",
            &part_says(part, l),
        ),
        Fault::NotANumber(text) => with("advisor-packages-fault-not-a-number", "text", text),
        Fault::Unsupported(what) => with(
            "advisor-packages-fault-unsupported",
            "what",
            &unread_says(what, l),
        ),
        Fault::OutOfRange(number) => with("advisor-packages-fault-out-of-range", "number", number),
        Fault::Steps { range, step } => {
            let arguments = [("range", range.into()), ("step", step.into())];
            l.ta("advisor-packages-fault-steps", &arguments)
        }
    }
}

fn part_says(part: &Part, l: Localizer) -> String {
    let named = |key: &str, name: &str| l.ta(key, &[("name", Arg::Str(name))]);
    match part {
        Part::Named(name) => named("advisor-packages-part-named", name),
        Part::Issue(name) => named("advisor-packages-part-issue", name),
        Part::Weight(name) => named("advisor-packages-part-weight", name),
        Part::Evaluation(name) => named("advisor-packages-part-evaluation", name),
        Part::Utilities(name) => named("advisor-packages-part-utilities", name),
        Part::Range => l.t("advisor-packages-part-range"),
        Part::EveryIssue => l.t("advisor-packages-part-every-issue"),
    }
}

fn unread_says(what: &Unread, l: Localizer) -> String {
    let named = |key: &str, name: &str| l.ta(key, &[("name", Arg::Str(name))]);
    match what {
        Unread::Element(name) => named("advisor-packages-unread-element", name),
        Unread::Space(name) => named("advisor-packages-unread-space", name),
        Unread::IssueType(name) => named("advisor-packages-unread-issue-type", name),
        Unread::EvaluatorType(name) => named("advisor-packages-unread-evaluator-type", name),
        Unread::UtilityFunction => l.t("advisor-packages-unread-utility-function"),
        Unread::SecondUtility => l.t("advisor-packages-unread-second-utility"),
        Unread::NestedObjective => l.t("advisor-packages-unread-nested-objective"),
        Unread::RangeOfDiscrete => l.t("advisor-packages-unread-range-of-discrete"),
        Unread::DocumentType => l.t("advisor-packages-unread-document-type"),
        Unread::Nesting => l.t("advisor-packages-unread-nesting"),
    }
}
