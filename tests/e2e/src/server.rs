//! Serves a folder on this machine, as a static host would.
//!
//! Hand-written, since what it has to do is little and has to be exact: the
//! right media types (a browser compiles WebAssembly while it arrives only if it
//! is called `application/wasm`), nothing outside the folder, and no answer but
//! 404 for what is not there.

use anyhow::Context as _;
use std::collections::HashMap;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server that serves until it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves the folder at the root of a free port.
    ///
    /// # Errors
    /// If the folder is not there or no port can be had.
    pub async fn start(folder: &Path) -> anyhow::Result<Self> {
        Self::start_below(folder, "/").await
    }

    /// Serves the folder with its files compressed (brotli), as most hosts do.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_compressed(folder: &Path) -> anyhow::Result<Self> {
        let compressed = compressed(&folder.canonicalize()?)?;
        Self::start_site(folder, "/", compressed).await
    }

    /// Serves the folder below a path, such as `/some/where/`.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_below(folder: &Path, path: &str) -> anyhow::Result<Self> {
        Self::start_site(folder, path, HashMap::new()).await
    }

    async fn start_site(
        folder: &Path,
        path: &str,
        compressed: HashMap<PathBuf, Vec<u8>>,
    ) -> anyhow::Result<Self> {
        let folder =
            folder.canonicalize().with_context(|| format!("{} cannot be served", folder.display()))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}{path}", listener.local_addr()?);
        let site = Arc::new(Site { folder, path: path.to_owned(), compressed });
        let task = tokio::spawn(serve(listener, site));
        Ok(Self { url, task })
    }

    /// Serves no more, as when the network is gone.
    pub fn stop(&self) {
        self.task.abort();
    }

    /// The address of the folder, ending in a slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What is served, and below which path.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    path: String,
    /// Files as they are sent to browsers that take brotli.
    compressed: HashMap<PathBuf, Vec<u8>>,
}

impl Site {
    /// The file that a request's target names, if it may be read.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next()?.strip_prefix(&self.path)?;
        let path = if path.is_empty() { "index.html" } else { path };
        let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(path).canonicalize().ok()?;
        // Names are never escaped in what Trunk writes, so none is unescaped.
        (plain && file.is_file() && file.starts_with(&self.folder)).then_some(file)
    }
}

async fn serve(listener: TcpListener, site: Arc<Site>) {
    while let Ok((stream, _)) = listener.accept().await {
        // A browser opens connections that it never uses, and breaks others off.
        let site = Arc::clone(&site);
        tokio::spawn(async move { answer(stream, &site).await });
    }
}

async fn answer(stream: TcpStream, site: &Site) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    stream.read_line(&mut request).await?;
    let mut brotli = false;
    let mut header = String::new();
    while stream.read_line(&mut header).await? > 2 {
        header.make_ascii_lowercase();
        brotli |= header.strip_prefix("accept-encoding:").is_some_and(|taken| taken.contains("br"));
        header.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next(), words.next().unwrap_or_default());
    let mut encoding = "";
    let (status, kind, body) = match (method, site.file(target)) {
        (Some("GET" | "HEAD"), Some(file)) => {
            let body = match site.compressed.get(&file).filter(|_| brotli) {
                Some(body) => {
                    encoding = "Content-Encoding: br\r\n";
                    body.clone()
                }
                None => tokio::fs::read(&file).await?,
            };
            ("200 OK", media_type(&file), body)
        }
        (Some("GET" | "HEAD"), None) => ("404 Not Found", "text/plain", b"not here".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    if method != Some("HEAD") {
        stream.write_all(&body).await?;
    }
    stream.shutdown().await
}

/// Every file right in the folder, after brotli at its hardest.
fn compressed(folder: &Path) -> anyhow::Result<HashMap<PathBuf, Vec<u8>>> {
    let mut all = HashMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let mut bytes = Vec::new();
            let parameters = brotli::enc::BrotliEncoderParams::default();
            brotli::BrotliCompress(&mut std::fs::File::open(&path)?, &mut bytes, &parameters)?;
            all.insert(path, bytes);
        }
    }
    Ok(all)
}

fn media_type(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{HashMap, Site};

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = tempfile::tempdir().unwrap();
        let served = folder.path().join("dist");
        std::fs::create_dir_all(served.join("deep")).unwrap();
        for file in ["secret.txt", "dist/index.html", "dist/deep/app.js"] {
            std::fs::write(folder.path().join(file), "").unwrap();
        }
        let served = served.canonicalize().unwrap();
        let site = Site { folder: served.clone(), path: "/below/".into(), compressed: HashMap::new() };
        let check = |target: &str, expected: Option<&str>| {
            assert_eq!(site.file(target), expected.map(|name| served.join(name)), "{target}");
        };
        check("/below/", Some("index.html"));
        check("/below/index.html?fresh", Some("index.html"));
        check("/below/deep/app.js", Some("deep/app.js"));
        check("/below/deep", None);
        check("/below/absent.js", None);
        check("/index.html", None);
        check("/below/../secret.txt", None);
        check("/below/deep/../../secret.txt", None);
        check("/below//etc/passwd", None);
    }
}
