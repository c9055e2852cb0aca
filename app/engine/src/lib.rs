//! The engine: documents, store and synchronisation, in a worker of their own so that screens never wait. It
//! answers the questions of `messages`, keeps every promise that a screen makes ("Đã lưu", "Đã gửi"), and
//! shows nothing. Everything but `platform::browser` and the worker's door runs natively too, where it is
//! tested.

pub mod exchange;
pub mod gallery;
mod json;
pub mod platform;
pub mod session;
#[cfg(all(target_arch = "wasm32", not(feature = "conformance")))]
mod worker;
