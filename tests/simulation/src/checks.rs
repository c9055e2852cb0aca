//! What must be true once the network is good and everybody came to rest. Each check is one promise of the
//! product, written against disks and against what the screens are told, never against the protocol.

use std::collections::{BTreeMap, BTreeSet};

use messages::{Ask, Listed, Phase, Query, Reply, Standing, Whole};
use shared::catalogue::Catalogue;
use shared::crdt::{self, Document};
use shared::domain::{facts, figures};
use shared::frozen;
use shared::id::{ChangeHash, Code, DocId, Partition};
use shared::record::Kind;
use shared::store::{Carriage, Row};
use shared::sync::phone::{REBUILT, live, repairs};

use crate::fault::Fault;
use crate::office::YOUNG_KIND;
use crate::phone::{Phone, Tab};
use crate::polling::finish;
use crate::world::World;

/// Rounds in which a good network heals everything: in each, every page becomes visible once and every timer
/// goes off once.
const ROUNDS: usize = 4;
/// Exchanges that one phone may need for it.
const EXCHANGES_MAX: u64 = 40;
/// The longest that a phone waits before it tries again, milliseconds, and a minute.
const WAIT_MS: i64 = 31 * 60_000;

/// Makes the network good for ever and lets everybody come to rest; the most exchanges that a phone needed.
pub fn quiesce(world: &mut World) -> u64 {
    world.say(|| "the network is good from here on".to_owned());
    world.line.roughness.set(0);
    world.office.older.set(false);
    let updated: BTreeSet<usize> = {
        let kinds = world.office.old_kinds.take();
        kinds.into_iter().chain(world.office.old_protocol.take()).collect()
    };
    for phone in &world.phones {
        phone.disk().full.set(false);
        phone.disk().unsure.set(false);
    }
    world.settle();
    for index in updated {
        world.say(|| format!("phone {index} gets the new version"));
        world.phones[index].tabs.clear();
    }
    for phone in &world.phones {
        phone.disk().learn(YOUNG_KIND, Kind::Feedback.code());
    }
    world.line.exchanges.borrow_mut().clear();
    for _ in 0..ROUNDS {
        for index in 0..world.phones.len() {
            world.ask(index, Ask::Awake);
            world.settle();
        }
        world.now_ms.set(world.now_ms.get() + WAIT_MS);
        world.ring();
        world.settle();
    }
    let most = world.line.exchanges.borrow().iter().copied().max().unwrap_or(0);
    rest(world);
    most
}

/// Phone and office that agree have nothing to say to one another: one exchange, and nothing to repair.
fn rest(world: &mut World) {
    world.line.exchanges.borrow_mut().clear();
    let before = all_repairs(world);
    for index in 0..world.phones.len() {
        world.ask(index, Ask::Awake);
        world.settle();
    }
    let exchanges = world.line.exchanges.borrow().clone();
    for (index, phone) in world.phones.iter().enumerate().filter(|(_, phone)| !phone.revoked) {
        // What nobody can mend or send is tried again each time: a damaged row, a change that builds on one.
        let rows = phone.disk().all_rows();
        let stuck = rows.iter().any(|row| row.carriage == Carriage::Pending);
        let hopeless = stuck || !phone.disk().rotten().is_empty();
        if exchanges.get(index) > Some(&1) && !hopeless {
            let count = exchanges.get(index);
            world.ledger.wrong(format!("{} at rest makes {count:?} exchanges", phone.name));
        }
    }
    if all_repairs(world) != before {
        world.ledger.wrong("phones and office look for their common past again and again".to_owned());
    }
}

/// How often each phone had to look for its common past with the office.
fn all_repairs(world: &World) -> Vec<u64> {
    world.phones.iter().map(|phone| finish(repairs(phone.disk())).unwrap_or_default()).collect()
}

/// Everything that must be true now.
pub fn check(world: &mut World, exchanges: u64) {
    if exchanges > EXCHANGES_MAX {
        world.ledger.wrong(format!("a phone needed {exchanges} exchanges on a good network"));
    }
    world.ledger.all_held(&world.held());
    let office = Office::read(world);
    office.check(world);
    for index in 0..world.phones.len() {
        world.tab(index);
    }
    world.settle();
    for phone in &world.phones {
        Look { world, office: &office, phone }.check();
    }
    nothing_owed_is_out_of_reach(world, &office);
}

