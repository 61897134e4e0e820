//! Made small: what is certain is settled, and values that nothing tells apart become one class.

use std::collections::BTreeMap;

use super::{Class, Compiled, Effect, Rule, Threshold, add, dominates};

/// Settles what is certain, then joins values that nothing tells apart.
pub(super) fn tidy<const M: usize>(mut raw: Compiled<M>) -> Compiled<M> {
    while settle_certain(&mut raw) {}
    let kept: Vec<Vec<Vec<usize>>> = (0..raw.variables.len())
        .map(|issue| classes(&raw, issue))
        .collect();
    let variables = raw.variables.iter().zip(&kept).map(|(old, new)| {
        let gain = |values: &Vec<usize>| old[values[0]].gain;
        new.iter()
            .map(|values| Class {
                gain: gain(values),
                members: values.clone(),
            })
            .collect()
    });
    let variables = variables.collect();
    // From here on a position in a mask or a list of weights is a class, no longer a value.
    let thresholds = raw.thresholds.into_iter().map(|old| Threshold {
        terms: old
            .terms
            .into_iter()
            .map(|(issue, weights)| (issue, by_class(&kept[issue], &weights)))
            .collect(),
        ..old
    });
    let rules = raw.rules.into_iter().map(|rule| Rule {
        when: rule
            .when
            .into_iter()
            .map(|(issue, mask)| (issue, by_class(&kept[issue], &mask)))
            .collect(),
        effect: rule.effect,
    });
    Compiled {
        variables,
        rules: rules.collect(),
        thresholds: thresholds.collect(),
    }
}

/// Drops conditions that every open value meets and rules that none can; carries out rules on a single issue. Whether
/// anything was closed, so that there may be more to settle.
fn settle_certain<const M: usize>(raw: &mut Compiled<M>) -> bool {
    let mut closed = false;
    for mut rule in std::mem::take(&mut raw.rules) {
        let variables = &mut raw.variables;
        let open = |(issue, mask): &(usize, Vec<bool>)| -> Vec<bool> {
            let values = variables[*issue].iter().zip(mask);
            values
                .filter(|(class, _)| !class.members.is_empty())
                .map(|(_, counts)| *counts)
                .collect()
        };
        if rule
            .when
            .iter()
            .any(|condition| !open(condition).contains(&true))
        {
            continue;
        }
        let certain: Vec<bool> = rule
            .when
            .iter()
            .map(|condition| !open(condition).contains(&false))
            .collect();
        // One condition stays to say where a rule that always holds is carried out.
        let mut left = rule.when.len();
        let mut certain = certain.into_iter();
        rule.when.retain(|_| {
            let drop = certain.next() == Some(true) && left > 1;
            left -= usize::from(drop);
            !drop
        });
        let [(issue, mask)] = rule.when.as_slice() else {
            raw.rules.push(rule);
            continue;
        };
        for (class, _) in variables[*issue]
            .iter_mut()
            .zip(mask)
            .filter(|(_, counts)| **counts)
        {
            match rule.effect {
                Effect::Add(points) => class.gain = add(&class.gain, &points),
                Effect::Never => {
                    closed = true;
                    class.members.clear();
                }
            }
        }
    }
    closed
}

fn by_class<T: Copy>(kept: &[Vec<usize>], by_value: &[T]) -> Vec<T> {
    kept.iter().map(|members| by_value[members[0]]).collect()
}

/// The classes of an issue: undominated within what the rules cannot tell apart, equals joined.
fn classes<const M: usize>(raw: &Compiled<M>, issue: usize) -> Vec<Vec<usize>> {
    let masks: Vec<&Vec<bool>> = raw
        .rules
        .iter()
        .flat_map(|rule| &rule.when)
        .filter(|(i, _)| *i == issue)
        .map(|(_, mask)| mask)
        .collect();
    let weights: Vec<&Vec<i128>> = raw
        .thresholds
        .iter()
        .flat_map(|t| &t.terms)
        .filter(|(i, _)| *i == issue)
        .map(|(_, w)| w)
        .collect();
    let mut groups: BTreeMap<(Vec<bool>, Vec<i128>), Vec<usize>> = BTreeMap::new();
    for (value, class) in raw.variables[issue].iter().enumerate() {
        if !class.members.is_empty() {
            let key = (
                masks.iter().map(|mask| mask[value]).collect(),
                weights.iter().map(|w| w[value]).collect(),
            );
            groups.entry(key).or_default().push(value);
        }
    }
    let gain = |value: usize| &raw.variables[issue][value].gain;
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for group in groups.values() {
        let mut equals: BTreeMap<&[i128; M], Vec<usize>> = BTreeMap::new();
        for &value in group {
            equals.entry(gain(value)).or_default().push(value);
        }
        let beaten = |mine: &[i128; M]| {
            equals
                .keys()
                .any(|other| *other != mine && dominates(other, mine))
        };
        kept.extend(
            equals
                .iter()
                .filter(|(mine, _)| !beaten(mine))
                .map(|(_, values)| values.clone()),
        );
    }
    kept.sort_unstable();
    kept
}
