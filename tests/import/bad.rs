//! What is no article, or means harm. Each gets a sentence, or goes in without its tricks; none
//! panics, hangs or overflows a small stack.

use std::{thread, time::Duration};

use proptest::{collection::vec, prelude::*, sample::select};

use hearsay::import::{Draft, ImportError, MAX_FILE, MAX_TEXT, Sort, read};

use crate::build::{docx, epub, paragraph, pdf, zip};

/// The stack that a thread of WebAssembly gets from the compiler.
const STACK: usize = 1 << 20;

/// Longer than anything here takes in a debug build on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn import(name: &str, bytes: Vec<u8>) -> Result<Draft, ImportError> {
    let (done, answer) = std::sync::mpsc::channel();
    let file = name.to_owned();
    let reading = thread::Builder::new().stack_size(STACK).spawn(move || {
        let drafts = read(&file, &bytes, None);
        done.send(drafts.map(|mut drafts| drafts.swap_remove(0))).expect("a listener");
    });
    let answer = answer.recv_timeout(PATIENCE).expect("an answer");
    reading.expect("a thread").join().expect("no panic");
    answer
}

/// It is refused, by a sentence that says what to do.
#[track_caller]
fn refused(name: &str, bytes: impl Into<Vec<u8>>, expected: &ImportError) {
    let error = import(name, bytes.into()).expect_err(name);
    assert_eq!(&error, expected, "{name}");
    let sentence = error.to_string();
    let acts = ["Paste", "paste", "Save", "Download", "Bring", "OCR", "Unpack", "open"];
    assert!(sentence.ends_with('.') && acts.iter().any(|act| sentence.contains(act)), "{sentence}");
}

/// It goes in, as these blocks and no other words.
#[track_caller]
fn harmless(html: &str, expected: &[&str]) {
    let draft = import("page.html", html.as_bytes().to_vec()).expect("an article");
    let texts: Vec<&str> = draft.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, expected, "{html}");
    assert!(!draft.about.url.starts_with("javascript"), "{html}");
}

