//! The package search against exhaustive checks, and against what other programs get wrong.

mod answers;
mod bad_input;
mod brute;
mod formats;
mod mechanisms;
mod peers;
mod properties;
