//! Writes dist/: what the server hands to a phone. Every file but the page and the service worker carries a
//! hash of its content in its name, so that it may be cached for ever; the service worker carries the exact
//! list. For the phone's profile each file is compressed beforehand.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::project::{dist, ends_in, root};
use crate::shell::{self, Addresses};
use crate::wasm::{self, Parts, Profile};

/// When a phone needs a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Before the first screen stands.
    First,
    /// Right after it, without holding it up.
    Second,
    /// Only to install the app on the home screen; not kept for offline use.
    Install,
}

/// One file of dist/.
pub struct File {
    /// Its name, with the hash.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// When it is needed.
    pub stage: Stage,
}

/// The files, and what each is called by the others.
#[derive(Default)]
struct Dist {
    files: Vec<File>,
    addresses: Addresses,
}

impl Dist {
    fn add(&mut self, logical: &str, bytes: impl Into<Vec<u8>>, stage: Stage) {
        let bytes = bytes.into();
        let (stem, extension) = logical.rsplit_once('.').unwrap_or((logical, ""));
        let name = format!("{stem}-{}.{extension}", fingerprint(&bytes));
        self.addresses.insert(logical.to_owned(), format!("/{name}"));
        self.files.push(File { name, bytes, stage });
    }

    /// A glue and the script of its parts name one another, so they share one hash.
    fn add_split(&mut self, logical: &str, mut glue: String, parts: Option<Parts>) -> Result<()> {
        let Parts { mut link, files } = parts.context("a module without parts")?;
        for (name, bytes) in files {
            self.add(&name, bytes, Stage::Second);
            link = link.replace(&format!("./{name}"), &self.addresses[&name]);
        }
        let shared = fingerprint(format!("{glue}{link}").as_bytes());
        let (glue_name, link_name) = (format!("ui-{shared}.js"), format!("parts-{shared}.js"));
        // The wasm asks for its imports by the old name: only where the file is fetched does the new one stand.
        glue = glue.replace(&format!("from \"{}\"", wasm::LINK), &format!("from \"./{link_name}\""));
        link = link.replace(wasm::GLUE, &format!("./{glue_name}"));
        self.add_named(logical, glue_name, glue);
        self.add_named("parts.js", link_name, link);
        Ok(())
    }

    fn add_named(&mut self, logical: &str, name: String, text: String) {
        self.addresses.insert(logical.to_owned(), format!("/{name}"));
        self.files.push(File { name, bytes: text.into_bytes(), stage: Stage::First });
    }

    fn add_filled(&mut self, logical: &str, stage: Stage) -> Result<()> {
        let text = shell::fill(root(), logical, &self.addresses)?;
        self.add(logical, text, stage);
        Ok(())
    }

    fn add_icon(&mut self, name: &str, stage: Stage) -> Result<()> {
        let path = root().join("app/shell/icons").join(name);
        self.add(name, fs::read(&path).with_context(|| path.display().to_string())?, stage);
        Ok(())
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut start = [0; 8];
    start.copy_from_slice(&Sha256::digest(bytes)[..8]);
    format!("{:016x}", u64::from_be_bytes(start))
}

/// Builds both modules and writes dist/. Returns its files.
pub fn build(profile: Profile) -> Result<Vec<File>> {
    let ui = wasm::build_split("ui", profile)?;
    let engine = wasm::build("engine", &[], profile)?;

    let mut dist = Dist::default();
    dist.add_icon("icon-192.png", Stage::Second)?;
    dist.add_icon("icon-512.png", Stage::Install)?;
    dist.add_icon("maskable-512.png", Stage::Install)?;
    dist.add_filled("app.webmanifest", Stage::Second)?;
    dist.add("app.css", shell::style(root())?, Stage::First);
    dist.add_split("ui.js", ui.glue, ui.parts)?;
    dist.add("ui.wasm", ui.wasm, Stage::First);
    dist.add_filled("boot.js", Stage::First)?;
    dist.add("engine.js", engine.glue, Stage::Second);
    dist.add("engine.wasm", engine.wasm, Stage::Second);
    dist.add_filled("engine-worker.js", Stage::Second)?;
    dist.add_filled("old.js", Stage::Install)?;
    let page = shell::fill(root(), "index.html", &dist.addresses)?;
    dist.files.push(File { name: "index.html".into(), bytes: page.into_bytes(), stage: Stage::First });
    let worker = service_worker(&dist)?;
    dist.files.push(File { name: "sw.js".into(), bytes: worker.into_bytes(), stage: Stage::Second });

    write(&dist.files, profile)?;
    Ok(dist.files)
}

/// The service worker with its list: the page as `/`, and every file that is needed without network.
fn service_worker(dist: &Dist) -> Result<String> {
    let kept = dist.files.iter().filter(|file| file.stage != Stage::Install);
    let addresses: Vec<_> = kept
        .clone()
        .map(|file| if file.name == "index.html" { "\"/\"".into() } else { format!("\"/{}\"", file.name) })
        .collect();
    // The page changes whenever any name changes, so its hash stands for the whole version.
    let version =
        fingerprint(&kept.flat_map(|file| Sha256::digest(&file.bytes).to_vec()).collect::<Vec<_>>());
    let blanks = Addresses::from([
        ("version".to_owned(), version),
        ("files".to_owned(), format!("[\n  {}\n]", addresses.join(",\n  "))),
    ]);
    shell::fill(root(), "sw.js", &blanks)
}

fn write(files: &[File], profile: Profile) -> Result<()> {
    let folder = dist();
    fs::create_dir_all(&folder)?;
    let mut wanted = BTreeSet::new();
    for file in files {
        put(&folder, &file.name, &mut wanted, || Ok(file.bytes.clone()))?;
        if profile == Profile::Phone && !ends_in(&file.name, "png") {
            put(&folder, &format!("{}.br", file.name), &mut wanted, || brotli(&file.bytes))?;
            put(&folder, &format!("{}.gz", file.name), &mut wanted, || gzip(&file.bytes))?;
        }
    }
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if !wanted.contains(&*entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes one file, unless it is there already: a name with a hash says that it is the same.
fn put(
    folder: &Path,
    name: &str,
    wanted: &mut BTreeSet<String>,
    bytes: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<()> {
    wanted.insert(name.to_owned());
    let path = folder.join(name);
    let hashed = !name.starts_with("index.html") && !name.starts_with("sw.js");
    if !(hashed && path.exists()) {
        fs::write(&path, bytes()?).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Brotli at its best, as the server sends it.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Gzip at its best, for browsers and proxies without brotli.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
