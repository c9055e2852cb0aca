//! The real server process over a sample database, and a phone and a browser of the simplest kind.

#![expect(dead_code, reason = "each test program uses its own part")]

pub mod lists;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use shared::crdt::{Actor, Document};
use shared::id::{DeviceId, DocId, SealKey};
use shared::limits;
use shared::record::{Edit, Kind};
use shared::sync::bundle::{self, Item};
use shared::sync::frame::{pack, unpack};
use shared::sync::letter::SealSecret;
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{self, Cursor, Request, Response};
use sync_server::storage::SqliteStore;
use tempfile::TempDir;

/// The day on which these stories happen.
pub const TODAY: &str = "2026-10-12";
/// Content type of an exchange.
pub const SYNC_TYPE: &str = "application/vnd.soban.sync";

/// An office and, while it runs, its process.
pub struct Office {
    pub folder: TempDir,
    /// The day that its processes take for today.
    pub today: &'static str,
    child: Option<Child>,
    address: String,
}

impl Office {
    /// A running office over sample data.
    pub fn open(sample: &[&str]) -> Self {
        let mut office = Self::closed();
        office.run(&[&["sample"], sample].concat());
        office.resume(&[]);
        office
    }

    /// An office without a database yet.
    pub fn closed() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            today: TODAY,
            child: None,
            address: "127.0.0.1:0".into(),
        }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("office.db")
    }

    /// A command of the program on this database.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sync-server"));
        command.args(arguments).arg("--database").arg(self.database()).args(["--today", self.today]);
        command
    }

    /// Runs a command that must work; what it prints.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must fail; what it prints.
    pub fn run_in_vain(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(!output.status.success(), "{arguments:?} worked: {}", text(&output));
        text(&output)
    }

    /// Starts the process.
    pub fn resume(&mut self, more: &[&str]) {
        let mut child = self
            .command(&[&["serve", "--listen", self.address.as_str()], more].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        line.strip_prefix("listening on http://").unwrap().clone_into(&mut self.address);
        self.child = Some(child);
    }

    /// Kills the process as a power cut does.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    pub fn code(&self, account: &str) -> String {
        let printed = self.run(&["device", "code", "--account", account]);
        printed.split_whitespace().next().unwrap().to_owned()
    }

    pub fn enrol(&self, code: &str) -> Answer {
        self.enrol_with(code, &Keys::of(1))
    }

    pub fn enrol_with(&self, code: &str, keys: &Keys) -> Answer {
        let body = format!(r#"{{"code":"{code}","label":"Máy thử",{}}}"#, keys.fields());
        self.send("POST", "/enrol/v1", &[("content-type", "application/json")], body.as_bytes())
    }

    /// The key to which letters to this office are sealed.
    pub fn key(&self) -> SealKey {
        SqliteStore::open(&self.database()).unwrap().seal_secret().unwrap().public()
    }

    pub fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, &[("cookie", cookie)], b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let headers = [("cookie", cookie), ("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &headers, body.as_bytes())
    }

    /// Logs in; the cookie.
    pub fn log_in(&self, account: &str) -> String {
        let answer = self.post("/login", "", &format!("account={account}&password=so-ban-2026"));
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// One request on a connection of its own.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.begin(method, path, headers, body, body.len());
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::read(&bytes)
    }

    /// A request of which only so many bytes of the body are sent, yet.
    pub fn begin(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
        sent: usize,
    ) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.address)
            .unwrap();
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "content-length: {}\r\n\r\n", body.len()).unwrap();
        stream.write_all(&body[..sent]).unwrap();
        stream
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.kill();
        }
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), output.stderr.as_slice()].concat()).into_owned()
}

/// An answer.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole answer");
        let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = &bytes[split + 4..];
        let body = if head.to_lowercase().contains("transfer-encoding: chunked") {
            dechunk(body)
        } else {
            body.to_vec()
        };
        Self { status, head, body }
    }

    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
            .unwrap_or("")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The code of a JSON failure.
    pub fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body["code"].as_str().unwrap_or("").to_owned()
    }

    pub fn json(&self, name: &str) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        body[name].as_str().unwrap().to_owned()
    }
}

