//! The picker: who is behind a quote or a claim.

use super::Hearsay;
use crate::wait;
use anyhow::Context as _;
use thirtyfour::By;

impl Hearsay {
    /// Awaits the picker, ready for a key, and returns its lines.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn picker(&self) -> anyhow::Result<Vec<String>> {
        wait::until("the picker is open and has the keyboard", async || {
            let script = "
                const box = document.activeElement;
                if (box?.getAttribute('role') !== 'combobox') return null;
                const lines = document.getElementById(box.getAttribute('aria-controls'));
                return [...lines.querySelectorAll('[role=option] .name')].map((line) => line.textContent);";
            self.browser.script::<Option<Vec<String>>>(script, &[]).await
        })
        .await
    }

    /// Whether the picker is open.
    ///
    /// # Errors
    /// If the browser cannot be asked.
    pub async fn picker_is_open(&self) -> anyhow::Result<bool> {
        self.browser.script("return !!document.querySelector('[role=combobox]');", &[]).await
    }

    /// Takes the line of this name by its digit.
    ///
    /// # Errors
    /// If it is not among the first nine.
    pub async fn pick_by_digit(&self, name: &str) -> anyhow::Result<()> {
        let digit = wait::until(format!("the picker offers “{name}”"), async || {
            let lines = self.picker().await?;
            anyhow::ensure!(lines.iter().any(|line| line == name), "it offers {lines:?}");
            Ok(lines.iter().position(|line| line == name))
        })
        .await?;
        anyhow::ensure!(digit < 9, "“{name}” is line {} of the picker", digit + 1);
        self.press(&(digit + 1).to_string()).await
    }

    /// Takes the line of this name with the mouse.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn pick_by_mouse(&self, name: &str) -> anyhow::Result<()> {
        wait::until(format!("“{name}” in the picker can be clicked"), async || {
            let lines = self.picker().await?;
            let number = lines.iter().position(|line| line == name);
            let number = number.with_context(|| format!("it offers {lines:?}"))?;
            let all = self.browser.web()?.find_all(By::Css("[role=listbox] [role=option]")).await?;
            all.get(number).context("the lines have changed")?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types a name that is not in the register, and takes it.
    ///
    /// # Errors
    /// If it cannot be typed.
    pub async fn pick_new(&self, name: &str) -> anyhow::Result<()> {
        self.picker().await?;
        self.write(name).await?;
        wait::until(format!("the picker offers to add “{name}”"), async || {
            let lines = self.picker().await?;
            anyhow::ensure!(lines == [format!("Add “{name}”")], "it offers {lines:?}");
            Ok(Some(()))
        })
        .await?;
        self.press("Enter").await
    }
}
