//! SC-3: the transaction day at the district office. Fourteen phones come in, three on its Wi-Fi at once, one with
//! 45 days of records; then the clerk returns a record. Two of the phones are browsers; twelve, and that of the
//! area's team, are the same engine without a screen.

use std::path::Path;
use std::thread;

use anyhow::{Context, Result, ensure};
use headless::device::Device;
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::register::{Group, Loan, UnitRegister};
use shared::id::DocId;
use shared::record::{Edit, Kind};
use sync_server::sample::dice::Dice;
use sync_server::sample::fields;
use tempfile::TempDir;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

const TODAY: &str = "2026-10-12";
const MORNING: &str = "2026-10-12T07:30:00+07:00";

/// Who brings the phone, the commune, its name, its groups, and what the 15 % rule needs of them.
const COMMUNES: [(&str, &str, &str, usize, u32); 14] = [
    ("mau", "HT", "Huổi Trăng", 7, 2),
    ("lead_ns", "NS", "Nà Sao", 4, 1),
    ("lead_pn", "PN", "Pá Nắng", 12, 2),
    ("lead_lg", "LG", "Lũng Gió", 9, 2),
    ("lead_mk", "MK", "Mường Khói", 6, 1),
    ("lead_ds", "DS", "Đèo Sương", 10, 2),
    ("lead_sb", "SB", "Suối Biếc", 3, 1),
    ("lead_tm", "TM", "Tà Mây", 8, 2),
    ("lead_cl", "CL", "Cốc Lim", 5, 1),
    ("lead_ph", "PH", "Phiêng Hoa", 14, 3),
    ("lead_nd", "ND", "Nậm Đào", 11, 2),
    ("lead_ct", "CT", "Co Thông", 2, 1),
    ("lead_bv", "BV", "Bản Vầu", 20, 3),
    ("lead_kl", "KL", "Khe Lạnh", 13, 2),
];

/// The two communes whose phones are browsers.
const IN_BROWSERS: [&str; 2] = ["HT", "CL"];
/// The phone with 45 days of records.
const FORTY_FIVE_DAYS: &str = "BV";
/// Phones on the office's Wi-Fi at once.
const AT_ONCE: usize = 3;

#[test]
fn fourteen_phones_come_in_and_one_record_goes_back_with_a_reason() -> Result<()> {
    let office = Browser::launch(None)?;
    let server = Server::start(&tests::dist(), TODAY)?;
    let phones = TempDir::new()?;
    let (of_ht, of_cl) = (Browser::launch(Some(MORNING))?, Browser::launch(Some(MORNING))?);
    let (ht, cl) = (app::enrol(&of_ht, &server, "mau")?, app::enrol(&of_cl, &server, "lead_cl")?);
    inspect_first_group(&ht)?;
    let record = inspect_first_group(&cl)?;
    let native: Vec<&str> =
        COMMUNES.iter().map(|commune| commune.1).filter(|unit| !IN_BROWSERS.contains(unit)).collect();
    prepare(&server, phones.path(), &native)?;

    come_in(&server, phones.path(), &native)?;
    for phone in [&ht, &cl] {
        phone.synchronise()?;
        phone.to("records")?;
        assert_eq!(phone.page.count("a.row[data-doc]")?, 1, "its own record and nobody else's");
    }
    let area = app::log_in(&office, &server, "vidu", "/area")?;
    the_area_needs_twenty_five(&area)?;
    let figures = rows(&area)?;
    another_order_changes_no_figure(&office, &figures)?;

    // The clerk returns the record of Cốc Lim.
    let desk = app::log_in(&office, &server, "vidu", "/area/records?unit=CL")?;
    let counted = |page: &Page| -> Result<String> {
        page.goto(&server.url("/area"))?;
        app::row(page, "Cốc Lim")
    };
    desk.tap(&format!("tr[data-doc='{record}'] a"))?;
    desk.wait_for("[data-key='borrower'], .entry")?;
    desk.fill("reason", "Thiếu chữ ký của Tổ trưởng")?;
    desk.tap("button[value=returned]")?;
    desk.wait_for("[data-state=returned]")?;
    assert!(counted(&desk)?.contains("0 / 5"), "what was returned does not count");

    // At the next sync the phone knows, and leads to mending it.
    cl.synchronise()?;
    cl.to("start")?;
    cl.page.wait_text("Trả lại: Thiếu chữ ký của Tổ trưởng — Hoàng Thị Ví Dụ")?;
    cl.follow(&format!("#/record/{record}"))?;
    cl.page.wait_for("[data-state=returned]")?;
    let banner = cl.page.text("[data-decision=returned]")?;
    assert!(banner.contains("Thiếu chữ ký của Tổ trưởng") && banner.contains("Hoàng Thị Ví Dụ"), "{banner}");
    cl.press("mend")?;
    cl.page.wait("location.hash.startsWith('#/inspection/')")?;
    cl.section(&record, "remarks")?;
    cl.page.fill_at("[name^='strengths.']", "Tổ trưởng đã ký")?;
    cl.save_section()?;
    cl.section(&record, "check")?;
    hand_in_online(&cl)?;
    assert_eq!(cl.page.count("[data-decision]")?, 0, "handed in anew: the old return is outdated");
    cl.synchronise()?;
    assert_eq!(counted(&desk)?, row(&figures, "Cốc Lim")?, "it counts again");

    // Now it is accepted, and the phone says that it is for reading.
    desk.goto(&server.url(&format!("/area/record?doc={record}")))?;
    desk.wait_text("Tổ trưởng đã ký")?;
    desk.tap("button[value=accepted]")?;
    desk.wait_for("[data-state=accepted]")?;
    assert_eq!(counted(&desk)?, row(&figures, "Cốc Lim")?, "and goes on counting");
    cl.synchronise()?;
    cl.follow(&format!("#/record/{record}"))?;
    cl.page.wait_for("[data-state=accepted]")?;
    assert!(cl.page.text("[data-decision=accepted]")?.contains("đã được chấp nhận"));
    assert_eq!(cl.page.count("[data-act=edit], [data-act=mend], [data-act=complete]")?, 0);
    Ok(())
}

