// What a compound and the riders' union have agreed for a gate; read and evaluated as nuantu.passes.policy does.
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const VEHICLES = ["ebike", "moped", "bicycle", "foot", "car"];
const LANGUAGES = ["zh", "en"];
const FIELDS = ["utc_offset_min", "hours", "classes", "key_level_min", "vehicles", "speed_kmh", "stay_max_min", "notes", "agreed_on", "parties"];
const DAY_MIN = 1440;

export class PolicyError extends Error {
  constructor(field, what) {
    super(field ? `${field}: ${what}` : what);
    this.field = field;
  }
}

const refuse = (field, what) => { throw new PolicyError(field, what); };
const isObject = (found) => typeof found === "object" && found !== null && !Array.isArray(found);

function takeList(found, name, longest, shortest = 0) {
  const value = found[name];
  return Array.isArray(value) && value.length >= shortest && value.length <= longest ? value : refuse(name, `no list of ${shortest} to ${longest}`);
}

function takeNumber(found, name, first, last) {
  const value = found[name];
  return Number.isInteger(value) && value >= first && value <= last ? value : refuse(name, `no whole number of ${first} to ${last}`);
}

function readSpans(found, day) {
  let end = 0;
  return takeList({ [day]: [], ...found }, day, 8).map((span) => {
    const fits = Array.isArray(span) && span.length === 2 && span.every(Number.isInteger) && end <= span[0] && span[0] < span[1] && span[1] <= DAY_MIN;
    if (!fits) refuse(`hours.${day}`, "a stretch is [from, until] in minutes, one after the other");
    end = span[1];
    return span;
  });
}

function readHours(found) {
  if (!isObject(found) || !Object.keys(found).every((day) => WEEKDAYS.includes(day))) refuse("hours", "not an object of weekdays");
  return WEEKDAYS.map((day) => readSpans(found, day));
}

function readNotes(found) {
  const names = isObject(found) ? Object.keys(found) : [];
  const fits = names.length === 2 && LANGUAGES.every((name) => typeof found[name] === "string" && [...found[name]].length <= 2000);
  return fits ? found : refuse("notes", "not two texts, zh and en");
}

function readDate(found) {
  const fits = typeof found === "string" && /^\d{4}-\d\d-\d\d$/.test(found) && !Number.isNaN(Date.parse(found)) && new Date(found).toISOString().startsWith(found);
  return fits ? found : refuse("agreed_on", "no date such as 2026-10-18");
}

function readParties(found) {
  const parties = takeList(found, "parties", 12, 1);
  const fits = parties.every((one) => typeof one === "string" && one && [...one].length <= 200);
  return fits ? parties : refuse("parties", "a party is a name");
}

function checkNames(found) {
  for (const name of Object.keys(found)) if (!FIELDS.includes(name)) refuse(name, "there is no such field");
  for (const name of FIELDS) if (name !== "utc_offset_min" && !(name in found)) refuse(name, "this field is missing");
}

// A policy of its JSON text. Throws PolicyError with the field that is missing or has another form.
export function readPolicy(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    refuse(null, "the policy is no JSON");
  }
  if (!isObject(found)) refuse(null, "the policy is no JSON object");
  checkNames(found);
  const classes = takeList(found, "classes", 2, 1), vehicles = takeList(found, "vehicles", VEHICLES.length, 1);
  if (!classes.every((one) => one === 1 || one === 2)) refuse("classes", "a class is 1 or 2");
  if (!vehicles.every((one) => VEHICLES.includes(one))) refuse("vehicles", "a vehicle that there is not");
  return {
    hours: readHours(found.hours), classes, vehicles, keyLevelMin: takeNumber(found, "key_level_min", 0, 1),
    speedKmh: takeNumber(found, "speed_kmh", 1, 60), stayMaxMin: takeNumber(found, "stay_max_min", 1, DAY_MIN),
    notes: readNotes(found.notes), agreedOn: readDate(found.agreed_on), parties: readParties(found),
    utcOffsetMin: takeNumber({ utc_offset_min: 480, ...found }, "utc_offset_min", -720, 840),
  };
}

// The local moment of UTC seconds: weekday 0 to 6 from Monday, minute of the day.
export function findLocal(policy, second) {
  const minutes = Math.floor(second / 60) + policy.utcOffsetMin;
  const day = Math.floor(minutes / DAY_MIN); // 1970-01-01 was a Thursday
  return { weekday: (((day + 3) % 7) + 7) % 7, minute: minutes - day * DAY_MIN };
}

// Whether a policy lets pass at a local moment, and the word for why; class and key level count where they are told.
export function evaluatePolicy(policy, { weekday, minute }, kind = null, keyLevel = null) {
  const spans = policy.hours[weekday];
  const rule = (code) => ({ allowed: code === "open", code });
  if (kind !== null && !policy.classes.includes(kind)) return rule("wrong_class");
  if (keyLevel !== null && keyLevel < policy.keyLevelMin) return rule("weak_key");
  if (!spans.length) return rule("closed_day");
  return rule(spans.some(([begin, until]) => begin <= minute && minute < until) ? "open" : "closed_hour");
}
