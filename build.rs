//! Asks the linker, for `cargo xtask dist`, to leave in the app what refers to what.
//!
//! Why not by `RUSTFLAGS`: everything would be compiled again, and the worker would carry it too.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=HEARSAY_RELOCATIONS");
    let set = |name| std::env::var_os(name).is_some();
    if set("HEARSAY_RELOCATIONS") && std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32")
    {
        println!("cargo::rustc-link-arg-bin=hearsay=--emit-relocs");
    }
}
