//! The way in for phones: one code, one device, once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use support::{Keys, Office};

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
fn a_phone_tells_its_keys_and_learns_where_its_letters_go() {
    let office = Office::open(&[]);
    let without = format!(r#"{{"code":"{}","label":""}}"#, office.code("mau"));
    assert_eq!(office.send("POST", "/enrol/v1", &[], without.as_bytes()).code(), "enrol.malformed");
    let weak = format!(
        r#"{{"code":"{}","sign_key":"{:064}","seal_key":"{}"}}"#,
        office.code("mau"),
        0,
        Keys::of(1).seal.public()
    );
    assert_eq!(office.send("POST", "/enrol/v1", &[], weak.as_bytes()).code(), "enrol.malformed");
    let commune = office.enrol(&office.code("mau"));
    let area = office.enrol(&office.code("vidu"));
    assert_eq!((commune.json("area"), area.json("area")), ("BM".into(), "BM".into()));
    assert_eq!(commune.json("office_key"), area.json("office_key"));
    assert_eq!(commune.json("office_key").len(), 64);
}

#[test]
fn a_phone_of_before_there_were_keys_tells_them_once() {
    let office = Office::open(&[]);
    let enrolled = office.enrol(&office.code("mau"));
    let connection = Connection::open(office.database()).unwrap();
    connection.execute("UPDATE device SET verify_key = NULL, seal_key = NULL", []).unwrap();
    let tell = |token: &str, keys: &Keys| {
        let bearer = format!("Bearer {token}");
        let body = format!("{{{}}}", keys.fields());
        office.send("POST", "/keys/v1", &[("authorization", &bearer)], body.as_bytes())
    };
    let token = enrolled.json("token");
    assert_eq!(tell("no token", &Keys::of(2)).code(), "device.unknown");
    for again in 0..2 {
        let told = tell(&token, &Keys::of(2));
        assert_eq!((told.status, told.json("area")), (200, "BM".into()), "{again}");
        assert_eq!(told.json("office_key"), enrolled.json("office_key"));
    }
    let others = tell(&token, &Keys::of(3));
    assert_eq!((others.status, others.code()), (409, "device.other_keys".into()));
    office.run(&["device", "revoke", &enrolled.json("device")]);
    assert_eq!(tell(&token, &Keys::of(2)).code(), "device.revoked");
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
