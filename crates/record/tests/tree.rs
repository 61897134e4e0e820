//! The tree of a log against the definitions of RFC 9162, written down here once more as recursions,
//! against the published roots and examples, and against another implementation.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use record::Hash;
use record::history::History;
use record::tree::{
    Frontier, PROOF_MAX, SIZE_MAX, leaf_hash, node_hash, root_of, verify_consistency,
    verify_inclusion,
};
use sha2::Sha256;

/// The largest tree in the exhaustive tests: paths of every shape up to six nodes.
const SIZE_EXHAUSTIVE: u64 = 64;

/// The largest tree compared with the other implementation.
const SIZE_COMPARED: u64 = 200;

fn history_of(leaves: &[Hash]) -> History {
    let mut history = History::default();
    leaves.iter().for_each(|leaf| history.push(*leaf));
    history
}

fn inclusion_proof(leaves: &[Hash], index: u64, size: u64) -> Vec<Hash> {
    history_of(leaves).inclusion_proof(index, size)
}

fn consistency_proof(leaves: &[Hash], old: u64, new: u64) -> Vec<Hash> {
    history_of(leaves).consistency_proof(old, new)
}

fn word(number: u64) -> String {
    format!("leaf {number}")
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| leaf_hash(word(number).as_bytes()))
        .collect()
}

/// The roots of all trees of the first leaves, by their size.
fn roots(leaves: &[Hash]) -> Vec<Hash> {
    (0..=leaves.len())
        .map(|size| root_of(&leaves[..size]))
        .collect()
}

fn hash(digits: &str) -> Hash {
    Hash(hex::decode(digits).unwrap().try_into().unwrap())
}

/// The hash with one bit flipped: each bit in small trees, every 37th in larger ones.
fn flips(hash: Hash, size: u64) -> impl Iterator<Item = Hash> {
    let step = if size <= 16 { 1 } else { 37 };
    (0..256).step_by(step).map(move |bit| {
        let mut other = hash;
        other.0[bit / 8] ^= 1 << (bit % 8);
        other
    })
}

/// The proof with one bit flipped in one of its hashes.
fn flipped_proofs(proof: &[Hash], size: u64) -> impl Iterator<Item = Vec<Hash>> {
    (0..proof.len()).flat_map(move |at| {
        flips(proof[at], size).map(move |other| {
            let mut proof = proof.to_vec();
            proof[at] = other;
            proof
        })
    })
}

/// The proof with a hash more or less at either end, and no proof at all. What is added is a hash that
/// belongs to the tree.
fn proofs_of_other_lengths(proof: &[Hash], added: Hash) -> Vec<Vec<Hash>> {
    let mut others = vec![[proof, &[added]].concat(), [&[added], proof].concat()];
    if let [_, rest @ ..] = proof {
        others.push(rest.to_vec());
        others.push(proof[..rest.len()].to_vec());
        others.push(Vec::new());
    }
    others
}

// --- The definitions, from the root downwards ---

/// The largest power of two smaller than `size`, which is at least 2.
fn left_of(size: u64) -> u64 {
    let mut left = 1;
    while left <= (size - 1) / 2 {
        left *= 2;
    }
    left
}

/// MTH of section 2.1.1.
fn root_by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(left_of(leaves.len() as u64) as usize);
            node_hash(&root_by_definition(left), &root_by_definition(right))
        }
    }
}

/// The root that PATH of section 2.1.3.1 leads to, if it has the right length.
fn root_of_path(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if size <= 1 {
        return (index < size && path.is_empty()).then_some(leaf);
    }
    let (sibling, below) = path.split_last()?;
    let left = left_of(size);
    if index < left {
        Some(node_hash(&root_of_path(leaf, index, left, below)?, sibling))
    } else {
        Some(node_hash(
            sibling,
            &root_of_path(leaf, index - left, size - left, below)?,
        ))
    }
}

/// The roots of the old and the new tree that SUBPROOF of section 2.1.4.1 leads to, if it has the right
/// length. `known` is the root of the old tree while the subtree may still be all of it.
fn roots_of_subproof(
    old: u64,
    new: u64,
    known: Option<Hash>,
    proof: &[Hash],
) -> Option<(Hash, Hash)> {
    if old == new {
        let root = match (known, proof) {
            (Some(root), []) => root,
            (None, [root]) => *root,
            _ => return None,
        };
        return Some((root, root));
    }
    let (sibling, below) = proof.split_last()?;
    let left = left_of(new);
    if old <= left {
        let (old_node, new_node) = roots_of_subproof(old, left, known, below)?;
        Some((old_node, node_hash(&new_node, sibling)))
    } else {
        let (old_node, new_node) = roots_of_subproof(old - left, new - left, None, below)?;
        Some((node_hash(sibling, &old_node), node_hash(sibling, &new_node)))
    }
}

