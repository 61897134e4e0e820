//! The store: what was written is what is read, or the fault names the entry.

mod append;
mod branches;
mod damage;
mod erase;
mod heads;
mod invented;
mod notes;
mod opening;
mod power_cuts;
