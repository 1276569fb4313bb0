//! Drawing a long article: the first screens at once, the rest in slices.

use hearsay::{
    annotation::Kind,
    app::{ArticleView, Effect, Library, Message},
};

use super::Person;

const LENGTH: usize = 900;

/// 900 paragraphs, every third with a claim and a quote that overlap; read in from a file.
fn long() -> Person {
    let mut writer = Person::new();
    writer.checks = false;
    let text: String = (0..LENGTH)
        .map(|n| format!("Paragraph {n} says “this is so” and goes on for a while.\n\n"))
        .collect();
    writer.paste(&text);
    for n in (0..LENGTH).step_by(3) {
        let words = format!("Paragraph {n} says “this is so”");
        writer.claim(&words);
        let range = writer.find(&words, 0);
        let quote = hearsay::text::TextRange::new(writer.find(&format!("{n} says"), 0).start(), range.end());
        writer.drag(quote, false);
        writer.act(|stamp| Message::Mark(Kind::Quote, stamp));
        writer.say(Message::Escape);
    }
    read_by_another(&writer)
}

/// Somebody opens what was written, and nothing more than the first frame is drawn.
fn read_by_another(writer: &Person) -> Person {
    let mut reader = Person::new();
    reader.shelf = writer.shelf.clone();
    (reader.checks, reader.draws) = (false, false);
    reader.open();
    reader
}

fn marked_blocks(view: &ArticleView) -> usize {
    let blocks = view.sections().iter().flat_map(|section| &section.blocks);
    blocks.filter(|block| block.pieces.iter().any(|piece| piece.mark.is_some())).count()
}

#[test]
fn a_long_article_is_drawn_in_slices_and_ends_as_if_drawn_at_once() {
    let mut person = long();
    assert!(!person.desk().view.is_drawn());
    assert!(person.effects.contains(&Effect::DrawMoreSoon));
    let text: String = person
        .desk()
        .view
        .sections()
        .iter()
        .flat_map(|s| &s.blocks)
        .flat_map(|b| &b.pieces)
        .map(|p| &*p.text)
        .collect();
    assert!(text.contains("Paragraph 899"), "all words are there from the start");
    let mut slices = 0;
    while !person.desk().view.is_drawn() {
        person.say(Message::DrawMore);
        slices += 1;
        assert_eq!(person.effects.contains(&Effect::DrawMoreSoon), !person.desk().view.is_drawn());
    }
    assert!(slices > 1, "{slices}");
    assert_eq!(marked_blocks(&person.desk().view), LENGTH / 3);
    person.say(Message::DrawMore);
    assert!(person.effects.is_empty(), "nothing more to draw");
}

#[test]
fn a_book_comes_into_the_page_in_slices_and_what_is_looked_at_is_there_at_once() {
    const BLOCKS: usize = 20_000;
    let mut writer = Person::new();
    writer.checks = false;
    let text: String = (0..BLOCKS).map(|n| format!("Paragraph {n} of a book.\n\n")).collect();
    writer.paste(&text);
    writer.claim("Paragraph 15000 of");
    let mut person = read_by_another(&writer);
    let there = |person: &Person| person.desk().view.sections().iter().map(|s| s.blocks.len()).sum::<usize>();
    let first = there(&person);
    assert!((500..2_000).contains(&first), "{first} blocks with the first frame");
    let mut most = 0;
    for _ in 0..5 {
        let before = there(&person);
        person.say(Message::DrawMore);
        most = most.max(there(&person) - before);
        assert!(person.effects.contains(&Effect::DrawMoreSoon));
    }
    assert!((1..1_000).contains(&most), "{most} blocks in a slice");
    let id = *person.document().annotations.keys().next().expect("an annotation");
    person.say(Message::Focus(id));
    let block = person.document().article.text.block_at(person.annotation(id).target.start());
    let view = person.desk().view.block(block).expect("there at once");
    assert!(view.pieces.iter().any(|piece| piece.mark.is_some()));
    while !person.desk().view.is_drawn() {
        person.say(Message::DrawMore);
    }
    assert_eq!(there(&person), BLOCKS);
}

#[test]
fn what_is_looked_at_is_drawn_at_once() {
    let mut person = long();
    let last = person.document().in_reading_order().last().map(|a| a.id).expect("an annotation");
    person.say(Message::Focus(last));
    assert!(!person.desk().view.is_drawn());
    let block = person.document().article.text.block_at(person.annotation(last).target.start());
    let view = person.desk().view.block(block).expect("a block");
    assert!(view.pieces.iter().any(|piece| piece.mark.as_ref().is_some_and(|mark| mark.focused.is_some())));
}

#[test]
fn marking_where_nothing_is_drawn_yet_shows_the_mark() {
    let mut person = long();
    person.claim("Paragraph 898");
    person.undo();
    person.redo();
    person.draws = true;
    person.say(Message::DrawMore);
    assert!(person.desk().view.is_drawn());
}

#[test]
fn making_an_annotation_draws_its_blocks_and_no_other() {
    let mut person = long();
    person.draws = true;
    person.say(Message::DrawMore);
    let before: Vec<_> = (0..LENGTH).map(|n| person.desk().view.block(n).cloned()).collect();
    let sections: Vec<_> = person.desk().view.sections().to_vec();
    person.claim("Paragraph 100");
    let changed = |n: &usize| {
        let (before, now) = (before[*n].as_ref(), person.desk().view.block(*n));
        !before.zip(now).is_some_and(|(a, b)| std::rc::Rc::ptr_eq(a, b))
    };
    assert_eq!((0..LENGTH).filter(changed).collect::<Vec<_>>(), [100]);
    let anew = sections.iter().zip(person.desk().view.sections()).filter(|(a, b)| !std::rc::Rc::ptr_eq(a, b));
    assert_eq!(anew.count(), 1);
}

#[test]
fn an_answer_to_an_older_article_draws_the_new_one() {
    let mut person = long();
    person.library(Library::AddSample);
    person.say(Message::DrawMore);
    assert!(person.desk().view.is_drawn());
}
