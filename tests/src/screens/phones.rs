//! The app of two officials of one commune.

use anyhow::Result;

use super::{NOW, See};
use crate::app::{self, App};
use crate::browser::Browser;
use crate::server::Server;

/// The app, from the first visit to a settled conflict, without network in between.
pub(super) fn phones(see: See<'_>, server: &mut Server) -> Result<()> {
    let (of_mau, of_thu) = (Browser::launch(Some(NOW))?, Browser::launch(Some(NOW))?);
    let first = App { page: of_mau.open(&server.url("/"))? };
    first.ready("enrol")?;
    see(&first.page, "01-enrol")?;
    first.page.close()?;
    let mau = app::enrol(&of_mau, server, "mau")?;
    see(&mau.page, "02-start")?;
    mau.to("records")?;
    see(&mau.page, "03-records-empty")?;

    mau.to("start")?;
    mau.press("new-outreach")?;
    mau.ready("outreach")?;
    see(&mau.page, "04-outreach")?;
    mau.page.choose("form", "oral")?;
    mau.page.choose("meeting_type", "group_meeting")?;
    mau.page.fill("event_date", "31/2")?;
    mau.page.fill("attendees_total", "32")?;
    mau.page.fill("attendees_women", "40")?;
    mau.press("to-check")?;
    mau.page.wait_for("#summary:not([hidden])")?;
    see(&mau.page, "05-outreach-errors")?;

    mau.to("start")?;
    mau.page.tap("[data-act=group][data-group=T-0004]")?;
    mau.ready("group")?;
    see(&mau.page, "05-group")?;
    mau.press("inspect")?;
    mau.ready("inspection")?;
    see(&mau.page, "06-inspection-begin")?;
    mau.page.fill("event_date", "12/10")?;
    mau.press("save-next")?;
    mau.page.wait("location.hash.endsWith('/tasks')")?;
    mau.ready("inspection")?;
    let doc = mau.doc()?;
    mau.synchronise()?;
    let thu = app::enrol(&of_thu, server, "thu")?;
    server.stop()?;

    mau.check_borrowers(&doc, 3)?;
    for section in
        ["tasks", "team", "general", "answers", "borrowers", "findings", "finding/new", "remarks", "check"]
    {
        mau.section(&doc, section)?;
        see(&mau.page, &format!("07-inspection-{}", section.replace('/', "-")))?;
    }
    mau.section(&doc, "borrowers")?;
    mau.press("add-borrower")?;
    mau.page.wait_for("[data-act=as-registered]")?;
    see(&mau.page, "08-borrower")?;
    for (phone, savings) in [(&mau, "12.750.000"), (&thu, "12,6 triệu")] {
        phone.section(&doc, "general")?;
        phone.page.fill("general.savings_balance", savings)?;
        phone.save_section()?;
    }

    mau.to("start")?;
    mau.press("new-feedback")?;
    mau.ready("feedback")?;
    mau.page.fill("event_date", "12/10")?;
    mau.page.choose("feedback_kind", "difficulty")?;
    mau.page.fill_at("[name^='text.']", "xin hướng dẫn kỹ thuật nuôi dê")?;
    see(&mau.page, "09-feedback")?;
    mau.complete()?;
    see(&mau.page, "10-record")?;
    mau.to("sync")?;
    see(&mau.page, "11-sync-waiting")?;
    server.resume()?;
    thu.synchronise()?;
    mau.synchronise()?;
    see(&mau.page, "12-sync-received")?;
    mau.to("start")?;
    see(&mau.page, "13-start-in-work")?;
    mau.to("records")?;
    see(&mau.page, "14-records")?;
    mau.follow(&format!("#/record/{doc}"))?;
    mau.press("history")?;
    see(&mau.page, "15-record-conflict")?;
    mau.to("settings")?;
    see(&mau.page, "16-settings")?;
    mau.page.tap("[name=language][value=en]")?;
    mau.page.wait_text("Settings")?;
    for (hash, name) in [("#/", "start"), ("#/records", "records"), ("#/sync", "sync")] {
        mau.follow(hash)?;
        see(&mau.page, &format!("17-english-{name}"))?;
    }
    mau.follow(&format!("#/inspection/{doc}/answers"))?;
    see(&mau.page, "17-english-answers")
}
