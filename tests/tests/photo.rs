//! A photo taken with no network: small, upright, without where it was taken, kept before it is shown. It goes up after
//! its record through a line that breaks twice, and the office gets exactly the bytes that the phone has.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;
use shared::limits::{PHOTO_BYTES_TARGET, PHOTO_PIECE_BYTES};
use shared::photo;
use tests::app::App;
use tests::browser::Browser;
use tests::page::{Page, unbase64};
use tests::proxy::{Proxy, Way};
use tests::server::Server;

/// Bytes of a record, its receipts and all headers: far less than a piece of a photo.
const BESIDE_THE_PHOTO: u64 = 24 * 1024;

#[test]
fn a_photo_taken_without_network_arrives_whole_through_a_line_that_breaks_twice() -> Result<()> {
    let mut server = Server::start(&tests::dist(), "2026-10-05")?;
    let line = Proxy::to(server.address())?;
    let mut browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let phone = enrol(&browser, &server, &line, "mau")?;
    let folder = tempfile::tempdir()?;
    let file = camera(&phone.page, folder.path())?;
    server.stop()?;

    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    let address = phone.page.evaluate("location.hash")?;
    phone.page.fill("place", "Nhà văn hóa bản Huổi Cang")?;
    take(&phone.page, &file)?;
    phone.page.wait("document.querySelector('.photo img')?.naturalWidth > 0")?;
    let (width, height) = size(&phone.page)?;
    assert_eq!(height, 1_280, "the longest side");
    assert!((850..=856).contains(&width), "{width}: upright, in its own shape");
    assert!(is_upright(&phone.page)?, "what was on top is on top");

    // The battery dies before anything is saved.
    browser.kill_and_relaunch()?;
    let phone = App { page: browser.open(&format!("http://{}/", line.address()))? };
    phone.ready("start")?;
    phone.follow(address.as_str().context("an address")?)?;
    phone.page.wait("document.querySelector('.photo img')?.naturalWidth > 0")?;
    phone.press("save")?;
    phone.ready("record")?;
    let doc = phone.doc()?;
    phone.page.wait_for("figure.photo [data-standing=on_phone]")?;
    phone.to("records")?;
    phone.page.wait("document.querySelector('.row .thumb img')?.naturalWidth > 0")?;
    phone.to("sync")?;
    phone.page.wait_for("[data-photos='1']")?;

    line.take();
    line.cut_after(Way::Up, 40_000);
    line.then_cut_after(Way::Up, 30_000);
    server.resume()?;
    phone.press("sync")?;
    phone.page.wait_gone("[data-photos]")?;
    assert!(!line.will_cut(), "the line broke twice");

    let name = name(&phone, &doc)?;
    let at_office = server.database().with_extension("photos").join(&name[..2]).join(&name);
    let bytes = fs::read(&at_office).with_context(|| at_office.display().to_string())?;
    assert_eq!(photo::name(&bytes).to_string(), name, "exactly the bytes that the phone has");
    assert!(photo::examine(&bytes).is_ok(), "a picture and nothing else");
    assert!(!contains(&bytes, b"Exif") && !contains(&bytes, b"GPS"));
    assert!(bytes.len() <= PHOTO_BYTES_TARGET, "{} bytes", bytes.len());
    assert!(bytes.len() > 90_000, "{} bytes: breaking the line twice means something", bytes.len());
    let up = line.take().up;
    let most = (bytes.len() + 2 * PHOTO_PIECE_BYTES) as u64 + BESIDE_THE_PHOTO;
    assert!(up <= most, "{up} bytes went up for a photo of {}", bytes.len());
    assert_eq!(fs::read_dir(server.database().with_extension("photos").join("partial"))?.count(), 0);

    // A colleague looks at it.
    let other = Browser::launch(Some("2026-10-05T09:00:00+07:00"))?;
    let colleague = enrol(&other, &server, &line, "thu")?;
    colleague.follow(&format!("#/record/{doc}"))?;
    colleague.page.wait_text("chưa tải")?;
    colleague.press("fetch-photo")?;
    colleague.page.wait("document.querySelector('.photo img')?.naturalHeight === 1280")?;
    colleague.to("sync")?;
    assert_eq!(colleague.page.count("[data-photos]")?, 0, "it is not theirs to send");
    Ok(())
}

#[test]
fn a_full_phone_keeps_the_form_and_says_what_to_do() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let line = Proxy::to(server.address())?;
    let browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let phone = enrol(&browser, &server, &line, "mau")?;
    let folder = tempfile::tempdir()?;
    let file = camera(&phone.page, folder.path())?;
    phone.press("new-outreach")?;
    phone.ready("outreach")?;
    phone.page.fill("place", "Nhà văn hóa bản Huổi Cang")?;
    let origin = format!("http://{}", line.address());
    phone.page.call("Storage.overrideQuotaForOrigin", json!({ "origin": &origin, "quotaSize": 1 }))?;
    fill_up(&phone.page)?;
    take(&phone.page, &file)?;
    phone.page.wait_for("[data-problem='storage.full']")?;
    assert_eq!(phone.page.count(".photo")?, 0, "what is not kept is not shown");
    assert_eq!(phone.page.value("place")?, "Nhà văn hóa bản Huổi Cang");
    phone.page.call("Storage.overrideQuotaForOrigin", json!({ "origin": &origin }))?;
    take(&phone.page, &file)?;
    phone.page.wait("document.querySelector('.photo img')?.naturalWidth > 0")?;
    phone.page.wait_gone("[data-problem='storage.full']")
}

