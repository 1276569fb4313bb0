//! Plays what a first page can be, and notes which functions it enters: `cargo xtask profile`.
//!
//! One idea: the build that is played never gets its second half (`xtask/src/dist/probe.js`), so
//! whatever needs it is put off, and all that is noted is what has to be there before: painting, and
//! hearing what the person does. So one can click on everything and press every key.

use anyhow::Context as _;
use hearsay_e2e::{Browser, Hearsay, Point, Role, Server, environment, wait};
use serde_json::json;
use std::collections::BTreeSet;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let file = std::env::args_os().nth(1).context("name a file for the numbers of the functions")?;
    let server = Server::start(&environment::dist()?).await?;
    let mut entered = Entered::default();
    kept(&server, &mut entered).await?;
    refused(&server, &mut entered).await?;
    let lines: String = entered.0.iter().map(|number| format!("{number}\n")).collect();
    Ok(std::fs::write(file, lines)?)
}

/// The functions that were entered, by number.
#[derive(Default)]
struct Entered(BTreeSet<u32>);

impl Entered {
    /// Notes what was entered since the page was opened.
    async fn note(&mut self, app: &Hearsay) -> anyhow::Result<()> {
        app.browser.settled().await?;
        let numbers: Vec<u32> = app.browser.script("return entered();", &[]).await?;
        let before = self.0.len();
        self.0.extend(numbers);
        println!("{:5} functions more", self.0.len() - before);
        Ok(())
    }
}

/// A browser that keeps what it is given, from the first visit on.
async fn kept(server: &Server, entered: &mut Entered) -> anyhow::Result<()> {
    let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;
    everything_heard(&app).await?;
    entered.note(&app).await?;

    app.reload().await?;
    app.click("Try it on the sample").await?;
    saved(&app).await?;
    everything_heard(&app).await?;
    entered.note(&app).await?;

    // With marks of every kind, which only the whole app makes.
    whole(&app).await?;
    for (key, words) in [("c", "chain ferry"), ("s", "ferry"), ("q", "Nobody was hurt")] {
        app.select_text(words, 0).await?;
        app.press(key).await?;
        app.press("Escape").await?;
    }
    saved(&app).await?;
    for phone in [false, true] {
        if phone {
            app.browser.become_phone().await?;
        }
        app.reload().await?;
        app.shows("chain ferry").await?;
        everything_heard(&app).await?;
        entered.note(&app).await?;
    }

    // A long one, which is not drawn at once.
    whole(&app).await?;
    let paragraph = "The council met on Tuesday. Nobody was surprised, its speaker said.\n\n";
    app.paste_article(&format!("A long headline\n\n{}", paragraph.repeat(600))).await?;
    app.select_text("Nobody was surprised", 0).await?;
    app.press("q").await?;
    app.press("Escape").await?;
    saved(&app).await?;
    app.reload().await?;
    app.shows("A long headline").await?;
    everything_heard(&app).await?;
    entered.note(&app).await
}

/// A browser that lets nobody keep anything.
async fn refused(server: &Server, entered: &mut Entered) -> anyhow::Result<()> {
    let refuse = "
        Object.defineProperty(IDBFactory.prototype, 'open', { value() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
        } });";
    let browser = Browser::fresh().await?;
    let on_start = json!({ "source": refuse });
    browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
    let app = Hearsay::open(browser, server.url()).await?;
    wait::until("the app says that it cannot keep anything", async || {
        Ok(app.storage_line().await?.contains("insecure").then_some(()))
    })
    .await?;
    everything_heard(&app).await?;
    entered.note(&app).await
}

/// Lets the page do everything, until it is loaded again.
async fn whole(app: &Hearsay) -> anyhow::Result<()> {
    app.reload().await?;
    app.browser.script::<bool>("return globalThis.hearsayHeldBack = false, true;", &[]).await.map(drop)
}

async fn saved(app: &Hearsay) -> anyhow::Result<()> {
    wait::until("it is saved", async || {
        let kept = "return !!document.querySelector('.saved[data-ok]');";
        Ok(app.browser.script::<bool>(kept, &[]).await?.then_some(()))
    })
    .await
}

/// What a person can do to any page: keys, mouse, wheel, and what the browser tells by itself.
async fn everything_heard(app: &Hearsay) -> anyhow::Result<()> {
    let browser = &app.browser;
    for key in ["c", "Tab", "Shift+?", "Escape", "ArrowDown"] {
        app.press(key).await?;
    }
    let middle = Point { x: 190, y: 300 };
    browser.drag(middle, Point { x: 300, y: 320 }).await?;
    browser.click_at(middle).await?;
    let script = "
        const carried = new DataTransfer();
        carried.items.add(new File(['A headline'], 'dropped.txt', { type: 'text/plain' }));
        const drag = (name) => new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: carried });
        const tell = (target, ...events) => events.forEach((event) => target.dispatchEvent(event));
        tell(document.body, drag('dragenter'), drag('dragover'), drag('dragleave'), drag('drop'));
        const bubbling = (name) => new Event(name, { bubbles: true });
        const block = document.querySelector('[data-block]') ?? document.body;
        tell(block, bubbling('beforematch'), bubbling('change'), bubbling('pointercancel'));
        tell(document, new Event('visibilitychange'));
        tell(window, new CustomEvent('hearsay-ready', { detail: 1 }));
        window.postMessage('nothing', '*');
        document.querySelectorAll('*').forEach((it) => it.scrollBy(0, 100));
        document.querySelectorAll('input, textarea, select').forEach((it) => tell(it, bubbling('input'), bubbling('change')));
        const again = (it) => it.textContent.includes('sample') || it.matches('[type=file]');
        [...document.querySelectorAll('button, mark, [data-block]')].filter((it) => !again(it)).forEach((it) => it.click());
        return true;";
    browser.script::<bool>(script, &[]).await?;
    browser.find(Role::Button, "Add article").await.map(drop)
}
