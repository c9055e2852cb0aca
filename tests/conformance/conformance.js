// Runs the storage contract in this browser and says on <html data-ready> how it ended: "passed" with the names
// of the checks, or "failed" with the broken promise.

import init, { runConformance } from '/engine.js';

const said = [];
const log = console.error;
console.error = (...words) => { said.push(words.join(' ')); log(...words); };

const end = (how, text) => {
  document.body.textContent = text;
  document.documentElement.dataset.ready = how;
};
// A panic stops the module; its words went to the console before.
const fail = (event) => end('failed', [...said, event.message ?? event.reason].join('\n'));
addEventListener('error', fail);
addEventListener('unhandledrejection', fail);

await init({ module_or_path: '/engine.wasm' });
end('passed', await runConformance());
