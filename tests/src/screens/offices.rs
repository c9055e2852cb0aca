//! The server's own pages, as office and province see them.

use anyhow::Result;

use super::See;
use crate::app;
use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;

/// R4 of the year: as a draft with its forms open, refused, issued, sent and returned; and the list of the year.
fn reports(see: See<'_>, page: &Page, server: &Server) -> Result<()> {
    let path = "/area/report?kind=r4&year=2026";
    page.goto(&server.url(path))?;
    see(page, "office-report-draft")?;
    page.tap("details.task summary")?;
    page.fill("text.office", "BCH Đoàn khu vực Bản Mây")?;
    page.fill("text.causes", "Mưa lũ kéo dài, đường vào bản bị chia cắt.")?;
    page.fill("text.dated", "mai")?;
    page.tap("details.task[open] button")?;
    page.wait_for("p.notice[role=alert]")?;
    see(page, "office-report-refused")?;
    page.fill("text.dated", "12/10/2026")?;
    page.tap("details.task[open] button")?;
    page.wait_for("p.done[role=alert]")?;
    page.tap("form:has([value=issue]) button")?;
    page.wait_for("article[data-issued]")?;
    page.fill("to", "Ban Thường vụ Tỉnh đoàn")?;
    page.tap("form:has([value=send]) button")?;
    page.wait_for("[data-sending]")?;
    page.tap("[data-sending] summary")?;
    see(page, "office-report-sent")?;
    page.fill("reason", "Thiếu biểu kinh phí của các xã")?;
    page.tap("form:has([value=take_back]) button")?;
    page.wait_for("[data-sending] .missing")?;
    page.goto(&server.url("/area/reports"))?;
    see(page, "office-reports")
}

/// The server's own pages.
pub(super) fn offices(see: See<'_>, server: &Server) -> Result<()> {
    let browser = Browser::launch(None)?;
    see(&browser.open(&server.url("/login"))?, "office-login")?;
    let area = app::log_in(&browser, server, "vidu", "/area")?;
    see(&area, "office-area")?;
    let pages = [
        ("/area?unit=KL", "office-commune"),
        ("/area/records", "office-inbox"),
        ("/area/briefing?unit=HT&month=2026-10", "office-briefing"),
        ("/people", "office-people"),
    ];
    for (path, name) in pages {
        area.goto(&server.url(path))?;
        see(&area, name)?;
    }
    reports(see, &area, server)?;
    helper_sheet(see, &area, server)?;
    let browser = Browser::launch(None)?;
    let province = app::log_in(&browser, server, "giadinh", "/province")?;
    see(&province, "office-province")?;
    province.goto(&server.url("/province?unit=KL&lang=en"))?;
    see(&province, "office-province-en")
}

/// The loan-use slip of an inspection: what it is printed for, and the sheet.
fn helper_sheet(see: See<'_>, area: &Page, server: &Server) -> Result<()> {
    area.goto(&server.url("/area/records?unit=CL&about=all&kind=inspection"))?;
    area.tap("tr[data-doc] a")?;
    area.tap("a[href*='form=06td']")?;
    area.fill("purpose", "Đối chiếu với phiếu giấy")?;
    see(area, "office-print")?;
    area.tap("main button[type=submit]")?;
    area.wait_for("article.helper-sheet")?;
    see(area, "office-helper-sheet")
}
