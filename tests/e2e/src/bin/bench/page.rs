//! A browser whose pages are measured.

use crate::articles::Made;
use hearsay_e2e::{Browser, Hearsay, Server, wait};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

const MEASURE: &str = include_str!("../../../bench/measure.js");

/// A browser that puts the measures into every page.
pub(crate) async fn browser() -> anyhow::Result<Browser> {
    let browser = Browser::fresh().await?;
    browser.execute_cdp("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    browser.execute_cdp("Page.enable", json!({})).await?;
    put_in(&browser, MEASURE).await?;
    Ok(browser)
}

/// Runs a script in every page before the page's own.
pub(crate) async fn put_in(browser: &Browser, script: &str) -> anyhow::Result<()> {
    let script = json!({ "source": script });
    browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
}

/// The app with these articles in its library.
pub(crate) async fn app(server: &Server, articles: &[&Made]) -> anyhow::Result<Hearsay> {
    let app = Hearsay::open(browser().await?, server.url()).await?;
    let folder = tempfile::tempdir()?;
    for made in articles {
        bring_in(&app, made, folder.path()).await?;
    }
    Ok(app)
}

/// Imports an article and awaits that all of it is drawn and kept.
pub(crate) async fn bring_in(app: &Hearsay, made: &Made, folder: &Path) -> anyhow::Result<()> {
    app.import_file(&made.file(folder)?).await?;
    wait::until_after(Duration::from_secs(120), format!("“{}” is drawn", made.title), async || {
        let script = "return document.querySelector('.where').textContent === arguments[0]
            && bench.marks() >= arguments[1] && !!document.querySelector('.saved[data-ok]');";
        let drawn: bool = app.browser.script(script, &[json!(made.title), json!(made.marks)]).await?;
        Ok(drawn.then_some(()))
    })
    .await
}

/// Calls one of the measures (`select(0.5)`) and awaits what it tells.
pub(crate) async fn ask<T: DeserializeOwned>(browser: &Browser, call: &str) -> anyhow::Result<T> {
    browser.script(&format!("return {call};"), &[]).await
}

/// What the page's main thread has done, in milliseconds of processor time: unlike the wall's, it
/// hardly changes with what else the machine does.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Work {
    pub(crate) task: f64,
    pub(crate) script: f64,
    pub(crate) style: f64,
    pub(crate) layout: f64,
}

impl Work {
    pub(crate) async fn so_far(browser: &Browser) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct Metric {
            name: String,
            value: f64,
        }
        let mut answer = browser.execute_cdp("Performance.getMetrics", json!({})).await?;
        let metrics: Vec<Metric> = serde_json::from_value(answer["metrics"].take())?;
        let of = |name| metrics.iter().find(|m| m.name == name).map_or(0.0, |m| m.value * 1000.0);
        Ok(Self {
            task: of("TaskDuration"),
            script: of("ScriptDuration"),
            style: of("RecalcStyleDuration"),
            layout: of("LayoutDuration"),
        })
    }

    pub(crate) async fn since(self, browser: &Browser) -> anyhow::Result<Self> {
        let now = Self::so_far(browser).await?;
        Ok(Self {
            task: now.task - self.task,
            script: now.script - self.script,
            style: now.style - self.style,
            layout: now.layout - self.layout,
        })
    }
}

/// Presses a key as the browser's window would get it.
pub(crate) async fn press(browser: &Browser, key: &str, code: &str, number: u32) -> anyhow::Result<()> {
    let text: Value = if key.len() == 1 { json!(key) } else { json!("") };
    let event = |sort: &str, text: &Value| json!({ "type": sort, "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text });
    browser.execute_cdp("Input.dispatchKeyEvent", event("keyDown", &text)).await?;
    browser.execute_cdp("Input.dispatchKeyEvent", event("keyUp", &json!(""))).await?;
    Ok(())
}
