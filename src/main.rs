//! The app, as the browser starts it. Everything is in the library.

#[cfg(target_arch = "wasm32")]
fn main() {
    hearsay::ui::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Hearsay runs in a browser: `cargo xtask serve`, then open the address it names.");
}
