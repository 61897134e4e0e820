//! Looking at packages, and the one way out: what is shown, what is kept about them, and what goes into a proposal.

use axum::http::StatusCode;

use super::super::{nowhere_else, send, three, with};
use super::forms::{begun, change, changed, example, fields, table};
use crate::pair::Pair;
use crate::understood::{has, has_not};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_shown_with_what_each_gives_and_how_it_bears_up() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let result = browser.page(&href).await;
    has(
        &result,
        &[
            "ways to divide the points cannot be improved on",
            "Nash",
            "A worked example",
            "Borealis: our guess",
        ],
    );
    let rows = table(browser, &href).await;
    let plotted = result.html.matches("<circle").count();
    assert_eq!(
        plotted,
        rows.len() + 1,
        "every point, and where things stand"
    );
    for (package, _) in &rows {
        let code: Vec<String> = package.iter().map(usize::to_string).collect();
        let link = format!("<a href=\"{href}/one?p={}\" aria-label=", code.join("-"));
        assert!(result.html.contains(&link), "{link}");
    }
    // Sorted by the other side's points, the same packages stand the other way round.
    let turned = browser.page(&format!("{href}?sort=1")).await;
    let first = turned
        .html
        .split("name=\"p\" value=\"")
        .nth(1)
        .expect("a row");
    let last = rows
        .last()
        .expect("a row")
        .0
        .iter()
        .map(usize::to_string)
        .collect::<Vec<_>>()
        .join("-");
    assert!(first.starts_with(&last), "{last}");

    let one = browser.page(&format!("{href}/one?p=1-1-2-1-0")).await;
    has(
        &one,
        &[
            "Nothing is better for one party without being worse for another.",
            "Asteria gets 469 points, Borealis gets 50 points",
            "for each point given",
            "draws (seed 1)",
            "would look fair by itself",
            "Every issue settled by itself",
            "Copy into a proposal",
        ],
    );
    let beaten = browser.page(&format!("{href}/one?p=0-0-0-0-0")).await;
    has(&beaten, &["Asteria needs at least 250 points in all"]);
    let red = browser.page(&format!("{href}/one?p=2-2-3-2-0")).await;
    has(
        &red,
        &["Borealis never accepts “Water in the dry months: A quarter more than today”"],
    );
    for wrong in ["", "1-1", "1-1-2-1-9", "x", "1-1-2-1-0-0"] {
        let page = browser.get(&format!("{href}/one?p={wrong}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let other = pair.borealis.browser.get(&href).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preference_between_packages_is_kept_and_said_where_the_points_contradict_it() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let two = format!("{href}/compare?p=1-1-2-1-0&p=2-1-2-2-0");
    let compared = browser.page(&two).await;
    has(
        &compared,
        &[
            "Water gauges differs",
            "Flood warnings the same",
            "Which would you rather have?",
            "532",
            "688",
        ],
    );
    let few = browser.get(&format!("{href}/compare?p=1-1-2-1-0")).await;
    assert_eq!(
        (few.status, few.location.as_str()),
        (StatusCode::SEE_OTHER, href.as_str())
    );

    let rather = format!("{href}/rather");
    let kept = browser
        .press(
            &compared,
            &rather,
            &[("sheet", "1"), ("this", "2-1-2-2-0"), ("than", "1-1-2-1-0")],
        )
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let sheet = format!("{href}/sheet/1");
    has(
        &browser.page(&sheet).await,
        &["The points agree with this."],
    );
    let against = [("sheet", "1"), ("this", "1-1-2-1-0"), ("than", "2-1-2-2-0")];
    browser.press(&compared, &rather, &against).await;
    let said = browser.page(&sheet).await;
    has(
        &said,
        &[
            "The points say otherwise: 532 against 688.",
            "Water gauges: 63 points in the first, 125 in the second",
            "Who pays for it: 31 points in the first, 125 in the second",
        ],
    );
    has_not(&said, &["Flood warnings: 188"]);
    changed(browser, &sheet, &[("drop", "rather-1")]).await;
    has_not(&browser.page(&sheet).await, &["The points say otherwise"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_begins_with_the_chosen_values_and_with_no_number_of_a_sheet() {
    let mut pair = Pair::meet().await;
    let href = example(&mut pair).await;
    let browser = &mut pair.asteria.browser;
    let address = format!("{href}/one?p=1-1-2-0-0");
    let one = browser.page(&address).await;
    let copy = format!("{href}/copy");
    let made = browser.press(&one, &copy, &[]).await;
    let propose = format!("{}/propose", pair.base);
    assert_eq!(
        (made.status, made.location.as_str()),
        (StatusCode::SEE_OTHER, propose.as_str())
    );
    let form = browser.page(&propose).await;
    let typed = fields(&form, &propose);
    let field = |name: &str| {
        typed
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let text = field("text-en");
    assert_eq!(
        text,
        "The following is agreed together or not at all.\n\nWater gauges: Read together twice a year\n\n\
         Flood warnings: Warning one day ahead\n\nWater in the dry months: A tenth more than today"
    );
    let said = format!("{} {text}", field("title-en"));
    assert!(!said.contains(|c: char| c.is_ascii_digit()), "{said}");
    for private in [
        "Who pays",
        "archives",
        "Spring package",
        "Invented",
        "Borealis",
        "never",
    ] {
        assert!(!said.contains(private), "{private} in {said}");
    }
    // One that is begun is not overwritten unless somebody says so.
    let other = browser.page(&format!("{href}/one?p=2-1-2-2-0")).await;
    has(&other, &["Another proposal is begun and not signed."]);
    let refused = browser.post(&copy, &[("p", "2-1-2-2-0")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(fields(&browser.page(&propose).await, &propose), typed);
    browser.press(&other, &copy, &[]).await;
    has(
        &browser.page(&propose).await,
        &["Readings shared every day"],
    );
    // What changes nothing is no proposal.
    let nothing = browser
        .post(&copy, &[("p", "0-0-0-0-0"), ("replace", "1")])
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn items_of_the_lists_become_issues_with_the_texts_on_the_table() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let base = pair.base.clone();
    let href = begun(&mut pair.asteria.browser, &base, "own").await;
    let browser = &mut pair.asteria.browser;
    let items = format!("{href}/items");
    has(
        &browser.page(&items).await,
        &["Flood warnings", "Shared gauges", "The dam"],
    );
    let narrowed = browser
        .page(&format!("{items}?q=flood&list=cooperation"))
        .await;
    has(&narrowed, &["Flood warnings"]);
    has_not(&narrowed, &["Shared gauges", "The dam"]);
    let ticked = browser
        .post(
            &items,
            &[("item", &ids[0]), ("item", &ids[1]), ("item", "feed")],
        )
        .await;
    assert_eq!(ticked.status, StatusCode::SEE_OTHER, "{}", ticked.text());
    let issues = browser.page(&ticked.location).await;
    let typed = fields(&issues, &format!("{href}/issues"));
    let values = typed
        .iter()
        .find(|(name, _)| name == "values-0")
        .expect("an issue");
    assert!(
        values.1.starts_with("As it is\n") && values.1.contains("Asteria"),
        "{values:?}"
    );
    has(&browser.page(&items).await, &["Already an issue here"]);
    // Ticked again, it is not there twice.
    browser.post(&items, &[("item", &ids[0])]).await;
    let again = fields(
        &browser.page(&format!("{href}/issues")).await,
        &format!("{href}/issues"),
    );
    assert_eq!(
        again
            .iter()
            .filter(|(name, _)| name.starts_with("issue-"))
            .count(),
        3,
        "two, and an empty one"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m044_canary_what_is_typed_into_a_package_leaves_the_node_in_no_way() {
    let canaries = [
        "canary-paper-4471",
        "canary-note-9021",
        "canary-issue-3358",
        "canary-value-7712",
        "canary-points-6603",
        "canary-pasted-8119",
    ];
    let [name, note, issue, value, points, pasted] = canaries;
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let href = begun(browser, &base, "own").await;
    let issues = format!("{href}/issues");
    let values = format!("As it is\n{value}");
    changed(
        browser,
        &issues,
        &[
            ("name", name),
            ("note", note),
            ("issue-0", issue),
            ("values-0", &values),
        ],
    )
    .await;
    let wrong = change(browser, &format!("{href}/sheet/1"), &[("walk", points)]).await;
    assert!(
        wrong.html.contains(points),
        "it comes back to whoever typed it"
    );
    let import = format!("{base}/advisor/package/import");
    change(
        browser,
        &import,
        &[("name", name), ("sheet-0", pasted), ("sheet-1", pasted)],
    )
    .await;
    for sheet in ["1", "2"] {
        let words = [
            ("importance-0", "much"),
            ("liking-0-0", "bad"),
            ("liking-0-1", "best"),
        ];
        changed(browser, &format!("{href}/sheet/{sheet}"), &words).await;
    }
    let result = browser.page(&href).await;
    has(
        &result,
        &[
            name,
            note,
            value,
            "Private to Asteria. Never leaves this node.",
        ],
    );
    let export = browser.page(&format!("{href}/export")).await;
    assert!(
        export
            .html
            .starts_with("{\n  \"private\": \"Private to Asteria."),
        "{}",
        export.html
    );
    assert!(export.html.contains(note) && export.html.contains(issue));
    assert!(export.headers["content-disposition"].starts_with("attachment"));
    nowhere_else(
        &mut pair,
        &canaries,
        &href,
        &[
            "/advisor/package/999",
            "/advisor/package/x/one?p=0",
            "/propose",
        ],
    )
    .await;

    let list = pair.borealis.browser.page(&format!("{base}/advisor")).await;
    has(&list, &["There is no package yet.", "Private to Borealis."]);
    for path in [
        "",
        "/issues",
        "/linkages",
        "/sheet/1",
        "/export",
        "/one?p=0",
        "/compare?p=0&p=1",
    ] {
        let other = pair.borealis.browser.get(&format!("{href}{path}")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
    }
    let there = with(Vec::new(), "p", "1");
    let sent = send(&mut pair.borealis.browser, &format!("{href}/copy"), &there).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    for tag in ["zh-Hans", "zh-Hant"] {
        pair.asteria.browser.speak(tag).await;
        for path in [
            "",
            "/issues",
            "/items",
            "/linkages",
            "/sheet/1",
            "/sheet/2",
            "/one?p=1",
        ] {
            let page = pair.asteria.browser.page(&format!("{href}{path}")).await;
            has_not(&page, &["⟦", "Private to"]);
        }
    }
    let browser = &mut pair.asteria.browser;
    browser.speak("en").await;
    let page = browser.page(&href).await;
    let gone = browser.press(&page, &format!("{href}/delete"), &[]).await;
    assert_eq!(gone.location, format!("{base}/advisor"));
    assert_eq!(browser.get(&href).await.status, StatusCode::NOT_FOUND);
}
