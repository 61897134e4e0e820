//! What was said in one log, in order, and where first.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::chunked::Chunked;
use crate::ids::StatementId;

/// The statements of a log's folded entries. There may be millions: the table has their numbers alone. It is only ever
/// looked up, so there is no order to depend on.
#[derive(Default)]
pub struct Said {
    statements: Chunked<StatementId>,
    first: HashTable<u32>,
    hasher: RandomState,
}

impl Said {
    /// The number of the first entry that says this.
    pub fn first(&self, statement: &StatementId) -> Option<u64> {
        let same = |number: &u32| self.statements[*number as usize] == *statement;
        let hash = self.hasher.hash_one(statement);
        self.first.find(hash, same).copied().map(u64::from)
    }

    /// Adds what the next entry says.
    pub fn push(&mut self, statement: StatementId) {
        // Four thousand million entries are a terabyte in memory.
        let number = self.statements.len() as u32;
        let Said {
            statements,
            first,
            hasher,
        } = self;
        let hash_of = |number: &u32| hasher.hash_one(statements[*number as usize]);
        let same = |number: &u32| statements[*number as usize] == statement;
        if let Entry::Vacant(new) = first.entry(hasher.hash_one(statement), same, hash_of) {
            new.insert(number);
        }
        statements.push(statement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;

    #[test]
    fn the_first_of_several_is_found_however_many_there_are() {
        let statement = |n: u64| StatementId(Hash::labelled("said", &[&n.to_be_bytes()]));
        let mut said = Said::default();
        for n in 0..3_000 {
            said.push(statement(n / 2));
            said.push(statement(n / 2));
        }
        for n in 0..1_500 {
            assert_eq!(said.first(&statement(n)), Some(4 * n));
        }
        assert_eq!(said.first(&statement(1_500)), None);
    }
}
