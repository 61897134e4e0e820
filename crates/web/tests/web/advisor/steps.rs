//! The agenda's form in its two steps, all that can be said of an item, and ties.

use axum::http::StatusCode;

use super::{agenda, nowhere_else, send, three, usual, with};
use crate::browser::Page;
use crate::pair::Pair;
use crate::understood::{has, has_not};

/// The ids in the boxes of the first step: those that are ticked, or all.
fn boxes(page: &Page, ticked: bool) -> Vec<String> {
    let start = "<input type=\"checkbox\" name=\"item\" value=\"";
    let pieces = page.html.split(start).skip(1);
    let pieces = pieces.filter(|piece| {
        let rest = piece.split('>').next().unwrap_or_default();
        !ticked || rest.contains(" checked")
    });
    let id = |piece: &str| piece.split('"').next().map(str::to_owned);
    pieces.filter_map(id).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_ticked_stays_listed_whatever_is_looked_for_and_nothing_typed_is_lost() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let form = browser.page(&new).await;
    assert_eq!(boxes(&form, false).len(), 3);
    assert!(boxes(&form, true).is_empty());

    // By words, by list; what is ticked stays.
    let look = |q: &str, list: &str| {
        let typed = with(agenda("A name", &[]), "do", "choose");
        let typed = with(with(typed, "q", q), "list", list);
        with(typed, "item", &ids[0])
    };
    let found = send(browser, &new, &look("GAUGES shared", "")).await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(boxes(&found, true), [ids[0].clone()]);
    assert_eq!(boxes(&found, false), [ids[0].clone(), ids[1].clone()]);
    let found = send(browser, &new, &look("", "differences")).await;
    assert_eq!(boxes(&found, false), [ids[0].clone(), ids[2].clone()]);
    let found = send(browser, &new, &look("nothing such", "")).await;
    assert_eq!(boxes(&found, false), [ids[0].clone()]);
    has(&found, &["Ticked: 1"]);
    // What was typed into the second step is carried along, and comes back there.
    let carried = found.form(&new);
    assert!(carried.contains(&("name".to_owned(), "A name".to_owned())));
    assert!(carried.contains(&("seed".to_owned(), "1".to_owned())));

    let none = send(
        browser,
        &new,
        &with(agenda("A name", &[]), "do", "describe"),
    )
    .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&none, &["No item is ticked. Tick at least one."]);
    let typed = with(look("", ""), "do", "describe");
    let typed = with(typed, &format!("value-{}", ids[0]), "3");
    let described = send(browser, &new, &typed).await;
    assert_eq!(described.status, StatusCode::OK);
    has(&described, &["Flood warnings", "Sensitivity to us"]);
    has_not(&described, &["Shared gauges", "The dam"]);
    assert!(described.html.contains("value=\"A name\""));
    assert!(described.html.contains("<option value=\"3\" selected>"));
    // Nothing of it is kept before somebody says so.
    has(
        &browser.page(&format!("{}/advisor", pair.base)).await,
        &["There is no agenda yet."],
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m064_all_that_can_be_said_of_an_item_is_kept_and_changes_the_plan() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let browser = &mut pair.asteria.browser;
    let of = |what: &str, at: usize| format!("{what}-{}", ids[at]);
    let mut typed = usual(&ids);
    typed.extend([
        (of("needs", 0), ids[1].clone()),
        (of("theirs", 1), "2".to_owned()),
        (of("deadline", 1), "3".to_owned()),
        (of("effort", 2), "2".to_owned()),
        (of("pinned", 2), "4".to_owned()),
        (of("effect", 2), "with-the-whole".to_owned()),
        (of("price", 2), "90".to_owned()),
        (of("basket", 0), "water".to_owned()),
    ]);
    let typed = with(typed, "trust", "60");
    let made = send(browser, &new, &typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let plan = browser.page(&made.location).await;
    let at = |words: &str| {
        let text = plan.text();
        text.find(words)
            .unwrap_or_else(|| panic!("no {words} in {text}"))
    };
    // What is needed comes first, though the other is worth as much and less sensitive.
    assert!(at("Shared gauges: chance") < at("Flood warnings: chance"));
    has(
        &plan,
        &[
            "sensitivity 25 / 50",
            "Rounds 4 to 5",
            "Here by your own choice.",
            "Agree on it provisionally and keep it open",
        ],
    );
    // All of it is in the form again.
    for (name, value) in [
        (of("deadline", 1), "3"),
        (of("effort", 2), "2"),
        (of("pinned", 2), "4"),
        (of("price", 2), "90"),
        (of("basket", 0), "water"),
    ] {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(plan.html.contains(&field), "{field}");
    }
    let needs = format!("name=\"{}\" value=\"{}\" checked", of("needs", 0), ids[1]);
    assert!(plan.html.contains(&needs), "{needs}");

    // What cannot be is said at its field, and that is in sight.
    let circle = with(typed.clone(), &of("needs", 1), &ids[0]);
    let refused = send(browser, &made.location, &with(circle, "version", "1")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&refused, &["These items need one another in a circle"]);
    let late = with(typed, &of("pinned", 1), "9");
    let refused = send(browser, &made.location, &with(late, "version", "1")).await;
    let field = of("pinned", 1);
    has(&refused, &["would end after round 3"]);
    assert!(refused.html.contains(&format!("href=\"#{field}\"")));
    assert!(
        refused
            .html
            .contains("<details open><summary>More about this item")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m081_a_circle_of_waits_is_reported_once_with_its_path_and_a_way_out() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let base = format!("{}/advisor/agenda/new", pair.base);
    let parties = [pair.asteria.party.hex(), pair.borealis.party.hex()];
    // Once from each seat, with the parties in each other's place.
    for swapped in [false, true] {
        let (browser, [one, other]) = match swapped {
            false => (&mut pair.asteria.browser, parties.clone()),
            true => (
                &mut pair.borealis.browser,
                [parties[1].clone(), parties[0].clone()],
            ),
        };
        let tie = |n: usize, by: &str, step: &str, after: &str, kind: &str| {
            [("by", by), ("step", step), ("after", after), ("kind", kind)]
                .map(|(part, value)| (format!("tie-{part}-{n}"), value.to_owned()))
        };
        let mut typed = usual(&ids);
        typed.extend(tie(0, &one, &ids[0], &ids[1], "demand"));
        typed.extend(tie(1, "", "", "", ""));
        typed.extend(tie(2, &other, &ids[1], &ids[0], "precondition"));
        typed.extend(tie(3, &one, &ids[2], &ids[0], "signal"));
        let made = send(browser, &base, &typed).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let plan = browser.page(&made.location).await;
        let circle = plan.all("p").into_iter();
        let circle: Vec<String> = circle
            .filter(|line| line.starts_with("Each waits"))
            .collect();
        assert_eq!(circle.len(), 1, "{circle:?}");
        let names = match swapped {
            false => ["Asteria", "Borealis"],
            true => ["Borealis", "Asteria"],
        };
        for (item, party) in [("Flood warnings", names[0]), ("Shared gauges", names[1])] {
            let step = format!("{item} (tied by {party})");
            assert!(circle[0].contains(&step), "{step} in {circle:?}");
        }
        has(
            &plan,
            &[
                "A way out in which nobody goes first",
                "Nothing says who is right.",
                "Signal: the one announces the other",
            ],
        );
        for id in ids.iter().chain(&parties) {
            assert!(!plan.text().contains(id), "by name, not by id");
        }
        // A tie that is not whole is said at its field; more room is given without losing any.
        let broken = with(typed.clone(), "tie-kind-2", "");
        let broken = with(broken, "tie-after-0", &ids[0]);
        let again = send(browser, &base, &broken).await;
        has(
            &again,
            &[
                "Tie 3: nothing is chosen for “Kind”.",
                "Tie 1: a step cannot wait for itself.",
            ],
        );
        let more = send(browser, &base, &with(typed, "do", "more")).await;
        assert_eq!(more.status, StatusCode::OK);
        assert!(more.html.contains("id=\"tie-by-5\"") && !more.html.contains("id=\"tie-by-6\""));
        let kept = format!("<option value=\"{}\" selected>", ids[2]);
        assert!(more.html.contains(&kept));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_canary_baskets_ties_and_guesses_leave_the_node_in_no_way() {
    let mut pair = Pair::meet().await;
    let ids = three(&pair).await;
    let new = format!("{}/advisor/agenda/new", pair.base);
    let canaries = ["canary-basket-4401", "canary-effort-9127", "canary-q-3316"];
    let mut typed = usual(&ids);
    typed.push((format!("basket-{}", ids[0]), canaries[0].to_owned()));
    let wrong = with(typed.clone(), &format!("effort-{}", ids[0]), canaries[1]);
    let browser = &mut pair.asteria.browser;
    let refused = send(browser, &new, &wrong).await;
    assert!(refused.html.contains(canaries[1]) && refused.html.contains(canaries[0]));
    let looked = with(with(typed.clone(), "do", "choose"), "q", canaries[2]);
    assert!(
        send(browser, &new, &looked)
            .await
            .html
            .contains(canaries[2])
    );
    let made = send(browser, &new, &typed).await;
    let paths = ["/advisor/agenda/new", "/advisor"];
    nowhere_else(&mut pair, &canaries, &made.location, &paths).await;
}
