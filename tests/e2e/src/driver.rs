//! chromedriver: starts browsers and passes on what we do in them.

use crate::{environment, wait};
use anyhow::{Context as _, anyhow, bail, ensure};
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};

/// A driver on a port of its own, killed when it is dropped.
#[derive(Debug)]
pub struct Driver {
    port: u16,
    _process: Child,
}

/// How often a driver is started before giving up.
const ATTEMPTS: usize = 3;

impl Driver {
    /// Starts a driver on a free port and awaits that it is ready. What it and
    /// the browser need for a while only goes into the folder.
    ///
    /// # Errors
    /// If it cannot be started, or does not say that it is ready.
    pub async fn start(temporary: &Path) -> anyhow::Result<Self> {
        // The port it picks for IPv4 may be somebody else's for IPv6, and then it
        // gives up; the next one picks another.
        let mut last = Ok(());
        for _ in 0..ATTEMPTS {
            match Self::attempt(temporary).await? {
                Ok(driver) => return Ok(driver),
                Err(told) => last = Err(anyhow!("the driver told no port, but: {told:?}")),
            }
        }
        last.and_then(|()| bail!("no attempt was made"))
    }

    /// A driver that is ready, or what it said instead of its port.
    async fn attempt(temporary: &Path) -> anyhow::Result<Result<Self, Vec<String>>> {
        let program = environment::chromedriver();
        let mut process = Command::new(&program)
            // It picks the port itself, so that none is picked twice.
            .arg("--port=0")
            .env("TMPDIR", temporary)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let output = process.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = match port_told(&mut lines).await {
            Ok(port) => port,
            Err(told) => return Ok(Err(told)),
        };
        // Read on, so that it never waits for someone to listen.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        wait::until("the driver is ready", async || is_ready(port).await.map(|ready| ready.then_some(())))
            .await?;
        Ok(Ok(Self { port, _process: process }))
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }
}

/// Reads the port from `ChromeDriver was started successfully on port 34567.`;
/// without it, everything that was said.
async fn port_told(lines: &mut Lines<BufReader<ChildStdout>>) -> Result<u16, Vec<String>> {
    let mut said = Vec::new();
    while let Ok(Some(line)) = lines.next_line().await {
        let told = line.rsplit_once("on port ").map(|(_, rest)| rest.trim_end_matches('.'));
        if let Some(port) = told.and_then(|port| port.parse().ok()).filter(|port| *port != 0) {
            return Ok(port);
        }
        said.push(line);
    }
    Err(said)
}

async fn is_ready(port: u16) -> anyhow::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let request = format!("GET /status HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    let mut part = [0; 1024];
    // It keeps the connection open after the answer, whatever it was asked.
    while !answer.contains("\"ready\":") {
        let read = stream.read(&mut part).await?;
        ensure!(read > 0, "the driver answered: {answer}");
        answer.push_str(&String::from_utf8_lossy(&part[..read]));
    }
    Ok(answer.contains("\"ready\":true"))
}
