//! A library in several files, where one would be larger than Hearsay reads.
//!
//! The one idea: each file is complete in itself, so they can be brought in one by one, in any order,
//! and no tool has to know that they belong together.
//!
//! Why not one collection over several files, as Web Annotation knows it: its pages would name one
//! another by addresses, and a file on somebody’s disk has none.

use super::table::Write;
use crate::{annotation::Document, format::archive, record::Timestamp};

/// Writes the documents into as few files as the limit allows, halving what is too large.
pub(super) fn write(documents: &[&Document], at: Timestamp, write: Write, limit: usize) -> Vec<Vec<u8>> {
    let bytes = write(documents, at);
    let (before, after) = documents.split_at(documents.len() / 2);
    if before.is_empty() || !is_too_large(&bytes, limit) {
        return vec![bytes];
    }
    drop(bytes);
    let halves = [before, after].into_iter();
    halves.flat_map(|half| self::write(half, at, write, limit)).collect()
}

/// What is to be said of the size of these files.
pub(super) fn said(files: &[Vec<u8>], limit: usize) -> Vec<String> {
    let mb = limit / 1_000_000;
    let mut said = Vec::new();
    if files.len() > 1 {
        said.push(format!(
            "It is in {} files, because Hearsay reads files of up to {mb} MB; each is complete in itself.",
            files.len()
        ));
    }
    let large = files.iter().filter(|bytes| is_too_large(bytes, limit)).count();
    if large > 0 {
        said.push(format!(
            "{large} of the files hold one article that is larger than {mb} MB: Hearsay cannot read them again."
        ));
    }
    said
}

/// Whether a file, or what is packed in it, is larger than Hearsay reads.
fn is_too_large(bytes: &[u8], limit: usize) -> bool {
    bytes.len() > limit || archive::is_archive(bytes) && archive::unpacked_size(bytes) > limit as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{
        example,
        kind::{Format, read},
    };
    use crate::record::Stamp;

    #[test]
    fn what_is_too_large_goes_into_several_files_each_complete_in_itself() {
        let stamp = |n: u32| Stamp { at: example::at(), random: u128::from(n) << 64 };
        let documents: Vec<Document> =
            (1..=5).map(|n| crate::format::fresh::with_fresh_ids(&example::document(), stamp(n))).collect();
        let all: Vec<&Document> = documents.iter().collect();
        for format in [Format::Hearsay, Format::JsonLines, Format::WebAnnotation, Format::Brat] {
            let [part] = format.row().parts else { panic!("one file") };
            let whole = (part.write)(&all, example::at());
            assert_eq!(write(&all, example::at(), part.write, usize::MAX), std::slice::from_ref(&whole));
            let one = (part.write)(&all[..2], example::at());
            let size =
                if archive::is_archive(&one) { archive::unpacked_size(&one) as usize } else { one.len() };
            let files = write(&all, example::at(), part.write, size + size / 5);
            assert!(files.len() > 2, "{format:?}");
            let taken = files
                .iter()
                .map(|bytes| read("x", bytes, stamp(9), &mut |_| ()).expect("complete").documents.len());
            assert_eq!(taken.sum::<usize>(), 5, "{format:?}");
            assert_eq!(said(&files, size + size / 5).len(), 1, "{format:?}");
        }
    }

    #[test]
    fn one_article_that_is_too_large_is_told() {
        let document = example::document();
        let files = write(&[&document], example::at(), Format::Hearsay.row().parts[0].write, 100);
        assert_eq!(files.len(), 1);
        assert_eq!(
            said(&files, 100),
            ["1 of the files hold one article that is larger than 0 MB: Hearsay cannot read them again."]
        );
    }
}
