//! What the app weighs on the way to a browser.

use crate::table::Table;
use std::path::Path;

/// Brotli at its hardest, of everything that is loaded before the app can be used.
pub(crate) fn report(dist: &Path) -> anyhow::Result<()> {
    let mut table = Table::new("Size (bytes)", &["", "raw", "brotli 11"]);
    let (mut raw, mut brotli) = (0, 0);
    for ending in ["wasm", "js", "css"] {
        let (mut of_raw, mut of_brotli) = (0, 0);
        for entry in std::fs::read_dir(dist)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == ending) {
                let bytes = std::fs::read(&path)?;
                of_raw += bytes.len();
                of_brotli += compressed(&bytes)?;
            }
        }
        table.row(&[ending.to_owned(), of_raw.to_string(), of_brotli.to_string()]);
        (raw, brotli) = (raw + of_raw, brotli + of_brotli);
    }
    table.row(&["together".to_owned(), raw.to_string(), brotli.to_string()]);
    table.note("goal: 200000 together after brotli");
    table.print();
    Ok(())
}

fn compressed(bytes: &[u8]) -> anyhow::Result<usize> {
    let mut into = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut into, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(into.len())
}
