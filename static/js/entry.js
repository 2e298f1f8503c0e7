// Entry forms: numbers like last time, and rows of item lines. Without scripts the numbers stand with their note, and
// three spare rows do.

/* As the page came: the numbers of last time are what their fields were drawn with. */
const isLikeLast = (input) => input.value === input.defaultValue;

function markLike(box) {
  const like = [...box.querySelectorAll("input")].every(isLikeLast);
  box.querySelector("[data-like-words]").classList.toggle("is-past", !like);
  box.querySelector("[data-like-clear]").hidden = !like;
  box.querySelector("[data-like-fill]").hidden = like;
}

/* One press empties the numbers, one brings them back; the thumb stays where it is. */
function setLike(button, value) {
  const box = button.closest("[data-like]");
  for (const input of box.querySelectorAll("input")) {
    input.value = value(input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  markLike(box);
  box.querySelector(".like button:not([hidden])").focus();
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
  if ("addLine" in button.dataset) addLine(button.closest("[data-lines]"));
  else if ("removeLine" in button.dataset) removeLine(button);
  else if ("likeClear" in button.dataset) setLike(button, () => "");
  else if ("likeFill" in button.dataset) setLike(button, (input) => input.defaultValue);
});

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-like]");
  if (box) markLike(box);
});

const dropSpares = () => { for (const spare of document.querySelectorAll(".item-line.no-js-only")) spare.remove(); };
const markAll = () => { for (const box of document.querySelectorAll("[data-like]")) markLike(box); };
dropSpares();
document.addEventListener("parts:drawn", () => {
  dropSpares();
  markAll();
});
// A browser that goes back fills in what was typed after this ran.
window.addEventListener("pageshow", markAll);