/// Writes until the browser says that there is no room: it looks at a changed quota only now and then.
fn fill_up(page: &Page) -> Result<()> {
    page.evaluate(
        "new Promise((full) => {
           const opening = indexedDB.open('filler', 1);
           opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
           opening.onsuccess = () => {
             const fill = () => {
               const work = opening.result.transaction('all', 'readwrite');
               work.objectStore('all').put(new Uint8Array(300000));
               work.oncomplete = () => setTimeout(fill, 500);
               work.onabort = () => full(true);
             };
             fill();
           };
           opening.onerror = () => full(true);
         })",
    )
    .map(drop)
}

/// Opens the app at the end of the line for the first time.
fn enrol(browser: &Browser, server: &Server, line: &Proxy, account: &str) -> Result<App> {
    let code = server.code(account)?;
    let app = App { page: browser.open(&format!("http://{}/#/enrol/{code}", line.address()))? };
    app.ready("enrol")?;
    app.page.tap("[data-act=enrol]")?;
    app.ready("start")?;
    app.page.wait_for("[data-act=group]")?;
    app.page.wait_for("[data-offline=ready]:not(html)")?;
    Ok(app)
}

/// What a phone's camera writes: a large picture lying on its side, red at the end that was up, with orientation and
/// place in its EXIF.
fn camera(page: &Page, folder: &Path) -> Result<PathBuf> {
    let drawn = page.evaluate(
        "(async () => {
           const canvas = new OffscreenCanvas(2400, 1600), pen = canvas.getContext('2d');
           let seed = 1;
           const dice = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
           for (let x = 0; x < 2400; x += 8) for (let y = 0; y < 1600; y += 8) {
             const shade = 40 + Math.floor(dice() * 120);
             pen.fillStyle = x < 1200 ? `rgb(255 ${shade} ${shade})` : `rgb(${shade} ${shade} 255)`;
             pen.fillRect(x, y, 8, 8);
           }
           const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
           const bytes = new Uint8Array(await blob.arrayBuffer());
           let text = '';
           for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
           return btoa(text);
         })()",
    )?;
    let bytes = unbase64(drawn.as_str().context("a picture")?)?;
    let (start, rest) = bytes.split_at(2);
    let with_exif = [start, &exif(), rest].concat();
    assert!(photo::examine(&with_exif).is_err() && contains(&with_exif, b"Exif"));
    let file = folder.join("IMG_20261005.jpg");
    fs::write(&file, with_exif)?;
    Ok(file)
}

/// A segment that says: turn it by 90°, taken at 21° N.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let head = [&b"MM\0\x2a"[..], &8_u32.to_be_bytes()].concat();
    let main = [&[0, 2][..], &entry(0x112, 3, 1, [0, 6, 0, 0]), &entry(0x8825, 4, 1, 38_u32.to_be_bytes())];
    let place =
        [&[0, 2][..], &entry(1, 2, 2, *b"N\0\0\0"), &entry(2, 5, 3, 68_u32.to_be_bytes()), &[0; 4]].concat();
    let degrees: Vec<u8> = [21_u32, 1, 2, 1, 3, 1].iter().flat_map(|number| number.to_be_bytes()).collect();
    let body =
        [b"Exif\0\0".to_vec(), head, main.concat(), vec![0; 4], place, degrees, b"GPS".to_vec()].concat();
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, 0xe1][..], &length, &body].concat()
}

/// Takes a picture with the camera's button.
fn take(page: &Page, file: &Path) -> Result<()> {
    page.choose_file("input[data-act=take-photo]", file)
}

/// Width and height of the photo on screen.
fn size(page: &Page) -> Result<(i64, i64)> {
    let side = |name: &str| -> Result<i64> {
        let side = page.evaluate(&format!("document.querySelector('.photo img').{name}"))?;
        side.as_i64().context("a side")
    };
    Ok((side("naturalWidth")?, side("naturalHeight")?))
}

/// Whether the photo on screen is red above and blue below.
fn is_upright(page: &Page) -> Result<bool> {
    let looks = page.evaluate(
        "(() => {
           const photo = document.querySelector('.photo img');
           const canvas = new OffscreenCanvas(10, 20), pen = canvas.getContext('2d');
           pen.drawImage(photo, 0, 0, 10, 20);
           const [above, below] = [4, 16].map((y) => pen.getImageData(5, y, 1, 1).data);
           return above[0] > above[2] + 40 && below[2] > below[0] + 40;
         })()",
    )?;
    Ok(looks == true)
}

/// The name of the photo on a record's page.
fn name(phone: &App, doc: &str) -> Result<String> {
    phone.follow(&format!("#/record/{doc}"))?;
    let name = phone.page.wait("document.querySelector('figure.photo')?.dataset.photo")?;
    Ok(name.as_str().context("a name")?.to_owned())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
