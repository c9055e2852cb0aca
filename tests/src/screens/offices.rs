//! The server's own pages, as office and province see them.

use anyhow::Result;

use super::See;
use crate::app;
use crate::browser::Browser;
use crate::server::Server;

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
    let browser = Browser::launch(None)?;
    let province = app::log_in(&browser, server, "giadinh", "/province")?;
    see(&province, "office-province")?;
    province.goto(&server.url("/province?unit=KL&lang=en"))?;
    see(&province, "office-province-en")
}
