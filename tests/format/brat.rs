//! brat files as other tools write them, and such as were made to do harm.

use hearsay::format::{
    Unreadable,
    brat::{File, read, write},
};

use crate::{marked, remarks, stamp};

const TEXT: &str =
    "Bridge to close\n\n“It is not safe,” said Ines Calloway 👩, “and\nit was not last year.” He agreed.\n";

fn taken(ann: &str) -> hearsay::format::Taken {
    let files =
        [File { name: "a.txt", bytes: TEXT.as_bytes() }, File { name: "a.ann", bytes: ann.as_bytes() }];
    read(&files, stamp()).expect("brat files")
}

/// What these lines mark in [`TEXT`], and what is remarked, without the name of the file.
#[track_caller]
fn check(ann: &str, expected: &[&str], expected_remarks: &[&str]) {
    let taken = taken(ann);
    assert_eq!(taken.documents.len(), 1);
    assert_eq!(marked(&taken.documents[0]), expected, "{ann}");
    let found: Vec<_> = remarks(&taken).iter().map(|remark| remark.replace("a.ann, ", "")).collect();
    assert_eq!(found, expected_remarks, "{ann}");
}

const QUOTE: &str = "T1\tContent 17 34;57 61;62 84\t“It is not safe,” “and it was not last year.”\n\
    T2\tCue 35 39\tsaid\nT3\tSource 40 53\tInes Calloway\nT4\tAttribution 35 39\tsaid\n\
    E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n";
#[test]
fn a_quote_in_pieces_is_read_with_its_source_and_cue() {
    // Offsets count the emoji as one; pieces that only a line break parts are one.
    let quote = "quote “It is not safe,” … “and\nit was not last year.”: said Ines Calloway";
    check(QUOTE, &[quote, "source Ines Calloway"], &[]);
}

#[test]
fn what_is_beyond_the_model_is_kept_and_told() {
    check(
        "T1\tDiscuss 0 6\tBridge\n#1\tAnnotatorNotes T1\tA title?\n",
        &["claim Bridge [type:Discuss]"],
        &["line 1 (T1): taken over, changed. It became a claim with the tag “type:Discuss”."],
    );
    check(
        "T1\tContent 0 6\tBridge\nT2\tCue 10 15\tclose\nT3\tAttribution-no-source 10 15\tclose\n\
         E1\tAttribution-no-source:T3 Content:T1 Cue:T2\n",
        &["quote Bridge: close No source named"],
        &[
            "line 4 (E1): taken over, changed. It has no source; it was given the entry “No source named” of the register.",
        ],
    );
    check(
        "T3\tAttribution 10 15\tclose\nE1\tAttribution:T3 \n",
        &["quote close:  Source not marked [brat:no content]"],
        &[
            "line 2 (E1): taken over, changed. It has no content; it was put on its trigger, with the tag “brat:no content”.",
            "line 2 (E1): taken over, changed. It has no source; it was given the entry “Source not marked” of the register.",
        ],
    );
    check(
        "T1\tSource 0 6\tBridge\nT2\tContent 10 15\tclose\nT4\tAttribution 7 9\tto\n\
         E1\tAttribution:T4 Content:T1 Source:T2\n",
        &["quote Bridge:  close [type:Source] [brat:1 trigger 7-9]", "source close [type:Content]"],
        &[
            "line 1 (T1): taken over, changed. It became a quote with the tag “type:Source”.",
            "line 2 (T2): taken over, changed. It became a source with the tag “type:Content”.",
        ],
    );
}

#[test]
fn an_attribution_of_an_attribution_is_nested() {
    check(
        "T1\tContent 0 6\tBridge\nT2\tSource 85 87\tHe\nT3\tSource 40 53\tInes Calloway\n\
         T4\tAttribution 35 39\tsaid\nT5\tCue 88 94\tagreed\nT6\tAttribution 88 94\tagreed\n\
         E1\tAttribution:T4 Content:T1 Source:T3\nE2\tAttribution:T6 Content:E1 Cue:T5 Source:T2\n",
        &[
            "quote Bridge:  Ines Calloway: agreed He [brat:1 trigger 35-39]",
            "source Ines Calloway",
            "source He",
        ],
        &[],
    );
}

