//! Finds things on the page by role and name, as a screen reader tells them.
//!
//! Why not by the browser's own accessibility tree: asking for it computes every
//! name on the page, which with ten thousand marks takes longer than the test.
//! `js/find.js` computes those of the candidates, by the same rules as far as
//! this interface needs them.

use anyhow::Context as _;
use std::fmt;
use thirtyfour::{WebDriver, WebElement};

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of WAI-ARIA")]
pub enum Role {
    Button,
    Checkbox,
    Combobox,
    Dialog,
    Heading,
    /// A part of the page that one can jump to: main, complementary, region, …
    Landmark,
    Link,
    ListItem,
    MenuItem,
    Option,
    Radio,
    Tab,
    Textbox,
    Toolbar,
}

impl Role {
    /// Every element that may have this role.
    fn selector(self) -> &'static str {
        match self {
            Self::Button => {
                "button:not([role]), [role=button], input:is([type=button], [type=submit]), summary"
            }
            Self::Checkbox => "input[type=checkbox], [role=checkbox], [role=switch]",
            Self::Combobox => "[role=combobox], select, input[list]",
            Self::Dialog => "dialog[open], [role=dialog], [role=alertdialog]",
            Self::Heading => "h1, h2, h3, h4, h5, h6, [role=heading]",
            Self::Landmark => {
                "main, aside, nav, header, footer, search, section, form, \
                 [role=main], [role=complementary], [role=navigation], [role=region], \
                 [role=search], [role=banner], [role=contentinfo]"
            }
            Self::Link => "a[href], [role=link]",
            Self::ListItem => "li, [role=listitem]",
            Self::MenuItem => "[role^=menuitem]",
            Self::Option => "[role=option], option",
            Self::Radio => "input[type=radio], [role=radio]",
            Self::Tab => "[role=tab]",
            Self::Textbox => {
                "textarea, [role=textbox], [role=searchbox], [contenteditable=true], input:not([type]), \
                 input:is([type=text], [type=search], [type=url], [type=date], [type=email])"
            }
            Self::Toolbar => "[role=toolbar]",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_lowercase())
    }
}

const FIND: &str = include_str!("js/find.js");

/// Everything of that role and name that a person can see, below `root` or on
/// the whole page, in the page's order.
///
/// # Errors
/// If the browser cannot be asked.
pub async fn find_all(
    driver: &WebDriver,
    root: Option<&WebElement>,
    role: Role,
    name: &str,
) -> anyhow::Result<Vec<WebElement>> {
    let root = root.map(WebElement::to_json).transpose()?;
    let arguments = [root.unwrap_or_default(), role.selector().into(), name.into()];
    Ok(driver.execute(format!("{FIND}\nreturn find(...arguments);"), arguments).await?.elements()?)
}

/// The names of everything of that role: for telling what there is instead.
///
/// # Errors
/// If the browser cannot be asked.
pub async fn names(driver: &WebDriver, role: Role) -> anyhow::Result<Vec<String>> {
    let script = format!("{FIND}\nreturn names(...arguments);");
    let found = driver.execute(script, [role.selector().into()]).await?;
    found.convert().context("names are strings")
}
