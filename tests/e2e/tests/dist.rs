//! The built app on a static host: it starts below any path, asks nobody else
//! for anything, and nothing in it is refused by its own policy.

use hearsay_e2e::{Browser, Hearsay, Server, environment, play, wait};
use serde_json::json;

#[tokio::test]
async fn starts_below_any_path() -> anyhow::Result<()> {
    let server = Server::start_below(&environment::dist()?, "/some/where/").await?;
    let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;
    app.browser.check_console().await
}

#[tokio::test]
async fn only_its_own_files_are_asked_for() -> anyhow::Result<()> {
    play("only_its_own_files_are_asked_for", async |stage| {
        let script = "return performance.getEntriesByType('resource').map(({ name }) => name);";
        let asked: Vec<String> = stage.app.browser.script(script, &[]).await?;
        assert!(asked.len() >= 3, "JavaScript, WebAssembly and CSS at least: {asked:?}");
        let elsewhere: Vec<&String> =
            asked.iter().filter(|url| !url.starts_with(stage.server.url())).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn foreign_scripts_are_refused() -> anyhow::Result<()> {
    play("foreign_scripts_are_refused", async |stage| {
        let browser = &stage.app.browser;
        browser.expect_in_console("This document requires");
        // As injected elements would: code of its own, and a handler. Each is
        // refused, be it by an exception or by not being run.
        let script = "
            return new Promise((done) => {
                let refused = 0;
                document.addEventListener('securitypolicyviolation', () => {
                    refused += 1;
                    if (refused === 2) done(!!window.injected);
                });
                const attempt = (name, spoil) => {
                    const element = document.createElement(name);
                    try { spoil(element); } catch {}
                    document.body.append(element);
                };
                const code = 'window.injected = true';
                attempt('script', (script) => (script.textContent = code));
                attempt('div', (div) => (div.innerHTML = `<img src=\"data:,\" onerror=\"${code}\">`));
            });";
        assert!(!browser.script::<bool>(script, &[]).await?);
        Ok(())
    })
    .await
}

/// Has the page come over the network, whatever the service worker has.
async fn over_the_network(browser: &Browser) -> anyhow::Result<()> {
    browser.execute_cdp("Network.enable", json!({})).await?;
    browser.execute_cdp("Network.setBypassServiceWorker", json!({ "bypass": true })).await.map(drop)
}

/// Whether something had to wait until the second half of the app was there.
async fn has_waited(browser: &Browser) -> anyhow::Result<bool> {
    let script = "return performance.getEntriesByType('resource')
        .some(({ name, initiatorType }) => name.includes('later-') && initiatorType === 'xmlhttprequest');";
    browser.script(script, &[]).await
}

#[tokio::test]
async fn first_page_does_without_the_second_half() -> anyhow::Result<()> {
    play("first_page_does_without_the_second_half", async |stage| {
        let app = &stage.app;
        app.click("Try it on the sample").await?;
        app.shows("chain ferry").await?;
        assert!(!has_waited(&app.browser).await?, "the welcome and the sample need none of it");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn both_halves_come_at_once_where_there_is_a_library() -> anyhow::Result<()> {
    play("both_halves_come_at_once_where_there_is_a_library", async |stage| {
        let app = &stage.app;
        app.click("Try it on the sample").await?;
        app.select_text("Nobody was hurt", 0).await?;
        app.press("c").await?;
        app.until_focused("claim", "Nobody was hurt").await?;
        over_the_network(&app.browser).await?;
        app.reload().await?;
        app.shows("chain ferry").await?;
        assert_eq!(app.marks().await?.len(), 1);
        assert!(!has_waited(&app.browser).await?, "the page does not stand still for it");
        Ok(())
    })
    .await
}

/// Opens the app as on a first visit, and lets the second half come only when it is asked for.
async fn with_half_of_it(app: &Hearsay) -> anyhow::Result<()> {
    let first = "
        window.requestIdleCallback = () => 0;
        IDBFactory.prototype.databases = async () => [];";
    let on_start = json!({ "source": first });
    app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
    over_the_network(&app.browser).await?;
    app.reload().await
}

#[tokio::test]
async fn act_before_the_second_half_is_done_when_it_comes() -> anyhow::Result<()> {
    play("act_before_the_second_half_is_done_when_it_comes", async |stage| {
        let app = &stage.app;
        with_half_of_it(app).await?;
        app.click("Try it on the sample").await?;
        app.select_text("Nobody was hurt", 0).await?;
        app.press("c").await?;
        app.until_focused("claim", "Nobody was hurt").await?;
        assert!(!has_waited(&app.browser).await?, "the page does not stand still for it");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn file_dropped_before_the_second_half_is_read_when_it_comes() -> anyhow::Result<()> {
    play("file_dropped_before_the_second_half_is_read_when_it_comes", async |stage| {
        let app = &stage.app;
        with_half_of_it(app).await?;
        let line = |bytes: i32| {
            json!({ "offline": false, "latency": 0, "downloadThroughput": bytes, "uploadThroughput": bytes })
        };
        // It is on its way for seconds.
        app.browser.execute_cdp("Network.emulateNetworkConditions", line(300_000)).await?;
        let file = app.browser.profile().temporary().join("early.txt");
        std::fs::write(&file, "A headline\n\nAnd a paragraph.\n")?;
        app.drop_file(&file).await?;
        app.browser.execute_cdp("Network.emulateNetworkConditions", line(-1)).await?;
        wait::until("the draft is shown", async || {
            let focused = "return document.activeElement?.id === 'add-button'";
            Ok(app.browser.script::<bool>(focused, &[]).await?.then_some(()))
        })
        .await?;
        assert!(!has_waited(&app.browser).await?, "the page does not stand still for it");
        app.press("Enter").await?;
        app.shows("And a paragraph.").await
    })
    .await
}
