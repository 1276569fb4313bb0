//! CSV: two tables for spreadsheets, one row for each annotation and one for each attribution.
//!
//! After [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180): commas, CRLF, quotation marks doubled.
//! The one idea: a cell is somebody else's text, and a spreadsheet runs what begins with `= + - @`.
//! Such a cell gets an apostrophe in front, which spreadsheets take for “this is text”.
//!
//! Why a byte order mark: without one Excel reads UTF-8 as the code page of its country, and
//! “Siân” arrives as “SiÃ¢n”. DuckDB, pandas and R skip the mark.
//!
//! Why two files: one table would repeat every annotation for each of its attributions, and whoever
//! counts rows would count wrongly. `annotation` in the second is `id` in the first.

mod rows;

use crate::{annotation::Document, order, record::Timestamp};

/// What this format cannot hold.
pub const CANNOT: &[&str] = &[
    "CSV has no text of the article, only the words that are marked.",
    "Evidence is left out, but for how many pieces there are.",
    "Sources that nobody mentions, quotes or vouches with are left out.",
    "A cell that begins with = + - @ gets an apostrophe in front, so that no spreadsheet runs it.",
    super::UNPLACED,
];

/// UTF-8, said by its first three bytes.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One row for each annotation, articles in the order of their ids, each in reading order.
#[must_use]
pub fn write(documents: &[&Document], _at: Timestamp) -> Vec<u8> {
    table(rows::ANNOTATION, documents, rows::annotations)
}

/// One row for each attribution, those that vouch for another after it.
#[must_use]
pub fn write_attributions(documents: &[&Document], _at: Timestamp) -> Vec<u8> {
    table(rows::ATTRIBUTION, documents, rows::attributions)
}

fn table(head: &[&str], documents: &[&Document], rows: fn(&Document) -> Vec<Vec<String>>) -> Vec<u8> {
    let mut documents = documents.to_vec();
    order::sort_by_key(&mut documents, |document| document.article.id);
    let mut out = BYTE_ORDER_MARK.to_vec();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut out);
    // Writing into memory does not fail, and all rows of a table are equally long.
    let mut written = writer.write_record(head);
    for row in documents.into_iter().flat_map(rows) {
        written =
            written.and_then(|()| writer.write_record(row.iter().map(|cell| guarded(cell).into_owned())));
    }
    debug_assert!(written.is_ok(), "a row of another length");
    drop(writer);
    out
}

/// The cell, with an apostrophe in front if a spreadsheet might run it.
///
/// The characters are those the
/// [OWASP page on CSV injection](https://owasp.org/www-community/attacks/CSV_Injection) names, and
/// their full-width twins, which spreadsheets in East Asia take for the same. Blanks in front do
/// not help, since some programs cut them off.
fn guarded(cell: &str) -> std::borrow::Cow<'_, str> {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{cell}").into()
        }
        _ => cell.into(),
    }
}

#[cfg(test)]
mod tests;
