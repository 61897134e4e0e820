//! What a bundle says of its heads beside them: signed notes, and receipts of consistency.

use super::heads::Heads;
use super::{Audit, Flaw, HeadShown, Keys};
use crate::ids::{Hash, LogKey};
use crate::note;
use crate::receipt::{Proof, Receipt};

impl Audit {
    /// A note must say what a head beside it says: alone it would name a log and not show whose it is.
    pub(super) fn check_note(&mut self, note: &str, keys: &Keys<'_>, heads: &Heads<'_>) {
        let space = self.space;
        let signed = |log: &LogKey, size: u64, root: Hash| {
            keys.signed_tree(log, size, &root, |key| {
                note::verify(note, &log.in_space(space), key) == Ok((size, root))
            })
        };
        let found = heads.logs().find_map(|log| {
            let (size, root) = note::says(note, &log.in_space(space))?;
            let is_here = heads.roots(log, size).any(|known| *known == root);
            (is_here && signed(log, size, root)).then_some((log, root))
        });
        match found {
            Some((log, root)) => self.note_shown(log, &root, |shown| shown.is_noted = true),
            None => self.flaws.push(Flaw::Note),
        }
    }

    /// A receipt of consistency must lead from one head of the bundle to another.
    pub(super) fn check_extends(&mut self, receipt: &Receipt, keys: &Keys<'_>, heads: &Heads<'_>) {
        let log = receipt.log.key;
        let (old, new) = match receipt.proof {
            Proof::Consistency { old, new, .. } => (old, new),
            Proof::Inclusion { size, .. } => (size, size),
        };
        let is_ours = receipt.log.space == self.space;
        let found = heads.roots(&log, new).find(|newer| {
            let mut older = heads.roots(&log, old);
            older.any(|older| receipt.leads(older, newer))
                && keys.signed_tree(&log, new, newer, |key| receipt.verify(newer, key).is_ok())
        });
        match found.filter(|_| is_ours) {
            Some(newer) => self.note_shown(&log, newer, |shown| {
                shown.extends.insert(old);
            }),
            None => self.flaws.push(Flaw::Consistency(log, old, new)),
        }
    }

    /// Of a log that is here with its entries no head is shown by itself, and there is nothing to note.
    fn note_shown(&mut self, log: &LogKey, root: &Hash, note: impl FnOnce(&mut HeadShown)) {
        let mut shown = self.heads.iter_mut();
        if let Some(shown) = shown.find(|shown| shown.log == *log && shown.root == *root) {
            note(shown);
        }
    }
}
