//! Draws every screen at a phone's size, light and dark, into screenshots/: what fits the phone, and the whole page
//! where it is longer.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use tests::app::{self, App};
use tests::browser::{Browser, HEIGHT, WIDTH};
use tests::page::Page;
use tests::server::Server;

const TODAY: &str = "2026-10-12";
const NOW: &str = "2026-10-12T08:00:00+07:00";

fn main() -> Result<()> {
    let album = Album { folder: tests::root().join("screenshots") };
    fs::create_dir_all(&album.folder)?;
    let mut server = Server::start_with_records(&tests::dist(), TODAY)?;
    offices(&album, &server)?;
    phones(&album, &mut server)?;
    troubles(&album)
}

/// Where the pictures go.
struct Album {
    folder: PathBuf,
}

impl Album {
    /// Takes a page in both colours.
    fn take(&self, page: &Page, name: &str) -> Result<()> {
        for (dark, colour) in [(false, "light"), (true, "dark")] {
            page.dark(dark)?;
            self.keep(page, &format!("{name}-{colour}"))?;
            let height = page.evaluate("document.documentElement.scrollHeight")?;
            let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).context("a height")?;
            if height > HEIGHT {
                page.phone_sized(WIDTH, height)?;
                self.keep(page, &format!("{name}-{colour}-whole"))?;
                page.phone_sized(WIDTH, HEIGHT)?;
            }
        }
        page.dark(false)
    }

    fn keep(&self, page: &Page, name: &str) -> Result<()> {
        fs::write(self.folder.join(format!("{name}.png")), page.screenshot()?)?;
        Ok(())
    }
}

/// The server's own pages.
fn offices(album: &Album, server: &Server) -> Result<()> {
    let browser = Browser::launch(None)?;
    album.take(&browser.open(&server.url("/login"))?, "office-login")?;
    let area = app::log_in(&browser, server, "vidu", "/area")?;
    album.take(&area, "office-area")?;
    for (path, name) in [("/area?unit=KL", "office-commune"), ("/people", "office-people")] {
        area.goto(&server.url(path))?;
        album.take(&area, name)?;
    }
    let browser = Browser::launch(None)?;
    let province = app::log_in(&browser, server, "giadinh", "/province")?;
    album.take(&province, "office-province")?;
    province.goto(&server.url("/province?unit=KL&lang=en"))?;
    album.take(&province, "office-province-en")
}

/// The app, from the first visit to a settled conflict, without network in between.
fn phones(album: &Album, server: &mut Server) -> Result<()> {
    let (of_mau, of_thu) = (Browser::launch(Some(NOW))?, Browser::launch(Some(NOW))?);
    let first = App { page: of_mau.open(&server.url("/"))? };
    first.ready("enrol")?;
    album.take(&first.page, "01-enrol")?;
    first.page.close()?;
    let mau = app::enrol(&of_mau, server, "mau")?;
    album.take(&mau.page, "02-start")?;
    mau.to("records")?;
    album.take(&mau.page, "03-records-empty")?;

    mau.to("start")?;
    mau.press("new-outreach")?;
    mau.ready("outreach")?;
    album.take(&mau.page, "04-outreach")?;
    mau.page.choose("form", "oral")?;
    mau.page.choose("meeting_type", "group_meeting")?;
    mau.page.fill("event_date", "31/2")?;
    mau.page.fill("attendees_total", "32")?;
    mau.page.fill("attendees_women", "40")?;
    mau.press("complete")?;
    mau.page.wait_for("#summary:not([hidden])")?;
    album.take(&mau.page, "05-outreach-errors")?;

    mau.to("start")?;
    mau.page.tap("[data-act=group][data-group=T-0004]")?;
    mau.ready("inspection")?;
    album.take(&mau.page, "06-inspection-begin")?;
    mau.page.fill("event_date", "12/10")?;
    mau.press("save-next")?;
    mau.page.wait("location.hash.endsWith('/tasks')")?;
    mau.ready("inspection")?;
    let doc = mau.doc()?;
    mau.synchronise()?;
    let thu = app::enrol(&of_thu, server, "thu")?;
    server.stop()?;

    mau.check_borrowers(&doc, 3)?;
    for section in
        ["tasks", "team", "general", "answers", "borrowers", "findings", "finding/new", "remarks", "check"]
    {
        mau.section(&doc, section)?;
        album.take(&mau.page, &format!("07-inspection-{}", section.replace('/', "-")))?;
    }
    mau.section(&doc, "borrowers")?;
    mau.press("add-borrower")?;
    mau.page.wait_for("[data-act=as-registered]")?;
    album.take(&mau.page, "08-borrower")?;
    for (phone, savings) in [(&mau, "12.750.000"), (&thu, "12,6 triệu")] {
        phone.section(&doc, "general")?;
        phone.page.fill("general.savings_balance", savings)?;
        phone.save_section()?;
    }

    mau.to("start")?;
    mau.press("new-feedback")?;
    mau.ready("feedback")?;
    mau.page.fill("event_date", "12/10")?;
    mau.page.choose("feedback_kind", "difficulty")?;
    mau.page.fill_at("[name^='text.']", "xin hướng dẫn kỹ thuật nuôi dê")?;
    album.take(&mau.page, "09-feedback")?;
    mau.complete()?;
    album.take(&mau.page, "10-record")?;
    mau.to("sync")?;
    album.take(&mau.page, "11-sync-waiting")?;
    server.resume()?;
    thu.synchronise()?;
    mau.synchronise()?;
    album.take(&mau.page, "12-sync-received")?;
    mau.to("start")?;
    album.take(&mau.page, "13-start-in-work")?;
    mau.to("records")?;
    album.take(&mau.page, "14-records")?;
    mau.follow(&format!("#/record/{doc}"))?;
    mau.press("history")?;
    album.take(&mau.page, "15-record-conflict")?;
    mau.to("settings")?;
    album.take(&mau.page, "16-settings")?;
    mau.page.tap("[name=language][value=en]")?;
    mau.page.wait_text("Settings")?;
    for (hash, name) in [("#/", "start"), ("#/records", "records"), ("#/sync", "sync")] {
        mau.follow(hash)?;
        album.take(&mau.page, &format!("17-english-{name}"))?;
    }
    mau.follow(&format!("#/inspection/{doc}/answers"))?;
    album.take(&mau.page, "17-english-answers")
}

