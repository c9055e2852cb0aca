//! A phone without a screen: the same documents, store contract and synchronisation as the app's engine, native,
//! over real HTTP. For measures and for filling an office with many records.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, ensure};
use futures_lite::future::block_on;
use serde_json::{Value, json};
use shared::catalogue::Catalogue;
use shared::crdt::{Actor, Document};
use shared::domain::facts;
use shared::id::{DeviceId, DocId, Partition};
use shared::limits;
use shared::record::{Edit, Flat, Kind};
use shared::store::{Change, Durability, MemoryStore, Store, Write as Step};
use shared::sync::frame;
use shared::sync::letter::SealSecret;
use shared::sync::parcel::SigningKey;
use shared::sync::phone::{self, Ingested};
use shared::sync::wire::Response;

/// Headers that a phone's browser sends with such a request and we do not need: counted as they are on the line.
const BROWSER_HEADERS: &str = "sec-ch-ua-platform: \"Android\"\r\n\
    User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36\r\n\
    sec-ch-ua: \"Chromium\";v=\"146\", \"Not.A/Brand\";v=\"24\"\r\n\
    sec-ch-ua-mobile: ?1\r\n\
    Accept: */*\r\n\
    Sec-Fetch-Site: same-origin\r\n\
    Sec-Fetch-Mode: cors\r\n\
    Sec-Fetch-Dest: empty\r\n\
    Accept-Encoding: gzip, deflate, br, zstd\r\n\
    Accept-Language: vi-VN,vi;q=0.9\r\n";

/// From which this phone's keys are made: it keeps no secrets.
const SEED: [u8; 32] = [7; 32];

/// One enrolled phone.
pub struct Phone {
    token: String,
    account: String,
    device: DeviceId,
    partition: Partition,
    start: [u8; 8],
    store: MemoryStore,
}

impl Phone {
    /// Enrols a new phone at an office (host and port) with a one-time code.
    pub fn enrol(office: &str, code: &str) -> Result<Self> {
        let body = json!({
            "code": code,
            "label": "bench",
            "sign_key": SigningKey::from_seed(SEED).public().name().to_string(),
            "seal_key": SealSecret::from_seed(SEED).public().to_string(),
        });
        let body = body.to_string();
        let mut connection = BufReader::new(TcpStream::connect(office)?);
        let answer = post(&mut connection, office, "/enrol/v1", "application/json", None, body.as_bytes())?;
        let answer: Value = serde_json::from_slice(&answer)?;
        let text = |name: &str| answer[name].as_str().map(str::to_owned).with_context(|| name.to_owned());
        let device: DeviceId = text("device")?.parse()?;
        Ok(Self {
            token: text("token")?,
            account: text("account")?,
            device,
            partition: Partition { unit: text("unit")?.parse()?, org: text("org")?.parse()? },
            start: [7; 8],
            store: MemoryStore::default(),
        })
    }

    /// Writes fields of a record, with the envelope when it is new, and keeps the change.
    pub fn save(&self, doc: DocId, kind: Kind, edits: &[Edit]) -> Result<()> {
        let now = now_ms()?;
        let rows = block_on(self.store.changes_of(doc))?;
        let mut document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice()))?;
        let mut edits = edits.to_vec();
        if rows.is_empty() {
            edits.extend(self.envelope(kind, now));
        }
        let actor = Actor { device: self.device, start: self.start, doc };
        let Some(written) = document.write(&actor, &edits, now) else { return Ok(()) };
        let facts = derive(doc, &self.partition, kind, &document.flat());
        let partition = self.partition.clone();
        let change = Change { hash: written.hash, doc, partition, kind, bytes: written.bytes };
        block_on(
            self.store.commit(vec![Step::Keep(change), Step::Facts(Box::new(facts))], Durability::Strict),
        )?;
        Ok(())
    }

    fn envelope(&self, kind: Kind, now: i64) -> [Edit; 9] {
        let text = |key: &str, value: &str| (key.to_owned(), value.to_owned().into());
        [
            text("kind", kind.code()),
            ("schema_version".into(), shared::record::SCHEMA_VERSION.into()),
            ("catalogue_version".into(), 1.into()),
            text("org", self.partition.org.as_str()),
            text("unit", self.partition.unit.as_str()),
            text("created_by", &self.account),
            text("created_device", &self.device.to_string()),
            ("device_time".into(), now.into()),
            text("state", "draft"),
        ]
    }

    /// Synchronises until neither side has more, over one connection to `line` (host and port).
    pub fn sync(&self, line: &str) -> Result<Ingested> {
        let mut connection = BufReader::new(TcpStream::connect(line)?);
        let none = BTreeSet::new();
        loop {
            let outgoing = block_on(phone::request(&self.store, &self.partition, &none))?;
            let body = frame::pack(&outgoing.request.to_bytes());
            let kind = "application/vnd.soban.sync";
            let answer = post(&mut connection, line, "/sync/v1", kind, Some(&self.token), &body)?;
            let answer = Response::from_bytes(&frame::unpack(&answer, limits::RESPONSE_BYTES_MAX)?)?;
            let taken = phone::ingest(&self.store, self.device, &outgoing, &answer, &derive, now_ms()?);
            let taken = block_on(taken).map_err(|error| anyhow!(error.code()))?;
            ensure!(taken.refused == 0 && taken.stuck.is_empty(), "the office refused: {taken:?}");
            if taken.waiting == 0 && !taken.more {
                return Ok(taken);
            }
        }
    }

    /// How many records it holds.
    pub fn records(&self) -> Result<usize> {
        Ok(block_on(self.store.facts())?.len())
    }
}

fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat) -> facts::Facts {
    facts::derive(doc, partition, kind, flat, Catalogue::builtin())
}

fn now_ms() -> Result<i64> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?)
}

/// One request and its answer over a connection that stays open; an error unless the status is 200.
fn post(
    connection: &mut BufReader<TcpStream>,
    host: &str,
    path: &str,
    kind: &str,
    token: Option<&str>,
    body: &[u8],
) -> Result<Vec<u8>> {
    let authorization = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive\r\nContent-Length: {}\r\n\
         {authorization}Content-Type: {kind}\r\n{BROWSER_HEADERS}Origin: http://{host}\r\nReferer: http://{host}/\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    connection.get_mut().write_all(&request)?;

    let mut line = String::new();
    connection.read_line(&mut line)?;
    let status = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = None;
    loop {
        line.clear();
        ensure!(connection.read_line(&mut line)? > 0, "the connection was closed");
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse::<usize>()?);
        }
    }
    let mut answer = vec![0; length.context("an answer without a length")?];
    connection.read_exact(&mut answer)?;
    ensure!(status == "200", "{path}: {status} {}", String::from_utf8_lossy(&answer));
    Ok(answer)
}
