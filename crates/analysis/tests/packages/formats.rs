//! Files of other programs: what is read, and how what is not is refused.

use analysis::packages::error::{Fault, Problem};
use analysis::packages::{genius, geniusweb};

use crate::brute::solved;

fn profile(name: &str, weights: &str, low: &str, high: &str, more: &str) -> (String, String) {
    let content = format!(
        r#"{{"LinearAdditiveUtilitySpace": {{
  "name": "{name}",
  "domain": {{"name": "d", "issuesValues": {{"venue": {{"values": ["here", "there"]}}, "years": {{"range": ["1", "3", "0.5"]}}}}}},
  "issueUtilities": {{
    "venue": {{"DiscreteValueSetUtilities": {{"valueUtilities": {{"here": 0.9, "there": 0.1}}}}}},
    "years": {{"NumberValueSetUtilities": {{"lowValue": 1, "lowUtility": {low}, "highValue": 3, "highUtility": {high}}}}}}},
  "issueWeights": {weights}{more}}}}}"#
    );
    (format!("{name}.json"), content)
}

const EVEN: &str = r#"{"venue": 0.5, "years": 0.5}"#;

#[test]
fn geniusweb_utilities_are_taken_as_they_are_and_ranges_interpolated() {
    let bid = r#", "reservationBid": {"issuevalues": {"venue": "there", "years": "1.5"}}"#;
    let files = [
        profile("one", EVEN, "0", "1", bid),
        profile("two", EVEN, "1", "0.2", ""),
    ];
    let case = geniusweb::read(&files).expect("the files are sound");
    assert_eq!(
        case.domain().issues()[1].values,
        ["1", "1.5", "2", "2.5", "3"]
    );
    let sheet = &case.sheets()[0];
    // Not divided by the largest: 0.9 stays 0.9.
    assert_eq!(sheet.amount(sheet.units(&vec![0, 1])).to_string(), "23/40");
    assert_eq!(sheet.amount(sheet.walk_away).to_string(), "7/40");
    assert_eq!(case.sheets()[1].walk_away, 0);
    assert_eq!(solved(&case).points.len(), 5);
}

