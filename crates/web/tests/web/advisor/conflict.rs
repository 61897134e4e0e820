//! Conflicts that are typed into the form: which situations would hold, and what is said when something is wrong.

use axum::http::StatusCode;
use serde_json::Value;

use super::{Typed, send, with};
use crate::browser::{Browser, Page};
use crate::pair::Pair;
use crate::understood::{has, has_not};

/// All that a form would send as it stands: fields, ticks, choices and texts.
pub(super) fn filled(page: &Page, action: &str) -> Typed {
    let start = format!("action=\"{action}\"");
    let at = page
        .html
        .find(&start)
        .unwrap_or_else(|| panic!("no {action}"));
    let form = page.html[at..].split_once("</form>").expect("forms end").0;
    let plain = |text: &str| {
        let page = Page {
            html: format!("<body>{}", text.replace('\n', "\u{1}")),
            ..page.clone()
        };
        page.text().replace('\u{1}', "\n").trim().to_owned()
    };
    let of = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!(" {name}=\""))?.1;
        Some(plain(rest.split_once('"')?.0))
    };
    let mut typed = Typed::new();
    for piece in form.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        match tag.split(' ').next() {
            Some("input") if tag.contains("checkbox") && !tag.ends_with(" checked") => {}
            Some("input") => typed
                .extend(of(tag, "name").map(|name| (name, of(tag, "value").unwrap_or_default()))),
            Some("textarea") => typed.extend(of(tag, "name").map(|name| (name, plain(words)))),
            Some("select") => typed.extend(of(tag, "name").map(|name| (name, String::new()))),
            // The first stands until another is chosen.
            Some("option") if tag.contains(" value=") => {
                let last = typed.last_mut().expect("options stand in a choice");
                if tag.ends_with(" selected")
                    || (last.1.is_empty() && !form_has_blank(form, &last.0))
                {
                    last.1 = of(tag, "value").unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    typed.retain(|(name, _)| name != "more");
    typed
}

fn form_has_blank(form: &str, name: &str) -> bool {
    let choice = form
        .split_once(&format!("<select id=\"{name}\""))
        .expect("it is there")
        .1;
    choice
        .split_once("</select>")
        .expect("it ends")
        .0
        .contains("<option value=\"\"")
}

/// A worked example, as the form has it.
pub(super) async fn example(browser: &mut Browser, base: &str, name: &str) -> Typed {
    let new = format!("{base}/advisor/conflict/new");
    let form = browser.page(&format!("{new}?from={name}")).await;
    filled(&form, &new)
}

/// Keeps a conflict; the page of what came out.
pub(super) async fn keep(browser: &mut Browser, base: &str, typed: &Typed) -> (String, Page) {
    let made = send(browser, &format!("{base}/advisor/conflict/new"), typed).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = browser.page(&made.location).await;
    (made.location, page)
}

/// The situations on the page by what is done in them, each with the name in the literature of what holds it.
fn standing(page: &Page) -> Vec<(String, String)> {
    let pieces = page.html.split("<details class=\"standing\">").skip(1);
    let mut all: Vec<(String, String)> = pieces
        .map(|piece| {
            let text = Page {
                html: format!("<body>{piece}"),
                ..page.clone()
            }
            .text();
            let name = piece.split_once("</b> ").expect("a name").1;
            let name = name.split_once(" <span").expect("it ends").0;
            let technical = text.split_once("Technical name: ").expect("a name").1;
            (
                name.to_owned(),
                technical.split_once('.').expect("it ends").0.to_owned(),
            )
        })
        .collect();
    all.sort();
    all
}

/// A published case as a person would type it; `swapped` with the parties the other way round.
fn typed(case: &Value, swapped: bool) -> Typed {
    let list = |key: &str| case[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut parties = list("parties");
    if swapped {
        parties.reverse();
    }
    let mut typed: Typed = vec![("name".to_owned(), text(&case["title"]))];
    let mut say = |name: String, value: String| typed.push((name, value));
    let ids: Vec<String> = list("options")
        .iter()
        .map(|option| text(&option["id"]))
        .collect();
    let now = case["status_quo"].as_u64();
    let states = list("states");
    let now = states.iter().find(|state| state["n"].as_u64() == now);
    if now.is_none() {
        say("now-unsaid".to_owned(), "1".to_owned());
    }
    for (row, option) in list("options").iter().enumerate() {
        let owner = parties.iter().position(|party| {
            party["options"]
                .as_array()
                .expect("a list")
                .contains(&option["id"])
        });
        say(format!("option-{row}"), text(&option["name"]));
        say(
            format!("owner-{row}"),
            owner.expect("somebody's").to_string(),
        );
        let change = match option["may_change"].as_str() {
            Some("only from not taken to taken") => "only-taken",
            Some("only from taken to not taken") => "only-given-up",
            _ => "either-way",
        };
        say(format!("change-{row}"), change.to_owned());
        if now.is_some_and(|now| text(&now["options"]).as_bytes()[row] == b'Y') {
            say(format!("now-{row}"), "1".to_owned());
        }
    }
    for (row, pattern) in list("infeasible").iter().enumerate() {
        let each = pattern
            .as_object()
            .expect("conditions")
            .iter()
            .map(|(id, taken)| {
                let number = ids.iter().position(|known| known == id).expect("an option") + 1;
                format!("{}{number}", if taken == true { "" } else { "-" })
            });
        say(format!("rule-{row}"), each.collect::<Vec<_>>().join(", "));
    }
    for (row, party) in parties.iter().enumerate() {
        say(format!("party-{row}"), text(&party["name"]));
        say(format!("wish-way-{row}"), "ranking".to_owned());
        let groups = case["preferences_most_to_least"][text(&party["name"])]
            .as_array()
            .expect("groups");
        for (place, group) in groups.iter().enumerate() {
            for number in group.as_array().expect("numbers") {
                let state = states
                    .iter()
                    .find(|state| state["n"] == *number)
                    .expect("a state");
                let key = text(&state["options"]).to_lowercase();
                say(format!("wish-place-{row}-{key}"), (place + 1).to_string());
            }
        }
    }
    typed
}

/// What the reference says: situations by what is done in them, with the strictest concept that holds them.
fn published(case: &Value, reference: &Value) -> Vec<(String, String)> {
    let holds = |concept: &str, number: &Value| {
        reference["equilibria"][concept]
            .as_array()
            .expect("states")
            .contains(number)
    };
    let mut all = Vec::new();
    for state in case["states"].as_array().expect("states") {
        let number = &state["n"];
        let technical = ["R", "SSEQ", "SEQ", "SMR", "GMR"]
            .into_iter()
            .find(|concept| holds(concept, number));
        let is_now = case["status_quo"] == *number;
        let Some(technical) = technical.or(is_now.then_some("–")) else {
            continue;
        };
        let options = case["options"].as_array().expect("options").iter();
        let taken = options.zip(state["options"].as_str().expect("letters").chars());
        let taken: Vec<&str> = taken
            .filter(|(_, is)| *is == 'Y')
            .filter_map(|(option, _)| option["name"].as_str())
            .collect();
        let name = match taken.is_empty() {
            true => "nothing of this is done".to_owned(),
            false => taken.join(", "),
        };
        all.push((name, technical.to_owned()));
    }
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m086_textbook_cases_that_are_typed_in_give_the_published_equilibria_by_name() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    for (case, reference) in [
        (
            include_str!("../../../../../fixtures/conflicts/prisoners-dilemma.json"),
            include_str!("../../../../../fixtures/conflicts/reference/prisoners-dilemma.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/chicken.json"),
            include_str!("../../../../../fixtures/conflicts/reference/chicken.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/euphrates-1975.json"),
            include_str!("../../../../../fixtures/conflicts/reference/euphrates-1975.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/cuba-1962.json"),
            include_str!("../../../../../fixtures/conflicts/reference/cuba-1962.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/elmira-12.json"),
            include_str!("../../../../../fixtures/conflicts/reference/elmira-12.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/korea-2017.json"),
            include_str!("../../../../../fixtures/conflicts/reference/korea-2017.json"),
        ),
        (
            include_str!("../../../../../fixtures/conflicts/three-party-return.json"),
            include_str!("../../../../../fixtures/conflicts/reference/three-party-return.json"),
        ),
    ] {
        let case: Value = serde_json::from_str(case).expect("JSON");
        let reference: Value = serde_json::from_str(reference).expect("JSON");
        for swapped in [false, true] {
            let (_, page) = keep(browser, &base, &typed(&case, swapped)).await;
            assert_eq!(
                standing(&page),
                published(&case, &reference),
                "{}, swapped: {swapped}",
                case["id"]
            );
            has(
                &page,
                &[
                    "Private to Asteria. Never leaves this node.",
                    "not a forecast",
                ],
            );
            assert!(
                page.html.contains("<svg"),
                "few enough situations are drawn"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m089_every_input_of_a_conflict_is_listed_and_changing_one_changes_the_answer_reproducibly()
{
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let typed = example(browser, &base, "encounter").await;
    let (href, before) = keep(browser, &base, &typed).await;
    let listed: Vec<(String, String)> =
        before.all("dt").into_iter().zip(before.all("dd")).collect();
    let input = |name: &str, value: &str| {
        let found = listed
            .iter()
            .any(|(known, said)| known == name && said == value);
        assert!(found, "{name}: {value} in {listed:?}");
    };
    input("Parties", "Party one, Party two");
    input(
        "Options of Party one",
        "one comes close, one speaks on the agreed channel",
    );
    input("Situations that remain possible", "16");
    input("The situation now", "one comes close, two comes close");
    input(
        "Preferences of Party two, as statements, most important first",
        "not (“one comes close” and “two comes close”); \
         then “two speaks on the agreed channel” if “one speaks on the agreed channel”; \
         then not “two comes close” if (“one speaks on the agreed channel” and “two speaks on the agreed channel”); \
         then not “one comes close”; then “two comes close”",
    );
    has(
        &before,
        &[
            "The weakest point:",
            "The preferences are illustrative and nobody’s.",
        ],
    );
    let answer = |page: &Page| {
        let start = page.html.split_once("id=\"found\"").expect("an answer").1;
        start
            .split_once("id=\"inputs\"")
            .expect("it ends")
            .0
            .to_owned()
    };
    let mut seen = vec![answer(&before)];
    let change = format!("{href}/change");
    let form = browser.page(&change).await;
    let kept = filled(&form, &change);
    for (at, (name, value)) in [
        ("wish-1", "-(1 & 3)\n4 IF 2\n-1\n3"),
        ("now-2", ""),
        ("change-0", "only-taken"),
        ("rule-0", "1, 2"),
    ]
    .into_iter()
    .enumerate()
    {
        let version = (at + 1).to_string();
        let changed = with(with(kept.clone(), name, value), "version", &version);
        let done = send(browser, &change, &changed).await;
        assert_eq!(
            done.status,
            StatusCode::SEE_OTHER,
            "{name}: {}",
            done.text()
        );
        let after = answer(&browser.page(&href).await);
        assert!(!seen.contains(&after), "{name} changes nothing");
        seen.push(after);
    }
    // As it was, so it comes out again; and from the version before, nothing is overwritten or lost.
    send(browser, &change, &with(kept.clone(), "version", "5")).await;
    assert_eq!(answer(&browser.page(&href).await), seen[0]);
    let stale = with(with(kept, "version", "2"), "name", "From another tab");
    let moved = send(browser, &change, &stale).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&moved, &["Nothing was saved"]);
    assert!(moved.html.contains("value=\"From another tab\""));
    assert!(moved.html.contains("name=\"version\" value=\"6\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_with_something_wrong_comes_back_whole_with_the_error_at_its_field() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let browser = &mut pair.asteria.browser;
    let new = format!("{base}/advisor/conflict/new");
    let typed = example(browser, &base, "encounter").await;
    let forty: Typed = (0..40)
        .flat_map(|row| {
            [
                (format!("option-{row}"), format!("step {row}")),
                (format!("owner-{row}"), "0".to_owned()),
            ]
        })
        .collect();
    let many = typed
        .iter()
        .filter(|(name, _)| !name.starts_with("option-") && !name.starts_with("owner-"));
    let many: Typed = many.cloned().chain(forty).collect();
    let first = |name: &'static str, value: &'static str| with(typed.clone(), name, value);
    for (wrong, field, said) in [
        (first("name", " "), "name", "There is no name."),
        (
            first("wish-0", "-(1 & 3)\n5"),
            "wish-0",
            "there is no option 5 (character 1); there are 4.",
        ),
        (
            first("wish-1", "1 &"),
            "wish-1",
            "something is missing at the end.",
        ),
        (
            first("wish-0", "1\n-1"),
            "wish-0",
            "says the opposite of its statement 1",
        ),
        (
            first("wish-0", ""),
            "wish-0",
            "It is not said what Party one wants.",
        ),
        (first("told-1", "7"), "told-1", "there is no option 7"),
        (
            first("wish-unsure-0", "1-9"),
            "wish-unsure-0",
            "“1-9” is no pair",
        ),
        (
            first("rule-0", "1, -1"),
            "rule-0",
            "option 1 is required to be both taken and not taken",
        ),
        (first("rule-0", "1, 8"), "rule-0", "There is no option “8”"),
        (
            first("rule-0", "1, 3"),
            "now",
            "The present situation, as ticked, is one that is ruled out.",
        ),
        (first("same-0", "x"), "same-0", "There is no option “x”"),
        (
            first("owner-2", ""),
            "owner-2",
            "Nobody decides on “two comes close”.",
        ),
        (
            first("party-1", "Party one"),
            "party-1",
            "Two parties are called “Party one”.",
        ),
        (first("seed", "lots"), "seed", "Seed: enter a whole number"),
        (
            many,
            "option-0",
            "40 options are more than this page takes; 16 are.",
        ),
    ] {
        let again = send(browser, &new, &wrong).await;
        assert_eq!(
            again.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field}: {}",
            again.text()
        );
        has(&again, &[said]);
        assert!(
            again.html.contains(&format!("href=\"#{field}\"")),
            "{field}: {}",
            again.text()
        );
        assert!(
            again.html.contains(&format!("id=\"{field}-wrong\"")),
            "{field}"
        );
        let back = filled(&again, &new);
        for (name, value) in wrong.iter().filter(|(_, value)| !value.trim().is_empty()) {
            assert!(
                back.contains(&(name.clone(), value.clone())),
                "{name}: {value} is lost"
            );
        }
    }
    // A weight and a place that are none, in the two other ways.
    let weights = with(first("wish-way-0", "weights"), "wish-weight-0-0", "much");
    let places = with(first("wish-way-0", "ranking"), "wish-place-0-nnnn", "first");
    for (wrong, field) in [(weights, "wish-weight-0-0"), (places, "wish-place-0-nnnn")] {
        let again = send(browser, &new, &wrong).await;
        assert_eq!(
            again.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            again.text()
        );
        assert!(
            again.html.contains(&format!("href=\"#{field}\"")),
            "{field}: {}",
            again.text()
        );
        assert!(
            filled(&again, &new).contains(&(
                "wish-0".to_owned(),
                typed
                    .iter()
                    .find(|(name, _)| name == "wish-0")
                    .expect("typed")
                    .1
                    .clone()
            )),
            "the statements wait"
        );
    }
}

/// The first form has the members of the space, more rows come when they are asked for, and a blank row keeps its number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_added_and_left_blank_without_anything_else_meaning_something_else() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let new = format!("{base}/advisor/conflict/new");
    for (side, own, other) in [(0, "Asteria", "Borealis"), (1, "Borealis", "Asteria")] {
        let browser = if side == 0 {
            &mut pair.asteria.browser
        } else {
            &mut pair.borealis.browser
        };
        let form = browser.page(&new).await;
        has(
            &form,
            &[
                &format!("What {own} wants: our own preferences"),
                &format!("What {other} wants: our guess"),
            ],
        );
        let typed = filled(&form, &new);
        let rows = |typed: &Typed| {
            typed
                .iter()
                .filter(|(name, _)| name.starts_with("option-"))
                .count()
        };
        let mut fuller = typed.clone();
        for (row, name, owner) in [(0, "stays", "0"), (2, "leaves", "0"), (3, "waits", "1")] {
            fuller = with(
                with(fuller, &format!("option-{row}"), name),
                &format!("owner-{row}"),
                owner,
            );
        }
        let more = browser
            .post(
                &new,
                &fuller
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str()))
                    .chain([("more", "1")])
                    .collect::<Vec<_>>(),
            )
            .await;
        assert_eq!(more.status, StatusCode::OK);
        let typed = filled(&more, &new);
        assert!(rows(&typed) > rows(&fuller), "{typed:?}");
        let typed = with(with(typed, "wish-0", "-3 IF 4"), "wish-1", "4 & １");
        let named = with(typed.clone(), "name", "Rows");
        let (_, page) = keep(browser, &base, &named).await;
        has(&page, &["not “leaves” if “waits”", "“waits” and “stays”"]);
        let blank = send(browser, &new, &with(named, "wish-0", "2")).await;
        has(&blank, &["speaks of option 2, and that row is blank"]);
        has_not(&blank, &["Technical name"]);
    }
}
