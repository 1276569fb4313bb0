// When what these selectors find was first painted, watched for from the page's beginning.

globalThis.arrival = Object.fromEntries(
  [".welcome-acts", "#article [data-block]"].map((selector) => [
    selector,
    bench.once(() => document.querySelector(selector)).then(bench.painted),
  ]),
);
