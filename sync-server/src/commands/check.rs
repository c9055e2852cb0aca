//! `check`: reads everything once. Positions without gaps, digests of the whole log, names that fit their bytes, facts and figures that follow from
//! their records, an unbroken audit log.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use futures_lite::future::block_on;

use shared::domain::figures::Entry;
use shared::id::DocId;
use shared::store::{Row, Store};
use shared::sync::gate;

use super::{open, say};
use crate::derived;
use crate::settings::Settings;
use crate::storage::{SqliteStore, StorageError, audit, log, records};

/// Prints what is damaged, and fails when anything is.
pub(super) fn check(settings: &Settings) -> Result<()> {
    let store = open(&settings.database)?;
    let mut faults = Vec::new();
    if let Some(broken) = store.read(records::integrity)? {
        faults.push(format!("the database file is damaged: {broken}"));
    }
    match store.read::<_, StorageError>(audit::verify)? {
        Ok(rows) => say(&format!("audit log: {rows} rows")),
        Err(row) => faults.push(format!("the audit log is broken at row {row}")),
    }
    for (partition, position) in store.read(records::gaps)? {
        faults.push(format!("the log of {partition} has a gap before position {position}"));
    }
    for (partition, position) in store.read(log::wrong_digests)? {
        faults
            .push(format!("the digests of {partition} are not those of its log from position {position} on"));
    }
    let derived: BTreeMap<DocId, Entry> =
        block_on(store.entries())?.into_iter().map(|entry| (entry.facts.doc, entry)).collect();
    let docs: BTreeSet<DocId> = store.read(records::docs)?;
    say(&format!("records: {}", docs.len()));
    for doc in docs {
        faults.extend(record(&store, doc, derived.get(&doc))?);
    }
    for fault in &faults {
        say(fault);
    }
    if faults.is_empty() { Ok(()) } else { bail!("{} faults", faults.len()) }
}

/// What is wrong with one record.
fn record(store: &SqliteStore, doc: DocId, kept: Option<&Entry>) -> Result<Option<String>> {
    let rows = block_on(store.changes_of(doc))?;
    let fits = |row: &Row| gate::scan(&row.change.bytes).is_ok_and(|change| change.hash == row.change.hash);
    if !rows.iter().all(fits) {
        return Ok(Some(format!("record {doc}: a change is not what its name says")));
    }
    Ok(match derived::of_record(store, doc)? {
        None => Some(format!("record {doc} does not open")),
        Some(entry) if kept != Some(&entry) => Some(format!("record {doc}: its facts do not follow from it")),
        Some(_) => None,
    })
}
