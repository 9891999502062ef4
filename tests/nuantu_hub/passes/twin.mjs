// Puts the vector file of passes to the verifier in JavaScript and gives, part by part, where it says something else.
// Runs under Node (`node twin.mjs FOLDER FILE`, as a test does) and in a browser (`judgeVectors`).

const hear = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const PARTS = ["verify", "paper", "trust_list", "status_list", "descriptor", "policy", "base45", "canonical", "verdict"];

class Memory {
  uses = new Set();

  takeFirst(id, step) {
    const use = `${hex(id)} ${step}`;
    const first = !this.uses.has(use);
    this.uses.add(use);
    return first;
  }
}

async function openVerifier(base) {
  const loaded = await Promise.all(PARTS.map((name) => import(`${base}${name}.js`)));
  return Object.assign({}, ...loaded);
}

const readRoots = (told) => told.roots.map((root) => ({ alg: root.alg, data: hear(root.key) }));

async function loadGate(own, told) {
  const trust = await own.readTrustList(hear(told.trust), readRoots(told), null, told.read_at);
  const status = new Map();
  for (const [number, data] of Object.entries(told.status)) {
    status.set(Number(number), await own.readStatusList(hear(data), Number(number), trust, null, told.read_at));
  }
  const descriptor = await own.readDescriptor(told.descriptor, trust, told.read_at);
  const policy = told.policy === null ? null : own.readPolicy(told.policy);
  return { descriptor, trust, status, policy, floor: told.floor, synced: told.synced, challenge: told.challenge && hear(told.challenge) };
}

// The code that a reading is refused with, "OK" where it is not; any other fault is a fault of the reader.
async function say(own, act) {
  try {
    await act();
    return "OK";
  } catch (fault) {
    if (fault instanceof own.PassError) return fault.code;
    throw fault;
  }
}

function* flip(own, text) {
  const data = own.decodeBase45(text.slice(4));
  for (let bit = 0; bit < data.length * 8; bit += 1) {
    const turned = data.slice();
    turned[bit >> 3] ^= 1 << (bit & 7);
    yield `XT1:${own.encodeBase45(turned)}`;
  }
}

async function judgeCases(own, gates, vectors) {
  const wrong = [];
  for (const one of vectors.cases) {
    const memory = new Memory();
    for (const shown of [...one.before, one]) {
      const { code } = await own.verify(shown.text, gates[one.gate], shown.now, memory);
      if (code !== shown.code) wrong.push([one.name, one.title, code]);
    }
  }
  return wrong;
}

async function judgeMutations(own, gate, vectors) {
  const wrong = [], memory = new Memory();
  for (const one of vectors.mutations) {
    const { code } = await own.verify(one.text, gate, vectors.now, memory);
    if (code !== one.code || own.opens(code)) wrong.push([one.kind, one.text, code]);
  }
  return wrong;
}

async function judgeFlips(own, gate, vectors) {
  const said = [], memory = new Memory();
  for (const text of flip(own, vectors.flips.text)) said.push((await own.verify(text, gate, vectors.now, memory)).code);
  const good = await own.verify(vectors.flips.text, gate, vectors.now, memory);
  return said.join(" ") === vectors.flips.codes && good.code === "OK" ? [] : [[said.length, good.code]];
}

async function judgeLists(own, gates, vectors) {
  const wrong = [];
  for (const one of vectors.posters) {
    const code = await say(own, () => own.readDescriptor(one.text, gates[one.gate].trust, one.now));
    if (code !== one.code) wrong.push(["poster", one.title, code]);
  }
  for (const one of vectors.trust_lists) {
    const roots = readRoots(vectors.gates[one.gate]);
    const held = one.held && await own.readTrustList(hear(one.held), roots, null, one.now);
    const code = await say(own, () => own.readTrustList(hear(one.data), roots, held, one.now));
    if (code !== one.code) wrong.push(["trust list", one.title, code]);
  }
  for (const one of vectors.status_lists) {
    const { trust } = gates[one.gate];
    const held = one.held && await own.readStatusList(hear(one.held), one.number, trust, null, one.now);
    let revoked = [];
    const code = await say(own, async () => {
      const list = await own.readStatusList(hear(one.data), one.number, trust, held, one.now);
      revoked = [4, 5, 6, 76, 77, 78].filter((index) => own.isRevoked(list, index));
    });
    if (code !== one.code || revoked.join() !== one.revoked.join()) wrong.push(["status list", one.title, code, revoked]);
  }
  return wrong;
}

function judgePolicies(own, vectors) {
  return vectors.policies.filter((one) => {
    const second = Date.parse(`${one.local}Z`) / 1000, policy = own.readPolicy(one.policy);
    const local = own.findLocal({ utcOffsetMin: 0 }, second);
    const ruling = own.evaluatePolicy(policy, local, one.class, one.key_level);
    return ruling.allowed !== one.allowed || ruling.code !== one.code;
  });
}

async function judgeEncodings(own, vectors) {
  const wrong = [];
  for (const one of vectors.base45) {
    let read = null;
    await say(own, () => { read = hex(own.decodeBase45(one.text)); });
    if (read !== one.hex) wrong.push(["base45", one.text, read]);
  }
  for (const one of vectors.cbor) {
    const raw = Uint8Array.from(one.hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    const code = await say(own, () => {
      if (hex(own.encodeCanonical(own.decodeCanonical(raw))) !== one.hex) wrong.push(["cbor written", one.hex]);
    });
    if (code !== (one.code ?? "OK")) wrong.push(["cbor", one.hex, code]);
  }
  return wrong;
}

// base: where the verifier's modules lie, as an address that ends with a slash. Gives what was put and what was wrong.
export async function judgeVectors(vectors, base) {
  const own = await openVerifier(base), gates = {};
  for (const [name, told] of Object.entries(vectors.gates)) gates[name] = await loadGate(own, told);
  const first = gates[vectors.first_gate];
  const put = {};
  for (const [name, part] of Object.entries(vectors)) if (Array.isArray(part)) put[name] = part.length;
  return {
    put, flips: vectors.flips.codes.split(" ").length, names: [...new Set(vectors.cases.map((one) => one.name))],
    codes: own.CODES,
    wrong: {
      cases: await judgeCases(own, gates, vectors), mutations: await judgeMutations(own, first, vectors),
      flips: await judgeFlips(own, first, vectors), lists: await judgeLists(own, gates, vectors),
      policies: judgePolicies(own, vectors), encodings: await judgeEncodings(own, vectors),
    },
  };
}

// What is said to codes that are shown one after another at one gate, on a screen or on paper.
export async function sayToEach({ gate, shown }, base) {
  const own = await openVerifier(base), held = await loadGate(own, gate), memory = new Memory(), said = [];
  for (const one of shown) said.push((await own.verifyAny(one.text, held, one.now, memory)).code);
  return said;
}

if (globalThis.process?.argv[2]) {
  const { readFileSync } = await import("node:fs");
  const { pathToFileURL } = await import("node:url");
  const [, , folder, file] = process.argv;
  const told = JSON.parse(readFileSync(file, "utf8")), judge = told.shown ? sayToEach : judgeVectors;
  console.log(JSON.stringify(await judge(told, `${pathToFileURL(folder)}/`)));
}