fn dechunk(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        whole.extend_from_slice(&body[end + 2..end + 2 + size]);
        body = &body[end + 2 + size + 2..];
    }
    whole
}

/// The keys of a phone.
pub struct Keys {
    pub sign: SigningKey,
    pub seal: SealSecret,
}

impl Keys {
    pub fn of(number: u8) -> Self {
        Self { sign: SigningKey::from_seed([number; 32]), seal: SealSecret::from_seed([number; 32]) }
    }

    /// As a phone tells them: fields of a JSON object.
    pub fn fields(&self) -> String {
        format!(r#""sign_key":"{}","seal_key":"{}""#, self.sign.public().name(), self.seal.public())
    }
}

/// A phone that writes outreach activities.
pub struct Phone {
    pub token: String,
    pub device: DeviceId,
    pub unit: String,
}

impl Phone {
    pub fn enrol(office: &Office, account: &str) -> Self {
        Self::of(&office.enrol(&office.code(account)))
    }

    /// The phone that an enrolment made.
    pub fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        Self {
            token: answer.json("token"),
            device: answer.json("device").parse().unwrap(),
            unit: answer.json("unit"),
        }
    }

    /// A change that makes a record.
    pub fn change(&self, number: u8, unit: &str) -> Made {
        self.change_with(number, unit, &[])
    }

    /// A change that makes a record with more in it.
    pub fn change_with(&self, number: u8, unit: &str, more: &[Edit]) -> Made {
        let doc = DocId([number; 16]);
        let actor = Actor { device: self.device, start: [number; 8], doc };
        let edit = |key: &str, value: &str| -> Edit { (key.to_owned(), value.into()) };
        let mut edits =
            vec![edit("kind", "outreach"), edit("unit", unit), edit("place", "Nhà văn hóa bản Huổi Cang")];
        edits.extend_from_slice(more);
        let written = Document::new().write(&actor, &edits, 1_791_700_000_000).unwrap();
        Made { device: self.device, doc, kind: Kind::Outreach, bytes: written.bytes }
    }

    pub fn post(&self, office: &Office, body: &[u8]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        office.send("POST", "/sync/v1", &[("authorization", &bearer), ("content-type", SYNC_TYPE)], body)
    }

    pub fn sync(&self, office: &Office, request: &Request) -> Response {
        let answer = self.post(office, &pack(&request.to_bytes()));
        assert_eq!(answer.status, 200, "{}", answer.text());
        Response::from_bytes(&unpack(&answer.body, 16 << 20).unwrap()).unwrap()
    }
}

/// A change, and the device in whose parcel it travels.
pub struct Made {
    pub device: DeviceId,
    pub doc: DocId,
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

/// What a phone that holds nothing of a unit asks, with changes, each in a parcel of its own.
pub fn asking(unit: &str, changes: Vec<Made>) -> Request {
    asking_with(unit, changes, &Keys::of(1))
}

/// The same, signed with other keys than those that every phone here tells.
pub fn asking_with(unit: &str, changes: Vec<Made>, keys: &Keys) -> Request {
    let cursor = Cursor {
        unit: unit.into(),
        org: "youth_union".into(),
        position: 0,
        register: 0,
        digest: 0,
        fill: None,
        locator: Vec::new(),
    };
    let partition = format!("{unit}/youth_union").parse().unwrap();
    let parcel = |(number, made): (u64, Made)| {
        let bundle = bundle::pack([(made.doc, made.kind.code(), made.bytes.as_slice())]);
        Parcel::seal(made.device, number, &partition, bundle, &keys.sign)
    };
    let parcels = (1..).zip(changes).map(parcel).collect();
    Request { version: wire::VERSION, epoch: 0, cursors: vec![cursor], parcels, room: u32::MAX }
}

/// The changes that an answer brings of its first partition.
pub fn brought(response: &Response) -> Vec<(u64, Item)> {
    response.partitions[0].changes(limits::ANSWER_ROOM).unwrap()
}

/// Writes a file beside the database; its path.
pub fn file(office: &Office, name: &str, content: &str) -> String {
    let path: &Path = &office.folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    path.to_string_lossy().into_owned()
}
