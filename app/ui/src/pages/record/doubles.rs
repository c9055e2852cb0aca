//! Borrowers that stand twice, because two people checked them on two phones: shown side by side, made one by a
//! person. One entry stays and takes the values that were chosen, the others are removed; all of it is in the history,
//! from where it is undone.

use messages::Whole;
use shared::domain::facts::{State, borrower_key};
use shared::reading::{self, Words};
use shared::record::{self, Edit, Flat, Kind, Scalar};
use shared::sorted::Map;

use super::by;
use super::write;
use crate::components::{El, Look, el, press, radios};
use crate::prelude::*;
use crate::words::{D, fill, t};

/// Fields of a borrower, in the order of the paper form, by their last segment.
fn fields() -> impl Iterator<Item = &'static str> {
    let of_borrowers =
        record::fields(Kind::Inspection).filter_map(|field| field.key.strip_prefix("borrower.*."));
    of_borrowers.filter(|field| *field != "removed")
}

/// Values chosen so far, by borrower and field. It outlives a redrawing of the page.
pub type Chosen = RwSignal<Map<(String, String), Scalar>>;

/// The section; nothing when nobody stands twice, or when this person may not change the record.
pub fn section(whole: &Whole, words: Words<'static>, own: bool, chosen: Chosen) -> Option<El> {
    let facts = &whole.listed.facts;
    let open = matches!(facts.state, State::Draft | State::Completed | State::Returned);
    let doubles: Vec<El> =
        facts.duplicates.iter().filter_map(|key| double(whole, words, key, chosen)).collect();
    (own && open && !doubles.is_empty()).then(|| {
        el("section")
            .class("conflicts")
            .child(el("h2").child(t(D::DoublesHead)))
            .child(el("p").child(t(D::DoublesText)))
            .child(doubles)
    })
}

fn key_of(entry: &str, field: &str) -> String {
    format!("borrower.{entry}.{field}")
}

fn double(whole: &Whole, words: Words<'static>, who: &str, chosen: Chosen) -> Option<El> {
    let flat = &whole.flat;
    let same = |entry: &String| borrower_key(flat, entry).as_deref() == Some(who);
    let entries: Vec<String> = flat.entries("borrower").into_iter().filter(same).collect();
    let (first, others) = entries.split_first()?;
    let name = flat.text(&key_of(first, "name")).unwrap_or(who).to_owned();
    let differing: Vec<&'static str> =
        fields().filter(|field| values(flat, &entries, field).len() > 1).collect();
    let questions: Vec<El> =
        differing.iter().map(|field| question(whole, words, who, &entries, field, chosen)).collect();
    let missing = RwSignal::new(false);
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let merge = {
        let (who, first, others) = (who.to_owned(), first.clone(), others.to_vec());
        let flat = flat.clone();
        move || {
            let picked = chosen.get_untracked();
            let pick = |field: &str| picked.get(&(who.clone(), field.to_owned())).cloned();
            let undecided = differing.iter().any(|field| pick(field).is_none());
            missing.set(undecided);
            if !undecided {
                write(doc, kind, merged(&flat, &first, &others, pick));
            }
        }
    };
    let error = el("p")
        .class("error")
        .attr("aria-live", "polite")
        .show(move || missing.get().then(|| t(D::NotChosen)));
    let card = el("div")
        .class("conflict")
        .attr("data-double", who)
        .child(el("h3").child(fill(D::DoubleOf, &[&name, &entries.len().to_string()])))
        .child(questions)
        .child(error)
        .child(press("merge", t(D::Merge), Look::Main, merge));
    Some(card)
}

/// The different values that entries give a field, each with the first entry that has it; empty ones are none.
fn values(flat: &Flat, entries: &[String], field: &str) -> Vec<(String, Scalar)> {
    let mut values: Vec<(String, Scalar)> = Vec::new();
    for entry in entries {
        let Some(value) = flat.get(&key_of(entry, field)) else { continue };
        if values.iter().all(|(_, known)| known != value) {
            values.push((entry.clone(), value.clone()));
        }
    }
    values
}

/// What is written to make several entries one: the first takes what was chosen, or what only another has.
fn merged(flat: &Flat, first: &str, others: &[String], pick: impl Fn(&str) -> Option<Scalar>) -> Vec<Edit> {
    let mut entries = vec![first.to_owned()];
    entries.extend(others.iter().cloned());
    let mut edits: Vec<Edit> = Vec::new();
    for field in fields() {
        let only = || values(flat, &entries, field).into_iter().next().map(|(_, value)| value);
        let key = key_of(first, field);
        if let Some(value) = pick(field).or_else(only).filter(|value| flat.get(&key) != Some(value)) {
            edits.push((key, value));
        }
    }
    edits.extend(others.iter().map(|other| (key_of(other, "removed"), true.into())));
    edits
}

fn question(
    whole: &Whole,
    words: Words<'static>,
    who: &str,
    entries: &[String],
    field: &'static str,
    chosen: Chosen,
) -> El {
    let kind = whole.listed.facts.kind;
    let values = values(&whole.flat, entries, field);
    let options = values.iter().enumerate().map(|(place, (entry, value))| {
        let key = key_of(entry, field);
        let author = whole.history.iter().rfind(|event| event.key == key).map(|event| by(&event.by));
        let said = reading::value(words, kind, &key, value);
        (place.to_string(), format!("{said}\n{}", author.unwrap_or_default()))
    });
    let options = options.collect();
    let name = format!("double.{who}.{field}");
    let label = reading::short_label(words.language, kind, &key_of("x", field));
    let place = (who.to_owned(), field.to_owned());
    let known = values.clone();
    let shown = {
        let place = place.clone();
        Memo::new(move || {
            let at = chosen.with(|chosen| {
                let value = chosen.get(&place)?;
                known.iter().position(|(_, there)| there == value)
            });
            at.map(|at| at.to_string()).unwrap_or_default()
        })
    };
    radios(&name, label, options, shown.into(), move |at: String| {
        let value = at.parse().ok().and_then(|at: usize| values.get(at));
        if let Some((_, value)) = value {
            chosen.update(|chosen| {
                chosen.insert(place.clone(), value.clone());
            });
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_entry_takes_what_was_chosen_and_what_only_the_other_has() {
        let mut flat = Flat::default();
        flat.set("borrower.a.loan_code", "A3");
        flat.set("borrower.b.loan_code", "A3");
        flat.set("borrower.a.balance_actual", 10);
        flat.set("borrower.b.balance_actual", 12);
        flat.set("borrower.b.used_for", "nuôi dê");
        flat.set("borrower.a.absent", false);
        let pick = |field: &str| (field == "balance_actual").then_some(Scalar::Int(12));
        let edits = merged(&flat, "a", &["b".to_owned()], pick);
        assert_eq!(
            edits,
            [
                ("borrower.a.balance_actual".to_owned(), 12.into()),
                ("borrower.a.used_for".to_owned(), "nuôi dê".into()),
                ("borrower.b.removed".to_owned(), true.into()),
            ]
        );
        flat.apply(&edits);
        assert_eq!(flat.entries("borrower").len(), 1);
    }
}
