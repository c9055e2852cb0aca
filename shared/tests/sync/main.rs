//! Documents, gate and exchange from the outside, as phone and server use them.

mod convergence;
mod documents;
mod exchange;
mod gate;
mod hostile;
mod machine;
mod parties;
mod world;
