//! Vietnamese as keyboards write it: letters that change under the finger until the word stands, and keyboards that
//! send letter and accent apart.

use anyhow::Result;
use serde_json::json;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

/// "tiếng Việt" as Telex composes it: t-i-e-e-n-g-s, then V-i-e-e-t-j.
const TELEX: [[&str; 7]; 2] =
    [["t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"], ["V", "Vi", "Vie", "Viê", "Viêt", "Việt", "Việt"]];
/// The same word, letter and accents apart (NFD), as some keyboards send it.
const APART: &str = "Vie\u{323}\u{302}t";

/// Fields into which words are written: the others take numbers, days and choices.
const WORDS: &str = "[...document.querySelectorAll('textarea, input:not([type]), input[type=text]')]
  .filter((it) => it.checkVisibility() && !['numeric', 'decimal'].includes(it.inputMode) && it.name)
  .map((it) => it.name)";

#[test]
fn every_field_takes_vietnamese_as_it_is_composed_and_keeps_it_composed() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-12")?;
    let browser = Browser::launch(Some("2026-10-12T08:00:00+07:00"))?;
    let mau = app::enrol(&browser, &server, "mau")?;
    server.stop()?;
    mau.press("new-outreach")?;
    mau.ready("outreach")?;
    mau.page.choose("form", "oral")?;
    let mut fields = on_this_page(&mau)?;
    mau.to("start")?;
    mau.press("new-feedback")?;
    mau.ready("feedback")?;
    fields += on_this_page(&mau)?;
    let doc = mau.begin_inspection("T-0004", "12/10")?;
    for section in ["team", "answers", "finding/new", "remarks"] {
        mau.section(&doc, section)?;
        fields += on_this_page(&mau)?;
        mau.section(&doc, "tasks")?;
    }
    mau.section(&doc, "borrowers")?;
    mau.press("add-borrower")?;
    mau.page.wait_for("[data-act=as-registered]")?;
    fields += on_this_page(&mau)?;
    assert!(fields >= 20, "only {fields} fields were written into");
    Ok(())
}

/// Writes into every field of words on screen; how many there were.
fn on_this_page(phone: &App) -> Result<usize> {
    let page = &phone.page;
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")?;
    let names = page.wait(&format!("(it => it.length && it)({WORDS})"))?;
    let names: Vec<String> = serde_json::from_value(names)?;
    for name in &names {
        let selector = format!("[name={}]", json!(name));
        page.tap(&selector)?;
        page.evaluate(&format!("document.querySelector({}).select()", json!(selector)))?;
        page.compose(&TELEX[0])?;
        page.type_text(" ")?;
        page.compose(&TELEX[1])?;
        page.type_text(&format!(" {APART}"))?;
        let written = page.value(name)?;
        assert_eq!(written, format!("tiếng Việt {APART}"), "{name}: the letters stand as they were written");
        page.evaluate("document.activeElement.blur()")?;
        page.wait(&format!("document.querySelector({}).value === 'tiếng Việt Việt'", json!(selector)))?;
    }
    Ok(names.len())
}
