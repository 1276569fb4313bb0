//! One line of an `.ann` file: its grammar and nothing else.
//!
//! As in brat’s reader: an id, a tab, what it is, and for spans and notes a tab and a text.

use crate::text::{CharOffset, CharRange};

/// What a line says. Everything is as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// `T1 Type 0 4;8 9 words`: a span.
    Span { id: &'a str, kind: &'a str, ranges: Vec<CharRange>, words: &'a str },
    /// `E1 Type:T1 Role:T2`: an event.
    Event { id: &'a str, kind: &'a str, trigger: &'a str, arguments: Vec<(&'a str, &'a str)> },
    /// `A1 Name T1 Value`: an attribute; the old `M` is the same without a value.
    Attribute { id: &'a str, name: &'a str, of: &'a str, value: &'a str },
    /// `#1 Type T1 text`: a note.
    Note { id: &'a str, kind: &'a str, of: &'a str, text: &'a str },
    /// A relation, an equivalence or a link to a database.
    Other { id: &'a str, what: &'static str },
}

/// Why a line is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no id in front.
    NoLine,
    /// Its offsets are no whole numbers from 0 on.
    Offsets,
    /// It ends before it starts.
    Reversed,
    /// Something is missing.
    Form,
}

impl Fault {
    /// The sentence for the person.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::NoLine => "It is no line of a brat file.",
            Self::Offsets => "Its offsets are no whole numbers from 0 on.",
            Self::Reversed => "It ends before it starts, or covers nothing.",
            Self::Form => "It is not written as brat writes it, or something is missing in it.",
        }
    }
}

/// Reads one line, given without its line break.
pub(super) fn line(line: &str) -> Result<Line<'_>, Fault> {
    let (id, rest) = line.split_once('\t').ok_or(Fault::NoLine)?;
    let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
    let number = id.get(1..).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    match (id.as_bytes().first(), number) {
        (Some(b'T'), Some(_)) => span(id, data, tail),
        (Some(b'E'), Some(_)) => event(id, data),
        (Some(b'A' | b'M'), Some(_)) => attribute(id, data),
        (Some(b'#'), Some(_)) => {
            let (kind, of) = data.split_once(' ').ok_or(Fault::Form)?;
            Ok(Line::Note { id, kind, of: of.trim(), text: tail })
        }
        (Some(b'R'), Some(_)) => Ok(Line::Other { id, what: "a relation" }),
        (Some(b'N'), Some(_)) => Ok(Line::Other { id, what: "a link to a database" }),
        (Some(b'*'), _) if id == "*" => Ok(Line::Other { id, what: "an equivalence" }),
        _ => Err(Fault::NoLine),
    }
}

fn span<'a>(id: &'a str, data: &'a str, words: &'a str) -> Result<Line<'a>, Fault> {
    let (kind, offsets) = data.split_once(' ').ok_or(Fault::Form)?;
    if kind.is_empty() {
        return Err(Fault::Form);
    }
    let ranges = offsets.split(';').map(range).collect::<Result<Vec<_>, _>>()?;
    Ok(Line::Span { id, kind, ranges, words })
}

fn range(offsets: &str) -> Result<CharRange, Fault> {
    let (start, end) = offsets.trim_end().split_once(' ').ok_or(Fault::Offsets)?;
    let offset = |digits: &str| digits.parse().map(CharOffset).map_err(|_| Fault::Offsets);
    let range = CharRange { start: offset(start)?, end: offset(end)? };
    if range.start < range.end { Ok(range) } else { Err(Fault::Reversed) }
}

fn event<'a>(id: &'a str, data: &'a str) -> Result<Line<'a>, Fault> {
    let mut words = data.split_whitespace();
    let (kind, trigger) = words.next().and_then(|word| word.split_once(':')).ok_or(Fault::Form)?;
    let arguments = words.map(|word| word.split_once(':').ok_or(Fault::Form)).collect::<Result<_, _>>()?;
    Ok(Line::Event { id, kind, trigger, arguments })
}

fn attribute<'a>(id: &'a str, data: &'a str) -> Result<Line<'a>, Fault> {
    let mut words = data.trim_end().splitn(3, ' ');
    let (Some(name), Some(of)) = (words.next(), words.next()) else { return Err(Fault::Form) };
    Ok(Line::Attribute { id, name, of, value: words.next().unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(start: u32, end: u32) -> CharRange {
        CharRange { start: CharOffset(start), end: CharOffset(end) }
    }

    #[test]
    fn lines_of_every_kind_are_read() {
        let check = |written: &str, expected: Result<Line<'_>, Fault>| {
            assert_eq!(line(written), expected, "{written}");
        };
        let span = |ranges, words| Ok(Line::Span { id: "T1", kind: "Cue", ranges, words });
        check("T1\tCue 0 4\tsaid", span(vec![chars(0, 4)], "said"));
        check("T1\tCue 0 4;8 9", span(vec![chars(0, 4), chars(8, 9)], ""));
        let arguments = vec![("Content", "T3"), ("Content2", "E1")];
        check(
            "E2\tAttribution:T9 Content:T3 Content2:E1 ",
            Ok(Line::Event { id: "E2", kind: "Attribution", trigger: "T9", arguments }),
        );
        check("A1\tVoice T2", Ok(Line::Attribute { id: "A1", name: "Voice", of: "T2", value: "" }));
        check("A1\tSure T2 L 1", Ok(Line::Attribute { id: "A1", name: "Sure", of: "T2", value: "L 1" }));
        check("#1\tTag T2\ta\tb", Ok(Line::Note { id: "#1", kind: "Tag", of: "T2", text: "a\tb" }));
        check("*\tEquiv T1 T2", Ok(Line::Other { id: "*", what: "an equivalence" }));
    }

    #[test]
    fn lines_that_are_none_are_told_apart() {
        let check = |written: &str, fault| assert_eq!(line(written), Err(fault), "{written}");
        check("", Fault::NoLine);
        check("no tab at all", Fault::NoLine);
        check("Tx\tCue 0 4\tsaid", Fault::NoLine);
        check("é\tCue", Fault::NoLine);
        check("T1\tCue", Fault::Form);
        check("T1\tCue 4\tsaid", Fault::Offsets);
        check("T1\tCue -4 2\tsaid", Fault::Offsets);
        check("T1\tCue 0 99999999999999999999\tsaid", Fault::Offsets);
        check("T1\tCue 4 4\t", Fault::Reversed);
        check("T1\tCue 9 4\t", Fault::Reversed);
        check("E1\tAttribution", Fault::Form);
        check("E1\tAttribution:T1 Content", Fault::Form);
        check("A1\tVoice", Fault::Form);
        check("#1\tNotes", Fault::Form);
    }
}
