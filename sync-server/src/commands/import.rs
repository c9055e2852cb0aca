//! `import`: one list from one file.

use std::path::Path;

use anyhow::{Context, Result, bail};

use shared::id::Code;
use shared::text::Language;

use super::{clock, open, say};
use crate::import::{ImportError, List};
use crate::settings::Settings;

/// Imports a file, or prints each fault on a line of its own and fails.
pub(super) fn import(
    settings: &Settings,
    list: List,
    file: &Path,
    org: Option<&Code>,
    language: Language,
    rehearse: bool,
) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let store = open(&settings.database)?;
    let import = if rehearse { crate::import::rehearse } else { crate::import::import };
    match import(&store, list, &bytes, org, clock(settings).now_ms()) {
        Ok(imported) => {
            let done = if rehearse { "fit, nothing was imported" } else { "imported" };
            say(&format!("{} rows {done}, {} registers changed", imported.rows, imported.registers_changed));
            Ok(())
        }
        Err(ImportError::Faults(faults)) => {
            for fault in &faults {
                say(&fault.sentence(language));
            }
            bail!("nothing was imported: {} faults in {}", faults.len(), file.display())
        }
        Err(error) => Err(error.into()),
    }
}
