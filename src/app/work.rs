//! Work done beside the page, in a worker: files read and written.
//!
//! The one idea: a [`Task`] and what came of it, [`Done`], are data. The page sends the one and
//! takes the other; only the worker links [`run`], and with it everything that knows a format,
//! so the page stays small and never stops for a file. The bytes of files stay with the shell
//! and go straight to the worker: the core knows them by a [`FileId`].
//!
//! Neighbours: `transfer` asks for work; `src/worker.rs` is the worker.

use serde::{Deserialize, Serialize};

use crate::{
    annotation::Document,
    format::hearsay,
    import::{self, Draft},
    record::Timestamp,
};

/// A file that the shell holds: chosen, dropped, or written by the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId(pub u32);

/// Something for the worker to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Find out what is in the file that comes with the task.
    Read {
        /// The file's name.
        name: String,
    },
    /// Write these as one file of ours.
    Write {
        /// The articles.
        documents: Vec<Document>,
        /// When.
        at: Timestamp,
    },
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// The file was read.
    Read(Contents),
    /// A file was written; it comes with the answer.
    Written,
    /// It could not be done, and why, as a sentence.
    Failed(String),
}

/// What was in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Articles with what is marked in them.
    pub documents: Vec<Document>,
    /// Articles as such.
    pub drafts: Vec<Draft>,
    /// What was not taken over as it stands in the file, as sentences.
    pub problems: Vec<String>,
}

/// Does a task. `input` is the file that comes with it; the bytes of the answer are the file that
/// was written. `tell` hears now and then how much is done, from 0 to 1.
#[must_use]
pub fn run(task: Task, input: Vec<u8>, tell: &mut dyn FnMut(f32)) -> (Done, Option<Vec<u8>>) {
    tell(0.0);
    match task {
        Task::Read { name } => (read(&name, input).map_or_else(Done::Failed, Done::Read), None),
        Task::Write { documents, at } => {
            let documents: Vec<&Document> = documents.iter().collect();
            (Done::Written, Some(hearsay::write(&documents, at).into_bytes()))
        }
    }
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Contents, String> {
    let text = decode(bytes)?;
    if looks_like_json(name, &text) {
        let imported = hearsay::read(&text).map_err(|error| error.to_string())?;
        let problems = imported.problems.iter().map(ToString::to_string).collect();
        return Ok(Contents { documents: imported.documents, problems, ..Contents::default() });
    }
    let draft = import::plain(&text).map_err(|error| error.to_string())?;
    Ok(Contents { drafts: vec![draft], ..Contents::default() })
}

/// The text of a file: UTF-8, or UTF-16 where a byte order mark says so.
fn decode(bytes: Vec<u8>) -> Result<String, &'static str> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return Err("It says it is UTF-16 text, but half a character is missing at its end.");
        }
        let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| "It says it is UTF-16 text, but some of it is not.")
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => utf16(u16::from_le_bytes),
        Some([0xfe, 0xff]) => utf16(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|_| {
            "It is not UTF-8 text. Save it again with the encoding “UTF-8” in the program it comes from, or paste its text."
        }),
    }
}

fn looks_like_json(name: &str, text: &str) -> bool {
    let begins = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    begins || name.to_lowercase().ends_with(".json")
}
