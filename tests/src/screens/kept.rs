//! Units and catalogue, as a clerk keeps them.

use anyhow::Result;

use super::See;
use crate::app;
use crate::browser::Browser;
use crate::server::Server;

/// The units, each way of reorganising them, what a split would touch; and what the area added to the catalogue.
pub(super) fn kept(see: See<'_>, server: &Server) -> Result<()> {
    let browser = Browser::launch(None)?;
    let page = app::log_in(&browser, server, "vidu", "/units")?;
    see(&page, "office-units")?;
    page.tap("details:has([data-form=merge]) summary")?;
    see(&page, "office-units-merge")?;
    page.goto(&server.url("/units?act=rename&unit=HT"))?;
    see(&page, "office-units-rename")?;
    page.goto(&server.url("/units?act=split&unit=HT"))?;
    see(&page, "office-units-split")?;
    let parts = [("code1", "H1"), ("name1", "Huổi Trên"), ("code2", "H2"), ("name2", "Huổi Dưới")];
    for (name, text) in parts.into_iter().chain([("from", "20/10/2026")]) {
        page.fill(name, text)?;
    }
    page.choose("group.T-0005", "2")?;
    page.choose("account.thu", "2")?;
    page.tap("[data-form=split] button[type=submit]")?;
    page.wait_for("[data-act=do]")?;
    see(&page, "office-units-preview")?;

    page.goto(&server.url("/area/catalogue"))?;
    page.tap("details:has([data-form=event]) summary")?;
    page.fill_at("[data-form=event] [name=vi]", "Ngày hội vùng cao Bản Mây")?;
    page.fill("year", "2026")?;
    page.tap("[data-form=event] button[type=submit]")?;
    page.wait_for("tr[data-entry]")?;
    page.tap("details:has([data-form=question]) summary")?;
    see(&page, "office-catalogue")?;
    page.tap("tr[data-entry] a")?;
    page.wait_for("[data-form=entry]")?;
    see(&page, "office-catalogue-entry")
}
