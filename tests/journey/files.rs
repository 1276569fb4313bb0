//! Export and import.

use hearsay::{
    annotation::{AttributionLevel, Kind, meeting::Duplicates},
    app::{
        Done, ExportChange, Field, Library, Message, Panel, Question, RowAttribution, Scope, SourceField,
        Together, Transfer,
    },
    format::hearsay::read,
};

use super::{Person, reader};

/// A reader who has marked a bit of everything.
fn worked() -> Person {
    let mut person = reader();
    person.source("Brett McGurk");
    let id = person.source_named("Brett McGurk");
    person.act(|stamp| Message::SetSource(id, SourceField::Role("envoy".into()), stamp));
    person.quote_by("“We never knew,”", 0);
    person.select("“and nobody asked.”");
    person.act(Message::AddPart);
    person.act(|stamp| Message::Set(Field::Note("Check the tape.".into()), stamp));
    person.act(|stamp| Message::Set(Field::Tags(vec!["tape".into()]), stamp));
    person.claim("The mill closed in June.");
    person.act(Message::ToggleArticleVoice);
    person
}

/// A file of ours but for the time it was written at.
fn without_time(file: &str) -> Vec<&str> {
    file.lines().filter(|line| !line.contains("\"exported\"")).collect()
}

fn report(person: &Person) -> (&[String], &[String]) {
    let Panel::Report(report) = &person.state.panel else { panic!("no report, but {:?}", person.notice()) };
    (&report.taken, &report.problems)
}

#[test]
fn an_article_taken_to_another_machine_is_the_same_there() {
    let mut here = worked();
    let file = here.export();
    let (name, _) = &here.downloads[0];
    assert!(name.starts_with("Prices-fall") && name.ends_with(".json"), "{name}");
    assert!(here.notice().contains(name), "{}", here.notice());
    let mut there = Person::new();
    there.drop_file(name, file.clone());
    assert_eq!(there.document(), here.document());
    assert_eq!(there.state.panel, Panel::None);
    assert!(there.notice().contains("3 annotations"), "{}", there.notice());
    let again = there.export();
    assert_eq!(without_time(&again), without_time(&file));
    assert!(without_time(&file).len() < file.lines().count(), "the time is in the file");
    there.reload();
    assert_eq!(there.document(), here.document());
}

#[test]
fn annotations_of_brat_come_in_with_the_text_chosen_beside_them() {
    let mut person = Person::new();
    let text = "Bridge to close\nIt is not safe, said Ines.";
    let ann = "T1\tContent 16 30\tIt is not safe\nT2\tCue 32 36\tsaid\nT3\tSource 37 41\tInes\nT4\tAttribution 32 36\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n";
    person.drop_files(&[
        ("bridge.ann", ann.into()),
        ("mill.txt", "Mill to close\n\nIt will close in May.".into()),
        ("bridge.txt", text.into()),
    ]);
    let titled = |person: &Person, title: &str| {
        *person.state.library.iter().find(|(_, entry)| entry.about.title == title).expect("an article").0
    };
    let bridge = titled(&person, "bridge");
    person.library(|stamp| Library::Open(bridge, stamp));
    assert_eq!(person.document().article.text.as_str(), text);
    assert_eq!(person.document().annotations.len(), 2);
    let row =
        person.desk().rows().0.into_iter().find(|row| row.words == "It is not safe").expect("the quote");
    assert_eq!(row.by, RowAttribution::Sources("Ines".to_owned()));
    // The other text is an article of its own, and has been looked at.
    let mill = titled(&person, "Mill to close");
    person.library(|stamp| Library::Open(mill, stamp));
    assert!(person.document().annotations.is_empty());
}

