//! Files that come and go: export, import, text files.

use std::rc::Rc;

use crate::{
    annotation::Document,
    format::{self, hearsay},
    import,
    record::{ArticleId, Stamp},
    shelf::{Loaded, Record},
};

use super::{
    Desk, Effect, History, Library, Message, Notice, Panel, Place, Report, State, Transfer, library, versions,
};

/// What the library is read for. One thing at a time: what else comes or goes has to wait.
#[derive(Debug)]
pub(super) enum Reading {
    /// To be taken away as a file.
    ToExport,
    /// The versions of one article, to be taken away as a file.
    Versions(ArticleId),
    /// To compare with what a file brings.
    ToImport(Box<Import>),
}

/// A file of ours that is being taken in.
#[derive(Debug)]
pub(super) struct Import {
    documents: Vec<Document>,
    report: Report,
    stamp: Stamp,
}

/// Whether what comes or goes has to wait: the store is not open, or is being read for another.
pub(super) fn is_busy(state: &State) -> bool {
    state.storage.place == Place::Opening || state.reading.is_some()
}

/// Whether a message is of the sort that has to wait now.
pub(super) fn has_to_wait(state: &State, message: &Message) -> bool {
    let comes_or_goes = matches!(
        message,
        Message::Library(Library::Add(_) | Library::AddSample(_))
            | Message::Transfer(
                Transfer::File { .. } | Transfer::ExportArticle(_) | Transfer::ExportLibrary(_)
            )
    );
    comes_or_goes && is_busy(state)
}

pub(super) fn update(state: &mut State, message: Transfer) -> Vec<Effect> {
    match message {
        Transfer::ExportArticle(_) if versions::several(state).is_some() => {
            let Some((id, ids)) = versions::several(state) else { return Vec::new() };
            state.reading = Some(Reading::Versions(id));
            vec![Effect::LoadLibrary(ids)]
        }
        Transfer::ExportArticle(stamp) => match state.desk.ready().map(|desk| desk.document.clone()) {
            Some(document) => {
                let name = format::file_name(&document.article.about.title, stamp.at, "json");
                export(state, &[&document], name, stamp)
            }
            None => export_library(state),
        },
        Transfer::ExportLibrary(_) => export_library(state),
        Transfer::LibraryRead { loaded, problems, stamp } => match state.reading.take() {
            Some(Reading::ToImport(import)) => take_in(state, *import, &loaded),
            Some(Reading::Versions(id)) => versions::export(state, id, &loaded, problems, stamp),
            Some(Reading::ToExport) | None => library_read(state, &loaded, problems, stamp),
        },
        Transfer::File { name, bytes, stamp } => file(state, name, bytes, stamp),
        Transfer::CloseReport => {
            state.panel = Panel::None;
            Vec::new()
        }
    }
}

pub(super) fn export(state: &mut State, documents: &[&Document], name: String, stamp: Stamp) -> Vec<Effect> {
    let text = hearsay::write(documents, stamp.at);
    state.settings.exported = Some(stamp.at);
    let settings = vec![Record::Settings(state.settings.clone())];
    let kept = state.storage.write(crate::shelf::Batch { put: settings, ..Default::default() });
    state.notice = Some(Notice::quiet(format!("Saved as {name}.")));
    vec![Effect::Download { name, text }, kept]
}

fn export_library(state: &mut State) -> Vec<Effect> {
    if state.library.is_empty() {
        state.notice = Some(Notice::quiet("There is nothing to export yet. Add an article first."));
        return Vec::new();
    }
    state.reading = Some(Reading::ToExport);
    vec![Effect::LoadLibrary(state.library.keys().copied().collect())]
}

fn library_read(state: &mut State, loaded: &[Loaded], problems: Vec<String>, stamp: Stamp) -> Vec<Effect> {
    // What is in memory is newer than what could not be saved.
    let newer = |document: &Document| state.held(document.article.id).map(|desk| desk.document.clone());
    let mut documents: Vec<Document> =
        loaded.iter().map(|l| newer(&l.document).unwrap_or_else(|| l.document.clone())).collect();
    // An article that was never saved is not among what was read.
    let held = state.unsaved.values().chain(state.desk.ready());
    let missing: Vec<Document> = held
        .filter(|desk| !loaded.iter().any(|l| l.document.article.id == desk.id()))
        .map(|desk| desk.document.clone())
        .collect();
    documents.extend(missing);
    let documents: Vec<&Document> = documents.iter().collect();
    if documents.is_empty() {
        let file = "Export of the library".into();
        state.panel = Panel::Report(Report { file, taken: Vec::new(), problems });
        return Vec::new();
    }
    let effects = export(state, &documents, format::file_name("hearsay-library", stamp.at, "json"), stamp);
    if !problems.is_empty() {
        state.panel = Panel::Report(Report {
            file: "Export of the library".into(),
            taken: vec![format!("{} articles were exported.", documents.len())],
            problems,
        });
    }
    effects
}