/// What is on the office's disk.
struct Office {
    rows: BTreeMap<ChangeHash, Row>,
    docs: BTreeMap<DocId, Document>,
}

impl Office {
    fn read(world: &World) -> Self {
        let disk = &world.office.disk;
        let rows = disk.all_rows().into_iter().map(|row| (row.change.hash, row)).collect();
        let mut docs = BTreeMap::new();
        for doc in disk.docs() {
            let rows = disk.rows(doc);
            match Document::open(rows.iter().map(|row| row.change.bytes.as_slice())) {
                Ok(document) if document.heads().is_empty() => {}
                Ok(document) => drop(docs.insert(doc, document)),
                Err(error) => world.ledger.wrong(format!("the office cannot open {doc}: {error}")),
            }
        }
        Self { rows, docs }
    }

    fn position(&self, hash: ChangeHash) -> Option<u64> {
        match self.rows.get(&hash)?.carriage {
            Carriage::Received(position) => Some(position),
            _ => None,
        }
    }

    /// No gaps, nothing twice, and entries that follow from the changes.
    fn check(&self, world: &World) {
        let mut logs: BTreeMap<Partition, BTreeSet<u64>> = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        for row in self.rows.values() {
            let positions = logs.entry(row.change.partition.clone()).or_default();
            if !self.position(row.change.hash).is_some_and(|position| positions.insert(position)) {
                world.ledger.wrong(format!("the office gave a position of {} twice", row.change.partition));
            }
            let number = crdt::scan(&row.change.bytes).map(|scanned| (scanned.actor, scanned.seq)).ok();
            if !number.is_some_and(|number| numbers.insert(number)) {
                world.ledger.wrong(format!("the office counts a change of {} twice", row.change.doc));
            }
        }
        for (partition, positions) in logs {
            if positions.last().copied() != u64::try_from(positions.len()).ok() {
                world.ledger.wrong(format!("the office's log of {partition} has gaps"));
            }
        }
        let entries: BTreeMap<DocId, _> =
            world.office.disk.all_entries().into_iter().map(|entry| (entry.facts.doc, entry)).collect();
        let docs = world.ledger.docs();
        for (doc, document) in &self.docs {
            let Some((kind, partition)) = docs.get(doc) else { continue };
            let flat = frozen::flat(document, *kind);
            let derived = figures::derive(*doc, partition, *kind, &flat, Catalogue::builtin());
            if entries.get(doc) != Some(&derived) {
                world
                    .ledger
                    .wrong(format!("the office's facts and figures of {doc} are not what its changes say"));
            }
        }
    }
}

/// One phone beside the office.
struct Look<'w> {
    world: &'w World,
    office: &'w Office,
    phone: &'w Phone,
}