#[test]
fn a_library_taken_to_another_machine_is_the_same_there() {
    let mut here = worked();
    here.library(Library::AddSample);
    here.claim("Nobody was hurt.");
    here.library(Library::AddSample);
    let binned = here.paste("Third\n\nA third text.");
    here.library(|stamp| Library::Bin(binned, stamp));
    let file = here.export_library();
    let mut there = Person::new();
    there.drop_file("hearsay.json", file.clone());
    assert_eq!(report(&there).0.len(), 3);
    assert!(report(&there).1.is_empty());
    let entries = |person: &Person| {
        let entries = person.state.library.values();
        entries.map(|entry| (entry.id, entry.about.clone(), entry.counts, entry.binned)).collect::<Vec<_>>()
    };
    assert_eq!(entries(&there), entries(&here));
    let again = there.export_library();
    assert_eq!(without_time(&again), without_time(&file));
}

#[test]
fn an_empty_library_is_not_exported() {
    let mut person = Person::new();
    person.act(|stamp| Message::Transfer(Transfer::ExportLibrary(stamp)));
    assert!(person.downloads.is_empty());
    assert!(person.notice().contains("nothing to export"), "{}", person.notice());
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut person = worked();
    let file = person.export();
    let before = person.document().clone();
    for _ in 0..2 {
        person.drop_file("again.json", file.clone());
        assert_eq!(person.state.library.len(), 1);
        assert!(person.notice().contains("already"), "{}", person.notice());
        assert_eq!(*person.document(), before);
    }
    person.library(Library::AddSample);
    person.drop_file("again.json", file);
    assert_eq!(person.state.library.len(), 2);
    assert_eq!(*person.document(), before, "it is put on the desk");
}

/// What an import asks before anything happens.
#[track_caller]
fn question(person: &Person) -> &Question {
    let Panel::Question(question) = &person.state.panel else {
        panic!("no question, but {:?} and {:?}", person.notice(), person.state.panel)
    };
    question
}

/// Decides what becomes of what is here already.
fn decide(person: &mut Person, how: Duplicates) {
    person.say(Message::Transfer(Transfer::Duplicates(how)));
    person.act(|stamp| Message::Transfer(Transfer::Decide(stamp)));
}

/// Somebody else’s work on the same article: a note, a tag and a claim more.
fn retold(person: &mut Person) -> String {
    let file = person.export().replace("Check the tape.", "Ask again.");
    let file = file.replace("\"tape\"", "\"sound\"");
    assert!(file.contains("Ask again.") && file.contains("sound"));
    file
}

#[test]
fn what_is_here_already_is_asked_about_before_anything_happens() {
    let mut person = worked();
    let file = retold(&mut person);
    let before = person.document().clone();
    person.drop_file("theirs.json", file.clone());
    let asked = question(&person);
    assert_eq!((asked.meeting.new, asked.meeting.same, asked.meeting.differing), (0, 3, 1), "{asked:?}");
    let fields: Vec<&str> = asked.meeting.changed.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["tags", "note"]);
    assert_eq!(*person.document(), before);
    person.say(Message::Transfer(Transfer::Cancel));
    assert_eq!((person.state.panel == Panel::None, person.state.job.is_none()), (true, true));
    person.drop_file("theirs.json", file);
    person.say(Message::Escape);
    assert!(person.state.job.is_none());
    assert_eq!(*person.document(), before, "a dialog that is closed takes nothing");
}

#[test]
fn the_three_answers_to_what_is_here_already() {
    let check = |how: Duplicates, notes: &[&str]| {
        let mut person = worked();
        let file = retold(&mut person);
        let before = person.document().clone();
        person.drop_file("theirs.json", file.clone());
        decide(&mut person, how);
        let mut found: Vec<&str> = person
            .document()
            .annotations
            .values()
            .map(|a| a.note.as_str())
            .filter(|n| !n.is_empty())
            .collect();
        found.sort_unstable();
        assert_eq!(found, notes, "{how:?}");
        assert_eq!(person.state.library.len(), 1);
        let after = person.document().clone();
        // The same again has nothing to add.
        person.drop_file("again.json", file);
        if matches!(person.state.panel, Panel::Question(_)) {
            decide(&mut person, how);
        }
        assert_eq!(person.document().annotations, after.annotations, "{how:?}");
        person.undo();
        assert_eq!(person.document().annotations, before.annotations, "one act, and one step back");
        person.reload();
        assert_eq!(person.document().annotations, before.annotations);
    };
    check(Duplicates::Merge, &["Check the tape.\nAsk again."]);
    check(Duplicates::KeepBoth, &["Ask again.", "Check the tape."]);
}

