//! Zip archives: a few files in one, packed and unpacked in memory.
//!
//! Neighbours: [`super::brat`], which comes as a folder. The one idea: what an archive says of its
//! sizes is not believed; unpacking stops at a limit on what really comes out of it.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Unreadable, hearsay::MAX_BYTES};

/// Whether these bytes begin as a zip archive does: with a local file header
/// (APPNOTE.TXT §4.3.7), or with the end of an empty one (§4.3.16).
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive with their paths, in its order; folders are left out.
///
/// An entry that cannot be unpacked comes as `None`.
///
/// # Errors
/// When it is no archive, or more than [`MAX_BYTES`] come out of it.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<Unpacked>, Unreadable> {
    unpack_up_to(MAX_BYTES, bytes)
}

/// A file’s path, and what is in it.
type Unpacked = (String, Option<Vec<u8>>);

fn unpack_up_to(limit: usize, bytes: &[u8]) -> Result<Vec<Unpacked>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::BadArchive)?;
    let mut left = limit as u64;
    let mut files = Vec::new();
    for n in 0..archive.len() {
        let Ok(entry) = archive.by_index(n) else {
            files.push((format!("file {} of the archive", n + 1), None));
            continue;
        };
        if entry.is_dir() {
            continue;
        }
        let name =
            entry.name().map_or_else(|_| format!("file {} of the archive", n + 1), |name| name.to_string());
        let mut content = Vec::new();
        let whole = entry.take(left + 1).read_to_end(&mut content).is_ok();
        left = left.checked_sub(content.len() as u64).ok_or(Unreadable::TooMuch)?;
        files.push((name, whole.then_some(content)));
    }
    Ok(files)
}

/// Whether one of these paths is in it; nothing is unpacked for that.
pub(super) fn holds_any(bytes: &[u8], paths: &[&str]) -> bool {
    let archive = ZipArchive::new(Cursor::new(bytes));
    archive.is_ok_and(|archive| paths.iter().any(|path| archive.index_for_name(path).is_some()))
}

/// How much comes out of an archive of ours, in bytes, as it says itself; 0 for what is none.
pub(super) fn unpacked_size(bytes: &[u8]) -> u64 {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    archive
        .and_then(|archive| archive.decompressed_size())
        .map_or(0, |size| u64::try_from(size).unwrap_or(u64::MAX))
}

/// An archive of these files, deflated, in this order. Empty when it would not fit a zip.
///
/// Every entry has the same date, the first one zip knows, so that the same work gives the same
/// bytes.
pub(super) fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        // Writing into memory fails only past zip's own limits, far above what an article holds.
        if writer.start_file(name, options).and_then(|()| Ok(writer.write_all(content)?)).is_err() {
            return Vec::new();
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let files: [(&str, &[u8]); 3] = [("a.txt", b"one"), ("b/c.ann", b""), ("ü.txt", &[0, 255])];
        let packed = pack(files);
        assert!(is_archive(&packed));
        let expected: Vec<_> = files.map(|(name, bytes)| (name.to_owned(), Some(bytes.to_vec()))).into();
        assert_eq!(unpack(&packed), Ok(expected));
    }

    #[test]
    fn a_damaged_archive_is_refused() {
        let packed = pack([("a.txt", b"one".as_slice())]);
        assert_eq!(unpack(&packed[..packed.len() / 2]), Err(Unreadable::BadArchive));
        assert_eq!(unpack(b"PK\x03\x04 and no more"), Err(Unreadable::BadArchive));
    }

    #[test]
    fn an_archive_that_swells_without_end_is_refused() {
        let part = vec![0; 100_000];
        let names: Vec<String> = (0..11).map(|n| format!("{n}.txt")).collect();
        let packed = pack(names.iter().map(|name| (name.as_str(), part.as_slice())));
        assert!(packed.len() < 10_000);
        assert_eq!(unpack_up_to(1_000_000, &packed), Err(Unreadable::TooMuch));
        assert!(unpack_up_to(1_100_000, &packed).is_ok());
    }
}
