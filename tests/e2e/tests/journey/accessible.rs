//! Every screen and state is free of what axe-core finds, in light and dark.
//!
//! What a program can find is the smaller part; `docs/accessibility.md` has the rest.

use super::{SAMPLE, mark, mark_quote_only};
use anyhow::Context as _;
use hearsay_e2e::{Hearsay, Role, environment, play};
use serde::Deserialize;
use serde_json::json;

/// Something that shuts people out.
#[derive(Debug, Deserialize)]
struct Finding {
    rule: String,
    places: Vec<String>,
    why: String,
}

/// The page, with what was found in it so far.
struct Look<'a> {
    app: &'a Hearsay,
    axe: String,
    states: usize,
    findings: Vec<String>,
}

impl Look<'_> {
    /// Looks at the page as it is now, in both colour schemes.
    async fn at(&mut self, state: &str) -> anyhow::Result<()> {
        self.in_schemes(state, &["light", "dark"]).await
    }

    async fn in_schemes(&mut self, state: &str, schemes: &[&str]) -> anyhow::Result<()> {
        for &scheme in schemes {
            let still = ("prefers-reduced-motion", "reduce");
            self.app.browser.prefer(&[("prefers-color-scheme", scheme), still]).await?;
            self.app.browser.settled().await?;
            let script = format!(
                "{}; return axe.run(document, {{ resultTypes: ['violations'] }}).then(({{ violations }}) =>
                    violations.map(({{ id, nodes }}) => ({{
                        rule: id, places: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
                        why: nodes[0].failureSummary,
                    }})));",
                self.axe
            );
            let found: Vec<Finding> = self
                .app
                .browser
                .script(&script, &[])
                .await
                .with_context(|| format!("axe-core at {state}"))?;
            self.states += 1;
            self.findings.extend(found.iter().map(|finding| {
                let Finding { rule, places, why } = finding;
                format!("{state}, {scheme}: {rule}\n  {}\n  {why}", places.join("\n  "))
            }));
        }
        Ok(())
    }
}

#[tokio::test]
async fn nothing_is_found_on_any_screen() -> anyhow::Result<()> {
    let Some(axe) = environment::axe() else {
        eprintln!("\n*** NOT RUN: nothing_is_found_on_any_screen.");
        eprintln!("*** HEARSAY_AXE names no script: npm was not to be had.\n");
        return Ok(());
    };
    let axe = std::fs::read_to_string(axe)?;
    play("nothing_is_found_on_any_screen", async |stage| {
        let mut look = Look { app: &stage.app, axe, states: 0, findings: Vec::new() };
        coming_in(&mut look).await?;
        working(&mut look).await?;
        panels(&mut look).await?;
        narrow(&mut look).await?;
        stage.app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        // It has no style sheet, and where the browser paints it dark, axe-core takes it for white.
        look.in_schemes("rescue page", &["light"]).await?;
        eprintln!("axe-core looked {} times", look.states);
        assert!(look.findings.is_empty(), "{}", look.findings.join("\n\n"));
        Ok(())
    })
    .await
}

/// Nothing yet, and the way in.
async fn coming_in(look: &mut Look<'_>) -> anyhow::Result<()> {
    let app = look.app;
    look.at("empty").await?;
    app.click("Add article").await?;
    let field = app.browser.find(Role::Textbox, "Article text").await?;
    look.at("add dialog").await?;
    field.click().await?;
    app.browser.paste(SAMPLE).await?;
    app.browser.find(Role::Button, "Add").await?;
    look.at("review").await?;
    app.click("Add").await?;
    app.shows("Nobody was hurt").await?;
    look.at("sample").await
}

/// What is met while marking and attributing.
async fn working(look: &mut Look<'_>) -> anyhow::Result<()> {
    let app = look.app;
    for words in ["Inland Vessels Inspectorate", "Helen Aske", "Ravi Tolland"] {
        mark(app, "s", words).await?;
    }
    app.select_text("“no record of any such warning”", 0).await?;
    app.browser.find(Role::Toolbar, "Mark").await?;
    look.at("bar").await?;
    app.press("q").await?;
    app.picker().await?;
    look.at("picker").await?;
    app.press("1").await?;
    super::closed(app).await?;
    look.at("quote with its thread").await?;
    mark_quote_only(
        app,
        "“I was asked, ‘Is it sinking?’ I said no, and that was the end of the conversation,”",
    )
    .await?;
    mark(app, "c", "Nobody was hurt").await?;
    mark(app, "c", "a search of the company’s files had turned up “no record of any such warning”").await?;
    look.at("crowded").await?;
    app.click("Add evidence").await?;
    look.at("claim with evidence").await?;
    app.press("Escape").await?;
    Ok(())
}

/// The margin, the library and the dialogs.
async fn panels(look: &mut Look<'_>) -> anyhow::Result<()> {
    let app = look.app;
    app.press("j").await?;
    app.press("t").await?;
    app.press("j").await?;
    app.press("t").await?;
    look.at("several chosen").await?;
    app.press("/").await?;
    app.write("Aske").await?;
    look.at("find").await?;
    app.press("Escape").await?;
    app.show_tab("Sources").await?;
    look.at("register").await?;
    let entry = app.browser.web()?.find(thirtyfour::By::Css(".entry button, button.entry")).await?;
    entry.click().await?;
    look.at("source").await?;
    app.show_tab("Overview").await?;
    look.at("overview").await?;
    app.press("?").await?;
    look.at("keys").await?;
    app.press("Escape").await?;
    app.click("Other formats").await?;
    look.at("export").await?;
    app.press("Escape").await?;
    // A second version, some of it reworded, and an article in the bin.
    app.browser.script::<bool>("scrollTo(0, 0); return true;", &[]).await?;
    app.click("Update text…").await?;
    app.browser.find(Role::Textbox, "Article text").await?.click().await?;
    app.browser.paste(&SAMPLE.replace("Nobody was hurt", "No one on board was hurt")).await?;
    app.click("Make a version").await?;
    app.shows("No one on board").await?;
    app.show_tab("Changes").await?;
    look.at("changes").await?;
    app.click("Compare").await?;
    app.browser.find(Role::Button, "Back to reading").await?;
    look.at("two versions").await?;
    app.click("Back to reading").await?;
    app.paste_article("Mill to close\n\nThe mill closes in May.").await?;
    app.click_in_library("Put Mill to close into the bin").await?;
    app.click_in_library("Bin (1)").await?;
    look.at("library with bin").await?;
    app.click("Library").await
}

/// The same where panels are sheets.
async fn narrow(look: &mut Look<'_>) -> anyhow::Result<()> {
    let app = look.app;
    let title = SAMPLE.lines().next().unwrap_or_default();
    app.open_article(title).await?;
    app.shows("Nobody was hurt").await.or(app.shows("No one on board").await)?;
    app.browser.resize(390, 844).await?;
    let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
    app.browser.execute_cdp("Emulation.setTouchEmulationEnabled", touch).await?;
    if app.browser.has(Role::Landmark, "Library").await? {
        look.at("library at 390 px").await?;
        app.click("Library").await?;
    }
    look.at("390 px").await?;
    app.press("j").await?;
    look.at("acts at 390 px").await?;
    app.click("Margin").await?;
    look.at("sheet at 390 px").await?;
    app.click("Margin").await?;
    // Nothing is wider than the narrowest screen there is (WCAG 1.4.10).
    app.browser.resize(320, 640).await?;
    app.browser.settled().await?;
    let width: u32 = app.browser.script("return document.documentElement.scrollWidth;", &[]).await?;
    assert!(width <= 320, "at 320 pixels the page is {width} wide");
    Ok(())
}
