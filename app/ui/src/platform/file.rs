//! Files to and from the phone's own storage: offered for saving or sharing, chosen by a person. They stay in
//! memory until then; nothing goes over the network.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FilePropertyBag, HtmlInputElement, ShareData, Url};

use super::window::window;

/// Type of a file that only this program reads.
const MEDIA_TYPE: &str = "application/octet-stream";

/// A file that waits to be saved or shared. Its address is given back when it goes.
pub struct Offered {
    file: File,
    address: String,
}

impl Offered {
    /// A file of this name; `None` when the browser cannot make one.
    pub fn new(name: &str, bytes: &[u8]) -> Option<Self> {
        let parts = Array::of1(&Uint8Array::from(bytes));
        let kind = FilePropertyBag::new();
        kind.set_type(MEDIA_TYPE);
        let file = File::new_with_u8_array_sequence_and_options(&parts, name, &kind).ok()?;
        let address = Url::create_object_url_with_blob(&file).ok()?;
        Some(Self { file, address })
    }

    /// Where a link finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether this browser hands files to the phone's other apps.
    pub fn can_be_shared(&self) -> bool {
        let Some(navigator) = window().map(|window| window.navigator()) else { return false };
        let knows = js_sys::Reflect::has(&navigator, &JsValue::from_str("canShare")).unwrap_or(false);
        knows && navigator.can_share_with_data(&self.data())
    }

    /// Hands it to one of the phone's other apps, which the person chooses, or not.
    pub fn share(&self) {
        if let Some(window) = window() {
            drop(window.navigator().share_with_data(&self.data()));
        }
    }

    fn data(&self) -> ShareData {
        let data = ShareData::new();
        data.set_files(&Array::of1(&self.file));
        data
    }
}

impl Drop for Offered {
    fn drop(&mut self) {
        // An address that is gone already is what is wanted.
        let _ = Url::revoke_object_url(&self.address);
    }
}

/// The file that a person has just chosen. The field is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// What a file holds, or the code of why it is not read.
pub async fn read(file: &File, bytes_max: usize) -> Result<Vec<u8>, &'static str> {
    #[expect(clippy::cast_precision_loss, reason = "a limit of some megabytes")]
    let limit = bytes_max as f64;
    if file.size() > limit {
        return Err("letter.too_large");
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| "letter.damaged")?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
