//! Inspections on several levels: the area's of a commune with the groups that it visited, drawn beforehand, count for
//! the area's rules; a commune's own count for its own.

use anyhow::Result;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

#[test]
fn a_drawn_group_visited_from_above_counts_for_the_area_and_a_communes_own_visit_does_not() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-12")?;
    let now = Some("2026-10-12T08:00:00+07:00");

    // The clerk draws: Q2's 25 groups of 14 communes, one of Nà Sao's four.
    let office = Browser::launch(None)?;
    let clerk = app::log_in(&office, &server, "vidu", "/area/draw")?;
    clerk.fill("seed", "Xổ số miền Bắc 05/10/2026: 12345")?;
    clerk.tap("button[value=draw]")?;
    clerk.wait_for("[data-commune=NS] tr[data-chosen]")?;
    assert_eq!(clerk.count("tr[data-chosen]")?, 25);
    assert_eq!(
        clerk.text("[data-commune=HT] [data-hash]")?,
        "7a12d8489d8c3cc3122276bc7f2001bd092d83fa1eb65d7ce478f8b75eb8f4bf"
    );
    let order =
        "[...document.querySelectorAll('[data-commune=HT] tbody th')].map((it) => it.innerText).join(' ')";
    assert_eq!(clerk.evaluate(order)?, "T-0003 T-0006 T-0005 T-0001 T-0007 T-0004 T-0002");
    let drawn = clerk.text("[data-commune=NS] tr[data-chosen] th")?;

    // The area's inspector sees what was drawn, inspects the commune, and that group as a part of it.
    let (of_team, of_commune) = (Browser::launch(now)?, Browser::launch(now)?);
    let team = app::enrol(&of_team, &server, "thanhtra")?;
    team.synchronise()?;
    assert_eq!(
        own_rules(&team)?,
        ["d_communes 0 / 14", "d_groups_per_commune 0 / 25", "d_borrowers_per_group –"]
    );
    let whole = begin(&team, "commune", "NS", None)?;
    hand_in(&team, &whole)?;
    team.section(&whole, "tasks")?;
    team.press("add-part")?;
    team.ready("inspection")?;
    team.page.wait("document.querySelector('[name=inspected_unit]')?.value === 'NS'")?;
    team.page.wait_for(&format!("[data-group='{drawn}'] [data-drawn]"))?;
    assert_eq!(team.page.count("[data-drawn]")?, 1);
    let part = begin(&team, "group", "NS", Some(&drawn))?;
    assert_eq!(team.page.count("[data-act=to-parent]")?, 1);
    team.check_borrowers(&part, 5)?;
    hand_in(&team, &part)?;
    team.synchronise()?;
    assert_eq!(
        own_rules(&team)?,
        ["d_communes 1 / 14", "d_groups_per_commune 1 / 25", "d_borrowers_per_group 5 / 5"]
    );

    let row = rules(&clerk, &server)?;
    assert!(row.contains("1 / 1") && row.contains("5 / 5"), "{row}");
    let before = own(&clerk, &server)?;

    // The commune inspects another group itself: its own rule moves on, the area's does not.
    let commune = app::enrol(&of_commune, &server, "lead_ns")?;
    let own_visit = commune.begin_inspection("T-0012", "12/10")?;
    commune.check_borrowers(&own_visit, 5)?;
    hand_in(&commune, &own_visit)?;
    commune.synchronise()?;
    assert_eq!(rules(&clerk, &server)?, row);
    assert_ne!(own(&clerk, &server)?, before);

    // A replacement needs its reason, and both stay on the page.
    clerk.goto(&server.url("/area/draw"))?;
    let at = format!("[data-commune=NS] tr[data-group='{drawn}']");
    clerk.tap(&format!("{at} summary"))?;
    clerk.fill_at(&format!("{at} [name=reason]"), "đường bị lũ cuốn")?;
    clerk.tap(&format!("{at} button"))?;
    clerk.wait_text("đường bị lũ cuốn")?;
    assert_eq!(clerk.count("[data-commune=NS] tr[data-chosen]")?, 1);
    assert_eq!(clerk.count(&format!("{at}[data-chosen]"))?, 0);
    clerk.wait_text(&format!("Thay cho {drawn}"))
}

