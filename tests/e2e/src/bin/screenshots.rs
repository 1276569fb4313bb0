//! Takes pictures of the app: its states, in three widths, light and dark.
//!
//! `cargo xtask screenshots [folder]`. They are for people to look at; nothing
//! compares them.

use anyhow::Context as _;
use hearsay_e2e::{Browser, Hearsay, Role, Server, environment};
use std::path::{Path, PathBuf};

const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];
const SCHEMES: [&str; 2] = ["light", "dark"];

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).context("name a folder for the pictures")?.into();
    let server = Server::start(&environment::dist()?).await?;
    let app = Hearsay::open(Browser::fresh().await?, server.url()).await?;

    take(&app, &folder, "empty").await?;
    open_sample(&app).await?;
    take(&app, &folder, "sample").await?;
    crowd(&app).await?;
    take(&app, &folder, "crowded").await
}

/// One state in all widths and colours, from the top.
async fn take(app: &Hearsay, folder: &Path, state: &str) -> anyhow::Result<()> {
    let to_top = "document.querySelectorAll('*').forEach((element) => element.scrollTo(0, 0)); return true;";
    for (width, height) in SIZES {
        app.browser.resize(width, height).await?;
        app.browser.script::<bool>(to_top, &[]).await?;
        for scheme in SCHEMES {
            app.browser.prefer(&[("prefers-color-scheme", scheme)]).await?;
            let file = folder.join(format!("{state}-{width}-{scheme}.png"));
            app.browser.screenshot(&file).await?;
            println!("{}", file.display());
        }
    }
    app.browser.resize(1440, 900).await
}

/// The article that comes with the app, with the marks that come with it.
async fn open_sample(app: &Hearsay) -> anyhow::Result<()> {
    app.browser.click(Role::Button, "Try it on the sample").await?;
    app.shows("said").await
}

/// The same article with a mark on nearly everything, and some on top of that.
async fn crowd(app: &Hearsay) -> anyhow::Result<()> {
    // What is folded away cannot be selected.
    let open = "document.querySelectorAll('.fold[aria-expanded=false]').forEach((fold) => fold.click()); return true;";
    app.browser.script::<bool>(open, &[]).await?;
    app.browser.settled().await?;
    let text = app.article_text().await?;
    let sentences = text.split_inclusive(['.', '\n']).map(str::trim).filter(|text| text.len() > 20);
    for (number, sentence) in sentences.take(40).enumerate() {
        let key = ["c", "s", "q"][number % 3];
        app.select_text(sentence, 0).await?;
        app.press(key).await?;
        app.press("Escape").await?;
    }
    Ok(())
}
