//! What a person does with a keyboard alone, and what an input method does with the letters of a word.

use anyhow::{Context, Result};
use serde_json::json;

use crate::page::Page;

/// Keys that do something rather than write something: name, code, what they write.
const KEYS: [(&str, u32, &str); 5] =
    [("Tab", 9, ""), ("Enter", 13, "\r"), (" ", 32, " "), ("ArrowDown", 40, ""), ("Escape", 27, "")];

/// Everything that can be operated and seen; of radio buttons with one name the browser stops at one.
const OPERABLE: &str = "(() => {
  const groups = new Set();
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter((it) => {
    if (it.disabled || it.type === 'hidden' || it.closest('[inert]')) return false;
    const boxed = it.closest('label') ?? it.labels?.[0] ?? it;
    if (!boxed.checkVisibility({ visibilityProperty: true })) return false;
    if (it.type !== 'radio') return true;
    const first = !groups.has(it.name);
    groups.add(it.name);
    return first;
  });
})()";

impl Page {
    /// Presses one of the keys that do something: `Tab`, `Enter`, a space, `ArrowDown`, `Escape`.
    pub fn press_key(&self, key: &str) -> Result<()> {
        let (_, code, text) = KEYS.iter().find(|(name, ..)| *name == key).context("a key")?;
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": text });
            self.call("Input.dispatchKeyEvent", event)?;
        }
        Ok(())
    }

    /// Presses Tab until what has this selector has the focus; fails when the focus comes around without it.
    pub fn tab_to(&self, selector: &str) -> Result<()> {
        let there = format!("document.activeElement?.matches({})", json!(selector));
        for _ in 0..=self.operable()? {
            self.press_key("Tab")?;
            if self.evaluate(&there)? == true {
                return Ok(());
            }
        }
        anyhow::bail!("Tab never reaches {selector}")
    }

    /// Types a text where the focus is.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.call("Input.insertText", json!({ "text": text })).map(drop)
    }

    /// What can be operated and seen, but is never reached by pressing Tab from the top of the page. A part of the page
    /// may be drawn anew meanwhile: what is told by the same words is the same.
    pub fn unreachable_by_tab(&self) -> Result<Vec<String>> {
        self.evaluate(&format!(
            "(() => {{ document.activeElement?.blur();
               globalThis.told = (it) => [it.tagName, it.type, it.name, it.dataset.act, it.getAttribute('href'), it.type === 'radio' || it.innerText].join(' ');
               globalThis.unreached = new Set({OPERABLE}.map(told)); }})()"
        ))?;
        // Twice around: leaving a field may bring more of them.
        for _ in 0..2 * self.operable()? {
            self.press_key("Tab")?;
            if self.evaluate("unreached.delete(told(document.activeElement)), unreached.size")? == 0 {
                return Ok(Vec::new());
            }
        }
        let left = self.evaluate("[...unreached]")?;
        let left = left.as_array().context("elements")?;
        Ok(left.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
    }

    fn operable(&self) -> Result<u64> {
        self.evaluate(&format!("{OPERABLE}.length"))?.as_u64().context("a count")
    }

    /// Composes a word in the field that has the focus as Telex does: the letters under composition change with each
    /// key, then the word stands, in place of what is selected. Fails when the field shows anything else meanwhile.
    pub fn compose(&self, steps: &[&str]) -> Result<()> {
        let around = "(it => [it.value.slice(0, it.selectionStart), it.value.slice(it.selectionEnd)])(document.activeElement)";
        let around = self.evaluate(around)?;
        let [before, after] = [0, 1].map(|side| around[side].as_str().unwrap_or_default());
        for step in steps {
            let end = step.encode_utf16().count();
            let composition = json!({ "text": step, "selectionStart": end, "selectionEnd": end });
            self.call("Input.imeSetComposition", composition)?;
            let shown = self.evaluate("document.activeElement.value")?;
            anyhow::ensure!(shown == format!("{before}{step}{after}"), "{shown} while composing {step}");
        }
        self.type_text(steps.last().context("steps")?)
    }
}