#[test]
fn tricks_of_markup_leave_their_words_alone() {
    for (html, expected) in [
        ("<p>one<script>alert(1)</script> two</p>", "one two"),
        ("<p onclick=alert(1) onmouseover='x'>one two</p>", "one two"),
        ("<p><a href='javascript:alert(1)'>one</a> two</p>", "one two"),
        ("<p>one<svg onload=alert(1)><desc><script>x</script></desc><text>x</text></svg> two</p>", "one two"),
        ("<p>one <svg><foreignObject><p>x</p></foreignObject></svg>two</p>", "one two"),
        (
            "<p>one <math><mi>two</mi><annotation-xml encoding='text/html'><script>x</script></annotation-xml></math></p>",
            "one two",
        ),
        ("<p>one two</p><noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "one two"),
        ("<p>one two<style><style/><img src=x onerror=alert(1)></style></p>", "one two"),
        ("<p>one two<template><script>x</script></template></p>", "one two"),
        ("<p>one two<iframe srcdoc='<script>x</script>'>y</iframe></p>", "one two"),
        ("<p>one two<textarea><p></textarea></p>", "one two"),
        ("<p>&lt;script&gt;one two&lt;/script&gt;</p>", "<script>one two</script>"),
        ("<p>one two<!--><script>x</script>--></p>", "one two-->"),
    ] {
        harmless(html, &[expected]);
    }
}

#[test]
fn strings_that_mutate_between_two_parsers_do_no_harm() {
    // What comes out is text: nothing of it is ever parsed a third time.
    for html in [
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
        "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<article><p>A paragraph.</p><math><mtext><mglyph><style><![CDATA[</style><img src=x onerror=alert(1)>]]></math>",
    ] {
        let taken = import("page.html", html.as_bytes().to_vec());
        let texts =
            taken.map(|draft| draft.blocks.iter().map(|block| block.text.clone()).collect::<Vec<_>>());
        assert!(!texts.unwrap_or_default().concat().contains("<script"), "{html}");
    }
}

#[test]
fn what_is_built_too_deep_is_refused_on_a_small_stack() {
    let deep = |tag: &str| format!("<title>x</title><p>One.</p>{}", tag.repeat(100_000));
    let too_deep = ImportError::TooDeep { limit: 512 };
    for tag in [
        "<div>",
        "<b>",
        "<blockquote>",
        "<table><tr><td>",
        "<svg><g>",
        "<font size=1 id=a>",
        "<div title='</div>'>",
    ] {
        refused("deep.html", deep(tag), &too_deep);
    }
}

#[test]
fn a_tag_with_hundreds_of_thousands_of_attributes_is_refused_at_once() {
    let attributes: String = (0..400_000).map(|n| format!(" a{n}=1")).collect();
    refused("wide.html", format!("<p{attributes}>one two</p>"), &ImportError::Crowded { limit: 500 });
}

#[test]
fn what_is_as_deep_as_allowed_goes_in_on_a_small_stack() {
    let (open, close) = ("<div>".repeat(480), "</div>".repeat(480));
    let page = format!("<title>Mill</title>{open}<p>The mill reopens in May.</p>{close}");
    let draft = import("deep.html", page.into_bytes()).expect("an article");
    assert!(draft.blocks.iter().any(|block| block.text == "The mill reopens in May."));
}

#[test]
fn what_is_no_article_is_told_apart() {
    let damaged = ImportError::Damaged;
    let page = |body: &str| format!("<html><head><title>Shop</title></head><body>{body}</body></html>");
    refused("empty.txt", "", &ImportError::Empty);
    refused("blank.txt", " \r\n\u{a0}\u{200b}", &ImportError::Empty);
    refused("empty.html", page(""), &ImportError::NoArticle);
    refused("app.html", page("<div id=root></div><script src=app.js></script>"), &ImportError::NoArticle);
    let links = "<li><a href=/a>Something for sale</a></li>".repeat(40);
    refused("links.html", page(&format!("<nav><ul>{links}</ul></nav>")), &ImportError::NoArticle);
    let binary: Vec<u8> = (0..4000u32).map(|n| (n * 7919 % 256) as u8).collect();
    refused("binary.txt", binary, &ImportError::NotText);
    refused("picture.txt", *b"\x89PNG\r\n\x1a\n0000", &ImportError::NotRead(Sort::Picture));
    refused("old.doc", *b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &ImportError::NotRead(Sort::OldOffice));
    refused("a.rtf", "{\\rtf1 x}", &ImportError::NotRead(Sort::Rtf));
    refused("a.zip", zip(&[("a.txt", b"one")]), &ImportError::NotRead(Sort::Zip));
    refused("a.odt", zip(&[("content.xml", b"<x/>")]), &ImportError::NotRead(Sort::OpenDocument));
    refused("cut.zip", b"PK\x03\x04".to_vec(), &damaged(Sort::Zip));
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let line = vec![b'x'; 50_000_000];
    refused("line.txt", line.clone(), &ImportError::TooLarge { bytes: 50_000_000, limit: MAX_TEXT });
    refused("line.html", line, &ImportError::TooLarge { bytes: 50_000_000, limit: MAX_TEXT });
    let huge = vec![b'x'; MAX_FILE + 1];
    refused("huge.pdf", huge, &ImportError::TooLarge { bytes: MAX_FILE + 1, limit: MAX_FILE });
}

#[test]
fn documents_that_are_damaged_locked_or_traps_are_told_apart() {
    let text = |words: &str| paragraph("x", &format!("<w:r><w:t>{words}</w:t></w:r>"));
    let bomb = docx(&text(&"x".repeat(110_000_000)));
    assert!(bomb.len() < 500_000, "a small file: {}", bomb.len());
    refused("bomb.docx", bomb, &ImportError::Bomb { limit: 100_000_000 });
    refused("broken.docx", docx("<w:p></w:q>"), &ImportError::Damaged(Sort::Docx));
    refused("empty.docx", docx(""), &ImportError::Empty);
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused("locked.docx", locked, &ImportError::Locked(Sort::Docx));

    let book = epub(&["<p>One.</p>"]);
    refused("cut.epub", &book[..book.len() - 30], &ImportError::Damaged(Sort::Epub));
    refused("cut", &book[..book.len() / 2], &ImportError::Damaged(Sort::Epub));
    let document = docx(&text("one"));
    refused("cut.docx", &document[..document.len() / 2], &ImportError::Damaged(Sort::Docx));
    refused("cut", &document[..document.len() - 30], &ImportError::Damaged(Sort::Docx));
    let container = r#"<container><rootfile full-path="a.opf"/></container>"#;
    refused(
        "x.epub",
        zip(&[("META-INF/container.xml", container.as_bytes())]),
        &ImportError::Damaged(Sort::Epub),
    );
    let rights = r#"<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>"#;
    let parts =
        [("META-INF/container.xml", container.as_bytes()), ("META-INF/encryption.xml", rights.as_bytes())];
    refused("locked.epub", zip(&parts), &ImportError::Locked(Sort::Epub));
    let message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n";
    refused("cut.mhtml", message, &ImportError::Damaged(Sort::Mhtml));
}

#[test]
fn broken_text_goes_in_with_its_holes_shown() {
    let draft = import("broken.txt", b"The caf\xc3\xa9 r\xc3\xa9sum\xc3\xa9 na\xc3\xafve \xe2\x80\x9cfa\xc3\xa7ade\xe2\x80\x9d \xff opens.".to_vec());
    let draft = draft.expect("an article");
    assert_eq!(draft.blocks[0].text, "The café résumé naïve “façade” \u{fffd} opens.");
    assert_eq!(draft.hygiene.undecodable, 1);
}

#[test]
fn pdfs_that_cannot_be_read_say_why() {
    let drawing = "0 0 m 100 100 l S";
    refused("scan.pdf", pdf(&[drawing, drawing], ""), &ImportError::Scanned);
    let secret = "00".repeat(32);
    let lock = format!(
        "/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{secret}> /U <{secret}> >>"
    );
    refused("locked.pdf", pdf(&[drawing], &lock), &ImportError::Locked(Sort::Pdf));
    refused("cut.pdf", *b"%PDF-1.7\n1 0 obj", &ImportError::Damaged(Sort::Pdf));
    let words = format!("BT /F1 10 Tf 40 500 Td ({}) Tj ET", "The mill reopens in May. ".repeat(9));
    let whole = pdf(&[&words], "");
    let cut = whole.windows(6).position(|six| six == b"stream").expect("a stream") + 12;
    refused("cut.pdf", &whole[..cut], &ImportError::Damaged(Sort::Pdf));
}

/// Pieces that markup is made of, well or badly.
const SOUP: [&str; 40] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mtext>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<q>",
    "</q>",
    "<pre>",
    "<br>",
    "<ruby>",
    "<rt>",
    "A sentence of words. ",
    "<blockquote>",
    "<li>",
    "\u{0}",
    "&nbsp;",
    "<article>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_soup_of_tags_is_read_or_refused(pieces in vec(select(&SOUP[..]), 0..60)) {
        if let Ok(draft) = hearsay::import::html(&pieces.concat(), "") {
            prop_assert!(draft.freeze().is_ok());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..300), name in select(&["a.txt", "a.html", "a.md"][..])) {
        if let Ok(drafts) = read(name, &bytes, None) {
            prop_assert!(drafts.iter().all(|draft| draft.freeze().is_ok()));
        }
    }

    #[test]
    fn any_damage_to_a_document_is_survived(which in 0usize..3, harm in vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = match which {
            0 => docx(&paragraph("Titel", "<w:r><w:t>Mill to reopen</w:t></w:r>")),
            1 => epub(&["<h1>One</h1><p>The first.</p>", "<p>The second.</p>"]),
            _ => include_bytes!("mill.pdf").to_vec(),
        };
        for (place, byte) in harm {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(drafts) = read("a", &bytes, None) {
            prop_assert!(drafts.iter().all(|draft| draft.freeze().is_ok()));
        }
    }
}
