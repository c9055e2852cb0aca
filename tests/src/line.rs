//! A telephone line with a meter: forwards TCP connections to a server and counts what crosses, headers and all.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::Result;

/// What crossed the line since it was last asked, in bytes of TCP payload.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// From the phone to the office.
    pub up: u64,
    /// From the office to the phone.
    pub down: u64,
    /// Changes of direction from up to down: round trips.
    pub round_trips: u64,
    /// Connections opened.
    pub connections: u64,
}

#[derive(Default)]
struct Meter {
    traffic: Traffic,
    last_was_up: bool,
}

/// The line. Its threads end with their connections.
pub struct Line {
    address: String,
    meter: Arc<Mutex<Meter>>,
}

impl Line {
    /// Listens on a free port and forwards to `office` (host and port).
    pub fn to(office: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let meter = Arc::new(Mutex::new(Meter::default()));
        let (counting, office) = (meter.clone(), office.to_owned());
        thread::spawn(move || {
            for phone in listener.incoming().flatten() {
                // A refused connection is what the phone sees too.
                let Ok(server) = TcpStream::connect(&office) else { continue };
                lock(&counting).traffic.connections += 1;
                for (from, to, up) in [(&phone, &server, true), (&server, &phone, false)] {
                    let (Ok(from), Ok(to)) = (from.try_clone(), to.try_clone()) else { continue };
                    let meter = counting.clone();
                    thread::spawn(move || forward(from, to, up, &meter));
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
}

fn lock(meter: &Mutex<Meter>) -> std::sync::MutexGuard<'_, Meter> {
    meter.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forward(mut from: TcpStream, mut to: TcpStream, up: bool, meter: &Mutex<Meter>) {
    let mut piece = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        {
            let mut meter = lock(meter);
            let count = if up { &mut meter.traffic.up } else { &mut meter.traffic.down };
            *count += read as u64;
            meter.traffic.round_trips += u64::from(!up && meter.last_was_up);
            meter.last_was_up = up;
        }
        if to.write_all(&piece[..read]).is_err() {
            break;
        }
    }
    // Already closed when the other side went first.
    drop(to.shutdown(Shutdown::Write));
}
