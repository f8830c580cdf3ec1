// What this device keeps: `items` waiting to be sent in the order typed, the `keys` that lock them, and small `notes`.
const STORES = { items: { keyPath: 'id', autoIncrement: true }, keys: { keyPath: 'who' }, notes: { keyPath: 'name' } };

let opening;

function open() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open('groundswell', 1);
    asked.onupgradeneeded = () => Object.entries(STORES).forEach(([name, how]) => asked.result.createObjectStore(name, how));
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opening = undefined; };
      done(asked.result);
    };
    asked.onerror = () => { opening = undefined; failed(asked.error); };
  });
  return opening;
}

// Runs `work(store)` in one transaction; done only when the device says that it is on its disk.
async function run(name, mode, work) {
  const database = await open();
  return new Promise((done, failed) => {
    const deed = database.transaction(name, mode, { durability: 'strict' });
    const asked = work(deed.objectStore(name));
    deed.oncomplete = () => done(asked?.result);
    deed.onabort = () => failed(deed.error);
  });
}

export const supported = 'indexedDB' in self && self.isSecureContext && Boolean(self.crypto?.subtle);
export const all = (name) => run(name, 'readonly', (store) => store.getAll());
export const get = (name, key) => run(name, 'readonly', (store) => store.get(key));
export const put = (name, row) => run(name, 'readwrite', (store) => store.put(row));
export const add = (name, row) => run(name, 'readwrite', (store) => store.add(row));
export const remove = (name, ...keys) => run(name, 'readwrite', (store) => { keys.forEach((key) => store.delete(key)); });
