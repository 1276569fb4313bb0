//! Files of other tools that are a list of items, each complete in itself.
//!
//! Neighbours: [`super::doccano`] and [`super::label_studio`], which know what an item says;
//! [`super::json`], which finds the items. The one idea: no item needs another, so they are read one
//! by one, and a file of any size takes the memory of its largest item.

use std::collections::VecDeque;

use super::{
    Remark, Slices, Taken, Unreadable, hearsay,
    json::{self, Fault, Piece, Stop, Window},
    left::Left,
    making::Ids,
    object::{self, Item},
    unreadable, whole,
};
use crate::{annotation::Document, record::Stamp};

/// What a tool's items are.
pub(super) struct Tool {
    /// What a file of it holds, for the message that says it does not.
    pub(super) expected: &'static str,
    /// What an item of a list is called.
    pub(super) item: &'static str,
    /// Whether its files may have an item on each line instead.
    pub(super) in_lines: bool,
    /// Whether an item is one of the tool's, be it sound or not.
    pub(super) is_one: fn(&Item<'_>) -> bool,
    /// Makes documents and remarks of an item; or says, as a sentence, why it gives none.
    pub(super) read: fn(&str, &mut Going<'_>, &mut Taken) -> Result<(), String>,
}

/// What goes from item to item.
pub(super) struct Going<'a> {
    /// The name of the file.
    pub(super) name: &'a str,
    /// Where in the file the item stands.
    pub(super) place: &'a str,
    pub(super) ids: &'a mut Ids,
    pub(super) left: &'a mut Left,
}

/// A file that is read item by item, none of it in memory but the one at hand.
pub struct Reader<S> {
    tool: &'static Tool,
    name: String,
    items: Items<S>,
    ids: Ids,
    left: Left,
    /// The documents of the item at hand.
    ready: VecDeque<Document>,
    remarks: Vec<Remark>,
    /// Whether any item was one of the tool's.
    any: bool,
    /// Whether the first line was no JSON.
    is_broken: bool,
    count: usize,
}

enum Items<S> {
    /// The file is one item.
    One(Option<String>),
    /// One a line.
    Lines(Window<S>),
    /// The file is a list of them, which was gone through to know that it is whole.
    List { slices: S, pieces: std::vec::IntoIter<Piece>, behind: usize },
}

/// The share of the work that is done when it is known that a list is whole.
pub(super) const KNOWN: f32 = 0.2;

impl<S: Slices> Reader<S> {
    /// Finds the items. `tell` hears how much is done, from 0 to 1.
    ///
    /// # Errors
    /// When it is no such file as a whole; never because of an item in it.
    pub(super) fn open(
        mut slices: S,
        tool: &'static Tool,
        (name, stamp): (&str, Stamp),
        tell: &mut dyn FnMut(f32),
    ) -> Result<Self, Unreadable> {
        let bytes = slices.size();
        if bytes > hearsay::MAX_BYTES {
            return Err(Unreadable::TooLarge { bytes });
        }
        let items = match json::list(&mut slices, &mut |share| tell(share * KNOWN)) {
            Ok(pieces) => Items::List { slices, pieces: pieces.into_iter(), behind: 0 },
            Err(Stop::Gone) => return Err(gone()),
            Err(Stop::NotText) => return Err(Unreadable::NotText),
            Err(Stop::Fault(Fault::OtherForm)) if tool.in_lines => Items::Lines(Window::new(slices)),
            // Another value, or a list that is not whole.
            Err(Stop::Fault(_)) => {
                let bytes = whole(&mut slices).ok_or_else(gone)?;
                let source = unreadable::decode(&bytes)?;
                let items = object::items(source, tool.expected)?;
                Items::One(items.first().map(|item| (*item).to_owned()))
            }
        };
        Ok(Self {
            tool,
            name: name.to_owned(),
            items,
            ids: Ids::new(stamp),
            left: Left::default(),
            ready: VecDeque::new(),
            remarks: Vec::new(),
            any: false,
            is_broken: false,
            count: 0,
        })
    }