#[test]
fn what_is_skipped_changes_nothing() {
    let mut person = worked();
    let file = retold(&mut person);
    let before = person.document().clone();
    person.drop_file("theirs.json", file);
    decide(&mut person, Duplicates::Skip);
    assert_eq!(*person.document(), before);
    assert!(person.notice().contains("left out"), "{}", person.notice());
}

#[test]
fn an_older_file_of_the_same_article_adds_nothing_but_what_is_missing() {
    let mut person = worked();
    let file = person.export();
    let id = person.document().annotations.values().find(|a| a.kind() == Kind::Claim).expect("a claim").id;
    person.say(Message::Focus(id));
    person.act(Message::Delete);
    person.claim("Prices fell");
    person.drop_file("older.json", file);
    assert_eq!(question(&person).meeting.new, 1, "what was deleted here is new");
    decide(&mut person, Duplicates::Skip);
    assert_eq!(person.desk().counts.total(), 4);
    assert_eq!(person.state.library.len(), 1);
}

#[test]
fn the_same_text_under_another_id_is_the_same_article() {
    let mut here = worked();
    // Two people’s ids differ; here they come from the clock.
    let mut there = Person::new();
    there.wait(99_999);
    there.paste(super::NEWS);
    there.claim("Prices fell sharply");
    let file = here.export();
    there.drop_file("colleague.json", file);
    assert_eq!(question(&there).known, ["Prices fall"]);
    decide(&mut there, Duplicates::Merge);
    assert_eq!(there.state.library.len(), 1);
    assert_eq!(there.desk().counts.total(), 4);
    there.undo();
    assert_eq!(there.desk().counts.total(), 1);
    there.redo();
    there.reload();
    assert_eq!(there.desk().counts.total(), 4);
    assert!(read(&there.export()).expect("a file of ours").problems.is_empty());
}

#[test]
fn a_whole_library_that_comes_back_is_joined_and_can_be_taken_back() {
    let mut here = worked();
    here.library(Library::AddSample);
    here.claim("Nobody was hurt.");
    here.paste("Third\n\nA third text.");
    let file = here.export_library();
    let mut there = Person::new();
    there.wait(99_999);
    there.library(Library::AddSample);
    there.paste(super::NEWS);
    there.claim("Prices fell sharply");
    let before = there.marks();
    there.drop_file("library.json", file);
    assert_eq!((question(&there).new, question(&there).known.len()), (1, 2));
    decide(&mut there, Duplicates::Merge);
    assert_eq!(there.state.library.len(), 3);
    assert_eq!(there.desk().counts.total(), 4, "what is open is joined too");
    assert!(report(&there).0.iter().any(|line| line.contains("new")), "{:?}", report(&there).0);
    there.reload();
    assert_eq!(there.state.library.len(), 3);
    there.drop_file("library.json", here.export_library());
    assert!(report(&there).0.iter().all(|line| line.contains("the same")), "{:?}", report(&there).0);
    let mut again = Person::new();
    again.wait(99_999);
    again.library(Library::AddSample);
    again.paste(super::NEWS);
    again.claim("Prices fell sharply");
    again.drop_file("library.json", here.export_library());
    decide(&mut again, Duplicates::Merge);
    again.act(|stamp| Message::Transfer(Transfer::TakeBack(stamp)));
    assert_eq!(again.marks(), before);
    assert_eq!(again.state.library.values().filter(|entry| entry.binned.is_none()).count(), 2);
    let sample = again
        .state
        .library
        .values()
        .find(|entry| entry.about.title != "Prices fall" && entry.binned.is_none());
    assert_eq!(sample.expect("the sample").counts.total(), 0);
}