/// What went wrong, and the ways out: a revoked phone, a refused record, borrowers written twice, a clock that is wrong.
fn troubles(album: &Album) -> Result<()> {
    let mut server = Server::start(&tests::dist(), TODAY)?;
    let (mut of_mau, of_thu) = (Browser::launch(Some(NOW))?, Browser::launch(Some(NOW))?);
    let (mau, thu) = (app::enrol(&of_mau, &server, "mau")?, app::enrol(&of_thu, &server, "thu")?);
    let doc = mau.begin_inspection("T-0004", "12/10")?;
    mau.synchronise()?;
    thu.synchronise()?;
    server.stop()?;
    for (phone, balance) in [(&mau, "12 triệu"), (&thu, "9,5 triệu")] {
        phone.section(&doc, "borrowers")?;
        phone.page.tap("[data-act=add-borrower]")?;
        phone.press("as-registered")?;
        phone.page.fill_at("[name$='.balance_actual']", balance)?;
        phone.press("save-next")?;
        phone.page.wait_for("li[data-entry]")?;
    }
    server.resume()?;
    for phone in [&mau, &thu, &mau] {
        phone.synchronise()?;
    }
    mau.follow(&format!("#/record/{doc}"))?;
    mau.page.wait_for("[data-double]")?;
    album.take(&mau.page, "18-record-doubles")?;
    mau.press("history")?;
    mau.page.wait_for(".history li")?;
    album.take(&mau.page, "18-record-history")?;

    server.stop()?;
    let lost = mau.write_feedback("12/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    server.resume()?;
    for line in server.run(&["device", "list"])?.lines().filter(|line| line.contains("\tmau\t")) {
        server.run(&["device", "revoke", line.split('\t').next().unwrap_or_default()])?;
    }
    mau.to("sync")?;
    mau.press("sync")?;
    mau.page.wait_for("[data-sync=unwelcome]")?;
    album.take(&mau.page, "19-sync-revoked")?;
    mau.press("enrol-again")?;
    mau.ready("enrol")?;
    mau.page.fill("code", &server.code("mau")?)?;
    mau.press("enrol")?;
    mau.ready("start")?;
    mau.synchronise()?;
    mau.page.wait_for("[data-standing=refused]")?;
    album.take(&mau.page, "20-sync-refused")?;
    mau.follow(&format!("#/record/{lost}"))?;
    mau.page.wait_for("[data-act=rebuild]")?;
    album.take(&mau.page, "20-record-refused")?;
    mau.press("rebuild")?;
    mau.page.wait_for("[data-act=rebuild-yes]")?;
    album.keep(&mau.page, "20-record-rebuild")?;
    mau.press("cancel")?;

    server.stop()?;
    mau.page.close()?;
    of_mau.set_clock("2021-01-01T07:10:00+07:00");
    let mau = app::open(&of_mau, &server)?;
    mau.press("new-feedback")?;
    mau.ready("feedback")?;
    mau.page.wait_for("main [data-clock]")?;
    album.take(&mau.page, "21-form-wrong-clock")?;
    let left = mau.write_feedback("01/01/2021", "thiếu nước sạch mùa khô")?;
    server.resume()?;
    mau.synchronise()?;
    album.take(&mau.page, "21-sync-wrong-clock")?;
    mau.follow(&format!("#/record/{left}"))?;
    mau.page.wait_for("[data-doubtful]")?;
    album.take(&mau.page, "21-record-doubt")?;
    mau.to("records")?;
    album.take(&mau.page, "21-records")?;
    let office = Browser::launch(None)?;
    let area = app::log_in(&office, &server, "vidu", "/area?unit=HT")?;
    album.take(&area, "office-commune-withheld")
}
