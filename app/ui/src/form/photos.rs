//! Photos of a record: taken or chosen, made small, kept by the engine, and only then shown. What goes wrong on the way
//! is said here and leaves the form as it is.

use messages::Failure;
use shared::limits::PHOTOS_MAX;
use web_sys::{Event, File};

use super::{Entries, Form, nothing, part};
use crate::components::{El, Tone, banner, el, live_part};
use crate::pages::photo;
use crate::platform::camera;
use crate::prelude::*;
use crate::state::engine::{self, Answered};
use crate::state::say;
use crate::words::{F, P, fill, t};

const PHOTOS: Entries = Entries {
    prefix: "photo",
    names: &["caption", "consent"],
    title: F::Photo,
    add: None,
    lead: |form, entry| form.now(&format!("{entry}.hash")).parse().ok().map(photo::large),
    more: nothing,
};

/// What becomes of what was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// Nothing to say.
    Rest,
    /// On its way.
    Busy,
    /// It did not become a photo of the record.
    Failed(Failure),
}

/// The part of a form with its photos.
pub fn photos(form: Form) -> AnyView {
    let stage = RwSignal::new(Stage::Rest);
    let buttons = move || {
        form.follow();
        if taken(form) >= PHOTOS_MAX {
            return el("p").class("note").child(fill(P::Enough, &[&PHOTOS_MAX.to_string()]));
        }
        // A phone opens its camera for the first, its pictures for the second.
        let camera = button(form, stage, "take-photo", P::Take, |input| input.attr("capture", "environment"));
        let pictures = button(form, stage, "choose-photo", P::Choose, |input| input.attr("multiple", ""));
        el("div").class("quick").child(camera).child(pictures)
    };
    let note = move || match stage.get() {
        Stage::Rest => None,
        Stage::Busy => Some(el("p").class("note").attr("role", "status").child(t(P::Shrinking))),
        Stage::Failed(failure) => {
            let said = [say(&failure), t(P::NotKept).to_owned()].map(|words| el("p").child(words));
            Some(banner(Tone::Bad, Vec::from(said)).attr("data-problem", failure.code))
        }
    };
    let hint = el("p").class("hint").child(t(P::Private)).into_any();
    part(t(P::Photos), vec![hint, PHOTOS.draw(form), live_part(note), live_part(buttons)])
}

/// A button with a file input in it.
fn button(form: Form, stage: RwSignal<Stage>, act: &'static str, label: P, how: fn(El) -> El) -> El {
    let input = el("input")
        .attr("type", "file")
        .attr("name", act)
        .attr("accept", "image/*")
        .attr("data-act", act)
        .live("disabled", move || stage.with(|stage| *stage == Stage::Busy).then(String::new))
        .on("change", move |event| take(form, stage, &event));
    el("label").class("button file").child(how(input)).child(t(label))
}

/// Photos on screen.
fn taken(form: Form) -> usize {
    form.sheet.with_untracked(|sheet| sheet.entries("photo").len())
}

fn take(form: Form, stage: RwSignal<Stage>, event: &Event) {
    let files = camera::chosen(event);
    if files.is_empty() {
        return;
    }
    stage.set(Stage::Busy);
    spawn_local(async move {
        let mut outcome = Stage::Rest;
        for file in &files {
            if taken(form) >= PHOTOS_MAX {
                break;
            }
            if let Err(failure) = add(form, file).await {
                outcome = Stage::Failed(failure);
                break;
            }
        }
        stage.try_set(outcome);
    });
}

/// Makes a picture small, has it kept, and puts it on the form.
async fn add(form: Form, file: &File) -> Answered<()> {
    let small = camera::shrink(file).await.map_err(failure)?;
    let size = small.bytes.len();
    let photo = engine::keep_photo(small.bytes, small.thumb).await?;
    let entry = form.name().ok_or_else(|| failure("engine.absent"))?;
    let key = |field: &str| format!("photo.{entry}.{field}");
    form.put_all(&[(key("hash"), photo.to_string()), (key("bytes"), size.to_string())]);
    Ok(())
}

fn failure(code: &str) -> Failure {
    Failure { code: code.to_owned(), detail: String::new() }
}
