//! Nodes on loopback: real folders, real mutual TLS, real databases.

mod arrivals;
mod attack_duty;
mod attack_keys;
mod attack_log;
mod attack_peer;
mod attack_person;
mod away;
mod bad_lines;
mod branches;
mod bundles;
mod closed;
mod connection_key;
mod crossing;
mod damage;
mod epochs;
mod erasure;
mod fetch;
mod first_agreement;
#[cfg(target_os = "linux")]
mod flood;
mod forks;
mod heal;
mod hostile;
mod keys;
mod left;
mod looked;
mod memory;
mod newcomers;
mod offices;
mod pair;
mod pouches;
mod receipts;
mod red_lines;
mod renewed_apart;
mod repairs;
mod replaced;
mod restores;
mod rewritten;
mod sealed;
#[cfg(debug_assertions)]
mod simulation;
mod stolen_node_key;
mod table;
mod threads;
mod together;
#[cfg(debug_assertions)]
mod waits;
mod witness;

/// The program's own: what a flood takes is measured with what the program would keep of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
