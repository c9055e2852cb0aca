//! Adding to the catalogue without a release: an event, an outlet, a legal text, a question, for one unit and all
//! below it. Ids are drawn here, never typed and never given twice; an entry gets other words or a last day, it is
//! never taken back, for records may carry it.

use shared::catalogue::{Added, Addition, AnswerKind, Catalogue};
use shared::date::Date;
use shared::id::{Code, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::Scope;
use crate::import;
use crate::secret::{self, NoRandomness};
use crate::storage::additions::{self, Kept, Wording};
use crate::storage::audit::{self, Action};
use crate::storage::{SqliteStore, StorageError};

/// Longest words of a legal text, in characters: as much as a record takes.
const LEGAL_TEXT_CHARS_MAX: usize = 80;

/// Years that an event may have.
const EVENT_YEARS: std::ops::RangeInclusive<i32> = 1930..=2100;

/// Adds to the catalogue of a unit.
pub struct Curator<'s> {
    store: &'s SqliteStore,
    who: String,
    /// The unit, and those that it took over.
    units: Vec<UnitCode>,
    unit: UnitCode,
    today: Date,
}

/// Words and days of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Vietnamese words.
    pub vi: String,
    /// English words; empty for none.
    pub en: String,
    /// First day; only of a new entry.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// Why nothing was added or corrected.
#[derive(Debug, thiserror::Error)]
pub enum CurateError {
    /// No words.
    #[error("the entry has no words")]
    NoWords,
    /// More words than a line holds.
    #[error("the words are too long")]
    TooLong,
    /// The same words stand in the list already.
    #[error("the list has an entry with these words")]
    Twice,
    /// A kind, level, subject, year or answer that there is not.
    #[error("not something that the catalogue can hold")]
    Unfit,
    /// The last day is before the first.
    #[error("the last day is before the first")]
    EndsBeforeStart,
    /// No such entry of this unit.
    #[error("no such entry")]
    Unknown,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No id could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl<'s> Curator<'s> {
    pub(super) fn new(store: &'s SqliteStore, who: &Code, scope: &Scope) -> Self {
        let (unit, today) = (scope.top.code.clone(), scope.today);
        let units = scope.units.taken_over(&unit, today).into_iter().collect();
        Self { store, who: who.to_string(), units, unit, today }
    }

    /// The person at the server's console, for a unit.
    pub fn at_console(store: &'s SqliteStore, unit: UnitCode, today: Date) -> Self {
        Self { store, who: audit::CONSOLE.to_owned(), units: vec![unit.clone()], unit, today }
    }

    /// What this unit added, in the order in which it did.
    pub fn entries(&self) -> Result<Vec<Kept>, StorageError> {
        let mut kept = self.store.read(additions::all)?;
        kept.retain(|kept| self.units.contains(&kept.unit));
        Ok(kept)
    }

    /// Adds an entry; its id.
    pub fn add(&self, what: Added, said: &Said, now_ms: i64) -> Result<Code, CurateError> {
        let said = checked(&what, said)?;
        if !fits(&what) {
            return Err(CurateError::Unfit);
        }
        let id = Addition::draw_id(secret::random()?).ok_or(CurateError::Unfit)?;
        let Said { vi, en, valid_from, valid_to } = said;
        let addition = Addition { id: id.clone(), vi, en, valid_from, valid_to, what };
        self.store.write(|tx| {
            let same = |kept: &Kept| self.units.contains(&kept.unit) && is_same(&kept.addition, &addition);
            if additions::all(tx)?.iter().any(same) || is_built_in(&addition) {
                return Err(CurateError::Twice);
            }
            additions::add(tx, &self.unit, &addition, &self.who, now_ms)?;
            self.done(tx, &format!("{id} {} {}", self.unit, addition.vi), now_ms)
        })?;
        Ok(id)
    }

    /// Gives an entry other words or another last day. What it is, and its id, stay.
    pub fn correct(&self, id: &Code, said: &Said, now_ms: i64) -> Result<(), CurateError> {
        self.store.write(|tx| {
            let kept = additions::all(tx)?.into_iter().find(|kept| kept.addition.id == *id);
            let kept = kept.filter(|kept| self.units.contains(&kept.unit)).ok_or(CurateError::Unknown)?;
            let Addition { what, valid_from, vi, en, valid_to, .. } = kept.addition;
            let said = checked(&what, &Said { valid_from, ..said.clone() })?;
            if (&said.vi, &said.en, said.valid_to) == (&vi, &en, valid_to) {
                return Ok(());
            }
            let wording = Wording {
                vi: said.vi,
                en: said.en,
                valid_to: said.valid_to,
                by: self.who.clone(),
                at: now_ms,
            };
            additions::say(tx, id, &wording)?;
            self.done(tx, &format!("{id} {} {}", self.unit, wording.vi), now_ms)
        })
    }

    fn done(&self, tx: &rusqlite::Transaction, detail: &str, now_ms: i64) -> Result<(), CurateError> {
        audit::append(tx, now_ms, &self.who, Action::CatalogueChanged, detail)?;
        import::publish(tx, self.today)?;
        Ok(())
    }
}

/// Words and days as they are kept, when they can be.
fn checked(what: &Added, said: &Said) -> Result<Said, CurateError> {
    let most = if *what == Added::LegalText { LEGAL_TEXT_CHARS_MAX } else { LINE_CHARS_MAX };
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = Said { vi: line(&said.vi), en: line(&said.en), ..said.clone() };
    if said.vi.is_empty() {
        return Err(CurateError::NoWords);
    }
    if [&said.vi, &said.en].iter().any(|text| text.chars().count() > most) {
        return Err(CurateError::TooLong);
    }
    match (said.valid_from, said.valid_to) {
        (Some(from), Some(to)) if to < from => Err(CurateError::EndsBeforeStart),
        _ => Ok(said),
    }
}

/// True when what an entry names is in the catalogue.
fn fits(what: &Added) -> bool {
    let catalogue = Catalogue::builtin();
    match what {
        Added::Event { year } => EVENT_YEARS.contains(year),
        Added::Outlet { kind, level } => {
            let is_kind = catalogue.list("outlet").iter().any(|outlet| outlet.kind.as_ref() == Some(kind));
            is_kind && (level.as_str() == "any" || catalogue.entry("level", level.as_str()).is_some())
        }
        Added::LegalText => true,
        Added::Question { subject, answer, good } => {
            let goods: &[&str] = match answer {
                AnswerKind::YesNo => &["yes", "no"],
                AnswerKind::YesNoNa => &["yes", "no", "na"],
                _ => &[],
            };
            catalogue.subjects.iter().any(|known| known.id == *subject)
                && *answer != AnswerKind::Choice
                && good.as_ref().is_none_or(|good| goods.contains(&good.as_str()))
        }
    }
}

/// True for two entries of one list with the same words.
fn is_same(a: &Addition, b: &Addition) -> bool {
    a.what.list() == b.what.list() && a.vi.to_lowercase() == b.vi.to_lowercase()
}

fn is_built_in(addition: &Addition) -> bool {
    let words = addition.vi.to_lowercase();
    let list = addition.what.list().map_or(&[][..], |list| Catalogue::builtin().list(list));
    list.iter().any(|entry| entry.vi.to_lowercase() == words)
}
