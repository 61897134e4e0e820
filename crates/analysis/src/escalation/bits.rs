//! A set of states, one bit for each.

use super::State;

/// A set of states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    /// Members before each word, so that the n-th member is found without counting from the start.
    before: Vec<u32>,
    count: u32,
}

impl Bits {
    pub(crate) fn from_words(words: Vec<u64>) -> Self {
        let mut before = Vec::with_capacity(words.len());
        let mut count = 0;
        for word in &words {
            before.push(count);
            count += word.count_ones();
        }
        Bits {
            words,
            before,
            count,
        }
    }

    /// The members among the first `cells` cells for which `test` holds.
    pub(crate) fn where_(cells: u32, test: impl Fn(u32) -> bool) -> Self {
        let mut words = vec![0; (cells as usize).div_ceil(64)];
        for cell in (0..cells).filter(|cell| test(*cell)) {
            words[cell as usize / 64] |= 1 << (cell % 64);
        }
        Bits::from_words(words)
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    pub(crate) fn has(&self, cell: u32) -> bool {
        let word = self.words.get(cell as usize / 64);
        word.is_some_and(|word| word >> (cell % 64) & 1 == 1)
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.words).flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(index * 64 + bit)
            })
        })
    }

    /// How many members are below `cell`.
    pub(crate) fn below(&self, cell: u32) -> u32 {
        let word = cell as usize / 64;
        self.before[word] + (self.words[word] & ((1 << (cell % 64)) - 1)).count_ones()
    }

    /// The member with `below` members below it.
    pub(crate) fn nth(&self, below: u32) -> Option<u32> {
        if below >= self.count {
            return None;
        }
        let word = self.before.partition_point(|before| *before <= below) - 1;
        let mut left = self.words[word];
        for _ in 0..below - self.before[word] {
            left &= left - 1;
        }
        Some(word as u32 * 64 + left.trailing_zeros())
    }

    /// What is in both sets.
    pub fn and(&self, other: &Bits) -> Bits {
        let both = self.words.iter().zip(&other.words);
        Bits::from_words(both.map(|(a, b)| a & b).collect())
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Whether this state is one of them.
    pub fn contains(&self, state: State) -> bool {
        self.has(state.0)
    }

    /// The members, by their number.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        self.cells().map(State)
    }
}
