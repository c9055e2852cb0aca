//! `account`: adding, listing, passwords.

use anyhow::{Result, bail, ensure};

use shared::catalogue::Catalogue;
use shared::domain::units::Units;

use super::{clock, first_line, open, say};
use crate::access::Role;
use crate::cli::AccountCommand;
use crate::password;
use crate::settings::Settings;
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action, CONSOLE};
use crate::storage::{StorageError, registers, sessions};

/// Does what the command says.
pub(super) fn account(settings: &Settings, command: AccountCommand) -> Result<()> {
    let store = open(&settings.database)?;
    let now_ms = clock(settings).now_ms();
    match command {
        AccountCommand::Add { id, name, role, unit, org, password } => {
            let account = Account { id, name, role, unit, org };
            let units = Units::new(store.read(registers::units)?);
            fits(&account, &units, settings)?;
            let password = if password { Some(password::hash(&first_line()?)?) } else { None };
            store.write(|tx| {
                ensure!(
                    accounts::find(tx, account.id.as_str())?.is_none(),
                    "there is an account {}",
                    account.id
                );
                accounts::add(tx, &account, password.as_deref(), now_ms)?;
                audit::append(tx, now_ms, CONSOLE, Action::AccountAdded, account.id.as_str())?;
                Ok(())
            })
        }
        AccountCommand::List => {
            for Account { id, name, role, unit, org } in store.read(accounts::all)? {
                let unit = unit.map_or_else(|| "-".to_owned(), |unit| unit.to_string());
                let org = org.map_or_else(|| "-".to_owned(), |org| org.to_string());
                say(&format!("{id}\t{name}\t{role}\t{unit}\t{org}"));
            }
            Ok(())
        }
        AccountCommand::Password { id } => {
            let password = password::hash(&first_line()?)?;
            let known = store.write::<_, StorageError>(|tx| {
                let known = accounts::set_password(tx, id.as_str(), &password)?;
                sessions::end_all(tx, id.as_str())?;
                if known {
                    audit::append(tx, now_ms, CONSOLE, Action::PasswordSet, id.as_str())?;
                }
                Ok(known)
            })?;
            ensure!(known, "there is no account {id}");
            Ok(())
        }
    }
}

/// An account names only what there is.
fn fits(account: &Account, units: &Units, settings: &Settings) -> Result<()> {
    let Some(role) = Role::of(&account.role) else { bail!("there is no role {}", account.role) };
    if let Some(unit) = &account.unit {
        ensure!(
            units.at(unit, clock(settings).today()).is_some(),
            "there is no unit {unit}: import the units first"
        );
    }
    if let Some(org) = &account.org {
        let known = Catalogue::builtin().entry("organisation", org.as_str()).is_some();
        ensure!(known, "there is no organisation {org}");
    }
    let is_bound = account.unit.is_some() && account.org.is_some();
    ensure!(is_bound || !role.writes_records(), "a {} has --unit and --org", account.role);
    ensure!(account.unit.is_some() || role == Role::Admin, "a {} has --unit", account.role);
    Ok(())
}
