//! Web Annotation to what Hearsay takes.
//!
//! The one idea: annotation by annotation. A file of ours brings its articles along, and what
//! still stands on the words it marks goes into them; everything else is loose, to be found again
//! in an article that is here.

mod article;
mod entry;
mod gather;
mod link;
mod place;
mod said;

use crate::{
    format::{Taken, item::Remarks, left::Left, unreadable},
    record::Stamp,
};

pub use crate::format::Unreadable as ReadError;

/// Reads an annotation, a list of them, a page or a collection.
///
/// `name` is the file's; `stamp` gives ids and times to what has none.
///
/// # Errors
/// When the file as a whole is not one that can be read; never because of an item in it.
pub fn read(bytes: &[u8], name: &str, stamp: Stamp) -> Result<Taken, ReadError> {
    read_telling(bytes, name, stamp, &mut |_| ())
}

/// The same; `tell` hears how much is done, from 0 to 1.
pub(in crate::format) fn read_telling(
    bytes: &[u8],
    name: &str,
    stamp: Stamp,
    tell: &mut dyn FnMut(f32),
) -> Result<Taken, ReadError> {
    let text = unreadable::decode_json(bytes)?;
    let gathered = gather::gather(text);
    if gathered.items.is_empty() && gathered.articles.is_empty() && gathered.elsewhere.is_empty() {
        return Err(ReadError::NoAnnotations);
    }
    let mut remarks = Remarks::default();
    for address in &gathered.elsewhere {
        remarks.refused("the file", format!("More annotations are at {address}; Hearsay fetches nothing."));
    }
    let mut left = Left::default();
    let mut articles = article::Articles::default();
    for (n, part) in gathered.articles.iter().enumerate() {
        articles.read(part, &format!("article {}", n + 1), stamp, &mut left, &mut remarks);
    }
    let mut reading = entry::Reading::new(name, stamp);
    for (n, part) in gathered.items.iter().enumerate() {
        tell(n as f32 / gathered.items.len() as f32);
        reading.read(part, &format!("annotation {}", n + 1), &mut left, &mut remarks);
    }
    let (entries, links) = reading.finish();
    let mut links = link::Links::new(links);
    let mut taken = Taken::default();
    for entry in entries {
        place::place(entry, &mut links, &mut articles, &mut taken.loose, &mut remarks);
    }
    links.report_rest(&mut remarks);
    remarks.0.extend(left.remark());
    taken.documents = articles.finish(&mut remarks);
    taken.remarks = remarks.0;
    Ok(taken)
}
