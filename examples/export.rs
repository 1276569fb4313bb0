//! Writes a file of Hearsay JSON in every format there is:
//! `cargo run --example export -- <file.json> <folder>`.
//!
//! With everything in it, sources off the record too: what is made here stays on this computer.

use std::{error::Error, fs, path::Path};

use hearsay::{
    annotation::Document,
    format::{Choices, Format, hearsay as own, kind},
    record::Timestamp,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, folder] = arguments.as_slice() else {
        return Err("which file, and into which folder?".into());
    };
    let imported = own::read_bytes(&fs::read(file)?)?;
    imported.problems.iter().for_each(|problem| println!("{problem}"));
    let documents: Vec<&Document> = imported.documents.iter().collect();
    fs::create_dir_all(folder)?;
    for format in Format::ALL {
        let export =
            kind::write(format, &documents, &Choices::EVERYTHING, Timestamp::from_millis(1_795_363_440_000));
        for file in export.files {
            println!("{:>9} {}", file.bytes.len(), file.name);
            fs::write(Path::new(folder).join(format!("{format:?}-{}", file.name)), file.bytes)?;
        }
    }
    Ok(())
}
