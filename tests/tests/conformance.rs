//! The storage contract on the third backend: IndexedDB in a real Chromium. Memory and SQLite run it beside
//! their code.

use anyhow::Result;
use tests::browser::Browser;
use tests::server::Server;

#[test]
fn the_phones_store_keeps_the_contract_in_a_real_browser() -> Result<()> {
    let server = Server::start(&tests::root().join("target/conformance"), "2026-10-05")?;
    let browser = Browser::launch(None)?;
    let page = browser.open(&server.url("/"))?;
    let ended = page.wait("document.documentElement.dataset.ready")?;
    let told = page.evaluate("document.body.innerText")?;
    assert_eq!(ended, "passed", "{told}");
    assert!(told.as_str().is_some_and(|told| told.contains("suite")), "{told}");
    Ok(())
}
