//! Vietnamese as keyboards write it: letters that change under the finger until the word stands, and keyboards that
//! send letter and accent apart. The field tables say which fields there are to write into.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use shared::record::{self, Kind, Value, Writers};
use tests::app::{self, App};
use tests::browser::Browser;
use tests::page::Page;
use tests::server::Server;

const TODAY: &str = "2026-10-12";
const NOW: &str = "2026-10-12T08:00:00+07:00";

/// "tiếng Việt" as Telex composes it: t-i-e-e-n-g-s, then V-i-e-e-t-j.
const TELEX: [[&str; 7]; 2] =
    [["t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"], ["V", "Vi", "Vie", "Viê", "Viêt", "Việt", "Việt"]];
/// The same word, letter and accents apart (NFD), as some keyboards send it.
const APART: &str = "Vie\u{323}\u{302}t";
/// What is written, and how it is kept.
const WRITTEN: &str = "tiếng Việt Vie\u{323}\u{302}t";
const KEPT: &str = "tiếng Việt Việt";

/// Fields into which words are written: the others take numbers, days and choices.
const WORDS: &str =
    "[...document.querySelectorAll('main textarea, main input:not([type]), main input[type=text]')]
  .filter((it) => it.checkVisibility() && !['numeric', 'decimal'].includes(it.inputMode) && it.name)
  .map((it) => it.name)";

/// Opens everything that is folded, and adds one of whatever can be added and is not there yet.
const OPEN_ALL: &str = "for (const part of document.querySelectorAll('main details')) part.open = true;
  for (const add of document.querySelectorAll('main button[data-act^=add-], main select[data-act^=add-]')) {
    const prefix = add.dataset.act.slice(4).replaceAll('-', '_');
    if (document.querySelector(`main [name^=\"${prefix}.\"]`)) continue;
    if (add.tagName === 'BUTTON') { add.click(); continue; }
    add.value = add.options[1].value;
    add.dispatchEvent(new Event('change', { bubbles: true }));
  }";

/// Fields that stand on no form: they are asked where something is struck out or corrected, described with a photo, or
/// written at the office.
const ON_NO_FORM: [&str; 10] = [
    "void_reason",
    "correction.*.key",
    "correction.*.reason",
    "photo.*.caption",
    "draw.*.seed",
    "draw.*.order",
    "draw.*.by",
    "swap.*.reason",
    "swap.*.person",
    "answer.*.remark",
];

/// What every record may say, and no form asks of a citizen's word: it has no paper, and no words but the citizen's and
/// the answer's.
const NOT_OF_FEEDBACK: [&str; 2] = ["paper_no", "notes.*"];

/// The fields of words that a commune's lead, or a clerk, writes on the forms of a kind.
fn asked(kind: Kind) -> BTreeSet<&'static str> {
    let writes = |field: &&record::Field| {
        [Writers::LEAD, Writers::CLERK].iter().any(|role| field.writers.contain(*role))
    };
    let elsewhere =
        |key: &str| ON_NO_FORM.contains(&key) || (kind == Kind::Feedback && NOT_OF_FEEDBACK.contains(&key));
    let words = |field: &&record::Field| matches!(field.value, Value::Text(_)) && !elsewhere(field.key);
    record::fields(kind).filter(words).filter(writes).map(|field| field.key).collect()
}

/// One phone, and the fields of each kind that were written into.
struct Writing<'w> {
    phone: &'w App,
    done: BTreeSet<(Kind, &'static str)>,
}

#[test]
fn every_field_takes_vietnamese_as_it_is_composed_and_keeps_it_composed() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let browser = Browser::launch(Some(NOW))?;
    let mau = app::enrol(&browser, &server, "mau")?;
    let mut writing = Writing { phone: &mau, done: BTreeSet::new() };
    writing.outreach()?;
    writing.feedback()?;
    writing.inspection()?;
    for kind in Kind::ALL.into_iter().filter(|kind| !USUAL.contains(kind) && *kind != Kind::Capital) {
        mau.begin(kind.code())?;
        writing.on_this_page(kind)?;
        writing.at_rest()?;
    }
    let browser = Browser::launch(Some(NOW))?;
    let code = server.code("vidu")?;
    let clerk = App { page: browser.open(&server.url(&format!("/#/enrol/{code}")))? };
    clerk.ready("enrol")?;
    clerk.press("enrol")?;
    clerk.ready("start")?;
    let mut at_desk = Writing { phone: &clerk, done: writing.done };
    clerk.begin("capital")?;
    at_desk.on_this_page(Kind::Capital)?;
    at_desk.at_rest()?;

    let missing: Vec<_> = Kind::ALL
        .into_iter()
        .flat_map(|kind| asked(kind).into_iter().map(move |key| (kind, key)))
        .filter(|field| !at_desk.done.contains(field))
        .collect();
    assert!(missing.is_empty(), "nobody wrote into {missing:?}");
    Ok(())
}

/// Kinds with forms of their own.
const USUAL: [Kind; 3] = [Kind::Outreach, Kind::Inspection, Kind::Feedback];

