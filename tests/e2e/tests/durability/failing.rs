//! The app itself fails.

use super::{MILL, mark, says};
use hearsay_e2e::{Role, play, wait};
use serde_json::json;
use thirtyfour::By;

/// None of the words of the article, but those that are everybody’s.
fn holds_none_of_the_article(report: &str) -> anyhow::Result<()> {
    let words = MILL.split(|letter: char| !letter.is_alphabetic());
    // The screen itself says “the last one you saw is saved in this browser”, and the like.
    let own = |word: &&str| word.len() > 3 && !["said", "that", "will"].contains(word);
    let found: Vec<&str> = words.filter(own).filter(|word| report.contains(word)).collect();
    anyhow::ensure!(found.is_empty(), "the report holds the person’s text, {found:?}: {report}");
    Ok(())
}

/// Faults that quote the article where a report might look: in the message, in lines that look
/// like places, in the name.
const QUOTING: &str = "
    addEventListener('quoting-fault', ({ detail: text }) => setTimeout(() => {
        const message = `${text}\\n    at ${text.replaceAll('\\n', ' ')}\\nfoo@${text}`;
        throw Object.defineProperty(new WebAssembly.RuntimeError(message), 'name', { value: text });
    }));";

#[tokio::test]
async fn report_of_a_fault_that_quotes_the_article_quotes_nothing() -> anyhow::Result<()> {
    play("report_quotes_nothing", async |stage| {
        let app = &stage.app;
        // Part of the page: what a script of the driver throws, no page hears of.
        let on_start = json!({ "source": QUOTING });
        app.browser.execute_cdp("Page.addScriptToEvaluateOnNewDocument", on_start).await?;
        app.reload().await?;
        app.paste_article(MILL).await?;
        app.browser.expect_in_console("Uncaught");
        // Whatever lies over the page, the screen lies over that.
        app.click("Keys").await?;
        let fault = "return dispatchEvent(new CustomEvent('quoting-fault', { detail: arguments[0] }));";
        app.browser.script::<bool>(fault, &[MILL.into()]).await?;
        let copy = By::XPath("//*[@role='alertdialog']//button[.='Copy a report']");
        wait::until("a report can be copied", async || {
            app.browser.web()?.find(copy.clone()).await?.click().await?;
            Ok(Some(()))
        })
        .await?;
        wait::until("the report is on the clipboard", async || {
            let script = "return navigator.clipboard.readText();";
            let copied: String = app.browser.script(script, &[]).await?;
            anyhow::ensure!(copied.contains("RuntimeError") && copied.contains("stopped at"), "{copied}");
            holds_none_of_the_article(&copied).map(Some)
        })
        .await
    })
    .await
}

#[tokio::test]
async fn failing_app_says_so_and_gives_the_data_out() -> anyhow::Result<()> {
    play("failing_app_says_so", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        mark(app, "c", "will close in May").await?;
        // The page's own ways are broken.
        app.browser.script::<bool>(BREAK, &[]).await?;
        for expected in FAILING {
            app.browser.expect_in_console(expected);
        }
        app.select_text("Ms Rao", 0).await?;
        app.press("s").await?;
        wait::until("the screen is there", async || {
            app.browser.has(Role::Button, "Copy a report").await.map(|has| has.then_some(()))
        })
        .await?;
        let said: String =
            app.browser.script("return document.querySelector('.stopped').textContent;", &[]).await?;
        assert!(said.contains("Hearsay has stopped") && said.contains("is saved"), "{said}");
        assert!(!said.contains("broken by"), "{said}");
        holds_none_of_the_article(&said)?;
        assert!(said.contains("wasm-function["), "it says where it happened: {said}");
        // What was done is there after a reload, and can be had without the app.
        app.browser.goto(&format!("{}rescue.html", stage.server.url())).await?;
        let file =
            app.browser.download(async || app.browser.click(Role::Button, "Export all data").await).await?;
        assert!(std::fs::read_to_string(file)?.contains("will close in May"));
        app.browser.goto(stage.server.url()).await?;
        app.until_shown("the claim is kept", |shown| !shown.rows.is_empty()).await.map(drop)
    })
    .await
}

/// What a browser’s console says of it.
const FAILING: [&str; 6] =
    ["broken by the test", "panicked", "unreachable", "RuntimeError", "failed to", "Uncaught"];

/// Drawing fails inside the app.
const BREAK: &str =
    "Node.prototype.insertBefore = () => { throw new Error('broken by the test'); }; return true;";

#[tokio::test]
async fn failing_app_does_not_call_saved_what_was_not() -> anyhow::Result<()> {
    play("failing_app_not_saved", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let refuse = "
            IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
            return true;";
        app.browser.script::<bool>(refuse, &[]).await?;
        mark(app, "c", "will close in May").await?;
        says(app, "Not saved").await?;
        app.browser.script::<bool>(BREAK, &[]).await?;
        for expected in FAILING {
            app.browser.expect_in_console(expected);
        }
        app.select_text("Ms Rao", 0).await?;
        app.press("s").await?;
        let said = wait::until("the screen is there", async || {
            let script = "return document.querySelector('.stopped')?.textContent ?? null;";
            app.browser.script::<Option<String>>(script, &[]).await
        })
        .await?;
        assert!(said.contains("saving had failed") && !said.contains("is saved"), "{said}");
        Ok(())
    })
    .await
}
