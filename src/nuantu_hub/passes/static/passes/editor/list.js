// The list beside the map: every thing on it can be chosen, named, moved and removed here, without a pointer.
import { middle } from "./things.js";

const ORDER = ["boundary", "gate", "building", "entrance", "lift", "parking", "path", "street", "green"];

export function openList(section, { words, gates, state, onChoose, onChange, onRemove, onCopy, onMove }) {
  const box = section.querySelector("[data-one]"), rows = section.querySelector("[data-list]");
  const say = (name, what = "") => words[name].replace("~", what);
  const kindOf = (thing) => words[thing.closed ? "closed" : thing.kind];
  let shown = "";

  // What it is called, which is data, and what it is.
  function title(thing) {
    const own = document.createElement("span"), called = [thing.building, thing.name].filter(Boolean).join(" ");
    if (called) { const name = document.createElement("span"); name.lang = "zh-Hans"; name.textContent = called; own.append(name, " "); }
    own.append(kindOf(thing));
    return own;
  }

  function label(name, control) {
    const field = document.createElement("div"), text = document.createElement("label");
    field.className = "field";
    control.id = `one-${name}`;
    text.htmlFor = control.id;
    text.textContent = words[name];
    field.append(text, control);
    return field;
  }

  function input(thing, name, field) {
    const control = document.createElement("input");
    control.maxLength = 40;
    control.value = thing[field];
    control.addEventListener("change", () => {
      const before = thing[field];
      onChange(() => {
        thing[field] = control.value.trim();
        if (thing.kind === "building" && field === "name" && before) for (const other of state.things) if (other.building === before) other.building = thing.name;
      });
    });
    return label(name, control);
  }

  function select(thing, name, field, options) {
    const control = document.createElement("select");
    for (const [value, text] of options) { const option = new Option(text, value, false, String(value) === String(thing[field])); if (value) option.lang = "zh-Hans"; control.append(option); }
    control.addEventListener("change", () => {
      onChange(() => {
        thing[field] = field === "gate" ? Number(control.value) : control.value;
        if (field === "gate") thing.name = thing.gate ? control.selectedOptions[0].textContent : "";
      });
    });
    return label(name, control);
  }

  function check(thing, name, field, on, off) {
    const row = document.createElement("label"), control = document.createElement("input");
    row.className = "choice";
    control.type = "checkbox";
    control.checked = thing[field] === on;
    control.addEventListener("change", () => { shown = ""; onChange(() => { thing[field] = control.checked ? on : off; }); fill(thing); });
    row.append(control, words[name]);
    return row;
  }

  function pad(thing) {
    const [x, y] = middle(thing), note = document.createElement("p");
    note.className = "note";
    note.textContent = words.at.replace("~", x.toFixed(1)).replace("~", (-y).toFixed(1));
    const row = document.createElement("div");
    row.className = "pads";
    for (const [sign, dx, dy, name] of [["←", -1, 0, "west"], ["→", 1, 0, "east"], ["↑", 0, -1, "north"], ["↓", 0, 1, "south"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", words[name]);
      button.addEventListener("click", (event) => { const step = event.shiftKey ? 10 : 1, at = middle(thing); onMove(thing, [at[0] + dx * step, at[1] + dy * step]); });
      row.append(button);
    }
    return [note, row];
  }

  function button(name, kind, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button ${kind}`;
    made.textContent = words[name];
    made.addEventListener("click", act);
    return made;
  }

  function fill(thing) {
    const head = document.createElement("h3"), parts = [];
    head.textContent = kindOf(thing);
    if (thing.kind === "gate") parts.push(select(thing, "which_gate", "gate", [[0, say("none")], ...gates]));
    else if (thing.kind !== "boundary") parts.push(input(thing, "name", "name"));
    if (thing.kind === "entrance" || thing.kind === "lift") {
      parts.push(select(thing, "of", "building", [["", say("none")], ...state.things.filter((one) => one.kind === "building").map((one) => [one.name, one.name])]));
    }
    if (thing.kind === "path") {
      parts.push(check(thing, "is_closed", "closed", true, false));
      if (thing.closed) parts.push(input(thing, "why", "why"));
      else parts.push(check(thing, "foot", "bike", false, true));
    }
    const ends = document.createElement("div");
    ends.className = "row";
    if (thing.kind === "building" || thing.kind === "green") ends.append(button("copy", "", () => onCopy(thing)));
    ends.append(button("remove", "danger", () => onRemove(thing)));
    box.replaceChildren(head, ...parts, ...pad(thing), ends);
  }

  function show(focus) {
    const thing = state.things.find((one) => one.key === state.chosen);
    box.hidden = !thing;
    if (thing && (shown !== thing.key || !box.contains(document.activeElement))) fill(thing);
    shown = thing ? thing.key : "";
    const listed = [...state.things].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, undefined, { numeric: true }) || a.building.localeCompare(b.building, undefined, { numeric: true }));
    const active = rows.contains(document.activeElement) ? document.activeElement.dataset.of : "";
    rows.replaceChildren(...listed.map((one) => {
      const row = document.createElement("li"), open = document.createElement("button"), name = title(one);
      open.type = "button";
      open.dataset.of = one.key;
      if (state.lacking.has(one.key)) name.className = "lacking";
      open.append(name);
      if (one.key === state.chosen) open.setAttribute("aria-current", "true");
      open.addEventListener("click", () => onChoose(one.key, true));
      row.append(open);
      return row;
    }));
    if (!listed.length) {
      const row = document.createElement("li");
      row.textContent = say("empty");
      rows.append(row);
    }
    if (active) rows.querySelector(`[data-of="${active}"]`)?.focus();
    if (thing && focus) box.querySelector("input, select, button")?.focus();
  }

  return { show };
}
