// Sortable tables: <table data-sortable> with <th data-sort="number|text"><button type="button" disabled>…</button></th>.
// The page brings the buttons, asleep: a head that changed when this script came would move the table.
// A cell's key is data-value (a plain number, or the stored Vietnamese sort key), else its text.
// Cells without a value (not reported) always come last; rows of <tfoot> never move.

const vietnamese = new Intl.Collator("vi", { numeric: true });

function key(row, column, kind) {
  const cell = row.cells[column];
  const raw = cell?.dataset.value ?? cell?.textContent.trim() ?? "";
  if (kind !== "number") return raw === "" ? null : raw;
  const number = cell?.dataset.value === undefined ? Number(raw.replaceAll(".", "").replace(",", ".")) : Number(raw);
  return raw === "" || Number.isNaN(number) ? null : number;
}

/* Stored sort keys compare by code point; words on the page compare as Vietnamese. */
function compare(a, b, stored) {
  if (typeof a === "number") return a - b;
  if (!stored) return vietnamese.compare(a, b);
  return a < b ? -1 : Number(a > b);
}

function sort(table, header) {
  const kind = header.dataset.sort;
  const first = kind === "number" ? "descending" : "ascending";
  const other = first === "descending" ? "ascending" : "descending";
  const direction = header.getAttribute("aria-sort") === first ? other : first;
  for (const each of table.tHead.querySelectorAll("[aria-sort]")) each.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", direction);
  const sign = direction === "ascending" ? 1 : -1;
  for (const body of table.tBodies) {
    const rows = [...body.rows].map((row, place) => ({
      row, place, value: key(row, header.cellIndex, kind), stored: row.cells[header.cellIndex]?.dataset.value !== undefined,
    }));
    rows.sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.place - b.place;
      return sign * compare(a.value, b.value, a.stored && b.stored) || a.place - b.place;
    });
    body.append(...rows.map(({ row }) => row));
  }
}

export function makeSortable(table) {
  for (const header of table.tHead?.querySelectorAll("th[data-sort]") ?? []) {
    const button = header.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sort(table, header));
  }
}

for (const table of document.querySelectorAll("table[data-sortable]")) makeSortable(table);
