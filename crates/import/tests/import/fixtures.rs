//! What the two fixtures become.

use domain::{Command, List, Subject};
use import::{Section, framework};

use crate::{EXAMPLE, TRANSLATIONS, brought, plans, small, step, written};

#[test]
fn every_wording_stands_in_three_languages_and_only_the_english_is_authentic() {
    for (_, plan) in plans() {
        assert!(
            plan.report.untranslated.is_empty(),
            "{:?}",
            plan.report.untranslated
        );
        for step in &plan.steps {
            let (_, wordings, _) = brought(step);
            let marks: Vec<_> = wordings
                .0
                .iter()
                .map(|wording| (wording.lang.as_str(), wording.courtesy))
                .collect();
            assert_eq!(
                marks,
                [("en", false), ("zh-Hans", true), ("zh-Hant", true)],
                "{}",
                step.id
            );
            let lines = wordings
                .0
                .iter()
                .map(|wording| wording.text.lines().count());
            let lines: Vec<_> = lines.collect();
            assert!(
                lines.iter().all(|count| *count == lines[0]),
                "{}: {lines:?}",
                step.id
            );
        }
    }
}

#[test]
fn m117_every_imported_item_names_its_source() {
    for (_, plan) in plans() {
        for step in &plan.steps {
            let (_, _, sources) = brought(step);
            assert!(!sources.is_empty(), "{} names no source", step.id);
            assert!(
                sources
                    .iter()
                    .all(|source| !source.label.is_empty() && !source.citation.is_empty())
            );
        }
    }
    let [(_, example), _] = plans();
    let (_, _, sources) = brought(step(&example, "p-any-issue"));
    assert_eq!(sources[0].label, "Zhang Yun, 2021");
    assert_eq!(
        sources[0].citation,
        "Balancing High-Level Dialogue, China-US Focus, 2021-01-06"
    );
    let (_, _, sources) = brought(step(&example, "x-tech"));
    assert_eq!(sources[0].label, "Sun Chenghao and Su Liuqiang, 2023");
    assert_eq!(
        sources.len(),
        2,
        "a source that a line names again is named once"
    );
    let (_, _, sources) = brought(step(&example, "d-leaders"));
    assert_eq!(
        sources.len(),
        2,
        "without `per` of its own it has the sources of its rounds"
    );
}

#[test]
fn m037_every_action_stands_under_its_area_with_who_would_do_it() {
    let [(_, example), _] = plans();
    let covid = step(&example, "c-covid");
    assert!(
        written(covid, "en")
            .contains("\nActions:\n- exchange and cooperate on quarantine and tracing measures\n")
    );
    assert!(written(covid, "en").contains("\n- join COVAX; By: United States\n"));
    assert!(written(covid, "zh-Hans").contains("\n- 重返世界卫生组织；行动方：美国\n"));
    assert!(written(covid, "zh-Hant").contains("\n- 重返世界衛生組織；行動方：美國\n"));
}

#[test]
fn m107_a_figure_keeps_its_qualifier_unit_period_and_missing_source() {
    let [(_, example), _] = plans();
    assert!(
        written(step(&example, "n-trade"), "en")
            .contains("over 500 billion USD (2019), source not given")
    );
    assert!(
        written(step(&example, "n-flights"), "en").contains("one every 17 minutes between flights")
    );
    assert!(written(step(&example, "n-approval"), "en").contains("Contested: yes"));
    let rest = "indicators: [{ id: n, name: Trade, value: 1.50, unit: t, cited_source: Yearbook, period: null }]";
    let plan = framework(small(rest).as_bytes(), None).expect("a sound file");
    assert!(
        written(step(&plan, "n"), "en")
            .contains("Figure: 1.50 t (period not given), source: Yearbook")
    );
}

