//! Files that mean harm, and files that took it.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use sync_server::import::{Bounds, Import, ImportError, List, Mapping, rehearse};
use sync_server::sample;
use zip::write::SimpleFileOptions;

use crate::desk::{Desk, NOW_MS, Text, group, headings, workbook};

#[test]
fn hostile_workbooks_are_refused_and_never_unpacked_whole() {
    let desk = Desk::new();
    let zip = |parts: &[(&str, &[u8])]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let code = |file: &[u8]| desk.refused(List::Groups, file).told[0].code;
    let bomb = zip(&[("xl/worksheets/sheet1.xml", &vec![b' '; 65 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code(&bomb), "import.too_large_unpacked");
    assert_eq!(code(b"PK\x03\x04 and nothing more"), "import.damaged_workbook");
    assert_eq!(code(&zip(&[("a.txt", b"no workbook")])), "import.damaged_workbook");
    assert_eq!(code(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "import.old_workbook");
    assert_eq!(code(&vec![b'a'; (32 << 20) + 1]), "import.too_large");
    let mut wide = Workbook::new();
    wide.add_worksheet().write(0, 16_383, "Mã Tổ").unwrap();
    assert_eq!(code(&wide.save_to_buffer().unwrap()), "import.too_many_columns");
    // A cell in the last row makes no rectangle of a million rows.
    let mut deep = Workbook::new();
    deep.add_worksheet().write(0, 0, "Mã Tổ").unwrap().write(1_048_575, 0, "T-1").unwrap();
    assert!(matches!(
        desk.try_with(List::Groups, &deep.save_to_buffer().unwrap(), &Mapping::default()),
        Err(ImportError::Unmapped(_))
    ));
}

#[test]
fn whatever_happens_to_the_bytes_of_a_workbook_it_is_taken_whole_or_changes_nothing() {
    let desk = Desk::new();
    let good = workbook(&[headings(), group(Text("T-0901"))]);
    let mut dice = sample::dice::Dice::of("corrupted workbooks");
    let at = |dice: &mut sample::dice::Dice| usize::try_from(dice.bits() % good.len() as u64).unwrap();
    let mut refused = 0;
    let before = desk.all();
    for turn in 0..240 {
        let mut bytes = good.clone();
        if turn % 4 == 0 {
            bytes.truncate(at(&mut dice));
        } else {
            for _ in 0..=turn % 3 {
                let place = at(&mut dice);
                bytes[place] = u8::try_from(dice.bits() & 0xff).unwrap();
            }
        }
        let Ok(table) = List::Groups.read(&bytes) else {
            refused += 1;
            continue;
        };
        let job = Import { list: List::Groups, who: "vidu", bounds: Bounds::default(), now_ms: NOW_MS };
        match rehearse(&desk.store, &job, &table, &Mapping::default()) {
            Err(ImportError::Storage(error)) => panic!("{error}"),
            Err(_) => refused += 1,
            Ok(imported) => assert_eq!(imported.comparison.rows, 1),
        }
    }
    assert!(refused > 80, "{refused}");
    assert_eq!(desk.all(), before);
}
