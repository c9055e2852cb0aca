//! The office's server of Sổ Bản: one program that serves the app, takes in and hands out changes, imports the
//! bank's lists and shows the area's and the province's pages.
//!
//! It holds no rule of its own: what counts, what is valid and what merges is `shared`'s. Handlers hold no
//! words (`pages::words` does) and decide nothing about access (`access` does, as types).

pub mod access;
pub mod additions;
mod bench;
mod cli;
pub mod clock;
mod commands;
pub mod derived;
pub mod enrolment;
pub mod failure;
pub mod import;
pub mod limiter;
mod lists;
pub mod office;
mod pages;
pub mod password;
mod photos;
pub mod qr;
pub mod routes;
pub mod sample;
pub mod secret;
pub mod settings;
pub mod storage;
pub mod units;

pub use cli::{AccountCommand, Cli, Command, DeviceCommand};
pub use commands::run;
