//! The app's files: hashed ones for good, precompressed where the browser takes it, never a page for a missing
//! script.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use support::{Office, file};

#[test]
fn files_are_served_with_the_right_headers_and_a_missing_script_is_never_a_page() {
    let mut office = Office::closed();
    for (name, content) in [
        ("app/index.html", "<!doctype html><title>Sổ Bản</title>"),
        ("app/sw.js", "// worker"),
        ("app/ui-0a1b2c3d4e5f.js", "plain"),
        ("app/ui-0a1b2c3d4e5f.js.br", "brotli"),
        ("app/ui-0a1b2c3d4e5f.js.gz", "gzip"),
        ("app/ui-0a1b2c3d4e5f.wasm", "\0asm"),
        ("secret.txt", "secret"),
    ] {
        file(&office, name, content);
    }
    let app = office.folder.path().join("app");
    office.resume(&["--app", &app.to_string_lossy()]);
    let get = |path: &str, encoding: &str| office.send("GET", path, &[("accept-encoding", encoding)], b"");
    let page = get("/", "");
    assert!(page.text().contains("Sổ Bản"));
    assert_eq!((page.header("cache-control"), page.header("content-type")), ("no-cache", "text/html"));
    assert_eq!(get("/sw.js", "").header("cache-control"), "no-cache");
    let script = get("/ui-0a1b2c3d4e5f.js", "gzip, br");
    assert_eq!((script.text().as_str(), script.header("content-encoding")), ("brotli", "br"));
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(get("/ui-0a1b2c3d4e5f.js", "gzip").text(), "gzip");
    assert_eq!(get("/ui-0a1b2c3d4e5f.js", "").text(), "plain");
    assert_eq!(get("/ui-0a1b2c3d4e5f.wasm", "").header("content-type"), "application/wasm");
    assert_eq!(page.header("cross-origin-embedder-policy"), "require-corp");
    for missing in ["/ui-ffffffff00.js", "/none.wasm", "/../secret.txt", "/%2e%2e/secret.txt"] {
        let answer = get(missing, "");
        assert_eq!((answer.status, answer.code()), (404, "page.unknown".into()), "{missing}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    let typed = get("/records", "");
    assert!(typed.status == 404 && typed.text().contains("Không có trang này"));
    assert_eq!(get("/healthz", "").text(), "{\"ok\":true}");
}
