// Starts the engine's module in its worker. Questions that arrive while the module loads wait here and are
// handed over in order. It knows no message.

import init from '{{engine.js}}';

const early = [];
const keep = (event) => early.push(event.data);
self.addEventListener('message', keep);

try {
  await init({ module_or_path: '{{engine.wasm}}' });
} finally {
  self.removeEventListener('message', keep);
}
for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
