// What the benchmarks measure with, put into the page before its own scripts run.

globalThis.bench = (() => {
  const article = () => document.getElementById("article");
  const marks = document.getElementsByTagName("mark");

  // The moment after the next frame was drawn: a message sent while it is prepared arrives when
  // the page has done its part of it.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
      }),
    );

  const after = (ms) => new Promise((done) => setTimeout(done, ms));

  // Asks at every change of the page until there is an answer.
  const once = (ask) =>
    new Promise((done) => {
      const found = ask();
      if (found) return done(found);
      const observer = new MutationObserver(() => {
        const found = ask();
        if (found) {
          observer.disconnect();
          done(found);
        }
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
    });

  // The database: how long each commit takes, and when the last answer came.
  const commits = [];
  let read = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    const begun = performance.now();
    const it = transaction.call(this, stores, mode, ...rest);
    if (mode === "readwrite") it.addEventListener("complete", () => commits.push(performance.now() - begun));
    return it;
  };
  for (const name of ["getAll", "get"]) {
    const ask = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...query) {
      const request = ask.apply(this, query);
      request.addEventListener("success", () => (read = performance.now()));
      return request;
    };
  }

  return {
    painted,
    after,
    once,

    // Selects some words nobody has marked, in or after the block that is so far into the article.
    async select(part) {
      const blocks = article().querySelectorAll("[data-block]");
      for (let n = Math.floor(blocks.length * part); n < blocks.length; n += 1) {
        for (const node of blocks[n].childNodes) {
          const words = node.nodeType === Node.TEXT_NODE && /[a-z]{2,} [a-z]{2,}/.exec(node.data);
          if (!words) continue;
          this.selected = blocks[n];
          blocks[n].scrollIntoView({ block: "center" });
          await painted();
          await after(150);
          getSelection().setBaseAndExtent(node, words.index, node, words.index + words[0].length);
          await once(() => document.getElementById("mark-bar"));
          await painted();
          return words[0];
        }
      }
      throw new Error("everything is marked");
    },

    // Listens for the next key; `acted` awaits the frame that shows what it did to the marks.
    arm() {
      const before = marks.length;
      commits.length = 0;
      let key;
      const keydown = (event) => {
        key = { at: event.timeStamp, heard: performance.now() };
        removeEventListener("keydown", keydown, true);
      };
      addEventListener("keydown", keydown, true);
      this.acted = (async () => {
        await once(() => key && marks.length !== before);
        const changed = performance.now();
        const shown = await painted();
        while (commits.length === 0) await after(5);
        return {
          heard: key.heard - key.at,
          changed: changed - key.at,
          painted: shown - key.at,
          commit: commits[0],
        };
      })();
    },

    // The same for a key that does next to nothing: one letter more at the end of a paragraph.
    armLeast() {
      this.acted = new Promise((done) => {
        const keydown = async (event) => {
          const heard = performance.now();
          removeEventListener("keydown", keydown, true);
          event.stopPropagation();
          this.selected.append("x");
          const changed = performance.now();
          const shown = await painted();
          this.selected.lastChild.remove();
          done({
            heard: heard - event.timeStamp,
            changed: changed - event.timeStamp,
            painted: shown - event.timeStamp,
            commit: 0,
          });
        };
        addEventListener("keydown", keydown, true);
      });
    },

    // Opens an article from the library; `wanted` marks are all there are.
    async open(title, wanted) {
      if (!document.querySelector(".card-open")) {
        [...document.querySelectorAll(".tool")].find((tool) => tool.textContent === "Library").click();
      }
      const card = await once(() =>
        [...document.querySelectorAll(".card-open")].find(
          (card) => card.querySelector(".card-title").textContent === title,
        ),
      );
      await painted();
      read = 0;
      const clicked = performance.now();
      card.click();
      const there = () => document.querySelector(".where").textContent === title;
      await once(() => read && there() && article()?.querySelector("[data-block]"));
      const given = read;
      const first = await painted();
      await once(() => marks.length >= wanted);
      const all = await painted();
      return { given: given - clicked, first: first - clicked, all: all - clicked };
    },

    // Reads all records as the app does before it opens an article, and does nothing with them.
    async read() {
      const request = indexedDB.open("hearsay");
      await new Promise((done) => (request.onsuccess = done));
      const stores = ["texts", "annotations", "sources", "edits"];
      const transaction = request.result.transaction(stores, "readonly");
      let records = 0;
      for (const store of stores) {
        const all = transaction.objectStore(store).getAll();
        all.onsuccess = () => (records += all.result.length);
      }
      await new Promise((done) => (transaction.oncomplete = done));
      request.result.close();
      return records;
    },

    // Scrolls from top to bottom in so many frames; how long each took.
    async scroll(frames) {
      const page = document.scrollingElement;
      page.scrollTop = 0;
      await painted();
      await after(200);
      const took = [];
      let before = await new Promise(requestAnimationFrame);
      for (let n = 1; n <= frames; n += 1) {
        page.scrollTop = ((page.scrollHeight - innerHeight) * n) / frames;
        const now = await new Promise(requestAnimationFrame);
        took.push(now - before);
        before = now;
      }
      return took;
    },

    marks: () => marks.length,
  };
})();
