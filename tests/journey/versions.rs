//! Versions of an article: made, switched, compared, and what a person decides about strays.

use hearsay::{
    anchoring::{Difference, Piece},
    annotation::{Fate, Stray},
    app::{Effect, Library, Load, Message, Offer, StrayRow, Tab, Transfer, Versions, series, together},
    record::{AnnotationId, ArticleId, Stamp},
};

use super::{NEWS, Person, reader};

/// [`NEWS`] as its editor updated it: a new lead, a paragraph moved up, a name and a number
/// changed, a sentence cut.
const UPDATE: &str = "\
Prices fall further

Prices fell further in June, the ministry said on Friday.

Anna Rao, who runs the mill, said prices would rise. According to Rao, nobody knew.

Prices fell sharply in May, Brett McGurk said on Sunday.

“We never knew,” McGurk told reporters, “and nobody asked.”";

impl Person {
    #[track_caller]
    fn versions(&mut self, message: impl FnOnce(Stamp) -> Versions) {
        self.act(|stamp| Message::Versions(message(stamp)));
    }

    /// Pastes a text into the form that updates the article on the desk.
    #[track_caller]
    fn update_text(&mut self, text: &str) -> ArticleId {
        self.say(Message::Versions(Versions::UpdateForm));
        self.say(Message::Library(Library::AddText(text.to_owned())));
        self.library(Library::Add);
        self.article()
    }

    /// Every stray: what became of it, its words, and what is proposed.
    fn strays(&self) -> Vec<String> {
        let text = &self.document().article.text;
        let line = |stray: &Stray| {
            let proposed = stray.fate.proposed().map(|target| {
                target.ranges().iter().map(|range| text.slice(*range)).collect::<Vec<_>>().join(" … ")
            });
            let words = stray.words();
            match (&stray.fate, proposed) {
                (Fate::Moved(_), Some(new)) if new == words => format!("moved {words}"),
                (Fate::Reworded(_), Some(new)) => format!("{words} → {new}"),
                (Fate::Gone, None) => format!("gone {words}"),
                (Fate::Kept, None) => format!("kept {words}"),
                other => panic!("{other:?}"),
            }
        };
        self.document().strays.values().map(|stray| line(stray)).collect()
    }

    #[track_caller]
    fn stray(&self, words: &str) -> AnnotationId {
        let found = self.document().strays.values().find(|stray| stray.words() == words);
        found.unwrap_or_else(|| panic!("no {words:?} in {:?}", self.strays())).id
    }

    #[track_caller]
    fn look(&mut self, words: &str) {
        let id = self.stray(words);
        self.say(Message::Versions(Versions::Look(Some(id))));
        assert_eq!(self.desk().stray, Some(id));
    }

    /// The words of the stray that is looked at.
    fn looked_at(&self) -> Option<String> {
        Some(self.document().strays.get(&self.desk().stray?)?.words())
    }
}

/// A person with a good deal marked in [`NEWS`], which was then updated.
fn updated() -> (Person, ArticleId, ArticleId) {
    let mut person = reader();
    let old = person.article();
    person.source("Anna Rao");
    person.claim("prices would rise");
    person.claim("fell sharply in May");
    person.quote("We never knew");
    person.claim("Brett McGurk said on Monday");
    person.claim("The mill closed in June");
    let new = person.update_text(UPDATE);
    (person, old, new)
}

const STRAYS: [&str; 4] = [
    "moved Anna Rao",
    "moved prices would rise",
    "Brett McGurk said on Monday → Brett McGurk said on Sunday",
    "gone The mill closed in June",
];

#[test]
fn what_stands_where_it_stood_is_attached_and_the_rest_is_for_a_person() {
    let (person, old, new) = updated();
    assert_ne!(old, new);
    assert_eq!(person.marks(), ["claim fell sharply in May", "quote “We never knew,” direct"]);
    assert_eq!(person.strays(), STRAYS);
    assert_eq!(person.document().article.about.previous, Some(old));
    assert_eq!(person.document().article.about.title, "Prices fall further");
    assert_eq!(person.desk().margin.tab, Tab::Changes, "they are shown");
    assert_eq!(person.notice(), "A new version. 4 of 6 annotations are for you to look at.");
}

#[test]
fn the_old_version_stays_as_it_was() {
    let (mut person, old, new) = updated();
    person.library(|stamp| Library::Open(old, stamp));
    assert_eq!(person.document().article.text.as_str(), NEWS);
    assert_eq!(person.marks().len(), 6);
    assert!(person.strays().is_empty());
    person.library(|stamp| Library::Open(new, stamp));
    assert_eq!(person.strays(), STRAYS);
    person.reload();
    assert_eq!(person.strays(), STRAYS, "strays are stored");
    let ids: Vec<_> = series(&person.state, old).iter().map(|entry| entry.id).collect();
    assert_eq!(ids, [old, new]);
}

