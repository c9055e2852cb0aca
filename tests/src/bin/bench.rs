//! Measures what docs/BENCHMARKS.md promises: starting, saving and memory in a slowed-down Chromium, and what
//! synchronisation costs on the line. Prints the tables of that document.

use std::time::Instant;

use anyhow::{Context, Result};
use headless::device::Device;
use headless::line::Line;
use shared::record::{Edit, Scalar};
use tests::app::{self, App};
use tests::browser::Browser;
use tests::field_week;
use tests::many::{self, Measured, Slowed};
use tests::proxy::Proxy;
use tests::server::Server;

/// The day of the measures.
const TODAY: &str = "2026-10-05";
const NOW: &str = "2026-10-05T07:30:00+07:00";
/// How much slower than this machine the phone is.
const SLOWER: u32 = 6;
/// Attempts before an exchange is given up.
const TIMES_TRIED: u32 = 5;
/// Measures of each kind; the table has their middle.
const TIMES: usize = 5;

/// Notes when a page's data stood, in milliseconds since the navigation began.
const NOTE_READY: &str = "new MutationObserver(() => {
    if (document.documentElement?.dataset.ready) globalThis.readyAt ??= performance.now();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] })";

/// Notes how long it takes from pressing \"Lưu\" until \"Đã lưu\" stands, in milliseconds.
const NOTE_SAVED: &str = "addEventListener('click', (event) => {
    if (!event.target.closest('[data-act=save]')) return;
    const began = performance.now();
    new MutationObserver((_, watch) => {
      if (!document.querySelector('[data-saved]')) return;
      watch.disconnect();
      globalThis.savedIn = performance.now() - began;
    }).observe(document.body, { subtree: true, childList: true });
  }, true)";

fn main() -> Result<()> {
    // `bench sync` leaves the browser out, `bench lists` everything but the long list.
    match std::env::args().nth(1).as_deref() {
        Some("sync") => return synchronisation(),
        Some("lists") => return lists(),
        _ => {}
    }
    println!("\n| on the phone, offline, records | 0 | 2,000 |\n|---|---|---|");
    let (few, many) = (app_with(0)?, app_with(2_000)?);
    for (row, (few, many)) in ROWS.iter().zip(few.iter().zip(&many)) {
        println!("| {row} | {few} | {many} |");
    }
    lists()?;
    synchronisation()
}

/// What a person does in a list of 20,000 records, until the next picture and until the result.
fn lists() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let browser = Browser::launch(Some(NOW))?;
    let entries = many::entries(20_000)?;
    let phone = many::phone(&browser, &server, &entries)?;
    println!(
        "\n| 20,000 records, ms: middle (worst) | work of the page's thread × {SLOWER} until the result | and for the rest | main thread {SLOWER}× slower: next picture | result | whole browser {SLOWER}× slower: next picture | result |\n|---|---|---|---|---|---|---|"
    );
    let fast = many::measure(&browser, &phone, &entries, Slowed::Page(1))?;
    let page = many::measure(&browser, &phone, &entries, Slowed::Page(SLOWER))?;
    let whole = many::measure(&browser, &phone, &entries, Slowed::Browser(SLOWER))?;
    for ((fast, page), whole) in fast.iter().zip(&page).zip(&whole) {
        let slowed = |times: &[f64]| times.iter().map(|ms| ms * f64::from(SLOWER)).collect::<Vec<_>>();
        let (work, rest) = (slowed(&fast.work), slowed(&fast.rest));
        let times = [&work, &rest, &page.next, &page.result, &whole.next, &whole.result];
        println!("| {} | {} |", page.what, times.map(|times| Measured::told(times)).join(" | "));
    }
    for held in phone.page.memory()? {
        println!("heap {} MB, wasm {} MB", megabytes(held.heap), megabytes(held.wasm));
    }
    Ok(())
}

/// What `app_with` measures.
const ROWS: [&str; 8] = [
    "list usable, main thread 6× slower, ms",
    "list usable, whole browser 6× slower, ms",
    "\"Lưu\" → \"Đã lưu\", main thread 6× slower, ms",
    "\"Lưu\" → \"Đã lưu\", whole browser 6× slower, ms",
    "page: JS heap, MB",
    "page: wasm memory, MB",
    "engine worker: JS heap, MB",
    "engine worker: wasm memory, MB",
];