#[test]
fn geniusweb_weights_must_sum_to_one() {
    let files = [
        profile("one", r#"{"venue": 0.5, "years": 0.6}"#, "0", "1", ""),
        profile("two", EVEN, "1", "0", ""),
    ];
    let problem = geniusweb::read(&files).expect_err("1.1 is not 1");
    assert_eq!(
        problem,
        Problem::WeightsDoNotSum {
            party: "one".to_owned(),
            sum: "11/10".to_owned()
        }
    );
}

#[test]
fn geniusweb_refuses_what_it_does_not_read() {
    let good = profile("two", EVEN, "1", "0", "");
    let refused = |content: &str| {
        geniusweb::read(&[("one.json".to_owned(), content.to_owned()), good.clone()])
            .expect_err("refused")
    };
    let is = |problem: Problem, wanted: &dyn Fn(&Fault) -> bool| match problem {
        Problem::File { file, fault, .. } => {
            assert!(file == "one.json" && wanted(&fault), "{fault}")
        }
        other => panic!("{other}"),
    };
    is(refused("{\"LinearAdditive"), &|fault| {
        matches!(fault, Fault::Malformed(_))
    });
    is(refused(r#"{"SumOfGroupsUtilitySpace": {}}"#), &|fault| {
        matches!(fault, Fault::Unsupported(_))
    });
    is(refused("{}"), &|fault| matches!(fault, Fault::Missing(_)));
    is(
        refused(&good.1.replace("\"lowUtility\": 1", "\"lowUtility\": 1.5")),
        &|fault| matches!(fault, Fault::OutOfRange(_)),
    );
    is(
        refused(&good.1.replace("\"lowUtility\": 1", "\"lowUtility\": true")),
        &|fault| matches!(fault, Fault::NotANumber(_)),
    );
    let other = refused(
        &good
            .1
            .replace("[\"here\", \"there\"]", "[\"there\", \"here\"]"),
    );
    assert_eq!(other.to_string(), "two.json: a second domain");
}

fn files(domain: &str, profile: &str) -> Vec<(String, String)> {
    [
        ("domain.xml", domain),
        ("one.xml", profile),
        ("two.xml", profile),
    ]
    .map(|(n, c)| (n.to_owned(), c.to_owned()))
    .to_vec()
}

const DOMAIN: &str = "<negotiation_template>\n<utility_space><objective index=\"0\">\n<issue index=\"4\" name=\"price\" type=\"integer\" lowerbound=\"-5\" upperbound=\"5\"/>\n<issue index=\"2\" name=\"venue\" type=\"discrete\"><item value=\"here\"/><item value=\"there\"/></issue>\n</objective></utility_space></negotiation_template>";
const PROFILE: &str = "<utility_space><objective index=\"0\">\n<issue index=\"2\" name=\"venue\" type=\"discrete\"><item value=\"there\" evaluation=\"3\"/><item value=\"here\" evaluation=\"4\"/></issue>\n<issue index=\"4\" name=\"price\" type=\"integer\" lowerbound=\"-5\" upperbound=\"5\"><evaluator ftype=\"linear\" slope=\"0.2\" offset=\"-0.5\"/></issue>\n<weight index=\"2\" value=\"0.25\"/><weight index=\"4\" value=\"0.7\"/></objective><discount_factor value=\"0.5\"/></utility_space>";

#[test]
fn genius_profiles_are_matched_by_index_and_their_oddities_noted() {
    let mut files = files(DOMAIN, PROFILE);
    files.push(("pareto.xml".to_owned(), "0.5, 0.5\n".to_owned()));
    let read = genius::read(&files).expect("the files are sound");
    let sheet = &read.case.sheets()[0];
    assert_eq!(sheet.party, "one");
    let worth = |package: [usize; 2]| sheet.amount(sheet.units(&package.to_vec())).to_string();
    // Price -5 gives less than nothing and counts as 0, price 5 more than all and counts as 1; prices rise by 0.2.
    assert_eq!(
        [worth([0, 0]), worth([10, 0]), worth([5, 0])],
        ["1/4", "19/20", "3/5"]
    );
    assert_eq!(worth([0, 1]), "3/16");
    let notes = serde_json::to_string(&read.notes).expect("notes are plain data");
    for part in ["pareto.xml", "weights_sum", "19/20", "discounted", "1/2"] {
        assert!(notes.contains(part), "{part} in {notes}");
    }
}

#[test]
fn genius_files_are_refused_with_file_line_and_reason() {
    let refused = |domain: &str, profile: &str| {
        genius::read(&files(domain, profile))
            .expect_err("refused")
            .to_string()
    };
    let cut = &PROFILE[..PROFILE.len() - 20];
    assert!(
        refused(DOMAIN, cut).starts_with("one.xml, line 4: not well-formed"),
        "{}",
        refused(DOMAIN, cut)
    );
    let number = PROFILE.replace("evaluation=\"3\"", "evaluation=\"three\"");
    assert_eq!(
        refused(DOMAIN, &number),
        "one.xml, line 2, <item>: \"three\" is not a number"
    );
    let value = PROFILE.replace("value=\"there\"", "value=\"nowhere\"");
    assert_eq!(
        refused(DOMAIN, &value),
        "one.xml, line 2: issue \"venue\" has no value \"nowhere\""
    );
    let index = PROFILE.replace("weight index=\"4\"", "weight index=\"5\"");
    assert_eq!(
        refused(DOMAIN, &index),
        "one.xml, line 4: there is no issue \"5\""
    );
    let weight = PROFILE.replace("<weight index=\"4\" value=\"0.7\"/>", "");
    assert_eq!(
        refused(DOMAIN, &weight),
        "one.xml, line 1, <utility_space>: weight of \"price\" is missing"
    );
    let kind = PROFILE.replace("linear", "triangular");
    assert!(refused(DOMAIN, &kind).contains("\"triangular\" is not read by this version"));
    assert!(
        refused(
            &DOMAIN.replace("upperbound=\"5\"", "upperbound=\"-6\""),
            PROFILE
        )
        .contains("-5..-6 is out of range")
    );
    assert!(
        refused(
            &DOMAIN.replace("lowerbound=\"-5\"", "lowerbound=\"-9000000000\""),
            PROFILE
        )
        .contains("is out of range")
    );
    assert_eq!(refused(PROFILE, PROFILE), "no domain among the files");
    assert_eq!(
        genius::read(&files(DOMAIN, DOMAIN))
            .expect_err("refused")
            .to_string(),
        "one.xml: a second domain"
    );
    let entity = "<!DOCTYPE utility_space [<!ENTITY a \"b\">]>".to_owned() + PROFILE;
    assert!(refused(DOMAIN, &entity).contains("a document type"));
}

/// The folder that the README of this crate tells people to try.
#[test]
fn the_example_in_the_tree_is_a_sound_domain() {
    let files = [
        (
            "river.xml",
            include_str!("../../examples/package/river.xml"),
        ),
        (
            "asteria.xml",
            include_str!("../../examples/package/asteria.xml"),
        ),
        (
            "borealis.xml",
            include_str!("../../examples/package/borealis.xml"),
        ),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let read = genius::read(&files).expect("the files are sound");
    assert_eq!(read.notes, []);
    let answer = solved(&read.case);
    assert_eq!(answer.parties, ["asteria", "borealis"]);
    assert_eq!(
        (answer.domain.outcomes().to_string(), answer.points.len()),
        ("18".to_owned(), 5)
    );
}
