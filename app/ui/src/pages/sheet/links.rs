//! Other records that a record names: chosen from those on this phone, and read once chosen, so that nothing is typed
//! that is written there already. What a person typed is never replaced.

use messages::Query;
use shared::domain::facts::{Facts, State};
use shared::domain::households::{Household, by_village};
use shared::domain::rules;
use shared::id::DocId;
use shared::reading;
use shared::record::{Flat, Kind, Scalar};

use crate::components::{El, el, live_part};
use crate::form::{self, Choice, Extra, Form};
use crate::prelude::*;
use crate::state::{self, catalogue, engine};
use crate::words::{S, fields, fill, shown, t};

/// Records offered at most: the newest, of which one is nearly always meant.
const MOST: u32 = 100;

/// Kinds and sort of the records that a field names. A campaign is a product or an activity.
fn source(key: &str) -> (&'static [Kind], &'static str) {
    match key.rsplit('.').next().unwrap_or(key) {
        "column" => (&[Kind::Media], "column_page"),
        "campaign" => (&[Kind::Media, Kind::Outreach], "digital_campaign"),
        "media" => (&[Kind::Media], ""),
        "exemplary" => (&[Kind::Exemplary], ""),
        "replaces" => (&[Kind::Plan], ""),
        _ => (&[Kind::Inspection], ""),
    }
}

/// The records that a field may name, newest first of each kind; `None` until the engine answered.
fn choices(form: Form, key: &str) -> RwSignal<Option<Vec<Choice>>> {
    let (kinds, sort) = source(key);
    let found = RwSignal::new(None);
    let meant = move |facts: &Facts| {
        let is_sort = sort.is_empty() || facts.sort.as_ref().is_some_and(|it| it.as_str() == sort);
        is_sort && facts.state != State::Void && facts.doc != form.doc
    };
    spawn_local(async move {
        let mut rows = Vec::new();
        for kind in kinds {
            let query = Query { kind: Some(*kind), limit: MOST, ..Query::default() };
            rows.extend(engine::records(query).await.unwrap_or_default().rows);
        }
        let choice = |facts: &Facts| {
            let name = format!("{} · {}", shown::title(catalogue(), facts), shown::when_and_where(facts));
            Choice::new(&facts.doc.to_string(), name)
        };
        let choices = rows.iter().map(|row| &row.facts).filter(|facts| meant(facts)).map(choice).collect();
        found.try_set(Some(choices));
    });
    found
}

/// Says that there is nothing to choose.
fn nothing(form: Form, key: &str) -> AnyView {
    let label = el("p").child(el("strong").child(fields::label(form.kind, key)));
    el("div").class("field").child(label).child(el("p").class("note").child(t(S::NothingToChoose))).into_any()
}

/// One record.
pub fn one(form: Form, key: &str) -> AnyView {
    one_or(form, key, |form, key| Some(nothing(form, key)))
}

/// One record; something else where there is none to choose.
fn one_or(form: Form, key: &str, none: fn(Form, &str) -> Option<AnyView>) -> AnyView {
    let found = choices(form, key);
    let key = key.to_owned();
    live_part(move || {
        let mut choices = found.get()?;
        if choices.is_empty() && form.now(&key).is_empty() {
            return none(form, &key);
        }
        choices.push(Choice::new("", t(S::NoOne)));
        Some(Extra { choices: Some(choices), ..Extra::default() }.draw(form, &key))
    })
}

/// Several records.
pub fn several(form: Form, prefix: &'static str) -> AnyView {
    let found = choices(form, prefix);
    live_part(move || match found.get()? {
        choices if choices.is_empty() => Some(nothing(form, &format!("{prefix}.x"))),
        choices => Some(form::many(form, prefix, choices, &[])),
    })
}

