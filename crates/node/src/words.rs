//! Words, read from the store: the state holds titles only.

use domain::Words;
use record::SpaceId;
use record::view::Position;

use crate::node::Node;

impl Node {
    /// The words that stand in an entry; none if it is not here or they were erased. Called while the state is being
    /// read, or not: the database's lock comes after the state's everywhere.
    pub fn words(&self, space: &SpaceId, at: &Position) -> Words {
        let stored = self.stored(|reader| reader.entry(&at.log.in_space(*space), at.index));
        let stored = stored.unwrap_or_else(|fault| {
            tracing::error!(%fault, "the words of an entry cannot be read");
            None
        });
        let entry = stored.map(|stored| stored.entry);
        entry.map_or_else(Words::default, |entry| {
            Words::read(&entry.body.payloads, &entry.payloads)
        })
    }
}
