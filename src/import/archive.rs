//! A zip archive held in memory, unpacked with a limit.
//!
//! The one idea: nothing is believed that an archive says of its own size. What is unpacked is
//! counted as it comes, over the whole archive, and stops at [`MAX_UNPACKED`].

use std::{cell::Cell, collections::BTreeMap};

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::{Hygiene, ImportError, Sort, encoding};

/// The most that is unpacked of one archive, in bytes. The markup of a book is at most a few times
/// its text, and the text may be [`super::MAX_TEXT`].
const MAX_UNPACKED: usize = 100_000_000;
/// More entries than any book has; a list of millions is a trap of its own.
const MAX_ENTRIES: usize = 20_000;

/// An archive and where its parts are.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    parts: BTreeMap<String, (ZipArchiveEntryWayfinder, CompressionMethod)>,
    left: Cell<usize>,
}

impl<'a> Archive<'a> {
    /// Reads the list of parts; `sort` is what the archive seems to be.
    pub(super) fn open(bytes: &'a [u8], sort: Sort) -> Result<Self, ImportError> {
        let damaged = |_| ImportError::Damaged(sort);
        let zip = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut parts = BTreeMap::new();
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            if parts.len() >= MAX_ENTRIES {
                return Err(ImportError::Bomb { limit: MAX_UNPACKED });
            }
            if let Ok(path) = entry.file_path().try_normalize() {
                parts.insert(path.as_ref().to_owned(), (entry.wayfinder(), entry.compression_method()));
            }
        }
        Ok(Self { zip, parts, left: Cell::new(MAX_UNPACKED) })
    }

    /// Whether there is a part of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(path)
    }

    /// The text of a part; `sort` is what the archive is, for whoever reads the error.
    pub(super) fn text(&self, path: &str, sort: Sort) -> Result<String, ImportError> {
        let bytes = self.bytes(path, sort)?;
        Ok(encoding::decode(&bytes, None, &mut Hygiene::default()))
    }

    fn bytes(&self, path: &str, sort: Sort) -> Result<Vec<u8>, ImportError> {
        let damaged = || ImportError::Damaged(sort);
        let (place, method) = self.parts.get(path).ok_or_else(damaged)?;
        let entry = self.zip.get_entry(*place).map_err(|_| damaged())?;
        let left = self.left.get();
        let bytes = match *method {
            CompressionMethod::STORE => entry.data().to_vec(),
            CompressionMethod::DEFLATE => {
                decompress_to_vec_with_limit(entry.data(), left).map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => ImportError::Bomb { limit: MAX_UNPACKED },
                    _ => damaged(),
                })?
            }
            // AES-encrypted parts have a method of their own (WinZip AE-x).
            _ => return Err(ImportError::Locked(sort)),
        };
        self.left.set(left.checked_sub(bytes.len()).ok_or(ImportError::Bomb { limit: MAX_UNPACKED })?);
        Ok(bytes)
    }
}
