//! A crowded article by the keyboard alone: nothing here moves a mouse.

use super::crowded::{self, Behind, CLAIMS, Place, QUOTES, SOURCES, made_since, words_of};
use super::{closed, keyboard::go_to};
use hearsay_e2e::hearsay::Row;
use hearsay_e2e::{Hearsay, play, wait};

/// How many keys a quote may take once its words are selected.
const MOST: usize = 4;

#[tokio::test]
async fn crowded_article_by_keys_alone() -> anyhow::Result<()> {
    let Some(text) = crowded::text()? else {
        eprintln!("\n*** NOT RUN: crowded_article_by_keys_alone.");
        eprintln!("*** HEARSAY_ARTICLES names no folder. A shorter way by keys runs on the sample.\n");
        return Ok(());
    };
    play("crowded_article_by_keys_alone", async |stage| {
        let mut hand = Hand { app: &stage.app, text: String::new(), struck: 0 };
        hand.add(&text).await?;
        let mut names = Vec::new();
        for place in &SOURCES {
            names.push(hand.source(place).await?);
        }
        let mut most = 0;
        for (place, part, by) in &QUOTES {
            let keys = hand.quote(place, part.as_ref(), &names[*by]).await?;
            eprintln!("{keys} keys for the quote “{} …” of {}", place.first, names[*by]);
            most = most.max(keys);
        }
        for (place, by) in &CLAIMS {
            hand.claim(place, *by, &names).await?;
        }
        eprintln!("most keys for a quote, once its words were selected: {most}");
        eprintln!("keys for everything, the ways to the words included: {}", hand.struck);
        assert!(most <= MOST, "{most} keys for a quote");
        all_there(hand.app).await
    })
    .await
}

/// Ten claims, eight sources and twelve quotes, two in two parts, all attributed; also after the
/// page was loaded again.
async fn all_there(app: &Hearsay) -> anyhow::Result<()> {
    let rows = walk(app).await?;
    let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
    let split = rows.iter().filter(|row| row.kind == "quote" && row.words.contains(" … “")).count();
    assert_eq!((count("claim"), count("source"), count("quote"), split), (10, 8, 12, 2), "{rows:#?}");
    assert!(rows.iter().all(|row| row.by != "not yet attributed"), "{rows:#?}");
    app.reload().await?;
    app.shows(SOURCES[1].first).await?;
    assert_eq!(walk(app).await?, rows, "after a reload");
    Ok(())
}

/// From annotation to annotation by key, from the first to the last.
async fn walk(app: &Hearsay) -> anyhow::Result<Vec<Row>> {
    wait::until("nothing is looked at, and no caret is in the text", async || {
        let there = "return !!document.querySelector('[data-caret], [aria-current=true]')";
        if app.browser.script::<bool>(there, &[]).await? {
            app.press("Escape").await?;
            app.browser.settled().await?;
        }
        Ok((!app.browser.script::<bool>(there, &[]).await?).then_some(()))
    })
    .await?;
    let mut rows: Vec<Row> = Vec::new();
    while rows.len() < SOURCES.len() + QUOTES.len() + CLAIMS.len() {
        app.press("j").await?;
        let row = wait::until(format!("the one after {:?} is looked at", rows.last()), async || {
            Ok(app.focused().await?.filter(|row| rows.last().is_none_or(|last| last.id != row.id)))
        })
        .await?;
        rows.push(row);
    }
    Ok(rows)
}

/// Hands on the keyboard.
struct Hand<'a> {
    app: &'a Hearsay,
    /// The article as it is shown.
    text: String,
    /// How many keys were struck.
    struck: usize,
}

