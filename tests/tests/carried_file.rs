//! SC-9: a week without signal. The phone writes a sealed file, a driver carries it, the office takes it in and
//! writes an answer, which is carried back. The file is taken in twice, and the phone synchronises afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use shared::id::{DeviceId, SealKey};
use shared::sync::letter::{self, LetterError, SealSecret};
use tempfile::TempDir;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

const NOW: &str = "2026-10-06T08:00:00+07:00";
const PLACE: &str = "Nhà văn hóa bản Huổi Cang";

#[test]
fn a_file_carried_by_a_driver_is_worth_a_synchronisation() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-06")?;
    let browser = Browser::launch(Some(NOW))?;
    let phone = app::enrol(&browser, &server, "thu")?;
    server.stop()?;

    // No signal all week: two records, and the file of them.
    let stick = tempfile::tempdir()?;
    outreach(&phone)?;
    outreach(&phone)?;
    phone.to("sync")?;
    phone.press("to-carry")?;
    phone.ready("carry")?;
    phone.press("carry")?;
    phone.page.wait_for("[data-made]")?;
    let sent = download(&phone.page, "[data-act=save-file]", &stick)?;
    phone.page.wait_for("[data-answered=no]")?;
    phone.to("sync")?;
    assert_eq!(phone.page.count("[data-all-received]")?, 0, "carried is not received");
    phone.page.close()?;
    nobody_else_reads(&fs::read(&sent)?);

    // The office takes it in, by page and by command.
    server.resume()?;
    let office = Browser::launch(None)?;
    let desk = app::log_in(&office, &server, "vidu", "/letters")?;
    hand_in(&desk, &sent)?;
    desk.wait_for("[data-taken] [data-known='0']")?;
    assert!(desk.text("[data-taken]")?.contains("Lò Văn Thử"));
    let stored = server.count("SELECT count(*) FROM change")?;
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 2);
    desk.wait_for(&format!("[data-fresh='{stored}']"))?;
    hand_in(&desk, &sent)?;
    desk.wait_for(&format!("[data-taken] [data-known='{stored}']"))?;
    desk.wait_for("[data-fresh='0']")?;
    let again = server.run(&["carry", text(&sent)?])?;
    assert!(again.contains(&format!("0 new, {stored} known, 0 refused")), "{again}");

    // What is damaged, or another area's, is refused in plain words, and changes nothing.
    let damaged = stick.path().join("damaged.soban");
    let mut bytes = fs::read(&sent)?;
    *bytes.last_mut().context("a file with bytes")? ^= 1;
    fs::write(&damaged, bytes)?;
    hand_in(&desk, &damaged)?;
    desk.wait_for("[role=alert][data-code='letter.damaged']")?;
    let other = stick.path().join("other.soban");
    fs::write(&other, of_another_area(&fs::read(&sent)?)?)?;
    hand_in(&desk, &other)?;
    desk.wait_for("[role=alert][data-code='letter.other_area']")?;
    assert!(desk.text("[role=alert]")?.contains("(PT)"));
    assert_eq!(server.count("SELECT count(*) FROM change")?, stored);

    // The answer goes back, and is opened without network.
    desk.goto(&server.url("/letters"))?;
    let answer = download(&desk, "[data-act=answer]", &stick)?;
    server.stop()?;
    let phone = app::open(&browser, &server)?;
    phone.follow("#/carry")?;
    phone.ready("carry")?;
    phone.page.choose_file("[name=answer]", &sent)?;
    phone.page.wait_for("[data-code='letter.wrong_way']")?;
    phone.page.choose_file("[name=answer]", &answer)?;
    phone.page.wait_for(&format!("[data-taken='{stored}']"))?;
    phone.page.wait_for("[data-answered=yes]")?;
    phone.to("sync")?;
    phone.page.wait_for("[data-all-received]")?;

    // Later the phone itself: nothing comes twice.
    server.resume()?;
    phone.synchronise()?;
    phone.page.wait_for("[data-all-received]")?;
    assert_eq!(server.count("SELECT count(*) FROM change")?, stored);
    let noted = server.count("SELECT count(*) FROM audit WHERE action = 'letter.taken'")?;
    assert_eq!(noted, 3, "each time is on the audit log");
    assert_eq!(server.count("SELECT count(*) FROM audit WHERE action = 'letter.refused'")?, 2);
    Ok(())
}

/// An oral session, handed in or not.
fn outreach(phone: &App) -> Result<()> {
    phone.to("start")?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    phone.page.fill("event_date", "5/10")?;
    phone.page.choose("form", "oral")?;
    phone.page.choose("meeting_type", "group_meeting")?;
    phone.page.choose("group_code", "T-0003")?;
    phone.page.fill("place", PLACE)?;
    phone.page.fill("attendees_total", "32")?;
    phone.page.fill("attendees_women", "18")?;
    phone.page.choose("topic.loan_procedure", "loan_procedure")?;
    phone.page.choose("audience.group_members", "group_members")?;
    phone.complete()
}

/// The driver has the file, a phone of his own that is enrolled, and all that an app has.
fn nobody_else_reads(file: &[u8]) {
    for word in [PLACE, "Huổi", "outreach", "youth_union", "loan_procedure", "thu"] {
        assert!(!file.windows(word.len()).any(|part| part == word.as_bytes()), "{word} stands in the file");
    }
    let own = SealSecret::from_seed([7; 32]);
    assert!(matches!(letter::open_at_office(&own, file), Err(LetterError::OtherArea(_))));
    let opened = letter::open_on_phone(&own, DeviceId([7; 8]), own.public(), file);
    assert_eq!(opened.map(drop), Err(LetterError::WrongWay));
}

/// A file that was written for another office.
fn of_another_area(like: &[u8]) -> Result<Vec<u8>> {
    let other = SealSecret::from_seed([5; 32]);
    let key: SealKey = other.public();
    let question = letter::Question {
        device: letter::outside(like)?.id.into(),
        request: shared::sync::wire::Request {
            version: shared::sync::wire::VERSION,
            epoch: 0,
            cursors: Vec::new(),
            parcels: Vec::new(),
            room: 0,
        },
    };
    Ok(letter::to_office(key, &"PT".parse()?, &question, [3; 32])?)
}

/// Gives a file to the office's form.
fn hand_in(desk: &Page, file: &Path) -> Result<()> {
    desk.choose_file("[name=file]", file)?;
    desk.evaluate("globalThis.sent = true")?;
    desk.tap("main form button[type=submit]")?;
    desk.wait("globalThis.sent === undefined && document.readyState === 'complete'").map(drop)
}

/// Taps what saves a file of this product, and waits until it is there.
fn download(page: &Page, what: &str, folder: &TempDir) -> Result<PathBuf> {
    page.download(what, folder.path(), letter::FILE_ENDING)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path in plain letters")
}
