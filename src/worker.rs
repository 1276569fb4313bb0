//! The worker that reads and writes files. Everything is in the library.
//!
//! A program of its own, so that the page does not carry what knows the formats: the browser
//! loads it when the form for articles opens, or the first file comes or goes.

#[cfg(target_arch = "wasm32")]
fn main() {
    use hearsay::app::{Done, work};
    hearsay::web::serve(|task| Box::pin(filled(task)), work::run, Done::Failed);
}

/// Reads the library for a task that needs it: from the database, so that it does not go over
/// the page.
#[cfg(target_arch = "wasm32")]
async fn filled(mut task: hearsay::app::Task) -> Result<hearsay::app::Task, String> {
    use hearsay::store::Store;
    let Some(stock) = task.wants() else { return Ok(task) };
    let (store, opened, refused) = Store::open(|| ()).await;
    if let Some(why) = refused {
        return Err(format!("The library could not be read: {why}. Nothing was changed."));
    }
    let (mut articles, mut damaged) = (Vec::new(), opened.damaged);
    for entry in &opened.entries {
        match store.load(entry.id).await {
            Ok(loaded) => articles.push(loaded),
            Err(why) => damaged.push(format!("“{}”: {why}", entry.about.title)),
        }
    }
    store.close();
    *stock = std::mem::take(stock).filled(articles, damaged);
    Ok(task)
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This half of Hearsay runs in a browser, beside the page.");
}
