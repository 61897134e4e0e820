//! Renamings: a history with parties and texts renamed need not be looked at again.

use crate::world::World;

/// A renaming of logs and texts under which the world stays the same.
pub struct Symmetry {
    /// `texts[old] = new`.
    pub texts: Vec<usize>,
    /// `old_logs[new] = old`.
    pub old_logs: Vec<usize>,
}

/// All renamings of a world's peers and texts that change nothing; the first one renames nothing.
pub fn symmetries(world: &World) -> Vec<Symmetry> {
    let same_texts: Vec<usize> = (0..world.texts.len()).collect();
    let mut found = Vec::new();
    for peers in permutations(&world.peers) {
        let mut old_logs: Vec<usize> = (0..world.logs.len()).collect();
        for (new, old) in world.peers.iter().zip(&peers) {
            old_logs[*new] = *old;
        }
        for texts in permutations(&same_texts) {
            let alike = |one: usize, other: usize| {
                let renamed = world.exclude(texts[one], texts[other]);
                world.exclude(one, other) == renamed
            };
            let same = |old: usize| {
                let (text, new) = (&world.texts[old], &world.texts[texts[old]]);
                let plain = text.brings.is_none() && text.under.is_none();
                let proposed = text.placed == new.placed
                    && (text.placed || text.proposer == old_logs[new.proposer]);
                (texts[old] == old || plain && new.brings.is_none() && new.under.is_none())
                    && proposed
                    && same_texts.iter().all(|other| alike(old, *other))
            };
            if same_texts.iter().all(|old| same(*old)) {
                let old_logs = old_logs.clone();
                found.push(Symmetry { texts, old_logs });
            }
        }
    }
    found
}

fn permutations(items: &[usize]) -> Vec<Vec<usize>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (at, first) in items.iter().enumerate() {
        let rest = [&items[..at], &items[at + 1..]].concat();
        for mut tail in permutations(&rest) {
            tail.insert(0, *first);
            found.push(tail);
        }
    }
    found
}
