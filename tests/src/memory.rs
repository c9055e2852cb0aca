//! How much memory a page holds: its own part and that of each of its workers.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::page::Page;

/// Notes the memory of every wasm module that a page or a worker starts.
pub(crate) const NOTE_WASM: &str = "(() => {
  const memories = globalThis.wasmMemories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return made;
    };
  }
})();";

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
        let sum =
            "[...(globalThis.wasmMemories ?? [])].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)";
        let sum = call("Runtime.evaluate", json!({ "expression": sum, "returnByValue": true }))?;
        let wasm = sum["result"]["value"].as_u64().context("a size")?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number of bytes"
        )]
        let heap = heap as u64;
        Ok(Held { heap, wasm })
    }
}
