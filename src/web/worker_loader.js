// Starts the worker: Trunk's own loader would call with parameters that are deprecated.
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