fn file(state: &mut State, name: String, bytes: Result<Vec<u8>, String>, stamp: Stamp) -> Vec<Effect> {
    let refuse = |state: &mut State, name: String, why: String| {
        state.panel = Panel::Report(Report { file: name, taken: Vec::new(), problems: vec![why] });
        Vec::new()
    };
    let bytes = match bytes {
        Ok(bytes) if bytes.len() > hearsay::MAX_BYTES => {
            let why =
                format!("It is {} MB large; Hearsay reads files up to 200 MB.", bytes.len() / 1_000_000);
            return refuse(state, name, why);
        }
        Ok(bytes) => bytes,
        Err(why) => return refuse(state, name, why),
    };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(why) => return refuse(state, name, why.to_owned()),
    };
    if looks_like_json(&name, &text) {
        return annotations(state, name, &text, stamp);
    }
    if let Some(effects) = versions::take_file(state, &text) {
        return effects;
    }
    match import::plain(&text) {
        Ok(draft) => {
            state.panel = Panel::None;
            library::add(state, draft, stamp)
        }
        Err(error) => refuse(state, name, error.to_string()),
    }
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

/// Takes in a file of ours.
fn annotations(state: &mut State, name: String, text: &str, stamp: Stamp) -> Vec<Effect> {
    let imported = match hearsay::read(text) {
        Ok(imported) => imported,
        Err(error) => {
            state.panel =
                Panel::Report(Report { file: name, taken: Vec::new(), problems: vec![error.to_string()] });
            return Vec::new();
        }
    };
    let report = Report {
        file: name,
        problems: imported.problems.iter().map(ToString::to_string).collect(),
        ..Report::default()
    };
    let asked: Vec<ArticleId> = imported
        .documents
        .iter()
        .filter(|document| may_be_the_same(state, document))
        .map(|document| document.article.id)
        .collect();
    let import = Import { documents: imported.documents, report, stamp };
    if asked.is_empty() {
        return take_in(state, import, &[]);
    }
    state.reading = Some(Reading::ToImport(Box::new(import)));
    vec![Effect::LoadLibrary(asked)]
}

/// Whether the store has to be asked if this is what the library has.
fn may_be_the_same(state: &State, document: &Document) -> bool {
    let article = &document.article;
    state.held(article.id).is_none()
        && state
            .library
            .get(&article.id)
            .is_some_and(|entry| entry.sha256 == article.text.sha256() && entry.counts == document.counts())
}

/// Whether two states of an article say the same.
fn same(a: &Document, b: &Document) -> bool {
    a.article.text == b.article.text
        && a.article.about == b.article.about
        && a.sources == b.sources
        && a.annotations == b.annotations
        && a.strays == b.strays
}

/// Takes the documents of a file in; `stored` are those the library has another state of, perhaps.
fn take_in(state: &mut State, import: Import, stored: &[Loaded]) -> Vec<Effect> {
    let Import { documents, mut report, stamp } = import;
    let mut effects = Vec::new();
    let several = documents.len() > 1;
    for (n, document) in (0u16..).zip(documents) {
        let title = document.article.about.title.clone();
        let id = document.article.id;
        let known = state.library.contains_key(&id);
        let there = state.held(id).map(|desk| &desk.document);
        let there = there.or_else(|| stored.iter().map(|l| &l.document).find(|d| d.article.id == id));
        if there.is_some_and(|there| same(there, &document)) {
            report.taken.push(format!("“{title}” is in the library already, the same."));
            if state.library.get(&id).is_some_and(|entry| entry.binned.is_some()) {
                effects.extend(library::update(state, Library::Restore(id, stamp)));
            }
            if !several {
                effects.extend(library::update(state, Library::Open(id, stamp)));
            }
            continue;
        }
        let document = if known {
            report.taken.push(format!(
                "“{title}” was taken in as a copy: the library has another state of it, which stays as it is."
            ));
            let stamp =
                Stamp { random: stamp.random.rotate_left(u32::from(n) * 7 + 1) ^ u128::from(n), ..stamp };
            format::fresh::with_fresh_ids(&document, stamp)
        } else {
            report.taken.push(format!("“{title}”, with {} annotations.", document.counts().total()));
            document
        };
        let desk = Desk::new(document, History::default());
        if several {
            state.library.insert(desk.id(), Rc::new(desk.entry()));
            effects.push(state.storage.write(desk.whole()));
            state.unsaved.insert(desk.id(), desk);
        } else {
            effects.extend(library::put_on_desk(state, desk, true));
        }
    }
    if report.problems.is_empty() && !several {
        state.panel = Panel::None;
        state.notice = report.taken.pop().map(Notice::quiet);
    } else {
        state.panel = Panel::Report(report);
    }
    effects
}
