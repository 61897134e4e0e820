//! Bad input is refused with what is wrong and where; good input comes back as it was written.

use analysis::escalation::{
    Change, Choice, Conflict, Form, Model, ModelError, OptionForm, Party, Preference, Statement,
    StatementError, file, gmcr, write,
};

use crate::fixtures;

fn with_statements(options: u32, statements: &[&str]) -> Result<Conflict, ModelError> {
    let option = |n: u32| Choice {
        name: format!("option {n}"),
        owner: n % 2,
        change: Change::EitherWay,
    };
    let form = OptionForm {
        options: (0..options).map(option).collect(),
        ..OptionForm::default()
    };
    let party = |name: &str, statements: &[&str]| Party {
        name: name.to_owned(),
        preference: Preference::Statements(
            statements.iter().map(|text| (*text).to_owned()).collect(),
        ),
    };
    let parties = vec![party("甲方", statements), party("乙方", &["1"])];
    Conflict::new(Model {
        title: String::new(),
        parties,
        form: Form::Options(form),
        status_quo: None,
    })
}

#[test]
fn forty_options_are_refused_with_the_number_that_would_work() {
    let refused = with_statements(40, &["1"]).unwrap_err();
    assert_eq!(
        refused,
        ModelError::TooManyOptions {
            given: 40,
            at_most: 24
        }
    );
    assert_eq!(OptionForm::options_max(2), 24);
    assert_eq!(OptionForm::options_max(5), 23);
}

#[test]
fn contradictory_and_unknown_statements_are_named() {
    let refused = |statements: &[&str]| with_statements(4, statements).unwrap_err();
    let party = "甲方".to_owned();
    assert_eq!(
        refused(&["1", "2 & -2"]),
        ModelError::NeverTrue {
            party: party.clone(),
            number: 2
        }
    );
    assert_eq!(
        refused(&["1 | 2", "3", "-1 & -2"]),
        ModelError::Opposite {
            party: party.clone(),
            first: 1,
            second: 3
        }
    );
    let statement = |number, error| ModelError::Statement {
        party: party.clone(),
        number,
        error,
    };
    let no_such = StatementError::NoSuchOption {
        at: 10,
        given: "7".to_owned(),
        options: 4,
    };
    assert_eq!(refused(&["1", "-1 IFF 3|7"]), statement(2, no_such));
    let unexpected = |at, found: &str| StatementError::Unexpected {
        at,
        found: found.to_owned(),
    };
    assert_eq!(refused(&["1 & | 2"]), statement(1, unexpected(5, "|")));
    assert_eq!(refused(&["1 IF 2 IF 3"]), statement(1, unexpected(8, "IF")));
    assert_eq!(refused(&["1 wenn 2"]), statement(1, unexpected(3, "wenn")));
    assert_eq!(refused(&["(1 & 2"]), statement(1, StatementError::Ends));
    assert_eq!(refused(&[""]), statement(1, StatementError::Ends));
    assert_eq!(
        refused(&[&"(".repeat(10_000)]),
        statement(1, StatementError::TooDeep)
    );
    assert_eq!(
        refused(&[&"1|".repeat(10_000)]),
        statement(1, StatementError::TooDeep)
    );
}

#[test]
fn a_statement_of_any_size_is_read_again_as_it_was_written() {
    let most = [
        vec!["1"; 201].join("|"),
        vec!["1 & -2"; 67].join("|"),
        "-".repeat(200) + "1",
        "(1 & ".repeat(200) + "2" + &")".repeat(200),
        "(".repeat(200) + "1 IF 2" + &")".repeat(200),
        "(1 IFF ".repeat(199) + "(1 IF 2)" + &")".repeat(199),
    ];
    for text in most {
        let statement = Statement::parse(&text, 2).expect(&text);
        let again = Statement::parse(&statement.to_string(), 2);
        assert_eq!(again.as_ref(), Ok(&statement), "{text}");
        let longer = Statement::parse(&format!("1 IFF ({text})"), 2);
        assert_eq!(longer, Err(StatementError::TooDeep), "{text}");
    }
}

