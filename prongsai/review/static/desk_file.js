// Judging a sample in a file: verdicts live in this page, in the browser's own store where it allows that, and in the
// JSON that is saved from here. Keys go by their place on the keyboard, so that they answer when it is set to Thai.
const $ = (id) => document.getElementById(id);
const raw_sheet = $("sheet").textContent;
const sheet = JSON.parse(raw_sheet);
const prior = JSON.parse($("prior").textContent);
const articles = [...document.querySelectorAll("article.item")];
const by_position = new Map(sheet.items.map((item) => [item.position, item]));
const STORE = `prongsai:${sheet.seed}:${sheet.at}`;
const CODES = {
  KeyJ: "j", KeyK: "k", KeyE: "e", KeyU: "u", KeyS: "s", ArrowRight: "j", ArrowLeft: "k",
  Digit1: "1", Digit2: "2", Digit3: "3", Numpad1: "1", Numpad2: "2", Numpad3: "3",
};
const VERDICTS = { 1: "right", 2: "wrong", 3: "unclear" };
const given = new Map(); // position: {verdict, at, auditor, note, typed}
const past = []; // [position, what stood before], for undo
let at = 0;
let unsaved = false;

function said(article) {
  const position = Number(article.dataset.position);
  return given.get(position)?.verdict ?? prior[position]?.verdict ?? null;
}

function remember() {
  try {
    localStorage.setItem(STORE, JSON.stringify({ auditor: $("auditor").value, verdicts: as_list(), unsaved }));
  } catch {
    // A browser may keep nothing for files; then the saved JSON is the only copy, as the page says.
  }
}

function as_list() {
  return [...given].sort((a, b) => a[0] - b[0]).map(([position, told]) => ({ position, ...told }));
}

function take(list) {
  let taken = 0;
  for (const told of Array.isArray(list) ? list : []) {
    if (!by_position.has(told.position) || !Object.values(VERDICTS).includes(told.verdict)) continue;
    const { verdict, at: when, auditor, note, typed } = told;
    given.set(told.position, { verdict, at: String(when), auditor: String(auditor), note: note ?? null, typed: typed ?? null });
    taken += 1;
  }
  return taken;
}

function show(index, focus = true) {
  at = Math.min(Math.max(index, 0), articles.length - 1);
  articles.forEach((article, i) => { article.hidden = i !== at; });
  const article = articles[at];
  for (const region of article.querySelectorAll(".text")) {
    const mark = region.querySelector("mark");
    if (mark) region.scrollTop += mark.getBoundingClientRect().top - region.getBoundingClientRect().top - region.clientHeight / 3;
  }
  scrollTo(0, 0);
  refresh();
  if (focus) article.querySelector("h2").focus({ preventScroll: true });
}

function judge(verdict, note = null, typed = null) {
  const position = Number(articles[at].dataset.position);
  past.push([position, given.get(position) ?? null]);
  const when = `${new Date().toISOString().slice(0, 19)}Z`;
  given.set(position, { verdict, at: when, auditor: $("auditor").value.trim(), note, typed });
  changed();
  const waiting = articles.map((article, i) => i).filter((i) => !said(articles[i]));
  const next = waiting.find((i) => i > at) ?? waiting[0];
  if (next === undefined) {
    show(at, false);
    $("figures").open = true;
    $("figures").querySelector("summary").focus();
    tell("all_judged");
  } else {
    show(next);
  }
}

function undo() {
  const last = past.pop();
  if (!last) return tell("nothing_to_undo");
  const [position, before] = last;
  if (before) given.set(position, before);
  else given.delete(position);
  changed();
  show(articles.findIndex((article) => Number(article.dataset.position) === position));
  tell("undone");
}

function changed() {
  unsaved = given.size > 0;
  remember();
}

// Inputs of a correction that are as the page showed them say nothing: then only the note counts.
function correct(form) {
  const inputs = [...form.querySelectorAll("[name^='in.']")];
  const note = form.elements.note.value.trim() || null;
  const changed_inputs = inputs.some((input) => input.value !== input.defaultValue);
  const typed = Object.fromEntries(inputs.map((input) => [input.name.slice(3), input.value]));
  if (!changed_inputs && !note) return form.closest("details").querySelector("summary").focus();
  form.closest("details").open = false;
  judge("wrong", note, changed_inputs ? typed : null);
}

function tell(key) {
  const toast = $("toast");
  toast.replaceChildren(...document.querySelector(`#said [data-said="${key}"]`).cloneNode(true).childNodes);
  toast.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { toast.hidden = true; }, 3500);
}

// What is saved holds the sheet letter for letter, so that no number is rounded on its way.
function saved_text() {
  const name = $("auditor").value.trim();
  const verdicts = as_list().map((told) => ({ ...told, auditor: told.auditor || name }));
  return `{"verdicts_version": "1.0", "sheet": ${raw_sheet.trim()}, "verdicts": ${JSON.stringify(verdicts, null, 1)}}\n`;
}