#[test]
fn a_proposal_is_accepted_and_that_can_be_undone() {
    let (mut person, ..) = updated();
    person.look("Brett McGurk said on Monday");
    person.versions(Versions::Accept);
    assert!(person.marks().contains(&"claim Brett McGurk said on Sunday".to_owned()), "{:?}", person.marks());
    assert_eq!(person.strays().len(), 3);
    assert_eq!(person.looked_at().as_deref(), Some("The mill closed in June"), "the next one is looked at");
    person.undo();
    assert_eq!(person.strays(), STRAYS);
    assert_eq!(person.looked_at().as_deref(), Some("Brett McGurk said on Monday"));
    person.redo();
    assert_eq!(person.strays().len(), 3);
    person.reload();
    assert_eq!(person.strays().len(), 3);
}

#[test]
fn all_that_moved_is_accepted_at_once_and_taken_back_at_once() {
    let (mut person, ..) = updated();
    person.versions(Versions::AcceptMoved);
    assert_eq!(person.strays(), STRAYS[2..]);
    assert_eq!(person.marks().len(), 4);
    assert_eq!(person.notice(), "Accepted 2 that moved. 2 left.");
    person.undo();
    assert_eq!(person.strays(), STRAYS);
    person.versions(Versions::AcceptMoved);
    person.versions(Versions::AcceptMoved);
    assert_eq!(person.notice(), "Nothing has moved.");
}

#[test]
fn a_mark_over_two_paragraphs_stands_on_both_when_another_comes_between() {
    let mut person = reader();
    person.claim("nobody knew.\n\nThe mill closed");
    let between = "knew.\n\nNobody has asked the heron.\n\nThe mill";
    person.update_text(&NEWS.replace("knew.\n\nThe mill", between));
    let (rows, _) = person.desk().strays(|fate| matches!(fate, Fate::Moved(_)), 9);
    let shown = Difference(vec![Piece::Kept("nobody knew. … The mill closed".to_owned())]);
    assert_eq!(rows.iter().map(|row| &row.words).collect::<Vec<_>>(), [&shown]);
    person.versions(Versions::AcceptMoved);
    assert_eq!(person.notice(), "Accepted 1 that moved. Nothing is left to look at.");
    let text = &person.document().article.text;
    let parts: Vec<Vec<&str>> = person
        .document()
        .annotations
        .values()
        .map(|annotation| annotation.target.ranges().iter().map(|range| text.slice(*range)).collect())
        .collect();
    assert_eq!(parts, [["nobody knew.", "The mill closed"]]);
}

#[test]
fn what_is_refused_is_an_orphan_with_its_old_words() {
    let (mut person, ..) = updated();
    person.look("Brett McGurk said on Monday");
    person.versions(Versions::Refuse);
    assert_eq!(person.strays()[2], "gone Brett McGurk said on Monday");
    person.look("Brett McGurk said on Monday");
    person.versions(Versions::Refuse);
    assert_eq!(person.notice(), "Nothing is proposed for it.");
    person.versions(Versions::Accept);
    assert_eq!(person.strays().len(), 4, "what is gone cannot be accepted");
    person.undo();
    assert_eq!(person.strays(), STRAYS);
}

#[test]
fn an_orphan_is_attached_by_selecting() {
    let (mut person, ..) = updated();
    person.look("The mill closed in June");
    person.versions(Versions::Attach);
    assert_eq!(person.notice(), "Select the words it belongs to, then press R.");
    person.select("Prices fell further in June");
    person.versions(Versions::Attach);
    assert!(person.marks().contains(&"claim Prices fell further in June".to_owned()), "{:?}", person.marks());
    assert_eq!(person.strays(), STRAYS[..3]);
    person.undo();
    assert_eq!(person.strays(), STRAYS);
}

#[test]
fn an_orphan_is_kept_as_evidence_and_no_longer() {
    let (mut person, ..) = updated();
    person.look("The mill closed in June");
    person.versions(Versions::Keep);
    assert_eq!(person.strays()[3], "kept The mill closed in June");
    person.look("The mill closed in June");
    person.versions(Versions::Keep);
    assert_eq!(person.strays(), STRAYS);
    person.undo();
    assert_eq!(person.strays()[3], "kept The mill closed in June");
    let id = person.update_text(&UPDATE.replace("June", "July"));
    assert_eq!(
        person.strays()[3],
        "kept The mill closed in June",
        "evidence is kept in the next version too"
    );
    assert_eq!(series(&person.state, id).len(), 3);
}

#[test]
fn an_orphan_can_be_deleted_and_brought_back() {
    let (mut person, ..) = updated();
    person.look("The mill closed in June");
    person.act(Message::Delete);
    assert_eq!(person.strays(), STRAYS[..3]);
    person.undo();
    assert_eq!(person.strays(), STRAYS);
}

