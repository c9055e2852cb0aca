//! SC-2: two officials, one inspection, no network between them.

use anyhow::{Context, Result};
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

const NOW: &str = "2026-10-06T08:00:00+07:00";

#[test]
fn what_two_officials_wrote_apart_is_all_there_and_a_conflict_is_settled_by_a_person() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-06")?;
    let (of_thu, of_mau) = (Browser::launch(Some(NOW))?, Browser::launch(Some(NOW))?);
    let (thu, mau) = (app::enrol(&of_thu, &server, "thu")?, app::enrol(&of_mau, &server, "mau")?);

    // The same inspection of T-0004 on both phones, filled in from the register.
    let doc = thu.begin_inspection("T-0004", "6/10")?;
    thu.section(&doc, "general")?;
    assert_eq!(thu.page.value("general.savings_balance")?, "12.500.000");
    assert_eq!(thu.page.value("general.members")?, "45");
    thu.press("save")?;
    thu.page.wait("location.hash.endsWith('/tasks')")?;
    thu.synchronise()?;
    mau.synchronise()?;
    server.stop()?;

    // Thử: A1, A2, A3.
    let loans = loans(&thu, &doc)?;
    for loan in &loans[..3] {
        thu.check_borrower(&doc, loan)?;
    }
    write_apart(&thu, &doc, ("ga_books_complete", "no"), "Sổ họp tổ thiếu 2 kỳ", "12,6 triệu")?;
    // Mẫu: A3, A4, A5.
    for loan in &loans[2..] {
        mau.check_borrower(&doc, loan)?;
    }
    write_apart(&mau, &doc, ("ga_due_debt_urged", "yes"), "Chưa dán niêm yết công khai", "12.750.000")?;

    server.resume()?;
    for phone in [&thu, &mau, &thu] {
        phone.synchronise()?;
    }
    for phone in [&thu, &mau] {
        both_sides_are_there(phone, &doc, &loans)?;
    }

    // Nobody can complete it before one of the two values is chosen.
    mau.section(&doc, "check")?;
    mau.page.choose("paper_signed", "true")?;
    mau.press("complete")?;
    mau.page.wait_for("#summary")?;
    mau.press("complete")?;
    mau.page.wait_for("#open-points [data-problem*=conflict]")?;
    mau.follow(&format!("#/record/{doc}"))?;
    let conflict = mau.page.text("[data-conflict='general.savings_balance']")?;
    assert!(conflict.contains("12.750.000") && conflict.contains("Vàng Thị Mẫu"), "{conflict}");
    assert!(conflict.contains("12.600.000") && conflict.contains("Lò Văn Thử"), "{conflict}");

    // The choice is one more line of the history, and reaches the other phone.
    mau.page.tap_text("[data-conflict] label", "12.750.000")?;
    mau.press("settle")?;
    mau.page.wait_gone("[data-conflict]")?;
    mau.press("history")?;
    mau.page.wait_for(".history [data-key='general.savings_balance']")?;
    let logged = mau.page.text(".history [data-key='general.savings_balance']")?;
    assert!(
        logged.contains("12.750.000") && logged.contains("Vàng Thị Mẫu"),
        "the choice is logged: {logged}"
    );
    // Whom both checked is made one by a person; the other check stays in the history, from where it comes back.
    for press in ["merge", "restore", "merge"] {
        mau.page.wait_for(if press == "merge" { "[data-double]" } else { "[data-act=restore]" })?;
        mau.press(press)?;
        mau.page.wait(&format!("!document.querySelector('[data-double]') === {}", press == "merge"))?;
    }
    mau.section(&doc, "check")?;
    mau.complete()?;
    mau.page.wait_for("[data-state=completed]")?;
    mau.synchronise()?;
    thu.synchronise()?;
    thu.section(&doc, "borrowers")?;
    thu.page.wait("document.querySelectorAll('li[data-entry]').length === 5")?;
    thu.section(&doc, "general")?;
    assert_eq!(thu.page.value("general.savings_balance")?, "12.750.000");
    assert_eq!(thu.page.count("[data-conflict]")?, 0);
    Ok(())
}

/// Codes of the first five loans that the borrowers page offers.
fn loans(phone: &App, doc: &str) -> Result<Vec<String>> {
    phone.section(doc, "borrowers")?;
    phone.page.wait_for("[data-act=add-borrower]")?;
    let codes = "[...document.querySelectorAll('li[data-loan]:has([data-act=add-borrower])')].map((row) => row.dataset.loan)";
    let codes = phone.page.evaluate(codes)?;
    let codes: Vec<_> =
        codes.as_array().context("loans")?.iter().filter_map(|code| code.as_str()).take(5).collect();
    anyhow::ensure!(codes.len() == 5, "five loans of the group: {codes:?}");
    Ok(codes.into_iter().map(str::to_owned).collect())
}

fn write_apart(phone: &App, doc: &str, answer: (&str, &str), sentence: &str, savings: &str) -> Result<()> {
    phone.section(doc, "answers")?;
    phone.page.choose(&format!("answer.{}.value", answer.0), answer.1)?;
    phone.save_section()?;
    phone.section(doc, "remarks")?;
    phone.page.fill_at("[name^='shortcomings.']", sentence)?;
    phone.save_section()?;
    phone.section(doc, "general")?;
    phone.page.fill("general.savings_balance", savings)?;
    phone.save_section()
}

fn both_sides_are_there(phone: &App, doc: &str, loans: &[String]) -> Result<()> {
    phone.section(doc, "borrowers")?;
    for loan in loans {
        phone.page.wait_for(&format!("li[data-entry][data-loan='{loan}']"))?;
    }
    assert_eq!(phone.page.count("li[data-entry]")?, 6, "A3 was checked by both, and stands twice");
    let twins = format!("li[data-loan='{}'] [data-problem='borrower.duplicate']", loans[2]);
    phone.page.wait_for(&twins)?;
    phone.page.wait_for("[data-borrowers='5']")?;

    phone.section(doc, "answers")?;
    for (question, answer) in [("ga_books_complete", "no"), ("ga_due_debt_urged", "yes")] {
        phone.page.wait_for(&format!("[name='answer.{question}.value'][value={answer}]:checked"))?;
    }
    phone.section(doc, "remarks")?;
    for sentence in ["Sổ họp tổ thiếu 2 kỳ", "Chưa dán niêm yết công khai"] {
        let shown = format!(
            "[...document.querySelectorAll('[data-narrative=shortcomings] :is(blockquote p, textarea)')]
               .filter((part) => (part.value ?? part.innerText).trim() === '{sentence}').length"
        );
        assert_eq!(phone.page.wait(&shown)?, 1, "{sentence}: once");
    }
    phone.section(doc, "general")?;
    phone.page.wait_for("[data-conflict]")?;
    assert_eq!(phone.page.text("[data-share=saving]")?, "40,00 %");
    Ok(())
}
