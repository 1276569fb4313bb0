//! A file or folder of the person's choice that can be written again and again.
//!
//! The one idea: the file is whole or as it was. The browser writes to a copy and puts it in the
//! place of the file when it is closed (<https://fs.spec.whatwg.org/#api-filesystemwritablefilestream>);
//! a writing that fails is given up before that. Browsers without this interface keep nothing.
//!
//! Why by name and not by type: `web-sys` has these types only behind a build flag for unstable
//! interfaces.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// The name of the file in a folder that was chosen.
const IN_FOLDER: &str = "hearsay-backup.json";

/// Some disks count time in steps of so many milliseconds (FAT).
const STEP: f64 = 2_000.0;

/// Within so many milliseconds a backup is written.
const SOON: f64 = 60_000.0;

/// Why something could not be done: the name of the browser's error, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// As <https://webidl.spec.whatwg.org/#idl-DOMException-error-names> has them, or
    /// [`Fault::FOREIGN`].
    pub name: String,
    /// In the browser's words.
    pub message: String,
}

impl Fault {
    /// Somebody else has written the file since.
    pub const FOREIGN: &'static str = "ForeignError";
}

impl From<JsValue> for Fault {
    fn from(error: JsValue) -> Self {
        let part = |name: &str| {
            Reflect::get(&error, &name.into()).ok().and_then(|part| part.as_string()).unwrap_or_default()
        };
        Self { name: part("name"), message: part("message") }
    }
}

/// A file or folder that was chosen, and what it was like when it was last written. The store
/// keeps it as it is.
#[derive(Clone, Debug)]
pub struct KeptFile(JsValue);

/// Whether this browser lets a page write to a file again and again.
#[must_use]
pub fn can_keep(folder: bool) -> bool {
    super::window().is_some_and(|window| Reflect::has(&window, &picker(folder).into()).unwrap_or(false))
}

fn picker(folder: bool) -> &'static str {
    if folder { "showDirectoryPicker" } else { "showSaveFilePicker" }
}

impl KeptFile {
    /// What the store kept.
    #[must_use]
    pub fn of(kept: JsValue) -> Option<Self> {
        Reflect::get(&kept, &"handle".into()).is_ok_and(|handle| handle.is_object()).then_some(Self(kept))
    }

