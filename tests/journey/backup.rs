//! Everything in one file, kept up to date, brought back.

use hearsay::{
    app::{
        Backup, Effect, Field, Library, Message, Panel, Trouble, Weighing,
        health::{Warning, warning},
    },
    format::hearsay::read,
};

use super::{Person, reader};

/// A library of two articles and one in the bin, with acts that can be undone and done again.
fn librarian() -> Person {
    let mut person = reader();
    person.claim("The mill closed in June.");
    person.act(|stamp| Message::Set(Field::Note("Check the date.".into()), stamp));
    person.quote_by("“We never knew,”", 0);
    person.undo();
    let binned = person.paste("Third\n\nA third text.");
    person.library(|stamp| Library::Bin(binned, stamp));
    person.library(Library::AddSample);
    person.claim("Nobody was hurt.");
    person
}

fn without_time(file: &str) -> Vec<&str> {
    file.lines().filter(|line| !line.contains("\"exported\"")).collect()
}

#[track_caller]
fn weighing(person: &Person) -> &Weighing {
    let Panel::Backup(Some(restore)) = &person.state.panel else { panic!("nothing is looked at") };
    restore.weighing.as_ref().unwrap_or_else(|| panic!("{:?}", restore.failed))
}

/// Every title with its state: `+` comes in, `~` changes, `=` stays.
fn rows(person: &Person) -> Vec<String> {
    let sign = |row: &hearsay::app::Weighed| match (row.new, row.changes()) {
        (true, _) => '+',
        (false, true) => '~',
        (false, false) => '=',
    };
    weighing(person).rows.iter().map(|row| format!("{} {}", sign(row), row.title)).collect()
}

#[test]
fn a_wiped_browser_is_what_it_was_after_a_restore() {
    let mut here = librarian();
    here.state.settings.creator = "Sam Ode".to_owned();
    let file = here.back_up();
    assert!(here.notice().contains("3 articles"), "{}", here.notice());
    let mut there = Person::new();
    there.look_at_backup(file.clone());
    assert_eq!(rows(&there), ["+ Prices fall", "+ Third", rows(&there)[2].as_str()]);
    assert!(there.state.library.is_empty(), "nothing happens before it was seen");
    there.act(|stamp| Message::Backup(Backup::Restore(stamp)));
    assert_eq!(there.state.library, here.state.library);
    assert_eq!(there.state.settings.creator, "Sam Ode");
    assert_eq!(without_time(&there.back_up()), without_time(&file));
    let first = *here.state.library.keys().next().expect("an article");
    for person in [&mut here, &mut there] {
        person.library(|stamp| Library::Open(first, stamp));
        person.redo();
    }
    assert_eq!(there.marks(), here.marks(), "what was undone can be done again");
    assert_eq!(there.marks().len(), 2);
    there.undo();
    there.undo();
    assert!(there.document().annotations.values().all(|a| a.note.is_empty()));
}

#[test]
fn an_ordinary_import_reads_a_backup() {
    let mut here = librarian();
    let file = here.back_up();
    assert_eq!(read(&file).expect("a file of ours").problems, []);
    let mut there = Person::new();
    there.drop_file("backup.json", file);
    assert_eq!(there.state.library.len(), 3);
    let Panel::Report(report) = &there.state.panel else { panic!("what stays behind is not told") };
    assert!(report.changed.iter().any(|line| line.contains("history")), "{:?}", report.changed);
}

#[test]
fn the_newer_record_wins_and_nothing_is_deleted() {
    let mut person = reader();
    let (first, second) = (person.claim("The mill closed in June."), person.claim("nobody knew"));
    let file = person.back_up();
    let mut other = Person::new();
    other.restore(file);
    other.wait(600_000);
    other.library(|stamp| Library::Open(person.article(), stamp));
    other.say(Message::Focus(first));
    other.act(|stamp| Message::Set(Field::Note("Written there.".into()), stamp));
    other.say(Message::Focus(second));
    other.act(|stamp| Message::Set(Field::Note("Older.".into()), stamp));
    let third = other.claim("Prices fell sharply in May");
    person.wait(3_600_000);
    person.say(Message::Focus(second));
    person.act(|stamp| Message::Set(Field::Note("Written here.".into()), stamp));
    let fourth = person.claim("prices would rise");

    let before = person.document().clone();
    person.look_at_backup(other.back_up());
    let row = &weighing(&person).rows[0];
    let tally = row.annotations;
    assert_eq!((tally.new, tally.newer_there, tally.newer_here, tally.same), (1, 1, 1, 0));
    person.act(|stamp| Message::Backup(Backup::Restore(stamp)));
    assert_eq!(person.annotation(first).note, "Written there.");
    assert_eq!(person.annotation(second).note, "Written here.");
    for id in [third, fourth] {
        assert!(person.document().annotations.contains_key(&id));
    }
    person.reload();
    person.act(|stamp| Message::Backup(Backup::TakeBack(stamp)));
    assert_eq!(person.document().annotations, before.annotations, "taken back after a reload");
    person.redo();
    assert_eq!(person.annotation(first).note, "Written there.");
}

