//! One record: read whole, with its history and its conflicts, or written out as text.

use std::fmt::Write as _;

use messages::{Author, Conflict, Event, Failure, Listed, Whole};
use shared::crdt::{Document, Past};
use shared::date::{Date, Month};
use shared::domain::correction::ASKED;
use shared::domain::facts::{Facts, State};
use shared::domain::figures::{self, Entry};
use shared::domain::review;
use shared::frozen::{self, Frozen};
use shared::id::{DeviceId, DocId, Partition};
use shared::record::{self, Kind, Merge, Scalar, Value};
use shared::sorted::{Map, sort_by};
use shared::store::{Row, Shelf};
use shared::sync::phone;
use shared::sync::wire::Person;
use shared::text;

use super::standing::standing;
use super::{Session, failure};
use crate::platform::{Local, Platform};

/// A record as it lies in the store, opened.
pub(super) struct Opened {
    pub(super) document: Document,
    pub(super) kind: Kind,
    pub(super) partition: Partition,
    pub(super) rows: Vec<Row>,
    /// Some of it could not be read; what is here is what is left.
    pub(super) damaged: bool,
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Opens a record; `None` when nothing of it is here. What cannot be read is left out and said; what was refused
    /// and written anew is left out.
    pub(super) async fn read(&self, doc: DocId) -> Result<Option<Opened>, Failure> {
        let (rows, replaced): (Vec<Row>, Vec<Row>) =
            Self::stored(self.store.changes_of(doc).await)?.into_iter().partition(phone::is_live);
        self.spare_numbers(&replaced);
        let aside = self.aside(doc).await?;
        let Some(first) = rows.first() else {
            return if aside.is_empty() { Ok(None) } else { Err(failure("record.damaged", &doc)) };
        };
        let (kind, partition) = (first.change.kind, first.change.partition.clone());
        let changes = || rows.iter().map(|row| row.change.bytes.as_slice());
        let opened = match Document::open(changes()) {
            Ok(document) => (document, !aside.is_empty()),
            Err(error) => {
                let (document, lost) = Document::salvage(changes());
                if document.heads().is_empty() {
                    return Err(failure("record.damaged", &format!("{doc}: {error}; {lost} changes lost")));
                }
                (document, true)
            }
        };
        let (document, damaged) = opened;
        Ok(Some(Opened { document, kind, partition, rows, damaged }))
    }

    /// The row of an opened record.
    pub(super) async fn listed(&self, opened: &Opened, facts: Facts) -> Result<Listed, Failure> {
        let changes = || opened.rows.iter().map(|row| (row.change.hash, &row.carriage));
        let carried = self.carried_of(changes().map(|(_, carriage)| carriage)).await?;
        Ok(Listed { standing: standing(&facts, &carried, changes()), facts })
    }

    /// What is stored beside a record's changes.
    pub(super) fn derive(&self, doc: DocId, opened: &Opened) -> Entry {
        let flat = frozen::flat(&opened.document, opened.kind);
        figures::derive(doc, &opened.partition, opened.kind, &flat, self.catalogue())
    }

    /// The same with what the office decided of the record.
    pub(super) async fn reviewed(&self, doc: DocId, opened: &Opened) -> Result<Entry, Failure> {
        let mut entry = self.derive(doc, opened);
        let review = review::counterpart(doc);
        if let Some(opened) = self.read(review).await?.filter(|opened| opened.kind == Kind::Review) {
            review::lay(&mut entry, &self.derive(review, &opened), self.catalogue());
        }
        Ok(entry)
    }

