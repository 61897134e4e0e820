//! The real binary: two parties' folders on loopback, from nothing to an agreed text, through kills and bad input.

mod bad_input;
mod folder;
mod kills;
mod quick_start;
mod verify;
