//! `carry`: takes in a sealed file that somebody carried here, and writes the answer to carry back.

use std::path::Path;

use anyhow::{Context, Result, bail};

use shared::limits::LETTER_BYTES_MAX;
use shared::text::{Language, sentence};

use super::{clock, open, say};
use crate::access::{Carrier, CarryError, Turns};
use crate::cli::Carry;
use crate::settings::Settings;

/// Takes the file in, or says why not and fails.
pub(super) fn carry(settings: &Settings, command: &Carry) -> Result<()> {
    let store = open(&settings.database)?;
    let file = read(&command.file)?;
    let taken =
        Carrier::at_console(&store).deliver(&file, command.also_revoked, clock(settings), &Turns::default());
    let language = if command.english { Language::En } else { Language::Vi };
    let delivery = match taken {
        Ok(delivery) => delivery,
        Err(error) => return refuse(&command.file, language, error),
    };
    let letter = &delivery.letter;
    say(&format!(
        "{}: {} new, {} known, {} refused",
        delivery.person, letter.fresh, letter.known, letter.refused
    ));
    if delivery.later > 0 {
        say(&format!("{} must come again with what they build on", delivery.later));
    }
    for (code, count) in &delivery.refusals {
        say(&format!("{count} × {code}: {}", sentence(language, code, &[])));
    }
    if let Some(answer) = &command.answer {
        std::fs::write(answer, &delivery.answer)
            .with_context(|| format!("cannot write {}", answer.display()))?;
    }
    Ok(())
}

fn refuse(file: &Path, language: Language, error: CarryError) -> Result<()> {
    let Some(code) = error.code() else { return Err(error.into()) };
    say(&sentence(language, &code, &error.args()));
    bail!("{}: {code}", file.display())
}

/// The file; of one that is too large no more than shows that it is.
fn read(path: &Path) -> Result<Vec<u8>> {
    use std::io::Read;

    let told = || format!("cannot read {}", path.display());
    let mut file = std::fs::File::open(path).with_context(told)?.take(LETTER_BYTES_MAX as u64 + 1);
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).with_context(told)?;
    Ok(bytes)
}
