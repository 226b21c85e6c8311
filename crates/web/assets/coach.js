// Underlines a draft while it is written. Without it the page sends the draft and shows the same; the draft is kept nowhere either way.

const QUIET_MS = 250;
const PATIENCE_MS = 15_000;
const form = document.getElementById("coach");
const draft = document.getElementById("draft");
const received = document.getElementById("received");
const behind = form.querySelector(".behind");
const here = document.getElementById("here");
const count = document.getElementById("count");
const list = document.getElementById("findings");
const promised = document.getElementById("promised");
const promises = document.getElementById("promises");
const fixAll = document.querySelector("p.fix");
const field = (name) => form.elements[name].value;

// What the last answer said of which text, and what somebody let stand.
let shown = { text: null, findings: [], promises: [], fixed: "" };
const passed = new Set(field("passed").split(" ").filter(Boolean));
// Findings that somebody has looked at: if one of these is gone later, it was followed.
const read = new Map();
// Those that stand open in the list, which is written anew after each answer.
const opened = new Set();
let asked = 0;
let waiting = 0;
let at = null;

// Places are bytes of UTF-8; a text here counts UTF-16.
function places(text) {
  const units = new Map([[0, 0]]);
  let bytes = 0;
  let unit = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    unit += letter.length;
    units.set(bytes, unit);
  }
  return units;
}

function placed(text, ones) {
  const units = places(text);
  return ones
    .filter((one) => units.has(one.start) && units.has(one.end))
    .map((one) => ({ ...one, start: units.get(one.start), end: units.get(one.end) }));
}

// Where what was found stands after somebody went on typing: a change in the middle moves what is behind it and drops what it touches.
function moved(ones, before, after) {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  const by = after.length - before.length;
  return ones
    .filter((one) => one.end <= head || before.length - tail <= one.start)
    .map((one) => (one.end <= head ? one : { ...one, start: one.start + by, end: one.end + by }));
}

const standing = () => shown.findings.filter((one) => !passed.has(one.key));
const graver = (a, b) => (b.severity === "fault") - (a.severity === "fault") || a.start - b.start;

