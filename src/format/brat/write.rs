//! Documents to brat files in a zip: `.txt`, `.ann`, and one `annotation.conf`.

mod article;
mod events;

use std::collections::BTreeSet;

use super::{
    configuration::{Used, configuration},
    names,
};
use crate::{
    annotation::Document,
    format::{archive, file_name},
    record::Timestamp,
};

/// A zip archive with a `.txt` and an `.ann` file for each document, in their order, and the
/// `annotation.conf` that brat needs; `at` is the day in the file names.
///
/// What is left out is in [`super::CANNOT`].
#[must_use]
pub fn write(documents: &[&Document], at: Timestamp) -> Vec<u8> {
    let mut used = Used::default();
    let mut taken = BTreeSet::new();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for document in documents {
        let stem = free_name(&document.article.about.title, at, &mut taken);
        let ann = article::article(document, &mut used);
        files.push((format!("{stem}.txt"), document.article.text.as_str().as_bytes().to_vec()));
        files.push((format!("{stem}.ann"), ann.into_bytes()));
    }
    files.insert(0, ("annotation.conf".to_owned(), configuration(&used).into_bytes()));
    archive::pack(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

/// A name that no file before has, on systems that know no capital letters too.
fn free_name(title: &str, at: Timestamp, taken: &mut BTreeSet<String>) -> String {
    let name = file_name(title, at, "txt");
    let stem = names::stem(&name);
    let mut free = stem.to_owned();
    let mut n = 1;
    while !taken.insert(free.to_lowercase()) {
        n += 1;
        free = format!("{stem}-{n}");
    }
    free
}
