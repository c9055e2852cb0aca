//! `sample`: the invented province.

use std::path::Path;

use anyhow::{Context, Result};

use super::{clock, open, say};
use crate::sample;
use crate::settings::Settings;

/// Fills an empty database and prints its accounts.
pub(super) fn sample(settings: &Settings, csv: Option<&Path>, records: bool) -> Result<()> {
    if let Some(folder) = csv {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (_, name, text) in sample::csv() {
            let path = folder.join(name);
            std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    let store = open(&settings.database)?;
    if !sample::fill(&store, records, clock(settings).now_ms())? {
        say("the database has accounts already: nothing was changed");
        return Ok(());
    }
    for person in sample::people() {
        let unit = person.unit.map_or_else(|| "-".to_owned(), |unit| unit.to_string());
        say(&format!(
            "{}\t{}\t{}\t{unit}\tpassword {}",
            person.id,
            person.name,
            person.role,
            sample::PASSWORD
        ));
    }
    Ok(())
}
