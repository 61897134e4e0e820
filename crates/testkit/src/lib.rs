//! Nothing to link against: this crate carries the housekeeping tests and the figures of the whole repository.