impl Writing<'_> {
    /// Every sort of activity asks for other things.
    fn outreach(&mut self) -> Result<()> {
        let page = &self.phone.page;
        self.phone.press("new-outreach")?;
        self.phone.ready("outreach")?;
        page.wait_for("select[name=form]")?;
        let sorts = page.evaluate(
            "[...document.querySelectorAll('[name=form] option')].map((it) => it.value).filter((it) => it)",
        )?;
        let sorts: Vec<String> = serde_json::from_value(sorts)?;
        ensure!(sorts.len() >= 12, "only {sorts:?}");
        for sort in &sorts {
            page.choose("form", sort)?;
            self.on_this_page(Kind::Outreach)?;
        }
        self.at_rest()
    }

    fn feedback(&mut self) -> Result<()> {
        self.phone.to("start")?;
        self.phone.press("new-feedback")?;
        self.phone.ready("feedback")?;
        self.phone.page.choose("anonymous", "false")?;
        self.phone.page.wait_for("[name=phone]")?;
        self.on_this_page(Kind::Feedback)?;
        self.at_rest()
    }

    fn inspection(&mut self) -> Result<()> {
        let phone = self.phone;
        let doc = phone.begin_inspection("T-0004", "12/10")?;
        for section in ["team", "answers", "finding/new", "remarks", "check"] {
            phone.section(&doc, section)?;
            self.on_this_page(Kind::Inspection)?;
            phone.section(&doc, "tasks")?;
        }
        phone.section(&doc, "borrowers")?;
        phone.press("add-borrower")?;
        phone.page.wait_for("[data-act=as-registered]")?;
        self.on_this_page(Kind::Inspection)?;
        phone.page.tap("[name$='.absent'][value=true]")?;
        phone.page.wait_for("[name$='.absent_reason']")?;
        self.on_this_page(Kind::Inspection)
    }

    /// Writes into every field of words on screen.
    fn on_this_page(&mut self, kind: Kind) -> Result<()> {
        let page = &self.phone.page;
        page.evaluate(OPEN_ALL)?;
        let names = page.wait(&format!("(it => it.length && it)({WORDS})"))?;
        let names: Vec<String> = serde_json::from_value(names)?;
        for name in &names {
            write(page, &format!("[name={}]", json!(name)))?;
            page.evaluate("document.activeElement.blur()")?;
            page.wait(&format!("document.querySelector('[name={name:?}]').value === '{KEPT}'"))?;
            let field = record::find(kind, name).with_context(|| format!("{kind:?} {name}"))?;
            self.done.insert((kind, field.key));
        }
        Ok(())
    }

    /// Saves, and reads what was written.
    fn at_rest(&self) -> Result<()> {
        self.phone.press("save")?;
        self.phone.ready("record")?;
        composed(&self.phone.page)
    }
}

/// Writes into a field in place of what stands there; its letters stand as they were written while it is written in.
fn write(page: &Page, selector: &str) -> Result<()> {
    page.tap(selector)?;
    let at = format!("document.querySelector({})", json!(selector));
    page.evaluate(&format!("{at}.select()"))?;
    page.compose(&TELEX[0])?;
    page.type_text(" ")?;
    page.compose(&TELEX[1])?;
    page.type_text(&format!(" {APART}"))?;
    let written = page.evaluate(&format!("{at}.value"))?;
    ensure!(written == WRITTEN, "{selector}: the letters stand as they were written, not {written}");
    Ok(())
}

/// What was written stands on the page, composed.
fn composed(page: &Page) -> Result<()> {
    page.wait_text(KEPT)?;
    ensure!(page.evaluate("document.body.innerText.includes('\\u0323\\u0302')")? == false, "letters apart");
    Ok(())
}

#[test]
fn what_is_searched_is_written_as_it_is_composed_and_found() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let browser = Browser::launch(Some(NOW))?;
    let mau = app::enrol(&browser, &server, "mau")?;
    mau.write_feedback("12/10", &format!("học {KEPT}"))?;
    mau.to("records")?;
    write(&mau.page, "#search")?;
    mau.page.wait_for("[data-found='1']")?;
    mau.to("start")?;
    mau.press("others")?;
    mau.press("households")?;
    mau.ready("households")?;
    write(&mau.page, "[data-search=households]")?;
    mau.page.wait_for("[data-found='0']")?;
    mau.to("start")?;
    mau.press("new-outreach")?;
    mau.ready("outreach")?;
    for search in ["topic", "audience"] {
        write(&mau.page, &format!("[data-search={search}]"))?;
    }
    Ok(())
}

#[test]
fn reasons_are_kept_composed_too() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let (browser, desk) = (Browser::launch(Some(NOW))?, Browser::launch(None)?);
    let mau = app::enrol(&browser, &server, "mau")?;
    let page = &mau.page;
    let said = mau.write_feedback("12/10", "xin hướng dẫn kỹ thuật nuôi dê")?;
    mau.submit()?;
    mau.synchronise()?;
    let office = app::log_in(&desk, &server, "vidu", &format!("/area/record?doc={said}"))?;
    office.tap("button[value=accepted]")?;
    office.wait_for("[data-state=accepted]")?;
    mau.synchronise()?;
    mau.follow(&format!("#/record/{said}"))?;
    page.wait_for("[data-state=accepted]")?;
    mau.press("ask")?;
    let text = page.evaluate(
        "[...document.querySelector('[name=correct_key]').options].map((it) => it.value).find((it) => it.startsWith('text.'))",
    )?;
    page.choose("correct_key", text.as_str().context("the words can be corrected")?)?;
    for field in ["correct_value", "correct_reason"] {
        write(page, &format!("[name={field}]"))?;
    }
    mau.press("send-correction")?;
    page.wait_for("[data-correction=waiting]")?;
    composed(page)?;

    mau.write_feedback("12/10", "ghi nhầm")?;
    mau.press("void")?;
    page.wait_for("dialog[open] [name=void_reason]")?;
    write(page, "[name=void_reason]")?;
    page.tap("dialog[open] [data-act=void-yes]")?;
    page.wait_for("[data-state=void]")?;
    composed(page)
}