#[test]
fn malformed_files_are_named_by_place() {
    let refused = |text: &str| match file::read(text) {
        Err(error) => error.to_string(),
        Ok(model) => Conflict::new(model).expect_err("refused").to_string(),
    };
    let prisoners = fixtures::ALL
        .iter()
        .find(|(id, ..)| *id == "prisoners-dilemma")
        .expect("known")
        .1;
    let changed = |from: &str, to: &str| {
        assert!(prisoners.contains(from), "{from} in {prisoners}");
        refused(&prisoners.replacen(from, to, 1))
    };
    assert_eq!(refused("{\"parties\": [}"), "line 1, column 14: not JSON");
    assert_eq!(
        refused("{}"),
        "not a model: neither parties nor decision makers"
    );
    assert_eq!(
        refused("[1]"),
        "not a model: neither parties nor decision makers"
    );
    assert_eq!(
        changed("\"options\": [\"o1\"]", "\"options\": [\"o9\"]"),
        "parties[0].options[0]: there is no option \"o9\""
    );
    assert_eq!(
        changed("\"options\": [\"o1\"]", "\"options\": []"),
        "options[0]: option \"A cooperates\" belongs to nobody"
    );
    assert_eq!(
        changed("either way", "sometimes"),
        "options[0].may_change: \"sometimes\" is none of either way, only from not taken to taken, only from taken to not taken"
    );
    assert_eq!(
        changed("[[3], [4], [1], [2]]", "[[3], [4], [1]]"),
        "the ranking of \"A\" leaves out state 2, and 1 in all"
    );
    assert_eq!(
        changed("[[3], [4], [1], [2]]", "[[3], [4], [1], [2, 3]]"),
        "the ranking of \"A\" has state 3 twice"
    );
    assert_eq!(
        changed("[[3], [4], [1], [2]]", "[[3], [4], [1], [9]]"),
        "Ranking(\"A\"): there is no state 9; there are 4"
    );
    assert_eq!(
        changed("\"status_quo\": 4", "\"status_quo\": 5"),
        "StatusQuo: there is no state 5; there are 4"
    );
    assert_eq!(
        changed("\"infeasible\": []", "\"infeasible\": [{}]"),
        "no state is possible: every combination is excluded"
    );
    let gmcr = r#"{"options": [{"name": "a"}], "decisionMakers": [{"name": "A", "options": [3], "preferences": []}]}"#;
    assert_eq!(
        refused(gmcr),
        "decisionMakers[0].options[0]: there is no option 3; counted from 0 there are 1"
    );
    let gmcr = r#"{"options": [{"name": "a"}], "decisionMakers": [{"name": "A", "options": [0], "preferences": [[[0, "y"]]]}]}"#;
    assert_eq!(
        refused(gmcr),
        "decisionMakers[0].preferences[0][0][1]: \"Y\" or \"N\" belongs here, not \"y\""
    );
}

/// No text at all brings the readers down.
#[test]
fn any_text_is_read_or_refused() {
    let mut dice = crate::random::Dice(86);
    let texts: Vec<&str> = fixtures::ALL.iter().map(|(_, text, _)| *text).collect();
    for _ in 0..2000 {
        let mut bytes = texts[dice.below(texts.len())].as_bytes().to_vec();
        for _ in 0..1 + dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(3) {
                0 => bytes[at] = b"0123456789[]{}:,\"xY-"[dice.below(20)],
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(bytes.len() - dice.below(bytes.len() / 2)),
            }
        }
        if let Ok(model) = file::read(&String::from_utf8_lossy(&bytes)) {
            let _ = Conflict::new(model);
        }
    }
}

