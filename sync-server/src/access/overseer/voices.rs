//! Reports of wrongdoing that went past the unit that they name (records.md §7): in this office's drawer, read by its
//! clerk, each opening noted.

use shared::domain::facts::{Facts, State};
use shared::domain::voice;
use shared::id::DocId;
use shared::record::{Flat, Kind};

use super::{OverseeError, Overseer};
use crate::derived;
use crate::storage::audit::Action;

/// The reports of an office, the newest first.
#[derive(Debug, Clone)]
pub struct Voices {
    /// The reports.
    pub reports: Vec<Facts>,
}

/// One report.
#[derive(Debug, Clone)]
pub struct Voice {
    /// Its facts.
    pub facts: Facts,
    /// Its fields.
    pub flat: Flat,
}

impl Overseer<'_> {
    /// Everything in this office's drawer that was not struck out.
    pub fn voices(&self, now_ms: i64) -> Result<Voices, OverseeError> {
        self.note(now_ms, Action::VoicesOpened, "")?;
        let drawer = voice::drawer(&self.scope.top.code);
        let mut reports: Vec<Facts> = self.entries()?.into_iter().map(|entry| entry.facts).collect();
        reports.retain(|facts| {
            Some(&facts.partition.unit) == drawer.as_ref()
                && facts.kind == Kind::Feedback
                && facts.state != State::Void
        });
        reports.sort_by_key(|facts| (std::cmp::Reverse(facts.event_date), facts.doc));
        Ok(Voices { reports })
    }

    /// One of them.
    pub fn voice(&self, doc: DocId, now_ms: i64) -> Result<Voice, OverseeError> {
        let opened = self.open(doc)?.ok_or(OverseeError::Unknown)?;
        let drawer = voice::drawer(&self.scope.top.code);
        if Some(&opened.partition.unit) != drawer.as_ref() || opened.partition.org != self.home()?.org {
            return Err(OverseeError::Unknown);
        }
        self.note(now_ms, Action::RecordOpened, &doc.to_string())?;
        let facts = derived::derive(doc, &opened.partition, opened.kind, &opened.flat).facts;
        Ok(Voice { facts, flat: opened.flat })
    }
}
