//! Pages, forms and the HTTP API.
//!
//! A page is a plain struct with owned data and a template; it reads no state, holds no lock and decides nothing.

pub mod assets;
pub mod frame;
pub mod pages;
