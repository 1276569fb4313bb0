//! The worker that reads and writes files. Everything is in the library.
//!
//! A program of its own, so that the page does not carry what knows the formats: the browser
//! loads it when the first file comes or goes.

#[cfg(target_arch = "wasm32")]
fn main() {
    use hearsay::app::{Done, work};
    hearsay::web::serve(work::run, Done::Failed);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This half of Hearsay runs in a browser, beside the page.");
}
