//! The browser, behind a few plain functions. Nothing outside this module names a browser type, and nothing
//! in it knows what a record is.

pub mod camera;
pub mod clock;
pub mod file;
pub mod shell;
pub mod typing;
pub mod window;
pub mod worker;
