//! What the office promises of photos, against the real process: what arrives is kept byte for byte, is whole when it
//! says so, comes only where a record names it, and is seen only by those who may read that record.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod support;

use std::time::{Duration, Instant};

use shared::id::PhotoHash;
use shared::photo;
use support::{Answer, Office, Phone, asking};

/// A small picture with so many bytes of picture in it.
fn picture(size: usize) -> Vec<u8> {
    let segment =
        |marker: u8, size: u8| [vec![0xff, marker, 0, size], vec![1; usize::from(size) - 2]].concat();
    let head = [vec![0xff, 0xd8], segment(0xdb, 67), segment(0xc0, 17), segment(0xda, 12)].concat();
    let scan: Vec<u8> = (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect();
    [head, scan, vec![0xff, 0xd9]].concat()
}

/// An office with a record of Huổi Trăng that names the photo, and the phone that wrote it.
fn named(photo: PhotoHash) -> (Office, Phone) {
    let office = Office::open(&[]);
    let phone = Phone::enrol(&office, "mau");
    let names = [("photo.a.hash".to_owned(), photo.to_string().into())];
    let upload = phone.change_with(1, "HT", &names);
    let answer = phone.sync(&office, &asking("HT", vec![upload]));
    assert_eq!(answer.verdicts.len(), 1);
    (office, phone)
}

struct Piece<'p> {
    offset: usize,
    bytes: &'p [u8],
    whole: usize,
}

