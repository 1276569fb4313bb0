//! The overview: what there is, counted.

use yew::prelude::*;

use super::element::html;
use super::{Send, about, words};
use crate::{
    annotation::{Body, Counts, QuoteKind, Standing},
    app::{Desk, Filter, Library, Message, Only, Tab},
    article::About,
    order,
    record::{ArticleId, SourceId},
    text::words as text_words,
    web,
};

/// What there is in an article, counted.
#[derive(Clone, PartialEq)]
pub(super) struct Totals {
    article: ArticleId,
    about: About,
    counts: Counts,
    /// Annotations in what was set aside; they count nowhere else.
    aside: usize,
    words: usize,
    /// What was done to the letters of the text on the way in.
    cleaned: Vec<String>,
    /// Claims attributed, in the article's voice, not yet attributed.
    claims: [u32; 3],
    /// Quotes direct, indirect, mixed.
    quotes: [u32; 3],
    /// Quotes nobody has been named for.
    unattributed: u32,
    /// The most quoted, with the number of their quotes and of the words in them.
    speakers: Vec<(SourceId, String, u32, usize)>,
}

impl Totals {
    #[inline(never)]
    pub(super) fn of(desk: &Desk) -> Self {
        let text = &desk.document.article.text;
        let mut totals = Self {
            article: desk.id(),
            about: desk.document.article.about.clone(),
            counts: desk.counts,
            aside: 0,
            words: desk.words(),
            cleaned: text.cleaned().to_vec(),
            claims: [0; 3],
            quotes: [0; 3],
            unattributed: 0,
            speakers: Vec::new(),
        };
        // In the order of their ids, as the register is.
        let sources = desk.document.sources.values();
        let mut speakers: Vec<_> = sources.map(|source| (source.id, source.name.clone(), 0, 0)).collect();
        for annotation in desk.document.annotations.values() {
            if desk.document.is_aside(annotation) {
                totals.aside += 1;
                continue;
            }
            match &annotation.body {
                Body::Claim(claim) => match claim.standing {
                    Standing::Attributed { .. } => totals.claims[0] += 1,
                    Standing::ArticleVoice => totals.claims[1] += 1,
                    Standing::NotYet => totals.claims[2] += 1,
                },
                Body::Quote(quote) => {
                    totals.quotes[quote.manner as usize] += 1;
                    totals.unattributed += u32::from(quote.attributions.is_empty());
                    let said: usize =
                        annotation.target.ranges().iter().map(|r| text_words::count(text.slice(*r))).sum();
                    for attribution in &quote.attributions {
                        if let Ok(at) = speakers.binary_search_by_key(&attribution.source, |(id, ..)| *id) {
                            let (_, _, quotes, words) = &mut speakers[at];
                            *quotes += 1;
                            *words += said;
                        }
                    }
                }
                Body::Mention(_) => {}
            }
        }
        speakers.retain(|(_, _, quotes, _)| *quotes > 0);
        totals.speakers = speakers;
        order::sort_by_key(&mut totals.speakers, |(_, name, _, said)| {
            (std::cmp::Reverse(*said), name.clone())
        });
        totals.speakers.truncate(12);
        totals
    }
}

#[inline(never)]
pub(super) fn overview(totals: &Totals, send: &Send) -> Html {
    let to = |filter: Filter| {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            send.emit(Message::Filter(filter.clone()));
            send.emit(Message::Tab(Tab::Annotations));
        })
    };
    let article = totals.article;
    let correct =
        send.reform(move |correction| Message::Library(Library::Correct(article, correction, web::stamp())));
    let open = totals.claims[2] + totals.unattributed;
    // “1 more in passages set aside.”
    let aside = if totals.aside > 0 {
        format!(" {} more in passages set aside.", totals.aside)
    } else {
        String::new()
    };
    let most = totals.speakers.first().map_or(1, |(.., said)| *said).max(1);
    html! {
        <div class="overview">
            <p class="sum">{ format!("{} words. {}, {}, {}.{aside}", words::grouped(totals.words), words::count(totals.counts.claims, "claim"), words::count(totals.counts.sources, "mention"), words::count(totals.counts.quotes, "quote")) }</p>
            <button type="button" class="open-work" data-none={(open == 0).then_some("")} onclick={to(Filter::only(Only::Open))}>
                { if open == 0 { "Everything marked is attributed.".to_owned() } else { format!("{open} not yet attributed") } }
            </button>
            <h2>{ "Claims" }</h2>
            <dl class="figures">
                <div><dt>{ "attributed" }</dt><dd>{ totals.claims[0] }</dd></div>
                <div><dt>{ "in the article’s voice" }</dt><dd>{ totals.claims[1] }</dd></div>
                <div><dt>{ "not yet attributed" }</dt><dd>{ totals.claims[2] }</dd></div>
            </dl>
            <h2>{ "Quotes" }</h2>
            <dl class="figures">
                { for QuoteKind::ALL.iter().map(|kind| html! {
                    <div><dt>{ words::manner(*kind).to_lowercase() }</dt><dd>{ totals.quotes[*kind as usize] }</dd></div>
                }) }
            </dl>
            if !totals.speakers.is_empty() {
                <h2>{ "Who is quoted" }</h2>
                <ul class="speakers">
                    { for totals.speakers.iter().map(|(id, name, quotes, said)| {
                        let id = *id;
                        let onclick = send.reform(move |_: MouseEvent| Message::OpenSource(Some(id)));
                        html! {
                            <li>
                                <button type="button" {onclick}>
                                    <span class="name">{ name.clone() }</span>
                                    <meter min="0" max={most.to_string()} value={said.to_string()} />
                                    <span class="hint">{ format!("{}, {said} words", words::count(*quotes, "quote")) }</span>
                                </button>
                            </li>
                        }
                    }) }
                </ul>
            }
            <h2>{ "The article" }</h2>
            { about::facts(about::headline(&totals.about, &correct), &totals.about, &correct) }
            if !totals.cleaned.is_empty() {
                <h2>{ "How the text came in" }</h2>
                <ul class="cleaned">
                    { for totals.cleaned.iter().map(|what| html! { <li>{ what.clone() }</li> }) }
                </ul>
            }
        </div>
    }
}
