//! The grammar of JSON: one cursor over the text, which can read a value or skip over it.
//!
//! Skipping checks the grammar without recursion, so however deep a part is nested, the parts
//! beside it are read. It does not look into escapes: a string that is no text, such as one half
//! of a surrogate pair, is found when it is read. Reading may nest [`MAX_DEPTH`] levels.
//!
//! Why not `serde_json`, which does the same well: it does far more, and put in the place of this
//! file it added 12 kB (brotli) to the download. The tests hold this parser to it.

use std::borrow::Cow;

use super::{Fault, Fields, Node};

/// How deep a value may nest that is read. Our own files reach 22.
const MAX_DEPTH: usize = 64;

/// A cursor over JSON text.
pub(super) struct Parser<'a> {
    source: &'a str,
    at: usize,
}

type Read<T> = Result<T, Fault>;

impl<'a> Parser<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// How far it has come, in bytes; after a fault, where the fault is.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The one value that the whole text is.
    pub(super) fn whole<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let value = read(self)?;
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(Fault::Syntax("something follows after the end")),
        }
    }

    /// The next byte that is not blank, without taking it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let rest = self.source.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// Takes the next byte that is not blank, if it is this one.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Read<()> {
        if self.eat(byte) { Ok(()) } else { Err(Fault::Syntax(otherwise)) }
    }

    /// Reads what stands between `open` and `close`, item by item.
    fn items(&mut self, open: u8, close: u8, mut item: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        if !self.eat(open) {
            return Err(Fault::OtherForm);
        }
        if self.eat(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.eat(close) {
                return Ok(());
            }
            self.expect(b',', "a comma or the end of the list is missing")?;
        }
    }

    /// A list of whatever `value` reads.
    pub(super) fn list<T>(&mut self, mut value: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut items = Vec::new();
        self.items(b'[', b']', |parser| {
            items.push(value(parser)?);
            Ok(())
        })?;
        Ok(items)
    }

    /// An object of whatever `value` reads.
    pub(super) fn object<T>(&mut self, mut value: impl FnMut(&mut Self) -> Read<T>) -> Read<Fields<'a, T>> {
        let mut fields = Vec::new();
        self.items(b'{', b'}', |parser| {
            let name = parser.string()?;
            parser.expect(b':', "a colon is missing")?;
            fields.push((name, value(parser)?));
            Ok(())
        })?;
        Ok(Fields::new(fields))
    }

    /// A value, and everything in it.
    pub(super) fn value(&mut self, depth: usize) -> Read<Node<'a>> {
        if depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        match self.peek() {
            Some(b'{') => self.object(|parser| parser.value(depth + 1)).map(Node::Object),
            Some(b'[') => self.list(|parser| parser.value(depth + 1)).map(Node::List),
            Some(b'"') => self.string().map(Node::Text),
            _ => self.plain(),
        }
    }

    /// A number, or one of the three words.
    fn plain(&mut self) -> Read<Node<'a>> {
        let rest = self.source.get(self.at..).unwrap_or_default();
        for (word, node) in [("null", Node::Null), ("true", Node::Truth(true)), ("false", Node::Truth(false))]
        {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(node);
            }
        }
        let start = self.at;
        self.number()?;
        let written = self.source.get(start..self.at).unwrap_or_default();
        Ok(written.parse().map_or(Node::Number, Node::Whole))
    }

    fn number(&mut self) -> Read<()> {
        let minus = self.byte() == Some(b'-');
        self.at += usize::from(minus);
        match self.byte() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ if minus => return Err(Fault::Syntax("a digit is missing")),
            _ => return Err(Fault::Syntax("a value is missing")),
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Read<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Fault::Syntax("a digit is missing")) }
    }

    /// A value, without looking at what it says: the text it takes.
    pub(super) fn skip(&mut self) -> Read<&'a str> {
        self.peek();
        let start = self.at;
        let mut open: Vec<u8> = Vec::new();
        loop {
            // Here a value is due, or the end of what was opened just now.
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.at += 1;
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    if !self.eat(close) {
                        open.push(close);
                        self.skip_name(close)?;
                        continue;
                    }
                }
                Some(b'"') => self.skip_string()?,
                _ => {
                    self.plain()?;
                }
            }
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(self.source.get(start..self.at).unwrap_or_default());
                };
                if !self.eat(close) {
                    self.expect(b',', "a comma or the end of the list is missing")?;
                    self.skip_name(close)?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// In an object, the name of the field comes before the value.
    fn skip_name(&mut self, close: u8) -> Read<()> {
        if close == b'}' {
            self.peek();
            self.skip_string()?;
            self.expect(b':', "a colon is missing")?;
        }
        Ok(())
    }

    fn skip_string(&mut self) -> Read<()> {
        self.expect(b'"', "a string is missing")?;
        loop {
            match self.plain_run()? {
                b'"' => return Ok(()),
                _ => {
                    self.escape()?;
                }
            }
        }
    }

    /// A string, borrowed where it holds no escapes.
    pub(super) fn string(&mut self) -> Read<Cow<'a, str>> {
        self.expect(b'"', "a string is missing")?;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            let stop = self.plain_run()?;
            let run = self.source.get(start..self.at - 1).unwrap_or_default();
            match text.is_empty() {
                true => text = Cow::Borrowed(run),
                false => text.to_mut().push_str(run),
            }
            if stop == b'"' {
                return Ok(text);
            }
            let c = match self.escape()? {
                Escape::Char(c) => c,
                Escape::Unit(unit) => self.character(unit)?,
            };
            text.to_mut().push(c);
        }
    }

    /// Goes over plain characters, and takes the quotation mark or backslash after them.
    fn plain_run(&mut self) -> Read<u8> {
        let rest = self.source.as_bytes().get(self.at..).unwrap_or_default();
        let stops = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        let length = rest.iter().position(stops).unwrap_or(rest.len());
        self.at += length;
        match rest.get(length) {
            Some(stop @ (b'"' | b'\\')) => {
                self.at += 1;
                Ok(*stop)
            }
            Some(_) => Err(Fault::Syntax("a control character stands in a string")),
            None => Err(Fault::Syntax("a string does not end")),
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Read<Escape> {
        let byte = self.byte();
        self.at += usize::from(byte.is_some_and(|byte| byte.is_ascii()));
        Ok(Escape::Char(match byte {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => return self.unit().map(Escape::Unit),
            _ => return Err(Fault::Syntax("a backslash stands before the wrong character")),
        }))
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Read<u16> {
        let digits =
            self.source.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        self.at += if unit.is_some() { 4 } else { 0 };
        unit.ok_or(Fault::Syntax("four hexadecimal digits are missing"))
    }

    /// The character of this UTF-16 code unit, or of it and the one that must follow.
    fn character(&mut self, first: u16) -> Read<char> {
        const HALF: Fault = Fault::Syntax("half a surrogate pair is no character");
        if !(0xd800..0xe000).contains(&first) {
            return char::from_u32(first.into()).ok_or(HALF);
        }
        if self.source.get(self.at..self.at + 2) != Some("\\u") {
            return Err(HALF);
        }
        self.at += 2;
        let second = self.unit()?;
        char::decode_utf16([first, second]).next().and_then(Result::ok).ok_or(HALF)
    }
}

/// What an escape stands for.
enum Escape {
    Char(char),
    /// A UTF-16 code unit, which may be half a character.
    Unit(u16),
}
