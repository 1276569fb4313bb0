//! Tags that keep what an event of brat says and an attribution of Hearsay has no place for.
//!
//! The one idea: the tag is on the quote or claim, says which of its attributions it is about
//! (counted from 1), and has a form a person can read: `brat:1 trigger 113-119`. A tag that does
//! not fit (any more) means nothing and harms nothing.
//!
//! | tag | the event |
//! |---|---|
//! | `brat:1 trigger 113-119` | its trigger stood there, not on the cue; code points |
//! | `brat:1 event 12` | those with the same number were one event with several contents |
//! | `brat:1 role Content2` | it had the content in this role |
//! | `brat:1 type Attribution-no-source` | it had this type |
//! | `brat:1 cue Discuss` | its cue was a span of this type |
//! | `brat:no content` | it had no content; the words marked are those of the trigger |

use crate::text::{CharOffset, CharRange};

/// The tag of a quote that is none: its event had no content.
pub(super) const NO_CONTENT: &str = "brat:no content";

/// What tags keep of one attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Where the trigger stood; empty when it stood on the cue.
    pub(super) trigger: Vec<CharRange>,
    /// The number of the event, when it had several contents.
    pub(super) event: Option<u32>,
    /// The role of the content, when it was another than `Content`, or one of several.
    pub(super) role: Option<String>,
    /// The type of the event, when it does not follow from the attribution.
    pub(super) kind: Option<String>,
    /// The type of the cue, when it was no `Cue`.
    pub(super) cue: Option<String>,
}

impl Kept {
    /// The tags, for the attribution of this number.
    pub(super) fn tags(&self, attribution: usize) -> Vec<String> {
        let trigger = self.trigger.iter().map(|range| format!("{}-{}", range.start.0, range.end.0));
        let trigger = trigger.collect::<Vec<_>>().join(";");
        let fields = [
            ("trigger", Some(trigger).filter(|trigger| !trigger.is_empty())),
            ("event", self.event.map(|event| event.to_string())),
            ("role", self.role.clone()),
            ("type", self.kind.clone()),
            ("cue", self.cue.clone()),
        ];
        fields
            .into_iter()
            .filter_map(|(name, value)| Some(format!("brat:{attribution} {name} {}", value?)))
            .collect()
    }

    /// Takes a tag about the attribution of this number in; whether it was one.
    pub(super) fn take(&mut self, tag: &str, attribution: usize) -> bool {
        let fields = || {
            let (number, rest) = tag.strip_prefix("brat:")?.split_once(' ')?;
            let (name, value) = rest.split_once(' ')?;
            (number.parse() == Ok(attribution)).then_some((name, value))
        };
        match fields() {
            Some(("trigger", value)) => match value.split(';').map(range).collect() {
                Some(trigger) => self.trigger = trigger,
                None => return false,
            },
            Some(("event", value)) => match value.parse() {
                Ok(event) => self.event = Some(event),
                Err(_) => return false,
            },
            Some(("role", value)) if is_name(value) => self.role = Some(value.to_owned()),
            Some(("type", value)) if is_name(value) => self.kind = Some(value.to_owned()),
            Some(("cue", value)) if is_name(value) => self.cue = Some(value.to_owned()),
            _ => return false,
        }
        true
    }
}

fn range(written: &str) -> Option<CharRange> {
    let (start, end) = written.split_once('-')?;
    let range = CharRange { start: CharOffset(start.parse().ok()?), end: CharOffset(end.parse().ok()?) };
    (range.start < range.end).then_some(range)
}

/// Whether brat takes this as the name of a type, a role or an attribute.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_say_what_they_keep_and_are_read_back() {
        let kept = Kept {
            trigger: vec![range("1-2").expect("a range"), range("5-9").expect("a range")],
            event: Some(12),
            role: Some("Content2".to_owned()),
            kind: Some("Attribution-no-source".to_owned()),
            cue: Some("Discuss".to_owned()),
        };
        let tags = kept.tags(3);
        assert_eq!(tags[0], "brat:3 trigger 1-2;5-9");
        let mut read = Kept::default();
        assert!(tags.iter().all(|tag| read.take(tag, 3)));
        assert!(!tags.iter().any(|tag| Kept::default().take(tag, 2)));
        assert_eq!(read, kept);
    }

    #[test]
    fn a_tag_of_another_form_means_nothing() {
        for tag in ["brat:1 trigger 4-2", "brat:1 role a b", "brat:1 event x", "brat:1", "fact", "brat:é "] {
            let mut kept = Kept::default();
            assert!(!kept.take(tag, 1), "{tag}");
            assert_eq!(kept, Kept::default(), "{tag}");
        }
    }
}
