//! How often a finger touches the screen for the work that is done most: an unchanged borrower, and a whole group with
//! five borrowers.

use anyhow::Result;
use serde_json::json;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

/// Most taps for a borrower with whom nothing has changed.
const BORROWER_TAPS_MAX: u32 = 12;
/// Most taps for a group with five borrowers, from the start page to the completed record.
const GROUP_TAPS_MAX: u32 = 90;

#[test]
fn an_unchanged_borrower_takes_twelve_taps_at_most_and_a_group_with_five_ninety() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let browser = Browser::launch(Some("2026-10-05T08:00:00+07:00"))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    let page = &phone.page;
    let before = page.taps();

    page.tap("[data-act=group][data-group=T-0002]")?;
    phone.ready("group")?;
    phone.press("inspect")?;
    phone.ready("inspection")?;
    page.tap_text("[data-act=fill]", "Hôm nay")?;
    phone.press("save-next")?;
    page.wait("location.hash.endsWith('/tasks')")?;
    let doc = phone.doc()?;
    page.tap("main a[href$='/team']")?;
    arrive(&phone, "team")?;
    for next in ["general", "answers"] {
        phone.press("save-next")?;
        arrive(&phone, next)?;
    }
    answer_everything(&phone)?;
    phone.press("save-next")?;
    arrive(&phone, "borrowers")?;
    for checked in 1..=5 {
        let begun = page.taps();
        recheck(&phone, checked)?;
        let taps = page.taps() - begun;
        assert!(taps <= BORROWER_TAPS_MAX, "borrower {checked}: {taps} taps");
    }
    for section in ["findings", "remarks", "check"] {
        phone.press("save-next")?;
        arrive(&phone, section)?;
    }
    page.choose("paper_signed", "true")?;
    phone.complete()?;
    page.wait_for("[data-state=completed]")?;
    let taps = page.taps() - before;
    assert!(taps <= GROUP_TAPS_MAX, "the group {doc}: {taps} taps");
    Ok(())
}

/// Waits until a section of the inspection stands with its data.
fn arrive(phone: &App, section: &str) -> Result<()> {
    phone.page.wait(&format!("location.hash.endsWith('/{section}')"))?;
    phone.ready("inspection")
}

/// One borrower as registered, with the answers that nobody can know beforehand.
fn recheck(phone: &App, checked: usize) -> Result<()> {
    let page = &phone.page;
    page.tap("[data-act=add-borrower]")?;
    phone.press("as-registered")?;
    for (field, value) in [
        ("effect_grade", "good"),
        ("eligible", "yes"),
        ("signed_on_paper", "true"),
        ("check_reason", "yearly"),
    ] {
        page.tap(&format!("[name$='.{field}'][value={value}]"))?;
    }
    phone.press("save-next")?;
    page.wait(&format!("document.querySelectorAll('li[data-entry]').length === {checked}"))?;
    Ok(())
}

/// Every question of the checklist: what the form offers where it offers something, else the first choice, else a word.
fn answer_everything(phone: &App) -> Result<()> {
    let page = &phone.page;
    let questions =
        page.evaluate("[...document.querySelectorAll('[data-question]')].map((it) => it.dataset.question)")?;
    for question in questions.as_array().into_iter().flatten().filter_map(|question| question.as_str()) {
        let at = format!("[data-question={question}]");
        let kinds = ["[data-act=fill]", "input[type=radio]", "select", "input, textarea"];
        let found = page.evaluate(&format!(
            "{}.findIndex((kind) => document.querySelector({} + ' ' + kind))",
            json!(kinds),
            json!(at)
        ))?;
        match found.as_i64() {
            Some(0) => page.tap(&format!("{at} [data-act=fill]"))?,
            Some(1) => page.tap(&format!("{at} input[type=radio]"))?,
            _ => page.fill(&format!("answer.{question}.value"), "0")?,
        }
    }
    Ok(())
}
