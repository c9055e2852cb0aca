//! Examines a page as somebody who does not see it, or not well, has it: with axe-core, unchanged in tests/axe/.

use anyhow::{Context, Result};

use crate::page::Page;

/// What is asked beyond axe's own choice: contrast of 7 : 1.
const RUN: &str = "(async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    rules: { 'color-contrast-enhanced': { enabled: true } },
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join('; ')}`));
})()";

/// Everything that can be pressed and whose place to press is smaller than this on a side. A link within a sentence is
/// as high as its line.
const SMALL: &str = "(() => {
  const least = LEAST;
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].flatMap((it) => {
    const target = ['radio', 'checkbox', 'file'].includes(it.type) ? it.closest('label') ?? it.labels?.[0] ?? it : it;
    if (it.type === 'hidden' || !target.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
    if (getComputedStyle(target).display === 'inline') return [];
    // What waits outside the page until the keyboard reaches it.
    const { width, height, bottom } = target.getBoundingClientRect();
    if (bottom + scrollY <= 0 || (width >= least && height >= least)) return [];
    return [`${Math.round(width)}×${Math.round(height)} ${it.outerHTML.slice(0, 160)}`];
  });
})()";

impl Page {
    /// What axe finds wrong, one line for each element.
    pub fn violations(&self) -> Result<Vec<String>> {
        if self.evaluate("typeof axe")? != "object" {
            let library = std::fs::read_to_string(crate::root().join("tests/axe/axe.min.js"))?;
            self.evaluate(&format!("(() => {{ {library}\n }})()"))?;
        }
        self.lines(RUN)
    }

    /// What can be pressed and is smaller than `least` CSS pixels on a side.
    pub fn small_targets(&self, least: u32) -> Result<Vec<String>> {
        self.lines(&SMALL.replace("LEAST", &least.to_string()))
    }

    fn lines(&self, expression: &str) -> Result<Vec<String>> {
        let lines = self.evaluate(expression)?;
        let lines = lines.as_array().context("lines")?;
        Ok(lines.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect())
    }
}
