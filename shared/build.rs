//! Turns `catalogue.toml` into the few bytes that the crate carries, so that no TOML parser reaches a phone.
//! The structs are the crate's own (`src/catalogue/model.rs`), included here by path; a key that they do not
//! know fails the build.

use std::path::PathBuf;
use std::{env, error::Error, fs};

use serde::Deserialize;
use toml::{Table, Value};

#[path = "src/date.rs"]
mod date;
#[path = "src/id.rs"]
#[expect(dead_code, reason = "the build script needs the type, not its questions")]
mod id;
#[path = "src/catalogue/model.rs"]
mod model;

/// Tables that are no plain lists, with their names in the file and in the struct.
const TABLES: [(&str, &str); 3] =
    [("inspection_subject", "subjects"), ("quota_profile", "quota_profiles"), ("deadline", "deadlines")];

/// Lists whose source is shown to people beside the entry; elsewhere it stays in the file.
const SOURCED_LISTS: [&str; 1] = ["form"];

/// Keys of a form's limit, gathered into one table.
const RANGE_KEYS: [&str; 4] = ["min", "max", "min_inclusive", "max_inclusive"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=catalogue.toml");
    println!("cargo::rerun-if-changed=src/catalogue/model.rs");
    println!("cargo::rerun-if-changed=src/date.rs");
    println!("cargo::rerun-if-changed=src/id.rs");
    let source: Table = fs::read_to_string("catalogue.toml")?.parse()?;
    let catalogue = model::Catalogue::deserialize(shape(source)?)?;
    let target = PathBuf::from(env::var("OUT_DIR")?).join("catalogue.postcard");
    fs::write(target, postcard::to_allocvec(&catalogue)?)?;
    Ok(())
}

/// The file's table in the shape of the struct.
fn shape(mut source: Table) -> Result<Table, Box<dyn Error>> {
    let mut shaped = Table::new();
    for (name, field) in [("catalogue_id", "id"), ("catalogue_version", "version")] {
        shaped.insert(field.into(), source.remove(name).ok_or(name)?);
    }
    for (name, field) in TABLES {
        let mut table = source.remove(name).ok_or(name)?;
        clean(&mut table, true)?;
        shaped.insert(field.into(), table);
    }
    for (name, list) in &mut source {
        clean(list, SOURCED_LISTS.contains(&name.as_str()))?;
    }
    shaped.insert("lists".into(), Value::Table(source));
    Ok(shaped)
}

/// Writes dates as numbers, gathers limits, and drops what only the file's reader needs.
fn clean(value: &mut Value, sourced: bool) -> Result<(), Box<dyn Error>> {
    match value {
        Value::Array(items) => items.iter_mut().try_for_each(|item| clean(item, sourced))?,
        Value::Table(table) => {
            table.remove("mark");
            table.remove("note");
            if !sourced {
                table.remove("src");
            }
            table.iter_mut().try_for_each(|(_, item)| clean(item, sourced))?;
            let range: Table =
                RANGE_KEYS.iter().filter_map(|key| Some(((*key).to_owned(), table.remove(*key)?))).collect();
            if !range.is_empty() {
                table.insert("range".into(), Value::Table(range));
            }
        }
        Value::Datetime(datetime) => {
            let day = datetime.date.ok_or("a date without a day")?;
            let day = date::Date::new(i32::from(day.year), day.month, day.day)?;
            *value = Value::Integer(i64::from(day.as_number()));
        }
        _ => {}
    }
    Ok(())
}