/// Reads the record that a field names, at once and whenever it names another one.
fn read(form: Form, key: &str, heard: impl Fn(&Flat) + Copy + 'static) {
    let named = form.memo(key);
    follow(move |_| {
        let Ok(doc) = named.get().parse::<DocId>() else { return };
        spawn_local(async move {
            if let Ok(whole) = engine::record(doc).await {
                heard(&whole.flat);
            }
        });
    });
}

/// A finding of the inspection that the form names.
pub fn finding(form: Form) -> AnyView {
    let found = RwSignal::new(Vec::new());
    read(form, "inspection", move |flat| {
        let choice = |id: String| {
            let kind = flat.text(&format!("finding.{id}.kind")).unwrap_or_default();
            let label = catalogue().label("finding_kind", kind, crate::words::language()).into_owned();
            let text = flat.text(&format!("finding.{id}.text")).unwrap_or_default();
            Choice::new(&id, fill(S::HouseholdLine, &[&label, text]))
        };
        found.try_set(flat.entries("finding").into_iter().map(choice).collect());
    });
    live_part(move || {
        let choices = found.get();
        let draw = || Extra { choices: Some(choices.clone()), ..Extra::default() }.draw(form, "finding");
        (!choices.is_empty()).then(draw)
    })
}

/// The good example that an award is for, where one is on this phone.
pub fn example(form: Form, entry: &str) -> Option<El> {
    let key = format!("{entry}.exemplary");
    let entry = StoredValue::new(entry.to_owned());
    read(form, &key, move |flat| {
        if let Some(entry) = entry.try_get_value() {
            of_example(form, &entry, flat);
        }
    });
    Some(el("div").child(one_or(form, &key, |_, _| None)))
}

/// An item of a plan on this phone.
pub fn plan_item(form: Form) -> AnyView {
    let plans = choices(form, "replaces");
    let items = RwSignal::new(Vec::new());
    follow(move |_| {
        for plan in plans.get().unwrap_or_default() {
            let Ok(doc) = plan.code.parse::<DocId>() else { continue };
            spawn_local(async move {
                let Ok(whole) = engine::record(doc).await else { return };
                let words = shown::words(catalogue());
                let said = |id: &str, field: &str| {
                    let key = format!("item.{id}.{field}");
                    whole.flat.get(&key).map(|scalar| reading::value(words, Kind::Plan, &key, scalar))
                };
                let choice = |id: String| {
                    let parts = ["kind", "what", "month"].into_iter().filter_map(|field| said(&id, field));
                    Choice::new(&id, parts.collect::<Vec<_>>().join(" · "))
                };
                let found: Vec<Choice> = whole.flat.entries("item").into_iter().map(choice).collect();
                items.try_update(|items: &mut Vec<Choice>| items.extend(found));
            });
        }
    });
    live_part(move || {
        let choices = items.get();
        (!choices.is_empty())
            .then(|| Extra { choices: Some(choices), ..Extra::default() }.draw(form, "plan_item"))
    })
}

/// Fills in what a chosen record, household or loan says already.
pub fn follow_sources(form: Form) {
    match form.kind {
        Kind::Remedy | Kind::Debt | Kind::Conclusion => {
            read(form, "inspection", move |flat| of_inspection(form, flat));
            let finding = form.memo("finding");
            follow(move |again| {
                let id = finding.get();
                let Ok(doc) = form.now("inspection").parse::<DocId>() else { return };
                if again && !id.is_empty() {
                    spawn_local(async move {
                        if let Ok(whole) = engine::record(doc).await {
                            of_finding(form, &whole.flat, &id);
                        }
                    });
                }
            });
            if form.kind == Kind::Debt {
                on_choice(form, "loan_code", move |code| of_loan(form, code));
            }
        }
        Kind::Plan => read(form, "replaces", move |flat| of_plan(form, flat)),
        Kind::Support => on_choice(form, "household", move |id| of_household(form, id)),
        _ => {}
    }
}

