//! The phone's half of an exchange, in three parts that never wait for one another: `Engine` decides when to
//! speak and what an answer means (`machine`); `request` gathers what is to be said; `ingest` takes an answer
//! into the store in one commit. None of them opens a connection: whoever hosts them does, and reports back.

mod ingest;
mod machine;
mod memory;
mod parcels;
mod rebuild;
mod request;
mod standing;

pub use ingest::{Host, IngestError, Ingested, Salvage, ingest};
pub use machine::{Answer, Effect, Engine, Event, Phase, Status};
pub use memory::{LastSuccess, epoch, last_success, person, repairs};
pub use parcels::{carried, carry};
pub use rebuild::{REBUILT, Rebuild, is_live, live, rebuild};
pub use request::{Ask, Asked, Me, Outgoing, Sent, letter, nothing, request};
pub use standing::{Standing, register_again, rewind};
