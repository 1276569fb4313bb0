//! Runs a folder of anchoring cases both ways and prints how each came out:
//! `cargo xtask anchor <folder>`.
//!
//! A case is a JSON file with an article before and after an edit, the selectors made on the
//! first, and where each stands in the second; `docs/anchoring.md` says how answers are judged.
//! With `--show <verdict>` (`wrong`, `ghost`, `lost`, `loose`) it prints those answers too.

use std::{collections::BTreeMap, error::Error, fs, path::Path, rc::Rc, time::Instant};

use hearsay::{
    anchoring::{Anchorer, Carrier, Resolution, Selectors},
    article::{Block, FrozenText},
    text::{CharOffset, CharRange, TextRange, TextSize},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    class: String,
    join: String,
    before: Side,
    after: Side,
    selectors: Vec<Asked>,
}

#[derive(Deserialize)]
struct Side {
    blocks: Vec<String>,
}

#[derive(Deserialize)]
struct Asked {
    exact: String,
    prefix: String,
    suffix: String,
    start: u32,
    end: u32,
    #[serde(default)]
    kind: String,
    expect: Option<Place>,
}

#[derive(Clone, Copy, Deserialize)]
struct Place {
    start: u32,
    end: u32,
}

/// How an answer compares with what was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Right,
    Loose,
    Wrong,
    Lost,
    Ghost,
    Gone,
}

const VERDICTS: [Verdict; 6] =
    [Verdict::Right, Verdict::Loose, Verdict::Wrong, Verdict::Lost, Verdict::Ghost, Verdict::Gone];

#[derive(Default)]
struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    proposed: BTreeMap<Verdict, usize>,
    exact: usize,
    moved: usize,
    reworded: usize,
    orphans: usize,
    milliseconds: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().ok_or("which folder? cargo xtask anchor <folder> [--show <verdict>]")?;
    let show = args.iter().position(|arg| arg == "--show").and_then(|n| args.get(n + 1)).cloned();
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let mut tallies: [BTreeMap<String, Tally>; 2] = Default::default();
    for path in &paths {
        run(path, &mut tallies, show.as_deref())?;
    }
    for (way, tallies) in ["with the old text", "by selectors alone"].into_iter().zip(&tallies) {
        print(way, tallies);
    }
    Ok(())
}

fn run(
    path: &Path,
    tallies: &mut [BTreeMap<String, Tally>; 2],
    show: Option<&str>,
) -> Result<(), Box<dyn Error>> {
    let case: Case = serde_json::from_str(&fs::read_to_string(path)?)?;
    let (old, new) = (freeze(&case.before.blocks, &case.join)?, freeze(&case.after.blocks, &case.join)?);
    for (way, tallies) in tallies.iter_mut().enumerate() {
        let tally = tallies.entry(case.class.clone()).or_default();
        let started = Instant::now();
        let answers = if way == 0 { carried(&case, &old, &new)? } else { searched(&case, &new) };
        tally.milliseconds += started.elapsed().as_secs_f64() * 1000.0;
        for (asked, answer) in case.selectors.iter().zip(answers) {
            let verdict = judge(&new, &answer, asked.expect)?;
            tally.count(verdict, &answer);
            if show.is_some_and(|show| format!("{verdict:?}").eq_ignore_ascii_case(show)) {
                explain(path, way, asked, &answer, &new);
            }
        }
    }
    Ok(())
}

fn freeze(blocks: &[String], join: &str) -> Result<Rc<FrozenText>, Box<dyn Error>> {
    let mut at = TextSize::new(0);
    let mut ranges = Vec::new();
    for block in blocks {
        let range = TextRange::at(at, TextSize::of(block.as_str()));
        if !range.is_empty() {
            ranges.push(Block::paragraph(range));
        }
        at = range.end() + TextSize::of(join);
    }
    Ok(Rc::new(FrozenText::new(blocks.join(join), ranges)?))
}

fn carried(
    case: &Case,
    old: &Rc<FrozenText>,
    new: &Rc<FrozenText>,
) -> Result<Vec<Resolution>, Box<dyn Error>> {
    let carrier = Carrier::new(Rc::clone(old), Rc::clone(new));
    let place = |asked: &Asked| old.index().range_from_chars(old.as_str(), chars(asked.start, asked.end));
    case.selectors.iter().map(|asked| Ok(carrier.carry(place(asked)?))).collect()
}

fn searched(case: &Case, new: &Rc<FrozenText>) -> Vec<Resolution> {
    let anchorer = Anchorer::new(Rc::clone(new));
    let selectors = case.selectors.iter().map(|asked| Selectors {
        exact: asked.exact.clone(),
        prefix: asked.prefix.clone(),
        suffix: asked.suffix.clone(),
        position: Some(chars(asked.start, asked.end)),
    });
    anchorer.resolve_all(&selectors.collect::<Vec<_>>(), &mut |_| {})
}

fn chars(start: u32, end: u32) -> CharRange {
    CharRange { start: CharOffset(start), end: CharOffset(end) }
}

