//! What happens in a world: people save, phones wake up, and everything breaks that this seed has planned.

use std::collections::BTreeSet;

use messages::{Ask, Query};
use shared::crdt::{Actor, Document};
use shared::frozen;
use shared::id::DocId;
use shared::record::{Edit, Kind, Scalar};
use shared::sync::phone::live;

use crate::fault::Fault;
use crate::mutant::Mutant;
use crate::world::World;

/// Faults of the network: drawn for each letter.
const NETWORK: &[Fault] = &[
    Fault::RequestDropped,
    Fault::HalfOpen,
    Fault::Delayed,
    Fault::Duplicated,
    Fault::RequestTruncated,
    Fault::AnswerTruncated,
    Fault::RequestCorrupted,
    Fault::AnswerCorrupted,
    Fault::CaptivePortal,
    Fault::ProxyError,
    Fault::OfficeBusy,
    Fault::OfficeKilled,
];

/// Faults that come as events of their own, and how often beside a hundred deeds of people.
const EVENTS: &[(Fault, usize)] = &[
    (Fault::AppKilled, 16),
    (Fault::PowerCut, 4),
    (Fault::LastCommitLost, 4),
    (Fault::OldProfile, 3),
    (Fault::Cloned, 2),
    (Fault::DiskFull, 5),
    (Fault::CommitUnsure, 5),
    (Fault::RowRotten, 4),
    (Fault::ClockJump, 4),
    (Fault::OfficeRestored, 3),
    (Fault::OfficeOlder, 3),
    (Fault::ProtocolOld, 3),
    (Fault::KindUnknown, 3),
    (Fault::KeyUnknown, 3),
    (Fault::CodeUnknown, 3),
    (Fault::Merger, 2),
    (Fault::Revoked, 1),
    (Fault::Poisoned, 5),
    (Fault::SecondTab, 4),
];

/// A year, in milliseconds.
const YEAR_MS: i64 = 365 * 24 * 3_600_000;

/// What people do.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Make,
    Edit,
    Void,
    Look,
    Type,
    WriteLetter,
    BringLetter,
    Rebuild,
    Wake,
    Sync,
}

/// A history under way.
pub struct History<'w> {
    world: &'w mut World,
    planned: Vec<(Fault, usize)>,
    values: u64,
    merged: bool,
    /// Of a hundred texts, so many are long: then an exchange has many slices.
    long: usize,
}

impl<'w> History<'w> {
    /// Draws what this world will suffer from.
    pub fn plan(world: &'w mut World) -> Self {
        let dice = world.dice.clone();
        let calm = dice.chance(5);
        let share = dice.between(20, 70);
        let drawn = |_: &Fault| !calm && dice.chance(share);
        world.line.faults.replace(NETWORK.iter().copied().filter(|fault| drawn(fault)).collect());
        world.line.roughness.set(dice.between(5, 60));
        let planned = EVENTS.iter().copied().filter(|(fault, _)| drawn(fault)).collect();
        let long = if dice.chance(8) { 70 } else { 5 };
        Self { world, planned, values: 0, merged: false, long }
    }

    /// Everything that happens before the network is good for ever.
    pub fn run(&mut self) {
        for _ in 0..self.world.dice.between(20, 120) {
            self.event();
            self.go_on();
            if !self.world.ledger.is_clean() {
                return;
            }
        }
    }

    /// Some time passes.
    fn go_on(&mut self) {
        let dice = self.world.dice.clone();
        match dice.below(100) {
            0..20 => {}
            20..75 => {
                for _ in 0..dice.between(1, 120) {
                    self.world.step();
                }
            }
            _ => self.world.settle(),
        }
        if dice.chance(15) {
            let minutes = i64::try_from(dice.between(1, 3_000)).unwrap_or(1);
            self.world.now_ms.set(self.world.now_ms.get() + minutes * 60_000);
        }
        self.world.ring();
    }

