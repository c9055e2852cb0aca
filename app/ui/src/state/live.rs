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
    follow(move |_| {
        session().changed.track();
        let number = asked.get_value() + 1;
        asked.set_value(number);
        let question = question();
        spawn_local(async move {
            let result = Some(question.await);
            window::when_still(move || {
                // The page may be gone, or may have asked again.
                if asked.try_get_value() == Some(number) && answer.with_untracked(|known| *known != result) {
                    answer.set(result);
                }
            });
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
