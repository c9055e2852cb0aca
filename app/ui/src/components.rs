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

pub use button::{Look, lead, press};
pub use choice::{choose, option, radios};
pub use dialog::confirm;
pub use element::{El, Part, el, live_part, parts};
pub use field::{error_id, framed, hint_id};
pub use frame::{bottom_nav, head};
pub use notice::{Tone, banner, empty, error_summary, meter, wait};
pub use tag::{conflict_tag, standing_tag, standing_word, state_tag, tag};
pub use tasks::{Task, TaskState, task_list};
