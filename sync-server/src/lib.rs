//! The office's server of Sổ Bản: one program that serves the app, takes in and hands out changes, imports the
//! bank's lists and shows the area's and the province's pages.
//!
//! It holds no rule of its own: what counts, what is valid and what merges is `shared`'s. Handlers hold no
//! words (`pages::words` does) and decide nothing about access (`access` does, as types).

pub mod access;
pub mod clock;
pub mod enrolment;
pub mod import;
pub mod limiter;
pub mod password;
pub mod qr;
pub mod secret;
pub mod settings;
pub mod storage;
