//! Words that the state does not hold, read from the store.

use domain::Wordings;
use record::SpaceId;
use record::view::Position;

use crate::node::Node;

impl Node {
    /// The words that stand in an entry; none if it is not here or they were erased. Called while the state is being
    /// read, or not: the database's lock comes after the state's everywhere.
    pub fn words(&self, space: &SpaceId, at: &Position) -> Wordings {
        let stored = self.stored(|reader| reader.entry(&at.log.in_space(*space), at.index));
        let stored = stored.unwrap_or_else(|fault| {
            tracing::error!(%fault, "the words of an entry cannot be read");
            None
        });
        let entry = stored.map(|stored| stored.entry);
        entry.map_or_else(Wordings::default, |entry| {
            Wordings::read(&entry.body.payloads, &entry.payloads)
        })
    }
}