    fn event(&mut self) {
        let faults: usize = self.planned.iter().map(|(_, weight)| weight).sum();
        let mut drawn = self.world.dice.below(100 + faults);
        for (fault, weight) in self.planned.clone() {
            if drawn < weight {
                self.suffer(fault);
                return;
            }
            drawn -= weight;
        }
        let deed = match self.world.dice.below(100) {
            0..20 => Deed::Make,
            20..68 => Deed::Edit,
            68..71 => Deed::Void,
            71..77 => Deed::Look,
            77..80 => Deed::Type,
            80..83 => Deed::WriteLetter,
            83..86 => Deed::BringLetter,
            86..87 => Deed::Rebuild,
            87..95 => Deed::Wake,
            _ => Deed::Sync,
        };
        self.act(deed);
    }

    fn act(&mut self, deed: Deed) {
        let world = &mut *self.world;
        let dice = world.dice.clone();
        let index = dice.below(world.phones.len());
        match deed {
            Deed::Make => {
                let kind = *dice
                    .pick(&[Kind::Outreach, Kind::Inspection, Kind::Feedback])
                    .unwrap_or(&Kind::Outreach);
                let old = world.office.old_kinds.borrow().contains(&index);
                // An app does not make records of a kind that it does not know.
                let kind = if old { Kind::Outreach } else { kind };
                self.save(index, DocId(dice.sixteen()), kind);
            }
            Deed::Edit | Deed::Void => {
                let Some(doc) = dice.pick(&world.phones[index].own_docs()).copied() else { return };
                let rows = world.phones[index].disk().rows(doc);
                let Some(kind) = rows.first().map(|row| row.change.kind) else { return };
                if matches!(deed, Deed::Void) {
                    let number = self.number();
                    let reason = ("void_reason".to_owned(), format!("lý do {number}").into());
                    let edits: Vec<Edit> = vec![reason, ("state".to_owned(), "void".into())];
                    self.world.say(|| format!("phone {index} voids {doc}"));
                    self.world.save(index, doc, kind, edits);
                } else {
                    self.save(index, doc, kind);
                }
            }
            Deed::Look => {
                let doc = dice.pick(&world.phones[index].own_docs()).copied();
                let asks = [Some(Ask::Records(Query::default())), doc.map(Ask::Record), doc.map(Ask::Export)];
                if let Some(Some(ask)) = dice.pick(&asks).cloned() {
                    world.ask(index, ask);
                }
            }
            Deed::Type => {
                let form = format!("form {}", dice.below(3));
                let fields = vec![("place".to_owned(), format!("Bản {}", dice.below(100)))];
                world.ask(index, Ask::KeepDraft { form, fields });
            }
            Deed::WriteLetter => world.write_letter(index),
            Deed::BringLetter => world.bring_letter(),
            Deed::Rebuild => {
                if let Some(doc) = dice.pick(&world.phones[index].own_docs()).copied() {
                    world.ask(index, Ask::Rebuild(doc));
                }
            }
            Deed::Wake => world.ask(index, Ask::Awake),
            Deed::Sync => world.ask(index, Ask::SyncNow),
        }
    }

    fn number(&mut self) -> u64 {
        self.values += 1;
        self.values
    }

    fn save(&mut self, index: usize, doc: DocId, kind: Kind) {
        let edits: Vec<Edit> = (0..self.world.dice.between(1, 3)).map(|_| self.edit(kind)).collect();
        let mut keys = BTreeSet::new();
        let edits: Vec<Edit> = edits.into_iter().filter(|(key, _)| keys.insert(key.clone())).collect();
        self.world.say(|| format!("phone {index} saves {} of {doc} ({})", shown(&edits), kind.code()));
        self.world.save(index, doc, kind, edits);
    }

