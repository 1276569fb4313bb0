// The screen for the moment the app itself fails: shown without the app's code,
// which is what failed. A Rust panic ends as a trap of WebAssembly, and a failed
// start as a promise nobody answers; both are heard here.
(() => {
  const KINDS = [
    WebAssembly.RuntimeError, WebAssembly.CompileError, WebAssembly.LinkError, DOMException, RangeError, TypeError,
    SyntaxError, ReferenceError,
  ];
  let shown = false;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Without the message: it may quote the article. Where it happened is enough. The
  // message also stands at the head of the stack, in as many lines as it has: so of
  // each line nothing is taken but a file with its line, and a function's number.
  const place = (line) => {
    const file = line.match(/([\w.-]+\.(?:js|wasm))(?:\?[0-9a-f]{16})?(:\d+:\d+|:wasm-function\[\d+\]:0x[0-9a-f]+)\)?$/);
    // Safari tells the function only.
    return file ? `  at ${file[1]}${file[2]}` : line.match(/\bwasm-function\[\d+\]/)?.[0];
  };
  const report = (error) => {
    const said = String(error?.message ?? '');
    const stack = String(error?.stack ?? '');
    const places = stack.slice(said ? stack.indexOf(said) + said.length : 0).split('\n').map(place).filter(Boolean);
    const kind = KINDS.find((known) => error instanceof known)?.name ?? 'Error';
    const version = document.documentElement.dataset.version;
    return [`Hearsay ${version} stopped at ${new Date().toISOString()}`, kind, navigator.userAgent, ...places]
      .join('\n').slice(0, 6000);
  };

  // What the page said last about saving is still there.
  const KEPT = {
    since: 'But saving had failed before it. What was saved until then is safe; what was done since was on this page only, and is lost.',
    ever: 'But this browser lets Hearsay keep nothing: what was done was on this page only, and is lost, except what you exported.',
  };
  const kept = () => KEPT[document.querySelector('[data-unsaved]')?.dataset.unsaved]
    ?? 'Every act up to the last one you saw is saved in this browser; the very last may have to be done again.';

  const show = (error) => {
    if (shown) return;
    shown = true;
    document.querySelector('.app')?.setAttribute('inert', '');
    const said = report(error);
    // Over everything, an open dialog of the app included.
    const screen = element('dialog', '', { class: 'stopped', role: 'alertdialog', 'aria-labelledby': 'stopped' });
    const copied = element('span', '', { role: 'status' });
    const copy = element('button', 'Copy a report', { type: 'button' });
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(said);
        copied.textContent = 'Copied.';
      } catch {
        copied.textContent = 'The browser did not allow it; the report is below.';
      }
    });
    const details = element('details', '');
    details.append(element('summary', 'The report'), element('pre', said));
    const reload = element('button', 'Reload', { type: 'button' });
    // In the newest version, where one is waiting: install.js knows.
    reload.addEventListener('click', () =>
      dispatchEvent(new Event('hearsay-reload', { cancelable: true })) && location.reload());
    screen.append(
      element('h1', 'Hearsay has stopped', { id: 'stopped', tabindex: '-1' }),
      element('p', `A fault in Hearsay, not in your work. ${kept()}`),
      reload,
      element('a', 'Export all data', { href: 'rescue.html' }),
      copy,
      copied,
      element('p', 'The report says where it happened. None of your text is in it.'),
      details,
    );
    document.body.append(screen);
    screen.addEventListener('close', () => screen.showModal());
    screen.showModal();
    screen.querySelector('h1').focus();
  };

  const fatal = (error) =>
    error instanceof WebAssembly.RuntimeError || error instanceof WebAssembly.CompileError ||
    error instanceof WebAssembly.LinkError || /\.wasm/.test(error?.stack ?? '');
  addEventListener('error', (event) => fatal(event.error) && show(event.error));
  addEventListener('unhandledrejection', (event) => {
    if (fatal(event.reason) || !document.querySelector('.app')) show(event.reason);
  });
})();
