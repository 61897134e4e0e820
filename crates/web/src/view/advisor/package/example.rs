//! A worked example to begin from: invented issues, and numbers that are nobody's.

use analysis::packages::model::{Issue, Kind, Linkage, Pick};
use analysis::packages::sheet::{Confidence, RedLine};
use analysis::packages::words::{Importance, Liking};

use super::paper::{Kept, KeptIssue, KeptSheet};
use crate::view::Scene;

/// Each issue by its word in the messages, with how many values it has beside "as it is".
const ISSUES: [(&str, usize); 5] = [
    ("gauges", 2),
    ("warnings", 2),
    ("water", 3),
    ("costs", 2),
    ("archive", 1),
];

/// The example, about the members of this space.
pub fn example(scene: &Scene<'_>, empty: Kept) -> Kept {
    let issues: Vec<KeptIssue> = ISSUES
        .iter()
        .map(|(word, more)| issue(scene, word, *more))
        .collect();
    let sheet = |(at, old): (usize, &KeptSheet)| sheet(at, old.party.clone(), &issues);
    let sheets = empty.sheets.iter().enumerate().map(sheet).collect();
    let shared_data = Pick { issue: 0, value: 2 };
    let full_warnings = Pick { issue: 1, value: 2 };
    Kept {
        note: match empty.note.is_empty() {
            true => scene.l.t("advisor-package-pages-example-note"),
            false => empty.note.clone(),
        },
        example: true,
        linkages: vec![Linkage::OnlyWith {
            this: full_warnings,
            with: shared_data,
        }],
        sheets,
        issues,
        ..empty
    }
}

fn issue(scene: &Scene<'_>, word: &str, more: usize) -> KeptIssue {
    // i18n: advisor-package-pages-example-
    let said = |what: &str| scene.l.t(&format!("advisor-package-pages-example-{what}"));
    let mut values = vec![scene.l.t("advisor-package-pages-as-is")];
    values.extend((1..=more).map(|value| said(&format!("{word}-{value}"))));
    KeptIssue {
        issue: Issue {
            name: said(word),
            kind: Kind::Ladder,
            values,
            as_is: Some(0),
            ring_fenced: word == "archive",
        },
        item: None,
    }
}

/// What the parties want is opposed on the water and alike on the warnings, whoever stands first.
fn sheet(at: usize, party: String, issues: &[KeptIssue]) -> KeptSheet {
    use Importance::{Decisive, Much, None as Nothing, Some as Rather};
    use Liking::{Bad, Best, Fair, Good, Poor};
    let first = at.is_multiple_of(2);
    let (importance, likings): (_, [&[Liking]; 5]) = match first {
        true => (
            [Rather, Much, Decisive, Rather, Nothing],
            [
                &[Bad, Fair, Best],
                &[Bad, Good, Best],
                &[Bad, Poor, Fair, Best],
                &[Fair, Poor, Best],
                &[Good, Fair],
            ],
        ),
        false => (
            [Rather, Rather, Much, Rather, Nothing],
            [
                &[Best, Good, Bad],
                &[Bad, Best, Fair],
                &[Best, Good, Fair, Bad],
                &[Fair, Best, Poor],
                &[Good, Fair],
            ],
        ),
    };
    let words = |words: &[Liking]| words.iter().copied().map(Some).collect();
    let never = RedLine::Value(Pick { issue: 2, value: 3 });
    KeptSheet {
        importance: importance.map(Some).to_vec(),
        likings: likings.map(words).to_vec(),
        confidence: vec![
            if first {
                Confidence::Sure
            } else {
                Confidence::About
            };
            issues.len()
        ],
        walk_away: if first { 250 } else { 400 },
        red_lines: if first { Vec::new() } else { vec![never] },
        ..KeptSheet::empty(party, issues)
    }
}