// The text once more behind the field, with lines under what was found. Nothing becomes markup: only text is put in.
function draw() {
  const text = draft.value;
  const spots = [
    ...standing().filter((one) => one.start < one.end).sort(graver).map((one) => ({ ...one, kind: `${one.factor} ${one.severity}` })),
    ...shown.promises.map((one) => ({ ...one, kind: "promise" })),
  ];
  const cuts = [...new Set([0, text.length, ...spots.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  const parts = [];
  for (let place = 0; place + 1 < cuts.length; place += 1) {
    const over = spots.find((one) => one.start <= cuts[place] && cuts[place + 1] <= one.end);
    const words = text.slice(cuts[place], cuts[place + 1]);
    if (over) {
      const mark = document.createElement("mark");
      mark.className = over.key === at ? `${over.kind} at` : over.kind;
      mark.textContent = words;
      parts.push(mark);
    } else {
      parts.push(document.createTextNode(words));
    }
  }
  // A last empty line has no height without something on it.
  behind.replaceChildren(...parts, document.createTextNode(" "));
}

function say(node, selector, text) {
  const part = node.querySelector(selector);
  part.textContent = text;
  return part;
}

function key(button, name) {
  const shownKey = document.createElement("kbd");
  shownKey.textContent = name;
  shownKey.setAttribute("aria-hidden", "true");
  button.append(shownKey);
  button.setAttribute("aria-keyshortcuts", name.replace(" ", "+"));
}

function findingNode(one, keys) {
  const node = document.getElementById("one-finding").content.firstElementChild.cloneNode(true);
  node.className = `finding ${one.severity}`;
  node.dataset.key = one.key;
  say(node, ".title", one.title);
  say(node, ".severity", one.severity_name);
  say(node, ".factor", one.factor_name).className = `factor ${one.factor}`;
  say(node, ".words q", one.words);
  node.querySelector(".words").hidden = one.words === "";
  node.querySelector(".whole").hidden = one.words !== "";
  say(node, ".reason", one.reason);
  say(node, ".rewrite span", one.rewrite);
  node.querySelector(".rewrite").hidden = one.rewrite === "";
  const apply = say(node, ".apply", one.apply);
  const dismiss = node.querySelector(".dismiss");
  dismiss.querySelector("span").textContent = `: ${one.title}`;
  apply.hidden = one.replacement === null && one.start === one.end;
  if (keys) {
    key(apply, "Alt A");
    key(dismiss, "Alt X");
  }
  const more = node.querySelector("details");
  more.open = keys || opened.has(one.key);
  more.addEventListener("toggle", () => {
    if (!keys && more.open) {
      opened.add(one.key);
      read.set(one.key, one.rule);
    } else if (!keys) {
      opened.delete(one.key);
    }
  });
  apply.addEventListener("click", (event) => { event.preventDefault(); follow(one.key); });
  dismiss.addEventListener("click", (event) => { event.preventDefault(); letStand(one.key); });
  return node;
}

function promiseNode(one, keys) {
  const node = document.getElementById("one-promise").content.firstElementChild.cloneNode(true);
  node.dataset.key = one.key;
  say(node, ".words q", one.words);
  say(node, ".promiser dd", one.who);
  node.querySelector(".promiser").hidden = one.who === "";
  say(node, ".does dd", one.what);
  say(node, ".by dd", one.due === "" ? form.dataset.undated : one.due_text);
  const log = node.querySelector(".log");
  if (one.link) {
    const link = document.createElement("a");
    link.href = one.link;
    link.className = "logged";
    link.textContent = form.dataset.logged;
    log.replaceWith(link);
  } else if (one.due === "") {
    log.remove();
  } else {
    if (keys) {
      key(log, "Alt L");
    }
    log.addEventListener("click", (event) => { event.preventDefault(); logPromise(one.key); });
  }
  return node;
}

function listed() {
  const found = standing();
  list.replaceChildren(...found.map((one) => findingNode(one, false)));
  promises.replaceChildren(...shown.promises.map((one) => promiseNode(one, false)));
  promised.hidden = shown.promises.length === 0;
  fixAll.hidden = !found.some((one) => one.replacement !== null);
}

// What stands under the cursor is explained beneath the draft.
function look() {
  const place = draft.selectionStart;
  const touches = (one) => one.start < one.end && one.start <= place && place <= one.end;
  const finding = standing().filter(touches).sort(graver)[0];
  const promise = shown.promises.find(touches);
  const wanted = finding?.key ?? promise?.key ?? null;
  if (wanted === at && !here.dataset.old) {
    return;
  }
  at = wanted;
  delete here.dataset.old;
  const nodes = [];
  if (finding) {
    nodes.push(findingNode(finding, true));
    read.set(finding.key, finding.rule);
  }
  if (promise) {
    nodes.push(promiseNode(promise, true));
  }
  const all = document.createElement("ul");
  all.append(...nodes);
  here.replaceChildren(all);
  here.hidden = nodes.length === 0;
  here.className = finding?.severity === "fault" ? "here fault" : "here";
  for (const node of list.children) {
    node.classList.toggle("at", node.dataset.key === at);
  }
  draw();
}

function refresh() {
  listed();
  here.dataset.old = "yes";
  look();
  draw();
}

async function send(address, body, kind) {
  const headers = { "x-form-token": field("form"), ...(kind ? { "content-type": kind } : {}) };
  const reply = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!reply.ok) {
    throw new Error(`status ${reply.status}`);
  }
  return reply.json();
}

function told(text, extra = "") {
  const more = document.createElement("span");
  more.className = "quiet";
  more.textContent = extra;
  count.replaceChildren(text, " ", more);
}

// Asks once somebody pauses. An answer to a draft that is no more is dropped.
async function ask() {
  const text = draft.value;
  asked += 1;
  const mine = asked;
  if (text.trim() === "") {
    shown = { text, findings: [], promises: [], fixed: "" };
    refresh();
    told("");
    return;
  }
  // Half of a letter of two units is no text.
  const whole = (words) => words.toWellFormed?.() ?? words;
  const body = {
    draft: whole(text),
    received: whole(received.value),
    language: field("language"),
    customer: field("customer"),
    attempt: field("attempt"),
    passed: field("passed"),
  };
  let found;
  try {
    found = await send(form.dataset.live, JSON.stringify(body), "application/json");
  } catch {
    if (mine === asked) {
      told(form.dataset.away);
      later(5000);
    }
    return;
  }
  if (mine !== asked || draft.value !== text) {
    return;
  }
  if (found.problem) {
    told(found.problem);
    return;
  }
  shown = { text, findings: placed(text, found.findings), promises: placed(text, found.promises), fixed: found.fixed };
  for (const [one, rule] of read) {
    if (!shown.findings.some((finding) => finding.key === one)) {
      read.delete(one);
      note(rule, "followed");
    }
  }
  refresh();
  told(form.dataset.count.replace("%1", standing().length).replace("%2", shown.promises.length), found.read_as);
}

function later(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(ask, milliseconds);
}

function changed() {
  const text = draft.value;
  const whole = (one) => one.start === one.end;
  const stay = (ones) => [...moved(ones.filter((one) => !whole(one)), shown.text ?? "", text), ...ones.filter(whole).map((one) => ({ ...one, start: text.length, end: text.length }))];
  shown = { text, findings: stay(shown.findings), promises: moved(shown.promises, shown.text ?? "", text), fixed: "" };
  asked += 1;
  if (at && ![...standing(), ...shown.promises].some((one) => one.key === at)) {
    at = null;
    here.hidden = true;
  }
  draw();
  later(QUIET_MS);
}

async function note(rule, outcome) {
  try {
    const reply = await send(form.dataset.finding, new URLSearchParams({ rule, outcome }));
    if (reply.note) {
      told(reply.note);
      later(0);
    }
  } catch {
    // It is a count of rules; the draft goes on without it.
  }
}

function write(start, end, words) {
  draft.focus();
  draft.setSelectionRange(start, end);
  // The old way keeps what can be undone.
  if (!document.execCommand("insertText", false, words)) {
    draft.setRangeText(words, start, end, "end");
    changed();
  }
}

function follow(wanted) {
  const one = standing().find((finding) => finding.key === wanted);
  if (!one) {
    return;
  }
  if (one.replacement === null) {
    draft.focus();
    draft.setSelectionRange(one.start, one.end);
    look();
    return;
  }
  read.delete(one.key);
  note(one.rule, "followed");
  write(one.start, one.end, one.replacement);
}

function letStand(wanted) {
  const one = standing().find((finding) => finding.key === wanted);
  if (!one) {
    return;
  }
  passed.add(one.key);
  read.delete(one.key);
  form.elements.passed.value = [...passed].join(" ");
  note(one.rule, "dismissed");
  refresh();
  told(form.dataset.count.replace("%1", standing().length).replace("%2", shown.promises.length));
  draft.focus();
}

async function logPromise(wanted) {
  const one = shown.promises.find((promise) => promise.key === wanted);
  if (!one || one.link || one.due === "" || one.busy) {
    return;
  }
  one.busy = true;
  try {
    const body = { attempt: field("attempt"), customer: field("customer"), words: one.words, due: one.due };
    const reply = await send(form.dataset.log, new URLSearchParams(body));
    one.link = reply.link;
    told(reply.problem || form.dataset.logged);
  } catch {
    told(form.dataset.away);
  }
  one.busy = false;
  for (const other of shown.promises.filter((promise) => promise.key === wanted)) {
    other.link = one.link;
  }
  refresh();
}

function next(backwards) {
  const spots = standing().filter((one) => one.start < one.end).sort((a, b) => a.start - b.start);
  const place = draft.selectionStart;
  const after = backwards ? spots.filter((one) => one.end < place).at(-1) ?? spots.at(-1) : spots.find((one) => place < one.start) ?? spots[0];
  if (after) {
    draft.focus();
    draft.setSelectionRange(after.start, after.start);
    look();
  }
}

function pressed(event) {
  if (event.key === "F8") {
    event.preventDefault();
    next(event.shiftKey);
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  // Where the key with Alt writes another letter, its place on the keyboard counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
  const place = draft.selectionStart;
  const promise = shown.promises.find((one) => one.start <= place && place <= one.end) ?? shown.promises.find((one) => one.due && !one.link);
  const acts = { a: () => follow(at), x: () => letStand(at), l: () => promise && logPromise(promise.key) };
  if (acts[letter]) {
    event.preventDefault();
    look();
    acts[letter]();
  }
}

form.classList.add("live");
document.getElementById("found").classList.add("live");
form.querySelector(".keys").hidden = false;
draft.addEventListener("input", changed);
received.addEventListener("input", () => later(QUIET_MS));
form.elements.language.addEventListener("change", () => later(0));
document.addEventListener("selectionchange", () => document.activeElement === draft && shown.text === draft.value && look());
form.addEventListener("keydown", pressed);
form.querySelector(".check").addEventListener("click", (event) => {
  event.preventDefault();
  later(0);
});
fixAll.querySelector("button").addEventListener("click", (event) => {
  event.preventDefault();
  // What is safe together is for the server to say; it said so of this very text.
  const safe = standing().filter((one) => one.replacement !== null);
  if (shown.fixed === "" || shown.text !== draft.value) {
    later(0);
    return;
  }
  for (const one of safe) {
    read.delete(one.key);
    note(one.rule, "followed");
  }
  write(0, draft.value.length, shown.fixed);
});
const copy = form.querySelector(".copy");
copy.hidden = false;
copy.addEventListener("click", async () => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(draft.value);
  } else {
    draft.select();
    document.execCommand("copy");
  }
  copy.textContent = copy.dataset.copied;
});
shown.text = draft.value;
draw();
if (draft.value.trim() !== "") {
  later(0);
}