    /// A field that a person fills, with a value that no other save of this world has.
    fn edit(&mut self, kind: Kind) -> Edit {
        let number = self.number();
        let dice = &self.world.dice;
        let entry = ["a1", "b2", "c3"][dice.below(3)];
        let figure = i64::try_from(number).unwrap_or(0);
        let long = if dice.chance(self.long) { dice.between(200, 3_000) } else { 0 };
        let words = format!("Lời {number} {}", "ừ".repeat(long));
        let line = format!("Bản {number}");
        let choices: &[(&str, Scalar)] = match kind {
            Kind::Outreach => &[
                ("place", line.clone().into()),
                ("village", line.into()),
                ("content.*", words.clone().into()),
                ("attendees_total", figure.into()),
                ("broadcasts.*", figure.into()),
                ("notes.*", words.into()),
            ],
            Kind::Inspection => &[
                ("general.members", figure.into()),
                ("general.savings_balance", figure.into()),
                ("borrower.*.name", line.into()),
                ("group_code", format!("T-{number}").into()),
                ("strengths.*", words.clone().into()),
                ("notes.*", words.into()),
            ],
            _ => &[("village", line.into()), ("text.*", words.clone().into()), ("notes.*", words.into())],
        };
        let (key, value) = &choices[dice.below(choices.len())];
        (key.replace('*', entry), value.clone())
    }

    /// A fault that is an event of its own.
    fn suffer(&mut self, fault: Fault) {
        let world = &mut *self.world;
        let dice = world.dice.clone();
        let index = dice.below(world.phones.len());
        match fault {
            Fault::AppKilled => {
                if world.phones[index].kill() {
                    world.tally.count(fault);
                    world.say(|| format!("phone {index}: the app is killed"));
                }
            }
            Fault::PowerCut | Fault::LastCommitLost | Fault::OldProfile => self.take_back(index, fault),
            Fault::Cloned => {
                if world.phones.len() < 5 && !world.phones[index].revoked {
                    world.clone_phone(index);
                }
            }
            Fault::DiskFull => {
                let disk = world.phones[index].disk();
                disk.full.set(!disk.full.get());
                world.say(|| {
                    format!("phone {index}: its disk has room: {}", !world.phones[index].disk().full.get())
                });
            }
            Fault::CommitUnsure => world.phones[index].disk().unsure.set(true),
            Fault::RowRotten => {
                let disk = world.phones[index].disk();
                let idle = world.phones[index].tabs.iter().all(|tab| tab.busy() == 0);
                if let Some(row) = dice.pick(&disk.all_rows()).filter(|_| idle) {
                    disk.rot(row);
                    world.tally.count(fault);
                    world.say(|| format!("phone {index}: the row of {} rots", row.change.hash));
                }
            }
            Fault::ClockJump => {
                let years = i64::try_from(dice.below(40)).unwrap_or(0) - 20;
                world.phones[index].body.ahead_ms.set(years * YEAR_MS);
                world.tally.count(fault);
                world.say(|| format!("phone {index}: its clock is {years} years ahead"));
            }
            Fault::SecondTab => {
                if world.phones[index].tabs.len() == 1 {
                    world.tally.count(fault);
                    world.say(|| format!("phone {index} opens a second tab"));
                    world.start(index);
                }
            }
            Fault::KeyUnknown => self.newer(index, fault, ("novelty.a1".to_owned(), "mới".into())),
            Fault::CodeUnknown => self.newer(index, fault, ("form".to_owned(), "hologram".into())),
            Fault::ProtocolOld => {
                self.world.say(|| format!("phone {index}: its protocol is no longer spoken"));
                self.world.office.old_protocol.borrow_mut().insert(index);
            }
            Fault::KindUnknown => {
                self.world.say(|| format!("phone {index}: its app does not know one kind"));
                self.world.office.old_kinds.borrow_mut().insert(index);
            }
            _ => self.suffer_at_office(index, fault),
        }
    }

