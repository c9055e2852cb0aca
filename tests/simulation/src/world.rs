//! One world: phones, office, network, disks and clocks, and the order in which everything happens. It knows
//! how to let time pass and how to break things; what happens when is `history`'s, what must be true `checks`'.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use engine::platform::{NetworkError, Posted};
use messages::{Ask, Reply};
use shared::date::Date;
use shared::domain::units::Unit;
use shared::id::{ChangeHash, DeviceId, DocId};
use shared::record::{Edit, Kind};

use crate::dice::Dice;
use crate::disk::Disk;
use crate::fault::{Fault, Tally};
use crate::ledger::{Ledger, Side};
use crate::letters::File;
use crate::line::{Letter, Line, corrupted, proxy_error, stranger, truncated};
use crate::mutant::Mutant;
use crate::office::{Account, MEDIA_TYPE, Office, Outcome, partition};
use crate::phone::{Phone, Tab};
use crate::pocket::Body;

/// Monday 5 October 2026, 07:30 in Vietnam.
const START_MS: i64 = 1_791_160_200_000;
/// How long a phone waits for an answer, milliseconds.
const PATIENCE_MS: i64 = 60_000;

/// Everything there is.
pub struct World {
    /// All chance.
    pub dice: Rc<Dice>,
    /// True time, Unix milliseconds.
    pub now_ms: Rc<Cell<i64>>,
    /// The network.
    pub line: Rc<Line>,
    /// What is remembered.
    pub ledger: Rc<Ledger>,
    /// What went wrong.
    pub tally: Rc<Tally>,
    /// The office.
    pub office: Office,
    /// How old its disk was when everybody was enrolled.
    pub office_age: usize,
    /// The phones, clones included.
    pub phones: Vec<Phone>,
    /// Files that people carry about.
    pub drawer: Rc<RefCell<Vec<File>>>,
    /// What is broken on purpose.
    pub mutant: Option<Mutant>,
    /// Says what happens while it happens.
    told: bool,
}

impl World {
    /// A world in which nothing happened yet: `phones` of them, spread over `communes`.
    pub fn new(seed: u64, mutant: Option<Mutant>, told: bool) -> Self {
        let dice = Rc::new(Dice::new(seed));
        let tally = Rc::<Tally>::default();
        let ledger = Rc::new(Ledger::new(tally.clone()));
        let disk = Disk::new("office", Side::Office, ledger.clone(), tally.clone(), mutant);
        let communes = dice.between(1, 3);
        let units = ["HT", "NS", "PN"].into_iter().take(communes).map(commune).collect();
        let office = Office::new(Rc::new(disk), dice.bits() | 1, tally.clone(), units, told);
        let mut world = Self {
            dice,
            now_ms: Rc::new(Cell::new(START_MS)),
            line: Rc::default(),
            ledger,
            tally,
            office,
            office_age: 0,
            phones: Vec::new(),
            drawer: Rc::default(),
            mutant,
            told,
        };
        for index in 0..world.dice.between(2, 4) {
            world.enrol(index, communes);
        }
        world.office_age = world.office.disk.age();
        world
    }

    /// Says what happens, to whoever replays a seed.
    pub fn say(&self, what: impl FnOnce() -> String) {
        if self.told {
            println!("{:>9.1} s  {}", self.elapsed_s(), what());
        }
    }

    fn elapsed_s(&self) -> f64 {
        let elapsed = i32::try_from((self.now_ms.get() - START_MS) / 100).unwrap_or(i32::MAX);
        f64::from(elapsed) / 10.0
    }

    fn enrol(&mut self, index: usize, communes: usize) {
        let name = format!("phone {index}");
        let token = format!("token{index}");
        let device = DeviceId(self.dice.bits().to_be_bytes());
        let above = index == 3;
        let home = {
            let units = self.office.communes.borrow();
            partition(&units[index % communes].code)
        };
        let role = ["commune_lead", "field_officer"][index / communes % 2];
        let account = Account {
            device,
            home: home.clone(),
            above,
            name: name.clone(),
            role,
            sign_key: None,
            seal_key: None,
            revoked: false,
        };
        self.office.accounts.borrow_mut().insert(token.clone(), account);
        let disk = Disk::new(&name, Side::Phone, self.ledger.clone(), self.tally.clone(), self.mutant);
        let body = Rc::new(self.body(index, disk));
        let tabs = vec![Tab::open(&body)];
        let mut phone = Phone { name, token, device, home, body, tabs, revoked: false, enrolled_age: 0 };
        let (ledger, name) = (self.ledger.clone(), phone.name.clone());
        let ask = Ask::Enrol { code: phone.token.clone(), label: phone.name.clone() };
        phone.tabs[0].begin(ask, move |answer| {
            if !matches!(answer, Ok(Reply::Home(_))) {
                ledger.wrong(format!("{name} could not be enrolled: {answer:?}"));
            }
        });
        self.phones.push(phone);
        self.settle();
        let phone = &mut self.phones[index];
        phone.enrolled_age = phone.body.disk.age();
    }

