// Suggestions below a cell, from its <datalist>: by number or by part of the name, without diacritics.
// The list is taken from the cell, so that the browser shows none of its own. What is chosen is written out in full.

const body = document.querySelector("[data-week] [data-rows]");
const MOST = 12;
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

const box = document.createElement("ul");
box.className = "week-suggest";
box.id = "week-suggest";
box.role = "listbox";
box.hidden = true;
document.body.append(box);

let owner = null;
const lists = new Map();

function listOf(input) {
  const id = input.dataset.list;
  if (!lists.has(id)) {
    const source = document.getElementById(id);
    const options = [...source.options].map((option) => {
      const code = option.getAttribute("label") ?? "";
      return { code, name: option.value, folded: fold(option.value) };
    });
    lists.set(id, { options, several: "several" in source.dataset, counted: "counted" in source.dataset });
  }
  return lists.get(id);
}

/* The part being typed: after the last ";" (or "," between several), and after the number of an amount. */
function partOf(input, list) {
  const before = list.several ? input.value.match(/^(.*;|.*,(?!\d))?\s*/)[0] : "";
  const amount = list.counted ? input.value.slice(before.length).match(/^[\d.,]+\s*/)?.[0] ?? "" : "";
  return { kept: before + amount, text: input.value.slice(before.length + amount.length) };
}

function found(list, text) {
  const key = fold(text);
  if (!key) return [];
  const begins = ({ folded }) => {
    const words = folded.split(" ");
    return key.split(" ").every((part) => words.some((word) => word.startsWith(part)));
  };
  const exact = list.options.filter(({ code, folded }) => fold(code) === key || folded === key);
  const rest = list.options.filter((option) => !exact.includes(option) && (begins(option) || option.folded.includes(key)));
  const certain = exact.length === 1;
  return [...exact, ...rest].slice(0, MOST).map((option, at) => ({ ...option, certain: certain && at === 0 }));
}

function close() {
  box.hidden = true;
  owner?.setAttribute("aria-expanded", "false");
  owner?.removeAttribute("aria-activedescendant");
}

function mark(at) {
  const options = [...box.children];
  options.forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
  options[at].scrollIntoView({ block: "nearest" });
  owner.setAttribute("aria-activedescendant", options[at].id);
}

function line({ code, name }, at) {
  const option = document.createElement("li");
  option.id = `week-suggest-${at}`;
  option.role = "option";
  option.dataset.name = name;
  const number = document.createElement("b");
  number.textContent = code;
  option.append(...(code ? [number] : []), name);
  return option;
}

function open(input) {
  owner = input;
  const list = listOf(input);
  const matches = found(list, partOf(input, list).text);
  if (matches.length === 0) return close();
  box.replaceChildren(...matches.map(line));
  box.hidden = false;
  const at = input.getBoundingClientRect();
  const below = window.innerHeight - at.bottom > box.offsetHeight || at.top < box.offsetHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${below ? at.bottom : at.top - box.offsetHeight}px`;
  input.setAttribute("aria-expanded", "true");
  // Of several the person chooses: what is not certain is never filled in on the way to the next cell.
  if (matches.length === 1 || matches[0].certain) mark(0);
}

function choose(option) {
  const list = listOf(owner);
  owner.value = partOf(owner, list).kept + option.dataset.name;
  owner.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "chosen" }));
  close();
}

function onKey(event) {
  if (box.hidden || event.target !== owner || event.isComposing) return;
  const options = [...box.children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(event.key === "ArrowDown" ? (at + 1) % options.length : at < 1 ? options.length - 1 : at - 1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (at >= 0 && ["Enter", "Tab", ";"].includes(event.key)) {
    choose(options[at]); // and the key does what it does: next row, next cell, one more
  }
}

function prepare(root) {
  for (const input of root.querySelectorAll("input[list]")) {
    input.dataset.list = input.getAttribute("list");
    input.removeAttribute("list");
    input.role = "combobox";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", box.id);
  }
}

prepare(body);
body.addEventListener("week:added", () => prepare(body));
body.addEventListener("keydown", onKey, true); // before the grid moves on
body.addEventListener("input", (event) => {
  if (event.detail === "chosen" || !event.isTrusted) return;
  if (event.target.dataset.list) open(event.target);
});
body.addEventListener("focusout", close);
box.addEventListener("pointerdown", (event) => {
  event.preventDefault(); // the cell keeps the focus
  if (event.target.closest("li")) choose(event.target.closest("li"));
});
window.addEventListener("scroll", ({ target }) => {
  if (target === document || target.contains(body)) close();
}, { passive: true, capture: true });
window.addEventListener("resize", close);
