//! `catalogue`: what a unit added to the catalogue, adding to it, correcting it.

use anyhow::{Context, Result};

use shared::catalogue::Added;

use super::{clock, open, say};
use crate::access::{Curator, Said};
use crate::cli::{CatalogueCommand, EntryCommand, SaidArgs};
use crate::settings::Settings;
use crate::storage::additions::ANSWERS;

/// Does what the command says.
pub(super) fn catalogue(settings: &Settings, command: CatalogueCommand) -> Result<()> {
    let store = open(&settings.database)?;
    let clock = clock(settings);
    let curator = |unit| Curator::at_console(&store, unit, clock.today());
    match command {
        CatalogueCommand::List { unit } => {
            for kept in curator(unit).entries()? {
                let to = kept.addition.valid_to.map_or_else(|| "-".to_owned(), |day| day.to_string());
                let list = kept.addition.what.list().unwrap_or("question");
                say(&format!("{}\t{list}\t{}\t{to}", kept.addition.id, kept.addition.vi));
            }
        }
        CatalogueCommand::Add { unit, entry } => {
            let (what, said) = wanted(entry)?;
            say(curator(unit).add(what, &said, clock.now_ms())?.as_str());
        }
        CatalogueCommand::Correct { unit, id, said } => {
            curator(unit).correct(&id, &said_of(said), clock.now_ms())?;
        }
    }
    Ok(())
}

fn wanted(entry: EntryCommand) -> Result<(Added, Said)> {
    let (what, said) = match entry {
        EntryCommand::Event { year, said } => (Added::Event { year }, said),
        EntryCommand::Outlet { kind, level, said } => (Added::Outlet { kind, level }, said),
        EntryCommand::LegalText { said } => (Added::LegalText, said),
        EntryCommand::Question { subject, answer, good, said } => {
            let known = ANSWERS.iter().find(|(name, _)| *name == answer);
            let (_, answer) = known.with_context(|| format!("there is no answer {answer}"))?;
            (Added::Question { subject, answer: *answer, good }, said)
        }
    };
    Ok((what, said_of(said)))
}

fn said_of(said: SaidArgs) -> Said {
    Said { vi: said.vi, en: said.en, valid_from: said.from, valid_to: said.to }
}
