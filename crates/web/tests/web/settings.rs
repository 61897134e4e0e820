//! From two empty nodes to a common space and a further delegate, through the pages alone; and the login.

use axum::http::StatusCode;
use web::{App, Options, router};

use crate::browser::Browser;
use crate::pair::{PASSWORD, Pair, Side};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_invite_accept_and_compare_six_words() {
    let mut asteria = Side::start(["Asteria", "星社", "星社"], "Lena").await;
    let mut borealis = Side::start(["Borealis", "北极光", "北極光"], "Shen").await;
    let start = asteria.browser.page("/").await;
    assert!(
        start.text().contains("Four steps to begin"),
        "{}",
        start.text()
    );
    let page = asteria
        .browser
        .post("/settings/peers/invite", &[("name", "Shen")])
        .await;
    let invitation = page
        .all("code")
        .into_iter()
        .find(|code| code.starts_with("detente:"))
        .expect("an invitation");
    let wrong = borealis
        .browser
        .post(
            "/settings/peers/accept",
            &[("invitation", "detente:1:AAAA")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("detente:1:AAAA"));
    let met = borealis
        .browser
        .post("/settings/peers/accept", &[("invitation", &invitation)])
        .await;
    assert_eq!(met.status, StatusCode::SEE_OTHER, "{}", met.text());
    let first = asteria.browser.page("/settings/peers").await;
    let second = borealis.browser.page("/settings/peers").await;
    let words = |page: &crate::browser::Page| {
        page.all("li")
            .into_iter()
            .filter(|word| word.chars().all(char::is_alphabetic))
            .collect::<Vec<_>>()
    };
    let (here, there): (Vec<String>, Vec<String>) = (words(&first), words(&second));
    let six: Vec<&String> = there.iter().filter(|word| here.contains(word)).collect();
    assert!(six.len() >= 6, "{here:?} {there:?}");
    for side in [&mut borealis, &mut asteria] {
        let peer = side
            .node()
            .peers()
            .all()
            .into_keys()
            .next()
            .expect("they met");
        let done = side
            .browser
            .post(
                &format!("/settings/peers/{}/compared", peer.short()),
                &[("same", "yes")],
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let home = side.browser.get("/").await;
        assert!(home.location.starts_with("/s/"), "{}", home.text());
        let page = side.browser.page(&home.location).await;
        assert!(page.text().contains("Nothing waits for"), "{}", page.text());
        let propose = side
            .browser
            .page(&format!("{}/framework", home.location))
            .await;
        assert!(
            propose.text().contains("Propose an item"),
            "{}",
            propose.text()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_further_delegate_comes_in_by_a_link_signs_within_the_powers_and_is_revoked() {
    let mut pair = Pair::meet().await;
    let base = pair.base.clone();
    let form = format!("{base}/settings/delegates");
    let nothing = pair.asteria.browser.post(&form, &[("name", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("name", "Ines"),
        ("office", "Fellow"),
        ("office_lang", "en"),
        ("may", "say"),
        ("until", "2199-01-01"),
    ];
    let check = pair.asteria.browser.post(&form, &fields).await;
    assert!(
        check.text().contains("Ines") && check.text().contains("1 January 2199"),
        "{}",
        check.text()
    );
    let sign = format!("{base}/sign");
    let mut sent = check.form(&sign);
    let until = sent.iter_mut().find(|(name, _)| name == "until");
    until.expect("it travels with the check page").1 = "2001-01-01".into();
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let past = pair.asteria.browser.post(&sign, &sent).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        past.text().contains("Give a date that is today or later."),
        "{}",
        past.text()
    );
    let added = pair.asteria.browser.press(&check, &sign, &[]).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    let expiries = pair.asteria.node().read(&pair.space, |space| {
        let register = space.record.register(&pair.asteria.party);
        let all = register.into_iter().flat_map(|register| register.all());
        all.filter_map(|(_, given)| given.powers.expires_ms)
            .collect::<Vec<_>>()
    });
    let end_of_that_day = 7226668799999;
    assert_eq!(expiries, Some(vec![end_of_that_day]));
    let link = added
        .text()
        .split_whitespace()
        .find(|word| word.starts_with("/link/"))
        .expect("a link")
        .to_owned();
    let options = Options::default();
    let app = App::new(
        pair.asteria.running.node.clone(),
        pair.asteria.party,
        None,
        options,
    );
    let mut ines = Browser::new(router(app));
    let page = ines.page(&link).await;
    assert!(
        page.text().contains("Press the button to use it."),
        "looking does not use a link up: {}",
        page.text()
    );
    assert!(
        page.text().contains("It can be used until ") && page.text().contains("UTC"),
        "{}",
        page.text()
    );
    let came = ines.post(&link, &[]).await;
    assert_eq!(came.location, "/", "{}", came.text());
    assert_eq!(
        ines.post(&link, &[]).await.status,
        StatusCode::GONE,
        "a link is used once"
    );
    let list = ines.page(&format!("{base}/framework")).await;
    assert!(!list.text().contains("Propose an item"), "{}", list.text());
    let check = ines
        .post(
            &format!("{base}/propose"),
            &[
                ("list", "dialogues"),
                ("how", "propose"),
                ("title-en", "X"),
                ("authentic-en", "1"),
            ],
        )
        .await;
    let refused = ines.press(&check, &format!("{base}/sign"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("You have no full powers for this act."),
        "{}",
        refused.text()
    );

    let delegates = pair.asteria.browser.page(&form).await;
    let at = delegates.html.find("Ines").expect("she is listed");
    let action = delegates.html[at..]
        .split_once("action=\"")
        .expect("a form")
        .1
        .split_once('"')
        .expect("an address")
        .0
        .to_owned();
    let check = pair.asteria.browser.post(&action, &[]).await;
    let done = pair
        .asteria
        .browser
        .press(&check, &format!("{base}/sign"), &[])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let delegates = pair.asteria.browser.page(&form).await;
    assert!(
        delegates.text().contains("Revoked on"),
        "{}",
        delegates.text()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_logs_in_signs_and_is_slowed_down_when_it_is_guessed() {
    let pair = Pair::meet().await;
    let app = App::new(
        pair.asteria.running.node.clone(),
        pair.asteria.party,
        None,
        Options::default(),
    );
    let mut browser = Browser::new(router(app));
    let base = pair.base.clone();
    let asked = browser.get(&format!("{base}/waiting")).await;
    assert!(
        asked.location.starts_with("/login?to="),
        "{}",
        asked.location
    );
    let wrong = browser
        .post("/login", &[("name", "lena"), ("password", "wrong")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong
            .text()
            .contains("The name or the password is not right.")
    );
    let waiting = format!("{base}/waiting");
    let came = browser
        .post(
            "/login",
            &[("name", "lena"), ("password", PASSWORD), ("to", &waiting)],
        )
        .await;
    assert_eq!(came.location, waiting, "{}", came.text());
    let text = pair.borealis.submit(
        pair.space,
        crate::pair::propose(domain::List::Dialogues, "Trade"),
    );
    pair.asteria
        .until_status(pair.space, text, record::TextStatus::Open)
        .await;
    let address = pair.item(&pair.asteria, text);
    let page = browser.page(&address).await;
    let check = browser.press(&page, &format!("{address}/agree"), &[]).await;
    assert!(
        check.html.contains("name=\"passphrase\""),
        "the password is asked for each signature"
    );
    let refused = browser
        .press(&check, &format!("{base}/sign"), &[("passphrase", "wrong")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("This is not your password."),
        "{}",
        refused.text()
    );
    let done = browser
        .press(
            &refused,
            &format!("{base}/sign"),
            &[("passphrase", PASSWORD)],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    browser.post("/logout", &[]).await;
    assert_eq!(
        browser.get(&waiting).await.status,
        StatusCode::SEE_OTHER,
        "logged out"
    );
    for _ in 0..5 {
        browser
            .post("/login", &[("name", "lena"), ("password", "wrong")])
            .await;
    }
    let slowed = browser
        .post("/login", &[("name", "lena"), ("password", PASSWORD)])
        .await;
    assert_eq!(
        slowed.status,
        StatusCode::TOO_MANY_REQUESTS,
        "{}",
        slowed.text()
    );
}
