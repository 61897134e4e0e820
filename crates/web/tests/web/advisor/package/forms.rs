//! Filling in the forms of a page as a browser does: what stands in it is sent, but for what somebody changes.

use axum::http::StatusCode;

use super::super::{Typed, send, with};
use crate::browser::{Browser, Page};
use crate::pair::Pair;

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split_once('"').map(|(value, _)| value)
}

fn plain(text: &str) -> String {
    [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What the form at this address would send as it stands.
pub fn fields(page: &Page, action: &str) -> Typed {
    let start = format!("action=\"{action}\"");
    let (_, form) = page
        .html
        .split_once(&start)
        .unwrap_or_else(|| panic!("no form for {action} in: {}", page.text()));
    let form = form.split_once("</form>").expect("forms end").0;
    let mut typed = Vec::new();
    for piece in form.split('<').skip(1) {
        let (tag, inner) = piece.split_once('>').unwrap_or((piece, ""));
        let name = || attribute(tag, "name").map(plain);
        if tag.starts_with("input ") {
            let boxed = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if !boxed || tag.contains(" checked") {
                let value = plain(attribute(tag, "value").unwrap_or_default());
                typed.extend(name().map(|name| (name, value)));
            }
        } else if tag.starts_with("textarea ") {
            typed.extend(name().map(|name| (name, plain(inner))));
        } else if tag.starts_with("select ") {
            typed.extend(name().map(|name| (name, String::new())));
        } else if tag.starts_with("option ") && tag.contains(" selected") {
            let last = typed.last_mut().expect("an option stands in a select");
            last.1 = plain(attribute(tag, "value").unwrap_or_default());
        }
    }
    typed
}

/// Opens the form, changes these fields (an empty value takes a tick away), and sends it.
pub async fn change(browser: &mut Browser, path: &str, changes: &[(&str, &str)]) -> Page {
    let page = browser.page(path).await;
    let mut typed = fields(&page, path);
    for (name, value) in changes {
        typed = with(typed, name, value);
    }
    send(browser, path, &typed).await
}

/// The same where nothing is wrong.
pub async fn changed(browser: &mut Browser, path: &str, changes: &[(&str, &str)]) {
    let done = change(browser, path, changes).await;
    assert_eq!(
        done.status,
        StatusCode::SEE_OTHER,
        "{path}: {}",
        done.text()
    );
}

/// A new paper; its address.
pub async fn begun(browser: &mut Browser, base: &str, start: &str) -> String {
    let new = format!("{base}/advisor/package/new");
    let made = change(
        browser,
        &new,
        &[("name", "Spring package"), ("start", start)],
    )
    .await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    made.location.trim_end_matches("/issues").to_owned()
}

/// The worked example at Asteria; its address.
pub async fn example(pair: &mut Pair) -> String {
    let base = pair.base.clone();
    begun(&mut pair.asteria.browser, &base, "example").await
}

/// Six issues of three values each, with the sheets of two parties in numbers.
pub struct Six {
    /// For each party, issue and value.
    pub points: [[[i64; 3]; 6]; 2],
    /// For each party.
    pub walk: [i64; 2],
}

impl Six {
    /// Numbers that follow from a seed and from nothing else.
    pub fn invented(seed: u64) -> Six {
        let mut state = seed;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as i64 % 100
        };
        let mut points = [[[0; 3]; 6]; 2];
        points
            .as_flattened_mut()
            .as_flattened_mut()
            .iter_mut()
            .for_each(|points| *points = next());
        Six {
            points,
            walk: [120, 120],
        }
    }

    /// What a package brings a party, combinations aside.
    pub fn brings(&self, party: usize, package: &[usize]) -> i64 {
        let issues = self.points[party].iter().zip(package);
        issues.map(|(points, &value)| points[value]).sum()
    }

    /// Types the issues and both sheets; the fifth issue is ring-fenced.
    pub async fn typed(&self, browser: &mut Browser, href: &str) {
        let path = format!("{href}/issues");
        let mut typed = fields(&browser.page(&path).await, &path);
        for issue in 0..6 {
            typed = with(typed, &format!("issue-{issue}"), &format!("Issue {issue}"));
            let values = format!("Stay {issue}\nHalf {issue}\nFull {issue}");
            typed = with(typed, &format!("values-{issue}"), &values);
            typed = with(typed, &format!("as-is-{issue}"), "1");
        }
        typed = with(typed, "fenced-4", "1");
        let done = send(browser, &path, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        for party in 0..2 {
            self.sheet(browser, href, party, &[]).await;
        }
    }

    /// Types one sheet, with these fields more.
    pub async fn sheet(
        &self,
        browser: &mut Browser,
        href: &str,
        party: usize,
        more: &[(&str, &str)],
    ) {
        let path = format!("{href}/sheet/{}", party + 1);
        let mut typed = fields(&browser.page(&path).await, &path);
        let mut total = 0;
        for (issue, points) in self.points[party].iter().enumerate() {
            total += points.iter().max().expect("three values");
            for (value, points) in points.iter().enumerate() {
                typed = with(
                    typed,
                    &format!("points-{issue}-{value}"),
                    &points.to_string(),
                );
            }
        }
        typed = with(typed, "total", &total.to_string());
        typed = with(typed, "walk", &self.walk[party].to_string());
        typed = with(typed, "numbers", "1");
        typed.retain(|(found, _)| more.iter().all(|(name, _)| name != found));
        typed.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let done = send(browser, &path, &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
}

/// The packages in the table, over all its pages: what each names, and what it brings each party.
pub async fn table(browser: &mut Browser, href: &str) -> Vec<(Vec<usize>, Vec<i64>)> {
    let mut rows = Vec::new();
    for from in (0..).step_by(20) {
        let page = browser.page(&format!("{href}?from={from}")).await;
        let found = rows_of(&page);
        rows.extend(found.clone());
        let total: usize = page
            .html
            .split("<span class=\"count\">")
            .find_map(|piece| {
                let (count, _) = piece.split_once("</span>")?;
                count.parse().ok()
            })
            .unwrap_or(0);
        if rows.len() >= total || found.is_empty() {
            break;
        }
    }
    rows
}

fn rows_of(page: &Page) -> Vec<(Vec<usize>, Vec<i64>)> {
    let rows = page.html.split("name=\"p\" value=\"").skip(1);
    rows.map(|row| {
        let code = row.split_once('"').expect("a code").0;
        let figures = row.split("class=\"figure\"").skip(1);
        let number = |cell: &str| {
            let words = cell.split_once("</i>").expect("its column").1;
            let digits: String = words
                .split_once('<')
                .expect("cells end")
                .0
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            digits.parse().expect("a number")
        };
        let mut amounts: Vec<i64> = figures.map(number).collect();
        // The last figure counts packages.
        amounts.truncate(2);
        let package = code.split('-').map(|value| value.parse().expect("a value"));
        (package.collect(), amounts)
    })
    .collect()
}
