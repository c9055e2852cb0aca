//! Corrections of an accepted record: what was asked, why, by whom, what the office said; and for the commune's lead
//! the way to ask for one, with the field's own input.

use messages::{Author, Whole};
use shared::domain::correction::{ASKED, Correction, may_be_corrected};
use shared::domain::facts::State;
use shared::id::DocId;
use shared::limits::REASON_CHARS_MAX;
use shared::reading::{self, Chapter, Words};
use shared::record::{Flat, Kind, Scalar};

use super::by;
use crate::components::{El, Look, choose, el, error_id, framed, option, press, tag};
use crate::form;
use crate::prelude::*;
use crate::state::{self, engine};
use crate::words::{D, R, fill, shown, t};

/// A correction that is being written. It outlives a redrawing of the page.
#[derive(Clone, Copy)]
pub struct Asking {
    open: RwSignal<bool>,
    key: RwSignal<String>,
    text: RwSignal<String>,
    reason: RwSignal<String>,
    wrong: RwSignal<Option<(&'static str, String)>>,
}

/// Ids of the three inputs.
const INPUTS: [&str; 3] = ["correct_key", "correct_value", "correct_reason"];

impl Asking {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            key: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
        }
    }

    /// True while one is being written.
    pub const fn is_open(self) -> RwSignal<bool> {
        self.open
    }

    /// Opens the form with a field and a value in it.
    pub fn begin(self, key: &str, text: &str) {
        self.key.set(key.to_owned());
        self.text.set(text.to_owned());
        self.wrong.set(None);
        self.open.set(true);
    }

    fn wrong_with(self, input: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.wrong
                .with(|wrong| wrong.as_ref().filter(|(at, _)| *at == input).map(|(_, words)| words.clone()))
        })
    }
}

/// The section; nothing for a record that was never accepted. `leads`: the person may ask.
pub fn section(whole: &Whole, words: Words<'static>, leads: bool, asking: Asking) -> Option<El> {
    let facts = &whole.listed.facts;
    let closed = matches!(facts.state, State::Accepted | State::Corrected);
    if whole.corrections.is_empty() && !closed {
        return None;
    }
    let told: Vec<El> =
        whole.corrections.iter().map(|(who, one)| card(whole, words, who.as_ref(), one)).collect();
    let shown = el("section")
        .class("part corrections")
        .child(el("h2").child(t(R::CorrectionsHead)))
        .child(el("p").class("quiet").child(t(R::CorrectionsText)))
        .child(told);
    Some(if leads && closed { shown.child(ways(whole, words, asking)) } else { shown })
}

fn card(whole: &Whole, words: Words<'static>, who: Option<&Author>, correction: &Correction) -> El {
    let kind = whole.listed.facts.kind;
    let Correction { asked, old, answer } = correction;
    let value = |scalar: &Scalar| reading::value(words, kind, &asked.key, scalar);
    let (state, word) = match answer {
        None => ("waiting", R::Waiting),
        Some(answer) if answer.granted => ("granted", R::Granted),
        Some(_) => ("declined", R::Declined),
    };
    let said = answer.iter().flat_map(|answer| {
        let why = (!answer.reason.is_empty()).then(|| el("p").class("reason").child(answer.reason.as_str()));
        let who = fill(D::DecidedBy, &[&answer.by, &shown::moment(answer.at_ms)]);
        why.into_iter().chain([el("p").class("quiet").child(who)])
    });
    el("div")
        .class("card")
        .attr("data-correction", state)
        .attr("data-key", asked.key.as_str())
        .child(el("h3").child(reading::name(words, kind, &whole.flat, &asked.key)).child(tag(t(word))))
        .child(el("p").class("history-change").child(fill(R::Change, &[&value(old), &value(&asked.new)])))
        .child(el("p").class("reason").child(asked.reason.as_str()))
        .child(who.map(|who| el("p").class("quiet").child(by(who))))
        .child(said.collect::<Vec<_>>())
}

