//! The browser is killed in the middle of two hundred rapid acts.

use hearsay_e2e::{play, wait};
use std::time::Instant;

/// Marks word after word as a claim, each as soon as the page offers to.
const RAPIDLY: &str = "
    const text = document.querySelector('#article p').firstChild;
    const words = [...text.data.matchAll(/\\w+/g)];
    const selection = getSelection();
    const bar = () => !!document.getElementById('mark-bar');
    const choose = (n) => {
        const walker = document.createTreeWalker(document.querySelector('#article p'), NodeFilter.SHOW_TEXT);
        let at = 0;
        while (walker.nextNode()) {
            const node = walker.currentNode, start = words[n].index - at;
            if (start >= 0 && start < node.data.length) {
                selection.setBaseAndExtent(node, start, node, start + words[n][0].length);
                return;
            }
            at += node.data.length;
        }
    };
    const act = (n) => {
        if (n === 200) return;
        if (document.querySelectorAll('mark').length === n && bar()) {
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, cancelable: true }));
            setTimeout(act, 0, n + 1);
            return;
        }
        // The page takes the selection back after each act.
        if (document.querySelectorAll('mark').length === n && selection.isCollapsed) choose(n);
        setTimeout(act, 0, n);
    };
    act(0);
    return true;";

#[tokio::test]
async fn what_is_there_after_a_kill_is_a_prefix_with_everything_that_was_shown() -> anyhow::Result<()> {
    play("prefix_after_a_kill", async |stage| {
        let app = &mut stage.app;
        let words: Vec<String> = (0..200).map(|n| format!("word{n:03}")).collect();
        app.paste_article(&format!("Two hundred words\n\n{}", words.join(" "))).await?;
        let count = "return document.querySelectorAll('mark').length;";
        app.browser.check_console().await?;
        app.browser.script::<bool>(RAPIDLY, &[]).await?;
        let started = Instant::now();
        let mut shown = 0;
        while shown < 60 {
            shown = app.browser.script::<usize>(count, &[]).await?;
            anyhow::ensure!(started.elapsed() < wait::PATIENCE, "only {shown} are marked");
        }
        app.kill_and_restart().await?;
        let marks = "return [...document.querySelectorAll('mark')].map((mark) => mark.textContent);";
        let kept = wait::until("the marks are back", async || {
            let kept: Vec<String> = app.browser.script(marks, &[]).await?;
            Ok((kept.len() >= shown).then_some(kept))
        })
        .await?;
        assert_eq!(kept, words[..kept.len()], "a prefix of what was done");
        Ok(())
    })
    .await
}
