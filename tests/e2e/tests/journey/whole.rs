//! The main job, on one article from paste to import.

use super::plan::{self, By, Place, Plan, Step};
use super::{closed, killed, made_since};
use hearsay_e2e::hearsay::Shown;
use hearsay_e2e::{Hearsay, Role, play, wait};
use serde_json::Value;
use std::path::PathBuf;

#[tokio::test]
async fn whole_path_on_the_sample() -> anyhow::Result<()> {
    play("whole_path_on_the_sample", async |stage| whole_path(&mut stage.app, plan::sample()).await).await
}

#[tokio::test]
async fn whole_path_on_an_article_of_others() -> anyhow::Result<()> {
    let Some(plan) = plan::of_others()? else {
        eprintln!("\n*** NOT RUN: whole_path_on_an_article_of_others.");
        eprintln!("*** HEARSAY_ARTICLES names no folder. The same path runs on the sample.\n");
        return Ok(());
    };
    play("whole_path_on_an_article_of_others", async |stage| whole_path(&mut stage.app, plan).await).await
}

async fn whole_path(app: &mut Hearsay, mut plan: Plan) -> anyhow::Result<()> {
    app.paste_article(&plan.text).await?;
    let text = app.article_text().await?;
    // A no-break space becomes a space on the way in.
    plan.text = plan.text.replace('\u{a0}', " ");
    assert_eq!(lines(&text), lines(&plan.text), "the article is shown as it was pasted");
    assert_eq!(lines(&text).len(), plan.blocks, "every paragraph is a block of its own");

    let mut seen = vec![app.shown().await?];
    for step in &plan.steps {
        take(app, &text, step, &mut seen).await?;
    }
    all_is_attributed(&seen)?;

    only_own_files(app).await?;
    app.reload().await?;
    shows_again(app, seen.last().expect("there is one"), "after the page was loaded again").await?;
    back_and_forth(app, &seen).await?;

    one_more_and_dead(app, &text, &plan.last, &mut seen).await?;
    back_and_forth(app, &seen).await?;

    let first = app.export().await?;
    check_file(&first, &plan, &seen)?;
    bin_and_empty(app).await?;
    bring_back(app, &first, &seen, "after the bin was emptied").await?;
    only_own_files(app).await?;
    app.wipe().await?;
    bring_back(app, &first, &seen, "after the browser's storage was cleared").await?;
    app.reload().await?;
    shows_again(app, seen.last().expect("there is one"), "an import outlives a reload").await?;
    only_own_files(app).await?;
    let told = app.browser.console().await?;
    anyhow::ensure!(told.is_empty(), "the console is not clean: {told:#?}");
    Ok(())
}

/// The lines that say something.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Marks one thing, says who is behind it, and remembers what was seen after
/// every act.
async fn take(app: &Hearsay, text: &str, step: &Step, seen: &mut Vec<Shown>) -> anyhow::Result<()> {
    let before = seen.last().expect("there is one").clone();
    let (words, nth) = step.place.find(text)?;
    app.select_text(&words, nth).await?;
    app.press(step.key).await?;
    let row = made_since(app, &before, &words).await?;
    let kind = match step.key {
        "c" => "claim",
        "s" => "source",
        _ => "quote",
    };
    assert_eq!(row.kind, kind, "{words}");
    seen.push(app.shown().await?);

    let by = match step.by {
        By::Names(name) | By::Digit(name) | By::New(name) | By::Mention(name, _) => name,
        By::Voice => "the article’s voice",
    };
    if step.key == "c" && !matches!(step.by, By::Voice) {
        app.press("a").await?;
    }
    match &step.by {
        By::Names(_) => {}
        By::Digit(name) => app.pick_by_digit(name).await?,
        By::New(name) => app.pick_new(name).await?,
        By::Mention(_, place) => {
            app.picker().await?;
            let (mention, nth) = place.find(text)?;
            app.click_mark(&mention, nth).await?;
        }
        By::Voice => app.press("v").await?,
    }
    let shown = app
        .until_shown(&format!("{by} is behind “{words}”"), |shown| {
            shown.row(&row.id).is_some_and(|row| row.by == by)
        })
        .await?;
    closed(app).await?;
    if !matches!(step.by, By::Names(_)) {
        seen.push(shown);
    }

    if let Some(part) = &step.part {
        let (other, nth) = part.find(text)?;
        app.select_text(&other, nth).await?;
        app.press("p").await?;
        let both = format!("{words}{other}");
        // The list is drawn a frame after the text.
        let has_both = |shown: &Shown| {
            let listed = shown.row(&row.id).is_some_and(|row| row.words.contains(" … "));
            shown.words_of(&row.id) == both && listed
        };
        seen.push(app.until_shown("the quote stands on both parts", has_both).await?);
    }
    Ok(())
}

