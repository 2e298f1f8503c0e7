// A block copied from a spreadsheet fills the grid from the cell that has the focus; rows are added as needed.
// Cells are parted by tabs, lines by line breaks; a cell that holds either comes in quotes, quotes inside doubled.

const body = document.querySelector("[data-week] [data-rows]");

function parse(text) {
  const lines = [];
  let line = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (quoted && sign === '"') quoted = false;
    else if (quoted) cell += sign;
    else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") {
      line.push(cell);
      cell = "";
    } else if (sign === "\n") {
      lines.push([...line, cell]);
      line = [];
      cell = "";
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || line.length > 0) lines.push([...line, cell]);
  return lines;
}

/* A line break inside a cell parts several things, as ";" does in the grid. */
const oneLine = (text) => text.split("\n").map((part) => part.trim()).filter(Boolean).join("; ");

function distribute(input, lines) {
  const rows = () => [...body.querySelectorAll("tr[data-row]")];
  const cells = (row) => [...row.querySelectorAll("input[type=text]")];
  const first = input.closest("tr[data-row]");
  const top = rows().indexOf(first);
  const left = cells(first).indexOf(input);
  body.dispatchEvent(new CustomEvent("week:rows", { detail: top + lines.length }));
  const targets = rows().slice(top, top + lines.length);
  let last = input;
  targets.forEach((row, at) => {
    cells(row).slice(left, left + lines[at].length).forEach((cell, column) => {
      cell.value = oneLine(lines[at][column]);
      cell.dispatchEvent(new Event("input", { bubbles: true }));
      last = cell;
    });
  });
  last.focus();
}

body.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!event.target.matches("input[type=text]") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  distribute(event.target, parse(text.replaceAll("\r\n", "\n").replace(/\n$/, "")));
});
