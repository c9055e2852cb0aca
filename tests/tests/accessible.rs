//! Every screen for people who do not see it well, who use a keyboard, whose finger is wet.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use tests::app;
use tests::browser::Browser;
use tests::screens;
use tests::server::Server;

/// Smallest side of what a wet finger must hit, in CSS pixels.
const TARGET: u32 = 48;

#[test]
fn every_screen_can_be_read_aloud_seen_by_weak_eyes_and_hit_by_a_wet_finger() -> Result<()> {
    // The same fault stands on many screens: it is told once, with the screens.
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = 0;
    screens::walk(&mut |page, name| {
        for (dark, colour) in [(false, "light"), (true, "dark")] {
            page.dark(dark)?;
            let mut found = page.violations()?;
            if !dark && (!name.starts_with("office") || name.starts_with("office-report")) {
                found.extend(page.small_targets(TARGET)?);
            }
            for fault in found {
                faults.entry(fault).or_default().push(format!("{name} {colour}"));
            }
            seen += 1;
        }
        page.dark(false)
    })?;
    assert!(seen > 60, "only {seen} screens were looked at");
    let told = faults.iter().fold(String::new(), |mut told, (fault, screens)| {
        let _ = writeln!(told, "{fault}\n    on {}", screens.join(", "));
        told
    });
    assert!(faults.is_empty(), "{} faults\n{told}", faults.len());
    Ok(())
}

#[test]
fn a_record_is_written_with_the_keyboard_alone() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-12")?;
    let browser = Browser::launch(Some("2026-10-12T08:00:00+07:00"))?;
    let mau = app::enrol(&browser, &server, "mau")?;
    let page = &mau.page;
    for name in ["start", "records", "sync", "settings"] {
        mau.to(name)?;
        assert_eq!(page.unreachable_by_tab()?, Vec::<String>::new(), "on {name}");
    }
    mau.to("start")?;
    page.tab_to("[data-act=new-feedback]")?;
    page.press_key("Enter")?;
    mau.ready("feedback")?;
    assert_eq!(page.unreachable_by_tab()?, Vec::<String>::new(), "on the form");
    page.evaluate("document.activeElement?.blur()")?;
    page.tab_to("[name=event_date]")?;
    page.type_text("12/10")?;
    page.tab_to("[name=feedback_kind]")?;
    page.press_key("ArrowDown")?;
    page.tab_to("[name^='text.']")?;
    page.type_text("xin hướng dẫn kỹ thuật nuôi dê")?;
    page.tab_to("[data-act=to-check]")?;
    page.press_key("Enter")?;
    mau.ready("check")?;
    page.tab_to("[data-act=complete]")?;
    page.press_key("Enter")?;
    mau.ready("record")?;
    assert!(page.text("article")?.contains("xin hướng dẫn kỹ thuật nuôi dê"));
    Ok(())
}
