//! Rows of what offices added to the catalogue: the entry once, each of its wordings after the other.

use rusqlite::{Connection, Row, params};

use shared::catalogue::{Added, Addition, AnswerKind};
use shared::date::Date;
use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// The name under which a question is kept: it stands in no list.
const QUESTION: &str = "question";

/// The shapes of an answer that an added question may have, by their names in the table.
pub const ANSWERS: [(&str, AnswerKind); 5] = [
    ("yes_no", AnswerKind::YesNo),
    ("yes_no_na", AnswerKind::YesNoNa),
    ("count", AnswerKind::Count),
    ("money", AnswerKind::Money),
    ("text", AnswerKind::Text),
];

/// One wording of an addition, and its last day as of then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Vietnamese words.
    pub vi: String,
    /// English words; empty for none.
    pub en: String,
    /// Last day; open when absent.
    pub valid_to: Option<Date>,
    /// Who wrote it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
}

/// An addition as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The unit for which it was added, with all below it.
    pub unit: UnitCode,
    /// The entry with its newest words.
    pub addition: Addition,
    /// All its wordings, the oldest first.
    pub wordings: Vec<Wording>,
}

/// Adds an entry of a unit, with its first wording.
pub fn add(
    c: &Connection,
    unit: &UnitCode,
    addition: &Addition,
    by: &str,
    now_ms: i64,
) -> Result<(), StorageError> {
    let (mut year, mut kind, mut level) = (None, None, None);
    let (mut subject, mut answer, mut good) = (None, None, None);
    match &addition.what {
        Added::Event { year: of } => year = Some(*of),
        Added::Outlet { kind: of, level: at } => (kind, level) = (Some(of.as_str()), Some(at.as_str())),
        Added::LegalText => {}
        Added::Question { subject: of, answer: shape, good: best } => {
            let known = ANSWERS.iter().find(|(_, answer)| answer == shape);
            let known = known.ok_or_else(|| StorageError::Damaged("addition.answer".into()))?;
            (subject, answer, good) = (Some(of.as_str()), Some(known.0), best.as_ref().map(Code::as_str));
        }
    }
    c.prepare_cached("INSERT INTO addition VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?.execute(
        params![
            addition.id.as_str(),
            unit.as_str(),
            addition.what.list().unwrap_or(QUESTION),
            year,
            kind,
            level,
            subject,
            answer,
            good,
            addition.valid_from.map(u32::from)
        ],
    )?;
    let Addition { vi, en, valid_to, .. } = addition.clone();
    say(c, &addition.id, &Wording { vi, en, valid_to, by: by.to_owned(), at: now_ms })
}

/// Gives an addition another wording, or a last day.
pub fn say(c: &Connection, id: &Code, wording: &Wording) -> Result<(), StorageError> {
    let sql = "INSERT INTO addition_wording
               SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5, ?6 FROM addition_wording WHERE addition = ?1";
    let Wording { vi, en, valid_to, by, at } = wording;
    c.prepare_cached(sql)?.execute(params![id.as_str(), vi, en, valid_to.map(u32::from), by, at])?;
    Ok(())
}

/// Everything that was ever added, in the order in which it was.
pub fn all(c: &Connection) -> Result<Vec<Kept>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM addition ORDER BY rowid")?;
    let entries: Vec<(UnitCode, Addition)> = rows.query_and_then([], entry)?.collect::<Result<_, _>>()?;
    let mut wordings =
        c.prepare_cached("SELECT * FROM addition_wording WHERE addition = ?1 ORDER BY number")?;
    let mut kept = Vec::new();
    for (unit, mut addition) in entries {
        let wordings: Vec<Wording> =
            wordings.query_and_then([addition.id.as_str()], wording)?.collect::<Result<_, _>>()?;
        if let Some(newest) = wordings.last() {
            newest.vi.clone_into(&mut addition.vi);
            newest.en.clone_into(&mut addition.en);
            addition.valid_to = newest.valid_to;
        }
        kept.push(Kept { unit, addition, wordings });
    }
    Ok(kept)
}

fn entry(row: &Row) -> Result<(UnitCode, Addition), StorageError> {
    let damaged = |name: &str| StorageError::Damaged(format!("addition.{name}"));
    let code = |name: &str| column::text_or_none::<Code>(row, name)?.ok_or_else(|| damaged(name));
    let list: String = column::plain(row, "list")?;
    let what = match list.as_str() {
        "national_event" => {
            Added::Event { year: column::plain::<Option<i32>>(row, "year")?.ok_or_else(|| damaged("year"))? }
        }
        "outlet" => Added::Outlet { kind: code("kind")?, level: code("level")? },
        "legal_text" => Added::LegalText,
        QUESTION => {
            let shape: Option<String> = column::plain(row, "answer")?;
            let known = ANSWERS.iter().find(|(name, _)| Some(*name) == shape.as_deref());
            let (_, answer) = known.ok_or_else(|| damaged("answer"))?;
            let good = column::text_or_none(row, "good")?;
            Added::Question { subject: code("subject")?, answer: *answer, good }
        }
        _ => return Err(damaged("list")),
    };
    let (vi, en) = (String::new(), String::new());
    let valid_from = column::date_or_none(row, "valid_from")?;
    let addition = Addition { id: column::text(row, "id")?, vi, en, valid_from, valid_to: None, what };
    Ok((column::text(row, "unit")?, addition))
}

fn wording(row: &Row) -> Result<Wording, StorageError> {
    Ok(Wording {
        vi: column::plain(row, "vi")?,
        en: column::plain(row, "en")?,
        valid_to: column::date_or_none(row, "valid_to")?,
        by: column::plain(row, "account")?,
        at: column::plain(row, "at")?,
    })
}
