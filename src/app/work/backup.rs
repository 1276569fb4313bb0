//! Backups made, and weighed against the library.
//!
//! The one idea: a task that needs the library says so, and whoever runs it fills the library in:
//! the worker from the database, without a detour over the page. What is newer on the page than
//! in the database comes with the task and counts.

use serde::{Deserialize, Serialize};

use crate::{
    format::{
        Slices, file_name,
        hearsay::{self, Chosen, Past},
    },
    record::{ArticleId, Timestamp},
    shelf::{self, Brought, Loaded, Settings, Tally},
};

/// The library as a task needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// It is still to be read from the database.
    pub wanted: bool,
    /// The articles that were read, or that the page knows better than the database.
    pub articles: Vec<Loaded>,
    /// What could not be read, as sentences.
    pub damaged: Vec<String>,
}

impl Stock {
    /// Fills in what the database has. What came with the task is newer.
    #[must_use]
    pub fn filled(mut self, read: Vec<Loaded>, damaged: Vec<String>) -> Self {
        self.wanted = false;
        for loaded in read {
            for what in &loaded.damaged {
                self.damaged.push(format!("“{}”, {what}", loaded.document.article.about.title));
            }
            let id = loaded.document.article.id;
            if !self.articles.iter().any(|known| known.document.article.id == id) {
                self.articles.push(loaded);
            }
        }
        self.damaged.extend(damaged);
        self
    }
}

/// What a restore would do to one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// It is not here yet.
    pub new: bool,
    /// It is in the bin in the file.
    pub binned: bool,
    /// Its annotations, those without a place included.
    pub annotations: Tally,
    /// Its entries of the register.
    pub sources: Tally,
    /// Its title or another fact is newer in the file.
    pub about: bool,
    /// It goes into the bin, or comes out of it.
    pub bin: bool,
}

impl Weighed {
    /// Whether anything is to be done about it.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.new || self.about || self.bin || self.annotations.changes() || self.sources.changes()
    }
}

/// What is in a backup, weighed against the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// Every article of the file.
    pub rows: Vec<Weighed>,
    /// The articles that bring something.
    pub brought: Vec<Brought>,
    /// The settings of the file: the name, and whether single letters are off.
    pub chosen: Option<(String, bool)>,
    /// What cannot be taken over, as sentences.
    pub problems: Vec<String>,
}

/// Writes the whole library as one file; its name and its bytes.
#[must_use]
pub fn back_up(stock: &Stock, settings: &Settings, at: Timestamp) -> (String, Vec<u8>) {
    let pasts: Vec<Past> = stock.articles.iter().map(past).collect();
    let articles = stock.articles.iter().map(|loaded| &loaded.document).zip(&pasts).collect();
    let chosen = Chosen { creator: settings.creator.clone(), letters_off: settings.letters_off };
    let file = hearsay::write_backup(articles, &chosen, at);
    (file_name("hearsay-backup", at, "json"), file.into_bytes())
}

/// Acts that could not be read are none that can be told; what lies beyond them neither.
fn past(loaded: &Loaded) -> Past {
    let done = loaded.done.saturating_sub(loaded.first) as usize;
    Past { edits: loaded.edits.clone(), done: done.min(loaded.edits.len()) }
}

/// Compares a file with the library.
///
/// # Errors
/// When the file as a whole cannot be read; the sentence says why.
pub fn weigh(input: &mut dyn Slices, stock: &Stock, tell: &mut dyn FnMut(f32)) -> Result<Weighing, String> {
    let failed = |error: hearsay::ReadError| error.to_string();
    let mut reader = hearsay::Reader::open(input, &mut |_| ()).map_err(failed)?;
    let mut weighing = Weighing {
        chosen: reader.chosen().map(|chosen| (chosen.creator, chosen.letters_off)),
        ..Weighing::default()
    };
    while let Some((document, Past { edits, done })) = reader.article().map_err(failed)? {
        let done = u32::try_from(done).unwrap_or(u32::MAX);
        one(Brought { document, edits, done }, stock, &mut weighing);
        tell(reader.share());
    }
    let problems = reader.finish();
    weighing.problems.splice(0..0, problems.iter().map(ToString::to_string));
    Ok(weighing)
}

fn one(brought: Brought, stock: &Stock, weighing: &mut Weighing) {
    let article = &brought.document.article;
    let here = stock.articles.iter().find(|loaded| loaded.document.article.id == article.id);
    let row = Weighed {
        id: article.id,
        title: article.about.title.clone(),
        new: here.is_none(),
        binned: article.binned.is_some(),
        annotations: Tally::default(),
        sources: Tally::default(),
        about: false,
        bin: false,
    };
    let row = match here {
        None => {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let document = &brought.document;
            let annotations = count(document.annotations.len() + document.strays.len());
            Weighed {
                annotations: Tally { new: annotations, ..Tally::default() },
                sources: Tally { new: count(document.sources.len()), ..Tally::default() },
                ..row
            }
        }
        Some(here) if here.document.article.text.sha256() != article.text.sha256() => {
            weighing.problems.push(format!(
                "“{}” has another text here than in the file, so nothing of it is taken over. Import the file to get it as a copy.",
                row.title
            ));
            return;
        }
        Some(here) => {
            let past = past(here);
            let united = shelf::weigh(&here.document, &past.edits, past.done, &brought);
            Weighed {
                annotations: united.annotations,
                sources: united.sources,
                about: united.about,
                bin: united.bin,
                ..row
            }
        }
    };
    if row.changes() {
        weighing.brought.push(brought);
    }
    weighing.rows.push(row);
}
