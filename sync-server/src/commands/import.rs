//! `import`: one list from one file, or only what it would change.

use std::path::Path;

use anyhow::{Context, Result, bail};

use shared::id::{Code, UnitCode};
use shared::text::Language;

use super::{clock, open, say};
use crate::cli::Columns;
use crate::import::{
    Bounds, Column, Comparison, Faults, Import, ImportError, Imported, List, Mapping, Value, import, rehearse,
};
use crate::settings::Settings;
use crate::storage::audit::CONSOLE;

/// Lines of entries that are printed of one kind; the page shows more.
const LINES_MAX: usize = 20;

/// What the command line says of an import.
pub(super) struct Wanted<'w> {
    /// Which list.
    pub list: List,
    /// The file.
    pub file: &'w Path,
    /// Only this organisation's rows.
    pub org: Option<&'w Code>,
    /// The unit whose outlets they are.
    pub unit: Option<&'w UnitCode>,
    /// What headings mean.
    pub columns: &'w [Columns],
    /// The language of what is told.
    pub language: Language,
    /// Nothing is imported.
    pub dry_run: bool,
}

/// Imports a file, or prints each fault on a line of its own and fails.
pub(super) fn import_list(settings: &Settings, wanted: &Wanted) -> Result<()> {
    let Wanted { list, file, org, unit, columns, language, dry_run } = *wanted;
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let store = open(&settings.database)?;
    let told = |faults: &Faults| {
        for fault in &faults.told {
            say(&fault.sentence(language));
        }
        anyhow::anyhow!("nothing was imported: {} faults in {}", faults.count(), file.display())
    };
    let table = list.read(&bytes).map_err(|faults| told(&faults))?;
    let said = mapping(list, columns)?;
    let bounds = Bounds { units: None, top: unit, org };
    let job = Import { list, who: CONSOLE, bounds, now_ms: clock(settings).now_ms() };
    let done = if dry_run {
        rehearse(&store, &job, &table, &said)
    } else {
        import(&store, &job, &table, &said, None)
    };
    match done {
        Ok(imported) => {
            compared(&imported.comparison, language);
            let Imported { comparison, registers_changed, .. } = imported;
            let done = if dry_run { "fit, nothing was imported" } else { "imported" };
            say(&format!("{} rows {done}, {registers_changed} registers changed", comparison.rows));
            Ok(())
        }
        Err(ImportError::Faults(faults)) => Err(told(&faults)),
        Err(ImportError::Unmapped(reading)) => Err(told(&reading.faults(list, language))),
        Err(error) => Err(error.into()),
    }
}

/// What `--column` said.
fn mapping(list: List, columns: &[Columns]) -> Result<Mapping> {
    let mut said = Mapping::default();
    for Columns { column, heading } in columns {
        if !list.columns().iter().any(|known| known.id == column) {
            let all: Vec<&str> = list.columns().iter().map(|known| known.id).collect();
            bail!("the list has no column {column}; it has {}", all.join(", "));
        }
        said.assign(heading, Some(column));
    }
    Ok(said)
}

fn compared(comparison: &Comparison, language: Language) {
    let Comparison { columns, added, gone, changed, unchanged, sums, warnings, .. } = comparison;
    let entries = [("+", added), ("-", gone)];
    for (sign, entries) in entries {
        for entry in entries.iter().take(LINES_MAX) {
            say(&format!("{sign} {} {} {}", entry.key, entry.name, entry.place));
        }
    }
    for entry in changed.iter().take(LINES_MAX) {
        let changes = entry.changes.iter().map(|change| {
            let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "…".to_owned(), Value::shown);
            format!(
                "{}: {} → {}",
                label(columns, change.column, language),
                shown(&change.before),
                shown(&change.after)
            )
        });
        let changes: Vec<String> = changes.collect();
        say(&format!("~ {} {}: {}", entry.entry.key, entry.entry.name, changes.join("; ")));
    }
    say(&format!(
        "{} new, {} gone, {} changed, {unchanged} unchanged",
        added.len(),
        gone.len(),
        changed.len()
    ));
    for sum in sums.iter().filter(|sum| sum.before != sum.after) {
        if let Some(column) = sum.column {
            let (before, after) = (shared::text::count(sum.before), shared::text::count(sum.after));
            say(&format!("{}: {before} → {after}", label(columns, column, language)));
        }
    }
    for warning in warnings {
        say(&format!("! {}", warning.words(columns, language)));
    }
}

fn label(columns: &[Column], place: usize, language: Language) -> &'static str {
    columns.get(place).map_or("", |column| column.label(language))
}
