//! What stands beside the words: areas and citations, shown before they are signed, kept by an amendment, found by a
//! filter. Each runs a second time with the parties swapped.

use domain::{Command, List, Subject, Target};
use record::{ObjectId, TextStatus};

use crate::pair::{PASSWORD, Pair, Side, propose};

/// Proposes something that is no item, at one side, and waits until both have it.
async fn put_forward(pair: &Pair, by: &Side, subject: Subject, title: &str) -> ObjectId {
    let mut command = propose(List::Dialogues, title);
    if let Command::Propose { target, .. } = &mut command {
        *target = Target::New {
            subject,
            list: None,
        };
    }
    let text = by.submit(pair.space, command);
    pair.in_step().await;
    by.object_of(pair.space, text)
}

/// An item for cooperation in one area.
fn in_area(title: &str, area: ObjectId) -> Command {
    let mut command = propose(List::Cooperation, title);
    if let Command::Propose { about, .. } = &mut command {
        about.areas = vec![area];
    }
    command
}

/// A pair in which `one` acts first; the other way round in the second run.
async fn pairs() -> [Pair; 2] {
    let mut second = Pair::meet().await;
    std::mem::swap(&mut second.asteria, &mut second.borealis);
    [Pair::meet().await, second]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m042_a_list_is_filtered_by_area_and_an_area_is_its_partys_until_agreed() {
    for mut pair in pairs().await {
        let area = put_forward(&pair, &pair.asteria, Subject::Area, "Oceans").await;
        pair.borealis
            .submit(pair.space, in_area("Joint rescue", area));
        pair.borealis
            .submit(pair.space, propose(List::Cooperation, "Student exchange"));
        pair.in_step().await;
        let list = format!("{}/framework/cooperation", pair.base);
        for side in [&mut pair.asteria, &mut pair.borealis] {
            let all = side.browser.page(&list).await;
            let of_area = format!("{list}?area={}", area.hex());
            let filtered = side.browser.page(&of_area).await;
            let titles = |page: &crate::browser::Page| page.all("th").join(" ");
            assert!(titles(&all).contains("Student exchange"));
            assert!(
                titles(&filtered).contains("Joint rescue"),
                "{}",
                filtered.text()
            );
            assert!(!titles(&filtered).contains("Student exchange"));
        }
        let owner = pair.asteria.app.node.read(&pair.space, |state| {
            let name = state.relationship.party_name(&pair.asteria.party, "en");
            name.expect("it has a name").to_owned()
        });
        let whose = format!("Oceans ({}’s, not agreed)", owner.expect("known"));
        let page = pair.borealis.browser.page(&list).await;
        assert!(page.text().contains(&whose), "{whose}: {}", page.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m019_what_a_text_cites_is_shown_before_it_is_signed_and_on_the_principles_page() {
    for mut pair in pairs().await {
        let principle = put_forward(&pair, &pair.asteria, Subject::Principle, "Respect").await;
        let area = put_forward(&pair, &pair.asteria, Subject::Area, "Oceans").await;
        let base = pair.base.clone();
        let (principle_id, area_id) = (principle.hex(), area.hex());
        let fields = [
            ("list", "cooperation"),
            ("title-en", "Joint rescue"),
            ("text-en", "Once a year."),
            ("title-zh-Hans", "联合搜救"),
            ("text-zh-Hans", "每年一次。"),
            ("authentic-en", "1"),
            ("described", "1"),
            ("area", area_id.as_str()),
            ("cites", principle_id.as_str()),
        ];
        let form = format!("{base}/propose");
        let check = pair.borealis.browser.post(&form, &fields).await;
        assert!(check.text().contains("Respect"), "{}", check.text());
        assert!(check.text().contains("Oceans"), "{}", check.text());
        let done = pair
            .borealis
            .browser
            .press(&check, &format!("{base}/sign"), &[("passphrase", PASSWORD)])
            .await;
        let item = done.location.clone();
        pair.in_step().await;
        let cited = format!("{base}/item/{principle_id}");
        for side in [&mut pair.asteria, &mut pair.borealis] {
            let page = side.browser.page(&cited).await;
            assert!(page.text().contains("Joint rescue"), "{}", page.text());
            let page = side.browser.page(&item).await;
            assert!(page.text().contains("Respect"), "{}", page.text());
        }
        // The other side sees it, too, before it agrees.
        let agree = format!("{item}/agree");
        let page = pair.asteria.browser.page(&item).await;
        let check = pair.asteria.browser.press(&page, &agree, &[]).await;
        assert!(check.text().contains("Respect") && check.text().contains("Oceans"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m031_an_amendment_keeps_areas_and_citations_unless_they_are_unticked() {
    for mut pair in pairs().await {
        let area = put_forward(&pair, &pair.asteria, Subject::Area, "Oceans").await;
        let text = pair
            .asteria
            .submit(pair.space, in_area("Joint rescue", area));
        pair.in_step().await;
        pair.borealis.submit(pair.space, Command::Assent { text });
        pair.asteria
            .until_status(pair.space, text, TextStatus::InEffect)
            .await;
        pair.in_step().await;
        let item = format!(
            "{}/item/{}",
            pair.base,
            pair.asteria.object_of(pair.space, text).hex()
        );
        let form = pair.borealis.browser.page(&format!("{item}/amend")).await;
        let box_of = |html: &str| {
            let value = format!("value=\"{}\"", area.hex());
            let (_, rest) = html.split_once(&value).expect("the area is offered");
            rest.starts_with(" checked")
        };
        assert!(box_of(&form.html), "as it stands");
        for (described, kept) in [(Some(area.hex()), true), (None, false)] {
            let mut fields = vec![
                ("title-en", "Joint rescue".to_owned()),
                ("text-en", "Twice a year.".to_owned()),
                ("title-zh-Hans", "联合搜救".to_owned()),
                ("text-zh-Hans", "每年两次。".to_owned()),
                ("authentic-en", "1".to_owned()),
                ("described", "1".to_owned()),
            ];
            fields.extend(described.map(|area| ("area", area)));
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let address = format!("{item}/amend");
            let check = pair.borealis.browser.post(&address, &fields).await;
            assert_eq!(check.text().contains("Oceans"), kept, "{}", check.text());
        }
    }
}
