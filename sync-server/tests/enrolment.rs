//! The way in for phones: one code, one device, once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::Office;

#[test]
fn a_code_enrols_one_device_once() {
    let office = Office::open(&[]);
    let code = office.code("mau");
    let typed = format!("{}-{}", code[..5].to_uppercase(), &code[5..]);
    let first = office.enrol(&typed);
    assert_eq!((first.status, first.json("unit_name").as_str()), (200, "Huổi Trăng"));
    assert_eq!(first.json("role"), "commune_lead");
    let second = office.enrol(&code);
    assert_eq!((second.status, second.code()), (403, "enrol.code_used".into()));
    let made_up = office.enrol("aaaaaaaaaa");
    assert_eq!((made_up.status, made_up.code()), (403, "enrol.code_unknown".into()));
    let malformed = office.send("POST", "/enrol/v1", &[], b"{");
    assert_eq!((malformed.status, malformed.code()), (400, "enrol.malformed".into()));
}

#[test]
fn neither_codes_nor_tokens_lie_in_the_database() {
    let office = Office::open(&[]);
    let code = office.code("mau");
    let token = office.enrol(&code).json("token");
    let cookie = office.log_in("vidu");
    let connection = Connection::open(office.database()).unwrap();
    connection.pragma_update(None, "wal_checkpoint", "truncate").ok();
    let mut bytes = std::fs::read(office.database()).unwrap();
    bytes.extend(std::fs::read(office.database().with_extension("db-wal")).unwrap_or_default());
    let is_there = |secret: &str| bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
    assert!(is_there("Vàng Thị Mẫu"));
    for secret in [code.as_str(), token.as_str(), cookie.split_once('=').unwrap().1, "so-ban-2026"] {
        assert!(!is_there(secret));
    }
}

#[test]
fn guessing_codes_is_stopped() {
    let office = Office::open(&[]);
    let refused = (0..80).map(|_| office.enrol("aaaaaaaaaa").code()).find(|code| code == "rate.limited");
    assert!(refused.is_some());
}

#[test]
fn who_writes_no_records_gets_no_code() {
    let office = Office::open(&[]);
    for account in ["giadinh", "quantri", "nobody"] {
        office.run_in_vain(&["device", "code", "--account", account]);
    }
}
