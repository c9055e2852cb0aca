//! A client of Chromium's debugging protocol over `--remote-debugging-pipe`: JSON messages that end in a zero
//! byte, on file descriptors 3 and 4 of the browser.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::PATIENCE;

/// Events kept for those who ask later; older ones are forgotten.
const EVENTS_KEPT: usize = 1_000;

/// The line to one browser process.
pub struct Connection {
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    events: VecDeque<Value>,
    worker_start: String,
    /// Sessions of running workers, each with that of its page.
    workers: Vec<(String, String)>,
}

impl Connection {
    /// Speaks over the pipes of a browser that was just started.
    pub fn new(to: ChildStdin, from: ChildStdout) -> Self {
        let (tell, hear) = mpsc::channel();
        thread::spawn(move || {
            let mut from = BufReader::new(from);
            let mut bytes = Vec::new();
            // The thread ends with the browser, or with the connection.
            while from.read_until(0, &mut bytes).is_ok_and(|read| read > 0) {
                bytes.pop();
                let Ok(message) = serde_json::from_slice(&bytes) else { break };
                if tell.send(message).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
        Self {
            to,
            from: hear,
            last: 0,
            events: VecDeque::new(),
            worker_start: String::new(),
            workers: Vec::new(),
        }
    }

    /// Calls a method, in a session or of the browser itself, and waits for its answer.
    pub fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        let id = self.send(session, method, parameters)?;
        let deadline = Instant::now() + PATIENCE + PATIENCE;
        loop {
            let message = self.hear(deadline).with_context(|| format!("waiting for {method}"))?;
            if message["id"] == json!(id) {
                if let Some(error) = message.get("error") {
                    bail!("{method}: {}", error["message"].as_str().unwrap_or_default());
                }
                return Ok(message["result"].clone());
            }
        }
    }

    /// Calls a method without waiting: for what is answered only after something else was said.
    pub fn send(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<u64> {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method });
        message["params"] = parameters;
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        self.to.write_all(&bytes).and_then(|()| self.to.flush()).context("the browser is gone")?;
        Ok(self.last)
    }

    /// Waits for an event, one that was heard already included, and takes it.
    pub fn event(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.events.iter().position(&wanted) {
                return self.events.remove(at).context("an event just found");
            }
            self.hear(deadline).context("waiting for an event")?;
        }
    }

    /// All events heard so far that are wanted; takes them.
    pub fn heard(&mut self, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let (taken, kept) = self.events.drain(..).partition(|event| wanted(event));
        self.events = kept;
        Vec::from_iter::<VecDeque<Value>>(taken)
    }

    /// What every worker runs before its first line.
    pub fn start_workers_with(&mut self, source: String) {
        self.worker_start = source;
    }

    /// Sessions of the workers that a page has now.
    pub fn workers_of(&self, page: &str) -> Vec<String> {
        self.workers.iter().filter(|(of, _)| of == page).map(|(_, worker)| worker.clone()).collect()
    }

    /// Workers come and go. One that is held before its first line runs what was given it and goes on.
    fn attend(&mut self, event: &Value) -> Result<()> {
        let worker = event["params"]["sessionId"].as_str().unwrap_or_default();
        match event["method"].as_str() {
            Some("Target.attachedToTarget") => {
                let is_worker = event["params"]["targetInfo"]["type"] == "worker";
                if let Some(page) = event["sessionId"].as_str().filter(|_| is_worker) {
                    self.workers.push((page.to_owned(), worker.to_owned()));
                }
                if event["params"]["waitingForDebugger"] == true {
                    let start = json!({ "expression": self.worker_start });
                    self.send(Some(worker), "Runtime.evaluate", start)?;
                    self.send(Some(worker), "Runtime.runIfWaitingForDebugger", json!({}))?;
                }
            }
            Some("Target.detachedFromTarget") => self.workers.retain(|(_, session)| session != worker),
            _ => {}
        }
        Ok(())
    }

    fn hear(&mut self, deadline: Instant) -> Result<Value> {
        let left = deadline.saturating_duration_since(Instant::now());
        let message = self.from.recv_timeout(left).context("the browser says nothing")?;
        if message.get("method").is_some() {
            self.attend(&message)?;
            self.events.push_back(message.clone());
            if self.events.len() > EVENTS_KEPT {
                self.events.pop_front();
            }
        }
        Ok(message)
    }
}