#[test]
fn hostile_lines_are_left_out_one_by_one() {
    let row = |ann: &str, why: &str| {
        let all = format!("{ann}\nT99\tContent 0 6\tBridge");
        check(&all, &["quote Bridge"], &[why]);
    };
    let offsets = "Its offsets are no whole numbers from 0 on.";
    row("T1\tCue -1 4\tx", &format!("line 1 (T1): left out. {offsets}"));
    row("T1\tCue 0 18446744073709551616\tx", &format!("line 1 (T1): left out. {offsets}"));
    row("T1\tCue 0 4294967295\tx", "line 1 (T1): left out. It lies outside the text.");
    row("T1\tCue 9 4\tx", "line 1 (T1): left out. It ends before it starts, or covers nothing.");
    row("T1\tCue 0 4;9 9\tx", "line 1 (T1): left out. It ends before it starts, or covers nothing.");
    row(
        "T1\tCue 0 6\tBrid\0e",
        "line 1 (T1): left out. The words it gives are not those that stand there in the text.",
    );
    row(
        "T1\tCue 0 6\tFerry",
        "line 1 (T1): left out. The words it gives are not those that stand there in the text.",
    );
    check(
        "T1\tContent 0 6\tBridge\nT1\tContent 7 9\tto",
        &["quote Bridge"],
        &["line 2 (T1): left out. A line above has the same id."],
    );
}

#[test]
fn references_that_lead_nowhere_or_in_a_circle_do_no_harm() {
    check(
        "T1\tContent 0 6\tBridge\nT2\tAttribution 7 9\tto\nE1\tAttribution:T2 Content:E2\nE2\tAttribution:T2 Content:E1\n\
         E3\tAttribution:T2 Content:E3\nE4\tAttribution:T7 Source:T8\nE5\tBinding:T2 Theme:T1\n\
         R1\tCites Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\nA1\tVague T9\n#1\tAnnotatorNotes T9\tx\nA2\tVague T1 much\n?\n",
        &["quote Bridge [attribute:Vague=much]", "claim to [type:Attribution]"],
        &[
            "line 8 (R1): left out. It is a relation, which Hearsay has no place for.",
            "line 9 (*): left out. It is an equivalence, which Hearsay has no place for.",
            "line 13: left out. It is no line of a brat file.",
            "line 6 (E4): taken over, changed. It names T8 as Source, which is not there or was left out; it goes without.",
            "line 7 (E5): left out. It is an event of type “Binding”, which Hearsay has no place for.",
            "line 3 (E1): left out. It has neither a content nor a place in the text, or is an attribution of itself, or nested more than 8 deep.",
            "line 4 (E2): left out. It has neither a content nor a place in the text, or is an attribution of itself, or nested more than 8 deep.",
            "line 5 (E3): left out. It has neither a content nor a place in the text, or is an attribution of itself, or nested more than 8 deep.",
            "line 6 (E4): left out. It has neither a content nor a place in the text, or is an attribution of itself, or nested more than 8 deep.",
            "line 2 (T2): taken over, changed. It became a claim with the tag “type:Attribution”.",
            "line 12 (A2): taken over, changed. Hearsay does not know this attribute; it was kept as a tag.",
            "line 10 (A1): left out. It is about T9, which is not there.",
            "line 11 (#1): left out. It is about T9, which is not there.",
        ],
    );
}

