//! Where records stand between this phone and the office, and the way out of a refusal. What is said here comes from
//! receipts: of the office, or of the person who made a file.

use std::collections::BTreeSet;

use messages::{Failure, Identity, Notice, Standing};
use shared::crdt::Actor;
use shared::domain::facts::{self, Facts, State};
use shared::id::{ChangeHash, DocId, Partition};
use shared::record::{Flat, Kind};
use shared::store::Carriage;
use shared::sync::phone::rebuild::{self, RebuildError};

use super::{Session, failure, half};
use crate::platform::{Local, Platform, Turn};

/// What is known of changes beside their receipts.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// In a file that somebody carries.
    carried: BTreeSet<ChangeHash>,
    /// Refused, and written anew since.
    replaced: BTreeSet<ChangeHash>,
}

impl Marks {
    /// True when a change was refused and that still means something.
    pub fn is_refused(&self, hash: ChangeHash, carriage: &Carriage) -> bool {
        matches!(carriage, Carriage::Refused(_)) && !self.replaced.contains(&hash)
    }

    /// Where a record stands: a refusal first, then what is only here, then what is carried.
    pub fn standing<'c>(
        &self,
        facts: &Facts,
        changes: impl IntoIterator<Item = (ChangeHash, &'c Carriage)>,
    ) -> Standing {
        let received = match facts.state {
            State::Accepted | State::Corrected => Standing::Accepted,
            _ => Standing::Received,
        };
        changes.into_iter().fold(received, |standing, (hash, carriage)| match (standing, carriage) {
            (refused @ Standing::Refused(_), _) => refused,
            (_, Carriage::Refused(code)) if self.is_refused(hash, carriage) => Standing::Refused(code.clone()),
            (Standing::OnPhone, _) => Standing::OnPhone,
            (_, Carriage::Pending) if self.carried.contains(&hash) => Standing::Carried,
            (_, Carriage::Pending) => Standing::OnPhone,
            (standing, Carriage::Received(_) | Carriage::Refused(_)) => standing,
        })
    }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// The marks of changes with these carriages; none of what the office has needs any.
    pub(super) async fn marks<'c>(
        &self,
        carriages: impl IntoIterator<Item = &'c Carriage>,
    ) -> Result<Marks, Failure> {
        let (mut pending, mut refused) = (false, false);
        for carriage in carriages {
            pending |= matches!(carriage, Carriage::Pending);
            refused |= matches!(carriage, Carriage::Refused(_));
        }
        let mut marks = Marks::default();
        if pending {
            marks.carried = self.on_their_way().await?;
        }
        if refused {
            marks.replaced = Self::stored(rebuild::all_replaced(&*self.store).await)?;
        }
        Ok(marks)
    }

    /// Answers `Ask::Rebuild`: what was refused is written anew, by a writer that has written nothing yet.
    pub(super) async fn rebuild(&self, doc: DocId) -> Result<(), Failure> {
        let identity = self.enrolled().await?;
        {
            let _turn = self.platform.turn(Turn::Write).await;
            self.write_anew(&identity, doc).await?;
        }
        self.platform.tell(&Notice::Changed);
        self.platform.tell_others(&Notice::Changed);
        Ok(())
    }

    /// The same while nobody else writes.
    pub(super) async fn write_anew(&self, identity: &Identity, doc: DocId) -> Result<(), Failure> {
        let actor = Actor { device: identity.device, start: half(self.random()?), doc };
        let catalogue = self.catalogue;
        let derive = |doc: DocId, partition: &Partition, kind: Kind, flat: &Flat| {
            facts::derive(doc, partition, kind, flat, catalogue)
        };
        let now_ms = self.platform.now_ms();
        let rebuilt = rebuild::rebuild(&*self.store, doc, &identity.partition, &actor, &derive, now_ms).await;
        rebuilt.map(|_| ()).map_err(|error| match error {
            RebuildError::Store(error) => failure(S::code(&error), &error),
            RebuildError::Damaged(error) => failure("record.damaged", &error),
        })
    }
}