/// One inspection in a browser: the first group of the start page, five borrowers, handed in; the record.
fn inspect_first_group(phone: &App) -> Result<String> {
    let group = phone.page.evaluate("document.querySelector('[data-act=group]').dataset.group")?;
    let doc = phone.begin_inspection(group.as_str().context("a group")?, "9/10")?;
    phone.check_borrowers(&doc, 5)?;
    phone.section(&doc, "check")?;
    phone.page.choose("paper_signed", "true")?;
    hand_in_online(phone)?;
    Ok(doc)
}

/// Completes and hands in with a network: what was completed is at the office before the question is asked, so that
/// its receipt does not redraw the page under the finger.
fn hand_in_online(phone: &App) -> Result<()> {
    phone.complete()?;
    phone.page.wait_for("[data-standing=received]")?;
    phone.submit()
}

/// Every commune's row on the area's page.
fn rows(area: &Page) -> Result<Vec<String>> {
    let rows = area.evaluate("[...document.querySelectorAll('tbody tr')].map((row) => row.innerText)")?;
    let rows = rows.as_array().context("rows")?.iter().filter_map(|row| row.as_str().map(str::to_owned));
    Ok(rows.collect())
}

fn row(rows: &[String], commune: &str) -> Result<String> {
    rows.iter().find(|row| row.starts_with(commune)).cloned().context("the commune's row")
}

/// The area's share is rounded up in each commune and then summed: 25 groups, not 15 % of all 124, which are 19.
fn the_area_needs_twenty_five(area: &Page) -> Result<()> {
    let all = area.text(".cards")?;
    assert!(all.contains("15 / 25 · 60,00 %") && !all.contains("/ 19"), "{all}");
    assert!(all.contains("44 / 124 · 35,48 %"), "the communes' own inspections: {all}");
    let rows = rows(area)?;
    for (_, unit, name, groups, need) in COMMUNES {
        let row = row(&rows, name)?;
        let own = if unit == FORTY_FIVE_DAYS { groups } else { 2.min(groups) };
        let own = if IN_BROWSERS.contains(&unit) { 1 } else { own };
        assert!(row.contains(&format!("{} / {need}", team_visits(unit))), "{row}");
        assert!(row.contains(&format!("{own} / {groups}")), "{row}");
    }
    Ok(())
}

/// Groups that the area's team inspects of a commune.
fn team_visits(unit: &str) -> usize {
    if unit == "PH" { 2 } else { 1 }
}

/// The same work at another office, all on phones without screens, in the opposite order and one at a time.
fn another_order_changes_no_figure(office: &Browser, figures: &[String]) -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let phones = TempDir::new()?;
    let mut units: Vec<&str> = COMMUNES.iter().map(|commune| commune.1).collect();
    prepare(&server, phones.path(), &units)?;
    units.reverse();
    for unit in units {
        come_in(&server, phones.path(), &[unit])?;
    }
    let area = app::log_in(office, &server, "vidu", "/area")?;
    assert_eq!(rows(&area)?, figures);
    Ok(())
}