fn on_choice(form: Form, key: &str, heard: impl Fn(&str) + 'static) {
    let chosen = form.memo(key);
    follow(move |again| {
        let chosen = chosen.get();
        if again && !chosen.is_empty() {
            heard(&chosen);
        }
    });
}

/// Puts values where nothing stands yet.
fn fill_in(form: Form, values: impl IntoIterator<Item = (String, Option<Scalar>)>) {
    let typed = |(key, scalar): (String, Option<Scalar>)| {
        let text = form::write(form::shape(catalogue(), form.kind, &key), &scalar?);
        (!text.is_empty() && form.now(&key).is_empty()).then_some((key, text))
    };
    let typed: Vec<(String, String)> = values.into_iter().filter_map(typed).collect();
    if !typed.is_empty() {
        form.put_all(&typed);
    }
}

/// Who is awarded, as the good example says it: by name only where that person agreed to be named.
fn of_example(form: Form, entry: &str, flat: &Flat) {
    let name = rules::printed_name(flat).or_else(|| flat.text("title"));
    let said = [("kind", flat.get("exemplary_kind").cloned()), ("name", name.map(Scalar::from))];
    fill_in(form, said.map(|(field, scalar)| (format!("{entry}.{field}"), scalar)));
}

fn of_inspection(form: Form, flat: &Flat) {
    let day = if form.kind == Kind::Remedy { &["event_date"][..] } else { &[] };
    let unit = if form.kind == Kind::Debt { &[][..] } else { &["inspected_unit"] };
    let keys = unit.iter().chain(day).chain(&["group_code"]);
    fill_in(form, keys.map(|key| ((*key).to_owned(), flat.get(key).cloned())));
}

fn of_finding(form: Form, flat: &Flat, id: &str) {
    let of = |field: &str| flat.get(&format!("finding.{id}.{field}")).cloned();
    if form.kind == Kind::Debt {
        let debt = [("debt_kind", "kind"), ("loan_code", "subject"), ("amount", "amount")];
        return fill_in(form, debt.map(|(to, from)| (to.to_owned(), of(from))));
    }
    let said = form.sheet.with_untracked(|sheet| sheet.singles("text").is_empty());
    let words = said.then(|| form.name()).flatten().map(|id| (format!("text.{id}"), of("text")));
    let same = [("finding_kind", "kind"), ("amount", "amount"), ("owner", "owner"), ("due_date", "due_date")];
    fill_in(form, same.map(|(to, from)| (to.to_owned(), of(from))).into_iter().chain(words));
}

/// A new version of a plan begins as the one that it replaces.
fn of_plan(form: Form, flat: &Flat) {
    let taken = |key: &str| ["item.", "basis.", "budget."].iter().any(|prefix| key.starts_with(prefix));
    let begun = form.sheet.with_untracked(|sheet| !sheet.entries("item").is_empty());
    if !begun {
        let old = flat.iter().filter(|(key, _)| taken(key));
        fill_in(form, old.map(|(key, values)| (key.to_owned(), values.first().cloned())));
    }
}

fn of_loan(form: Form, code: &str) {
    let loan = form.register(|register| register.loans.iter().find(|loan| loan.code == code).cloned());
    if let Some(loan) = loan.flatten() {
        let found = [("name", loan.borrower), ("group_code", loan.group.to_string())];
        fill_in(form, found.map(|(key, text)| (key.to_owned(), Some(Scalar::Text(text)))));
    }
}

fn of_household(form: Form, id: &str) {
    let today = state::clock().about_today();
    let found = form.register(|register| {
        let villages = by_village(&register.households, today);
        villages.values().flatten().find(|household| household.id == id).map(|household| (*household).clone())
    });
    if let Some(household) = found.flatten() {
        let Household { village, status, standard, .. } = household;
        let found =
            [("village", village), ("status", status.to_string()), ("standard", standard.to_string())];
        fill_in(form, found.map(|(key, text)| (key.to_owned(), Some(Scalar::Text(text)))));
    }
}
