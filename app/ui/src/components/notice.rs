//! What a page says: banners, error summaries, empty lists, waiting, measures.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::words::{W, t};

/// How a banner sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Something to know.
    #[default]
    Plain,
    /// Something went well.
    Good,
    /// Something needs care.
    Careful,
    /// Something failed.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "banner",
            Self::Good => "banner good",
            Self::Careful => "banner careful",
            Self::Bad => "banner bad",
        }
    }
}

/// A banner. `Bad` is read out at once, the others when there is time.
#[component]
pub fn Banner(
    /// How it sounds.
    #[prop(optional)]
    tone: Tone,
    /// What it says, and what can be done.
    children: Children,
) -> AnyView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! { <div class=tone.class() role=role>{children()}</div> }.into_any()
}

/// All that must be mended, at the top of a form, each line leading to its field. It takes the focus when it
/// appears; while empty it is not there. Each problem is the key of a field and a sentence.
#[component]
pub fn ErrorSummary(
    /// Key and sentence of each problem.
    #[prop(into)]
    problems: Signal<Vec<(String, String)>>,
) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if problems.with(|problems| !problems.is_empty())
            && let Some(place) = place.get()
        {
            // A focus that the browser refuses leaves the summary where it is.
            let _ = place.focus();
        }
    });
    let line = |(key, sentence): (String, String)| {
        let jump = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            if let Some(field) = document().get_element_by_id(&key) {
                field.scroll_into_view();
                focus(&field);
            }
        };
        view! { <li><a href="#" on:click=jump>{sentence}</a></li> }.into_any()
    };
    view! {
        <div class="summary" role="alert" tabindex="-1" node_ref=place hidden=move || problems.with(Vec::is_empty)>
            <h2>{t(W::ProblemsHead)}</h2>
            <ul>{move || problems.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A focus that the browser refuses leaves the field in view.
        let _ = element.focus();
    }
}

/// What stands in place of an empty list.
#[component]
pub fn EmptyState(
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, or what to do.
    #[prop(into)]
    text: String,
) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

/// What stands in place of data on its way.
#[component]
pub fn Wait() -> AnyView {
    view! { <p class="wait" role="status">{t(W::Loading)}</p> }.into_any()
}

/// A bar: so much of so much, with words for those who do not see it.
#[component]
pub fn Meter(
    /// Done.
    #[prop(into)]
    done: Signal<u32>,
    /// Needed.
    #[prop(into)]
    need: Signal<u32>,
    /// What is measured.
    #[prop(into)]
    label: String,
) -> AnyView {
    view! {
        <progress
            aria-label=label
            value=move || done.get().min(need.get()).to_string()
            max=move || need.get().max(1).to_string()
            class:full=move || need.get() <= done.get()
        ></progress>
    }
    .into_any()
}
