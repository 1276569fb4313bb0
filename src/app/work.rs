//! Work done beside the page, in a worker: files read and written.
//!
//! The one idea: a [`Task`] and what came of it, [`Done`], are data. The page sends the one and
//! takes the other; only the worker links [`run`], and with it everything that knows a format,
//! so the page stays small and never stops for a file. The bytes of files stay with the shell
//! and go straight to the worker: the core knows them by a [`FileId`].
//!
//! Neighbours: `transfer` asks for work; `src/worker.rs` is the worker.

mod backup;
mod carried;
mod parts;
mod placing;

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use carried::Carried;

use crate::{
    anchoring::{Carrier, Row},
    annotation::Document,
    article::{About, FrozenText},
    format::{Choices, Format, Loose, Remark, Slices, Taken, Unreadable, brat, hearsay, kind, whole},
    import::{self, Draft, ImportError},
    record::{AnnotationId, Stamp, Timestamp},
    sample,
    shelf::Settings,
};

pub use backup::{Stock, Weighed, Weighing, back_up, weigh};
pub use placing::Placed;

/// How many annotations are carried before it is told how much is done.
const AT_ONCE: usize = 200;

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
        /// The names and sizes of those that stand behind it in what comes along, to be read with it.
        with: Vec<(String, u64)>,
        /// For the ids and times of what has none.
        stamp: Stamp,
    },
    /// Hand over more of what was read; answered as [`Task::Read`] is.
    More,
    /// Look for annotations that came without their text.
    Place {
        /// Texts, with the annotations that are looked for in each.
        groups: Vec<(Rc<FrozenText>, Vec<Loose>)>,
    },
    /// Find the article in a page.
    Page {
        /// The page's HTML.
        html: String,
        /// Its address; empty when it is not known.
        url: String,
    },
    /// Find the article in a text.
    Text {
        /// The text.
        text: String,
    },
    /// Carry everything marked in an article over to a new text of it.
    Update {
        /// The article as it is.
        old: Box<Document>,
        /// What the new text says of itself.
        about: About,
        /// The new text.
        text: Box<FrozenText>,
        /// Now.
        stamp: Stamp,
    },
    /// Lay two versions side by side.
    Compare {
        /// The older text.
        old: Rc<FrozenText>,
        /// The newer one.
        new: Rc<FrozenText>,
    },
    /// Write these as files.
    Write {
        /// The number of the format among those that [`Task::Formats`] names.
        format: usize,
        /// The articles.
        documents: Vec<Document>,
        /// Only these of their annotations, with what they need.
        only: Option<Vec<AnnotationId>>,
        /// What goes along.
        choices: Choices,
        /// When.
        at: Timestamp,
    },
    /// Say which formats can be written. The page does not know them: it would have to carry them.
    Formats,
    /// Write everything into one file.
    BackUp {
        /// The library.
        stock: Stock,
        /// What the person chose.
        settings: Settings,
        /// When.
        at: Timestamp,
    },
    /// Compare the backup that comes with the task with the library.
    Weigh(Stock),
}

impl Task {
    /// The library, where the task still needs it to be read.
    pub fn wants(&mut self) -> Option<&mut Stock> {
        match self {
            Self::BackUp { stock, .. } | Self::Weigh(stock) if stock.wanted => Some(stock),
            _ => None,
        }
    }
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Done {
    /// The file was read; this is some of what was in it, and how much of all is handed over then.
    /// A page that had to take everything at once would stand still.
    Part(Vec<Document>, f32),
    /// The file was read; this is what was in it, or the last of it.
    Read(Box<Contents>),
    /// Annotations were looked for; what was found in each text.
    Placed(Vec<Placed>),
    /// A version was made.
    Updated {
        /// The new version.
        document: Box<Document>,
        /// Both texts, block beside block.
        rows: Vec<Row>,
    },
    /// Both texts, block beside block.
    Compared(Vec<Row>),
    /// Files were written; they come with the answer.
    Written(Written),
    /// The formats that can be written.
    Formats(Vec<FormatRow>),
    /// The backup was written; it comes with the answer.
    BackedUp {
        /// The name of the file.
        name: String,
        /// How many articles are in it.
        articles: usize,
        /// What could not be read and is not in it, as sentences.
        damaged: Vec<String>,
    },
    /// A backup was compared with the library.
    Weighed(Box<Weighing>),
    /// It could not be done, and why, as a sentence.
    Failed(String),
}

/// What was in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// Articles with what is marked in them.
    pub documents: Vec<Document>,
    /// Articles as such.
    pub drafts: Vec<Draft>,
    /// Annotations that came without their text.
    pub loose: Vec<Loose>,
    /// What was changed on the way, as sentences.
    pub changed: Vec<String>,
    /// What was left out, as sentences.
    pub problems: Vec<String>,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The names of the files.
    pub names: Vec<String>,
    /// What was left out, as sentences.
    pub said: Vec<String>,
}

