//! What Sổ Bản knows: records and their field tables, the rules of the five source documents, quotas,
//! figures, the merge that loses nothing and the synchronisation engine. Phone and server call the same
//! functions, so a phone's preview equals the office's figure by construction.
//!
//! This crate cannot ask what day it is, draw a random number, open a file or touch a browser: all of
//! these are arguments. `record`, `domain` and `catalogue` know no CRDT; `sync` does not know what an
//! inspection is.

pub mod catalogue;
pub mod date;
pub mod domain;
#[cfg(feature = "crdt")]
pub mod frozen;
pub mod id;
pub mod limits;
#[cfg(feature = "crdt")]
pub mod photo;
pub mod reading;
pub mod record;
pub mod sorted;
pub mod text;

#[cfg(feature = "crdt")]
pub mod crdt;
#[cfg(feature = "crdt")]
pub mod store;
#[cfg(feature = "crdt")]
pub mod sync;
