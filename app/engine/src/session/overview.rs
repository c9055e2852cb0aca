//! What is here and what is still to do: the list, the register, the figures. No document is opened for them.

use messages::{Failure, Listed, Progress};
use shared::date::Date;
use shared::domain::facts::{Facts, State};
use shared::domain::progress;
use shared::domain::register::UnitRegister;
use shared::domain::review;
use shared::id::{ChangeHash, DocId, Partition};
use shared::sorted::{Map, sort_by_key};
use shared::store::{Carriage, Shelf};

use super::Session;
use super::standing::standing;
use crate::platform::{Local, Platform, Turn};

/// The yearly report whose last day the start page counts down to (S2 III.2).
const YEARLY_REPORT: &str = "annual_inspection_report";

impl<S: Local, P: Platform> Session<S, P> {
    /// Facts of all records, their reviews laid over them. Those that a damage or an older version of the app left
    /// unreadable are derived again from the log first.
    async fn facts(&self) -> Result<Vec<Facts>, Failure> {
        let (mut entries, unreadable) = Self::stored(self.store.indexed().await)?;
        if !unreadable.is_empty() {
            let _turn = self.platform.turn(Turn::Write).await;
            let left_alone = self.damaged().await?;
            self.index(unreadable.into_iter().filter(|doc| !left_alone.contains(doc))).await?;
            entries = Self::stored(self.store.entries().await)?;
        }
        Ok(review::join(entries, self.catalogue()).into_iter().map(|entry| entry.facts).collect())
    }

    /// Answers `Ask::Records`: what the office returned first; then newest first by the day that was typed,
    /// before them records without a day, because they are still being written.
    pub(crate) async fn records(&self) -> Result<Vec<Listed>, Failure> {
        let mut facts = self.facts().await?;
        let unreceived = Self::stored(self.store.unreceived().await)?;
        let carried = self.carried_of(unreceived.iter().map(|(.., carriage)| carriage)).await?;
        let mut changes: Map<DocId, Vec<(ChangeHash, &Carriage)>> = Map::new();
        for (doc, hash, carriage) in &unreceived {
            changes.entry(*doc).or_default().push((*hash, carriage));
        }
        sort_by_key(&mut facts, |facts| {
            (
                facts.state != State::Returned,
                facts.event_date.is_some(),
                std::cmp::Reverse(facts.event_date),
                facts.doc,
            )
        });
        let listed = facts.into_iter().map(|facts| {
            let changes = changes.remove(&facts.doc).unwrap_or_default();
            let standing = standing(&facts, &carried, changes);
            Listed { facts, standing }
        });
        Ok(listed.collect())
    }

    /// Answers `Ask::Register`.
    pub(super) async fn register(&self) -> Result<Option<UnitRegister>, Failure> {
        match self.identity().await? {
            Some(identity) => self.register_of(&identity.partition).await,
            None => Ok(None),
        }
    }

    pub(super) async fn register_of(&self, partition: &Partition) -> Result<Option<UnitRegister>, Failure> {
        let bytes = Self::stored(self.store.get(Shelf::Register, &partition.to_string()).await)?;
        Ok(bytes.and_then(|bytes| UnitRegister::from_bytes(&bytes)))
    }

    /// Answers `Ask::Progress`.
    pub(super) async fn progress(&self, today: Date) -> Result<Progress, Failure> {
        let identity = self.enrolled().await?;
        let mut facts = self.facts().await?;
        self.of_own_unit(&mut facts).await?;
        let mut states: Map<State, u32> = Map::new();
        for facts in &facts {
            *states.entry(facts.state).or_default() += 1;
        }
        let groups =
            self.register_of(&identity.partition).await?.map(|register| register.groups).unwrap_or_default();
        let profile = self.catalogue().quota_profile_of(identity.partition.org.as_str());
        let counted = profile.map(|profile| progress::commune(profile, &groups, &facts, today.year()));
        let counted = counted.unwrap_or_default();
        let name = |village: &str, head: &str| {
            [village, head].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        Ok(Progress {
            rules: counted.rules,
            groups: counted.groups,
            names: groups
                .iter()
                .map(|group| (group.code.clone(), name(&group.village, &group.head)))
                .collect(),
            deadline: self
                .catalogue
                .deadline(YEARLY_REPORT)
                .and_then(|deadline| deadline.last_day(today.year())),
            states: states.into_iter().collect(),
        })
    }
}
