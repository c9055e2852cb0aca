//! The records that are written now and then: the menu, each form as it begins, and a check page with open points.

use anyhow::Result;

use super::{NOW, See};
use crate::app;
use crate::browser::Browser;
use crate::server::Server;

/// Kinds that a commune's lead writes.
const KINDS: [&str; 9] =
    ["media", "remedy", "conclusion", "support", "exemplary", "debt", "loan_list", "plan", "profile"];

/// The forms of one phone.
pub(super) fn sheets(see: See<'_>, server: &Server) -> Result<()> {
    let browser = Browser::launch(Some(NOW))?;
    let phone = app::enrol(&browser, server, "mau")?;
    phone.press("others")?;
    see(&phone.page, "20-others")?;
    phone.press("households")?;
    phone.ready("households")?;
    phone.page.wait_for("[data-household]")?;
    see(&phone.page, "20-households")?;
    phone.page.fill_at("[data-search=households]", "khong co ai")?;
    phone.page.wait_for("[data-found='0']")?;
    see(&phone.page, "20-households-none")?;
    phone.to("start")?;
    for kind in KINDS {
        phone.begin(kind)?;
        see(&phone.page, &format!("21-{kind}"))?;
    }
    phone.begin("debt")?;
    phone.page.fill("event_date", "05/10/2026")?;
    phone.press("add-action")?;
    phone.page.fill_at("[name$='.text']", "Đã đến nhà, hẹn trả trước 30/10")?;
    see(&phone.page, "22-debt-action")?;
    phone.press("to-check")?;
    phone.ready("check")?;
    see(&phone.page, "23-check")?;
    phone.press("complete")?;
    phone.page.wait_for("#summary:not([hidden])")?;
    see(&phone.page, "24-check-blocked")
}
