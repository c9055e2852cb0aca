//! Draws every screen at a phone's size, light and dark, into screenshots/: what fits the phone, and the whole page
//! where it is longer.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use tests::browser::{HEIGHT, WIDTH};
use tests::page::Page;
use tests::screens;

fn main() -> Result<()> {
    let album = Album { folder: tests::root().join("screenshots") };
    fs::create_dir_all(&album.folder)?;
    screens::walk(&mut |page, name| album.take(page, name))
}

/// Where the pictures go.
struct Album {
    folder: PathBuf,
}

impl Album {
    /// Takes a page in both colours.
    fn take(&self, page: &Page, name: &str) -> Result<()> {
        for (dark, colour) in [(false, "light"), (true, "dark")] {
            page.dark(dark)?;
            self.keep(page, &format!("{name}-{colour}"))?;
            let height = page.evaluate("document.documentElement.scrollHeight")?;
            let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).context("a height")?;
            if height > HEIGHT {
                page.phone_sized(WIDTH, height)?;
                self.keep(page, &format!("{name}-{colour}-whole"))?;
                page.phone_sized(WIDTH, HEIGHT)?;
            }
        }
        page.dark(false)
    }

    fn keep(&self, page: &Page, name: &str) -> Result<()> {
        fs::write(self.folder.join(format!("{name}.png")), page.screenshot()?)?;
        Ok(())
    }
}
