//! A crowded article by a finger on a small screen: nothing here presses a key or moves a mouse.

use super::closed;
use super::crowded::{self, Behind, CLAIMS, Place, QUOTES, SOURCES, bare, letters, made_since, words_of};
use anyhow::Context as _;
use hearsay_e2e::{Hearsay, Point, play, wait};
use serde::Deserialize;
use serde_json::Value;

/// How often a quote may be touched for once its words are selected.
const MOST: usize = 3;

#[tokio::test]
async fn crowded_article_by_touch_alone() -> anyhow::Result<()> {
    let Some(text) = crowded::text()? else {
        eprintln!("\n*** NOT RUN: crowded_article_by_touch_alone.");
        eprintln!("*** HEARSAY_ARTICLES names no folder.\n");
        return Ok(());
    };
    play("crowded_article_by_touch_alone", async |stage| {
        let app = &stage.app;
        app.browser.become_phone().await?;
        let mut finger = Finger { app, text: String::new(), acts: 0 };
        finger.add(&text).await?;
        let mut names = Vec::new();
        for place in &SOURCES {
            let (id, words) = finger.mark(place, "Source").await?;
            names.push((id, words));
        }
        let mut most = 0;
        for (place, part, by) in &QUOTES {
            let acts = finger.quote(place, part.as_ref(), &names[*by].1).await?;
            eprintln!("{acts} touches for the quote “{} …” of {}", place.first, names[*by].1);
            most = most.max(acts);
        }
        for (place, by) in &CLAIMS {
            finger.claim(place, *by, &names).await?;
        }
        eprintln!("most touches for a quote, once its words were selected: {most}");
        assert!(most <= MOST, "{most} touches for a quote");
        let before = app.marks().await?;
        app.reload().await?;
        wait::until("everything is there after a reload", async || {
            Ok((app.marks().await? == before).then_some(()))
        })
        .await?;
        finger.check_file().await
    })
    .await
}

/// A handle as it is drawn.
#[derive(Deserialize)]
struct Handle {
    /// Where a finger takes it.
    knob: Point,
    /// Where the end is that it moves.
    edge: Point,
    /// How large a finger may be.
    room: u32,
}

/// A finger on the screen.
struct Finger<'a> {
    app: &'a Hearsay,
    /// The article as it is shown.
    text: String,
    /// How often the screen was touched.
    acts: usize,
}