#[test]
fn a_source_that_a_stray_names_stays_in_the_register() {
    let mut person = reader();
    person.source("Brett McGurk");
    person.click("Brett");
    person.update_text("Prices fall\n\nPrices fell sharply in May.\n\nBrett McGurk said on Monday so.");
    assert_eq!(person.register(), ["Brett McGurk"]);
}

#[test]
fn j_and_k_go_through_the_changes_while_they_are_shown() {
    let (mut person, ..) = updated();
    let mut seen = vec![person.looked_at().expect("the first")];
    for _ in 0..4 {
        person.say(Message::FocusNext { back: false });
        seen.extend(person.looked_at());
    }
    assert_eq!(
        seen,
        [
            "Anna Rao",
            "prices would rise",
            "Brett McGurk said on Monday",
            "The mill closed in June",
            "The mill closed in June"
        ]
    );
    person.say(Message::FocusNext { back: true });
    assert_eq!(person.looked_at().as_deref(), Some("Brett McGurk said on Monday"));
}

#[test]
fn words_that_came_back_are_proposed_again() {
    let (mut person, ..) = updated();
    person.update_text(NEWS.replace("Monday", "Tuesday").as_str());
    let strays = person.strays();
    assert!(strays.contains(&"The mill closed in June → The mill closed in June".to_owned()), "{strays:?}");
}

#[test]
fn the_same_text_is_no_version() {
    let (mut person, old, new) = updated();
    person.update_text(NEWS);
    assert_eq!(person.article(), old);
    assert_eq!(
        person.notice(),
        "This is the text of version 1, word for word; here it is. Nothing was changed."
    );
    assert_eq!(person.state.library.len(), 2);
    assert_eq!(series(&person.state, new).len(), 2);
}

#[test]
fn a_text_file_fills_the_form_that_updates() {
    let mut person = reader();
    person.say(Message::Versions(Versions::UpdateForm));
    person.drop_file("update.txt", UPDATE);
    assert_eq!(person.state.library.len(), 1, "it is looked at first");
    person.library(Library::Add);
    assert_eq!(person.state.library.len(), 2);
    assert_eq!(person.document().article.text.as_str(), UPDATE);
}

#[test]
fn a_version_just_made_can_be_taken_back() {
    let (mut person, old, new) = updated();
    assert_eq!(person.state.notice.as_ref().and_then(|notice| notice.offer), Some(Offer::TakeBack(new)));
    person.versions(|stamp| Versions::TakeBack(new, stamp));
    assert_eq!(person.article(), old);
    assert!(person.state.library[&new].binned.is_some());
    assert!(person.state.library[&old].binned.is_none());
    person.library(|stamp| Library::Restore(new, stamp));
    assert_eq!(series(&person.state, old).len(), 2);
}

#[test]
fn an_article_goes_into_the_bin_and_out_of_it_with_its_versions() {
    let (mut person, old, new) = updated();
    person.library(|stamp| Library::Bin(new, stamp));
    assert!(person.state.library.values().all(|entry| entry.binned.is_some()));
    assert!(matches!(person.state.desk, Load::Nothing));
    person.library(|stamp| Library::Restore(old, stamp));
    assert!(person.state.library.values().all(|entry| entry.binned.is_none()));
}

#[test]
fn versions_that_went_into_the_bin_together_are_deleted_together() {
    let (mut person, old, new) = updated();
    person.library(|stamp| Library::Bin(new, stamp));
    assert_eq!(together(&person.state, old).len(), 2);
    person.library(|stamp| Library::Erase(old, stamp));
    assert!(person.state.library.is_empty());
    assert!(person.notice().contains("with all 2 versions"), "{}", person.notice());

    let (mut person, old, new) = updated();
    person.versions(|stamp| Versions::TakeBack(new, stamp));
    person.library(|stamp| Library::Bin(old, stamp));
    assert_eq!(together(&person.state, old).len(), 1);
    person.library(|stamp| Library::Erase(old, stamp));
    assert_eq!(person.state.library.keys().copied().collect::<Vec<_>>(), [new]);
}

#[test]
fn an_export_holds_all_versions_and_strays() {
    let (mut person, old, new) = updated();
    person.act(|stamp| Message::Transfer(Transfer::ExportArticle(stamp)));
    let (_, file) = person.downloads.pop().expect("a file");
    let mut other = Person::new();
    other.drop_file("all.json", file);
    assert_eq!(other.state.library.keys().copied().collect::<Vec<_>>(), [old, new]);
    other.library(|stamp| Library::Open(new, stamp));
    assert_eq!(other.strays(), STRAYS);
    assert_eq!(series(&other.state, old).len(), 2);
}

