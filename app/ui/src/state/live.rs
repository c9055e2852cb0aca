//! Answers that stay true: asked again whenever records may have changed, the newest question winning.

use std::future::Future;

use super::engine::Answered;
use super::session;
use crate::platform::window;
use crate::prelude::*;

/// An answer that is read again whenever records change; `None` before the first one. While a newer answer is on
/// its way the older one stays on screen, one that says the same changes nothing there, and none takes the place of
/// what a person is pressing or being asked.
pub fn live<T, F>(question: impl Fn() -> F + 'static) -> RwSignal<Option<Answered<T>>>
where
    T: PartialEq + 'static,
    F: Future<Output = Answered<T>> + 'static,
{
    let answer = RwSignal::new(None);
    let asked = StoredValue::new(0_u32);
    let next = StoredValue::new(None);
    let busy = StoredValue::new(false);
    follow(move |_| {
        session().changed.track();
        asked.update_value(|number| *number += 1);
        next.set_value(Some(question()));
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            // What was asked meanwhile and asked again is never sent: only the newest question is.
            while let Some(question) = next.try_update_value(Option::take).flatten() {
                let number = asked.try_get_value();
                let result = Some(question.await);
                window::when_still(move || {
                    // The page may be gone, or may have asked again.
                    if number.is_some()
                        && asked.try_get_value() == number
                        && answer.with_untracked(|known| *known != result)
                    {
                        answer.set(result);
                    }
                });
            }
            busy.try_update_value(|busy| *busy = false);
        });
    });
    answer
}

/// Says that the page's data is on screen as soon as `arrived` is true.
pub fn ready_when(arrived: impl Fn() -> bool + 'static) {
    follow(move |_| {
        if arrived() {
            super::ready();
        }
    });
}
