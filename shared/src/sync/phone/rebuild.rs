//! "Ghi lại và gửi": a person's refused values written anew on what the office has. The refused
//! changes stay as they are, readable in the history, and are part of the record no longer.

use crate::crdt::{self, Document};
use crate::id::{ChangeHash, Code, DocId};
use crate::record::Edit;
use crate::sorted::Set;
use crate::store::{Carriage, Row, Store, Write};

/// Code of a refused change whose values were written anew.
pub const REBUILT: &str = "change.rebuilt";

/// True for a row that is part of its record: not refused and written anew.
pub fn is_live(row: &Row) -> bool {
    !matches!(&row.carriage, Carriage::Refused(code) if code.as_str() == REBUILT)
}

/// The rows that make the record: without the refused ones that were written anew.
pub fn live(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| is_live(row))
}

/// What is needed to write refused values anew.
#[derive(Debug, Clone)]
pub struct Rebuild {
    /// The record without what was refused and what was built on it.
    pub document: Document,
    /// The values of those changes, the newest of each key.
    pub edits: Vec<Edit>,
    /// To be committed together with the change that writes the edits: from then on the old ones are history.
    pub supersede: Vec<Write>,
}

/// Gathers what was refused of a record; `None` when nothing was, or what is left does not open.
pub async fn rebuild<S: Store>(store: &S, doc: DocId) -> Result<Option<Rebuild>, S::Error> {
    let rows = store.changes_of(doc).await?;
    let mut refused: Set<ChangeHash> = Set::new();
    let (mut sound, mut edits, mut supersede) = (Vec::new(), Vec::new(), Vec::new());
    let Ok(code) = REBUILT.parse::<Code>() else { return Ok(None) };
    for row in live(&rows) {
        let Ok(change) = crdt::scan(&row.change.bytes) else { return Ok(None) };
        let follows = change.deps.iter().any(|dep| refused.contains(dep));
        if follows || matches!(row.carriage, Carriage::Refused(_)) {
            refused.insert(change.hash);
            edits.extend(change.puts.into_iter().map(|put| (put.key, put.value)));
            supersede.push(Write::Settle(change.hash, Carriage::Refused(code.clone())));
        } else {
            sound.push(row.change.bytes.as_slice());
        }
    }
    let document = Document::open(sound).ok().filter(|_| !refused.is_empty());
    Ok(document.map(|document| Rebuild { document, edits, supersede }))
}
