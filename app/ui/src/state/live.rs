//! Answers that stay true: asked again whenever records may have changed, the newest question winning.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Answered;
use super::session;

/// An answer that is read again whenever records change; `None` before the first one. While a newer answer is on
/// its way the older one stays on screen.
pub fn live<T, F>(question: impl Fn() -> F + 'static) -> ReadSignal<Option<Answered<T>>>
where
    T: Send + Sync + 'static,
    F: Future<Output = Answered<T>> + 'static,
{
    let (answer, set_answer) = signal(None);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        session().changed.track();
        let number = asked.get_value() + 1;
        asked.set_value(number);
        let question = question();
        spawn_local(async move {
            let result = question.await;
            // The page may be gone, or may have asked again.
            if asked.try_get_value() == Some(number) {
                set_answer.try_set(Some(result));
            }
        });
    });
    answer
}

/// Says that the page's data is on screen as soon as `arrived` is true.
pub fn ready_when(arrived: impl Fn() -> bool + 'static) {
    Effect::new(move |_| {
        if arrived() {
            super::ready();
        }
    });
}
