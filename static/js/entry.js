// Entry forms: the two usual days, and rows of item lines. Without scripts the calendar and three spare rows do.

function markDay(box) {
  const input = box.querySelector("input");
  for (const chip of box.querySelectorAll("[data-set-day]")) {
    chip.setAttribute("aria-pressed", String(chip.dataset.setDay === input.value));
  }
}

function setDay(chip) {
  const box = chip.closest("[data-day]");
  const input = box.querySelector("input");
  input.value = chip.dataset.setDay;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  markDay(box);
}

/* A free number for the names of a new row: gaps are allowed, twice the same is not. */
function freeNumber(box) {
  const used = [...box.querySelectorAll("select[name]")].map((select) => Number(/-(\d+)-unit$/.exec(select.name)?.[1] ?? 0));
  const free = Math.max(-1, ...used.filter((number) => number < 90)) + 1;
  return free < 90 ? free : null;
}

function addLine(box) {
  const number = freeNumber(box);
  if (number === null) return;
  const line = box.querySelector("template").content.firstElementChild.cloneNode(true);
  for (const part of line.querySelectorAll("[name], [id]")) {
    if (part.name) part.name = part.name.replace("__n__", number);
    if (part.id) part.id = part.id.replace("__n__", number);
  }
  box.querySelector(".item-lines-list").append(line);
  line.querySelector("select").focus();
}

function removeLine(button) {
  const line = button.closest(".item-line");
  const neighbour = line.previousElementSibling ?? line.nextElementSibling;
  line.remove();
  neighbour?.querySelector("select").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.setDay) setDay(button);
  else if ("addLine" in button.dataset) addLine(button.closest("[data-lines]"));
  else if ("removeLine" in button.dataset) removeLine(button);
});

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-day]");
  if (box) markDay(box);
});

for (const spare of document.querySelectorAll(".item-line.no-js-only")) spare.remove();
for (const box of document.querySelectorAll("[data-day]")) markDay(box);
