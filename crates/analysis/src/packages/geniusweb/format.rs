//! What stands in a profile of GeniusWeb, key by key. A key that is not here is refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// A number, written as such or as a string; its digits as they stand in the file.
pub(super) type Raw<'a> = &'a RawValue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileFile<'a> {
    #[serde(borrow, rename = "LinearAdditiveUtilitySpace")]
    pub space: Option<Space<'a>>,
    #[serde(borrow, rename = "SumOfGroupsUtilitySpace")]
    pub groups: Option<Raw<'a>>,
    #[serde(borrow, rename = "DefaultPartialOrdering")]
    pub ordering: Option<Raw<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Space<'a> {
    pub name: String,
    #[serde(borrow)]
    pub domain: DomainPart<'a>,
    #[serde(borrow)]
    pub issue_utilities: BTreeMap<String, Utilities<'a>>,
    #[serde(borrow)]
    pub issue_weights: BTreeMap<String, Raw<'a>>,
    #[serde(borrow)]
    pub reservation_bid: Option<Bid<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DomainPart<'a> {
    #[serde(rename = "name")]
    _name: Option<String>,
    #[serde(borrow)]
    pub issues_values: BTreeMap<String, Values<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Values<'a> {
    pub values: Option<Vec<String>>,
    #[serde(borrow)]
    pub range: Option<Vec<Raw<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Utilities<'a> {
    #[serde(borrow, rename = "DiscreteValueSetUtilities", alias = "discreteutils")]
    pub discrete: Option<Discrete<'a>>,
    #[serde(borrow, rename = "NumberValueSetUtilities", alias = "numberutils")]
    pub number: Option<Number<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Discrete<'a> {
    #[serde(borrow)]
    pub value_utilities: BTreeMap<String, Raw<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Number<'a> {
    #[serde(borrow)]
    pub low_value: Raw<'a>,
    #[serde(borrow)]
    pub low_utility: Raw<'a>,
    #[serde(borrow)]
    pub high_value: Raw<'a>,
    #[serde(borrow)]
    pub high_utility: Raw<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bid<'a> {
    #[serde(borrow, alias = "issueValues")]
    pub issuevalues: BTreeMap<String, Raw<'a>>,
}
