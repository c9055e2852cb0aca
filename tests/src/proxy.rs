//! The network between a phone and the office, in the test's hands: forwards TCP connections, counts what
//! crosses, headers and all, and is cut at a chosen byte.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

/// What crossed since it was last asked, in bytes of TCP payload.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// From the phone to the office.
    pub up: u64,
    /// From the office to the phone.
    pub down: u64,
    /// Changes of direction from up to down: round trips.
    pub round_trips: u64,
    /// Most bytes that went up in one go: the largest request.
    pub largest: u64,
    /// Connections opened.
    pub connections: u64,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the phone to the office.
    Up,
    /// From the office to the phone.
    Down,
}

#[derive(Default)]
struct Meter {
    traffic: Traffic,
    last: Option<Way>,
    /// Bytes up since the last answer.
    request: u64,
    /// Where the line breaks, and how many bytes may still pass there before.
    cut: Option<(Way, u64)>,
    /// Where it breaks after that, one by one.
    later: VecDeque<(Way, u64)>,
    /// No connection is let through.
    dead: bool,
}

impl Meter {
    /// Counts what wants to cross; how much of it may, and whether the line breaks then.
    fn pass(&mut self, way: Way, wanted: usize) -> (usize, bool) {
        let mut passes = wanted;
        let mut breaks = false;
        if let Some((at, left)) = &mut self.cut
            && *at == way
        {
            passes = usize::try_from(*left).unwrap_or(wanted).min(wanted);
            *left -= passes as u64;
            breaks = passes < wanted || *left == 0;
        }
        if breaks {
            self.cut = self.later.pop_front();
        }
        if passes > 0 {
            self.count(way, passes as u64);
        }
        (passes, breaks)
    }

    fn count(&mut self, way: Way, bytes: u64) {
        let turned = self.last != Some(way);
        match way {
            Way::Up => {
                self.request = if turned { bytes } else { self.request + bytes };
                self.traffic.up += bytes;
                self.traffic.largest = self.traffic.largest.max(self.request);
            }
            Way::Down => {
                self.traffic.down += bytes;
                self.traffic.round_trips += u64::from(turned && self.last.is_some());
            }
        }
        self.last = Some(way);
    }
}

/// The proxy. Its threads end with their connections.
pub struct Proxy {
    address: String,
    meter: Arc<Mutex<Meter>>,
}

impl Proxy {
    /// Listens on a free port and forwards to `office` (host and port).
    pub fn to(office: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let meter = Arc::new(Mutex::new(Meter::default()));
        let (counting, office) = (meter.clone(), office.to_owned());
        thread::spawn(move || {
            for phone in listener.incoming().flatten() {
                if lock(&counting).dead {
                    continue;
                }
                // A refused connection is what the phone sees too.
                let Ok(server) = TcpStream::connect(&office) else { continue };
                lock(&counting).traffic.connections += 1;
                for (from, to, way) in [(&phone, &server, Way::Up), (&server, &phone, Way::Down)] {
                    let (Ok(from), Ok(to)) = (from.try_clone(), to.try_clone()) else { continue };
                    let meter = counting.clone();
                    thread::spawn(move || forward(from, to, way, &meter));
                }
            }
        });
        Ok(Self { address, meter })
    }

    /// Host and port at which the phone finds it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What crossed since the last call.
    pub fn take(&self) -> Traffic {
        std::mem::take(&mut lock(&self.meter).traffic)
    }

    /// The connection on which so many more bytes have gone this way is cut there, once: what comes after is lost,
    /// and neither side hears more of the other. 0 cuts before the next byte.
    pub fn cut_after(&self, way: Way, bytes: u64) {
        lock(&self.meter).cut = Some((way, bytes));
    }

    /// The same once more, counted from the cut before.
    pub fn then_cut_after(&self, way: Way, bytes: u64) {
        lock(&self.meter).later.push_back((way, bytes));
    }

    /// Whether a cut was ordered and has not happened yet.
    pub fn will_cut(&self) -> bool {
        lock(&self.meter).cut.is_some()
    }

    /// From now on every connection is closed as soon as it is opened, or none is.
    pub fn kill(&self, dead: bool) {
        lock(&self.meter).dead = dead;
    }
}

fn lock(meter: &Mutex<Meter>) -> MutexGuard<'_, Meter> {
    meter.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forward(mut from: TcpStream, mut to: TcpStream, way: Way, meter: &Mutex<Meter>) {
    let mut piece = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        let (passes, breaks) = lock(meter).pass(way, read);
        if breaks {
            // First, so that no answer to the last bytes slips through. A side that is gone needs no telling.
            drop(from.shutdown(Shutdown::Both));
        }
        let written = to.write_all(&piece[..passes]);
        if breaks {
            drop(to.shutdown(Shutdown::Both));
            return;
        }
        if written.is_err() {
            break;
        }
    }
    // Already closed when the other side went first.
    drop(to.shutdown(Shutdown::Write));
}
