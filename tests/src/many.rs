//! A phone with more records than any commune has: how long each press of a key takes until its result is painted.
//! The rows that lists are made of are put straight into the phone's store, as its engine would have put them.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use shared::catalogue::Catalogue;
use shared::domain::figures::{self, Entry};
use shared::id::Partition;
use shared::record::{Flat, Kind};
use shared::text::fold;

use crate::app::{self, App};
use crate::browser::Browser;
use crate::field_week;
use crate::page::Page;
use crate::server::Server;

/// Records of one year: more than ten on every working day.
const A_YEAR: u32 = 3_500;

/// Rows that are handed to the browser at a time.
const BATCH: usize = 500;

/// Rows that a list asks for at a time.
const WINDOW: usize = 50;

/// Times are measured so often; what is told is their middle and their worst.
const TIMES: usize = 5;

/// Measures one thing that a person does: until the next picture, and until the picture that shows the result.
const MEASURE: &str = "globalThis.soban = {
    painted: () => new Promise((tell) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.now());
      port2.postMessage(0);
    })),
    async measure(act, shown) {
      // Not within the question of whoever measures.
      await new Promise((tell) => setTimeout(tell));
      const began = performance.now();
      act();
      const next = soban.painted();
      while (!shown()) await new Promise((tell) => {
        const watch = new MutationObserver(() => { watch.disconnect(); tell(); });
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      const result = await soban.painted();
      return [await next - began, result - began];
    },
    type(text) {
      const field = document.querySelector('#search');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    // As a finger does it: what is pressed has the focus.
    press(act) {
      const button = document.querySelector(`[data-act=${act}]`);
      button.focus();
      button.click();
    },
    choose(name, value) {
      const list = document.querySelector(`select[name=${name}]`);
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    },
  }; null";

/// One thing that a person does, measured several times: milliseconds until the next picture and until the result, which
/// is all that a screen shows of it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// What was done.
    pub what: &'static str,
    /// Until the next picture: how long the page could not answer.
    pub next: Vec<f64>,
    /// Until the result is on screen.
    pub result: Vec<f64>,
    /// How long the page's thread worked for it: the processor's time, whatever else the machine did.
    pub work: Vec<f64>,
    /// How long it worked then for what stands below the edge of the screen, piece by piece.
    pub rest: Vec<f64>,
}

impl Measured {
    fn of(what: &'static str) -> Self {
        Self { what, next: Vec::new(), result: Vec::new(), work: Vec::new(), rest: Vec::new() }
    }
}

impl Measured {
    /// The middle and the worst of some times, as the table has them.
    pub fn told(times: &[f64]) -> String {
        let mut times = times.to_vec();
        times.sort_by(f64::total_cmp);
        let of = |place: usize| times.get(place).copied().unwrap_or_default();
        format!("{:.0} ({:.0})", of(times.len() / 2), of(times.len().saturating_sub(1)))
    }
}

/// How slow the phone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slowed {
    /// The page's main thread alone, by the browser's own throttle.
    Page(u32),
    /// Every process of the browser: workers, storage and drawing too.
    Browser(u32),
}

/// The entries that the phone holds.
pub fn entries(records: u32) -> Result<Vec<Entry>> {
    let partition = Partition { unit: "HT".parse()?, org: "youth_union".parse()? };
    let entry = |number: u32| {
        let written = field_week::record(number);
        let mut flat = Flat::default();
        flat.apply(written.saves.iter().flatten());
        let day = flat.int("event_date").unwrap_or_default() - i64::from(number / A_YEAR) * 10_000;
        flat.set("event_date", day);
        if !number.is_multiple_of(100) {
            flat.set("state", "submitted");
        }
        if !number.is_multiple_of(50) {
            flat.set("reported_to_chair_on", day);
            flat.set("answered_on", day);
        }
        figures::derive(written.doc, &partition, written.kind, &flat, Catalogue::builtin())
    };
    Ok((0..records).map(entry).collect())
}

/// A phone of Huổi Trăng with these entries, at the start page.
pub fn phone(browser: &Browser, server: &Server, entries: &[Entry]) -> Result<App> {
    let phone = app::enrol(browser, server, "mau")?;
    // Where no engine runs.
    phone.page.goto(&server.url("/healthz"))?;
    for batch in entries.chunks(BATCH) {
        put(&phone.page, batch)?;
    }
    phone.page.goto(&server.url("/"))?;
    phone.ready("start")?;
    Ok(phone)
}

fn put(page: &Page, batch: &[Entry]) -> Result<()> {
    let mut rows = String::new();
    for entry in batch {
        let mut value = vec![figures::VERSION];
        value.extend(messages::encode(entry).context("an entry")?);
        write!(rows, "['{}','{}'],", hex(&entry.facts.doc.0), hex(&value))?;
    }
    let written = page.evaluate(&format!(
        "(async () => {{
           const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
           const done = (request) => new Promise((tell) => {{ request.onsuccess = () => tell(request.result); }});
           const [{{ name }}] = await indexedDB.databases();
           const database = await done(indexedDB.open(name));
           const store = database.transaction('facts', 'readwrite').objectStore('facts');
           for (const [doc, value] of [{rows}]) store.put(bytes(value), bytes(doc));
           const count = await done(store.count());
           database.close();
           return count;
         }})()"
    ))?;
    written.as_u64().filter(|count| *count > 0).map(drop).context("the rows were not written")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a text does not fail.
        write!(out, "{byte:02x}").ok();
        out
    })
}