/// What may be corrected: every field that stands on this page, with its name.
fn fields(words: Words<'static>, whole: &Whole) -> Vec<(String, String)> {
    let (kind, flat) = (whole.listed.facts.kind, &whole.flat);
    let of = |chapter: &Chapter| -> Vec<String> {
        let cards = chapter.cards.iter().flat_map(|card| &card.lines);
        chapter.lines.iter().chain(cards).map(|line| line.key.clone()).collect()
    };
    let keys = reading::chapters(words, &whole.listed.facts, flat).iter().flat_map(of).collect::<Vec<_>>();
    let fits = |key: &String| flat.get(key).is_some() && may_be_corrected(kind, key);
    keys.into_iter().filter(fits).map(|key| (key.clone(), reading::name(words, kind, flat, &key))).collect()
}

fn ways(whole: &Whole, words: Words<'static>, asking: Asking) -> El {
    let whole = StoredValue::new(whole.clone());
    el("div").show(move || {
        if !asking.open.get() {
            return vec![press("ask", t(R::Ask), Look::Plain, move || asking.open.set(true))];
        }
        whole.with_value(|whole| form(whole, words, asking))
    })
}

fn form(whole: &Whole, words: Words<'static>, asking: Asking) -> Vec<El> {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let flat = StoredValue::new(whole.flat.clone());
    let nothing = (String::new(), t(R::Choose).to_owned());
    let options: Vec<El> = std::iter::once(nothing).chain(fields(words, whole)).map(option).collect();
    let unchosen = asking.wrong_with(INPUTS[0]);
    let error = move || {
        unchosen
            .get()
            .filter(|_| asking.key.with(String::is_empty))
            .map(|words| el("p").class("error").attr("role", "alert").child(words))
    };
    let value = move || {
        let key = asking.key.get();
        (!key.is_empty()).then(|| {
            let now =
                flat.with_value(|flat| flat.get(&key).map(|now| reading::value(words, kind, &key, now)));
            let now = fill(R::NowWritten, &[&now.unwrap_or_else(|| t(D::Empty).to_owned())]);
            let input = form::loose(
                kind,
                &key,
                (INPUTS[1], t(R::NewValue)),
                asking.text,
                asking.wrong_with(INPUTS[1]),
            );
            el("div").child(el("p").class("note").child(now)).child(input)
        })
    };
    let reason = el("textarea")
        .attr("id", INPUTS[2])
        .attr("name", INPUTS[2])
        .attr("rows", "3")
        .attr("maxlength", REASON_CHARS_MAX.to_string())
        .attr("aria-describedby", error_id(INPUTS[2]))
        .value(move || asking.reason.get())
        .on("input", move |event| asking.reason.set(event_target_value(&event)));
    let send = move || flat.with_value(|flat| send(doc, kind, flat, asking));
    vec![
        el("div").class("field").child(choose(INPUTS[0], t(R::Which), options, asking.key)).show(error),
        el("div").show(value),
        framed(INPUTS[2], t(R::Why), "", asking.wrong_with(INPUTS[2]), reason),
        press("send-correction", t(R::Send), Look::Main, send),
    ]
}

/// Reads what was typed, and asks; or says what is missing beside the input where it is missing.
fn send(doc: DocId, kind: Kind, flat: &Flat, asking: Asking) {
    let (key, text) = (asking.key.get_untracked(), asking.text.get_untracked());
    let reason = asking.reason.get_untracked().trim().to_owned();
    let read = form::read(kind, &key, &text);
    let wrong = match &read {
        _ if key.is_empty() => Some((INPUTS[0], t(R::WhichMissing).to_owned())),
        Err(words) => Some((INPUTS[1], words.clone())),
        Ok(new) if flat.get(&key).unwrap_or(&Scalar::Null) == new => Some((INPUTS[1], t(R::Same).to_owned())),
        Ok(_) if reason.is_empty() => Some((INPUTS[2], t(R::WhyMissing).to_owned())),
        Ok(_) => None,
    };
    let fits = wrong.is_none();
    asking.wrong.set(wrong);
    let (true, Ok(new)) = (fits, read) else { return };
    state::attempt(engine::names(1), move |(_, entries)| {
        let Some(entry) = entries.first() else { return };
        let field = |name: &str, value: Scalar| (format!("{ASKED}.{entry}.{name}"), value);
        let edits = vec![field("key", key.into()), field("new", new), field("reason", reason.into())];
        state::attempt(engine::save(doc, kind, edits, None), move |_| {
            asking.begin("", "");
            asking.reason.set(String::new());
            asking.open.set(false);
        });
    });
}
