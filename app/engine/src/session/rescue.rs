//! Damaged and suspected records. A damaged row was set aside by the store; a suspected record is one over
//! which the engine died. Neither is opened in the background, neither is ever written, and what is left of
//! them stays readable. A row that the office has is asked for again and mends itself.

use messages::Failure;
use shared::crdt::Document;
use shared::domain::figures;
use shared::frozen;
use shared::id::{ChangeHash, DocId};
use shared::store::{Change, Durability, Shelf, Write};
use shared::sync::phone;

use super::Session;
use crate::platform::{Local, Platform, Remains, Turn};

/// Key of a suspicion on `Shelf::Damaged`, the record after it.
const SUSPECT: &str = "suspect.";

impl<S: Local, P: Platform> Session<S, P> {
    /// What was set aside of a record's rows; nothing for one that is whole.
    pub(super) async fn aside(&self, doc: DocId) -> Result<Vec<Remains>, Failure> {
        let value = Self::stored(self.store.get(Shelf::Damaged, &Remains::key(doc)).await)?;
        Ok(Remains::decode(value.as_ref()))
    }

    /// Records that are damaged or suspected: not to be opened unasked.
    pub(super) async fn damaged(&self) -> Result<Vec<DocId>, Failure> {
        let kept = Self::stored(self.store.list(Shelf::Damaged).await)?;
        // What is kept of a record stands under its id, whoever put it there and whatever stands before the id.
        let named = |name: &str| name.rsplit('.').next().and_then(|id| id.parse().ok());
        let mut docs: Vec<DocId> = kept.iter().filter_map(|(name, _)| named(name)).collect();
        docs.sort_unstable();
        docs.dedup();
        Ok(docs)
    }

    /// Records over which the engine died, and which nobody has opened since.
    pub(crate) async fn suspected(&self) -> Result<Vec<DocId>, Failure> {
        let kept = Self::stored(self.store.list(Shelf::Damaged).await)?;
        Ok(kept.iter().filter_map(|(key, _)| key.strip_prefix(SUSPECT)?.parse().ok()).collect())
    }

    /// Answers `Ask::Suspect`.
    pub(super) async fn suspect(&self, doc: DocId) -> Result<(), Failure> {
        self.put(Shelf::Damaged, format!("{SUSPECT}{doc}"), Some(Vec::new()), Durability::Strict).await
    }

    /// A person opened the record and the engine lives: it is suspected no longer, and what the office sent of it
    /// meanwhile is taken in with the next answer.
    pub(super) async fn acquit(&self, doc: DocId) -> Result<(), Failure> {
        let key = format!("{SUSPECT}{doc}");
        if Self::stored(self.store.get(Shelf::Damaged, &key).await)?.is_none() {
            return Ok(());
        }
        self.put(Shelf::Damaged, key, None, Durability::Strict).await
    }

    /// Looks after damaged records, at the start and after every exchange. Those whose lost rows came again are
    /// whole: their entries are derived anew. For the others the office is asked once more. A row that was lost before
    /// its receipt came may be there all the same: then the digest tells, once it is `settled`, that is, nothing has
    /// just lost its place to be offered again.
    pub(crate) async fn mend(&self, settled: bool) -> Result<(), Failure> {
        let kept = Self::stored(self.store.list(Shelf::Damaged).await)?;
        let damaged: Vec<_> =
            kept.iter().filter_map(|(key, value)| Some((Remains::doc(key)?, key, value))).collect();
        if damaged.is_empty() {
            return Ok(());
        }
        let _turn = self.platform.turn(Turn::Write).await;
        for (doc, key, value) in damaged {
            let remains = Remains::decode(Some(value));
            let rows = Self::stored(self.store.changes_of(doc).await)?;
            let here = |hash: ChangeHash| rows.iter().any(|row| row.change.hash == hash);
            let lost: Vec<_> = remains.iter().filter(|lost| !lost.hash.is_some_and(here)).collect();
            let live = || phone::live(&rows).map(|row| row.change.bytes.as_slice());
            if let (true, Ok(document)) = (lost.is_empty(), Document::open(live())) {
                // In one commit: a record that is whole, with an entry that is not, would be found by nobody.
                let mut writes = vec![Write::Put(Shelf::Damaged, key.clone(), None)];
                if let Some(Change { partition, kind, .. }) = rows.first().map(|row| row.change.clone()) {
                    let flat = frozen::flat(&document, kind);
                    let entry = figures::derive(doc, &partition, kind, &flat, self.catalogue());
                    writes.push(Write::Entry(Box::new(entry)));
                }
                self.commit(writes, Durability::Strict).await?;
                continue;
            }
            for lost in lost {
                let position = lost.position.or(settled.then_some(u64::MAX));
                let (Some(partition), Some(position)) = (&lost.partition, position) else { continue };
                let to = position.saturating_sub(1);
                let again = Self::stored(phone::rewind(&*self.store, partition, to).await)?;
                Self::stored(self.store.commit(again.into_iter().collect(), Durability::Relaxed).await)?;
            }
        }
        Ok(())
    }

    /// Derives the entries of these records from the log and keeps them. A record that cannot be read keeps the one
    /// that it has.
    pub(super) async fn index(&self, docs: impl IntoIterator<Item = DocId>) -> Result<(), Failure> {
        let mut writes = Vec::new();
        for doc in docs {
            let Ok(Some(opened)) = self.read(doc).await else { continue };
            if !opened.damaged {
                let entry = self.derive(doc, &opened);
                writes.push(Write::Entry(Box::new(entry)));
            }
        }
        Self::stored(self.store.commit(writes, Durability::Relaxed).await).map(|_| ())
    }
}
