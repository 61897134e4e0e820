//! A log's tree with its past: the root at every size the log ever had.
//!
//! The leaves are kept, and of the complete subtrees every other level (a hash and a third for each entry), so that a
//! `seen` or a checkpoint at any earlier size can be compared without reading the log again. The levels between are one
//! hash away.

use crate::chunked::Chunked;
use crate::ids::Hash;
use crate::tree::node_hash;

/// The hashes of the complete subtrees of one log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// `rows[k][i]` covers the leaves from `i * 4^k` to `(i + 1) * 4^k`.
    rows: Vec<Chunked<Hash>>,
}

impl History {
    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.rows.first().map_or(0, Chunked::len) as u64
    }

    /// Adds the hash of the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for number in 0.. {
            if self.rows.len() == number {
                self.rows.push(Chunked::default());
            }
            self.rows[number].push(node);
            let length = self.rows[number].len();
            if !length.is_multiple_of(4) {
                return;
            }
            node = self.node(2 * number as u32 + 2, length / 4 - 1);
        }
    }

    /// The hash over the leaves from `index * 2^level` to `(index + 1) * 2^level`, which are all there.
    fn node(&self, level: u32, index: usize) -> Hash {
        let row = self.rows.get(level as usize / 2);
        match row.and_then(|row| row.get(index)) {
            Some(kept) if level.is_multiple_of(2) => *kept,
            _ => {
                let [left, right] = [0, 1].map(|side| self.node(level - 1, 2 * index + side));
                node_hash(&left, &right)
            }
        }
    }

    /// The hash of leaf `index`.
    pub fn leaf(&self, index: u64) -> Option<Hash> {
        self.rows.first()?.get(index as usize).copied()
    }

    /// The root at `size` leaves (RFC 9162, 2.1.1); none if the log is shorter.
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size > self.size() {
            return None;
        }
        // The peaks from right (small) to left (large); each larger one takes what is right of it as sibling.
        let mut root: Option<Hash> = None;
        for level in (0..64).filter(|level| size >> level & 1 == 1) {
            let peak = self.node(level, ((size >> level) - 1) as usize);
            root = Some(root.map_or(peak, |right| node_hash(&peak, &right)));
        }
        Some(root.unwrap_or_else(empty_root))
    }

    /// The root over these leaves and `more` after them, without adding them.
    pub fn root_with(&self, more: &[Hash]) -> Hash {
        self.root_after(self.size(), more)
            .expect("a log has its own size")
    }

    /// The root over the first `size` leaves and `more` after them; none if the log is shorter.
    pub fn root_after(&self, size: u64, more: &[Hash]) -> Option<Hash> {
        if size > self.size() {
            return None;
        }
        let mut peaks: Vec<(u32, Hash)> = Vec::new();
        for level in (0..64).rev().filter(|level| size >> level & 1 == 1) {
            peaks.push((level, self.node(level, ((size >> level) - 1) as usize)));
        }
        for leaf in more {
            let mut next = (0, *leaf);
            while let Some(&(level, left)) = peaks.last().filter(|(level, _)| *level == next.0) {
                peaks.pop();
                next = (level + 1, node_hash(&left, &next.1));
            }
            peaks.push(next);
        }
        let hashes = peaks.into_iter().rev().map(|(_, hash)| hash);
        let root = hashes.reduce(|right, left| node_hash(&left, &right));
        Some(root.unwrap_or_else(empty_root))
    }

    /// The tree of the first `size` leaves, or of all if there are fewer.
    pub fn prefix(&self, size: u64) -> History {
        let rows = self.rows.iter().zip(0..);
        let cut = rows.map(|(row, number)| {
            let complete = usize::try_from(size >> (2 * number)).unwrap_or(usize::MAX);
            row.iter_to(complete).copied().collect()
        });
        History {
            rows: cut.collect(),
        }
    }

    /// How many of `leaves` stand here from index `from` on.
    pub fn common(&self, from: u64, leaves: &[Hash]) -> usize {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let own = self.rows.iter().take(1);
        let own = own.flat_map(|row| row.iter_from(from));
        let pairs = own.zip(leaves);
        pairs.take_while(|(own, other)| own == other).count()
    }

    /// The proof that the leaf at `index` is in the tree of the first `size` leaves: PATH(m, D\[n\]) of RFC 9162
    /// section 2.1.3.1, from the leaf upwards.
    ///
    /// Where there is no such leaf or tree it is empty, and does not verify.
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Vec<Hash> {
        let mut proof = Vec::new();
        if size > self.size() || index >= size {
            return proof;
        }
        let mut tree = Range {
            start: 0,
            end: size,
        };
        while let Some((left, right)) = tree.halves() {
            let (own, other) = match index < left.end {
                true => (left, right),
                false => (right, left),
            };
            proof.push(self.root_of(other));
            tree = own;
        }
        proof.reverse();
        proof
    }

    /// The proof that the tree of the first `new` leaves begins with the tree of the first `old`: PROOF(m, D\[n\]) of
    /// RFC 9162 section 2.1.4.1.
    ///
    /// It is empty where the sizes are equal or the old tree is, and also where there are no such trees; then it does
    /// not verify.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Vec<Hash> {
        let mut proof = Vec::new();
        if new > self.size() || old == 0 || old >= new {
            return proof;
        }
        let mut tree = Range { start: 0, end: new };
        // Whether the subtree is the old tree itself, whose root the verifier has.
        let mut known = true;
        while old < tree.end
            && let Some((left, right)) = tree.halves()
        {
            if old <= left.end {
                proof.push(self.root_of(right));
                tree = left;
            } else {
                proof.push(self.root_of(left));
                tree = right;
                known = false;
            }
        }
        if !known {
            proof.push(self.root_of(tree));
        }
        proof.reverse();
        proof
    }

    /// The root over a range that [`Range::halves`] led to: of a complete subtree it is kept, any other is put
    /// together from its halves.
    fn root_of(&self, range: Range) -> Hash {
        match range.halves() {
            Some((left, right)) if !range.len().is_power_of_two() => {
                node_hash(&self.root_of(left), &self.root_of(right))
            }
            _ => {
                let level = range.len().ilog2();
                self.node(level, (range.start >> level) as usize)
            }
        }
    }
}

