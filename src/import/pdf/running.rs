//! What stands at the edge of a page and is no part of its text.
//!
//! The one idea: a running head or foot comes again on another page at the same height, or is nothing
//! but the number of its page; and it stands apart from the text. Whatever else is at the edge is the
//! last line of a paragraph, or a heading, and stays.

use std::collections::BTreeMap;

use super::{
    lines::{Line, MOST_LINES},
    usual::Usual,
};

/// A line that comes again on so many pages, and on half of all, need not stand apart.
const OFTEN: usize = 3;
/// Lines whose height differs by less than this, in points, are at one height.
const LEVEL: f32 = 2.0;
/// More words than this are no page number.
const MOST_WORDS: usize = 8;
/// What stands beside a page number.
const WORDS: [&str; 22] = [
    "page",
    "pages",
    "p",
    "pp",
    "of",
    "am",
    "pm",
    "seite",
    "von",
    "pagina",
    "página",
    "di",
    "de",
    "sur",
    "sida",
    "side",
    "af",
    "av",
    "страница",
    "стр",
    "из",
    "strona",
];
/// What stands beside one without blanks: 第3页.
const SIGNS: [char; 6] = ['第', '页', '頁', 'ペ', 'ー', 'ジ'];

/// The pages on which an edge line stands at one height: the last so far, and how many.
#[derive(Default)]
struct Seen {
    last: usize,
    pages: usize,
}

/// Running heads and feet, and all the rest.
pub(super) fn part(lines: Vec<Line>, usual: &Usual) -> (Vec<Line>, Vec<Line>) {
    let pages = lines.last().map_or(0, |line| line.page + 1);
    let mut seen: BTreeMap<(String, i32), Seen> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.at_edge) {
        for words in wordings(line, usual) {
            let here = seen.entry((words, level(line))).or_default();
            if here.pages == 0 || here.last != line.page {
                (here.last, here.pages) = (line.page, here.pages + 1);
            }
        }
    }
    let times = |line: &Line| {
        let at = |words: &str, level| seen.get(&(words.to_owned(), level)).map_or(0, |seen| seen.pages);
        let levels = level(line) - 1..=level(line) + 1;
        let words = wordings(line, usual).into_iter();
        words.map(|words| levels.clone().map(|level| at(&words, level)).sum()).max().unwrap_or(0)
    };
    let mut running = vec![false; lines.len()];
    let mut from = 0;
    while from < lines.len() {
        let page = lines[from].page;
        let to = from + lines[from..].iter().take_while(|line| line.page == page).count();
        if to - from <= MOST_LINES {
            of_page(&lines[from..to], pages, usual, times, &mut running[from..to]);
        }
        from = to;
    }
    let (mut out, mut text) = (Vec::new(), Vec::new());
    for (line, running) in lines.into_iter().zip(running) {
        if running { out.push(line) } else { text.push(line) }
    }
    (out, text)
}

/// Says which lines of one page are running ones.
fn of_page(
    lines: &[Line],
    pages: usize,
    usual: &Usual,
    times: impl Fn(&Line) -> usize,
    running: &mut [bool],
) {
    let mut often = Vec::new();
    for (line, candidate) in lines.iter().zip(running.iter_mut()) {
        let times = if line.at_edge { times(line) } else { 0 };
        let most = times >= OFTEN && times * 2 >= pages;
        often.push(most);
        let again = times > 1 && (most || !usual.is_large(line.size));
        *candidate = line.at_edge && (again || is_number(&line.text) || is_address(&line.text));
    }
    // What stands beside one, does so too.
    let firm: Vec<f32> =
        lines.iter().zip(&*running).filter(|(_, running)| **running).map(|(line, _)| line.base).collect();
    for (line, candidate) in lines.iter().zip(running.iter_mut()) {
        *candidate |= line.at_edge && firm.iter().any(|base| (base - line.base).abs() < LEVEL);
    }
    let text: Vec<f32> =
        lines.iter().zip(&*running).filter(|(_, running)| !**running).map(|(line, _)| line.base).collect();
    for ((line, candidate), often) in lines.iter().zip(running.iter_mut()).zip(often) {
        let near = text.iter().map(|base| (base - line.base).abs()).fold(f32::INFINITY, f32::min);
        *candidate &= often || !usual.is_close(near, usual.size);
    }
}

/// What a line has in common with one on another page: its words; or all but one number, and that is
/// greater by as much as the page is later. Large letters are a heading, whose number counts parts.
fn wordings(line: &Line, usual: &Usual) -> Vec<String> {
    let text = line.text.trim();
    let mut wordings = vec![text.to_owned()];
    let is_digit = |c: char| c.is_ascii_digit();
    let first = text.find(is_digit).filter(|_| !usual.is_large(line.size));
    let last = text.rfind(is_digit).map(|last| text[..last].trim_end_matches(is_digit).len());
    for start in first.into_iter().chain(last.filter(|_| first.is_some())) {
        let rest = text[start..].trim_start_matches(is_digit);
        if let Ok(number) = text[start..text.len() - rest.len()].parse::<i32>() {
            let page = i64::from(number) - line.page as i64;
            wordings.push(format!("{}{{{page}}}{rest}", &text[..start]));
        }
    }
    wordings.dedup();
    wordings
}

fn level(line: &Line) -> i32 {
    (line.base / LEVEL).round() as i32
}

/// Whether it is nothing but a page number, or a date and time as browsers print it: “Page 3 of 4”.
fn is_number(text: &str) -> bool {
    let parts =
        |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "–—·•|".contains(c) || SIGNS.contains(&c);
    let words: Vec<String> =
        text.split(parts).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let is_count = |word: &String| word.chars().count() <= 4 && word.chars().all(char::is_numeric);
    let is_roman = |word: &String| text.contains(word.as_str()) && word.chars().all(|c| "ivxl".contains(c));
    words.len() <= MOST_WORDS
        && words.iter().any(|word| is_count(word) || is_roman(word))
        && words.iter().all(|word| is_count(word) || is_roman(word) || WORDS.contains(&word.as_str()))
}

/// Whether it is nothing but the address that a page was printed from, and perhaps a number.
fn is_address(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words
        .next()
        .is_some_and(|word| ["https://", "http://", "file://"].iter().any(|start| word.starts_with(start)))
        && words.all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_is_nothing_else() {
        for text in ["12", "– 12 –", "Page 3 of 14", "3/4", "xii", "Seite 7", "4/3/26, 10:15 AM", "第3页"]
        {
            assert!(is_number(text), "{text}");
        }
        for text in ["Part 5", "again.", "May 5", "20,000 people", "I", "of", "", "12345678"] {
            assert!(!is_number(text), "{text}");
        }
        assert!(is_address("https://weir.example/mill 1/2"));
        assert!(!is_address("https://weir.example says so"));
    }
}
