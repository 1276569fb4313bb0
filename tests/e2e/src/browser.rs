//! One Chromium: started, driven, killed, and started again on what it left.

use crate::console::{Console, Line};
use crate::driver::Driver;
use crate::keys::Press;
use crate::profile::Profile;
use crate::roles::{self, Role};
use crate::{environment, processes, wait};
use anyhow::Context as _;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel, WebElement};

/// How large the window is, unless a test says otherwise.
pub const WINDOW: (u32, u32) = (1440, 900);

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--lang=en-US",
];

/// A browser on its profile, running or not.
#[derive(Debug)]
pub struct Browser {
    profile: Profile,
    running: Option<Running>,
    console: Mutex<Console>,
    watched: bool,
}

/// What there is only while the browser runs.
#[derive(Debug)]
struct Running {
    // Before the driver's own process, which it still has to talk to.
    web: WebDriver,
    process: u32,
    _driver: Driver,
}

/// A point of the window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Point {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
}

impl Browser {
    /// Starts a browser that remembers nothing.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn fresh() -> anyhow::Result<Self> {
        Self::on(Profile::fresh()?).await
    }

    /// Starts a browser that remembers nothing and writes down what it asks the network for.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn watched() -> anyhow::Result<Self> {
        let profile = Profile::fresh()?;
        let mut browser = Self { profile, running: None, console: Mutex::default(), watched: true };
        browser.start().await?;
        Ok(browser)
    }

    /// Where a watched browser writes; the record is whole when the browser was closed.
    #[must_use]
    pub fn network_record(&self) -> PathBuf {
        self.profile.temporary().join("network.json")
    }

    /// Starts a browser that remembers what is in the profile.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn on(profile: Profile) -> anyhow::Result<Self> {
        let mut browser = Self { profile, running: None, console: Mutex::default(), watched: false };
        browser.start().await?;
        Ok(browser)
    }

    /// Starts it again after [`Browser::kill`] or [`Browser::quit`].
    ///
    /// # Errors
    /// If it does not start.
    pub async fn start(&mut self) -> anyhow::Result<()> {
        self.end();
        let driver = Driver::start(&self.profile.temporary()).await?;
        let web =
            WebDriver::new(driver.url(), self.capabilities()?).await.context("the browser does not start")?;
        let process = web.capabilities().get("goog:processID").and_then(Value::as_u64);
        let process = process.and_then(|process| u32::try_from(process).ok());
        let process = process.context("the driver does not tell the browser's process")?;
        self.running = Some(Running { web, process, _driver: driver });
        Ok(())
    }

    /// Kills the browser, as a power cut would: at once, and all of it.
    ///
    /// # Errors
    /// If it cannot be killed.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        let process = self.running()?.process;
        self.end();
        wait::until("the browser is gone", async || Ok((!processes::is_running(process)).then_some(()))).await
    }

    /// Closes the browser, as a person would.
    ///
    /// # Errors
    /// If it does not close.
    pub async fn quit(&mut self) -> anyhow::Result<()> {
        self.listen().await?;
        if let Some(running) = self.running.take() {
            running.web.quit().await?;
        }
        Ok(())
    }

    /// Ends everything that still runs, without a word to anyone.
    fn end(&mut self) {
        if let Some(running) = self.running.take() {
            // Nothing can be done about a process that will not die.
            let _ = processes::kill_tree(running.process);
            let _ = running.web.leak();
        }
    }

    fn capabilities(&self) -> anyhow::Result<ChromeCapabilities> {
        let mut wanted = DesiredCapabilities::chrome();
        for argument in ARGUMENTS {
            wanted.add_arg(argument)?;
        }
        wanted.add_arg(&format!("--window-size={},{}", WINDOW.0, WINDOW.1))?;
        wanted.add_arg(&format!("--user-data-dir={}", self.profile.user_data().display()))?;
        if self.watched {
            wanted.add_arg(&format!("--log-net-log={}", self.network_record().display()))?;
        }
        if let Some(chromium) = environment::chromium() {
            wanted.set_binary(&chromium.to_string_lossy())?;
        }
        let downloads = json!({
            "download.default_directory": self.profile.downloads(),
            "download.prompt_for_download": false,
        });
        wanted.add_experimental_option("prefs", downloads)?;
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        Ok(wanted)
    }

    fn running(&self) -> anyhow::Result<&Running> {
        self.running.as_ref().context("the browser does not run")
    }

    /// The browser's WebDriver session, for what is not offered here.
    ///
    /// # Errors
    /// If the browser does not run.
    pub fn web(&self) -> anyhow::Result<&WebDriver> {
        Ok(&self.running()?.web)
    }

    /// What the browser remembers, and what it downloaded.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Goes to an address and awaits that the page is loaded.
    ///
    /// # Errors
    /// If it cannot be had.
    pub async fn goto(&self, url: &str) -> anyhow::Result<()> {
        Ok(self.web()?.goto(url).await?)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// If it cannot be had.
    pub async fn reload(&self) -> anyhow::Result<()> {
        Ok(self.web()?.refresh().await?)
    }

    /// Sends a command of the browser's own protocol.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn execute_cdp(&self, method: &str, parameters: Value) -> anyhow::Result<Value> {
        let answer = self.web()?.cdp().send_raw(method, parameters).await;
        answer.with_context(|| format!("{method} failed"))
    }

    /// Runs a script in the page, with `arguments`, and awaits what it returns.
    ///
    /// # Errors
    /// If the script throws, or returns something else.
    pub async fn script<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        arguments: &[Value],
    ) -> anyhow::Result<T> {
        let answer = self.web()?.execute(script, arguments).await;
        Ok(answer.map_err(|error| without_stack(&error))?.convert()?)
    }

    /// Awaits the one thing of that role and name.
    ///
    /// # Errors
    /// If there is none, or more than one; tells what there is of that role.
    pub async fn find(&self, role: Role, name: &str) -> anyhow::Result<WebElement> {
        self.find_in(None, role, name).await
    }

    /// The same within an element.
    ///
    /// # Errors
    /// As [`Browser::find`].
    pub async fn find_in(
        &self,
        root: Option<&WebElement>,
        role: Role,
        name: &str,
    ) -> anyhow::Result<WebElement> {
        let web = self.web()?;
        let found = wait::until(format!("one {role} “{name}”"), async || {
            let mut found = roles::find_all(web, root, role, name).await?;
            anyhow::ensure!(found.len() < 2, "there are {}", found.len());
            Ok(found.pop())
        });
        match found.await {
            Ok(found) => Ok(found),
            Err(error) => {
                let names = roles::names(web, role).await.unwrap_or_default();
                Err(error.context(format!("the page has {role}s {names:?}")))
            }
        }
    }

    /// Whether there is such a thing now.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn has(&self, role: Role, name: &str) -> anyhow::Result<bool> {
        Ok(!roles::find_all(self.web()?, None, role, name).await?.is_empty())
    }

    /// Clicks the button (or tab, link, …) of that name with the mouse.
    ///
    /// # Errors
    /// If there is none, or something lies over it.
    pub async fn click(&self, role: Role, name: &str) -> anyhow::Result<()> {
        wait::until(format!("the {role} “{name}” can be clicked"), async || {
            self.find(role, name).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses a key, with others held if need be: `q`, `Control+Shift+z`.
    ///
    /// # Errors
    /// If there is no such key.
    pub async fn press(&self, keys: &str) -> anyhow::Result<()> {
        let Press { held, struck } = Press::parse(keys)?;
        let mut actions = self.web()?.action_chain();
        for key in &held {
            actions = actions.key_down(*key);
        }
        actions = actions.key_down(struck).key_up(struck);
        for key in held.iter().rev() {
            actions = actions.key_up(*key);
        }
        Ok(actions.perform().await?)
    }

    /// Pastes text where the cursor is, from the clipboard and by the keys.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn paste(&self, text: &str) -> anyhow::Result<()> {
        let may = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.execute_cdp("Browser.grantPermissions", may).await?;
        let script = "return navigator.clipboard.writeText(arguments[0]).then(() => true);";
        self.script::<bool>(script, &[json!(text)]).await?;
        self.press(if cfg!(target_os = "macos") { "Meta+v" } else { "Control+v" }).await
    }

    /// Clicks a point of the window.
    ///
    /// # Errors
    /// If it is outside.
    pub async fn click_at(&self, Point { x, y }: Point) -> anyhow::Result<()> {
        let actions = self.web()?.action_chain_with_delay(None, Some(MOVE));
        Ok(actions.move_to(x, y).click().perform().await?)
    }

    /// Presses the mouse at one point, moves to another, and releases it there.
    ///
    /// # Errors
    /// If a point is outside the window.
    pub async fn drag(&self, from: Point, to: Point) -> anyhow::Result<()> {
        let actions = self.web()?.action_chain_with_delay(None, Some(MOVE));
        Ok(dragged(actions, from, to).perform().await?)
    }

    /// The same with a key held: `Alt`.
    ///
    /// # Errors
    /// As [`Browser::drag`], and if there is no such key.
    pub async fn drag_with(&self, key: &str, from: Point, to: Point) -> anyhow::Result<()> {
        let held = Press::parse(key)?.struck;
        let actions = self.web()?.action_chain_with_delay(None, Some(MOVE)).key_down(held);
        Ok(dragged(actions, from, to).key_up(held).perform().await?)
    }

    /// Awaits that what was drawn last has been painted, with its fonts.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn settled(&self) -> anyhow::Result<()> {
        let script = "return document.fonts.ready.then(() => new Promise(
            (done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));";
        self.script::<bool>(script, &[]).await.map(drop)
    }

    /// Makes the page as large as this, whatever the window; the narrow ones as
    /// a phone shows them, with scroll bars over the page.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        let phone = width < 600;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        self.execute_cdp("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// Tells the page what the person prefers, as in
    /// `[("prefers-color-scheme", "dark")]`.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> anyhow::Result<()> {
        let features = features.iter().map(|(name, value)| json!({ "name": name, "value": value }));
        let features: Vec<Value> = features.collect();
        self.execute_cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Takes a picture of what is in the window.
    ///
    /// # Errors
    /// If it cannot be taken or written.
    pub async fn screenshot(&self, file: &Path) -> anyhow::Result<()> {
        self.settled().await?;
        let picture = self.web()?.screenshot_as_png().await?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, picture).with_context(|| format!("{} cannot be written", file.display()))
    }

    /// Does something that makes the browser download a file, and awaits it.
    ///
    /// # Errors
    /// If `act` fails, or no file arrives.
    pub async fn download(&self, act: impl AsyncFnOnce() -> anyhow::Result<()>) -> anyhow::Result<PathBuf> {
        let before = self.profile.downloaded()?;
        act().await?;
        wait::until("a file is downloaded", async || {
            let mut files = self.profile.downloaded()?.into_iter();
            Ok(files.find(|file| !before.contains(file)))
        })
        .await
    }

    /// Everything the page has told in the console so far.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn console(&self) -> anyhow::Result<Vec<Line>> {
        self.listen().await?;
        Ok(self.console_kept().lines().to_vec())
    }

    /// Errors that hold this text are no reason to fail.
    pub fn expect_in_console(&self, text: &str) {
        self.console_kept().expect(text);
    }

    /// Fails if the page complained of anything that nobody expected.
    ///
    /// # Errors
    /// With the complaints.
    pub async fn check_console(&self) -> anyhow::Result<()> {
        self.listen().await?;
        self.console_kept().check()
    }

    async fn listen(&self) -> anyhow::Result<()> {
        if let Some(running) = &self.running {
            let entries = running.web.browser_log().await?;
            self.console_kept().take(entries);
        }
        Ok(())
    }

    fn console_kept(&self) -> MutexGuard<'_, Console> {
        self.console.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the page said, without the addresses in the driver that follow it.
fn without_stack(error: &WebDriverError) -> anyhow::Error {
    let told = error.to_string();
    let message = told.split("Stacktrace:").next().unwrap_or(&told);
    anyhow::anyhow!("{}", message.trim())
}

fn dragged(actions: ActionChain, from: Point, to: Point) -> ActionChain {
    let between = Point { x: i64::midpoint(from.x, to.x), y: i64::midpoint(from.y, to.y) };
    let actions = actions.move_to(from.x, from.y).click_and_hold();
    actions.move_to(between.x, between.y).move_to(to.x, to.y).release()
}

/// How long the mouse takes from point to point.
const MOVE: Duration = Duration::from_millis(10);

impl Drop for Browser {
    fn drop(&mut self) {
        self.end();
    }
}
