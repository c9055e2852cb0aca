//! `device`: one-time codes, listing, revoking.

use anyhow::{Result, ensure};

use shared::date::Date;

use super::{clock, open, say};
use crate::access::Steward;
use crate::cli::DeviceCommand;
use crate::office::enrolment_url;
use crate::qr::Qr;
use crate::settings::Settings;
use crate::storage::devices;

/// Does what the command says.
pub(super) fn device(settings: &Settings, command: &DeviceCommand) -> Result<()> {
    let store = open(&settings.database)?;
    let now_ms = clock(settings).now_ms();
    match command {
        DeviceCommand::Code { account } => {
            let (code, until_ms) = Steward::at_console(&store).offer_code(account.as_str(), now_ms)?;
            let url = enrolment_url(&settings.public_url(), &code);
            say(&code);
            say(&url);
            say(&format!("good until {}, once", Date::in_vietnam(until_ms)));
            if let Some(qr) = Qr::of(&url) {
                say(&qr.terminal());
            }
            Ok(())
        }
        DeviceCommand::List => {
            let day =
                |at: Option<i64>| at.map_or_else(|| "-".to_owned(), |at| Date::in_vietnam(at).to_string());
            for device in store.read(devices::all)? {
                let state = if device.revoked_at.is_some() { "revoked" } else { "good" };
                let synced = day(device.synced_at);
                say(&format!(
                    "{}\t{}\t{state}\tsynchronised {synced}\t{}",
                    device.id, device.account, device.label
                ));
            }
            Ok(())
        }
        DeviceCommand::Revoke { device } => {
            let revoked = Steward::at_console(&store).revoke(*device, now_ms)?;
            ensure!(revoked, "there is no device {device}, or it was revoked before");
            Ok(())
        }
    }
}
