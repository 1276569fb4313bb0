//! Documents of every sort that is read.

use hearsay::{
    article::BlockKind,
    import::{Draft, ImportError, Sort, read, read_watched},
};

use crate::build::{docx, docx_with, epub, epub_with, paragraph, pdf};

/// The blocks of a draft, each after a letter for its kind.
fn blocks(draft: &Draft) -> Vec<String> {
    let kind = |kind: BlockKind| match kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem => "li".to_owned(),
        BlockKind::Quotation => "q".to_owned(),
        BlockKind::Caption => "c".to_owned(),
        BlockKind::Preformatted => "pre".to_owned(),
    };
    draft.blocks.iter().map(|block| format!("{} {}", kind(block.kind), block.text)).collect()
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) -> Draft {
    let mut drafts = read(name, bytes, None).expect("an article");
    let draft = drafts.swap_remove(0);
    assert_eq!(blocks(&draft), expected);
    draft.freeze().expect("sound blocks");
    draft
}

#[test]
fn a_word_document_keeps_its_styles() {
    let body = [
        paragraph("Titel", "<w:r><w:t>Mill to reopen</w:t></w:r>"),
        paragraph("Standard", "<w:r><w:t>The mill </w:t></w:r><w:r><w:t>reopens &#8211; in</w:t><w:tab/><w:t>May.</w:t></w:r>"),
        paragraph("berschrift2", "<w:r><w:t>Why</w:t></w:r>"),
        paragraph("Zitat", "<w:r><w:t>Because &lt;of&gt; rain.</w:t></w:r>"),
        r#"<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"#
            .to_owned(),
        "<w:p/>".to_owned(),
    ]
    .concat();
    let draft = check(
        "draft.docx",
        &docx(&body),
        &[
            "h1 Mill to reopen",
            "p The mill reopens – in May.",
            "h2 Why",
            "q Because <of> rain.",
            "li one",
            "p new",
        ],
    );
    assert_eq!((draft.about.title.as_str(), draft.about.byline.as_str()), ("Mill to reopen", "Ann Lee"));
}

#[test]
fn notes_of_a_word_document_come_last_and_their_marks_leave_the_sentence_alone() {
    let call = |name: &str, more: &str| format!("<w:r><w:{name} {more}/></w:r>");
    let body = [
        paragraph(
            "x",
            &format!(
                "<w:r><w:t>The cost was five million</w:t></w:r>{}<w:r><w:t>, she said.</w:t></w:r>",
                call("footnoteReference", "w:id='7'")
            ),
        ),
        paragraph(
            "x",
            &format!(
                "<w:r><w:t>It is sound</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows='1' w:id='3'/><w:t>*</w:t></w:r><w:r><w:t>, and old</w:t></w:r>{}<w:r><w:t>.</w:t></w:r>{}<w:del>{}</w:del>",
                call("endnoteReference", "w:id='2'"),
                call("footnoteReference", "w:id='4'"),
                call("footnoteReference", "w:id='5'"),
            ),
        ),
        paragraph("Aufzhlung", "<w:r><w:t>one</w:t></w:r>"),
    ]
    .concat();
    let note = |kind: &str, id: &str, text: &str| {
        format!(
            "<w:{kind} w:id='{id}'><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:{kind}>"
        )
    };
    let foot = [
        "<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>".to_owned(),
        note("footnote", "3", "An engineer said so."),
        note("footnote", "4", "In 2019."),
        note("footnote", "5", "Deleted with its mark."),
        "<w:footnote w:id='7'><w:p><w:r><w:t>Annual report, according to the auditor.</w:t></w:r></w:p><w:p><w:r><w:t>She was asked twice.</w:t></w:r></w:p></w:footnote></w:footnotes>".to_owned(),
    ]
    .concat();
    let end = format!("<w:endnotes xmlns:w='w'>{}</w:endnotes>", note("endnote", "2", "Built in 1871."));
    let draft = check(
        "notes.docx",
        &docx_with(&body, &[("word/footnotes.xml", &foot), ("word/endnotes.xml", &end)]),
        &[
            "p The cost was five million, she said.",
            "p It is sound, and old.",
            "li one",
            "p 1 Annual report, according to the auditor.",
            "p She was asked twice.",
            "p * An engineer said so.",
            "p 2 In 2019.",
            "p 1 Built in 1871.",
        ],
    );
    assert!(draft.blocks[3..].iter().all(|block| block.aside));
    assert!(draft.blocks[..3].iter().all(|block| !block.aside));
}