impl Look<'_> {
    fn wrong(&self, what: &str) {
        self.world.ledger.wrong(format!("{}: {what}", self.phone.name));
    }

    fn check(&self) {
        let rows: BTreeMap<ChangeHash, Row> =
            self.phone.disk().all_rows().into_iter().map(|row| (row.change.hash, row)).collect();
        let excused = self.excused(&rows);
        for row in rows.values() {
            self.check_row(row, &excused);
        }
        if !self.phone.revoked {
            self.check_convergence(&rows);
            if self.phone.home_now() != self.world.office.standing_for(&self.phone.home) {
                self.wrong("does not know which unit stands for its own");
            }
        }
        let Some(tab) = self.phone.tabs.first() else { return };
        self.check_status(tab, &rows);
        self.check_records(tab, &rows, &excused);
    }

    /// Own changes that nobody can send: they build on something that is nowhere any more, or that rotted here.
    fn excused(&self, rows: &BTreeMap<ChangeHash, Row>) -> BTreeSet<ChangeHash> {
        let mut excused = BTreeSet::new();
        loop {
            let before = excused.len();
            for hash in rows.keys().filter(|hash| !self.office.rows.contains_key(hash)) {
                let Some(made) = self.world.ledger.made(*hash) else { continue };
                let missing = |dep: &ChangeHash| {
                    let foreign =
                        self.world.ledger.made(*dep).is_none_or(|dep| dep.device != self.phone.device);
                    let gone = !rows.contains_key(dep) || foreign || excused.contains(dep);
                    let refused =
                        rows.get(dep).is_some_and(|row| matches!(row.carriage, Carriage::Refused(_)));
                    !self.office.rows.contains_key(dep) && (gone || refused)
                };
                if made.device != self.phone.device || self.phone.revoked || made.deps.iter().any(missing) {
                    excused.insert(*hash);
                }
            }
            if excused.len() == before {
                return excused;
            }
        }
    }

    /// Where each change stands, and that it is said so.
    fn check_row(&self, row: &Row, excused: &BTreeSet<ChangeHash>) {
        let hash = row.change.hash;
        let made_here = self.world.ledger.made(hash).is_some_and(|made| made.device == self.phone.device);
        if let Some(there) = self.office.rows.get(&hash) {
            if there.change.bytes != row.change.bytes {
                self.wrong(&format!("the bytes of {hash} are not the office's"));
            }
            // Where it stands in the log may differ: a restored office counts anew, and digests know no order.
            if !matches!(row.carriage, Carriage::Received(_)) && !self.phone.revoked {
                self.wrong(&format!("{hash} is {:?} here, {:?} at the office", row.carriage, there.carriage));
            }
            return;
        }
        match &row.carriage {
            Carriage::Refused(_) => {}
            Carriage::Received(_) if made_here && !self.phone.revoked => {
                self.wrong(&format!("holds a receipt for {hash}, which the office has not"));
            }
            Carriage::Received(_) if self.world.tally.counts().contains_key(&Fault::OfficeRestored) => {}
            Carriage::Received(_) if self.phone.revoked => {}
            Carriage::Received(_) => self.wrong(&format!("{hash} of somebody else is not at the office")),
            Carriage::Pending if excused.contains(&hash) => {}
            Carriage::Pending => self.wrong(&format!("{hash} was never sent")),
        }
    }

    /// Everything of the office in this phone's scope is here, and the sums agree.
    fn check_convergence(&self, rows: &BTreeMap<ChangeHash, Row>) {
        let accounts = self.world.office.accounts.borrow();
        let Some(account) = accounts.get(&self.phone.token) else { return };
        let scope = self.world.office.scope(account);
        let mut sums: BTreeMap<&Partition, (u64, u64)> = BTreeMap::new();
        for (hash, row) in self.office.rows.iter().filter(|(_, row)| scope.contains(&row.change.partition)) {
            let digest = hash.0.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
            let sum = sums.entry(&row.change.partition).or_default();
            sum.0 = sum.0.wrapping_add(digest);
            if rows.contains_key(hash) {
                sum.1 = sum.1.wrapping_add(digest);
            } else {
                self.wrong(&format!("lacks {hash} of {}, which the office has", row.change.doc));
            }
        }
        if sums.values().any(|(office, here)| office != here) && self.world.ledger.is_clean() {
            self.wrong("the digests differ");
        }
    }

    /// What the person is told of synchronisation.
    fn check_status(&self, tab: &Tab, rows: &BTreeMap<ChangeHash, Row>) {
        let pending = rows.values().filter(|row| row.carriage == Carriage::Pending).count();
        let told = match finish(tab.session.answer(Ask::Open)).0 {
            Ok(Reply::Home(home)) => home.sync,
            other => return self.wrong(&format!("does not open: {other:?}")),
        };
        if usize::try_from(told.waiting) != Ok(pending) {
            self.wrong(&format!("says that {} changes wait, and {pending} do", told.waiting));
        }
        let told = tab.pocket.told.borrow().as_ref().map(|told| told.phase.clone());
        match (&told, self.phone.revoked) {
            (Some(Phase::Resting), false) | (Some(Phase::Unwelcome(_)), true) => {}
            _ => self.wrong(&format!("synchronisation stands at {told:?}")),
        }
    }

    /// Every list and every record says what is so.
    fn check_records(&self, tab: &Tab, rows: &BTreeMap<ChangeHash, Row>, excused: &BTreeSet<ChangeHash>) {
        tab.listen();
        let listed: BTreeMap<DocId, Listed> =
            match finish(tab.session.answer(Ask::Records(Query::default()))).0 {
                Ok(Reply::Records(found)) => found.rows.into_iter().map(|row| (row.facts.doc, row)).collect(),
                other => return self.wrong(&format!("lists no records: {other:?}")),
            };
        let mut docs: BTreeMap<DocId, Vec<&Row>> = BTreeMap::new();
        for row in rows.values() {
            docs.entry(row.change.doc).or_default().push(row);
        }
        let damaged = self.damaged();
        for (doc, rows) in docs.iter().filter(|(doc, _)| !damaged.contains(doc)) {
            let Some(row) = listed.get(doc) else {
                self.wrong(&format!("does not list {doc}"));
                continue;
            };
            let refused = rows.iter().any(|row| matches!(row.carriage, Carriage::Refused(_)));
            let own_missing = rows.iter().any(|row| {
                let hash = row.change.hash;
                let replaced = Carriage::Refused(rebuilt()) == row.carriage;
                !replaced
                    && !self.office.rows.contains_key(&hash)
                    && self.world.ledger.made(hash).is_some_and(|made| made.device == self.phone.device)
            });
            let truthful = match &row.standing {
                Standing::Refused(_) => refused,
                Standing::Carried | Standing::OnPhone => {
                    self.phone.revoked
                        || own_missing
                        || rows.iter().any(|row| excused.contains(&row.change.hash))
                }
                Standing::Received | Standing::Accepted => !own_missing || self.phone.revoked,
            };
            if !truthful {
                self.wrong(&format!("says that {doc} is {:?}", row.standing));
            }
            match record(tab, *doc) {
                Some(whole) => self.check_record(*doc, &whole, row),
                None => self.wrong(&format!("cannot open {doc}")),
            }
        }
    }

    fn check_record(&self, doc: DocId, whole: &Whole, listed: &Listed) {
        let stored = self.phone.disk().rows(doc);
        let Some(first) = stored.first() else { return };
        let derived =
            facts::derive(doc, &first.change.partition, first.change.kind, &whole.flat, Catalogue::builtin());
        if listed.facts != derived {
            self.wrong(&format!("lists other facts of {doc} than its fields have"));
        }
        let same = stored.iter().all(|row| self.office.rows.contains_key(&row.change.hash));
        if same
            && !self.phone.revoked
            && self
                .office
                .docs
                .get(&doc)
                .is_some_and(|there| frozen::flat(there, first.change.kind) != whole.flat)
        {
            self.wrong(&format!("shows other values of {doc} than the office has"));
        }
    }

    /// Records of which something lies aside on this phone.
    fn damaged(&self) -> BTreeSet<DocId> {
        let disk = self.phone.disk();
        let aside = disk.rotten().into_iter().chain(disk.shelved());
        aside.filter_map(|hash| Some(self.world.ledger.made(hash)?.doc)).collect()
    }
}

