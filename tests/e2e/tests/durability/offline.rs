//! The service worker: no network, a newer version, half of one, none any more.

use super::{MILL, mark, says};
use hearsay_dist::offline::seal;
use hearsay_e2e::{Hearsay, Stage, environment, play_on, wait};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// A host of its own, with a finished build: it can be changed while it is served.
pub(super) fn host() -> anyhow::Result<(TempDir, String)> {
    let folder = tempfile::tempdir()?;
    copy(&environment::dist()?, folder.path())?;
    let version = seal(folder.path())?;
    Ok((folder, version))
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Puts a version on the host whose worker does nothing but fail: who gets it, notices.
pub(super) fn deploy_another(folder: &Path) -> anyhow::Result<String> {
    std::fs::write(folder.join("worker.js"), "throw new Error('the worker of the new version');\n")?;
    seal(folder)
}

/// Awaits that the version of this page is kept whole.
pub(super) async fn kept(app: &Hearsay) -> anyhow::Result<()> {
    let script = "return navigator.serviceWorker.ready.then(() => true);";
    app.browser.script::<bool>(script, &[]).await.map(drop)
}

pub(super) async fn version(app: &Hearsay) -> anyhow::Result<String> {
    app.browser.script("return document.documentElement.dataset.version;", &[]).await
}

/// Has the browser look for a newer version, as it does by itself at every visit, and awaits what
/// came of it: whether one waits.
pub(super) async fn look_for_newer(app: &Hearsay) -> anyhow::Result<bool> {
    let look =
        "return navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true);";
    app.browser.script::<bool>(look, &[]).await?;
    wait::until("the browser has looked", async || {
        let script = "return navigator.serviceWorker.getRegistration()
            .then((found) => found.installing ? null : !!found.waiting);";
        app.browser.script::<Option<bool>>(script, &[]).await
    })
    .await
}

/// The versions that are kept.
async fn caches(app: &Hearsay) -> anyhow::Result<Vec<String>> {
    let script = "return caches.keys().then((names) => names.map((name) => name.split(' ').pop()));";
    app.browser.script(script, &[]).await
}

/// Brings in the article of a file, for which the worker is needed.
pub(super) async fn read_file(app: &Hearsay, title: &str) -> anyhow::Result<()> {
    let path = app.browser.profile().temporary().join(format!("{title}.html"));
    let words = "The old mill will close in May, its owner said on Monday, after a hundred years of work.";
    std::fs::write(&path, format!("<article><h1>{title}</h1><p>{words}</p><p>{words}</p></article>"))?;
    app.import_file(&path).await?;
    app.click("Add").await?;
    app.shows(title).await
}

#[tokio::test]
async fn opens_and_reads_files_without_a_network() -> anyhow::Result<()> {
    let (folder, _) = host()?;
    play_on("opens_without_a_network", Stage::set_with(folder.path()).await?, async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        kept(app).await?;
        let errors = app.browser.execute_cdp("Page.getInstallabilityErrors", json!({})).await?;
        assert_eq!(errors["installabilityErrors"], Value::Array(Vec::new()), "it can be installed");
        app.browser.check_console().await?;
        stage.server.stop();
        // Looking for a newer version fails, and is not the person's business.
        app.browser.expect_in_console("service-worker.js");
        app.reload().await?;
        app.until_shown("the claim is there", |shown| shown.rows.len() == 1).await?;
        read_file(app, "Read without a network").await?;
        mark(app, "c", "will close in May").await?;
        assert!(String::from_utf8(app.export().await?)?.contains("Read without a network"));
        app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        wait::until("all data can be taken out", async || {
            let state = "return document.getElementById('state').textContent;";
            Ok(app.browser.script::<String>(state, &[]).await?.contains("2 articles").then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn new_version_waits_until_it_is_wanted_and_no_page_gets_files_of_another() -> anyhow::Result<()> {
    let (folder, first) = host()?;
    play_on("new_version_waits", Stage::set_with(folder.path()).await?, async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        kept(app).await?;
        let web = app.browser.web()?;
        let (here, other) = (web.window().await?, web.new_tab().await?);
        web.switch_to_window(other.clone()).await?;
        app.browser.goto(stage.server.url()).await?;
        app.until_shown("the other tab is open", |shown| shown.rows.len() == 1).await?;
        web.switch_to_window(here.clone()).await?;

        let second = deploy_another(folder.path())?;
        assert_ne!(first, second);
        assert!(look_for_newer(app).await?);
        says(
            app,
            "A new version of Hearsay is ready. Your other tabs keep the old one until they are reloaded.",
        )
        .await?;
        // Work goes on in the old one, with a worker of its own version.
        read_file(app, "Read by the old version").await?;
        mark(app, "c", "will close in May").await?;
        app.click("Start it").await?;
        wait::until("the new version runs", async || Ok((version(app).await? == second).then_some(())))
            .await?;
        app.until_shown("nothing is lost", |shown| shown.rows.len() == 1).await?;
        assert_eq!(caches(app).await?.len(), 2, "the other tab needs its own");

        // The other tab is of the old version still, and gets its files.
        web.switch_to_window(other).await?;
        assert_eq!(version(app).await?, first);
        says(app, "A new version of Hearsay is ready.").await?;
        read_file(app, "Read by the old version in the other tab").await?;
        app.reload().await?;
        assert_eq!(version(app).await?, second);
        wait::until("the old version is gone", async || Ok((caches(app).await? == [&*second]).then_some(())))
            .await?;
        // And the new one has its own worker, which fails.
        app.browser.expect_in_console("the worker of the new version");
        app.click("Export").await?;
        let report = app.report().await?;
        assert!(report.whole.contains("the worker of the new version"), "{report:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn half_a_version_is_not_kept() -> anyhow::Result<()> {
    let (folder, first) = host()?;
    play_on("half_a_version_is_not_kept", Stage::set_with(folder.path()).await?, async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        kept(app).await?;
        let worker = std::fs::read(folder.path().join("worker_bg.wasm"))?;
        let second = deploy_another(folder.path())?;
        for expected in ["integrity", "404", "service-worker.js"] {
            app.browser.expect_in_console(expected);
        }
        let check = async |what: &str| -> anyhow::Result<()> {
            assert!(!look_for_newer(app).await?, "{what}");
            assert_eq!(caches(app).await?, [&*first], "{what}");
            app.reload().await?;
            assert_eq!(version(app).await?, first, "{what}");
            read_file(app, what).await
        };
        std::fs::remove_file(folder.path().join("worker_bg.wasm"))?;
        check("A file is missing").await?;
        std::fs::write(folder.path().join("worker_bg.wasm"), &worker[..worker.len() / 2])?;
        check("A file is cut off").await?;
        std::fs::write(folder.path().join("worker_bg.wasm"), worker)?;
        assert!(look_for_newer(app).await?);
        says(app, "A new version of Hearsay is ready").await?;
        app.click("Start it").await?;
        wait::until("the whole one runs", async || Ok((version(app).await? == second).then_some(()))).await
    })
    .await
}

#[tokio::test]
async fn build_that_is_not_finished_keeps_nothing_and_removes_what_was() -> anyhow::Result<()> {
    let (folder, _) = host()?;
    play_on("unfinished_build", Stage::set_with(folder.path()).await?, async |stage| {
        let app = &stage.app;
        kept(app).await?;
        // As `trunk serve` serves it: without versions, without a list.
        for name in ["index.html", "worker_loader.js"] {
            let file = folder.path().join(name);
            let sealed = std::fs::read_to_string(&file)?.replace(&version(app).await?, "HearsayVersion");
            std::fs::write(file, sealed)?;
        }
        let script = include_str!("../../../../src/install/service-worker.js");
        std::fs::write(folder.path().join("service-worker.js"), script)?;
        // The old page once more, while the browser looks for a newer one.
        app.reload().await?;
        wait::until("nothing is kept any more", async || {
            let script = "return navigator.serviceWorker.getRegistrations().then((all) => all.length);";
            let registered: usize = app.browser.script(script, &[]).await?;
            let left = caches(app).await?;
            anyhow::ensure!(registered == 0 && left.is_empty(), "{registered} registered, {left:?} kept");
            Ok(Some(()))
        })
        .await?;
        app.reload().await?;
        assert_eq!(version(app).await?, "HearsayVersion");
        read_file(app, "Read by an unfinished build").await
    })
    .await
}