#[test]
fn a_gmcr_file_comes_back_as_it_was_written() {
    for case in fixtures::all().filter(|case| case.id != "elmira-9") {
        let text = gmcr::write(&case.conflict).expect("an option form");
        let again = Conflict::new(gmcr::read(&text).expect("own writing can be read"))
            .expect("and is a model");
        for party in 0..case.conflict.parties() {
            assert_eq!(
                again.ranking(party),
                case.conflict.ranking(party),
                "{}",
                case.id
            );
        }
        assert_eq!(
            gmcr::write(&again).expect("an option form"),
            text,
            "{}",
            case.id
        );
        assert_eq!(again.model().form, case.conflict.model().form);
    }
    assert_eq!(gmcr::write(&fixtures::case("elmira-9").conflict), None);
    let stated = with_statements(3, &["1 IF 2 | -3", "2 IFF 3"]).expect("a model");
    let again = gmcr::read(&gmcr::write(&stated).expect("an option form")).expect("read");
    assert_eq!(again, *stated.model());
}

/// Patterns, lists of patterns, and the key of files before version 0.4.
#[test]
fn gmcr_files_of_other_programs_are_read() {
    let text = r#"{"useManualPreferenceRanking": false, "infeasibles": [[[0, "Y"], [1, "Y"]]], "program": "gmcr-py",
        "options": [{"name": "a", "permittedDirection": "fwd"}, {"name": "b", "permittedDirection": "both"}],
        "decisionMakers": [{"name": "A", "options": [0], "preferences": [[[1, "N"]], [[[0, "Y"]], [[1, "Y"]]]]},
                           {"name": "B", "options": [1], "preferences": []}]}"#;
    let conflict = Conflict::new(gmcr::read(text).expect("read")).expect("a model");
    let order: Vec<u32> = conflict
        .ranking(0)
        .iter()
        .flatten()
        .map(|state| conflict.number(*state))
        .collect();
    assert_eq!(order, [2, 1, 3]);
    let old = text.replace("PreferenceRanking\": false", "PreferenceVectors\": true");
    let old = old.replace(
        "\"preferences\": [[[1, \"N\"]], [[[0, \"Y\"]], [[1, \"Y\"]]]]",
        "\"preferenceVector\": [2, [1, 3]]",
    );
    let old = old.replace(
        "\"options\": [1], \"preferences\": []",
        "\"options\": [1], \"preferenceVector\": [[1, 2, 3]]",
    );
    let conflict = Conflict::new(gmcr::read(&old).expect("read")).expect("a model");
    assert_eq!(conflict.ranking(0).len(), 2);
}

/// The statements of GMCR+ with IF and IFF are not described where its format is; what is not known is refused.
#[test]
fn gmcr_files_with_conditionals_are_refused_by_place() {
    let text = r#"{"options": [{"name": "a"}, {"name": "b"}], "decisionMakers": [
        {"name": "A", "options": [0], "preferences": [[[0, "Y"], "IF", [1, "Y"]]]},
        {"name": "B", "options": [1], "preferences": []}]}"#;
    let refused = gmcr::read(text).expect_err("not guessed");
    assert_eq!(
        refused.to_string(),
        "decisionMakers[0].preferences[0][1]: an option's index and \"Y\" or \"N\" belongs here, not \"IF\""
    );
    for known in ["[\"1 IF 2\"]", "[{\"if\": 1}]"] {
        let other = text.replace("[[[0, \"Y\"], \"IF\", [1, \"Y\"]]]", known);
        assert!(gmcr::read(&other).is_err(), "{known}");
    }
}

#[test]
fn a_model_comes_back_as_it_was_written() {
    let worked = analysis::escalation::CASES.iter().map(|(_, text)| *text);
    for text in fixtures::ALL.iter().map(|(_, text, _)| *text).chain(worked) {
        let model = file::read(text).expect("read");
        let written = write(&model).to_string();
        assert_eq!(
            file::read(&written).expect("own writing can be read"),
            model
        );
        assert!(Conflict::new(model).is_ok(), "{written}");
    }
}