/// How many records a search finds.
fn matching(entries: &[Entry], search: &str) -> usize {
    let search = fold(search);
    let words: Vec<&str> = search.split_whitespace().collect();
    entries.iter().filter(|entry| words.iter().all(|word| entry.facts.search.contains(word))).count()
}

/// Milliseconds that the page's thread has worked since it began, without what it was asked by whoever measures.
fn worked_ms(page: &Page) -> Result<f64> {
    let told = page.call("Performance.getMetrics", json!({}))?;
    let metrics = told["metrics"].as_array().context("metrics")?;
    let seconds = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name).context("a duration")?;
        metric["value"].as_f64().context("a number")
    };
    Ok((seconds("TaskDuration")? - seconds("DevToolsCommandDuration")?) * 1_000.0)
}

/// Measures what a person does in a long list, on a phone that is so slow.
pub fn measure(browser: &Browser, phone: &App, entries: &[Entry], slowed: Slowed) -> Result<Vec<Measured>> {
    phone.to("records")?;
    phone.page.evaluate(MEASURE)?;
    let page = &phone.page;
    let slow = match slowed {
        Slowed::Page(factor) => page.throttle_cpu(factor).map(|()| None),
        Slowed::Browser(factor) => Ok(Some(browser.slow_down(factor))),
    }?;
    let ready = |name: &str| format!("document.documentElement.dataset.ready === '{name}'");
    let found = |count: usize| format!("document.querySelector('[data-found=\"{count}\"]')");
    // All rows stand; where there are more than these, the way to them too.
    let stand = |found: usize, windows: usize| {
        let rows = found.min(windows * WINDOW);
        let more = if found > rows { "document.querySelector('[data-act=more]')" } else { "true" };
        format!("document.querySelectorAll('.rows > li').length === {rows} && {more}")
    };
    let feedback = entries.iter().filter(|entry| entry.facts.kind == Kind::Feedback).count();
    let all = entries.len();
    let mut typed = Measured::of("a letter more in the search");
    page.call("Performance.enable", json!({ "timeDomain": "threadTicks" }))?;
    let one = |into: &mut Measured, act: &str, shown: &str, whole: &str| -> Result<()> {
        let before = worked_ms(page)?;
        let times = page.evaluate(&format!("soban.measure(() => {{ {act} }}, () => {shown})"))?;
        let time = |place: usize| times.get(place).and_then(Value::as_f64).context("a time");
        into.next.push(time(0)?);
        into.result.push(time(1)?);
        let shown_at = worked_ms(page)?;
        into.work.push(shown_at - before);
        page.wait(whole)?;
        into.rest.push(worked_ms(page)? - shown_at);
        Ok(())
    };
    page.wait(&stand(all, 1))?;
    for word in ["kiem tra t-0003", "phieng"] {
        for end in 1..=word.len() {
            let (before, now) = (matching(entries, &word[..end - 1]), matching(entries, &word[..end]));
            if before == now {
                page.evaluate(&format!("soban.type('{}')", &word[..end]))?;
            } else {
                one(&mut typed, &format!("soban.type('{}')", &word[..end]), &found(now), &stand(now, 1))?;
            }
        }
        page.evaluate("soban.type('')")?;
        page.wait(&format!("{} && {}", found(all), stand(all, 1)))?;
    }
    let (mut filtered, mut cleared) = (Measured::of("a filter (kind)"), Measured::of("no filter any more"));
    let (mut more, mut start, mut list) =
        (Measured::of("fifty rows more"), Measured::of("to the start page"), Measured::of("to the list"));
    for _ in 0..TIMES {
        one(&mut filtered, "soban.choose('kind', 'feedback')", &found(feedback), &stand(feedback, 1))?;
        one(&mut cleared, "soban.choose('kind', '')", &found(all), &stand(all, 1))?;
        one(
            &mut more,
            "soban.press('more')",
            &format!("document.querySelectorAll('.rows > li').length > {WINDOW}"),
            &stand(all, 2),
        )?;
        one(
            &mut start,
            "soban.press('to-start')",
            "document.querySelectorAll('.dues .row').length > 4",
            &ready("start"),
        )?;
        one(
            &mut list,
            "soban.press('to-records')",
            "document.querySelectorAll('.rows > li').length > 3 && document.querySelector('[data-found]')",
            &stand(all, 1),
        )?;
    }
    drop(slow);
    page.throttle_cpu(1)?;
    Ok(vec![typed, filtered, cleared, more, start, list])
}