#[test]
fn a_book_without_one_of_its_chapters_comes_in_and_names_it() {
    let one = "<h1>One</h1><p>The first.</p>";
    let two = "<h1>Two</h1><p>The second.</p>";
    let book = epub_with(&[Some(one), None, Some(two)], "", "");
    let whole = check("book.epub", &book, &["h1 One", "p The first.", "h1 Two", "p The second."]);
    assert_eq!(whole.hygiene.notes(), ["1 part is missing in the file or cannot be read: ch 1.xhtml."]);
    assert_eq!(read("book.epub", &epub_with(&[None], "", ""), None), Err(ImportError::Damaged(Sort::Epub)));
}

#[test]
fn chapters_are_called_as_the_contents_call_them() {
    let chapters = [
        Some("<p>It began on the weir.</p>"),
        Some("<p>It went on.</p>"),
        Some("<h2>The End</h2><p>No more.</p>"),
    ];
    let nav = "<html xmlns:epub='e'><body><nav epub:type='landmarks'><a href='text/ch%200.xhtml'>Start</a></nav>\
               <nav epub:type='toc'><ol><li><a href='text/ch%200.xhtml#a'>The <i>Weir</i></a></li>\
               <li><a href='text/ch%200.xhtml#b'>Lower down</a></li><li><a href='text/ch%201.xhtml'>The Mill</a></li></ol></nav></body></html>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>Weir</text></navLabel><content src='text/ch%200.xhtml'/>\
               <navPoint><navLabel><text>Mill</text></navLabel><content src='text/ch%201.xhtml#a'/></navPoint></navPoint></navMap>\
               <pageList><pageTarget><navLabel><text>9</text></navLabel><content src='text/ch%202.xhtml'/></pageTarget></pageList></ncx>";
    for (nav, ncx, expected) in [
        (nav, ncx, ["The Weir", "The Mill", "The End"]),
        ("", ncx, ["Weir", "Mill", "The End"]),
        ("<html><nav><a href='text/ch%200.xhtml'>Weir</a><", "", ["Weir", "It went on.", "The End"]),
        ("", "", ["It began on the weir.", "It went on.", "The End"]),
    ] {
        let drafts = read("book.epub", &epub_with(&chapters, nav, ncx), None).expect("a book");
        let titles: Vec<&str> = drafts[1..].iter().map(|draft| draft.about.title.as_str()).collect();
        assert_eq!(titles, expected);
    }
}

#[test]
fn a_book_that_is_too_large_as_a_whole_comes_by_chapter() {
    let chapter = format!("<h1>Long</h1><p>{}</p>", "The mill reopens in May. ".repeat(500_000));
    let drafts = read("book.epub", &epub(&[&chapter, &chapter]), None).expect("chapters");
    assert_eq!(drafts.len(), 2);
    assert_eq!(
        drafts[0].hygiene.notes(),
        [
            "The whole is too large to be taken in at once, so its chapters are offered.",
            "1 passage too long to be one paragraph parted where sentences end.",
        ]
    );
    let larger = format!("<p>{}</p>", "The mill reopens in May. ".repeat(850_000));
    let error = read("book.epub", &epub(&[&larger]), None).expect_err("too large");
    assert!(error.to_string().starts_with("Its text is 22 MB large; Hearsay takes up to 20 MB"), "{error}");
}

#[test]
fn a_book_comes_whole_and_by_chapter() {
    let book = epub(&["<h1>One</h1><p>The <a id='x'/>first.</p>", "<h1>Two</h1><p>The second.</p>"]);
    let whole = check("book.epub", &book, &["h1 One", "p The first.", "h1 Two", "p The second."]);
    assert_eq!(whole.about.title, "Salt & Rope");
    assert_eq!(whole.about.byline, "Ann Lee, Bo Ek");
    let drafts = read("book.epub", &book, None).expect("a book");
    let titles: Vec<&str> = drafts.iter().map(|draft| draft.about.title.as_str()).collect();
    assert_eq!(titles, ["Salt & Rope", "One", "Two"]);
    assert_eq!(blocks(&drafts[2]), ["h1 Two", "p The second."]);
}

#[test]
fn a_long_book_goes_in_and_can_be_stopped() {
    // 150,000 words in fifty chapters.
    let chapter = format!(
        "<h2>A chapter</h2>{}",
        "<p>One two three four five six seven eight nine ten.</p>".repeat(300)
    );
    let book = epub(&vec![chapter.as_str(); 50]);
    let drafts = read("book.epub", &book, None).expect("a book");
    assert_eq!(drafts.len(), 51);
    assert!(drafts[0].words().split_whitespace().count() >= 150_000);
    let mut told = Vec::new();
    let stopped = read_watched("book.epub", &book, None, &mut |done| {
        told.push(done);
        done < 0.5
    });
    assert_eq!(stopped, Err(ImportError::Cancelled));
    assert!(told.is_sorted() && told.len() > 10, "{told:?}");
}

