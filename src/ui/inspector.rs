//! The focused annotation, every field of it, in place.

use std::rc::Rc;

use yew::prelude::*;

use super::element::html;
use super::{
    Send,
    fields::{act, area, choice, hint, icon_act, line, loose_line},
    icon::Icon,
    words,
};
use crate::{
    annotation::{
        Annotation, Attribution, Body, Claim, ClaimKind, ClaimStatus, Evidence, Kind, MAX_NESTING, Quote,
        QuoteKind, Stance, Standing,
    },
    app::{Desk, EvidenceField, Field, Message, Mode, Register, tags},
    keys::Action,
    order,
    record::{AttributionId, SourceId},
    web,
};

/// The focused annotation with the words it needs.
#[derive(PartialEq)]
pub(super) struct Inspected {
    annotation: Rc<Annotation>,
    /// Its parts in words.
    parts: Vec<String>,
    /// Its attributions.
    by: Vec<By>,
    /// The register, for mentions.
    sources: Vec<(SourceId, String)>,
    /// The next selection is a cue or a part.
    taking: bool,
    /// How many annotations lie under the same words, this one among them.
    pile: usize,
    /// The quotation that goes on this one, as far as it is offered.
    offered: Option<String>,
    /// Whatever is selected is marked as its kind.
    sticks: bool,
}

#[derive(PartialEq)]
struct By {
    id: AttributionId,
    source: SourceId,
    name: String,
    cue: Option<String>,
    /// Who vouches for it: the attribution's id and a name, outermost first.
    via: Vec<(AttributionId, String)>,
    /// It may be attributed once more.
    room: bool,
}

impl Inspected {
    /// What is looked at.
    pub(super) fn of(desk: &Desk) -> Option<Self> {
        Some(Self::new(desk, desk.focused()?.clone()))
    }

    #[inline(never)]
    fn new(desk: &Desk, annotation: Rc<Annotation>) -> Self {
        let text = &desk.document.article.text;
        let name = |id: &SourceId| desk.document.sources.get(id).map(|s| s.name.clone()).unwrap_or_default();
        let by = annotation.attributions().iter().map(|a| By {
            id: a.id,
            source: a.source,
            name: name(&a.source),
            cue: a
                .cue
                .as_ref()
                .map(|cue| cue.ranges().iter().map(|r| text.slice(*r)).collect::<Vec<_>>().join(" … ")),
            via: a.via.iter().flat_map(Attribution::all).map(|via| (via.id, name(&via.source))).collect(),
            room: a.depth() < MAX_NESTING,
        });
        let mut sources: Vec<_> = if annotation.kind() == Kind::Source {
            desk.document.sources.iter().map(|(id, source)| (*id, source.name.clone())).collect()
        } else {
            Vec::new()
        };
        order::sort_by_key(&mut sources, |(_, name)| name.to_lowercase());
        Self {
            by: by.collect(),
            parts: annotation.target.ranges().iter().map(|range| desk.excerpt(&[*range])).collect(),
            sources,
            taking: matches!(desk.mode, Mode::TakingCue(_) | Mode::TakingPart),
            pile: desk.pile_size(),
            offered: desk.offered_words(),
            sticks: desk.sticky == Some(annotation.kind()),
            annotation,
        }
    }
}

