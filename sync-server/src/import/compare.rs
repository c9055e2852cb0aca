//! What a new list says that the one before did not: entries that came, went and changed, with their values before and
//! after, and sums that moved more than lists do from one month to the next. A clerk sees it before it goes out.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use shared::limits::{IMPORT_FALL_PERCENT, IMPORT_RISE_PERCENT};
use shared::text::{self, Language, count, of_list};

use super::column::{Column, Value};

/// One entry of a list, as its values in the order of the list's columns.
pub(super) type Values = Vec<Option<Value>>;

/// An entry that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its code.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// Whose list it stands on: a commune, with the organisation where there are several.
    pub place: String,
}

/// A value that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The column.
    pub column: usize,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// An entry that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub entry: Named,
    /// Its values that are others than before.
    pub changes: Vec<Change>,
}

/// A sum over all that the file replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The column; `None` for the number of entries.
    pub column: Option<usize>,
    /// Before.
    pub before: i64,
    /// After.
    pub after: i64,
}

/// What a clerk should look at twice. It stops nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Stable code.
    pub code: &'static str,
    /// Whose list.
    pub place: String,
    /// Which column; `None` for the number of entries or the whole list.
    pub column: Option<usize>,
    /// What the sentence names besides.
    pub args: Vec<String>,
}

/// A new list beside the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The list's columns.
    pub columns: &'static [Column],
    /// Rows of the file.
    pub rows: usize,
    /// Entries that came.
    pub added: Vec<Named>,
    /// Entries that went.
    pub gone: Vec<Named>,
    /// Entries that changed.
    pub changed: Vec<Changed>,
    /// Entries that are as they were.
    pub unchanged: usize,
    /// Sums before and after.
    pub sums: Vec<Sum>,
    /// What to look at twice.
    pub warnings: Vec<Warning>,
}

/// What a comparison must be told of a list.
pub(super) struct Shape {
    /// The columns.
    pub columns: &'static [Column],
    /// The columns that make up the code.
    pub key: &'static [&'static str],
    /// The column with the name for people.
    pub name: &'static str,
    /// The columns that are not compared: the day of the list, which is always another.
    pub aside: &'static [&'static str],
    /// The columns that are summed.
    pub summed: &'static [&'static str],
}

impl Shape {
    fn place(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The code of an entry.
    pub fn key(&self, values: &Values) -> String {
        let parts = self.key.iter().filter_map(|id| values.get(self.place(id)?)?.as_ref());
        parts
            .map(|value| if let Value::Text(text) = value { text.clone() } else { value.shown() })
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn named(&self, values: &Values, place: &str) -> Named {
        let name = self.place(self.name).and_then(|place| values.get(place)?.as_ref());
        Named {
            key: self.key(values),
            name: name.map(Value::shown).unwrap_or_default(),
            place: place.to_owned(),
        }
    }
}

impl Comparison {
    /// Compares what a file replaces with what it brings; each entry with the place that its sums are told by.
    pub(super) fn new(shape: &Shape, before: Vec<(String, Values)>, after: Vec<(String, Values)>) -> Self {
        let (rows, mut sums) = (after.len(), Sums::default());
        for (entries, is_new) in [(&before, false), (&after, true)] {
            for (place, values) in entries {
                sums.take(shape, place, values, is_new);
            }
        }
        let mut known: BTreeMap<String, (String, Values)> =
            before.into_iter().map(|(place, values)| (shape.key(&values), (place, values))).collect();
        let (mut added, mut changed, mut unchanged) = (Vec::new(), Vec::new(), 0);
        for (place, values) in after {
            match known.remove(&shape.key(&values)) {
                None => added.push(shape.named(&values, &place)),
                Some((_, old)) => match changes(shape, &old, &values) {
                    none if none.is_empty() => unchanged += 1,
                    some => changed.push(Changed { entry: shape.named(&values, &place), changes: some }),
                },
            }
        }
        let gone = known.values().map(|(place, values)| shape.named(values, place)).collect();
        let (sums, warnings) = sums.told(shape);
        Self { columns: shape.columns, rows, added, gone, changed, unchanged, sums, warnings }
    }

    /// True when the list is the one before.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// A name of this comparison: what a clerk confirms is what is published, or nothing is.
    pub fn name(&self) -> String {
        let hash =
            Sha256::digest(format!("{:?}{:?}{:?}{:?}", self.added, self.gone, self.changed, self.sums));
        hash.iter().take(16).fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
    }
}

impl Warning {
    /// The warning for a person.
    pub fn words(&self, columns: &[Column], language: Language) -> String {
        let column = self.column.map_or_else(
            || language.pick("số dòng", "number of rows").to_owned(),
            |column| columns[column].label(language).to_lowercase(),
        );
        let args: Vec<String> =
            [self.place.clone(), column].into_iter().chain(self.args.iter().cloned()).collect();
        of_list(language, self.code, &args)
    }
}

fn changes(shape: &Shape, before: &Values, after: &Values) -> Vec<Change> {
    let compared = shape.columns.iter().enumerate().filter(|(_, column)| !shape.aside.contains(&column.id));
    let pairs = compared
        .map(|(place, _)| (place, before.get(place).cloned().flatten(), after.get(place).cloned().flatten()));
    pairs
        .filter(|(_, before, after)| before != after)
        .map(|(column, before, after)| Change { column, before, after })
        .collect()
}

/// Sums by place and column, before and after.
#[derive(Default)]
struct Sums(BTreeMap<String, BTreeMap<Option<usize>, (i64, i64)>>);

impl Sums {
    fn take(&mut self, shape: &Shape, place: &str, values: &Values, is_new: bool) {
        let of_place = self.0.entry(place.to_owned()).or_default();
        let mut add = |column: Option<usize>, number: i64| {
            let (before, after) = of_place.entry(column).or_default();
            let sum = if is_new { after } else { before };
            *sum = sum.saturating_add(number);
        };
        add(None, 1);
        for column in shape.summed.iter().filter_map(|id| shape.place(id)) {
            if let Some(Some(Value::Number(number))) = values.get(column) {
                add(Some(column), *number);
            }
        }
    }

    /// The sums over all places, and what moved too much in one of them.
    fn told(self, shape: &Shape) -> (Vec<Sum>, Vec<Warning>) {
        let mut whole: BTreeMap<Option<usize>, (i64, i64)> = BTreeMap::from([(None, (0, 0))]);
        whole.extend(shape.summed.iter().map(|id| (shape.place(id), (0, 0))));
        let mut warnings = Vec::new();
        for (place, sums) in self.0 {
            for (column, (before, after)) in sums {
                let sum = whole.entry(column).or_default();
                *sum = (sum.0.saturating_add(before), sum.1.saturating_add(after));
                warnings.extend(warning(&place, column, before, after));
            }
        }
        let sums = whole.into_iter().map(|(column, (before, after))| Sum { column, before, after });
        (sums.collect(), warnings)
    }
}

fn warning(place: &str, column: Option<usize>, before: i64, after: i64) -> Option<Warning> {
    if before <= 0 {
        return None;
    }
    let percent = i64::try_from((i128::from(after) - i128::from(before)) * 100 / i128::from(before))
        .unwrap_or(i64::MAX);
    let code = if percent <= -IMPORT_FALL_PERCENT {
        "import.sum_fell"
    } else if percent >= IMPORT_RISE_PERCENT {
        "import.sum_rose"
    } else {
        return None;
    };
    let moved = text::percent((after - before).abs(), before);
    let args = vec![moved, count(before), count(after)];
    Some(Warning { code, place: place.to_owned(), column, args })
}
