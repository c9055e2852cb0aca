//! The app of those who work above the communes: an inspector, and a clerk's sheet of capital.

use anyhow::Result;

use super::{NOW, See};
use crate::app::App;
use crate::browser::Browser;
use crate::server::Server;

/// An inspector's start, the beginning of an inspection from above, a remedy that moves on; the capital of a year.
pub(super) fn above(see: See<'_>, server: &Server) -> Result<()> {
    let of_team = Browser::launch(Some(NOW))?;
    let team = enrolled(&of_team, server, "thanhtra")?;
    team.page.wait_for("[data-rule]")?;
    see(&team.page, "25-start-above")?;
    team.press("new-inspection")?;
    team.ready("inspection")?;
    team.page.choose("target", "group")?;
    team.page.choose("inspected_unit", "HT")?;
    team.page.wait_for("[data-group]")?;
    see(&team.page, "25-inspection-above")?;
    team.begin("remedy")?;
    team.page.fill("event_date", "05/10/2026")?;
    team.page.fill_at("[name^='text.']", "Sổ theo dõi chưa khớp với sao kê")?;
    team.page.fill("owner", "Ban quản lý Tổ")?;
    team.press("save")?;
    team.ready("record")?;
    see(&team.page, "25-remedy-record")?;
    team.press("edit")?;
    team.ready("remedy")?;
    see(&team.page, "25-remedy-moves")?;
    let of_clerk = Browser::launch(Some(NOW))?;
    let clerk = enrolled(&of_clerk, server, "vidu")?;
    clerk.begin("capital")?;
    see(&clerk.page, "25-capital")?;
    clerk.follow("#/households")?;
    see(&clerk.page, "25-households-no-list")
}

/// A phone of somebody above; a clerk's has no quota to wait for.
fn enrolled(browser: &Browser, server: &Server, account: &str) -> Result<App> {
    let code = server.code(account)?;
    let phone = App { page: browser.open(&server.url(&format!("/#/enrol/{code}")))? };
    phone.ready("enrol")?;
    phone.press("enrol")?;
    phone.ready("start")?;
    Ok(phone)
}
