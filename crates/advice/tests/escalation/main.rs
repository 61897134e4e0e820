//! Escalation in words: what is said, in which language, and that it follows from what went in.

use advice::escalation::{
    advice, coalitions, file_refusal, gap, model_refusal, needed, openness, reordered, situation,
    ways,
};
use analysis::escalation::change::Sought;
use analysis::escalation::open::{Effort, Open, robustness};
use analysis::escalation::perception;
use analysis::escalation::{
    CASES, Concept, Conflict, Go, ModelError, Place, Preference, Solution, StatementError, Watch,
    file, solve,
};
use analysis::escalation::{coalition, deescalate, inverse};
use i18n::Lang;

const CHICKEN: &str = include_str!("../../../../fixtures/conflicts/chicken.json");
const PRISONERS: &str = include_str!("../../../../fixtures/conflicts/prisoners-dilemma.json");
const CUBA: &str = include_str!("../../../../fixtures/conflicts/cuba-1962.json");
const ELMIRA: &str = include_str!("../../../../fixtures/conflicts/elmira-9.json");

/// Two invented parties at a strait: patrols and flights, of which a seizure cannot be undone.
const STRAIT: &str = r#"{
  "title": "海峡巡航", "form": "options",
  "parties": [{ "name": "甲方", "options": ["o1", "o2"] }, { "name": "乙方", "options": ["o3"] }],
  "options": [
    { "id": "o1", "name": "暂停巡航", "may_change": "either way" },
    { "id": "o2", "name": "扣押船只", "may_change": "only from not taken to taken" },
    { "id": "o3", "name": "暂停抵近飞行", "may_change": "either way" }
  ],
  "infeasible": [{ "o1": true, "o2": true }],
  "preference_statements": { "甲方": ["-2 IF 3", "3", "-1", "2 IFF -3"], "乙方": ["-2", "1", "-3"] },
  "status_quo": 1
}"#;

fn solved(text: &str) -> (Conflict, Solution) {
    let model = file::read(text).expect("the model can be read");
    let conflict = Conflict::new(model).expect("and is sound");
    let solution = solve(&conflict, Watch::NONE).expect("nobody stops it");
    (conflict, solution)
}

fn told(text: &str, lang: Lang) -> String {
    let (conflict, solution) = solved(text);
    advice(&conflict, &solution, lang.l(), Watch::NONE)
        .lines(lang.l())
        .join("\n")
}

#[test]
fn m089_prisoners_in_english() {
    insta::assert_snapshot!(told(PRISONERS, Lang::En));
}

#[test]
fn m089_elmira_with_listed_moves_in_english() {
    insta::assert_snapshot!(told(ELMIRA, Lang::En));
}

#[test]
fn m089_the_strait_in_simplified_chinese() {
    insta::assert_snapshot!(told(STRAIT, Lang::ZhHans));
}

#[test]
fn m089_the_strait_in_traditional_chinese() {
    let strait = [
        ("海峡巡航", "海峽巡航"),
        ("暂停巡航", "暫停巡航"),
        ("扣押船只", "扣押船隻"),
        ("暂停抵近飞行", "暫停抵近飛行"),
    ];
    let text = strait
        .iter()
        .fold(STRAIT.to_owned(), |text, (from, to)| text.replace(from, to));
    insta::assert_snapshot!(told(&text, Lang::ZhHant));
}

/// The same input gives the same words; one comparison turned around changes them, and turned back restores them.
#[test]
fn m089_changing_one_input_changes_the_escalation_advice_reproducibly() {
    let turned = PRISONERS.replacen("[[3], [4], [1], [2]]", "[[4], [3], [1], [2]]", 1);
    assert_ne!(turned, PRISONERS);
    for lang in Lang::ALL {
        let before = told(PRISONERS, lang);
        assert_eq!(before, told(PRISONERS, lang));
        assert_ne!(before, told(&turned, lang));
        let back = turned.replacen("[[4], [3], [1], [2]]", "[[3], [4], [1], [2]]", 1);
        assert_eq!(before, told(&back, lang));
    }
    // The inputs are listed, with the value that was changed.
    let (conflict, solution) = solved(PRISONERS);
    let inputs = |conflict: &Conflict, solution: &Solution| {
        advice(conflict, solution, Lang::En.l(), Watch::NONE).inputs
    };
    let (other, other_solution) = solved(&turned);
    let (before, after) = (
        inputs(&conflict, &solution),
        inputs(&other, &other_solution),
    );
    let changed: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(
        changed[0].0.label,
        "Preferences of A, as a ranking, best first"
    );
    assert!(
        changed[0]
            .0
            .value
            .starts_with("B cooperates > A cooperates, B cooperates > "),
        "{changed:?}"
    );
}

