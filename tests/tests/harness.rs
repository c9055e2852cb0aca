//! What the other tests rely on in their own tools.

use anyhow::Result;
use tests::browser::Browser;

#[test]
fn the_clock_given_to_a_page_reaches_its_workers() -> Result<()> {
    let browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let page = browser.open("data:text/html,<title>clock</title>")?;
    let tells = "const tells = URL.createObjectURL(new Blob(['postMessage(new Date().toString())']))";
    page.evaluate(&format!(
        "{tells}; new Worker(tells).onmessage = (event) => {{ globalThis.told = event.data }}; 1"
    ))?;
    assert!(page.wait("globalThis.told")?.to_string().contains("Oct 05 2026 07:30"));
    assert!(page.evaluate("new Date().toString()")?.to_string().contains("Oct 05 2026 07:30"));
    Ok(())
}

#[test]
fn vietnamese_typed_into_a_field_arrives_as_typed() -> Result<()> {
    let browser = Browser::launch(None)?;
    let page = browser.open("data:text/html;charset=utf-8,<form><input name=place value=old><label><input type=radio name=yes value=1>Có</label></form>")?;
    page.fill("place", "bản Huổi Cang ướt")?;
    page.choose("yes", "1")?;
    assert_eq!(page.evaluate("document.forms[0].place.value")?, "bản Huổi Cang ướt");
    assert_eq!(page.evaluate("document.forms[0].yes.value")?, "1");
    assert!(page.screenshot()?.starts_with(b"\x89PNG"));
    Ok(())
}

#[test]
fn a_killed_browser_starts_again_on_its_profile() -> Result<()> {
    let mut browser = Browser::launch(None)?;
    let page = browser.open("data:text/html,x")?;
    assert_eq!(page.evaluate("1 + 1")?, 2);
    browser.kill_and_relaunch()?;
    let page = browser.open("data:text/html,<p>again</p>")?;
    page.wait_text("again")
}
