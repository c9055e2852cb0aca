//! What the synchronisation promises, against the real process: what has a receipt survives, what is bad is
//! refused by its code and loses nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use rusqlite::Connection;
use shared::sync::frame::pack;
use shared::sync::wire::Verdict;
use support::{Keys, Made, Office, Phone, SYNC_TYPE, asking, asking_with, brought};

#[test]
fn a_change_with_a_receipt_survives_a_killed_server() {
    let mut office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let request = asking("HT", vec![phone.change(1, "HT")]);
    let answer = phone.sync(&office, &request);
    assert_eq!(answer.verdicts, [Verdict::Stored(1)]);
    office.kill();
    office.resume(&[]);
    assert_eq!(phone.sync(&office, &request).verdicts, [Verdict::Duplicate(1)]);
    let other = Phone::enrol(&office, "thu");
    let news = other.sync(&office, &asking("HT", Vec::new()));
    assert_eq!(brought(&news).len(), 1);
    assert_eq!(news.people[0].name, "Vàng Thị Mẫu");
    assert!(office.run(&["check"]).contains("records: 1"));
}

#[test]
fn a_phone_gets_the_register_of_its_own_commune_once() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let mut request = asking("HT", Vec::new());
    let first = phone.sync(&office, &request);
    assert_eq!(first.partitions.len(), 1);
    let register = first.partitions[0].register.as_ref().unwrap();
    request.epoch = first.epoch;
    request.cursors[0].register = register.version;
    assert!(phone.sync(&office, &request).partitions.is_empty());
}

#[test]
fn a_change_for_a_foreign_commune_is_refused_and_the_others_are_kept() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let foreign = phone.sync(&office, &asking("KL", vec![phone.change(1, "KL")]));
    assert_eq!(foreign.verdicts, [Verdict::Refused("change.foreign_unit".into())]);
    assert_eq!(foreign.partitions[0].unit, "HT");
    let mut garbage = phone.change(2, "HT");
    garbage.bytes = vec![0x85; 40];
    let mixed = phone.sync(&office, &asking("HT", vec![garbage, phone.change(3, "HT")]));
    assert_eq!(mixed.verdicts, [Verdict::Refused("change.malformed".into()), Verdict::Stored(1)]);
}

#[test]
fn a_body_that_is_no_exchange_is_refused_by_its_code() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let refused = |body: &[u8]| {
        let answer = phone.post(&office, body);
        (answer.status, answer.code())
    };
    assert_eq!(refused(b"garbage"), (400, "sync.malformed".into()));
    assert_eq!(refused(b""), (400, "sync.malformed".into()));
    assert_eq!(refused(&pack(b"not a request")), (400, "sync.malformed".into()));
    assert_eq!(refused(&vec![7; 10 * 1024 * 1024]), (413, "sync.too_large".into()));
    assert_eq!(refused(&pack(&vec![0; 8 * 1024 * 1024])), (413, "sync.too_large".into()));
    let mut old = asking("HT", Vec::new());
    old.version = 0;
    assert_eq!(refused(&pack(&old.to_bytes())), (426, "sync.version_old".into()));
    let bearer = format!("Bearer {}", phone.token);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let json = office.send("POST", "/sync/v1", &headers, b"{}");
    assert_eq!((json.status, json.code()), (415, "sync.wrong_type".into()));
    // And it still answers.
    assert!(phone.sync(&office, &asking("HT", Vec::new())).epoch > 0);
}

#[test]
fn who_it_is_follows_from_the_token_alone_and_a_revoked_phone_is_not_heard() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thu");
    let body = pack(&asking("HT", vec![phone.change(1, "HT")]).to_bytes());
    let nobody = office.send("POST", "/sync/v1", &[("content-type", SYNC_TYPE)], &body);
    assert_eq!((nobody.status, nobody.code()), (401, "device.unknown".into()));
    let other = Phone::enrol(&office, "mau");
    let taken_over = Made { device: other.device, ..phone.change(1, "HT") };
    let under_another_name = other.sync(&office, &asking("HT", vec![taken_over]));
    assert_eq!(under_another_name.verdicts, [Verdict::Refused("change.wrong_actor".into())]);
    let signed_by_another = asking_with("HT", vec![phone.change(1, "HT")], &Keys::of(2));
    let forged = other.sync(&office, &signed_by_another);
    assert_eq!(forged.verdicts, [Verdict::Refused("parcel.forged".into())]);
    office.run(&["device", "revoke", &phone.device.to_string()]);
    let revoked = phone.post(&office, &body);
    assert_eq!((revoked.status, revoked.code()), (403, "device.revoked".into()));
    let carried = other.sync(&office, &asking("HT", vec![phone.change(1, "HT")]));
    assert_eq!(carried.verdicts, [Verdict::Refused("device.revoked".into())]);
    let rows: i64 = Connection::open(office.database())
        .unwrap()
        .query_row("SELECT count(*) FROM change", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 0);
}

#[test]
fn an_inspector_writes_inspections_of_the_area_and_nothing_else() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "thanhtra");
    assert_eq!(phone.unit, "BM");
    let outreach = phone.sync(&office, &asking("BM", vec![phone.change(1, "BM")]));
    assert_eq!(outreach.verdicts, [Verdict::Refused("change.wrong_kind".into())]);
    let commune = phone.sync(&office, &asking("HT", vec![phone.change(1, "HT")]));
    assert_eq!(commune.verdicts, [Verdict::Refused("change.foreign_unit".into())]);
}

#[test]
fn an_office_from_a_backup_says_so_and_keeps_its_digests() {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let before = phone.sync(&office, &asking("HT", vec![phone.change(1, "HT"), phone.change(2, "HT")])).epoch;
    assert!(office.run(&["restored"]).starts_with("epoch "));
    let after = phone.sync(&office, &asking("HT", Vec::new())).epoch;
    assert_ne!(before, after);
    assert!(office.run(&["check"]).contains("records: 2"));
    let spoil = Connection::open(office.database()).unwrap();
    spoil.execute("UPDATE change SET digest = 7 WHERE position = 2", []).unwrap();
    assert!(office.run_in_vain(&["check"]).contains("digests"));
}

#[test]
fn a_database_from_before_digests_learns_them_when_it_is_opened() {
    let mut office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    phone.sync(&office, &asking("HT", vec![phone.change(1, "HT"), phone.change(2, "HT")]));
    office.kill();
    let old = Connection::open(office.database()).unwrap();
    old.execute_batch(
        "DROP TABLE sending_return; DROP TABLE sending; DROP TABLE report_wording; DROP TABLE issued;
         DROP TABLE addition_wording; DROP TABLE addition; DROP TABLE account_move; DROP INDEX savings_group_code;
         ALTER TABLE unit DROP COLUMN division;
         DROP TABLE household; DROP TABLE office; DROP TABLE upload; DROP TABLE heading_map;
         ALTER TABLE change DROP COLUMN digest; DROP TABLE record; DROP INDEX change_feed;
         CREATE UNIQUE INDEX change_feed ON change (unit, org, position) WHERE position IS NOT NULL;
         PRAGMA user_version = 5;",
    )
    .unwrap();
    drop(old);
    office.resume(&[]);
    assert!(office.run(&["check"]).contains("records: 2"), "the digests are those of the log");
    let other = Phone::enrol(&office, "thu");
    assert_eq!(
        brought(&other.sync(&office, &asking("HT", Vec::new()))).len(),
        2,
        "and a filling finds the records"
    );
}
