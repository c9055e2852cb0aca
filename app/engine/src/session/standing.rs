//! Where records stand between this phone and the office, and the way out of a refusal. What is said here comes from
//! receipts: of the office, or of the person who made a file.

use messages::{Failure, Identity, Standing};
use shared::crdt::{Actor, Document};
use shared::domain::facts::{Facts, State};
use shared::domain::figures;
use shared::domain::review::SUBMISSION;
use shared::frozen;
use shared::id::{ChangeHash, DocId, Partition};
use shared::limits;
use shared::record::{self, Edit, Flat, Kind, Merge, Scalar};
use shared::sorted::{Map, Set};
use shared::store::{Carriage, Change, Durability, Row, Write};
use shared::sync::phone::{self, REBUILT, Rebuild};

use super::{Session, half};
use crate::platform::{Local, Platform, Turn};

/// Bytes of keys and values that go into one change when refused ones are written anew: half of what the office takes.
const EDITS_BYTES_MAX: usize = limits::CHANGE_BYTES_MAX / 2;

/// True when a change was refused and nobody has written it anew.
pub(super) fn is_refused(carriage: &Carriage) -> bool {
    matches!(carriage, Carriage::Refused(code) if code.as_str() != REBUILT)
}

/// Where a record stands: a refusal first, then what is only here, then what is carried.
pub(super) fn standing<'c>(
    facts: &Facts,
    carried: &Set<ChangeHash>,
    changes: impl IntoIterator<Item = (ChangeHash, &'c Carriage)>,
) -> Standing {
    let received = match facts.state {
        State::Accepted | State::Corrected => Standing::Accepted,
        _ => Standing::Received,
    };
    changes.into_iter().fold(received, |standing, (hash, carriage)| match (standing, carriage) {
        (refused @ Standing::Refused(_), _) => refused,
        (_, Carriage::Refused(code)) if is_refused(carriage) => Standing::Refused(code.clone()),
        (Standing::OnPhone, _) => Standing::OnPhone,
        (_, Carriage::Pending) if carried.contains(&hash) => Standing::Carried,
        (_, Carriage::Pending) => Standing::OnPhone,
        (standing, Carriage::Received(_) | Carriage::Refused(_)) => standing,
    })
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Changes in files that somebody carries, asked for only where something waits.
    pub(super) async fn carried_of<'c>(
        &self,
        carriages: impl IntoIterator<Item = &'c Carriage>,
    ) -> Result<Set<ChangeHash>, Failure> {
        if !carriages.into_iter().any(|carriage| *carriage == Carriage::Pending) {
            return Ok(Set::new());
        }
        Ok(Self::stored(phone::carried(&*self.store).await)?.into_keys().collect())
    }

    /// Answers `Ask::Rebuild`.
    pub(super) async fn rebuild(&self, doc: DocId) -> Result<(), Failure> {
        let identity = self.enrolled().await?;
        {
            let _turn = self.platform.turn(Turn::Write).await;
            self.write_anew(&identity, doc).await?;
        }
        self.tell_changed();
        Ok(())
    }

    /// Writes what was refused of a record anew, on what the office has, by a writer that has written nothing yet;
    /// does nothing when nothing was refused. The host sees to it that nobody else writes meanwhile.
    pub(super) async fn write_anew(&self, identity: &Identity, doc: DocId) -> Result<(), Failure> {
        let rows = Self::stored(self.store.changes_of(doc).await)?;
        let (Some(first), Some(rebuild)) =
            (rows.first(), Self::stored(phone::rebuild(&*self.store, doc).await)?)
        else {
            return Ok(());
        };
        let Rebuild { mut document, edits, supersede } = rebuild;
        let kind = first.change.kind;
        let partition = place(&rows, &document, identity);
        let actor = Actor { device: identity.device, start: half(self.random()?), doc };
        let now_ms = self.platform.now_ms();
        let mut writes = supersede;
        // What is forbidden is one value: written alone, it does not take the others with it again.
        let alone = was_refused_for(&rows, "change.forbidden");
        let edits = fitting(edits, &document.flat(), kind, &partition);
        for edits in parts(edits, if alone { 1 } else { EDITS_BYTES_MAX }) {
            if let Some(written) = document.write(&actor, &edits, now_ms) {
                let (hash, bytes, partition) = (written.hash, written.bytes, partition.clone());
                writes.push(Write::Keep(Change { hash, doc, partition, kind, bytes }));
            }
        }
        let derived =
            figures::derive(doc, &partition, kind, &frozen::flat(&document, kind), self.catalogue());
        writes.push(Write::Entry(Box::new(derived)));
        self.commit(writes, Durability::Strict).await
    }
}

fn was_refused_for(rows: &[Row], code: &str) -> bool {
    let refused =
        |row: &Row| matches!(&row.carriage, Carriage::Refused(why) if why.as_str().starts_with(code));
    rows.iter().any(refused)
}

/// Where the record goes: where it was, unless the office has nothing of it and refused it for its unit.
fn place(rows: &[Row], document: &Document, identity: &Identity) -> Partition {
    let first = rows
        .first()
        .filter(|_| !document.heads().is_empty() || !was_refused_for(rows, "change.foreign_unit"));
    first.map_or_else(|| identity.partition.clone(), |row| row.change.partition.clone())
}

/// The last value of each key, without those that are written once and stand already; unit and organisation are those
/// of the partition.
fn fitting(edits: Vec<Edit>, base: &Flat, kind: Kind, partition: &Partition) -> Vec<Edit> {
    let mut last: Map<String, Scalar> = edits.into_iter().collect();
    for (key, value) in [("unit", partition.unit.as_str()), ("org", partition.org.as_str())] {
        if let Some(edit) = last.get_mut(key) {
            *edit = value.into();
        }
    }
    let stands = |key: &str| {
        let once = record::find(kind, key).is_some_and(|field| field.merge == Merge::Once);
        once && !base.all(key).is_empty()
    };
    // What hands the record in closes it: it is written last, so that everything else is part of what is handed in.
    let (closing, others): (Vec<Edit>, Vec<Edit>) =
        last.into_iter().filter(|(key, _)| !stands(key)).partition(|(key, _)| key == SUBMISSION);
    others.into_iter().chain(closing).collect()
}

/// Edits in parts of at most so many bytes, each with at least one.
fn parts(edits: Vec<Edit>, bytes_max: usize) -> Vec<Vec<Edit>> {
    let mut parts: Vec<Vec<Edit>> = Vec::new();
    let mut room = 0;
    for edit in edits {
        let size = edit.0.len() + edit.1.size();
        let open = parts.last_mut().filter(|part| size <= room && part.len() < limits::CHANGE_OPS_MAX);
        if let Some(part) = open {
            part.push(edit);
        } else {
            room = bytes_max;
            parts.push(vec![edit]);
        }
        room = room.saturating_sub(size);
    }
    parts
}
