//! SC-7: a digit too many. What only looks wrong is a warning, what cannot be is an error, and a draft is corrected
//! without leaving a correction.

use anyhow::Result;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn a_zero_too_many_is_a_warning_and_more_spent_than_received_an_error() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-06")?;
    let browser = Browser::launch(Some("2026-10-06T08:00:00+07:00"))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    let page = &phone.page;
    let doc = phone.begin_inspection("T-0004", "6/10")?;
    phone.check_borrowers(&doc, 5)?;

    // A loan of 50 million that the list does not have, with a balance of 125 million.
    phone.section(&doc, "borrowers")?;
    phone.press("add-unlisted")?;
    page.wait_for("[data-act=as-registered]")?;
    let id = page.evaluate("document.querySelector('[name$=\".loan_code\"]').name.split('.')[1]")?;
    let id = id.as_str().unwrap_or_default().to_owned();
    let field = |name: &str| format!("borrower.{id}.{name}");
    for (name, text) in [
        ("loan_code", "A-0077"),
        ("name", "Lò Thị Ví Dụ"),
        ("disbursed", "50 triệu"),
        ("received_total", "50 triệu"),
        ("balance_actual", "125.000.000"),
    ] {
        page.fill(&field(name), text)?;
    }
    phone.press("save-next")?;
    page.wait("location.hash.endsWith('/borrowers')")?;
    let said = warned(&phone, &doc, "borrower.balance_above_disbursed")?;
    assert!(said.contains("125.000.000\u{a0}₫") && said.contains("50.000.000\u{a0}₫"), "{said}");
    assert!(said.contains("lớn hơn số tiền giải ngân"), "{said}");

    // Corrected in the draft: the history knows both values, and there is no correction.
    edit(&phone, &doc, &id, &[("balance_actual", "12.500.000")])?;
    phone.section(&doc, "check")?;
    page.wait_gone("[data-problem='borrower.balance_above_disbursed']")?;
    phone.follow(&format!("#/record/{doc}"))?;
    assert_eq!(page.count("[data-correction]")?, 0);
    phone.press("history")?;
    let history = page.text(&format!(".history [data-key='{}']", field("balance_actual")))?;
    assert!(history.contains("125.000.000\u{a0}₫") && history.contains("12.500.000\u{a0}₫"), "{history}");

    // 30 + 25 million of 50: an error, and the record is not completed however often one presses.
    edit(&phone, &doc, &id, &[("right_purpose", "30 triệu"), ("wrong_purpose", "25 triệu")])?;
    let said = warned(&phone, &doc, "borrower.used_above_received")?;
    assert!(said.contains("55.000.000\u{a0}₫") && said.contains("50.000.000\u{a0}₫"), "{said}");
    for _ in 0..2 {
        phone.press("complete")?;
        page.wait_for("#summary")?;
    }
    phone.follow(&format!("#/record/{doc}"))?;
    page.wait_for("[data-state=draft]")?;

    // A bulletin of 119 seconds is one; of 120 it is not, and the rule is named.
    phone.follow(&format!("#/media/{}", "7".repeat(32)))?;
    page.choose("form", "tv_bulletin")?;
    page.fill("seconds", "119")?;
    assert_eq!(page.count("[data-problem^='media.bulletin']")?, 0);
    page.fill("seconds", "120")?;
    page.wait_for("[data-problem='media.bulletin_too_long']")?;
    page.wait_text("dưới 02 phút")
}

/// What the list of open points says of a problem.
fn warned(phone: &App, doc: &str, problem: &str) -> Result<String> {
    phone.section(doc, "check")?;
    phone.page.text(&format!("#open-points [data-problem='{problem}']"))
}

fn edit(phone: &App, doc: &str, id: &str, fields: &[(&str, &str)]) -> Result<()> {
    phone.follow(&format!("#/inspection/{doc}/borrower/{id}"))?;
    for (name, text) in fields {
        phone.page.fill(&format!("borrower.{id}.{name}"), text)?;
    }
    phone.press("save-next")?;
    phone.page.wait("location.hash.endsWith('/borrowers')").map(drop)
}