fn all_is_attributed(seen: &[Shown]) -> anyhow::Result<()> {
    let rows = &seen.last().expect("there is one").rows;
    let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
    assert!(count("claim") >= 2 && count("source") >= 3 && count("quote") >= 3, "{rows:#?}");
    let open: Vec<_> = rows.iter().filter(|row| row.by == "not yet attributed").collect();
    anyhow::ensure!(open.is_empty(), "nobody is behind {open:#?}");
    Ok(())
}

async fn shows_again(app: &Hearsay, expected: &Shown, when: &str) -> anyhow::Result<()> {
    let same = app.until_shown(&format!("all is there {when}"), |shown| shown == expected).await;
    if same.is_err() {
        assert_eq!(app.shown().await?, *expected, "{when}");
    }
    Ok(())
}

/// Takes every act back to the unmarked article, one by one, and does all again.
async fn back_and_forth(app: &Hearsay, seen: &[Shown]) -> anyhow::Result<()> {
    for (number, state) in seen.iter().enumerate().rev().skip(1) {
        app.press("Control+z").await?;
        shows_again(app, state, &format!("when act {} was undone", number + 1)).await?;
    }
    assert!(seen[0].marks.is_empty() && seen[0].rows.is_empty(), "it began with nothing marked");
    is_off(app, "Undo").await?;
    app.show_tab("Sources").await?;
    wait::until("the register is empty as well", async || {
        Ok(app.annotations().await?.text().await?.contains("The register is empty").then_some(()))
    })
    .await?;
    app.show_tab("Annotations").await?;
    for (number, state) in seen.iter().enumerate().skip(1) {
        app.press("Control+Shift+z").await?;
        shows_again(app, state, &format!("when act {number} was done again")).await?;
    }
    is_off(app, "Redo").await
}

async fn is_off(app: &Hearsay, button: &str) -> anyhow::Result<()> {
    wait::until(format!("the button {button} is off"), async || {
        let button = app.browser.find(Role::Button, button).await?;
        Ok((!button.is_enabled().await?).then_some(()))
    })
    .await
}

/// Marks one thing more, kills the browser the moment it is painted, and finds
/// it there again; it can be undone.
async fn one_more_and_dead(
    app: &mut Hearsay,
    text: &str,
    place: &Place,
    seen: &mut Vec<Shown>,
) -> anyhow::Result<()> {
    let before = seen.last().expect("there is one").clone();
    let (words, nth) = place.find(text)?;
    app.select_text(&words, nth).await?;
    killed::as_soon_as_painted(app, "c").await?;
    made_since(app, &before, &words).await?;
    seen.push(app.shown().await?);
    Ok(())
}

/// Puts the article into the bin and empties it; nothing of it is kept.
async fn bin_and_empty(app: &Hearsay) -> anyhow::Result<()> {
    let title = app.cards().await?[0].title.clone();
    app.click_in_library(&format!("Put {title} into the bin")).await?;
    app.click_in_library("Bin (1)").await?;
    app.click_in_library("Empty the bin…").await?;
    app.click_in_library("Delete them all for ever").await?;
    app.library_holds(&[]).await?;
    let kept = "
        return new Promise((done) => {
            const request = indexedDB.open('hearsay');
            request.onsuccess = () => {
                const database = request.result;
                const stores = [...database.objectStoreNames].filter((name) => name !== 'settings');
                const transaction = database.transaction(stores);
                const counts = stores.map((name) => transaction.objectStore(name).count());
                transaction.oncomplete = () => { database.close(); done(counts.map(({ result }) => result)); };
            };
        });";
    wait::until("nothing of the article is stored", async || {
        let counts: Vec<u32> = app.browser.script(kept, &[]).await?;
        anyhow::ensure!(counts.iter().all(|count| *count == 0), "there are {counts:?} records");
        Ok(Some(()))
    })
    .await
}

