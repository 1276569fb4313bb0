//! The built app on a static host: it starts below any path, asks nobody else
//! for anything, and nothing in it is refused by its own policy.

use hearsay_e2e::{Browser, Hearsay, Server, environment, play};

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
