//! The engine's promises, over a store in memory and a real office: sessions, exchanges, tabs that share a
//! store, disks that fill up, offices that cannot be reached.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod bench;
mod carry;
mod exchange;
mod lists;
mod photos;
mod random;
mod rescue;
mod review;
mod saving;
mod standing;
mod states;
