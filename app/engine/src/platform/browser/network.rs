//! One request to the office over `fetch`: a time limit, no redirects, no cookies, and a look at who answered.

use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, RequestRedirect, Response};

use crate::platform::{NetworkError, Post, Posted};

/// Milliseconds after which an exchange is given up: a slice takes ten seconds at 2G speed.
const TIME_LIMIT_MS: i32 = 60_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(path: &str, init: &RequestInit) -> Promise;
}

fn init(post: Post<'_>, control: &AbortController) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", post.content_type)?;
    if let Some(token) = post.token {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&Uint8Array::from(post.body));
    init.set_signal(Some(&control.signal()));
    // A portal that wants a login redirects; following it would hide who answered.
    init.set_redirect(RequestRedirect::Manual);
    Reflect::set(&init, &"credentials".into(), &"omit".into())?;
    Reflect::set(&init, &"cache".into(), &"no-store".into())?;
    Ok(init)
}

async fn exchange(init: &RequestInit, path: &str) -> Result<Posted, NetworkError> {
    let unreachable = |_: JsValue| NetworkError::Unreachable;
    let response = JsFuture::from(fetch(path, init)).await.map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    if response.status() == 0 {
        return Err(NetworkError::NotOurs);
    }
    let content_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    let body = JsFuture::from(response.array_buffer().map_err(unreachable)?).await.map_err(unreachable)?;
    let media_type = content_type.split(';').next().unwrap_or_default();
    Ok(Posted {
        status: response.status(),
        content_type: media_type.trim().to_ascii_lowercase(),
        body: Uint8Array::new(body.unchecked_ref::<ArrayBuffer>()).to_vec(),
    })
}

/// Posts, and gives up after a minute.
pub async fn post(post: Post<'_>) -> Result<Posted, NetworkError> {
    let control = AbortController::new().map_err(|_| NetworkError::Unreachable)?;
    let init = init(post, &control).map_err(|_| NetworkError::Unreachable)?;
    let stop = control.clone();
    let timer = super::timer::Timer::new(TIME_LIMIT_MS, move || stop.abort());
    let result = exchange(&init, post.path).await;
    drop(timer);
    if control.signal().aborted() { Err(NetworkError::TimedOut) } else { result }
}