#[test]
fn very_many_lines_cost_what_they_weigh() {
    let mut ann = String::new();
    for n in 0..100_000 {
        ann.push_str(&format!("T{n}\tContent 0 84\n"));
    }
    let contents: String = (0..90_000).map(|n| format!(" Content:T{n} Source:T{n}")).collect();
    ann.push_str(&format!("E1\tAttribution:T0{contents}\n"));
    for n in 2..5_000 {
        ann.push_str(&format!("E{n}\tAttribution:T1 Content:E{}\n", n - 1));
    }
    let taken = taken(&ann);
    assert_eq!(taken.documents.len(), 1);
    assert!(taken.documents[0].annotations.len() >= 100_000);
    assert!(remarks(&taken).iter().any(|remark| remark.contains("nested more than 8 deep")));
}

#[test]
fn annotations_without_their_text_go_by_their_words() {
    let taken = read(&[File { name: "b.ann", bytes: QUOTE.as_bytes() }], stamp()).expect("a brat file");
    assert!(taken.documents.is_empty());
    let quote = taken.loose.iter().find(|loose| loose.parts.len() == 3).expect("a quote in three pieces");
    assert_eq!(quote.parts[1].exact, "“and");
    assert_eq!(quote.parts[1].position.expect("a place").start.0, 57);
    assert_eq!(quote.sources[0].name, "Ines Calloway");
    assert_eq!(remarks(&taken).len(), 1, "the cue");
    // Words that are not as long as their ranges are not guessed at.
    let shorter = QUOTE.replace("57 61;62 84", "57 62;62 84");
    let taken = read(&[File { name: "b.ann", bytes: shorter.as_bytes() }], stamp()).expect("a brat file");
    assert!(taken.loose.iter().all(|loose| loose.parts.len() < 3));
}

#[test]
fn files_find_one_another_and_what_is_none_is_refused() {
    let name = |name| File { name, bytes: b"T1\tContent 0 6\tBridge" };
    let text = File { name: "text/a.txt", bytes: TEXT.as_bytes() };
    let files = [text, name("ann/a_one.ann"), name("ann/a_two.ann"), name("annotation.conf")];
    let taken = read(&files, stamp()).expect("brat files");
    let creators: Vec<_> =
        taken.documents.iter().flat_map(|d| d.annotations.values()).map(|a| a.creator.as_str()).collect();
    assert_eq!(creators, ["one", "two"]);
    assert_eq!(taken.documents[1].article.about.title, "a_two");
    assert_eq!(read(&[], stamp()), Err(Unreadable::NoBrat));
    assert_eq!(read(&[name("annotation.conf")], stamp()), Err(Unreadable::NoBrat));
    assert_eq!(read(&[File { name: "a.zip", bytes: b"PK\x03\x04" }], stamp()), Err(Unreadable::BadArchive));
    for (name, bytes) in [("a.txt", &b"\xff\xfe"[..]), ("a.txt", b" \n"), ("a.ann", b"T1\t\xff")] {
        let taken = read(&[File { name, bytes }], stamp()).expect("remarks");
        assert_eq!((taken.remarks.len(), taken.documents.len()), (1, 0), "{name} {bytes:?}");
    }
}

#[test]
fn what_is_written_follows_the_rules_of_brat() {
    let document = &taken(QUOTE).documents[0];
    let zip = write(&[document, document], stamp().at);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).expect("an archive");
    let mut read = |name: &str| std::io::read_to_string(archive.by_name(name).expect(name)).expect("text");
    assert_eq!(read("a-1970-01-01.txt"), TEXT);
    assert_eq!(read("a-1970-01-01-2.txt"), TEXT);
    assert_eq!(
        read("a-1970-01-01.ann"),
        "T1\tContent 17 34;57 61;62 84\t“It is not safe,” “and it was not last year.”\n\
         T2\tSource 40 53\tInes Calloway\nT3\tCue 35 39\tsaid\nT4\tAttribution 35 39\tsaid\n\
         E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2\n"
    );
    let configuration = read("annotation.conf");
    for section in ["[entities]\n", "\n[relations]\n", "\n[events]\n", "\n[attributes]\n"] {
        assert!(configuration.contains(section), "{configuration}");
    }
    assert!(configuration.contains("\nManner\tArg:Content, Value:direct|indirect|mixed\n"));
}