    /// Answers `Ask::Record`.
    pub(super) async fn record(&self, doc: DocId) -> Result<Whole, Failure> {
        let opened = self.read(doc).await?.ok_or_else(|| failure("record.unknown", &doc))?;
        if !opened.damaged {
            self.acquit(doc).await?;
        }
        let names = self.people().await?;
        let author =
            |device: DeviceId, at_ms: i64| Author { device, name: names.get(&device).cloned(), at_ms };
        let event = |past: Past| Event {
            key: past.key,
            old: past.old,
            new: past.new,
            by: author(past.device, past.at_ms),
        };
        let history: Vec<Event> = opened.document.history().into_iter().map(event).collect();
        let Entry { facts, ledger, .. } = self.reviewed(doc, &opened).await?;
        let Frozen { flat, late } = if facts.state == State::Returned {
            // It is being written again: everything that was ever written is to be seen.
            Frozen { flat: opened.document.flat(), late: Vec::new() }
        } else {
            frozen::frozen(&opened.document, opened.kind)
        };
        let mut flat = ledger.as_ref().and_then(|ledger| ledger.corrected()).unwrap_or(flat);
        let late = late.into_iter().map(event).collect();
        let asked_by = |id: &str| {
            let key = format!("{ASKED}.{id}.key");
            history.iter().find(|event| event.key == key).map(|event| event.by.clone())
        };
        let corrections = ledger.iter().flat_map(|ledger| ledger.corrections());
        let corrections =
            corrections.map(|correction| (asked_by(&correction.asked.id), correction)).collect();
        let conflicts = opened.document.conflicts().into_iter().map(|(key, sides)| Conflict {
            blocking: record::find(opened.kind, &key).is_some_and(|field| field.merge == Merge::Settled),
            sides: sides.into_iter().map(|(value, device, at_ms)| (value, author(device, at_ms))).collect(),
            key,
        });
        // What came late to a record that is closed is told apart.
        let is_open = facts.state.is_unsent() || facts.state == State::Submitted;
        let mut conflicts: Vec<_> = conflicts
            .filter(|conflict| is_open && (flat.late() == 0 || conflict.key != review::STATE))
            .collect();
        sort_by(&mut conflicts, |a, b| (!a.blocking, &a.key).cmp(&(!b.blocking, &b.key)));
        if !facts.decisions.is_empty() && flat.all("state").len() == 1 {
            // What the office decided is how the record stands: forms and pages read it from its state.
            flat.set("state", facts.state.code());
        }
        let listed = self.listed(&opened, facts).await?;
        Ok(Whole { listed, history, conflicts, flat, late, corrections })
    }

    /// Names of the people behind devices, this one's included.
    async fn people(&self) -> Result<Map<DeviceId, String>, Failure> {
        let people = Self::stored(self.store.list(Shelf::Person).await)?;
        let mut names = Map::new();
        for person in people.iter().filter_map(|(_, bytes)| Person::from_bytes(bytes).ok()) {
            names.insert(DeviceId(*person.device), person.name);
        }
        names.extend(self.identity().await?.map(|identity| (identity.device, identity.name)));
        Ok(names)
    }

    /// Answers `Ask::Export`: every field that can be read, one line each, values as people write them.
    pub(super) async fn export(&self, doc: DocId) -> Result<String, Failure> {
        let opened = self.read(doc).await?.ok_or_else(|| failure("record.unknown", &doc))?;
        let mut out = format!("{} {doc}\n{}\n\n", opened.kind.code(), opened.partition);
        for (key, values) in opened.document.flat().iter() {
            let shown: Vec<_> = values.iter().map(|value| readable(opened.kind, key, value)).collect();
            // Writing to a text does not fail.
            writeln!(out, "{key}: {}", shown.join(" / ")).ok();
        }
        Ok(out)
    }
}

/// A value as people write it, by the field table.
fn readable(kind: Kind, key: &str, value: &Scalar) -> String {
    let shape = record::find(kind, key).map(|field| field.value);
    match (value, shape) {
        (Scalar::Null, _) => "–".to_owned(),
        (Scalar::Bool(flag), _) => if *flag { "✓" } else { "✗" }.to_owned(),
        (Scalar::Int(dong), Some(Value::Dong)) => text::money(*dong),
        (Scalar::Int(number), Some(Value::Date)) => {
            let date = u32::try_from(*number).ok().and_then(|number| Date::try_from(number).ok());
            date.map_or_else(|| number.to_string(), |date| date.to_string())
        }
        (Scalar::Int(number), Some(Value::Month)) => Month::written(*number),
        (Scalar::Int(minutes), Some(Value::TimeOfDay)) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        (Scalar::Int(number), _) => number.to_string(),
        (Scalar::Text(text), _) => text.clone(),
    }
}
