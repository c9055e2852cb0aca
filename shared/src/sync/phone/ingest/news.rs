//! The news of one partition: what came, and where the phone stands after it.

use super::super::memory;
use super::super::request::Asked;
use super::super::standing::{self, Standing};
use super::{Arrival, IngestError, Intake, Outcome, Salvage};
use crate::crdt;
use crate::id::{ChangeHash, Partition};
use crate::limits;
use crate::sorted::Map;
use crate::store::{Change, Shelf, Store, Write};
use crate::sync::bundle::Item;
use crate::sync::wire::PartitionNews;

impl<S: Store> Intake<'_, S> {
    pub(super) async fn news(&mut self, news: &PartitionNews, asked: &Asked) -> Outcome<(), S> {
        let partition = news.partition().map_err(|_| IngestError::Malformed)?;
        let changes = news.changes(limits::ANSWER_ROOM).map_err(|_| IngestError::Malformed)?;
        let mut told = Map::new();
        for (position, item) in changes {
            told.insert(self.arrive(&partition, position, item), position);
        }
        let before = self.standings.get(&partition).copied().unwrap_or_default();
        let mut now = before;
        if let Some(register) = &news.register {
            now.register = register.version;
            self.result.registers = true;
            let key = partition.to_string();
            self.writes.push(Write::Put(Shelf::Register, key, Some(register.bytes.to_vec())));
        }
        // An answer that comes late finds the cursor moved: what it brought is taken, where it ended is not.
        let stood = asked.standings.get(&partition).copied().unwrap_or_default();
        let place = |standing: Standing| Standing { register: 0, filled: 0, ..standing };
        if place(stood) == place(before) {
            self.result.more |= news.more;
            self.stand(&partition, &mut now, news, told).await?;
        }
        if now != before || !self.standings.contains_key(&partition) {
            self.writes.push(standing::put_standing(&partition, Some(&now)));
        }
        Ok(())
    }

    /// Moves the cursor.
    async fn stand(
        &mut self,
        partition: &Partition,
        now: &mut Standing,
        news: &PartitionNews,
        mut told: Map<ChangeHash, u64>,
    ) -> Outcome<(), S> {
        if news.ask_locator {
            now.locate = true;
            return self.repair().await;
        }
        let fresh = u64::try_from(told.len()).unwrap_or(u64::MAX);
        if let Some(fill) = news.fill {
            let begun = now.fill.is_some_and(|before| before.upto == fill.upto);
            now.filled = if begun { now.filled.saturating_add(fresh) } else { fresh };
            now.fill = Some(fill);
            self.result.left = self.result.left.saturating_add(fill.upto.saturating_sub(now.filled));
            return Ok(());
        }
        told.extend(self.confirmed.get(partition).into_iter().flatten());
        let located = now.locate;
        // An answer that had no room left says that there is more, also where the log ends: nothing comes after that.
        let is_end = !news.more || news.last <= news.to;
        let digest = if now.fill.is_some() {
            if is_end {
                self.void(partition, news.to, u64::MAX, &told).await?;
            }
            // What came before this answer counts, too.
            let mut held = self.held(partition, news.to).await?;
            held.extend(told.into_iter().filter(|(_, position)| *position <= news.to));
            standing::digest(held.keys())
        } else {
            let (from, upto) = (news.from, if is_end { u64::MAX } else { news.to });
            self.void(partition, from, upto, &told).await?;
            told.retain(|_, position| *position > from && *position <= upto);
            let base = if from == now.position && !located {
                now.digest
            } else {
                standing::digest(self.held(partition, from).await?.keys())
            };
            base.wrapping_add(standing::digest(told.keys()))
        };
        let agree = digest == news.digest;
        *now = Standing { position: news.to, digest, fill: None, filled: 0, locate: false, ..*now };
        self.result.left = self.result.left.saturating_add(news.last.saturating_sub(news.to));
        if agree {
            return Ok(());
        }
        if located {
            // All that the office has came again and it still says otherwise: its own log is not what its digest
            // says. Asking again would never end.
            now.digest = news.digest;
        } else {
            now.locate = true;
            self.result.more = true;
        }
        self.repair().await
    }

    /// Counts that phone and office did not hold the same.
    async fn repair(&mut self) -> Outcome<(), S> {
        let before = memory::repairs(self.store).await.map_err(IngestError::Store)?;
        self.writes.push(memory::put_repairs(before.saturating_add(1)));
        Ok(())
    }

    /// What the phone held of a partition up to a position before this answer.
    async fn held(&self, partition: &Partition, upto: u64) -> Outcome<Map<ChangeHash, u64>, S> {
        standing::held(self.store, partition, upto).await.map_err(IngestError::Store)
    }

    /// Takes one change; its name.
    pub(super) fn arrive(&mut self, partition: &Partition, position: u64, item: Item) -> ChangeHash {
        let Item { doc, kind, bytes } = item;
        let scanned = crdt::scan(&bytes).ok().filter(|scanned| scanned.actor.doc == doc);
        let Some((scanned, kind)) = scanned.zip(self.readable(doc, &kind)) else {
            let hash = standing::name(&bytes);
            let partition = partition.clone();
            self.damaged.entry(doc).or_default().push(Salvage { partition, kind, position, bytes });
            return hash;
        };
        let hash = scanned.hash;
        let change = Change { hash, doc, partition: partition.clone(), kind, bytes };
        self.arrivals.entry(doc).or_default().push(Arrival { position, stale: false, change });
        hash
    }
}
