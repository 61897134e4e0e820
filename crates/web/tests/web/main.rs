//! The server through its own router: two nodes on loopback, a browser for each, pages as people get them.

mod acts;
mod api;
mod browser;
mod journey;
mod locales;
mod pages;
mod pair;
mod settings;
mod typed;
mod understood;
