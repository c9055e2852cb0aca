//! One page: what a person does with a finger and sees with the eyes, and what only a test may look at.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::PATIENCE;
use crate::cdp::Connection;
use crate::memory::NOTE_WASM;

/// A page of a browser. Its waits end when the condition holds, or fail with what stood on the screen.
pub struct Page {
    pub(crate) connection: Rc<RefCell<Connection>>,
    pub(crate) session: String,
    taps: Cell<u32>,
}

/// Makes `Date` start at a given time and go on from there. `AT` is replaced.
const CLOCK: &str = r"(() => {
  const Real = Date, began = Real.now(), from = Real.parse('AT');
  const now = () => from + (Real.now() - began);
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(now()); }
    static now() { return now(); }
  };
})();";

impl Page {
    /// Takes over a page that was just created. A `clock` reaches its workers too: each is held before its first
    /// line until it has the same time.
    pub(crate) fn new(
        connection: Rc<RefCell<Connection>>,
        session: String,
        clock: Option<&str>,
    ) -> Result<Self> {
        let page = Self { connection, session, taps: Cell::new(0) };
        for domain in ["Page.enable", "Runtime.enable", "Network.enable"] {
            page.call(domain, json!({}))?;
        }
        let clock = clock.map(|clock| CLOCK.replace("AT", clock)).unwrap_or_default();
        let source = format!("{NOTE_WASM}{clock}");
        page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": &source }))?;
        page.connection.borrow_mut().start_workers_with(source);
        let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true });
        page.call("Target.setAutoAttach", attach)?;
        Ok(page)
    }

    /// A phone's screen, with touch.
    pub fn phone_sized(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.call("Emulation.setDeviceMetricsOverride", metrics)?;
        self.call("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }))?;
        Ok(())
    }

    /// Light or dark, as the person set the phone.
    pub fn dark(&self, dark: bool) -> Result<()> {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", features).map(drop)
    }

    /// Slows the processor down by a factor; 1 is the machine's own speed.
    pub fn throttle_cpu(&self, rate: u32) -> Result<()> {
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).map(drop)
    }

    /// Goes to an address and waits until the document is there.
    pub fn goto(&self, address: &str) -> Result<()> {
        let answer = self.call("Page.navigate", json!({ "url": address }))?;
        if let Some(error) = answer["errorText"].as_str() {
            bail!("{address}: {error}");
        }
        self.wait("document.readyState === 'complete'").map(drop)
    }

    /// Closes the page, as swiping the app away does.
    pub fn close(self) -> Result<()> {
        self.call("Page.close", json!({})).map(drop)
    }

    /// Loads the page again, as pulling it down does.
    pub fn reload(&self) -> Result<()> {
        self.evaluate("globalThis.beforeReload = true")?;
        self.call("Page.reload", json!({}))?;
        self.wait("!globalThis.beforeReload && document.readyState === 'complete'").map(drop)
    }

    /// The value of a JavaScript expression; a promise is waited for.
    pub fn evaluate(&self, expression: &str) -> Result<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", parameters)?;
        if let Some(details) = answer.get("exceptionDetails") {
            let thrown = details["exception"]["description"].as_str().or(details["text"].as_str());
            bail!("{}\n  in {expression}", thrown.unwrap_or("an exception"));
        }
        Ok(answer["result"]["value"].clone())
    }

    /// Waits until an expression is true and gives its value. The page may be loaded anew meanwhile.
    pub fn wait(&self, condition: &str) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            // The page looks again and again; an expression that throws is not true yet.
            let watch = format!(
                "new Promise((tell) => {{
                   const until = performance.now() + {};
                   const look = () => {{
                     let value; try {{ value = {condition}; }} catch {{}}
                     if (value || performance.now() > until) tell(value || null); else setTimeout(look, 20);
                   }};
                   look();
                 }})",
                left.as_millis()
            );
            match self.evaluate(&watch) {
                Ok(Value::Null) => bail!("never true: {condition}\n{}", self.seen()),
                Ok(value) => return Ok(value),
                // The document was replaced while it was looked at.
                Err(_) if Instant::now() < deadline => {}
                Err(error) => return Err(error.context(format!("waiting for {condition}"))),
            }
        }
    }

    /// Waits until something with this CSS selector can be seen.
    pub fn wait_for(&self, selector: &str) -> Result<()> {
        let condition = format!("document.querySelector({})?.checkVisibility()", json!(selector));
        self.wait(&condition).map(drop)
    }

    /// Waits until nothing has this CSS selector.
    pub fn wait_gone(&self, selector: &str) -> Result<()> {
        self.wait(&format!("!document.querySelector({})", json!(selector))).map(drop)
    }

    /// Waits until a text stands on the screen.
    pub fn wait_text(&self, text: &str) -> Result<()> {
        self.wait(&format!("document.body.innerText.includes({})", json!(text))).map(drop)
    }

    /// The text that stands in the first element with this selector.
    pub fn text(&self, selector: &str) -> Result<String> {
        let found = format!("document.querySelector({})", json!(selector));
        let text = self.wait(&format!("{found}?.checkVisibility() && [{found}.innerText]"))?;
        Ok(text[0].as_str().unwrap_or_default().to_owned())
    }

    /// What the field of a name holds.
    pub fn value(&self, name: &str) -> Result<String> {
        let value = self
            .wait(&format!("document.querySelector({}).value", json!(format!("[name={}]", json!(name)))))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements have this selector.
    pub fn count(&self, selector: &str) -> Result<u64> {
        let count = self.evaluate(&format!("document.querySelectorAll({}).length", json!(selector)))?;
        count.as_u64().context("a count")
    }

    /// How often a finger has touched the screen so far: every tap; one for a field that is typed in, whatever is
    /// typed; two for a list that opens, the list and the choice.
    pub fn taps(&self) -> u32 {
        self.taps.get()
    }

    fn touched(&self, times: u32) {
        self.taps.set(self.taps.get() + times);
    }

    /// Taps the first element with this selector.
    pub fn tap(&self, selector: &str) -> Result<()> {
        self.tap_found(&format!("document.querySelector({})", json!(selector)))
    }

    /// Taps the first element with this selector in which a text stands.
    pub fn tap_text(&self, selector: &str, text: &str) -> Result<()> {
        self.tap_found(&format!(
            "[...document.querySelectorAll({})].find((it) => it.innerText.includes({}))",
            json!(selector),
            json!(text)
        ))
    }

    /// Taps the middle of the element that an expression finds, once it can be seen, stands still and nothing covers
    /// it.
    fn tap_found(&self, element: &str) -> Result<()> {
        let place = self.wait(&format!(
            "(() => {{
               const wanted = {element};
               // A box that is drawn by its label is tapped on its label.
               const it = wanted.checkVisibility({{ opacityProperty: true, visibilityProperty: true }})
                 && wanted.getBoundingClientRect().width > 1 ? wanted : wanted.closest('label') ?? wanted.labels[0];
               it.scrollIntoView({{ block: 'center', behavior: 'instant' }});
               const box = it.getBoundingClientRect();
               const x = box.x + box.width / 2, y = box.y + box.height / 2;
               const still = globalThis.lastTap === `${{x}} ${{y}}`;
               globalThis.lastTap = `${{x}} ${{y}}`;
               const top = document.elementFromPoint(x, y);
               return still && !wanted.disabled && [it, ...(wanted.labels ?? [])].some((part) => part.contains(top)) && {{ x, y }};
             }})()"
        ));
        let place = place.with_context(|| format!("tapping {element}"))?;
        self.touched(1);
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": kind, "x": place["x"], "y": place["y"], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    /// Types into the field of a name.
    pub fn fill(&self, name: &str, text: &str) -> Result<()> {
        self.fill_at(&format!("[name={}]", json!(name)), text)
    }

    /// Types into a field in place of what it holds, as an input method does (Vietnamese included), and leaves it.
    pub fn fill_at(&self, selector: &str, text: &str) -> Result<()> {
        self.tap(selector)?;
        self.evaluate(&format!(
            "(it => {{ it.focus(); it.select(); }})(document.querySelector({}))",
            json!(selector)
        ))?;
        self.call("Input.insertText", json!({ "text": text }))?;
        self.evaluate("document.activeElement.blur()").map(drop)
    }

    /// Chooses in a list, or among radio buttons and boxes, by value.
    pub fn choose(&self, name: &str, value: &str) -> Result<()> {
        let field = format!("[name={}]", json!(name));
        self.wait(&format!("document.querySelector({})", json!(field)))?;
        let tag = self.evaluate(&format!("document.querySelector({}).tagName", json!(field)))?;
        if tag != "SELECT" {
            return self.tap(&format!("{field}[value={}]", json!(value)));
        }
        self.touched(2);
        self.evaluate(&format!(
            "(it => {{ it.value = {}; for (const kind of ['input', 'change'])
               it.dispatchEvent(new Event(kind, {{ bubbles: true }})); }})(document.querySelector({}))",
            json!(value),
            json!(field)
        ))?;
        Ok(())
    }

    /// The screen as a PNG.
    pub fn screenshot(&self) -> Result<Vec<u8>> {
        let answer = self.call("Page.captureScreenshot", json!({}))?;
        unbase64(answer["data"].as_str().context("a picture")?)
    }

    /// Waits until the app would start without network.
    pub fn wait_offline_ready(&self) -> Result<()> {
        self.wait("navigator.serviceWorker.controller !== null").map(drop)
    }

    /// Calls a protocol method in this page.
    pub fn call(&self, method: &str, parameters: Value) -> Result<Value> {
        self.connection.borrow_mut().call(Some(&self.session), method, parameters)
    }

    /// What stands on the screen and what the console said, for a failure.
    fn seen(&self) -> String {
        let screen = self.evaluate(
            "`${location.href} [${document.documentElement.dataset.ready}]\n${document.body.innerText}`",
        );
        let mut seen = screen.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
        let spoken = ["Runtime.consoleAPICalled", "Runtime.exceptionThrown"];
        let events =
            self.connection.borrow_mut().heard(|event| spoken.iter().any(|kind| event["method"] == *kind));
        for event in events {
            let said = &event["params"];
            seen.push_str("\nconsole: ");
            seen.push_str(&match said["args"].as_array() {
                Some(said) => said
                    .iter()
                    .map(|part| part["value"].to_string() + &part["description"].to_string())
                    .collect(),
                None => said["exceptionDetails"]["exception"]["description"].to_string(),
            });
        }
        seen
    }
}

/// Base64 as the protocol writes it.
pub fn unbase64(text: &str) -> Result<Vec<u8>> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => Ok(letter - b'A'),
        b'a'..=b'z' => Ok(letter - b'a' + 26),
        b'0'..=b'9' => Ok(letter - b'0' + 52),
        b'+' => Ok(62),
        b'/' => Ok(63),
        _ => bail!("not base64"),
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in four {
            bits = bits << 6 | u32::from(digit(*letter)?);
        }
        bits <<= 6 * (4 - four.len());
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_every_length_reads_back() {
        assert_eq!(unbase64("U+G7lSBC4bqjbg==").unwrap(), "Sổ Bản".as_bytes());
        assert_eq!(unbase64("YWJj").unwrap(), b"abc");
        assert_eq!(unbase64("YWI=").unwrap(), b"ab");
        assert!(unbase64("?").is_err());
    }
}
