//! The installed app: it starts without network after one visit and after an update, and a damaged store says so
//! and keeps the rest.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use tempfile::TempDir;
use tests::app::{self, App};
use tests::browser::Browser;
use tests::server::Server;

const TODAY: &str = "2026-10-05";
const NOW: &str = "2026-10-05T07:30:00+07:00";

#[test]
fn the_app_starts_without_network_after_one_visit() -> Result<()> {
    let mut server = Server::start(&tests::dist(), TODAY)?;
    let mut browser = Browser::launch(Some(NOW))?;
    let page = browser.open(&server.url("/"))?;
    page.wait("document.documentElement.dataset.offline === 'ready'")?;
    server.stop()?;
    browser.kill_and_relaunch()?;
    let app = App { page: browser.open(&server.url("/"))? };
    app.ready("enrol")?;
    app.page.wait_for("[name=code]")
}

#[test]
fn a_new_version_waits_until_it_is_wanted_and_then_starts_without_network() -> Result<()> {
    let mut server = Server::start(&tests::dist(), TODAY)?;
    let mut browser = Browser::launch(Some(NOW))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    let first = edition(&phone)?;

    server.stop()?;
    let second = second_edition(&tests::dist())?;
    server.resume_with(second.path(), TODAY)?;
    phone.page.reload()?;
    phone.ready("start")?;
    phone.page.wait_for("[data-act=update]")?;
    assert_eq!(edition(&phone)?, first, "the old version goes on until the new one is wanted");

    // Never in the middle of a form.
    phone.press("new-feedback")?;
    phone.ready("feedback")?;
    phone.page.fill_at("[name^='text.']", "đang ghi dở")?;
    assert_eq!(phone.page.count("[data-act=update]")?, 0);
    phone.follow("#/")?;
    phone.press("update")?;
    phone.page.wait("document.querySelector('meta[name=edition]')")?;
    phone.ready("start")?;
    assert_ne!(edition(&phone)?, first);

    server.stop()?;
    browser.kill_and_relaunch()?;
    let phone = app::open(&browser, &server)?;
    phone.page.wait("document.querySelector('meta[name=edition]')")?;
    phone.page.wait_for("[data-act=group]")?;
    let caches = phone.page.evaluate("caches.keys().then((names) => names.length)")?;
    assert_eq!(caches, 1, "the old version's files are gone");
    Ok(())
}

#[test]
fn a_damaged_row_is_told_and_the_other_records_stay() -> Result<()> {
    let mut server = Server::start(&tests::dist(), TODAY)?;
    let mut browser = Browser::launch(Some(NOW))?;
    let phone = app::enrol(&browser, &server, "mau")?;
    server.stop()?;
    let hurt = feedback(&phone, "con đường vào bản sạt lở")?;
    let sound = feedback(&phone, "xin hướng dẫn kỹ thuật nuôi dê")?;
    damage(&phone, &hurt)?;
    browser.kill_and_relaunch()?;

    let phone = app::open(&browser, &server)?;
    phone.follow(&format!("#/record/{sound}"))?;
    phone.page.wait_text("kỹ thuật nuôi dê")?;
    phone.follow(&format!("#/record/{hurt}"))?;
    phone.page.wait_for("main [data-code]")?;
    phone.page.reload()?;
    phone.ready("record")?;
    phone.to("settings")?;
    phone.page.wait_for("[data-damaged]")?;

    // Nothing empty is sent in its place; the sound one arrives.
    server.resume()?;
    phone.synchronise()?;
    phone.to("records")?;
    phone.page.wait_for(&format!("[data-doc='{sound}'] [data-standing=received]"))?;
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 1);
    Ok(())
}

/// What the running service worker calls itself.
fn edition(phone: &App) -> Result<String> {
    let version = phone.page.evaluate(
        "new Promise((tell) => {
           navigator.serviceWorker.addEventListener('message', (event) => tell(event.data.version), { once: true });
           navigator.serviceWorker.controller.postMessage('version');
         })",
    )?;
    Ok(version.as_str().context("a version")?.to_owned())
}

/// Another build of the app: the same files, but the page says that it is another edition.
fn second_edition(dist: &Path) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for file in fs::read_dir(dist)? {
        let file = file?;
        fs::copy(file.path(), folder.path().join(file.file_name()))?;
    }
    for (name, old, new) in [
        ("index.html", "<title>", "<meta name=\"edition\" content=\"2\">\n<title>"),
        ("sw.js", "VERSION = '", "VERSION = '2-"),
    ] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path)?;
        anyhow::ensure!(text.contains(old), "{name} has no {old}");
        fs::write(&path, text.replacen(old, new, 1))?;
        for packed in ["br", "gz"] {
            fs::remove_file(folder.path().join(format!("{name}.{packed}")))?;
        }
    }
    Ok(folder)
}

/// Writes down what a citizen said; the record.
fn feedback(phone: &App, text: &str) -> Result<String> {
    phone.to("start")?;
    phone.press("new-feedback")?;
    phone.ready("feedback")?;
    phone.page.fill("event_date", "5/10")?;
    phone.page.choose("feedback_kind", "difficulty")?;
    phone.page.fill_at("[name^='text.']", text)?;
    phone.complete()?;
    phone.doc()
}

/// Spoils the stored bytes of a record's changes.
fn damage(phone: &App, doc: &str) -> Result<()> {
    let spoilt = phone.page.evaluate(&format!(
        "(async () => {{
           const done = (request) => new Promise((tell, fail) => {{ request.onsuccess = () => tell(request.result); request.onerror = fail; }});
           const [{{ name }}] = await indexedDB.databases();
           const database = await done(indexedDB.open(name));
           const transaction = database.transaction('changes', 'readwrite', {{ durability: 'strict' }});
           const committed = new Promise((tell, fail) => {{ transaction.oncomplete = tell; transaction.onabort = fail; }});
           const rows = transaction.objectStore('changes');
           const hex = (bytes) => [...new Uint8Array(bytes.buffer ?? bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
           let spoilt = 0;
           for (const row of await done(rows.getAll())) {{
             if (hex(row.doc) !== '{doc}') continue;
             row.bytes = new Uint8Array([1, 2, 3]);
             await done(rows.put(row));
             spoilt += 1;
           }}
           await committed;
           database.close();
           return spoilt;
         }})()"
    ))?;
    anyhow::ensure!(spoilt.as_u64().is_some_and(|rows| rows > 0), "no row of {doc} was found");
    Ok(())
}