#[test]
fn a_saved_page_is_found_in_its_message() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://weir.example/mill\r\nSubject: x\r\n\
                MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b--1\"\r\n\r\n\
                ----b--1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                <html><head><meta charset=3D\"utf-8\"><title>Mill to reopen</title></head><body><h1>Mill to reopen</h1>\
                <p>The mill reopens in May, its owners said, and =E2=80=9Cnot a day later=E2=80=9D.</p></body></html>\r\n\
                ----b--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--1--\r\n";
    let draft = check(
        "mill.mhtml",
        page.as_bytes(),
        &["h1 Mill to reopen", "p The mill reopens in May, its owners said, and “not a day later”."],
    );
    assert_eq!(draft.about.url, "https://weir.example/mill");
}

#[test]
fn encodings_of_files_are_told_and_noted() {
    let (bytes, ..) = encoding_rs::SHIFT_JIS
        .encode("橋は来月まで閉鎖される\n\n市の担当者が七日、述べた。川の水位はまだ高い。");
    let draft = check(
        "a.txt",
        &bytes,
        &["h1 橋は来月まで閉鎖される", "p 市の担当者が七日、述べた。川の水位はまだ高い。"],
    );
    assert_eq!(draft.hygiene.encoding, "Shift_JIS");
}

#[test]
fn a_rich_paste_is_taken_whole() {
    let paste = "<meta charset='utf-8'><h2>Why</h2><p>Because of <b>rain</b>.</p><ul><li>one</li></ul>";
    let draft = hearsay::import::html(paste, "https://weir.example/").expect("an article");
    assert_eq!(blocks(&draft), ["h2 Why", "p Because of rain.", "li one"]);
    assert_eq!(draft.about.url, "https://weir.example/");
}

#[test]
fn five_megabytes_of_html_go_in() {
    let paragraph =
        "<p>The mill, which had stood idle for a year, will reopen in May, its owners said on Monday.</p>\n";
    let body = paragraph.repeat(5_000_000 / paragraph.len());
    let page = format!(
        "<html><head><title>Mill</title></head><body><article><h1>Mill</h1>{body}</article></body></html>"
    );
    let drafts = read("mill.html", page.as_bytes(), None).expect("an article");
    assert!(drafts[0].blocks.len() > 50_000, "{}", drafts[0].blocks.len());
}

#[test]
fn a_pdf_of_a_browser_gives_its_paragraphs_with_words_put_together() {
    // Two pages of A5, justified and hyphenated, made by Chromium from a text of ours.
    let draft =
        check("mill.pdf", include_bytes!("mill.pdf"), &include_str!("mill.txt").lines().collect::<Vec<_>>());
    assert_eq!(draft.about.title, "Mill to grind again");
    assert_eq!(draft.about.byline, "By Hanna Osei");
    assert!(draft.hygiene.rejoined > 0);
}

#[test]
fn a_pdf_with_a_font_of_its_own_machine_is_read_and_its_page_numbers_are_set_aside() {
    let page = |n: usize, words: &str| {
        format!(
            "BT /F1 11 Tf 14 TL 40 500 Td ({words}) Tj T* (and then the line goes on,) Tj T* (and ends.) Tj ET BT /F1 8 Tf 40 20 Td (The Weir {n}) Tj ET"
        )
    };
    let (one, two) = (page(1, "The mill reopens in May,"), page(2, "The wheel will turn,"));
    let draft = check(
        "a.pdf",
        &pdf(&[&one, &two], ""),
        &[
            "p The mill reopens in May, and then the line goes on, and ends.",
            "p The wheel will turn, and then the line goes on, and ends.",
            "p The Weir 1",
            "p The Weir 2",
        ],
    );
    let asides: Vec<bool> = draft.blocks.iter().map(|block| block.aside).collect();
    assert_eq!(asides, [false, false, true, true]);
}

