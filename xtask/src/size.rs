//! What the built files weigh: raw, after gzip and after brotli, each at its
//! hardest, as a static host would send them.
//!
//! “The app” is what a browser loads before the app can be used: the files that
//! `index.html` names. What is loaded later, when it is asked for, is listed but
//! not counted.

use anyhow::Context as _;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::iter::Sum;
use std::path::{Path, PathBuf};

/// Bytes, three ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

impl Weight {
    fn of(bytes: &[u8]) -> anyhow::Result<Self> {
        Ok(Self { raw: bytes.len() as u64, gzip: gzip(bytes)?, brotli: brotli(bytes)? })
    }
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, weight| Self {
            raw: sum.raw + weight.raw,
            gzip: sum.gzip + weight.gzip,
            brotli: sum.brotli + weight.brotli,
        })
    }
}

fn gzip(bytes: &[u8]) -> anyhow::Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

fn brotli(bytes: &[u8]) -> anyhow::Result<u64> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed.len() as u64)
}

/// When a file is loaded, and whether it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Code and style of the app: what the limit is for.
    App,
    /// The page itself.
    Page,
    /// What is loaded when someone asks for it, and pictures.
    Later,
}

/// One built file.
struct File {
    name: String,
    part: Part,
    weight: Weight,
}

/// All built files.
pub(crate) struct Report {
    files: Vec<File>,
}

impl Report {
    /// Weighs every file below the folder.
    pub(crate) fn of(folder: &Path) -> anyhow::Result<Self> {
        let page = folder.join("index.html");
        let index =
            fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
        let mut files = Vec::new();
        for path in below(folder)? {
            let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            files.push(File { part: part(&name, &index), weight: Weight::of(&fs::read(&path)?)?, name });
        }
        files.sort_by_key(|file| std::cmp::Reverse(file.weight.raw));
        Ok(Self { files })
    }

    /// The weight of the app's code and style.
    pub(crate) fn app(&self) -> Weight {
        self.total(|part| part == Part::App)
    }

    fn total(&self, counts: impl Fn(Part) -> bool) -> Weight {
        let counted = self.files.iter().filter(|file| counts(file.part));
        counted.map(|file| file.weight).sum()
    }
}

/// Which part a file is of: code and style count if the page names them.
fn part(name: &str, index: &str) -> Part {
    let (_, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending {
        "html" => Part::Page,
        "wasm" | "js" | "css" if index.contains(name) => Part::App,
        _ => Part::Later,
    }
}

fn below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.files.iter().map(|file| file.name.len()).max();
        let width = width.unwrap_or_default().max(24);
        writeln!(f, "{:width$}  {:>11}  {:>11}  {:>11}", "bytes", "raw", "gzip -9", "brotli 11")?;
        for file in &self.files {
            let note = if file.part == Part::Later { "  later" } else { "" };
            writeln!(f, "{:width$}  {}{note}", file.name, Columns(file.weight))?;
        }
        let all = self.total(|_| true);
        writeln!(f, "{:width$}  {}", "everything", Columns(all))?;
        write!(f, "{:width$}  {}", "app (wasm, js, css)", Columns(self.app()))
    }
}

struct Columns(Weight);

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Weight { raw, gzip, brotli } = self.0;
        let [raw, gzip, brotli] = [raw, gzip, brotli].map(grouped);
        write!(f, "{raw:>11}  {gzip:>11}  {brotli:>11}")
    }
}

/// `1234567` as `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::{File, Part, Report, Weight, grouped, part};

    const INDEX: &str = r#"<link rel="modulepreload" href="./hearsay-1f.js"><link href="./main-2e.css">"#;

    #[test]
    fn only_what_the_page_names_counts() {
        let check = |name, expected| assert_eq!(part(name, INDEX), expected, "{name}");
        check("hearsay-1f.js", Part::App);
        check("main-2e.css", Part::App);
        check("reader-3d.wasm", Part::Later);
        check("icon-4c.svg", Part::Later);
        check("index.html", Part::Page);
    }

    #[test]
    fn repetition_compresses_and_raw_is_exact() {
        let weight = Weight::of("hearsay ".repeat(500).as_bytes()).unwrap();
        assert_eq!(weight.raw, 4000);
        assert!(weight.gzip < 100 && weight.brotli < weight.gzip, "{weight:?}");
    }

    #[test]
    fn table_adds_up() {
        let file = |name: &str, part, raw| File {
            name: name.to_owned(),
            part,
            weight: Weight { raw, gzip: raw / 2, brotli: raw / 4 },
        };
        let report = Report {
            files: vec![
                file("hearsay-1f_bg.wasm", Part::App, 400_000),
                file("reader-3d.wasm", Part::Later, 80_000),
                file("main-2e.css", Part::App, 4_000),
            ],
        };
        assert_eq!(report.app().brotli, 101_000);
        let expected = "\
bytes                             raw      gzip -9    brotli 11
hearsay-1f_bg.wasm            400,000      200,000      100,000
reader-3d.wasm                 80,000       40,000       20,000  later
main-2e.css                     4,000        2,000        1,000
everything                    484,000      242,000      121,000
app (wasm, js, css)           404,000      202,000      101,000";
        assert_eq!(report.to_string(), expected);
    }

    #[test]
    fn thousands_are_grouped() {
        let check = |number, expected| assert_eq!(grouped(number), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(200_000, "200,000");
        check(1_234_567, "1,234,567");
    }
}
