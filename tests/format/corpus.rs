//! A corpus of brat files comes out as it went in, where one is at hand.

use std::path::Path;

#[path = "../../examples/corpus/folder.rs"]
mod folder;

#[test]
fn every_file_of_the_corpus_comes_out_as_it_went_in() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/polnear/train");
    // In a worktree beside the shared folder’s neighbour, it is one further up.
    let corpus = [corpus.clone(), Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/polnear/train")]
        .into_iter()
        .find(|corpus| corpus.is_dir());
    let Some(corpus) = corpus else {
        eprintln!("\n=== SKIPPED: no corpus at ../shared/polnear/train; nothing was compared ===\n");
        return;
    };
    let tally = folder::there_and_back(&corpus).expect("a folder of brat files");
    println!("{tally}");
    assert!(tally.equal > 0);
    assert_eq!(tally.unequal, 0, "{:#?}", tally.differences);
}
