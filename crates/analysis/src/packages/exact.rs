//! From decimal fractions in a file to integers in units of a sheet, with nothing rounded.
//!
//! Every number of a profile is brought to one denominator. Profiles with many digits and awkward maxima can need more
//! digits than the search adds in; those are refused, because rounding would move points on and off the frontier.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

use super::error::Problem;
use super::sheet::{Bonus, Conditions, Draft};

/// Digits after which a number in a file is no number anybody meant.
const DIGITS_MAX: usize = 400;

/// A profile in exact fractions, on the scale of the file.
#[derive(Debug, Clone)]
pub(super) struct Fractions {
    pub party: String,
    pub points: Vec<Vec<BigRational>>,
    pub walk_away: BigRational,
    pub bonuses: Vec<(Conditions, BigRational)>,
    pub cap: Option<BigRational>,
}

impl Fractions {
    /// The sheet in units of the least common denominator.
    pub fn into_draft(self) -> Result<Draft, Problem> {
        let rest = self
            .bonuses
            .iter()
            .map(|(_, points)| points)
            .chain(&self.cap)
            .chain([&self.walk_away]);
        let all = self.points.iter().flatten().chain(rest);
        let scale = all.fold(BigInt::one(), |scale, number| scale.lcm(number.denom()));
        let too_fine = || Problem::TooFine {
            party: self.party.clone(),
        };
        let units = |number: &BigRational| {
            (number * &scale)
                .to_integer()
                .to_i128()
                .ok_or_else(too_fine)
        };
        let points = self
            .points
            .iter()
            .map(|points| points.iter().map(units).collect())
            .collect::<Result<_, _>>()?;
        let bonus = |(when, points): &(Conditions, BigRational)| {
            Ok(Bonus {
                when: when.clone(),
                points: units(points)?,
            })
        };
        Ok(Draft {
            points,
            scale: scale.to_i128().ok_or_else(too_fine)?,
            total: None,
            walk_away: units(&self.walk_away)?,
            bonuses: self.bonuses.iter().map(bonus).collect::<Result<_, _>>()?,
            cap: self.cap.as_ref().map(units).transpose()?,
            red_lines: Vec::new(),
            confidence: Vec::new(),
            guessed: false,
            party: self.party,
        })
    }
}

/// A decimal number such as `-0.25`, `7` or `1.0E-4`, exactly.
pub(super) fn decimal(text: &str) -> Option<BigRational> {
    let text = text.trim();
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let digits = [unsigned, fraction].concat();
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !sound || digits.len() > DIGITS_MAX || exponent.unsigned_abs() as usize > DIGITS_MAX {
        return None;
    }
    let shift = exponent - i32::try_from(fraction.len()).ok()?;
    let number = BigRational::from_integer(digits.parse::<BigInt>().ok()?);
    let ten = BigRational::from_integer(BigInt::from(10)).pow(shift);
    let number = number * ten;
    Some(if whole.starts_with('-') {
        -number
    } else {
        number
    })
}

/// A number that came from decimals, as a decimal again: `37/2` is `18.5`.
pub(super) fn decimal_text(number: &BigRational) -> String {
    let ten = BigInt::from(10);
    let mut scaled = number.clone();
    let mut places = 0;
    while !scaled.is_integer() && places < DIGITS_MAX {
        scaled *= &ten;
        places += 1;
    }
    let digits = format!(
        "{:0>width$}",
        scaled.to_integer().magnitude(),
        width = places + 1
    );
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number < &BigRational::zero() {
        "-"
    } else {
        ""
    };
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// Between 0 and 1.
pub(super) fn clamped(number: BigRational) -> BigRational {
    number.clamp(BigRational::zero(), BigRational::one())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_as_they_were() {
        for text in ["0", "18.5", "-0.05", "7", "100"] {
            assert_eq!(decimal_text(&decimal(text).expect("it is a decimal")), text);
        }
    }

    #[test]
    fn decimals_are_read_exactly_or_not_at_all() {
        let read = |text: &str| decimal(text).map(|number| number.to_string());
        assert_eq!(read("0.47").as_deref(), Some("47/100"));
        assert_eq!(read("-1.50").as_deref(), Some("-3/2"));
        assert_eq!(read("1.0E-4").as_deref(), Some("1/10000"));
        assert_eq!(read(".5").as_deref(), Some("1/2"));
        for nonsense in ["", "-", "1,5", "0x10", "NaN", "1e999999999", "1.2.3"] {
            assert_eq!(read(nonsense), None, "{nonsense:?}");
        }
    }
}