/// Turned around, the parties' roles are turned around and nothing else.
#[test]
fn the_mirror_image_is_said_of_mirrored_parties() {
    let (conflict, solution) = solved(CHICKEN);
    let say = |number| {
        let state = conflict.state(number).expect("a state");
        let said = situation(&conflict, &solution, state, Lang::En.l(), Watch::NONE);
        let mut lines: Vec<String> = said.tempting.iter().map(|one| one.says.clone()).collect();
        lines.sort();
        (said.says, lines)
    };
    let mirrored = |text: &str| {
        let swapped = text
            .replace("A swerves", "\u{1}")
            .replace("B swerves", "A swerves")
            .replace('\u{1}', "B swerves");
        let words: Vec<String> = swapped
            .split(' ')
            .map(|word| match word {
                "A" => "B".into(),
                "B" => "A".into(),
                other => other
                    .replace("A,", "\u{1}")
                    .replace("B,", "A,")
                    .replace('\u{1}', "B,"),
            })
            .collect();
        words.join(" ")
    };
    let (says, lines) = say(4);
    let mut turned: Vec<String> = lines.iter().map(|line| mirrored(line)).collect();
    turned.sort();
    assert_eq!(lines, turned, "{says}");
    assert_eq!(say(2).1, say(3).1);
}

#[test]
fn every_sentence_can_be_said_in_every_language() {
    for text in [CHICKEN, PRISONERS, CUBA, ELMIRA, STRAIT] {
        let (conflict, solution) = solved(text);
        for lang in Lang::ALL {
            for state in conflict.states() {
                let said = situation(&conflict, &solution, state, lang.l(), Watch::NONE);
                let all = format!("{said:?}");
                assert!(!all.contains("advisor-escalation"), "{all}");
                assert!(!all.contains("{$") && !all.contains('⟦'), "{all}");
            }
        }
    }
}

#[test]
fn a_weak_point_that_was_not_looked_for_is_not_said_not_to_exist() {
    let (conflict, solution) = solved(CHICKEN);
    let two = conflict.state(2).expect("a state");
    let stop = |_| Go::Stop;
    let weakest = |watch, lang: Lang| situation(&conflict, &solution, two, lang.l(), watch).weakest;
    for (lang, words) in [
        (Lang::En, "No weak point was found before the search ended"),
        (Lang::ZhHans, "查找结束前未发现薄弱之处"),
        (Lang::ZhHant, "查找結束前未發現薄弱之處"),
    ] {
        let said = weakest(Watch::new(&stop), lang).expect("it holds");
        assert!(said.starts_with(words), "{said}");
        assert_ne!(weakest(Watch::NONE, lang).expect("it holds"), said);
    }
}

#[test]
fn ways_say_what_verification_must_cover() {
    let (conflict, _) = solved(CUBA);
    let [from, to] = [3, 5].map(|number| conflict.state(number).expect("a state"));
    let found = deescalate::ways(&conflict, from, &[to], Watch::NONE).expect("small");
    let (told, notes) = ways(&conflict, &found, Lang::En.l());
    assert_eq!(
        told,
        [[
            "Step 1: Soviet Union, by taking up “Withdraw missiles”.",
            "Step 2: United States, by giving up “Blockade”. After it United States could be pushed to “nothing of this is \
             done”, 3 places below the present in its ranking: this is what verification must cover.",
        ]]
    );
    assert!(notes.last().expect("a note").contains("not a forecast"));
    let (told, _) = ways(&conflict, &found, Lang::ZhHans.l());
    assert_eq!(told[0][0], "第1步：Soviet Union采取“Withdraw missiles”。");
}

