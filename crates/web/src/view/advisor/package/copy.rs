//! The one way out: the chosen values, in words, as the beginning of a proposal that a person still writes and signs.
//!
//! Nothing else goes along: no points, no weights, no red line, no note, not the paper's name, and no issue that stays
//! as it is. A ring-fenced issue is never in it.

use analysis::packages::model::Package;
use analysis::packages::sheet::Case;
use i18n::Arg;

use crate::view::Scene;

/// Title and text in the reader's language; none when the package changes nothing.
pub fn words(scene: &Scene<'_>, case: &Case, package: &Package) -> Option<(String, String)> {
    let issues = case.domain().issues().iter().zip(package);
    let changed =
        issues.filter(|(issue, value)| !issue.ring_fenced && issue.as_is != Some(**value));
    let line = |(issue, &value): (&analysis::packages::model::Issue, &usize)| {
        let arguments = [
            ("name", Arg::from(&issue.name)),
            ("value", Arg::from(&issue.values[value])),
        ];
        scene.l.ta("advisor-input", &arguments)
    };
    let lines: Vec<String> = changed.map(line).collect();
    if lines.is_empty() {
        return None;
    }
    let intro = scene.l.t("advisor-package-pages-copy-intro");
    let title = scene.l.t("advisor-package-pages-copy-title");
    Some((title, format!("{intro}\n\n{}", lines.join("\n\n"))))
}
