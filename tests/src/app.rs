//! What everybody does in the app and on the office's pages, in terms of their hooks: `data-ready` on the
//! document when a page's data stands, `data-act` on what can be pressed, `name` on what can be filled,
//! `data-doc` on rows.

use anyhow::Result;

use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;

/// The password of every sample account.
const PASSWORD: &str = "so-ban-2026";

/// Opens an office page and logs in; the page shown then.
pub fn log_in(browser: &Browser, server: &Server, account: &str, path: &str) -> Result<Page> {
    let page = browser.open(&server.url("/login"))?;
    page.fill("account", account)?;
    page.fill("password", PASSWORD)?;
    page.tap("main button[type=submit]")?;
    page.wait("location.pathname !== '/login'")?;
    page.goto(&server.url(path))?;
    Ok(page)
}
