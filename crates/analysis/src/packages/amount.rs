//! An exact number: an integer or a fraction in lowest terms, as it is written in JSON and on a page.
//!
//! It is for results only. The search itself counts in whole units of a sheet (see `sheet`), where nothing rounds.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};
use serde::{Serialize, Serializer};

/// An exact rational number. Equal numbers print equally: `3/6` is `1/2`, `4/2` is `2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(BigRational);

impl Amount {
    /// `numerator / denominator`.
    ///
    /// # Panics
    /// When the denominator is zero: no sheet has a scale of zero.
    pub fn new(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Self {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        // Sheets filled in by hand have the scale 1, and there is nothing to reduce.
        Self(match denominator.is_one() {
            true => BigRational::from_integer(numerator),
            false => BigRational::new(numerator, denominator),
        })
    }

    /// The number itself, for calculating on.
    pub fn rational(&self) -> &BigRational {
        &self.0
    }

    /// Rounded half up to whole units, for sentences that say "about". `None` beyond 64 bits.
    pub fn rounded(&self) -> Option<i64> {
        let half = BigRational::new(BigInt::one(), BigInt::from(2));
        (&self.0 + half).floor().to_integer().to_i64()
    }

    /// Compares with zero: what a party gains, keeps or gives.
    pub fn sign(&self) -> Ordering {
        self.0.cmp(&BigRational::from_integer(BigInt::from(0)))
    }
}

impl From<BigRational> for Amount {
    fn from(number: BigRational) -> Self {
        Self(number)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `BigRational` prints "n" when the denominator is one, and "n/d" otherwise: just what the format wants.
        self.0.fmt(f)
    }
}

impl Serialize for Amount {
    /// A JSON number where it fits 53 bits (what every reader of JSON keeps exactly), a string otherwise.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self
            .0
            .is_integer()
            .then(|| self.0.to_integer().to_i64())
            .flatten();
        match whole.filter(|number| number.abs() < 1 << 53) {
            Some(number) => serializer.serialize_i64(number),
            None => serializer.collect_str(&self.0),
        }
    }
}

/// How many packages stand somewhere. A number in JSON while it is below 2^53, a string beyond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exactly(BigInt),
    /// So many were seen, and there may be more: the search was stopped, or a cap hides some.
    AtLeast(BigInt),
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(number) => number.fmt(f),
            Self::AtLeast(number) => write!(f, "at least {number}"),
        }
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(number) => Amount(number.clone().into()).serialize(serializer),
            Self::AtLeast(_) => serializer.collect_str(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_prints_as_an_integer_or_a_fraction_in_lowest_terms() {
        let json =
            |n: i64, d: i64| serde_json::to_string(&Amount::new(n, d)).expect("it is plain data");
        assert_eq!(json(4, 2), "2");
        assert_eq!(json(3, 6), "\"1/2\"");
        assert_eq!(json(-3, 6), "\"-1/2\"");
        assert_eq!(json(1 << 53, 1), "\"9007199254740992\"");
    }
}
