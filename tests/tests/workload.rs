//! Records of free form: an office for measures takes them and no other does; what one device replays another one
//! dumps, and of two values that meet both can be reached.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]
use std::fs;
use std::path::Path;

use headless::device::Device;
use headless::workload;
use serde_json::{Value, json};
use shared::record::Kind;
use tests::server::Server;

const ID: &str = "01JC7Q9ZK3V5T8W2X4Y6A0BCDE";
const TODAY: &str = "2026-10-05";
const TRIES: u32 = 5;

fn edit(phase: &str, device: &str, path: &Value, value: &Value) -> Value {
    json!({ "t": "edit", "seq": 0, "phase": phase, "dev": device, "id": ID, "set": [[path, value]] })
}

fn dumped(device: &Device, folder: &Path) -> Value {
    let file = folder.join("dump.jsonl");
    workload::dump(device, &file).unwrap();
    serde_json::from_str(fs::read_to_string(file).unwrap().trim_end()).unwrap()
}

#[test]
fn a_workload_is_replayed_on_two_devices_and_both_sides_of_a_conflict_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(&tests::dist(), TODAY).unwrap();
    server.resume_for_bench().unwrap();
    let borrowers = json!([{ "ten": "Lò Thị Mẫu", "no": 5_000_000 }]);
    let lines = [
        json!({ "t": "meta", "v": 1 }),
        edit("P1", "A", &json!(["vi_do"]), &json!(21.51234)),
        edit("P1", "A", &json!(["nguoi_vay"]), &borrowers),
        edit("P5", "A", &json!(["nguoi_vay", 0, "no"]), &json!(1)),
        edit("P5", "B", &json!(["nguoi_vay", 0, "no"]), &json!(2)),
    ];
    let file = folder.path().join("w.jsonl");
    fs::write(&file, lines.map(|line| format!("{line}\n")).concat()).unwrap();
    let [a, b] = ["A", "B"].map(|name| {
        let device = Device::open(&folder.path().join(name), server.address()).unwrap();
        device.enrol(name, name).unwrap();
        device
    });
    assert_eq!(workload::apply(&a, &file, "P1", "A").unwrap(), 2);
    a.sync_patiently(TRIES).unwrap();
    b.sync_patiently(TRIES).unwrap();
    let whole = json!({ "id": ID, "vi_do": 21.51234, "nguoi_vay": borrowers });
    assert_eq!(dumped(&b, folder.path()), json!({ "id": ID, "doc": whole }));
    for (device, name) in [(&a, "A"), (&b, "B")] {
        assert_eq!(workload::apply(device, &file, "P5", name).unwrap(), 1);
    }
    for device in [&a, &b, &a] {
        device.sync_patiently(TRIES).unwrap();
    }
    let met = dumped(&a, folder.path());
    assert_eq!(met, dumped(&b, folder.path()));
    let (won, lost) = (&met["doc"]["nguoi_vay"][0]["no"], &met["alts"][0]);
    assert_eq!(lost[0], json!(["nguoi_vay", 0, "no"]));
    assert_eq!([won.as_i64(), lost[1].as_i64()].iter().flatten().sum::<i64>(), 3, "{met}");
}

#[test]
fn an_office_that_is_not_for_measures_refuses_free_form() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&tests::dist(), TODAY).unwrap();
    let device = Device::open(folder.path(), server.address()).unwrap();
    assert!(device.enrol("A", "A").is_err(), "any code enrols");
    device.enrol(&server.code("mau").unwrap(), "A").unwrap();
    device
        .save(headless::free_form::doc_of(ID).unwrap(), Kind::FreeForm, vec![("x".into(), 1.into())])
        .unwrap();
    let status = device.sync();
    assert_eq!((status.refused, server.count("SELECT count(*) FROM change").unwrap()), (1, 0), "{status:?}");
}
