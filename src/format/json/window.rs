//! A window that moves over JSON too large to hold.
//!
//! The one idea: the grammar is read by the same cursor as ever. What it says is believed unless it
//! came to the edge of the window; then the window is made wider and the same is read again.

use super::{Fault, parse::Parser};
use crate::format::slices::{SLICE, Slices};

/// So near the edge nothing is believed: more than the longest escape, word or half character.
const EDGE: usize = 16;

/// Why no more can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Stop {
    /// The file is not there any more, or was changed.
    Gone,
    /// It is not text in UTF-8.
    NotText,
    /// It breaks the rules of JSON, or is not what was asked for.
    Fault(Fault),
}

/// A part of a file, and where the next thing in it is.
pub(in crate::format) struct Window<S> {
    slices: S,
    text: String,
    /// Where in the file `text` begins.
    start: usize,
    /// The next thing, in `text`.
    at: usize,
    /// How much of the file was read, with what has become of it: the first bytes of a character.
    read: usize,
    half: Vec<u8>,
    /// How many line breaks stand before this place in `text`.
    lines: usize,
    counted: usize,
}

impl<S: Slices> Window<S> {
    pub(in crate::format) fn new(slices: S) -> Self {
        let (text, half) = Default::default();
        Self { slices, text, start: 0, at: 0, read: 0, half, lines: 0, counted: 0 }
    }

    /// How much of the file is behind, in bytes.
    pub(in crate::format) fn behind(&self) -> usize {
        self.start + self.at
    }

    /// How large the file is, in bytes.
    pub(in crate::format) fn size(&self) -> usize {
        self.slices.size()
    }

    /// Reads the next thing. `read` may be called several times, each time from the same place.
    pub(super) fn take<T>(
        &mut self,
        mut read: impl FnMut(&mut Parser<'_>) -> Result<T, Fault>,
    ) -> Result<T, Stop> {
        loop {
            let mut parser = Parser::new(self.text.get(self.at..).unwrap_or_default());
            let result = read(&mut parser);
            let end = self.at + parser.at();
            if self.is_last() || end + EDGE <= self.text.len() {
                self.at = end;
                return result.map_err(Stop::Fault);
            }
            self.widen()?;
        }
    }

    /// The next line, without its end, and its number from 1 on; `None` at the end of the file.
    pub(in crate::format) fn line(&mut self) -> Result<Option<(usize, String)>, Stop> {
        let mut looked = 0;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let found = rest.as_bytes().iter().skip(looked).position(|byte| *byte == b'\n');
            if found.is_none() && !self.is_last() {
                looked = rest.len();
                self.widen()?;
                continue;
            }
            if rest.is_empty() {
                return Ok(None);
            }
            let length = found.map_or(rest.len(), |found| looked + found);
            let line = rest.get(..length).unwrap_or_default().to_owned();
            let number = self.number(self.at);
            self.at += length + usize::from(found.is_some());
            return Ok(Some((number, line)));
        }
    }

    /// The line, from 1 on, of what was just read and is so long. Asked in the order of the file.
    pub(super) fn line_of(&mut self, length: usize) -> usize {
        self.number(self.at - length)
    }

    fn number(&mut self, at: usize) -> usize {
        self.lines += breaks(self.text.as_bytes().get(self.counted..at).unwrap_or_default());
        self.counted = self.counted.max(at);
        self.lines + 1
    }

    fn is_last(&self) -> bool {
        self.read >= self.slices.size()
    }

    /// Lets go of what is behind, and takes in as much again as is left, at least a slice.
    fn widen(&mut self) -> Result<(), Stop> {
        self.number(self.at);
        self.text.drain(..self.at);
        self.start += self.at;
        (self.at, self.counted) = (0, 0);
        let end = self.slices.size().min(self.read + self.text.len().max(SLICE));
        let bytes = self.slices.slice(self.read..end).ok_or(Stop::Gone)?;
        if bytes.len() != end - self.read {
            return Err(Stop::Gone);
        }
        let first = self.read == 0;
        self.read = end;
        self.half.extend(bytes);
        let whole = match std::str::from_utf8(&self.half) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() && !self.is_last() => {
                std::str::from_utf8(&self.half[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return Err(Stop::NotText),
        };
        // Editors on Windows put a byte order mark in front.
        let mark = if first && whole.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        self.text.push_str(&whole[mark..]);
        self.start += mark;
        let taken = whole.len();
        self.half.drain(..taken);
        Ok(())
    }
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}
