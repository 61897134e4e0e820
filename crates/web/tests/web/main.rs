//! The server through its own router: two nodes on loopback, a browser for each, pages as people get them.

mod acts;
mod advisor;
mod api;
mod api_device;
mod api_idempotency;
mod api_read;
mod beside;
mod browser;
mod erasures;
mod health;
mod journey;
mod locales;
mod log;
mod notes;
mod offices;
mod pages;
mod pair;
mod program;
mod settings;
mod typed;
mod understood;
