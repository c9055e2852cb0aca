//! Two tabs of one phone never synchronise at once: the second waits for its turn, and then has nothing left to do.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use tests::app::App;
use tests::browser::Browser;
use tests::server::Server;

/// Tells the page that there is a network: its engine tries at once.
const ONLINE: &str = "dispatchEvent(new Event('online')) && null";

#[test]
fn two_tabs_of_one_phone_never_synchronise_at_once() -> Result<()> {
    let server = Server::start(&tests::dist(), "2026-10-05")?;
    let gate = Gate::before(server.address())?;
    let browser = Browser::launch(Some("2026-10-05T07:30:00+07:00"))?;
    let code = server.code("mau")?;
    let first = App { page: browser.open(&gate.url(&format!("/#/enrol/{code}")))? };
    first.ready("enrol")?;
    first.press("enrol")?;
    first.ready("start")?;
    first.page.wait_for("[data-act=group]")?;
    first.to("sync")?;
    let second = App { page: browser.open(&gate.url("/"))? };
    second.ready("start")?;
    for text in ["con đường vào bản sạt lở", "xin hướng dẫn kỹ thuật nuôi dê", "thiếu nước sạch mùa khô"]
    {
        // The tab in front writes, which sends; the one behind it hears of a network at the same moment.
        first.page.evaluate(ONLINE)?;
        second.write_feedback("5/10", text)?;
        first.page.evaluate(ONLINE)?;
        second.page.evaluate(ONLINE)?;
    }
    second.to("sync")?;
    for tab in [&first, &second] {
        tab.page.wait("document.querySelector('[data-all-received]')")?;
    }
    assert!(gate.exchanges.load(Ordering::SeqCst) > 3, "there was something to see");
    assert_eq!(gate.most.load(Ordering::SeqCst), 1, "exchanges at once");
    assert_eq!(server.count("SELECT count(DISTINCT doc) FROM change")?, 3);
    Ok(())
}

/// A slow way to the server, which counts the exchanges that are on it.
struct Gate {
    address: String,
    exchanges: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Gate {
    fn before(server: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let (exchanges, most) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let now = Arc::<AtomicUsize>::default();
        let (all, peak, server) = (exchanges.clone(), most.clone(), server.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (server, now, all, peak) = (server.clone(), now.clone(), all.clone(), peak.clone());
                // A connection that breaks is the browser's to make anew.
                thread::spawn(move || carry(stream, &server, &now, &all, &peak).ok());
            }
        });
        Ok(Self { address, exchanges, most })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

/// Carries one request after another; an exchange is held back for a moment, so that another one would be seen.
fn carry(
    mut browser: TcpStream,
    server: &str,
    now: &AtomicUsize,
    all: &AtomicUsize,
    peak: &AtomicUsize,
) -> std::io::Result<()> {
    loop {
        let request = message(&mut browser)?;
        let exchange = request.starts_with(b"POST /sync/v1");
        if exchange {
            all.fetch_add(1, Ordering::SeqCst);
            peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(300));
        }
        let answer = TcpStream::connect(server).and_then(|mut office| {
            office.write_all(&request)?;
            message(&mut office)
        });
        if exchange {
            now.fetch_sub(1, Ordering::SeqCst);
        }
        browser.write_all(&answer?)?;
    }
}

/// One request or answer: its head, and as much as that announces.
fn message(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut one = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        from.read_exact(&mut one)?;
        bytes.push(one[0]);
    }
    let head = String::from_utf8_lossy(&bytes).to_lowercase();
    let header = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned())
    };
    if let Some(length) = header("content-length:").and_then(|length| length.parse().ok()) {
        let mut body = vec![0; length];
        from.read_exact(&mut body)?;
        bytes.extend(body);
    } else if header("transfer-encoding:").is_some() {
        while !bytes.ends_with(b"\r\n0\r\n\r\n") {
            from.read_exact(&mut one)?;
            bytes.push(one[0]);
        }
    }
    Ok(bytes)
}
