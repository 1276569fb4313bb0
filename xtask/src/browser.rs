//! Chromium and its driver, for the tests that run in a browser.
//!
//! One idea: two programs of the same major version, found by the names they
//! usually have. Unlike the tools, a browser belongs to the system, so it is
//! installed there or not at all.

use crate::tools::version_of;
use crate::{apt, path};
use anyhow::Context as _;
use std::env;
use std::path::{Path, PathBuf};

/// A browser and the driver that fits it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where browsers are that do not put themselves on the `PATH`.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

const DRIVER_PLACES: &[&str] = &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// Debian's names for both, and a font, without which there is nothing to click.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-dejavu-core"];

const HOW_TO_INSTALL: &str = "\
    the tests need Chromium (or Chrome) and the chromedriver of the same version. Install them:\n\
    \x20 Debian and its relatives   sudo apt-get install chromium chromium-driver\n\
    \x20 Fedora                     sudo dnf install chromium chromedriver\n\
    \x20 Arch                       sudo pacman -S chromium\n\
    \x20 macOS                      brew install --cask google-chrome chromedriver\n\
    \x20 elsewhere                  set CHROMIUM and CHROMEDRIVER to where they are\n";

impl Browser {
    /// Finds both, or installs them where that can be done unasked.
    pub(crate) fn ensure() -> anyhow::Result<Self> {
        if let Some(found) = Self::find()? {
            found.warn_of_mismatch();
            return Ok(found);
        }
        apt::install(PACKAGES, "about 1 minute").context(HOW_TO_INSTALL)?;
        Self::find()?.context("Chromium was installed, but cannot be found")
    }

    fn find() -> anyhow::Result<Option<Self>> {
        let chromium = locate("CHROMIUM", NAMES, PLACES)?;
        let driver = locate("CHROMEDRIVER", &["chromedriver"], DRIVER_PLACES)?;
        Ok(chromium.zip(driver).map(|(chromium, driver)| Self { chromium, driver }))
    }

    /// A driver refuses a browser of another major version, in words that do not
    /// tell what to do.
    fn warn_of_mismatch(&self) {
        let majors =
            [&self.chromium, &self.driver].map(|program| version_of(program).map(|version| version.major()));
        if let [Some(browser), Some(driver)] = majors
            && browser != driver
        {
            eprintln!(
                "==> {} is of version {browser}, {} of {driver}; they should be the same",
                self.chromium.display(),
                self.driver.display()
            );
        }
    }
}

/// The program that `variable` names, or else one of the usual ones.
fn locate(variable: &str, names: &[&str], places: &[&str]) -> anyhow::Result<Option<PathBuf>> {
    if let Some(chosen) = env::var_os(variable).filter(|value| !value.is_empty()) {
        let chosen = PathBuf::from(chosen);
        anyhow::ensure!(chosen.is_file(), "{variable} names {}, which is not there", chosen.display());
        return Ok(Some(chosen));
    }
    let on_path = names.iter().find_map(|name| path::find(name));
    let in_place = || {
        let mut places = places.iter().map(Path::new);
        places.find(|place| place.is_file()).map(Path::to_path_buf)
    };
    Ok(on_path.or_else(in_place))
}
