//! What is to be done: the start page. What is due comes first, in order of urgency, then how far the year's quota
//! is, then what was begun. All of it is computed over the entries in memory; no record is opened.

use std::cell::RefCell;

use messages::{Due, Failure, Progress, Start, Unfinished, Work};
use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::due::{self, Task};
use shared::domain::facts::Facts;
use shared::domain::figures::Entry;
use shared::domain::register::{Group, UnitRegister};
use shared::domain::{links, progress};
use shared::id::{DocId, Partition, UnitCode};
use shared::limits::ANSWER_DAYS;
use shared::sorted::{Map, Set};
use shared::store::Shelf;

use super::Session;
use super::index::Rows;
use super::list::Receipts;
use crate::platform::{Local, Platform};

/// The yearly report whose last day the start page counts down to (S2 III.2).
const YEARLY_REPORT: &str = "annual_inspection_report";

/// Most rows of what is begun.
const ROWS_MAX: usize = 5;

/// What the start page counts over all records.
#[derive(Clone)]
struct Counted {
    due: Vec<Due>,
    due_later: u32,
    progress: Progress,
}

/// What it is made of beside the records.
struct MadeOf {
    own: Set<Partition>,
    register: UnitRegister,
    catalogue: &'static Catalogue,
    today: Date,
    each: u32,
}

impl MadeOf {
    /// True when the same comes out. A catalogue that changes is another one, at another place.
    fn is_same(&self, other: &Self) -> bool {
        let plain = |made: &Self| (made.today, made.each, std::ptr::from_ref(made.catalogue));
        plain(self) == plain(other) && self.own == other.own && self.register == other.register
    }
}

/// What was counted last of some rows. It is kept with them, and gone as soon as one of them changes: going to the start
/// page and back counts nothing anew.
#[derive(Default)]
pub(super) struct LastCounted(RefCell<Option<(MadeOf, Counted)>>);

impl LastCounted {
    fn of(&self, made_of: MadeOf, count: impl FnOnce(&MadeOf) -> Counted) -> Counted {
        let mut last = self.0.borrow_mut();
        if let Some((_, counted)) = last.as_ref().filter(|(known, _)| known.is_same(&made_of)) {
            return counted.clone();
        }
        let counted = count(&made_of);
        last.insert((made_of, counted)).1.clone()
    }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Answers `Ask::Start`.
    pub(super) async fn start(&self, today: Date, each: u32) -> Result<Start, Failure> {
        let home = self.enrolled().await?.partition;
        let own = self.own_partitions().await?;
        let register = self.register_of(&home).await?;
        let register = register.unwrap_or_else(|| UnitRegister::new(home));
        let typed = Self::stored(self.store.list(Shelf::Draft).await)?;
        let receipts = self.receipts().await?;
        self.known(|rows| {
            let typed = typed.iter().map(|(form, _)| (form.as_str(), about(form)));
            let made_of = MadeOf { own: own.clone(), register, catalogue: self.catalogue(), today, each };
            let Counted { due, due_later, progress } = rows.counted.of(made_of, |made_of| {
                rows.of(&own, |entries| {
                    let (due, due_later) = dues(made_of, entries, rows);
                    Counted { due, due_later, progress: quota(made_of, entries) }
                })
            });
            let typed_of = typed.clone().filter_map(|(_, doc)| doc).collect();
            let (unfinished, unfinished_later) = unfinished(rows, &own, &receipts, &typed_of);
            Start {
                due,
                due_later,
                progress,
                unfinished,
                unfinished_later,
                unsaved: typed
                    .filter(|(_, doc)| doc.is_some_and(|doc| rows.get(doc).is_none()))
                    .map(|(form, _)| form.to_owned())
                    .collect(),
            }
        })
        .await
    }
}

/// The record that a half-filled form is about: its address names it.
fn about(form: &str) -> Option<DocId> {
    form.split('/').find_map(|part| part.parse().ok())
}