#[test]
fn the_report_of_an_import_can_be_read_again() {
    let mut here = worked();
    let file = here.export().replacen("\"kind\": \"claim\"", "\"kind\": \"rumour\"", 1);
    let mut there = Person::new();
    there.drop_file("broken.json", file);
    let first = report(&there).1.to_vec();
    there.say(Message::Transfer(Transfer::CloseReport));
    assert_eq!(there.state.panel, Panel::None);
    there.say(Message::Transfer(Transfer::ShowReport));
    assert_eq!(report(&there).1, first);
}

#[test]
fn the_same_id_with_another_text_comes_in_as_a_copy() {
    let mut person = worked();
    let first = person.article();
    let file = person.export();
    let other = "Prices fell sharply in June, ";
    // The hash is left out, as by somebody who wrote the file by hand.
    let hash = person.document().article.text.sha256().to_owned();
    let file = file
        .replace("Prices fell sharply in May, ", other)
        .replace(&format!("      \"sha256\": \"{hash}\",\n"), "");
    person.drop_file("other.json", file);
    assert_ne!(person.article(), first);
    assert!(report(&person).0[0].contains("copy"), "{:?}", report(&person).0);
    assert_eq!(person.state.library.len(), 2);
}

#[test]
fn a_damaged_file_is_reported_and_changes_nothing() {
    let mut person = worked();
    let file = person.export();
    let before = person.document().clone();
    let newer = file.replacen("\"version\": 1", "\"version\": 99", 1);
    assert_ne!(newer, file);
    for (name, file) in [
        ("cut.json", file[..file.len() / 2].to_owned()),
        ("newer.json", newer),
        ("list.json", "[1, 2]".to_owned()),
        ("other.json", "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\"}".to_owned()),
        ("text.json", "just words".to_owned()),
    ] {
        person.drop_file(name, file);
        let (taken, problems) = report(&person);
        assert!(taken.is_empty() && problems.len() == 1, "{name}: {taken:?} {problems:?}");
        person.say(Message::Transfer(Transfer::CloseReport));
        assert_eq!(person.state.library.len(), 1);
        assert_eq!(*person.document(), before);
    }
}

#[test]
fn what_is_sound_of_a_file_is_taken_and_the_rest_is_listed() {
    let mut here = worked();
    let file = here.export();
    let broken = file.replacen("\"kind\": \"claim\"", "\"kind\": \"rumour\"", 1);
    assert_ne!(broken, file);
    let mut there = Person::new();
    there.drop_file("broken.json", broken);
    assert_eq!(there.desk().counts.total(), 2);
    let (taken, problems) = report(&there);
    assert_eq!(taken.len(), 1);
    assert!(problems[0].contains("rumour"), "{problems:?}");
}

#[test]
fn a_file_of_ours_with_a_byte_order_mark_is_read() {
    let mut here = worked();
    let file = format!("\u{feff}{}", here.export());
    let mut there = Person::new();
    there.drop_file("notepad.json", file);
    assert_eq!(there.document(), here.document());
}

#[test]
fn an_export_is_of_what_is_open_and_of_everything_where_nothing_is() {
    let mut person = worked();
    let id = person.article();
    person.library(|stamp| Library::Bin(id, stamp));
    person.library(|stamp| Library::Restore(id, stamp));
    let file = person.export();
    let imported = read(&file).expect("a file of ours");
    assert_eq!(imported.documents.len(), 1);
    assert_eq!(imported.documents[0].counts().total(), 3);
    assert!(imported.documents[0].annotations.values().any(|a| a.kind() == Kind::Quote));
}

#[test]
fn what_is_in_the_bin_comes_out_of_it_when_its_file_comes_back() {
    let mut person = worked();
    let file = person.export();
    let id = person.document().article.id;
    person.library(|stamp| Library::Bin(id, stamp));
    person.drop_file("back.json", file);
    assert_eq!(person.document().article.binned, None);
    assert_eq!(person.state.library.len(), 1);
    assert_eq!(person.document().annotations.len(), 3);
}

