//! Placeholder of the first minute.