/// Records that are begun and not handed in, in the order of lists, and how many there are beside. What goes on for
/// months is begun all the time, and stands where it is due.
fn unfinished(
    rows: &Rows,
    own: &Set<Partition>,
    receipts: &Receipts,
    typed: &Set<DocId>,
) -> (Vec<Unfinished>, u32) {
    let is_open =
        |facts: &&Facts| facts.state.is_unsent() && !facts.kind.is_living() && own.contains(&facts.partition);
    let open: Vec<&Facts> = rows.listed().map(|entry| &entry.facts).filter(is_open).collect();
    let one =
        |facts: &&Facts| Unfinished { listed: receipts.listed(facts), typed: typed.contains(&facts.doc) };
    let later = open.len().saturating_sub(ROWS_MAX);
    (open.iter().take(ROWS_MAX).map(one).collect(), u32::try_from(later).unwrap_or(u32::MAX))
}

/// What is due of a unit on a day, the most urgent first, and how much there is beside: many of one thing must not
/// hide the others. New loans of one group are one thing to do.
fn dues(made_of: &MadeOf, entries: &[Entry], rows: &Rows) -> (Vec<Due>, u32) {
    let MadeOf { register, catalogue, today, each, .. } = made_of;
    let (today, each) = (*today, *each);
    let profiles = catalogue.quota_profiles_in(register.partition.org.as_str(), today.year());
    let profiles: Vec<_> = profiles.collect();
    // New loans are checked by those who look after the group.
    let loans = if register.is_lowest(today) { &register.loans[..] } else { &[] };
    let facts = |doc: DocId| rows.get(doc).map(|entry| Box::new(entry.facts.clone()));
    let mut due: Vec<Due> = Vec::new();
    let mut shown = [0; 4];
    let mut later = 0;
    let mut loans_of: Map<UnitCode, u32> = Map::new();
    for one in due::due(catalogue, &profiles, loans, entries, ANSWER_DAYS, today) {
        if let Task::NewLoan { group, .. } = &one.task {
            let loans = loans_of.entry(group.clone()).or_default();
            *loans += 1;
            if *loans > 1 {
                continue;
            }
        }
        let kind = match one.task {
            Task::NewLoan { .. } => 0,
            Task::Remedy(_) => 1,
            Task::ChairReport(_) => 2,
            Task::Answer(_) => 3,
        };
        shown[kind] += 1;
        if shown[kind] > each {
            later += 1;
            continue;
        }
        let work = match one.task {
            Task::NewLoan { group, .. } => {
                let known = register.groups.iter().find(|known| known.code == group);
                Some(Work::NewLoans { name: known.map(name).unwrap_or_default(), group, loans: 0 })
            }
            Task::Remedy(doc) => facts(doc).map(Work::Remedy),
            Task::ChairReport(doc) => facts(doc).map(Work::ChairReport),
            Task::Answer(doc) => facts(doc).map(Work::Answer),
        };
        due.extend(work.map(|work| Due { work, due_on: one.due_on, days_left: one.days_left }));
    }
    for one in &mut due {
        if let Work::NewLoans { group, loans, .. } = &mut one.work {
            *loans = loans_of.get(group).copied().unwrap_or_default();
        }
    }
    (due, later)
}

/// A group's village and head.
pub(super) fn name(group: &Group) -> String {
    let parts = [group.village.as_str(), group.head.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How far the quota of the year is, by the rules that the organisation is measured by first: those of the level that
/// inspects with this phone.
fn quota(made_of: &MadeOf, entries: &[Entry]) -> Progress {
    let MadeOf { register, catalogue, today, .. } = made_of;
    let today = *today;
    let profile = catalogue.quota_profile_of(register.partition.org.as_str());
    let counted = profile
        .map(|profile| progress::own(profile, register, &links::linked(entries), today))
        .unwrap_or_default();
    Progress {
        rules: counted.rules,
        groups: counted.groups,
        names: register.groups.iter().map(|group| (group.code.clone(), name(group))).collect(),
        deadline: catalogue.deadline(YEARLY_REPORT).and_then(|deadline| deadline.last_day(today.year())),
    }
}
