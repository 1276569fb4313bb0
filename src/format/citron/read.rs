//! Citron’s JSON to documents, or, where it came without the text, to loose quotes.

mod loose;

use std::collections::HashMap;

use crate::{
    annotation::{Attribution, SourceKind, Target, UNMARKED},
    article::{About, FrozenText},
    format::{
        Remark, Taken, Unreadable,
        agreement::{Agreement, agreement},
        archive, json,
        left::Left,
        making::{Described, Ids, Making, freeze, is_pronoun},
        object::{self, Item, Unit},
        unreadable,
    },
    record::{AnnotationId, SourceId, Stamp},
    text::TextRange,
};

/// Reads a file of Citron’s, a list of such objects, or a zip archive of such files; `name` is
/// that of the file.
///
/// What Citron’s extractor answers has no text: its quotes come as [`Taken::loose`].
///
/// # Errors
/// When it is no such file as a whole; never because of an item in it.
pub fn read(bytes: &[u8], name: &str, stamp: Stamp) -> Result<Taken, Unreadable> {
    let mut taken = Taken::default();
    let mut making = (Ids::new(stamp), Left::default());
    if !archive::is_archive(bytes) {
        file(bytes, name, "", &mut making, &mut taken)?;
        taken.remarks.extend(making.1.remark());
        return Ok(taken);
    }
    for (name, content) in archive::unpack(bytes)? {
        let read = match &content {
            Some(content) => file(content, &name, &format!("{name}, "), &mut making, &mut taken),
            None => Err(Unreadable::BadArchive),
        };
        if let Err(error) = read {
            taken.remarks.push(Remark { place: name, refused: true, why: error.to_string() });
        }
    }
    taken.remarks.extend(making.1.remark());
    Ok(taken)
}

/// What a file of Citron’s holds, for the message that says it does not.
const EXPECTED: &str = "quotes as Citron writes them";

/// What goes from object to object: the ids, and the fields that were left behind.
type Going = (Ids, Left);

fn file(
    bytes: &[u8],
    name: &str,
    prefix: &str,
    going: &mut Going,
    taken: &mut Taken,
) -> Result<(), Unreadable> {
    let sources = object::items(unreadable::decode(bytes)?, EXPECTED)?;
    let ours = |source: &&str| Item::of(source).is_ok_and(|item| item.has("quotes"));
    if !sources.is_empty() && !sources.iter().any(ours) {
        return Err(Unreadable::OtherForm { expected: EXPECTED });
    }
    let several = sources.len() > 1;
    for (n, source) in sources.into_iter().enumerate() {
        let place = if several { format!("{prefix}document {}, ", n + 1) } else { prefix.to_owned() };
        if let Err(why) = document(source, &place, name, going, taken) {
            let place = place.trim_end_matches(", ").to_owned();
            let place = if place.is_empty() { name.to_owned() } else { place };
            taken.remarks.push(Remark { place, refused: true, why });
        }
    }
    Ok(())
}

fn document(
    source: &str,
    place: &str,
    name: &str,
    (ids, left): &mut Going,
    taken: &mut Taken,
) -> Result<(), String> {
    let item = Item::of(source)?;
    if !item.has("text") {
        loose::loose(&item, place, name, (ids, left), taken);
        return Ok(());
    }
    let text = freeze(item.text("text").ok_or("Its text cannot be read.")?);
    let text = text.map_err(|_| "There is nothing in its text.")?;
    let title = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let title = title.rsplit_once('.').map_or(title, |(stem, _)| stem).to_owned();
    let about = About { title, ..About::default() };
    let mut reading = Reading::new(Making::new(text, about, "", name, ids), left, &mut taken.remarks);
    reading.all(&item, place);
    let making = reading.making;
    let place = place.trim_end_matches(", ");
    let document = making.finish(if place.is_empty() { name } else { place }, &mut taken.remarks);
    taken.documents.push(document);
    Ok(())
}

struct Reading<'m, 'r> {
    making: Making<'m>,
    left: &'r mut Left,
    remarks: &'r mut Vec<Remark>,
    mentions: HashMap<Target, AnnotationId>,
    quotes: HashMap<Target, AnnotationId>,
    /// The entry of the register of spans in a group.
    grouped: HashMap<TextRange, SourceId>,
}

impl<'m, 'r> Reading<'m, 'r> {
    fn new(making: Making<'m>, left: &'r mut Left, remarks: &'r mut Vec<Remark>) -> Self {
        let (mentions, quotes, grouped) = Default::default();
        Self { making, left, remarks, mentions, quotes, grouped }
    }

    fn all(&mut self, item: &Item<'_>, place: &str) {
        let groups = self.parts(item, "coreference_groups", place);
        let quotes = self.parts(item, "quotes", place);
        self.left.of("a document", item);
        let groups: Vec<_> = (1..).zip(groups).map(|(n, source)| self.group(n, source, place)).collect();
        for (n, source) in (1..).zip(quotes) {
            let place = format!("{place}quote {n}");
            if let Err(why) = self.quote(source, &place) {
                self.remarks.push(Remark { place, refused: true, why });
            }
        }
        // What is left of the groups: mentions that no quote uses.
        let used: std::collections::HashSet<TextRange> =
            self.mentions.keys().flat_map(|target| target.ranges().iter().copied()).collect();
        for range in groups.into_iter().flatten().filter(|range| !used.contains(range)) {
            self.mention(range.into());
        }
    }