fn headers(phone: &Phone, piece: &Piece) -> [(&'static str, String); 3] {
    [
        ("authorization", format!("Bearer {}", phone.token)),
        ("upload-offset", piece.offset.to_string()),
        ("upload-length", piece.whole.to_string()),
    ]
}

fn put(office: &Office, phone: &Phone, photo: PhotoHash, piece: &Piece) -> Answer {
    let headers = headers(phone, piece);
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    office.send("PUT", &format!("/photo/v1/{photo}"), &headers, piece.bytes)
}

/// How many bytes the office says it has, and whether that is the whole.
fn has(office: &Office, phone: &Phone, photo: PhotoHash, whole: usize) -> (u64, bool) {
    let answer = put(office, phone, photo, &Piece { offset: 0, bytes: &[], whole });
    assert_eq!(answer.status, 200, "{}", answer.text());
    (answer.header("upload-offset").parse().unwrap(), answer.header("upload-complete") == "?1")
}

fn fetch(office: &Office, phone: &Phone, photo: PhotoHash, range: &str) -> Answer {
    let bearer = format!("Bearer {}", phone.token);
    office.send("GET", &format!("/photo/v1/{photo}"), &[("authorization", &bearer), ("range", range)], b"")
}

#[test]
fn a_photo_comes_in_pieces_survives_a_broken_line_and_a_killed_server_and_is_what_was_sent() {
    let bytes = picture(90_000);
    let (photo, whole) = (photo::name(&bytes), bytes.len());
    let (mut office, phone) = named(photo);
    assert_eq!(has(&office, &phone, photo, whole), (0, false));
    // The line breaks in the middle of a piece.
    let piece = Piece { offset: 0, bytes: &bytes[..40_000], whole };
    let given = headers(&phone, &piece);
    let given: Vec<_> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    drop(office.begin("PUT", &format!("/photo/v1/{photo}"), &given, piece.bytes, 25_000));
    let deadline = Instant::now() + Duration::from_secs(20);
    while has(&office, &phone, photo, whole).0 != 25_000 {
        assert!(Instant::now() < deadline, "what arrived is kept");
    }
    office.kill();
    office.resume(&[]);
    let answer = put(&office, &phone, photo, &Piece { offset: 30_000, bytes: &bytes[30_000..], whole });
    assert_eq!((answer.status, answer.code()), (409, "photo.offset".into()));
    assert_eq!(answer.header("upload-offset"), "25000");
    let answer = put(&office, &phone, photo, &Piece { offset: 25_000, bytes: &bytes[25_000..60_000], whole });
    assert_eq!((answer.status, answer.header("upload-offset")), (200, "60000"));
    assert_eq!(answer.header("upload-complete"), "?0");
    assert_eq!(fetch(&office, &phone, photo, "").code(), "photo.absent", "half a photo is none");
    let answer = put(&office, &phone, photo, &Piece { offset: 60_000, bytes: &bytes[60_000..], whole });
    assert_eq!((answer.status, answer.header("upload-complete")), (201, "?1"));
    office.kill();
    office.resume(&[]);
    assert_eq!(
        has(&office, &phone, photo, whole),
        (whole as u64, true),
        "what was said to be there is there"
    );
    let answer = put(&office, &phone, photo, &Piece { offset: 0, bytes: b"again", whole });
    assert_eq!((answer.status, answer.header("upload-complete")), (200, "?1"));
    let other = Phone::enrol(&office, "thu");
    let answer = fetch(&office, &other, photo, "");
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/jpeg"));
    assert_eq!(answer.body, bytes);
    let answer = fetch(&office, &other, photo, "bytes=1000-1999");
    assert_eq!((answer.status, answer.body.as_slice()), (206, &bytes[1000..2000]));
}

#[test]
fn a_photo_that_no_record_names_is_neither_taken_nor_shown() {
    let bytes = picture(1_000);
    let (photo, whole) = (photo::name(&bytes), bytes.len());
    let (office, phone) = named(PhotoHash([7; 32]));
    let piece = Piece { offset: 0, bytes: &bytes, whole };
    assert_eq!(put(&office, &phone, photo, &piece).code(), "photo.unknown");
    assert_eq!(fetch(&office, &phone, photo, "").code(), "photo.unknown");
    assert_eq!(fetch(&office, &phone, PhotoHash([7; 32]), "").code(), "photo.absent");
    let nobody = office.send("GET", &format!("/photo/v1/{photo}"), &[], b"");
    assert_eq!((nobody.status, nobody.code()), (401, "device.unknown".into()));
}

#[test]
fn a_phone_of_another_commune_neither_sees_nor_brings_a_photo() {
    let bytes = picture(1_000);
    let (photo, whole) = (photo::name(&bytes), bytes.len());
    let (office, phone) = named(photo);
    let stranger = Phone::enrol(&office, "lead_kl");
    let piece = Piece { offset: 0, bytes: &bytes, whole };
    assert_eq!(put(&office, &stranger, photo, &piece).code(), "photo.unknown");
    assert_eq!(put(&office, &phone, photo, &piece).status, 201);
    assert_eq!(fetch(&office, &stranger, photo, "").code(), "photo.unknown");
    // The area above sees it, on its phone and on its pages; a commune beside does not.
    let clerk = Phone::enrol(&office, "vidu");
    assert_eq!(fetch(&office, &clerk, photo, "").body, bytes);
    let address = format!("/area/photo/{photo}");
    let shown = office.get(&address, &office.log_in("vidu"));
    assert_eq!((shown.status, shown.body.as_slice()), (200, bytes.as_slice()));
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(shown.header("content-security-policy").contains("sandbox"));
    assert!(shown.header("cache-control").contains("no-store"));
    assert_eq!(office.get(&address, &office.log_in("lead_kl")).status, 404);
    assert_eq!(office.get(&address, &office.log_in("giadinh")).status, 404, "the province sees no record");
    assert_eq!(office.get(&address, "").status, 303, "nobody logged in");
    office.run(&["device", "revoke", &phone.device.to_string()]);
    assert_eq!(fetch(&office, &phone, photo, "").code(), "device.revoked");
}

#[test]
fn what_is_no_photo_or_not_what_its_name_says_is_thrown_away() {
    let page = b"<html><script>alert(1)</script></html>";
    let (photo, whole) = (photo::name(page), page.len());
    let (office, phone) = named(photo);
    let answer = put(&office, &phone, photo, &Piece { offset: 0, bytes: page, whole });
    assert_eq!((answer.status, answer.code()), (415, "photo.not_a_picture".into()));
    assert_eq!(has(&office, &phone, photo, whole), (0, false));
    let other = vec![b'x'; whole];
    let answer = put(&office, &phone, photo, &Piece { offset: 0, bytes: &other, whole });
    assert_eq!((answer.status, answer.code()), (422, "photo.wrong".into()));
    assert_eq!(answer.header("upload-offset"), "0");
    let large = Piece { offset: 0, bytes: page, whole: 500_000 };
    assert_eq!(put(&office, &phone, photo, &large).code(), "photo.too_large");
    let longer = Piece { offset: 0, bytes: page, whole: 10 };
    assert_eq!(put(&office, &phone, photo, &longer).code(), "photo.too_large");
    let bearer = format!("Bearer {}", phone.token);
    let bare = office.send("PUT", &format!("/photo/v1/{photo}"), &[("authorization", &bearer)], page);
    assert_eq!((bare.status, bare.code()), (400, "sync.malformed".into()));
}
