//! Writing JSON: indented, fields in the order they are given, small objects on one line.

/// A JSON text in the making.
///
/// The caller sees to it that a field is named in an object and nowhere else.
pub(in crate::format) struct Writer {
    out: String,
    depth: usize,
    /// Whether the object or list that is open stands on one line.
    in_line: bool,
    /// Whether the next value is the first of its object or list.
    first: bool,
    /// Whether the name of a field was just written, so that its value follows on the line.
    named: bool,
}

impl Writer {
    pub(in crate::format) fn new() -> Self {
        Self { out: String::new(), depth: 0, in_line: false, first: true, named: false }
    }

    /// The text, which ends with a line break.
    pub(in crate::format) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// An object, each field on a line of its own.
    pub(in crate::format) fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.enclose("{", "}", self.in_line, fields);
    }

    /// An object on one line with all it holds.
    pub(in crate::format) fn object_in_line(&mut self, fields: impl FnOnce(&mut Self)) {
        self.enclose("{ ", " }", true, fields);
    }

    /// A list, each item on a line of its own.
    pub(in crate::format) fn list(&mut self, items: impl FnOnce(&mut Self)) {
        self.enclose("[", "]", self.in_line, items);
    }

    /// A list on one line with all it holds.
    pub(in crate::format) fn list_in_line(&mut self, items: impl FnOnce(&mut Self)) {
        self.enclose("[", "]", true, items);
    }

    /// The name of a field; its value comes next.
    pub(in crate::format) fn name(&mut self, name: &str) -> &mut Self {
        self.begin();
        self.quote(name);
        self.out.push_str(": ");
        self.named = true;
        self
    }

    /// A string.
    pub(in crate::format) fn text(&mut self, text: &str) {
        self.begin();
        self.quote(text);
    }

    /// A whole number.
    pub(in crate::format) fn number(&mut self, number: u32) {
        self.begin();
        self.out.push_str(&number.to_string());
    }

    /// `true` or `false`.
    pub(in crate::format) fn truth(&mut self, truth: bool) {
        self.begin();
        self.out.push_str(if truth { "true" } else { "false" });
    }

    /// A field that is left out when there is nothing to say.
    pub(in crate::format) fn optional(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.name(name).text(text);
        }
    }

    fn enclose(&mut self, open: &str, close: &str, in_line: bool, body: impl FnOnce(&mut Self)) {
        self.begin();
        self.out.push_str(open);
        let outside = std::mem::replace(&mut self.in_line, in_line);
        self.depth += 1;
        self.first = true;
        body(self);
        self.depth -= 1;
        if !self.first && !self.in_line {
            self.new_line();
        }
        self.in_line = outside;
        self.out.push_str(close);
        self.first = false;
    }

    /// What stands between the value before and the one to come.
    fn begin(&mut self) {
        if std::mem::take(&mut self.named) {
            return;
        }
        let first = std::mem::take(&mut self.first);
        if !first {
            self.out.push_str(if self.in_line { ", " } else { "," });
        }
        if !self.in_line && self.depth > 0 {
            self.new_line();
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
    }

    fn quote(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(|c| c < ' ' || c == '"' || c == '\\') {
            let (plain, escaped) = rest.split_at(at);
            self.out.push_str(plain);
            let mut chars = escaped.chars();
            match chars.next() {
                Some('\n') => self.out.push_str("\\n"),
                Some('\r') => self.out.push_str("\\r"),
                Some('\t') => self.out.push_str("\\t"),
                Some(c @ ('"' | '\\')) => self.out.extend(['\\', c]),
                Some(c) => self.out.push_str(&format!("\\u{:04x}", u32::from(c))),
                None => {}
            }
            rest = chars.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_things_stand_on_one_line() {
        let mut w = Writer::new();
        w.object(|w| {
            w.name("title").text("A \"b\"\n\u{1}");
            w.name("target").list(|w| w.object_in_line(|w| w.name("start").number(3)));
            w.name("tags").list_in_line(|w| {
                w.text("a");
                w.text("b");
            });
            w.name("none").list(|_| ());
        });
        let expected = r#"{
  "title": "A \"b\"\n\u0001",
  "target": [
    { "start": 3 }
  ],
  "tags": ["a", "b"],
  "none": []
}
"#;
        assert_eq!(w.finish(), expected);
    }

    proptest! {
        #[test]
        fn any_string_is_read_back_by_another_reader(text: String) {
            let mut w = Writer::new();
            w.text(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&w.finish()).expect("JSON"), text);
        }
    }
}
