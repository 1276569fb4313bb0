//! Any sequence of acts: undone whole it gives the first state, done again the last.

use std::collections::BTreeMap;

use hearsay::{
    annotation::{ClaimStatus, Kind, QuoteKind},
    app::{
        EvidenceField, Field, Filter, Library, Message, Mode, Only, Register, SourceField, Step, Together,
    },
    article::{Correction, Fact},
    text::{TextRange, TextSize, units::Unit},
};
use proptest::{prelude::*, sample::Index};

use super::Person;

/// Awkward to segment, on purpose: emoji, combining marks, right to left, a list, marks of all
/// sorts.
const TEXT: &str = "\
Ein Titel 👩\u{200d}🚒 mit e\u{301}tude

„Nein“, sagte Frau Rao. “We never knew,” said Rao, “and nobody asked.”

קודם כל, אמר רו\u{5b9}ן: «לא ידענו».

• 価格は下がった、と彼女は言った。
• Prices fell, according to Rao.

Rao said Rao said Rao said so.";

/// One thing a person does, with picks for whatever it needs.
#[derive(Clone, Copy, Debug)]
enum Act {
    Drag { from: Index, to: Index, exact: bool },
    Mark(Kind),
    Focus(Index),
    Next { back: bool },
    Under,
    Pile,
    PileTake(u8),
    Continue,
    Again,
    Sticky(Kind),
    Tick(Index),
    TagTicked,
    DeleteTicked,
    AttributeTicked,
    Merge(Index, Index),
    Split,
    MarkAll(Index),
    Evidence(u8),
    Edge { end: bool, back: bool },
    Caret { back: bool, extend: bool },
    Take,
    Escape,
    Attribute,
    PickerText(&'static str),
    Pick(u8),
    ClickMention(Index),
    Voice,
    Cue,
    ClearCue(Index),
    Unattribute(Index),
    AddPart,
    RemovePart(u8),
    Note(&'static str),
    Tags(u8),
    Restatement(&'static str),
    Become(Kind),
    Manner(u8),
    Status(u8),
    Source(Index),
    NewSource,
    OpenSource(Index),
    SourceName(Index, &'static str),
    SourceNote(Index, &'static str),
    Filter(u8),
    Retitle(u8),
    Delete,
    Undo(u8),
    Redo(u8),
    Wait,
    Reload,
}

fn act() -> impl Strategy<Value = Act> {
    use Act::*;
    let kind = || prop::sample::select(&Kind::ALL[..]);
    let index = any::<Index>;
    let words = || prop::sample::select(&["", "a", "ab", "Rao", "the ministry"][..]);
    let marking = prop_oneof![
        4 => (index(), index(), prop::bool::weighted(0.3)).prop_map(|(from, to, exact)| Drag { from, to, exact }),
        4 => kind().prop_map(Mark),
        1 => Just(AddPart),
        1 => Just(Cue),
    ];
    let looking = prop_oneof![
        3 => index().prop_map(Focus),
        1 => any::<bool>().prop_map(|back| Next { back }),
        1 => Just(Under),
        1 => Just(Pile),
        1 => (0..3u8).prop_map(PileTake),
        1 => kind().prop_map(Sticky),
        2 => index().prop_map(Tick),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(back, extend)| Caret { back, extend }),
        1 => Just(Take),
        1 => Just(Escape),
        1 => index().prop_map(OpenSource),
        1 => (0..5u8).prop_map(Filter),
        1 => Just(Wait),
    ];
    let attributing = prop_oneof![
        2 => Just(Attribute),
        1 => words().prop_map(PickerText),
        3 => (0..3u8).prop_map(Pick),
        2 => index().prop_map(ClickMention),
        1 => Just(Voice),
        2 => Just(Continue),
        1 => Just(Again),
        1 => Just(AttributeTicked),
        1 => index().prop_map(MarkAll),
        1 => index().prop_map(ClearCue),
        1 => index().prop_map(Unattribute),
    ];
    let changing = prop_oneof![
        2 => words().prop_map(Note),
        1 => (0..3u8).prop_map(Tags),
        1 => words().prop_map(Restatement),
        2 => kind().prop_map(Become),
        1 => (0..3u8).prop_map(Manner),
        1 => (0..5u8).prop_map(Status),
        1 => index().prop_map(Source),
        1 => Just(NewSource),
        1 => (index(), words()).prop_map(|(at, name)| SourceName(at, name)),
        1 => (index(), words()).prop_map(|(at, note)| SourceNote(at, note)),
        1 => (0..5u8).prop_map(RemovePart),
        1 => (0..3u8).prop_map(Retitle),
        2 => Just(Delete),
        1 => Just(TagTicked),
        1 => Just(DeleteTicked),
        1 => (index(), index()).prop_map(|(from, into)| Merge(from, into)),
        1 => Just(Split),
        1 => (0..3u8).prop_map(Evidence),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(end, back)| Edge { end, back }),
    ];
    let stepping = prop_oneof![
        3 => (1..4u8).prop_map(Undo),
        2 => (1..4u8).prop_map(Redo),
        1 => Just(Reload),
    ];
    prop_oneof![6 => marking, 2 => looking, 3 => attributing, 3 => changing, 2 => stepping]
}

/// One of what there is.
fn pick<K: Copy, V>(from: &BTreeMap<K, V>, at: Index) -> Option<K> {
    (!from.is_empty()).then(|| from.keys().copied().nth(at.index(from.len()))).flatten()
}

impl Person {
    fn set(&mut self, field: Field) {
        let stamp = self.quick_stamp();
        self.say(Message::Set(field, stamp));
    }

    fn perform_act(&mut self, act: Act) {
        self.wait(700);
        let stamp = self.quick_stamp();
        let attribution = |person: &Self, at: Index| {
            let attributions = person.desk().focused().map(|a| a.attributions()).unwrap_or_default();
            (!attributions.is_empty()).then(|| attributions[at.index(attributions.len())].id)
        };
        let message = match act {
            Act::Drag { from, to, exact } => {
                let text = self.document().article.text.as_str();
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let (from, to) = (bounds[from.index(bounds.len())], bounds[to.index(bounds.len())]);
                // Mostly a few words.
                let (from, to) = (from.min(to), from.max(to).min(text.ceil_char_boundary(from.min(to) + 60)));
                return self
                    .drag(TextRange::new(TextSize::new(from as u32), TextSize::new(to as u32)), exact);
            }
            Act::Mark(kind) => Message::Mark(kind, stamp),
            Act::Focus(at) => match pick(&self.document().annotations, at) {
                Some(id) => Message::Focus(id),
                None => return,
            },
            Act::Next { back } => Message::FocusNext { back },
            Act::Under => Message::FocusUnder,
            Act::Pile => Message::Pile,
            Act::PileTake(line) => Message::PileTake((line > 0).then(|| usize::from(line))),
            Act::Continue => Message::Continue(stamp),
            Act::Again => Message::Again(stamp),
            Act::Sticky(kind) => Message::Sticky(kind),
            Act::Tick(at) => match pick(&self.document().annotations, at) {
                Some(id) => Message::Together(Together::Choose(Some(id))),
                None => return,
            },
            Act::TagTicked => Message::Together(Together::Tag(vec!["together".into()], stamp)),
            Act::DeleteTicked => Message::Together(Together::Delete(stamp)),
            Act::AttributeTicked => Message::Together(Together::Attribute),
            Act::Merge(from, into) => {
                let sources = &self.document().sources;
                match (pick(sources, from), pick(sources, into)) {
                    (Some(from), Some(into)) => Message::Register(Register::Merge { from, into, stamp }),
                    _ => return,
                }
            }
            Act::Split => Message::Register(Register::Split(stamp)),
            Act::MarkAll(at) => match pick(&self.document().sources, at) {
                Some(id) => {
                    self.say(Message::Register(Register::FindMentions(id)));
                    Message::Register(Register::MarkMentions(stamp))
                }
                None => return,
            },
            Act::Evidence(n) => {
                self.set(Field::AddEvidence);
                self.set(Field::Evidence(n.into(), EvidenceField::Title("a register".into())));
                return self.set(Field::RemoveEvidence(usize::from(n) + 1));
            }
            Act::Edge { end, back } => {
                self.say(Message::PickEdge { end });
                let step = Step { unit: Unit::Word, back, extend: false };
                self.say(Message::MoveCaret { step, near: None });
                Message::SettleEdge(stamp)
            }
            Act::Caret { back, extend } => {
                Message::MoveCaret { step: Step { unit: Unit::Word, back, extend }, near: None }
            }
            Act::Take => Message::TakeUnit(Unit::Sentence),
            Act::Escape => Message::Escape,
            Act::Attribute => Message::Attribute,
            Act::PickerText(text) => Message::PickerText(text.into()),
            Act::Pick(line) => Message::Pick((line > 0).then(|| usize::from(line)), stamp),
            Act::ClickMention(at) => {
                let mentions: Vec<_> =
                    self.document().annotations.values().filter(|a| a.kind() == Kind::Source).collect();
                if mentions.is_empty() {
                    return;
                }
                Message::Click(vec![mentions[at.index(mentions.len())].id], stamp)
            }
            Act::Voice => Message::ToggleArticleVoice(stamp),
            Act::Cue => Message::Cue(stamp),
            Act::ClearCue(at) => match attribution(self, at) {
                Some(id) => Message::ClearCue(id, stamp),
                None => return,
            },
            Act::Unattribute(at) => match attribution(self, at) {
                Some(id) => Message::Unattribute(id, stamp),
                None => return,
            },
            Act::AddPart => Message::AddPart(stamp),
            Act::RemovePart(part) => Message::RemovePart(part.into(), stamp),
            Act::Note(note) => return self.set(Field::Note(note.into())),
            Act::Tags(n) => {
                return self.set(Field::Tags((0..n).map(|n| format!("tag {n}")).collect()));
            }
            Act::Restatement(words) => return self.set(Field::Restatement(words.into())),
            Act::Become(kind) => return self.set(Field::Kind(kind)),
            Act::Manner(n) => return self.set(Field::Manner(QuoteKind::ALL[usize::from(n)])),
            Act::Status(n) => return self.set(Field::Status(ClaimStatus::ALL[usize::from(n)])),
            Act::Source(at) => match pick(&self.document().sources, at) {
                Some(id) => return self.set(Field::Source(id)),
                None => return,
            },
            Act::NewSource => return self.set(Field::NewSource),
            Act::OpenSource(at) => Message::OpenSource(pick(&self.document().sources, at)),
            Act::SourceName(at, name) => match pick(&self.document().sources, at) {
                Some(id) => Message::SetSource(id, SourceField::Name(name.into()), stamp),
                None => return,
            },
            Act::SourceNote(at, note) => match pick(&self.document().sources, at) {
                Some(id) => Message::SetSource(id, SourceField::Note(note.into()), stamp),
                None => return,
            },
            Act::Filter(n) => Message::Filter(match n {
                0 => Filter::only(Only::Open),
                1 => Filter::only(Only::ArticleVoice),
                2 => Filter::kind(Kind::Quote),
                _ => Filter::default(),
            }),
            Act::Retitle(n) => Message::Library(Library::Correct(
                self.article(),
                Correction::Words(Fact::Title, format!("Title {n}")),
                stamp,
            )),
            Act::Delete => Message::Delete(stamp),
            Act::Undo(times) => return (0..times).for_each(|_| self.undo()),
            Act::Redo(times) => return (0..times).for_each(|_| self.redo()),
            Act::Wait => return self.wait(10_000),
            Act::Reload => return self.reload(),
        };
        self.say(message);
    }

    /// Everything but when it last changed: taking back is a change too.
    fn content(&self) -> hearsay::annotation::Document {
        let mut document = self.document().clone();
        std::rc::Rc::make_mut(&mut document.article).modified = hearsay::record::Timestamp::from_millis(0);
        document
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_a_backup_of_it_brings_back_with_its_history(
        acts in prop::collection::vec(act(), 1..60),
    ) {
        let mut here = Person::new();
        let id = here.paste(TEXT);
        for act in acts {
            here.perform_act(act);
        }
        let file = here.back_up();
        let mut there = Person::new();
        there.restore(file);
        let (ours, theirs) = (here.shelf.load(id).expect("here"), there.shelf.load(id).expect("there"));
        prop_assert_eq!(&theirs.document, &ours.document);
        prop_assert_eq!((&theirs.edits, theirs.done), (&ours.edits, ours.done));
        prop_assert_eq!(there.shelf.open().entries, here.shelf.open().entries);
    }

    #[test]
    fn any_acts_undone_whole_give_the_first_state_and_done_again_the_last(
        acts in prop::collection::vec(act(), 1..60),
    ) {
        let mut person = Person::new();
        person.paste(TEXT);
        let first = person.content();
        for act in acts {
            person.perform_act(act);
        }
        while person.desk().history.redoable().is_some() {
            person.redo();
        }
        let last = person.content();
        while person.desk().history.undoable().is_some() {
            person.undo();
        }
        prop_assert_eq!(person.content(), first);
        prop_assert_eq!(&person.desk().mode, &Mode::Reading);
        while person.desk().history.redoable().is_some() {
            person.redo();
        }
        prop_assert_eq!(person.content(), last);
    }
}
