//! What becomes of the changes that came up: each is judged on its document, together with the others of the
//! same document; the good ones are stored in one commit with the entries that follow from them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Office, Signer, Surroundings};
use crate::domain::figures::Entry;
use crate::frozen;
use crate::id::{ChangeHash, DeviceId, DocId, Partition};
use crate::record::Kind;
use crate::store::{Carriage, Change, Durability, Row, Write};
use crate::sync::bundle::Item;
use crate::sync::gate::{self, Refusal, Rejection, Twin};
use crate::sync::wire::Verdict;

/// One change of a parcel.
pub(super) struct Upload<'r> {
    /// Who made the parcel, as the parcel says.
    pub(super) device: DeviceId,
    /// Where it belongs, as the parcel says.
    pub(super) partition: Partition,
    /// The same as the office knows it, or why nothing of the parcel is taken in.
    pub(super) signer: Result<&'r Signer, Refusal>,
    /// The change.
    pub(super) item: Item,
}

/// Judges and stores: the verdicts in order, and the hashes that the caller has.
pub(super) async fn store_changes<S: Office>(
    store: &S,
    around: Surroundings<'_>,
    uploads: &[Upload<'_>],
) -> Result<(Vec<Verdict>, BTreeSet<ChangeHash>), S::Error> {
    let mut by_doc: BTreeMap<DocId, Vec<(usize, &Upload<'_>)>> = BTreeMap::new();
    for indexed in uploads.iter().enumerate() {
        by_doc.entry(indexed.1.item.doc).or_default().push(indexed);
    }
    let mut judged = Judged::default();
    for (doc, uploads) in by_doc {
        let rows = store.changes_of(doc).await?;
        Desk { doc, rows: &rows, around }.judge(&uploads, &mut judged);
    }
    let uploaded = judged.known.into_iter().chain(judged.fresh.values().map(|change| change.hash)).collect();
    let (indices, changes): (Vec<usize>, Vec<Change>) = judged.fresh.into_iter().unzip();
    if !indices.is_empty() {
        let entries = judged.entries.into_iter().map(|entry| Write::Entry(Box::new(entry)));
        let writes = changes.into_iter().map(Write::Receive).chain(entries).collect();
        let positions = store.commit(writes, Durability::Strict).await?;
        judged.verdicts.extend(indices.into_iter().zip(positions.into_iter().map(Verdict::Stored)));
    }
    Ok((judged.verdicts.into_values().collect(), uploaded))
}

/// What became of the uploads, by their place in the request.
#[derive(Default)]
struct Judged {
    /// Final ones; those of `fresh` follow from the commit.
    verdicts: BTreeMap<usize, Verdict>,
    /// To be stored.
    fresh: BTreeMap<usize, Change>,
    /// Stored before.
    known: BTreeSet<ChangeHash>,
    /// Of the documents that changed.
    entries: Vec<Entry>,
}

impl Judged {
    fn append(&mut self, mut other: Self) {
        self.verdicts.append(&mut other.verdicts);
        self.fresh.append(&mut other.fresh);
        self.known.append(&mut other.known);
        self.entries.append(&mut other.entries);
    }
}

/// What a good upload is.
enum Fate {
    Known(ChangeHash, u64),
    Fresh(ChangeHash),
}

/// One document on which uploads are judged.
struct Desk<'r> {
    doc: DocId,
    rows: &'r [Row],
    around: Surroundings<'r>,
}

impl Desk<'_> {
    /// Judges with one proof at the end, which is all that ever happens; should it fail, once more with a proof
    /// after each change, so that only the culprit is refused.
    fn judge(&self, uploads: &[(usize, &Upload<'_>)], judged: &mut Judged) {
        let attempt = self.attempt(uploads, false).or_else(|| self.attempt(uploads, true));
        judged.append(attempt.unwrap_or_default());
    }

    /// `None` when the document does not load again.
    fn attempt(&self, uploads: &[(usize, &Upload<'_>)], prove_each: bool) -> Option<Judged> {
        let mut judged = Judged::default();
        let mut home = self.rows.first().map(|row| (row.change.partition.clone(), row.change.kind));
        let mut twin = None;
        for (index, upload) in uploads {
            match self.one(upload, &mut home, &mut twin, prove_each) {
                Ok(Fate::Known(hash, position)) => {
                    judged.known.insert(hash);
                    judged.verdicts.insert(*index, Verdict::Duplicate(position));
                }
                Ok(Fate::Fresh(hash)) => {
                    let (partition, kind) = home.clone()?;
                    let bytes = upload.item.bytes.clone();
                    judged.fresh.insert(*index, Change { hash, doc: self.doc, partition, kind, bytes });
                }
                Err(Rejection::MissingDeps) => {
                    judged.verdicts.insert(*index, Verdict::MissingDeps);
                }
                Err(Rejection::Refused(refusal)) => {
                    judged.verdicts.insert(*index, Verdict::Refused(refusal.code()));
                }
            }
        }
        if let (Some(twin), Some((partition, kind)), false) = (twin, home, judged.fresh.is_empty()) {
            if !prove_each && !twin.reloads() {
                return None;
            }
            judged.entries.push((self.around.derive)(
                self.doc,
                &partition,
                kind,
                &frozen::flat(twin.document(), kind),
            ));
        }
        Some(judged)
    }

    fn one(
        &self,
        upload: &Upload<'_>,
        home: &mut Option<(Partition, Kind)>,
        twin: &mut Option<Twin>,
        prove: bool,
    ) -> Result<Fate, Rejection> {
        let place = place(upload, home.as_ref())?;
        let bytes = &upload.item.bytes;
        let hash = gate::scan(bytes)?.hash;
        if let Some(position) = self.position(hash) {
            return Ok(Fate::Known(hash, position));
        }
        // A document that is damaged here judges nobody: the phone keeps the change and sends it again.
        let rows = self.rows.iter().map(|row| row.change.bytes.as_slice());
        let open =
            || Twin::open(self.doc, place.1, self.around.table, rows).map_err(|_| Rejection::MissingDeps);
        let trial = match twin.take() {
            Some(twin) => twin,
            None => open()?,
        };
        let trial = twin.insert(trial);
        if !trial.contains(hash) {
            trial.admit(bytes, upload.device)?;
        }
        if prove && !trial.reloads() {
            trial.retract()?;
            return Err(Refusal::Unloadable.into());
        }
        home.get_or_insert(place);
        Ok(Fate::Fresh(hash))
    }

    fn position(&self, hash: ChangeHash) -> Option<u64> {
        let row = self.rows.iter().find(|row| row.change.hash == hash)?;
        match row.carriage {
            Carriage::Received(position) => Some(position),
            _ => None,
        }
    }
}

/// Where the upload wants to go, if it may: a document's first change settles its partition and kind.
fn place(upload: &Upload<'_>, home: Option<&(Partition, Kind)>) -> Result<(Partition, Kind), Refusal> {
    let writes = &upload.signer?.writes;
    let partition = &upload.partition;
    let kind = Kind::from_code(&upload.item.kind).ok_or(Refusal::WrongKind)?;
    let place = (partition.clone(), kind);
    if home.is_some_and(|(settled, _)| settled != partition) || !writes.iter().any(|(to, _)| to == partition)
    {
        return Err(Refusal::ForeignUnit);
    }
    if home.is_some_and(|(_, settled)| *settled != kind) || !writes.contains(&place) {
        return Err(Refusal::WrongKind);
    }
    Ok(place)
}
