//! A folder of brat files, in and out again.
//!
//! The comparison reads the files in its own way, which shares nothing with the reader of the
//! library: line by line, as sets of spans and events.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    error::Error,
    fmt, fs,
    io::{Cursor, Read},
    path::Path,
};

use hearsay::{
    annotation::{Attribution, Document},
    format::{
        Taken,
        brat::{self, File},
    },
    record::{Stamp, Timestamp},
};

/// What came of it.
#[derive(Default)]
pub(crate) struct Tally {
    articles: usize,
    files: usize,
    documents: usize,
    annotations: usize,
    attributions: usize,
    changed: usize,
    refused: usize,
    /// How many spans of each type, events and notes the files hold, and how many are missing or
    /// new afterwards.
    kinds: BTreeMap<String, (usize, usize, usize)>,
    /// Files that say the same afterwards.
    pub(crate) equal: usize,
    /// Files that do not, or did not come out.
    pub(crate) unequal: usize,
    /// What is missing (`-`) or new (`+`), file by file.
    pub(crate) differences: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "articles           {:>7}", self.articles)?;
        writeln!(f, "annotation files   {:>7}", self.files)?;
        writeln!(f, "documents          {:>7}", self.documents)?;
        writeln!(f, "annotations        {:>7}", self.annotations)?;
        writeln!(f, "attributions       {:>7}", self.attributions)?;
        writeln!(f, "remarks, changed   {:>7}", self.changed)?;
        writeln!(f, "remarks, left out  {:>7}", self.refused)?;
        writeln!(f, "\n{:34}{:>7}{:>9}{:>6}", "", "in", "missing", "new")?;
        for (kind, (all, missing, new)) in &self.kinds {
            writeln!(f, "{kind:34}{all:>7}{missing:>9}{new:>6}")?;
        }
        writeln!(f, "\nequal              {:>7}", self.equal)?;
        writeln!(f, "unequal            {:>7}", self.unequal)
    }
}

/// Reads every file of the folder, writes it again, and compares.
pub(crate) fn there_and_back(folder: &Path) -> Result<Tally, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    let given: Vec<File<'_>> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
    let stamp = Stamp { at: Timestamp::from_millis(1), random: 0x5eed };
    let taken = brat::read(&given, stamp)?;
    let documents: Vec<&Document> = taken.documents.iter().collect();
    let out = unzip(&brat::write(&documents, Timestamp::from_millis(1)))?;
    let mut tally = count(&taken, &files);
    for (file, document) in annotation_files(&files).zip(&taken.documents) {
        let n = tally.equal + tally.unequal;
        let after = out.get(n).ok_or("a document did not come out")?;
        let text = document.article.text.as_str();
        if after.0 != text {
            return Err("a text changed".into());
        }
        tally.compare(&file.0, &facts(std::str::from_utf8(&file.1)?, text), &facts(&after.1, text));
    }
    // What gave no document differs, too.
    tally.unequal += tally.files - (tally.equal + tally.unequal);
    Ok(tally)
}

type Content = (String, Vec<u8>);

fn collect(root: &Path, folder: &Path, files: &mut Vec<Content>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "ann" || e == "txt") {
            files.push((path.strip_prefix(root)?.to_string_lossy().into_owned(), fs::read(&path)?));
        }
    }
    Ok(())
}

fn annotation_files(files: &[Content]) -> impl Iterator<Item = &Content> {
    files.iter().filter(|(name, _)| name.ends_with(".ann"))
}

/// The texts and annotations of an archive, pair by pair.
fn unzip(bytes: &[u8]) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut contents = Vec::new();
    for n in 1..archive.len() {
        let mut content = String::new();
        archive.by_index(n)?.read_to_string(&mut content)?;
        contents.push(content);
    }
    let mut contents = contents.into_iter();
    let mut pairs = Vec::new();
    while let (Some(text), Some(ann)) = (contents.next(), contents.next()) {
        pairs.push((text, ann));
    }
    Ok(pairs)
}