/// A format as the export dialog offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatRow {
    /// What it is called.
    pub name: String,
    /// What it is for, in one sentence.
    pub purpose: String,
    /// What it cannot hold, in sentences.
    pub cannot: Vec<String>,
    /// It is text and may go to the clipboard.
    pub text: bool,
    /// What goes along unless the person chooses otherwise.
    pub choices: Choices,
}

/// A page to practise on: the sample, as a site would set it.
#[must_use]
pub fn practice() -> Task {
    let mut html = String::from(
        "<!doctype html><html><head><title>Sample</title></head><body><nav><ul><li><a href=\"/\">Home</a></li></ul></nav><article>",
    );
    for passage in sample::ARTICLE.split("\n\n") {
        html.extend(["<p>", passage, "</p>"]);
    }
    html.push_str("</article><footer><p>About us</p></footer></body></html>");
    Task::Page { html, url: String::new() }
}

/// Does a task. `input` is the file that comes with it, read as it is needed; the bytes of the answer
/// are the files that were written. `tell` hears now and then how much is done, from 0 to 1.
#[must_use]
pub fn run(task: Task, mut input: Box<dyn Slices>, tell: &mut dyn FnMut(f32)) -> (Done, Vec<Vec<u8>>) {
    tell(0.0);
    match task {
        Task::Place { groups } => {
            let all: usize = groups.iter().map(|(_, loose)| loose.len()).sum();
            let mut before = 0;
            let place = |(text, loose): (_, Vec<Loose>)| {
                let count = loose.len();
                let found =
                    placing::place(loose, &text, &mut |n| tell((before + n) as f32 / all.max(1) as f32));
                before += count;
                found
            };
            (Done::Placed(groups.into_iter().map(place).collect()), Vec::new())
        }
        Task::Read { name, with, stamp } if !with.is_empty() => {
            let read = read_together(&name, &with, &mut input, stamp).map(parts::first);
            (read.unwrap_or_else(Done::Failed), Vec::new())
        }
        Task::Read { name, stamp, .. } => {
            let read = match kind::stream(input, (&name, stamp), tell) {
                Ok(Ok(stream)) => Ok(parts::stream(stream)),
                Ok(Err(mut input)) => read(&name, &mut input, stamp, tell).map(parts::first),
                Err(error) => Err(error.to_string()),
            };
            (read.unwrap_or_else(Done::Failed), Vec::new())
        }
        Task::More => (parts::next(), Vec::new()),
        Task::Page { html, url } => (drafted(import::html(&html, &url)), Vec::new()),
        Task::Text { text } => (drafted(import::plain(&text)), Vec::new()),
        Task::Update { old, about, text, stamp } => (update(&old, about, *text, stamp, tell), Vec::new()),
        Task::Compare { old, new } => (Done::Compared(Carrier::new(old, new).compare()), Vec::new()),
        Task::Write { format, documents, only, choices, at } => {
            let documents: Vec<&Document> = documents.iter().collect();
            let format = Format::ALL.get(format).copied().unwrap_or(Format::Hearsay);
            let export = match only {
                Some(only) => kind::write_part(format, &documents, &only.into_iter().collect(), &choices, at),
                None => kind::write(format, &documents, &choices, at),
            };
            let (names, bytes) = export.files.into_iter().map(|file| (file.name, file.bytes)).unzip();
            (Done::Written(Written { names, said: export.said }), bytes)
        }
        Task::BackUp { stock, settings, at } => {
            let (name, bytes) = back_up(&stock, &settings, at);
            let (articles, damaged) = (stock.articles.len(), stock.damaged);
            (Done::BackedUp { name, articles, damaged }, vec![bytes])
        }
        Task::Weigh(stock) => {
            let weighed = weigh(&mut input, &stock, tell);
            (weighed.map_or_else(Done::Failed, |weighing| Done::Weighed(Box::new(weighing))), Vec::new())
        }
        Task::Formats => (Done::Formats(Format::ALL.map(row).to_vec()), Vec::new()),
    }
}

