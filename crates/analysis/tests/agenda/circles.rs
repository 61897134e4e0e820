//! Circles of waits against a plain search.

use std::collections::BTreeSet;

use analysis::agenda::waits::{CIRCLES_MAX, Linkage, Tie, waits};
use proptest::prelude::*;

fn tie(step: u8, after: u8, by: &str) -> Linkage {
    Linkage {
        step: format!("s{step}"),
        after: format!("s{after}"),
        by: by.to_owned(),
        kind: Tie::Demand,
    }
}

/// Every walk without a repetition that comes back to where it began, and began with its smallest step.
fn plainly(edges: &BTreeSet<(u8, u8)>, path: &mut Vec<u8>, found: &mut BTreeSet<Vec<u8>>) {
    let last = path[path.len() - 1];
    for next in edges
        .iter()
        .filter(|edge| edge.0 == last)
        .map(|edge| edge.1)
    {
        if next == path[0] {
            found.insert(path.clone());
        } else if next > path[0] && !path.contains(&next) {
            path.push(next);
            plainly(edges, path, found);
            path.pop();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_circle_is_found_once(edges in proptest::collection::btree_set((0..6_u8, 0..6_u8), 0..14)) {
        let mut ties: Vec<Linkage> = edges.iter().map(|edge| tie(edge.0, edge.1, "Asteria")).collect();
        let found = waits(&ties);
        let mut plain = BTreeSet::new();
        for start in 0..6 {
            plainly(&edges, &mut vec![start], &mut plain);
        }
        let as_numbers = |path: &[analysis::agenda::waits::Wait]| -> Vec<u8> {
            path.iter().map(|wait| wait.step.as_bytes()[1] - b'0').collect()
        };
        let listed: Vec<Vec<u8>> = found.circles.iter().map(|circle| as_numbers(&circle.path)).collect();
        let set: BTreeSet<Vec<u8>> = listed.iter().cloned().collect();
        prop_assert_eq!(listed.len(), set.len(), "none twice");
        prop_assert_eq!(set, plain);
        ties.reverse();
        prop_assert_eq!(waits(&ties), found, "in any order");
    }
}

#[test]
fn only_demands_and_preconditions_hold_anything_back() {
    let mut ties = [tie(1, 2, "Asteria"), tie(2, 1, "Borealis")];
    assert_eq!(waits(&ties).circles.len(), 1);
    for kind in [Tie::Causes, Tie::Signal, Tie::Window, Tie::ActionReaction] {
        ties[0].kind = kind;
        assert_eq!(waits(&ties).circles.len(), 0);
    }
}

#[test]
fn circles_that_share_steps_are_one_knot() {
    let ties = [
        tie(1, 2, "Asteria"),
        tie(2, 1, "Borealis"),
        tie(2, 3, "Borealis"),
        tie(3, 2, "Asteria"),
        tie(4, 1, "Asteria"),
    ];
    let found = waits(&ties);
    assert_eq!((found.circles.len(), found.knots.len()), (2, 1));
    assert_eq!(found.knots[0].steps, ["s1", "s2", "s3"]);
}

#[test]
fn too_many_circles_are_cut_off_and_it_is_said() {
    let all = (0..8).flat_map(|a| {
        (0..8)
            .filter(move |b| a != *b)
            .map(move |b| tie(a, b, "Asteria"))
    });
    let found = waits(&all.collect::<Vec<_>>());
    assert_eq!((found.circles.len(), found.complete), (CIRCLES_MAX, false));
    assert_eq!(found.knots[0].steps.len(), 8);
}
