// Everything out of the database, and what is missing back in, record by record
// and without the app: no WebAssembly, no knowledge of what a record means but
// that its key begins with its article. So it works when the app does not, and
// takes along what the app cannot read.
//
// The file: { "format": "hearsay-database", "version": <of the database>,
// "stores": { <store>: [[<key>, <value>], …] } }. See docs/format.md.

const DATABASE = 'hearsay';
const FORMAT = 'hearsay-database';
const MOST_BYTES = 500_000_000;
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/|$)/;

const say = (text) => { document.getElementById('state').textContent = text; };
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  request.onblocked = () => reject(new Error('another tab keeps it busy'));
});

// Never makes a database: one without stores would be in the app's way.
const open = async () => {
  const request = indexedDB.open(DATABASE);
  request.onupgradeneeded = () => request.transaction.abort();
  const database = await answer(request).catch((error) => {
    throw error.name === 'AbortError' ? new Error('there is none yet') : error;
  });
  database.onversionchange = () => database.close();
  return database;
};

const dump = async (database) => {
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readonly');
  const stores = {};
  for (const name of names) {
    const store = transaction.objectStore(name);
    const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    stores[name] = keys.map((key, n) => [key, values[n]]);
  }
  return { format: FORMAT, version: database.version, stores };
};

const offer = (text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `hearsay-database-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

// The records of articles that are not here. A file is a stranger: whatever
// does not look as it should is refused before anything is written.
const missing = (file, database, here) => {
  if (file?.format !== FORMAT) throw new Error('it is not a file of this page');
  if (!(file.version <= database.version)) throw new Error('a newer version of Hearsay wrote it');
  const records = [];
  for (const [name, pairs] of Object.entries(file.stores ?? {})) {
    if (name === 'settings' || !database.objectStoreNames.contains(name)) continue;
    if (!Array.isArray(pairs)) throw new Error('it is damaged');
    for (const pair of pairs) {
      const key = Array.isArray(pair) ? pair[0] : undefined;
      if (name === 'aside') continue;
      if (typeof key !== 'string' || !KEY.test(key)) throw new Error('it is damaged');
      if (!here.has(key.split('/')[0])) records.push([name, key, pair[1]]);
    }
  }
  return records;
};

const putBack = async (database, file) => {
  const here = new Set(await answer(database.transaction('entries').objectStore('entries').getAllKeys()));
  const records = missing(file, database, here);
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readwrite');
  // `add` fails where there is something, and the whole is taken back.
  for (const [name, key, value] of records) transaction.objectStore(name).add(value, key);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser took it back'));
  });
  return records.filter(([name]) => name === 'entries').length;
};

const count = (n) => `${n} ${n === 1 ? 'article' : 'articles'}`;

(async () => {
  try {
    const database = await open();
    const articles = await answer(database.transaction('entries').objectStore('entries').count());
    say(`${count(articles)} here.`);
    const button = document.getElementById('export');
    button.disabled = false;
    button.addEventListener('click', async () => {
      try {
        offer(JSON.stringify(await dump(database)));
        say('The file was offered for saving.');
      } catch (error) {
        say(`It could not be read: ${error.message}. Nothing was changed.`);
      }
    });
    document.getElementById('import').addEventListener('change', async (event) => {
      const [file] = event.target.files;
      if (!file) return;
      try {
        if (file.size > MOST_BYTES) throw new Error('it is too large');
        const put = await putBack(database, JSON.parse(await file.text()));
        say(put ? `${count(put)} put back. Open Hearsay to see.` : 'Everything in this file is here already.');
      } catch (error) {
        say(`Nothing was put back: ${error.message}. Nothing that is here was changed.`);
      }
    });
  } catch (error) {
    say(`The database of Hearsay could not be opened: ${error.message}.`);
  }
})();
