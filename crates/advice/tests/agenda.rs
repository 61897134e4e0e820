//! Agendas in words: two worked cases in English and in Chinese, and that nothing is left unsaid.

use advice::agenda::{refused, tell};
use analysis::agenda::{Agenda, CASES, Case, Effect, Figure, Item, Refused, plan};
use i18n::Lang;

fn worked(name: &str) -> Agenda {
    let (_, text) = CASES.into_iter().find(|(found, _)| *found == name).unwrap();
    let case: Case = serde_json::from_str(text).unwrap();
    plan(&case).unwrap()
}

#[test]
fn reading_in_english() {
    insta::assert_snapshot!(tell(&worked("reading"), Lang::En).text(Lang::En));
}

#[test]
fn works_in_english() {
    insta::assert_snapshot!(tell(&worked("works"), Lang::En).text(Lang::En));
}

#[test]
fn reading_in_simplified_chinese() {
    insta::assert_snapshot!(tell(&worked("reading"), Lang::ZhHans).text(Lang::ZhHans));
}

#[test]
fn works_in_traditional_chinese() {
    insta::assert_snapshot!(tell(&worked("works"), Lang::ZhHant).text(Lang::ZhHant));
}

fn said_beyond(item: &Item) -> bool {
    let usual = Item {
        needs: Vec::new(),
        deadline: None,
        basket: None,
        effect: Effect::AtOnce,
        pinned: None,
        price_of_first: 0,
        ..item.clone()
    };
    *item != usual
}

#[test]
fn m089_how_things_stand_and_what_binds_an_item_are_among_the_inputs() {
    let mut case: Case = serde_json::from_str(CASES[0].1).unwrap();
    let of = |case: &Case, name: &str| {
        let told = tell(&plan(case).unwrap(), Lang::En);
        let found = told.inputs.into_iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value)
    };
    assert_eq!(of(&case, "Agreed"), None);
    let needs = of(&case, "More about: precursor chemicals");
    assert_eq!(needs.unwrap(), "Needs working group on technology.");
    let tie = of(&case, "Tie by Borealis").unwrap();
    assert_eq!(tie, "military contacts after core interests (precondition)");
    case.progress.agreed = vec!["climate".to_owned()];
    case.progress.lost = vec!["public health".to_owned()];
    case.items[3].pinned = Some(4);
    case.items[3].deadline = Some(6);
    assert_eq!(of(&case, "Agreed").unwrap(), "climate");
    assert_eq!(
        of(&case, "No longer on the table").unwrap(),
        "public health"
    );
    let pinned = of(&case, "More about: working group on technology").unwrap();
    assert_eq!(pinned, "Of use until round 6. Put into round 4.");
}

#[test]
fn m089_an_agenda_in_words_lists_what_it_rests_on() {
    for (name, _) in CASES {
        let agenda = worked(name);
        for lang in Lang::ALL {
            let told = tell(&agenda, lang);
            // Fifteen figures, each item, what was said beyond that of some, and the ties.
            let items = &agenda.inputs.items;
            let beyond = items.iter().filter(|item| said_beyond(item)).count();
            let ties = agenda.inputs.linkages.len();
            assert_eq!(told.inputs.len(), 15 + items.len() + beyond + ties);
            assert!(!told.assumptions.is_empty() && !told.weakest.is_empty());
            let text = told.text(lang);
            assert!(!text.contains(['⟦', '{', '}']), "{text}");
        }
    }
    let mut case: Case = serde_json::from_str(CASES[1].1).unwrap();
    let before = tell(&plan(&case).unwrap(), Lang::En);
    case.parameters.asymmetry = 400;
    let after = tell(&plan(&case).unwrap(), Lang::En);
    assert_ne!(before.headline, after.headline);
    assert_ne!(before.inputs, after.inputs);
}

#[test]
fn a_refusal_says_what_to_change() {
    let mut case: Case = serde_json::from_str(CASES[1].1).unwrap();
    case.items[0].needs = vec!["water in a dry year".to_owned()];
    let circle = plan(&case).unwrap_err();
    assert_eq!(
        refused(&circle, Lang::En),
        "These items need one another in a circle: gauge readings → water in a dry year → gauge readings. \
         Take one of the needs away, or make them one item."
    );
    case.items[0].needs = vec!["nothing".to_owned()];
    let unknown = plan(&case).unwrap_err();
    assert_eq!(refused(&unknown, Lang::ZhHans), "没有名为nothing的议题。");
}

/// What people name stays as it is; all other words are of the reader's language.
#[test]
fn a_number_out_of_its_range_is_named_in_the_readers_language() {
    let item = || "甲".to_owned();
    let figures = [
        Figure::Trust,
        Figure::Round,
        Figure::Rounds,
        Figure::Slots,
        Figure::Band,
        Figure::Gain,
        Figure::GainBase,
        Figure::Asymmetry,
        Figure::Kept,
        Figure::Discount,
        Figure::Floor,
        Figure::Sure,
        Figure::Value(item()),
        Figure::Convergence(item()),
        Figure::Effort(item()),
        Figure::Sensitivity(item()),
        Figure::Pinned(item()),
    ];
    for what in figures {
        let out = Refused::OutOfRange {
            what,
            found: 101,
            min: 0,
            max: 100,
        };
        for lang in [Lang::ZhHans, Lang::ZhHant] {
            let said = refused(&out, lang);
            let foreign = |c: char| c.is_ascii_alphabetic() || "⟦{:;".contains(c);
            assert!(!said.contains(foreign), "{said}");
        }
        let said = refused(&out, Lang::En).replace('甲', "");
        let foreign = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c) || "⟦{".contains(c);
        assert!(!said.contains(foreign), "{said}");
    }
    let mut case: Case = serde_json::from_str(CASES[1].1).unwrap();
    case.items[0].value = 20_000;
    let id = case.items[0].id.clone();
    let out = plan(&case).unwrap_err();
    assert_eq!(
        refused(&out, Lang::En),
        format!(
            "A number is out of its range (value of {id}: 20\u{202f}000). It can be from 0 to 10\u{202f}000."
        )
    );
    assert_eq!(
        refused(&out, Lang::ZhHans),
        format!("数值超出范围（{id}的价值：20\u{202f}000）。应在0至10\u{202f}000之间。")
    );
}

/// Keys are put together in one place, so a dead one has to be looked for here.
#[test]
fn every_message_about_agendas_is_said() {
    let sources = [
        include_str!("../src/agenda.rs"),
        include_str!("../src/agenda/beyond.rs"),
        include_str!("../src/agenda/inputs.rs"),
        include_str!("../src/agenda/refused.rs"),
        include_str!("../src/agenda/rounds.rs"),
    ]
    .concat();
    let keys = &i18n::all_keys()[&Lang::En];
    let own = keys
        .iter()
        .filter_map(|key| key.strip_prefix("advisor-agenda-"));
    let (said, dead): (Vec<&str>, Vec<&str>) =
        own.partition(|key| sources.contains(&format!("\"{key}\"")));
    assert!(said.len() > 60 && dead.is_empty(), "{dead:?}");
}
