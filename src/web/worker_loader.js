// Starts the worker: Trunk's own loader would call with parameters that are deprecated.
//
// `cargo xtask dist` writes the version here, and the page asks by its own. Where the two differ
// there is no worker: they would not understand one another. (What comes from the service worker
// is of the page's version, and no longer bears the address it was asked by.)
const version = 'HearsayVersion';
const asked = location.search.slice(1);
if (asked && asked !== version) throw new Error('it is of another version than this page; reload the page');
const own = /^[0-9a-f]{16}$/.test(version) ? `?${version}` : '';
importScripts(`./worker.js${own}`);
wasm_bindgen({ module_or_path: `./worker_bg.wasm${own}` });
