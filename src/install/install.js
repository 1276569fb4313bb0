// Has the service worker keep this version of Hearsay, looks for newer ones, and
// starts one when the page asks for it. Apart from the app, so that a version in
// which the app fails can still be replaced.
//
// What the app hears and says: `hearsay-ready` on the window when a newer version
// is kept whole, with the number of open tabs; `hearsay-reload`, which the app
// sends when everything is saved, to load the page anew in the newest version.
(() => {
  const HOUR = 3_600_000;
  const { version } = document.documentElement.dataset;
  const workers = navigator.serviceWorker;
  // Missing in some private windows, and on hosts without https.
  if (!workers) return;

  const scope = new URL('./', location).href;
  const script = 'service-worker.js';
  const address = globalThis.trustedTypes
    ? trustedTypes.createPolicy('hearsay-install', { createScriptURL: () => script }).createScriptURL('')
    : script;
  const find = () => workers.getRegistration(scope);

  if (!/^[0-9a-f]{16}$/.test(version)) {
    // Not a finished build: nothing is kept, and what one left behind goes.
    find().then((found) => found?.scope === scope && found.unregister()).catch(() => {});
    globalThis.caches?.keys().then((names) => names
      .filter((name) => name.startsWith(`hearsay ${scope} `)).forEach((name) => caches.delete(name))).catch(() => {});
    return;
  }

  // For as long as this page lives: the files of its version are needed.
  const name = `hearsay ${scope} ${version}`;
  const locks = navigator.locks;
  locks?.request(name, { mode: 'shared' }, () => new Promise(() => {}));

  const tell = async () => {
    const held = locks ? (await locks.query()).held : [];
    const tabs = held.filter((lock) => lock.name.startsWith(`hearsay ${scope} `)).length;
    dispatchEvent(new CustomEvent('hearsay-ready', { detail: tabs }));
  };
  const look = async () => {
    const found = await find();
    if (found?.waiting && found.active) await tell();
    // Another tab may have started a newer one.
    else workers.controller?.postMessage('which');
  };
  workers.addEventListener('message', ({ data }) => data !== version && tell());
  workers.addEventListener('controllerchange', look);
  workers.startMessages();

  let looked = 0;
  const register = async () => {
    looked = Date.now();
    const found = await workers.register(address, { updateViaCache: 'none' });
    found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look));
    // One may have been found before this page could hear of it.
    found.installing?.addEventListener('statechange', look);
    await look();
  };
  const again = async () => {
    if (document.visibilityState === 'hidden' || Math.abs(Date.now() - looked) < HOUR) return;
    looked = Date.now();
    await (await find())?.update();
  };
  // Without a network there is nothing to be done, and nothing to be said.
  const quietly = (act) => () => act().catch(() => {});
  // The app comes first; its files are not asked for twice at once. It may have been quicker: what it
  // leaves on the window, it leaves in the moment it says that it has started.
  if (globalThis.wasmBindings) quietly(register)();
  else addEventListener('TrunkApplicationStarted', quietly(register), { once: true });
  addEventListener('visibilitychange', quietly(again));
  setInterval(quietly(again), HOUR);

  const reload = () => location.reload();
  addEventListener('hearsay-reload', (event) => {
    event.preventDefault();
    find().then((found) => {
      const waiting = found?.active && found.waiting;
      if (!waiting) return reload();
      // One that is in the way of nothing starts at once; one that cannot shall not hold us up.
      setTimeout(reload, 5000);
      waiting.addEventListener('statechange', () => waiting.state !== 'activating' && reload());
      waiting.postMessage('start');
    }, reload);
  });
})();
