//! Nothing is asked of anybody but the server of the app, and nothing is tried that its policy
//! forbids.

use super::{MILL, mark};
use hearsay_e2e::play;
use serde_json::json;

/// Remembers every address that was asked for, and every violation of the policy.
const RECORD: &str = "
    window.asked = []; window.violations = [];
    new PerformanceObserver((list) => asked.push(...list.getEntries().map(({ name }) => name)))
        .observe({ type: 'resource', buffered: true });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        violations.push(`${violatedDirective} ${blockedURI}`));";

#[tokio::test]
async fn whole_visit_asks_nobody_else_and_breaks_no_policy() -> anyhow::Result<()> {
    play("whole_visit_asks_nobody_else", async |stage| {
        let app = &stage.app;
        let on_start = json!({ "source": RECORD });
        app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
        app.reload().await?;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        mark(app, "s", "Ms Rao").await?;
        app.press("Control+z").await?;
        let path = app.browser.profile().temporary().join("back.json");
        std::fs::write(&path, app.export().await?)?;
        app.import_file(&path).await?;
        app.until_shown("it is there", |shown| shown.rows.len() == 1).await?;
        let (asked, violations): (Vec<String>, Vec<String>) =
            app.browser.script("return [asked, violations];", &[]).await?;
        assert!(asked.len() >= 3, "{asked:?}");
        let own = |url: &&String| !url.starts_with(stage.server.url()) && !url.starts_with("blob:");
        let elsewhere: Vec<&String> = asked.iter().filter(own).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
        assert!(violations.is_empty(), "{violations:?}");
        Ok(())
    })
    .await
}
