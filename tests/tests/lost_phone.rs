//! SC-5, the side of refusal: a lost phone is revoked. It is refused and told so, and keeps what it holds; a new phone
//! gets what was sent. The lost one is found: under its new name, what it wrote under the old one is refused, shown,
//! and written anew.

use anyhow::{Context, Result};
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

const NOW: &str = "2026-10-16T08:00:00+07:00";

#[test]
fn a_revoked_phone_is_refused_and_what_it_wrote_comes_back_by_hand() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-16")?;
    let mut of_thu = Browser::launch(Some(NOW))?;
    let thu = app::enrol(&of_thu, &server, "thu")?;
    let sent = thu.write_feedback("16/10", "con đường vào bản sạt lở")?;
    thu.synchronise()?;
    server.stop()?;

    // Two records at suối Tà Mây, then the phone is gone.
    thu.page.close()?;
    of_thu.set_clock("2026-10-18T08:00:00+07:00");
    let thu = app::open(&of_thu, &server)?;
    let second = thu.write_feedback("18/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    let third = thu.write_feedback("18/10", "thiếu nước sạch mùa khô")?;
    server.resume_with(&tests::dist(), "2026-10-20")?;
    revoke(&server, "thu")?;

    // Whoever found it gets nothing and sends nothing; it says why, and that nothing is lost.
    thu.to("sync")?;
    thu.press("sync")?;
    thu.page.wait_for("[data-sync=unwelcome]")?;
    thu.page.wait_text("thu hồi")?;
    assert_eq!(thu.page.count("[data-standing=on_phone]")?, 2);
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 1);
    let refused = "SELECT count(*) FROM audit WHERE account = 'thu' AND action LIKE '%revoked%'";
    assert!(server.count(refused)? > 0, "the try is in the log");

    // A new phone gets what was sent.
    let new_phone = Browser::launch(Some("2026-10-20T08:00:00+07:00"))?;
    let new = app::enrol(&new_phone, &server, "thu")?;
    new.synchronise()?;
    new.to("records")?;
    new.page.wait_for(&format!("[data-doc='{sent}'] [data-standing=received]"))?;
    assert_eq!(new.page.count("[data-doc]")?, 1);

    // The lost one is found and enrolled again: what it wrote under its old name is refused and whole.
    let code = server.code("thu")?;
    thu.press("enrol-again")?;
    thu.ready("enrol")?;
    thu.page.fill("code", &code)?;
    thu.press("enrol")?;
    thu.ready("start")?;
    thu.synchronise()?;
    assert_eq!(thu.page.count("[data-all-received]")?, 0, "not everything was sent");
    for doc in [&second, &third] {
        thu.page.wait_for(&format!("[data-doc='{doc}'] [data-standing=refused]"))?;
    }
    let area = Browser::launch(None)?;
    let office = app::log_in(&area, &server, "vidu", "/area")?;
    assert!(app::row(&office, "Huổi Trăng")?.contains("2 bản ghi không nhận"), "the office sees it too");

    thu.follow(&format!("#/record/{second}"))?;
    thu.page.wait_for("[data-code]")?;
    thu.page.wait_text("kỹ thuật nuôi dê")?;
    thu.press("export")?;
    let text = thu.page.evaluate("document.querySelector('#export').value")?;
    let text = text.as_str().context("the record as text")?;
    assert!(text.contains("Ngày tiếp nhận: 18/10/2026") && !text.contains("event_date"), "{text}");

    for doc in [&second, &third] {
        thu.follow(&format!("#/record/{doc}"))?;
        thu.press("rebuild")?;
        thu.press("rebuild-yes")?;
        thu.page.wait_for("article [data-standing=received]")?;
    }
    thu.to("sync")?;
    thu.page.wait_for("[data-all-received]")?;
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 3);
    assert_eq!(
        server.count("SELECT count(*) FROM refusal")?,
        0,
        "what was taken after all is refused no longer"
    );
    new.synchronise()?;
    new.follow(&format!("#/record/{third}"))?;
    new.page.wait_text("thiếu nước sạch mùa khô")
}

/// Revokes the devices of an account.
fn revoke(server: &Server, account: &str) -> Result<()> {
    for line in server.run(&["device", "list"])?.lines() {
        let mut columns = line.split('\t');
        if let (Some(device), Some(of)) = (columns.next(), columns.next())
            && of == account
        {
            server.run(&["device", "revoke", device])?;
        }
    }
    Ok(())
}