    fn body(&self, index: usize, disk: Disk) -> Body {
        let (now_ms, dice, line) = (self.now_ms.clone(), self.dice.clone(), self.line.clone());
        Body::new(index, Rc::new(disk), now_ms, dice, line, self.ledger.clone(), self.mutant)
    }

    /// A second phone from a copy of the first one's profile.
    pub fn clone_phone(&mut self, of: usize) {
        let index = self.phones.len();
        let original = &self.phones[of];
        let name = format!("phone {index} (copy of {of})");
        let disk = original.disk().copied(&name);
        let body = Rc::new(self.body(index, disk));
        let (token, home) = (original.token.clone(), original.home.clone());
        let (device, revoked) = (original.device, original.revoked);
        let enrolled_age = original.enrolled_age;
        let tabs = vec![Tab::open(&body)];
        self.tally.count(Fault::Cloned);
        self.say(|| format!("phone {of} is cloned as phone {index}"));
        self.phones.push(Phone { name, token, device, home, body, tabs, revoked, enrolled_age });
        self.ask(index, Ask::Open);
    }

    /// Asks something of a phone's first tab, opening one when there is none.
    pub fn ask(&mut self, index: usize, ask: Ask) {
        let tab = self.tab(index);
        tab.begin(ask, |_| {});
    }

    /// The phone's first tab; the app is started when it is not running.
    pub fn tab(&mut self, index: usize) -> &mut Tab {
        if self.phones[index].tabs.is_empty() {
            self.say(|| format!("phone {index} starts the app"));
            self.start(index);
        }
        &mut self.phones[index].tabs[0]
    }

    /// Opens a tab and asks the first question in it.
    pub fn start(&mut self, index: usize) {
        let phone = &mut self.phones[index];
        if self.mutant == Some(Mutant::OutboxForgotten) {
            phone.body.disk.forget_outbox();
        }
        let mut tab = Tab::open(&phone.body);
        tab.begin(Ask::Open, |_| {});
        phone.tabs.push(tab);
    }

    /// A person saves values in some tab of a phone; the ledger hears of it when the phone says "Đã lưu".
    pub fn save(&mut self, index: usize, doc: DocId, kind: Kind, edits: Vec<Edit>) {
        self.tab(index);
        let place = self.dice.below(self.phones[index].tabs.len());
        let (ledger, told) = (self.ledger.clone(), self.told);
        let body = self.phones[index].body.clone();
        let ask = Ask::Save { doc, kind, edits: edits.clone(), draft: None };
        self.phones[index].tabs[place].begin(ask, move |answer| {
            match answer {
                Ok(_) => {
                    let held = body.disk.held();
                    // A state is no value of its own: two people may write the same.
                    for (key, value) in edits.iter().filter(|(key, _)| key != "state") {
                        ledger.told_saved(body.index, doc, key, value, &held);
                    }
                }
                Err(failure) if told => {
                    println!("             phone {} did not save: {failure:?}", body.index);
                }
                Err(_) => {}
            }
        });
    }

    /// Everything that lies on any disk.
    pub fn held(&self) -> BTreeSet<ChangeHash> {
        let mut held = self.office.disk.held();
        for phone in &self.phones {
            held.extend(phone.disk().held());
        }
        held
    }

    /// Timers that are due go off.
    pub fn ring(&mut self) {
        for phone in &mut self.phones {
            let clock_ms = phone.body.clock_ms();
            for tab in &mut phone.tabs {
                if tab.busy() == 0 && tab.exchange.wake_at_ms().is_some_and(|at| at <= clock_ms) {
                    tab.tick();
                }
            }
        }
    }

    /// Something goes on: a task of some tab by one step, or a letter arrives.
    pub fn step(&mut self) {
        if self.dice.chance(15) {
            self.deliver();
            return;
        }
        let phone = self.dice.below(self.phones.len());
        let Some(phone) = self.phones.get_mut(phone) else { return };
        let tab = self.dice.below(phone.tabs.len());
        if let Some(tab) = phone.tabs.get_mut(tab) {
            tab.step(self.dice.below(tab.busy()));
        }
    }

    /// Everything goes on until nothing is left to do.
    pub fn settle(&mut self) {
        const ROUNDS_MAX: usize = 2_000;
        for _ in 0..ROUNDS_MAX {
            for phone in &mut self.phones {
                for tab in &mut phone.tabs {
                    let mut steps = 0;
                    while tab.busy() > 0 && steps < 40 {
                        tab.step(steps % tab.busy());
                        steps += 1;
                    }
                }
            }
            self.deliver();
            let idle = self.phones.iter().all(|phone| phone.tabs.iter().all(|tab| tab.busy() == 0));
            if idle && self.line.is_quiet() {
                return;
            }
        }
        self.ledger.wrong("something never came to its end".to_owned());
    }

