use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::{
    annotation::{
        Annotation, Body, Claim, ClaimStatus, Mention, Origin, Source, Target, arbitrary::document,
    },
    text::TextRange,
};

/// What somebody else did to a copy of a document.
fn retold(document: &Document, picks: u64, later: bool) -> Document {
    let mut copy = document.clone();
    let pick = |n: usize, of: u32| picks.rotate_right(n as u32 * 7 + of) & 1 == 1;
    for (n, annotation) in copy.annotations.values_mut().enumerate() {
        let annotation = Rc::make_mut(annotation);
        if pick(n, 0) {
            annotation.note.push_str(" and so on");
        }
        if pick(n, 1) {
            annotation.tags.push(format!("tag {n}"));
        }
        if pick(n, 2)
            && let Body::Claim(claim) = &mut annotation.body
        {
            claim.status = ClaimStatus::Refuted;
        }
        if later {
            annotation.modified = Timestamp::from_millis(annotation.modified.millis() + 1);
        }
    }
    let gone: Vec<_> = copy.annotations.keys().copied().enumerate().filter(|(n, _)| pick(*n, 3)).collect();
    for (_, id) in gone {
        copy.annotations.remove(&id);
    }
    for (n, source) in copy.sources.values_mut().enumerate() {
        if pick(n, 4) {
            Rc::make_mut(source).role.push_str(" of the harbour");
        }
    }
    copy
}

/// A document in which every mention that is referred to names the source.
fn mended(mut document: Document) -> Document {
    let changes = merge::mending(&document, &[]);
    let edit = Edit { act: Act::Change, at: document.article.modified, changes };
    edit.apply(&mut document).expect("its own changes");
    document
}

/// Two people's work on one text: the second has changed, left out and renumbered some of it.
fn pair() -> impl Strategy<Value = (Document, Document)> {
    (document(), any::<u64>(), any::<u64>(), any::<bool>(), any::<bool>()).prop_map(
        |(document, here, came, later, renumbered)| {
            let came = retold(&document, came, later);
            let stamp = Stamp { at: Timestamp::from_millis(3), random: 77 };
            let came = if renumbered { renumber(&came, stamp) } else { came };
            (mended(retold(&document, here, false)), mended(came))
        },
    )
}

/// The same marks with ids of their own.
fn renumber(document: &Document, stamp: Stamp) -> Document {
    let mut copy = Document::new(document.article.clone());
    let mut next = 0;
    let mut id = || {
        next += 1;
        stamp.id::<uuid::Uuid>(next)
    };
    let mut sources = BTreeMap::new();
    for source in document.sources.values() {
        let new = SourceId::from(id());
        sources.insert(source.id, new);
        copy.sources.insert(new, Rc::new(Source { id: new, ..Source::clone(source) }));
    }
    let mut marks = BTreeMap::new();
    for annotation in document.annotations.keys() {
        marks.insert(*annotation, AnnotationId::from(id()));
    }
    for annotation in document.annotations.values() {
        let mut new = Annotation { id: marks[&annotation.id], ..Annotation::clone(annotation) };
        if let Body::Mention(Mention { source }) = &mut new.body {
            *source = sources[source];
        }
        for attribution in new.body.attributions_mut() {
            attribution.for_each_mut(&mut |a| {
                a.id = id().into();
                a.source = sources[&a.source];
                a.mention = a.mention.and_then(|mention| marks.get(&mention).copied());
            });
        }
        copy.annotations.insert(new.id, Rc::new(new));
    }
    copy
}

fn join(here: &Document, came: &Document, how: Duplicates) -> (Document, Meeting) {
    let stamp = Stamp { at: Timestamp::from_millis(9_000), random: 5 };
    meet(here, came, how, stamp, stamp.at)
}

/// Every reference leads somewhere, and no two attributions share an id.
fn is_sound(document: &Document) -> bool {
    let bodies = || document.annotations.values().map(|a| &a.body);
    let all = || bodies().flat_map(Body::attributions).flat_map(Attribution::all);
    let mut seen = BTreeSet::new();
    all().all(|a| document.sources.contains_key(&a.source) && seen.insert(a.id))
        && all().filter_map(|a| a.mention).all(|id| document.annotations.contains_key(&id))
        && bodies().all(|body| match body {
            Body::Mention(mention) => document.sources.contains_key(&mention.source),
            _ => true,
        })
}

