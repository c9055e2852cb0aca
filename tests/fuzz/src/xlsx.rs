//! What the target `xlsx` does with one input; the ordinary tests of the server run it over the corpus too.

use std::io::{Cursor, Write};

use sync_server::import::List;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::csv::Desk;

/// The parts of the smallest workbook, in the order in which an input gives them.
const PARTS: [(&str, &str); 4] = [
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
    ("xl/sharedStrings.xml", "<sst/>"),
    (
        "xl/styles.xml",
        r#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
];

/// What leads to them.
const RELATIONS: [(&str, &str); 2] = [
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
];

/// The first byte chooses the list and whether the rest is a whole file or the parts of one, each after a zero byte:
/// the fuzzer would never guess the checksums of a zip file.
pub fn import(desk: &Desk, data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let list = List::ALL[usize::from(choice % 6)];
    if choice & 0x80 != 0 {
        desk.import_file(list, rest);
    } else if let Some(file) = workbook(rest) {
        desk.import_file(list, &file);
    }
}

/// A workbook of these parts; a part that is not given is that of an empty one.
pub fn workbook(parts: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, content: &[u8]| {
        zip.start_file(name, options).ok()?;
        zip.write_all(content).ok()
    };
    for (name, content) in RELATIONS {
        put(name, content.as_bytes())?;
    }
    let mut given = parts.split(|byte| *byte == 0);
    for (name, content) in PARTS {
        let part = given.next().filter(|part| !part.is_empty());
        put(name, part.unwrap_or(content.as_bytes()))?;
    }
    Some(zip.finish().ok()?.into_inner())
}
