// The grid of a week under a keyboard: Tab to the next cell, Enter to the next row, arrows up and down, Ctrl+D as above.
// It only moves text about; the server reads it. Other modules ask for rows with the event "week:rows".

const grid = document.querySelector("[data-week]");
const body = grid.querySelector("[data-rows]");
const spare = grid.querySelector("[data-spare]");
const more = grid.querySelector("[data-more]");

let start = 0; // the column in which the row was begun: Enter goes back to it, as in a spreadsheet
let dirty = false;

const rows = () => [...body.querySelectorAll("tr[data-row]")];
const cells = (row) => [...row.querySelectorAll("input[type=text]")];

/* crypto.randomUUID exists only over https; an intranet may have none. */
function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function addRow() {
  const count = rows().length;
  if (count >= Number(grid.dataset.most)) return false;
  const copy = spare.content.cloneNode(true);
  const uuid = newUuid();
  for (const element of copy.querySelectorAll("[id], [name], [value], [aria-labelledby]")) {
    for (const name of ["id", "name", "value", "aria-labelledby"]) {
      const text = element.getAttribute(name);
      if (text?.includes(spare.dataset.spare)) element.setAttribute(name, text.replaceAll(spare.dataset.spare, uuid));
    }
  }
  // Numbers go on after the highest that was in use: rows that were sent keep theirs, as on the paper.
  const last = grid.elements.namedItem("last");
  last.value = String(Number(last.value) + 1);
  copy.querySelector("[data-number]").textContent = last.value;
  copy.querySelector("[data-number-sent]").value = last.value;
  body.append(copy);
  body.dispatchEvent(new CustomEvent("week:added", { bubbles: true }));
  more.disabled = count + 1 >= Number(grid.dataset.most);
  return true;
}

function addRows(wanted) {
  while (rows().length < wanted && addRow());
}

function place(input) {
  const row = input.closest("tr[data-row]");
  return { row, at: rows().indexOf(row), column: cells(row).indexOf(input) };
}

function go(at, column) {
  const row = rows()[at];
  if (!row) return;
  cells(row)[column].focus();
  row.scrollIntoView({ block: "nearest" });
}

/* A value set by a script: others (suggestions, the guard below) hear of it. */
function fill(input, value) {
  if (input.value === value) return;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/* The row above fills what is still empty here; where nothing is, the cell itself is repeated. */
function repeatAbove(input) {
  const { row, at, column } = place(input);
  if (at === 0) return;
  const above = cells(rows()[at - 1]);
  const gaps = cells(row).map((cell, each) => [cell, above[each].value]).filter(([cell, text]) => !cell.value && text);
  for (const [cell, text] of gaps.length ? gaps : [[input, above[column].value]]) fill(cell, text);
  input.select();
}

function onKey(event) {
  const input = event.target;
  if (!input.matches("tr[data-row] input[type=text]") || event.defaultPrevented || event.isComposing) return;
  const { at, column } = place(input);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "Enter" && plain) {
    event.preventDefault();
    if (event.shiftKey) return go(at - 1, start);
    addRows(at + 2);
    go(at + 1, start);
  } else if (event.key === "ArrowDown" && plain) {
    event.preventDefault();
    go(at + 1, start = column);
  } else if (event.key === "ArrowUp" && plain) {
    event.preventDefault();
    go(at - 1, start = column);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
    event.preventDefault();
    repeatAbove(input);
  }
}

body.addEventListener("keydown", onKey);
body.addEventListener("pointerdown", ({ target }) => {
  if (target.matches("input[type=text]")) start = place(target).column;
});
body.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[type=text]")) target.select();
});
body.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-clear]");
  if (!button) return;
  const row = button.closest("tr[data-row]");
  for (const cell of cells(row)) fill(cell, "");
  if (row.nextElementSibling?.matches(".week-reasons")) row.nextElementSibling.remove();
  cells(row)[0].focus();
});
// What was wrong is being mended: the mark goes, the words stay until it is sent again.
body.addEventListener("input", ({ target }) => {
  dirty = true;
  target.removeAttribute("aria-invalid");
});
body.addEventListener("week:rows", ({ detail }) => addRows(detail));
more.addEventListener("click", (event) => {
  event.preventDefault();
  const count = rows().length;
  addRows(count + 7);
  go(count, 0);
});
grid.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

dirty = grid.querySelector(".week-reasons") !== null;
if (!document.querySelector("[data-errors]") && matchMedia("(pointer: fine)").matches) {
  go(0, 0);
}
