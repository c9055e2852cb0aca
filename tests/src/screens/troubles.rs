//! The app, and the office's page of the commune, when something went wrong.

use anyhow::Result;

use super::{NOW, See, TODAY};
use crate::app;
use crate::browser::Browser;
use crate::server::Server;

/// What went wrong, and the ways out: a revoked phone, a refused record, borrowers written twice, a clock that is wrong.
pub(super) fn troubles(see: See<'_>) -> Result<()> {
    let mut server = Server::start(&crate::dist(), TODAY)?;
    let (mut of_mau, of_thu) = (Browser::launch(Some(NOW))?, Browser::launch(Some(NOW))?);
    let (mau, thu) = (app::enrol(&of_mau, &server, "mau")?, app::enrol(&of_thu, &server, "thu")?);
    let doc = mau.begin_inspection("T-0004", "12/10")?;
    mau.synchronise()?;
    thu.synchronise()?;
    server.stop()?;
    for (phone, balance) in [(&mau, "12 triệu"), (&thu, "9,5 triệu")] {
        phone.section(&doc, "borrowers")?;
        phone.page.tap("[data-act=add-borrower]")?;
        phone.press("as-registered")?;
        phone.page.fill_at("[name$='.balance_actual']", balance)?;
        phone.press("save-next")?;
        phone.page.wait_for("li[data-entry]")?;
    }
    server.resume()?;
    for phone in [&mau, &thu, &mau] {
        phone.synchronise()?;
    }
    mau.follow(&format!("#/record/{doc}"))?;
    mau.page.wait_for("[data-double]")?;
    see(&mau.page, "18-record-doubles")?;
    mau.press("history")?;
    mau.page.wait_for(".history li")?;
    see(&mau.page, "18-record-history")?;

    server.stop()?;
    let lost = mau.write_feedback("12/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    server.resume()?;
    for line in server.run(&["device", "list"])?.lines().filter(|line| line.contains("\tmau\t")) {
        server.run(&["device", "revoke", line.split('\t').next().unwrap_or_default()])?;
    }
    mau.to("sync")?;
    mau.press("sync")?;
    mau.page.wait_for("[data-sync=unwelcome]")?;
    see(&mau.page, "19-sync-revoked")?;
    mau.press("enrol-again")?;
    mau.ready("enrol")?;
    mau.page.fill("code", &server.code("mau")?)?;
    mau.press("enrol")?;
    mau.ready("start")?;
    mau.synchronise()?;
    mau.page.wait_for("[data-standing=refused]")?;
    see(&mau.page, "20-sync-refused")?;
    mau.follow(&format!("#/record/{lost}"))?;
    mau.page.wait_for("[data-act=rebuild]")?;
    see(&mau.page, "20-record-refused")?;
    mau.press("rebuild")?;
    mau.page.wait_for("[data-act=rebuild-yes]")?;
    see(&mau.page, "20-record-rebuild")?;
    mau.press("cancel")?;

    server.stop()?;
    mau.page.close()?;
    of_mau.set_clock("2021-01-01T07:10:00+07:00");
    let mau = app::open(&of_mau, &server)?;
    mau.press("new-feedback")?;
    mau.ready("feedback")?;
    mau.page.wait_for("main [data-clock]")?;
    see(&mau.page, "21-form-wrong-clock")?;
    let left = mau.write_feedback("01/01/2021", "thiếu nước sạch mùa khô")?;
    server.resume()?;
    mau.synchronise()?;
    see(&mau.page, "21-sync-wrong-clock")?;
    mau.follow(&format!("#/record/{left}"))?;
    mau.page.wait_for("[data-doubtful]")?;
    see(&mau.page, "21-record-doubt")?;
    mau.to("records")?;
    see(&mau.page, "21-records")?;
    let office = Browser::launch(None)?;
    let area = app::log_in(&office, &server, "vidu", "/area?unit=HT")?;
    see(&area, "office-commune-withheld")
}