/// Chinese counts in 万 and 亿: a unit of a thousand millions cannot be translated apart from its value.
#[test]
fn m107_a_figure_reads_as_a_chinese_figure() {
    let [(_, example), _] = plans();
    for (id, hans, hant) in [
        (
            "n-trade",
            "超过5000亿美元（2019）",
            "超過5000億美元（2019）",
        ),
        ("n-us-sales", "每年约7000亿美元", "每年約7000億美元"),
        ("n-students", "超过40万名学生", "超過40萬名學生"),
        ("n-visas", "较上年同期下降99%", "較上年同期下降99%"),
    ] {
        let step = step(&example, id);
        assert!(
            written(step, "zh-Hans").contains(hans),
            "{id}: {}",
            written(step, "zh-Hans")
        );
        assert!(
            written(step, "zh-Hant").contains(hant),
            "{id}: {}",
            written(step, "zh-Hant")
        );
    }
    for step in &example.steps {
        for lang in ["zh-Hans", "zh-Hant"] {
            let said = written(step, lang);
            for unit in ["十亿", "十億", " %"] {
                assert!(!said.contains(unit), "{} in {lang}: {said}", step.id);
            }
        }
    }
}

#[test]
fn a_place_is_called_by_its_name_and_not_by_the_dispute_about_it() {
    let [(_, example), _] = plans();
    assert!(written(step(&example, "i-rc135"), "zh-Hans").contains("地点：南海\n"));
    assert!(written(step(&example, "i-strait-ship"), "zh-Hant").contains("地點：台灣海峽\n"));
    let difference = example.steps.iter().find(|step| {
        step.section == Section::Differences && written(step, "en").contains("South China Sea")
    });
    let difference = difference.expect("the difference");
    let Command::BringIn { wordings, .. } = &difference.command else {
        panic!("it is brought in");
    };
    assert!(wordings.0.iter().any(|one| one.title == "南海问题"));
}

#[test]
fn only_the_three_lists_and_the_principles_are_more_than_notes() {
    for (_, plan) in plans() {
        for step in &plan.steps {
            let Command::BringIn {
                subject,
                list,
                about,
                ..
            } = &step.command
            else {
                panic!("{} does something else", step.id);
            };
            let expected = match step.section {
                Section::Principles => (Subject::Principle, None),
                Section::Dialogues => (Subject::Item, Some(List::Dialogues)),
                Section::CooperationAreas => (Subject::Item, Some(List::Cooperation)),
                Section::Differences => (Subject::Item, Some(List::Differences)),
                _ => (Subject::Note, None),
            };
            assert_eq!((*subject, *list), expected, "{}", step.id);
            assert!(about.areas.is_empty() && about.marks.is_empty() && about.cites.is_empty());
        }
    }
}

#[test]
fn persons_stay_words_in_the_note_of_their_unit() {
    let [(_, example), _] = plans();
    let state = written(step(&example, "USA-state"), "en");
    assert!(state.contains("Party: United States\n"));
    assert!(state.contains(
        "Persons named:\n- Mike Pompeo (2020)\n- Antony Blinken (2023)\n- Daniel Kritenbrink"
    ));
    let persons = ["Xi Jinping", "Antony Blinken", "Wang Yi", "Huo Jianguo"];
    for step in &example.steps {
        let (_, wordings, _) = brought(step);
        assert!(
            !persons.contains(&wordings.title("en")),
            "{} is a person",
            step.id
        );
    }
}

#[test]
fn references_are_written_as_titles() {
    let [(_, example), _] = plans();
    let trust = written(step(&example, "x-trust"), "en");
    assert!(trust.contains(
        "Caused by: One side's rise seen by the other as a challenge; Information asymmetry"
    ));
    let nameless = written(step(&example, "l-rise-mistrust"), "zh-Hant");
    assert!(
        nameless.starts_with("一方的崛起被另一方視為挑戰 → 缺乏互信\n"),
        "{nameless}"
    );
    assert!(written(step(&example, "d-maritime-t2"), "en").contains(
        "Hosts: National Institute for South China Sea Studies; National Committee on US-China Relations"
    ));
    assert!(written(step(&example, "k-peak"), "en").contains("Made at: UN General Assembly"));
}

