//! A page picture by picture: what a screen shows is drawn at once, what stands below its edge after it, a piece at a
//! time, so that a slow phone answers the finger between any two of them. Pieces come from above to below: nothing that
//! is on screen moves.

use crate::components::{Part, live_part};
use crate::platform::window;
use crate::prelude::*;

/// Time between two pieces, in milliseconds: the browser shows a picture meanwhile, and hears what was pressed.
const PICTURE_MS: i32 = 30;

/// A piece that is drawn when its turn comes.
pub fn piece<P: Part>(due: RwSignal<bool>, drawn: impl Fn() -> P + Send + 'static) -> AnyView {
    live_part(move || due.get().then(&drawn))
}

/// Lets pieces come one after the other, the first of them after the next picture.
pub fn one_by_one(pieces: Vec<RwSignal<bool>>) {
    next(pieces.into_iter());
}

fn next(mut waiting: std::vec::IntoIter<RwSignal<bool>>) {
    if let Some(due) = waiting.next() {
        window::later(PICTURE_MS, move || {
            // What is gone by then has no pieces to come; what stands already is not drawn anew.
            let Some(stands) = due.try_with_untracked(|due| *due) else { return };
            if !stands {
                due.set(true);
            }
            next(waiting);
        });
    }
}
