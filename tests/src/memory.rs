//! How much memory a page holds: its own part and that of each of its workers.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::page::Page;

/// Memory of one thread of a page, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// JavaScript objects in use, after a collection.
    pub heap: u64,
    /// Linear memory of its wasm modules.
    pub wasm: u64,
}

impl Page {
    /// What the page holds, then what each of its workers holds.
    pub fn memory(&self) -> Result<Vec<Held>> {
        let mut sessions = vec![self.session.clone()];
        sessions.extend(self.connection.borrow().workers_of(&self.session));
        sessions.iter().map(|session| self.held(session)).collect()
    }

    fn held(&self, session: &str) -> Result<Held> {
        let call = |method: &str, parameters: Value| {
            self.connection.borrow_mut().call(Some(session), method, parameters)
        };
        call("HeapProfiler.collectGarbage", json!({}))?;
        let heap = call("Runtime.getHeapUsage", json!({}))?["usedSize"].as_f64().context("a size")?;
        let prototype = call("Runtime.evaluate", json!({ "expression": "WebAssembly.Memory.prototype" }))?;
        let id = &prototype["result"]["objectId"];
        let memories = call("Runtime.queryObjects", json!({ "prototypeObjectId": id }))?;
        let sum = "function() { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }";
        let of = json!({ "objectId": memories["objects"]["objectId"], "functionDeclaration": sum, "returnByValue": true });
        let wasm = call("Runtime.callFunctionOn", of)?["result"]["value"].as_u64().context("a size")?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number of bytes"
        )]
        let heap = heap as u64;
        Ok(Held { heap, wasm })
    }
}