/// The rows of the table for a phone with so many records.
fn app_with(records: u32) -> Result<Vec<String>> {
    let mut server = Server::start(&tests::dist(), TODAY)?;
    if records > 0 {
        let folder = tempfile::tempdir()?;
        let colleague = Device::open(folder.path(), server.address())?;
        colleague.enrol(&server.code("mau")?, "bench")?;
        for record in (0..records).map(field_week::record) {
            for edits in &record.saves {
                colleague.save(record.doc, record.kind, edits.clone())?;
            }
        }
        colleague.sync_patiently(TIMES_TRIED)?;
    }
    let mut browser = Browser::launch(Some(NOW))?;
    let phone = app::enrol(&browser, &server, "thu")?;
    let group = phone.begin_inspection("T-0007", "5/10")?;
    phone.check_borrowers(&group, 5)?;
    until_here(&phone, u64::from(records) + 1)?;
    server.stop()?;
    browser.kill_and_relaunch()?;

    let address = server.url("/#/records");
    let start = |whole: bool| {
        middle(|| {
            // The browser is warm: the measure is of the app, not of starting a process.
            let page = browser.open(&server.url("/"))?;
            page.goto("about:blank")?;
            page.call("Page.addScriptToEvaluateOnNewDocument", serde_json::json!({ "source": NOTE_READY }))?;
            page.throttle_cpu(if whole { 1 } else { SLOWER })?;
            let slow = whole.then(|| browser.slow_down(SLOWER));
            page.goto(&address)?;
            let took = page.wait("globalThis.readyAt")?;
            drop(slow);
            page.close()?;
            took.as_f64().context("a time")
        })
    };
    let (start_main, start_whole) = (start(false)?, start(true)?);

    let phone = app::open(&browser, &server)?;
    phone.page.evaluate(NOTE_SAVED)?;
    let mut typed = 0;
    let mut save = |whole: bool| {
        middle(|| {
            phone.section(&group, "general")?;
            typed += 1;
            phone.page.fill("general.savings_balance", &format!("{},5 triệu", 10 + typed))?;
            phone.page.evaluate("delete globalThis.savedIn")?;
            phone.page.throttle_cpu(if whole { 1 } else { SLOWER })?;
            let slow = whole.then(|| browser.slow_down(SLOWER));
            phone.press("save")?;
            let took = phone.page.wait("globalThis.savedIn")?;
            drop(slow);
            phone.page.wait("location.hash.endsWith('/tasks')")?;
            phone.ready("inspection")?;
            phone.page.throttle_cpu(1)?;
            took.as_f64().context("a time")
        })
    };
    let (save_main, save_whole) = (save(false)?, save(true)?);
    phone.to("records")?;
    let mut rows: Vec<String> =
        [start_main, start_whole, save_main, save_whole].iter().map(|ms| format!("{ms:.0}")).collect();
    for held in phone.page.memory()? {
        rows.extend([held.heap, held.wasm].map(megabytes));
    }
    Ok(rows)
}

/// Waits until the phone holds this many records.
fn until_here(phone: &App, records: u64) -> Result<()> {
    let began = Instant::now();
    phone.to("sync")?;
    while began.elapsed() < 5 * tests::PATIENCE {
        phone.page.wait("document.querySelector('[data-sync=resting]')")?;
        let held = phone.page.evaluate(
            "(async () => {
               const done = (request) => new Promise((tell) => { request.onsuccess = () => tell(request.result); });
               const [{ name }] = await indexedDB.databases();
               const database = await done(indexedDB.open(name));
               const count = await done(database.transaction('facts').objectStore('facts').count());
               database.close();
               return count;
             })()",
        )?;
        if held.as_u64() >= Some(records) {
            return Ok(());
        }
        phone.synchronise()?;
    }
    anyhow::bail!("the records did not arrive")
}

/// The middle of several measures.
fn middle(mut measure: impl FnMut() -> Result<f64>) -> Result<f64> {
    let mut all = (0..TIMES).map(|_| measure()).collect::<Result<Vec<_>>>()?;
    all.sort_by(f64::total_cmp);
    Ok(all[TIMES / 2])
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Bytes and round trips of one native phone through a metered line.
fn synchronisation() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let line = Proxy::to(server.address())?;
    let folder = tempfile::tempdir()?;
    let phone = Device::on(folder.path(), Line::to(line.address()).like_a_browser())?;
    phone.enrol(&server.code("mau")?, "bench")?;
    phone.hang_up();
    line.take();
    println!("\n| synchronisation | bytes up | bytes down | round trips | ms |\n|---|---|---|---|---|");
    let measure = |what: &str| -> Result<()> {
        let began = Instant::now();
        phone.sync_patiently(TIMES_TRIED)?;
        let took = began.elapsed().as_millis();
        phone.hang_up();
        let crossed = line.take();
        println!("| {what} | {} | {} | {} | {took} |", crossed.up, crossed.down, crossed.round_trips);
        Ok(())
    };
    measure("first contact (register of 7 groups and 96 loans)")?;
    measure("nothing new")?;
    let records: Vec<_> = (0..100).map(|number| field_week::inspection(5 * number)).collect();
    for record in &records {
        for edits in &record.saves {
            phone.save(record.doc, record.kind, edits.clone())?;
        }
    }
    measure("100 new records (inspections with 5 borrowers, 300 saves)")?;
    let edit = |text: &str| -> Vec<Edit> { vec![("strengths.p1".to_owned(), Scalar::Text(text.to_owned()))] };
    phone.save(records[0].doc, records[0].kind, edit("đã nhắc tổ ghi sổ họp đầy đủ"))?;
    measure("1 edit")?;
    for record in &records {
        phone.save(record.doc, record.kind, edit("hẹn kiểm tra lại tuần sau"))?;
    }
    measure("100 edits (one field in each of 100 records)")?;
    measure("nothing new, with 100 records")
}
