//! Agendas: the ladder model against a plain recursion, its properties, its rows, and the circles of waits.

mod brute;
mod circles;
mod invented;
mod properties;
mod rounds;
mod rows;