impl Hand<'_> {
    async fn press(&mut self, key: &str) -> anyhow::Result<()> {
        self.struck += 1;
        self.app.press(key).await
    }

    /// Brings the article in.
    async fn add(&mut self, text: &str) -> anyhow::Result<()> {
        wait::until("Tab leads to the button for an article", async || {
            self.press("Tab").await?;
            let there = "return document.activeElement?.innerText.trim() === 'Add article'";
            Ok(self.app.browser.script::<bool>(there, &[]).await?.then_some(()))
        })
        .await?;
        self.press("Enter").await?;
        wait::until("the field for the article has the keyboard", async || {
            let there = "return document.activeElement?.id === 'article-text'";
            Ok(self.app.browser.script::<bool>(there, &[]).await?.then_some(()))
        })
        .await?;
        self.app.browser.paste(text).await?;
        wait::until("the article can be added", async || {
            let ready = "return document.getElementById('add-button')?.disabled === false";
            Ok(self.app.browser.script::<bool>(ready, &[]).await?.then_some(()))
        })
        .await?;
        self.press("Control+Enter").await?;
        self.app.shows(SOURCES[1].first).await?;
        self.text = self.app.article_text().await?;
        Ok(())
    }

    /// Puts the caret where a place begins.
    async fn go(&mut self, place: &Place) -> anyhow::Result<String> {
        let (words, _) = place.find(&self.text)?;
        go_to(self.app, place.first).await?;
        self.struck += 3 + place.first.chars().count();
        Ok(words)
    }

    /// Selects the words of a place from the caret on.
    async fn select(&mut self, place: &Place) -> anyhow::Result<String> {
        let words = self.go(place).await?;
        let steps = words.split_whitespace().count();
        // All but the last few at once: what a word is at a hyphen is not ours to say.
        for _ in 0..steps {
            self.press("Shift+ArrowRight").await?;
        }
        wait::until(format!("“{words}” is selected"), async || {
            let selected = self.app.selected_text().await?;
            if selected.trim_end() == words {
                return Ok(Some(()));
            }
            let back = selected.trim_end().chars().count() > words.chars().count();
            self.press(if back { "Shift+ArrowLeft" } else { "Shift+ArrowRight" }).await?;
            self.app.browser.settled().await?;
            anyhow::bail!("“{selected}” is")
        })
        .await?;
        Ok(words)
    }

    /// Marks a mention; the name of its source.
    async fn source(&mut self, place: &Place) -> anyhow::Result<String> {
        let before = self.app.marks().await?;
        let words = self.select(place).await?;
        self.press("s").await?;
        let id = made_since(self.app, &before, &words).await?;
        let row = wait::until("it is looked at", async || {
            Ok(self.app.focused().await?.filter(|row| row.id == id && row.kind == "source"))
        })
        .await?;
        Ok(row.by)
    }

    /// Marks a quote and says who said it; the keys it took once its words were selected.
    async fn quote(&mut self, place: &Place, part: Option<&Place>, by: &str) -> anyhow::Result<usize> {
        let before = self.app.marks().await?;
        // A quotation is taken by its key where the caret is; other words have to be selected.
        let quotation = place.first.starts_with('“');
        let words = if quotation { self.go(place).await? } else { self.select(place).await? };
        let from = self.struck;
        self.press("q").await?;
        let id = made_since(self.app, &before, &words).await?;
        self.app.pick_by_digit(by).await?;
        self.struck += 1;
        self.behind(&id, by).await?;
        let mut keys = self.struck - from;
        if let Some(part) = part {
            let other = self.go(part).await?;
            wait::until(format!("“{other}” is selected"), async || {
                self.press("+").await?;
                self.app.browser.settled().await?;
                Ok((self.app.selected_text().await? == other).then_some(()))
            })
            .await?;
            self.press("p").await?;
            keys += 1;
            let both = format!("{words}{other}");
            wait::until("it has both parts", async || {
                Ok((words_of(&self.app.marks().await?, &id) == both).then_some(()))
            })
            .await?;
        }
        Ok(keys)
    }

    /// Marks the sentence at a place and says who claims it.
    async fn claim(&mut self, place: &Place, by: Behind, names: &[String]) -> anyhow::Result<()> {
        let before = self.app.marks().await?;
        let words = self.go(place).await?;
        self.press("c").await?;
        let id = made_since(self.app, &before, &words).await?;
        match by {
            Behind::Article => {
                self.press("v").await?;
                self.behind(&id, "the article’s voice").await
            }
            Behind::Source(number) => {
                self.press("a").await?;
                self.app.pick_by_digit(&names[number]).await?;
                self.struck += 1;
                self.behind(&id, &names[number]).await
            }
        }
    }

    async fn behind(&self, id: &str, by: &str) -> anyhow::Result<()> {
        closed(self.app).await?;
        crowded::behind(self.app, id, by).await
    }
}
