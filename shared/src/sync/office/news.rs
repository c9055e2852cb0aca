//! What is new for a caller, partition by partition: the feed after its cursor; the first filling, unfinished and
//! newest records first; and the way back to a common past when cursor and log do not agree.

use std::collections::{BTreeMap, BTreeSet};

use super::{Caller, Office};
use crate::crdt;
use crate::id::{ChangeHash, DeviceId, Partition};
use crate::store::Change;
use crate::sync::wire::{Cursor, Fill, PartitionNews, Register};

/// Stages of a filling.
const STAGES: u8 = 3;

/// News being gathered for one answer.
pub(super) struct News<'s, S> {
    pub(super) store: &'s S,
    /// What the caller has just sent.
    pub(super) uploaded: &'s BTreeSet<ChangeHash>,
    /// Bytes left in this answer.
    pub(super) room: usize,
    /// Who wrote what is sent.
    pub(super) devices: BTreeSet<DeviceId>,
}

/// Changes of one partition, and where the cursor stands after them.
struct Slice {
    from: u64,
    to: u64,
    more: bool,
    changes: Vec<(u64, Change)>,
    fill: Option<Fill>,
    ask_locator: bool,
}

impl<S: Office> News<'_, S> {
    /// All of it, and the devices that wrote it. Partitions without news are left out.
    pub(super) async fn of(
        mut self,
        caller: &Caller,
        cursors: &BTreeMap<Partition, &Cursor>,
    ) -> Result<(Vec<PartitionNews>, BTreeSet<DeviceId>), S::Error> {
        let mut all = Vec::new();
        for partition in &caller.reads {
            all.extend(self.partition(partition, cursors.get(partition).copied()).await?);
        }
        Ok((all, self.devices))
    }

    async fn partition(
        &mut self,
        partition: &Partition,
        cursor: Option<&Cursor>,
    ) -> Result<Option<PartitionNews>, S::Error> {
        let starved = self.room == 0;
        // Before the records: forms need it.
        let register = self.register(partition, cursor).await?;
        let slice = match cursor {
            Some(Cursor { fill: None, locator, .. }) if !locator.is_empty() => {
                let base = self.common(partition, locator).await?;
                self.feed(partition, base).await?
            }
            Some(Cursor { fill: None, position, digest, .. }) => {
                if self.store.digest(partition, *position).await? == Some(*digest) {
                    self.feed(partition, *position).await?
                } else {
                    Slice::question(*position)
                }
            }
            Some(Cursor { fill: Some(fill), .. }) => self.fill(partition, *fill).await?,
            None => self.fill(partition, Fill::START).await?,
        };
        let known = cursor.filter(|cursor| cursor.fill.is_none() && cursor.locator.is_empty());
        let stays = known.is_some_and(|cursor| cursor.position == slice.to);
        if stays && !slice.more && !starved && register.is_none() {
            return Ok(None);
        }
        let last = self.store.last(partition).await?;
        let digest = self.store.digest(partition, slice.to).await?.unwrap_or_default();
        let writers = slice.changes.iter().filter_map(|(_, change)| crdt::scan(&change.bytes).ok());
        self.devices.extend(writers.map(|scanned| scanned.actor.device));
        let mut news = PartitionNews {
            unit: partition.unit.to_string(),
            org: partition.org.to_string(),
            from: slice.from,
            to: slice.to,
            more: slice.more || starved,
            last,
            digest,
            steps: Vec::new(),
            bundle: Vec::new().into(),
            register,
            fill: slice.fill,
            ask_locator: slice.ask_locator,
        };
        news.pack(&slice.changes);
        Ok(Some(news))
    }

    async fn register(
        &mut self,
        partition: &Partition,
        cursor: Option<&Cursor>,
    ) -> Result<Option<Register>, S::Error> {
        if self.room == 0 {
            return Ok(None);
        }
        let known = cursor.map_or(0, |cursor| cursor.register);
        let register = self.store.register(partition, known).await?;
        self.room = self.room.saturating_sub(register.as_ref().map_or(0, |register| register.bytes.len()));
        Ok(register)
    }

    /// The last of these positions up to which phone and office hold the same.
    async fn common(
        &self,
        partition: &Partition,
        locator: &[crate::sync::wire::Mark],
    ) -> Result<u64, S::Error> {
        let mut common = 0;
        for mark in locator {
            if mark.position > common
                && self.store.digest(partition, mark.position).await? == Some(mark.digest)
            {
                common = mark.position;
            }
        }
        Ok(common)
    }

    /// What the caller has just sent takes no room, and the cursor passes it.
    async fn feed(&mut self, partition: &Partition, from: u64) -> Result<Slice, S::Error> {
        let (mut to, mut more, mut changes) = (from, true, Vec::new());
        while more {
            let feed = self.store.feed(partition, to, self.room).await?;
            (to, more) = (feed.to, feed.more);
            changes.append(&mut self.take(feed.changes));
            if self.room == 0 {
                break;
            }
        }
        Ok(Slice { from, to, more, changes, fill: None, ask_locator: false })
    }

    /// A token that this log cannot have given out begins anew.
    async fn fill(&mut self, partition: &Partition, token: Fill) -> Result<Slice, S::Error> {
        let last = self.store.last(partition).await?;
        let begun = (1..=last).contains(&token.upto);
        let mut fill = if begun { token } else { Fill { upto: last, stage: 0, key: first_key(0, last) } };
        let mut changes = Vec::new();
        while fill.upto > 0 && fill.stage < STAGES && self.room > 0 {
            let whole = self.store.whole(partition, &fill, self.room).await?;
            changes.append(&mut self.take(whole.changes));
            if let Some(key) = whole.next {
                fill.key = key;
            } else {
                fill.stage += 1;
                fill.key = first_key(fill.stage, fill.upto);
            }
        }
        let done = fill.upto == 0 || fill.stage >= STAGES;
        let to = if done { fill.upto } else { 0 };
        let more = !done || last > to;
        Ok(Slice { from: 0, to, more, changes, fill: (!done).then_some(fill), ask_locator: false })
    }

    /// Keeps what the caller does not have, and counts it.
    fn take(&mut self, mut changes: Vec<(u64, Change)>) -> Vec<(u64, Change)> {
        changes.retain(|(_, change)| !self.uploaded.contains(&change.hash));
        let bytes = changes.iter().map(|(_, change)| change.bytes.len()).sum();
        self.room = self.room.saturating_sub(bytes);
        changes
    }
}

impl Slice {
    /// Nothing before the phone has said more.
    fn question(position: u64) -> Self {
        let changes = Vec::new();
        Self { from: position, to: position, more: true, changes, fill: None, ask_locator: true }
    }
}

/// The key before the first record of a stage.
fn first_key(stage: u8, upto: u64) -> u64 {
    if stage < 2 { upto.saturating_add(1) } else { 0 }
}
