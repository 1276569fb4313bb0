//! brat files to documents: one for each `.ann` file, and one for each text without any.
//!
//! Why not one article with the marks of all its annotators: they would lie on top of one another,
//! and what one of them says of a source would be said by all.

use std::borrow::Cow;

use super::{
    File, attributed,
    names::{self, Names},
    standoff::{self, Report},
};
use crate::{
    article::About,
    format::{
        Remark, Taken, Unreadable, archive,
        hearsay::MAX_BYTES,
        making::{Ids, Making, freeze},
    },
    record::Stamp,
};

/// Reads `.ann` files with their `.txt` files, loose or in zip archives.
///
/// Each `.ann` file whose text is among them becomes a document of its own, titled with its name;
/// the annotator’s name, where it stands in the file’s name, is the creator of its annotations.
/// Annotations whose text is not there come as [`Taken::loose`].
///
/// # Errors
/// When it is too large, an archive is damaged, or there is no such file.
pub fn read(files: &[File<'_>], stamp: Stamp) -> Result<Taken, Unreadable> {
    read_telling(files, stamp, &mut |_| ())
}

/// The same; `tell` hears how much is done, from 0 to 1.
pub(in crate::format) fn read_telling(
    files: &[File<'_>],
    stamp: Stamp,
    tell: &mut dyn FnMut(f32),
) -> Result<Taken, Unreadable> {
    let mut taken = Taken::default();
    let files = unpacked(files, &mut taken.remarks)?;
    let texts = texts(&files, &mut taken.remarks);
    let names = Names::new(texts.iter().map(|(name, _)| *name));
    let mut ids = Ids::new(stamp);
    let mut annotated = vec![false; texts.len()];
    let mut any = !texts.is_empty();
    for (n, (name, bytes)) in files.iter().enumerate().filter(|(_, (name, _))| names::ends_in(name, "ann")) {
        any = true;
        tell(n as f32 / files.len() as f32);
        let Ok(ann) = std::str::from_utf8(bytes) else {
            taken.remarks.push(not_text(name));
            continue;
        };
        let mut report = Report { file: name, remarks: &mut taken.remarks };
        let standoff = standoff::standoff(ann, &mut report);
        let Some((number, annotator)) = names.text_of(name) else {
            taken.loose.extend(attributed::loose(&standoff, name, &mut ids, &mut report));
            continue;
        };
        annotated[number] = true;
        let Ok(text) = freeze(texts[number].1.to_owned()) else {
            let why = "There is no text in the .txt file that belongs to it.".to_owned();
            taken.remarks.push(Remark { place: name.to_string(), refused: true, why });
            continue;
        };
        let about = About { title: names::base(name).to_owned(), ..About::default() };
        let making = Making::new(text, about, annotator, name, &mut ids);
        taken.documents.push(attributed::document(&standoff, making, &mut report));
    }
    for ((name, text), _) in texts.iter().zip(&annotated).filter(|(_, annotated)| !**annotated) {
        let Ok(text) = freeze((*text).to_owned()) else { continue };
        let about = About { title: names::base(name).to_owned(), ..About::default() };
        let document = Making::new(text, about, "", name, &mut ids).finish(name, &mut taken.remarks);
        taken.documents.push(document);
    }
    if any {
        taken.remarks.extend(files.iter().filter_map(|(name, _)| beside(name)));
    }
    if any || !taken.remarks.is_empty() { Ok(taken) } else { Err(Unreadable::NoBrat) }
}

type Content<'a> = (Cow<'a, str>, Cow<'a, [u8]>);

/// The files, with archives replaced by what is in them.
fn unpacked<'a>(files: &[File<'a>], remarks: &mut Vec<Remark>) -> Result<Vec<Content<'a>>, Unreadable> {
    let mut all: Vec<Content<'a>> = Vec::new();
    for file in files {
        if !archive::is_archive(file.bytes) {
            all.push((file.name.into(), file.bytes.into()));
            continue;
        }
        for (name, content) in archive::unpack(file.bytes)? {
            match content {
                Some(content) => all.push((name.into(), content.into())),
                None => remarks.push(Remark {
                    place: name,
                    refused: true,
                    why: "It cannot be unpacked; unpack the archive yourself and bring in the file."
                        .to_owned(),
                }),
            }
        }
    }
    // Apple’s archiver puts a second, hidden file beside each.
    all.retain(|(name, _)| !name.starts_with("__MACOSX/") && !names::base(name).starts_with("._"));
    let total: usize = all.iter().map(|(_, bytes)| bytes.len()).sum();
    if total > MAX_BYTES { Err(Unreadable::TooMuch) } else { Ok(all) }
}

/// The names and texts of the articles. Those that are no text, or blank, are refused.
fn texts<'a>(files: &'a [Content<'_>], remarks: &mut Vec<Remark>) -> Vec<(&'a str, &'a str)> {
    let mut texts = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| names::ends_in(name, "txt")) {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                if freeze(text.to_owned()).is_err() {
                    let why = "There is no text in it, so nothing can be marked in it.".to_owned();
                    remarks.push(Remark { place: name.to_string(), refused: true, why });
                }
                texts.push((&**name, text));
            }
            Err(_) => remarks.push(not_text(name)),
        }
    }
    texts
}

/// What is said of a file that is neither a text nor annotations. The configuration says how brat draws
/// what is marked, and nothing of what that is.
fn beside(name: &str) -> Option<Remark> {
    let is_known = ["txt", "ann", "conf"].iter().any(|end| names::ends_in(name, end));
    let why = "It is neither a .txt nor an .ann file.".to_owned();
    (!is_known).then(|| Remark { place: name.to_owned(), refused: true, why })
}

fn not_text(name: &str) -> Remark {
    let why = "It is not text in UTF-8; save it as UTF-8 and bring it in again.".to_owned();
    Remark { place: name.to_owned(), refused: true, why }
}