impl Finger<'_> {
    async fn tap(&mut self, selector: &str, words: &str) -> anyhow::Result<()> {
        self.acts += 1;
        let at = wait::until(format!("“{words}” can be touched"), async || {
            Ok(Some(self.app.browser.middle(selector, words).await?))
        })
        .await?;
        self.app.browser.tap(at).await
    }

    /// Brings the article in. What pastes is the system's, so it is done by its key here.
    async fn add(&mut self, text: &str) -> anyhow::Result<()> {
        self.tap("button", "Add article").await?;
        self.tap("textarea", "").await?;
        self.app.browser.paste(text).await?;
        self.tap("#add-button:enabled", "Add").await?;
        self.app.shows(SOURCES[1].first).await?;
        // Some of what is marked stands among the comments, which are folded away.
        let next = "
            const folds = document.querySelectorAll('.fold[aria-expanded=false]');
            folds[0]?.scrollIntoView({ block: 'center' });
            return folds.length;";
        let mut folded: usize = self.app.browser.script(next, &[]).await?;
        while folded > 0 {
            self.app.browser.settled().await?;
            self.tap(".fold[aria-expanded=false]", "").await?;
            folded = wait::until("one more is open", async || {
                let now: usize = self.app.browser.script(next, &[]).await?;
                Ok((now < folded).then_some(now))
            })
            .await?;
        }
        self.text = self.app.article_text().await?;
        Ok(())
    }

    /// Selects: a long press on the first word, then the handle at its end is drawn to the last.
    async fn select(&self, place: &Place) -> anyhow::Result<String> {
        let (words, nth) = letters(place, &self.text)?;
        let browser = &self.app.browser;
        // Where they are once the page no longer moves.
        let mut ends = self.app.ends_of(&words, nth, true).await?;
        let [first, _] = wait::until(format!("“{words}” stands still"), async || {
            browser.settled().await?;
            let now = self.app.ends_of(&words, nth, false).await?;
            let still = now == ends;
            ends = now;
            Ok(still.then_some(now))
        })
        .await?;
        browser.finger_down(first).await?;
        let handle = wait::until(format!("“{words}” begins to be selected"), async || {
            let selected = self.app.selected_text().await?;
            anyhow::ensure!(!selected.is_empty() && words.starts_with(bare(&selected)), "“{selected}” is");
            Ok(Some(self.handle().await?))
        })
        .await?;
        browser.finger_up().await?;
        anyhow::ensure!(handle.room >= 44, "a handle has room for {} pixels of a finger", handle.room);
        if self.app.selected_text().await? != words {
            let [_, last] = self.app.ends_of(&words, nth, false).await?;
            let Handle { knob, edge, .. } = self.handle().await?;
            let to = Point { x: knob.x + last.x - edge.x, y: knob.y + last.y - edge.y };
            browser.finger_down(knob).await?;
            browser
                .finger_to(Point { x: i64::midpoint(knob.x, to.x), y: i64::midpoint(knob.y, to.y) })
                .await?;
            browser.finger_to(to).await?;
            browser.finger_up().await?;
        }
        wait::until(format!("“{words}” is selected"), async || {
            let selected = self.app.selected_text().await?;
            anyhow::ensure!(bare(&selected) == words, "“{selected}” is");
            Ok(Some(words.clone()))
        })
        .await
    }

    /// The handle at the end of what is selected.
    async fn handle(&self) -> anyhow::Result<Handle> {
        let script = "
            const handle = document.querySelector('.handle[data-end=true]');
            if (!handle) return null;
            const { x, y, width, height, bottom } = handle.getBoundingClientRect();
            const point = (x, y) => ({ x: Math.round(x), y: Math.round(y) });
            const knob = getComputedStyle(handle, '::after');
            return {
                knob: point(x + width / 2 + 14, bottom + 14), edge: point(x + width / 2, y + height * 0.3),
                room: Math.round(Math.min(parseFloat(knob.width), parseFloat(knob.height))),
            };";
        let handle: Option<Handle> = self.app.browser.script(script, &[]).await?;
        handle.context("there is no handle")
    }

    /// Marks a place; the annotation and the words.
    async fn mark(&mut self, place: &Place, kind: &str) -> anyhow::Result<(String, String)> {
        let before = self.app.marks().await?;
        let words = self.select(place).await?;
        self.acts = 0;
        self.tap("#mark-bar button", kind).await?;
        let id = made_since(self.app, &before, &words).await?;
        Ok((id, words))
    }

    /// Marks a quote and says who said it; how often that took a touch, once words were selected.
    async fn quote(&mut self, place: &Place, part: Option<&Place>, by: &str) -> anyhow::Result<usize> {
        let (id, words) = self.mark(place, "Quote").await?;
        self.tap("[role=option] .name", by).await?;
        closed(self.app).await?;
        let mut acts = self.acts;
        let whole = words_of(&self.app.marks().await?, &id);
        anyhow::ensure!(!place.first.starts_with('“') || whole.ends_with('”'), "“{whole}” lacks its marks");
        if let Some(part) = part {
            self.select(part).await?;
            self.tap("#mark-bar button", "Add part").await?;
            acts += 1;
            wait::until(format!("“{words}” has two parts"), async || {
                Ok((words_of(&self.app.marks().await?, &id).len() > whole.len()).then_some(()))
            })
            .await?;
        }
        Ok(acts)
    }

    /// Marks a claim and says whose it is.
    async fn claim(&mut self, place: &Place, by: Behind, names: &[(String, String)]) -> anyhow::Result<()> {
        self.mark(place, "Claim").await?;
        match by {
            Behind::Article => self.tap(".at-hand button", "Article’s voice").await,
            Behind::Source(number) => {
                self.tap(".at-hand button", "Attribute").await?;
                self.tap("[role=option] .name", &names[number].1).await?;
                closed(self.app).await
            }
        }
    }

    /// Takes the file, and finds everything in it: ten claims, eight sources and twelve quotes,
    /// two in two parts, all attributed.
    async fn check_file(&mut self) -> anyhow::Result<()> {
        let path = self.app.browser.download(async || self.tap("button", "Export").await).await?;
        let file: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let article = &file["articles"][0];
        let annotations = article["annotations"].as_array().context("annotations")?;
        let named = |id: &Value| {
            let sources = article["sources"].as_array().into_iter().flatten();
            sources.filter(|source| source["id"] == *id).find_map(|source| source["name"].as_str())
        };
        let find = |kind: &str, words: &str| {
            let is_it = |a: &&Value| {
                a["kind"] == kind
                    && a["target"][0]["exact"].as_str().is_some_and(|it| bare(it) == bare(words))
            };
            annotations.iter().find(is_it).with_context(|| format!("the {kind} “{words}” is not in the file"))
        };
        for (place, part, number) in &QUOTES {
            let (words, _) = place.find(&self.text)?;
            let quote = find("quote", &words)?;
            assert_eq!(
                quote["target"].as_array().map(Vec::len),
                Some(1 + usize::from(part.is_some())),
                "{words}"
            );
            let (name, _) = letters(&SOURCES[*number], &self.text)?;
            assert_eq!(named(&quote["attributions"][0]["source"]), Some(name.as_str()), "{words}");
        }
        for (place, behind) in &CLAIMS {
            let (words, _) = place.find(&self.text)?;
            let claim = find("claim", &words)?;
            match behind {
                Behind::Article => assert_eq!(claim["standing"], "article-voice", "{words}"),
                Behind::Source(number) => {
                    let (name, _) = letters(&SOURCES[*number], &self.text)?;
                    assert_eq!(named(&claim["attributions"][0]["source"]), Some(name.as_str()), "{words}");
                }
            }
        }
        assert_eq!(annotations.len(), SOURCES.len() + QUOTES.len() + CLAIMS.len());
        Ok(())
    }
}