/// A record as its page shows it.
fn record(tab: &Tab, doc: DocId) -> Option<Whole> {
    match finish(tab.session.answer(Ask::Record(doc))).0 {
        Ok(Reply::Record(whole)) => Some(whole),
        _ => None,
    }
}

/// The phone's own mark on what it has written anew.
fn rebuilt() -> Code {
    REBUILT.parse().unwrap_or_else(|_| unreachable!("a code"))
}

/// Every value that a person was told is saved can be read: on each phone that should have it, in the record or
/// in its history; or at least on one phone, refused, waiting, or as what is left of a damaged row.
fn nothing_owed_is_out_of_reach(world: &World, office: &Office) {
    let mut read: BTreeMap<(usize, DocId), Option<Whole>> = BTreeMap::new();
    for (hash, saved) in world.ledger.saved() {
        let Some(made) = world.ledger.made(hash).filter(|_| saved.owed) else { continue };
        let mut reached = false;
        for (index, phone) in world.phones.iter().enumerate() {
            let look = Look { world, office, phone };
            let disk = phone.disk();
            let rows = disk.rows(made.doc);
            let here = rows.iter().any(|row| row.change.hash == hash);
            let replaced = here && !live(&rows).any(|row| row.change.hash == hash);
            let aside = disk.rotten().contains(&hash) || disk.shelved().contains(&hash);
            reached |= here || aside;
            let Some(tab) = phone.tabs.first() else { continue };
            if !here || replaced || look.damaged().contains(&made.doc) {
                continue;
            }
            let whole = read.entry((index, made.doc)).or_insert_with(|| record(tab, made.doc));
            let shown = whole.as_ref().is_some_and(|whole| {
                whole.flat.all(&saved.key).contains(&saved.value)
                    || whole.history.iter().any(|past| past.key == saved.key && past.new == saved.value)
            });
            if !shown {
                look.wrong(&format!("{} = {:?} of {} cannot be read", saved.key, saved.value, made.doc));
            }
        }
        if !reached && !office.rows.contains_key(&hash) {
            world.ledger.wrong(format!("{} = {:?} of {} is lost", saved.key, saved.value, made.doc));
        }
    }
}