#[inline(never)]
pub(super) fn inspector(it: &Inspected, send: &Send) -> Html {
    let annotation = &it.annotation;
    let kind = annotation.kind();
    let set = |field: fn(String) -> Field| send.reform(move |text| Message::Set(field(text), web::stamp()));
    let delete = send.reform(|_: MouseEvent| Message::Delete(web::stamp()));
    let close = send.reform(|_: MouseEvent| Message::Escape);
    let kinds = Kind::ALL.map(words::kind);
    let onkind = send.reform(|n: usize| {
        Message::Set(Field::Kind(Kind::ALL.get(n).copied().unwrap_or(Kind::Claim)), web::stamp())
    });
    html! {
        <section class="inspector" tabindex="-1" aria-label="Details" data-kind={kind.as_str()} key={annotation.id.to_string()}>
            <header>
                <b data-kind={kind.as_str()}>{ words::letter(kind) }</b>
                { choice("Kind", &kinds, Kind::ALL.iter().position(|k| *k == kind).unwrap_or(0), &onkind) }
                { manner(annotation, send) }
                <span class="grow" />
                { pile(it.pile, send) }
                <button type="button" class="only-icon" aria-label="Delete annotation" title={send.keys.titled("Delete", Action::Delete)} onclick={delete}>{ Icon::Bin.html() }</button>
                <button type="button" class="only-icon" aria-label="Close details" title={if send.keys.unseen { "Close" } else { "Close (Esc)" }} onclick={close}>{ Icon::Close.html() }</button>
            </header>
            { parts(it, send) }
            { it.offered.as_ref().map(|words| offered(words, send)) }
            { match &annotation.body {
                Body::Mention(mention) => names(mention.source, it, send),
                Body::Quote(Quote { .. }) => attributions(it, false, send),
                Body::Claim(claim) => html! { <>{ attributions(it, claim.standing == Standing::ArticleVoice, send) }{ self::claim(claim, send) }</> },
            } }
            { area("Note", Some("note"), &annotation.note, "Anything worth remembering", &set(Field::Note)) }
            { loose_line("Tags", &annotation.tags.join(", "), "Separated by commas", is_tagged, &send.reform(|text: String| {
                Message::Set(Field::Tags(tags(&text)), web::stamp())
            })) }
            { keep_marking(kind, it.sticks, send) }
        </section>
    }
}

/// Whether these are the tags that are kept.
fn is_tagged(typed: &str, kept: &str) -> bool {
    tags(typed).join(", ") == kept
}

/// Lets the next selections be marked as this kind at once, for whoever has no key for it at hand.
fn keep_marking(kind: Kind, sticks: bool, send: &Send) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Message::Sticky(kind));
    let (keys, shown) = hint(send, Action::Sticky(kind));
    html! {
        <div class="acts">
            <button type="button" aria-pressed={sticks.to_string()} aria-keyshortcuts={keys} title="Whatever you select is marked at once" {onclick}>
                { format!("Keep marking {}s", kind.as_str()) }{ shown }
            </button>
        </div>
    }
}

/// How many annotations lie under the same words; pressed, it lists them.
fn pile(size: usize, send: &Send) -> Html {
    if size < 2 {
        return Html::default();
    }
    let onclick = send.reform(|_: MouseEvent| Message::Pile);
    let (keys, _) = hint(send, Action::Pile);
    let title = send.keys.titled("List what lies under these words", Action::Pile);
    html! { <button type="button" class="quiet" aria-keyshortcuts={keys} {title} {onclick}>{ format!("{size} here") }</button> }
}

/// The quotation that goes on this one, to be added.
fn offered(words: &str, send: &Send) -> Html {
    let onclick = send.reform(|_: MouseEvent| Message::Continue(web::stamp()));
    let (keys, shown) = hint(send, Action::Continue);
    html! {
        <div class="offered">
            <p>{ "Goes on, it seems: " }<q>{ words.to_owned() }</q></p>
            <button type="button" aria-keyshortcuts={keys} {onclick}>{ "Add as another part" }{ shown }</button>
        </div>
    }
}

/// How a quote reports speech.
fn manner(annotation: &Annotation, send: &Send) -> Html {
    let Body::Quote(quote) = &annotation.body else { return Html::default() };
    let onchange = send.reform(|n: usize| {
        Message::Set(Field::Manner(QuoteKind::ALL.get(n).copied().unwrap_or_default()), web::stamp())
    });
    let at = QuoteKind::ALL.iter().position(|k| *k == quote.manner).unwrap_or(0);
    choice("Reported", &QuoteKind::ALL.map(words::manner), at, &onchange)
}

