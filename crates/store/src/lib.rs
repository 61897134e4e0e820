//! The durable log of entries: SQLite, one writer, any number of readers.
//!
//! [`Store`] is the only writer of entries. [`Store::append`] is all or nothing and durable on return, and
//! nothing here retries after a failed commit: the store stops, and whoever opens it again recovers.
//! [`Reader`] reads beside it, so that long text stays here and not in memory.
//!
//! What is read back is compared with what was written: leaf, body, payloads, the place in the log and the
//! verdict on the signatures. An entry that does not fit is a [`StoreFault::Damaged`] with its name, never
//! another answer. The surprising thing: the last entries of a log can be missing without a trace, because
//! nothing after them says so. Signed heads and the high-water file notice that, outside this crate.
//!
//! Verifies no signature and folds nothing. Knows no clock: times come in as arguments.

mod copy;
pub mod database;
mod entries;
mod facts;
mod fault;
mod heads;
mod high_water;
pub mod notes;
mod payloads;
mod reader;
mod receipts;
mod schema;
mod spaces;
mod write_ahead;
mod writer;

pub use entries::Stored;
pub use fault::StoreFault;
pub use high_water::HighWater;
pub use payloads::{Content, Erased};
pub use reader::Reader;
pub use receipts::{Kept, NumberedReceipt};
pub use spaces::SpaceRow;
pub use write_ahead::write_anew;
pub use writer::{Appended, Batch, NewEntry, Store};
