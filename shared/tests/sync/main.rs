//! Documents, gate and exchange from the outside, as phone and server use them.

#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

mod convergence;
mod corpus;
mod damaged;
mod documents;
mod exchange;
mod filling;
mod gate;
mod hostile;
mod letter;
mod machine;
mod parties;
mod repair;
mod wire;
mod world;