proptest! {
    #[test]
    fn meeting_oneself_changes_nothing(document in document().prop_map(mended)) {
        for how in Duplicates::ALL {
            let (after, meeting) = join(&document, &document, how);
            prop_assert_eq!(document.difference(&after), Vec::new(), "{:?}", how);
            prop_assert_eq!(meeting.new, 0);
        }
    }

    #[test]
    fn what_is_here_stays_as_it_is_when_duplicates_are_skipped((here, came) in pair()) {
        let (after, meeting) = join(&here, &came, Duplicates::Skip);
        for (id, annotation) in &here.annotations {
            prop_assert_eq!(after.annotations.get(id), Some(annotation));
        }
        for (id, source) in &here.sources {
            prop_assert_eq!(after.sources.get(id), Some(source));
        }
        prop_assert_eq!(&after.strays, &here.strays);
        prop_assert!(after.annotations.len() <= here.annotations.len() + meeting.new);
    }

    #[test]
    fn both_are_there_when_both_are_kept((here, came) in pair()) {
        let (after, _) = join(&here, &came, Duplicates::KeepBoth);
        for (id, annotation) in &here.annotations {
            prop_assert_eq!(after.annotations.get(id), Some(annotation));
        }
        for annotation in came.annotations.values() {
            let there = after.annotations.values().any(|a| {
                a.kind() == annotation.kind() && a.target == annotation.target
                    && a.note == annotation.note && a.tags == annotation.tags
            });
            prop_assert!(there, "{annotation:?}");
        }
        prop_assert!(is_sound(&after));
    }

    #[test]
    fn nothing_said_is_lost_by_merging((here, came) in pair()) {
        let (after, _) = join(&here, &came, Duplicates::Merge);
        for annotation in here.annotations.values().chain(came.annotations.values()) {
            let holds = |a: &&Rc<Annotation>| {
                a.kind() == annotation.kind() && a.target == annotation.target
                    && a.note.contains(&annotation.note)
                    && annotation.tags.iter().all(|tag| a.tags.contains(tag))
                    && a.attributions().len() >= annotation.attributions().iter().map(|a| a.source)
                        .collect::<BTreeSet<_>>().len()
            };
            prop_assert!(after.annotations.values().any(|a| holds(&a)), "{annotation:?}");
        }
        prop_assert!(is_sound(&after));
    }

    #[test]
    fn what_came_once_changes_nothing_when_it_comes_again((here, came) in pair()) {
        for how in Duplicates::ALL {
            let (once, _) = join(&here, &came, how);
            let (twice, meeting) = join(&once, &came, how);
            prop_assert_eq!(once.difference(&twice), Vec::new(), "{:?}", how);
            prop_assert_eq!(meeting.new, 0, "{:?}", how);
        }
    }

    #[test]
    fn one_act_does_it_and_undoes_it((here, came) in pair()) {
        for how in Duplicates::ALL {
            let (after, meeting) = join(&here, &came, how);
            let changes = here.difference(&after);
            prop_assert!(!meeting.is_idle() || changes.is_empty());
            let edit = Edit { act: Act::Import, at: here.article.modified, changes };
            let mut document = here.clone();
            prop_assert_eq!(edit.apply(&mut document), Ok(()));
            prop_assert_eq!(&document.annotations, &after.annotations);
            prop_assert_eq!(edit.inverse().apply(&mut document), Ok(()));
            prop_assert_eq!(&document, &here);
        }
    }

    #[test]
    fn into_an_empty_article_everything_comes_as_it_is(document in document().prop_map(mended)) {
        let empty = Document::new(document.article.clone());
        for how in Duplicates::ALL {
            let (after, meeting) = join(&empty, &document, how);
            prop_assert_eq!(&after.sources, &document.sources);
            prop_assert_eq!(&after.strays, &document.strays);
            prop_assert_eq!(after.annotations.len(), document.annotations.len());
            prop_assert_eq!(meeting.differing, 0);
            for (id, annotation) in &document.annotations {
                prop_assert_eq!(&after.annotations[id].target, &annotation.target);
                prop_assert_eq!(&after.annotations[id].note, &annotation.note);
            }
        }
    }
}

/// A claim with this status and note, last changed then; `came` meets `here`.
#[track_caller]
fn check(here: (ClaimStatus, &str, u64), came: (ClaimStatus, &str, u64), expected: (ClaimStatus, &str)) {
    let claim = |(status, note, at): (ClaimStatus, &str, u64)| {
        let claim = Claim { status, ..Claim::default() };
        let at = Timestamp::from_millis(at);
        Annotation {
            id: Stamp { at, random: 1 }.id(0),
            target: Target::new([TextRange::new(0.into(), 4.into())]).expect("a range"),
            body: Body::Claim(claim),
            tags: Vec::new(),
            note: note.to_owned(),
            creator: String::new(),
            origin: Origin::Hand,
            created: at,
            modified: at,
        }
    };
    let newer = came.2 > here.2;
    let joined = Joining { newer, said: &mut Vec::new() }.annotation(&claim(here), &claim(came));
    let Body::Claim(body) = &joined.body else { panic!("no claim") };
    assert_eq!((body.status, joined.note.as_str()), expected, "{here:?} {came:?}");
}

#[test]
fn notes_are_joined_and_of_two_choices_the_newer_stands() {
    use ClaimStatus::{Disputed, Refuted, Unchecked};
    check((Disputed, "a", 1), (Refuted, "b", 2), (Refuted, "a\nb"));
    check((Disputed, "a", 2), (Refuted, "b", 1), (Disputed, "a\nb"));
    check((Disputed, "a", 1), (Unchecked, "", 2), (Disputed, "a"));
    check((Unchecked, "", 2), (Refuted, "b", 1), (Refuted, "b"));
    check((Disputed, "all of it", 1), (Disputed, "of", 2), (Disputed, "all of it"));
}
