//! The reading exercise: told as its authors' view, computed by the engine, and copied to be changed.

use axum::http::StatusCode;

use super::{send, with};
use crate::pair::Pair;
use crate::understood::{has, has_not};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m081_the_reading_exercise_shows_the_circle_once_and_can_be_copied_and_changed() {
    let mut pair = Pair::meet().await;
    let base = format!("{}/advisor", pair.base);
    let browser = &mut pair.asteria.browser;
    let shelves = browser.page(&base).await;
    has(
        &shelves,
        &["Start from a worked example", "Worked exercises"],
    );
    let exercise = format!("{base}/exercise");
    let page = browser.page(&exercise).await;
    has(
        &page,
        &[
            "Sun Chenghao and Su Liuqiang",
            "this page holds neither view",
            "Each waits for the next, and the last for the first: Precursor chemicals (tied by Y) → Sanctions on institutes (tied by X).",
            "in one text that takes effect at once for all (Precursor chemicals, Sanctions on institutes)",
            "Every number below is illustrative and nobody’s.",
            "Round 1, with trust at 35",
        ],
    );
    assert_eq!(page.text().matches("Each waits for the next").count(), 1);
    // What is computed names X and Y; the parties of the space have nothing to do with it.
    let told: String = page.all("section").concat();
    assert!(
        !told.contains("Asteria") && !told.contains("Borealis"),
        "{told}"
    );
    for (tag, said) in [("zh-Hans", "甲方须待"), ("zh-Hant", "甲方須待")] {
        browser.speak(tag).await;
        has(&browser.page(&exercise).await, &[said]);
    }
    browser.speak("en").await;

    let copied = browser.post(&format!("{exercise}/copy"), &[]).await;
    assert_eq!(copied.status, StatusCode::SEE_OTHER, "{}", copied.text());
    let own = browser.page(&copied.location).await;
    has(&own, &["Each waits for the next", "As kept (95)"]);
    has_not(&own, &["reading-"]);
    // It is changed like any other, and what no word stands for stays as it was.
    let mut fields = own.form(&copied.location);
    fields.retain(|(name, _)| name != "do");
    let selected = |select: &str| {
        let (id, rest) = select.split_once("\" name=\"")?;
        let chosen = rest
            .split("</select>")
            .next()?
            .split("\" selected>")
            .next()?;
        let value = rest
            .contains("\" selected>")
            .then(|| chosen.rsplit("value=\"").next());
        Some((id.to_owned(), value.flatten()?.to_owned()))
    };
    let form = own.html.split("id=\"change\"").nth(1).expect("a form");
    fields.extend(form.split("<select id=\"").skip(1).filter_map(selected));
    let typed = own
        .html
        .split("<input type=\"text\"")
        .skip(1)
        .filter_map(|input| {
            let name = input.split("name=\"").nth(1)?.split('"').next()?;
            let value = input.split("value=\"").nth(1)?.split('"').next()?;
            Some((name.to_owned(), value.to_owned()))
        });
    fields.extend(typed.filter(|(name, _)| name != "takes"));
    let needs = "needs-reading-precursors";
    fields.push((needs.to_owned(), "reading-working-group".to_owned()));
    let fields = with(fields, "trust", "45");
    let changed = send(browser, &copied.location, &fields).await;
    assert_eq!(changed.location, copied.location, "{}", changed.text());
    let own = browser.page(&copied.location).await;
    has(
        &own,
        &[
            "Round 1, with trust at 45",
            "As kept (95)",
            "Each waits for the next",
        ],
    );
    let delete = format!("{}/delete", copied.location);
    browser.press(&own, &delete, &[]).await;
    has(&browser.page(&base).await, &["There is no agenda yet."]);
}
