//! What follows after a record was handed in: a citizen is answered, even when the office accepted the word meanwhile.

use anyhow::Result;
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn a_citizen_is_answered_from_what_is_due_after_the_office_accepted_the_word() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-12")?;
    let (browser, desk) = (Browser::launch(Some("2026-10-12T08:00:00+07:00"))?, Browser::launch(None)?);
    let mau = app::enrol(&browser, &server, "mau")?;
    let page = &mau.page;
    let said = mau.write_feedback("12/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    mau.submit()?;
    mau.synchronise()?;
    let office = app::log_in(&desk, &server, "vidu", &format!("/area/record?doc={said}"))?;
    office.tap("button[value=accepted]")?;
    office.wait_for("[data-state=accepted]")?;
    mau.synchronise()?;

    mau.to("start")?;
    page.tap(&format!("[data-due=answer][href='#/record/{said}']"))?;
    mau.ready("record")?;
    page.wait_for("[data-state=accepted]")?;
    mau.press("afterwards")?;
    mau.ready("feedback")?;
    page.wait_text("Bản ghi đã được chấp nhận.")?;
    assert_eq!(page.count("[data-act=to-check]")?, 0, "nothing is completed once more");
    page.choose("feedback_state", "answered")?;
    page.fill_at("[name^='reply.']", "Trung tâm khuyến nông mở lớp ngày 20/10.")?;
    page.fill("answered_on", "12/10")?;
    mau.press("save")?;
    mau.ready("record")?;
    page.wait_text("Trung tâm khuyến nông mở lớp ngày 20/10.")?;
    page.wait_gone("[data-act=afterwards]")?;
    assert_eq!(page.count("[data-state=accepted]")?, 1);
    mau.to("start")?;
    assert_eq!(page.count("[data-due=answer]")?, 0);

    mau.synchronise()?;
    office.goto(&server.url(&format!("/area/record?doc={said}")))?;
    office.wait_text("Trung tâm khuyến nông mở lớp ngày 20/10.")
}
