//! What everybody does in the app and on the office's pages, in terms of their hooks: `data-ready` on the
//! document when a page's data stands, `data-act` on what can be pressed, `name` on what can be filled,
//! `data-doc` on rows.

use anyhow::{Context, Result};

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

/// The text of the row of a table that names something, on an office page.
pub fn row(page: &Page, named: &str) -> Result<String> {
    let find = format!(
        "[...document.querySelectorAll('tbody tr')].find((row) => row.innerText.includes('{named}')).innerText"
    );
    let text = page.wait(&find)?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Opens the app for the first time, enrols the phone, and waits until it is ready for the mountains: the registers
/// are here, and the app starts without network.
pub fn enrol(browser: &Browser, server: &Server, account: &str) -> Result<App> {
    let code = server.code(account)?;
    let app = App { page: browser.open(&server.url(&format!("/#/enrol/{code}")))? };
    app.ready("enrol")?;
    app.page.tap("[data-act=enrol]")?;
    app.ready("start")?;
    app.page.wait_for("[data-rule]")?;
    app.page.wait_for("[data-offline=ready]:not(html)")?;
    Ok(app)
}

/// Opens the app on an enrolled phone, with or without network.
pub fn open(browser: &Browser, server: &Server) -> Result<App> {
    let app = App { page: browser.open(&server.url("/"))? };
    app.ready("start")?;
    Ok(app)
}

/// The app on one phone.
pub struct App {
    /// What is on screen.
    pub page: Page,
}

impl App {
    /// Waits until a page of the app stands with its data. The browser tells the app of a new address a moment after it
    /// stands in `location`: until then the page before still looks ready.
    pub fn ready(&self, name: &str) -> Result<()> {
        self.page.wait("new Promise((told) => setTimeout(() => setTimeout(() => told(true))))")?;
        let address = if name == "start" { "/" } else { name };
        let condition = format!(
            "document.documentElement.dataset.ready === '{name}' && (location.hash || '#/').replace('#/', '') .startsWith('{}')",
            address.trim_start_matches('/')
        );
        self.page.wait(&condition).map(drop)
    }

    /// Presses what has this action.
    pub fn press(&self, act: &str) -> Result<()> {
        self.page.tap(&format!("[data-act={act}]"))
    }

    /// Goes to one of the pages of the bar at the foot.
    pub fn to(&self, name: &str) -> Result<()> {
        if self.page.evaluate("document.documentElement.dataset.ready")? == name {
            return Ok(());
        }
        self.press(&format!("to-{name}"))?;
        self.ready(name)
    }

    /// Goes to a page by its address, as a link would.
    pub fn follow(&self, hash: &str) -> Result<()> {
        self.page.evaluate(&format!("location.hash = '{hash}'"))?;
        let name = hash.trim_start_matches("#/").split('/').next().unwrap_or_default();
        self.ready(if name.is_empty() { "start" } else { name })
    }

    /// The record that the address names.
    pub fn doc(&self) -> Result<String> {
        let doc = self.page.evaluate("location.hash.split('/')[2]")?;
        Ok(doc.as_str().context("no record in the address")?.to_owned())
    }

    /// Completes the record on a form, past the page on which its answers are looked over and past warnings, and stands
    /// on its page then.
    pub fn complete(&self) -> Result<()> {
        if self.page.count("[data-act=to-check]")? > 0 {
            self.press("to-check")?;
            self.ready("check")?;
        }
        self.press("complete")?;
        // Warnings are shown once; the same button then goes through.
        let past = "location.hash.startsWith('#/record/') || !document.querySelector('#summary').hidden";
        self.page.wait(past)?;
        if self.page.evaluate("!location.hash.startsWith('#/record/')")? == true {
            self.press("complete")?;
        }
        self.ready("record")
    }

    /// Hands the record in, on its page.
    pub fn submit(&self) -> Result<()> {
        self.press("submit")?;
        self.page.tap("dialog[open] [data-act=yes]")?;
        self.page.wait_for("[data-state=submitted]")
    }

    /// Begins a record of a kind that is written now and then.
    pub fn begin(&self, kind: &str) -> Result<()> {
        self.to("start")?;
        self.press("others")?;
        self.press(&format!("new-{kind}"))?;
        self.ready(kind)
    }

    /// Writes down what a citizen said, completed; the record.
    pub fn write_feedback(&self, day: &str, text: &str) -> Result<String> {
        self.to("start")?;
        self.press("new-feedback")?;
        self.ready("feedback")?;
        self.page.fill("event_date", day)?;
        self.page.choose("feedback_kind", "difficulty")?;
        self.page.fill_at("[name^='text.']", text)?;
        self.complete()?;
        self.doc()
    }

    /// Begins the inspection of a group from the start page, on a day; the record.
    pub fn begin_inspection(&self, group: &str, day: &str) -> Result<String> {
        self.to("start")?;
        self.page.tap(&format!("[data-act=group][data-group={group}]"))?;
        self.ready("group")?;
        self.press("inspect")?;
        self.ready("inspection")?;
        self.page.fill("event_date", day)?;
        self.press("save-next")?;
        self.page.wait("location.hash.endsWith('/tasks')")?;
        self.ready("inspection")?;
        self.doc()
    }

    /// Goes to a section of an inspection.
    pub fn section(&self, doc: &str, name: &str) -> Result<()> {
        self.follow(&format!("#/inspection/{doc}/{name}"))
    }

    /// Checks borrowers of the group, the first that are not checked yet, as the register has them.
    pub fn check_borrowers(&self, doc: &str, count: u64) -> Result<()> {
        self.section(doc, "borrowers")?;
        for _ in 0..count {
            self.check_first("[data-act=add-borrower]")?;
        }
        Ok(())
    }

    /// Checks the borrower of a loan, as the register has it.
    pub fn check_borrower(&self, doc: &str, loan: &str) -> Result<()> {
        self.section(doc, "borrowers")?;
        self.check_first(&format!("[data-loan='{loan}'] [data-act=add-borrower]"))
    }

    fn check_first(&self, link: &str) -> Result<()> {
        self.page.wait_for(link)?;
        let done = self.page.count("li[data-entry]")?;
        self.page.tap(link)?;
        self.page.wait_for("[data-act=as-registered]")?;
        self.press("as-registered")?;
        self.press("save-next")?;
        self.page
            .wait(&format!("document.querySelectorAll('li[data-entry]').length === {}", done + 1))
            .map(drop)
    }

    /// Saves the section on screen and goes back to the list of sections.
    pub fn save_section(&self) -> Result<()> {
        self.press("save")?;
        self.page.wait("location.hash.endsWith('/tasks')")?;
        self.ready("inspection")
    }

    /// Synchronises by hand and waits until nothing is on its way.
    pub fn synchronise(&self) -> Result<()> {
        self.to("sync")?;
        let last = "document.querySelector('[data-last]')?.dataset.last ?? ''";
        let before = self.page.evaluate(last)?;
        self.press("sync")?;
        self.page
            .wait(&format!("({last}) !== {before} && document.querySelector('[data-sync=resting]')"))
            .map(drop)
    }
}
