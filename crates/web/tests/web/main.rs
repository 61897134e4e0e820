//! The server through its own router: two nodes on loopback, a browser for each, pages as people get them.

mod api;
mod api_device;
mod browser;
mod journey;
mod locales;
mod pages;
mod pair;
mod program;
mod settings;
