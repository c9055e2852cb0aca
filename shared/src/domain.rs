//! The rules of the source documents on plain values: registers, units, facts, validation, quotas. No CRDT,
//! no clock, no words for people beyond codes.

pub mod clock;
pub mod correction;
pub mod draw;
pub mod due;
pub mod facts;
pub mod figures;
pub mod households;
pub mod links;
pub mod offices;
pub mod progress;
pub mod register;
pub mod remedy;
pub mod reorganise;
pub mod report;
pub mod review;
pub mod rules;
#[cfg(test)]
mod sample;
pub mod units;
pub mod voice;
