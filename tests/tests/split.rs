//! A commune is split while a phone is away: the phone moves to the part that its person was given, has that part's
//! groups, and nothing that it wrote under the old code is refused or lost.

use anyhow::{Context, Result};
use headless::device::Device;
use messages::Standing;
use shared::id::DocId;
use shared::record::{Kind, Scalar};
use tests::native::{self, settled};
use tests::server::Server;

/// 12 October 2026, 08:00 in Vietnam.
const NOW_MS: i64 = 1_791_766_800_000;

#[test]
fn a_phone_follows_its_person_into_a_part_of_a_split_commune() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-12")?;
    let folder = tempfile::tempdir()?;
    let phone = |account: &str| native::phone(&server, folder.path(), account, NOW_MS);
    let (mau, thu) = (phone("mau")?, phone("thu")?);
    let written = [write(&thu, 1, "T-0005")?, write(&thu, 2, "T-0001")?];

    let groups = (1..=7).flat_map(|number| {
        let part = if number <= 3 { "H1" } else { "H2" };
        ["--group".to_owned(), format!("T-000{number}={part}")]
    });
    let split = ["units", "split", "HT", "--part", "H1=Huổi Trên", "--part", "H2=Huổi Dưới", "--rest", "H1"];
    let people = ["--account", "mau=H1", "--account", "thu=H2", "--from", "2026-10-12", "--do"];
    let command: Vec<String> =
        split.iter().chain(&people).map(|part| (*part).to_owned()).chain(groups).collect();
    server.run(&command.iter().map(String::as_str).collect::<Vec<_>>())?;

    for (device, unit, groups) in [(&thu, "H2", 4), (&mau, "H1", 3)] {
        settled(device)?;
        settled(device)?;
        let home = device.home()?.identity.context("an identity")?;
        assert_eq!(home.partition.unit.as_str(), unit);
        assert_eq!(device.register()?.context("its register")?.groups.len(), groups);
    }
    let rows = thu.records()?;
    for doc in written {
        let row = rows.iter().find(|row| row.facts.doc == doc).context("a row")?;
        assert_eq!((row.standing.clone(), row.facts.partition.unit.as_str()), (Standing::Received, "HT"));
    }
    assert_eq!(server.count("SELECT count(*) FROM refusal")?, 0);

    // What is written from now on is the part's.
    write(&thu, 3, "T-0006")?;
    settled(&thu)?;
    assert_eq!(server.count("SELECT count(*) FROM change WHERE unit = 'H2'")?, 1);
    Ok(())
}

/// Begins the inspection of a group.
fn write(device: &Device, number: u8, group: &str) -> Result<DocId> {
    let doc = DocId([number; 16]);
    let edits = [
        ("inspection_kind", Scalar::from("commune_to_group")),
        ("group_code", group.into()),
        ("event_date", Scalar::Int(20_261_012)),
    ];
    let edits = edits.map(|(key, value)| (key.to_owned(), value)).to_vec();
    device.save(doc, Kind::Inspection, edits)?;
    Ok(doc)
}
