//! A phone without a screen: the app's own engine, session and exchange and all, over SQLite and plain HTTP. It
//! replays workloads, carries load, and stands in for phones in tests. It decides nothing of its own: whatever
//! it saves, sends or understands is the engine's doing.

pub mod contract;
pub mod device;
pub mod disk;
pub mod free_form;
pub mod line;
pub mod pocket;
pub mod workload;
