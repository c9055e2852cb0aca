//! Documents, gate and exchange from the outside, as phone and server use them.

mod documents;
mod gate;
mod hostile;
mod world;
