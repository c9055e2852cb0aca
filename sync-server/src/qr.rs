//! QR codes of enrolment addresses: as text for a terminal, as SVG for a page.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code, as readers demand.
const QUIET: i32 = 4;

/// A QR code.
pub struct Qr(QrCode);

impl Qr {
    /// The QR code of a text; `None` when it is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Medium).ok().map(Self)
    }

    /// Modules per side, the quiet zone included.
    pub fn side(&self) -> i32 {
        self.0.size() + 2 * QUIET
    }

    /// The dark modules as the data of one SVG path, in a square of `side` units.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.0.size() {
            for x in (0..self.0.size()).filter(|x| self.0.get_module(*x, y)) {
                // Writing into a String cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        path
    }

    /// Two modules per character, light on dark as terminals are.
    pub fn terminal(&self) -> String {
        let light = |x: i32, y: i32| !self.0.get_module(x - QUIET, y - QUIET);
        let mut text = String::new();
        for y in (0..self.side()).step_by(2) {
            text.extend((0..self.side()).map(|x| match (light(x, y), light(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            }));
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_address_fits_a_terminal_of_eighty_columns() {
        let qr = Qr::of("https://soban.thuongngan.example/#/enrol/abcdefghij").unwrap();
        let text = qr.terminal();
        assert!(text.lines().all(|line| line.chars().count() <= 60));
        assert!(text.starts_with('█'));
        assert!(qr.path().starts_with("M4 4h1v1h-1z"));
    }
}
