
// Which functions were entered since the page was opened, by number.
globalThis.entered = () => {
    const notes = new Uint8Array(wasm.memory.buffer, BASE, COUNT);
    return Array.from(notes, (note, place) => note && place + IMPORTED).filter(Boolean);
};

// The app is as if its second half never came.
globalThis.hearsayWhole = () => false;
