// Puts what the guard sees on the page: one screen at a time, each with the part of the sheet that belongs to it.
const find = (name) => document.getElementById(`guard-${name}`);
const MAIN = ["view", "answer", "start"], SHEET = ["counts", "next", "steps", "promise", "tools", "enrol", "incident"];

// Screen -> what of the upper half and of the sheet is shown.
const SCREENS = {
  scan: ["view", "counts", "promise", "tools"], green: ["answer", "counts", "next", "promise"], amber: ["answer", "counts", "next", "promise"],
  red: ["answer", "steps"], look: ["answer", "steps"], enrol: ["start", "enrol", "promise"], trouble: ["start", "counts", "tools"], incident: ["incident"],
};

export function makeScreen(words) {
  const { page } = words;
  const fill = (text, number) => text.replace("%n", number);
  const clock = (second) => new Date((second + 8 * 3600) * 1000).toISOString().slice(11, 16);
  const date = (second) => new Date((second + 8 * 3600) * 1000).toISOString().slice(5, 10);
  let current = "";

  function show(name) {
    current = name;
    for (const part of [...MAIN, ...SHEET]) find(part).hidden = !SCREENS[name].includes(part);
    find("sheet").hidden = false;
    find("head").hidden = false;
    find("reasons").hidden = true;
    document.querySelector('[data-do="manual"]').setAttribute("aria-expanded", "false");
    const colour = name === "look" ? "amber" : name;
    if (["green", "amber", "red"].includes(colour)) document.body.dataset.colour = colour;
    else delete document.body.dataset.colour;
    document.body.dataset.screen = name;
  }

  return {
    get current() { return current; },
    show,
    gate(descriptor) {
      find("gate").textContent = `${descriptor.compoundName} · ${descriptor.gateName}`;
      document.title = find("gate").textContent;
    },
    union(contact) {
      const number = contact.match(/\+?\d[\d\s-]{4,}\d/)?.[0];
      find("call").hidden = !number;
      if (number) find("call").href = `tel:${number.replace(/[\s-]/g, "")}`;
    },
    // How old the lists are: the time of today, the day of an older one, and loudly so once they count as old.
    age(at, second) {
      const old = at === null || second - at > 86400;
      find("age").textContent = at === null ? page.age_none : fill(old ? page.age_old : page.age, old ? `${date(at)} ${clock(at)}` : clock(at));
      find("age").classList.toggle("old", old);
    },
    counts(day) {
      const { green = 0, OK_DEGRADED: old = 0, E_CLOCK: doubtful = 0, red = 0, manual = 0 } = day?.counts ?? {};
      const told = { passed: green + old, manual, refused: red + doubtful };
      for (const [name, number] of Object.entries(told)) document.querySelector(`[data-count="${name}"]`).textContent = number;
      find("line").textContent = page.line.replace("%a", told.passed).replace("%b", manual).replace("%c", told.refused);
    },
    answer(told) {
      find("word").textContent = told.word;
      find("word").classList.toggle("long", told.word.length > 4);
      find("sentence").textContent = told.sentence;
      find("advice").textContent = told.advice;
      // Where only this phone's clock is in doubt a person looks and decides: the manual way is offered at once.
      show(told.code === "E_CLOCK" ? "look" : told.colour);
      document.body.dataset.code = told.code;
      find("answer").focus({ preventScroll: true });
    },
    trouble(title, sentence, name = "trouble") {
      find("start-word").textContent = title;
      find("start-sentence").textContent = sentence;
      show(name);
    },
    hint(text) { find("hint").textContent = text; },
    part: find,
  };
}