    /// As the store keeps it.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.0
    }

    /// Asks the person for a file or a folder; only in answer to a click.
    ///
    /// # Errors
    /// When the browser refuses, and when the person chooses none (`AbortError`).
    pub async fn choose(folder: bool) -> Result<Self, Fault> {
        let window = super::window().ok_or(JsValue::NULL)?;
        let options = Object::new();
        Reflect::set(&options, &"id".into(), &"hearsay-backup".into())?;
        Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
        if !folder {
            Reflect::set(&options, &"suggestedName".into(), &IN_FOLDER.into())?;
        }
        let handle = call(&window, picker(folder), &[options.into()]).await?;
        let kept = Object::new();
        Reflect::set(&kept, &"handle".into(), &handle)?;
        Ok(Self(kept.into()))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.handle().and_then(|handle| Reflect::get(&handle, &"name".into()));
        name.ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    fn handle(&self) -> Result<JsValue, JsValue> {
        Reflect::get(&self.0, &"handle".into())
    }

    /// Whether it may be written; `ask` has the browser ask the person, in answer to a click.
    pub async fn permitted(&self, ask: bool) -> bool {
        let options = Object::new();
        let name = if ask { "requestPermission" } else { "queryPermission" };
        let asked = async {
            Reflect::set(&options, &"mode".into(), &"readwrite".into())?;
            let handle = self.handle()?;
            // A file system of the page's own has nothing to ask.
            if !Reflect::has(&handle, &name.into())? {
                return Ok(JsValue::from("granted"));
            }
            call(&handle, name, &[options.into()]).await
        };
        asked.await.is_ok_and(|answer: JsValue| answer.as_string().as_deref() == Some("granted"))
    }

    /// Notes that this is about to be written. Kept by the store before it is, what was written is
    /// known for our own even where the browser dies before the store has heard of it.
    ///
    /// # Errors
    /// When it cannot be noted.
    pub fn intend(&self, blob: &Blob) -> Result<(), Fault> {
        Reflect::set(&self.0, &"intended".into(), &blob.size().into())?;
        Reflect::set(&self.0, &"since".into(), &js_sys::Date::now().into())?;
        Ok(())
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// When the browser does not let us, when it is gone, when there is no room, when somebody
    /// else wrote it since. What was in it is untouched then.
    pub async fn write(&self, blob: &Blob) -> Result<(), Fault> {
        if !self.permitted(false).await {
            return Err(Fault { name: "NotAllowedError".to_owned(), message: String::new() });
        }
        let file = self.file().await?;
        if self.is_foreign(&file).await? {
            return Err(Fault { name: Fault::FOREIGN.to_owned(), message: String::new() });
        }
        let stream = call(&file, "createWritable", &[]).await?;
        let written = async {
            call(&stream, "write", &[blob.into()]).await?;
            call(&stream, "close", &[]).await
        };
        if let Err(error) = written.await {
            drop(call(&stream, "abort", &[]).await);
            return Err(error.into());
        }
        self.know(&file).await?;
        Ok(())
    }

    /// What is in it now, to be looked at.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn read(&self) -> Result<File, Fault> {
        let file = self.file().await?;
        Reflect::set(&self.0, &"seen".into(), &state(&file).await?.into())?;
        Ok(call(&file, "getFile", &[]).await?.dyn_into()?)
    }

    /// Takes what was last read from it for known, or else what is in it now: it may be written
    /// over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn accept(&self) -> Result<(), Fault> {
        let seen = Reflect::get(&self.0, &"seen".into())?;
        if seen.is_string() {
            Reflect::set(&self.0, &"known".into(), &seen)?;
            Reflect::set(&self.0, &"seen".into(), &JsValue::NULL)?;
            return Ok(());
        }
        let file = self.file().await?;
        Ok(self.know(&file).await?)
    }

    /// The file itself; in a folder it is made when it is not there.
    async fn file(&self) -> Result<JsValue, JsValue> {
        let handle = self.handle()?;
        if Reflect::get(&handle, &"kind".into())?.as_string().as_deref() != Some("directory") {
            return Ok(handle);
        }
        let options = Object::new();
        Reflect::set(&options, &"create".into(), &JsValue::TRUE)?;
        call(&handle, "getFileHandle", &[IN_FOLDER.into(), options.into()]).await
    }

    async fn is_foreign(&self, file: &JsValue) -> Result<bool, JsValue> {
        let now = state(file).await?;
        let known = Reflect::get(&self.0, &"known".into())?.as_string();
        // An empty file is one that was just made.
        Ok(!now.starts_with("0 ") && known.as_ref() != Some(&now) && !self.is_intended(&now)?)
    }

    /// Whether a file of this state is what was intended to be written: it has that size, and is no
    /// older than the intention, by the steps in which a disk counts time.
    fn is_intended(&self, state: &str) -> Result<bool, JsValue> {
        let number = |name: &str| Reflect::get(&self.0, &name.into()).map(|number| number.as_f64());
        let (Some(size), Some(since)) = (number("intended")?, number("since")?) else { return Ok(false) };
        let now =
            state.split_once(' ').and_then(|(size, time)| Some((size.parse().ok()?, time.parse().ok()?)));
        let is_it =
            |(there, time): (f64, f64)| there == size && (since - STEP..=since + SOON).contains(&time);
        Ok(now.is_some_and(is_it))
    }

    async fn know(&self, file: &JsValue) -> Result<(), JsValue> {
        let state = state(file).await?;
        Reflect::set(&self.0, &"known".into(), &state.into())?;
        Reflect::set(&self.0, &"intended".into(), &JsValue::NULL)?;
        Ok(())
    }
}

/// The size and the time of a file, by which a change is noticed.
async fn state(file: &JsValue) -> Result<String, JsValue> {
    let file = call(file, "getFile", &[]).await?;
    let number = |name: &str| Reflect::get(&file, &name.into()).map(|n| n.as_f64().unwrap_or_default());
    Ok(format!("{} {}", number("size")?, number("lastModified")?))
}

/// Does something while no other tab does anything under the same name
/// (<https://w3c.github.io/web-locks/>); where the browser has no locks, at once.
pub async fn alone(name: &str, work: impl Future<Output = ()> + 'static) {
    let locks = super::window().and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok());
    let Some(locks) = locks.filter(JsValue::is_object) else { return work.await };
    let work = Closure::once_into_js(move |_lock: JsValue| {
        wasm_bindgen_futures::future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    // Refused only by a page that is going away.
    drop(call(&locks, "request", &[name.into(), work]).await);
}

/// Calls a method that answers with a promise.
async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    JsFuture::from(Promise::from(method.apply(object, &arguments)?)).await
}
