//! The audit log: who did or looked at what, when. Rows are only ever appended; each carries the SHA-256 of
//! itself and of the row before, so that a row changed or taken out later is noticed.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::StorageError;

/// What is worth a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// An account was made.
    AccountAdded,
    /// A password was set.
    PasswordSet,
    /// A one-time code was made.
    CodeMade,
    /// A device was enrolled.
    DeviceEnrolled,
    /// A device that was enrolled without keys told them.
    KeysTaken,
    /// A device was revoked.
    DeviceRevoked,
    /// A revoked device tried to synchronise.
    RevokedDeviceRefused,
    /// A letter that somebody carried was taken in, or its answer handed out.
    LetterTaken,
    /// A letter that somebody carried was refused.
    LetterRefused,
    /// The database came back from a backup and got a new epoch.
    Restored,
    /// A list was imported.
    Imported,
    /// A file with a list was sent in, or dropped.
    ListSent,
    /// The list of a commune's households was opened.
    HouseholdsOpened,
    /// Units were reorganised.
    UnitsReorganised,
    /// The catalogue got an entry, or one got other words or a last day.
    CatalogueChanged,
    /// Somebody logged in.
    LoggedIn,
    /// An account was locked after too many wrong passwords.
    LockedOut,
    /// The area page was opened.
    AreaOpened,
    /// A record was opened on the office's page.
    RecordOpened,
    /// A helper sheet of a record was opened to be printed, and what for.
    SheetPrinted,
    /// A record was accepted or returned.
    RecordDecided,
    /// Groups to visit were drawn.
    GroupsDrawn,
    /// A drawn group was replaced.
    GroupReplaced,
    /// The list of remedies was opened.
    RemediesOpened,
    /// A finding was handed over, or a remedy moved on.
    RemedyMoved,
    /// A notice of conclusions was written.
    ConclusionWritten,
    /// The reports of wrongdoing were opened.
    VoicesOpened,
    /// Something was typed into a report, or its distribution list.
    ReportTyped,
    /// A report was issued.
    ReportIssued,
    /// A list of the office was opened.
    ListOpened,
    /// A list of the office was taken away as a file: which one, and what for.
    ListExported,
    /// A report was sent.
    ReportSent,
    /// A sent report came back.
    ReportReturned,
    /// The province page was opened.
    ProvinceOpened,
    /// Aggregates were exported.
    Exported,
    /// A request to write was refused to somebody who may only read.
    WriteRefused,
}

impl Action {
    /// The stable code in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccountAdded => "account.added",
            Self::PasswordSet => "account.password_set",
            Self::CodeMade => "device.code_made",
            Self::DeviceEnrolled => "device.enrolled",
            Self::KeysTaken => "device.keys_taken",
            Self::DeviceRevoked => "device.revoked",
            Self::RevokedDeviceRefused => "device.revoked_refused",
            Self::LetterTaken => "letter.taken",
            Self::LetterRefused => "letter.refused",
            Self::Restored => "office.restored",
            Self::Imported => "register.imported",
            Self::ListSent => "register.sent",
            Self::HouseholdsOpened => "households.opened",
            Self::UnitsReorganised => "units.reorganised",
            Self::CatalogueChanged => "catalogue.changed",
            Self::LoggedIn => "session.started",
            Self::LockedOut => "session.locked_out",
            Self::AreaOpened => "area.opened",
            Self::RecordOpened => "record.opened",
            Self::SheetPrinted => "sheet.printed",
            Self::RecordDecided => "record.decided",
            Self::GroupsDrawn => "draw.made",
            Self::GroupReplaced => "draw.replaced",
            Self::RemediesOpened => "remedies.opened",
            Self::RemedyMoved => "remedy.moved",
            Self::ConclusionWritten => "conclusion.written",
            Self::VoicesOpened => "voices.opened",
            Self::ReportTyped => "report.typed",
            Self::ReportIssued => "report.issued",
            Self::ListOpened => "list.opened",
            Self::ListExported => "list.exported",
            Self::ReportSent => "report.sent",
            Self::ReportReturned => "report.returned",
            Self::ProvinceOpened => "province.opened",
            Self::Exported => "province.exported",
            Self::WriteRefused => "access.read_only",
        }
    }
}

/// Who acted when nobody was logged in: the person at the server's console.
pub const CONSOLE: &str = "console";

/// Appends a row. `detail` names the thing acted on, never the content of a record.
pub fn append(
    c: &Connection,
    now_ms: i64,
    who: &str,
    action: Action,
    detail: &str,
) -> Result<(), StorageError> {
    let last: Option<(i64, Vec<u8>)> = c
        .prepare_cached("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (id, before) = last.map_or((1, Vec::new()), |(id, hash)| (id + 1, hash));
    let link = link(&before, id, now_ms, who, action.code(), detail);
    c.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        id,
        now_ms,
        who,
        action.code(),
        detail,
        link
    ])?;
    Ok(())
}

/// Number of the first row whose chain is broken, or the number of rows when none is.
pub fn verify(c: &Connection) -> Result<Result<i64, i64>, StorageError> {
    let mut statement = c.prepare("SELECT id, at, account, action, detail, hash FROM audit ORDER BY id")?;
    let mut rows = statement.query([])?;
    let (mut before, mut count) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let (id, at): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (who, action, detail): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let hash: Vec<u8> = row.get(5)?;
        if id != count + 1 || hash != link(&before, id, at, &who, &action, &detail) {
            return Ok(Err(count + 1));
        }
        (before, count) = (hash, id);
    }
    Ok(Ok(count))
}

fn link(before: &[u8], id: i64, at: i64, who: &str, action: &str, detail: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    for part in [&id.to_string(), &at.to_string(), who, action, detail] {
        // The length first: no two rows can read as the same bytes.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SqliteStore;

    #[test]
    fn a_row_cannot_be_changed_and_a_forged_one_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        store
            .write::<_, StorageError>(|tx| {
                append(tx, 1, "giadinh", Action::ProvinceOpened, "KL")?;
                append(tx, 2, "giadinh", Action::WriteRefused, "/province")?;
                assert!(tx.execute("UPDATE audit SET detail = 'ND' WHERE id = 1", []).is_err());
                assert!(tx.execute("DELETE FROM audit", []).is_err());
                assert_eq!(verify(tx)?, Ok(2));
                tx.execute("DROP TRIGGER audit_is_not_changed", [])?;
                tx.execute("UPDATE audit SET detail = 'ND' WHERE id = 1", [])?;
                assert_eq!(verify(tx)?, Err(1));
                Ok(())
            })
            .unwrap();
    }
}
