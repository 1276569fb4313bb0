//! Changes an article and follows every character.
//!
//! A text is a row of cells, one for each character, and each knows where it stood at first, if
//! it did. An edit moves, drops and makes cells; afterwards the place of any range is read off.

use super::{press, random::Random};

/// One character, and where it stood in the text before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) c: char,
    pub(crate) from: Option<usize>,
}

/// An article as paragraphs of sentences of cells.
#[derive(Clone, Debug)]
pub(crate) struct Draft(Vec<Vec<Vec<Cell>>>);

/// What newsrooms do to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Letters swapped, dropped, doubled or replaced in some words.
    Misprint,
    /// A word replaced, inserted or removed in every other sentence.
    Reword,
    /// Some sentences go.
    Delete,
    /// Paragraphs come in, others change places.
    Rearrange,
    /// Typographic marks become typewriter marks, blanks double or stop breaking.
    Retype,
}

impl Draft {
    /// An unedited article: sentences parted by blanks, paragraphs by line ends.
    pub(crate) fn new(article: &[Vec<String>]) -> Self {
        let mut at = 0;
        let mut draft = Vec::new();
        for paragraph in article {
            let mut sentences = Vec::new();
            for sentence in paragraph {
                sentences.push(
                    sentence
                        .chars()
                        .enumerate()
                        .map(|(n, c)| Cell { c, from: Some(at + n) })
                        .collect::<Vec<_>>(),
                );
                at += sentence.chars().count() + 1;
            }
            draft.push(sentences);
        }
        Self(draft)
    }

    /// Takes out the sentence whose first character stood there at first.
    pub(crate) fn remove(&mut self, start: usize) {
        for paragraph in &mut self.0 {
            paragraph.retain(|sentence| sentence.first().is_none_or(|cell| cell.from != Some(start)));
        }
    }

    /// The text as it stands, cell by cell.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        let mark = |c| Cell { c, from: None };
        let mut cells = Vec::new();
        for paragraph in self.0.iter().filter(|p| !p.is_empty()) {
            if !cells.is_empty() {
                cells.push(mark('\n'));
            }
            for (n, sentence) in paragraph.iter().enumerate() {
                if n > 0 {
                    cells.push(mark(' '));
                }
                cells.extend_from_slice(sentence);
            }
        }
        cells
    }

    /// The same as a string.
    pub(crate) fn text(&self) -> String {
        self.cells().iter().map(|cell| cell.c).collect()
    }

    /// Makes one edit throughout.
    pub(crate) fn edit(&mut self, edit: Edit, random: &mut Random) {
        match edit {
            Edit::Misprint => self.each_sentence(|sentence| misprint(sentence, random)),
            Edit::Reword => self.each_sentence(|sentence| {
                if random.chance(50) {
                    reword(sentence, random);
                }
            }),
            Edit::Delete => {
                for paragraph in &mut self.0 {
                    paragraph.retain(|_| !random.chance(12));
                }
            }
            Edit::Rearrange => self.rearrange(random),
            Edit::Retype => self.each_sentence(|sentence| retype(sentence, random)),
        }
    }

    fn each_sentence(&mut self, mut change: impl FnMut(&mut Vec<Cell>)) {
        self.0.iter_mut().flatten().for_each(&mut change);
    }

    fn rearrange(&mut self, random: &mut Random) {
        for _ in 0..1 + self.0.len() / 10 {
            let moved = self.0.remove(random.below(self.0.len()));
            self.0.insert(random.below(self.0.len() + 1), moved);
            let new = (0..2).map(|_| unknown(&press::sentence(random))).collect();
            self.0.insert(random.below(self.0.len() + 1), new);
        }
    }
}

fn unknown(text: &str) -> Vec<Cell> {
    text.chars().map(|c| Cell { c, from: None }).collect()
}

/// The words of a sentence as ranges of its cells.
fn words(sentence: &[Cell]) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (n, cell) in sentence.iter().enumerate() {
        match (cell.c.is_alphanumeric(), start) {
            (true, None) => start = Some(n),
            (false, Some(from)) => {
                words.push(from..n);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..sentence.len()));
    words
}

fn misprint(sentence: &mut Vec<Cell>, random: &mut Random) {
    for word in words(sentence).into_iter().rev() {
        if word.len() < 4 || !random.chance(3) {
            continue;
        }
        let at = word.start + random.below(word.len() - 1);
        match random.below(4) {
            0 => sentence.swap(at, at + 1),
            1 => drop(sentence.remove(at)),
            2 => sentence.insert(at, Cell { c: sentence[at].c, from: None }),
            _ => sentence[at].c = 'x',
        }
    }
}

fn reword(sentence: &mut Vec<Cell>, random: &mut Random) {
    let words = words(sentence);
    let inner: Vec<_> = words.iter().skip(1).filter(|w| w.len() > 2).cloned().collect();
    if inner.is_empty() {
        return;
    }
    let word = inner[random.below(inner.len())].clone();
    match random.below(3) {
        0 => drop(sentence.splice(word, unknown(press::word(random)))),
        1 => drop(sentence.splice(word.start..word.start, unknown(&format!("{} ", press::word(random))))),
        _ => drop(sentence.drain(word.start - 1..word.end)),
    }
}

fn retype(sentence: &mut Vec<Cell>, random: &mut Random) {
    for n in (0..sentence.len()).rev() {
        let cell = &mut sentence[n];
        cell.c = match cell.c {
            '“' | '”' => '"',
            '’' => '\'',
            '–' => '-',
            ' ' if random.chance(5) => '\u{a0}',
            c => c,
        };
        if cell.c == ' ' && random.chance(2) {
            sentence.insert(n, Cell { c: ' ', from: None });
        }
    }
}

/// What became of a row of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Followed {
    /// Most are left, from here to there.
    There(std::ops::Range<usize>),
    /// Some are left: a proposal may be right, an orphan too.
    Torn,
    /// Next to none are.
    Gone,
}

/// Where each character of the text before stands now.
pub(crate) fn places(cells: &[Cell]) -> Vec<Option<usize>> {
    let last = cells.iter().filter_map(|cell| cell.from).max().map_or(0, |last| last + 1);
    let mut places = vec![None; last];
    for (n, cell) in cells.iter().enumerate() {
        if let Some(from) = cell.from {
            places[from] = Some(n);
        }
    }
    places
}

/// What became of the characters `from..to` of the text before.
pub(crate) fn follow(places: &[Option<usize>], from: usize, to: usize) -> Followed {
    let left: Vec<usize> =
        places[from.min(places.len())..to.min(places.len())].iter().flatten().copied().collect();
    match (left.iter().min(), left.iter().max()) {
        (Some(first), Some(last)) if left.len() * 10 >= (to - from) * 7 => Followed::There(*first..last + 1),
        (Some(_), _) if left.len() * 10 >= to - from => Followed::Torn,
        _ => Followed::Gone,
    }
}
