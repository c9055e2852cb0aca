//! Taking in a list: the page, its columns, its faults, the comparison; and the lists in use.

use std::path::Path;

use anyhow::Result;
use tempfile::tempdir;

use super::See;
use crate::app;
use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;

const HEADINGS: &str = "Mã hộ;Xã;Bản;Chủ hộ;Diện;Ngày QĐ;Nhân khẩu;Số CCCD\n";

/// A clerk's way through the households of Huổi Trăng.
pub(super) fn lists(see: See<'_>, server: &Server) -> Result<()> {
    let (browser, folder) = (Browser::launch(None)?, tempdir()?);
    let page = app::log_in(&browser, server, "vidu", "/area")?;
    let rows = "H-HT-001;HT;bản Huổi Sáng;Giàng A Mẫu;Hộ nghèo;05/01/2026;4;\n\
        H-HT-101;HT;bản Nà Pục;Sùng Thị Thử;Hộ cận nghèo;05/01/2026;3;\n";
    send(server, &page, folder.path(), &format!("{HEADINGS}{rows}"))?;
    page.wait_for("form[data-act=publish]")?;
    see(&page, "office-import-compared")?;
    page.tap("main p > a[href*='columns=1']")?;
    page.wait_for("form[data-act=assign]")?;
    see(&page, "office-import-columns")?;
    let faulty = rows.replace(";4;", ";bốn;").replace("HT;bản Nà", "XX;bản Nà").replace("cận nghèo", "khá");
    send(server, &page, folder.path(), &format!("{HEADINGS}{faulty}"))?;
    page.wait_for("[data-faults]")?;
    see(&page, "office-import-faults")?;
    let pages = [
        ("/area/import", "office-import"),
        ("/area/lists", "office-lists"),
        ("/area/lists?unit=HT", "office-households"),
    ];
    for (path, name) in pages {
        page.goto(&server.url(path))?;
        see(&page, name)?;
    }
    Ok(())
}

fn send(server: &Server, page: &Page, folder: &Path, text: &str) -> Result<()> {
    let path = folder.join("ho-ngheo-2026.csv");
    std::fs::write(&path, text)?;
    page.goto(&server.url("/area/import"))?;
    page.choose("list", "households")?;
    page.choose_file("#file", &path)?;
    page.tap("form.stack button")
}