fn judge(new: &FrozenText, answer: &Resolution, expect: Option<Place>) -> Result<Verdict, Box<dyn Error>> {
    let Some(range) = answer.range() else {
        return Ok(if expect.is_some() { Verdict::Lost } else { Verdict::Gone });
    };
    let Some(expect) = expect else { return Ok(Verdict::Ghost) };
    let found = new.index().range_to_chars(new.as_str(), range)?;
    let (start, end) = (found.start.0, found.end.0);
    let overlap = f64::from(end.min(expect.end).saturating_sub(start.max(expect.start)));
    let union = f64::from(end.max(expect.end) - start.min(expect.start));
    let close = start.abs_diff(expect.start) <= 2 && end.abs_diff(expect.end) <= 2;
    Ok(if close || overlap >= 0.8 * union {
        Verdict::Right
    } else if overlap > 0.0 {
        Verdict::Loose
    } else {
        Verdict::Wrong
    })
}

fn explain(path: &Path, way: usize, asked: &Asked, answer: &Resolution, new: &FrozenText) {
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    let way = if way == 0 { "carry" } else { "search" };
    println!("{file} {way} {} …{}[{}]{}…", asked.kind, asked.prefix, asked.exact, asked.suffix);
    let around = |range: TextRange| {
        let text = new.as_str();
        let from = text.floor_char_boundary(usize::from(range.start()).saturating_sub(40));
        let to = text.ceil_char_boundary((usize::from(range.end()) + 40).min(text.len()));
        format!(
            "…{}[{}]{}…",
            &text[from..range.start().into()],
            new.slice(range),
            &text[range.end().into()..to]
        )
    };
    let expected =
        asked.expect.and_then(|e| new.index().range_from_chars(new.as_str(), chars(e.start, e.end)).ok());
    println!("    expected {}", expected.map_or("nothing".to_owned(), around));
    let kind = match answer {
        Resolution::Exact(_) => "exact",
        Resolution::Moved(_) => "moved",
        Resolution::Apart(_) => "apart",
        Resolution::Reworded { .. } => "reworded",
        Resolution::Orphan => "orphan",
    };
    println!("    {kind:8} {}", answer.range().map_or(String::new(), around));
}

impl Tally {
    fn count(&mut self, verdict: Verdict, answer: &Resolution) {
        *self.verdicts.entry(verdict).or_default() += 1;
        match answer {
            Resolution::Exact(_) => self.exact += 1,
            Resolution::Moved(_) | Resolution::Apart(_) => self.moved += 1,
            Resolution::Reworded { .. } => {
                self.reworded += 1;
                *self.proposed.entry(verdict).or_default() += 1;
            }
            Resolution::Orphan => self.orphans += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        for (verdict, n) in &other.verdicts {
            *self.verdicts.entry(*verdict).or_default() += n;
        }
        for (verdict, n) in &other.proposed {
            *self.proposed.entry(*verdict).or_default() += n;
        }
        self.exact += other.exact;
        self.moved += other.moved;
        self.reworded += other.reworded;
        self.orphans += other.orphans;
        self.milliseconds += other.milliseconds;
    }
}

/// A proposal is counted among its verdict; in brackets, how many of them are proposals.
fn print(way: &str, tallies: &BTreeMap<String, Tally>) {
    println!("\n{way}");
    print!("{:18}", "class");
    for verdict in VERDICTS {
        print!("{:>12}", format!("{verdict:?}").to_lowercase());
    }
    println!(
        "{:>8}{:>8}{:>10}{:>9}{:>9}{:>10}{:>8}",
        "exact", "moved", "proposed", "orphans", "right%", "silent%", "ms"
    );
    let mut all = Tally::default();
    for (class, tally) in tallies {
        print_row(class, tally);
        all.add(tally);
    }
    print_row("all", &all);
    let total: usize = all.verdicts.values().sum();
    for verdict in [Verdict::Wrong, Verdict::Ghost] {
        let proposed = all.proposed.get(&verdict).copied().unwrap_or_default();
        let silent = all.verdicts.get(&verdict).copied().unwrap_or_default() - proposed;
        println!(
            "{:18} {silent} silently, {proposed} proposed ({:.2} % of {total})",
            format!("{verdict:?}").to_lowercase(),
            100.0 * proposed as f64 / total.max(1) as f64
        );
    }
}

fn print_row(class: &str, tally: &Tally) {
    print!("{class:18}");
    for verdict in VERDICTS {
        let n = tally.verdicts.get(&verdict).copied().unwrap_or_default();
        let cell = match tally.proposed.get(&verdict).copied().unwrap_or_default() {
            0 => format!("{n}"),
            proposed => format!("{n} ({proposed})"),
        };
        print!("{cell:>12}");
    }
    let count = |verdict| tally.verdicts.get(&verdict).copied().unwrap_or_default();
    let there =
        [Verdict::Right, Verdict::Loose, Verdict::Wrong, Verdict::Lost].map(count).iter().sum::<usize>();
    let silent = count(Verdict::Right) - tally.proposed.get(&Verdict::Right).copied().unwrap_or_default();
    let share = |n: usize| {
        if there == 0 { "–".to_owned() } else { format!("{:.2}", 100.0 * n as f64 / there as f64) }
    };
    println!(
        "{:>8}{:>8}{:>10}{:>9}{:>9}{:>10}{:>8.1}",
        tally.exact,
        tally.moved,
        tally.reworded,
        tally.orphans,
        share(count(Verdict::Right)),
        share(silent),
        tally.milliseconds
    );
}
