//! A report of wrongdoing goes past the unit that it names: to the area, and to nobody else of the commune.

use anyhow::Result;
use serde_json::json;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

const SAID: &str = "Cán bộ xã thu 500 nghìn khi làm hồ sơ";

#[test]
fn a_report_of_wrongdoing_reaches_the_area_and_nobody_of_the_unit_named() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-09")?;
    let now = Some("2026-10-09T08:00:00+07:00");
    let (of_thu, of_mau, of_team) = (Browser::launch(now)?, Browser::launch(now)?, Browser::launch(now)?);
    let thu = app::enrol(&of_thu, &server, "thu")?;
    let mau = app::enrol(&of_mau, &server, "mau")?;
    let team = app::enrol(&of_team, &server, "thanhtra")?;

    thu.to("start")?;
    thu.press("new-feedback")?;
    thu.ready("feedback")?;
    thu.page.fill("event_date", "9/10")?;
    thu.page.choose("feedback_kind", "wrongdoing_report")?;
    thu.page.choose("named_unit", "HT")?;
    thu.page.wait_for("[data-past]")?;
    thu.page.wait_text("Bản Mây")?;
    thu.page.fill_at("[name^='text.']", SAID)?;
    thu.complete()?;
    let doc = thu.doc()?;
    let other = thu.write_feedback("9/10", "Đường đến điểm giao dịch xa")?;
    for phone in [&thu, &mau, &team, &thu, &mau] {
        phone.synchronise()?;
    }

    // The phone that wrote it still reads it, and knows that it arrived.
    thu.follow(&format!("#/record/{doc}"))?;
    thu.page.wait_text(SAID)?;
    assert_eq!(thu.page.count("[data-standing=received]")?, 1);
    // The commune's other phone has the other word, and nothing of this one; nor has the area's team.
    assert!(has(&mau, &other)?);
    for phone in [&mau, &team] {
        assert!(!has(phone, &doc)?);
        let kept = phone.page.evaluate(&format!(
            "(async () => {{
               const names = (await indexedDB.databases()).map((it) => it.name);
               for (const name of names) {{
                 const db = await new Promise((done) => {{ const it = indexedDB.open(name); it.onsuccess = () => done(it.result); }});
                 for (const store of db.objectStoreNames) {{
                   const rows = await new Promise((done) => {{ const it = db.transaction(store).objectStore(store).getAll(); it.onsuccess = () => done(it.result); }});
                   const text = rows.map((row) => row instanceof Uint8Array ? new TextDecoder().decode(row)
                     : JSON.stringify(row, (key, value) => value instanceof Uint8Array ? new TextDecoder().decode(value) : value));
                   if (text.some((it) => it.includes({}))) return true;
                 }}
               }}
               return false;
             }})()",
            json!("thu 500 ngh")
        ))?;
        assert_eq!(kept, false, "not a byte of it is on that phone");
    }

    // Nobody of the commune sees it on a page, and the clerk of the area does; each opening is logged.
    let office = Browser::launch(None)?;
    for account in ["mau", "thu", "thanhtra", "giadinh"] {
        let page = app::log_in(&office, &server, account, &format!("/area/voice?doc={doc}"))?;
        assert!(!page.text("main")?.contains("500 nghìn"), "{account}");
        page.goto(&server.url("/area/voices"))?;
        assert_eq!(page.count(&format!("[data-doc='{doc}']"))?, 0, "{account}");
        page.close()?;
    }
    let clerk = app::log_in(&office, &server, "vidu", "/area/voices")?;
    clerk.tap(&format!("[data-doc='{doc}'] a"))?;
    clerk.wait_text(SAID)?;
    assert_eq!(server.count("SELECT count(*) FROM audit WHERE action = 'voices.opened'")?, 1);
    clerk.goto(&server.url("/area/records?unit=HT"))?;
    assert_eq!(clerk.count(&format!("[data-doc='{doc}']"))?, 0, "it is no record of the commune");

    // What is kept in the commune already cannot be taken from it.
    thu.follow(&format!("#/feedback/{other}"))?;
    thu.page.choose("feedback_kind", "wrongdoing_report")?;
    thu.page.choose("named_unit", "HT")?;
    thu.press("save")?;
    thu.page.wait_text("Hãy ghi một phản ánh mới")?;
    server.stop()
}

/// True when a record stands on a phone's list.
fn has(phone: &App, doc: &str) -> Result<bool> {
    phone.to("records")?;
    Ok(phone.page.count(&format!("[data-doc='{doc}']"))? > 0)
}
