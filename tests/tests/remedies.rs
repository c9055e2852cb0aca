//! SC-11: what becomes of a finding. Two officials move its remedy on at the same time, a person settles it, and
//! somebody else than its owner verifies it.

use anyhow::Result;
use shared::text::{self, Language};
use tests::app::{self, App};
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

#[test]
fn a_remedy_is_chased_settled_by_a_person_and_verified_by_somebody_else() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-09-10")?;
    let officer = ["account", "add", "canbo", "--name", "Lường Thị Thử"];
    server.run(
        &[&officer[..], &["--role", "field_officer", "--unit", "MK", "--org", "youth_union"]].concat(),
    )?;
    let now = "2026-09-10T08:00:00+07:00";
    let (mut of_officer, mut of_lead) = (Browser::launch(Some(now))?, Browser::launch(Some(now))?);
    let (officer, lead) =
        (app::enrol(&of_officer, &server, "canbo")?, app::enrol(&of_lead, &server, "lead_mk")?);

    // 10/9: two findings at T-0101, each of which becomes a remedy.
    let inspection = lead.begin_inspection("T-0101", "10/9/2026")?;
    find(&lead, &inspection, &[("kind", "wrong_purpose"), ("amount", "25 triệu")], Some("30/9/2026"))?;
    find(&lead, &inspection, &[("kind", "left_residence"), ("amount", "8 triệu")], None)?;
    let wrong_purpose = make_remedy(&lead, &inspection, "sai mục đích", "assigned")?;
    make_remedy(&lead, &inspection, "bỏ đi khỏi nơi cư trú", "open")?;
    for phone in [&lead, &officer] {
        phone.synchronise()?;
    }
    server.stop()?;

    // 28/9 and 29/9, both without network.
    let officer = on_day(officer, &mut of_officer, &server, "2026-09-28")?;
    move_to(&officer, &wrong_purpose, "in_progress")?;
    let lead = on_day(lead, &mut of_lead, &server, "2026-09-29")?;
    lead.follow(&format!("#/remedy/{wrong_purpose}"))?;
    lead.page.fill_at("[name^='evidence.']", "Đã thu hồi 25 triệu, có biên lai")?;
    lead.press("done")?;
    lead.page.wait_for("[data-stage=done]")?;

    // 1/10: nothing is settled, so it is overdue.
    server.resume_with(&tests::dist(), "2026-10-01")?;
    let office = Browser::launch(None)?;
    let clerk = app::log_in(&office, &server, "vidu", "/area/remedies")?;
    assert_eq!(figures(&clerk)?, [2, 0, 0, 1]);
    assert!(clerk.text(&format!("[data-doc='{wrong_purpose}'] [data-over]"))?.contains("quá 1 ngày"));

    // 2/10: both arrive; a person sees two states and chooses, nobody else does.
    server.stop()?;
    server.resume_with(&tests::dist(), "2026-10-02")?;
    let officer = on_day(officer, &mut of_officer, &server, "2026-10-02")?;
    let lead = on_day(lead, &mut of_lead, &server, "2026-10-02")?;
    for phone in [&officer, &lead, &officer] {
        phone.synchronise()?;
    }
    let clerk = app::log_in(&office, &server, "vidu", "/area/remedies")?;
    assert_eq!(figures(&clerk)?, [2, 0, 0, 1], "not done while nobody has chosen");
    clerk.goto(&server.url(&format!("/area/remedy?doc={wrong_purpose}")))?;
    clerk.wait_for("[data-rivals]")?;
    for phone in [&officer, &lead] {
        phone.follow(&format!("#/record/{wrong_purpose}"))?;
        phone.page.wait_for("[data-conflict=remedy_state]")?;
    }
    lead.page.tap_text("[data-conflict] label", "Đơn vị báo đã khắc phục")?;
    lead.press("settle")?;
    lead.page.wait_gone("[data-conflict]")?;
    lead.synchronise()?;
    clerk.goto(&server.url("/area/remedies"))?;
    assert_eq!(figures(&clerk)?, [2, 1, 0, 0]);

    // 15/10: whoever reported it as done does not verify it; the office does.
    server.stop()?;
    server.resume_with(&tests::dist(), "2026-10-15")?;
    let officer = on_day(officer, &mut of_officer, &server, "2026-10-15")?;
    let lead = on_day(lead, &mut of_lead, &server, "2026-10-15")?;
    lead.follow(&format!("#/remedy/{wrong_purpose}"))?;
    lead.press("verified")?;
    lead.page.wait_for("#summary")?;
    lead.page.wait_text(&text::sentence(Language::Vi, "remedy.own_verification", &[]))?;
    let clerk = app::log_in(&office, &server, "vidu", &format!("/area/remedy?doc={wrong_purpose}"))?;
    clerk.tap("button[value=verified]")?;
    clerk.wait_for("[data-stage=verified]")?;
    clerk.goto(&server.url("/area/remedies"))?;
    assert_eq!(figures(&clerk)?, [2, 1, 1, 0], "R6: two in all, one done");
    officer.synchronise()?;
    officer.follow(&format!("#/record/{wrong_purpose}"))?;
    officer.page.wait_text("Đã phúc tra")
}

