//! The real binary: two parties' folders on loopback, from nothing to an agreed text, through kills and bad input.

mod advisor;
mod backups;
mod bad_input;
mod bundles;
mod doctor;
mod erasures;
mod folder;
mod keys;
mod kills;
mod languages;
mod notes;
mod pouches;
mod quick_start;
mod spaces;
mod verify;
