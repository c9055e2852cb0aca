//! A group's page: everything that belongs to it on one page, from the start page to its inspection and back.

use anyhow::Result;
use tests::app;
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn the_start_page_leads_by_the_group_to_its_inspection_and_back() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    phone.to("start")?;
    phone.page.tap("[data-act=group][data-group=T-0004]")?;
    phone.ready("group")?;
    let said = phone.page.text("article.group")?;
    assert!(said.contains("18/45 (40,00 %)"), "savings share of the bank's list: {said}");
    assert!(said.contains("Theo danh sách ngày 30/09/2026"), "{said}");
    assert_eq!(phone.page.count("[data-kind=inspection]")?, 0);
    phone.press("inspect")?;
    phone.ready("inspection")?;
    phone.page.fill("event_date", "5/10")?;
    phone.press("save-next")?;
    phone.page.wait("location.hash.endsWith('/tasks')")?;
    phone.ready("inspection")?;
    let begun = phone.doc()?;

    phone.to("start")?;
    phone.page.tap("[data-act=group][data-group=T-0004]")?;
    phone.ready("group")?;
    assert_eq!(phone.page.count("[data-kind=inspection]")?, 1, "what is begun stands on the group's page");
    phone.press("inspect")?;
    phone.ready("inspection")?;
    assert_eq!(phone.doc()?, begun, "and is gone on with, not begun anew");
    Ok(())
}
