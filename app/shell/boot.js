// Starts the app: the screens' module first, then the service worker. It knows no screen. What it tells them
// stands on <html>: data-offline="ready" when the app starts without network, data-update="waiting" when a
// new version waits. A screen accepts the new version with the event "take-over" on window.

const show = (id) => {
  document.getElementById('shell-opening').hidden = true;
  document.getElementById(id).hidden = false;
};

// Inside another app's browser (Zalo, Facebook, Line) storage and service workers are not to be relied on.
const insideAnotherApp = /Zalo|FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|; wv\)/.test(navigator.userAgent);

const capable = typeof WebAssembly === 'object' && 'serviceWorker' in navigator && 'indexedDB' in window;

function keepUpToDate(registration) {
  const root = document.documentElement;
  const offer = () => { root.dataset.update = 'waiting'; };
  if (registration.waiting && navigator.serviceWorker.controller) offer();
  registration.addEventListener('updatefound', () => {
    const incoming = registration.installing;
    incoming?.addEventListener('statechange', () => {
      if (incoming.state === 'installed' && navigator.serviceWorker.controller) offer();
    });
  });
  let accepted = false;
  window.addEventListener('take-over', () => {
    accepted = true;
    registration.waiting?.postMessage('take-over');
  });
  // Reload once, and only after the person said yes: never in the middle of a form.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    root.dataset.offline = 'ready';
    if (accepted) location.reload();
  });
  if (navigator.serviceWorker.controller) root.dataset.offline = 'ready';
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}

async function start() {
  if (insideAnotherApp) {
    document.getElementById('shell-chrome').href =
      `intent://${location.host}/${location.hash}#Intent;scheme=${location.protocol.slice(0, -1)};package=com.android.chrome;end`;
    return show('shell-inside');
  }
  if (!capable) return show('shell-old');
  try {
    const ui = await import('{{ui.js}}');
    await ui.default({ module_or_path: '{{ui.wasm}}' });
    document.getElementById('shell').remove();
  } catch (error) {
    console.error(error);
    show('shell-failed');
  }
  // After the screens, so as not to share a thin line with them; also when they failed, so that a mended version
  // gets through. Without a service worker the app works while there is network; the screens say so.
  navigator.serviceWorker.register('/sw.js').then(keepUpToDate, () => {});
}

start();
