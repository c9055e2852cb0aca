//! Building blocks that pages and forms share. A component draws what it is given and calls back; it knows
//! neither state nor platform nor the domain's rules.

mod button;
mod choice;
mod dialog;
mod element;
mod field;
mod frame;
mod notice;
mod tag;
mod tasks;

pub use button::{Button, Go, Look};
pub use choice::{Choose, Radios};
pub use dialog::Confirm;
pub use element::{El, Part, el, live_part, parts};
pub use field::{Field, error_id, hint_id};
pub use frame::{BottomNav, Head};
pub use notice::{Banner, EmptyState, ErrorSummary, Meter, Tone, Wait};
pub use tag::{StandingTag, StateTag};
pub use tasks::{Task, TaskList, TaskState};