#[test]
fn a_pdf_drawn_row_by_row_across_two_columns_is_read_column_by_column() {
    let rows = [
        ("The mill reopens in May, and", "It stood idle for a year, she"),
        ("the owner, who had long hesi-", "said, and nobody had expected"),
        ("tated, says that the wheel is", "it to turn again. The council"),
        ("sound. The well-known weir has", "will meet on Monday to decide"),
        ("been mended over the winter by", "who is to pay for the bridge."),
        ("men from the town, who were not", "Until then the road is closed"),
        ("paid for it, which they do not", "to carts, and the bread comes"),
    ];
    let page = |n: usize| {
        let mut stream = format!("BT /F1 8 Tf 40 580 Td (The Weir {n}) Tj ET ");
        for (row, (left, right)) in rows.iter().enumerate() {
            let y = 500 - 13 * row;
            stream.push_str(&format!(
                "BT /F1 10 Tf 40 {y} Td ({left}) Tj ET BT /F1 10 Tf 215 {y} Td ({right}) Tj ET "
            ));
        }
        stream
    };
    let (one, two) = (page(1), page(2));
    let drafts = read("columns.pdf", &pdf(&[&one, &two], ""), None).expect("an article");
    let text = drafts[0].words().replace("\n\n", " ");
    let column = "The mill reopens in May, and the owner, who had long hesitated, says that the wheel is sound. The well-known weir has been mended over the winter by men from the town, who were not paid for it, which they do not It stood idle for a year, she said, and nobody had expected it to turn again. The council will meet on Monday to decide who is to pay for the bridge. Until then the road is closed to carts, and the bread comes";
    assert_eq!(text, format!("{column} {column}"));
    assert_eq!(drafts[0].blocks.iter().filter(|block| block.aside).count(), 2, "the running titles");
}

/// The stream of a page: each line with its place from the left and from the foot, and its size.
fn drawn(lines: &[(f32, f32, f32, &str)]) -> String {
    lines.iter().map(|(x, y, size, words)| format!("BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET ")).collect()
}

/// The blocks of a PDF of these pages, those set aside after `~`.
fn blocks_of_pdf(pages: &[String]) -> Vec<String> {
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let drafts = read("a.pdf", &pdf(&pages, ""), None).expect("an article");
    let draft = &drafts[0];
    let aside = |n: usize| if draft.blocks[n].aside { "~ " } else { "" };
    blocks(draft).iter().enumerate().map(|(n, block)| format!("{}{block}", aside(n))).collect()
}

const FULL: &str = "It had stood idle for a year, and nobody had thought that it would turn";

#[test]
fn what_is_of_the_text_stays_in_it_at_the_edge_of_a_page_of_a_pdf() {
    let pages = [
        drawn(&[
            (40.0, 580.0, 8.0, "The Weir, 4 March 2026"),
            (40.0, 562.0, 16.0, "Part 1"),
            (40.0, 54.0, 10.0, "The council of the town has said that the bridge would not be shut"),
            (40.0, 42.0, 10.0, "again."),
            (200.0, 15.0, 8.0, "Page 1 of 3"),
        ]),
        drawn(&[
            (40.0, 580.0, 8.0, "The Weir, 4 March 2026"),
            (40.0, 562.0, 16.0, "Part 2"),
            (40.0, 540.0, 10.0, FULL),
            (40.0, 528.0, 10.0, "again."),
            (40.0, 54.0, 10.0, FULL),
            (40.0, 42.0, 10.0, "again."),
            (200.0, 15.0, 8.0, "Page 2 of 3"),
        ]),
        drawn(&[
            (40.0, 580.0, 8.0, "The Weir, 4 March 2026"),
            (40.0, 562.0, 16.0, "Part 3"),
            (40.0, 540.0, 10.0, FULL),
            (40.0, 528.0, 10.0, "in 1987."),
            (200.0, 15.0, 8.0, "Page 3 of 3"),
        ]),
    ];
    assert_eq!(
        blocks_of_pdf(&pages),
        [
            "h2 Part 1".to_owned(),
            "p The council of the town has said that the bridge would not be shut again.".to_owned(),
            "h2 Part 2".to_owned(),
            format!("p {FULL} again."),
            format!("p {FULL} again."),
            "h2 Part 3".to_owned(),
            format!("p {FULL} in 1987."),
            "~ p The Weir, 4 March 2026".to_owned(),
            "~ p Page 1 of 3".to_owned(),
            "~ p Page 2 of 3".to_owned(),
            "~ p Page 3 of 3".to_owned(),
        ]
    );
}