#[test]
fn the_same_backup_again_brings_nothing() {
    let mut person = librarian();
    let file = person.back_up();
    person.look_at_backup(file);
    assert!(weighing(&person).brought.is_empty());
    assert!(rows(&person).iter().all(|row| row.starts_with('=')), "{:?}", rows(&person));
}

#[test]
fn a_restore_is_taken_back_as_a_whole_also_after_a_reload() {
    let file = librarian().back_up();
    let mut person = Person::new();
    // Two people begin at the same moment here, and ids come from the moment.
    person.wait(1_000_000);
    let own = person.paste("Mine\n\nMy own text.");
    person.claim("My own text.");
    let before = person.state.library.clone();
    person.restore(file);
    assert_eq!(person.state.library.len(), 4);
    let worked_on = *person.state.library.keys().find(|id| **id != own).expect("another");
    person.reload();
    person.library(|stamp| Library::Open(worked_on, stamp));
    person.act(|stamp| Message::Backup(Backup::TakeBack(stamp)));
    assert_eq!(person.state.library, before);
    assert_eq!(person.state.settings.restored, None);
}

#[test]
fn what_was_changed_since_a_restore_goes_into_the_bin_when_it_is_taken_back() {
    let mut here = reader();
    let mut person = Person::new();
    person.restore(here.back_up());
    let id = *person.state.library.keys().next().expect("an article");
    person.library(|stamp| Library::Open(id, stamp));
    person.claim("The mill closed in June.");
    person.act(|stamp| Message::Backup(Backup::TakeBack(stamp)));
    assert!(person.state.library[&id].binned.is_some());
    assert!(person.notice().contains("bin"), "{}", person.notice());
}

#[test]
fn what_cannot_be_saved_is_not_restored_in_part() {
    let file = librarian().back_up();
    let mut person = Person::new();
    person.refuses = Some("the disk is full");
    person.restore(file);
    assert!(person.shelf.open().entries.is_empty());
    assert!(person.state.storage.failed.is_some());
    person.refuses = None;
    person.say(Message::Store(hearsay::app::Store::Retry));
    assert_eq!(person.state.library.len(), 3);
}

#[test]
fn a_file_that_is_no_backup_says_so() {
    let mut person = reader();
    for file in ["just words", "{\"format\": \"hearsay\"", "[]"] {
        person.look_at_backup(file);
        let Panel::Backup(Some(restore)) = &person.state.panel else { panic!("no dialog") };
        assert!(restore.failed.as_ref().is_some_and(|why| why.ends_with('.')), "{:?}", restore.failed);
    }
}

#[test]
fn the_kept_file_follows_every_change() {
    let mut person = reader();
    person.say(Message::Backup(Backup::Chose("work.json".into())));
    assert!(matches!(person.effects[..], [Effect::BackUpSoon(_)]));
    person.act(|stamp| Message::Backup(Backup::Due(stamp)));
    let first = person.backup.clone().expect("a file");
    assert!(!person.state.keeping.due);
    person.act(|stamp| Message::Backup(Backup::Due(stamp)));
    assert_eq!(person.backup.as_ref(), Some(&first), "nothing changed, nothing is written");
    person.claim("The mill closed in June.");
    assert!(person.effects.iter().any(|effect| matches!(effect, Effect::BackUpSoon(_))));
    person.act(|stamp| Message::Backup(Backup::Due(stamp)));
    let mut there = Person::new();
    there.restore(person.backup.clone().expect("a file"));
    assert_eq!(there.state.library, person.state.library);
    person.wait(30 * 86_400_000);
    assert_eq!(warning(&person.state), None);
    person.say(Message::Backup(Backup::Stop));
    person.claim("nobody knew");
    assert!(!person.effects.iter().any(|effect| matches!(effect, Effect::BackUpSoon(_))));
}

#[test]
fn a_kept_file_that_cannot_be_written_is_told_and_tried_again() {
    for (trouble, waits) in
        [(Trouble::Full, false), (Trouble::Gone, true), (Trouble::Permission, true), (Trouble::Foreign, true)]
    {
        let mut person = reader();
        person.say(Message::Backup(Backup::Chose("work.json".into())));
        person.backup_trouble = Some(trouble.clone());
        person.act(|stamp| Message::Backup(Backup::Due(stamp)));
        assert_eq!(warning(&person.state), Some(Warning::Stuck), "{trouble:?}");
        assert!(trouble.says("work.json").contains("work.json"));
        person.claim("The mill closed in June.");
        let again = person.effects.iter().any(|effect| matches!(effect, Effect::BackUpSoon(_)));
        assert_eq!(again, !waits, "{trouble:?}");
        person.backup_trouble = None;
        person.say(Message::Backup(Backup::Chose("work.json".into())));
        person.act(|stamp| Message::Backup(Backup::Due(stamp)));
        assert_eq!((warning(&person.state), person.backup.is_some()), (None, true), "{trouble:?}");
    }
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_backed_up() {
    let mut person = librarian();
    person.unreadable = vec!["“Fourth”: its text is damaged".to_owned()];
    let file = person.back_up();
    assert_eq!(read(&file).expect("a file of ours").documents.len(), 3);
    assert_eq!(person.state.damaged, person.unreadable);
    assert!(person.notice().contains("could not be read"), "{}", person.notice());
}
