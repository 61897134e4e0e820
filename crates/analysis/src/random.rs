//! SplitMix64 (Steele, Lea and Flood 2014), written out: a seed must give the same draws with every version of every
//! library, so that no old answer changes.

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// One word made of another, as evenly as can be: the first draw of the generator with this seed.
pub(crate) fn mix(seed: u64) -> u64 {
    let mut word = seed.wrapping_add(STEP);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// A word taken to a number below `choices`, each equally likely but for `choices` parts in 2^64.
pub(crate) fn below(word: u64, choices: u64) -> u64 {
    ((u128::from(word) * u128::from(choices)) >> 64) as u64
}

/// Draws, one after the other.
pub(crate) struct Random(u64);

impl Random {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The draws for one of many cases of a seed: each case has its own, whichever is looked at first.
    pub fn of_case(seed: u64, number: u64) -> Random {
        Random(seed ^ number.wrapping_mul(STEP))
    }

    /// The next word.
    pub fn next(&mut self) -> u64 {
        let word = mix(self.0);
        self.0 = self.0.wrapping_add(STEP);
        word
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_numbers_are_those_of_the_reference_implementation() {
        // First outputs for the seed 1234567, as published with the generator.
        let mut random = Random::new(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