#[test]
fn open_preferences_and_gaps_in_words() {
    let (conflict, _) = solved(CHICKEN);
    let four = conflict.state(4).expect("a state");
    let open = [
        Open::WithinGroups(vec![vec![3, 4], vec![2], vec![1]]),
        Open::Known,
    ];
    let found = robustness(&conflict, &open, Effort::default(), Watch::NONE).expect("sound");
    let says = |concept| openness(&found, concept, four, Lang::En.l());
    assert_eq!(
        says(Concept::Gmr),
        "Holds however the open questions are settled (2 cases, all there are)."
    );
    assert_eq!(
        says(Concept::R),
        "Holds in no way the open questions can be settled (2 cases, all there are)."
    );
    let disclosed = Preference::Ranking(vec![vec![4], vec![2], vec![3], vec![1]]);
    let found = perception::gap(&conflict, 1, disclosed, Watch::NONE)
        .expect("a ranking")
        .expect("nobody stops it");
    let said = gap(&conflict, 1, &found, Lang::En.l());
    assert_eq!(
        said.last().expect("a sentence"),
        "The verdicts part over this: B prefers “A swerves, B swerves” to “A swerves”."
    );
}

#[test]
fn bad_input_is_told_what_where_and_what_to_do() {
    let forty: Vec<String> = (0..40).map(|n| format!(r#"{{"name": "{n}"}}"#)).collect();
    let owned: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let forty = format!(
        r#"{{"options": [{}], "decisionMakers": [{{"name": "A", "options": [{}], "preferences": []}}]}}"#,
        forty.join(","),
        owned.join(",")
    );
    let refused = |text: &str, lang: Lang| match file::read(text) {
        Err(error) => file_refusal(&error, lang.l()),
        Ok(model) => model_refusal(&Conflict::new(model).expect_err("refused"), lang.l()),
    };
    assert_eq!(
        refused(&forty, Lang::En),
        "40 options are more than can be analysed; 24 are. Leave out options that decide nothing, or fix those whose \
         outcome is certain."
    );
    let with = |from: &str, to: &str| STRAIT.replacen(from, to, 1);
    assert_eq!(
        refused(&with("\"-1\", ", "\"-1\", \"2 & -2\", "), Lang::ZhHans),
        "甲方的第4条陈述在任何可能的局面中都不成立，因而没有意义。请更正或删去。"
    );
    assert_eq!(
        refused(&with("\"3\", ", "\"9\", "), Lang::En),
        "Statement 2 of 甲方 cannot be read: there is no option 9 (character 1); there are 3. Write it with option numbers, \
         -, &, |, brackets, IF and IFF."
    );
    assert_eq!(
        refused("{\"parties\": [}", Lang::ZhHant),
        "第1行第14列：此處已不是JSON。該處或之前缺少括號、逗號或引號。"
    );
    for lang in Lang::ALL {
        for text in [
            "{}",
            &with("\"o3\"] }", "\"o9\"] }"),
            &with("\"status_quo\": 1", "\"status_quo\": 77"),
        ] {
            let said = refused(text, lang);
            assert!(!said.contains('⟦') && !said.contains("{$"), "{said}");
        }
    }
}

/// Every refusal of a model there is, with this for every name that people typed.
fn every_model_error(name: &str) -> Vec<ModelError> {
    let (party, place) = (|| name.to_owned(), || Place::StatusQuo);
    let places = [
        Place::Infeasible(1),
        Place::Same(1),
        Place::Ranking(party()),
        Place::Move(1),
        Place::StatusQuo,
        Place::Owner(party()),
    ];
    let (given, at_most) = (40, 24);
    let statements = [
        StatementError::Unexpected {
            at: 1,
            found: "&".to_owned(),
        },
        StatementError::Ends,
        StatementError::NoSuchOption {
            at: 1,
            given: "9".to_owned(),
            options: 3,
        },
        StatementError::TooDeep,
    ];
    let mut all = vec![
        ModelError::NoParty,
        ModelError::PartyTwice { name: party() },
        ModelError::TooManyOptions { given, at_most },
        ModelError::TooManyIrreversible {
            party: party(),
            given: 13,
            at_most,
        },
        ModelError::TooManyStates { given, at_most },
        ModelError::NoState,
        ModelError::PatternContradicts {
            place: place(),
            option: 1,
        },
        ModelError::NoSuchState {
            place: place(),
            given: 9,
            states: 3,
        },
        ModelError::NoSuchParty {
            place: place(),
            given: 9,
            parties: 3,
        },
        ModelError::MoveToItself {
            number: 1,
            state: 1,
        },
        ModelError::RankedTwice {
            party: party(),
            state: 1,
        },
        ModelError::NotRanked {
            party: party(),
            state: 1,
            missing: 2,
        },
        ModelError::WrongWeights {
            party: party(),
            given: 1,
            options: 2,
        },
        ModelError::NoOptionsToSpeakOf { party: party() },
        ModelError::NeverTrue {
            party: party(),
            number: 1,
        },
        ModelError::Opposite {
            party: party(),
            first: 1,
            second: 2,
        },
        ModelError::SameButNotTied {
            party: party(),
            state: 1,
        },
    ];
    all.extend(places.map(|place| ModelError::NoSuchOption {
        place,
        given: 9,
        options: 3,
    }));
    all.extend(statements.map(|error| ModelError::Statement {
        party: party(),
        number: 1,
        error,
    }));
    all
}

/// What people name stays as it is, and so do the words that statements are written with.
#[test]
fn a_refused_model_is_refused_in_one_language() {
    for error in every_model_error("甲") {
        for lang in [Lang::ZhHans, Lang::ZhHant] {
            let said = model_refusal(&error, lang.l());
            let own = said.replace("IFF", "").replace("IF", "");
            let foreign = |c: char| c.is_ascii_alphabetic() || "⟦{:;".contains(c);
            assert!(!own.contains(foreign), "{said}");
        }
        let said = model_refusal(&error, Lang::En.l()).replace('甲', "");
        let foreign = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c) || "⟦{".contains(c);
        assert!(!said.contains(foreign), "{said}");
    }
}

/// Who would leave the present together, and what would have to change for the joint step to be held by nobody's gain.
#[test]
fn what_is_asked_next_about_a_situation_names_what_is_done() {
    let (_, waiting) = CASES
        .into_iter()
        .find(|(name, _)| *name == "waiting")
        .unwrap();
    let (conflict, _) = solved(waiting);
    let [now, both] = [1, 4].map(|number| conflict.state(number).expect("there are four"));
    let l = Lang::En.l();
    let leaving = coalition::temptations(&conflict, now, Concept::Seq);
    assert_eq!(
        coalitions(&conflict, &leaving, l),
        [
            "Party one, Party two would all gain by this, done together, and nothing the others would want to do spoils it: \
             taking up “one lifts its measure”, taking up “two takes its step”."
        ]
    );
    let fewest = inverse::fewest_changes(&conflict, both, Concept::R, Watch::NONE);
    let (says, comparisons) = needed(&conflict, &fewest, l);
    assert!(says.contains("2 comparisons of two situations"), "{says}");
    assert_eq!(
        comparisons,
        [
            "Party one prefers “two takes its step” to “one lifts its measure, two takes its step”.",
            "Party two prefers “one lifts its measure” to “one lifts its measure, two takes its step”.",
        ]
    );
    let (says, comparisons) = needed(&conflict, &Sought::Open, l);
    assert_eq!(
        says,
        "What would have to change was not found in the time there was."
    );
    assert_eq!(comparisons, Vec::<String>::new());
}

/// Each statement is named as it stands when its turn comes, and read out with the names of its options.
#[test]
fn statements_that_would_have_to_stand_elsewhere_are_read_out() {
    let (_, encounter) = CASES
        .into_iter()
        .find(|(name, _)| *name == "encounter")
        .unwrap();
    let (conflict, _) = solved(encounter);
    let now = conflict.status_quo().expect("it is said");
    let found = inverse::fewest_reorders(&conflict, now, Concept::Seq, Watch::NONE);
    assert_eq!(
        reordered(&conflict, &found, Lang::En.l()),
        ["Party one", "Party two"].map(|party| format!(
            "{party}: not (“one comes close” and “two comes close”), in place 5 among its priorities."
        ))
    );
    assert_eq!(
        reordered(&conflict, &found, Lang::ZhHant.l())[0],
        "Party one：並非（「one comes close」且「two comes close」），列為其優先事項的第5位。"
    );
}
