// A table that is wider than a sheet of paper is printed in parts: each has the first column, no column is cut.
// The parts are made when printing begins and go when it ends; columns under one heading stay together.

const SHEET = 232; // millimetres that a landscape A4 has for columns of numbers, beside the names
const AIR = 1.4; // around each
const LETTER = 1.18; // of the small print

/* How many columns stand before the numbers: the name, and maybe its unit. */
const fixed = (head) => [...head.cells].findIndex((cell) => cell.classList.contains("num"));

/* A dash says more to those who hear it. */
const letters = (cell) => (cell.classList.contains("missing") ? 1 : cell.textContent.trim().length);

/* Millimetres of each column of numbers: its longest number, or the longest word above it. */
function widths(table, lead) {
  const words = [...table.tHead.rows].at(-1).cells;
  const lines = [...table.tBodies, table.tFoot].filter(Boolean).flatMap((group) => [...group.rows]);
  return [...words].slice(lead).map((cell, place) => {
    const above = cell.textContent.trim().split(/[\s–]+/).map((word) => word.length);
    const below = lines.map((row) => letters(row.cells[lead + place]));
    return AIR + LETTER * Math.max(...above, ...below);
  });
}

/* Runs of columns that fit a sheet: [first, beyond]. What stands under one heading stays together where it fits. */
function parts(table) {
  const rows = [...table.tHead.rows];
  const lead = fixed(rows.at(-1));
  const each = widths(table, lead);
  const spans = rows.length > 1 ? [...rows[0].cells].slice(lead).map((cell) => cell.colSpan) : each.map(() => 1);
  const found = [[lead, lead]];
  let used = 0;
  const take = (run) => {
    const wanted = run.reduce((sum, width) => sum + width, 0);
    if (wanted > SHEET && run.length > 1) return run.forEach((width) => take([width]));
    const [first, beyond] = found.at(-1);
    if (used + wanted > SHEET && beyond > first) {
      found.push([beyond, beyond]);
      used = 0;
    }
    found.at(-1)[1] += run.length;
    used += wanted;
  };
  let start = 0;
  for (const span of spans) take(each.slice(start, (start += span)));
  return [lead, found];
}

/* The cells of a row that lie in [first, beyond]; a heading that spans more is cut to what it heads. */
function cut(row, lead, [first, beyond]) {
  const copy = row.cloneNode(false);
  let place = 0;
  for (const cell of row.cells) {
    const [start, end] = [place, place + cell.colSpan];
    place = end;
    const shown = end <= lead ? cell.colSpan : Math.min(end, beyond) - Math.max(start, first);
    if (shown <= 0) continue;
    const clone = cell.cloneNode(true);
    if (shown !== cell.colSpan) clone.colSpan = shown;
    copy.append(clone);
  }
  return copy;
}

function part(table, lead, range) {
  const copy = table.cloneNode(false);
  for (const group of [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean)) {
    const clone = group.cloneNode(false);
    clone.append(...[...group.rows].map((row) => cut(row, lead, range)));
    copy.append(clone);
  }
  return copy;
}

function split(table) {
  const [lead, ranges] = parts(table);
  if (ranges.length < 2) return;
  const box = document.createElement("div");
  box.className = "print-parts";
  ranges.forEach((range, place) => {
    const section = document.createElement("section");
    const words = document.createElement("p");
    words.textContent = table.dataset.part.replace("{n}", place + 1).replace("{of}", ranges.length);
    section.append(words, part(table, lead, range));
    box.append(section);
  });
  const scroll = table.closest(".pivot-scroll");
  scroll.dataset.split = "";
  scroll.after(box);
}

function join() {
  for (const box of document.querySelectorAll(".print-parts")) box.remove();
  for (const scroll of document.querySelectorAll(".pivot-scroll[data-split]")) delete scroll.dataset.split;
}

window.addEventListener("beforeprint", () => {
  join();
  for (const table of document.querySelectorAll("table.pivot")) split(table);
});
window.addEventListener("afterprint", join);
