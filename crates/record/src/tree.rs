//! The Merkle tree of a log, as in RFC 9162 section 2.1 with SHA-256: leaves hashed with 0x00 before
//! them, nodes with 0x01, so that neither can be taken for the other.
//!
//! It keeps no tree: a [`Frontier`] is enough to append and to know the root; proofs are made from a log's
//! [`History`](crate::history::History). Verifying takes what a peer sent and neither trusts nor panics.
//!
//! The surprising thing: a proof does not bind the size. A root with a proof may verify for several
//! sizes (the path of leaf 0 goes the same way in trees of 3 and of 4), so sizes must come with their
//! root from one signed checkpoint, never from the sender of the proof.

use sha2::{Digest, Sha256};

use crate::ids::Hash;

/// The most hashes a proof may have; a log has fewer than 2^63 leaves.
pub const PROOF_MAX: usize = 64;

/// The most leaves a log can have: what a signed 64-bit integer holds, because databases store those.
pub const SIZE_MAX: u64 = i64::MAX as u64;

/// The hash of a leaf (RFC 9162 section 2.1.1).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    let hasher = Sha256::new_with_prefix([0x00]);
    Hash(hasher.chain_update(leaf).finalize().into())
}

/// The hash of a node over its two children (RFC 9162 section 2.1.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut input = [0x01; 65];
    input[1..33].copy_from_slice(&left.0);
    input[33..].copy_from_slice(&right.0);
    Hash(Sha256::digest(input).into())
}

/// The root of a tree with these leaf hashes: MTH(D\[n\]) of RFC 9162 section 2.1.1.
pub fn root_of(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// What of a tree is needed to append to it and to know its root: the roots of the full subtrees that
/// it divides into, from the largest on the left to the smallest on the right. There is one for each
/// bit that is set in the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier of the empty tree.
    pub fn new() -> Frontier {
        Frontier::default()
    }

    /// A frontier that was stored, if the peaks are as many as a tree of this size has.
    pub fn from_parts(size: u64, peaks: Vec<Hash>) -> Option<Frontier> {
        let whole = size <= SIZE_MAX && peaks.len() == size.count_ones() as usize;
        whole.then_some(Frontier { size, peaks })
    }

    /// Appends a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        // Each one bit at the end of the size is a subtree that joins the new leaf in a larger one.
        let kept = self.peaks.len() - self.size.trailing_ones() as usize;
        let joined = self.peaks.drain(kept..).rev();
        let node = joined.fold(leaf, |right, left| node_hash(&left, &right));
        self.peaks.push(node);
        self.size += 1;
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees, the largest first.
    pub fn peaks(&self) -> &[Hash] {
        &self.peaks
    }

    /// The root of the tree. That of the empty tree is the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            Some(smallest) => peaks.fold(*smallest, |right, left| node_hash(left, &right)),
            None => Hash(Sha256::digest([]).into()),
        }
    }
}

/// Whether the proof shows the leaf with this hash at `index` of the tree with this size and root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    root_by_inclusion(leaf, index, size, proof) == Some(*root)
}

/// The root to which the proof leads from the leaf with this hash at `index` of a tree with this size, by the
/// algorithm of RFC 9162 section 2.1.3.2; none if it leads to no root.
pub fn root_by_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size || proof.len() > PROOF_MAX {
        return None;
    }
    // Where the node is in its row, and where the last node of that row is.
    let mut position = index;
    let mut last = size - 1;
    let mut node = *leaf;
    for sibling in proof {
        if last == 0 {
            return None;
        }
        if position & 1 == 1 || position == last {
            node = node_hash(sibling, &node);
            // A last node without a sibling in its row rises as it is.
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(node)
}

/// Whether the proof shows that the new tree begins with the old one, by the algorithm of RFC 9162
/// section 2.1.4.2.
///
/// The RFC leaves out two cases. Trees of one size must have one root, and the empty tree begins every
/// tree; for both the proof must be empty.
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> bool {
    if old_size > new_size || proof.len() > PROOF_MAX {
        return false;
    }
    if old_size == 0 && *old_root != root_of(&[]) {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    if old_size == 0 {
        return proof.is_empty();
    }
    // Where the last leaf of the old tree is, and where that of the new one is; then the same for the
    // largest subtree that ends there and is full in the old tree.
    let mut position = old_size - 1;
    let mut last = new_size - 1;
    let full = position.trailing_ones();
    position >>= full;
    last >>= full;
    // An old tree that is itself full (a power of two) is where the path begins.
    let (start, path) = match (old_size.is_power_of_two(), proof) {
        (_, []) => return false,
        (true, path) => (old_root, path),
        (false, [start, path @ ..]) => (start, path),
    };
    let mut old_node = *start;
    let mut new_node = *start;
    for sibling in path {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            old_node = node_hash(sibling, &old_node);
            new_node = node_hash(sibling, &new_node);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            new_node = node_hash(&new_node, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && old_node == *old_root && new_node == *new_root
}