    /// A letter arrives, or whatever happens to it.
    fn deliver(&mut self) {
        let Some((letter, overtook)) = self.line.next(&self.dice) else { return };
        if overtook {
            self.tally.count(Fault::Reordered);
        }
        let travel_ms = i64::try_from(self.dice.between(50, 3_000)).unwrap_or(0);
        self.now_ms.set(self.now_ms.get() + travel_ms);
        let Some(fault) = letter.fate else {
            self.hand_over(&letter);
            return;
        };
        self.say(|| {
            format!("network, letter {} of phone {}: {}", letter.number, letter.phone, fault.label())
        });
        self.mishap(letter, fault);
    }

    fn mishap(&mut self, mut letter: Letter, fault: Fault) {
        letter.fate = None;
        let counted = !matches!(fault, Fault::OfficeKilled | Fault::OfficeKilledLate);
        if counted {
            self.tally.count(fault);
        }
        match fault {
            Fault::Delayed => {
                self.give_up(&letter);
                letter.slot = None;
                self.line.again(letter);
            }
            Fault::Duplicated => {
                let mut twin = letter.clone();
                // Which of the two answers arrives is chance.
                if self.dice.chance(50) {
                    letter.slot = None;
                } else {
                    twin.slot = None;
                }
                self.hand_over(&letter);
                self.line.again(twin);
            }
            Fault::HalfOpen => {
                let mute = Letter { slot: None, ..letter.clone() };
                self.hand_over(&mute);
                self.give_up(&letter);
            }
            Fault::RequestTruncated => {
                letter.body = truncated(&self.dice, letter.body);
                self.hand_over(&letter);
            }
            Fault::RequestCorrupted => {
                letter.body = corrupted(&self.dice, letter.body);
                self.hand_over(&letter);
            }
            Fault::AnswerTruncated | Fault::AnswerCorrupted => {
                let (slot, mute) = (letter.slot.clone(), letter.clone());
                self.hand_over(&letter);
                if let Some(Ok(posted)) = slot.map(|slot| slot.take()).unwrap_or_default() {
                    let spoil = if fault == Fault::AnswerCorrupted { corrupted } else { truncated };
                    let body = spoil(&self.dice, posted.body);
                    reply(&mute, Ok(Posted { body, ..posted }));
                }
            }
            Fault::CaptivePortal => reply(&letter, Ok(stranger(&self.dice, MEDIA_TYPE))),
            Fault::ProxyError => reply(&letter, Ok(proxy_error(&self.dice))),
            Fault::OfficeBusy => reply(&letter, Ok(crate::office::busy())),
            Fault::OfficeKilled | Fault::OfficeKilledLate => {
                self.office.dies_at.set(Some(self.dice.between(1, 25)));
                self.hand_over(&letter);
                self.office.dies_at.set(None);
            }
            _ => self.give_up(&letter),
        }
    }

    /// The phone's patience ends.
    fn give_up(&self, letter: &Letter) {
        self.now_ms.set(self.now_ms.get() + PATIENCE_MS);
        let error = if self.dice.chance(50) { NetworkError::TimedOut } else { NetworkError::Unreachable };
        reply(letter, Err(error));
    }

    /// The office gets it.
    fn hand_over(&self, letter: &Letter) {
        let (phone, token) = (letter.phone, letter.token.as_deref());
        let outcome = self.office.answer(phone, &letter.path, token, &letter.body, self.now_ms.get());
        match outcome {
            Outcome::Answer(posted) => {
                self.say(|| {
                    format!(
                        "office answers letter {} of phone {phone}: {}, {} B up, {} B down",
                        letter.number,
                        posted.status,
                        letter.body.len(),
                        posted.body.len()
                    )
                });
                reply(letter, Ok(posted));
            }
            Outcome::Died => {
                self.say(|| format!("office dies over letter {} of phone {phone}", letter.number));
                reply(letter, Err(NetworkError::Unreachable));
            }
        }
    }

    /// The day by true time.
    pub fn today(&self) -> Date {
        Date::in_vietnam(self.now_ms.get())
    }
}

fn reply(letter: &Letter, answer: Result<Posted, NetworkError>) {
    if let Some(slot) = &letter.slot {
        slot.replace(Some(answer));
    }
}

fn commune(code: &str) -> Unit {
    let code_of = |text: &str| text.parse().unwrap_or_else(|_| unreachable!("a unit code"));
    Unit {
        code: code_of(code),
        level: "commune".parse().unwrap_or_else(|_| unreachable!("a code")),
        parent: Some(code_of("BM")),
        name: code.to_owned(),
        difficult_area: false,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        division: shared::domain::units::Division::default(),
    }
}
