//! Any depth, any crossing: everything that is marked can be seen and reached.

use std::collections::BTreeSet;

use hearsay::{
    annotation::Kind,
    app::{Message, Tab},
    record::AnnotationId,
    text::{TextRange, TextSize},
};
use proptest::{prelude::*, sample::Index};

use super::{NEWS, Person};

fn marks() -> impl Strategy<Value = Vec<(Index, usize, Kind)>> {
    let kind = prop::sample::select(&Kind::ALL[..]);
    prop::collection::vec((any::<Index>(), 1..120usize, kind), 1..14)
}

/// A person who marked these stretches, as far as they are words that can be marked.
fn marked(marks: Vec<(Index, usize, Kind)>) -> Person {
    let mut person = Person::new();
    person.paste(NEWS);
    let text = person.document().article.text.as_str().to_owned();
    // Few places to begin, so that many lie over one another and some on exactly the same words.
    let starts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at + 1).step_by(4).collect();
    for (at, length, kind) in marks {
        let start = starts[at.index(starts.len())];
        let end = text.ceil_char_boundary(start + length);
        let size = |at: usize| TextSize::new(u32::try_from(at).unwrap());
        person.drag(TextRange::new(size(start), size(end)), false);
        person.act(|stamp| Message::Mark(kind, stamp));
        person.say(Message::Escape);
    }
    person.say(Message::Tab(Tab::Annotations));
    person
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_piece_carries_exactly_what_lies_on_it(marks in marks()) {
        let person = marked(marks);
        let desk = person.desk();
        for block in desk.view.sections().iter().flat_map(|section| &section.blocks) {
            for piece in &block.pieces {
                let here = TextRange::at(piece.start, TextSize::of(&*piece.text));
                let on = desk.document.annotations.values().filter(|a| a.target.touches(here));
                let expected: BTreeSet<AnnotationId> = on.map(|a| a.id).collect();
                let ids = piece.mark.as_ref().map_or("", |mark| &mark.ids);
                let carried: BTreeSet<AnnotationId> = ids.split_whitespace().map(|id| id.parse().unwrap()).collect();
                prop_assert_eq!(carried.len(), ids.split_whitespace().count(), "none twice");
                prop_assert_eq!(carried, expected, "{:?}", piece.text);
            }
        }
    }

    #[test]
    fn every_annotation_is_reached_by_key_and_from_the_list_of_what_lies_there(marks in marks()) {
        let mut person = marked(marks);
        let all: BTreeSet<AnnotationId> = person.document().annotations.keys().copied().collect();
        // From the top: nothing is looked at, and nothing is read by key.
        for _ in 0..3 {
            person.say(Message::Escape);
        }
        let mut walked = BTreeSet::new();
        while person.say_and_look(Message::FocusNext { back: false }).is_some_and(|id| walked.insert(id)) {}
        prop_assert_eq!(&walked, &all, "the next one, and the next");
        for id in &all {
            person.say(Message::Focus(*id));
            let under = person.desk().pile_size();
            person.say(Message::Pile);
            let listed: BTreeSet<AnnotationId> = match person.desk().pile_rows() {
                Some((rows, _)) => rows.into_iter().map(|row| row.id).collect(),
                None => person.desk().focus.into_iter().collect(),
            };
            prop_assert!(listed.contains(id));
            prop_assert_eq!(listed.len(), under, "as many are listed as are counted");
            for (line, other) in person.desk().pile_rows().unwrap_or_default().0.into_iter().enumerate() {
                person.say(Message::Focus(*id));
                person.say(Message::Pile);
                person.say(Message::PileTake(Some(line)));
                prop_assert_eq!(person.desk().focus, Some(other.id));
            }
            person.say(Message::Escape);
        }
    }

    #[test]
    fn clicks_on_one_place_go_through_everything_that_lies_there(marks in marks()) {
        let mut person = marked(marks);
        let pieces: Vec<String> = person.desk().view.sections().iter().flat_map(|section| &section.blocks)
            .flat_map(|block| &block.pieces).filter_map(|piece| piece.mark.as_ref()).map(|mark| mark.ids.to_string()).collect();
        for ids in pieces {
            let ids: Vec<AnnotationId> = ids.split_whitespace().map(|id| id.parse().unwrap()).collect();
            let mut clicked = BTreeSet::new();
            for _ in &ids {
                let stamp = person.stamp();
                clicked.extend(person.say_and_look(Message::Click(ids.clone(), stamp)));
            }
            prop_assert_eq!(clicked, ids.into_iter().collect::<BTreeSet<_>>());
        }
    }
}

impl Person {
    /// What is looked at after a message.
    fn say_and_look(&mut self, message: Message) -> Option<AnnotationId> {
        self.say(message);
        self.desk().focus
    }
}
