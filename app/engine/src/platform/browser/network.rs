//! Requests to the office over `fetch`: a time limit, no redirects, no cookies, and a look at who answered.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, RequestRedirect, Response};

use shared::limits::PHOTO_PIECE_BYTES;
use shared::sync::photo::{COMPLETE, LENGTH, OFFSET, Said};

use crate::json;
use crate::platform::photo::{Fetched, Piece};
use crate::platform::{NetworkError, Post, Posted};

/// Milliseconds after which an exchange is given up: a slice takes ten seconds at 2G speed.
const TIME_LIMIT_MS: i32 = 60_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(path: &str, init: &RequestInit) -> Promise;
}

/// One request.
struct Call<'c> {
    method: &'static str,
    path: &'c str,
    token: Option<&'c str>,
    headers: &'c [(&'c str, &'c str)],
    body: Option<&'c [u8]>,
}

/// What came back.
struct Called {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

impl Called {
    fn header(&self, name: &str) -> String {
        self.headers.get(name).ok().flatten().unwrap_or_default()
    }

    /// Media type without parameters, lower case.
    fn media_type(&self) -> String {
        let content_type = self.header("content-type");
        content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

impl Call<'_> {
    fn init(&self, control: &AbortController) -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        for (name, value) in self.headers {
            headers.set(name, value)?;
        }
        if let Some(token) = self.token {
            headers.set("authorization", &format!("Bearer {token}"))?;
        }
        let init = RequestInit::new();
        init.set_method(self.method);
        init.set_headers(&headers);
        if let Some(body) = self.body {
            init.set_body(&Uint8Array::from(body));
        }
        init.set_signal(Some(&control.signal()));
        // A portal that wants a login redirects; following it would hide who answered.
        init.set_redirect(RequestRedirect::Manual);
        Reflect::set(&init, &"credentials".into(), &"omit".into())?;
        Reflect::set(&init, &"cache".into(), &"no-store".into())?;
        Ok(init)
    }

    async fn exchange(&self, init: &RequestInit) -> Result<Called, NetworkError> {
        let unreachable = |_: JsValue| NetworkError::Unreachable;
        let response = JsFuture::from(fetch(self.path, init)).await.map_err(unreachable)?;
        let response: Response = response.dyn_into().map_err(unreachable)?;
        if response.status() == 0 {
            return Err(NetworkError::NotOurs);
        }
        let body =
            JsFuture::from(response.array_buffer().map_err(unreachable)?).await.map_err(unreachable)?;
        Ok(Called {
            status: response.status(),
            headers: response.headers(),
            body: Uint8Array::new(body.unchecked_ref::<ArrayBuffer>()).to_vec(),
        })
    }

    /// Calls, and gives up after a minute.
    async fn make(&self) -> Result<Called, NetworkError> {
        self.make_with(AbortController::new().map_err(|_| NetworkError::Unreachable)?).await
    }

    async fn make_with(&self, control: AbortController) -> Result<Called, NetworkError> {
        let init = self.init(&control).map_err(|_| NetworkError::Unreachable)?;
        let stop = control.clone();
        let timer = super::timer::Timer::new(TIME_LIMIT_MS, move || stop.abort());
        let result = self.exchange(&init).await;
        drop(timer);
        if control.signal().aborted() { Err(NetworkError::TimedOut) } else { result }
    }
}

thread_local! {
    /// What ends the post that is on its way.
    static ON_ITS_WAY: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Ends the post that is on its way.
pub fn hang_up() {
    if let Some(control) = ON_ITS_WAY.take() {
        control.abort();
    }
}

/// Posts, and gives up after a minute, or when somebody hangs up.
pub async fn post(post: Post<'_>) -> Result<Posted, NetworkError> {
    let Post { path, content_type, token, body } = post;
    let headers = [("content-type", content_type)];
    let call = Call { method: "POST", path, token, headers: &headers, body: Some(body) };
    let control = AbortController::new().map_err(|_| NetworkError::Unreachable)?;
    ON_ITS_WAY.replace(Some(control.clone()));
    let called = call.make_with(control).await;
    ON_ITS_WAY.take();
    let called = called?;
    Ok(Posted { status: called.status, content_type: called.media_type(), body: called.body })
}

/// Brings a piece of a photo.
pub async fn bring(piece: Piece<'_>) -> Result<Said, NetworkError> {
    let (offset, whole) = (piece.offset.to_string(), piece.whole.to_string());
    let headers = [(OFFSET, offset.as_str()), (LENGTH, whole.as_str())];
    let Piece { path, token, bytes, .. } = piece;
    let call = Call { method: "PUT", path, token: Some(token), headers: &headers, body: Some(bytes) };
    let called = call.make().await?;
    Ok(Said {
        status: called.status,
        offset: called.header(OFFSET).parse().ok(),
        complete: Some(called.header(COMPLETE) == "?1"),
        code: json::read(&called.body).and_then(|mut fields| fields.remove("code")),
    })
}

/// Fetches a part of a photo.
pub async fn fetch_photo(path: &str, token: &str, offset: usize) -> Result<Fetched, NetworkError> {
    let range = format!("bytes={offset}-{}", offset + PHOTO_PIECE_BYTES - 1);
    let headers = [("range", range.as_str())];
    let called =
        Call { method: "GET", path, token: Some(token), headers: &headers, body: None }.make().await?;
    let whole = called.header("content-range").rsplit('/').next().and_then(|whole| whole.parse().ok());
    Ok(Fetched { status: called.status, content_type: called.media_type(), whole, body: called.body })
}
