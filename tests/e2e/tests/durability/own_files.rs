//! Nothing is asked of anybody but the server of the app, and nothing is tried that its policy
//! forbids.

use super::offline::{deploy_another, host, kept, look_for_newer, read_file, version};
use super::{MILL, mark, says};
use hearsay_e2e::{Browser, Hearsay, Role, Server, Stage, network, play_on, wait};
use serde_json::json;

/// Remembers every violation of the policy.
const RECORD: &str = "
    window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        violations.push(`${violatedDirective} ${blockedURI}`));";

/// The article as it reads later.
const UPDATE: &str = "\
Mill to close in June

The old mill on the Orrow will close in June, its owner said on Monday.

“Prices fell,” said Ms Rao, who runs it. “We could not go on.”
";

/// No page has broken its policy so far; asked before each page is left.
async fn no_violations(app: &Hearsay) -> anyhow::Result<()> {
    let violations: Vec<String> = app.browser.script("return violations;", &[]).await?;
    assert!(violations.is_empty(), "{violations:?}");
    app.browser.check_console().await
}

#[tokio::test]
async fn whole_visit_asks_nobody_else_and_breaks_no_policy() -> anyhow::Result<()> {
    let (folder, _) = host()?;
    let server = Server::start(folder.path()).await?;
    let app = Hearsay::open(Browser::watched().await?, server.url()).await?;
    play_on("whole_visit_asks_nobody_else", Stage { app, server }, async |stage| {
        let app = &mut stage.app;
        let on_start = json!({ "source": RECORD });
        app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
        app.reload().await?;
        kept(app).await?;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        app.press("Control+z").await?;
        // Out, and in again.
        let path = app.browser.profile().temporary().join("back.json");
        std::fs::write(&path, app.export().await?)?;
        app.import_file(&path).await?;
        app.until_shown("it is there", |shown| shown.rows.len() == 1).await?;
        app.click("Other formats").await?;
        app.browser.download(async || app.click("Save file").await).await?;
        app.press("Escape").await?;
        // A newer text, side by side with the old one.
        app.press("Home").await?;
        app.click("Update text…").await?;
        app.browser.find(Role::Textbox, "Article text").await?.click().await?;
        app.browser.paste(UPDATE).await?;
        app.click("Make a version").await?;
        app.shows("will close in June").await?;
        app.click("Compare").await?;
        read_file(app, "Read from a file").await?;
        no_violations(app).await?;
        // A newer version of the app.
        let second = deploy_another(folder.path())?;
        assert!(look_for_newer(app).await?);
        says(app, "A new version of Hearsay is ready").await?;
        app.click("Start it").await?;
        wait::until("the new version runs", async || Ok((version(app).await? == second).then_some(())))
            .await?;
        app.shows("Read from a file").await?;
        no_violations(app).await?;
        // And what works without the app.
        app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        app.browser.download(async || app.browser.click(Role::Button, "Export all data").await).await?;
        no_violations(app).await?;

        app.browser.quit().await?;
        let asked = network::requests(&app.browser.network_record())?;
        let has = |name: &str| asked.iter().any(|request| request.url.contains(name));
        for name in ["hearsay-", "worker_loader.js", "worker_bg.wasm", "service-worker.js", "icon-512.png"] {
            assert!(has(name), "{name} was asked for, or this records nothing: {asked:#?}");
        }
        let own = |url: &str| url.starts_with(stage.server.url()) || url.starts_with("blob:");
        let by_us = |by: &str| stage.server.url().starts_with(by);
        let elsewhere: Vec<_> =
            asked.iter().filter(|request| by_us(&request.by) && !own(&request.url)).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:#?}");
        Ok(())
    })
    .await
}