/// Writes a finding into an inspection.
fn find(phone: &App, doc: &str, fields: &[(&str, &str)], due: Option<&str>) -> Result<()> {
    phone.section(doc, "findings")?;
    phone.press("add-finding")?;
    phone.page.wait_for("[name^='finding.'][name$='.kind']")?;
    let id = phone.page.evaluate("document.querySelector('[name^=\"finding.\"]').name.split('.')[1]")?;
    let key = |field: &str| format!("finding.{}.{field}", id.as_str().unwrap_or_default());
    for (field, value) in fields {
        match *field {
            "kind" => phone.page.choose(&key(field), value)?,
            _ => phone.page.fill(&key(field), value)?,
        }
    }
    phone.page.choose(&key("severity"), "high")?;
    if let Some(due) = due {
        phone.page.fill(&key("owner"), "Ban quản lý Tổ")?;
        phone.page.fill(&key("due_date"), due)?;
    }
    phone.press("save-next")?;
    phone.page.wait("location.hash.endsWith('/findings')").map(drop)
}

/// Makes a finding's remedy, on the page of its inspection; the remedy.
fn make_remedy(phone: &App, inspection: &str, said: &str, stage: &str) -> Result<String> {
    phone.follow(&format!("#/record/{inspection}"))?;
    let find = format!(
        "[...document.querySelectorAll('[data-finding]')].find((row) => row.innerText.includes('{said}')).dataset.finding"
    );
    let finding = phone.page.wait(&find)?;
    let finding = finding.as_str().unwrap_or_default();
    phone.page.tap(&format!("[data-finding='{finding}'] [data-act=make-remedy]"))?;
    phone.ready("remedy")?;
    phone.page.wait_for(&format!("[data-stage={stage}]"))?;
    phone.doc()
}

/// The app on another day: closed, the phone's clock gone on, opened again.
fn on_day(phone: App, browser: &mut Browser, server: &Server, day: &str) -> Result<App> {
    phone.page.close()?;
    browser.set_clock(&format!("{day}T09:00:00+07:00"));
    app::open(browser, server)
}

fn move_to(phone: &App, doc: &str, stage: &str) -> Result<()> {
    phone.follow(&format!("#/remedy/{doc}"))?;
    phone.press(stage)?;
    phone.page.wait_for(&format!("[data-stage={stage}]"))
}

/// Total, done, verified, overdue.
fn figures(page: &Page) -> Result<[u32; 4]> {
    let mut figures = [0; 4];
    for (figure, name) in figures.iter_mut().zip(["total", "done", "verified", "overdue"]) {
        *figure = page.text(&format!("[data-figure={name}]"))?.trim().parse()?;
    }
    Ok(figures)
}