#[test]
fn a_job_that_was_given_up_changes_nothing_when_its_answer_comes_late() {
    let mut here = worked();
    let file = here.export();
    let mut there = Person::new();
    there.holds = true;
    there.drop_file("slow.json", file.clone());
    let job = there.state.job.as_ref().expect("a job");
    assert!(job.says().contains("slow.json"), "{}", job.says());
    there.say(Message::Transfer(Transfer::Working { number: 1, share: 0.5 }));
    assert_eq!(there.state.job.as_ref().and_then(|job| job.share), Some(0.5));
    there.say(Message::Transfer(Transfer::Working { number: 1, share: 0.0 }));
    assert_eq!(there.state.job.as_ref().and_then(|job| job.share), Some(0.5), "nothing is undone");
    there.say(Message::Transfer(Transfer::Cancel));
    assert!(there.state.job.is_none());
    let done = Done::Failed("too late".to_owned());
    there.say(Message::Transfer(Transfer::Worked { number: 1, done, files: Vec::new() }));
    assert_eq!(there.state.panel, Panel::None);
    there.let_go();
    assert!(there.state.library.is_empty());
    there.drop_file("again.json", file);
    assert_eq!(there.document(), here.document(), "the next one is taken");
}

#[test]
fn what_comes_while_a_file_is_read_waits_for_it() {
    let mut here = worked();
    let file = here.export();
    let mut there = Person::new();
    there.holds = true;
    there.drop_file("one.json", file);
    there.drop_file("two.txt", "Second\n\nA second text.");
    there.library(Library::AddSample);
    assert!(there.state.library.is_empty());
    there.let_go();
    there.accept();
    assert_eq!(there.state.library.len(), 3);
    assert!(there.state.job.is_none());
}

#[test]
fn a_file_larger_than_any_of_ours_is_refused_unread() {
    let mut person = Person::new();
    let file = person.keep(Err("it is not asked for".to_owned()));
    person.act(|stamp| {
        Message::Transfer(Transfer::File {
            name: "huge.json".into(),
            with: Vec::new(),
            size: 201_000_000,
            file,
            stamp,
        })
    });
    assert!(report(&person).1[0].contains("201 MB"), "{:?}", report(&person).1);
}

/// Opens the dialog, chooses a format by name, and saves.
fn export_to(person: &mut Person, name: &str) -> Vec<(String, String)> {
    person.say(Message::Transfer(Transfer::OpenExport));
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    let n = form.formats.iter().position(|row| row.name == name).expect("a format of this name");
    person.say(Message::Transfer(Transfer::ExportForm(ExportChange::Format(n))));
    let before = person.downloads.len();
    person.act(|stamp| Message::Transfer(Transfer::ExportAs { copy: false, stamp }));
    person.downloads[before..].to_vec()
}

#[test]
fn every_format_is_offered_and_gives_a_file() {
    let mut person = worked();
    person.say(Message::Transfer(Transfer::OpenExport));
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    let names: Vec<String> = form.formats.iter().map(|row| row.name.clone()).collect();
    assert_eq!(names.len(), 12);
    let mut saved = std::collections::BTreeSet::new();
    for name in names {
        let files = export_to(&mut person, &name);
        assert!(files.iter().all(|(file, _)| saved.insert(file.clone())), "{name} saves over another");
        assert_eq!(files.len(), if name == "CSV" { 2 } else { 1 }, "{name}");
        assert!(files.iter().all(|(_, text)| !text.is_empty()), "{name}");
    }
}

#[test]
fn who_is_off_the_record_stays_at_home_unless_told_otherwise() {
    let mut person = worked();
    let id = person.source_named("Brett McGurk");
    person.act(|stamp| Message::SetSource(id, SourceField::Level(AttributionLevel::OffRecord), stamp));
    let files = export_to(&mut person, "Markdown");
    assert!(!files[0].1.contains("McGurk\n"), "{}", files[0].1);
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    assert!(form.said.iter().any(|line| line.contains("left out")), "{:?}", form.said);
    let files = export_to(&mut person, "Hearsay JSON");
    assert!(files[0].1.contains("off-record"));
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    let told = "1 source off the record or on background is in it.";
    assert!(form.said.iter().any(|line| line == told), "{:?}", form.said);
    // Saved by one click, it says so too.
    person.say(Message::Escape);
    person.export();
    assert!(
        person.notice().starts_with("Saved as") && person.notice().ends_with(told),
        "{}",
        person.notice()
    );
}

