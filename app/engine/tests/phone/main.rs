//! The engine's promises, over a store in memory and a real office: sessions, exchanges, tabs that share a
//! store, disks that fill up, offices that cannot be reached.

mod bench;
mod exchange;
mod random;
mod rescue;
mod saving;
mod states;
