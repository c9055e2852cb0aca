//! `restored`: the database came back from a backup. What phones were told since the backup is not true any more;
//! with a new epoch they offer again what they wrote, and look for the last place where they and the office agree.

use anyhow::Result;

use super::{clock, open, say};
use crate::settings::Settings;
use crate::storage::StorageError;
use crate::storage::audit::{self, Action};

/// Draws a new epoch. To be done before the server is started on the restored database.
pub(super) fn restored(settings: &Settings) -> Result<()> {
    let store = open(&settings.database)?;
    let epoch = store.renew_epoch()?;
    store.write::<_, StorageError>(|tx| {
        let (now_ms, detail) = (clock(settings).now_ms(), format!("epoch {epoch}"));
        audit::append(tx, now_ms, audit::CONSOLE, Action::Restored, &detail)
    })?;
    say(&format!("epoch {epoch}: phones will offer again what this database has lost"));
    Ok(())
}
