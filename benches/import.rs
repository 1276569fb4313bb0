//! How quickly pages go in: per megabyte of HTML, with as much around the article as sites put
//! there, and a long book on one page.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark without its input is none")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hearsay::import::{html, plain};

const SENTENCES: [&str; 4] = [
    "The mill, which had stood idle for a year, will reopen in May, its owners said on Monday. ",
    "“We are ready,” said <a href=\"/brand\">Kofi Brand</a>, “and the <em>river</em> is ready.” ",
    "According to two people who have seen the letters, the council would be content with less. ",
    "Nobody has asked the heron. ",
];

/// A page of about a megabyte: a third of it is text, the rest what sites put around it.
fn news() -> String {
    let item = "<li class=\"menu-item\"><a class=\"link\" href=\"/section/page\" data-track=\"nav\">Section</a></li>\n";
    let card = "<div class=\"card teaser\"><a href=\"/x\"><img src=\"/i.jpg\" alt=\"\"><h3>Another story</h3></a><p>What it is about.</p></div>\n";
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Mill to reopen</title><script>{}</script></head><body><nav><ul>{}</ul></nav>\
         <main><article><h1>Mill to reopen</h1>{}</article></main><section class=related>{}</section></body></html>",
        "var a = [1, 2, 3];\n".repeat(10_000),
        item.repeat(1500),
        paragraphs(350_000),
        card.repeat(1800),
    )
}

/// A book on one page.
fn book() -> String {
    format!(
        "<html><head><title>Mill</title></head><body><h1>Mill</h1>{}</body></html>",
        paragraphs(1_000_000)
    )
}

fn paragraphs(bytes: usize) -> String {
    let mut html = String::new();
    let mut sentences = SENTENCES.iter().cycle();
    while html.len() < bytes {
        let words: String = sentences.by_ref().take(5).copied().collect();
        html.push_str(&format!("<p>{words}</p>\n"));
        sentences.next();
    }
    html
}

fn import(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    for (name, page) in [("news page", news()), ("book on one page", book())] {
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(name, |bench| bench.iter(|| html(&page, "").expect("an article")));
    }
    let text = "The mill will reopen in May, its owners said on Monday.\n\n".repeat(17_000);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("plain text", |bench| bench.iter(|| plain(&text).expect("an article")));
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);
