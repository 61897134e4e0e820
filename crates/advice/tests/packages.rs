//! Advice on packages as people read it, in English and Chinese.

use analysis::packages::conflict::conflict;
use analysis::packages::error::{Bounded, Entries, Fault, Part, Problem, Spot, Unread, Where};
use analysis::packages::model::{Domain, Issue, Linkage, Pick};
use analysis::packages::points::bargaining_points;
use analysis::packages::sheet::{Case, Confidence, Draft, RedLine};
use analysis::packages::solve::{Limits, solve};
use analysis::packages::trade::trade_table;
use analysis::watch::Watch;
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
    let answer = solve(&case, &Limits::default(), Watch::NONE);
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
    let answer = solve(&case, &Limits::default(), Watch::NONE);
    let found = conflict(&case, &Limits::default(), Watch::NONE).expect("there is no package");
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
        let answer = solve(&case, &Limits::default(), Watch::NONE);
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

/// Every refusal there is, with this for every name that people typed.
fn every_refusal(name: &str) -> Vec<Problem> {
    let name = || name.to_owned();
    let (issue, value, party, file) = (name, name, name, name);
    let spots = [
        Spot::Whole,
        Spot::Line(1_200),
        Spot::Column { line: 3, column: 4 },
        Spot::Element {
            line: 3,
            name: name(),
        },
        Spot::Issue(name()),
        Spot::ReservationBid,
    ];
    let mut places = vec![
        Where::Linkage(1),
        Where::Sheet(name()),
        Where::Bonus {
            party: party(),
            number: 1,
        },
        Where::RedLine {
            party: party(),
            number: 2,
        },
        Where::AsIs(issue()),
        Where::Package(3),
    ];
    places.extend(spots.iter().map(|spot| Where::File {
        file: file(),
        spot: spot.clone(),
    }));
    // What a format calls its parts is not ours to translate; here it stands for any name.
    let parts = [
        Part::Named("甲"),
        Part::Issue(issue()),
        Part::Weight(issue()),
        Part::Evaluation(value()),
        Part::Utilities(issue()),
        Part::Range,
        Part::EveryIssue,
    ];
    let unread = [
        Unread::Element(name()),
        Unread::Space("甲"),
        Unread::IssueType(name()),
        Unread::EvaluatorType(name()),
        Unread::UtilityFunction,
        Unread::SecondUtility,
        Unread::NestedObjective,
        Unread::RangeOfDiscrete,
        Unread::DocumentType,
        Unread::Nesting,
    ];
    let mut faults = vec![
        Fault::Malformed(name()),
        Fault::NotClosed(name()),
        Fault::NoElement,
        Fault::SecondDomain,
        Fault::TwoWeights(issue()),
        Fault::NotANumber(name()),
        Fault::OutOfRange("1..2".to_owned()),
        Fault::Steps {
            range: "1..2".to_owned(),
            step: "3".to_owned(),
        },
    ];
    faults.extend(parts.map(Fault::Missing));
    faults.extend(unread.map(Fault::Unsupported));
    let entries = [
        Entries::Issues,
        Entries::Values(issue()),
        Entries::Confidence,
    ];
    let bounded = [
        Bounded::Issues,
        Bounded::Values,
        Bounded::Parties,
        Bounded::Rules,
        Bounded::Compared,
        Bounded::Samples,
    ];
    let mut all = vec![
        Problem::NoIssues,
        Problem::NoValues { issue: issue() },
        Problem::TooFewParties { found: 1 },
        Problem::Twice { name: name() },
        Problem::RingFencedWithoutAsIs { issue: issue() },
        Problem::PointsDoNotAddUp {
            party: party(),
            sum: 1,
            total: 2,
        },
        Problem::WeightsDoNotSum {
            party: party(),
            sum: "1/2".to_owned(),
        },
        Problem::NothingLeft {
            party: party(),
            issue: issue(),
        },
        Problem::GroupOutOfReach {
            party: party(),
            at_least: 2,
            best: 1,
        },
        Problem::TooFine { party: party() },
        Problem::NoDomain,
    ];
    all.extend(bounded.map(|what| Problem::TooMany {
        what,
        size: 2,
        limit: 1,
    }));
    all.extend(entries.map(|of| Problem::Shape {
        wherein: Where::Package(1),
        of,
        expected: 2,
        found: 1,
    }));
    for wherein in &places {
        let wherein = || wherein.clone();
        all.push(Problem::UnknownIssue {
            issue: issue(),
            wherein: wherein(),
        });
        all.push(Problem::UnknownValue {
            issue: issue(),
            value: value(),
            wherein: wherein(),
        });
        all.push(Problem::RingFenced {
            issue: issue(),
            wherein: wherein(),
        });
        all.push(Problem::EmptyRule { wherein: wherein() });
    }
    let of_files = spots.iter().map(|spot| (spot.clone(), Fault::NoElement));
    let of_files = of_files.chain(faults.into_iter().map(|fault| (Spot::Whole, fault)));
    all.extend(of_files.map(|(spot, fault)| Problem::File {
        file: file(),
        spot,
        fault,
    }));
    all
}

/// What people and file formats name stays as it is; all other words are of the reader's language.
#[test]
fn a_refusal_is_said_in_one_language() {
    for problem in every_refusal("甲") {
        for lang in [Lang::ZhHans, Lang::ZhHant] {
            let said = advice::packages::refused(lang.l(), &problem);
            let foreign = |c: char| c.is_ascii_alphabetic() || "⟦{:;".contains(c);
            assert!(!said.contains(foreign), "{said}");
        }
        let said = advice::packages::refused(Lang::En.l(), &problem).replace('甲', "");
        let foreign = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c) || "⟦{".contains(c);
        assert!(!said.contains(foreign), "{said}");
    }
}

#[test]
fn a_refusal_says_where_in_the_readers_language() {
    let problem = Problem::File {
        file: "甲方.xml".to_owned(),
        spot: Spot::Element {
            line: 1_204,
            name: "utility_space".to_owned(),
        },
        fault: Fault::Missing(Part::Weight("关税".to_owned())),
    };
    let said = |lang: Lang| advice::packages::refused(lang.l(), &problem);
    assert_eq!(
        said(Lang::En),
        "甲方.xml, line 1204, <utility_space>: the weight of “关税” is missing. Add it."
    );
    assert_eq!(
        said(Lang::ZhHans),
        "文件甲方.xml第1204行<utility_space>：缺少“关税”的权重。请补充。"
    );
    assert_eq!(
        said(Lang::ZhHant),
        "文件甲方.xml第1204行<utility_space>：缺少「关税」的權重。請補充。"
    );
}
