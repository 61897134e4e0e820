//! Replication as a whole: two and three nodes in one thread over a bad network, garbage from a peer, real
//! TLS on the loopback interface, first contact, and pouches.

#[path = "net/beside.rs"]
mod beside;
#[path = "net/book.rs"]
mod book;
#[path = "net/forks.rs"]
mod forks;
#[path = "net/garbage.rs"]
mod garbage;
#[path = "net/limits.rs"]
mod limits;
#[path = "net/loopback.rs"]
mod loopback;
#[path = "net/notes.rs"]
mod notes;
#[path = "net/pouch.rs"]
mod pouch;
#[path = "net/pulls.rs"]
mod pulls;
#[path = "net/simulation.rs"]
mod simulation;
#[path = "net/vectors.rs"]
mod vectors;
#[path = "net/witness.rs"]
mod witness;
