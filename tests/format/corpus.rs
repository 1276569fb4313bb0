//! A corpus of brat files comes out as it went in, where one is at hand.

use std::path::Path;

#[path = "../../examples/corpus/folder.rs"]
mod folder;

#[test]
fn every_file_of_the_corpus_comes_out_as_it_went_in() {
    // Beside the checkout, or one folder further up.
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/polnear/train", "../../shared/polnear/train"];
    let corpus = places.into_iter().map(|place| checkout.join(place)).find(|corpus| corpus.is_dir());
    let Some(corpus) = corpus else {
        eprintln!("\n=== SKIPPED: no corpus at ../shared/polnear/train; nothing was compared ===\n");
        return;
    };
    let tally = folder::there_and_back(&corpus).expect("a folder of brat files");
    println!("{tally}");
    assert!(tally.equal > 0);
    assert_eq!(tally.unequal, 0, "{:#?}", tally.differences);
}