#[test]
fn whose_source_a_format_cannot_name_is_known_by_the_nearest_mention_and_gets_no_second_one() {
    for name in ["Label Studio", "doccano", "Citron"] {
        let mut person = reader();
        person.source("Brett McGurk");
        // He is named in the paragraph before; the ministry is named nowhere.
        let quote = person.quote_by("“We never knew,”", 0);
        assert_eq!(person.annotation(quote).attributions()[0].mention, None);
        person.quote("prices would rise");
        person.say(Message::PickerText("The ministry".into()));
        person.act(|stamp| Message::Pick(None, stamp));
        let marks = person.marks();
        let (file_name, file) = export_to(&mut person, name).remove(0);
        person.say(Message::Escape);
        person.drop_file(&file_name, file.clone());
        if matches!(person.state.panel, Panel::Question(_)) {
            decide(&mut person, Duplicates::Merge);
        }
        assert_eq!(person.marks(), marks, "{name}");
        assert_eq!(person.register(), ["Brett McGurk", "The ministry"], "{name}");
        // Read where nothing is known, he is who is quoted.
        let mut other = Person::new();
        other.drop_file(&file_name, file);
        let found = other.marks().into_iter().find(|mark| mark.contains("We never knew")).expect("the quote");
        assert!(found.contains("by Brett McGurk"), "{name}: {found}");
    }
}

#[test]
fn a_copy_goes_to_the_clipboard_and_is_no_file() {
    let mut person = worked();
    person.say(Message::Transfer(Transfer::OpenExport));
    person.act(|stamp| Message::Transfer(Transfer::ExportAs { copy: true, stamp }));
    assert!(person.copied.as_deref().is_some_and(|text| text.contains("\"hearsay\"")));
    assert!(person.downloads.is_empty());
    // The browser may say no a moment later.
    person.say(Message::Transfer(Transfer::NotCopied));
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    assert!(form.said.iter().all(|line| !line.contains("Copied")), "{:?}", form.said);
    assert!(person.notice().contains("did not let"), "{}", person.notice());
}

#[test]
fn what_is_in_the_bin_goes_into_our_own_file_of_the_library_alone() {
    let mut person = worked();
    let binned = person.article();
    person.paste("Second\n\nThe ferry sails at noon, said the captain.");
    person.library(|stamp| Library::Bin(binned, stamp));
    assert!(!export_to(&mut person, "Markdown").is_empty());
    let count = |person: &Person| {
        let scopes = hearsay::app::scopes(&person.state);
        scopes.iter().find(|(scope, _)| *scope == Scope::Library).expect("the library").1
    };
    assert_eq!(count(&person), 1);
    person.say(Message::Transfer(Transfer::ExportForm(ExportChange::Scope(Scope::Library))));
    let before = person.downloads.len();
    person.act(|stamp| Message::Transfer(Transfer::ExportAs { copy: false, stamp }));
    let file = &person.downloads[before].1;
    assert!(file.contains("# Second") && !file.contains("McGurk"), "{file}");
    person.say(Message::Transfer(Transfer::ExportForm(ExportChange::Format(0))));
    assert_eq!(count(&person), 2);
    assert!(person.export_library().contains("McGurk"));
}

#[test]
fn an_article_that_came_without_a_title_is_known_by_its_first_words() {
    let mut person = Person::new();
    let line = r#"{"text": "The old mill will close in May, its owner said on Monday, and nobody asked.", "label": [[8, 12, "Claim"]]}"#;
    person.drop_file("one.jsonl", line);
    assert_eq!(person.document().article.about.title, "The old mill will close in May, its owner said");
}

