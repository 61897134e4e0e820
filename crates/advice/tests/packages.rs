//! Advice on packages as people read it, in English and Chinese.

use analysis::packages::conflict::conflict;
use analysis::packages::error::Problem;
use analysis::packages::model::{Domain, Issue, Linkage, Pick};
use analysis::packages::points::bargaining_points;
use analysis::packages::sheet::{Case, Confidence, Draft, RedLine};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::trade::trade_table;
use analysis::packages::watch::unwatched;
use i18n::Lang;

/// Four issues, one ring-fenced, with a linkage and a red line, named in the reader's language.
fn case(lang: Lang, walk_away: i128) -> Case {
    let names: [&str; 6] = match lang {
        Lang::En => ["Patrols", "Tariffs", "Visas", "Climate", "Aland", "Borland"],
        Lang::ZhHans => ["海上巡航", "关税", "签证", "气候", "甲方", "乙方"],
        Lang::ZhHant => ["海上巡航", "關稅", "簽證", "氣候", "甲方", "乙方"],
    };
    let values: [&str; 3] = match lang {
        Lang::En => ["as is", "fewer", "none"],
        Lang::ZhHans => ["维持现状", "减少", "取消"],
        Lang::ZhHant => ["維持現狀", "減少", "取消"],
    };
    let mut issues: Vec<Issue> = names[..4]
        .iter()
        .map(|name| Issue::choice(name, &values))
        .collect();
    issues.iter_mut().for_each(|issue| issue.as_is = Some(0));
    issues[3].ring_fenced = true;
    let linkage = Linkage::OnlyWith {
        this: Pick { issue: 1, value: 2 },
        with: Pick { issue: 0, value: 2 },
    };
    let domain = Domain::new(issues, vec![linkage]).expect("the issues are sound");
    let aland = vec![
        vec![0, 400, 700],
        vec![200, 100, 0],
        vec![0, 100, 100],
        vec![0, 0, 0],
    ];
    let borland = vec![
        vec![250, 150, 0],
        vec![0, 400, 650],
        vec![100, 50, 0],
        vec![0, 0, 0],
    ];
    let mut drafts = vec![
        Draft::points(names[4], 1_000, aland),
        Draft::points(names[5], 1_000, borland),
    ];
    drafts[0].walk_away = walk_away;
    drafts[0].confidence = vec![
        Confidence::Sure,
        Confidence::About,
        Confidence::Guess,
        Confidence::Sure,
    ];
    drafts[1].red_lines = vec![
        RedLine::Value(Pick { issue: 2, value: 2 }),
        RedLine::Group {
            issues: vec![0, 1],
            at_least: 400,
        },
    ];
    Case::new(domain, drafts).expect("the sheets fit")
}

/// Everything said about a case that has packages.
fn advice(lang: Lang) -> String {
    let (l, case) = (lang.l(), case(lang, 300));
    let answer = solve(&case, &Limits::default(), &mut unwatched);
    let chosen = bargaining_points(&case, &answer);
    let as_is = case
        .domain()
        .as_is()
        .expect("every issue says what that is");
    let nash = chosen
        .as_ref()
        .map(|chosen| &answer.points[chosen.nash[0]].packages[0])
        .expect("there is a package");
    let basis = advice::packages::basis(l, &case, &answer);
    let inputs = basis
        .inputs
        .iter()
        .map(|(name, value)| format!("{name} | {value}"))
        .collect();
    let parts: [Vec<String>; 6] = [
        advice::packages::summary(l, &answer),
        advice::packages::bargaining_points(l, &case, &answer, chosen.as_ref()),
        advice::packages::trade_table(l, &case, &trade_table(&case, &as_is, nash)),
        inputs,
        basis.assumptions,
        vec![basis.weakest],
    ];
    parts.map(|lines| lines.join("\n")).join("\n\n")
}

/// Everything said about a case that has none.
fn refusal(lang: Lang) -> String {
    let (l, case) = (lang.l(), case(lang, 950));
    let answer = solve(&case, &Limits::default(), &mut unwatched);
    let found = conflict(&case, &Limits::default(), &mut unwatched).expect("there is no package");
    let problem = Problem::PointsDoNotAddUp {
        party: case.sheets()[0].party.clone(),
        sum: 900,
        total: 1_000,
    };
    let chosen = bargaining_points(&case, &answer);
    let parts = [
        advice::packages::summary(l, &answer),
        advice::packages::bargaining_points(l, &case, &answer, chosen.as_ref()),
        advice::packages::conflict(l, &case, &found),
        vec![advice::packages::refused(l, &problem)],
    ];
    parts.map(|lines| lines.join("\n")).join("\n\n")
}

#[test]
fn packages_and_what_they_rest_on_in_english() {
    insta::assert_snapshot!(advice(Lang::En));
}

#[test]
fn packages_and_what_they_rest_on_in_chinese() {
    insta::assert_snapshot!(advice(Lang::ZhHans));
}

#[test]
fn why_there_is_no_package_in_english() {
    insta::assert_snapshot!(refusal(Lang::En));
}

#[test]
fn why_there_is_no_package_in_chinese() {
    insta::assert_snapshot!(refusal(Lang::ZhHans));
}

#[test]
fn no_word_is_missing_in_any_language() {
    for lang in Lang::ALL {
        for said in [advice(lang), refusal(lang)] {
            assert!(!said.contains('⟦') && !said.contains("{$"), "{said}");
        }
    }
}

#[test]
fn m089_changing_one_input_changes_the_advice_reproducibly_packages() {
    let said = |walk_away: i128| {
        let (l, case) = (Lang::En.l(), case(Lang::En, walk_away));
        let answer = solve(&case, &Limits::default(), &mut unwatched);
        let basis = advice::packages::basis(l, &case, &answer);
        (advice::packages::summary(l, &answer), basis)
    };
    assert_eq!(said(300), said(300));
    let (before, after) = (said(300), said(850));
    assert_ne!(before.0, after.0, "the result");
    assert_ne!(
        before.1.inputs, after.1.inputs,
        "the input is listed with its value"
    );
}
