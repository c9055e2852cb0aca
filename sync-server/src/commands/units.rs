//! `units`: listing, merging, splitting, renaming, abolishing a level. Shows what a change touches, and makes it only
//! when told to.

use anyhow::{Result, anyhow};

use shared::domain::reorganise::{Change, Part};
use shared::domain::units::Division;
use shared::id::UnitCode;
use shared::text::Language;

use super::{clock, open, say};
use crate::access::Keeper;
use crate::cli::{Pair, UnitsCommand, When};
use crate::pages::units as page;
use crate::settings::Settings;
use crate::storage::registers;
use crate::units::{Preview, Wanted, WontDo};

/// Does what the command says.
pub(super) fn units(settings: &Settings, command: UnitsCommand) -> Result<()> {
    let store = open(&settings.database)?;
    let accounts = match &command {
        UnitsCommand::Split { accounts, .. } => accounts
            .iter()
            .map(|pair| Ok((pair.left.parse()?, pair.right.parse()?)))
            .collect::<Result<_>>()?,
        _ => Vec::new(),
    };
    let (change, when) = match command {
        UnitsCommand::List => {
            for unit in store.read(registers::units)? {
                say(&line(&unit));
            }
            return Ok(());
        }
        UnitsCommand::Merge { units, into, name, when } => {
            (Change::Merge { units, into: Part { code: into, name } }, when)
        }
        UnitsCommand::Split { unit, parts, groups, rest, when, .. } => {
            let parts =
                parts.into_iter().map(|Pair { left, right }| Ok(Part { code: left.parse()?, name: right }));
            let groups = groups.iter().map(|pair| Ok((pair.left.parse()?, pair.right.parse()?)));
            let division = Division { groups: groups.collect::<Result<_>>()?, rest: Some(rest) };
            (Change::Split { unit, parts: parts.collect::<Result<_>>()?, division }, when)
        }
        UnitsCommand::Rename { unit, name, when } => (Change::Rename { unit, name }, when),
        UnitsCommand::Abolish { level, when } => (Change::Abolish { level }, when),
    };
    let When { from, really, english } = when;
    let language = if english { Language::En } else { Language::Vi };
    let clock = clock(settings);
    let keeper = Keeper::at_console(&store, clock.today());
    let wanted = Wanted { change, from, accounts };
    let outcome =
        if really { keeper.reorganise(&wanted, None, clock.now_ms()) } else { keeper.preview(&wanted) };
    tell(&outcome.map_err(|error| told(language, error))?);
    say(if really { "done" } else { "nothing was done: say --do to do it" });
    Ok(())
}

fn told(language: Language, error: WontDo) -> anyhow::Error {
    page::refusal(language, &error).map_or_else(|| error.into(), |why| anyhow!(why))
}

/// What a change touches, one thing a line.
fn tell(preview: &Preview) {
    for unit in &preview.periods {
        say(&format!("unit\t{}", line(unit)));
    }
    for moved in &preview.groups {
        say(&format!("group\t{}\t{} -> {}", moved.group, moved.from, moved.to));
    }
    for moved in &preview.accounts {
        let to = moved.to.as_ref().map_or("stays under its old code", UnitCode::as_str);
        say(&format!("account\t{}\t{to}\t{} phones", moved.account.id, moved.phones.len()));
    }
    for moved in &preview.records {
        say(&format!("records\t{}\t{}, {} not handed in", moved.unit, moved.all, moved.open));
    }
}

fn line(unit: &shared::domain::units::Unit) -> String {
    let day = |day: Option<shared::date::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let parent = unit.parent.as_ref().map_or("-", UnitCode::as_str);
    let to: Vec<&str> = unit.successors.iter().map(UnitCode::as_str).collect();
    let (from, last) = (day(unit.valid_from), day(unit.valid_to));
    format!("{}\t{}\t{parent}\t{}\t{from}\t{last}\t{}", unit.code, unit.level, unit.name, to.join(" "))
}
