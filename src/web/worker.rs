//! A worker: a second program beside the page, for what takes long or is seldom wanted.
//!
//! The one idea: a task goes over and something comes back, both as plain values; a file goes
//! along as a handle, so its bytes are never copied through the page. The page's half is
//! [`Worker`], the worker's half is [`serve`].

use std::{cell::RefCell, ops::Range, rc::Rc};

use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, ErrorEvent, FileReaderSync, MessageEvent};

use crate::format::Slices;

/// How often a worker says at most how much it has done, in milliseconds. What is done before that is
/// not worth telling.
const BETWEEN: f64 = 50.0;

/// What a worker says when it can take tasks.
const READY: &str = "ready";

/// Where the worker's script is, in the form the page's policy asks for.
#[derive(Clone)]
pub struct Script(JsValue);

impl Script {
    /// The script of this name beside the page, of the page's own version.
    ///
    /// The page refuses every script address that did not go through a Trusted Types policy; this
    /// one knows a single address. Browsers without Trusted Types take the name as it is.
    #[must_use]
    pub fn beside_the_page(name: &str) -> Self {
        let address = match version() {
            Some(version) => format!("{name}?{version}"),
            None => name.to_owned(),
        };
        Self(trusted(&address).unwrap_or_else(|_| address.into()))
    }
}

/// Which version of the app the page is of: 16 hexadecimal digits, which `cargo xtask dist`
/// writes into it; `None` in a build that is not finished.
///
/// The worker keeps its name from version to version, so it is asked for by the page's version:
/// the service worker has it still when a newer one is there.
fn version() -> Option<String> {
    let version = super::document()?.document_element()?.get_attribute("data-version")?;
    (version.len() == 16).then_some(version)
}

/// See <https://w3c.github.io/trusted-types/dist/spec/#trusted-script-url>.
fn trusted(address: &str) -> Result<JsValue, JsValue> {
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    let rules = Object::new();
    let known = address.to_owned();
    let rule = Closure::<dyn Fn() -> String>::new(move || known.clone());
    Reflect::set(&rules, &"createScriptURL".into(), &rule.into_js_value())?;
    let create: Function = Reflect::get(&types, &"createPolicy".into())?.dyn_into()?;
    let policy = create.call2(&types, &"hearsay".into(), &rules)?;
    let url: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    url.call1(&policy, &address.into())
}

/// What a worker answers.
pub enum Answer<D> {
    /// It has done so much of the task of this number, from 0 to 1.
    Share(u32, f32),
    /// What came of the task of this number, and the files it wrote.
    Done(u32, D, Vec<Blob>),
    /// It is broken, and why; it takes no more tasks.
    Broken(String),
}

/// A worker that was started; it ends with this handle.
pub struct Worker {
    inner: web_sys::Worker,
    /// What waits until it is ready.
    waiting: Rc<RefCell<Option<Vec<JsValue>>>>,
    _listeners: [EventListener; 2],
}

impl Worker {
    /// Starts a worker; `heard` gets its answers.
    ///
    /// # Errors
    /// When the browser refuses to start it; the sentence says so.
    pub fn start<D>(script: &Script, heard: impl Fn(Answer<D>) + Clone + 'static) -> Result<Self, String>
    where
        D: DeserializeOwned,
    {
        let inner = construct(script).map_err(|_| "the browser did not start it".to_owned())?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let answers = {
            let (inner, waiting, heard) = (inner.clone(), waiting.clone(), heard.clone());
            EventListener::new(&inner.clone(), "message", move |event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
                let data = event.data();
                if data.as_string().as_deref() == Some(READY) {
                    for task in waiting.take().into_iter().flatten() {
                        post(&inner, &task);
                    }
                } else if let Some(answer) = read(&data) {
                    heard(answer);
                }
            })
        };
        let errors = EventListener::new(&inner, "error", move |event| {
            let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            heard(Answer::Broken(if why.is_empty() {
                "its files could not be loaded".to_owned()
            } else {
                why
            }));
        });
        Ok(Self { inner, waiting, _listeners: [answers, errors] })
    }

    /// Gives it a task, with the file it is about.
    ///
    /// # Errors
    /// When the task cannot be handed over.
    pub fn send(&self, number: u32, task: &impl Serialize, file: Option<&Blob>) -> Result<(), String> {
        let task = serde_wasm_bindgen::to_value(task).map_err(|error| error.to_string())?;
        let task = Array::of3(&number.into(), &task, &file.map_or(JsValue::NULL, JsValue::from)).into();
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(task),
            None => post(&self.inner, &task),
        }
        Ok(())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.inner.terminate();
    }
}

