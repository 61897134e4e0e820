//! Nodes on loopback: real folders, real mutual TLS, real databases.

mod crossing;
mod damage;
mod first_agreement;
mod pair;
