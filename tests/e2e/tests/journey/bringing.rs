//! What only a browser shows of bringing articles in: folds, the page handed over, the same again.

use super::MILL;
use hearsay_e2e::{Hearsay, Point, Role, play, wait};

const TALK: &str = "Mill to close in May\n\nThe old mill on the Orrow will close in May, its owner said.\n\nTags: mills, Orrow\n\n2 Comments\n\nHanna says that it never will, and that nobody has asked her.\n";

async fn until(app: &Hearsay, what: &str, script: &str) -> anyhow::Result<()> {
    wait::until(what, async || Ok(app.browser.script::<bool>(script, &[]).await?.then_some(()))).await
}

const SHUT: &str =
    "const hidden = [...document.querySelectorAll('#article [data-block][hidden=until-found]')];
    return hidden.length === 3 && hidden.every((block) => block.getBoundingClientRect().height === 0)";
const OPEN: &str = "return !document.querySelector('#article [data-block][hidden]')";

#[tokio::test]
async fn passages_set_aside_are_folded_and_opened_by_mouse_and_key() -> anyhow::Result<()> {
    play("passages_set_aside_are_folded_and_opened_by_mouse_and_key", async |stage| {
        let app = &stage.app;
        app.paste_article(TALK).await?;
        until(app, "what was set aside is folded", SHUT).await?;
        app.click("3 passages set aside: Tags: mills, Orrow 2 Comments Hanna says that it never will, and that nobody…").await?;
        until(app, "a click opens it", OPEN).await?;
        app.press("Enter").await?;
        until(app, "a key folds it", SHUT).await?;
        // The article is read by key: the caret comes to the line, and Enter opens it.
        app.press("ArrowLeft").await?;
        for _ in 0..12 {
            app.press("ArrowDown").await?;
        }
        until(app, "the caret is on the line", "return document.activeElement.matches('.fold')").await?;
        app.press("Enter").await?;
        until(app, "Enter opens it", OPEN).await?;
        app.press("Enter").await?;
        until(app, "and folds it", SHUT).await?;
        // The browser’s own search says that it found something there.
        let found = "document.querySelector('#article [data-block=\"4\"]').dispatchEvent(new Event('beforematch', { bubbles: true })); return true";
        app.browser.script::<bool>(found, &[]).await?;
        until(app, "what the browser finds is in sight", OPEN).await
    })
    .await
}

