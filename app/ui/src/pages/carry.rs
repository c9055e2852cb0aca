//! Sending by a file that somebody carries: making it, seeing what was carried when, opening the answer. Works
//! without any network.

use messages::{Carried, Failure, Letter, Taken};
use shared::limits::LETTER_BYTES_MAX;

use crate::components::{El, Look, Part, Tone, banner, el, head, parts, press, wait};
use crate::platform::file::{self, Offered};
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{engine, session};
use crate::words::{C, fill, shown, t};

/// Name of the field for the answer.
const ANSWER: &str = "answer";

/// A file that was just made.
struct Made {
    offered: Option<Offered>,
    name: String,
    bytes: usize,
}

/// The page.
pub fn page() -> AnyView {
    let files = live(engine::carried);
    ready_when(move || files.with(Option::is_some));
    let list = move || {
        files.with(|files| match files {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(files)) => list(files),
        })
    };
    parts([
        head(t(C::Title), "", Some(Page::Sync)).view(),
        el("p").child(t(C::Text)).view(),
        el("p").class("hint").child(t(C::Sealed)).view(),
        make(),
        answer(),
        el("section").child(el("h2").child(t(C::FilesHead))).show(list).view(),
    ])
}

/// What waits, and the file of it once made.
fn make() -> AnyView {
    let (making, made) = (RwSignal::new(false), RwSignal::new(None::<Made>));
    let waiting = move || match session().sync.with(|sync| sync.waiting) {
        0 => t(C::NothingWaits).to_owned(),
        waiting => fill(C::Waiting, &[&waiting.to_string()]),
    };
    let begin = move || {
        making.set(true);
        made.set(None);
        spawn_local(async move {
            let letter = engine::carry().await;
            // The page may be gone by now.
            making.try_set(false);
            match letter {
                Ok(letter) => {
                    made.try_set(Some(Made::new(&letter)));
                    session().changed.update(|times| *times += 1);
                }
                Err(failure) => session().trouble.set(Some(failure)),
            }
        });
    };
    let share = move || made.with_untracked(|made| made.iter().for_each(Made::share));
    // Once there is a file, what is to be done is to save it.
    let button = move || {
        let look = if made.with(Option::is_some) { Look::Plain } else { Look::Main };
        press("carry", t(C::Make), look, begin).live("disabled", move || making.get().then(String::new))
    };
    el("section")
        .child(el("p").show(waiting))
        .show(button)
        .show(move || making.get().then(|| banner(Tone::Plain, el("p").child(t(C::Making)))))
        .show(move || made.with(|made| made.as_ref().map(|made| ready(made, share))))
        .view()
}

impl Made {
    fn new(letter: &Letter) -> Self {
        let offered = Offered::new(&letter.name, &letter.bytes);
        Self { offered, name: letter.name.clone(), bytes: letter.bytes.len() }
    }

    fn share(&self) {
        if let Some(offered) = &self.offered {
            offered.share();
        }
    }
}

/// A file that can be taken out of the phone.
fn ready(made: &Made, share: impl Fn() + Send + 'static) -> El {
    let words = fill(C::Made, &[&made.name, &kilobytes(made.bytes)]);
    let ways = made.offered.as_ref().map(|offered| {
        let save = el("a")
            .class("button main")
            .attr("href", offered.address())
            .attr("download", made.name.as_str())
            .attr("data-act", "save-file")
            .child(t(C::Save));
        let share = offered.can_be_shared().then(|| press("share-file", t(C::Share), Look::Plain, share));
        vec![Some(save), share]
    });
    banner(Tone::Good, el("p").attr("data-made", made.name.as_str()).child(words)).child(ways)
}

/// What was carried when, and whether the office has answered.
fn list(files: &[Carried]) -> AnyView {
    if files.is_empty() {
        return el("p").class("quiet").child(t(C::NoFiles)).view();
    }
    let row = |file: &Carried| {
        let size = kilobytes(usize::try_from(file.bytes).unwrap_or(usize::MAX));
        let what = fill(C::File, &[&shown::moment(file.at_ms), &file.changes.to_string(), &size]);
        let (mark, answer) = match file.answered_ms {
            Some(at_ms) => ("yes", fill(C::Answered, &[&shown::moment(at_ms)])),
            None => ("no", t(C::Unanswered).to_owned()),
        };
        el("li")
            .attr("data-answered", mark)
            .child(el("p").child(what))
            .child(el("p").class("quiet").child(answer))
    };
    el("ul").class("files").child(files.iter().map(row).collect::<Vec<_>>()).view()
}

/// The field for the office's answer, and what came of it.
fn answer() -> AnyView {
    let (opening, outcome) = (RwSignal::new(false), RwSignal::new(None::<Result<Taken, Failure>>));
    let choose = move |event: web_sys::Event| {
        let Some(chosen) = file::chosen(&event) else { return };
        opening.set(true);
        outcome.set(None);
        spawn_local(async move {
            let taken = match file::read(&chosen, LETTER_BYTES_MAX).await {
                Ok(bytes) => engine::take_answer(bytes).await,
                Err(code) => Err(Failure { code: code.to_owned(), detail: String::new() }),
            };
            opening.try_set(false);
            outcome.try_set(Some(taken));
            session().changed.update(|times| *times += 1);
        });
    };
    let field = el("input")
        .attr("type", "file")
        .attr("id", ANSWER)
        .attr("name", ANSWER)
        .attr("accept", ".soban")
        .on("change", choose);
    el("section")
        .child(el("h2").child(t(C::AnswerHead)))
        .child(el("p").class("hint").child(t(C::AnswerText)))
        .child(el("label").class("button file").child(field).child(t(C::AnswerChoose)))
        .show(move || opening.get().then(|| banner(Tone::Plain, el("p").child(t(C::Opening)))))
        .show(move || outcome.with(|outcome| outcome.as_ref().map(taken)))
        .view()
}

/// What an answer brought, or why it was not taken in.
fn taken(outcome: &Result<Taken, Failure>) -> El {
    match outcome {
        Err(failure) => super::failed(failure),
        Ok(taken) => {
            let numbers = [taken.received, taken.refused, taken.news].map(|number| number.to_string());
            let words = fill(C::Taken, &numbers.each_ref().map(String::as_str));
            banner(Tone::Good, el("p").attr("data-taken", numbers[0].as_str()).child(words))
                .child(taken.more.then(|| el("p").child(t(C::AnswerMore))))
        }
    }
}

/// A size in kilobytes, never less than one.
fn kilobytes(bytes: usize) -> String {
    bytes.div_ceil(1_000).to_string()
}
