// When something happened: of one minute, what the guard hands over. It says of nobody who it was; that takes two of
// three parties and the sealed list of that window.
const tell = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// The lines of a minute (UTC seconds), each with its mark, and the key of that day; null where the key is gone.
export async function findTraces(store, minute) {
  const lines = (await store.ringOf(minute)).filter((line) => line.mark);
  const key = await store.keyOf(minute);
  return { key: key ? tell(key) : null, lines: lines.map((line) => ({ code: line.code, mark: tell(line.mark) })) };
}

export function drawTraces(place, minute, { key, lines }, words) {
  place.replaceChildren();
  const put = (name, text) => {
    const term = document.createElement("dt"), told = document.createElement("dd");
    term.textContent = name;
    told.textContent = text;
    return [term, told];
  };
  if (!lines.length || key === null) {
    const said = document.createElement("p");
    said.textContent = lines.length ? words.incident_gone : words.incident_none;
    place.append(said);
    return;
  }
  for (const line of lines) {
    const list = document.createElement("dl");
    list.append(...put(words.incident_minute, minute), ...put(words.incident_verdict, line.code), ...put(words.incident_mark, line.mark), ...put(words.incident_key, key));
    place.append(list);
  }
}