    /// The next document of an item that is sound.
    ///
    /// # Errors
    /// When the file is not there any more, or no text after all.
    pub(super) fn document(&mut self) -> Result<Option<Document>, Unreadable> {
        while self.ready.is_empty() {
            let Some((place, source)) = self.item()? else { return Ok(None) };
            self.read(&place, &source);
        }
        Ok(self.ready.pop_front())
    }

    fn read(&mut self, place: &str, source: &str) {
        let item = Item::of(source);
        self.is_broken |= self.count == 0 && json::is_sound(source).is_err();
        self.count += 1;
        self.any |= item.is_ok_and(|item| (self.tool.is_one)(&item));
        let mut taken = Taken { remarks: std::mem::take(&mut self.remarks), ..Taken::default() };
        let mut going = Going { name: &self.name, place, ids: &mut self.ids, left: &mut self.left };
        if let Err(why) = (self.tool.read)(source, &mut going, &mut taken) {
            taken.remarks.push(Remark { place: place.to_owned(), refused: true, why });
        }
        self.remarks = taken.remarks;
        self.ready.extend(taken.documents);
    }

    /// The next item, and where it stands.
    fn item(&mut self) -> Result<Option<(String, String)>, Unreadable> {
        let in_list = |n: usize| format!("{} {}", self.tool.item, n + 1);
        match &mut self.items {
            Items::One(source) => Ok(source.take().map(|source| (in_list(0), source))),
            Items::List { slices, pieces, behind } => {
                let Some(piece) = pieces.next() else { return Ok(None) };
                *behind = piece.start + piece.length;
                let bytes = slices.slice(piece.start..*behind).ok_or_else(gone)?;
                // It was text when the file was gone through.
                let source = String::from_utf8(bytes).map_err(|_| gone())?;
                Ok(Some((in_list(self.count), source)))
            }
            Items::Lines(window) => loop {
                match window.line() {
                    Ok(Some((_, line))) if line.trim().is_empty() => {}
                    Ok(line) => return Ok(line.map(|(number, line)| (format!("line {number}"), line))),
                    Err(Stop::Gone) => return Err(gone()),
                    Err(Stop::NotText | Stop::Fault(_)) => return Err(Unreadable::NotText),
                }
            },
        }
    }

    /// How much of the file was read, from 0 to 1.
    pub(super) fn share(&self) -> f32 {
        let of = |behind: usize, size: usize| behind as f32 / size.max(1) as f32;
        match &self.items {
            Items::One(source) => f32::from(u8::from(source.is_none())),
            Items::Lines(window) => of(window.behind(), window.size()),
            Items::List { slices, behind, .. } => KNOWN + (1.0 - KNOWN) * of(*behind, slices.size()),
        }
    }

    /// All that was not taken over as it stands in the file.
    ///
    /// # Errors
    /// When there are items, and none is one of the tool's.
    pub(super) fn finish(self) -> Result<Vec<Remark>, Unreadable> {
        let lines = matches!(self.items, Items::Lines(_));
        match () {
            () if lines && self.count == 0 => return Err(Unreadable::Empty),
            () if lines && self.is_broken && !self.any => {
                let what = "it does not begin as a list or an object";
                return Err(Unreadable::NotJson { line: 1, column: 1, what });
            }
            () if self.count > 0 && !self.any => {
                return Err(Unreadable::OtherForm { expected: self.tool.expected });
            }
            () => {}
        }
        let mut remarks = self.remarks;
        remarks.extend(self.left.remark());
        Ok(remarks)
    }
}

/// Reads a file of such items to its end.
///
/// # Errors
/// As [`Reader::open`] and [`Reader::finish`].
pub(super) fn read(bytes: &[u8], tool: &'static Tool, name: &str, stamp: Stamp) -> Result<Taken, Unreadable> {
    let mut reader = Reader::open(bytes, tool, (name, stamp), &mut |_| ())?;
    let mut documents = Vec::new();
    while let Some(document) = reader.document()? {
        documents.push(document);
    }
    Ok(Taken { documents, loose: Vec::new(), remarks: reader.finish()? })
}

fn gone() -> Unreadable {
    Unreadable::Ours(hearsay::ReadError::Gone)
}