    /// Gives the spans of a group one entry of the register: the longest name that is no pronoun.
    fn group(&mut self, n: usize, source: &str, place: &str) -> Vec<TextRange> {
        let place = format!("{place}coreference group {n}");
        let Ok(parts) = json::parts(source) else {
            let why = "It is not a list of spans.".to_owned();
            self.remarks.push(Remark { place, refused: true, why });
            return Vec::new();
        };
        let mut ranges = Vec::new();
        let mut best = String::new();
        let mut known = None;
        for part in parts {
            match span(part, self.making.text(), self.left) {
                Ok(range) => {
                    let name = self.making.name_at(&range.into());
                    let better = (!is_pronoun(&name), name.chars().count());
                    if best.is_empty() || better > (!is_pronoun(&best), best.chars().count()) {
                        best = name;
                    }
                    known = known.or(self.grouped.get(&range).copied());
                    ranges.push(range);
                }
                Err(why) => self.remarks.push(Remark { place: place.clone(), refused: true, why }),
            }
        }
        if !ranges.is_empty() {
            let entry =
                known.unwrap_or_else(|| self.making.new_source(Described::named(&best, SourceKind::Person)));
            for range in &ranges {
                self.grouped.insert(*range, entry);
            }
        }
        ranges
    }

    fn quote(&mut self, source: &str, place: &str) -> Result<(), String> {
        let quote = Item::of(source)?;
        let contents = self.spans(&quote, "contents", place);
        let contents = Target::new(contents).map_err(|_| "It has no contents.")?;
        let cue = match quote.raw("cue") {
            None | Some("null") => None,
            Some(cue) => match span(cue, self.making.text(), self.left) {
                Ok(cue) => Some(cue.into()),
                Err(why) => {
                    let why = format!("Its cue cannot be used: {why} It goes without.");
                    self.remarks.push(Remark { place: place.to_owned(), refused: false, why });
                    None
                }
            },
        };
        let sources = self.spans(&quote, "sources", place);
        // What they stand for elsewhere in the text.
        let elsewhere = self.spans(&quote, "coreferences", place);
        self.left.of("a quote", &quote);
        let mention = Target::new(sources).ok().map(|target| self.mention(target));
        let source = match mention.and_then(|mention| self.making.source_of(mention)) {
            Some(source) => source,
            None => {
                let why = format!("It has no source; it was given the entry “{UNMARKED}” of the register.");
                self.remarks.push(Remark { place: place.to_owned(), refused: false, why });
                self.making.source(Described::named(UNMARKED, SourceKind::Person))
            }
        };
        for range in elsewhere {
            self.grouped.entry(range).or_insert(source);
            self.mention(range.into());
        }
        let content = match self.quotes.get(&contents) {
            Some(content) => *content,
            None => {
                let content = self.making.quote(contents.clone());
                self.quotes.insert(contents, content);
                content
            }
        };
        let id = self.making.attribution_id();
        self.making.attribute(content, Attribution { id, source, mention, cue, via: Vec::new() });
        Ok(())
    }

    /// The mention at this place; a new one if there is none.
    fn mention(&mut self, target: Target) -> AnnotationId {
        if let Some(mention) = self.mentions.get(&target) {
            return *mention;
        }
        let known = target.ranges().iter().find_map(|range| self.grouped.get(range).copied());
        let source = known.unwrap_or_else(|| {
            let name = self.making.name_at(&target);
            self.making.source_called(&name)
        });
        let mention = self.making.mention(target.clone(), source);
        self.mentions.insert(target, mention);
        mention
    }

    /// The parts of a list, which is told when it is none.
    fn parts<'a>(&mut self, item: &Item<'a>, field: &'static str, place: &str) -> Vec<&'a str> {
        let place = place.trim_end_matches(", ");
        let place = if place.is_empty() { "the file" } else { place };
        item.parts(field, &mut |why| {
            self.remarks.push(Remark { place: place.to_owned(), refused: false, why });
        })
    }

    fn spans(&mut self, quote: &Item<'_>, field: &'static str, place: &str) -> Vec<TextRange> {
        let mut spans = Vec::new();
        for (n, source) in (1..).zip(self.parts(quote, field, place)) {
            match span(source, self.making.text(), self.left) {
                Ok(range) => spans.push(range),
                Err(why) => {
                    let place = format!("{place}, {field} {n}");
                    self.remarks.push(Remark { place, refused: true, why });
                }
            }
        }
        spans
    }
}

fn span(source: &str, text: &FrozenText, left: &mut Left) -> Result<TextRange, String> {
    let span = Item::of(source)?;
    let ends = span.offset("start").zip(span.offset("end"));
    let range = object::range(text, ends.ok_or("Its offsets are no whole numbers from 0 on.")?, Unit::Chars)?;
    let words = span.words("text")?;
    left.of("a span", &span);
    match agreement(text.as_str(), &[range], &words) {
        Agreement::Whole => Ok(range),
        _ => Err("The words it gives are not those that stand there in the text.".to_owned()),
    }
}