#[test]
fn a_footnote_of_a_pdf_is_set_aside_and_the_paragraph_goes_on_over_the_page() {
    let called = format!(
        "{} BT /F1 10 Tf 40 476 Td (which was said) Tj 4 Ts /F1 6 Tf (1) Tj 0 Ts /F1 10 Tf ( in a report, of 9 km) Tj 4 Ts /F1 6 Tf (2) Tj 0 Ts /F1 10 Tf (, by) Tj ET ",
        drawn(&[(40.0, 500.0, 10.0, FULL), (40.0, 488.0, 10.0, FULL)])
    );
    let pages = [
        called
            + &drawn(&[
                (40.0, 80.0, 7.0, "1 Report of the county engineer, page 7, which was seen"),
                (40.0, 71.0, 7.0, "by the paper."),
            ]),
        drawn(&[
            (40.0, 540.0, 10.0, "the engineer of the county."),
            (40.0, 500.0, 10.0, FULL),
            (40.0, 488.0, 10.0, "and which no one has read so far, since it is so very, very long that"),
            (40.0, 80.0, 7.0, "The wheel in May. Photo: Kofi Brand"),
        ]),
        drawn(&[(40.0, 540.0, 10.0, "it would take a week.")]),
    ];
    assert_eq!(
        blocks_of_pdf(&pages),
        [
            format!("p {FULL} {FULL} which was said in a report, of 9 km2, by the engineer of the county."),
            format!(
                "p {FULL} and which no one has read so far, since it is so very, very long that it would take a week."
            ),
            "p The wheel in May. Photo: Kofi Brand".to_owned(),
            "~ p 1 Report of the county engineer, page 7, which was seen by the paper.".to_owned(),
        ]
    );
}

#[test]
fn a_small_table_of_a_pdf_keeps_its_rows_and_is_no_date() {
    let row = |y: f32, cells: [&'static str; 3]| {
        [(40.0, y, 10.0, cells[0]), (100.0, y, 10.0, cells[1]), (150.0, y, 10.0, cells[2])]
    };
    let lines = [
        vec![
            (40.0, 540.0, 16.0, "The mill"),
            (40.0, 510.0, 10.0, "The council has seen what it will cost.  It is much.  It may be more."),
        ],
        row(480.0, ["Year", "Cost", "Share"]).to_vec(),
        row(468.0, ["2024", "5", "10 %"]).to_vec(),
        row(456.0, ["2025", "7", "12 %"]).to_vec(),
    ]
    .concat();
    let drafts = read("a.pdf", &pdf(&[&drawn(&lines)], ""), None).expect("an article");
    assert_eq!(
        blocks(&drafts[0]),
        [
            "h2 The mill",
            "p The council has seen what it will cost. It is much. It may be more.",
            "pre Year  Cost  Share\n2024  5  10 %\n2025  7  12 %",
        ]
    );
    assert_eq!(drafts[0].about.published, "");
    assert!(drafts[0].blocks.iter().all(|block| !block.aside));
}

#[test]
fn pages_of_a_pdf_that_are_pictures_are_counted() {
    let picture = "q 400 0 0 600 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q BT /F1 8 Tf 200 15 Td (2) Tj ET";
    let page = drawn(&[(40.0, 500.0, 10.0, FULL), (40.0, 488.0, 10.0, "again.")]);
    let drafts = read("a.pdf", &pdf(&[picture, &page, picture, ""], ""), None).expect("an article");
    assert_eq!(blocks(&drafts[0])[0], format!("p {FULL} again."));
    assert_eq!(drafts[0].hygiene.notes(), ["2 pages hold pictures only and were left out."]);
    assert_eq!(read("a.pdf", &pdf(&[picture, picture], ""), None), Err(ImportError::Scanned));
}

#[test]
fn a_pdf_that_is_cut_short_says_so() {
    let page = drawn(&[(40.0, 500.0, 10.0, FULL), (40.0, 488.0, 10.0, "again.")]);
    let whole = pdf(&[&page, &page], "");
    let cut = whole.windows(4).position(|four| four == b"xref").expect("a table");
    let drafts = read("a.pdf", &whole[..cut], None).expect("an article");
    assert_eq!(
        drafts[0].hygiene.notes(),
        ["The end of the file is missing, so some of the text may be, too."]
    );
}

#[test]
fn japanese_in_utf_16_without_a_mark_is_read() {
    let text = "橋は来月まで閉鎖される\n\n市の担当者が七日、述べた。川の水位はまだ高い。";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let draft = check(
        "a.txt",
        &bytes,
        &["h1 橋は来月まで閉鎖される", "p 市の担当者が七日、述べた。川の水位はまだ高い。"],
    );
    assert_eq!(draft.hygiene.encoding, "UTF-16LE");
}