/// The words it stands on, part by part.
fn parts(it: &Inspected, send: &Send) -> Html {
    let several = it.parts.len() > 1;
    html! {
        <ul class="parts">
            { for it.parts.iter().enumerate().map(|(n, part)| {
                let remove = send.reform(move |_: MouseEvent| Message::RemovePart(n, web::stamp()));
                html! {
                    <li>
                        <q>{ part.clone() }</q>
                        if several {
                            <button type="button" class="only-icon" aria-label={format!("Remove part {}", n + 1)} title="Remove this part" onclick={remove}>{ Icon::Close.html() }</button>
                        }
                    </li>
                }
            }) }
        </ul>
    }
}

/// Which source a mention names.
fn names(source: SourceId, it: &Inspected, send: &Send) -> Html {
    let ids: Vec<SourceId> = it.sources.iter().map(|(id, _)| *id).collect();
    let options: Vec<&str> =
        it.sources.iter().map(|(_, name)| name.as_str()).chain(["A new source…"]).collect();
    let at = ids.iter().position(|id| *id == source).unwrap_or(0);
    let onchange = send.reform(move |n: usize| {
        let field = ids.get(n).copied().map_or(Field::NewSource, Field::Source);
        Message::Set(field, web::stamp())
    });
    let open = send.reform(move |_: MouseEvent| Message::OpenSource(Some(source)));
    let split = send.reform(|_: MouseEvent| Message::Register(Register::Split(web::stamp())));
    html! {
        <div class="names">
            { choice("Names", &options, at, &onchange) }
            <button type="button" class="quiet" onclick={open}>{ "Open in the register" }</button>
            <button type="button" class="quiet" title="This mention, and what rests on it, names someone else" onclick={split}>{ "Somebody else" }</button>
        </div>
    }
}

/// Who is behind a quote or claim.
fn attributions(it: &Inspected, article: bool, send: &Send) -> Html {
    let kind = it.annotation.kind();
    let attribute = send.reform(|_: MouseEvent| Message::Attribute);
    let voice = send.reform(|_: MouseEvent| Message::ToggleArticleVoice(web::stamp()));
    let part = send.reform(|_: MouseEvent| Message::AddPart(web::stamp()));
    let [(attribute_key, attribute_hint), (voice_key, voice_hint), (part_key, part_hint)] =
        [Action::Attribute, Action::ArticleVoice, Action::AddPart].map(|action| hint(send, action));
    html! {
        <div class="attributions">
            <ul>
                { for it.by.iter().map(|by| attribution(by, it.taking, send)) }
                if article {
                    <li class="by" data-state="article">{ "The article’s voice" }</li>
                }
                if it.by.is_empty() && !article {
                    <li class="by" data-state="open">{ "Not yet attributed" }</li>
                }
            </ul>
            <div class="acts">
                <button type="button" aria-keyshortcuts={attribute_key} onclick={attribute}>{ if it.by.is_empty() { "Attribute" } else { "Another source" } }{ attribute_hint }</button>
                if kind == Kind::Claim {
                    <button type="button" aria-pressed={article.to_string()} aria-keyshortcuts={voice_key} onclick={voice}>{ "Article’s voice" }{ voice_hint }</button>
                }
                if kind == Kind::Quote {
                    <button type="button" aria-keyshortcuts={part_key} onclick={part}>{ "Add part" }{ part_hint }</button>
                }
            </div>
        </div>
    }
}

fn attribution(by: &By, taking: bool, send: &Send) -> Html {
    let (id, source) = (by.id, by.source);
    let open = send.reform(move |_: MouseEvent| Message::OpenSource(Some(source)));
    let remove = send.reform(move |_: MouseEvent| Message::Unattribute(id, web::stamp()));
    let deeper = send.reform(move |_: MouseEvent| Message::AttributeVia(id));
    let clear = send.reform(move |_: MouseEvent| Message::ClearCue(id, web::stamp()));
    let cue = send.reform(|_: MouseEvent| Message::Cue(web::stamp()));
    html! {
        <li class="by" key={id.to_string()}>
            <button type="button" class="by-name" title="Open in the register" onclick={open}>{ by.name.clone() }</button>
            if let Some(words) = &by.cue {
                <span class="cue">{ words.clone() }<button type="button" class="only-icon" aria-label={format!("Clear the cue “{words}”")} title="Clear the cue" onclick={clear}>{ Icon::Close.html() }</button></span>
            } else {
                <button type="button" class="quiet" aria-pressed={taking.to_string()} title={format!("Select the words that signal it, then {}", send.keys.press(Action::Cue, "Cue"))} onclick={cue}>{ "Set cue" }</button>
            }
            { for by.via.iter().map(|(via, name)| {
                let via = *via;
                let remove = send.reform(move |_: MouseEvent| Message::Unattribute(via, web::stamp()));
                html! { <span class="via">{ format!("according to {name}") }{ icon_act(Icon::Close, format!("Remove {name}"), remove) }</span> }
            }) }
            if by.room {
                <button type="button" class="quiet" title="Who says that they said so?" onclick={deeper}>{ "According to…" }</button>
            }
            { icon_act(Icon::Close, format!("Remove {}", by.name), remove) }
        </li>
    }
}

