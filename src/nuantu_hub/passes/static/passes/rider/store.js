// What the rider's phone keeps, and all that it keeps: keys that scripts can use and cannot read, with their
// credentials; gates that were scanned; what compounds agreed, with their maps; lists as fetched. Nothing of it says
// who the rider is, and no use of a code is written down.
const NAME = "nuantu-pass", VERSION = 1;

const request = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

function build(base) {
  base.createObjectStore("kept");
  base.createObjectStore("credentials", { keyPath: "id", autoIncrement: true });
  base.createObjectStore("gates", { keyPath: "number" });
  base.createObjectStore("bundles", { keyPath: "compound" });
}

export async function openStore() {
  const asked = indexedDB.open(NAME, VERSION);
  asked.onupgradeneeded = () => build(asked.result);
  const base = await request(asked);
  // Signing out in another window empties the phone: the database must not be held open against it.
  base.onversionchange = () => base.close();

  const write = (name, act) => new Promise((resolve, reject) => {
    const work = base.transaction(name, "readwrite", { durability: "strict" });
    act(work.objectStore(name));
    work.oncomplete = () => resolve();
    work.onabort = work.onerror = () => reject(work.error);
  });
  const table = (name) => ({
    all: () => request(base.transaction(name).objectStore(name).getAll()),
    get: (key) => request(base.transaction(name).objectStore(name).get(key)),
    put: (...rows) => write(name, (store) => { for (const row of rows) store.put(row); }),
    drop: (...keys) => write(name, (store) => { for (const key of keys) store.delete(key); }),
    clear: () => write(name, (store) => store.clear()),
  });
  return {
    credentials: table("credentials"), gates: table("gates"), bundles: table("bundles"),
    recall: (key) => request(base.transaction("kept").objectStore("kept").get(key)),
    keep: (key, value) => write("kept", (store) => store.put(value, key)),
    async empty() {
      for (const name of ["kept", "credentials", "gates", "bundles"]) await write(name, (store) => store.clear());
    },
    close: () => base.close(),
  };
}
