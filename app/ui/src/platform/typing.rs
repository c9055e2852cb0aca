//! What keyboards make of Vietnamese letters.

use js_sys::JsString;

/// The text with composed letters (NFC), as it is stored; keyboards differ in what they send.
pub fn composed(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}