fn is_consistent_by_definition(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> bool {
    match old {
        0 => {
            proof.is_empty()
                && old_root == root_by_definition(&[])
                && (new > 0 || new_root == old_root)
        }
        _ if old > new => false,
        _ => roots_of_subproof(old, new, Some(old_root), proof) == Some((old_root, new_root)),
    }
}

// --- Roots ---

#[test]
fn roots_published_for_certificate_transparency() {
    let leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    let leaves = leaves.map(|digits| leaf_hash(&hex::decode(digits).unwrap()));
    let expected = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    assert_eq!(roots(&leaves), expected.map(hash));
}

#[test]
fn a_frontier_has_the_root_of_the_whole_tree() {
    let leaves = leaves(SIZE_COMPARED);
    let mut frontier = Frontier::new();
    for (size, leaf) in (0..).zip(&leaves) {
        assert_eq!(frontier.size(), size);
        assert_eq!(
            frontier.root(),
            root_by_definition(&leaves[..size as usize])
        );
        frontier.push(*leaf);
        let stored = Frontier::from_parts(frontier.size(), frontier.peaks().to_vec());
        assert_eq!(stored, Some(frontier.clone()));
    }
}

#[test]
fn a_stored_frontier_with_other_parts_is_refused() {
    let peaks = |count| leaves(count as u64);
    assert_eq!(Frontier::from_parts(0, peaks(0)), Some(Frontier::new()));
    for (size, count) in [(0, 1), (1, 0), (5, 1), (5, 3), (8, 0)] {
        assert_eq!(
            Frontier::from_parts(size, peaks(count)),
            None,
            "{size} leaves, {count} peaks"
        );
    }
    let mut largest = Frontier::from_parts(SIZE_MAX, peaks(63)).unwrap();
    largest.push(Hash([0; 32]));
    assert_eq!((largest.size(), largest.peaks().len()), (1 << 63, 1));
    assert_eq!(Frontier::from_parts(SIZE_MAX + 1, peaks(1)), None);
}

// --- Proofs ---

/// The seven leaves of section 2.1.5, with the names of its nodes.
#[test]
fn proofs_of_the_example_in_the_rfc() {
    let leaves = leaves(7);
    let [a, b, c, d, e, f, j] = leaves[..] else {
        unreachable!("seven leaves")
    };
    let (g, h, i) = (node_hash(&a, &b), node_hash(&c, &d), node_hash(&e, &f));
    let (k, l) = (node_hash(&g, &h), node_hash(&i, &j));
    assert_eq!(root_of(&leaves), node_hash(&k, &l));
    assert_eq!(inclusion_proof(&leaves, 0, 7), [b, h, l]);
    assert_eq!(inclusion_proof(&leaves, 3, 7), [c, g, l]);
    assert_eq!(inclusion_proof(&leaves, 4, 7), [f, j, k]);
    assert_eq!(inclusion_proof(&leaves, 6, 7), [i, k]);
    assert_eq!(consistency_proof(&leaves, 3, 7), [c, d, g, l]);
    assert_eq!(consistency_proof(&leaves, 4, 7), [l]);
    assert_eq!(consistency_proof(&leaves, 6, 7), [i, j, k]);
}

#[test]
fn every_leaf_of_every_small_tree_is_proven_and_nothing_else_is() {
    let leaves = leaves(SIZE_EXHAUSTIVE);
    let roots = roots(&leaves);
    for size in 1..=SIZE_EXHAUSTIVE {
        for index in 0..size {
            let (leaf, root) = (leaves[index as usize], roots[size as usize]);
            let proof = inclusion_proof(&leaves, index, size);
            let proves = |leaf: &Hash, proof: &[Hash], root: &Hash| {
                verify_inclusion(leaf, index, size, proof, root)
            };
            let place = format!("{index} of {size}");
            assert!(proves(&leaf, &proof, &root), "{place}");
            assert!(
                flips(leaf, size).all(|other| !proves(&other, &proof, &root)),
                "{place}"
            );
            assert!(
                flips(root, size).all(|other| !proves(&leaf, &proof, &other)),
                "{place}"
            );
            for other in flipped_proofs(&proof, size) {
                assert!(!proves(&leaf, &other, &root), "{place}");
            }
            for other in proofs_of_other_lengths(&proof, leaf) {
                assert!(!proves(&leaf, &other, &root), "{place}");
            }
            // One step further leads to the root of a larger tree, on either side.
            let longer = [&proof[..], &[leaf]].concat();
            for above in [node_hash(&leaf, &root), node_hash(&root, &leaf)] {
                assert!(!proves(&leaf, &longer, &above), "{place}");
            }
            for other in (0..=SIZE_EXHAUSTIVE + 1).filter(|other| *other != index) {
                let verified = verify_inclusion(&leaf, other, size, &proof, &root);
                assert!(!verified, "{place} as leaf {other}");
            }
            for other in 0..=SIZE_EXHAUSTIVE + 1 {
                // Another size verifies only where the path takes the same turns.
                let expected = root_of_path(leaf, index, other, &proof) == Some(root);
                let verified = verify_inclusion(&leaf, index, other, &proof, &root);
                assert_eq!(verified, expected, "{place} as of {other}");
            }
        }
    }
}

#[test]
fn every_small_tree_is_proven_to_begin_with_every_smaller_one_and_nothing_else_is() {
    let leaves = leaves(SIZE_EXHAUSTIVE);
    let roots = roots(&leaves);
    for new in 0..=SIZE_EXHAUSTIVE {
        for old in 0..=new {
            let (old_root, new_root) = (roots[old as usize], roots[new as usize]);
            let proof = consistency_proof(&leaves, old, new);
            let proves = |old_root: &Hash, new_root: &Hash, proof: &[Hash]| {
                verify_consistency(old, old_root, new, new_root, proof)
            };
            let place = format!("{old} to {new}");
            assert!(proves(&old_root, &new_root, &proof), "{place}");
            assert!(
                flips(old_root, new).all(|other| !proves(&other, &new_root, &proof)),
                "{place}"
            );
            for other in flips(new_root, new) {
                // Every tree begins with the empty one, whatever its root.
                let expected = old == 0 && new > 0;
                assert_eq!(proves(&old_root, &other, &proof), expected, "{place}");
            }
            for other in flipped_proofs(&proof, new) {
                assert!(!proves(&old_root, &new_root, &other), "{place}");
            }
            for other in proofs_of_other_lengths(&proof, old_root) {
                assert!(!proves(&old_root, &new_root, &other), "{place}");
            }
            let longer = [&proof[..], &[old_root]].concat();
            let (old_above, new_above) = (
                node_hash(&old_root, &old_root),
                node_hash(&old_root, &new_root),
            );
            assert!(!proves(&old_above, &new_above, &longer), "{place}");
            assert!(
                !proves(&old_root, &node_hash(&new_root, &old_root), &longer),
                "{place}"
            );
            let other_old = (0..=new + 1).map(|other| (other, new));
            let other_new = (0..=SIZE_EXHAUSTIVE + 1).map(|other| (old, other));
            for (old, new) in other_old.chain(other_new) {
                let expected = is_consistent_by_definition(old, old_root, new, new_root, &proof);
                let verified = verify_consistency(old, &old_root, new, &new_root, &proof);
                assert_eq!(verified, expected, "{place} as {old} to {new}");
            }
        }
    }
}

/// A proof alone does not say of how many leaves the tree is; that is the checkpoint's to say.
#[test]
fn a_proof_does_not_bind_the_size() {
    let leaves = leaves(3);
    let (proof, root) = (inclusion_proof(&leaves, 0, 3), root_of(&leaves));
    assert!(verify_inclusion(&leaves[0], 0, 3, &proof, &root));
    assert!(verify_inclusion(&leaves[0], 0, 4, &proof, &root));
}

#[test]
fn where_there_is_no_tree_there_is_no_proof() {
    let leaves = leaves(5);
    for (index, size) in [
        (0, 0),
        (3, 3),
        (4, 3),
        (0, 6),
        (u64::MAX, 5),
        (0, u64::MAX),
        (u64::MAX, u64::MAX),
    ] {
        assert!(
            inclusion_proof(&leaves, index, size).is_empty(),
            "{index} of {size}"
        );
    }
    for (old, new) in [
        (0, 5),
        (5, 5),
        (4, 3),
        (3, 6),
        (u64::MAX, 5),
        (3, u64::MAX),
        (u64::MAX, u64::MAX),
    ] {
        assert!(
            consistency_proof(&leaves, old, new).is_empty(),
            "{old} to {new}"
        );
    }
}

#[test]
fn sizes_and_proofs_at_the_limit_are_judged_without_overflow() {
    let long = leaves(PROOF_MAX as u64 + 1);
    let leaf = Hash([0; 32]);
    let root = long[..PROOF_MAX]
        .iter()
        .fold(leaf, |node, sibling| node_hash(&node, sibling));
    assert!(verify_inclusion(
        &leaf,
        0,
        u64::MAX,
        &long[..PROOF_MAX],
        &root
    ));
    assert!(verify_consistency(
        1,
        &leaf,
        u64::MAX,
        &root,
        &long[..PROOF_MAX]
    ));
    assert!(!verify_inclusion(
        &leaf,
        0,
        u64::MAX,
        &long,
        &node_hash(&root, &long[PROOF_MAX])
    ));
    let (old_root, new_root) = roots_of_subproof(3, SIZE_MAX, None, &long[1..]).unwrap();
    assert!(verify_consistency(
        3,
        &old_root,
        SIZE_MAX,
        &new_root,
        &long[1..]
    ));
    let (old_root, new_root) = roots_of_subproof(3, u64::MAX, None, &long).unwrap();
    assert!(!verify_consistency(
        3,
        &old_root,
        u64::MAX,
        &new_root,
        &long
    ));
    let sizes = [
        0,
        1,
        2,
        3,
        SIZE_MAX - 1,
        SIZE_MAX,
        SIZE_MAX + 1,
        SIZE_MAX + 2,
        u64::MAX - 1,
        u64::MAX,
    ];
    for first in sizes {
        for second in sizes {
            for length in [0, 1, 2, PROOF_MAX - 1, PROOF_MAX, PROOF_MAX + 1] {
                assert!(
                    !verify_inclusion(&leaf, first, second, &long[..length], &leaf) || second == 1
                );
                let consistent = verify_consistency(first, &leaf, second, &leaf, &long[..length]);
                assert_eq!(
                    consistent,
                    first == second && first > 0 && length == 0,
                    "{first} to {second}"
                );
            }
        }
    }
}

// --- Another implementation ---

#[test]
fn roots_and_proofs_are_those_of_ct_merkle() {
    let leaves = leaves(SIZE_COMPARED);
    let roots = roots(&leaves);
    let mut theirs = MemoryBackedTree::<Sha256, String>::new();
    for size in 0..=SIZE_COMPARED {
        let root = roots[size as usize];
        assert_eq!(theirs.root().as_bytes()[..], root.0, "size {size}");
        // Every proof in the smaller half of the trees, every seventh in the others.
        let step = if 2 * size <= SIZE_COMPARED { 1 } else { 7 };
        for index in (0..size).step_by(step) {
            let proof = inclusion_proof(&leaves, index, size);
            let their_proof = theirs.prove_inclusion(index as usize);
            assert_eq!(their_proof.as_bytes(), joined(&proof), "{index} of {size}");
            assert!(verify_inclusion(
                &leaves[index as usize],
                index,
                size,
                &proof,
                &root
            ));
            let proof = InclusionProof::from_bytes(joined(&proof));
            let verified = theirs.root().verify_inclusion(&word(index), index, &proof);
            assert!(verified.is_ok(), "{index} of {size}");
        }
        for old in (1..=size).step_by(step) {
            let proof = consistency_proof(&leaves, old, size);
            let their_proof = theirs.prove_consistency((size - old) as usize);
            assert_eq!(their_proof.as_bytes(), joined(&proof), "{old} to {size}");
            let old_root = roots[old as usize];
            assert!(verify_consistency(old, &old_root, size, &root, &proof));
            let old_root = RootHash::new(old_root.0.into(), old);
            let proof = ConsistencyProof::try_from_bytes(joined(&proof)).unwrap();
            let verified = theirs.root().verify_consistency(&old_root, &proof);
            assert!(verified.is_ok(), "{old} to {size}");
        }
        theirs.push(word(size));
    }
}

fn joined(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}