fn count(taken: &Taken, files: &[Content]) -> Tally {
    let annotations = || taken.documents.iter().flat_map(|document| document.annotations.values());
    Tally {
        articles: files.iter().filter(|(name, _)| name.ends_with(".txt")).count(),
        files: annotation_files(files).count(),
        documents: taken.documents.len(),
        annotations: annotations().count(),
        attributions: annotations().flat_map(|a| a.attributions()).flat_map(Attribution::all).count(),
        changed: taken.remarks.iter().filter(|remark| !remark.refused).count(),
        refused: taken.remarks.iter().filter(|remark| remark.refused).count(),
        ..Tally::default()
    }
}

/// A file as a set: what sort of fact, and the fact without ids.
type Facts = BTreeSet<(String, String)>;

impl Tally {
    fn compare(&mut self, name: &str, before: &Facts, after: &Facts) {
        for (kind, _) in before {
            self.kinds.entry(kind.clone()).or_default().0 += 1;
        }
        for (kind, fact) in before.difference(after) {
            self.kinds.entry(kind.clone()).or_default().1 += 1;
            self.differences.push(format!("{name} - {kind}: {fact}"));
        }
        for (kind, fact) in after.difference(before) {
            self.kinds.entry(kind.clone()).or_default().2 += 1;
            self.differences.push(format!("{name} + {kind}: {fact}"));
        }
        *(if before == after { &mut self.equal } else { &mut self.unequal }) += 1;
    }
}

/// What an `.ann` file says, without its ids: spans, events by the spans they join, notes and
/// attributes by the span they are about.
fn facts(ann: &str, text: &str) -> Facts {
    let chars: Vec<char> = text.chars().collect();
    let lines = || ann.split('\n').filter_map(|line| line.split_once('\t'));
    let mut spans = HashMap::new();
    let mut facts = Facts::new();
    for (id, rest) in lines().filter(|(id, _)| id.starts_with('T')) {
        let what = rest.split('\t').next().unwrap_or_default();
        if let Some((kind, offsets)) = what.split_once(' ') {
            let span = format!("{kind} {}", pieces(offsets, &chars));
            facts.insert((format!("span {kind}"), span.clone()));
            spans.insert(id, span);
        }
    }
    let span = |id: &str| spans.get(id).cloned().unwrap_or_else(|| id.to_owned());
    for (_, rest) in lines().filter(|(id, _)| id.starts_with('E')) {
        let mut parts: Vec<String> = Vec::new();
        for part in rest.split('\t').next().unwrap_or_default().split_whitespace() {
            let (role, id) = part.split_once(':').unwrap_or((part, ""));
            parts.push(format!("{role} = {}", span(id)));
        }
        let kind = rest.split(':').next().unwrap_or_default().to_owned();
        parts[1..].sort();
        let event = parts.join(", ");
        facts.insert((format!("event {kind}"), event.clone()));
    }
    for (id, rest) in lines().filter(|(id, _)| id.starts_with(['#', 'A'])) {
        let kind = if id.starts_with('#') { "note" } else { "attribute" };
        let about = rest.split_whitespace().nth(1).unwrap_or_default();
        facts.insert((kind.to_owned(), rest.replacen(about, &span(about), 1)));
    }
    facts
}

/// The ranges in order, split at line breaks, as brat would have them.
fn pieces(offsets: &str, text: &[char]) -> String {
    let mut pieces = Vec::new();
    for range in offsets.split(';') {
        let mut ends = range.split(' ').filter_map(|end| end.parse::<usize>().ok());
        let (Some(start), Some(end)) = (ends.next(), ends.next()) else { continue };
        let mut from = start;
        for at in start..=end {
            if at == end || matches!(text.get(at), Some('\n' | '\r')) {
                if from < at {
                    pieces.push((from, at));
                }
                from = at + 1;
            }
        }
    }
    pieces.sort_unstable();
    pieces.iter().map(|(start, end)| format!("{start}-{end}")).collect::<Vec<_>>().join(" ")
}