#[test]
fn annotations_of_which_none_is_found_are_asked_about_and_words_that_stand_twice_are_for_a_person() {
    let one = |words: &str| {
        format!(
            r#"[{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation", "bodyValue": "a thought",
            "target": {{"selector": {{"type": "TextQuoteSelector", "exact": "{words}"}}}}}}]"#
        )
    };
    let mut person = reader();
    person.drop_file("other.jsonld", one("words of quite another article"));
    assert!(question(&person).doubts[0].contains("another article"), "{:?}", question(&person).doubts);
    person.say(Message::Transfer(Transfer::Cancel));
    assert_eq!(person.document().strays.len(), 0);

    let mut person = Person::new();
    person.paste("Ferry\n\nIt will not sail. Nobody knew. It will not sail.");
    person.drop_file("twice.jsonld", one("It will not sail."));
    decide(&mut person, Duplicates::Merge);
    let stray = person.document().strays.values().next().expect("one to be confirmed").clone();
    let place = stray.fate.proposed().expect("a place").span();
    assert_eq!(person.document().article.text.slice(place), "It will not sail.");
    assert!(person.document().annotations.is_empty(), "nothing is attached without a person");
}

#[test]
fn a_web_annotation_of_another_tool_is_put_onto_the_open_article() {
    let mut person = reader();
    let one = |id: u32, exact: &str, prefix: &str| {
        format!(
            r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:{id}", "type": "Annotation",
            "motivation": "highlighting", "body": {{"type": "TextualBody", "value": "a thought"}},
            "target": {{"source": "https://example.org/", "selector": {{"type": "TextQuoteSelector", "exact": "{exact}", "prefix": "{prefix}"}}}}}}"#
        )
    };
    let file = format!(
        "[{}, {}]",
        one(1, "The mill closed in June.", ""),
        one(2, "words that stand nowhere here", "")
    );
    person.drop_file("other.jsonld", file.clone());
    assert_eq!(person.desk().counts.total(), 1);
    assert_eq!(person.document().strays.len(), 1, "what is not found is kept apart");
    let (taken, _) = report(&person);
    assert!(taken[0].starts_with("1 annotation was found"), "{taken:?}");
    person.undo();
    assert!(person.document().annotations.is_empty() && person.document().strays.is_empty(), "it is one act");
    person.redo();
    person.drop_file("again.jsonld", file);
    assert_eq!(person.desk().counts.total(), 1, "the same again adds nothing");
    assert!(report(&person).0.iter().any(|line| line.contains("the same")), "{:?}", report(&person).0);
}

#[test]
fn annotations_without_their_text_and_without_an_article_are_told_about() {
    let mut person = Person::new();
    let file = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation",
        "target": {"source": "https://example.org/", "selector": {"type": "TextQuoteSelector", "exact": "a"}}}"#;
    person.drop_file("other.jsonld", file);
    assert!(
        report(&person).1.iter().any(|line| line.contains("Open the article")),
        "{:?}",
        report(&person).1
    );
}

#[test]
fn annotations_found_in_one_article_are_never_put_onto_another() {
    let mut person = reader();
    let first = person.article();
    person.holds = true;
    let file = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation",
        "target": {"source": "https://example.org/", "selector": {"type": "TextQuoteSelector", "exact": "The mill closed in June."}}}"#;
    person.drop_file("other.jsonld", file);
    // It leaves the desk before the answer comes.
    person.library(|stamp| Library::Bin(first, stamp));
    person.let_go();
    assert!(
        report(&person).1.iter().any(|line| line.contains("Open the article they were made on")),
        "{:?}",
        report(&person).1
    );
    assert!(report(&person).0.is_empty());
}

