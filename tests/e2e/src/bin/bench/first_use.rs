//! First use on a slow phone: 1.6 Mbit/s, 150 ms, a processor four times slower.
//!
//! The throttling is the browser's own: it delays each answer and limits the bytes, and knows no
//! handshakes. The files come compressed, as static hosts send them.

use crate::page;
use crate::table::{Table, median, ms};
use hearsay_e2e::{Browser, Hearsay, Server, wait};
use serde_json::{Value, json};
use std::path::Path;

const RUNS: usize = 5;

pub(crate) async fn measure(dist: &Path) -> anyhow::Result<()> {
    let server = Server::start_compressed(dist).await?;
    let (mut welcome, mut sample, mut again, mut cached) = (vec![], vec![], vec![], vec![]);
    for _ in 0..RUNS {
        let browser = page::browser().await?;
        page::put_in(&browser, include_str!("../../../bench/arrival.js")).await?;
        slow(&browser, true).await?;
        welcome.push(arrival(&browser, server.url(), ".welcome-acts").await?);
        sample.push(page::ask::<f64>(&browser, OPEN_SAMPLE).await?);
        wait::until("the sample is kept", async || {
            let kept = "return !!document.querySelector('.saved[data-ok]');";
            Ok(browser.script::<bool>(kept, &[]).await?.then_some(()))
        })
        .await?;
        again.push(arrival(&browser, server.url(), "#article [data-block]").await?);
        slow(&browser, false).await?;
        let app = Hearsay::open(browser, server.url()).await?;
        slow(&app.browser, false).await?;
        cached.push(arrival(&app.browser, server.url(), "#article [data-block]").await?);
    }
    let mut table = Table::new("First use on a slow phone (ms, medians)", &["", "painted"]);
    let mut row = |name: &str, all: Vec<f64>| table.row(&[name.to_owned(), ms(median(all.into_iter()))]);
    row("first visit: navigation to welcome", welcome.clone());
    row("then: click to the sample article", sample.clone());
    let both = welcome.iter().zip(&sample).map(|(a, b)| a + b).collect();
    row("first visit: navigation to the sample article, without the time to click", both);
    row("later visit, nothing cached: navigation to the article", again);
    row("later visit, the browser's cache as it likes: navigation to the article", cached);
    table.note("1.6 Mbit/s, 150 ms, processor 4 times slower, 390 × 844; brotli; goal 2000");
    table.print();
    Ok(())
}

const OPEN_SAMPLE: &str = "(async () => {
    await bench.painted();
    await bench.after(300);
    const button = [...document.querySelectorAll('button')].find((b) => /sample/.test(b.textContent));
    const begun = performance.now();
    button.click();
    await bench.once(() => document.querySelector('#article [data-block]'));
    return (await bench.painted()) - begun;
})()";

async fn slow(browser: &Browser, no_cache: bool) -> anyhow::Result<()> {
    let line = json!({
        "offline": false, "latency": 150,
        "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
    });
    browser.resize(390, 844).await?;
    browser.execute_cdp("Network.enable", json!({})).await?;
    browser.execute_cdp("Network.setCacheDisabled", json!({ "cacheDisabled": no_cache })).await?;
    browser.execute_cdp("Network.emulateNetworkConditions", line).await?;
    browser.execute_cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await.map(drop)
}

/// Goes there, and tells when what the selector finds was painted, counted from the navigation.
async fn arrival(browser: &Browser, url: &str, selector: &str) -> anyhow::Result<f64> {
    browser.goto("about:blank").await?;
    browser.execute_cdp("Page.navigate", json!({ "url": url })).await?;
    wait::until("the page is there", async || {
        let there = "return !!globalThis.arrival && location.protocol !== 'about:';";
        Ok(browser.script::<Value>(there, &[]).await?.as_bool().filter(|there| *there))
    })
    .await?;
    page::ask(browser, &format!("arrival[{}]", json!(selector))).await
}