fn construct(script: &Script) -> Result<web_sys::Worker, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"Worker".into())?.dyn_into()?;
    Reflect::construct(&class, &Array::of1(&script.0))?.dyn_into()
}

fn post(worker: &web_sys::Worker, task: &JsValue) {
    // Refused only for what cannot be copied, and a task is plain values and a file.
    drop(worker.post_message(task));
}

/// Reads an answer; `None` for what is none.
fn read<D: DeserializeOwned>(data: &JsValue) -> Option<Answer<D>> {
    let parts: &Array = data.dyn_ref()?;
    let number = parts.get(0).as_f64()? as u32;
    if let Some(share) = parts.get(1).as_f64() {
        return Some(Answer::Share(number, share as f32));
    }
    Some(match serde_wasm_bindgen::from_value(parts.get(1)) {
        Ok(done) => {
            let files = Array::from(&parts.get(2));
            Answer::Done(number, done, files.iter().filter_map(|file| file.dyn_into().ok()).collect())
        }
        Err(_) => Answer::Broken("it is of another version than this page; reload the page".to_owned()),
    })
}

/// How a worker does a task: from the task, its file and a way to say how much is done, to what came
/// of it and the bytes of the files it wrote.
pub type Run<T, D> = fn(T, Box<dyn Slices>, &mut dyn FnMut(f32)) -> (D, Vec<Vec<u8>>);

/// What a task needs besides its file, filled in before it is run.
pub type Fill<T> = fn(T) -> std::pin::Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// Takes tasks for as long as the worker lives: the worker's whole program.
///
/// `fill` gives a task what it needs from elsewhere; `failed` is the answer for a file that cannot be read.
pub fn serve<T, D>(fill: Fill<T>, run: Run<T, D>, failed: fn(String) -> D)
where
    T: DeserializeOwned + 'static,
    D: Serialize + 'static,
{
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let tasks = scope.clone();
    EventListener::new(&tasks, "message", move |event| {
        let Some(parts) =
            event.dyn_ref::<MessageEvent>().and_then(|event| event.data().dyn_into::<Array>().ok())
        else {
            return;
        };
        let scope = scope.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let number = parts.get(0);
            let mut told = js_sys::Date::now();
            let mut tell = |share: f32| {
                let now = js_sys::Date::now();
                if now - told >= BETWEEN {
                    told = now;
                    drop(scope.post_message(&Array::of2(&number, &f64::from(share).into())));
                }
            };
            let (done, files) = match serde_wasm_bindgen::from_value(parts.get(1)) {
                Ok(task) => match fill(task).await {
                    Ok(task) => run(task, file(&parts.get(2)), &mut tell),
                    Err(why) => (failed(why), Vec::new()),
                },
                Err(_) => {
                    (failed("This page is of another version of Hearsay; reload it.".to_owned()), Vec::new())
                }
            };
            let done = serde_wasm_bindgen::to_value(&done).unwrap_or(JsValue::NULL);
            let files: Array = files.iter().filter_map(|bytes| blob(bytes).ok()).collect();
            drop(scope.post_message(&Array::of3(&number, &done, &files)));
        });
    })
    .forget();
    let scope: DedicatedWorkerGlobalScope = tasks;
    drop(scope.post_message(&READY.into()));
}

/// The file that came along; an empty one where none did.
fn file(file: &JsValue) -> Box<dyn Slices> {
    match (file.dyn_ref::<Blob>(), FileReaderSync::new()) {
        (Some(file), Ok(reader)) => Box::new(Held { file: file.clone(), reader }),
        _ => Box::new(Vec::new()),
    }
}

/// A file of the browser’s, of which only what is asked for is in memory.
///
/// A worker may wait for it, so reading needs no promises:
/// <https://w3c.github.io/FileAPI/#FileReaderSync>.
struct Held {
    file: Blob,
    reader: FileReaderSync,
}

impl Slices for Held {
    fn size(&self) -> usize {
        self.file.size() as usize
    }

    fn slice(&mut self, range: Range<usize>) -> Option<Vec<u8>> {
        let part = self.file.slice_with_f64_and_f64(range.start as f64, range.end as f64).ok()?;
        let buffer = self.reader.read_as_array_buffer(&part).ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

fn blob(bytes: &[u8]) -> Result<Blob, JsValue> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))
}