#[tokio::test]
async fn a_page_is_handed_over_in_its_own_name_only() -> anyhow::Result<()> {
    play("a_page_is_handed_over_in_its_own_name_only", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        let before = app.cards().await?;
        let hand = |url: &str, html: &str| {
            format!("postMessage({{ hearsay: 'page', url: {url}, html: {html} }}, '*'); return true")
        };
        let said = "return document.querySelector('.notice')?.textContent ?? ''";
        for (url, html, says) in [
            ("'https://news.example/mill'", "'<p>no'", "another site"),
            ("location.origin + '.evil.example/'", "'<p>no'", "another site"),
            ("undefined", "'<p>no'", "another site"),
            ("location.href", "'x'.repeat(20000001)", "larger than 20 MB"),
            ("location.href", "{ length: 1e9 }", "without its text"),
        ] {
            app.browser.script::<bool>(&hand(url, html), &[]).await?;
            wait::until(format!("{html} of {url} is turned away"), async || {
                Ok(app.browser.script::<String>(said, &[]).await?.contains(says).then_some(()))
            })
            .await?;
            assert!(!app.browser.script::<bool>("return !!document.querySelector('dialog')", &[]).await?);
        }
        assert_eq!(app.cards().await?.len(), before.len());
        let page = "'<html><title>Weir</title><body><article><h1>Weir to be mended</h1><p>The weir is to be mended in June, the council said, and nobody was surprised at all.</p></article>'";
        // Twice, as the bookmarklet does until it is heard.
        for _ in 0..2 {
            app.browser.script::<bool>(&hand("location.href", page), &[]).await?;
        }
        until(app, "a page of its own name is shown first", "return document.querySelector('.review')?.textContent.includes('mended in June') ?? false").await?;
        app.press("Escape").await?;
        until(app, "it is shown once", "return !document.querySelector('dialog')").await?;
        // A page opened from a disk is of no site, and may name none.
        let of_no_site = |url: &str| {
            format!("dispatchEvent(new MessageEvent('message', {{ origin: 'null', data: {{ hearsay: 'page', url: '{url}', html: {page} }} }})); return true")
        };
        app.browser.script::<bool>(&of_no_site("https://news.example/weir"), &[]).await?;
        until(app, "it names another site", "return document.querySelector('.notice')?.textContent.includes('another site') ?? false").await?;
        app.browser.script::<bool>(&of_no_site("file:///home/ann/weir.html"), &[]).await?;
        until(app, "a page of no site is shown", "return document.querySelector('.review')?.textContent.includes('mended in June') ?? false").await?;
        until(app, "it has no address", "return document.querySelector('.about-fields input[placeholder=\"https://\"]').value === ''").await?;
        app.press("Escape").await?;
        until(app, "it is left", "return !document.querySelector('dialog')").await?;
        assert_eq!(app.cards().await?.len(), before.len(), "nothing is stored before it was looked at");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_text_of_an_article_becomes_a_version_of_it() -> anyhow::Result<()> {
    play("a_newer_text_of_an_article_becomes_a_version_of_it", async |stage| {
        let app = &stage.app;
        app.paste_article(MILL).await?;
        super::mark(app, "c", "prices fell in April").await?;
        app.click("Add article").await?;
        let newer = MILL.replace("on Monday", "on Tuesday");
        app.browser.paste(&newer).await?;
        app.click("Make it a newer version").await?;
        app.shows("on Tuesday").await?;
        until(app, "the mark went along", "return document.querySelectorAll('#article mark').length > 0")
            .await?;
        assert_eq!(app.cards().await?.len(), 1, "both are one article");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_comes_in_is_corrected_by_key() -> anyhow::Result<()> {
    play("what_comes_in_is_corrected_by_key", async |stage| {
        let app = &stage.app;
        let path = app.browser.profile().temporary().join("mill.txt");
        std::fs::write(&path, MILL)?;
        app.import_file(&path).await?;
        until(app, "the draft is shown", "return document.activeElement?.id === 'add-button'").await?;
        app.browser.script::<bool>("document.getElementById('passage-0').focus(); return true", &[]).await?;
        app.press("ArrowDown").await?;
        until(app, "the arrow moves", "return document.activeElement?.id === 'passage-1'").await?;
        app.press(" ").await?;
        until(
            app,
            "a blank sets aside",
            "return document.querySelector('#passage-1').hasAttribute('data-aside')",
        )
        .await?;
        app.press("Enter").await?;
        app.shows("Prices fell").await?;
        until(
            app,
            "it is folded",
            "return document.querySelectorAll('#article [data-block][hidden]').length === 1",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn what_was_left_out_of_a_page_is_seen_and_brought_back_by_key() -> anyhow::Result<()> {
    play("what_was_left_out_of_a_page_is_seen_and_brought_back_by_key", async |stage| {
        let app = &stage.app;
        let path = app.browser.profile().temporary().join("weir.html");
        std::fs::write(&path, "<html><title>Weir to be mended</title><body><nav><a href='/'>All news</a></nav><article><h1>Weir to be mended</h1><p>The weir is to be mended in June, the council said, and nobody was surprised at all.</p><aside><p>Floods of 1911</p></aside><p>It broke in the spring, when the river rose by two metres in a night, as it had in 1911.</p></article></body>")?;
        app.import_file(&path).await?;
        until(app, "the draft is shown", "return document.activeElement?.id === 'add-button'").await?;
        let listed = "return [...document.querySelectorAll('.review [data-passage]')].map((one) => one.firstChild.data)";
        let before: Vec<String> = app.browser.script(listed, &[]).await?;
        assert_eq!(before.len(), 3, "{before:?}");
        app.browser.script::<bool>("document.querySelector('.review [tabindex=\"0\"]').focus(); return true", &[]).await?;
        app.press("l").await?;
        until(app, "all of the page is shown", "return document.querySelectorAll('.review [data-left-out]').length === 2").await?;
        let floods = "return document.activeElement?.firstChild?.data === 'Floods of 1911'";
        for _ in 0..2 {
            app.press("ArrowDown").await?;
        }
        until(app, "the arrows go there", floods).await?;
        app.press(" ").await?;
        until(app, "a blank brings it back", "return !document.activeElement.hasAttribute('data-left-out')").await?;
        app.press("l").await?;
        until(app, "the rest is hidden", "return !document.querySelector('.review [data-left-out]')").await?;
        app.press("Enter").await?;
        app.shows("Floods of 1911").await?;
        until(app, "the menu stayed out", "return document.querySelectorAll('#article [data-block]').length === 4").await
    })
    .await
}

#[tokio::test]
async fn a_passage_is_parted_where_one_wants_by_key_and_by_mouse() -> anyhow::Result<()> {
    play("a_passage_is_parted_where_one_wants_by_key_and_by_mouse", async |stage| {
        let app = &stage.app;
        let path = app.browser.profile().temporary().join("mill.txt");
        std::fs::write(&path, MILL)?;
        app.import_file(&path).await?;
        until(app, "the draft is shown", "return document.activeElement?.id === 'add-button'").await?;
        app.browser.script::<bool>("document.getElementById('passage-0').focus(); return true", &[]).await?;
        app.press("ArrowDown").await?;
        until(app, "the passage is at hand", "return document.activeElement?.id === 'passage-1'").await?;
        // Escape leaves it whole, and the dialog open.
        app.press("s").await?;
        until(app, "a place is shown", "return !!document.querySelector('#passage-1 .cut')").await?;
        app.press("Escape").await?;
        until(app, "it is left whole", "return !document.querySelector('.cut') && document.activeElement?.id === 'passage-1'").await?;
        for key in ["s", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowLeft", "Enter"] {
            app.press(key).await?;
        }
        let begins = |n: usize, words: &str| {
            format!("return document.getElementById('passage-{n}').textContent.startsWith('{words}')")
        };
        until(app, "a key parts it", &begins(2, "mill on the Orrow will close")).await?;
        until(app, "the first part is at hand", "return document.activeElement?.id === 'passage-1'").await?;
        app.press("j").await?;
        until(app, "a key joins it", &begins(1, "The old mill on the Orrow")).await?;
        app.browser.click(Role::Button, "Split").await?;
        until(app, "the words can be clicked", "return document.querySelectorAll('[data-place]').length > 10").await?;
        let place = "const at = [...document.querySelectorAll('[data-place]')].find((word) => word.textContent.startsWith('its')).getBoundingClientRect(); return { x: Math.round(at.left + 4), y: Math.round(at.top + at.height / 2) }";
        app.browser.click_at(app.browser.script::<Point>(place, &[]).await?).await?;
        until(app, "a click parts it", &begins(2, "its owner said on Monday.")).await?;
        app.press("Enter").await?;
        app.shows("its owner said on Monday.").await?;
        let blocks = "return [...document.querySelectorAll('#article [data-block]')].length === 5";
        until(app, "they are two paragraphs", blocks).await
    })
    .await
}
