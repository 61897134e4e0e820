//! Packages on the pages: from words to the frontier, what is refused, and what goes into a proposal.

mod forms;
mod kept;
mod refused;
mod search;
mod ways;