#[test]
fn what_a_comma_had_cut_is_whole_again_and_reported() {
    let [(_, example), _] = plans();
    let repaired = example.report.sections.iter().flat_map(|row| &row.repaired);
    let repaired: Vec<_> = repaired
        .map(|repair| (repair.id.as_str(), repair.words.as_str()))
        .collect();
    assert_eq!(
        repaired,
        [
            ("USA-mil", "armed forces (ships, aircraft)"),
            (
                "sister-places",
                "sister provinces and states, sister cities"
            ),
            (
                "d-subnational",
                "Sister provinces and states, sister cities"
            ),
            (
                "claims 22",
                "discussion and exchange can mitigate misunderstanding, build consensus and boost mutual trust"
            ),
            (
                "claims 27",
                "no bilateral problem was solved in three years and new, more complex ones have arisen"
            ),
        ]
    );
    let (_, wordings, _) = brought(step(&example, "USA-mil"));
    assert_eq!(wordings.title("en"), "armed forces (ships, aircraft)");
    let line = 1 + EXAMPLE
        .lines()
        .position(|line| line.contains("id: USA-mil"))
        .expect("it is there");
    let said = example.report.to_string();
    assert!(
        said.contains(&format!(
            "line {line}, USA-mil: a comma had cut this string"
        )),
        "{said}"
    );
}

#[test]
fn a_string_is_joined_as_it_was_written() {
    let rest =
        "claims:\n  - { text: over 1,000 firms, and more,\n      so they say, note, per: a-2021 }";
    let plan = framework(small(rest).as_bytes(), None).expect("a sound file");
    let (_, wordings, _) = brought(step(&plan, "claims 1"));
    assert_eq!(
        wordings.title("en"),
        "over 1,000 firms, and more, so they say, note"
    );
}

#[test]
fn a_missing_translation_is_counted_and_the_rest_is_kept() {
    let cut = TRANSLATIONS.replace("  - en: \"clarify strategic", "  - en: \"Clarify strategic");
    assert_ne!(cut, TRANSLATIONS);
    let plan =
        framework(EXAMPLE.as_bytes(), Some(cut.as_bytes())).expect("it is imported all the same");
    assert_eq!(plan.report.untranslated.len(), 1);
    let said = plan.report.to_string();
    assert!(
        said.ends_with("316 items read, 5 lines repaired, 1 strings without translation"),
        "{said}"
    );
    let strategic = written(step(&plan, "d-strategic-intentions"), "zh-Hans");
    assert!(
        strategic.contains("目的：clarify strategic intentions"),
        "{strategic}"
    );

    let bare = framework(EXAMPLE.as_bytes(), None).expect("translations are not needed");
    let (_, wordings, _) = brought(step(&bare, "d-nsa"));
    assert_eq!(
        wordings.0.len(),
        1,
        "without a translated title there is only the English"
    );
    let (_, wordings, _) = brought(step(&bare, "d-leaders"));
    assert_eq!(
        wordings.title("zh-Hant"),
        "元首會晤",
        "titles of the file itself are there"
    );
}

#[test]
fn an_area_comes_first_and_is_named_by_the_items_in_it() {
    let rest = "areas: [{ id: sea, title: The sea, per: a-2021 }]\n\
                differences: [{ id: x, title: Fish, areas: [sea, elsewhere], per: a-2021 }]";
    let plan = framework(small(rest).as_bytes(), None).expect("a sound file");
    assert_eq!(plan.steps[0].id, "sea");
    assert_eq!(brought(&plan.steps[0]).0, Subject::Area);
    assert_eq!(step(&plan, "x").areas, ["sea"]);
    assert!(written(step(&plan, "x"), "en").contains("Areas: The sea; elsewhere"));
}

#[test]
fn a_title_that_is_too_long_stands_whole_in_the_text() {
    let long = "word ".repeat(80);
    let plan = framework(
        small(&format!("claims: [{{ text: {long} }}]")).as_bytes(),
        None,
    )
    .expect("a sound file");
    let (_, wordings, sources) = brought(step(&plan, "claims 1"));
    assert_eq!(wordings.title("en").chars().count(), 300);
    assert!(wordings.title("en").ends_with('…'));
    assert!(wordings.0[0].text.starts_with(long.trim_end()));
    assert_eq!(
        sources[0].label, "Ada Author, 2021",
        "in a file with one source everything is from there"
    );
}

#[test]
fn the_report_says_what_became_of_each_section() {
    let [_, (_, lanting)] = plans();
    assert_eq!(
        lanting.report.to_string(),
        "Sources (sources): 1 read, 1 kept as notes\n\
         Dialogues (dialogues): 2 read, 2 brought in on the list of dialogues\n\
         Cooperation areas (cooperation_areas): 5 read, 5 brought in on the list of cooperation areas\n\
         Not brought in: comments, format, version; and what only names things inside the file: id (7)\n\
         8 items read, 0 lines repaired, 0 strings without translation"
    );
}