/// Imports the file and finds everything there; exported again, it is the same.
async fn bring_back(app: &Hearsay, file: &[u8], seen: &[Shown], when: &str) -> anyhow::Result<()> {
    let path: PathBuf = app.browser.profile().temporary().join("brought-back.json");
    std::fs::write(&path, file)?;
    app.import_file(&path).await?;
    shows_again(app, seen.last().expect("there is one"), when).await?;
    let again = app.export().await?;
    let (one, other) = (without_time(file)?, without_time(&again)?);
    if one != other {
        let differ = one.lines().zip(other.lines()).filter(|(a, b)| a != b).take(5);
        anyhow::bail!("{when}, another file comes out: {:#?}", differ.collect::<Vec<_>>());
    }
    Ok(())
}

/// The file without the time at which it was exported, and nothing else left out.
fn without_time(file: &[u8]) -> anyhow::Result<String> {
    let text = std::str::from_utf8(file)?;
    let file: Value = serde_json::from_str(text)?;
    let time = file["exported"].as_str().expect("a file tells when it was exported");
    let field = format!("\"exported\": \"{time}\"");
    assert_eq!(text.matches(&field).count(), 1, "{field}");
    Ok(text.replacen(&field, "", 1))
}

/// What the file says is what was done.
fn check_file(file: &[u8], plan: &Plan, seen: &[Shown]) -> anyhow::Result<()> {
    let file: Value = serde_json::from_slice(file)?;
    assert_eq!(file["format"], "hearsay");
    let articles = file["articles"].as_array().expect("a list of articles");
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(lines(article["text"].as_str().expect("its text")), lines(&plan.text));
    assert_eq!(article["blocks"].as_array().map(Vec::len), Some(plan.blocks));
    let annotations = article["annotations"].as_array().expect("annotations");
    let rows = &seen.last().expect("there is one").rows;
    let ids: Vec<&str> = annotations.iter().filter_map(|a| a["id"].as_str()).collect();
    assert_eq!(ids, rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), "in reading order");
    for step in &plan.steps {
        let (words, _) = step.place.find(&plan.text)?;
        let found = annotations.iter().find(|a| a["target"][0]["exact"] == words.as_str());
        let found = found.unwrap_or_else(|| panic!("“{words}” is not in the file"));
        let parts = found["target"].as_array().map(Vec::len);
        assert_eq!(parts, Some(1 + usize::from(step.part.is_some())), "{words}");
        let source = match step.by {
            By::Names(_) => &found["source"],
            _ => &found["attributions"][0]["source"],
        };
        match step.by {
            By::Voice => assert_eq!(found["standing"], "article-voice", "{found:#}"),
            By::Names(name) | By::Digit(name) | By::New(name) | By::Mention(name, _) => {
                let sources = article["sources"].as_array().expect("a register");
                let named = sources.iter().find(|entry| entry["id"] == *source);
                assert_eq!(named.expect("it is in the register")["name"], name, "{words}");
            }
        }
    }
    Ok(())
}

/// The page has asked for nothing but what belongs to the app.
async fn only_own_files(app: &Hearsay) -> anyhow::Result<()> {
    let script = "
        return performance.getEntriesByType('resource').map(({ name }) => name)
            .filter((name) => !name.startsWith(location.origin + '/'));";
    let others: Vec<String> = app.browser.script(script, &[]).await?;
    anyhow::ensure!(others.is_empty(), "the page asked for {others:?}");
    Ok(())
}
