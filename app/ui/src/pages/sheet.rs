//! The form of every record that is written on one page: its parts stand in `shared::reading`, what kind of input a
//! field is in its table. What a kind needs beyond that stands in `input`, key by key: choices that are not a list of
//! the catalogue, other records to choose from, what is filled in from them.

mod input;
pub mod links;
mod moves;

use shared::id::DocId;
use shared::reading::{self, parts};
use shared::record::{self, Kind, Merge, Scalar};
use shared::text::capital;

use crate::components::{el, head};
use crate::form::{self, Form, Rows, folded, narrative, nothing, part, photos};
use crate::pages::outreach::TOPICS;
use crate::prelude::*;
use crate::route::Page;
use crate::state::{self, session};
use crate::words::{S, fill, language, shown, t};

/// The page.
pub fn page(kind: Kind, doc: DocId) -> AnyView {
    form::open(doc, kind, format!("{}/{doc}", kind.code()), Box::new(body))
}

fn body(form: Form) -> AnyView {
    seed(form);
    links::follow_sources(form);
    let flat = form.candidate();
    let drawn = parts(form.kind).iter().filter_map(|of| {
        let content: Vec<AnyView> = of.prefixes.iter().flat_map(|prefix| inputs(form, prefix)).collect();
        let holds = |prefix: &&str| flat.get(prefix).is_some() || flat.below(prefix).next().is_some();
        let title = of.title(language());
        let draw = |content| {
            if of.is_rare {
                folded(title, of.prefixes.iter().any(holds), content)
            } else {
                part(title, content)
            }
        };
        (!content.is_empty()).then(|| draw(content))
    });
    let drawn: Vec<AnyView> = drawn.collect();
    let has_photos = record::find(form.kind, "photo.x.hash").is_some();
    el("div")
        .child(head(shown::kind(form.kind), "", Some(Page::Records)))
        .child(form::state_note(form))
        .child(drawn)
        .child(has_photos.then(|| photos(form)))
        .child(last(form))
        .child(form::check_first(form))
        .into_any()
}

/// What is filled in for the person: this year, their own organisation, that a remedy has just been found.
fn seed(form: Form) {
    let year = i64::from(state::clock().about_today().year());
    let org = session().identity().map(|identity| identity.partition.org.to_string());
    let own = |key: &str| record::find(form.kind, key).is_some();
    if own("year") {
        form.seed("year", year);
    }
    for key in ["helper_org", "author_org"].into_iter().filter(|key| own(key)) {
        if let Some(org) = &org {
            form.seed(key, org.as_str());
        }
    }
    if own("remedy_state") {
        form.seed("remedy_state", "open");
    }
}

/// The paper's number, unless it has a part of its own, and notes.
fn last(form: Form) -> AnyView {
    let numbered = parts(form.kind).iter().any(|part| part.prefixes.contains(&"paper_no"));
    let written = form.candidate().below("notes").next().is_some();
    let mut content: Vec<AnyView> = Vec::new();
    if !numbered {
        content.push(form::field(form, "paper_no"));
    }
    content.push(narrative(form, "notes"));
    folded(t(if numbered { S::Notes } else { S::PaperAndNotes }), written, content)
}

/// The inputs of everything under one first segment, as its table describes it.
fn inputs(form: Form, prefix: &'static str) -> Vec<AnyView> {
    let of = |key: &str| key.split('.').next() == Some(prefix);
    let fields: Vec<_> = record::fields(form.kind).filter(|field| of(field.key)).collect();
    let Some(first) = fields.first() else { return Vec::new() };
    let list = shared::domain::rules::list_of(prefix);
    match first.merge {
        Merge::Set => vec![match list {
            Some("topic") => form::many(form, prefix, form::list("topic"), &TOPICS),
            Some(list) => form::many(form, prefix, form::list(list), &[]),
            None => links::several(form, prefix),
        }],
        Merge::Narrative => vec![narrative(form, prefix)],
        Merge::Counter => vec![form::counter(form, prefix)],
        // Drawn on a page of its own, and only read here.
        _ if matches!(prefix, "draw" | "swap") => Vec::new(),
        _ if first.key.contains(".*") && (list.is_none() || first.key.contains(".*.")) => {
            vec![entries(form, prefix)]
        }
        _ if first.key.contains(".*") => {
            form::amounts(form, prefix, list.map(form::list).unwrap_or_default())
        }
        _ => fields.iter().map(|field| input::input(form, field.key)).collect(),
    }
}

/// Entries that repeat: each its fields; of those that the catalogue names, the list to choose from.
fn entries(form: Form, prefix: &'static str) -> AnyView {
    let pattern = format!("{prefix}.*.");
    let names = record::fields(form.kind).filter_map(|field| field.key.strip_prefix(&pattern));
    let noun = reading::entry(language(), prefix);
    let rows = Rows {
        prefix,
        names: names.filter(|name| *name != "removed").collect(),
        title: format!("{} {{0}}", capital(noun)),
        named: shared::domain::rules::list_of(prefix).map(form::list).unwrap_or_default(),
        add: Some((format!("add-{prefix}"), fill(S::Another, &[noun]))),
        input: input::input,
        lead: nothing,
        more: nothing,
    };
    rows.draw(form)
}

/// True when this person's role writes the field (records.md, "W"), and it is not written for good.
fn is_open(form: Form, key: &str) -> bool {
    let Some(field) = record::find(form.kind, key) else { return false };
    let role = session().identity().and_then(|identity| record::Writers::of_role(identity.role.as_str()));
    let mine = role.is_some_and(|role| field.writers.contain(role));
    let is_written =
        form.sheet.with_untracked(|sheet| sheet.base.get(key).is_some_and(|it| *it != Scalar::Null));
    mine && !(field.merge == Merge::Once && is_written)
}
