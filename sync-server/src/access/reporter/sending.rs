//! Sending what was issued, by the server's clock, and noting what came back.

use shared::domain::report::Asked;
use shared::limits::{LINE_CHARS_MAX, REASON_CHARS_MAX};

use super::Reporter;
use crate::storage::StorageError;
use crate::storage::audit::{self, Action};
use crate::storage::sendings::{self, Dispatch};

/// Why nothing was noted.
#[derive(Debug, thiserror::Error)]
pub enum SendingError {
    /// Nothing of that number was issued, or sent, here.
    #[error("no such paper")]
    Unknown,
    /// Nobody is named, or no reason.
    #[error("nothing is said")]
    NoWords,
    /// More characters than fit.
    #[error("too long")]
    TooLong(usize),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Reporter<'_> {
    /// Notes that an issued paper goes to somebody now. The same one pressed twice is one, until it comes back.
    pub fn send(&self, asked: Asked, issued: i64, recipient: &str, now_ms: i64) -> Result<(), SendingError> {
        let recipient = said(recipient, LINE_CHARS_MAX)?;
        self.store.write(|tx| {
            let all = sendings::of_year(tx, &self.org, asked.year)?;
            let paper = all.iter().filter(|one| self.is_of(asked, one)).find(|one| one.issued == issued);
            let paper = paper.ok_or(SendingError::Unknown)?;
            if paper.sendings.last().is_some_and(|last| last.returned.is_none()) {
                return Ok(());
            }
            sendings::send(tx, issued, &recipient, (&self.account.name, now_ms))?;
            let detail = format!("{} {issued}", self.of(asked));
            Ok(audit::append(tx, now_ms, self.account.id.as_str(), Action::ReportSent, &detail)?)
        })
    }

    /// Notes that a sent paper came back, and why.
    pub fn take_back(
        &self,
        asked: Asked,
        sending: i64,
        reason: &str,
        now_ms: i64,
    ) -> Result<(), SendingError> {
        let reason = said(reason, REASON_CHARS_MAX)?;
        self.store.write(|tx| {
            let all = sendings::of_year(tx, &self.org, asked.year)?;
            let mut sent = all.iter().filter(|one| self.is_of(asked, one)).flat_map(|one| &one.sendings);
            let found = sent.find(|one| one.id == sending).ok_or(SendingError::Unknown)?;
            if found.returned.is_some() {
                return Ok(());
            }
            sendings::take_back(tx, sending, &reason, (&self.account.name, now_ms))?;
            let detail = format!("{} {sending}", self.of(asked));
            Ok(audit::append(tx, now_ms, self.account.id.as_str(), Action::ReportReturned, &detail)?)
        })
    }

    /// True for what this office issued of a paper.
    pub(super) fn is_of(&self, asked: Asked, one: &Dispatch) -> bool {
        one.unit == self.scope.top.code
            && (one.report.as_str(), one.year, one.period) == (asked.report.code(), asked.year, asked.quarter)
    }
}

/// One line of words, when there are any and they fit.
fn said(text: &str, most: usize) -> Result<String, SendingError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(SendingError::NoWords);
    }
    if text.chars().count() > most { Err(SendingError::TooLong(most)) } else { Ok(text) }
}
