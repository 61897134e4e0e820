//! What the pages find, against every package there is; and that it follows from nothing but what was typed.

use std::collections::BTreeSet;

use super::forms::{Six, begun, change, changed, example, table};
use crate::browser::Browser;
use crate::pair::Pair;
use crate::understood::{has, has_not};

/// Every package of six issues with three values.
fn every() -> impl Iterator<Item = Vec<usize>> {
    (0..729_usize).map(|number| {
        (0..6)
            .map(|issue| number / 3_usize.pow(issue) % 3)
            .collect()
    })
}

/// Of these pairs of numbers those that no other beats.
fn undominated(all: &[[i64; 2]]) -> BTreeSet<Vec<i64>> {
    let beats =
        |one: &[i64; 2], other: &[i64; 2]| one != other && one[0] >= other[0] && one[1] >= other[1];
    let kept = all
        .iter()
        .filter(|pair| !all.iter().any(|other| beats(other, pair)));
    kept.map(|pair| pair.to_vec()).collect()
}

async fn exhaustively(browser: &mut Browser, base: &str, seed: u64) {
    let six = Six::invented(seed);
    let href = begun(browser, base, "own").await;
    six.typed(browser, &href).await;
    let linkages = [
        ("only", "1-2"),
        ("only-with", "0-1"),
        ("never", "3-2"),
        ("never-with", "5-2"),
    ];
    changed(browser, &format!("{href}/linkages"), &linkages).await;
    six.sheet(
        browser,
        &href,
        0,
        &[
            ("never-2-0", "1"),
            ("together", "0-2"),
            ("together", "3-1"),
            ("together", ""),
        ],
    )
    .await;
    let bonus = [
        ("bonus", "0-1"),
        ("bonus", "1-2"),
        ("bonus", ""),
        ("bonus-points", "15"),
    ];
    let group = [
        ("group", "2"),
        ("group", "5"),
        ("group", ""),
        ("group-least", "40"),
    ];
    six.sheet(browser, &href, 1, &[&bonus[..], &group].concat())
        .await;

    let brings = |package: &[usize]| {
        let combined = if package[0] == 1 && package[1] == 2 {
            15
        } else {
            0
        };
        [six.brings(0, package), six.brings(1, package) + combined]
    };
    let allowed = |package: &Vec<usize>| {
        let linked = (package[1] != 2 || package[0] == 1) && !(package[3] == 2 && package[5] == 2);
        let fenced = package[4] == 0;
        let red = package[2] != 0 && !(package[0] == 2 && package[3] == 1);
        let group = six.points[1][2][package[2]] + six.points[1][5][package[5]] >= 40;
        let [one, other] = brings(package);
        linked && fenced && red && group && one >= six.walk[0] && other >= six.walk[1]
    };
    let all: Vec<[i64; 2]> = every()
        .filter(allowed)
        .map(|package| brings(&package))
        .collect();
    let expected = undominated(&all);
    assert!(
        expected.len() > 2,
        "a case with something to choose: {expected:?}"
    );
    let shown = table(browser, &href).await;
    for (package, amounts) in &shown {
        assert!(allowed(package), "{package:?} crosses something");
        assert_eq!(brings(package).to_vec(), *amounts);
    }
    let amounts: Vec<Vec<i64>> = shown.iter().map(|(_, amounts)| amounts.clone()).collect();
    assert_eq!(amounts.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(amounts.len(), expected.len(), "no point twice");
    let page = browser.page(&href).await;
    has(
        &page,
        &[
            "Every package was accounted for.",
            "Ring-fenced, so it stays as it is: Issue 4",
        ],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m044_only_undominated_packages_are_shown_and_none_that_crosses_a_red_line() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    for seed in [3, 44] {
        exhaustively(&mut pair.asteria.browser, &base, seed).await;
        exhaustively(&mut pair.borealis.browser, &base, seed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m044_demands_that_cannot_all_be_met_are_named_with_what_would_open_a_way() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    changed(browser, &format!("{href}/sheet/1"), &[("walk", "1000")]).await;
    let page = browser.page(&href).await;
    has(
        &page,
        &[
            "No package respects every red line",
            "These demands cannot all be met.",
            "Asteria needs at least 1 000 points in all",
            "There would be a package without this:",
        ],
    );
    has_not(&page, &["Packages singled out"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m089_changing_one_input_changes_the_result_and_changing_it_back_brings_it_back() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let page = browser.page(&href).await;
    has(
        &page,
        &[
            "What this rests on",
            "Weakest point: the sheet of Borealis is a guess",
            "Sheet of Borealis, guessed",
            "Points add up",
            "Every input with its value",
            "Water gauges As it is: 0, Read together twice a year: 63, Readings shared every day: 125; confidence: Sure",
            "Water gauges As it is: 200, Read together twice a year: 150, Readings shared every day: 0; confidence: About",
            "no agreement is better 250",
            "no agreement is better 400",
            "Red line Borealis never accepts “Water in the dry months: A quarter more than today”",
            "“Flood warnings: Warning as soon as either side knows” only together with",
            "nobody’s forecast",
            "Private to Asteria. Never leaves this node.",
        ],
    );
    let before = table(browser, &href).await;
    assert!(before.len() > 1, "{before:?}");
    let sheet = format!("{href}/sheet/2");
    for (name, value, old) in [
        ("importance-2", "little", "much"),
        ("walk", "600", "400"),
        ("never-2-3", "", "1"),
    ] {
        changed(browser, &sheet, &[(name, value)]).await;
        let after = table(browser, &href).await;
        assert_ne!(after, before, "{name} changes nothing");
        changed(browser, &sheet, &[(name, old)]).await;
        assert_eq!(table(browser, &href).await, before, "{name}");
    }
    let one = format!("{href}/one?p=2-2-2-2-0");
    let first = browser.page(&one).await;
    has(&first, &["draws (seed 1)"]);
    let again = browser.page(&one).await;
    assert_eq!(first.all("p"), again.all("p"), "the same draws each time");
    let stale = change(browser, &sheet, &[("version", "1")]).await;
    has(&stale, &["Nothing was saved; what you entered is below."]);
}
