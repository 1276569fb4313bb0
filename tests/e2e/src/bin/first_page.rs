//! Plays what a first visit can be, and notes which functions it enters: `cargo xtask profile`.
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
    slow(&server, &mut entered).await?;
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

/// A browser that keeps what it is given: the welcome, and then the sample. Both are the first visit,
/// so none of them was here before.
async fn kept(server: &Server, entered: &mut Entered) -> anyhow::Result<()> {
    for (phone, sample) in [(false, false), (false, true), (true, true)] {
        let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;
        if phone {
            app.browser.become_phone().await?;
        }
        if sample {
            app.click("Try it on the sample").await?;
            saved(&app).await?;
        }
        everything_heard(&app).await?;
        entered.note(&app).await?;
    }
    Ok(())
}

/// Opens the app where this script ran before it.
async fn prepared(server: &Server, script: &str) -> anyhow::Result<Hearsay> {
    let browser = Browser::fresh().await?;
    let on_start = json!({ "source": script });
    browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
    Hearsay::open(browser, server.url()).await
}

/// A browser whose database takes its time: what is painted meanwhile is seen.
async fn slow(server: &Server, entered: &mut Entered) -> anyhow::Result<()> {
    let late = "
        const own = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
        Object.defineProperty(IDBTransaction.prototype, 'oncomplete', { ...own, set(hear) {
            own.set.call(this, hear && ((event) => setTimeout(() => hear.call(this, event), 1000)));
        } });";
    let app = prepared(server, late).await?;
    app.click("Try it on the sample").await?;
    wait::until("the app says that it is saving", async || {
        Ok((app.storage_line().await? == "Saving…").then_some(()))
    })
    .await?;
    everything_heard(&app).await?;
    saved(&app).await?;
    entered.note(&app).await
}

/// A browser that lets nobody keep anything.
async fn refused(server: &Server, entered: &mut Entered) -> anyhow::Result<()> {
    let refuse = "
        Object.defineProperty(IDBFactory.prototype, 'open', { value() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
        } });";
    let app = prepared(server, refuse).await?;
    wait::until("the app says that it cannot keep anything", async || {
        Ok(app.storage_line().await?.contains("insecure").then_some(()))
    })
    .await?;
    everything_heard(&app).await?;
    entered.note(&app).await
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
