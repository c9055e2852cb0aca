//! Lists of records: searched, narrowed and cut to what a screen shows. No record is opened here.

use messages::{Failure, Found, Listed, Query, Standing};
use shared::domain::facts::Facts;
use shared::domain::figures::Entry;
use shared::id::{ChangeHash, DocId, PhotoHash};
use shared::sorted::{Map, Set, sort_by_key};
use shared::store::Carriage;
use shared::text::fold;

use super::Session;
use super::index::Rows;
use super::standing::standing;
use crate::platform::{Local, Platform};

/// What the office has not confirmed: few changes, however many records there are.
pub(super) struct Receipts {
    open: Map<DocId, Vec<(ChangeHash, Carriage)>>,
    carried: Set<ChangeHash>,
}

impl Receipts {
    /// Where a record stands.
    pub(super) fn standing(&self, facts: &Facts) -> Standing {
        let open = self.open.get(&facts.doc).into_iter().flatten();
        standing(facts, &self.carried, open.map(|(hash, carriage)| (*hash, carriage)))
    }

    /// Its row in a list.
    pub(super) fn listed(&self, facts: &Facts) -> Listed {
        Listed { facts: facts.clone(), standing: self.standing(facts) }
    }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// What the office has not confirmed, as of now.
    pub(super) async fn receipts(&self) -> Result<Receipts, Failure> {
        let unreceived = Self::stored(self.store.unreceived().await)?;
        let carried = self.carried_of(unreceived.iter().map(|(.., carriage)| carriage)).await?;
        let mut open: Map<DocId, Vec<(ChangeHash, Carriage)>> = Map::new();
        for (doc, hash, carriage) in unreceived {
            open.entry(doc).or_default().push((hash, carriage));
        }
        Ok(Receipts { open, carried })
    }

    /// Photos that the records of this phone's own partitions name, of those records that stand so.
    pub(crate) async fn photos_named(
        &self,
        so: impl Fn(&Standing) -> bool,
    ) -> Result<Set<PhotoHash>, Failure> {
        let own = self.own_partitions().await?;
        let receipts = self.receipts().await?;
        let pictured = |entry: &&Entry| {
            !entry.facts.photos.is_empty()
                && own.contains(&entry.facts.partition)
                && so(&receipts.standing(&entry.facts))
        };
        self.known(|rows| {
            rows.listed().filter(pictured).flat_map(|entry| entry.facts.photos.clone()).collect()
        })
        .await
    }

    /// Answers `Ask::Records`.
    pub(crate) async fn records(&self, query: &Query) -> Result<Found, Failure> {
        let receipts = self.receipts().await?;
        self.known(|rows| found(rows, &receipts, query)).await
    }
}

fn found(rows: &Rows, receipts: &Receipts, query: &Query) -> Found {
    let search = fold(&query.search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let meets = |facts: &Facts, standing: &Standing| {
        query.kind.is_none_or(|kind| kind == facts.kind)
            && query.state.is_none_or(|state| state == facts.state)
            && (query.standing.is_empty() || query.standing == standing.code())
            && query.group.as_ref().is_none_or(|group| facts.group.as_ref() == Some(group))
            && words.iter().all(|word| facts.search.contains(word))
    };
    let mut found = Found::default();
    let mut matching: Vec<(&Facts, Standing)> = Vec::new();
    for facts in rows.listed().map(|entry| &entry.facts) {
        let standing = receipts.standing(facts);
        found.standings.count(&standing);
        if meets(facts, &standing) {
            matching.push((facts, standing));
        }
    }
    found.matching = u32::try_from(matching.len()).unwrap_or(u32::MAX);
    if query.unreceived_first {
        sort_by_key(&mut matching, |(_, standing)| match standing {
            Standing::Refused(_) => 0,
            Standing::OnPhone => 1,
            Standing::Carried => 2,
            Standing::Received | Standing::Accepted => 3,
        });
    }
    let (offset, limit) = (query.offset as usize, query.limit as usize);
    let window = matching.into_iter().skip(offset).take(limit);
    found.rows = window.map(|(facts, standing)| Listed { facts: facts.clone(), standing }).collect();
    found
}
