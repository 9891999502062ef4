// Puts what the guard sees on the page: one screen at a time, each with the part of the sheet that belongs to it.
const find = (name) => document.getElementById(`guard-${name}`);
const MAIN = ["view", "answer", "start"], SHEET = ["counts", "next", "steps", "promise", "tools", "enrol", "incident"];

// Screen -> what of the upper half and of the sheet is shown.
const SCREENS = {
  scan: ["view", "counts", "promise", "tools"], green: ["answer", "counts", "next", "promise"], amber: ["answer", "counts", "next", "promise"],
  red: ["answer", "steps"], enrol: ["start", "enrol", "promise"], trouble: ["start", "counts", "tools"], incident: ["incident"],
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
    if (["green", "amber", "red"].includes(name)) document.body.dataset.colour = name;
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
      const { green = 0, amber = 0, red = 0, manual = 0 } = day?.counts ?? {};
      const told = { passed: green + amber, manual, refused: red };
      for (const [name, number] of Object.entries(told)) document.querySelector(`[data-count="${name}"]`).textContent = number;
      find("line").textContent = page.line.replace("%a", told.passed).replace("%b", manual).replace("%c", red);
    },
    answer(told) {
      find("word").textContent = told.word;
      find("word").classList.toggle("long", told.word.length > 4);
      find("sentence").textContent = told.sentence;
      find("advice").textContent = told.advice;
      show(told.colour);
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
