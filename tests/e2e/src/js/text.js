// Finds words in the text of an element and where they are on the screen.

// The characters that belong to the text, with the node of each run of them.
// A line break stands between blocks; names on buttons are not text.
const runs = (root) => {
  const isInline = (element) => !element || getComputedStyle(element).display.startsWith("inline");
  // The source's own line breaks, between blocks, are not drawn.
  const isBetweenBlocks = ({ data, nextElementSibling, previousElementSibling }) =>
    !data.trim() && !(isInline(nextElementSibling) && isInline(previousElementSibling));
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL, (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return isBetweenBlocks(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return NodeFilter.FILTER_REJECT;
    const isApart = node.matches("button, input, textarea, select, svg, style, script, [aria-hidden=true], [role=toolbar]");
    return isApart ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const blockOf = (node) => {
    let element = node.parentElement;
    while (element !== root && isInline(element)) element = element.parentElement;
    return element;
  };
  const found = [];
  let text = "";
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const its = blockOf(node);
    if (block && its !== block) text += "\n";
    block = its;
    found.push({ node, start: text.length });
    text += node.data;
  }
  return { found, text };
};

const nodeAt = (found, offset) => {
  const run = found.findLast(({ start }) => start <= offset);
  return { node: run.node, offset: offset - run.start };
};

// The node and offset of every character of the nth occurrence.
const locate = (root, words, nth) => {
  const { found, text } = runs(root);
  let at = -1;
  for (let i = 0; i <= nth; i++) {
    at = text.indexOf(words, at + 1);
    if (at < 0) throw new Error(`“${words}” is there ${i} times, not ${nth + 1}, in: ${text.slice(0, 2000)}`);
  }
  return { first: nodeAt(found, at), last: nodeAt(found, at + words.length - 1), middle: nodeAt(found, at + (words.length >> 1)) };
};

const boxOf = ({ node, offset }) => {
  const range = document.createRange();
  const wide = node.data.codePointAt(offset) > 0xffff ? 2 : 1;
  range.setStart(node, offset);
  range.setEnd(node, Math.min(offset + wide, node.length));
  return [...range.getClientRects()].find((box) => box.width > 0);
};

const bringIntoView = async ({ node }) => {
  const box = () => node.parentElement.getBoundingClientRect();
  // A block that was not drawn yet gets its height only now, so look again.
  for (let i = 0; i < 3; i++) {
    node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    if (box().top >= 0 && box().bottom <= innerHeight) return;
  }
};

// The whole pixel of the character's box at which a caret lands where wanted.
// `height` tells how far down the box, from 0 to 1.
const caretAt = (point, wanted, height) => {
  const box = boxOf(point);
  if (!box) throw new Error(`a character of “${point.node.data.slice(0, 80)}” is not drawn`);
  const y = Math.round(box.top + height * (box.bottom - box.top));
  const lands = (x) => {
    const caret = document.caretPositionFromPoint(x, y);
    if (!caret) return false;
    const range = document.createRange();
    range.setStart(point.node, wanted);
    range.collapse(true);
    const there = document.createRange();
    there.setStart(caret.offsetNode, caret.offset);
    there.collapse(true);
    if (caret.offsetNode === point.node && caret.offset === wanted) return true;
    // The end of one node and the beginning of the next are one place.
    const between = document.createRange();
    const forward = range.compareBoundaryPoints(Range.START_TO_START, there) <= 0;
    const [from, to] = forward ? [range, there] : [there, range];
    between.setStart(from.startContainer, from.startOffset);
    between.setEnd(to.startContainer, to.startOffset);
    return between.toString() === "";
  };
  const xs = [];
  for (let x = Math.ceil(box.left); x <= Math.floor(box.right); x++) xs.push(x);
  // From the edges inwards: a caret lands at the edge that is nearer.
  xs.sort((a, b) => Math.min(a - box.left, box.right - a) - Math.min(b - box.left, box.right - b));
  const x = xs.find(lands);
  if (x === undefined) {
    const over = document.elementFromPoint((box.left + box.right) / 2, y);
    throw new Error(`no place to put the caret at ${point.offset} of “${point.node.data.slice(0, 80)}”; there is ${over?.outerHTML.slice(0, 200) ?? "nothing (it is off screen)"}`);
  }
  return { x, y };
};

// Where to press and where to release the mouse to select the words.
const selectionPoints = async (root, words, nth, height) => {
  await bringIntoView(locate(root, words, nth).middle);
  // Looked up again: scrolling may have drawn blocks anew.
  const { first, last } = locate(root, words, nth);
  const wide = last.node.data.codePointAt(last.offset) > 0xffff ? 2 : 1;
  const low = last.node.data.charCodeAt(last.offset);
  const end = low >= 0xdc00 && low < 0xe000 ? { node: last.node, offset: last.offset - 1 } : last;
  const after = end === last ? last.offset + wide : last.offset + 1;
  return [caretAt(first, first.offset, height), caretAt(end, after, height)];
};

// The middle of the middle character.
const clickPoint = async (root, words, nth) => {
  await bringIntoView(locate(root, words, nth).middle);
  const { middle } = locate(root, words, nth);
  const box = boxOf(middle);
  return { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
};

// The middle of the first character, and the end of the last.
const fingerPoints = async (root, words, nth, scroll) => {
  if (scroll) await bringIntoView(locate(root, words, nth).middle);
  const { first, last } = locate(root, words, nth);
  const [one, other] = [boxOf(first), boxOf(last)];
  return [
    { x: Math.round((one.left + one.right) / 2), y: Math.round((one.top + one.bottom) / 2) },
    { x: Math.round(other.right), y: Math.round((other.top + other.bottom) / 2) },
  ];
};
