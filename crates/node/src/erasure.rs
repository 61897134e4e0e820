//! Carrying out what the party's own people answered to requests for erasure.
//!
//! The answer is on the record first, the erasing follows from it: so a crash in between, or a database that was
//! put back from before, leaves nothing that is not erased at the next start.

use record::{Payload, SpaceId, StatementId};
use store::{Content, Erased};

use crate::fault::NodeFault;
use crate::node::Node;
use crate::writer::{Writer, read, write};

/// What a draft is dropped for: a title, or a line so long that it is nobody's by chance.
const LINE_BYTES_MIN: usize = 16;

impl Node {
    /// Erases what the people of our seats said is erased here, as far as it is not gone yet.
    pub(crate) fn erase_answered(&self, space: SpaceId) -> Result<(), NodeFault> {
        for (of, n) in self.answered(&space) {
            let mut writer = self.writer();
            // First what holds the same words, because afterwards nobody knows them any more.
            let here = writer.store.payload(&space, &of, n as usize);
            if let Ok(Some(Content::Here(payload))) = here {
                let words = words_of(&payload);
                let dropped = self.private().drop_drafts_with(&words)?;
                tracing::info!(dropped, "content is erased, and drafts with its words");
            }
            let erased = writer.store.erase_payload(&space, &of, n as usize)?;
            self.forget(&writer, space, &of)?;
            if erased != Erased::Lingers
                && let Some(state) = write(&self.spaces).get_mut(&space)
            {
                state.erased.insert((of, n));
            }
        }
        Ok(())
    }

    /// What our seats answered that it is erased, and that was not seen to be gone since the start.
    fn answered(&self, space: &SpaceId) -> Vec<(StatementId, u64)> {
        let spaces = read(&self.spaces);
        let Some(state) = spaces.get(space) else {
            return Vec::new();
        };
        let seats: Vec<_> = self.seats().collect();
        let asked = seats
            .iter()
            .flat_map(|seat| state.relationship.erased_by(&seat.party));
        let contents = asked.flat_map(|asked| asked.contents.iter().map(|n| (asked.of, *n)));
        contents
            .filter(|which| !state.erased.contains(which))
            .collect()
    }

    /// Puts what is left of a statement's contents in the place of what the state read from them.
    fn forget(&self, writer: &Writer, space: SpaceId, of: &StatementId) -> Result<(), NodeFault> {
        let Some((log, index)) = writer.store.find(&space, of)? else {
            return Ok(());
        };
        let Some(stored) = writer.store.entry(&log.in_space(space), index)? else {
            return Ok(());
        };
        let entry = stored.entry;
        if let Some(state) = write(&self.spaces).get_mut(&space) {
            state.forget(of, &entry.body.payloads, &entry.payloads);
        }
        Ok(())
    }
}

/// The words by which a draft is known to hold this content: all of it, its first line, and its longer lines.
fn words_of(payload: &Payload) -> Vec<&[u8]> {
    let lines = payload.content.split(|byte| *byte == b'\n');
    let lines = lines.enumerate().filter(|(n, line)| {
        !line.trim_ascii().is_empty() && (*n == 0 || line.len() >= LINE_BYTES_MIN)
    });
    lines.map(|(_, line)| line).collect()
}
