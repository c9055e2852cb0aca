//! A list as columns and cells: the same for the screen and for the file.

use csv::Writer;

use shared::date::Date;
use shared::text::{Language, count};

use super::cells::Drawn;
use crate::access::{Listed, Listing, Wanted};
use crate::pages::words::{Word, listing as said};

/// A list, ready to be shown or written.
pub(super) struct Table {
    /// Headings.
    pub columns: Vec<&'static Word>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Row>,
}

/// A row.
pub(super) struct Row {
    /// What it is of: a record, a loan, a group or a unit.
    pub id: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// Words or numbers.
    Text(String),
    /// A day, a code, an amount: never broken into two lines.
    Whole(String),
    /// Words to be looked at.
    Marked(String),
    /// An address of these pages and its words.
    Inside(String, String),
    /// An address of these pages and a code, never broken into two lines.
    Coded(String, String),
    /// Places where something was published.
    Places(Vec<Place>),
}

/// A place where something was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its name and day.
    pub text: String,
    /// Where it can be read, when that is an address of the web.
    pub link: Option<String>,
}

impl Cell {
    /// Words; nothing when there are none.
    pub fn of(text: impl Into<String>) -> Self {
        Some(text.into()).filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// A day.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, |day| Self::Whole(day.to_string()))
    }

    /// A number.
    pub fn count(number: impl Into<i64>) -> Self {
        Self::Text(count(number.into()))
    }

    /// What a file has of it.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text)
            | Self::Whole(text)
            | Self::Marked(text)
            | Self::Inside(_, text)
            | Self::Coded(_, text) => text.clone(),
            Self::Places(places) => {
                let place = |place: &Place| match &place.link {
                    Some(link) => format!("{} {link}", place.text),
                    None => place.text.clone(),
                };
                places.iter().map(place).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// The list as a file, with a byte order mark so that spreadsheets read its letters right.
pub(crate) fn csv(language: Language, wanted: Wanted<'_>, listed: &Listed) -> Vec<u8> {
    let table = table(language, wanted, listed);
    let mut file = Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory cannot fail.
    let _ = file.write_record(table.columns.iter().map(|word| word.say(language)));
    for row in &table.rows {
        let _ = file.write_record(row.cells.iter().map(|cell| harmless(cell.plain())));
    }
    file.into_inner().unwrap_or_default()
}

/// Words that a spreadsheet would take for a formula get an apostrophe before them: anybody may have typed them.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// The list as columns and cells.
pub(super) fn table(language: Language, wanted: Wanted<'_>, listed: &Listed) -> Table {
    let columns = columns(wanted);
    let rows = listed.rows.iter().map(|row| {
        let drawn = Drawn { language, listed, row };
        Row { id: drawn.id(), cells: drawn.cells(wanted.listing) }
    });
    Table { columns, rows: rows.collect() }
}

fn columns(wanted: Wanted<'_>) -> Vec<&'static Word> {
    match wanted.listing {
        Listing::Remedies => {
            vec![&said::FINDING, &said::UNIT, &said::GROUP, &said::OWNER, &said::DUE, &said::DAYS]
        }
        Listing::Media => vec![
            &said::TITLE,
            &said::UNIT,
            &said::DATE,
            &said::FORM,
            &said::LENGTH,
            &said::OUTLETS,
            &said::AUTHOR,
            &said::APPROVED,
        ],
        Listing::Columns => {
            vec![&said::TITLE, &said::UNIT, &said::OUTLETS, &said::OPENED, &said::ITEMS, &said::LAST_ITEM]
        }
        Listing::Exemplary => vec![
            &said::TITLE,
            &said::UNIT,
            &said::KIND,
            &said::NAME,
            &said::ROLE,
            &said::VILLAGE,
            &said::PROGRAMME,
            &said::LOAN_RANGE,
            &said::TAGS,
            &said::AWARDS,
        ],
        Listing::Feedback => {
            vec![&said::KIND, &said::UNIT, &said::VILLAGE, &said::RECEIVED, &said::WORD_STATE]
        }
        Listing::Support if wanted.unit.is_empty() => vec![
            &said::UNIT,
            &said::HELPERS,
            &said::HELPERS_ABOVE,
            &said::HELPERS_UNASSIGNED,
            &said::HOUSEHOLDS,
            &said::ESCAPED,
        ],
        Listing::Support => {
            vec![&said::HELPER, &said::HOUSEHOLD, &said::VILLAGE, &said::SINCE, &said::UNTIL, &said::RESULT]
        }
        Listing::LoansDue => vec![&said::LOAN, &said::UNIT, &said::GROUP, &said::DUE, &said::DAYS],
        Listing::LoanLists => {
            vec![
                &said::RECEIVED,
                &said::UNIT,
                &said::GROUP,
                &said::CUSTOMERS,
                &said::TOLD,
                &said::DAYS_TO_NOTICE,
            ]
        }
        Listing::WeakGroups | Listing::Risk => vec![
            &said::GROUP,
            &said::PLACE,
            &said::UNIT,
            &said::VILLAGE,
            &said::OVERDUE_SHARE,
            &said::OVERDUE,
            &said::OUTSTANDING,
            &said::RANK,
            &said::SCORE,
            &said::INSPECTED,
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_only_words() {
        assert_eq!(harmless("=1+1".to_owned()), "'=1+1");
        assert_eq!(harmless("@SUM(A1)".to_owned()), "'@SUM(A1)");
        assert_eq!(harmless("Nuôi dê".to_owned()), "Nuôi dê");
        assert_eq!(harmless(Cell::Empty.plain()), "");
    }
}
