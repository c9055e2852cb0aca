//! Files that a page takes in and gives out.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::PATIENCE;
use crate::page::Page;

impl Page {
    /// Chooses a file in the field with this selector, as the browser's own window would.
    pub fn choose_file(&self, selector: &str, file: &Path) -> Result<()> {
        self.wait("document.readyState === 'complete'")?;
        let field = format!("document.querySelector({})", json!(selector));
        self.wait(&format!("{field} && !{field}.disabled"))?;
        let found = self.call("Runtime.evaluate", json!({ "expression": field }))?;
        let object = found["result"]["objectId"].as_str().context("a field for files")?;
        self.call("DOM.setFileInputFiles", json!({ "files": [file], "objectId": object })).map(drop)
    }

    /// Taps what saves a file with this ending into an otherwise quiet folder, and waits until it is there.
    pub fn download(&self, what: &str, folder: &Path, ending: &str) -> Result<PathBuf> {
        let files =
            || -> Result<Vec<PathBuf>> { fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect() };
        let before = files()?;
        let allow = json!({ "behavior": "allow", "downloadPath": folder });
        self.call("Browser.setDownloadBehavior", allow)?;
        self.tap(what)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let is_new =
                |file: &PathBuf| !before.contains(file) && file.extension().is_some_and(|end| end == ending);
            if let Some(new) = files()?.into_iter().find(is_new) {
                return Ok(new);
            }
            ensure!(Instant::now() < deadline, "nothing was saved");
            self.evaluate("new Promise((go) => setTimeout(go, 20))")?;
        }
    }
}
