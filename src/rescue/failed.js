// The screen for the moment the app itself fails: shown without the app's code,
// which is what failed. A Rust panic ends as a trap of WebAssembly, and a failed
// start as a promise nobody answers; both are heard here.
(() => {
  let shown = false;

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // Without the message: it may quote the article. Where it happened is enough.
  const report = (error) => {
    const places = String(error?.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line));
    return [`Hearsay stopped at ${new Date().toISOString()}`, error?.name ?? 'Error', navigator.userAgent, ...places]
      .join('\n').slice(0, 6000);
  };

  const show = (error) => {
    if (shown) return;
    shown = true;
    document.querySelector('.app')?.setAttribute('inert', '');
    const said = report(error);
    const screen = element('section', '', { class: 'stopped', role: 'alertdialog', 'aria-labelledby': 'stopped' });
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
    reload.addEventListener('click', () => location.reload());
    screen.append(
      element('h1', 'Hearsay has stopped', { id: 'stopped', tabindex: '-1' }),
      element('p', 'A fault in Hearsay, not in your work. Every act up to the last one you saw is saved in this browser; the very last may have to be done again.'),
      reload,
      element('a', 'Export all data', { href: 'rescue.html' }),
      copy,
      copied,
      element('p', 'The report says where it happened. None of your text is in it.'),
      details,
    );
    document.body.append(screen);
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