    fn suffer_at_office(&mut self, index: usize, fault: Fault) {
        let world = &mut *self.world;
        let dice = world.dice.clone();
        match fault {
            Fault::OfficeRestored => {
                let age = dice.between(world.office_age, world.office.disk.age());
                world.office.restore(age, dice.bits() | 1, world.mutant != Some(Mutant::EpochSkipped));
                world.tally.count(fault);
                world.say(|| format!("the office is restored from a backup (age {age})"));
                world.ledger.taken_back(&world.held());
            }
            Fault::OfficeOlder => {
                world.ledger.pardon("change.forbidden_key", fault);
                world.office.older.set(!world.office.older.get());
                world.say(|| format!("the office is of an older version: {}", world.office.older.get()));
            }
            Fault::Merger => {
                let communes = world.office.communes.borrow().len();
                if communes > 1 && !std::mem::replace(&mut self.merged, true) {
                    world.office.merge(communes - 1, 0, world.today());
                    world.tally.count(fault);
                    world.say(|| "the last commune is merged into the first".to_owned());
                }
            }
            Fault::Revoked => {
                let token = world.phones[index].token.clone();
                world.say(|| format!("{token} is revoked"));
                world.office.revoke(&token);
                world.ledger.pardon("device.revoked", fault);
                for phone in world.phones.iter_mut().filter(|phone| phone.token == token) {
                    phone.revoked = true;
                }
            }
            Fault::Poisoned => {
                let phone = &world.phones[index];
                let target = dice.pick(&[phone.disk().all_rows(), world.office.disk.all_rows()]).cloned();
                let Some(row) = target.as_deref().and_then(|rows| dice.pick(rows)) else { return };
                world.office.poison(&dice, row, &world.ledger, world.now_ms.get());
                world.tally.count(fault);
                world.say(|| format!("a hostile app sends what it made of {}", row.change.hash));
            }
            _ => {}
        }
    }

    /// A phone's disk goes back in time, the app with it.
    fn take_back(&mut self, index: usize, fault: Fault) {
        let world = &mut *self.world;
        let phone = &mut world.phones[index];
        phone.kill();
        let (disk, oldest) = (phone.body.disk.clone(), phone.enrolled_age);
        let age = match fault {
            Fault::PowerCut => disk.durable_age(),
            Fault::LastCommitLost => disk.age().saturating_sub(1),
            _ => world.dice.between(oldest, disk.age()),
        };
        let age = age.max(oldest);
        if age == disk.age() && fault != Fault::OldProfile {
            return;
        }
        world.tally.count(fault);
        world.say(|| format!("phone {index}: {} ({} -> {age})", fault.label(), disk.age()));
        disk.take_back(age);
        world.ledger.taken_back(&world.held());
    }

    /// A newer version of the app on this phone writes what others do not know.
    fn newer(&mut self, index: usize, fault: Fault, (key, value): Edit) {
        let number = self.number();
        let world = &mut *self.world;
        let dice = world.dice.clone();
        let phone = &world.phones[index];
        let outreach = |doc: &&DocId| {
            phone.disk().rows(**doc).first().is_some_and(|row| row.change.kind == Kind::Outreach)
        };
        let docs = phone.own_docs();
        let docs: Vec<&DocId> = docs.iter().filter(outreach).collect();
        let Some(doc) = dice.pick(&docs).copied().copied() else { return };
        // Between two tasks, as the engine would: nobody else writes.
        if phone.tabs.iter().any(|tab| tab.busy() > 0) || phone.disk().full.get() {
            return;
        }
        let rows = phone.disk().rows(doc);
        let Ok(mut document) = Document::open(live(&rows).map(|row| row.change.bytes.as_slice())) else {
            return;
        };
        let value = match value {
            Scalar::Text(text) if fault == Fault::KeyUnknown => format!("{text} {number}").into(),
            Scalar::Text(text) => format!("{text}_{number}").into(),
            other => other,
        };
        let start = dice.bits().to_be_bytes();
        let actor = Actor { device: phone.device, start, doc };
        world.say(|| format!("phone {index}: a newer app writes {key} = {value:?} of {doc}"));
        if let Some(written) = document.write(&actor, &[(key.clone(), value.clone())], phone.body.clock_ms())
        {
            let flat = frozen::flat(&document, rows[0].change.kind);
            phone.keep(doc, &rows[0].change, &flat, written);
            world.ledger.told_saved(index, doc, &key, &value, &phone.disk().held());
            world.tally.count(fault);
        }
    }
}

fn shown(edits: &[Edit]) -> String {
    let one = |(key, value): &Edit| {
        let text = match value {
            Scalar::Text(text) => text.chars().take(12).collect(),
            other => format!("{other:?}"),
        };
        format!("{key} = {text}")
    };
    edits.iter().map(one).collect::<Vec<_>>().join(", ")
}
