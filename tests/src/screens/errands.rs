//! What goes between phone and office beside the ordinary: photos, files that somebody carries, decisions.

use anyhow::Result;

use super::{NOW, See, TODAY};
use crate::app;
use crate::browser::Browser;
use crate::server::Server;

/// A form with a photo, its record without and with network, a file made and answered, a record returned and accepted, what follows then.
pub(super) fn errands(see: See<'_>) -> Result<()> {
    let mut server = Server::start(&crate::dist(), TODAY)?;
    let (browser, desk) = (Browser::launch(Some(NOW))?, Browser::launch(None)?);
    let mau = app::enrol(&browser, &server, "mau")?;
    let folder = tempfile::tempdir()?;
    let picture = folder.path().join("to.png");
    std::fs::write(&picture, mau.page.screenshot()?)?;
    server.stop()?;
    mau.press("new-outreach")?;
    mau.ready("outreach")?;
    mau.page.fill("place", "Nhà văn hóa bản Huổi Cang")?;
    mau.page.choose_file("input[data-act=take-photo]", &picture)?;
    mau.page.wait("document.querySelector('.photo img')?.naturalWidth > 0")?;
    see(&mau.page, "22-outreach-photo")?;
    mau.press("save")?;
    mau.ready("record")?;
    see(&mau.page, "22-record-photo")?;
    let said = mau.write_feedback("12/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    mau.submit()?;
    mau.to("records")?;
    see(&mau.page, "22-records-photo")?;
    mau.to("sync")?;
    mau.press("to-carry")?;
    mau.ready("carry")?;
    see(&mau.page, "23-carry")?;
    mau.press("carry")?;
    mau.page.wait_for("[data-made]")?;
    see(&mau.page, "23-carry-made")?;
    let file = mau.page.download("[data-act=save-file]", folder.path(), "soban")?;

    server.resume()?;
    let office = app::log_in(&desk, &server, "vidu", "/letters")?;
    see(&office, "office-letters")?;
    office.choose_file("[name=file]", &file)?;
    office.tap("main form button[type=submit]")?;
    office.wait_for("[data-taken]")?;
    see(&office, "office-letters-taken")?;
    office.goto(&server.url(&format!("/area/record?doc={said}")))?;
    see(&office, "office-record")?;
    office.fill("reason", "Thiếu tên thôn, bản")?;
    office.tap("button[value=returned]")?;
    office.wait_for("[data-state=returned]")?;
    mau.synchronise()?;
    mau.to("start")?;
    see(&mau.page, "24-start-returned")?;
    mau.follow(&format!("#/record/{said}"))?;
    mau.page.wait_for("[data-state=returned]")?;
    see(&mau.page, "24-record-returned")?;
    mau.press("mend")?;
    mau.ready("feedback")?;
    mau.page.fill("village", "Huổi Cang")?;
    mau.complete()?;
    mau.submit()?;
    mau.synchronise()?;
    office.goto(&server.url(&format!("/area/record?doc={said}")))?;
    office.tap("button[value=accepted]")?;
    office.wait_for("[data-state=accepted]")?;
    mau.synchronise()?;
    mau.follow(&format!("#/record/{said}"))?;
    mau.page.wait_for("[data-state=accepted]")?;
    see(&mau.page, "24-record-accepted")?;
    mau.press("ask")?;
    mau.page.wait_for("[name=correct_reason]")?;
    see(&mau.page, "24-record-correction")?;
    mau.press("afterwards")?;
    mau.ready("feedback")?;
    see(&mau.page, "24-feedback-afterwards")
}
