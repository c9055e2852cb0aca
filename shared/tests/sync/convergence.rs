//! Phones and an office under a random history: edits without signal, lost requests, lost answers, doubled
//! sendings, killed apps, an office restored from an old backup. Whatever happens, when the line is good
//! again all hold the same, nothing is lost and nothing is there twice.

use std::collections::{BTreeMap, BTreeSet};

use futures_lite::future::block_on;
use proptest::prelude::*;
use shared::crdt::Document;
use shared::frozen;
use shared::id::{ChangeHash, DocId};
use shared::record::Kind;
use shared::store::{Carriage, MemoryStore, Store};
use shared::sync::phone::Event;

use crate::parties::{Phone, Server, Weather, derive, document, rows};
use crate::world::{Dice, edits};

const WEATHERS: [Weather; 8] = [
    Weather::Fair,
    Weather::Fair,
    Weather::Fair,
    Weather::RequestLost,
    Weather::AnswerLost,
    Weather::Doubled,
    Weather::Portal,
    Weather::Busy,
];

/// The naive reference: every change that anybody ever saved, by record.
#[derive(Default)]
struct Reference {
    changes: BTreeMap<DocId, BTreeMap<ChangeHash, Vec<u8>>>,
    places: BTreeMap<DocId, (Kind, String)>,
}

impl Reference {
    fn keep(&mut self, phone: &Phone, doc: DocId, kind: Kind) {
        self.places.insert(doc, (kind, phone.home.to_string()));
        let all = self.changes.entry(doc).or_default();
        for row in rows(&phone.store, doc) {
            all.insert(row.change.hash, row.change.bytes);
        }
    }

    /// All changes of a record laid together in any order that causes allow.
    fn merged(&self, doc: DocId) -> Document {
        let mut document = Document::new();
        let mut left: Vec<&Vec<u8>> = self.changes[&doc].values().collect();
        while !left.is_empty() {
            left.retain(|bytes| document.apply([bytes.as_slice()]).is_err());
        }
        document
    }
}

fn check(store: &MemoryStore, reference: &Reference, unit: Option<&str>, who: &str) {
    let entries: BTreeMap<DocId, _> =
        block_on(store.entries()).unwrap().into_iter().map(|entry| (entry.facts.doc, entry)).collect();
    let here: BTreeSet<DocId> = entries.keys().copied().collect();
    let expected: BTreeSet<DocId> = reference
        .places
        .iter()
        .filter(|(_, (_, home))| unit.is_none_or(|unit| home == unit))
        .map(|(doc, _)| *doc)
        .collect();
    assert_eq!(here, expected, "{who} holds exactly the records of its scope");
    for doc in here {
        let all = rows(store, doc);
        assert!(
            all.iter().all(|row| matches!(row.carriage, Carriage::Received(_))),
            "{who}: {:?}",
            all.iter().map(|row| &row.carriage).collect::<Vec<_>>()
        );
        let hashes: BTreeSet<ChangeHash> = all.iter().map(|row| row.change.hash).collect();
        assert_eq!(hashes.len(), all.len(), "{who} holds nothing twice");
        assert_eq!(hashes, reference.changes[&doc].keys().copied().collect(), "{who} lost nothing");
        let merged = document(store, doc);
        assert_eq!(merged.flat(), reference.merged(doc).flat(), "{who} reads what was written");
        let row = &all[0].change;
        assert_eq!(
            entries[&doc],
            derive(doc, &row.partition, row.kind, &frozen::flat(&merged, row.kind)),
            "{who}: entries are of what counts of the newest"
        );
    }
}

fn positions_are_gapless(server: &Server) {
    let mut by_partition: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for entry in block_on(server.store.entries()).unwrap() {
        for row in rows(&server.store, entry.facts.doc) {
            let Carriage::Received(position) = row.carriage else { panic!("{row:?}") };
            assert!(by_partition.entry(row.change.partition.to_string()).or_default().insert(position));
        }
    }
    for (partition, positions) in by_partition {
        let count = u64::try_from(positions.len()).unwrap();
        assert_eq!(positions.into_iter().collect::<Vec<_>>(), (1..=count).collect::<Vec<_>>(), "{partition}");
    }
}

fn live(seed: u64, steps: usize) {
    let mut dice = Dice(seed);
    let mut server = Server::new();
    let mut phones: Vec<Phone> =
        [(1, "HT"), (2, "HT"), (3, "HT"), (4, "NS")].map(|(number, unit)| Phone::new(number, unit)).into();
    let mut reference = Reference::default();
    let mut backup = None;
    let mut profile = None;
    // What an office from a backup and a phone from an old profile both forgot is gone: one or the other.
    let offices_forget = dice.once_in(2);
    for step in 0..steps {
        let phone = dice.below(phones.len());
        let phone = &mut phones[phone];
        phone.now_ms += i64::try_from(dice.below(100_000)).unwrap() - 10_000;
        let known = block_on(phone.store.entries()).unwrap();
        let known: Vec<(DocId, Kind)> =
            known.iter().map(|known| (known.facts.doc, known.facts.kind)).collect();
        match dice.below(21) {
            0..4 => {
                let kind = *dice.pick(&Kind::ALL);
                let doc = phone.make(u8::try_from(step).unwrap(), kind);
                reference.keep(phone, doc, kind);
            }
            4..10 if !known.is_empty() => {
                let (doc, kind) = *dice.pick(&known);
                phone.save(doc, kind, &edits(&mut dice, kind));
                reference.keep(phone, doc, kind);
                phone.run(&mut server, Event::Saved, || *dice.pick(&WEATHERS));
            }
            10..15 => {
                let event = dice.pick(&[Event::Started, Event::Awake, Event::ByHand, Event::Tick]).clone();
                phone.run(&mut server, event, || *dice.pick(&WEATHERS));
            }
            15 => phone.restart(),
            16 if dice.once_in(3) => backup = Some(server.store.clone()),
            17 if dice.once_in(3) && offices_forget => {
                if let Some(old) = backup.take() {
                    server.store = old;
                    // Sometimes nobody says so.
                    server.epoch += u64::from(dice.once_in(2));
                }
            }
            18 if block_on(phone.store.unreceived()).unwrap().is_empty() => {
                profile = Some((phone.number, phone.store.clone()));
            }
            19 if !offices_forget && block_on(phone.store.unreceived()).unwrap().is_empty() => {
                if let Some((_, old)) = profile.take_if(|(number, _)| *number == phone.number) {
                    phone.store = old;
                    phone.restart();
                }
            }
            _ => {}
        }
    }
    // A restored office takes a round to tell everybody, and another one to pass on what comes back.
    for _ in 0..4 {
        for phone in &mut phones {
            phone.sync(&mut server);
        }
    }
    check(&server.store, &reference, None, "the office");
    positions_are_gapless(&server);
    for phone in &mut phones {
        let unit = phone.home.to_string();
        check(&phone.store, &reference, Some(&unit), &format!("phone {}", phone.number));
        let before = server.exchanges;
        phone.sync(&mut server);
        assert_eq!(server.exchanges, before + 1, "nothing new takes one exchange");
        assert!(server.bytes.0 < 200 && server.bytes.1 < 200, "of few bytes: {:?}", server.bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn phones_and_office_converge_and_lose_nothing(seed: u64, steps in 1_usize..120) {
        live(seed, steps);
    }
}
