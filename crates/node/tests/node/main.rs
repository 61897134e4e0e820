//! Nodes on loopback: real folders, real mutual TLS, real databases.

mod first_agreement;
mod pair;
