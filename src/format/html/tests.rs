use std::collections::BTreeSet;

use proptest::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

use super::*;
use crate::{annotation::arbitrary, article::Block, format::example};

/// What may stand in a page.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "nav",
    "article",
    "header",
    "footer",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ol",
    "ul",
    "li",
    "blockquote",
    "pre",
    "mark",
    "sup",
    "a",
    "bdi",
    "span",
    "strong",
    "q",
];

/// What may stand on an element.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "dir",
    "href",
    "rel",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
];

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The page as a browser's parser sees it, which found nothing to object to.
fn parsed(bytes: &[u8]) -> Html {
    let page = Html::parse_document(std::str::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(page.errors, Vec::<String>::new());
    page
}

#[test]
fn a_fault_of_a_page_is_seen() {
    assert!(!Html::parse_document("<!DOCTYPE html><title>x</title><p></b>&#0;").errors.is_empty());
}

/// The words of the article on the page, without the numbers of the marks.
fn words(page: &Html) -> String {
    let mut words = String::new();
    for section in select(page, ".text") {
        for node in section.descendants() {
            let in_number =
                node.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == "sup"));
            if let (Node::Text(text), false) = (node.value(), in_number) {
                words.push_str(text);
            }
        }
    }
    words
}

/// The words of the article, as a page can hold them.
fn expected(document: &Document) -> String {
    let article = &document.article.text;
    let block = |block: &Block| text::shown(article.slice(block.range));
    article.blocks().iter().map(block).collect()
}

#[test]
fn the_page_holds_the_article_and_numbers_its_marks() {
    let document = example::document();
    let page = parsed(&write(&[&document], example::at()));
    assert_eq!(words(&page), expected(&document));
    let numbers: Vec<String> = select(&page, ".text sup a").iter().map(|a| a.text().collect()).collect();
    assert_eq!(numbers, ["S1", "Q1", "C1"]);
    let labels: Vec<_> = select(&page, ".text sup a").iter().filter_map(|a| a.attr("aria-label")).collect();
    assert_eq!(labels, ["source 1", "quote 1", "claim 1"]);
    assert_eq!(select(&page, "#a1-S1 ul li").len(), 1, "what the source said");
    assert_eq!(select(&page, ".tick").len(), 0);
    assert_eq!(select(&parsed(&write_for_paper(&[&document], example::at())), ".tick").len(), 1);
}

#[test]
fn the_policy_names_the_style_sheet_and_lets_nothing_else_run() {
    let file = parsed(&write(&[&example::document()], example::at()));
    let style: String = select(&file, "style")[0].text().collect();
    let hash = page::base64(&<sha2::Sha256 as sha2::Digest>::digest(style.as_bytes()));
    let policy = select(&file, "meta[http-equiv]")[0].attr("content").expect("a policy");
    let expected =
        format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    assert_eq!(policy, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn words_of_others_are_no_markup(document in arbitrary::settled(), hostile in hostile()) {
        let mut document = document;
        put_everywhere(&mut document, &hostile);
        for bytes in [write(&[&document], example::at()), write_for_paper(&[&document], example::at())] {
            let page = parsed(&bytes);
            for element in select(&page, "*") {
                prop_assert!(ELEMENTS.contains(&element.value().name()), "{}", element.value().name());
                for (name, value) in element.value().attrs() {
                    prop_assert!(ATTRIBUTES.contains(&name), "{name}");
                    prop_assert!(name != "href" || value.starts_with(['#', 'h']), "{value}");
                }
            }
            prop_assert_eq!(words(&page), expected(&document));
            let levels = select(&page, "h1, h2, h3, h4, h5, h6");
            let levels: Vec<u8> = levels.iter().map(|heading| heading.value().name().as_bytes()[1] - b'0').collect();
            prop_assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        }
    }

    #[test]
    fn every_number_leads_somewhere(documents in arbitrary::all_settled(3)) {
        let documents: Vec<&Document> = documents.iter().collect();
        let page = parsed(&write(&documents, example::at()));
        let ids: Vec<&str> = select(&page, "[id]").iter().filter_map(|e| e.attr("id")).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for link in select(&page, "a[href^='#']") {
            let to = link.attr("href").unwrap_or_default().trim_start_matches('#');
            prop_assert!(ids.contains(&to), "{to}");
        }
        let count: usize = documents.iter().map(|document| document.annotations.len()).sum();
        prop_assert_eq!(select(&page, ".text sup a").len(), count);
    }
}

/// What somebody might try.
fn hostile() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</style><script>x</script>",
        "\"><img src=x onerror=x>",
        "' onclick='x",
        "<!-- ",
        "-->",
        "]]>",
        "&lt;&#0;&#x110000;",
        "</title></head><body>",
        "javascript:alert(1)",
        "\u{0}\u{b}\u{fdd0}",
        "</section></article>",
        "{{x}} ${x}",
        "<svg/onload=x>",
        "\u{202e}\u{2066}",
        "data:text/html,x",
    ])
    .prop_map(str::to_owned)
}

/// Puts the string into every field that people can write to.
fn put_everywhere(document: &mut Document, text: &str) {
    use std::rc::Rc;

    use crate::annotation::{Body, Evidence, Stance};
    let article = Rc::make_mut(&mut document.article);
    let about = &mut article.about;
    for field in [&mut about.title, &mut about.byline, &mut about.site, &mut about.url, &mut about.language] {
        text.clone_into(field);
    }
    for source in document.sources.values_mut() {
        let source = Rc::make_mut(source);
        for field in [&mut source.name, &mut source.role, &mut source.anonymity_reason, &mut source.note] {
            text.clone_into(field);
        }
    }
    for annotation in document.annotations.values_mut() {
        let annotation = Rc::make_mut(annotation);
        text.clone_into(&mut annotation.note);
        annotation.tags.push(text.to_owned());
        if let Body::Claim(claim) = &mut annotation.body {
            text.clone_into(&mut claim.restatement);
            let [link, title, note] = [(); 3].map(|()| text.to_owned());
            claim.evidence.push(Evidence { link, title, stance: Stance::Context, note });
        }
    }
}
