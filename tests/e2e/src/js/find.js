// Finds what a person can see and a screen reader would call by that name.

const text = (element) => {
  let words = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) words += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && !node.matches("[aria-hidden=true], input, textarea, select")) {
      words += node.getAttribute("aria-label") ?? node.getAttribute("alt") ?? text(node);
    }
  }
  return words;
};

const nameOf = (element) => {
  const ids = element.getAttribute("aria-labelledby");
  const by = ids && ids.split(/\s+/).map((id) => document.getElementById(id));
  const name =
    (by && by.filter(Boolean).map(text).join(" ")) ||
    element.getAttribute("aria-label") ||
    (element.labels && [...element.labels].map(text).join(" ")) ||
    (!element.matches("input, textarea, main, aside, nav, section, dialog, [role=toolbar]") && text(element)) ||
    element.getAttribute("title") ||
    element.getAttribute("placeholder") ||
    (element.matches("input") && element.value) ||
    "";
  return name.replace(/\s+/g, " ").trim();
};

const isSeen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) &&
  !element.closest("[inert], [aria-hidden=true]") &&
  // Below an open modal dialog nothing else can be reached.
  [...document.querySelectorAll("dialog:modal")].every((dialog) => dialog.contains(element));

const candidates = (root, selector) => [...(root ?? document).querySelectorAll(selector)].filter(isSeen);

const find = (root, selector, name) => candidates(root, selector).filter((element) => nameOf(element) === name);

const names = (selector) => candidates(null, selector).map(nameOf);