fn drafted(read: Result<Draft, ImportError>) -> Done {
    let contents = |draft| Contents { drafts: vec![draft], ..Contents::default() };
    let failed = |error: ImportError| Done::Failed(error.to_string());
    read.map(contents).map_or_else(failed, |contents| Done::Read(Box::new(contents)))
}

fn update(old: &Document, about: About, text: FrozenText, stamp: Stamp, tell: &mut dyn FnMut(f32)) -> Done {
    let before = old.article.text.clone();
    let mut carried = Carried::new(old, about, text, stamp);
    let carrier = Carrier::new(before, carried.text().clone());
    while !carried.go_on(&carrier, AT_ONCE) {
        let (done, all) = carried.progress();
        tell(done as f32 / all.max(1) as f32);
    }
    Done::Updated { document: Box::new(carried.finish()), rows: carrier.compare() }
}

fn row(format: Format) -> FormatRow {
    FormatRow {
        name: format.name().to_owned(),
        purpose: format.purpose().to_owned(),
        text: format.extension() != "zip" && format != Format::Csv,
        cannot: format.cannot().iter().map(ToString::to_string).collect(),
        choices: format.choices(),
    }
}

fn read(
    name: &str,
    input: &mut dyn Slices,
    stamp: Stamp,
    tell: &mut dyn FnMut(f32),
) -> Result<Contents, String> {
    if input.size() > hearsay::MAX_BYTES {
        return Err(Unreadable::TooLarge { bytes: input.size() }.to_string());
    }
    let bytes = whole(input).ok_or_else(|| Unreadable::Ours(hearsay::ReadError::Gone).to_string())?;
    let bytes = bytes.as_slice();
    // What calls itself a file of annotations and is none is no article either.
    let lower = name.to_lowercase();
    let data = [".json", ".jsonl", ".jsonld", ".ann"].iter().any(|end| lower.ends_with(end));
    match kind::read(name, bytes, stamp, tell) {
        Ok(taken) => Ok(sort(taken, stamp)),
        // What is of no format that holds annotations may be an article.
        Err(
            Unreadable::Unknown { .. }
            | Unreadable::NotText
            | Unreadable::Empty
            | Unreadable::NoBrat
            | Unreadable::BadArchive,
        ) if !data => {
            let mut watch = |share| {
                tell(share);
                true
            };
            let drafts = import::read_watched(name, bytes, None, &mut watch);
            Ok(Contents { drafts: drafts.map_err(|error| error.to_string())?, ..Contents::default() })
        }
        // What calls itself JSON is told what is wrong with it as such.
        Err(Unreadable::Unknown { seems: None }) if lower.ends_with(".json") => {
            Err(hearsay::read_bytes(bytes).map_or_else(|error| error.to_string(), |_| String::new()))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Reads files that stand one behind another.
fn read_together(
    name: &str,
    with: &[(String, u64)],
    input: &mut dyn Slices,
    stamp: Stamp,
) -> Result<Contents, String> {
    let gone = || Unreadable::Ours(hearsay::ReadError::Gone).to_string();
    let bytes = whole(input).ok_or_else(gone)?;
    let mut left = bytes.as_slice();
    let mut files = Vec::new();
    for (name, size) in with.iter().rev() {
        let at = usize::try_from(*size).ok().and_then(|size| left.len().checked_sub(size));
        let (before, bytes) = left.split_at_checked(at.ok_or_else(gone)?).ok_or_else(gone)?;
        files.push(brat::File { name, bytes });
        left = before;
    }
    files.push(brat::File { name, bytes: left });
    files.reverse();
    brat::read(&files, stamp).map(|taken| sort(taken, stamp)).map_err(|error| error.to_string())
}

/// So many remarks of one sort are handed over; the rest is counted.
const REMARKS: usize = 1_000;

/// What is to be done with what a file gave.
fn sort(taken: Taken, stamp: Stamp) -> Contents {
    let Taken { mut documents, loose, remarks } = taken;
    let (mut changed, problems) = told(&remarks);
    let loose = placing::at_home(&mut documents, loose, stamp, &mut changed);
    Contents { documents, loose, changed, problems, ..Contents::default() }
}

/// What was changed, and what was refused.
fn told(remarks: &[Remark]) -> (Vec<String>, Vec<String>) {
    let list = |refused| {
        let mut all = remarks.iter().filter(|remark| remark.refused == refused);
        let mut list: Vec<String> = all.by_ref().take(REMARKS).map(ToString::to_string).collect();
        let more = all.count();
        if more > 0 {
            list.push(format!("And {more} more."));
        }
        list
    };
    (list(false), list(true))
}
