//! A page: a list with two hundred rows, asked for by somebody who is logged in.

use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::{About, Command, List, Subject, Target};
use node::clock::now_ms;
use node::people::NewPerson;
use record::ids::hex_of;
use tower::ServiceExt;
use web::{App, Options, router};

use super::invented::{Alone, WORDS, name, position, wordings};
use super::report::{Spread, figure, on_one_core, thousands};

const ROWS: usize = 200;
/// How many positions are stated on each of them.
const POSITIONS: usize = 10;
const REQUESTS: usize = 400;
const WARM_UP: usize = 20;

/// Prints the time from the request to the last byte of the answer, without the network.
pub fn print() {
    let folder = tempfile::tempdir().expect("a folder");
    let alone = Alone::found(folder.path());
    let proposals: Vec<_> = (0..ROWS).map(proposal).collect();
    alone.submit_all(&proposals);
    let objects = alone.objects();
    let positions = (0..ROWS * POSITIONS).map(|number| position(objects[number % ROWS], number));
    alone.submit_all(&positions.collect::<Vec<_>>());

    let cookie = format!("detente_{}={}", alone.party.short(), logged_in(&alone));
    let address = format!("/s/{}/framework/cooperation", alone.space.short());
    let pages = router(App::new(
        alone.node.clone(),
        alone.party,
        None,
        Options::default(),
    ));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let ask = || {
        let request = Request::get(&address).header(header::COOKIE, &cookie);
        let request = request.body(Body::empty()).expect("a request");
        runtime.block_on(async {
            let answer = pages.clone().oneshot(request).await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::OK);
            to_bytes(answer.into_body(), usize::MAX)
                .await
                .expect("a page")
        })
    };
    let page = ask();
    let links = String::from_utf8_lossy(&page).matches("/item/").count();
    assert!(links >= ROWS, "{links} rows");
    (0..WARM_UP).for_each(|_| drop(ask()));
    let mut times = Vec::new();
    let ((), worked) = on_one_core(|| {
        for _ in 0..REQUESTS {
            let begun = Instant::now();
            ask();
            times.push(begun.elapsed());
        }
    });
    let value = format!(
        "{}, {:.2} ms of it computing, {} bytes",
        Spread::of(times).halves(),
        worked.as_secs_f64() * 1e3 / REQUESTS as f64,
        thousands(page.len() as u64)
    );
    let name = format!(
        "a list with {ROWS} rows, over {} entries, p50 / p99",
        thousands((ROWS * (1 + POSITIONS)) as u64)
    );
    figure(&name, value, "bar p99 50 ms", None);
}

fn proposal(number: usize) -> Command {
    Command::Propose {
        target: Target::New {
            subject: Subject::Item,
            list: Some(List::Cooperation),
        },
        wordings: wordings(number, WORDS),
        about: About::default(),
    }
}

/// The token of a session.
fn logged_in(alone: &Alone) -> String {
    let person = NewPerson {
        login: "delegate".into(),
        password: "a password of some length".into(),
        names: name("A. Delegate"),
        offices: name("Director"),
        lang: "en".into(),
    };
    let node = &alone.node;
    node.add_person(alone.party, &person, now_ms())
        .expect("the first person");
    let token = node.log_in(&person.login, &person.password, now_ms());
    hex_of(&token.expect("the disk answers").expect("the password fits"))
}
