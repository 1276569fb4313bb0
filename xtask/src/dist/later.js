
// The other half of the app: what a first visit does not need to be painted. It is
// fetched when the browser has nothing else to do, or as soon as somebody asks
// for it. Who cannot wait calls it all the same, and waits with the whole page.
const later = new URL('LATER', import.meta.url);
const request = new AbortController();
let coming, isThere;
const there = new Promise(resolve => { isThere = resolve; });

// Whether this browser has a library; undefined where it does not tell. It is known
// before the app is there, so both halves come at once.
const wasHere = new Promise(resolve => resolve(globalThis.indexedDB?.databases?.())).then(
    known => known?.some(({ name }) => name === 'hearsay'),
    () => undefined,
);
wasHere.then(was => { if (was) coming ??= bringLater(); });

function putLater(module) {
    if (wasm.later_is_there.value) return;
    new WebAssembly.Instance(module, { ...__wbg_get_imports(), first: wasm });
    wasm.later_is_there.value = 1;
}

// A call that came too early.
function loadLater() {
    // While the page stands still, nobody takes what the other request brings; the
    // browser's cache would let this one wait for that one all the same.
    request.abort();
    const now = new XMLHttpRequest();
    now.open('GET', later, false);
    // The only way to have bytes from a request that is waited for.
    now.overrideMimeType('text/plain; charset=x-user-defined');
    now.send();
    if (now.status !== 200) {
        throw new Error(`A part of the app could not be loaded (${now.status}). What you did is saved; reload the page when you are online.`);
    }
    putLater(new WebAssembly.Module(Uint8Array.from(now.response, letter => letter.charCodeAt(0))));
}

async function bringLater() {
    try {
        const response = await fetch(later, { signal: request.signal });
        if (!response.ok) return;
        const module = await WebAssembly.compile(await response.arrayBuffer());
        await there;
        putLater(module);
    } catch {
        // It is asked for again when it is needed, and told then.
    }
}

// The first visit starts with half of the app, and does not wait for what it has to
// download. One who was here before finds articles, which the other half reads; and
// where a service worker has the files, there is nothing to wait for.
async function startApp() {
    isThere();
    const was = await wasHere;
    globalThis.hearsayFirstVisit = was === false;
    if (navigator.serviceWorker?.controller || was) await (coming ??= bringLater());
    wasm.__wbindgen_start();
    (globalThis.requestIdleCallback ?? (soon => setTimeout(soon, 500)))(() => { coming ??= bringLater(); });
}

// True if the half is there. If not, it is fetched now, and `then` is called when
// that came to an end, whichever.
globalThis.hearsayWhole = (then) => {
    if (wasm.later_is_there.value) return true;
    (coming ??= bringLater()).then(then);
    return false;
};
