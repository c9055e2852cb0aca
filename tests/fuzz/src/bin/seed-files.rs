//! Writes the first inputs of the targets that read files: honest letters and lists, and some that are nearly so. Run
//! in this folder after the formats changed: `cargo run --bin seed-files`.

// The targets' own modules: the library beside them is also that of a crate that knows no office.
#[expect(dead_code, reason = "its desk is for the targets")]
#[path = "../csv.rs"]
mod csv;
#[expect(dead_code, reason = "its importing is for the targets")]
#[path = "../xlsx.rs"]
mod xlsx;

use std::fs;
use std::path::Path;

use fuzz::letter::{DEVICE, office, phone};
use shared::sync::frame;
use shared::sync::letter::{Question, Reply, to_office, to_phone};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{Cursor, Fill, Request, Response, VERSION, Verdict};
use sync_server::sample;
use xlsx::workbook;

fn write(target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = Path::new("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

fn letters() -> std::io::Result<()> {
    let cursor = Cursor {
        unit: "HT".into(),
        org: "youth_union".into(),
        position: 0,
        register: 1,
        digest: 5,
        fill: Some(Fill::START),
        locator: vec![],
    };
    let home = "HT/youth_union".parse().expect("a partition");
    let parcel = Parcel::seal(DEVICE, 1, &home, vec![0; 9], &SigningKey::from_seed([1; 32]));
    let nothing = Request { version: VERSION, epoch: 7, cursors: vec![cursor], parcels: vec![], room: 9_000 };
    let some = Request { parcels: vec![parcel], ..nothing.clone() };
    let area = "BM".parse().expect("a code");
    for (name, request) in [("nothing", nothing), ("some", some)] {
        let question = Question { device: DEVICE.0.into(), request };
        write("letter", &format!("{name}-inside"), &question.to_bytes())?;
        write("letter", &format!("{name}-framed"), &frame::pack(&question.to_bytes()))?;
        let file = to_office(office().public(), &area, &question, [3; 32]).expect("a letter");
        write("letter", name, &file)?;
        write("letter", &format!("{name}-unchecked"), &file[..file.len() - 8])?;
    }
    let response = Response {
        version: VERSION,
        epoch: 7,
        time_ms: 1_791_219_599_000,
        verdicts: vec![Verdict::Stored(1), Verdict::Refused("change.malformed".into())],
        partitions: vec![],
        people: vec![],
    };
    let reply = Reply { letter: [4; 8].into(), responses: vec![response.clone(), response] };
    write("letter", "answer-inside", &reply.to_bytes())?;
    let file = to_phone(&office(), (DEVICE, phone().public()), &area, &reply, [3; 32]).expect("a letter");
    write("letter", "answer", &file)?;
    write("letter", "answer-unchecked", &file[..file.len() - 8])?;
    write("letter", "bomb-deflate", &frame::pack(&vec![0; 30_000_000]))
}

fn lists() -> std::io::Result<()> {
    for (choice, (_, name, text)) in (0_u8..).zip(sample::csv()) {
        let name = name.trim_end_matches(".csv");
        let head: Vec<&str> = text.lines().take(4).collect();
        let put = |sort: &str, text: &str| {
            write("csv", &format!("{name}-{sort}"), &[&[choice], text.as_bytes()].concat())
        };
        put("good", &head.join("\n"))?;
        put("spreadsheet", &format!("\u{feff}{}", head.join("\r\n").replace(',', ";")))?;
        put("tabs", &head.join("\n").replace(',', "\t"))?;
        put("twice", &[&head[..2], &head[1..2]].concat().join("\n"))?;
        put("no-numbers", &head.join("\n").replace(|letter: char| letter.is_ascii_digit(), "x"))?;
        put("open-quote", &head.join("\n").replacen(',', ",\"", 9))?;
        put("header", head[0])?;
    }
    write("csv", "not-utf8", &[1, b'c', 0xff, 0xfe, b'\n'])
}

/// The same lists as sheets: their texts in the cells, shared, or both with numbers and days as workbooks have them.
fn workbooks() -> std::io::Result<()> {
    for (choice, (_, name, text)) in (0_u8..).zip(sample::csv()) {
        let name = name.trim_end_matches(".csv");
        let rows: Vec<Vec<&str>> = text.lines().take(3).map(|line| line.split(',').collect()).collect();
        let mut shared = String::new();
        let mut count = 0;
        let mut sheet = |cell: &dyn Fn(&str, &mut String, &mut usize) -> String| {
            let row = |(number, row): (usize, &Vec<&str>)| {
                let cells: String = row.iter().map(|text| cell(text, &mut shared, &mut count)).collect();
                format!("<row r=\"{number}\">{cells}</row>")
            };
            let rows: String = (1..).zip(&rows).map(row).collect();
            format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
        };
        let inline = sheet(&|text, _, _| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        let mixed = sheet(&|text, shared, count| match text.parse::<f64>() {
            Ok(number) => format!("<c><v>{number}</v></c>"),
            Err(_) if text.len() == 10 && text.starts_with("20") => "<c s=\"1\"><v>46295</v></c>".to_owned(),
            Err(_) => {
                shared.push_str(&format!("<si><t>{text}</t></si>"));
                *count += 1;
                format!("<c t=\"s\"><v>{}</v></c>", *count - 1)
            }
        });
        let shared = format!("<sst>{shared}</sst>");
        let parts = [mixed.as_bytes(), &[0], shared.as_bytes()].concat();
        let put = |sort: &str, choice: u8, bytes: &[u8]| {
            write("xlsx", &format!("{name}-{sort}"), &[&[choice], bytes].concat())
        };
        put("inline", choice, inline.as_bytes())?;
        put("shared", choice, &parts)?;
        put("lost-strings", choice, mixed.as_bytes())?;
        put("cut", choice, &inline.as_bytes()[..inline.len() / 2])?;
        put("whole", choice | 0x80, &workbook(&parts).expect("a workbook"))?;
    }
    let far = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
    write("xlsx", "far-cell", &[&[1], far.as_bytes()].concat())
}

fn main() -> std::io::Result<()> {
    letters()?;
    lists()?;
    workbooks()
}
