//! What comes out of a conflict on its other pages: one situation, a draft, a file; and that nothing comes out otherwise.

use axum::http::StatusCode;

use super::conflict::{example, filled, keep};
use super::{nowhere_else, send, with};
use crate::pair::Pair;
use crate::understood::{has, has_not};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_for_each_other_has_a_way_out_that_goes_into_a_proposal_without_anything_private() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let typed = with(
        example(browser, &base, "waiting").await,
        "note",
        "canary-note",
    );
    let (href, page) = keep(browser, &base, &typed).await;
    has(
        &page,
        &[
            "Now: nothing of this is done. Would hold.",
            "4 situations are possible; 2 would hold, 0 of them only out of fear.",
        ],
    );
    let both = format!("{href}/situation/yy");
    let page = browser.page(&both).await;
    has(
        &page,
        &[
            "Private to Asteria.",
            "one lifts its measure, two takes its step",
            "Step 1, taken together: Party one, Party two, by taking up “one lifts its measure”, taking up “two takes its step”.",
            "After it Party one could be pushed to “one lifts its measure”, one place below the present",
            "After it Party two could be pushed to “two takes its step”, one place below the present",
            "By steps by which everybody gains, it cannot be reached.",
            "Its weakest point:",
            "Party one would gain by giving up “one lifts its measure”.",
            "What stays here: every preference, every guess, every verdict, and your note.",
        ],
    );
    // From the present: what anybody can do, and that two could leave together.
    let now = browser.page(&format!("{href}/situation/nn")).await;
    has(
        &now,
        &[
            "This is the present situation.",
            "Party one would lose.",
            "Party one, Party two would all gain by this, done together",
        ],
    );
    // What somebody had typed stays in the draft.
    browser
        .post(
            &format!("{base}/propose"),
            &[("text-en", "Begun before."), ("list", "cooperation")],
        )
        .await;
    let copied = browser.press(&page, &format!("{href}/propose"), &[]).await;
    assert_eq!(
        (copied.status, copied.location.as_str()),
        (StatusCode::SEE_OTHER, format!("{base}/propose").as_str())
    );
    let form = browser.page(&copied.location).await;
    has(
        &form,
        &[
            "Begun before.",
            "Party one: one lifts its measure.",
            "Party two: two takes its step.",
        ],
    );
    has_not(
        &form,
        &["canary-note", "prefers", "would hold", "illustrative"],
    );
    for wrong in ["from=&to=zz", "from=n&to=yy"] {
        let fields: Vec<(&str, &str)> = wrong
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let asked = browser.post(&format!("{href}/propose"), &fields).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    for missing in ["situation/zz", "situation/y", "file/txt"] {
        assert_eq!(
            browser.get(&format!("{href}/{missing}")).await.status,
            StatusCode::NOT_FOUND,
            "{missing}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m086_an_encounter_at_sea_says_who_is_tempted_what_would_have_to_change_and_the_way_down() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let typed = example(browser, &base, "encounter").await;
    let (href, page) = keep(browser, &base, &typed).await;
    has(
        &page,
        &[
            "Now: one comes close, two comes close. Would not hold.",
            "16 situations are possible; 4 would hold, 1 of them only out of fear.",
        ],
    );
    let now = browser.page(&format!("{href}/situation/ynyn")).await;
    has(
        &now,
        &[
            "Would not hold. Somebody gains by moving first, and nothing spoils it: Party one, Party two.",
            "What would have to change for it to hold",
            "It would be enough if these 2 statements stood elsewhere, all of them:",
            "From here, what can each party do?",
        ],
    );
    let calm = browser.page(&format!("{href}/situation/nyny")).await;
    has(
        &calm,
        &[
            "Would hold. Nobody gains by moving first.",
            "The way here that costs least",
            "Nobody who moved can be pushed below the present",
            "If everybody takes only steps by which they gain",
        ],
    );
    for (tag, words) in [
        (
            "zh-Hans",
            ["仅供星社自用", "术语名称：R。", "到达此处代价最小的途径"],
        ),
        (
            "zh-Hant",
            ["僅供星社自用", "術語名稱：R。", "到達此處代價最小的途徑"],
        ),
    ] {
        browser.speak(tag).await;
        let calm = browser.page(&format!("{href}/situation/nyny")).await;
        has(&calm, &words);
        assert!(!calm.html.contains('⟦') && !browser.page(&href).await.html.contains('⟦'));
        assert!(
            !browser
                .page(&format!("{href}/change"))
                .await
                .html
                .contains('⟦')
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_sure_is_tried_both_ways_and_a_guess_is_held_against_what_they_say() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let plain = example(browser, &base, "waiting").await;
    let typed = with(plain.clone(), "wish-unsure-0", "1-2");
    let typed = with(typed, "told-1", "2\n1");
    let (_, page) = keep(browser, &base, &typed).await;
    has(
        &page,
        &[
            "Where you are not sure",
            "All 2 cases were looked at",
            "Holds however the open questions are settled (2 cases, all there are).",
            "Holds in 1 of 2 cases, all there are.",
            "Where the guess about Party two misleads",
            "“nothing of this is done”. By the guess: Would hold.",
            "The verdicts part over this:",
        ],
    );
    let listed: Vec<(String, String)> = page.all("dt").into_iter().zip(page.all("dd")).collect();
    for (name, value) in [
        ("What is not sure about Party one, as pairs", "1-2"),
        ("Seed of the draws", "0"),
        (
            "What Party two says it wants, if it said so",
            "“two takes its step”; then “one lifts its measure”",
        ),
    ] {
        let input = (name.to_owned(), value.to_owned());
        assert!(listed.contains(&input), "{name} in {listed:?}");
    }
    let (_, page) = keep(browser, &base, &plain).await;
    has_not(&page, &["Where you are not sure", "misleads"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_leaves_as_a_file_marked_private_and_comes_back_as_it_was() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let typed = example(browser, &base, "encounter").await;
    let typed = with(with(typed, "told-1", "-1\n3"), "wish-unsure-1", "4-5");
    let typed = with(with(typed, "rule-kind-0", "not-together"), "rule-0", "1, 4");
    let (href, page) = keep(browser, &base, &typed).await;
    let (read, new) = (
        format!("{base}/advisor/conflict/read"),
        format!("{base}/advisor/conflict/new"),
    );
    let answer = |html: &str, href: &str| {
        let found = html.split_once("id=\"found\"").expect("an answer").1;
        found
            .split_once("id=\"change\"")
            .map_or(found, |(found, _)| found)
            .replace(href, "")
    };
    let file = browser.page(&format!("{href}/file/json")).await;
    assert!(
        file.html
            .contains("\"private\": \"Private to Asteria. Never leaves this node.\""),
        "{}",
        file.html
    );
    assert!(file.headers["content-disposition"].starts_with("attachment"));
    let form = browser.post(&read, &[("file", &file.html)]).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let (again, same) = keep(browser, &base, &filled(&form, &new)).await;
    let end = |text: String| {
        text.split_once("<div class=\"actions\">")
            .expect("it ends")
            .0
            .to_owned()
    };
    assert_eq!(
        end(answer(&same.html, &again)),
        end(answer(&page.html, &href))
    );
    // The other format has the ranking, and says nothing of guesses and of what is not sure.
    let gmcr = browser.page(&format!("{href}/file/gmcr")).await;
    assert!(gmcr.html.contains("\"private\"") && gmcr.html.contains("preferenceRanking"));
    let form = browser.post(&read, &[("file", &gmcr.html)]).await;
    let (_, same) = keep(browser, &base, &filled(&form, &new)).await;
    let headline = "Now: one comes close, two comes close. Would not hold.";
    has(&page, &[headline]);
    has(&same, &[headline]);

    let graph = include_str!("../../../../../fixtures/conflicts/elmira-9.json");
    let names: Vec<String> = (0..17).map(|n| format!("{{\"name\": \"{n}\"}}")).collect();
    let owned: Vec<String> = (0..17).map(|n| n.to_string()).collect();
    let long = format!(
        "{{\"options\": [{}], \"decisionMakers\": [{{\"name\": \"A\", \"options\": [{}], \"preferences\": []}}]}}",
        names.join(", "),
        owned.join(", ")
    );
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let damaged = file.html.replace("\"own\"", "\"owned\"");
    for (pasted, said) in [
        ("", "Nothing was pasted."),
        (
            "{\"options\": [",
            "Line 1, column 13: this is no longer JSON.",
        ),
        ("[]", "This file is no conflict model"),
        (
            long.as_str(),
            "17 options are more than this page takes; 16 are.",
        ),
        (graph, "This model lists its moves instead of options"),
        (
            damaged.as_str(),
            "What the file says beside the model cannot be read: unknown field `owned`",
        ),
        (
            "{\"decisionMakers\": [{\"name\": \"A\", \"options\": [0], \"preferences\": [[[0, \"Y\"], \"IF\", [1, \"Y\"]]]}], \"options\": [{\"name\": \"a\"}]}",
            "decisionMakers[0].preferences[0][1]: \"IF\" cannot stand here.",
        ),
    ] {
        let refused = browser.post(&read, &[("file", pasted)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        has(&refused, &[said]);
        assert!(refused.html.contains("href=\"#file\""));
        assert!(
            filled(&refused, &read)
                .iter()
                .any(|(name, value)| name == "file" && words(value) == words(pasted)),
            "{said}"
        );
    }
}

const CANARIES: [&str; 9] = [
    "canary-name-2291",
    "canary-note-8810",
    "canary-party-4407",
    "canary-option-6013",
    "canary-wish-5526",
    "canary-told-7745",
    "canary-rule-1938",
    "canary-weight-3302",
    "canary-unsure-6684",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m087_canary_what_is_typed_about_a_conflict_leaves_the_node_in_no_way() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let new = format!("{base}/advisor/conflict/new");
    let [name, note, party, option, wish, told, rule, weight, unsure] = CANARIES;
    let browser = &mut pair.asteria.browser;
    let mut typed = example(browser, &base, "encounter").await;
    for (field, value) in [
        ("name", name),
        ("note", note),
        ("party-1", party),
        ("option-3", option),
    ] {
        typed = with(typed, field, value);
    }
    // What cannot be kept comes back to whoever typed it, and goes nowhere else.
    let mut wrong = typed.clone();
    for (field, value) in [
        ("wish-0", wish),
        ("told-1", told),
        ("rule-0", rule),
        ("wish-way-1", "weights"),
        ("wish-weight-1-0", weight),
        ("wish-unsure-0", unsure),
    ] {
        wrong = with(wrong, field, value);
    }
    let again = send(browser, &new, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for canary in CANARIES {
        assert!(again.html.contains(canary), "{canary}");
    }
    let (href, own) = keep(browser, &base, &typed).await;
    for canary in [name, note, party, option] {
        assert!(own.html.contains(canary), "{canary}");
    }
    let situation = format!("{href}/situation/nyny").replace(&base, "");
    let paths = [
        "/advisor/conflict/999",
        "/advisor/conflict/999/change",
        "/advisor/conflict/999/file/json",
        "/advisor/agenda/1",
        "/propose",
    ];
    nowhere_else(&mut pair, &CANARIES, &href, &paths).await;
    for path in [
        situation,
        href.replace(&base, "") + "/change",
        href.replace(&base, "") + "/file/json",
    ] {
        let other = pair.borealis.browser.get(&format!("{base}{path}")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
        has_not(&other, &CANARIES);
    }
    let list = pair.borealis.browser.page(&format!("{base}/advisor")).await;
    has(&list, &["No conflict has been written down yet."]);
}
