
// The other half of the app: what painting the first page does not need. It is
// fetched when the browser has nothing else to do; a call that comes before it
// is there waits for it, and with it the page.
const later = new URL('LATER', import.meta.url);

function putLater(module) {
    if (wasm.later_is_there.value) return;
    new WebAssembly.Instance(module, { first: wasm });
    wasm.later_is_there.value = 1;
}

function loadLater() {
    const request = new XMLHttpRequest();
    request.open('GET', later, false);
    // The only way to have bytes from a request that is waited for.
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    if (request.status !== 200) {
        throw new Error(`A part of the app could not be loaded (${request.status}). What you did is saved; reload the page when you are online.`);
    }
    putLater(new WebAssembly.Module(Uint8Array.from(request.response, letter => letter.charCodeAt(0))));
}

function fetchLater() {
    (globalThis.requestIdleCallback ?? (soon => setTimeout(soon, 500)))(async () => {
        try {
            const response = await fetch(later);
            if (response.ok) putLater(await WebAssembly.compile(await response.arrayBuffer()));
        } catch {
            // It is asked for again when it is needed, and told then.
        }
    });
}
