// Anchoring in WebAssembly, and `approx-string-match` with the same words on the same text, in one
// page. The matcher is called as Hypothesis’s client calls it: the words as they are are looked
// for first, then with up to half of their characters wrong (256 at most).
import search from './approx.js';

async function load() {
    const module = await WebAssembly.compile(await (await fetch('anchor.wasm')).arrayBuffer());
    const imports = {};
    // What the library asks of a page for other things, and anchoring never calls.
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        (imports[from] ??= {})[name] = () => { throw new Error(`${name} was called`); };
    }
    return (await WebAssembly.instantiate(module, imports)).exports;
}

const timed = (run) => {
    const start = performance.now();
    const found = run();
    return { found, ms: performance.now() - start };
};

const median = (run, times) => {
    const all = Array.from({ length: times }, () => timed(run)).sort((a, b) => a.ms - b.ms);
    return all[all.length >> 1];
};

window.anchoring = async (most) => {
    const wasm = await load();
    const count = wasm.make();
    const read = (at, length) => new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, at, length));
    const text = read(wasm.text(), wasm.text_length());
    const words = Array.from({ length: count }, (_, n) => read(wasm.exact(n), wasm.exact_length(n)));
    const ours = { search: median(wasm.search, 5), carry: median(wasm.carry, 5) };
    // The matcher takes its time: every so many of the words, evenly.
    const step = Math.max(1, Math.floor(count / most));
    const some = words.filter((_, n) => n % step === 0);
    const theirs = timed(() => some.filter((exact) =>
        text.includes(exact) || search(text, exact, Math.min(256, exact.length / 2)).length > 0).length);
    return { count, bytes: text.length, ...ours, theirs, some: some.length };
};
