// Keys of the desk. A key presses what carries it as data-key; everything also works with a pointer, and without this.
"use strict";

// By place on the keyboard, not by letter: the same keys answer when the keyboard is set to Thai.
const CODES = {
  KeyJ: "j", KeyK: "k", KeyE: "e", KeyU: "u",
  Digit1: "1", Digit2: "2", Digit3: "3", Numpad1: "1", Numpad2: "2", Numpad3: "3",
};
let busy = false;

function writing(element) {
  return element instanceof HTMLElement && element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
}

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (key === "e") {
    const details = target.closest("details");
    details.open = true;
    const first = details.querySelector("textarea, input:not([type=hidden])");
    first.focus();
    first.select();
  } else {
    target.click();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.correct[open]");
    if (open) close_details(open);
    return;
  }
  if (event.ctrlKey && event.key === "Enter" && event.target.form) {
    event.target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy || writing(event.target)) return;
  const key = CODES[event.code] || (/^[jkeu123]$/.test(event.key) ? event.key : null);
  if (key && press(key)) event.preventDefault();
});

function close_details(details) {
  details.open = false;
  details.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const closing = event.target.closest("[data-close]");
  if (closing) close_details(document.getElementById(closing.dataset.close));
});

// What is marked comes into sight: the characters of a text, the open value of a long list.
function settle() {
  const mark = document.querySelector(".text mark");
  if (mark) {
    const box = mark.closest(".text");
    const within = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += within - box.clientHeight / 3;
  }
  scrollTo(0, 0);
  const open = document.querySelector("main.desk:not(.judging) #open");
  const list = open && open.closest(".records");
  if (list && list.scrollHeight > list.clientHeight) {
    list.scrollTop += open.getBoundingClientRect().top - list.getBoundingClientRect().top - 60;
  } else if (list && getComputedStyle(list).position === "static") {
    below_the_source(open);
  }
  const said = document.getElementById("said");
  if (said && !said.hidden) setTimeout(() => { said.hidden = true; }, 2500);
  const address = new URL(location.href);
  if (address.searchParams.has("said")) { // said once; loading the page again says nothing new
    address.searchParams.delete("said");
    history.replaceState(history.state, "", address);
  }
}

// On a narrow screen the source stays above and the list passes under it.
function below_the_source(open) {
  const kept = document.querySelector(".source > :is(.near, .text)");
  const height = kept ? kept.getBoundingClientRect().height : 0;
  scrollTo(0, open.getBoundingClientRect().top - height - 8);
}

// One verdict a value: between a press and the next page, further presses are for a value not yet seen.
document.addEventListener("htmx:beforeRequest", () => { busy = true; });
for (const end of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(end, () => { busy = false; });
}
document.addEventListener("htmx:afterSettle", () => {
  settle();
  const heading = document.querySelector("[data-focus]") || document.getElementById("main");
  if (heading) heading.focus({ preventScroll: true });
});
settle();
