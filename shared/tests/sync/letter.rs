//! What a letter promises: whoever carries it learns nothing and changes nothing, and who cannot open it is told why.

use shared::id::{DeviceId, UnitCode};
use shared::limits::LETTER_BYTES_MAX;
use shared::sync::letter::{self, LetterError, Outside, Question, Reply, SealSecret, Way};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{Cursor, Request, Response, VERSION};

const DEVICE: DeviceId = DeviceId([1; 8]);

fn area() -> UnitCode {
    "BM".parse().unwrap()
}

fn office() -> SealSecret {
    SealSecret::from_seed([1; 32])
}

fn phone() -> SealSecret {
    SealSecret::from_seed([2; 32])
}

fn request() -> Request {
    let cursor = Cursor {
        unit: "HT".into(),
        org: "youth_union".into(),
        position: 3,
        register: 1,
        digest: 7,
        fill: None,
        locator: Vec::new(),
    };
    let partition = "HT/youth_union".parse().unwrap();
    let bundle = "Nhà văn hóa bản Huổi Cang ".repeat(40).into_bytes();
    let parcel = Parcel::seal(DEVICE, 1, &partition, bundle, &SigningKey::from_seed([3; 32]));
    Request { version: VERSION, epoch: 9, cursors: vec![cursor], parcels: vec![parcel], room: 0 }
}

fn question() -> Question {
    Question { device: DEVICE.0.into(), request: request() }
}

fn reply() -> Reply {
    let response = Response {
        version: VERSION,
        epoch: 9,
        time_ms: 1_791_219_599_000,
        verdicts: Vec::new(),
        partitions: Vec::new(),
        people: Vec::new(),
    };
    Reply { letter: [4; 8].into(), responses: vec![response] }
}

fn sent() -> Vec<u8> {
    letter::to_office(office().public(), &area(), &question(), [9; 32]).unwrap()
}

fn answer() -> Vec<u8> {
    letter::to_phone(&office(), (DEVICE, phone().public()), &area(), &reply(), [9; 32]).unwrap()
}

fn open(letter: &[u8]) -> Result<Reply, LetterError> {
    letter::open_on_phone(&phone(), DEVICE, office().public(), letter)
}

#[test]
fn what_was_sealed_is_read_by_whom_it_was_sealed_to() {
    assert_eq!(letter::open_at_office(&office(), &sent()), Ok(question()));
    assert_eq!(open(&answer()), Ok(reply()));
}

#[test]
fn the_driver_cannot_read_it() {
    let letter = sent();
    let plain = shared::sync::frame::pack(&request().to_bytes());
    for secret in ["Huổi Cang".as_bytes(), b"youth_union", &plain[..24]] {
        assert!(!letter.windows(secret.len()).any(|part| part == secret));
    }
    // With keys of his own, and the office's public one, he has what everybody has.
    for seed in 2..20 {
        let own = SealSecret::from_seed([seed; 32]);
        assert_eq!(letter::open_at_office(&own, &letter), Err(LetterError::OtherArea(area())));
    }
    // The same content twice does not look the same.
    let again = letter::to_office(office().public(), &area(), &question(), [8; 32]).unwrap();
    let alike = letter.iter().zip(&again).filter(|(one, other)| one == other).count();
    assert!(alike < letter.len() / 8, "{alike} of {}", letter.len());
}

#[test]
fn a_letter_says_on_its_outside_where_it_goes_and_nothing_else() {
    let Outside { way, area: written, id } = letter::outside(&sent()).unwrap();
    assert!(matches!(way, Way::ToOffice(_)));
    assert_eq!(written, area());
    assert_eq!(id[..], sent()[sent().len() - 8..]);
    assert_eq!(letter::outside(&answer()).unwrap().way, Way::ToPhone(DEVICE));
}

#[test]
fn a_letter_that_was_touched_anywhere_is_taken_for_damaged() {
    for letter in [sent(), answer()] {
        for at in 0..letter.len() {
            let mut touched = letter.clone();
            touched[at] ^= 0x10;
            let told = [letter::open_at_office(&office(), &touched).err(), open(&touched).err()];
            for error in told {
                let expected = match at {
                    0..5 => LetterError::NotOurs,
                    5 => LetterError::VersionNew,
                    _ => LetterError::Damaged,
                };
                assert_eq!(error, Some(expected), "byte {at}");
            }
        }
        for length in 0..letter.len() {
            let cut = &letter[..length];
            assert!(letter::open_at_office(&office(), cut).is_err() && open(cut).is_err());
        }
    }
}

#[test]
fn somebody_who_mends_the_check_gains_nothing() {
    use sha2::{Digest, Sha256};
    let letter = sent();
    let end = letter.len() - 8;
    for at in (6..end).step_by(7) {
        let mut forged = letter[..end].to_vec();
        forged[at] ^= 1;
        let check = Sha256::digest(&forged);
        forged.extend_from_slice(&check[..8]);
        assert!(letter::open_at_office(&office(), &forged).is_err(), "byte {at}");
    }
}

#[test]
fn who_gets_the_wrong_file_is_told_which() {
    assert_eq!(letter::open_at_office(&office(), &answer()), Err(LetterError::WrongWay));
    assert_eq!(open(&sent()), Err(LetterError::WrongWay));
    let other = letter::open_on_phone(&phone(), DeviceId([5; 8]), office().public(), &answer());
    assert_eq!(other, Err(LetterError::NotForThisPhone));
    assert_eq!(open(b"%PDF-1.7"), Err(LetterError::NotOurs));
    assert_eq!(open(b""), Err(LetterError::NotOurs));
    let huge = [sent(), vec![0; LETTER_BYTES_MAX]].concat();
    assert_eq!(letter::open_at_office(&office(), &huge), Err(LetterError::TooLarge));
}

#[test]
fn an_answer_that_another_office_wrote_is_not_believed() {
    let impostor = SealSecret::from_seed([6; 32]);
    let forged = letter::to_phone(&impostor, (DEVICE, phone().public()), &area(), &reply(), [9; 32]).unwrap();
    assert_eq!(open(&forged), Err(LetterError::Damaged));
}

#[test]
fn an_office_writes_on_from_where_its_answer_ends() {
    let request = request();
    let mut response = reply().responses.remove(0);
    assert_eq!(letter::next(&request, &response), None, "nothing more");
    let news = |more, ask_locator| shared::sync::wire::PartitionNews {
        unit: "HT".into(),
        org: "youth_union".into(),
        from: 3,
        to: 9,
        more,
        last: 20,
        digest: 11,
        steps: Vec::new(),
        bundle: Vec::new().into(),
        register: None,
        fill: None,
        ask_locator,
    };
    response.partitions = vec![news(true, false)];
    let next = letter::next(&request, &response).unwrap();
    assert_eq!((next.parcels.len(), next.cursors.len()), (0, 1));
    assert_eq!((next.cursors[0].position, next.cursors[0].digest, next.cursors[0].register), (9, 11, 1));
    response.partitions = vec![news(true, true)];
    assert_eq!(letter::next(&request, &response), None, "the phone must look into its own store first");
}
