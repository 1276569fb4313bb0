//! A file wherever it lies, read slice by slice.
//!
//! Neighbours: the browser’s files, which the shell has; [`super::json`], which moves a window over
//! one. The one idea: no more of a file is in memory than is looked at.

use std::ops::Range;

/// So much of a file is read at once, in bytes. Little in tests, so that everything comes to lie across
/// an edge.
pub(super) const SLICE: usize = if cfg!(test) { 64 } else { 1 << 20 };

/// The bytes of a file.
pub trait Slices {
    /// How many there are.
    fn size(&self) -> usize;

    /// Those of this range; `None` when the file cannot be read any more.
    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>>;
}

impl Slices for &[u8] {
    fn size(&self) -> usize {
        self.len()
    }

    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>> {
        self.get(range).map(<[u8]>::to_vec)
    }
}

impl Slices for Vec<u8> {
    fn size(&self) -> usize {
        self.len()
    }

    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>> {
        self.get(range).map(<[u8]>::to_vec)
    }
}

impl<S: Slices + ?Sized> Slices for &mut S {
    fn size(&self) -> usize {
        (**self).size()
    }

    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>> {
        (**self).slice(range)
    }
}

impl<S: Slices + ?Sized> Slices for Box<S> {
    fn size(&self) -> usize {
        (**self).size()
    }

    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>> {
        (**self).slice(range)
    }
}

/// All of the file; `None` when it cannot be read any more.
#[must_use]
pub fn whole(slices: &mut dyn Slices) -> Option<Vec<u8>> {
    let size = slices.size();
    let mut bytes = Vec::with_capacity(size);
    while bytes.len() < size {
        let part = slices.slice(bytes.len()..size.min(bytes.len() + SLICE))?;
        if part.is_empty() {
            return None;
        }
        bytes.extend(part);
    }
    Some(bytes)
}