/// The rows of the comparison: how many there are, and how many are changed.
fn rows(person: &Person) -> (usize, usize) {
    let comparison = person.state.comparison.ready().expect("a comparison");
    (comparison.rows.len(), comparison.rows.iter().filter(|row| row.is_changed()).count())
}

#[test]
fn two_versions_are_compared_the_older_first() {
    let (mut person, old, new) = updated();
    person.say(Message::Versions(Versions::Compare(Some(old))));
    assert!(person.state.comparing);
    assert_eq!(
        person.effects.iter().filter(|e| matches!(e, Effect::Load { .. })).count(),
        0,
        "it is at hand"
    );
    let first = rows(&person);
    person.say(Message::Escape);
    assert!(!person.state.comparing);

    person.library(|stamp| Library::Open(old, stamp));
    person.say(Message::Versions(Versions::Compare(Some(new))));
    let comparison = person.state.comparison.ready().expect("a comparison");
    assert_eq!((comparison.old.0, comparison.new.0), (old, new));
    assert_eq!(rows(&person), first);
    person.say(Message::Versions(Versions::Compare(None)));
    assert!(!person.state.comparing);
}

#[test]
fn a_stale_comparison_is_dropped() {
    let (mut person, old, new) = updated();
    person.library(|stamp| Library::Open(old, stamp));
    person.holds = true;
    person.say(Message::Versions(Versions::Compare(Some(new))));
    person.library(|stamp| Library::Open(new, stamp));
    person.let_go();
    assert_eq!(person.article(), new);
    assert!(matches!(person.state.comparison, Load::Nothing));
    assert!(!person.state.comparing);
}

#[test]
fn articles_that_claim_to_be_versions_of_each_other_do_no_harm() {
    let (mut person, old, new) = updated();
    person.act(|stamp| Message::Transfer(Transfer::ExportArticle(stamp)));
    let (_, file) = person.downloads.pop().expect("a file");
    let about = format!("\"id\": \"{old}\",");
    let file = file.replacen(&about, &format!("{about} \"previous\": \"{new}\","), 1);
    let mut other = Person::new();
    other.drop_file("round.json", file);
    assert_eq!(series(&other.state, old).len(), 2);
    assert_eq!(series(&other.state, new).len(), 2);
}

/// A long text with 1,000 claims, and the same with every third paragraph changed.
fn long() -> (Person, String) {
    let mut person = Person::new();
    person.checks = false;
    let paragraph =
        |n: usize| format!("Paragraph {n} says that number {n} is so and goes on for quite a while.");
    let old: Vec<String> = (0..2_000).map(paragraph).collect();
    person.paste(&old.join("\n\n"));
    for n in (0..2_000).step_by(2) {
        person.claim(&format!("that number {n} is so"));
    }
    let new: Vec<String> = old
        .iter()
        .enumerate()
        .map(|(n, words)| if n % 3 == 0 { words.replace("quite a", "a long") } else { words.clone() })
        .collect();
    (person, new.join("\n\n"))
}

#[test]
fn a_long_article_is_anchored_beside_the_page_with_progress() {
    let (mut person, update) = long();
    let old = person.article();
    person.holds = true;
    person.update_text(&update);
    let work = person.state.work.as_ref().expect("it is on its way");
    assert!(work.is_update() && work.share == 0.0);
    let asked = |effect: &Effect| if let Effect::Work { number, .. } = effect { Some(*number) } else { None };
    let number = person.effects.iter().find_map(asked).expect("the worker was asked");
    person.say(Message::Transfer(Transfer::Working { number, share: 0.5 }));
    assert_eq!(person.state.work.as_ref().map(|work| work.share), Some(0.5));
    assert_eq!(person.article(), old, "the old version is there until the new one is made");
    person.let_go();
    assert!(person.state.work.is_none());
    assert_eq!(person.document().annotations.len() + person.document().strays.len(), 1_000);
}

#[test]
fn anchoring_can_be_stopped_and_nothing_was_changed() {
    let (mut person, update) = long();
    let old = person.article();
    person.holds = true;
    person.update_text(&update);
    person.say(Message::Escape);
    assert!(person.state.work.is_none());
    assert_eq!((person.article(), person.state.library.len()), (old, 1));
    assert_eq!(person.notice(), "Stopped. Nothing was changed.");
    person.let_go();
    assert_eq!(person.article(), old, "an answer that comes late does nothing");
}

#[test]
fn only_the_changes_around_the_one_looked_at_are_listed() {
    let (mut person, _, _) = updated();
    let words = |(rows, total): (Vec<StrayRow>, usize)| (rows.len(), total);
    let sort = |fate: &Fate| matches!(fate, Fate::Moved(_));
    assert_eq!(words(person.desk().strays(sort, 10)), (2, 2));
    person.look("prices would rise");
    let (rows, total) = person.desk().strays(sort, 1);
    assert_eq!((rows.len(), total), (1, 2));
    assert!(rows[0].looked_at);
}