/// The fields of a claim.
fn claim(claim: &Claim, send: &Send) -> Html {
    let sorts: Vec<&str> = ["–"].into_iter().chain(ClaimKind::ALL.map(words::sort)).collect();
    let sort =
        claim.sort.and_then(|sort| ClaimKind::ALL.iter().position(|s| *s == sort)).map_or(0, |n| n + 1);
    let onsort = send.reform(|n: usize| {
        Message::Set(Field::Sort(n.checked_sub(1).and_then(|n| ClaimKind::ALL.get(n).copied())), web::stamp())
    });
    let status = ClaimStatus::ALL.iter().position(|s| *s == claim.status).unwrap_or(0);
    let onstatus = send.reform(|n: usize| {
        Message::Set(Field::Status(ClaimStatus::ALL.get(n).copied().unwrap_or_default()), web::stamp())
    });
    let restate = send.reform(|text| Message::Set(Field::Restatement(text), web::stamp()));
    html! {
        <>
            <div class="pair">
                { choice("Sort of claim", &sorts, sort, &onsort) }
                { choice("Status", &ClaimStatus::ALL.map(words::status), status, &onstatus) }
            </div>
            { evidence(claim, send) }
            { area("In words that stand alone", None, &claim.restatement, "Only where the article’s own words will not do", &restate) }
        </>
    }
}

/// What speaks for or against a claim, piece by piece.
fn evidence(claim: &Claim, send: &Send) -> Html {
    let add = send.reform(|_: MouseEvent| Message::Set(Field::AddEvidence, web::stamp()));
    html! {
        <div class="evidence">
            { for claim.evidence.iter().enumerate().map(|(n, piece)| self::piece(n, n + 1 == claim.evidence.len(), piece, send)) }
            <div class="acts">{ act("Add evidence", None, add) }</div>
        </div>
    }
}

fn piece(n: usize, last: bool, piece: &Evidence, send: &Send) -> Html {
    let set = |field: fn(String) -> EvidenceField| {
        send.reform(move |text| Message::Set(Field::Evidence(n, field(text)), web::stamp()))
    };
    let at = Stance::ALL.iter().position(|stance| *stance == piece.stance).unwrap_or(0);
    let stance = send.reform(move |at: usize| {
        let stance = Stance::ALL.get(at).copied().unwrap_or_default();
        Message::Set(Field::Evidence(n, EvidenceField::Stance(stance)), web::stamp())
    });
    let remove = send.reform(move |_: MouseEvent| Message::Set(Field::RemoveEvidence(n), web::stamp()));
    html! {
        <fieldset class="piece">
            <legend>{ format!("Evidence {}", n + 1) }</legend>
            <div class="piece-head">
                { choice("Stance", &Stance::ALL.map(words::stance), at, &stance) }
                { icon_act(Icon::Close, format!("Remove evidence {}", n + 1), remove) }
            </div>
            { line("Link", last.then_some("evidence"), &piece.link, "https://", &set(EvidenceField::Link)) }
            { line("Title", None, &piece.title, "", &set(EvidenceField::Title)) }
            { line("What it shows", None, &piece.note, "", &set(EvidenceField::Note)) }
        </fieldset>
    }
}
