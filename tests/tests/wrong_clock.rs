//! SC-6: a phone whose clock went back to 2021, and one that runs nine months ahead.

use anyhow::Result;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn a_day_left_by_a_wrong_clock_counts_nowhere_until_a_person_has_looked_at_it() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-12")?;
    let now = "2026-10-12T08:00:00+07:00";
    let (mut behind, mut ahead) = (Browser::launch(Some(now))?, Browser::launch(Some(now))?);
    let (one, two) = (app::enrol(&behind, &server, "lead_pn")?, app::enrol(&ahead, &server, "lead_pn")?);
    server.stop()?;
    one.page.close()?;
    two.page.close()?;

    // The first: its battery ran empty. It knows that its clock cannot be right, and says so.
    behind.set_clock("2021-01-01T07:10:00+07:00");
    let one = app::open(&behind, &server)?;
    let typed = inspect(&one, "T-0021", "14/10/2026")?;
    let left = inspect(&one, "T-0022", "01/01/2021")?;
    one.to("start")?;
    one.press("new-outreach")?;
    one.ready("outreach")?;
    one.page.wait_for("main [data-clock]")?;

    // The second does not know: "today" is what its clock says.
    ahead.set_clock("2027-07-02T09:00:00+07:00");
    let two = app::open(&ahead, &server)?;
    two.press("new-feedback")?;
    two.ready("feedback")?;
    two.page.tap_text("[data-act=fill]", "Hôm nay")?;
    two.page.choose("feedback_kind", "difficulty")?;
    two.page.fill_at("[name^='text.']", "thiếu nước sạch mùa khô")?;
    two.complete()?;
    let future = two.doc()?;
    two.submit()?;

    server.resume_with(&tests::dist(), "2026-10-15")?;
    one.synchronise()?;
    one.page.wait_text("Đồng hồ máy chậm hơn")?;
    two.synchronise()?;
    two.page.wait_text("Đồng hồ máy nhanh hơn")?;
    two.to("records")?;
    two.page.wait_for(&format!("[data-doc='{future}'] [data-doubt]"))?;
    one.synchronise()?;
    one.to("records")?;
    for doubtful in [&left, &future] {
        one.page.wait_for(&format!("[data-doc='{doubtful}'] [data-doubt]"))?;
    }
    assert_eq!(one.page.count(&format!("[data-doc='{typed}'] [data-doubt]"))?, 0, "a typed day is right");

    // The office counts the one, and shows the others.
    let office = Browser::launch(None)?;
    let area = app::log_in(&office, &server, "vidu", "/area")?;
    let row = app::row(&area, "Pá Nắng")?;
    assert!(row.contains("1 / 12") && row.contains("2 bản ghi cần kiểm tra ngày"), "{row}");
    area.goto(&server.url("/area?unit=PN"))?;
    for doubtful in [&left, &future] {
        area.wait_for(&format!("[data-doubtful='{doubtful}']"))?;
    }

    // A person corrects the one and confirms nothing of the other.
    one.follow(&format!("#/record/{left}"))?;
    one.page.wait_for("[data-doubtful]")?;
    one.page.fill("right_day", "14/10/2026")?;
    one.press("correct-day")?;
    one.page.wait_gone("[data-doubtful]")?;
    one.synchronise()?;
    area.goto(&server.url("/area"))?;
    let row = app::row(&area, "Pá Nắng")?;
    assert!(row.contains("2 / 12") && row.contains("1 bản ghi cần kiểm tra ngày"), "{row}");
    Ok(())
}

/// An inspection with two borrowers, handed in; the record.
fn inspect(phone: &App, group: &str, day: &str) -> Result<String> {
    let doc = phone.begin_inspection(group, day)?;
    phone.check_borrowers(&doc, 2)?;
    phone.section(&doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    phone.complete()?;
    phone.submit()?;
    Ok(doc)
}
