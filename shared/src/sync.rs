//! Synchronisation: one request up, one answer down, idempotent; the same code in the app, the server and the
//! tests. It does not know what an inspection is.

pub mod wire;
