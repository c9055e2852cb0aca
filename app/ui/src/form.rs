//! The form engine: one `Form` per form on screen, driven by the field tables. It keeps what the person typed apart
//! from the document beneath, checks a field when it is left, keeps a draft at every pause and saves changed fields
//! only. "Đã lưu" stands on screen after the engine's answer and never before; a save that failed leaves everything
//! where it was. No rule lives here: what is wrong with a value is `shared::domain::rules`' to say.

mod bar;
mod choice;
mod clock;
mod entries;
mod field;
mod group;
mod loose;
mod narrative;
mod photos;
mod pick;
mod saving;
mod sheet;
mod typed;

pub use bar::{bar, check_first, finish, folded, go_on, is_handed_in, part, saved_note, state_note};
pub use choice::{Choice, list, many, one, search};
pub use clock::{clock_note, day_note};
pub use entries::{Entries, Rows, nothing};
pub use field::{Extra, amounts, field, fields, fixed};
pub use group::{group, groups, name as group_name};
pub use loose::{as_typed, loose, read};
pub use narrative::{counter, counter_of, narrative};
pub use photos::photos;
pub use pick::{Row, pick};
pub use sheet::{Sheet, shape};
pub use typed::{as_date, weekday, write};

use messages::{Event, Failure};
use shared::domain::facts::Facts;
use shared::domain::register::{Group, UnitRegister};
use shared::domain::rules::{self, Context, Problem};
use shared::id::DocId;
use shared::record::{Flat, Kind, Scalar};
use shared::sorted::Set;
use shared::text;

use crate::components::{Part, Tone, banner, live_part, wait};
use crate::platform::{typing, window};
use crate::prelude::*;
use crate::route::Page;
use crate::state::engine::{self, Answered};
use crate::state::{self, catalogue, session};
use crate::words::{F, language, t};
use choice::choices_of;
use sheet::Typed;

/// A pause this long keeps a draft, in milliseconds.
const PAUSE_MS: i32 = 500;
/// Entry names drawn when a form opens: more paragraphs and entries than anyone adds at one sitting.
const NAMES: u32 = 24;

/// Id of the list of everything that a long form still lacks.
pub const OPEN_POINTS: &str = "open-points";

/// Where saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Nothing to say.
    Open,
    /// The engine is writing.
    Saving,
    /// The engine wrote everything.
    Saved,
    /// Nothing was written; everything is still on screen and in the draft.
    Failed(Failure),
}

/// A draft that came back when the form opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Restored {
    /// There was none, or it has been saved.
    No,
    /// It is on screen.
    Shown,
    /// The person took it off the screen; one press brings it back.
    Discarded,
}

/// What a form knows that never changes on screen by itself.
struct Known {
    draft: String,
    register: Option<UnitRegister>,
    facts: Option<Facts>,
    history: Vec<Event>,
    names: Vec<String>,
    /// Forms with a draft, by address: this record's other pages among them.
    drafts: Vec<String>,
    discarded: Typed,
    /// Raised by every touch, so that only the last pause keeps a draft.
    beat: u32,
    /// True while the engine holds a draft of this form.
    kept: bool,
}

/// What a form has to say about itself. Changes when a field is left or saved, not while one types.
struct Notes {
    phase: Phase,
    restored: Restored,
    /// Fields that were left or submitted: only these may show what is wrong.
    checked: Set<String>,
    /// What is wrong with them.
    problems: Vec<Problem>,
    /// What stood in the way of the last save: key and sentence.
    summary: Vec<(String, String)>,
    /// True after a first "complete" that met warnings only: the next one goes through.
    warned: bool,
}

/// One form on screen. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Form {
    /// The record.
    pub doc: DocId,
    /// Its kind.
    pub kind: Kind,
    /// What is on screen and beneath. Changes at every letter.
    pub sheet: RwSignal<Sheet>,
    notes: RwSignal<Notes>,
    /// Raised when inputs must show what the sheet says: a draft came back, the document changed beneath.
    redraw: RwSignal<u32>,
    known: StoredValue<Known>,
}

/// What a page draws once its form is open.
type Body = Box<dyn FnOnce(Form) -> AnyView + Send + Sync>;

/// Opens a form: asks the engine for the record, the register and a draft, then draws `body`. `draft` names the form:
/// its address without `#/`.
pub fn open(doc: DocId, kind: Kind, draft: String, body: Body) -> AnyView {
    let form = Form::new(doc, kind, draft);
    let opened: RwSignal<Option<Answered<()>>> = RwSignal::new(None);
    let body = StoredValue::new(Some(body));
    spawn_local(async move {
        let result = form.load().await;
        opened.try_set(Some(result));
    });
    follow(move |again| {
        session().changed.track();
        if again {
            form.reload();
        }
    });
    window::while_drawn("visibilitychange", move || form.keep());
    on_cleanup(move || form.keep());
    live_part(move || {
        let Some(result) = opened.get() else { return wait().into_any() };
        state::ready();
        match result {
            // The body is there once: what it reads while it is drawn must not ask for it again.
            Ok(()) => {
                // An address may name the field that is to be mended.
                if let Some(key) = session().page.with_untracked(|page| page.at().map(str::to_owned)) {
                    window::later(0, move || window::focus(&key));
                }
                untrack(|| body.try_update_value(Option::take).flatten().map(|body| body(form))).view()
            }
            Err(failure) => banner(Tone::Bad, state::say(&failure)).into_any(),
        }
    })
}