/// Leaves from `start` to before `end`.
#[derive(Clone, Copy)]
struct Range {
    start: u64,
    end: u64,
}

impl Range {
    fn len(self) -> u64 {
        self.end - self.start
    }

    /// A tree of two leaves or more at its root: the left part is the largest power of two smaller than it.
    fn halves(self) -> Option<(Range, Range)> {
        let left = 1 << self.len().checked_sub(1)?.checked_ilog2()?;
        let middle = self.start + left;
        let (start, end) = (self.start, self.end);
        Some((Range { start, end: middle }, Range { start: middle, end }))
    }
}

/// The root of an empty log: SHA-256 of nothing.
fn empty_root() -> Hash {
    use sha2::{Digest, Sha256};
    Hash(Sha256::digest([]).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{leaf_hash, root_of};

    #[test]
    fn every_past_root_equals_the_root_of_its_leaves() {
        let leaves: Vec<Hash> = (0u8..130).map(|i| leaf_hash(&[i])).collect();
        let mut history = History::default();
        for (size, leaf) in leaves.iter().enumerate() {
            assert_eq!(
                history.root_with(&leaves[size..]),
                root_of(&leaves),
                "from {size}"
            );
            history.push(*leaf);
        }
        for size in 0..=leaves.len() {
            assert_eq!(
                history.root_at(size as u64),
                Some(root_of(&leaves[..size])),
                "at {size}"
            );
        }
        assert_eq!(history.root_at(131), None);
    }

    #[test]
    fn a_prefix_goes_on_otherwise_as_if_it_had_never_been_longer() {
        let leaves: Vec<Hash> = (0u8..40).map(|i| leaf_hash(&[i])).collect();
        let other: Vec<Hash> = (100u8..110).map(|i| leaf_hash(&[i])).collect();
        let mut long = History::default();
        leaves.iter().for_each(|leaf| long.push(*leaf));
        for size in 0..=leaves.len() {
            let branch: Vec<Hash> = leaves[..size].iter().chain(&other).copied().collect();
            let mut prefix = long.prefix(size as u64);
            assert_eq!(long.root_after(size as u64, &other), Some(root_of(&branch)));
            other.iter().for_each(|leaf| prefix.push(*leaf));
            assert_eq!(prefix.root_at(branch.len() as u64), Some(root_of(&branch)));
            assert_eq!(
                long.common(3, &branch[branch.len().min(3)..]),
                size.saturating_sub(3)
            );
        }
        assert_eq!(long.root_after(41, &[]), None);
        assert_eq!(long.common(41, &other), 0);
    }
}
