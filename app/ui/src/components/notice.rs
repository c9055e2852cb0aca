//! What a page says: banners, error summaries, empty lists, waiting, measures.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::element::{El, Part, el};
use crate::prelude::*;
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
pub fn banner(tone: Tone, content: impl Part) -> El {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    el("div").class(tone.class()).attr("role", role).child(content)
}

/// All that must be mended, at the top of a form, each line leading to its field. It takes the focus when it
/// appears; while empty it is not there. Each problem is the key of a field and a sentence.
pub fn error_summary(problems: Signal<Vec<(String, String)>>) -> El {
    let line = |(key, sentence): (String, String)| {
        let jump = move |event: web_sys::Event| {
            event.prevent_default();
            let field = document().get_element_by_id(&key);
            if let Some(field) = field.as_ref().and_then(|field| field.dyn_ref::<HtmlElement>()) {
                field.scroll_into_view();
                // A focus that the browser refuses leaves the field in view.
                let _ = field.focus();
            }
        };
        el("li").child(el("a").attr("href", "#").on("click", jump).child(sentence))
    };
    el("div")
        .class("summary")
        .attr("role", "alert")
        .attr("tabindex", "-1")
        .hidden(move || problems.with(Vec::is_empty))
        .child(el("h2").child(t(W::ProblemsHead)))
        .child(el("ul").show(move || problems.get().into_iter().map(line).collect::<Vec<_>>()))
        .follow(move |element| {
            if problems.with(|problems| !problems.is_empty())
                && let Some(summary) = element.dyn_ref::<HtmlElement>()
            {
                // A focus that the browser refuses leaves the summary where it is.
                let _ = summary.focus();
            }
        })
}

/// What stands in place of an empty list: what is not there, and why or what to do.
pub fn empty(title: &str, text: &str) -> El {
    el("div").class("empty").child(el("p").class("empty-title").child(title)).child(el("p").child(text))
}

/// What stands in place of data on its way.
pub fn wait() -> El {
    el("p").class("wait").attr("role", "status").child(t(W::Loading))
}

/// A bar: so much of so much, with words for those who do not see it.
pub fn meter(done: u32, need: u32, label: &str) -> El {
    el("progress")
        .attr("aria-label", label)
        .attr("value", done.min(need).to_string())
        .attr("max", need.max(1).to_string())
        .class(if done < need { "" } else { "full" })
}
