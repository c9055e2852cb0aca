//! The phone's half of an exchange, in three parts that never wait for one another: `Engine` decides when to
//! speak and what an answer means (`machine`); `request` gathers what is to be said; `ingest` takes an answer
//! into the store in one commit. None of them opens a connection: whoever hosts them does, and reports back.

mod ingest;
mod machine;
pub mod rebuild;
mod request;

pub use ingest::{IngestError, Ingested, Salvage, ingest};
pub use machine::{Effect, Engine, Event, Phase, Status};
pub use request::{LastSuccess, Outgoing, epoch, last_success, person, request, rewind};
