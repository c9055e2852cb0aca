//! Synchronisation: one request up, one answer down, idempotent; the same code in the app, the server and the
//! tests. It does not know what an inspection is: field tables and the derivation of facts come in as
//! functions. It reads no clock, opens no connection and draws no random number.

pub mod author;
pub mod bundle;
pub mod frame;
pub mod gate;
pub mod letter;
pub mod office;
pub mod parcel;
pub mod phone;
pub mod photo;
pub mod wire;