function save() {
  if (!$("auditor").value.trim()) {
    $("menu").open = true;
    $("auditor").focus();
    return tell("name_first");
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([saved_text()], { type: "application/json" }));
  link.download = `prongsai-verdicts-${sheet.seed.replace(/[^\w-]/g, "_").slice(0, 40)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  remember();
  refresh();
  tell("saved");
}

async function load(file) {
  try {
    const told = JSON.parse(await file.text());
    if (told.sheet.seed !== sheet.seed || told.sheet.at !== sheet.at) throw new Error("another sample");
    if (!take(told.verdicts)) throw new Error("no verdicts");
  } catch {
    return tell("wrong_file");
  }
  remember();
  show(at, false);
  tell("loaded");
}

const percent = (share) => (share === null || share === undefined ? "–" : `${(share * 100).toFixed(2)}%`);
const limits = (both) => (both ? `${percent(both[0])} – ${percent(both[1])}` : "–");

function count(chosen) {
  const counts = { right: 0, wrong: 0, unclear: 0, left: 0 };
  for (const article of chosen) counts[said(article) ?? "left"] += 1;
  return counts;
}

function documents() {
  const wrong = new Map();
  for (const article of articles) {
    const verdict = said(article);
    if (verdict === "right" || verdict === "wrong") {
      const key = by_position.get(Number(article.dataset.position)).sha256;
      wrong.set(key, (wrong.get(key) ?? false) || verdict === "wrong");
    }
  }
  return [[...wrong.values()].filter(Boolean).length, wrong.size];
}

// As prongsai.review.figures decides: failed at once, passed only when nothing left open could change it.
function decision(counts) {
  if (sheet.plan.accept === null) return "none";
  if (counts.wrong > sheet.plan.accept) return "failed";
  return counts.left || counts.unclear ? "open" : "passed";
}

function fill(row, wrong, n) {
  const rate = rate_of(wrong, n);
  const told = {
    wrong, n, observed: percent(rate?.observed), wilson: limits(rate?.wilson), exact: limits(rate?.exact),
    wilson_upper: percent(rate?.wilson_upper), exact_upper: percent(rate?.exact_upper),
  };
  for (const cell of row.querySelectorAll("[data-cell]")) cell.textContent = told[cell.dataset.cell];
}

function refresh() {
  const counts = count(articles);
  const done = articles.length - counts.left;
  const overall = rate_of(counts.wrong, counts.right + counts.wrong);
  $("done").textContent = String(done);
  for (const kind of ["right", "wrong", "unclear"]) $(`n-${kind}`).textContent = String(counts[kind]);
  $("rate").textContent = percent(overall?.observed);
  $("upper").textContent = percent(overall?.exact_upper);
  let from = 0;
  for (const kind of ["right", "wrong", "unclear"]) {
    const width = (100 * counts[kind]) / articles.length;
    $(`bar-${kind}`).setAttribute("x", String(from));
    $(`bar-${kind}`).setAttribute("width", String(width));
    from += width;
  }
  fill($("row-values"), counts.wrong, counts.right + counts.wrong);
  fill($("row-worst"), counts.wrong + counts.unclear, done);
  fill($("row-documents"), ...documents());
  for (const row of document.querySelectorAll("#parts tr[data-kind]")) {
    const own = count(articles.filter((article) => article.dataset.kind === row.dataset.kind));
    fill(row, own.wrong, own.right + own.wrong);
  }
  const decided = decision(counts);
  for (const each of document.querySelectorAll("#decision [data-decision]")) each.hidden = each.dataset.decision !== decided;
  $("decision").className = `decision ${decided}`;
  $("unsaved").hidden = !unsaved;
  mark(articles[at]);
  for (const button of document.querySelectorAll("#jump button")) {
    const i = Number(button.dataset.index);
    button.className = said(articles[i]) ?? "left";
    if (i === at) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function mark(article) {
  const verdict = said(article);
  for (const button of article.querySelectorAll(".verdicts button")) {
    button.setAttribute("aria-pressed", String(button.value === verdict));
  }
  const told = given.get(Number(article.dataset.position));
  const before = article.querySelector(".before");
  if (before) before.hidden = told !== undefined;
  const mine = article.querySelector(".mine");
  mine.hidden = !told || !(told.note || told.typed);
  mine.querySelector("bdi").textContent = told ? [...Object.values(told.typed ?? {}), told.note].filter(Boolean).join(" · ") : "";
}

function press(key) {
  if (key in VERDICTS) judge(VERDICTS[key]);
  else if (key === "j") show(at + 1);
  else if (key === "k") show(at - 1);
  else if (key === "u") undo();
  else if (key === "s") save();
  else if (key === "e") {
    const details = articles[at].querySelector("details.correct");
    details.open = true;
    const input = details.querySelector("textarea, input");
    input.focus();
    input.select();
  }
}

function writing(element) {
  return element instanceof HTMLElement && element.matches("input, textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = articles[at].querySelector("details.correct[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  if (event.ctrlKey && event.key === "Enter" && event.target.form) return event.target.form.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing(event.target)) return;
  const key = CODES[event.code] || (/^[jkeus123]$/.test(event.key) ? event.key : null);
  if (!key || (event.code.startsWith("Arrow") && event.target.closest(".text"))) return;
  event.preventDefault();
  press(key);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.press) press(button.dataset.press);
  else if (button.dataset.index) show(Number(button.dataset.index));
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches(".correct form")) correct(event.target);
});

$("load").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  if ($("file").files.length) load($("file").files[0]);
  $("file").value = "";
});
$("auditor").addEventListener("change", remember);
$("language").addEventListener("click", () => {
  const root = document.documentElement;
  root.lang = root.lang === "th" ? "en" : "th";
  document.title = $("title").querySelector(`.${root.lang}`).textContent;
});
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

try {
  const kept = JSON.parse(localStorage.getItem(STORE) ?? "null");
  if (kept && take(kept.verdicts)) {
    $("auditor").value = $("auditor").value || String(kept.auditor ?? "");
    unsaved = kept.unsaved !== false;
  }
} catch {
  // as in remember()
}
document.documentElement.classList.add("live");
if (matchMedia("(max-width: 56rem)").matches) $("menu").open = false;
const first = articles.findIndex((article) => !said(article));
if (articles.length) show(first < 0 ? 0 : first, false);
