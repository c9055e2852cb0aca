//! An area adds an event, a question and a legal text without a new version of the app: the phone has them after its
//! next synchronisation, and the office reads them in the record.

use anyhow::{Context, Result};
use tests::app;
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

#[test]
fn s0_3_what_the_clerk_adds_stands_on_the_phones_form_and_is_read_at_the_office() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let phones = Browser::launch(Some("2026-10-05T08:00:00+07:00"))?;
    let phone = app::enrol(&phones, &server, "mau")?;
    let offices = Browser::launch(None)?;
    let clerk = app::log_in(&offices, &server, "vidu", "/area/catalogue")?;

    let event = add(&clerk, "event", "Ngày hội vùng cao Bản Mây", |clerk| clerk.fill("year", "2026"))?;
    let question = add(&clerk, "question", "Tổ có niêm yết công khai không?", |clerk| {
        clerk.choose("subject", "group_activity")?;
        clerk.choose("good", "yes")
    })?;
    add(&clerk, "legal_text", "Nghị quyết 05/NQ-HĐND Bản Mây", |_| Ok(()))?;
    phone.synchronise()?;

    // The event and the text on an outreach activity.
    phone.to("start")?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    phone.page.fill("event_date", "5/10")?;
    phone.page.choose("form", "loudspeaker")?;
    phone.page.tap_text("summary", "Gắn với sự kiện")?;
    phone.page.choose("event_tag", &event)?;
    phone.page.tap_text("summary", "Văn bản đã phổ biến")?;
    phone.press("add-legal-text")?;
    phone.page.tap_text(".chips button", "Nghị quyết 05/NQ-HĐND Bản Mây")?;
    phone.press("save")?;
    phone.ready("record")?;
    phone.page.wait_text("Ngày hội vùng cao Bản Mây")?;
    phone.page.wait_text("Nghị quyết 05/NQ-HĐND Bản Mây")?;

    // The question on an inspection, which is handed in.
    let doc = phone.begin_inspection("T-0001", "5/10")?;
    phone.section(&doc, "answers")?;
    phone.page.choose(&format!("answer.{question}.value"), "yes")?;
    phone.save_section()?;
    phone.section(&doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    phone.complete()?;
    phone.submit()?;
    phone.synchronise()?;

    clerk.goto(&server.url(&format!("/area/record?doc={doc}")))?;
    clerk.wait_text("Tổ có niêm yết công khai không?")?;

    // Once ended, it is no longer offered, and stays where it stands.
    clerk.goto(&server.url(&format!("/area/catalogue?entry={event}")))?;
    clerk.fill("to", "4/10/2026")?;
    clerk.tap("main button[type=submit]")?;
    clerk.wait_for("[data-done]")?;
    phone.synchronise()?;
    phone.to("start")?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    assert_eq!(phone.page.count(&format!("[value='{event}']"))?, 0);
    Ok(())
}

/// Adds an entry on the clerk's page; its code.
fn add(clerk: &Page, form: &str, words: &str, more: impl FnOnce(&Page) -> Result<()>) -> Result<String> {
    clerk.tap(&format!("details:has([data-form={form}]) summary"))?;
    clerk.fill_at(&format!("[data-form={form}] [name=vi]"), words)?;
    more(clerk)?;
    clerk.tap(&format!("[data-form={form}] button[type=submit]"))?;
    let row = "[...document.querySelectorAll('tr[data-entry]')]";
    let id = clerk.wait(&format!("{row}.find((row) => row.innerText.includes('{words}'))?.dataset.entry"))?;
    Ok(id.as_str().context("a code")?.to_owned())
}
