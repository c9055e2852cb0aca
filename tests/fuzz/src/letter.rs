//! What the target `letter` does with one input; the ordinary tests of `shared` run it over the corpus too.

use sha2::{Digest, Sha256};
use shared::id::{DeviceId, UnitCode};
use shared::limits::LETTER_INFLATED_BYTES_MAX;
use shared::sync::frame;
use shared::sync::letter::{self, Question, Reply, SealSecret};

/// The phone to which answers go.
pub const DEVICE: DeviceId = DeviceId([1; 8]);

/// The key of the office.
pub fn office() -> SealSecret {
    SealSecret::from_seed([1; 32])
}

/// The key of the phone.
pub fn phone() -> SealSecret {
    SealSecret::from_seed([2; 32])
}

/// The input as a file, as a file with the right check (which the fuzzer would never guess), and as what somebody who
/// knows the office's public key may have sealed.
pub fn letter(data: &[u8]) {
    file(data);
    let check = Sha256::digest(data);
    file(&[data, &check[..8]].concat());
    inside(data);
    if let Ok(content) = frame::unpack(data, LETTER_INFLATED_BYTES_MAX) {
        inside(&content);
    }
}

fn file(bytes: &[u8]) {
    let outside = letter::outside(bytes);
    if let Ok(outside) = &outside {
        assert_eq!(outside.id[..], bytes[bytes.len() - 8..]);
        assert_eq!(outside.area.as_str().parse::<UnitCode>().as_ref(), Ok(&outside.area));
    }
    let question = letter::open_at_office(&office(), bytes);
    let reply = letter::open_on_phone(&phone(), DEVICE, office().public(), bytes);
    assert!(outside.is_ok() || (question.is_err() && reply.is_err()));
    assert!(question.is_err() || reply.is_err(), "a letter goes one way");
}

fn inside(content: &[u8]) {
    let Ok(area) = "BM".parse() else { return };
    if let Ok(question) = Question::from_bytes(content) {
        assert_eq!(Question::from_bytes(&question.to_bytes()).as_ref(), Ok(&question));
        if let Ok(sealed) = letter::to_office(office().public(), &area, &question, [3; 32]) {
            assert_eq!(letter::open_at_office(&office(), &sealed), Ok(question));
        }
    }
    if let Ok(reply) = Reply::from_bytes(content) {
        assert_eq!(Reply::from_bytes(&reply.to_bytes()).as_ref(), Ok(&reply));
        let to = (DEVICE, phone().public());
        if let Ok(sealed) = letter::to_phone(&office(), to, &area, &reply, [3; 32]) {
            assert_eq!(letter::open_on_phone(&phone(), DEVICE, office().public(), &sealed), Ok(reply));
        }
    }
}
