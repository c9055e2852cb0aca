//! SC-8: a mistake is found after acceptance. The commune's lead asks for a correction on the phone, the clerk
//! approves it on the office's page; what was issued stays, and the next sheet says the difference.

use anyhow::{Context, Result};
use tests::app;
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

const OCTOBER: &str = "2026-10-12";
const NOVEMBER: &str = "2026-11-03";

fn morning(day: &str) -> String {
    format!("{day}T08:00:00+07:00")
}

#[test]
fn sc8_a_correction_goes_from_the_phone_to_the_next_sheet_and_leaves_what_was_issued() -> Result<()> {
    let mut server = Server::start(&tests::dist(), OCTOBER)?;
    let mut of_mau = Browser::launch(Some(&morning(OCTOBER)))?;
    let phone = app::enrol(&of_mau, &server, "mau")?;
    let doc = phone.begin_inspection("T-0007", "9/10")?;
    phone.check_borrowers(&doc, 5)?;
    phone.section(&doc, "general")?;
    phone.page.fill("general.overdue", "18 triệu")?;
    phone.save_section()?;
    phone.section(&doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    phone.complete()?;
    phone.page.wait_for("[data-standing=received]")?;
    phone.submit()?;
    phone.synchronise()?;

    // The clerk accepts it from the inbox, and issues October's sheet.
    let office = Browser::launch(None)?;
    let desk = app::log_in(&office, &server, "vidu", "/area/records")?;
    desk.tap(&format!("tr[data-doc='{doc}'] a"))?;
    desk.wait_for("button[value=accepted]")?;
    desk.tap("button[value=accepted]")?;
    desk.wait_for("[data-state=accepted]")?;
    let october = |page: &Page| page.goto(&server.url("/area/briefing?unit=HT&month=2026-10"));
    october(&desk)?;
    assert!(overdue(&desk)?.ends_with("18.000.000\u{a0}₫"), "{}", overdue(&desk)?);
    desk.tap(".screen button[type=submit]")?;
    desk.wait_for("[data-issued=true]")?;
    let issued = hash(&desk)?;
    let quota = quota(&desk, &server)?;

    // On 3 November the lead sees that the paper says 8 million.
    server.stop()?;
    server.resume_with(&tests::dist(), NOVEMBER)?;
    of_mau.set_clock(&morning(NOVEMBER));
    of_mau.kill_and_relaunch()?;
    let phone = app::open(&of_mau, &server)?;
    phone.synchronise()?;
    phone.follow(&format!("#/record/{doc}"))?;
    phone.page.wait_for("[data-state=accepted]")?;
    phone.press("ask")?;
    phone.press("send-correction")?;
    phone.page.wait_text("Hãy chọn mục cần đính chính.")?;
    phone.page.choose("correct_key", "general.overdue")?;
    phone.page.wait_text("Đang ghi: 18.000.000\u{a0}₫")?;
    phone.page.fill("correct_value", "8 triệu")?;
    phone.page.fill("correct_reason", "ghi nhầm")?;
    phone.press("send-correction")?;
    phone.page.wait_for("[data-correction=waiting]")?;
    phone.synchronise()?;

    // It lies in the inbox; approved, it leaves it.
    let desk = app::log_in(&office, &server, "vidu", "/area/records?about=corrections")?;
    desk.tap(&format!("tr[data-doc='{doc}'] a"))?;
    desk.wait_text("18.000.000\u{a0}₫ → 8.000.000\u{a0}₫")?;
    desk.wait_text("ghi nhầm")?;
    desk.tap("button[value=grant]")?;
    desk.wait_for("[data-answer=granted]")?;
    desk.wait_text("(đính chính ngày 03/11/2026; trước đó: 18.000.000\u{a0}₫)")?;
    desk.tap("main p a")?;
    desk.wait_for("[data-about=corrections][data-count='0']")?;

    // November's sheet tells the difference; October's is printed as it was.
    desk.goto(&server.url("/area/briefing?unit=HT&month=2026-11"))?;
    let changed = desk.text("[data-changed=overdue_seen][data-of=T-0007]")?;
    for part in ["18.000.000\u{a0}₫", "8.000.000\u{a0}₫ (đính chính ngày 03/11/2026)", "−10.000.000\u{a0}₫"]
    {
        assert!(changed.contains(part), "{part}: {changed}");
    }
    desk.goto(&server.url("/area/briefing?unit=HT&month=2026-10"))?;
    assert_eq!(hash(&desk)?, issued, "October's print is unchanged");
    assert!(overdue(&desk)?.ends_with("18.000.000\u{a0}₫"));
    assert_eq!(self::quota(&desk, &server)?, quota, "the quota is unaffected");

    // The phone has the new value, and keeps the old one in sight.
    phone.synchronise()?;
    phone.follow(&format!("#/record/{doc}"))?;
    phone.page.wait_for("[data-state=corrected]")?;
    let beside = phone.page.text("[data-corrected='general.overdue']")?;
    assert!(
        beside.contains("đính chính ngày 03/11/2026") && beside.contains("18.000.000\u{a0}₫"),
        "{beside}"
    );
    let told = phone.page.text("[data-correction=granted]")?;
    for part in ["18.000.000\u{a0}₫ → 8.000.000\u{a0}₫", "ghi nhầm", "Vàng Thị Mẫu", "Hoàng Thị Ví Dụ"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    Ok(())
}

/// The row of the group's overdue debt on a sheet.
fn overdue(page: &Page) -> Result<String> {
    Ok(page.text("[data-item=overdue_seen][data-of=T-0007]")?.trim().to_owned())
}

fn hash(page: &Page) -> Result<String> {
    let hash = page.evaluate("document.querySelector('[data-hash]').dataset.hash")?;
    Ok(hash.as_str().context("a hash")?.to_owned())
}

/// The commune's rules on the area's page.
fn quota(page: &Page, server: &Server) -> Result<String> {
    page.goto(&server.url("/area?unit=HT"))?;
    page.text(".cards")
}