/// A loan of a programme that reveals something of its borrower, of the sample's group T-0005.
const REVEALING: &str = "HV-0005-02";

#[test]
fn what_a_programme_reveals_is_read_in_its_commune_and_not_from_above() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-12")?;
    let now = Some("2026-10-12T08:00:00+07:00");
    let (of_commune, of_team) = (Browser::launch(now)?, Browser::launch(now)?);
    let commune = app::enrol(&of_commune, &server, "mau")?;
    let own = commune.begin_inspection("T-0005", "12/10")?;
    let team = app::enrol(&of_team, &server, "thanhtra")?;
    let theirs = begin(&team, "group", "HT", Some("T-0005"))?;
    for (phone, doc, reads) in [(&commune, &own, true), (&team, &theirs, false)] {
        phone.check_borrower(doc, REVEALING)?;
        phone.follow(&format!("#/record/{doc}"))?;
        phone.press("history")?;
        phone.page.wait_for(".history li")?;
        phone.page.wait_text("Vì Xuân Mẫu")?;
        let said = phone.page.evaluate("document.body.textContent.includes('án phạt tù')")?;
        assert_eq!(said, reads, "{}", phone.page.text("article")?);
        assert!(reads || phone.page.text("article")?.contains("Chương trình khác"));
    }
    Ok(())
}

/// Begins an inspection from above; on the page that offers it, or from the start.
fn begin(phone: &App, target: &str, unit: &str, group: Option<&str>) -> Result<String> {
    let page = &phone.page;
    if page.evaluate("location.hash.includes('/begin')")? != true {
        phone.to("start")?;
        phone.press("new-inspection")?;
        phone.ready("inspection")?;
    }
    page.choose("target", target)?;
    page.fill("event_date", "12/10")?;
    page.choose("inspected_unit", unit)?;
    if let Some(group) = group {
        page.tap(&format!("[data-group='{group}'] input"))?;
    }
    phone.press("save-next")?;
    page.wait("location.hash.endsWith('/tasks')")?;
    phone.ready("inspection")?;
    phone.doc()
}

/// Completes and hands in.
fn hand_in(phone: &App, doc: &str) -> Result<()> {
    phone.section(doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    phone.complete()?;
    phone.submit()
}

/// What the start page of a phone above the communes counts: the rules of its own level and no other.
fn own_rules(phone: &App) -> Result<Vec<String>> {
    phone.to("start")?;
    phone.page.wait_text("Khu vực kiểm tra 100% xã")?;
    let rules = "[...document.querySelectorAll('[data-rule]')]
        .map((it) => `${it.dataset.rule} ${it.querySelector('.rule-figure').innerText}`)";
    Ok(serde_json::from_value(phone.page.evaluate(rules)?)?)
}

/// What the area's page says of Nà Sao by the area's own rules.
fn rules(clerk: &Page, server: &Server) -> Result<String> {
    cells(clerk, server, "Khu vực")
}

/// The same by the commune's rules.
fn own(clerk: &Page, server: &Server) -> Result<String> {
    cells(clerk, server, "Xã")
}

fn cells(clerk: &Page, server: &Server, by: &str) -> Result<String> {
    clerk.goto(&server.url("/area"))?;
    let cells = format!(
        "[...[...document.querySelectorAll('tbody tr')].find((row) => row.innerText.includes('Nà Sao'))
           .querySelectorAll('td')].filter((cell) => cell.dataset.label.startsWith('{by}')).map((cell) => cell.innerText).join(' | ')"
    );
    Ok(clerk.wait(&cells)?.as_str().unwrap_or_default().to_owned())
}
