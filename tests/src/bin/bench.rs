//! Measures what docs/BENCHMARKS.md promises: starting, saving and memory in a slowed-down Chromium, and what
//! synchronisation costs on the line. Prints the tables of that document.

use std::time::Instant;

use anyhow::Result;
use shared::record::{Edit, Scalar};
use tests::field_week;
use tests::line::Line;
use tests::phone::Phone;
use tests::server::Server;

/// The day of the measures.
const TODAY: &str = "2026-10-05";

fn main() -> Result<()> {
    synchronisation()
}

/// Bytes and round trips of one native phone through a metered line.
fn synchronisation() -> Result<()> {
    let server = Server::start(&tests::dist(), TODAY)?;
    let line = Line::to(server.address())?;
    let phone = Phone::enrol(server.address(), &server.code("mau")?)?;
    println!("\n| synchronisation | bytes up | bytes down | round trips | ms |\n|---|---|---|---|---|");
    let measure = |what: &str| -> Result<()> {
        let began = Instant::now();
        phone.sync(line.address())?;
        let took = began.elapsed().as_millis();
        let crossed = line.take();
        println!("| {what} | {} | {} | {} | {took} |", crossed.up, crossed.down, crossed.round_trips);
        Ok(())
    };
    measure("first contact (register of 7 groups and 96 loans)")?;
    measure("nothing new")?;
    let records: Vec<_> = (0..100).map(|number| field_week::inspection(5 * number)).collect();
    for save in records.iter().flat_map(|record| record.saves.iter().map(move |edits| (record, edits))) {
        phone.save(save.0.doc, save.0.kind, save.1)?;
    }
    measure("100 new records (300 saves, 40 fields each)")?;
    let edit = |text: &str| -> [Edit; 1] { [("strengths.p1".to_owned(), Scalar::Text(text.to_owned()))] };
    phone.save(records[0].doc, records[0].kind, &edit("đã nhắc tổ ghi sổ họp đầy đủ"))?;
    measure("1 edit")?;
    for record in &records {
        phone.save(record.doc, record.kind, &edit("hẹn kiểm tra lại tuần sau"))?;
    }
    measure("100 edits (one field in each of 100 records)")?;
    measure("nothing new, with 100 records")
}
