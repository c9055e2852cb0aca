//! What a clerk types into a report: what stands in its outline, what stands around it, and its distribution list.
//! Nobody's words are lost: only what the clerk changed is written, and beside what others wrote meanwhile.

use shared::date::Date;
use shared::domain::report::{Asked, places};
use shared::limits::{LINE_CHARS_MAX, NARRATIVE_CHARS_MAX, RECIPIENTS_MAX};

use super::Reporter;
use crate::storage::StorageError;
use crate::storage::audit::{self, Action};
use crate::storage::wordings::{self, EVERY_YEAR, Wording};

/// The place of the distribution list (S0-22): one line for each recipient.
pub const RECIPIENTS: &str = "recipients";
/// The place of the day that stands on the paper.
pub const DATED: &str = "dated";

/// Places around the outline that are not its own: the day, on whose behalf it is signed, who keeps the copy.
pub const AROUND: [&str; 3] = [DATED, "authority", "archive"];

/// Places that hold for every paper of a report: what an office is called and who signs for it. All others are of one.
const OF_ALL: [&str; 9] = [
    "superior",
    "office",
    "place",
    "recipient",
    "signer_title",
    "signer_name",
    "authority",
    "archive",
    RECIPIENTS,
];

/// True for a place of one line.
pub fn is_line(place: &str) -> bool {
    place != RECIPIENTS && (OF_ALL.contains(&place) || [DATED, "number"].contains(&place))
}

/// What stood in one place of a form when it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The place.
    pub place: String,
    /// Number of the wording that the form showed at first; 0 for none.
    pub seen: i64,
    /// What stands there now.
    pub text: String,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum TypeError {
    /// No such report, or no such place in it.
    #[error("no such place")]
    Unknown,
    /// More than fits: which place, and how many characters fit.
    #[error("too long: {0}")]
    TooLong(String, usize),
    /// More lines than a distribution list has.
    #[error("too many recipients")]
    TooMany,
    /// Not a day.
    #[error("not a day")]
    NoDay,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// What was typed, if anything.
    Own,
    /// The same, where somebody else had written since the form was opened. Both are kept.
    BesideOthers,
}

impl Reporter<'_> {
    /// Writes what was changed of what the form showed.
    pub fn write(&self, asked: Asked, typed: &[Typed], now_ms: i64) -> Result<Written, TypeError> {
        let today = self.scope.today;
        let typed: Vec<Typed> =
            typed.iter().map(|one| checked(asked, one, today)).collect::<Result<_, _>>()?;
        let series = self.series(asked.report);
        self.store.write(|tx| {
            let all = wordings::all(tx, series)?;
            let (mut written, mut places) = (Written::Own, Vec::new());
            for Typed { place, seen, text } in &typed {
                let period = period_of(asked, place);
                let newest = newest(&all, period, place);
                let shown = all.iter().find(|one| one.id == *seen && one.place == *place);
                let is = |wording: Option<&Wording>| wording.map_or("", |one| one.text.as_str()) == text;
                if is(shown) || is(newest) {
                    continue;
                }
                if newest.map_or(0, |one| one.id) != *seen {
                    written = Written::BesideOthers;
                }
                let by = (self.account.name.as_str(), now_ms);
                wordings::add(tx, series, period, (place, text), by)?;
                places.push(place.as_str());
            }
            if !places.is_empty() {
                let detail = format!("{} {}", self.of(asked), places.join(" "));
                audit::append(tx, now_ms, self.account.id.as_str(), Action::ReportTyped, &detail)?;
            }
            Ok(written)
        })
    }
}

/// Year and period under which a place of a paper is kept.
pub(super) fn period_of(asked: Asked, place: &str) -> (i32, u8) {
    if OF_ALL.contains(&place) { (EVERY_YEAR, 0) } else { (asked.year, asked.quarter) }
}

/// What was typed last in a place.
pub(super) fn newest<'w>(all: &'w [Wording], (year, period): (i32, u8), place: &str) -> Option<&'w Wording> {
    let of_it = |one: &&Wording| (one.year, one.period, one.place.as_str()) == (year, period, place);
    all.iter().rev().find(of_it)
}

/// The recipients of a list as it was typed.
pub(super) fn recipients(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Words as they are kept, when they can be.
fn checked(asked: Asked, typed: &Typed, today: Date) -> Result<Typed, TypeError> {
    let place = typed.place.as_str();
    let is_known =
        place == RECIPIENTS || AROUND.contains(&place) || places(asked.report).any(|known| known == place);
    if !is_known {
        return Err(TypeError::Unknown);
    }
    let text = tidy(&typed.text);
    let most = if is_line(place) || place == RECIPIENTS { LINE_CHARS_MAX } else { NARRATIVE_CHARS_MAX };
    let longest = if place == RECIPIENTS {
        text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
    } else {
        text.chars().count()
    };
    if longest > most {
        return Err(TypeError::TooLong(place.to_owned(), most));
    }
    if place == RECIPIENTS && text.lines().count() > RECIPIENTS_MAX {
        return Err(TypeError::TooMany);
    }
    let text = match place {
        DATED if !text.is_empty() => {
            Date::parse_typed(&text, today).map_err(|_| TypeError::NoDay)?.to_string()
        }
        place if is_line(place) => text.replace('\n', " "),
        _ => text,
    };
    Ok(Typed { place: place.to_owned(), seen: typed.seen, text })
}

/// Lines without what a browser, or a copy from elsewhere, puts around and between them.
fn tidy(text: &str) -> String {
    let line =
        |line: &str| line.chars().filter(|sign| !sign.is_control()).collect::<String>().trim().to_owned();
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n").trim().to_owned()
}
