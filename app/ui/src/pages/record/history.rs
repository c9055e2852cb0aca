//! Everything that was ever written in a record, the newest first: field, old, new, who, when.

use leptos::prelude::*;
use messages::{Event, Whole};
use shared::record::{Flat, Kind};

use super::{by, outline};
use crate::components::Button;
use crate::state::catalogue;
use crate::words::{W, fill, shown, t};

/// Lines drawn at first and with every "more".
const LINES: usize = 50;

/// The section. Its lines are drawn when it is opened.
pub fn section(whole: &Whole) -> AnyView {
    let head = fill(W::HistoryHead, &[&whole.history.len().to_string()]);
    let kind = whole.listed.facts.kind;
    let record = StoredValue::new((whole.flat.clone(), whole.history.clone()));
    let limit = RwSignal::new(0_usize);
    let open = move |_| limit.update(|limit| *limit = (*limit).max(LINES));
    let lines = move || {
        record.with_value(|(flat, history)| {
            history.iter().rev().take(limit.get()).map(|event| line(kind, flat, event)).collect_view()
        })
    };
    let more = move || {
        let rest = record.with_value(|(_, history)| history.len()).saturating_sub(limit.get());
        let label = fill(W::MoreHistory, &[&rest.min(LINES).to_string()]);
        let press = move |()| limit.update(|limit| *limit += LINES);
        (limit.get() > 0 && rest > 0).then(|| view! { <Button act="more-history" label=label on_press=press/> }.into_any())
    };
    view! {
        <details class="history" on:toggle=open>
            <summary data-act="history">{head}</summary>
            <ol>{lines}</ol>
            {more}
        </details>
    }
    .into_any()
}

fn line(kind: Kind, flat: &Flat, event: &Event) -> AnyView {
    let value = |scalar| shown::value(catalogue(), kind, &event.key, scalar);
    let old = event.old.as_ref().map_or_else(|| t(W::Empty).to_owned(), value);
    let change = fill(W::HistoryChange, &[&old, &value(&event.new)]);
    view! {
        <li data-key=event.key.clone()>
            <p class="history-field">{outline::name(catalogue(), kind, flat, &event.key)}</p>
            <p class="history-change">{change}</p>
            <p class="history-by">{by(&event.by)}</p>
        </li>
    }
    .into_any()
}
