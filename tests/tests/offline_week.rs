//! SC-1: five days offline in the mountains. The server is stopped from the first record to the last, and the
//! browser is killed in the middle.

use anyhow::Result;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn five_days_offline_lose_nothing_and_arrive_in_one_sync() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-05")?;
    let mut browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    assert!(phone.page.text("[data-left]")?.contains("7 tổ"), "all that is to do stands on the start page");
    server.stop()?;

    // Monday: an oral session at the group's meeting.
    oral_session(&phone)?;
    // Tuesday.
    let phone = next_day(&mut browser, &server, phone, "2026-10-06T08:00:00+07:00")?;
    inspect(&phone, "T-0001", "6/10", 6)?;

    // Wednesday: the battery dies after four borrowers.
    let phone = next_day(&mut browser, &server, phone, "2026-10-07T08:00:00+07:00")?;
    let begun = phone.begin_inspection("T-0002", "7/10")?;
    phone.check_borrowers(&begun, 4)?;
    browser.kill_and_relaunch()?;
    let phone = app::open(&browser, &server)?;
    phone.page.tap("[data-act=group][data-group=T-0002]")?;
    phone.ready("group")?;
    phone.press("inspect")?;
    phone.ready("inspection")?;
    assert_eq!(phone.doc()?, begun, "the group leads back to the inspection that was begun");
    phone.section(&begun, "borrowers")?;
    phone.page.wait_for("[data-borrowers='4']")?;
    assert_eq!(phone.page.count("li[data-entry]")?, 4);
    phone.check_borrowers(&begun, 1)?;
    finish(&phone, &begun)?;

    // Thursday, and Friday's citizen, who stays anonymous.
    let phone = next_day(&mut browser, &server, phone, "2026-10-08T08:00:00+07:00")?;
    inspect(&phone, "T-0003", "8/10", 5)?;
    let phone = next_day(&mut browser, &server, phone, "2026-10-09T09:00:00+07:00")?;
    feedback(&phone)?;
    phone.to("sync")?;
    // All five are on this phone and nowhere else.
    phone.page.wait("document.querySelectorAll('[data-standing=on_phone]').length === 5")?;
    assert_eq!(phone.page.count("[data-all-received]")?, 0);

    // Friday 17:20 at the commune office.
    let phone = next_day(&mut browser, &server, phone, "2026-10-09T17:20:00+07:00")?;
    server.resume_with(&tests::dist(), "2026-10-09")?;
    phone.synchronise()?;
    phone.page.wait_for("[data-all-received]")?;
    phone.page.wait("document.querySelectorAll('[data-standing=received]').length === 5")?;
    let stored = server.count("SELECT count(*) FROM change")?;
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 5, "1 + 3 + 1 records");
    phone.synchronise()?;
    assert_eq!(server.count("SELECT count(*) FROM change")?, stored, "a second sync sends nothing");

    // What the area sees.
    let office = Browser::launch(None)?;
    let area = app::log_in(&office, &server, "vidu", "/area")?;
    let commune = app::row(&area, "Huổi Trăng")?;
    assert!(commune.contains("3 / 7 · 42,86 %"), "{commune}");
    let district = "cần 1\nchưa có dữ liệu\ncần 2\nchưa có dữ liệu";
    assert!(commune.contains(district), "the commune's inspections do not count for the district: {commune}");
    area.goto(&server.url("/area?unit=HT"))?;
    for (group, borrowers) in [("T-0001", "6 / 5"), ("T-0002", "5 / 5"), ("T-0003", "5 / 5")] {
        let row = app::row(&area, group)?;
        assert!(row.contains(borrowers), "{row}");
    }
    Ok(())
}

/// Closes the app and opens it on another day, without network.
fn next_day(browser: &mut Browser, server: &Server, phone: App, clock: &str) -> Result<App> {
    phone.page.close()?;
    browser.set_clock(clock);
    app::open(browser, server)
}

fn oral_session(phone: &App) -> Result<()> {
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    phone.page.fill("event_date", "5/10")?;
    phone.page.choose("form", "oral")?;
    phone.page.choose("meeting_type", "group_meeting")?;
    phone.page.choose("group_code", "T-0003")?;
    phone.page.fill("attendees_total", "32")?;
    phone.page.fill("attendees_women", "18")?;
    for topic in ["loan_procedure", "savings_mobilisation"] {
        phone.page.choose(&format!("topic.{topic}"), topic)?;
    }
    phone.page.fill_at("[name^='leaflets.']", "40")?;
    phone.page.choose("audience.group_members", "group_members")?;
    phone.complete()?;
    phone.submit()
}

fn inspect(phone: &App, group: &str, day: &str, borrowers: u64) -> Result<()> {
    let doc = phone.begin_inspection(group, day)?;
    phone.check_borrowers(&doc, borrowers)?;
    finish(phone, &doc)
}

fn finish(phone: &App, doc: &str) -> Result<()> {
    phone.section(doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    phone.complete()?;
    phone.submit()
}

fn feedback(phone: &App) -> Result<()> {
    phone.press("new-feedback")?;
    phone.ready("feedback")?;
    phone.page.fill("event_date", "9/10")?;
    phone.page.choose("feedback_kind", "difficulty")?;
    phone.page.fill_at("[name^='text.']", "xin hướng dẫn kỹ thuật nuôi dê")?;
    phone.complete()?;
    phone.submit()
}