impl Form {
    fn new(doc: DocId, kind: Kind, draft: String) -> Self {
        Self {
            doc,
            kind,
            sheet: RwSignal::new(Sheet::new(kind, state::clock().about_today())),
            notes: RwSignal::new(Notes {
                phase: Phase::Open,
                restored: Restored::No,
                checked: Set::new(),
                problems: Vec::new(),
                summary: Vec::new(),
                warned: false,
            }),
            redraw: RwSignal::new(0),
            known: StoredValue::new(Known {
                draft,
                register: None,
                facts: None,
                history: Vec::new(),
                names: Vec::new(),
                drafts: Vec::new(),
                discarded: Typed::new(),
                beat: 0,
                kept: false,
            }),
        }
    }

    async fn load(self) -> Answered<()> {
        let whole = match engine::record(self.doc).await {
            Ok(whole) => Some(whole),
            // Not written yet: this form makes it.
            Err(failure) if failure.code == "record.unknown" => None,
            Err(failure) => return Err(failure),
        };
        let drafts = engine::drafts().await?;
        let register = engine::register().await?;
        let (_, names) = engine::names(NAMES).await?;
        let typed = self.known.try_update_value(|known| {
            known.register = register;
            known.names = names;
            known.drafts = drafts.iter().map(|(form, _)| form.clone()).collect();
            let draft = drafts.into_iter().find(|(form, _)| *form == known.draft);
            known.kept = draft.is_some();
            draft.map(|(_, fields)| fields.into_iter().collect::<Typed>())
        });
        let (flat, history, facts) = whole
            .map_or_else(Default::default, |whole| (whole.flat, whole.history, Some(whole.listed.facts)));
        self.known.try_update_value(|known| (known.history, known.facts) = (history, facts));
        let restored = self.sheet.try_update(|sheet| {
            sheet.base = flat;
            sheet.typed = typed.flatten().unwrap_or_default();
            sheet.dirty(catalogue())
        });
        if restored == Some(true) {
            self.note(|notes| notes.restored = Restored::Shown);
        }
        Ok(())
    }

    /// Reads the document again: untouched fields show its newest values, typed ones stay.
    fn reload(self) {
        spawn_local(async move {
            let Ok(whole) = engine::record(self.doc).await else { return };
            let facts = Some(whole.listed.facts);
            self.known.try_update_value(|known| (known.history, known.facts) = (whole.history, facts));
            // Most notices are about receipts, or about what this form has just saved: nothing to draw anew then.
            if self.sheet.try_with_untracked(|sheet| sheet.base != whole.flat) == Some(true) {
                self.sheet.try_update(|sheet| sheet.base = whole.flat);
                self.show();
            }
        });
    }

    fn note(self, change: impl FnOnce(&mut Notes)) {
        self.notes.try_update(change);
    }

    fn show(self) {
        self.redraw.try_update(|times| *times += 1);
    }

    /// The text that an input shows. Follows the document and drafts, not the person's own typing: an input that is
    /// being written in is never written to.
    pub fn shown(self, key: &str) -> String {
        self.redraw.track();
        self.sheet.with_untracked(|sheet| sheet.shown(catalogue(), key))
    }

    /// The text of a field as it stands now.
    pub fn now(self, key: &str) -> String {
        self.sheet.with_untracked(|sheet| sheet.shown(catalogue(), key))
    }

    /// The text of a field as a signal, at every letter.
    pub fn memo(self, key: &str) -> Memo<String> {
        let key = key.to_owned();
        Memo::new(move || self.sheet.with(|sheet| sheet.shown(catalogue(), &key)))
    }

    /// The record as it would be after saving.
    pub fn candidate(self) -> Flat {
        self.sheet.with_untracked(|sheet| sheet.candidate(catalogue()))
    }

    /// The register's groups and loans, as far as they are here.
    pub fn register<T>(self, read: impl FnOnce(&UnitRegister) -> T) -> Option<T> {
        self.known.with_value(|known| known.register.as_ref().map(read))
    }

    /// The group of the record, as the register has it.
    pub fn group(self) -> Option<Group> {
        let code = self.now("group_code");
        self.register(|register| register.groups.iter().find(|group| group.code.as_str() == code).cloned())?
    }

    /// What the engine made of the record as it is kept; `None` before it was ever saved.
    pub fn facts(self) -> Option<Facts> {
        self.known.with_value(|known| known.facts.clone())
    }

    /// The history of the record: who wrote what.
    fn history<T>(self, read: impl FnOnce(&[Event]) -> T) -> T {
        self.known.with_value(|known| read(&known.history))
    }

    /// A name for a new entry; `None` while the engine draws more.
    pub fn name(self) -> Option<String> {
        let (name, left) = self.known.try_update_value(|known| (known.names.pop(), known.names.len()))?;
        if left == 0 {
            spawn_local(async move {
                if let Ok((_, names)) = engine::names(NAMES).await {
                    self.known.try_update_value(|known| known.names.extend(names));
                }
            });
        }
        name
    }