#[test]
fn annotations_go_to_the_article_whose_address_they_name() {
    let mut person = reader();
    let first = person.article();
    let named = |words: &str, url: &str| {
        format!(
            r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:{words}", "type": "Annotation", "bodyValue": "a thought",
            "target": {{"source": "{url}", "selector": {{"type": "TextQuoteSelector", "exact": "{words}"}}}}}}"#
        )
    };
    person.paste("Second\n\nThe ferry sails at noon, said the captain.");
    // The first gets its address from a file.
    let second = person.article();
    person.library(|stamp| Library::Open(first, stamp));
    let file = person.export().replacen(
        "\"title\"",
        "\"url\": \"https://example.org/prices\",\n        \"title\"",
        1,
    );
    person.drop_file("address.json", file);
    decide(&mut person, Duplicates::Merge);
    assert_eq!(person.document().article.about.url, "https://example.org/prices");
    person.library(|stamp| Library::Open(second, stamp));
    // While the second is open.
    person.drop_file("one.jsonld", named("The mill closed in June.", "http://www.example.org/prices/#top"));
    assert_eq!(person.article(), first);
    assert_eq!(person.desk().counts.total(), 1);
    // And what names a page that is not here is asked about.
    person.library(|stamp| Library::Open(first, stamp));
    person.drop_file("two.jsonld", named("Prices fell sharply", "https://elsewhere.example/"));
    assert!(question(&person).doubts[0].contains("another page"), "{:?}", question(&person).doubts);
    person.say(Message::Transfer(Transfer::Cancel));
    assert_eq!(person.desk().counts.total(), 1);
}

#[test]
fn a_selection_is_exported_with_what_it_needs_and_says_so_in_its_name() {
    let mut person = worked();
    let quote = person.document().annotations.values().find(|a| a.kind() == Kind::Quote).expect("a quote").id;
    person.say(Message::Together(Together::Choose(Some(quote))));
    person.say(Message::Transfer(Transfer::ExportChosen));
    let Panel::Export(form) = &person.state.panel else { panic!("no dialog") };
    assert_eq!(form.scope, Scope::Chosen);
    let scopes: Vec<_> = hearsay::app::scopes(&person.state);
    assert_eq!(scopes, [(Scope::Article, 3), (Scope::Chosen, 1), (Scope::Library, 1)]);
    person.act(|stamp| Message::Transfer(Transfer::ExportAs { copy: false, stamp }));
    let (name, file) = person.downloads.last().expect("a file");
    assert!(name.contains("selection"), "{name}");
    let part = read(file).expect("a file of ours");
    assert_eq!(part.problems, []);
    let kinds: Vec<Kind> = part.documents[0].annotations.values().map(|a| a.kind()).collect();
    assert!(kinds.contains(&Kind::Quote) && !kinds.contains(&Kind::Claim), "{kinds:?}");
    assert_eq!(part.documents[0].sources.len(), 1);
    assert!(person.state.settings.exported.is_none(), "a part is no backup");
}

/// A library of so many articles, as a file.
fn many(count: usize) -> String {
    let mut here = Person::new();
    here.checks = false;
    for n in 0..count {
        here.paste(&format!("Article {n}\n\nWhat happened on day {n} is told here."));
        here.claim("What happened");
    }
    here.export_library()
}

#[test]
fn a_large_library_comes_in_piece_by_piece_and_can_be_stopped() {
    let file = many(60);
    let mut there = Person::new();
    there.checks = false;
    there.drop_file("many.json", file.clone());
    assert_eq!(there.state.library.len(), 60);
    assert_eq!(report(&there).0.len(), 60);
    there.reload();
    assert_eq!(there.state.library.len(), 60, "all of it is stored");

    let mut there = Person::new();
    there.checks = false;
    there.holds = true;
    there.drop_file("many.json", file.clone());
    // The worker answers; the store keeps the first pieces waiting.
    while there.state.library.is_empty() {
        there.let_one_go();
    }
    let taken = there.state.library.len();
    assert!(taken < 60, "{taken}");
    assert!(there.state.job.as_ref().is_some_and(|job| job.share.is_some_and(|share| share > 0.0)));
    there.say(Message::Transfer(Transfer::Cancel));
    there.let_go();
    assert_eq!(there.state.library.len(), taken, "what was taken stays");
    assert!(report(&there).1[0].contains("you stopped"), "{:?}", report(&there).1);

    let mut there = Person::new();
    there.checks = false;
    there.refuses = Some("the disk is full");
    there.drop_file("many.json", file);
    assert!(there.state.job.is_none());
    assert!(report(&there).1[0].contains("could not be saved"), "{:?}", report(&there).1);
}
