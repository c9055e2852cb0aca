//! The line to the office: HTTP/1.1 over one connection that stays open as long as it can, with the headers that
//! are needed and no others. Nothing is sent twice here: whether a request whose answer was lost is asked again
//! is the engine's decision.

use std::io::{Cursor, Read};
use std::time::Duration;

use anyhow::{Context, Result};
use engine::platform::{NetworkError, Post, Posted};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, HeaderName};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use shared::limits::RESPONSE_BYTES_MAX;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

/// After this an exchange is given up, as in the app.
const TIME_LIMIT: Duration = Duration::from_mins(1);

/// What an answer may be compressed with.
const FRUGAL_HEADERS: [(&str, &str); 1] = [("accept-encoding", "br")];

/// What a phone's browser adds to a request by itself, whether or not anybody needs it.
const BROWSER_HEADERS: [(&str, &str); 10] = [
    ("sec-ch-ua-platform", "\"Android\""),
    (
        "user-agent",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36",
    ),
    ("sec-ch-ua", "\"Chromium\";v=\"146\", \"Not.A/Brand\";v=\"24\""),
    ("sec-ch-ua-mobile", "?1"),
    ("accept", "*/*"),
    ("sec-fetch-site", "same-origin"),
    ("sec-fetch-mode", "cors"),
    ("sec-fetch-dest", "empty"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
    ("accept-language", "vi-VN,vi;q=0.9"),
];

/// An open connection and the task that moves its bytes.
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    driver: JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

/// The way to one office.
pub struct Line {
    /// Host and port.
    office: String,
    /// Headers beside those that a request is made of.
    headers: &'static [(&'static str, &'static str)],
    connection: Mutex<Option<Connection>>,
}

impl Line {
    /// To an office at `http://host:port`, or `host:port`. Nothing is opened yet.
    pub fn to(office: &str) -> Self {
        let office = office.strip_prefix("http://").unwrap_or(office).trim_end_matches('/');
        Self { office: office.to_owned(), headers: &FRUGAL_HEADERS, connection: Mutex::default() }
    }

    /// The same with the headers of a browser: to measure what the app really costs.
    #[must_use]
    pub fn like_a_browser(self) -> Self {
        Self { headers: &BROWSER_HEADERS, ..self }
    }

    /// Closes the connection.
    pub async fn hang_up(&self) {
        self.connection.lock().await.take();
    }

    /// One request and its answer. A connection on which anything went wrong is not used again.
    pub async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        let mut kept = self.connection.lock().await;
        let open = kept.take().filter(|connection| !connection.sender.is_closed());
        let exchange = async {
            let mut connection = match open {
                Some(connection) => connection,
                None => self.connect().await?,
            };
            let answer = self.exchange(&mut connection.sender, post).await?;
            anyhow::Ok((connection, answer))
        };
        let (connection, answer) = tokio::time::timeout(TIME_LIMIT, exchange)
            .await
            .map_err(|_| NetworkError::TimedOut)?
            .map_err(|_| NetworkError::Unreachable)?;
        *kept = Some(connection);
        Ok(answer)
    }

    async fn connect(&self) -> Result<Connection> {
        let stream = TcpStream::connect(&self.office).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // What goes wrong on the connection is told to whoever waits for an answer.
        let driver = tokio::spawn(async move { drop(connection.await) });
        Ok(Connection { sender, driver })
    }

    async fn exchange(&self, sender: &mut SendRequest<Full<Bytes>>, post: Post<'_>) -> Result<Posted> {
        let mut request = Request::post(post.path).header(HOST, &self.office);
        if let Some(token) = post.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        request = request.header(CONTENT_TYPE, post.content_type);
        for (name, value) in self.headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(post.body)))?;
        let (head, body) = sender.send_request(request).await?.into_parts();
        let limit = Limited::new(body, RESPONSE_BYTES_MAX);
        let body = limit.collect().await.map_err(|error| anyhow::anyhow!(error))?.to_bytes();
        let answer = Response::from_parts(head, body);
        let media_type = text(&answer, CONTENT_TYPE).split(';').next().unwrap_or_default();
        Ok(Posted {
            status: answer.status().as_u16(),
            content_type: media_type.trim().to_ascii_lowercase(),
            body: decoded(&answer)?,
        })
    }
}

fn text(answer: &Response<Bytes>, name: HeaderName) -> &str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The body as its sender meant it.
fn decoded(answer: &Response<Bytes>) -> Result<Vec<u8>> {
    match text(answer, CONTENT_ENCODING) {
        "" => Ok(answer.body().to_vec()),
        "br" => {
            let compressed = Cursor::new(answer.body());
            let most = u64::try_from(RESPONSE_BYTES_MAX)?;
            let mut body = Vec::new();
            brotli::Decompressor::new(compressed, 4096).take(most).read_to_end(&mut body)?;
            Ok(body)
        }
        other => None.with_context(|| format!("content-encoding {other}")),
    }
}