/// Enrols the phones of these communes and of the area's team, fetches their registers, and goes to work without
/// network. The team's phone comes in last of all, with what it inspected everywhere.
fn prepare(server: &Server, phones: &Path, units: &[&str]) -> Result<()> {
    let mut registers = Vec::new();
    for (account, unit, ..) in COMMUNES {
        if units.contains(&unit) {
            let device = enrol(server, phones, account, unit)?;
            let register = device.register()?.context("a register")?;
            work(&device, unit, &register)?;
            registers.push(register);
        }
    }
    let team = enrol(server, phones, "thanhtra", "BM")?;
    for (account, unit, ..) in COMMUNES {
        let known = registers.iter().find(|register| register.partition.unit.as_str() == unit);
        let register = if let Some(register) = known {
            register.clone()
        } else {
            let spare = enrol(server, phones, account, &format!("{unit}-list"))?;
            spare.register()?.context("a register")?
        };
        for group in register.groups.iter().rev().take(team_visits(unit)) {
            inspect(&team, "district_to_commune", group, &register.loans)?;
        }
    }
    ensure!(team.sync_patiently(3)?.waiting == 0, "the team's records are at the office");
    Ok(())
}

fn enrol(server: &Server, phones: &Path, account: &str, name: &str) -> Result<Device> {
    let device = Device::open(&phones.join(name), &server.url(""))?;
    device.enrol(&server.code(account)?, name)?;
    device.sync_patiently(3)?;
    Ok(device)
}

/// What a commune's phone has written before it comes in.
fn work(device: &Device, unit: &str, register: &UnitRegister) -> Result<()> {
    let inspected = match unit {
        FORTY_FIVE_DAYS => register.groups.len(),
        _ if IN_BROWSERS.contains(&unit) => 1,
        _ => 2,
    };
    for group in register.groups.iter().take(inspected) {
        inspect(device, "commune_to_group", group, &register.loans)?;
    }
    let days = if unit == FORTY_FIVE_DAYS { 45 } else { 0 };
    let home = device.home()?.identity.context("an identity")?;
    for back in 0..days {
        let day = today()?.plus_days(-back);
        let village = &register.groups[0].village;
        let dice = &mut Dice::of(&format!("{unit} {back}"));
        let edits = fields::outreach(dice, day, home.device, village);
        hand_in(device, doc(dice), Kind::Outreach, edits)?;
    }
    Ok(())
}

fn today() -> Result<Date> {
    Date::new(2026, 10, 12).context("a day")
}

fn inspect(device: &Device, kind: &str, group: &Group, loans: &[Loan]) -> Result<()> {
    let borrowers: Vec<&Loan> = loans.iter().filter(|loan| loan.group == group.code).take(5).collect();
    let dice = &mut Dice::of(&format!("{kind} {}", group.code));
    let edits = fields::inspection(dice, kind, today()?.plus_days(-3), group, &borrowers);
    hand_in(device, doc(dice), Kind::Inspection, edits)
}

fn doc(dice: &mut Dice) -> DocId {
    let halves = [dice.bits().to_be_bytes(), dice.bits().to_be_bytes()].concat();
    DocId(halves.try_into().unwrap_or_default())
}

fn hand_in(device: &Device, doc: DocId, kind: Kind, edits: Vec<Edit>) -> Result<()> {
    device.save(doc, kind, edits)?;
    for state in [State::Completed, State::Submitted] {
        device.save(doc, kind, vec![("state".to_owned(), state.code().into())])?;
    }
    Ok(())
}

/// The phones of these communes come in, so many at once. Each ends with its own commune's records alone, all of
/// them received.
fn come_in(server: &Server, phones: &Path, units: &[&str]) -> Result<()> {
    for together in units.chunks(AT_ONCE) {
        thread::scope(|scope| {
            let coming = together.iter().map(|unit| scope.spawn(move || one_comes_in(server, phones, unit)));
            let coming: Vec<_> = coming.collect();
            coming.into_iter().try_for_each(|phone| phone.join().ok().context("a phone")?)
        })?;
    }
    Ok(())
}

fn one_comes_in(server: &Server, phones: &Path, unit: &str) -> Result<()> {
    let device = Device::open(&phones.join(unit), &server.url(""))?;
    let written = device.records()?.len();
    device.sync_patiently(5)?;
    let records = device.records()?;
    ensure!(records.len() == written, "{unit}: {} records, {written} written", records.len());
    let own = |facts: &shared::domain::facts::Facts| {
        facts.partition.unit.as_str() == unit && facts.state == State::Submitted
    };
    ensure!(records.iter().all(|listed| own(&listed.facts)), "{unit} holds others' records");
    Ok(())
}
