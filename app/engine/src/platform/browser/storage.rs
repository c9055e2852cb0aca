//! The browser's storage: how much is used, how much is allowed, and whether it may be cleared.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

fn manager() -> Option<StorageManager> {
    let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    js_sys::Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}

/// Bytes used and bytes allowed, when the browser tells.
pub async fn estimate() -> Option<(u64, u64)> {
    let estimate: StorageEstimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?.unchecked_into();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bytes; saturates when absurd"
    )]
    Some((estimate.get_usage()? as u64, estimate.get_quota()? as u64))
}

/// Whether the browser promised not to clear this app's data. Asking for the promise is the page's part:
/// a worker may not.
pub async fn persisted() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persisted().ok()) else { return false };
    JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy())
}