    /// True when a page, or one behind it, holds a draft.
    pub fn has_draft(self, page: &Page) -> bool {
        let address = page.href();
        let address = address.trim_start_matches("#/");
        self.known.with_value(|known| {
            let behind = |draft: &String| {
                draft.strip_prefix(address).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            known.drafts.iter().any(behind)
        })
    }

    /// The entry under `prefix` that a restored draft was about, when it is not in the document yet.
    pub fn drafted(self, prefix: &str) -> Option<String> {
        let known = |sheet: &Sheet| {
            sheet.entries(prefix).into_iter().find(|id| !sheet.base.entries(prefix).contains(id))
        };
        self.sheet.with_untracked(known)
    }

    /// Follows the document and drafts, not the person's own typing.
    pub fn follow(self) {
        self.redraw.track();
    }

    /// Follows the document, drafts and every field that is left, but not single letters.
    pub fn settled(self) {
        self.redraw.track();
        self.notes.track();
    }

    /// Fills a field in for the person: shown while the document has none, saved with the form.
    pub fn seed(self, key: impl Into<String>, scalar: impl Into<Scalar>) {
        self.sheet.update_untracked(|sheet| {
            sheet.seeds.insert(key.into(), scalar.into());
        });
    }

    /// Takes in one letter of the person's typing.
    fn type_in(self, key: &str, text: String) {
        self.sheet.update(|sheet| {
            sheet.typed.insert(key.to_owned(), text);
        });
        let said = |notes: &Notes| notes.warned || !matches!(notes.phase, Phase::Saving | Phase::Open);
        if self.notes.with_untracked(said) {
            self.note(|notes| {
                notes.warned = false;
                if notes.phase != Phase::Saving {
                    notes.phase = Phase::Open;
                }
            });
        }
        let Some(beat) = self.known.try_update_value(|known| {
            known.beat += 1;
            known.beat
        }) else {
            return;
        };
        window::later(PAUSE_MS, move || {
            if self.known.try_with_value(|known| known.beat == beat) == Some(true) {
                self.keep();
            }
        });
    }

    /// Takes in a choice, a chip or a removal: typed and left at once.
    pub fn put(self, key: &str, text: &str) {
        self.put_all(&[(key.to_owned(), text.to_owned())]);
    }

    /// Takes in several at once.
    pub fn put_all(self, fields: &[(String, String)]) {
        for (key, text) in fields {
            self.type_in(key, text.clone());
        }
        self.show();
        self.note(|notes| notes.checked.extend(fields.iter().map(|(key, _)| key.clone())));
        self.check();
        self.keep();
    }

    /// True for someone who inspects a commune from above: what a borrower's programme reveals is not for them
    /// (records.md §12).
    pub fn inspects_from_above(self) -> bool {
        let unit = self.group().map(|group| group.unit);
        self.register(|register| unit.is_some_and(|unit| unit != register.partition.unit)).unwrap_or_default()
    }

    /// A field has been left: its text is composed (NFC), checked, and the draft kept.
    fn leave(self, key: &str) {
        let composed = self.sheet.with_untracked(|sheet| {
            let text = sheet.typed.get(key)?;
            Some(typing::composed(text)).filter(|composed| composed != text)
        });
        if let Some(composed) = composed {
            self.sheet.update(|sheet| {
                sheet.typed.insert(key.to_owned(), composed);
            });
            self.show();
        }
        self.note(|notes| {
            notes.checked.insert(key.to_owned());
        });
        self.check();
        self.keep();
    }

    /// Says again what is wrong with the fields that were left.
    fn check(self) {
        let candidate = self.candidate();
        let mut found = self.sheet.with_untracked(|sheet| sheet.faults(catalogue()));
        let said = self.rule_problems(&candidate);
        found.extend(said.into_iter().filter(|problem| candidate.get(&problem.key).is_some()));
        self.notes.with_untracked(|notes| found.retain(|problem| notes.checked.contains(&problem.key)));
        if self.notes.with_untracked(|notes| notes.problems != found) {
            self.note(|notes| notes.problems = found);
        }
    }

    /// What the rules say of the record as it would be.
    pub fn rule_problems(self, candidate: &Flat) -> Vec<Problem> {
        let group = self.group();
        let context = Context { today: state::clock().latest_today(), group: group.as_ref() };
        rules::problems(catalogue(), self.kind, candidate, &context)
    }
}

/// The sentence of a problem, in the language on screen.
pub fn sentence(problem: &Problem) -> String {
    text::sentence(language(), problem.code, &problem.args)
}

/// A day by its distance from today: how chips call it, and how it is typed; `None` where today is unknown.
fn relative_day(days: i64) -> Option<(String, String)> {
    let label = match days {
        0 => t(F::Today).to_owned(),
        -1 => t(F::Yesterday).to_owned(),
        _ => format!("{days:+} {}", t(F::Days)),
    };
    Some((label, state::clock().today()?.plus_days(days).to_string()))
}
