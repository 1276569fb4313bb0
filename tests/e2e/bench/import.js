// A page of news through the app's own worker, and through DOMParser and Mozilla's Readability, in
// one browser page. Ours: from the message to the worker to its answer. Theirs: on this thread, as a
// page would call it. Each has read pages for a while before it is timed, as the browser compiles
// better, and beside everything else, what has run often; and the very first page by itself, when it has
// compiled nothing yet.

const WORDS = 'the mill on weir river will open again in may its owner said after inspectors found cracks beneath wheel room town council met for third time this week to hear who pays'.split(' ');

// A page of about so many bytes: menus, scripts, an article of paragraphs with links, boxes within
// it, related stories, comments. The same every time.
function page(bytes) {
    let seed = 7;
    const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff, seed >>> 8) % below;
    const words = (count) => {
        const all = Array.from({ length: count }, () => WORDS[random(WORDS.length)]).join(' ');
        return all[0].toUpperCase() + all.slice(1);
    };
    const sentence = () => `${words(8 + random(16))}${random(4) ? '.' : `, “${words(5 + random(9))},” she said.`}`;
    const paragraph = () => `<p class="article-text">${Array.from({ length: 2 + random(4) }, sentence).join(' ')} <a href="/story/${random(9999)}">${words(3)}</a>, <em>${words(4)}</em>.</p>\n`;
    const list = (count) => `<ul>${Array.from({ length: count }, () => `<li class="item"><a href="/a/${random(9999)}" data-track="t-${random(99)}">${words(6)}</a></li>`).join('\n')}</ul>`;
    const title = words(8);
    const parts = [`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - The Weir</title><meta property="og:title" content="${title}"><meta name="author" content="Ann Lee"><script>window.data=${JSON.stringify(words(60))}</` + `script></head><body><header><nav>${list(24)}</nav></header><main><article><h1>${title}</h1><div class="meta"><span class="byline">By Ann Lee</span> <time datetime="2026-03-04">4 March 2026</time></div><div class="body">`];
    let length = parts[0].length;
    for (let n = 1; length < bytes * 0.75; n++) {
        let part = paragraph();
        if (n % 7 === 0) part += `<h2>${words(5)}</h2>\n`;
        if (n % 9 === 0) part += `<figure><img src="${n}.jpg" alt="${words(6)}"><figcaption>${sentence()}</figcaption></figure>\n`;
        if (n % 11 === 0) part += `<div class="ad-slot"><span>Advertisement</span></div><aside class="related"><h3>Related</h3>${list(4)}</aside>\n`;
        if (n % 13 === 0) part += `<blockquote><p>${sentence()}</p></blockquote>\n`;
        parts.push(part);
        length += part.length;
    }
    parts.push(`</div></article><section class="comments"><h2>Comments</h2>`);
    while (length < bytes * 0.97) {
        const part = `<div class="comment" id="c${length}"><span class="name">${words(2)}</span><p>${sentence()}</p><button>Reply</button></div>\n`;
        parts.push(part);
        length += part.length;
    }
    parts.push(`</section></main><footer>${list(12)}</footer></body></html>`);
    return parts.join('');
}

function worker() {
    const worker = new Worker('worker_loader.js');
    const waiting = new Map();
    let number = 0;
    const ready = new Promise((resolve, reject) => {
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
            if (data === 'ready') resolve();
            else if (typeof data[1] !== 'number') waiting.get(data[0])?.(data[1]);
        };
    });
    const read = (html) => new Promise((resolve) => {
        waiting.set(++number, resolve);
        worker.postMessage([number, { Page: { html, url: 'https://weir.example/mill' } }, null]);
    });
    return { ready, read };
}

// For so many milliseconds pages are read before any is timed.
const BEFORE = 5000;

const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];

window.importing = async (sizes, times) => {
    const { ready, read } = worker();
    await ready;
    const theirs = (html) => new Readability(new DOMParser().parseFromString(html, 'text/html')).parse();
    const timed = async (act) => {
        const start = performance.now();
        return [await act(), performance.now() - start];
    };
    const measured = [];
    const first = [(await timed(() => read(page(sizes[0]))))[1], (await timed(() => theirs(page(sizes[0]))))[1]];
    const again = page(sizes[0]);
    for (const end = performance.now() + BEFORE; performance.now() < end;) {
        await read(again);
        theirs(again);
    }
    for (const size of sizes) {
        const html = page(size);
        let ours = await read(html), found = theirs(html);
        const a = [], b = [];
        // In turns, so that what else the machine does falls on both.
        // What takes a few milliseconds is timed more often.
        for (let n = 0; n < Math.max(times, 1e6 / size); n++) {
            let ms;
            [ours, ms] = await timed(() => read(html));
            a.push(ms);
            [found, ms] = await timed(() => theirs(html));
            b.push(ms);
        }
        const draft = ours.Read?.drafts?.[0];
        // What each block is: a letter for its kind, `~` when it is aside or left out, and how long it is.
        const heads = draft ? draft.blocks[0].trim().split(' ').filter((head) => !head.includes('~')) : [];
        const letters = heads.reduce((sum, head) => sum + Number(head.slice(1)), 0);
        measured.push({ bytes: html.length, ours: median(a), theirs: median(b), kept: letters, found: found?.textContent?.length ?? 0, said: ours.Failed ?? '' });
    }
    return [first, measured];
};
